"""Sections of different plans that a reader says belong together, or do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from plancompare.model import Plan, Section
from plancompare.model.comparison import Match, Pair, Row
from plancompare.model.review import Place, Problem
from plancompare.review.entries import Entry, Outcome, Outcomes
from plancompare.rows import build_rows
from plancompare.rows.cells import SAID

Names = tuple[str, str]
"""Two plans by id, in order."""
Matches = dict[Names, tuple[Match, ...]]
Spot = tuple[str, str]
"""A plan and one of its sections, by id."""

_KINDS = ("join", "part")


def apply_to_rows(
    plans: Sequence[Plan], pairs: Sequence[Pair], witnesses: Sequence[Sequence[str]], entries: Sequence[Entry]
) -> tuple[tuple[Pair, ...], tuple[Row, ...], Outcomes]:
    """The pairs with their matches as a reader has them, the rows they make, and what became of each entry.

    The first section of an entry goes to the row of the second: it matches all sections there for certain. Or it
    leaves that row: neither it nor what stands under it matches anything there. The other texts of its document go
    with it.
    """
    rows = build_rows(plans, pairs, witnesses)
    outcomes: Outcomes = {}
    by_id = {plan.id: plan for plan in plans}
    spots: dict[Entry, tuple[Spot, Spot]] = {}
    for entry in entries:
        if entry.overrule.kind in _KINDS and entry.problem is None:
            named = _spots(entry, by_id)
            if isinstance(named, tuple):
                spots[entry] = named
            else:
                outcomes[entry] = Outcome(problem=named)
    if not spots:
        return tuple(pairs), rows, outcomes
    amended = _amended({(pair.a, pair.b): pair.matches for pair in pairs}, by_id, witnesses, rows, spots)
    pairs = tuple(replace(pair, matches=amended[pair.a, pair.b]) for pair in pairs)
    before, rows = rows, build_rows(plans, pairs, witnesses)
    for entry, named in spots.items():
        was, stands = (_together(found, *named) for found in (before, rows))
        problem: Problem | None = None if stands == (entry.overrule.kind == "join") else "without_effect"
        outcomes[entry] = Outcome((_told(was),), (_told(stands),), problem)
    return pairs, rows, outcomes


def _amended(
    matches: Matches,
    plans: Mapping[str, Plan],
    witnesses: Sequence[Sequence[str]],
    rows: Sequence[Row],
    spots: Mapping[Entry, tuple[Spot, Spot]],
) -> Matches:
    amended = dict(matches)
    of = {id: frozenset(witness) for witness in witnesses for id in witness}
    for entry, (first, second) in spots.items():
        movers, others = [first], [second]
        if second[0] not in of[first[0]]:
            movers += _twins(matches, first, of[first[0]])
            others += _beside(rows, second)
        for mover in movers:
            for other in others:
                are_twins = other[0] in of[mover[0]]
                if other == second or not are_twins:
                    _amend(amended, plans, mover, other, entry.overrule.kind == "join", are_twins)
    return amended


def _told(together: bool) -> str:
    return "together" if together else "apart"


def _spots(entry: Entry, plans: Mapping[str, Plan]) -> tuple[Spot, Spot] | Problem:
    """The two sections of an entry, or why there are none."""
    found: list[Spot] = []
    for place, (start, _) in zip(entry.places, entry.spans, strict=True):
        section = _section(plans[place.document], place, start)
        if section is None:
            return "no_section"
        found.append((place.document, section.id))
    first, second = found
    return "one_plan" if first[0] == second[0] else (first, second)


def _section(plan: Plan, place: Place, words: int) -> Section | None:
    """The section that begins at a place or, white space aside, where its quoted words do."""
    kept = (section for section in plan.sections if section.kind != "furniture")
    return next((s for s in kept if place.start <= s.start <= words and not plan.text[s.start : words].strip()), None)


def _together(rows: Sequence[Row], one: Spot, other: Spot) -> bool:
    return any(_in(row, one) and _in(row, other) for row in rows)


def _in(row: Row, spot: Spot) -> bool:
    cell = row.cells[spot[0]]
    return cell.state in SAID and spot[1] in cell.sections


def _beside(rows: Sequence[Row], spot: Spot) -> Iterator[Spot]:
    """The sections of all plans that stand in one row with a section."""
    for row in rows:
        if row.cells[spot[0]].state == "own" and spot[1] in row.cells[spot[0]].sections:
            for plan, cell in row.cells.items():
                if cell.state == "own":
                    yield from ((plan, section) for section in cell.sections if (plan, section) != spot)


def _twins(matches: Matches, spot: Spot, witness: frozenset[str]) -> Iterator[Spot]:
    """The same section in the other texts of its document."""
    for (a, b), found in matches.items():
        if {a, b} <= witness and spot[0] in (a, b):
            for match in found:
                if (a, match.a) == spot:
                    yield b, match.b
                elif (b, match.b) == spot:
                    yield a, match.a


def _amend(
    matches: Matches,
    plans: Mapping[str, Plan],
    one: Spot,
    other: Spot,
    joined: bool,
    are_twins: bool,
) -> None:
    if one[0] > other[0]:
        one, other = other, one
    names = one[0], other[0]
    found = matches[names]
    if not joined:
        under = [_with_parts(plans[plan], section) for plan, section in (one, other)]
        matches[names] = tuple(match for match in found if match.a not in under[0] or match.b not in under[1])
        return
    known = next((m for m in found if (m.a, m.b) == (one[1], other[1])), Match(one[1], other[1], 1.0, 0.0, 0.0, ()))
    if are_twins:  # these match one to one
        found = tuple(match for match in found if match.a != one[1] and match.b != other[1])
    kept = [match for match in found if (match.a, match.b) != (one[1], other[1])]
    order = [{section.id: k for k, section in enumerate(plans[name].sections)} for name in names]
    added = (*kept, replace(known, score=1.0))
    matches[names] = tuple(sorted(added, key=lambda match: (order[0][match.a], order[1][match.b])))


def _with_parts(plan: Plan, section: str) -> frozenset[str]:
    """A section and all that stands under it."""
    found = {section}
    for other in plan.sections:  # parents come before their children
        if other.parent in found:
            found.add(other.id)
    return frozenset(found)
