"""The date of a cited document, behind its number."""

from __future__ import annotations

import re

# `ngày`, `tháng` and `năm` as a scan may show them: the first and last letters stand, those between them may not
# (`th4ng`, `ndam`).
_DAY_WORD = r"n[^\s\d]{1,3}y"
_MONTH_WORD = r"th[^\s./,\-]{1,4}g"
YEAR_WORD = r"n[^\s./,\-]{1,3}m"
_GAP = r"\s{0,6}"
_SLASH = rf"{_GAP}[/.\-]{_GAP}"
# A colon, a stroke, or a dash with an underscore at the head of a line only as a speck of a scan.
_SIGN = rf"{_GAP}(?:[,(:|]|(?<=\n)-?_)?{_GAP}"
_DAY = rf"{_DAY_WORD}{_GAP}[.:]?{_GAP}"
_YEAR = r"(?:19|20)\d\d"
_AFTER = re.compile(
    rf"""
      {_SIGN} (?:{_DAY})? (?P<day>\d{{1,2}}) {_SLASH} (?P<month>\d{{1,2}}) {_SLASH} (?P<year>\d{{4}}) (?!\d)
    | {_SIGN} (?:{_DAY}(?:(?P<day2>\d{{1,2}}){_GAP})?)?
      {_MONTH_WORD} {_GAP} (?P<month2>\d{{1,2}}) {_GAP} (?:{YEAR_WORD}|/) {_GAP} (?P<year2>{_YEAR}) (?!\d)
    | {_GAP} {YEAR_WORD} {_GAP} (?P<year3>{_YEAR}) (?![\d\-]|\s-)
    """,
    re.VERBOSE,
)


def date_at(flattened: str, at: int) -> tuple[int, str | None]:
    """End of the date that begins at `at`, and the date in ISO form; (`at`, None) where there is none.

    `flattened` is `letters.flat` of the text. Digits are taken as printed, also where no calendar has such a day.

    >>> date_at(", ngay 26/4 /2023 cua", 0), date_at(" ngay 06 thang 3 nam 2024", 0), date_at(" nam 2013,", 0)
    ((17, '2023-04-26'), (25, '2024-03-06'), (9, '2013'))
    """
    found = _AFTER.match(flattened, at)
    if not found:
        return at, None
    year = found["year"] or found["year2"] or found["year3"]
    month = found["month"] or found["month2"]
    day = found["day"] or found["day2"]
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return found.end(), None
    return found.end(), "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
