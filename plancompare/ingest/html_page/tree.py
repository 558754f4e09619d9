"""A page as a tree of elements and texts, with what matters of their looks; markup that was left open is closed.

Beautiful Soup's html.parser nests `<td>a<td>b` and `<p>a<p>b`; here a cell, an item or a paragraph ends where the
next begins, as in a browser. Nothing here calls itself, so the depth of a page does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plancompare.ingest.html_page.styles import Declarations, StyleSheet

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

# Never text of the plan. A form can be, because some portals put the whole page into one, and so can a head left open.
_WITHOUT_TEXT = frozenset(
    "script style noscript template svg math title button select option input textarea object embed iframe canvas "
    "audio video map del".split()
)
BLOCKS = frozenset(
    "p div section article main header footer aside nav form fieldset legend h1 h2 h3 h4 h5 h6 blockquote pre figure "
    "table thead tbody tfoot tr td th caption ul ol dl li dt dd hr center address details summary figcaption body html "
    "dialog".split()
)
# What an opening tag closes, and what keeps that from being closed.
_CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "a": (frozenset({"a"}), BLOCKS),
} | {
    tag: (frozenset({"p"}), BLOCKS - {"p"})  # an inline tag left open in a paragraph is closed with it
    for tag in "p div h1 h2 h3 h4 h5 h6 table ul ol dl pre blockquote section article center hr".split()
}
_FURTHEST = 40  # levels searched for what an opening tag closes; more would be hostile
_SIZE = re.compile(r"^.*\d\S*\s")  # what goes before the font's name in `font: bold 14pt/1.5 .VnTime`
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


class Look(NamedTuple):
    """What a text inherits: its font, and whether it is raised, in capitals, keeps its spaces or is a label."""

    font: str = ""
    raised: bool = False
    capitals: bool = False
    preformatted: bool = False
    label: bool = False


@dataclass(slots=True, eq=False)
class Text:
    """Letters as they stand in the markup."""

    letters: str
    look: Look


@dataclass(slots=True, eq=False)
class Element:
    """A tag with what is in it. `style` is what attributes and style sheets say of it, `hidden` whether it shows."""

    tag: str
    attributes: Mapping[str, str]
    style: Declarations
    look: Look
    parent: Element | None = None
    hidden: bool = False
    children: list[Element | Text] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names in its attribute `class`, in order."""
        return self.attributes.get("class", "").split()

    def words(self) -> list[str]:
        """Words of the identity and the classes: `tinLienQuan box-comment` gives tin, lien, quan, box, comment."""
        names = f"{self.attributes.get('id', '')[:200]} {self.attributes.get('class', '')[:200]}"
        return [word.lower() for word in _NAME.findall(names)]


class Page(NamedTuple):
    """The tree of a page and its style sheets; `deleted` counts the passages a tracked change has deleted."""

    root: Element
    sheet: StyleSheet
    deleted: int


def page_of(soup: BeautifulSoup, sheet: StyleSheet) -> Page:
    """The tree of a page that Beautiful Soup has read, whose style sheets were taken out before.

    >>> from bs4 import BeautifulSoup
    >>> soup = BeautifulSoup("<tr><td>một<td>hai<p>ba<p>bốn", "html.parser")
    >>> page = page_of(soup, StyleSheet({}, {}, {}, {}))
    >>> [(e.tag, len(e.children)) for e, opens in walk(page.root) if isinstance(e, Element) and opens]
    [('tr', 2), ('td', 1), ('td', 3), ('p', 1), ('p', 1)]
    """
    from bs4.element import NavigableString, Tag

    root = Element("html", {}, {}, Look())
    deleted = 0
    open_tags: list[tuple[Iterator[object], Element]] = [(iter(soup.contents), root)]
    while open_tags:
        rest, inside = open_tags[-1]
        child = next(rest, None)
        if child is None:
            open_tags.pop()
        elif isinstance(child, Tag):
            if child.name in _WITHOUT_TEXT:
                deleted += child.name == "del"
                continue
            above = _parent(child.name, inside)
            if above is not inside:
                _close(open_tags, above)
            element = _element(child, above, sheet)
            above.children.append(element)
            open_tags.append((iter(child.contents), element))
        elif type(child) is NavigableString:  # its subclasses are comments, declarations and the like
            inside.children.append(Text(str(child), inside.look))
    return Page(root, sheet, deleted)


def _parent(tag: str, inside: Element) -> Element:
    """Where a tag that opens in `inside` goes, once it has closed what it closes."""
    if tag not in _CLOSES:
        return inside
    closed, kept = _CLOSES[tag]
    element: Element | None = inside
    for _ in range(_FURTHEST):
        if element is None or element.tag in kept:
            break
        if element.tag in closed:
            return element.parent or inside
        element = element.parent
    return inside


def _close(open_tags: list[tuple[Iterator[object], Element]], above: Element) -> None:
    """What follows in the tags that were closed stands in `above` from now on, so that no text changes its place."""
    for place in range(len(open_tags) - 1, -1, -1):
        rest, element = open_tags[place]
        if element is above:
            return
        open_tags[place] = (rest, above)


def _element(tag: Tag, parent: Element, sheet: StyleSheet) -> Element:
    attributes = {
        name.lower(): " ".join(value) if isinstance(value, list) else str(value) for name, value in tag.attrs.items()
    }
    style = sheet.of(
        tag.name, attributes.get("id", ""), attributes.get("class", "").split()[:20], attributes.get("style", "")
    )
    return Element(
        tag.name, attributes, style, _look(tag.name, attributes, style, parent.look), parent, _hidden(attributes, style)
    )


def _hidden(attributes: Mapping[str, str], style: Declarations) -> bool:
    return (
        "hidden" in attributes
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def _look(tag: str, attributes: Mapping[str, str], style: Declarations, above: Look) -> Look:
    font = above.font
    if tag == "font" and "face" in attributes:
        font = attributes["face"]
    if declared := style.get("font-family") or _SIZE.sub("", style.get("font", "")[:200]):
        font = declared.partition(",")[0].strip(" \"'")
    white, aligned, case = style.get("white-space"), style.get("vertical-align"), style.get("text-transform")
    return Look(
        font=font,
        raised=tag == "sup" or _is_note(attributes) or (aligned == "super" if aligned else above.raised),
        capitals=case == "uppercase" if case else above.capitals,
        preformatted=white.startswith("pre") if white else above.preformatted or tag in ("pre", "listing", "xmp"),
        label=above.label or style.get("mso-list") == "ignore",
    )


def _is_note(attributes: Mapping[str, str]) -> bool:
    return "MsoFootnoteReference" in attributes.get("class", "") or "MsoEndnoteReference" in attributes.get("class", "")


def walk(root: Element) -> Iterator[tuple[Element | Text, bool]]:
    """(element, True) where it opens, (text, True), (element, False) where it closes; `root` itself is not given."""
    open_elements = [(root, iter(root.children))]
    while open_elements:
        element, rest = open_elements[-1]
        child = next(rest, None)
        if child is None:
            open_elements.pop()
            if open_elements:
                yield element, False
        else:
            yield child, True
            if isinstance(child, Element):
                open_elements.append((child, iter(child.children)))
