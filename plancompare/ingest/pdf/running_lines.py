"""Page numbers and running lines, known by their place on the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_PAGE_NUMBER = re.compile(r"[-–—.~\s]{0,3}(?:(?i:trang|page)\s{0,2})?(\d{1,4})(?:\s?/\s?\d{1,4})?[-–—.~\s]{0,3}")
_MARGIN = 0.14
"""Share of the height of the page, above and below, where a line of the page may stand. Top and bottom margin are 20 to
25 mm of the 297 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I), .07 to .085, and such a line stands at their inner edge."""
_OUTERMOST = 3  # lines of the page, from either edge, that may be such a line
_SAME_PLACE = 3.0  # points


class Placed(NamedTuple):
    """A line and the share of the page's height at which it stands, from below."""

    text: str
    height: float
    baseline: float


def find_running_lines(pages: Sequence[Sequence[Placed]]) -> list[frozenset[int]]:
    """For each page the indexes of its lines that belong to the page and not to the text.

    A page number is the outermost line and counts up with the pages; a running line recurs at its place, digits aside,
    on at least three pages and a third of all (of two pages on both).

    >>> page = [Placed("vận động quần chúng", 0.5, 400)]
    >>> find_running_lines([[Placed(f"- {n} -", 0.96, 800), *page] for n in (2, 3)])
    [frozenset({0}), frozenset({0})]
    """
    found: list[set[int]] = [set() for _ in pages]
    numbers: list[tuple[int, int, int]] = []  # page, line, by how much the number runs ahead of the page
    recurring: dict[tuple[str, int], set[tuple[int, int]]] = defaultdict(set)
    for page, lines in enumerate(pages):
        by_height = sorted(range(len(lines)), key=lambda index: -lines[index].baseline)
        for edge in (by_height[:_OUTERMOST], by_height[-_OUTERMOST:][::-1]):
            for depth, index in enumerate(edge):
                line = lines[index]
                if _MARGIN < line.height < 1 - _MARGIN:
                    continue
                if depth == 0 and len(line.text) <= 20 and (number := _PAGE_NUMBER.fullmatch(line.text)):
                    numbers.append((page, index, int(number[1]) - page))
                elif len(line.text) <= 200:
                    folded = re.sub(r"\d+", "0", line.text)
                    place = round(line.baseline / _SAME_PLACE)
                    for near in (place - 1, place, place + 1):
                        recurring[folded, near].add((page, index))
    ahead = Counter(offset for _, _, offset in numbers)
    for page, index, offset in numbers:
        if ahead[offset] > 1 or offset == 1:
            found[page].add(index)
    enough = 2 if len(pages) == 2 else max(3, len(pages) / 3)
    for places in recurring.values():
        if len({page for page, _ in places}) >= enough:
            for page, index in places:
                found[page].add(index)
    return [frozenset(indexes) for indexes in found]
