"""Which times a sentence names are deadlines, and whether their last day counts.

A time is a deadline by the words before it, never by itself: the dates of cited documents, of periods (`giai đoạn
2021-2025`) and of what has happened are none.

    trước                                        exclusive, the first day counts
    chậm nhất · muộn nhất · không quá · hạn chót   inclusive, the last day counts
    đến (hết) · trong · vào · hoàn thành          the same, but nothing that lay behind the plan when it was issued
    từ … đến …                                   a period: its first day is `since`

Durations (`trong 24 giờ`), events (`chung kết ngày 19/10/2025`) and the years of aims (`đến năm 2025`) are none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plancompare.facts.context import Context
from plancompare.facts.due import Due, find_due, starting
from plancompare.model import Metadata
from plancompare.statements import Statement

_REACH = 90  # letters from a time back to the words that make it a deadline
_BEFORE = r"tru?[oe]{1,2}c"  # `trước` as scans show it, too: `trec`, `trooc`
_SIGNS = r"[\s:*\"“(–._|-]"
_LEAD = re.compile(
    rf"""(?<!\w)(?P<lead>
      (?P<latest>(?:cham|muon|tre)\snhat|khong\s(?:qua|cham\shon|muon\shon|tre\shon)
        |(?:thoi\s)?han(?:\s(?:chot|cuoi|cung|nop|gui|bao\scao|hoan\sthanh|thuc\shien|la))*
        |(?:thoi\s)?han[a-z ]{{2,40}}(?=:))
      |(?P<done>hoan\s(?:thanh|tat)|xong|thoi\s(?:gian|diem)\shoan\sthanh)
      |(?P<period>thoi\sgian|thoi\sdiem|tien\sdo)(?:\s(?:thuc\shien|to\schuc|du\skien)|[a-z ]{{2,40}}(?=:))*
      |{_BEFORE}|(?P<until>(?:(?:cho|tu\snay)\s)?den|toi(?=\s(?:ngay|het)))|trong|(?P<at>vao)|(?P<since>tu)
    )(?P<more>(?:{_SIGNS}{{1,5}}(?:het|la|vao|trong|den|cuoi|thoi\sdiem|luc|xong|cung|du\skien|ngay|{_BEFORE}
      |\d{{1,2}}\s?(?:gio|h|g)(?:\s?\d{{2}})?(?:\sphut)?))*){_SIGNS}{{0,5}}\Z""",
    re.VERBOSE,
)
_EXCLUSIVE = re.compile(rf"(?<!\w){_BEFORE}(?!\w)")
_CLOCK = re.compile(r"\d{1,2}\s?(?:gio|h|g)(?!\w)")
# What a time says of something else: `tính đến ngày`, `có hiệu lực đến`, `được cấp trước ngày`, but `UBND tỉnh đến`.
_COUNTED = re.compile(
    r"(?<!dan )(?<!ubnd )(?<!uy )(?:tinh|so lieu|chot so lieu(?: \w{1,8}){0,5}|ky bao cao|hieu luc|thi hanh|ap dung)"
    r"[\s,]{1,2}\Z"
)
_DATED = re.compile(r"(?:da|duoc) (?:ban hanh|ky|cap|thanh lap|sinh ra|xay dung|phe duyet)[\s,]{1,2}\Z")
_DUE_BY_DAY = re.compile(r"(?<!\w)(?:bao cao|gui|nop|trinh|hoan thanh)(?!\w)")
_DUE_BY_MONTH = re.compile(
    r"(?<!\w)(?:bao cao|gui|nop|trinh|hoan thanh|ban hanh|tong ket|so ket|to chuc|tong hop|trien khai|xay dung"
    r"|kiem tra)(?!\w)"
)
_MONTHLY = re.compile(r"(?<!\w)(?:(?:hang|moi) thang|bao cao (?:dinh ky )?thang)(?!\w)")

_AND = re.compile(r"\s(?:va|hoac)\s")
_AND_AGAIN = re.compile(r"\s(?:va|hoac)\s|,\s(?:va\s)?")
_CLOSED = re.compile(r"\W*\Z|[.,;)]|\s(?:va|de|hang|moi)\s")

_Named = tuple[Due, re.Match[str] | None]  # a time, and the words that lead to it


class Bound(NamedTuple):
    """`plain[start:end]` says until when.

    `days` are the last days, or for `trước` the first ones; `since` is the first day of a period; `firm` that the words
    say in so many words that something is due, `sure` that its quarter is read right.
    """

    start: int
    end: int
    days: tuple[str, ...]
    inclusive: bool
    since: str | None
    firm: bool
    sure: bool

    @property
    def confidence(self) -> float:
        """How sure it is that this is due, and then."""
        return 0.6 if not self.sure else 1.0 if self.firm else 0.9


def find_bounds(context: Context, statement: Statement) -> list[Bound]:
    """The deadlines a sentence sets, in order."""
    plain = _with_before(statement)
    earliest = issued(context.metadata)
    found: list[Bound] = []
    before: _Named | None = None
    for due in find_due(plain):
        lead = _LEAD.search(plain[max(0, due.start - _REACH) : due.start])
        last = found[-1] if found and before and found[-1].end == before[0].end else None
        bound = _bound(plain, due, lead, before) if lead else _another(plain, due, last) if last else None
        before = due, lead
        if bound and _can_be_due(bound, earliest) and not context.is_cited(statement.span(due.start, due.end)):
            if last and bound.start == last.start:
                found.pop()
            found.append(bound)
    return found


def _with_before(statement: Statement) -> str:
    """The plain form with `trước` where a scan shows `truc ngay`; a clean text has `trực ngày` for being on duty."""
    plain = statement.plain
    for place, word in zip(statement.places, statement.words, strict=True) if "truc ng" in plain else ():
        if plain.startswith("truc ng", place) and word.shown.lower() != "trực":
            plain = f"{plain[:place]}trec{plain[place + len('trec') :]}"
    return plain


def issued(metadata: Metadata) -> str:
    """Before which nothing is due: the date of the plan, or the beginning of its year if that is earlier or all known.

    >>> issued(Metadata(date="2024-03-06", year=2024)), issued(Metadata(date="2024-12-17", year=2025))
    ('2024-03-06', '2024-12-17')
    """
    known = [str(day) for day in (metadata.date, metadata.year) if day]
    return min(known, key=lambda day: day[:4], default="")


def _bound(plain: str, due: Due, lead: re.Match[str], before: _Named | None) -> Bound | None:
    start = _start(due, lead)
    words = lead["lead"] + lead["more"]
    exclusive = bool(_EXCLUSIVE.search(words))
    firm = exclusive or bool(lead["latest"] or lead["done"])
    since = None
    if lead["since"] or (_COUNTED if lead["until"] else _DATED).search(plain[max(0, start - _REACH) : start]):
        return None
    if lead["until"] and before and before[1] and before[1]["since"] and not plain[before[0].end : start].strip(" ,("):
        since = starting(before[0], due)
        if since is None:
            return None
        start = _start(before[0], before[1])
        if _COUNTED.search(plain[max(0, start - _REACH) : start]):  # `số liệu tính từ ngày 15/12 đến ngày 14/12`
            return None
    elif not _says_until(plain[:start], due, lead, firm, exclusive):
        return None
    elif lead["period"] and due.unit != "day" and not firm:  # `Thời gian: quý II/2024`
        since = due.days[0][0]
    inclusive = not exclusive or bool(_CLOCK.search(words))
    days = tuple(first if exclusive else last for first, last in due.days)
    return Bound(start, due.end, days, inclusive, since, firm, due.sure)


def _another(plain: str, due: Due, last: Bound) -> Bound | None:
    """The bound `last` with one more day: `trước ngày 15/6 và 15/12 hằng năm`."""
    again = all(day.startswith("-") for pair in due.days for day in pair)
    joint = (_AND_AGAIN if again else _AND).fullmatch(plain, last.end, due.start)
    if not joint or due.unit == "bare" or (not due.named and not _CLOSED.match(plain, due.end)):
        return None
    days = tuple(pair[last.inclusive] for pair in due.days)
    return last._replace(end=due.end, days=(*last.days, *days))


def _start(due: Due, lead: re.Match[str]) -> int:
    return due.start - len(lead.string) + lead.start()


def _says_until(ahead: str, due: Due, lead: re.Match[str], firm: bool, exclusive: bool) -> bool:
    """Whether the words before a time that ends no period make it a deadline."""
    if due.unit == "bare":
        return (firm or bool(lead["at"] and _DUE_BY_DAY.search(ahead))) and bool(_MONTHLY.search(ahead))
    if due.unit == "year":
        return firm
    if not due.named and "ngay" not in lead["more"]:  # `9/10`: a day, or nine of ten
        return exclusive or bool(lead["latest"]) and not lead["latest"].startswith("khong")
    if lead["at"]:
        return bool((_DUE_BY_DAY if due.unit == "day" else _DUE_BY_MONTH).search(ahead)) and (
            due.unit == "day" or due.year is not None
        )
    return True


def _can_be_due(bound: Bound, earliest: str) -> bool:
    """Not before the year of the plan, and where the words do not say that it is due, not before its day."""
    day = bound.days[0]
    size = 4 if bound.firm else len(earliest)
    return day.startswith("-") or day[:size] >= earliest[:size]
