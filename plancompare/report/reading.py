"""The texts themselves, marked and laid out: paragraphs of runs, gathered in the rows of the comparison.

Nothing is left out and nothing said twice: over all rows each non-blank line of a plan is shown once, in the
first row that holds its section; other rows lead there. A run is one short element, whose name is its class.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model.comparison import CellState, Row, SlotKind, TextSpan
from plancompare.report.letters import Letters, letters
from plancompare.report.pairs import Counterpart
from plancompare.report.paragraphs import Layout
from plancompare.report.placement import rows_of
from plancompare.report.witness import Head, Place, Stretch, Witness
from plancompare.report.words import Both
from plancompare.text import words

SLOTS: tuple[SlotKind, ...] = ("place", "agency", "year", "date", "number", "symbol", "wording")
_ELEMENT = {"shared": "u", "adapted": "b", "local": "q", "furniture": "small"}
_LAYER = {"prose": "", "form": "f", "citation": "c", "formula": "m"}
_SCOPE = {None: "", "cross_province": "", "within_province": "n", "source": "q"}
# Letters in a line of a column of usual width, by which the height of a row is estimated.
_LINE = 42
# Rows up to 2, 4, 8 … lines high are told apart.
_HEIGHTS = 10

Sets = Mapping[tuple[str, ...], int]
"""The sets of plans with which a run of text is shared, numbered; the most frequent is 0 and is not written."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one marking. `element` names the class (`u` shared, `b` adapted, `q` local, `small` furniture, none
    for a break), `css` what is not the usual of layer, scope, slot and the set of plans it is shared with (`o3`).

    `anchor` is that of its first letter, where something leads to it; `marks` are such places further on in `text`.
    """

    element: str
    css: str
    text: str
    anchor: str = ""
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`line` is that of its first letter; the line of any other is as many further as there are line breaks between."""

    line: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A word adapted here, and what the nearest counterpart puts in its place."""

    slot: SlotKind | None
    own: tuple[Letters, ...]
    other: Head
    theirs: tuple[Letters, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one section (without its children's), ready to be read. `depth` counts from 0; `is_topic` where the
    section itself is what its plan has to the row, and not a part of that."""

    stretch: Stretch
    reference: Both
    first_line: int
    last_line: int
    depth: int
    is_topic: bool
    heading: Paragraph | None
    paragraphs: tuple[Paragraph, ...]
    changes: tuple[Change, ...]

    @property
    def anchor(self) -> str:
        """Where on the page it stands; a section printed in several stretches has one for each."""
        return self.stretch.anchor

    @property
    def is_first(self) -> bool:
        """Whether this is the first stretch of its section, which has its heading."""
        return self.stretch.is_first


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """What one plan has to a row: blocks to read, or places to go to."""

    head: Head
    state: CellState
    blocks: tuple[Block, ...]
    elsewhere: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One topic over all plans; `title` is null for the text that stands in no row, `is_scanned` as in the matrix.

    `height` is about the logarithm (to base 2) of the lines of its longest cell, at most 10.
    """

    anchor: str
    title: str | None
    is_scanned: bool
    height: int
    cells: tuple[ReadingCell, ...]


def reading_rows(
    rows: Sequence[Row],
    witnesses: Sequence[Witness],
    spans: Mapping[str, Sequence[TextSpan]],
    counterparts: Mapping[str, Sequence[Counterpart]],
    sets: Sets,
) -> tuple[ReadingRow, ...]:
    """All texts in the rows of the comparison, and a last row for what stands in none; `sets` are `shared_sets`."""
    heads = {w.head.id: w.head for w in witnesses}
    topics = {(w.head.id, s) for w in witnesses for row in rows for s in row.cells[w.head.id].sections}
    blocks: list[dict[int | None, list[Block]]] = []
    for w in witnesses:
        placed = rows_of(rows, w.plan)
        column: dict[int | None, list[Block]] = {}
        marker = _Marker(w, spans[w.head.id], counterparts.get(w.head.id, ()), heads, sets)
        for stretch in w.stretches:
            name = stretch.section.id
            column.setdefault(placed[name], []).append(marker.block(stretch, (w.head.id, name) in topics))
        blocks.append(column)
    result = []
    for row in rows:
        cells = []
        for w, column in zip(witnesses, blocks, strict=True):
            cell = row.cells[w.head.id]
            here = tuple(column.get(row.id, ()))
            shown = {b.anchor for b in here}
            places = (w.section_place(s) for s in cell.sections)
            elsewhere = tuple(dict.fromkeys(p for p in places if p.anchor not in shown))
            cells.append(ReadingCell(w.head, cell.state, here, elsewhere))
        result.append(ReadingRow(f"row-{row.id}", row.title, is_scanned(row, witnesses), _height(cells), tuple(cells)))
    if any(None in column for column in blocks):
        rest = []
        for w, column in zip(witnesses, blocks, strict=True):
            here = tuple(column.get(None, ()))
            rest.append(ReadingCell(w.head, "own" if here else "absent", here, ()))
        result.append(ReadingRow("row-rest", None, False, _height(rest), tuple(rest)))
    return tuple(result)


def shared_sets(spans: Iterable[Sequence[TextSpan]]) -> Sets:
    """The sets of plans with which something is shared or adapted, the most frequent first."""
    found = Counter(s.documents for of_one in spans for s in of_one if s.class_ in ("shared", "adapted"))
    return {documents: n for n, documents in enumerate(sorted(found, key=lambda d: (-found[d], d)))}


def column_rules(heads: Sequence[Head]) -> str:
    """The rules of style that depend on the plans: how many there are, and whose text stands in which column."""
    named = "".join(f'.c{head.index}{{--whose:"{head.siglum}"}}' for head in heads)
    return f":root{{--columns:{len(heads)}}}{named}\n"


def _height(cells: Sequence[ReadingCell]) -> int:
    lines = max((sum(map(_lines, cell.blocks)) for cell in cells), default=0)
    return min(lines.bit_length(), _HEIGHTS)


def _lines(block: Block) -> int:
    paragraphs = (block.heading, *block.paragraphs) if block.heading else block.paragraphs
    return 1 + sum(1 + sum(len(run.text) for run in p.runs) // _LINE for p in paragraphs)


def is_scanned(row: Row, witnesses: Sequence[Witness]) -> bool:
    """Whether the title of the row is what a scan reads, and no typed text has it so."""
    found = {
        w.head.is_scan
        for w in witnesses
        if (cell := row.cells[w.head.id]).state == "own" and any(w.opens_with(s, row.title) for s in cell.sections)
    }
    return found == {True}


class _Marker:
    """Cuts the stretches of one plan into blocks of marked runs."""

    def __init__(
        self,
        w: Witness,
        spans: Sequence[TextSpan],
        counterparts: Sequence[Counterpart],
        heads: Mapping[str, Head],
        sets: Sets,
    ) -> None:
        self._witness = w
        self._text = w.plan.text
        self._spans = spans
        self._span_starts = [s.start for s in spans]
        self._counterparts = counterparts
        self._counterpart_starts = [c.start for c in counterparts]
        self._longest = max((c.end - c.start for c in counterparts), default=0)
        self._heads = heads
        self._depths: dict[str, int] = {}
        for section in w.plan.sections:
            self._depths[section.id] = self._depths.get(section.parent or "", -1) + 1
        self._marks = [_marking(s, sets) for s in spans]
        self._layout = Layout(self._text)

    def block(self, stretch: Stretch, is_topic: bool) -> Block:
        w, section = self._witness, stretch.section
        first, last = stretch.pieces[0][0], stretch.pieces[-1][1]
        title, bounds = self._layout.paragraphs(stretch)
        return Block(
            stretch=stretch,
            reference=w.references[section.id],
            first_line=w.line(first),
            last_line=w.line(max(first, last - 1)),
            depth=min(self._depths[section.id], 4),
            is_topic=is_topic and stretch.is_first,
            heading=self._paragraph([title]) if title else None,
            paragraphs=tuple(map(self._paragraph, bounds)),
            changes=tuple(dict.fromkeys(c for start, end, _ in stretch.pieces for c in self._changes(start, end))),
        )

    def _paragraph(self, bounds: Sequence[tuple[int, int]]) -> Paragraph:
        runs: list[Run] = []
        text, spans, marks, aimed = self._text, self._spans, self._marks, self._witness.marks
        behind = bounds[0][0]
        for start, end in bounds:
            if runs:
                runs.append(Run("", "", "\n" * text.count("\n", behind, start) or " "))
            behind = end
            i = max(0, bisect_right(self._span_starts, start) - 1)
            at = start
            while at < end:
                mark = marks[i]
                stop = min(spans[i].end, end)
                i += 1
                while stop < end and marks[i] == mark:
                    stop = min(spans[i].end, end)
                    i += 1
                first = bisect_left(aimed, (at, ""))
                inside = [(aim - at, anchor) for aim, anchor in aimed[first : bisect_left(aimed, (stop, ""), first)]]
                anchor = inside.pop(0)[1] if inside and inside[0][0] == 0 else ""
                shown = text[at:stop].rstrip()
                runs.append(Run(*mark, shown, anchor, tuple(inside)))
                if len(shown) < stop - at:
                    runs.append(Run("", "", text[at + len(shown) : stop]))
                at = stop
        return Paragraph(self._witness.line(bounds[0][0]), tuple(runs))

    def _changes(self, start: int, end: int) -> Iterator[Change]:
        i = bisect_left(self._span_starts, start)
        while i < len(self._spans) and self._spans[i].start < end:
            span = self._spans[i]
            i += 1
            if span.class_ != "adapted":
                continue
            near = self._nearest(span)
            if near is None:
                continue
            printed = " ".join(self._text[near.start : near.end].split())
            own, theirs = letters(printed, near.text)
            yield Change(span.slot, own, self._heads[near.document], theirs, near.passage)

    def _nearest(self, span: TextSpan) -> Counterpart | None:
        """The counterpart from the rarest passage in which these letters differ."""
        inside = words(self._text, span.start, span.end)
        if not inside:
            return None
        start, end = inside[0].start, inside[-1].end
        best: Counterpart | None = None
        i = bisect_right(self._counterpart_starts, start) - 1
        while i >= 0 and self._counterpart_starts[i] >= start - self._longest:
            found = self._counterparts[i]
            i -= 1
            if found.end < end or (span.documents and found.document not in span.documents):
                continue
            if best is None or (found.score, found.passage) > (best.score, best.passage):
                best = found
        return best


def _marking(span: TextSpan, sets: Sets) -> tuple[str, str]:
    """The element of a span and its css classes."""
    others = sets.get(span.documents, 0)
    css = (
        _LAYER[span.layer] if span.class_ != "furniture" else "",
        _SCOPE[span.scope],
        f"k{SLOTS.index(span.slot) + 1}" if span.slot else "",
        f"o{others}" if others else "",
    )
    return _ELEMENT[span.class_], " ".join(filter(None, css))
