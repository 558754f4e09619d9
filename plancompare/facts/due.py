"""Days, months, quarters and years as plans name them, each with its first and last day.

ngày 15/11/2024 · 15 tháng 11 năm 2024 · 31/12        the day; without a year every year, `--12-31`
ngày 25 hằng tháng                                    of every month, `---25`
ngày 05 của tháng cuối quý                            four days a year: `--03-05`, `--06-05` …
tháng 6/2024 · quý II năm 2024 · 6 tháng đầu năm      from the first day to the last
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Unit = Literal["day", "month", "quarter", "half", "year", "bare"]

_OF_YEAR = r"(?:\s?[/.-]\s?|,?\snam\s)"
_QUARTER = r"(?:[i1l|]v|[i1l|]{1,3}|[234])"  # a scan shows `i` as any of these
_AND = r"(?:\s?,\s?|\sva\s|\s?[-–]\s?)"
_TIME = re.compile(
    rf"""(?<![\w/.,-])(?:
      (?P<word>ngay\s)?(?P<day>\d{{1,2}})(?:(?P<slash>\s?[/.-]\s?)|\sthang\s)(?P<month>\d{{1,2}})
        (?:{_OF_YEAR}(?P<year>(?:19|20)\d\d))?
    | ngay\s(?P<bare>\d{{1,2}})
        (?:\s(?:(?:c\w{{1,2}}|trong)\s)?thang\s(?P<place>cuoi|dau)(?:\scung)?\s(?:cua\s)?(?:(?:moi|hang)\s)?quy
          |(?P<monthly>\s(?:(?:cua|trong)\s)?(?:hang|moi)\sthang|\s(?:cua\s)?thang\s(?:sau|tiep\stheo|ke\stiep)
            |\scua\sthang(?!\s(?:\d|cuoi|dau))))?
    | (?:06|6|sau)\sthang\s(?P<half>dau|cuoi)\snam(?:\s(?P<half_year>(?:19|20)\d\d))?
    | thang\s(?P<alone>\d{{1,2}})(?:(?:{_AND}(?:thang\s)?(?P<last_alone>\d{{1,2}})){{1,5}}(?={_OF_YEAR}\d{{4}}))?
        (?:{_OF_YEAR}(?P<alone_year>(?:19|20)\d\d))?
    | quy\s(?P<quarter>{_QUARTER})(?:{_AND}(?:quy\s)?(?P<last_quarter>{_QUARTER})(?!\w)){{0,3}}
        (?:{_OF_YEAR}(?P<quarter_year>(?:19|20)\d\d))?
    | nam\s(?P<whole>(?:19|20)\d\d)
    )(?![\w%]|[/.,-]\d)(?P<yearly>\s(?:hang|moi)\snam(?!\w))?""",
    re.VERBOSE,
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_AS_I = str.maketrans("1l|", "iii")
_MISREAD = re.compile(r"[1l|].|.[1l|]")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Due(NamedTuple):
    """A time named in `plain[start:end]`: (first, last) day of it, ISO 8601; more than one pair where it comes again.

    `unit` says how long it is; `bare` is a day whose month is not told (`ngày 17`), its days are `---17`. `named` says
    that it cannot be a fraction or a label: it has a year, or the words `ngày` or `tháng`. `sure` is false for
    `quý 11`, which a scan shows for II and III alike.
    """

    start: int
    end: int
    unit: Unit
    days: tuple[tuple[str, str], ...]
    named: bool = True
    sure: bool = True

    @property
    def year(self) -> int | None:
        """The year it lies in; null where none is told."""
        return int(self.days[0][0][:4]) if self.days[0][0][0] != "-" else None


def find_due(plain: str) -> Iterator[Due]:
    """All times named in the plain form of a sentence, in order. A day that no calendar has is none.

    >>> [due.days for due in find_due("truoc ngay 15/11/2024, trong quy ii nam 2024, ngay 31/9/2024")]
    [(('2024-11-15', '2024-11-15'),), (('2024-04-01', '2024-06-30'),)]
    >>> [due.days for due in find_due("truoc ngay 25 hang thang; cham nhat ngay **01/11**; 15 thang 12 hang nam")]
    [(('---25', '---25'),), (('--11-01', '--11-01'),), (('--12-15', '--12-15'),)]
    """
    for found in _TIME.finditer(plain):
        unit, days = _read(found)
        if days:
            named = bool(found["word"] or found["year"]) or (unit == "day" and not found["slash"]) or unit != "day"
            sure = not any(_MISREAD.search(found[part] or "") for part in ("quarter", "last_quarter"))
            yield Due(found.start(), found.end(), unit, days, named, sure)


def starting(due: Due, last: Due) -> str | None:
    """The first day of a period that runs from `due` to `last`, whose month and year may go for both.

    >>> first, last = find_due("tu ngay 24 den ngay 27 thang 9 nam 2024")
    >>> starting(first, last)
    '2024-09-24'
    """
    begins, ends = due.days[0][0], last.days[0][1]
    if due.unit == "bare":
        begins = ends[:-2] + begins[-2:]
    elif due.year is None and last.year is not None:
        earlier = begins[2:] > ends[5:]
        begins = f"{last.year - earlier}-{begins[2:]}"
    return begins if len(begins) == len(ends) and begins <= ends else None


def _read(found: re.Match[str]) -> tuple[Unit, tuple[tuple[str, str], ...]]:
    if found["day"]:
        year, month, day = found["year"], int(found["month"]), int(found["day"])
        if found["slash"] and "/" not in found["slash"] and not (found["word"] or year):  # `2.1`: a label
            return "day", ()
        return "day", ((_day(year, month, day),) * 2,) if _exists(year, month, day) else ()
    if found["bare"]:
        day = int(found["bare"])
        if not 1 <= day <= 31:
            return "bare", ()
        if found["place"]:
            first = 1 if found["place"] == "dau" else 3
            return "day", tuple((_day(None, at, day),) * 2 for at in range(first, 13, 3) if _exists(None, at, day))
        return "day" if found["monthly"] else "bare", ((f"---{day:02d}",) * 2,)
    if found["alone"]:
        first, last = int(found["alone"]), int(found["last_alone"] or found["alone"])
        return "month", _months(found["alone_year"], first, last) if 1 <= first <= last <= 12 else ()
    if found["quarter"]:
        first, last = _quarter(found["quarter"]), _quarter(found["last_quarter"] or found["quarter"])
        return "quarter", _months(found["quarter_year"], 3 * first - 2, 3 * last) if first <= last else ()
    if found["half"]:
        last = 6 if found["half"] == "dau" else 12
        return "half", _months(found["half_year"], last - 5, last)
    return "year", _months(found["whole"], 1, 12)


def _quarter(shown: str) -> int:
    return _QUARTERS.get(shown.translate(_AS_I)) or int(shown)


def _months(year: str | None, first: int, last: int) -> tuple[tuple[str, str], ...]:
    return ((_day(year, first, 1), _day(year, last, _length(year, last))),)


def _day(year: str | None, month: int, day: int) -> str:
    return f"{year or '-'}-{month:02d}-{day:02d}"


def _exists(year: str | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _length(year or "2000", month)


def _length(year: str | None, month: int) -> int:
    """Days of a month. February without a year has 28."""
    leap = month == 2 and year is not None and int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return _LENGTHS[month - 1] + leap
