"""Shared passages of two texts: every longest stretch in which they agree, in any order.

A **passage** is a stretch of A and one of B in which at least 12 syllables agree in order, they are at least
70 % of the longer stretch, this holds for every beginning and every end of the stretch too, at most four in a
row disagree on either side, and it begins and ends with a syllable that agrees.

In that definition lies the method. Give each agreeing syllable +3 and each other syllable -7 on its side: "at
least 70 % of every beginning" says that the running sums of A and of B never fall below zero, "of every end"
that a passage ends where both stand at their maximum (Ruzzo & Tompa 1999 find such stretches of one sequence in
linear time). A beginning of which 70 % agree has at least three agreeing syllables before the first that does
not, so runs of three equal syllables are the only seeds needed, and from a run of three a gap of one is all that
can be bridged: extension stays cheap although stock phrases make some 1,500 seeds a pair.

The steps see only *forms* of words (canonical for clean texts, snapped for scans) and one question, whether two
different forms may be one syllable misread; both come from outside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from plancompare.errors import LimitError

MIN_AGREED = 12  # syllables; by the contract: shorter agreements are stock phrases
MAX_GAP = 4  # syllables in a row that may disagree on either side; by the contract
_AGREE, _DIFFER = 3, -7  # makes 70 % of a stretch sum to zero
MAX_SEEDS = 20_000_000  # triples of syllables common to two texts; two plans of 2,500 syllables have some 5,000
_SEED = 3  # follows from the two lines above: 2 of 3 is less than 70 %

Run = tuple[int, int, int]  # first word of A, first word of B, number of words that agree one by one
Alike = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage in words: the runs that agree, in order on both sides, with gaps between them."""

    runs: tuple[Run, ...]

    @property
    def a(self) -> tuple[int, int]:
        return self.runs[0][0], self.runs[-1][0] + self.runs[-1][2]

    @property
    def b(self) -> tuple[int, int]:
        return self.runs[0][1], self.runs[-1][1] + self.runs[-1][2]

    @property
    def agreed(self) -> int:
        return sum(length for _, _, length in self.runs)

    @property
    def verbatim(self) -> bool:
        return len(self.runs) == 1


def shared_passages(a: Sequence[str], b: Sequence[str], alike: Alike | None = None) -> tuple[Alignment, ...]:
    """All longest passages of two sequences of forms, by position in A, then B.

    `alike` tells whether two different forms may be one syllable misread; without it only equal forms agree.

    >>> a = "thực hiện công tác dân vận của cơ quan hành chính nhà nước năm 2024".split()
    >>> b = "về công tác dân vận trong cơ quan hành chính nhà nước năm 2024 như sau".split()
    >>> [(p.a, p.b, p.agreed) for p in shared_passages(a, b)]
    [((2, 15), (1, 14), 12)]
    """
    grid = _Grid(a, b, alike)
    found: list[Alignment] = []
    reached: set[tuple[int, int]] = set()
    for seed in _seed_runs(a, b):
        if seed[:2] in reached:  # a passage that began earlier goes at least as far from here
            continue
        runs = grid.extend(seed)
        reached.update(run[:2] for run in runs)
        if alike is not None and len(runs) + sum(run[2] for run in runs) > MIN_AGREED // 2:
            runs = grid.extend_back(runs)
        if sum(run[2] for run in runs) >= MIN_AGREED:
            found.append(Alignment(tuple(runs)))
    return _longest(found)


class _Grid:
    """Two sequences and what agrees in them."""

    def __init__(self, a: Sequence[str], b: Sequence[str], alike: Alike | None) -> None:
        self.a, self.b, self.alike = a, b, alike

    def extend(self, seed: Run, credit_a: int = 0, credit_b: int = 0) -> list[Run]:
        """The runs from `seed` on, up to the last place where the passage may end.

        With a credit, `seed` is the inner end of a passage that exists: the result may be empty of new runs.
        """
        i, j, length = self._whole(*seed)
        runs = [(i, j, length)]
        sum_a, sum_b = credit_a + _AGREE * length, credit_b + _AGREE * length
        top_a, top_b, last = sum_a, sum_b, 1
        while (step := self._next(i + length, j + length, sum_a, sum_b)) is not None:
            gap = (step[0] - i - length, step[1] - j - length)
            for run in [*self._inside(i + length, j + length, *gap), step]:
                gap_a, gap_b = run[0] - i - length, run[1] - j - length
                i, j, length = run
                sum_a += _DIFFER * gap_a + _AGREE * length
                sum_b += _DIFFER * gap_b + _AGREE * length
                runs.append(run)
            if sum_a >= top_a and sum_b >= top_b:
                top_a, top_b, last = sum_a, sum_b, len(runs)
            else:
                top_a, top_b = max(top_a, sum_a), max(top_b, sum_b)
        return runs[:last]

    def extend_back(self, runs: list[Run]) -> list[Run]:
        """The same passage from its end to the front: what stands before an unlucky first syllable."""
        size_a, size_b = len(self.a), len(self.b)
        alignment = Alignment(tuple(runs))
        mirror = _Grid(self.a[::-1], self.b[::-1], self.alike)
        first = runs[0]
        seed = (size_a - first[0] - first[2], size_b - first[1] - first[2], first[2])
        rest = alignment.agreed - first[2]
        credit_a = _AGREE * rest + _DIFFER * (alignment.a[1] - alignment.a[0] - alignment.agreed)
        credit_b = _AGREE * rest + _DIFFER * (alignment.b[1] - alignment.b[0] - alignment.agreed)
        before = mirror.extend(seed, credit_a, credit_b)
        return [(size_a - i - n, size_b - j - n, n) for i, j, n in reversed(before)] + runs[1:]

    def _whole(self, i: int, j: int, length: int) -> Run:
        """The run with what agrees right behind it."""
        a, b, alike = self.a, self.b, self.alike
        most = min(len(a) - i, len(b) - j)
        while length < most and (
            a[i + length] == b[j + length] or (alike is not None and alike(a[i + length], b[j + length]))
        ):
            length += 1
        return i, j, length

    def _next(self, i: int, j: int, sum_a: int, sum_b: int) -> Run | None:
        """The best run to go on with behind a gap that the agreement so far can pay for."""
        a, b = self.a, self.b
        most_a = min(MAX_GAP, sum_a // -_DIFFER, len(a) - i - 1)
        most_b = min(MAX_GAP, sum_b // -_DIFFER, len(b) - j - 1)
        best: tuple[int, int, Run] | None = None
        for gap_a in range(most_a + 1):
            for gap_b in range(most_b + 1):
                if a[i + gap_a] != b[j + gap_b]:
                    continue
                run = self._whole(i + gap_a, j + gap_b, 1)
                gain = _AGREE * min(run[2], MIN_AGREED) + _DIFFER * max(gap_a, gap_b)
                if best is None or (gain, -gap_a - gap_b) > best[:2]:
                    best = (gain, -gap_a - gap_b, run)
        return None if best is None else best[2]

    def _inside(self, i: int, j: int, gap_a: int, gap_b: int) -> list[Run]:
        """Single syllables that agree inside a gap, in order on both sides (longest common subsequence)."""
        a, b = self.a, self.b
        best: dict[tuple[int, int], list[Run]] = {}
        for p in range(gap_a - 1, -1, -1):
            for q in range(gap_b - 1, -1, -1):
                skip = max(best.get((p + 1, q), []), best.get((p, q + 1), []), key=len)
                take = best.get((p + 1, q + 1), [])
                if a[i + p] == b[j + q] and len(take) >= len(skip):
                    best[p, q] = [(i + p, j + q, 1), *take]
                else:
                    best[p, q] = skip
        return best.get((0, 0), [])


def _seed_runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """All maximal runs of at least `_SEED` equal forms, by place in A, then B."""
    if min(len(a), len(b)) < _SEED:
        return []
    ids: dict[str, int] = {}
    codes = []
    for forms in (a, b):
        one = np.fromiter((ids.setdefault(form, len(ids)) for form in forms), dtype=np.int64, count=len(forms))
        codes.append(one)
    size = len(ids) + 1
    grams_a, grams_b = ((one[:-2] * size + one[1:-1]) * size + one[2:] for one in codes)
    order = np.argsort(grams_b, kind="stable")
    ranked = grams_b[order]
    low, high = np.searchsorted(ranked, grams_a, "left"), np.searchsorted(ranked, grams_a, "right")
    counts = high - low
    cells = int(counts.sum())
    if cells > MAX_SEEDS:
        raise LimitError(f"two texts repeat each other in {cells} places (at most {MAX_SEEDS}); split the longer one")
    i = np.repeat(np.arange(len(grams_a)), counts)
    j = order[np.repeat(low, counts) + np.arange(cells) - np.repeat(np.cumsum(counts) - counts, counts)]
    by_diagonal = np.lexsort((i, i - j))
    i, j = i[by_diagonal], j[by_diagonal]
    if not cells:
        return []
    begins = np.ones(cells, dtype=bool)
    begins[1:] = (np.diff(i) != 1) | (np.diff(j) != 1)
    first = np.flatnonzero(begins)
    lengths = np.diff(np.append(first, cells)) + _SEED - 1
    return sorted(zip(i[first].tolist(), j[first].tolist(), lengths.tolist(), strict=True))


def _longest(found: list[Alignment]) -> tuple[Alignment, ...]:
    """Without the passages that lie inside another one on both sides."""
    kept: list[Alignment] = []
    live: list[Alignment] = []
    for one in sorted(found, key=lambda p: (p.a[0], -p.a[1], p.b[0], -p.b[1])):
        live = [other for other in live if other.a[1] > one.a[0]]
        if not any(
            other.a[1] >= one.a[1] and other.b[0] <= one.b[0] and other.b[1] >= one.b[1] for other in live
        ):
            kept.append(one)
            live.append(one)
    return tuple(kept)
