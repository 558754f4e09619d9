"""How often is to be reported: `định kỳ 6 tháng, 01 năm báo cáo UBND tỉnh (qua Sở Nội vụ)`.

    hằng ngày, tuần, tháng, quý, năm · 06 tháng, 01 năm · báo cáo quý      P1D, P1W, P1M, P3M, P6M, P1Y
    trước ngày 15 hằng tháng · ngày 05 của tháng cuối quý                 the same, by the day it is due
    khi có yêu cầu · đột xuất                                             on_request
    định kỳ · thường xuyên · theo quy định, and to whom                   unspecified, where nothing else is said

A report that is due once (`báo cáo năm gửi trước ngày 15/10/2024`) is a deadline, none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancompare.facts.actors import Actor, who
from plancompare.facts.bounds import Bound, find_bounds
from plancompare.facts.clauses import NEITHER, begin, clause_starts, purpose_start, shown
from plancompare.facts.context import Context
from plancompare.facts.routes import Route, read_route
from plancompare.model import Fact
from plancompare.statements import Statement

_ORDER = ("P1D", "P1W", "P1M", "P3M", "P6M", "P9M", "P1Y", "on_request")
_UNITS = {"ngay": "P1D", "tuan": "P1W", "thang": "P1M", "quy": "P3M", "nam": "P1Y"}
_MONTHS = {1: "P1M", 3: "P3M", 6: "P6M", 9: "P9M", 12: "P1Y"}
_NUMBERS = {"mot": 1, "ba": 3, "sau": 6}

_REPORT = re.compile(r"(?<!\w)bao cao(?!\w)")
# An interval ends where something else begins: `hằng năm về`, but not `năm 2024`, `quy định`, `Việt Nam`.
_INTERVAL = re.compile(
    r"""(?<!\w)(?:(?P<every>(?:dinh\sky\s)?(?:hang|moi)|(?:theo\s)?dinh\sky)\s|(?P<report>(?:bao\scao\s)?(?:so|tong)\sket|bao\scao)\s)?
      (?:(?P<count>\d{1,2}|mot|ba|sau)\s)?(?P<unit>ngay|tuan|thang|quy|nam)(?:\s(?:dau|cuoi)\snam)?
      (?=[\s“"\\|]*(?:[,;.():–/-]|\Z|(?:va|hoac|bao\scao|gui|git|ve|cho|truoc|cham|muon|theo|trinh|nop|mot\slan|lap|qua|voi
        |tong\shop|so\sket|tong\sket|cac|vao|khi)(?!\w)))
    | (?<!\w)(?P<request>(?:khi|theo)\s(?:\S{1,3}\s)?yeu\sca?u(?!\s(?:nhiem\svu|cong|thuc\ste))
        |(?:bao\scao(?:\s\w{1,8})?|va|hoac)\sdot\sxuat|(?<=,\s)dot\sxuat)(?!\w)
    | (?<!\w)(?P<some>dinh\sky|thuong\sxuyen|(?:theo|dung|dam\sbao|bao\sdam)\squy\sdinh(?!\s(?:tai|ve|trong)))(?!\w)""",
    re.VERBOSE,
)
_AND = re.compile(r"[\s()]*(?:,|/|-|va|hoac|,\sva)[\s()]*")
# Before a report an interval is its own only where a clause begins with it; behind it, not where it is of these.
_AHEAD = re.compile(r"(?:[,:;(]|(?<!\w)(?:va|theo|phai|de))\s*\Z")
_OTHERS = re.compile(
    r"(?<!\w)(?:kinh phi|ngan sach|du toan|ke hoach|chi tieu|muc tieu|thi dua|khen thuong|xep loai|danh gia|kiem tra"
    r"|giam sat|so ket|nhiem vu|trong|thoi han|(?<!thu )sau|tren|den|nay)\s\Z"
)
_SHARE = re.compile(r"%[^,;]{0,30}\Z")
_CONDITION = re.compile(r"(?<!\w)(?:neu co|truong hop|kho khan|vuong mac|khi xay ra|phat sinh)(?!\w)")
_REGIME = re.compile(r"(?<!\w)che do (?:thong tin,? ?)?\Z")
_CHAIN = re.compile(
    r"(?:(?<!\w)(?:dinh ky|tong hop(?: (?:ket qua(?: thuc hien)?|tinh hinh|so lieu|tien do))?|tham muu"
    r"|thuc hien che \w{1,3}|che do|thong tin|so ket|tong ket|kip thoi|lap|va|gui|nop)[\s,]+)+\Z"
)
_NEAR, _ADJACENT = 14, 4  # words from an interval to the report behind it, where a clause begins with it or not
_FAR = 160  # letters from a report to its interval behind it


def find_reports(context: Context) -> Iterator[Fact]:
    """The periodic reports of a plan, one for each clause that says how often."""
    for statement in context.statements:
        if statement.kind not in NEITHER and "bao cao" in statement.plain:
            bounds = find_bounds(context, statement)
            before: Route | None = None
            for low, high in _clauses(statement.plain, begin(statement)):
                route = read_route(context, statement, low, high)
                within = [bound for bound in bounds if low <= bound.start < high]
                yield from _report(context, statement, (low, high), within, route, before)
                before = route


def _clauses(plain: str, low: int) -> Iterator[tuple[int, int]]:
    for start, end in pairwise([low, *clause_starts(plain, low, len(plain)), len(plain)]):
        purpose = purpose_start(plain, start, end)
        yield start, purpose
        if purpose < end:
            yield purpose, end


def _report(
    context: Context,
    statement: Statement,
    clause: tuple[int, int],
    bounds: Sequence[Bound],
    route: Route,
    before: Route | None,
) -> Iterator[Fact]:
    """The report that a clause asks for. `before` is to whom the clause before goes."""
    plain, (low, high) = statement.plain, clause
    reports = [
        found
        for found in _REPORT.finditer(plain, low, high)
        if not _SHARE.search(plain, low, found.start()) and not context.is_cited(statement.span(*found.span()))
    ]
    if not reports:
        return
    first = reports[0]
    terms = list(_terms(_without(plain, bounds), low, high, reports))
    values = {value for bound in bounds for value in _due_again(bound, plain)}
    values |= {value for value, _, _ in terms if value != "unspecified"}
    asked = route.recipient or (_REGIME.search(plain, low, first.start()) and not statement.heading)
    if not values and not any(firm or asked for _, firm, _ in terms):
        return
    once = any(not day.startswith("-") for bound in bounds for day in bound.days)
    if not any(firm for _, firm, _ in terms) and (once or _CONDITION.search(plain, low, high)):
        return
    start = min([first.start(), *(at for _, _, at in terms)])
    chain = _CHAIN.search(plain[:start], low)
    handed_on = plain.startswith("de ", low)
    start = low if handed_on else chain.start() if chain else start
    stop = len(plain[:high].rstrip(" ,;:("))
    span = statement.span(start, stop)
    actor = _handed_to(context, statement, before, route) if handed_on and before else who(context, statement, start)
    ends = [stop, *(bound.start for bound in bounds), *([route.start] if route.start else [])]
    yield Fact(
        start=span[0],
        end=span[1],
        kind="periodic_report",
        value=", ".join(value for value in _ORDER if value in values) or "unspecified",
        inclusive=None,
        actor=actor.name,
        recipient=route.recipient,
        raw=context.text[slice(*span)],
        section=statement.section,
        action=shown(context.text, statement, start, min(end for end in ends if end > first.start())),
        via=route.via,
        actor_at=actor.at,
    )


def _handed_to(context: Context, statement: Statement, before: Route, route: Route) -> Actor:
    """Who reports on what was handed in (`gửi về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh`): who got it."""
    name = before.recipient if before.recipient != route.recipient else before.via
    at = next(((agency.start, agency.end) for agency in context.agencies(statement) if agency.name == name), None)
    return Actor(name, at)


def _without(plain: str, bounds: Sequence[Bound]) -> str:
    """`plain` with the times it is due blanked, at the same places: an interval goes on behind them."""
    for bound in bounds:
        plain = plain[: bound.start] + " " * (bound.end - bound.start) + plain[bound.end :]
    return plain


def _due_again(bound: Bound, plain: str) -> Iterator[str]:
    """Intervals of a day that comes again: `trước ngày 15 hằng tháng`."""
    said = plain[bound.start : bound.end]
    if any(day.startswith("---") for day in bound.days):
        yield "P1M"
    if said.endswith("quy") and len(bound.days) > 1:
        yield "P3M"
    if said.endswith(("hang nam", "moi nam")):
        yield "P1Y"


def _terms(plain: str, low: int, high: int, reports: Sequence[re.Match[str]]) -> Iterator[tuple[str, bool, int]]:
    """Values of the intervals that belong to a report, whether each says that it comes again, and where it stands."""
    runs: list[list[re.Match[str]]] = []  # `định kỳ 6 tháng, năm`
    for found in _INTERVAL.finditer(plain, low, high):
        if runs and _AND.fullmatch(plain, runs[-1][-1].end(), found.start()):
            runs[-1].append(found)
        else:
            runs.append([found])
    for run in runs:
        if not _belongs(plain, low, run, reports):
            continue
        joined = False
        for found in run:
            value = _value(found, joined)
            if value:
                joined = True
                yield value, _is_firm(found), found.start()


def _belongs(plain: str, low: int, run: Sequence[re.Match[str]], reports: Sequence[re.Match[str]]) -> bool:
    start, end = run[0].start(), run[-1].end()
    if any(found["report"] for found in run):
        return True
    others = bool(_OTHERS.search(plain, max(low, start - 20), start))
    if any(0 <= start - report.end() <= _FAR for report in reports):
        return not others
    words = min((len(plain[end : at.start()].split()) for at in reports if end <= at.start()), default=_FAR)
    opens = not plain[low:start].strip() or bool(_AHEAD.search(plain, max(low, start - 20), start))
    return not others and words <= (_NEAR if opens else _ADJACENT)


def _value(found: re.Match[str], joined: bool) -> str | None:
    if found["request"]:
        return "on_request"
    if found["some"]:
        return "unspecified"
    count, unit = found["count"], found["unit"]
    if count is None:
        return _UNITS[unit] if found["every"] or found["report"] or joined else None
    number = _NUMBERS.get(count) or int(count)
    return _MONTHS.get(number) if unit == "thang" else _UNITS[unit] if number == 1 and unit != "ngay" else None


def _is_firm(found: re.Match[str]) -> bool:
    """Whether it says in so many words that a report comes again: `báo cáo năm` may be due once."""
    return bool(found["every"] or found["request"] or (found["some"] and "quy" not in found["some"]))
