"""Which numbered items have a heading of their own, and how far down it reaches.

`4. Công tác cải cách hành chính` above paragraphs is a heading; `1. 100% công chức … về công tác dân vận.` is a
paragraph that happens to be numbered. No single sign tells them apart in all plans, so the signs are added up
and the items of one list are asked together, because an author does the same thing in all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict

from plancompare.structure.lines import Page, initial, is_capitals, same_paragraph
from plancompare.structure.tree import NUMBERED, Node

# Nats for and against a heading, set by hand on the three plans with known titles, each checked on the other two.
_CONTENT, _NO_CONTENT = 1.5, -1.5
_FULL_STOP, _SEMICOLON, _COLON, _NO_STOP = -2.0, -1.5, 1.0, 1.5
_SIBLINGS = 1.2
_DATED = -1.5
# How loudly the siblings must have headings before a hidden one is looked for, and how odd its end may look.
_LOUD, _BREAK = 1.5, 0.8
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_TWO_SENTENCES = re.compile(r"[.;]\s+\S")
# A heading that runs on into its text after a colon; a lead-in sentence before a list has more words.
_RUN_IN = re.compile(r"(?P<heading>[^.;:]{3,90}):(?:\*\*)?\s+\S")
_RUN_IN_WORDS = 14
_RUN_IN_SHARE = 0.6
_WHOLE = 120


def find_headings(page: Page, nodes: list[Node]) -> dict[Node, str]:
    """The printed heading of each numbered node that has one, without its label, broken lines joined."""
    children: dict[int, int] = {}  # where the first section below one begins
    for node in nodes:
        children.setdefault(id(node.parent), node.lines[0])
    paragraphs = {
        node: _first_paragraph(page, node, children.get(id(node), len(page.lines)))
        for node in nodes
        if node.kind in NUMBERED
    }
    texts = {node: _joined(page, node, count) for node, count in paragraphs.items()}
    content = {node: len(node.lines) > count or id(node) in children for node, count in paragraphs.items()}
    alone = {node: _evidence(page, node, texts[node], count, content[node]) for node, count in paragraphs.items()}
    families: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in alone:
        families[id(node.parent), node.kind].append(node)
    found: dict[Node, str] = {}
    for family in families.values():
        run_in = {node: heading for node in family if (heading := _run_in(texts[node]))}
        whole = sum(content[node] and _is_whole(texts[node]) for node in run_in)
        shared = len(run_in) > 1 and len(run_in) >= _RUN_IN_SHARE * len(family) and 2 * whole < len(run_in)
        voices = sum(_voice(alone[node]) for node in family)
        for node in family:
            opinion = (voices - _voice(alone[node])) / len(family)
            if shared and node in run_in:
                found[node] = run_in[node]
            elif texts[node] and alone[node] + _SIBLINGS * opinion > 0:
                found[node] = texts[node]
            elif opinion > _LOUD and (count := _hidden_break(page, node)):
                hidden = _joined(page, node, count)
                if _evidence(page, node, hidden, count, True) > _LOUD:
                    found[node] = hidden
    return found


def _hidden_break(page: Page, node: Node) -> int:
    """After how many lines a heading may end that fills its last line, so that nothing but the next capital shows it.

    Asked only where the items around have headings; 0 where no line of the first five can be the end.
    """
    best, count = _BREAK, 0
    for order, (above, index) in enumerate(zip(node.lines[:5], node.lines[1:6], strict=False), 1):
        line = page.lines[above]
        if not line.ends_sentence and initial(page.lines[index].text) == "upper":
            odds = same_paragraph(page, line, page.lines[index], above == index - 1)
            if odds < best:
                best, count = odds, order
    return count


def _voice(evidence: float) -> float:
    """How loudly one item speaks for its siblings."""
    return max(-4.0, min(4.0, evidence))


def _is_whole(paragraph: str) -> bool:
    """Whether a paragraph above others is all heading: short, no full stop (`Đợt 1: Từ ngày 15/3 đến ngày 18/4`)."""
    return len(paragraph) <= _WHOLE and paragraph.rstrip('”"’) ')[-1:].isalnum()


def _run_in(paragraph: str) -> str | None:
    """The heading before a colon in a paragraph, where its text follows behind it."""
    found = _RUN_IN.match(paragraph)
    heading = found["heading"].strip("*_ ") if found else ""
    return heading if 0 < len(heading.split()) <= _RUN_IN_WORDS else None


def _first_paragraph(page: Page, node: Node, child: int) -> int:
    """How many lines the first paragraph of `node` has; it ends above line `child`, the first of a section below it."""
    count = 1
    for above, index in zip(node.lines, node.lines[1:], strict=False):
        if index > child:
            break
        line = page.lines[index]
        over = page.lines[above].text[node.after if count == 1 else 0 :].strip("*_ ")
        goes_on = not over or count < 6 and is_capitals(over) and is_capitals(line.text)
        if not goes_on and same_paragraph(page, page.lines[above], line, above == index - 1) < 0:
            break
        count += 1
    return count


def _joined(page: Page, node: Node, count: int) -> str:
    first = page.lines[node.lines[0]].text[node.after :]
    rest = [page.lines[index].text for index in node.lines[1 : min(count, 12)]]
    return " ".join(part for part in (first.strip("*_ "), *(part.strip("*_ ") for part in rest)) if part)


def _evidence(page: Page, node: Node, text: str, lines: int, content: bool) -> float:
    length = len(text)
    last = text.rstrip('”"’) ')[-1:]
    odds = _CONTENT if content else _NO_CONTENT
    if last in ".!?" and not text.endswith("..."):
        odds += _FULL_STOP if length > 60 or not content else 0.5 * _FULL_STOP
    elif last in ";,":
        odds += _SEMICOLON
    elif last == ":":
        odds += _COLON if content else -1.0
    else:
        odds += _NO_STOP
    odds += 1.0 if length <= 100 else 0.0 if length <= 200 else -1.0 if length <= 330 else -5.0
    if is_capitals(text):
        odds += 3.0
    if node.kind in ("roman", "part", "chapter"):
        odds += 1.5
    if _TWO_SENTENCES.search(text[:-1]):
        odds -= 1.0
    if _DATE.search(text):
        odds += _DATED
    below = node.lines[lines] if lines < len(node.lines) else None
    if below is not None:
        odds += 0.5 if initial(page.lines[below].text) in ("upper", "digit") else -1.5
    return odds
