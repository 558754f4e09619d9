"""Where the paragraphs of a text begin and end, whoever wrapped its lines: a typist, a scanner, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancompare.report.witness import Stretch

Bounds = list[tuple[int, int]]
"""The stretches of text of one paragraph, in order: (start, end)."""

# Kinds whose line breaks mean something: each line is a paragraph.
_LINE_BY_LINE = frozenset(("header", "title", "recipients", "signature", "table"))
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BULLET = re.compile(r"[-+*•–]\s")
_CLOSES = tuple('.;:!?…”"')
# Letters a line, at the ninth longest in ten, above which a text is not wrapped by hand.
_WIDEST_WRAP = 120
# A line shorter than this share of the usual width did not have to end where it does.
_FULL = 0.85


class Layout:
    """How the lines of one text are set, and so which of its line breaks end a paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._width = _wrap_width(text)
        self._double_spaced = _is_double_spaced(text)

    def paragraphs(self, stretch: Stretch) -> tuple[tuple[int, int] | None, list[Bounds]]:
        """The heading of a stretch, where it has one that is printed as it is read, and its paragraphs."""
        section, first = stretch.section, stretch.pieces[0][0]
        cut = _heading_end(self._text, first, section.raw_label, section.raw_title) if stretch.is_first else first
        pieces = [(max(start, cut), end, furniture) for start, end, furniture in stretch.pieces if end > cut]
        bounds = list(self._bounds(pieces, section.kind in _LINE_BY_LINE))
        return (first, cut) if cut > first else None, bounds

    def _bounds(self, pieces: Sequence[tuple[int, int, bool]], by_line: bool) -> Iterator[Bounds]:
        """The stretches of text of each paragraph; a page number inside a sentence stays inside it."""
        text = self._text
        current: Bounds = []
        last: tuple[int, int] | None = None
        for start, end, furniture in pieces:
            for line in _LINE.finditer(text, start, end):
                span = line.span()
                if current and (by_line or (not furniture and last and self._breaks(last, span))):
                    yield current
                    current = []
                if current and text[current[-1][1] : span[0]].strip() == "":
                    current[-1] = (current[-1][0], span[1])
                else:
                    current.append(span)
                if not furniture:
                    last = span
        if current:
            yield current

    def _breaks(self, above: tuple[int, int], below: tuple[int, int]) -> bool:
        """Whether a new paragraph begins with the line `below`.

        A line break alone means nothing in a text wrapped by hand, nor a blank line in a text that is double
        spaced or torn by a page break: there a paragraph ends where a closed sentence leaves its line unfilled.
        """
        text = self._text
        upper, lower = text[above[0] : above[1]].strip(), text[below[0] : below[1]].strip()
        closed = upper.endswith(_CLOSES)
        if closed and _BULLET.match(lower):
            return True
        may_begin, filled = not lower[0].islower(), len(upper) >= _FULL * self._width
        if text.count("\n", above[1], below[0]) > 1 and not self._double_spaced:
            return closed or (may_begin and not filled)
        return closed and may_begin and not filled


def _heading_end(text: str, start: int, raw_label: str | None, raw_title: str | None) -> int:
    """Where the printed label and title end; `start` where the text does not begin with them."""
    if not raw_title:
        return start
    at = start
    for word in f"{raw_label or ''} {raw_title}".split():
        while text[at : at + 1].isspace():
            at += 1
        if not text.startswith(word, at):
            return start
        at += len(word)
    return at + 1 if text[at : at + 1] in (".", ":", ";") else at


def _wrap_width(text: str) -> float:
    """Letters in a line wrapped by hand; endless where the lines are whole paragraphs, so that none counts as full."""
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip())
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return usual if usual <= _WIDEST_WRAP else float("inf")


def _is_double_spaced(text: str) -> bool:
    """Whether most lines have a blank line below them."""
    lines = [bool(line.strip()) for line in text.strip().split("\n")]
    gaps = sum(1 for here, below in pairwise(lines) if here and not below)
    return gaps > 0.6 * sum(lines)
