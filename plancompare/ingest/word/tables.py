"""Which tables of a Word file hold data, and which only place text side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

from plancompare.ingest.word.styles import Style, borders, value, whole

MOST_COLUMNS = 63  # of Word
# Words of the header and of the end of an administrative document, whose two columns are no data even with borders.
_FORM = re.compile(r"cộng hòa xã hội|cộng hoà xã hội|nơi nhận\s*:", re.IGNORECASE)
_NEAR = 500  # pieces of text: nested tables must not be read again and again
_WRAPPERS = frozenset({"w-sdt", "w-sdtContent", "w-customXml", "w-ins", "w-moveTo"})


def children(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those inside content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def span(cell: Element) -> int:
    """The number of columns a cell takes."""
    return max(1, min(MOST_COLUMNS, whole(value(cell, "w-tcPr", "w-gridSpan"), 1)))


def skipped(row: Element, side: str) -> int:
    """The number of columns a row leaves out before (`w-gridBefore`) or after (`w-gridAfter`) its cells."""
    return min(MOST_COLUMNS, whole(value(row, "w-trPr", side), 0))


def holds_data(table: Element, styles: Mapping[str, Style]) -> bool:
    """Whether a table is one to a reader: two rows and two columns at least, and lines between most of its cells.

    A table without lines places text: the header and the signature of a plan stand in one. Without lines only a grid
    of four columns and three rows is data. With lines, a small table of the words of header or signature is none.
    """
    rows = [list(children(row, "w-tc")) for row in children(table, "w-tr")]
    columns = max((sum(map(span, row)) for row in rows), default=0)
    if len(rows) < 2 or columns < 2:
        return False
    properties = table.find("w-tblPr")
    style = styles.get(value(properties, "w-tblStyle") or "", Style())
    lines = {**style.borders, **borders(properties, "w-tblBorders")}
    cells = [cell for row in rows for cell in row]
    lined = sum(_is_lined(cell, lines) for cell in cells)
    if 2 * lined < len(cells):
        return columns >= 4 and len(rows) >= 3
    small = len(rows) <= 6 and columns <= 4
    return not (small and any(is_form(cell) for cell in cells))


def is_form(part: Element) -> bool:
    """Whether a part of a file holds the motto of the header, or the list of recipients, near its beginning."""
    return _FORM.search("".join(islice(part.itertext(), _NEAR))) is not None


def _is_lined(cell: Element, lines: Mapping[str, bool]) -> bool:
    """Whether a cell has lines on two sides, its own or those of its table."""
    across, down = lines.get("insideH", False), lines.get("insideV", False)
    own = borders(cell.find("w-tcPr"), "w-tcBorders")
    left, right = own.get("left", own.get("start", down)), own.get("right", own.get("end", down))
    return own.get("top", across) + own.get("bottom", across) + left + right >= 2
