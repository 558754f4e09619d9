"""From the decisions of the path to the tree: every non-blank line becomes the own text of exactly one node."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from plancompare.model import SectionKind
from plancompare.structure.blocks import find_list, find_unnamed_recipients, is_closing_paragraph, read_end, read_front
from plancompare.structure.bullets import read_bullet
from plancompare.structure.labels import Family
from plancompare.structure.lines import Page, same_paragraph
from plancompare.structure.numbering import Level
from plancompare.structure.path import Label, Turn, Zone

# `A.` stands above the Roman sections as a part does; Mục and Tiểu mục are counted in Arabic numbers below a chapter.
_KIND: dict[Family, SectionKind] = {
    "part": "part", "upper": "part", "chapter": "chapter", "muc": "arabic", "submuc": "arabic", "article": "article",
    "roman": "roman", "arabic": "arabic", "dotted": "arabic", "deep": "arabic", "letter": "letter",
}  # fmt: skip
NUMBERED = frozenset(_KIND.values())
_TEXT = NUMBERED | {"bullet", "preamble", "title", "appendix", "table", "recipients", "signature"}
# Odds below which a line after a bullet is a new paragraph of the section and no more of the bullet.
_NEW_PARAGRAPH = -2.0
# Odds below which a line begins a paragraph, and below which it may where the sentence above has ended.
_BEGINS, _MAY_BEGIN = -0.5, 0.5
_CLOSING_LINES = 15


class Node(Struct, eq=False):
    """A section in the making: its own lines, and where in the first of them the text behind its label begins.

    `name` is its part of the id.
    """

    kind: SectionKind
    parent: Node | None
    name: str
    label: str | None = None
    raw: str | None = None
    after: int = 0
    lines: list[int] = field(default_factory=list)


class _Stretch(NamedTuple):
    """The lines from one turn of the path to the next."""

    zone: Zone
    label: Label | None
    lines: list[int]


def grow(page: Page, turns: list[Turn], furniture: frozenset[int]) -> list[Node]:
    """The nodes of the tree in order of their first lines; `furniture` are indexes of lines of `page`."""
    nodes: list[Node] = []
    hosts: list[tuple[int, Node | None]] = []
    levels: list[tuple[Level, Node]] = []
    appendix: Node | None = None
    stretches = _stretches(page, turns)
    for stretch in stretches:
        if stretch.zone in ("front", "end"):
            levels, appendix = [], None
            cut = _list_below(page, stretch, furniture)
            blocks = _blocks(page, stretch.lines[:cut], furniture, read_front if stretch.zone == "front" else read_end)
            if cut < len(stretch.lines):
                host = next(node for node in reversed(blocks) if node.kind != "furniture")
                blocks += _fill(page, _Stretch("body", None, stretch.lines[cut:]), host, furniture)
            if stretch.zone == "end" and not any(node.kind == "closing" for node in blocks):
                _split_off_closing(page, nodes)
            nodes += blocks
            outer = (node for node in blocks if stretch.zone == "front" and node.kind != "furniture")
            hosts += [(stretch.lines[0], None), *((node.lines[0], node) for node in outer if node.parent is None)]
            continue
        if stretch.label:
            levels = [level for level in levels if level[0] in stretch.label.stack[:-1]]
            host = _numbered(stretch.label, levels, appendix)
            levels.append((stretch.label.stack[-1], host))
        elif stretch.zone == "appendix":
            levels = []
            host = appendix = Node("appendix", None, "appendix")
        else:
            host = Node("table", levels[-1][1] if levels else appendix, "table")
        nodes.append(host)
        hosts.append((stretch.lines[0], host))
        nodes += _fill(page, stretch, host, furniture)
    if stretches and stretches[-1].zone == "body":
        _split_off_closing(page, nodes)
    nodes += _tables(page, hosts)
    return sorted((node for node in nodes if node.lines), key=lambda node: node.lines[0])


def _list_below(page: Page, stretch: _Stretch, furniture: frozenset[int]) -> int:
    """Where in the lines of a stretch without labels a list of bullets begins; their number where there is none."""
    if stretch.zone == "front":
        text = [index for index in stretch.lines if index not in furniture]
        place = find_list(page, text)
        if place < len(text):
            return stretch.lines.index(text[place])
    return len(stretch.lines)


def _tables(page: Page, hosts: list[tuple[int, Node | None]]) -> list[Node]:
    """The tables the reader told of, each below the last of `hosts` (first line, section) that begins above it."""
    found: list[Node] = []
    for first, behind in page.hints.tables:
        place = bisect_left(hosts, first, key=lambda host: host[0])
        parent = hosts[place - 1][1] if place else None
        lines = [index for index in range(first, behind) if index not in page.hints.furniture]
        found.append(Node("table", parent, "table", lines=lines))
    return found


def _stretches(page: Page, turns: list[Turn]) -> list[_Stretch]:
    """The lines shared among the turns; those of tables told of are left out."""
    starts = [turn.at for turn in turns]
    cells = {index for table in page.hints.tables for index in range(*table)} - page.hints.furniture

    def text(start: int, end: int) -> list[int]:
        return [index for index in range(start, end) if index not in cells] if cells else list(range(start, end))

    found = [_Stretch("front", None, text(0, starts[0] if starts else len(page.lines)))]
    for turn, end in zip(turns, [*starts, len(page.lines)][1:], strict=True):
        found.append(_Stretch(turn.zone, turn.label, text(turn.at, end)))
    last = found[-1]
    if last.zone == "body":
        cut = find_unnamed_recipients(page, last.lines)
        if cut is not None:
            found[-1:] = [_Stretch("body", last.label, last.lines[:cut]), _Stretch("end", None, last.lines[cut:])]
    return [stretch for stretch in found if stretch.lines]


def _blocks(
    page: Page, lines: list[int], furniture: frozenset[int], read: Callable[[Page, list[int]], list[SectionKind]]
) -> list[Node]:
    """One node a kind: recipients and signature may take turns and are still one section each."""
    text = [index for index in lines if index not in furniture]
    kinds = dict(zip(text, read(page, text), strict=True))
    nodes: dict[SectionKind, Node] = {}
    found: list[Node] = []
    for index in lines:
        rule = read is read_front and index not in page.hints.furniture and not nodes.keys() - {"header"}
        kind = kinds.get(index) or ("header" if rule else "furniture")  # a rule between two cells of the header
        if kind == "furniture":
            _append_furniture(found, index)
            continue
        node = nodes.get(kind)
        if node is None:
            node = nodes[kind] = Node(kind, None, kind)
            found.append(node)
        node.lines.append(index)
    return found


def _append_furniture(nodes: list[Node], index: int) -> None:
    if not (nodes and nodes[-1].kind == "furniture" and nodes[-1].lines[-1] == index - 1):
        nodes.append(Node("furniture", None, "furniture"))
    nodes[-1].lines.append(index)


def _numbered(label: Label, levels: list[tuple[Level, Node]], appendix: Node | None) -> Node:
    outer = label.stack[:-1]
    inside = outer.index(levels[-1][0]) + 1 if levels else 0
    lost = [str(level[1]) for level in outer[inside:] if level[0] >= 0]
    parent = levels[-1][1] if levels else appendix
    return Node(_KIND[label.family], parent, ".".join([*lost, label.text]), label.text, label.raw, label.after)


def _fill(page: Page, stretch: _Stretch, host: Node, furniture: frozenset[int]) -> list[Node]:
    """Share the lines of a stretch among `host`, bullets below it and furniture."""
    found: list[Node] = []
    bullets: list[tuple[str, Node]] = []
    above: int | None = None
    near = True
    for index in stretch.lines:
        if index in furniture and (stretch.zone != "table" or index in page.hints.furniture):
            _append_furniture(found, index)
            near = False
            continue
        line = page.lines[index]
        previous = page.lines[above] if above is not None else None
        marked = read_bullet(page, line, previous, near) if index != stretch.lines[0] or not stretch.label else None
        if marked:
            mark, after = marked
            depth = next((i for i, (open_mark, _) in enumerate(bullets) if open_mark == mark), len(bullets))
            node = Node("bullet", bullets[depth - 1][1] if depth else host, "b", mark, line.text[:after].strip(), after)
            bullets[depth:] = [(mark, node)]
            found.append(node)
        elif bullets and previous and same_paragraph(page, previous, line, near) < _NEW_PARAGRAPH:
            bullets = []
        (bullets[-1][1] if bullets else host).lines.append(index)
        above, near = index, True
    return found


def _split_off_closing(page: Page, nodes: list[Node]) -> None:
    """Make a closing of the last paragraph of the text where it speaks of the whole plan and no formula opens it."""
    last = max((node for node in nodes if node.kind in _TEXT), key=lambda node: node.lines[-1], default=None)
    if last is None or last.kind not in NUMBERED - {"article"} | {"bullet"}:
        return
    cut = _closing(page, last.lines)
    if cut:
        nodes.insert(nodes.index(last) + 1, Node("closing", None, "closing", lines=last.lines[cut:]))
        last.lines = last.lines[:cut]


def _closing(page: Page, lines: list[int]) -> int:
    """Where in `lines`, all of one section, the closing begins; 0 where there is none.

    It is the last paragraph. Where the line above is full, so that a paragraph may begin there or not, the first
    sentence that has more than one sign of a closing counts as its beginning.
    """
    odds = [same_paragraph(page, page.lines[i], page.lines[j], i == j - 1) for i, j in pairwise(lines)]
    starts = [place for place, odd in enumerate(odds, 1) if odd < _BEGINS]
    shown = [page.lines[index] for index in lines]
    if starts:
        complete = shown[starts[0] - 1].ends_sentence
        signs = 2 if len(starts) > 1 else 1 if complete else 3
        if is_closing_paragraph(shown[starts[-1] :], signs):
            return starts[-1]
    earliest = max(len(lines) - _CLOSING_LINES, starts[-1] + 1 if starts else 1)
    for place in range(earliest, len(lines)):
        may_begin = shown[place - 1].ends_sentence and odds[place - 1] < _MAY_BEGIN
        if may_begin and is_closing_paragraph(shown[place : place + 3], 2):
            return place
    return 0
