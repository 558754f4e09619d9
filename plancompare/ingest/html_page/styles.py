"""What a page's style sheets and style attributes say that changes its letters, not their look.

Only rules for a tag, for classes, both, or an id are followed, and Google Docs' rules for the label of a list item.
Rules inside `@media` and other at-rules are passed over: they are for printers and narrow screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

MOST_COMPOUNDS = 50  # rules for several classes that begin with the same one
LARGEST_SHEET = 1_000_000  # letters of style sheets that are read; a portal's own hold a few thousand
_KEPT = (
    "font",
    "font-family",
    "display",
    "visibility",
    "white-space",
    "text-transform",
    "vertical-align",
    "list-style",
    "list-style-type",
    "border",
    "mso-hide",
    "mso-list",
    "mso-element",
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?\.[\w-]+|#[\w-]+")
_OF_CLASSES = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+){2,5})")
_LABEL = re.compile(r"\.([\w-]+)\s*>\s*li:{1,2}before")
_START = re.compile(r"(?:ol|ul)?\.([\w-]+)\.start")
_STRING_OR_COUNTER = re.compile(r'"([^"]{0,40})"|counter\(\s*([\w-]{1,80})\s*(?:,\s*([\w-]{1,30}))?\s*\)')

Declarations = Mapping[str, str]


class Counter(NamedTuple):
    """A number of a list label: the counter's name and how it is written (`decimal`, `upper-roman` ...)."""

    name: str
    style: str


class OfClasses(NamedTuple):
    """A rule for elements that have all of these classes, and this tag if it names one."""

    tag: str
    classes: frozenset[str]
    declarations: Declarations


class StyleSheet(NamedTuple):
    """Declarations by simple selector; labels of list items and the first numbers of their counters, by class.

    `compound` are the rules for several classes (`.tab-pane.active`), by the first of them.
    """

    rules: Mapping[str, Declarations]
    compound: Mapping[str, tuple[OfClasses, ...]]
    labels: Mapping[str, tuple[str | Counter, ...]]
    starts: Mapping[str, int]

    def of(self, tag: str, identity: str, classes: Sequence[str], style: str) -> Declarations:
        """What holds for one element, the more special rule last."""
        found: dict[str, str] = {}
        for key in [tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)]:
            found.update(self.rules.get(key, {}))
        for rule in (rule for name in classes for rule in self.compound.get(name, ())):
            if rule.tag in ("", tag) and rule.classes.issubset(classes):
                found.update(rule.declarations)
        found.update(self.rules.get(f"#{identity}", {}))
        if style:
            found.update(declarations(style))
        return found


@lru_cache(maxsize=4096)  # pages made by a word processor repeat a few of them
def declarations(style: str) -> Declarations:
    """The declarations that can matter, in small letters but for the names of fonts.

    >>> declarations("Color: red; font-family: .VnTime, serif; Display : NONE !important")
    {'font-family': '.VnTime, serif', 'display': 'none'}
    """
    found = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _KEPT:
            value = value.replace("!important", "").strip()
            found[name] = value if "font" in name else value.lower()
    return found


def style_sheet(texts: Iterable[str]) -> StyleSheet:
    """The rules of all style sheets of a page.

    >>> style_sheet([".c1, p.c2 {text-transform:uppercase} @media print {p {display:none}} div p {display:none}"]).rules
    {'.c1': {'text-transform': 'uppercase'}, 'p.c2': {'text-transform': 'uppercase'}}
    """
    rules: dict[str, Declarations] = {}
    compound: dict[str, tuple[OfClasses, ...]] = {}
    labels: dict[str, tuple[str | Counter, ...]] = {}
    starts: dict[str, int] = {}
    sheet = _COMMENT.sub(" ", "\n".join(texts)[:LARGEST_SHEET].replace("<!--", "").replace("-->", ""))
    for selectors, body in _rules(sheet):
        kept = declarations(body)
        for selector in selectors.split(","):
            selector = selector.strip()
            if kept and _SIMPLE.fullmatch(selector):
                rules[selector] = {**rules.get(selector, {}), **kept}
            elif kept and (several := _OF_CLASSES.fullmatch(selector)):
                names = several[2][1:].split(".")
                if len(compound.get(names[0], ())) < MOST_COMPOUNDS:
                    rule = OfClasses(several[1] or "", frozenset(names), kept)
                    compound[names[0]] = (*compound.get(names[0], ()), rule)
            elif label := _LABEL.fullmatch(selector):
                labels[label[1]] = _content(body)
            elif start := _START.fullmatch(selector):
                reset = re.search(r"counter-reset\s*:\s*[\w-]{1,80}\s+(\d{1,4})", body)
                starts[start[1]] = int(reset[1]) if reset else 0
    return StyleSheet(rules, compound, labels, starts)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, body) of each rule outside of at-rules."""
    depth = 0
    selectors = body = before = ""
    for piece in _BRACE.split(sheet):
        if piece == "{":
            if depth == 0:
                selectors = before.rpartition(";")[2].strip()
            depth += 1
        elif piece == "}":
            if depth == 1 and not selectors.startswith("@"):
                yield selectors, body
            depth = max(0, depth - 1)
        else:
            before = body = piece


def _content(body: str) -> tuple[str | Counter, ...]:
    value = re.search(r"content\s*:([^;}]{0,400})", body)
    parts = _STRING_OR_COUNTER.finditer(value[1]) if value else ()
    return tuple(Counter(part[2], part[3] or "decimal") if part[2] else part[1] for part in parts)
