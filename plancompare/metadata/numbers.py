"""The document's own number, date and year, where its header and title give them."""

from __future__ import annotations

import re

from plancompare.text import fold

# `Số: 63/KH-UBND`, `S6: 63 /KH-UBND`, `Số 05-KH/ĐU`; the number itself must be there.
_NUMBER = re.compile(
    r"(?<![^\W_])[Ss$](?:[^\W\d_]|[06]){1,2}\s?[:.;,]{0,2}\s{0,3}(?P<number>\d{1,5}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d)?)\s{0,2}(?P<mark>[/-])\s{0,2}"
    r"(?P<symbol>[^\W\d_][\w.]{0,9}(?:\s?[-/]{1,2}\s?[^\W\d_][\wĐđ]{0,14}){0,3})"
)
_DATE = re.compile(
    r"ng.y\b\D{0,8}(?P<day>[\doil]{1,2})?\D{0,5}\bth.ng\b\D{0,8}(?P<month>[\doil]{1,2})?\D{0,5}\bn.{1,3}m\b\D{0,3}(?P<year>(?:19|20)\d\d)"
)
_SIGNED = (  # as text: it is needed, and compiled, where the header has no date
    r"(?:ng.y k.|th.i gian k.|ng.y ban h.nh)\W{1,3}(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)"
)
_YEAR = re.compile(r"(?P<before>(?:\S{1,10}\s){0,2})\bn.{1,2}m\s(?P<year>(?:19|20)\d\d)\b(?!\s?[-–])")
# Codes of types as the symbol must show them, by what a scan may leave of them.
_CODES = {
    "Quyết định": "QĐ",
    "Kế hoạch": "KH",
    "Chương trình": "CTr",
    "Đề án": "ĐA",
    "Nghị quyết": "NQ",
    "Chỉ thị": "CT",
    "Quy định": "QĐ",
}
_BODIES = {"hdnd": "HĐND", "bcd": "BCĐ", "bcp": "BCĐ", "ubnd": "UBND", "du": "ĐU", "bcsdubnd": "BCSĐUBND"}


def own_number(header: str, document_type: str | None) -> str | None:
    """Number and symbol from the header, None where the draft left the number blank.

    >>> own_number("S6: 63 /KH-UBND Kién Giang, ngay 06 thang 03", "Kế hoạch"), own_number("Số: /KH-UBND", "Kế hoạch")
    ('63/KH-UBND', None)
    """
    found = _NUMBER.search(header)
    if not found:
        return None
    symbol = re.sub(r"\s*([-/])[-/]?\s*", r"\1", found["symbol"]).rstrip(".")
    parts = re.split(r"([-/])", symbol)
    while len(parts) > 3 and parts[-1][1:2].islower():  # a word of the other column
        del parts[-2:]
    code = _CODES.get(document_type or "")
    for index in range(0, len(parts), 2):
        bare = fold(parts[index])
        if index == 0 and code and bare in (fold(code), fold(code).replace("d", "b"), fold(code).replace("d", "p")):
            parts[index] = code
        parts[index] = _BODIES.get(bare, parts[index])
    return "".join(found["number"].split()) + found["mark"] + "".join(parts)


def own_date(header: str) -> str | None:
    """ISO date from the header, `2023-05` where the day is blank.

    >>> own_date("TP Tây Ninh, ngày tháng 5 năm 2023"), own_date("Kién Giang, ngay 06 thang 03 ndm 2024")
    ('2023-05', '2024-03-06')
    """
    return _iso(_DATE.search(" ".join(fold(header).split())))


def signed_date(text: str) -> str | None:
    """ISO date of a digital signature or of a portal's note; null where there is none.

    >>> signed_date("Ngày ban hành: 14/11/2013"), signed_date("Thời gian ký: 05/3/2024 08:12:01")
    ('2013-11-14', '2024-03-05')
    """
    return _iso(re.search(_SIGNED, " ".join(fold(text).split())))


def _iso(found: re.Match[str] | None) -> str | None:
    if not found:
        return None
    from calendar import monthrange

    month = _count(found["month"], 12)
    day = _count(found["day"], monthrange(int(found["year"]), month)[1]) if month else None
    if not month:
        return None
    return f"{found['year']}-{month:02}-{day:02}" if day else f"{found['year']}-{month:02}"


def _count(digits: str | None, most: int) -> int | None:
    number = int(digits.translate({ord("o"): "0", ord("i"): "1", ord("l"): "1"})) if digits else 0
    return number if 0 < number <= most else None


def year_named(text: str) -> int | None:
    """The last year a title is said to be for: `năm 2024`, neither of a date nor the end of a period.

    >>> year_named("thực hiện Chỉ thị số 33/CT-TTg ngày 26 tháng 11 năm 2021 năm 2023"), year_named("đến năm 2030")
    (2023, None)
    """
    years = [
        int(found["year"])
        for found in _YEAR.finditer(" ".join(fold(text).split()))
        if not re.search(r"\bth.ng\b|\bd.n\s$|\bt.nh\b|\bt.i\s$", found["before"])
    ]
    return years[-1] if years else None
