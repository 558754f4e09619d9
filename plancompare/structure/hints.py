"""What the reader of a file knows of its layout, from offsets to lines: furniture, tables, where a page begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from plancompare.model import Provenance

_FORM_FEED = re.compile("\f")


class Hints(NamedTuple):
    """Indexes of lines: a table is that of its first line and that behind its last; no two tables share a line."""

    furniture: frozenset[int] = frozenset()
    tables: tuple[tuple[int, int], ...] = ()
    page_tops: frozenset[int] = frozenset()


def place(text: str, lines: list[tuple[int, int]], provenance: Provenance) -> Hints:
    """The hints of `provenance` for the non-blank `lines` of `text`, given by their offsets in order.

    A line is furniture if furniture covers all of it, and of a table if any of its letters lies in it; it is not
    both. Without pages a form feed ends one.

    >>> text = "Như sau:\\n2\\nSTT\\n1\\n"
    >>> from plancompare.model import Table
    >>> lines = [(0, 8), (9, 10), (11, 14), (15, 16)]
    >>> place(text, lines, Provenance(((0, 9), (9, 17)), ((9, 10),), (Table(11, 16, (((11, 14),), ((15, 16),))),)))
    Hints(furniture=frozenset({1}), tables=((2, 4),), page_tops=frozenset({1}))
    """
    pages = [start for start, _ in provenance.pages[1:]] or [m.end() for m in _FORM_FEED.finditer(text)]
    if not (pages or provenance.furniture or provenance.tables):
        return Hints()
    starts, ends = [start for start, _ in lines], [end for _, end in lines]
    furniture: set[int] = set()
    behind = 0
    for start, end in sorted(provenance.furniture):
        first = max(behind, bisect_left(starts, start))
        behind = max(first, bisect_left(ends, end + 1))
        furniture.update(range(first, behind))
    tables: list[tuple[int, int]] = []
    behind = 0
    for table in sorted(provenance.tables, key=lambda table: (table.start, -table.end)):
        first = max(behind, bisect_left(ends, table.start + 1))
        behind = max(first, bisect_left(starts, table.end))
        while first < behind and first in furniture:  # a page number above the first row is no cell
            first += 1
        if first < behind:
            tables.append((first, behind))
    return Hints(frozenset(furniture), tuple(tables), frozenset(bisect_left(starts, page) for page in pages))
