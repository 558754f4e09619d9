"""How runs look, and which list a paragraph belongs to, as far as either changes the letters of a text.

A property that a run does not set itself comes from its character style, its paragraph's style, the styles those are
based on, and the defaults of the document, in this order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

_RAISED = 4  # half-points above the line from which letters stand above it: LibreOffice raises a power by 8


class Look(NamedTuple):
    """What decides which letters a reader sees; None is what is not set here."""

    font: str | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def under(self, top: Look) -> Look:
        """This look with what `top` sets laid over it."""
        return Look(
            self.font if top.font is None else top.font,
            self.capitals if top.capitals is None else top.capitals,
            self.hidden if top.hidden is None else top.hidden,
            self.raised if top.raised is None else top.raised,
        )


class Style(NamedTuple):
    """A style with all it is based on; `number` and `level` are those of a list, `borders` those of a table."""

    look: Look = Look()
    number: str | None = None
    level: int | None = None
    borders: Mapping[str, bool] = {}


class Styles(NamedTuple):
    """The styles of a document by their ids; `paragraph` is the id of the style of paragraphs that name none."""

    defaults: Look = Look()
    by_id: Mapping[str, Style] = {}
    paragraph: str = ""

    def look(self, paragraph: str, character: str | None) -> Look:
        """The look of a run that sets nothing itself."""
        below = self.defaults.under(self.by_id.get(paragraph, Style()).look)
        return below.under(self.by_id.get(character or "", Style()).look)


def value(parent: Element | None, *path: str) -> str | None:
    """The `w-val` of the element that `path` leads to."""
    for tag in path:
        if parent is None:
            return None
        parent = parent.find(tag)
    return None if parent is None else parent.get("w-val")


def whole(text: str | None, otherwise: int) -> int:
    """A whole number of at most five digits."""
    return int(text) if text and len(text) <= 5 and text.isascii() and text.isdigit() else otherwise


def is_on(element: Element | None) -> bool | None:
    """Whether a property that is either on or off is on; None where it is not given."""
    if element is None:
        return None
    return element.get("w-val", "1") not in ("0", "false", "off", "none")


def look(properties: Element | None) -> Look:
    """What a `w-rPr` sets itself."""
    if properties is None:
        return Look()
    font = None
    fonts = properties.find("w-rFonts")
    if fonts is not None:  # what is typed in an old font is no ASCII, hence hAnsi; no theme has an old font
        theme = fonts.get("w-hAnsiTheme") or fonts.get("w-asciiTheme")
        font = "" if theme else fonts.get("w-hAnsi") or fonts.get("w-ascii")
    capitals = is_on(properties.find("w-caps"))
    if not capitals and (small := is_on(properties.find("w-smallCaps"))) is not None:
        capitals = small
    place, height = value(properties, "w-vertAlign"), value(properties, "w-position")
    raised = None if place is None and height is None else place == "superscript" or whole(height, 0) >= _RAISED
    return Look(font, capitals, is_on(properties.find("w-vanish")), raised)


def borders(properties: Element | None, tag: str) -> dict[str, bool]:
    """For each border that a table or cell sets itself, whether it can be seen."""
    found = properties.find(tag) if properties is not None else None
    return {
        edge.tag.removeprefix("w-"): edge.get("w-val") not in ("nil", "none") and edge.get("w-color") != "FFFFFF"
        for edge in (() if found is None else found)
    }


def read_styles(root: Element | None) -> Styles:
    """The styles of a `styles.xml`."""
    if root is None:
        return Styles()
    elements = {style.get("w-styleId", ""): style for style in root.iterfind("w-style")}
    found: dict[str, Style] = {}
    for name in elements:
        chain: dict[str, None] = {}
        on = name
        while on in elements and on not in found and on not in chain:
            chain[on] = None
            on = value(elements[on], "w-basedOn") or ""
        for link in reversed(chain):
            found[link] = _over(found.get(value(elements[link], "w-basedOn") or "", Style()), elements[link])
    defaults = root.find("w-docDefaults/w-rPrDefault/w-rPr")
    usual = (
        name
        for name, style in elements.items()
        if style.get("w-type") == "paragraph" and style.get("w-default") in ("1", "true", "on")
    )
    return Styles(look(defaults), found, next(usual, ""))


def _over(base: Style, element: Element) -> Style:
    numbers = element.find("w-pPr/w-numPr")
    number, level = value(numbers, "w-numId"), value(numbers, "w-ilvl")
    return Style(
        base.look.under(look(element.find("w-rPr"))),
        base.number if number is None else number,
        base.level if level is None else whole(level, 0),
        {**base.borders, **borders(element.find("w-tblPr"), "w-tblBorders")},
    )
