"""The words of one plan counted by row, layer and class, and the longest stretches of its own words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from plancompare.model import Plan
from plancompare.model.comparison import Scope, TextSpan
from plancompare.text import words

_COUNTED = ("shared", "adapted", "local")


@dataclass(frozen=True, slots=True)
class Counts:
    """Words of prose by class; their sum is what shares are of."""

    shared: int = 0
    adapted: int = 0
    local: int = 0

    @property
    def all(self) -> int:
        """The words of all classes."""
        return self.shared + self.adapted + self.local

    @property
    def shares(self) -> tuple[float, float, float]:
        """Shared, adapted and local, in [0, 1]; all 0 where there is no word."""
        whole = self.all or 1
        return self.shared / whole, self.adapted / whole, self.local / whole

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.shared + other.shared, self.adapted + other.adapted, self.local + other.local)


@dataclass(frozen=True, slots=True)
class Addition:
    """A stretch of text of one row in which no word of prose is shared with any other plan, or adapted.

    `words` counts its words of prose; what it cites, and standing phrases, may lie in its midst.
    """

    start: int
    end: int
    row: int | None
    words: int


@dataclass(frozen=True, slots=True)
class Tally:
    """`rows` holds the words of prose of each row (None: of no row), `additions` what is local, in order of the text.

    `scopes` counts the shared words of prose by with whom they are shared.
    """

    rows: Mapping[int | None, Counts]
    scopes: Mapping[Scope, int]
    additions: tuple[Addition, ...]
    _starts: Sequence[int]
    _prose: Sequence[int]

    def prose_between(self, start: int, end: int) -> tuple[int, int]:
        """The words of prose among those that begin in `start`..`end`, and all of them."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._prose[last] - self._prose[first], last - first


def tally(plan: Plan, spans: Sequence[TextSpan], placed: Mapping[str, int | None]) -> Tally:
    """Each word of the plan counted once; `placed` is the row of each section."""
    starts, prose = [], []
    scopes: Counter[Scope] = Counter()
    counts: dict[int | None, dict[str, int]] = {}
    additions: list[Addition] = []
    run: Addition | None = None
    parts = sorted((start, placed[s.id]) for s in plan.sections for start, _ in s.own)
    begins = [start for start, _ in parts]
    at = 0
    for word in words(plan.text):
        while spans[at].end <= word.start:
            at += 1
        span = spans[at]
        is_prose = span.layer == "prose" and span.class_ in _COUNTED
        starts.append(word.start)
        prose.append(is_prose)
        if not is_prose:
            continue
        row = parts[max(0, bisect_right(begins, word.start) - 1)][1] if parts else None
        of_row = counts.setdefault(row, dict.fromkeys(_COUNTED, 0))
        of_row[span.class_] += 1
        if span.class_ == "shared" and span.scope:
            scopes[span.scope] += 1
        goes_on = run is not None and run.row == row and span.class_ == "local"
        if run is not None and goes_on:
            run = Addition(run.start, word.end, row, run.words + 1)
            continue
        if run is not None:
            additions.append(run)
        run = Addition(word.start, word.end, row, 1) if span.class_ == "local" else None
    if run is not None:
        additions.append(run)
    rows = {row: Counts(**found) for row, found in counts.items()}
    return Tally(rows, scopes, tuple(additions), starts, [0, *accumulate(prose)])
