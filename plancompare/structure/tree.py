"""From the decisions of the path to the tree: every non-blank line becomes the own text of exactly one node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

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


@dataclass(slots=True, eq=False)
class Node:
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
    levels: list[tuple[Level, Node]] = []
    appendix: Node | None = None
    stretches = _stretches(page, turns)
    for stretch in stretches:
        if stretch.zone in ("front", "end"):
            levels, appendix = [], None
            cut = find_list(page, stretch.lines) if stretch.zone == "front" else len(stretch.lines)
            blocks = _blocks(page, stretch.lines[:cut], furniture, read_front if stretch.zone == "front" else read_end)
            if cut < len(stretch.lines):
                host = next(node for node in reversed(blocks) if node.kind != "furniture")
                blocks += _fill(page, _Stretch("body", None, stretch.lines[cut:]), host, furniture)
            if stretch.zone == "end" and not any(node.kind == "closing" for node in blocks):
                _split_off_closing(page, nodes)
            nodes += blocks
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
        nodes += _fill(page, stretch, host, furniture)
    if stretches and stretches[-1].zone == "body":
        _split_off_closing(page, nodes)
    return sorted((node for node in nodes if node.lines), key=lambda node: node.lines[0])


def _stretches(page: Page, turns: list[Turn]) -> list[_Stretch]:
    starts = [turn.at for turn in turns]
    found = [_Stretch("front", None, list(range(starts[0] if starts else len(page.lines))))]
    for turn, end in zip(turns, [*starts, len(page.lines)][1:], strict=True):
        found.append(_Stretch(turn.zone, turn.label, list(range(turn.at, end))))
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
        kind = kinds.get(index) or (
            "header" if read is read_front and "title" not in nodes and "preamble" not in nodes else "furniture"
        )
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
        if index in furniture and stretch.zone != "table":
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
    starts = [i for i in range(1, len(last.lines)) if _begins_paragraph(page, last.lines[i - 1], last.lines[i])]
    if not starts:
        return
    cut = last.lines[starts[-1] :]
    complete = page.lines[last.lines[starts[0] - 1]].ends_sentence
    signs = 2 if len(starts) > 1 else 1 if complete else 3
    if is_closing_paragraph([page.lines[i] for i in cut], signs):
        last.lines = last.lines[: starts[-1]]
        place = nodes.index(last)
        nodes.insert(place + 1, Node("closing", None, "closing", lines=cut))


def _begins_paragraph(page: Page, above: int, index: int) -> bool:
    return same_paragraph(page, page.lines[above], page.lines[index], above == index - 1) < -0.5
