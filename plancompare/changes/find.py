"""The changes of two texts, in the order of A, then B."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancompare.changes.cited import cited_part
from plancompare.changes.cover import Stretch, cover
from plancompare.changes.fit import (
    EVIDENCE,
    adapt,
    evidence_of_reading,
    fit_reading,
    strays_added,
    word_pairs,
    words_added,
)
from plancompare.changes.kinds import kind_of
from plancompare.changes.laid_out import settle_order
from plancompare.changes.moves import Move, cut_at_moves, find_moves, join_reordered
from plancompare.changes.odds import Reading
from plancompare.changes.pieces import Piece, judge, settle_doubts
from plancompare.changes.reasons import MIRRORED, REASONS
from plancompare.changes.ruins import settle_ruins
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step, align_stretch, map_tokens
from plancompare.model.difference import Change, ChangeKind, CitedPart

_MIRRORED_KINDS: Mapping[ChangeKind, ChangeKind] = {"insertion": "deletion", "deletion": "insertion"}


class Found(NamedTuple):
    """What stands where, and what became of it: `pieces` and `changes` in terms of A and B.

    `reading` says how one was read from the other, B from A unless `mirrored`.
    """

    a: Text
    b: Text
    pieces: tuple[Piece, ...]
    moves: tuple[Move, ...]
    reading: Reading
    mirrored: bool
    changes: tuple[Change, ...]


def find_changes(a: Text, b: Text) -> Found:
    """Every difference of two texts, judged. Swapping `a` and `b` mirrors the result."""
    first, second = (b, a) if _order(a) > _order(b) else (a, b)
    steps = join_reordered(first, second, map_tokens(first, second))
    pairs = word_pairs(first, second, steps)
    was_read, both = second.plan.ocr.is_ocr, first.plan.ocr.is_ocr
    if not was_read:  # two texts without signs of a scan; what differs between them may show one
        swapped = Counter({(y, x): count for (x, y), count in pairs.items()})
        turned = [Step(step.j, step.j_end, step.i, step.i_end) for step in steps]
        evidence = evidence_of_reading(pairs, words_added(second, steps), strays_added(first, second))
        other = evidence_of_reading(swapped, words_added(first, turned), strays_added(second, first))
        was_read = max(evidence, other) > EVIDENCE
        if was_read and other > evidence:
            first, second, pairs, steps = second, first, swapped, turned
    reading = fit_reading(second, pairs, both) if was_read else Reading((), True)
    found = _find(first, second, steps, reading)
    return found if first is a else _mirror(found)


def _order(text: Text) -> tuple[bool, float, str]:
    """Of two texts the one with the larger order is taken for the reading; of two alike, one and the same."""
    return text.plan.ocr.is_ocr, text.plan.ocr.noise, text.plan.text


def _find(printed: Text, shown: Text, steps: Sequence[Step], reading: Reading) -> Found:
    moves = find_moves(printed, shown, steps)
    numbered = cut_at_moves(steps, moves)
    if reading.ways:
        reading = adapt(reading, printed, shown, judge(printed, shown, numbered, reading, roughly=True))
    pieces = judge(printed, shown, numbered, reading)
    pieces = settle_order(printed, shown, pieces, typed=not reading.ways)
    if reading.ways:
        pieces = settle_doubts(printed, shown, settle_ruins(shown, pieces))
    stretches = cover(printed, shown, pieces, typed=not reading.ways)
    changes = []
    for stretch in stretches:
        inside: tuple[Change, ...] = ()
        if stretch.move is not None:
            inside = _inside(printed, shown, moves[stretch.move - 1], reading)
        changes.append(_change(printed, shown, stretch, inside))
    return Found(printed, shown, tuple(pieces), tuple(moves), reading, False, tuple(changes))


def _inside(printed: Text, shown: Text, move: Move, reading: Reading) -> tuple[Change, ...]:
    """What changed within a moved stretch."""
    steps = align_stretch(printed, shown, *move)
    pieces = judge(printed, shown, [(step, None) for step in steps], reading)
    stretches = cover(printed, shown, pieces, not reading.ways, Step(*move))
    return tuple(_change(printed, shown, stretch, ()) for stretch in stretches)


def _change(a: Text, b: Text, stretch: Stretch, inside: tuple[Change, ...]) -> Change:
    label, cause, edited = stretch.verdict
    told = label in ("edit", "undecidable")
    kind = kind_of(a, b, stretch) if told else None
    places = stretch.a_start, stretch.a_end, stretch.b_start, stretch.b_end
    return Change(
        a_start=stretch.a_start,
        a_end=stretch.a_end,
        b_start=stretch.b_start,
        b_end=stretch.b_end,
        a_text=a.plan.text[stretch.a_start : stretch.a_end],
        b_text=b.plan.text[stretch.b_start : stretch.b_end],
        label=label,
        kind=kind,
        probability=round(edited if told else 1 - edited, 4),
        cause=cause,
        reason=REASONS[cause],
        move=stretch.move,
        inside=inside,
        cited=cited_part(a.plan.citations, b.plan.citations, places, kind) if told else None,
    )


def _mirror(found: Found) -> Found:
    moves = sorted(Move(m.j, m.j_end, m.i, m.i_end) for m in found.moves)
    numbers = {old: moves.index(Move(m.j, m.j_end, m.i, m.i_end)) + 1 for old, m in enumerate(found.moves, 1)}
    changes = [_mirror_change(change, numbers) for change in found.changes]
    return Found(
        a=found.b,
        b=found.a,
        pieces=tuple(
            Piece(
                Step(p.step.j, p.step.j_end, p.step.i, p.step.i_end),
                p.verdict,
                None if p.move is None else numbers[p.move],
            )
            for p in found.pieces
        ),
        moves=tuple(moves),
        reading=found.reading,
        mirrored=True,
        changes=tuple(sorted(changes, key=lambda c: (c.a_start, c.a_end, c.b_start, c.b_end))),
    )


def _mirror_change(change: Change, numbers: Mapping[int, int]) -> Change:
    cause = MIRRORED.get(change.cause, change.cause)
    return Change(
        a_start=change.b_start,
        a_end=change.b_end,
        b_start=change.a_start,
        b_end=change.a_end,
        a_text=change.b_text,
        b_text=change.a_text,
        label=change.label,
        kind=change.kind and _MIRRORED_KINDS.get(change.kind, change.kind),
        probability=change.probability,
        cause=cause,
        reason=REASONS[cause],
        move=change.move and numbers[change.move],
        inside=tuple(_mirror_change(inner, numbers) for inner in change.inside),
        cited=change.cited and CitedPart(change.cited.b, change.cited.a, change.cited.part),
    )
