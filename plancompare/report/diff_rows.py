"""Where two texts are cut so that what corresponds stands level: at paragraphs, between words that are equal.

What lies between two changes is equal, so each place of one text has its place in the other; rows hold them level
without any script.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plancompare.model.difference import Change

Cut = tuple[int, int]
"""A place in A and the place in B that corresponds to it."""


class Breaks:
    """Where one text may be cut: `openings` are the first letters of its paragraphs."""

    def __init__(self, text: str, openings: Sequence[int]) -> None:
        self.text = text
        self.openings = openings
        self.words = [word.start() for word in re.finditer(r"\S+", text)]
        self._lines = {line.start(1) for line in re.finditer(r"^[^\S\n]*(\S)", text, re.MULTILINE)}

    def begins_line(self, offset: int) -> bool:
        """Whether the first word at or after `offset` is the first of its line."""
        n = bisect_left(self.words, offset)
        if n == len(self.words):
            return True
        return self.words[n] in self._lines and (self.words[n] == offset or self.text[offset].isspace())

    def begins_word(self, offset: int) -> bool:
        """Whether the text may be cut at `offset` without cutting a word."""
        return offset == 0 or self.text[offset - 1].isspace() or self.text[offset : offset + 1].isspace()


def cut_rows(changes: Sequence[Change], a: Breaks, b: Breaks, longest: int) -> list[Cut]:
    """The cuts in order, the beginnings and the ends of both texts among them; both offsets grow together.

    A row begins where one text has a paragraph and the other a line; in a stretch of more than `longest` letters also
    where one has a paragraph and the other a word, and then at any word.
    """
    across = _Across(changes, len(a.text), len(b.text))
    pairs = [(i, j) for i in a.openings if (j := across.b_of(i)) is not None]
    pairs += [(i, j) for j in b.openings if (i := across.a_of(j)) is not None]
    lines = ((i, j) for i, j in pairs if a.begins_line(i) and b.begins_line(j))
    cuts = _ordered([(0, 0), (len(a.text), len(b.text)), *lines])
    lesser = _ordered((i, j) for i, j in pairs if a.begins_word(i) and b.begins_word(j))
    more: list[Cut] = []
    for low, high in pairwise(cuts):
        if _size(low, high) > longest:
            between = [c for c in lesser[bisect_right(lesser, low) : bisect_left(lesser, high)] if c[1] <= high[1]]
            more += between
            for start, end in pairwise([low, *between, high]):
                more += _by_force(start, end, longest, across, a, b)
    return _ordered([*cuts, *more])


def _by_force(low: Cut, high: Cut, longest: int, across: _Across, a: Breaks, b: Breaks) -> Iterator[Cut]:
    """Cuts between equal words, one in about every `longest` letters of the text that has more of them."""
    side = 0 if high[0] - low[0] >= high[1] - low[1] else 1
    at = low
    while _size(at, high) > longest:
        place = across.next_equal(at[side] + longest, side)
        cut = _first_word(*place, a, b) if place else None
        if cut is None or cut[0] >= high[0] or cut[1] >= high[1]:
            return
        yield cut
        at = cut


def _first_word(i: int, j: int, length: int, a: Breaks, b: Breaks) -> Cut:
    """Where the first word begins within an equal stretch; its beginning where none does."""
    n = bisect_left(a.words, i)
    while n < len(a.words) and a.words[n] < i + length:
        if b.begins_word(j + a.words[n] - i):
            return a.words[n], j + a.words[n] - i
        n += 1
    return i, j


def _size(low: Cut, high: Cut) -> int:
    return max(high[0] - low[0], high[1] - low[1])


def _ordered(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts in order, without those that would cross one before."""
    kept: list[Cut] = []
    for cut in sorted(set(cuts)):
        if not kept or cut[1] >= kept[-1][1]:
            kept.append(cut)
    return kept


class _Across:
    """Leads from a place in one text to that in the other, along the equal stretches between changes."""

    def __init__(self, changes: Sequence[Change], a_length: int, b_length: int) -> None:
        i = j = 0
        self._equal: list[tuple[int, int, int]] = []  # offset in A, in B, letters; may be empty
        for change in changes:
            self._equal.append((i, j, change.a_start - i))
            i, j = change.a_end, change.b_end
        self._equal.append((i, j, a_length - i))
        self._starts = [i for i, _, _ in self._equal], [j for _, j, _ in self._equal]

    def b_of(self, i: int) -> int | None:
        start, other, length = self._equal[bisect_right(self._starts[0], i) - 1]
        return other + i - start if i - start <= length else None

    def a_of(self, j: int) -> int | None:
        other, start, length = self._equal[bisect_right(self._starts[1], j) - 1]
        return other + j - start if j - start <= length else None

    def next_equal(self, offset: int, side: int) -> tuple[int, int, int] | None:
        """What is left of the first equal stretch at or after an offset of A (`side` 0) or of B (1)."""
        starts = self._starts[side]
        for n in range(bisect_right(starts, offset) - 1, len(starts)):
            start, other, length = self._equal[n]
            gone = max(0, offset - starts[n])
            if gone < length:
                return start + gone, other + gone, length - gone
        return None
