"""Pages of lines, cells and recognised text, written one after another as one text that knows where all of it stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from plancompare.ingest.pdf.layout import Cells, Line
from plancompare.ingest.pdf.running_lines import Placed, find_running_lines
from plancompare.model import Link, Provenance, Table

if TYPE_CHECKING:
    from plancompare.ingest.ocr.recognition import Recognised

_PARAGRAPH = 1.18
"""Distance of two lines, in line spacings of the text, from which a paragraph lies between them. Word's 6 points after
a paragraph make 1.2 of the widest common spacing (14 points at one and a half), more of any other."""
_WITHIN_SENTENCE = 1.8  # the same before a small letter; a raised mark pushes lines of one sentence apart
_LABEL = re.compile(r"[a-zđ]{1,2}[.)]")
_FULL_LINE = 0.9  # share of the widest line that a line in the middle of a paragraph reaches
_WIDEST_SPACING = 2.5  # distance of two lines of one paragraph, in heights of letters, when double spaced
_LONGEST_LINK = 40  # words


class LaidOut(NamedTuple):
    """A page of the text layer: what stands on it in reading order, where its top and bottom are, and its links.

    `links` are the words shown and the address, in the order of the file.
    """

    content: Sequence[Line | Cells]
    bottom: float
    top: float
    links: tuple[tuple[str, str], ...] = ()


class Written(NamedTuple):
    """The text of a whole document, and where its pages, running lines, tables and links stand in it."""

    text: str
    provenance: Provenance


def write_pages(pages: Sequence[LaidOut | Recognised]) -> Written:
    """The text of all pages. A blank line stands between paragraphs and between blocks, none at the end of a page.

    Page numbers and running lines stay, on lines of their own, and are named in `Provenance.furniture`.
    """
    laid = [page for page in pages if isinstance(page, LaidOut)]
    running = iter(find_running_lines([list(_placed(page)) for page in laid]))
    spacing = _line_spacing(laid)
    writer = _Writer()
    for page in pages:
        start = writer.length
        if isinstance(page, LaidOut):
            _write_laid_out(writer, page, next(running), spacing)
        else:
            writer.furniture += [(start + a, start + b) for a, b in page.furniture]
            writer.confidences += [(start + a, start + b, percent) for a, b, percent in page.confidences]
            writer.write(page.text)
        writer.pages.append((start, writer.length))
    return Written("".join(writer.pieces), writer.provenance())


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.pages: list[tuple[int, int]] = []
        self.furniture: list[tuple[int, int]] = []
        self.tables: list[Table] = []
        self.links: list[Link] = []
        self.confidences: list[tuple[int, int, int]] = []

    def write(self, text: str) -> tuple[int, int]:
        """Where the text stands."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def provenance(self) -> Provenance:
        return Provenance(
            tuple(self.pages), tuple(self.furniture), tuple(self.tables), tuple(self.links), tuple(self.confidences)
        )


def _placed(page: LaidOut) -> Iterator[Placed]:
    for item in page.content:
        if isinstance(item, Line):
            height = (item.baseline - page.bottom) / max(1.0, page.top - page.bottom)
            yield Placed(item.text, height, item.baseline)


def _line_spacing(pages: Sequence[LaidOut]) -> float:
    """The commonest distance from a full line to the next, in points; a full line mostly ends in mid-paragraph."""
    columns = [[item for item in page.content if isinstance(item, Line)] for page in pages]
    widest = max((line.right - line.left for lines in columns for line in lines), default=0.0)
    distances: Counter[int] = Counter()
    for lines in columns:
        for line, following in pairwise(lines):
            distance = line.baseline - following.baseline
            full = line.block == following.block and line.right - line.left >= _FULL_LINE * widest
            if full and 0 < distance < _WIDEST_SPACING * line.height:
                distances[round(2 * distance)] += 1
    return max(distances, key=lambda half: (distances[half], -half)) / 2 if distances else 0.0


def _write_laid_out(writer: _Writer, page: LaidOut, running: frozenset[int], spacing: float) -> None:
    first = len(writer.pieces)
    last: Line | Cells | None = None  # of the text, not of the page
    number = 0
    for item in page.content:
        if isinstance(item, Cells):
            if last is not None:
                writer.write("\n")
            _write_cells(writer, item)
            last = item
            continue
        if number in running:
            start, end = writer.write(item.text)
            writer.furniture.append((start, end))
        else:
            if last is not None and _ends_paragraph(last, item, spacing):
                writer.write("\n")
            writer.write(item.text)
            last = item
        writer.write("\n")
        number += 1
    if page.links:
        _find_links(writer, page.links, "".join(writer.pieces[first:]))


def _ends_paragraph(last: Line | Cells, line: Line, spacing: float) -> bool:
    if isinstance(last, Cells) or last.block != line.block:
        return True
    distance = (last.baseline - line.baseline) / (spacing or 1.5 * last.height)
    return distance > (_WITHIN_SENTENCE if line.text[0].islower() and not _LABEL.match(line.text) else _PARAGRAPH)


def _write_cells(writer: _Writer, cells: Cells) -> None:
    """One cell a line, row by row; an empty cell is an empty stretch before the next."""
    start = writer.length
    rows = []
    for row in cells.rows:
        stretches = []
        for cell in row:
            stretches.append(writer.write(cell))
            if cell:
                writer.write("\n")
        rows.append(tuple(stretches))
    writer.tables.append(Table(start, writer.length, tuple(rows)))


def _find_links(writer: _Writer, links: tuple[tuple[str, str], ...], text: str) -> None:
    start = writer.length - len(text)
    place = 0
    for shown, target in links:
        words = shown.split()
        if 0 < len(words) <= _LONGEST_LINK:
            pattern = re.compile(r"\s+".join(map(re.escape, words)))
            if found := pattern.search(text, place) or pattern.search(text):
                place = found.end()
                writer.links.append(Link(start + found.start(), start + found.end(), target))
