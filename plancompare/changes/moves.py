"""Text that stands in both texts, but elsewhere: words in another order, and sentences that were moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step, break_before

LEAST_MOVED = 6
"""Words of a stretch that counts as moved; fewer stand in other places by chance."""
_ALIKE = 0.6  # share of the words of a moved stretch that agree in shape; a scan leaves three quarters of them
_SEED = 2  # words in a row by which a moved stretch is found
_LIKE = 0.4  # share of the letters by which two words that changed places may differ
_NEAR = 6  # steps between words that only changed their order


class Move(NamedTuple):
    """Words `a[i:i_end]` arrived as `b[j:j_end]`."""

    i: int
    i_end: int
    j: int
    j_end: int


def join_reordered(a: Text, b: Text, steps: Sequence[Step]) -> list[Step]:
    """Words that stand here in another order become one step: `bảo đảm` against `đảm bảo` is one change, not two."""
    joined: list[Step] = []
    k = 0
    while k < len(steps):
        step = steps[k]
        if step.i_end - step.i == step.j_end - step.j == 1 and are_alike(a.shapes[step.i], b.shapes[step.j]):
            joined.append(step)  # in its place; what changed places begins behind it
            k += 1
            continue
        end = _end_of_reordered(a, b, steps, k)
        joined.append(Step(step.i, steps[end].i_end, step.j, steps[end].j_end))
        k = end + 1
    return joined


def _end_of_reordered(a: Text, b: Text, steps: Sequence[Step], k: int) -> int:
    """The step up to which both texts have the same words again; `k` itself where they do not, or differ in nothing."""
    i, j = steps[k].i, steps[k].j
    one, other = a.shapes[i : steps[k].i_end], b.shapes[j : steps[k].j_end]
    if one == other or max(len(one), len(other)) > _NEAR:
        return k
    ahead = 0
    for m in range(k, min(k + _NEAR, len(steps))):
        size = _size(steps[m])
        ahead += size[0] - size[1]
        if m > k and not ahead and _same_words(a.shapes[i : steps[m].i_end], b.shapes[j : steps[m].j_end]):
            return m
    return k


def _size(step: Step) -> tuple[int, int]:
    return step.i_end - step.i, step.j_end - step.j


def _same_words(x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether these are the same words, most of them in other places."""
    if sum(are_alike(one, other) for one, other in zip(x, y, strict=True)) > (len(x) - 1) // 2:
        return False
    left = list(y)
    for word in x:
        near = word if word in left else next((other for other in left if are_alike(word, other)), None)
        if near is None:
            return False
        left.remove(near)
    return True


@lru_cache(maxsize=1 << 14)
def are_alike(x: str, y: str) -> bool:
    """Whether so many letters of two words agree that one may be a reading of the other."""
    from rapidfuzz.distance import Levenshtein

    return x == y or Levenshtein.normalized_distance(x, y) <= _LIKE


def find_moves(a: Text, b: Text, steps: Sequence[Step]) -> list[Move]:
    """Stretches of words missing from one place of `b` and added at another, the longest first found.

    Found by words in a row that stand in no other gap, then widened to all that agrees.
    """
    lost = [(s.i, s.i_end) for s in steps if s.j == s.j_end and s.i_end - s.i >= LEAST_MOVED]
    added = [(s.j, s.j_end) for s in steps if s.i == s.i_end and s.j_end - s.j >= LEAST_MOVED]
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for first, end in added:
        for j in range(first, end - _SEED + 1):
            seeds[b.shapes[j : j + _SEED]].append(j)
    moves: list[Move] = []
    taken: list[tuple[int, int]] = []
    for first, end in sorted(lost, key=lambda span: (span[0] - span[1], span[0])):
        found = _find_move(a, b, first, end, added, seeds, taken)
        if found is not None:
            moves.append(found)
            taken.append((found.j, found.j_end))
    return sorted(moves)


def _find_move(
    a: Text,
    b: Text,
    first: int,
    end: int,
    added: Sequence[tuple[int, int]],
    seeds: dict[tuple[str, ...], list[int]],
    taken: Sequence[tuple[int, int]],
) -> Move | None:
    from rapidfuzz.distance import Levenshtein

    met: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i in range(first, end - _SEED + 1):
        places = seeds.get(a.shapes[i : i + _SEED], ())
        for j in places if len(places) <= 8 else ():
            for span in added:
                if span[0] <= j < span[1] and not any(x < span[1] and span[0] < y for x, y in taken):
                    met[span].append((i, j))
    best: tuple[float, Move] | None = None
    for span, pairs in sorted(met.items()):
        low_i, high_i = min(i for i, _ in pairs), max(i for i, _ in pairs) + _SEED
        low_j, high_j = min(j for _, j in pairs), max(j for _, j in pairs) + _SEED
        move = _widened(Move(low_i, high_i, low_j, high_j), (first, end), span)
        size = max(move.i_end - move.i, move.j_end - move.j)
        if size < LEAST_MOVED or not (_is_whole(a, move.i, move.i_end) or _is_whole(b, move.j, move.j_end)):
            continue
        alike = size - Levenshtein.distance(a.shapes[move.i : move.i_end], b.shapes[move.j : move.j_end])
        if alike >= _ALIKE * size and (best is None or alike > best[0]):
            best = alike, move
    return best[1] if best else None


def _is_whole(text: Text, first: int, end: int) -> bool:
    """Whether the words are whole clauses: phrases that every plan repeats are not moved from place to place."""
    return break_before(text, first) > 0 and break_before(text, end) > 0


def _widened(move: Move, lost: tuple[int, int], added: tuple[int, int]) -> Move:
    """To the ends of both gaps where these are as near in both: a scan's first words may be misread."""
    before = move.i - lost[0], move.j - added[0]
    behind = lost[1] - move.i_end, added[1] - move.j_end
    i, j = (lost[0], added[0]) if abs(before[0] - before[1]) <= 1 and max(before) <= 4 else (move.i, move.j)
    i_end, j_end = (lost[1], added[1]) if abs(behind[0] - behind[1]) <= 1 and max(behind) <= 4 else move[1::2]
    return Move(i, i_end, j, j_end)


def cut_at_moves(steps: Sequence[Step], moves: Sequence[Move]) -> list[tuple[Step, int | None]]:
    """The steps with each moved stretch as a step of its own, and the number of its move, from 1."""
    if not moves:
        return [(step, None) for step in steps]
    cut: list[tuple[Step, int | None]] = []
    for step in steps:
        side = 0 if step.j == step.j_end else 1 if step.i == step.i_end else None
        first, end = (step.i, step.i_end) if side == 0 else (step.j, step.j_end)
        at = first
        for number, move in enumerate(moves, 1) if side is not None else ():
            low, high = (move.i, move.i_end) if side == 0 else (move.j, move.j_end)
            if first <= low and high <= end:
                cut += [(_part(step, side, at, low), None), (_part(step, side, low, high), number)]
                at = high
        cut.append((step if side is None else _part(step, side, at, end), None))
    return [(step, move) for step, move in cut if step.i < step.i_end or step.j < step.j_end]


def _part(step: Step, side: int | None, first: int, end: int) -> Step:
    return Step(first, end, step.j, step.j) if side == 0 else Step(step.i, step.i, first, end)
