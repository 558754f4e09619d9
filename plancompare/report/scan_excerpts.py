"""The letters of passages that the page of a collection carries, under a budget: a scan holds spans, not texts.

Pairs are taken in the order given until the budget is spent; of each its longest passages, of each passage its
beginning; what is left goes to more of each. Stretches of one text that overlap are carried once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from plancompare.model.scan import ScannedPair, ScannedPassage
from plancompare.report.visible import UNSHOWN

# Letters of all stretches together: 8 MB, of which a Vietnamese letter takes 1.4 bytes on average (in `fixtures/`).
MOST_LETTERS = 5_700_000
# Passages of one pair and letters of one passage on each side: a few of every pair first, then, as far as there is
# room, more of each.
ROUNDS = ((8, 1_500), (100, 10_000))
# Texts that are opened.
_MOST_TEXTS = 6_000
# Stretches nearer than this are one: a second entry takes more bytes than the letters between.
_NEAR = 12

Stretch = tuple[int, int]


class Excerpt(NamedTuple):
    """A stretch of a text from `start` (in code points) on, its first letter in line `line` (1-based)."""

    start: int
    line: int
    text: str


class Excerpts(NamedTuple):
    """`passages` are those carried of each pair (by its place in the order given), longest first; `texts` the stretches
    of each document that hold them, in order; none where it could not be read."""

    passages: Mapping[int, tuple[ScannedPassage, ...]]
    texts: Mapping[str, tuple[Excerpt, ...]]


def excerpts(
    pairs: Sequence[tuple[int, ScannedPair]], text_of: Callable[[str], str | None], most_letters: int = MOST_LETTERS
) -> Excerpts:
    """The letters of `pairs`, each with its number, as far as `most_letters` reach; the first pairs first.

    `text_of` gives the text of a document as it was scanned, None where that is not to be had; it is asked once for
    each document.
    """
    carried: dict[int, tuple[ScannedPassage, ...]] = {}
    taken: defaultdict[str, list[Stretch]] = defaultdict(list)
    left = most_letters
    for (number, pair), (most, longest) in ((one, limits) for limits in ROUNDS for one in pairs):
        chosen = tuple(sorted(pair.passages, key=_longest_first)[:most])
        needed: defaultdict[str, list[Stretch]] = defaultdict(list)
        for one in chosen:
            needed[pair.a].append((one.a_start, min(one.a_end, one.a_start + longest)))
            needed[pair.b].append((one.b_start, min(one.b_end, one.b_start + longest)))
        joined = {id: _joined([*taken.get(id, ()), *stretches]) for id, stretches in needed.items()}
        cost = sum(_letters(stretches) - _letters(taken.get(id, ())) for id, stretches in joined.items())
        if cost > left or len(taken.keys() | joined.keys()) > _MOST_TEXTS:
            break
        left -= cost
        taken.update(joined)
        carried[number] = chosen
    return Excerpts(carried, {id: _cut(text_of(id), stretches) for id, stretches in sorted(taken.items())})


def _longest_first(passage: ScannedPassage) -> tuple[int, int, int]:
    return (passage.a_start - passage.a_end, passage.a_start, passage.b_start)


def _letters(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same letters in order, stretches that overlap or nearly touch made one.

    >>> _joined([(40, 60), (0, 20), (50, 80), (85, 90)])
    [(0, 20), (40, 90)]
    """
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + _NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _cut(text: str | None, stretches: Sequence[Stretch]) -> tuple[Excerpt, ...]:
    """These stretches of a text; letters that a page cannot show are each replaced by one, so that places hold."""
    if text is None:
        return ()
    found = []
    line, counted = 1, 0
    for start, end in stretches:
        line += text.count("\n", counted, start)
        counted = start
        found.append(Excerpt(start, line, UNSHOWN.sub("\ufffd", text[start:end])))
    return tuple(found)
