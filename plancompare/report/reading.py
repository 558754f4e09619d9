"""The texts themselves, marked and laid out: paragraphs of runs, gathered in the rows of the comparison.

Nothing is left out and nothing said twice: over all rows each non-blank line of a plan is shown once, in the
first row that holds its section; other rows lead there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model.comparison import CellState, Row, SlotKind, TextSpan
from plancompare.report.letters import Letters, letters
from plancompare.report.pairs import Counterpart
from plancompare.report.paragraphs import Layout
from plancompare.report.witness import Head, Place, Stretch, Witness
from plancompare.report.words import Both
from plancompare.text import words

_CLASS = {"shared": "s", "adapted": "a", "local": "l", "furniture": "f"}
_LAYER = {"prose": "", "form": " form", "citation": " cite", "formula": " set"}
_SCOPE = {None: "", "cross_province": "", "within_province": " near", "source": " src"}


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one marking. `css` names the marking, `others` the sigla of the texts it is shared with.

    `marks` are the places in `text` to which something leads, each with its anchor.
    """

    css: str
    others: str
    text: str
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    has_local: bool


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
    """The text of one section (without its children's), ready to be read. `depth` counts from 0."""

    anchor: str
    reference: Both
    is_first: bool
    first_line: int
    last_line: int
    depth: int
    heading: Paragraph | None
    paragraphs: tuple[Paragraph, ...]
    has_local: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """What one plan has to a row: blocks to read, or places to go to."""

    head: Head
    state: CellState
    blocks: tuple[Block, ...]
    elsewhere: tuple[Place, ...]
    has_local: bool


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One topic over all plans; `title` is null for the text that stands in no row, `is_scanned` as in the matrix."""

    anchor: str
    title: str | None
    is_scanned: bool
    cells: tuple[ReadingCell, ...]
    has_local: bool


def reading_rows(
    rows: Sequence[Row],
    witnesses: Sequence[Witness],
    spans: Mapping[str, Sequence[TextSpan]],
    counterparts: Mapping[str, Sequence[Counterpart]],
) -> tuple[ReadingRow, ...]:
    """All texts in the rows of the comparison, and a last row for what stands in none."""
    heads = {w.head.id: w.head for w in witnesses}
    blocks: list[dict[int | None, list[Block]]] = []
    for w in witnesses:
        placed = _rows_of(rows, w)
        column: dict[int | None, list[Block]] = {}
        marker = _Marker(w, spans[w.head.id], counterparts.get(w.head.id, ()), heads)
        for stretch in w.stretches:
            column.setdefault(placed[stretch.section.id], []).append(marker.block(stretch))
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
            cells.append(ReadingCell(w.head, cell.state, here, elsewhere, any(b.has_local for b in here)))
        result.append(
            ReadingRow(
                f"row-{row.id}",
                row.title,
                is_scanned(row, witnesses),
                tuple(cells),
                any(c.has_local for c in cells),
            )
        )
    if any(None in column for column in blocks):
        rest = []
        for w, column in zip(witnesses, blocks, strict=True):
            here = tuple(column.get(None, ()))
            rest.append(ReadingCell(w.head, "own" if here else "absent", here, (), any(b.has_local for b in here)))
        result.append(ReadingRow("row-rest", None, False, tuple(rest), any(c.has_local for c in rest)))
    return tuple(result)


def is_scanned(row: Row, witnesses: Sequence[Witness]) -> bool:
    """Whether the title of the row is what a scan reads, and no typed text has it so."""
    found = {
        w.head.is_scan
        for w in witnesses
        if (cell := row.cells[w.head.id]).state == "own" and any(w.opens_with(s, row.title) for s in cell.sections)
    }
    return found == {True}


def _rows_of(rows: Sequence[Row], w: Witness) -> dict[str, int | None]:
    """The row in which each section's text is shown: the first that holds it, else its parent's."""
    named: dict[str, int] = {}
    for row in rows:
        cell = row.cells[w.head.id]
        if cell.state == "own":
            for name in cell.sections:
                named.setdefault(name, row.id)
    placed: dict[str, int | None] = {}
    for section in w.plan.sections:
        inherited = placed.get(section.parent) if section.parent else None
        placed[section.id] = named.get(section.id, inherited)
    return placed


class _Marker:
    """Cuts the stretches of one plan into blocks of marked runs."""

    def __init__(
        self, w: Witness, spans: Sequence[TextSpan], counterparts: Sequence[Counterpart], heads: Mapping[str, Head]
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
        shown: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
        self._marks = []
        for s in spans:
            css = _CLASS[s.class_] + _LAYER[s.layer] + _SCOPE[s.scope] + (f" k-{s.slot}" if s.slot else "")
            key = (css, s.documents)
            if key not in shown:
                shown[key] = (css, " ".join(heads[d].siglum for d in s.documents if d in heads))
            self._marks.append(shown[key])
        self._layout = Layout(self._text)

    def block(self, stretch: Stretch) -> Block:
        w, section = self._witness, stretch.section
        first, last = stretch.pieces[0][0], stretch.pieces[-1][1]
        title, bounds = self._layout.paragraphs(stretch)
        heading = self._paragraph([title]) if title else None
        paragraphs = tuple(map(self._paragraph, bounds))
        everything = (heading, *paragraphs) if heading else paragraphs
        return Block(
            anchor=stretch.anchor,
            reference=w.references[section.id],
            is_first=stretch.is_first,
            first_line=w.line(first),
            last_line=w.line(max(first, last - 1)),
            depth=min(self._depths[section.id], 4),
            heading=heading,
            paragraphs=paragraphs,
            has_local=any(p.has_local for p in everything),
            changes=tuple(dict.fromkeys(c for start, end, _ in stretch.pieces for c in self._changes(start, end))),
        )

    def _paragraph(self, bounds: Sequence[tuple[int, int]]) -> Paragraph:
        runs: list[Run] = []
        has_local = False
        text, spans, marks, aimed = self._text, self._spans, self._marks, self._witness.marks
        for start, end in bounds:
            if runs:
                runs.append(Run("", "", " "))
            i = max(0, bisect_right(self._span_starts, start) - 1)
            at = start
            while at < end:
                mark = marks[i]
                stop = min(spans[i].end, end)
                i += 1
                while stop < end and marks[i] is mark:
                    stop = min(spans[i].end, end)
                    i += 1
                shown = text[at:stop]
                first = bisect_left(aimed, (at, ""))
                inside = tuple(
                    (aim - at, anchor) for aim, anchor in aimed[first : bisect_left(aimed, (stop, ""), first)]
                )
                runs.append(Run(mark[0], mark[1], shown, inside))
                # A label alone is nothing a plan has of its own.
                has_local = has_local or (mark[0][0] == "l" and any(map(str.isalpha, shown)))
                at = stop
        return Paragraph(tuple(runs), has_local)

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
