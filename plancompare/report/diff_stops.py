"""The places a reader stops at: every edit, every undecidable place, every missing part, each once and numbered.

A moved passage is one stop with two ends, and what differs inside it are stops of their own, next after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancompare.model.difference import Change

LISTED = ("edit", "undecidable", "missing_part")
MOST_LISTED = 1000
"""Stops that are listed; nobody reads more, and with their texts they make a page of 2 MB. The page says so."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in A and in B, either of which may be empty; `inside` is the number of the moved passage that holds it.

    `number` counts from 1 in the order of A, then B; `is_listed` is false for what the list has no room for.
    """

    number: int
    change: Change
    a: Span
    b: Span
    is_move: bool
    inside: int | None
    is_listed: bool = True


def moves(changes: Sequence[Change]) -> dict[int, tuple[Change, Change]]:
    """Both ends of each moved passage: where it left A, and where it arrived in B."""
    ends: dict[int, list[Change]] = {}
    for change in changes:
        if change.move is not None:
            ends.setdefault(change.move, []).append(change)
    return {
        move: (left, arrived)
        for move, found in ends.items()
        for left, arrived in [(_end(found, "a"), _end(found, "b"))]
        if left and arrived
    }


def _end(ends: Sequence[Change], side: str) -> Change | None:
    return next((c for c in ends if getattr(c, f"{side}_end") > getattr(c, f"{side}_start")), None)


def stops(changes: Sequence[Change]) -> tuple[Stop, ...]:
    """All stops in order, the most certain `MOST_LISTED` of them listed; edits go before what cannot be told."""
    found = list(_numbered(changes))
    if len(found) <= MOST_LISTED:
        return tuple(found)
    ranked = sorted(found, key=lambda s: (LISTED.index(s.change.label), -s.change.probability, s.number))
    listed = {s.number for s in ranked[:MOST_LISTED]}
    return tuple(Stop(s.number, s.change, s.a, s.b, s.is_move, s.inside, is_listed=s.number in listed) for s in found)


def _numbered(changes: Sequence[Change]) -> Iterator[Stop]:
    both_ends = moves(changes)
    told: set[int] = set()
    number = 0
    for change in changes:
        moved = change.move
        if moved is not None and moved in both_ends:
            if moved in told:
                continue
            told.add(moved)
            left, arrived = both_ends[moved]
            outer: int | None = None
            if change.label in LISTED:
                number += 1
                outer = number
                yield Stop(number, change, (left.a_start, left.a_end), (arrived.b_start, arrived.b_end), True, None)
            inner: Sequence[Change] = (*left.inside, *arrived.inside)
        else:
            outer = None
            inner = change.inside
            if change.label in LISTED:
                number += 1
                yield Stop(number, change, (change.a_start, change.a_end), (change.b_start, change.b_end), False, None)
        for within in inner:
            if within.label in LISTED:
                number += 1
                spans = (within.a_start, within.a_end), (within.b_start, within.b_end)
                yield Stop(number, within, *spans, False, outer)
