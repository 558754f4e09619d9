"""One text as `diff` reads it: all its words in order, each with a shape to align it by and the zone it stands in.

Nothing is left out: page numbers and running lines are words like others, because every difference must be told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from plancompare.model import Plan
from plancompare.text import Word, fold, words

FORM_ZONES = frozenset({"header", "recipients", "signature"})
"""Zones that are set in columns, and lost or set in another order when a text is taken out of its pages."""
_CELL_WORDS = 6  # of a line that may be the cell of a table
_LEAST_CELLS = 6  # lines in a row that are
_NO_CELL = re.compile(r"\s*(?:[-+•*]|\d{1,2}[.)/](?!\d)|[a-zđ]\)|[IVX]{1,4}[.)]).*|.*[.;:,]\s*")

# Signs that scans show for letters. Only the map of words is made with them; what a difference means is judged by
# the learned confusions (`confusions.py`).
_ROMAN = re.compile(r"(?=.*[IVXHl1])[IVXHLl1i|]{1,5}")
_AS_ROMAN = str.maketrans({"h": "ii", "1": "i", "l": "i", "|": "i"})
_AS_LETTERS = str.maketrans("0614589¢@&|l$", "ooiasbgcoaiis")


class Text(Struct, frozen=True, eq=False):
    """`shapes` and `zones` are parallel to `words`; a zone is the kind of the section a word belongs to."""

    plan: Plan
    words: tuple[Word, ...]
    shapes: tuple[str, ...]
    zones: tuple[str, ...]
    _lines: Counter[str] = field(default_factory=Counter)

    def repeats(self, line: str) -> bool:
        """Whether `line` is blank, a number alone, or stands here time and again, numbers aside."""
        if not self._lines:
            self._lines.update(map(_without_number, self.plan.text.split("\n")))
        bare = _without_number(line)
        return not bare or self._lines[bare] > 1


def read_text(plan: Plan) -> Text:
    """The words of `plan` with their shapes and zones."""
    found = tuple(words(plan.text))
    shapes = {shown: shape(shown) for shown in {word.shown for word in found}}
    return Text(plan, found, tuple(shapes[word.shown] for word in found), _zones(plan, found))


def shape(shown: str) -> str:
    """What is left of a word that most scans agree on: no marks, no case, and signs that stand for letters as these.

    >>> [shape(word) for word in ("Số", "s6", "có", "¢6", "25/3/2024", "6", "III", "HI", "11")]
    ['so', 'so', 'co', 'co', '25/3/2024', '6', 'iii', 'iii', 'ii']
    """
    folded = fold(shown)
    if _ROMAN.fullmatch(shown):
        return folded.translate(_AS_ROMAN)
    if folded.isalpha() or not any(map(str.isalpha, folded)) and not any(c in "¢@&$" for c in folded):
        return folded
    if sum(map(str.isdigit, folded)) > 1:
        return folded
    return folded.translate(_AS_LETTERS)


def _without_number(line: str) -> str:
    return "".join(filter(str.isalpha, line)).lower()


def _zones(plan: Plan, found: Sequence[Word]) -> tuple[str, ...]:
    """The kind of the section that owns each word; nothing where none does."""
    starts = [word.start for word in found]
    zones = [""] * len(starts)
    for section in plan.sections:
        for first, end in section.own:
            low, high = bisect_left(starts, first), bisect_left(starts, end)
            zones[low:high] = [section.kind] * (high - low)
    for first, end in _grids(plan.text):
        low, high = bisect_left(starts, first), bisect_left(starts, end)
        zones[low:high] = ["table" if zone not in FORM_ZONES else zone for zone in zones[low:high]]
    return tuple(zones)


def _grids(text: str) -> Iterator[tuple[int, int]]:
    """Runs of short lines that are no headings, bullets or sentences: the cells of a table, one a line."""
    at = first = cells = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and (len(line) > 80 or len(line.split()) > _CELL_WORDS or _NO_CELL.fullmatch(line.rstrip())):
            if cells >= _LEAST_CELLS:
                yield first, at
            cells = 0
        elif line.strip():
            if not cells:
                first = at
            cells += 1
        at += len(line)
    if cells >= _LEAST_CELLS:
        yield first, at
