"""Tables that are tables, and tables that only place things: header and signatures in two cells, a page in one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Literal, NamedTuple

from plancompare.ingest.html_page.body import ENDS
from plancompare.ingest.html_page.tree import Element, Text, walk

TableKind = Literal["data", "block", "page"]  # cells with offsets; cells set beside each other; a frame around all

_FEW_COLUMNS = 3  # of a header or signatures, an empty one between them included
_FEW_ROWS = 8
LARGEST_GRID = 200_000  # places of all tables of a page; spans beyond are taken as 1
_NODES = 50  # of a cell that are looked at for its text
_FIRST_CELL = re.compile(r"(?:STT|TT|Số TT|Số thứ tự|Stt|No\.?)$")


class Cell(NamedTuple):
    """A cell, and how many columns and rows it takes."""

    element: Element
    columns: int
    rows: int


class Grid(NamedTuple):
    """A table's rows of cells, in the order of the page."""

    kind: TableKind
    rows: tuple[tuple[Cell, ...], ...]


def grid_of(table: Element, marks: Mapping[int, frozenset[str]]) -> Grid:
    """The cells of a table and what it is used for. `marks` are the marks of a plan in each element."""
    rows = []
    for row in _rows(table):
        cells = (cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th"))
        rows.append(tuple(Cell(c, _span(c, "colspan"), _span(c, "rowspan")) for c in cells))
    kept = tuple(rows)
    return Grid(_kind(table, kept, marks.get(id(table), frozenset())), kept)


def _rows(table: Element) -> list[Element]:
    rows = []
    for part in table.children:
        if isinstance(part, Element):
            if part.tag == "tr":
                rows.append(part)
            elif part.tag in ("thead", "tbody", "tfoot"):
                rows += [row for row in part.children if isinstance(row, Element) and row.tag == "tr"]
    return rows


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "1").strip()
    return min(1000, max(1, int(value))) if re.fullmatch(r"\d{1,4}", value) else 1


def _kind(table: Element, rows: tuple[tuple[Cell, ...], ...], marks: frozenset[str]) -> TableKind:
    columns = max((sum(cell.columns for cell in row) for row in rows), default=0)
    if "outline" in marks and not marks.isdisjoint(ENDS):
        return "page"
    if not marks.isdisjoint(ENDS) and columns <= _FEW_COLUMNS and len(rows) <= _FEW_ROWS:
        return "block"
    if columns < 2 or "outline" in marks and columns <= _FEW_COLUMNS and not _is_ruled(table, rows):
        return "page"
    if len(rows) < 2:
        return "block"
    if _is_ruled(table, rows) or columns > _FEW_COLUMNS or _FIRST_CELL.match(_text(rows[0])):
        return "data"
    return "block"


def _is_ruled(table: Element, rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Whether lines are drawn around the cells, or a first row of headings says it is a table."""
    if table.attributes.get("border", "0").strip() not in ("", "0") or _has_border(table):
        return True
    cells = [cell.element for row in rows[:2] for cell in row]
    return any(cell.tag == "th" or _has_border(cell) for cell in cells) or "table-bordered" in table.classes


def _has_border(element: Element) -> bool:
    border = element.style.get("border", "none")
    return bool(border) and not re.match(r"(?:none|0|medium none|initial|hidden)", border)


def _text(row: tuple[Cell, ...]) -> str:
    """The text of the first cell of a row."""
    letters: list[str] = []
    if row:
        letters = [node.letters for node, _ in islice(walk(row[0].element), _NODES) if isinstance(node, Text)]
    return "".join(letters)[:200].strip()
