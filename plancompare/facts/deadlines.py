"""Until when something is to be done: `gửi hồ sơ về Sở Nội vụ trước ngày 15/11/2024`.

The clause of a deadline is what is due and until when: from the beginning of its sentence, or from where a new thing
is said (`…, báo cáo năm gửi trước ngày 15/10/2024`), up to the time. Where the time comes first (`Trước ngày 15/12, các
đơn vị gửi …`) it is what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancompare.facts.actors import who
from plancompare.facts.bounds import Bound, find_bounds, issued
from plancompare.facts.context import Context
from plancompare.facts.routes import Route, read_route
from plancompare.model import Fact, Section
from plancompare.statements import Statement

_NONE_IN = frozenset(("header", "title", "preamble", "recipients", "signature"))
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.,)/-]\s")
_NEW_CLAUSE = re.compile(
    r"[\s,]dong thoi,?\s|\.\s"
    r"|[,.]\s(?=bao cao (?:(?:dinh ky |hang )?(?:0?6 thang|thang|quy|nam|tuan)|so ket|tong ket|so bo)(?!\w))"
)
_PURPOSE = re.compile(r"[\s,]+de (?:tong hop|theo doi|bao cao|xem xet|phuc vu|kip thoi|co co so|lam co so)(?!\w)")
# Words that say nothing of what is due, alone or around what does.
_EMPTY = re.compile(
    r"(?:\W|(?<!\w)(?:va|phai|can|duoc|cac|moc|viec|gui|ve|dinh ky|thoi gian|thuc hien|hoan thanh|xong|phan dau|muc tieu|trong|khoang)(?!\w))*"
)
_TAIL = re.compile(r"\W*(?:(?<!\w)(?:va|g[uai]{1,2}t?|ve|nop|hoan thanh|xong|thoi gian|trong|khoang)\W*)*\Z")
_LABELLED = re.compile(r"[^:]{3,30}:")
_LONGEST_TAIL = 60


def find_deadlines(context: Context) -> Iterator[Fact]:
    """The deadlines of a plan; of a day that comes several times a year (`tháng cuối quý`) one each."""
    earliest = issued(context.metadata)
    cited = [(citation.start, citation.end) for citation in context.citations]
    sections = {section.id: section for section in context.sections}
    for place, statement in enumerate(context.statements):
        if statement.kind in _NONE_IN:
            continue
        bounds = list(find_bounds(statement, earliest, cited))
        floor = _begin(statement)
        ends = [*(bound.start for bound in bounds), len(statement.plain)]
        leads = bool(bounds) and _is_empty(statement, floor, ends[0]) and not _is_empty(statement, bounds[0].end, ends[1])
        for bound, ceiling in zip(bounds, ends[1:], strict=True):
            low, high = _clause(statement, bound, floor, ceiling, leads)
            yield from _facts(context, sections, place, bound, (low, high), leads)
            floor = high


def _begin(statement: Statement) -> int:
    label = _LABEL.match(statement.plain)
    return label.end() if label else 0


def _is_empty(statement: Statement, low: int, high: int) -> bool:
    return bool(_EMPTY.fullmatch(statement.plain, low, high))


def _clause(statement: Statement, bound: Bound, floor: int, ceiling: int, leads: bool) -> tuple[int, int]:
    plain = statement.plain
    if leads:
        purpose = _PURPOSE.search(plain, bound.end, ceiling)
        return floor, purpose.start() if purpose else len(plain[:ceiling].rstrip(" ,;:("))
    begins = [found.end() for found in _NEW_CLAUSE.finditer(plain, floor, bound.start)]
    low = next((at for at in reversed(begins) if not _is_empty(statement, at, bound.start)), floor)
    while low < bound.start and not plain[low].isalnum():
        low += 1
    return low, bound.end


def _facts(
    context: Context,
    sections: dict[str, Section],
    place: int,
    bound: Bound,
    clause: tuple[int, int],
    leads: bool,
) -> Iterator[Fact]:
    statement = context.statements[place]
    low, high = clause
    first, last = (bound.end, high) if leads else (low, bound.start)
    route = read_route(context, statement, low, high)
    if route.start is not None and route.end is not None and _is_empty(statement, route.end, last):
        action = _shown(context.text, statement, first, route.start)
    else:
        action = _shown(context.text, statement, first, last)
    if route.recipient is None and "bao cao" in statement.plain[low:high]:
        route = read_route(context, statement, 0, low)
    start, end = statement.span(low, high)
    actor = who(context, statement, low)
    for day in bound.days:
        yield Fact(
            start=start,
            end=end,
            kind="deadline",
            value=day,
            inclusive=bound.inclusive,
            actor=actor.name,
            recipient=route.recipient,
            raw=context.text[start:end],
            section=statement.section,
            action=action or _said_before(context, sections, place),
            via=route.via,
            since=bound.since,
            actor_at=actor.at,
            confidence=1.0 if bound.firm else 0.9,
        )


def _shown(text: str, statement: Statement, low: int, high: int) -> str | None:
    """What the text shows for `plain[low:high]`, on one line, without loose words at its end; null for nothing."""
    if _is_empty(statement, low, high):
        return None
    tail = _TAIL.search(statement.plain[:high], max(low, high - _LONGEST_TAIL))
    high = tail.start() if tail and tail.start() > low else high
    while not statement.plain[low].isalnum():
        low += 1
    start, end = statement.span(low, high)
    return " ".join(text[start:end].split())


def _said_before(context: Context, sections: dict[str, Section], place: int) -> str | None:
    """What is due where the clause has the time alone: the sentence before, or the heading above."""
    statement = context.statements[place]
    for before in reversed(context.statements[max(0, place - 5) : place]):
        if before.section == statement.section and not before.heading and not _LABELLED.match(before.plain):
            return _shown(context.text, before, _begin(before), len(before.plain))
    above = sections.get(statement.section)
    while above:
        if above.title or above.raw_title:
            return above.title or above.raw_title
        above = sections.get(above.parent or "")
    return None
