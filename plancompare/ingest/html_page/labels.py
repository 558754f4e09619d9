"""What a browser shows before an item of a list: a dash, a number, or what a style sheet says."""

from __future__ import annotations

import re
from itertools import islice

from plancompare.ingest.html_page.styles import Counter, StyleSheet
from plancompare.ingest.html_page.tree import Element, Text, walk

_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_DASHES = frozenset("-–+*•")
_BULLETS = frozenset({"disc", "circle", "square"})
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LABELLED = re.compile(r"\s*(?:[-–+*•]|(?:[IVXLC]{1,7}|\d{1,3}|[a-zđ])[.)])(?:\s|$)")
_DEEPEST = 30  # levels of elements that are looked at for lists around a list
_NODES = 50  # of an item that are looked at for a label of its own
_NUMBER = re.compile(r"-?\d{1,4}")


class Labels:
    """The labels of a page's items, asked for in the order of the page, because numbers run on."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._last: dict[int, int] = {}  # of each list without a style sheet of its own
        self._counters: dict[str, int] = {}
        self._begun: set[int] = set()
        self._at_depth: dict[int, int] = {}  # depth of lists -> the last number there
        self.continued = 0
        """Lists that were interrupted and whose numbers run on, though the page begins them anew."""

    def of(self, item: Element) -> str:
        """The label of an `<li>` with the space after it; empty where the item shows none or carries its own."""
        whole = item.parent
        if whole is None or whole.tag not in ("ul", "ol"):
            return ""
        for name in whole.classes:
            if name in self._sheet.labels:
                return self._by_style_sheet(whole, name)
        kind = _kind(item, whole)
        if whole.tag == "ol" and kind not in _BULLETS:
            number = _number(item.attributes.get("value"), self._before(whole) + 1)
            self._last[id(whole)] = self._at_depth[_depth(whole)] = number
            label = "" if kind == "none" else f"{written(number, kind)}{')' if kind == 'lower-alpha' else '.'} "
        else:
            label = "" if kind == "none" else "- "
        return "" if label and _LABELLED.match(_beginning(item)) else label

    def _before(self, whole: Element) -> int:
        """The number before the next item of a list.

        LibreOffice saves a list that a paragraph interrupts as lists within lists without an item, and some of them
        without the number with which they begin.
        """
        depth = _depth(whole)
        if id(whole) in self._last:
            before = self._last[id(whole)]
        elif "start" not in whole.attributes and _is_continued(whole) and self._at_depth.get(depth):
            before = self._at_depth[depth]
            self.continued += 1
        else:
            before = _number(whole.attributes.get("start"), 1) - 1
        self._at_depth = {level: number for level, number in self._at_depth.items() if level < depth}
        return before

    def _by_style_sheet(self, whole: Element, name: str) -> str:
        """As Google Docs does it: `content: counter(lst-ctn-kix_x-0, upper-roman) ". "`, set back by class `start`."""
        parts = self._sheet.labels[name]
        own = next((part.name for part in reversed(parts) if isinstance(part, Counter)), "")
        if id(whole) not in self._begun:
            self._begun.add(id(whole))
            if "start" in whole.classes:
                self._counters[own] = self._sheet.starts.get(name, 0)
        self._counters[own] = self._counters.get(own, 0) + 1
        label = "".join(
            written(self._counters.get(part.name, 1), part.style) if isinstance(part, Counter) else part
            for part in parts
        ).strip()
        if label and not re.search(r"\w", label) and label not in _DASHES:
            label = "-"  # drawn as a disc or a square
        return f"{label} " if label else ""


def _depth(whole: Element) -> int:
    """The lists a list is in, itself counted."""
    depth = 0
    above: Element | None = whole
    for _ in range(_DEEPEST):
        if above is None:
            break
        depth += above.tag in ("ul", "ol")
        above = above.parent
    return depth


def _is_continued(whole: Element) -> bool:
    """Whether a list opens a list that has no item before it."""
    above = whole.parent
    if above is None or above.tag != "ol":
        return False
    return next(child for child in above.children if isinstance(child, Element)) is whole


def _kind(item: Element, whole: Element) -> str:
    for element in (item, whole):
        style = element.style.get("list-style-type") or element.style.get("list-style", "").split(" ")[0]
        if style in ("none", *_BULLETS, *_TYPES.values(), "lower-latin", "upper-latin", "decimal-leading-zero"):
            return style.replace("latin", "alpha")
    return _TYPES.get(item.attributes.get("type") or whole.attributes.get("type", "1"), "decimal")


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and _NUMBER.fullmatch(value.strip()) else otherwise


def _beginning(item: Element) -> str:
    """The first letters of an item."""
    letters = ""
    for node, _ in islice(walk(item), _NODES):
        if isinstance(node, Text):
            letters = (letters + node.letters).lstrip()
            if len(letters) > 10:
                break
        elif node.tag in ("ul", "ol") and not letters:
            break
    return letters[:20]


def written(number: int, style: str) -> str:
    """A number as a style of lists writes it.

    >>> written(4, "upper-roman"), written(28, "lower-alpha"), written(7, "decimal")
    ('IV', 'ab', '7')
    """
    if number < 1 or number > 399:
        return str(number)
    if "roman" in style:
        letters = ""
        for value, sign in _ROMAN:
            while number >= value:
                letters, number = letters + sign, number - value
        return letters if style.startswith("upper") else letters.lower()
    if "alpha" in style or "latin" in style:
        letters = ""
        while number:
            number, place = divmod(number - 1, 26)
            letters = chr(ord("a") + place) + letters
        return letters.upper() if style.startswith("upper") else letters
    return f"{number:02}" if style.endswith("zero") else str(number)
