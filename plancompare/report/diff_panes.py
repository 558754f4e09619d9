"""Both texts, each in its pane, cut into rows that correspond, with the marks of what differs.

Layout leaves no mark, reading noise a faint one, a stop a strong one with its number. Nothing is left out of texts
of up to a thousand pages; of longer ones the rows with a stop are shown, and each gap says what is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from plancompare.model.difference import Change, Difference
from plancompare.report.diff_rows import Breaks, Cut, cut_rows
from plancompare.report.diff_stops import Span, Stop, moves
from plancompare.report.paragraphs import Bounds, Layout
from plancompare.report.witness import Witness
from plancompare.report.words import Both

# Letters, or changes, of both texts together above which only the rows with a stop are shown.
_MOST_LETTERS, _MOST_CHANGES = 4_000_000, 400_000
# Letters of both texts in rows that a browser draws together, when they come near: about two pages of each.
_LONG_LEAF = 8000
# Letters after which a row is cut at a lesser place than a paragraph, in whole texts and in excerpts.
_LONG_ROW, _LONG_EXCERPT = 2500, 800
# In excerpts: paragraphs of one cell, and letters of one run, above which the middle is left out.
_MOST_PARAGRAPHS, _LONGEST_RUN = 12, 1200
_LONGEST_HINT = 60
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a stretch is marked: `css` its look, `number` that of its stop.

    `other` is set for reading noise: what the other text has there. `end` is the line in which the other end of a moved
    passage stands.
    """

    css: str
    number: int | None = None
    other: str | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one marking; none where only the other text has some.

    `anchor` is set on the first run of a stop, where a reader lands. `elided` words stand between `text` and `tail`.
    """

    text: str
    mark: Mark | None = None
    anchor: str = ""
    elided: int = 0
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`line` is that of its first letter here; a paragraph may go on in the next row."""

    runs: tuple[Run, ...]
    is_heading: bool
    depth: int
    line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One text in one row, and the section it is in; `begins` says that the row above was in another.

    `elided` paragraphs are left out before the paragraph at `gap`. `others` is what the other text has in place of each
    stretch of reading noise, in their order.
    """

    paragraphs: tuple[Paragraph, ...]
    reference: Both | None
    begins: bool
    gap: int
    elided: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaneRow:
    """`left_out` are the rows before this one that are not shown, `words` those in them, of both texts."""

    a: Cell
    b: Cell
    left_out: int
    words: int


@dataclass(frozen=True, slots=True)
class Panes:
    """The rows, and what is left out after the last; `anchors` are the stops' places that are shown."""

    rows: tuple[PaneRow, ...]
    left_out: int
    words: int
    is_excerpts: bool
    anchors: frozenset[str]

    def leaves(self) -> Iterator[tuple[PaneRow, ...]]:
        """The rows in order, in leaves of about one length: what is far from the reader is drawn a leaf at a time."""
        leaf: list[PaneRow] = []
        letters = 0
        for row in self.rows:
            leaf.append(row)
            letters += sum(len(run.text) for cell in (row.a, row.b) for p in cell.paragraphs for run in p.runs)
            if letters > _LONG_LEAF:
                yield tuple(leaf)
                leaf, letters = [], 0
        if leaf:
            yield tuple(leaf)


def panes(difference: Difference, found: Sequence[Stop], a: Witness, b: Witness) -> Panes:
    """The texts of both sides in rows; of very long ones those rows that hold a listed stop."""
    changes = difference.changes
    is_excerpts = len(a.plan.text) + len(b.plan.text) > _MOST_LETTERS or len(changes) > _MOST_CHANGES
    # Noise is what a scan made of the other text, whose own letters are right.
    a_is_read, b_is_read = (w.plan.ocr.is_ocr or not (a.plan.ocr.is_ocr or b.plan.ocr.is_ocr) for w in (a, b))
    left, right = _Side("a", a, a_is_read, is_excerpts), _Side("b", b, b_is_read, is_excerpts)
    cuts = cut_rows(changes, left.breaks, right.breaks, _LONG_EXCERPT if is_excerpts else _LONG_ROW)
    left.mark(changes, found, cuts, b)
    right.mark(changes, found, cuts, a)
    shown = _rows_of(found, cuts) if is_excerpts else range(len(cuts))
    rows: list[PaneRow] = []
    left_out = words = 0
    for number, (low, high) in enumerate(pairwise(cuts)):
        if number not in shown:
            left_out += 1
            words += len(a.plan.text[low[0] : high[0]].split()) + len(b.plan.text[low[1] : high[1]].split())
            continue
        cells = left.cell(number, low[0], high[0]), right.cell(number, low[1], high[1])
        if any(cell.paragraphs for cell in cells):
            rows.append(PaneRow(*cells, left_out, words))
            left_out = words = 0
    return Panes(tuple(rows), left_out, words, is_excerpts, frozenset(left.anchors | right.anchors))


def _rows_of(found: Iterable[Stop], cuts: Sequence[Cut]) -> frozenset[int]:
    """The rows in which a listed stop begins or ends, in either text."""
    numbers: set[int] = set()
    for stop in found:
        last = max(stop.a[0], stop.a[1] - 1), max(stop.b[0], stop.b[1] - 1)
        if not stop.is_listed:
            continue
        if stop.is_move or stop.inside is not None:
            numbers |= {_row_on(cuts, 0, i) for i in (stop.a[0], last[0])}
            numbers |= {_row_on(cuts, 1, j) for j in (stop.b[0], last[1])}
        else:
            numbers |= {_row_at(cuts, (stop.a[0], stop.b[0])), _row_at(cuts, last)}
    return frozenset(numbers)


def _row_at(cuts: Sequence[Cut], place: Cut) -> int:
    return min(bisect_right(cuts, place) - 1, len(cuts) - 2)


def _row_on(cuts: Sequence[Cut], side: int, offset: int) -> int:
    return min(bisect_right(cuts, offset, key=lambda cut: cut[side]) - 1, len(cuts) - 2)


class _Whole(NamedTuple):
    """A paragraph of a text, with its section."""

    bounds: Bounds
    is_heading: bool
    depth: int
    reference: Both


class _Side:
    """One text: its paragraphs, its marks, and the cells made of them."""

    def __init__(self, name: str, w: Witness, is_read: bool, is_excerpts: bool) -> None:
        self._side, self._name, self._w, self._text = "ab".index(name), name, w, w.plan.text
        self._is_read, self._is_excerpts = is_read, is_excerpts
        self._paragraphs = _paragraphs(w)
        self._openings = [whole.bounds[0][0] for whole in self._paragraphs]
        self.breaks = Breaks(self._text, self._openings)
        self.anchors: set[str] = set()
        self._marks: list[tuple[int, int, Mark]] = []
        self._carets: dict[int, list[tuple[int, Mark]]] = {}
        self._reference: Both | None = None

    # -- marks

    def mark(self, changes: Sequence[Change], found: Iterable[Stop], cuts: Sequence[Cut], other: Witness) -> None:
        """Note what is marked in this text, and in which row a mark stands for what only the other text has."""
        stop_of = {id(stop.change): stop for stop in found}
        both_ends = moves(changes)
        for change in changes:
            if change.move in both_ends:
                left, arrived = both_ends[change.move]
                stop = stop_of.get(id(left)) or stop_of.get(id(arrived))
                if change is (left, arrived)[self._side]:
                    there = arrived.b_start if change is left else left.a_start
                    mark = self._mark(change, stop, other.line(there))
                    self._put(change, mark, (*left.inside, *arrived.inside), stop_of, cuts)
                continue
            stop = stop_of.get(id(change))
            mark = self._mark(change, stop)
            start, end = self._span(change)
            if start < end:
                self._put(change, mark, change.inside, stop_of, cuts)
            elif stop and mark and self._has_room(stop):
                self._carets.setdefault(_row_at(cuts, (change.a_start, change.b_start)), []).append((start, mark))
        self._marks.sort(key=lambda marked: marked[0])
        self._starts = [start for start, _, _ in self._marks]
        for carets in self._carets.values():
            carets.sort(key=lambda caret: caret[0])

    def _put(
        self, change: Change, mark: Mark | None, inner: Iterable[Change], stop_of: dict[int, Stop], cuts: Sequence[Cut]
    ) -> None:
        """The mark of a change, cut where a change inside it has a mark of its own."""
        at, stop_at = self._span(change)
        for within in sorted(inner, key=self._span):
            low, high = self._span(within)
            stop = stop_of.get(id(within))
            own = self._mark(within, stop)
            if own is None or low < at or high > stop_at:
                continue
            if low < high:
                if mark and at < low:
                    self._marks.append((at, low, mark))
                self._marks.append((low, high, Mark(f"{own.css} within".strip(), own.number, own.other)))
                at = high
            elif stop and self._has_room(stop):
                self._carets.setdefault(_row_on(cuts, self._side, low), []).append((low, own))
        if mark and at < stop_at:
            self._marks.append((at, stop_at, mark))

    def _has_room(self, stop: Stop) -> bool:
        return stop.is_listed or not self._is_excerpts

    def _mark(self, change: Change, stop: Stop | None, end: int | None = None) -> Mark | None:
        if change.label == "ocr_noise":
            if not self._is_read:
                return None
            theirs = _SPACE.sub(" ", change.b_text if self._name == "a" else change.a_text)
            return Mark(
                "" if change.cause == "marks_lost" else "odd",
                None,
                theirs if len(theirs) <= _LONGEST_HINT else theirs[:_LONGEST_HINT] + "…",
            )
        if change.label == "layout":
            return Mark("f") if change.cause == "page_furniture" else None
        number = stop.number if stop and stop.is_listed else None
        return Mark(f"mark {change.label}{_turn(change, end is not None)}", number, None, end)

    def _span(self, change: Change) -> Span:
        return (change.b_start, change.b_end) if self._side else (change.a_start, change.a_end)

    # -- cells

    def cell(self, number: int, low: int, high: int) -> Cell:
        """What stands in one row; the rows are asked for in their order."""
        carets = list(reversed(self._carets.get(number, ())))
        first = max(0, bisect_right(self._openings, low) - 1)
        inside: list[_Whole] = []
        for whole in self._paragraphs[first : bisect_right(self._openings, high - 1)]:
            clipped = [(max(s, low), min(e, high)) for s, e in whole.bounds if s < high and e > low]
            clipped = [(s, e) for s, e in clipped if self._text[s:e].strip()]
            if clipped:
                inside.append(whole._replace(bounds=clipped))
        before, reference = self._reference, inside[0].reference if inside else None
        if inside:
            self._reference = inside[-1].reference
        elided = 0
        if self._is_excerpts and len(inside) > _MOST_PARAGRAPHS:
            elided = len(inside) - _MOST_PARAGRAPHS
            inside[_MOST_PARAGRAPHS // 2 : -_MOST_PARAGRAPHS // 2] = []
        paragraphs = []
        for n, part in enumerate(inside):
            runs = list(self._runs(part.bounds, carets, is_last=n == len(inside) - 1))
            paragraphs.append(Paragraph(tuple(runs), part.is_heading, part.depth, self._w.line(part.bounds[0][0])))
        if carets:
            alone = tuple(self._caret(mark) for _, mark in reversed(carets))
            paragraphs.append(Paragraph(alone, False, 0, self._w.line(low)))
        begins = reference is not None and reference != before
        noise = (run.mark.other for p in paragraphs for run in p.runs if run.mark)
        others = tuple(other for other in noise if other is not None)
        return Cell(tuple(paragraphs), reference, begins, _MOST_PARAGRAPHS // 2, elided, others)

    def _runs(self, bounds: Bounds, carets: list[tuple[int, Mark]], is_last: bool) -> Iterator[Run]:
        """The runs of one paragraph; `carets` holds those still to come, the next one last."""
        for count, (start, end) in enumerate(bounds):
            if count:  # furniture of a page has its own place; the lines in between still count
                yield Run("\n" * self._text.count("\n", bounds[count - 1][1], start) or " ")
            n = bisect_right(self._starts, start) - 1
            if n < 0 or self._marks[n][1] <= start:
                n += 1
            at = start
            while at < end:
                while carets and carets[-1][0] <= at:
                    yield self._caret(carets.pop()[1])
                stop = min(end, carets[-1][0]) if carets else end
                mark = None
                if n < len(self._marks) and self._marks[n][0] <= at:
                    stop, mark = min(stop, self._marks[n][1]), self._marks[n][2]
                    n += stop == self._marks[n][1]
                elif n < len(self._marks):
                    stop = min(stop, self._marks[n][0])
                shown = self._text[at:stop]
                bare = shown.strip()
                if mark and mark.number is not None and bare:  # white space at the ends needs no mark
                    before, _, after = shown.partition(bare)
                    yield from (run for run in (Run(before), self._run(bare, mark), Run(after)) if run.text)
                else:
                    yield self._run(shown, mark)
                at = stop
        while carets and (is_last or carets[-1][0] <= bounds[-1][1]):
            yield self._caret(carets.pop()[1])

    def _caret(self, mark: Mark) -> Run:
        return self._run("", mark)

    def _run(self, text: str, mark: Mark | None) -> Run:
        anchor = ""
        if mark and mark.number is not None:
            anchor = f"{self._name}{mark.number}"
            anchor = "" if anchor in self.anchors else anchor
            self.anchors |= {anchor} - {""}
        if self._is_excerpts and len(text) > _LONGEST_RUN:
            middle = text[_LONGEST_RUN // 2 : -_LONGEST_RUN // 2]
            return Run(text[: _LONGEST_RUN // 2], mark, anchor, len(middle.split()), text[-_LONGEST_RUN // 2 :])
        return Run(text, mark, anchor)


def _turn(change: Change, is_move: bool) -> str:
    """How a change is said and drawn where words only came, only went, or went elsewhere."""
    if is_move:
        return " passage"
    if change.label == "missing_part":
        return ""
    if change.a_start == change.a_end:
        return " new"
    return " gone" if change.b_start == change.b_end else ""


def _paragraphs(w: Witness) -> list[_Whole]:
    """The paragraphs of a text, in order."""
    layout = Layout(w.plan.text)
    depths: dict[str, int] = {}
    for section in w.plan.sections:
        depths[section.id] = min(depths.get(section.parent or "", -1) + 1, 4)
    found: list[_Whole] = []
    for stretch in w.stretches:
        heading, paragraphs = layout.paragraphs(stretch)
        about = depths[stretch.section.id], w.references[stretch.section.id]
        if heading:
            found.append(_Whole([heading], True, *about))
        found += [_Whole(bounds, False, *about) for bounds in paragraphs]
    return found
