"""The date of a cited document, behind its number."""

from __future__ import annotations

import re

# `ngày`, `tháng` and `năm` as a scan may show them: the first and last letters stand, those between them may not
# (`th4ng`, `ndam`).
_DAY_WORD = r"n[^\s\d]{1,3}y"
_MONTH_WORD = r"th[^\s./,\-]{1,4}g"
YEAR_WORD = r"n[^\s./,\-]{1,3}m"
_GAP = r"\s{0,6}"
_SPECK = r"(?:(?<=\n)(?:-?_|[‘’'`*]{1,2}))?"  # dirt at the head of a line
_SLASH = rf"{_GAP}[/.\-]{_GAP}"
_SIGN = rf"{_GAP}[,(:|]?{_SPECK}{_GAP}"  # a colon or stroke only as a speck of a scan
_DAY = rf"{_DAY_WORD}{_GAP}[.:]?{_GAP}"
_DIGITS = r"[\doil|]{1,2}"
_MISREAD_DIGITS = str.maketrans("oil|", "0111")
_YEAR = r"(?:19|20)\d\d"
_AFTER = re.compile(
    rf"""
      {_SIGN} (?:{_DAY})? (?P<day>\d{{1,2}}) {_SLASH} (?P<month>\d{{1,2}}) {_SLASH} (?P<year>\d{{4}}) (?!\d)
    | {_SIGN} (?:{_DAY}(?:(?P<day2>{_DIGITS}){_GAP})?) {_SPECK}
      {_GAP} {_MONTH_WORD} \.? {_GAP} (?P<month2>{_DIGITS}) {_GAP} (?:{YEAR_WORD}|/) {_GAP} (?P<year2>{_YEAR}) (?!\d)
    | {_SIGN} {_MONTH_WORD} {_GAP} (?P<month3>\d{{1,2}}) {_GAP} (?:{YEAR_WORD}|/) {_GAP} (?P<year3>{_YEAR}) (?!\d)
    | {_GAP} {YEAR_WORD} {_GAP} (?P<year4>{_YEAR}) (?![\d\-]|\s-)
    """,
    re.VERBOSE,
)


def date_at(flattened: str, at: int) -> tuple[int, str | None]:
    """End of the date that begins at `at`, and the date in ISO form; (`at`, None) where there is none.

    `flattened` is `letters.flat` of the text. Digits are taken as printed, also where no calendar has such a day;
    a letter that stands for one between `ngày` and `năm` is that digit.

    >>> date_at(", ngay 26/4 /2023 cua", 0), date_at(" ngay 06 thang 3 nam 2024", 0), date_at(" nam 2013,", 0)
    ((17, '2023-04-26'), (25, '2024-03-06'), (9, '2013'))
    >>> date_at(" ngay i5 thang ii nam 2021", 0)
    (26, '2021-11-15')
    """
    found = _AFTER.match(flattened, at)
    if not found:
        return at, None
    year = found["year"] or found["year2"] or found["year3"] or found["year4"]
    month, day = (
        part and part.translate(_MISREAD_DIGITS)
        for part in (found["month"] or found["month2"] or found["month3"], found["day"] or found["day2"])
    )
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return found.end(), None
    return found.end(), "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
