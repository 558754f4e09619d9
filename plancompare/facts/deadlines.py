"""Until when something is to be done: `gửi hồ sơ về Sở Nội vụ trước ngày 15/11/2024`.

The clause of a deadline is what is due and until when: from the beginning of its sentence, or from where a new thing
is said (`…, báo cáo năm gửi trước ngày 15/10/2024`), up to the time. Where the time comes first (`Trước ngày 15/12, các
đơn vị gửi …`) it is what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancompare.facts.actors import who
from plancompare.facts.bounds import Bound, find_bounds
from plancompare.facts.clauses import NEITHER, begin, behind, clause_starts, first_word, is_empty, purpose_start, shown
from plancompare.facts.context import Context
from plancompare.facts.routes import Route, read_route
from plancompare.model import Fact, Section
from plancompare.statements import Statement

_GOES_ON = re.compile(r"[\s()]+(?:gui |gui ve|ve|cho|qua) ")  # behind a time: to whom
_LABELLED = re.compile(r"[^:]{3,30}:")


def find_deadlines(context: Context) -> Iterator[Fact]:
    """The deadlines of a plan; of a day that comes several times a year (`tháng cuối quý`) one each."""
    sections = {section.id: section for section in context.sections}
    for place, statement in enumerate(context.statements):
        if statement.kind in NEITHER:
            continue
        bounds = find_bounds(context, statement)
        floor = begin(statement)
        ends = [*(bound.start for bound in bounds), len(statement.plain)]
        leads = (
            bool(bounds)
            and is_empty(statement.plain, floor, ends[0])
            and not is_empty(statement.plain, bounds[0].end, ends[1])
        )
        for bound, ceiling in zip(bounds, ends[1:], strict=True):
            low, high = _clause(statement, bound, floor, ceiling, leads)
            route = _route(context, statement, bound, (low, high), ceiling)
            high = max(high, route.end or 0)
            yield from _facts(context, sections, place, bound, (low, high), route, leads)
            floor = high


def _clause(statement: Statement, bound: Bound, floor: int, ceiling: int, leads: bool) -> tuple[int, int]:
    plain = statement.plain
    if leads:
        return floor, len(plain[: purpose_start(plain, bound.end, ceiling)].rstrip(" ,;:("))
    starts = clause_starts(plain, floor, bound.start)
    low = next((at for at in reversed(starts) if not is_empty(plain, at, bound.start)), floor)
    return min(first_word(plain, low), bound.start), bound.end


def _route(context: Context, statement: Statement, bound: Bound, clause: tuple[int, int], ceiling: int) -> Route:
    """To whom what is due goes, as the clause says, or the words right behind it, or those of the sentence before."""
    plain, (low, high) = statement.plain, clause
    if _GOES_ON.match(plain, high):
        high = purpose_start(plain, high, ceiling)
    route = read_route(context, statement, low, high)
    if route.recipient is None and "bao cao" in plain[low:high]:
        earlier = read_route(context, statement, 0, low)
        return Route(earlier.recipient, earlier.via, None, None)
    return route


def _facts(
    context: Context,
    sections: dict[str, Section],
    place: int,
    bound: Bound,
    clause: tuple[int, int],
    route: Route,
    leads: bool,
) -> Iterator[Fact]:
    statement = context.statements[place]
    low, high = clause
    first, last = (bound.end, high) if leads else (low, bound.start)
    actor = who(context, statement, high if leads else low)
    start, end = statement.span(low, high)
    stop = last
    if route.start is not None and route.end is not None and is_empty(statement.plain, route.end, last):
        stop = route.start
    begins = behind(statement, actor.at[1]) if actor.at and start <= actor.at[0] < end else first
    action = shown(context.text, statement, begins, stop) or shown(context.text, statement, first, stop)
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
            confidence=bound.confidence,
        )


def _said_before(context: Context, sections: dict[str, Section], place: int) -> str | None:
    """What is due where the clause has the time alone: the sentence before, or the heading above."""
    statement = context.statements[place]
    for before in reversed(context.statements[max(0, place - 5) : place]):
        if before.section == statement.section and not before.heading and not _LABELLED.match(before.plain):
            return shown(context.text, before, begin(before), len(before.plain))
    above = sections.get(statement.section)
    while above:
        if above.title or above.raw_title:
            return above.title or above.raw_title
        above = sections.get(above.parent or "")
    return None
