"""The changes of two texts, in the order of A, then B."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plancompare.changes.cover import Stretch, cover
from plancompare.changes.fit import EVIDENCE, adapt, evidence_of_reading, fit_reading, word_pairs
from plancompare.changes.kinds import kind_of
from plancompare.changes.laid_out import settle_order
from plancompare.changes.moves import Move, cut_at_moves, find_moves, join_reordered
from plancompare.changes.odds import Reading
from plancompare.changes.pieces import Piece, judge
from plancompare.changes.reasons import MIRRORED, REASONS
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step, align_stretch, map_tokens
from plancompare.model import Change, ChangeKind

_MIRRORED_KINDS: Mapping[ChangeKind, ChangeKind] = {"insertion": "deletion", "deletion": "insertion"}


@dataclass(frozen=True, slots=True)
class Found:
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
    if _comes_second(a, b):
        return _mirror(find_changes_of(b, a))
    found = find_changes_of(a, b)
    if found.reading.ways or a.plan.ocr.is_ocr or b.plan.ocr.is_ocr:
        return found
    other = find_changes_of(b, a)
    return _mirror(other) if other.reading.ways else found


def _comes_second(a: Text, b: Text) -> bool:
    """Whether `a` is the reading of the two; of two typed texts, whichever comes later, so that the order is one."""
    one, other = a.plan.ocr, b.plan.ocr
    return (one.is_ocr, one.noise, a.plan.text) > (other.is_ocr, other.noise, b.plan.text)


def find_changes_of(printed: Text, shown: Text) -> Found:
    """`find_changes` where it is known which text was printed and which was read from it."""
    steps = join_reordered(printed, shown, map_tokens(printed, shown))
    pairs = word_pairs(printed, shown, steps)
    was_read = shown.plan.ocr.is_ocr or evidence_of_reading(pairs) > EVIDENCE
    reading = fit_reading(shown, pairs) if was_read else Reading((), True)
    moves = find_moves(printed, shown, steps)
    numbered = cut_at_moves(steps, moves)
    pieces = judge(printed, shown, numbered, reading)
    if was_read:
        reading = adapt(reading, printed, shown, pieces)
        pieces = judge(printed, shown, numbered, reading)
    pieces = settle_order(printed, shown, pieces)
    stretches = cover(printed, shown, pieces, typed=not was_read)
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
    return Change(
        a_start=stretch.a_start,
        a_end=stretch.a_end,
        b_start=stretch.b_start,
        b_end=stretch.b_end,
        a_text=a.plan.text[stretch.a_start : stretch.a_end],
        b_text=b.plan.text[stretch.b_start : stretch.b_end],
        label=label,
        kind=kind_of(a, b, stretch) if label in ("edit", "undecidable") else None,
        probability=round(edited if label in ("edit", "undecidable") else 1 - edited, 4),
        cause=cause,
        reason=REASONS[cause],
        move=stretch.move,
        inside=inside,
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
    )
