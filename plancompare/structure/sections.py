"""The verb of this folder: a text in, its sections out."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from plancompare.model import Provenance, Scan, Section, Table
from plancompare.structure import phrases
from plancompare.structure.furniture import find_furniture
from plancompare.structure.headings import find_headings
from plancompare.structure.lines import Page, read_page
from plancompare.structure.path import best_path
from plancompare.structure.spelling import restored
from plancompare.structure.tree import Node, grow

# A subject in an administrative document has up to six lines; a text without labels is not all subject.
_TITLE_LINES = 12
# Lines of a caption, with the unit that may stand between it and its table (`Đơn vị tính: triệu đồng`).
_CAPTION_LINES = 4


def parse_sections(text: str, scan: Scan, provenance: Provenance = Provenance()) -> tuple[Section, ...]:
    """The sections of `text` in order of their first letters; their own spans hold every non-blank line exactly once.

    `scan` says whether damaged labels are to be expected and the headings' spelling to be restored. An `A.` above
    Roman sections is of the kind `part`; Mục and Tiểu mục are counted like Arabic sections and are of that kind; a
    table is a section below the one it stands in. Recipients and signature that take turns are one section each, with
    several own spans. Furniture has no parent, and an empty text no sections. Any text is taken: one that is no plan
    becomes a preamble. Time and memory grow with the length of the text.

    `provenance` is what the reader of the file knows of the layout. Lines that its furniture covers are furniture; a
    sentence goes on over the end of a page; the lines of each of its tables are one section of the kind `table`, below
    the section they stand in (above everything where that is the end of the document), and no cell is a label, a bullet
    or furniture. To find the rows of such a section, take the `Table` it lies in: `table.start <= section.start` and
    `section.end <= table.end` hold for exactly one table, and where its first cell is not empty both begin at one
    letter (of tables inside one another the outer counts). Its title is the caption right above it (`Biểu số 1`), whose
    lines are still the outer section's own. A table that holds the country's motto or the list of recipients lays out a
    page and is read as if it were none.

    >>> text = "KẾ HOẠCH\\nDân vận năm 2024\\n|. MUC DICH\\n1. Tot.\\n2. Dep.\\n11. NOI DUNG\\n- Mot;\\n- Hai."
    >>> for section in parse_sections(text, Scan(True, 0.2, "")):
    ...     print(section.id, section.kind, section.raw_label, section.title)
    title title None KẾ HOẠCH Dân vận năm 2024
    I roman |. MỤC ĐÍCH
    I.1 arabic 1. None
    I.2 arabic 2. None
    II roman 11. NỘI DUNG
    II.b1 bullet - None
    II.b2 bullet - None
    """
    if provenance.tables:
        provenance = replace(provenance, tables=_data_tables(text, provenance.tables))
    page = read_page(text, provenance)
    furniture = find_furniture(page)
    aside = furniture.union(*(range(*table) for table in page.hints.tables))
    nodes = grow(page, best_path(page, aside, scan.is_ocr), furniture)
    headings = find_headings(page, nodes)
    return _sections(page, nodes, headings, scan)


def _data_tables(text: str, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables that hold data, without those inside another."""
    found: list[Table] = []
    for table in sorted(tables, key=lambda table: (table.start, -table.end)):
        inside = found and table.start < found[-1].end
        if not inside and not phrases.lays_out(text[table.start : table.end]):
            found.append(table)
    return tuple(found)


def _sections(page: Page, nodes: list[Node], headings: dict[Node, str], scan: Scan) -> tuple[Section, ...]:
    ids = _ids(nodes)
    first = {id(node): node.lines[0] for node in nodes}
    last = {id(node): node.lines[-1] for node in nodes}
    for node in reversed(nodes):
        if node.parent:
            last[id(node.parent)] = max(last[id(node.parent)], last[id(node)])
    found = []
    told = {first for first, _ in page.hints.tables}
    for node in nodes:
        raw_title = headings.get(node)
        if node.kind == "title":
            raw_title = _joined(page, node.lines[:_TITLE_LINES])
        elif node.kind == "table" and node.lines[0] in told:
            raw_title = _caption(page, node)
        begin, end = page.lines[first[id(node)]], page.lines[last[id(node)]]
        found.append(
            Section(
                id=ids[id(node)],
                parent=ids[id(node.parent)] if node.parent else None,
                kind=node.kind,
                label=node.label,
                raw_label=node.raw,
                title=restored(raw_title) if raw_title and scan.is_ocr else raw_title,
                raw_title=raw_title,
                start=begin.start,
                end=end.end,
                own=_own(page, node),
                start_line=begin.number,
                end_line=end.number,
            )
        )
    return tuple(found)


def _caption(page: Page, table: Node) -> str | None:
    """What stands right above a table from the word and number of a caption on, without its unit."""
    first = table.lines[0]
    above = [i for i in range(max(0, first - _CAPTION_LINES), first) if i not in page.hints.furniture]
    for place, index in enumerate(above):
        if phrases.is_caption(page.lines[index]):
            return _joined(page, [i for i in above[place:] if not phrases.is_unit(page.lines[i])])
    return None


def _joined(page: Page, lines: list[int]) -> str:
    return " ".join(page.lines[i].text.strip("*# ") for i in lines)


def _ids(nodes: list[Node]) -> dict[int, str]:
    """Paths of true labels; a path met again (a second document in the file, a list that begins anew) gets a number."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    repeated: Counter[str] = Counter()
    children: Counter[int] = Counter()
    for node in nodes:
        name = node.name
        if node.kind == "bullet":
            children[id(node.parent)] += 1
            name = f"b{children[id(node.parent)]}"
        path = f"{ids[id(node.parent)]}.{name}" if node.parent else name
        unique = path
        while unique in taken:
            repeated[path] += 1
            unique = f"{path}-{repeated[path] + 1}"
        taken.add(unique)
        ids[id(node)] = unique
    return ids


def _own(page: Page, node: Node) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    above = -2
    for index in node.lines:
        line = page.lines[index]
        if index == above + 1:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
        above = index
    return tuple(spans)
