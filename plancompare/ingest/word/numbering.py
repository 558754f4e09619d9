"""Automatic numbers: what Word shows before a paragraph of a list, computed from `numbering.xml`.

Rules as in ECMA-376 part 1, 17.9: a list (`w-num`) is a use of a definition (`w-abstractNum`); lists of one
definition go on counting where another left off, unless they set a number to begin with; a level starts anew after a
paragraph of a level above it. LibreOffice's own text of the same files is the oracle of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plancompare.ingest.letters.legacy_encodings import as_shown
from plancompare.ingest.word.styles import Look, is_on, look, value, whole
from plancompare.ingest.word.symbols import is_symbol_font

_LEVELS = 9
_LONGEST = 60  # letters of the pattern of a number
_TYPED_BULLETS = frozenset("-–—+*•o")  # as people type them; every other sign before a paragraph is read as a dash
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


class Level(NamedTuple):
    """One level of a list. `restart` is the number of levels above whose paragraphs start it anew."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    spaced: bool = True
    restart: int = _LEVELS
    arabic: bool = False
    style: str | None = None
    look: Look = Look()


class List(NamedTuple):
    """A use of a definition, by its id; `begins` are the numbers that this use sets for levels to begin with."""

    definition: str
    levels: Mapping[int, Level]
    begins: Mapping[int, int]


def read_lists(root: Element | None) -> Mapping[str, List]:
    """The lists of a `numbering.xml` by their ids."""
    if root is None:
        return {}
    definitions = {one.get("w-abstractNumId", ""): one for one in root.iterfind("w-abstractNum")}
    of_style = {value(one, "w-styleLink"): name for name, one in definitions.items()}
    levels: dict[str, dict[int, Level]] = {}
    found: dict[str, List] = {}
    for number in root.iterfind("w-num"):
        name = value(number, "w-abstractNumId") or ""
        if name in definitions and (style := value(definitions[name], "w-numStyleLink")) is not None:
            name = of_style.get(style, name)
        if name not in definitions:
            continue
        if name not in levels:
            levels[name] = _levels(definitions[name])
        own, begins = levels[name], {}
        for override in number.iterfind("w-lvlOverride"):
            own = own | _levels(override)
            index, start = whole(override.get("w-ilvl"), 0), value(override, "w-startOverride")
            if start is not None and index < _LEVELS:
                begins[index] = whole(start, 1)
        found[number.get("w-numId", "")] = List(name, own, begins)
    return found


def _levels(parent: Element) -> dict[int, Level]:
    levels = ((whole(level.get("w-ilvl"), 0), level) for level in parent.iterfind("w-lvl"))
    return {index: _level(level) for index, level in levels if index < _LEVELS}


def _level(element: Element) -> Level:
    form = element.find("w-numFmt")
    if form is None:  # a form that older programs do not know stands aside
        form = element.find("mc-AlternateContent/mc-Fallback/w-numFmt")
    return Level(
        whole(value(element, "w-start"), 0 if element.find("w-start") is None else 1),
        form.get("w-val", "decimal") if form is not None else "decimal",
        (value(element, "w-lvlText") or "")[:_LONGEST],
        value(element, "w-suff") != "nothing",
        whole(value(element, "w-lvlRestart"), _LEVELS),
        bool(is_on(element.find("w-isLgl"))),
        value(element, "w-pStyle"),
        look(element.find("w-rPr")),
    )


class Counters:
    """The numbers given so far, in the order of the text."""

    def __init__(self, lists: Mapping[str, List]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._level_of_style = {
            (name, level.style): index
            for name, one in lists.items()
            for index, level in one.levels.items()
            if level.style is not None
        }

    def level_of(self, number: str, style: str) -> int | None:
        """The level of a list that belongs to a style of paragraphs."""
        return self._level_of_style.get((number, style))

    def label(self, number: str, index: int, paragraph: Look) -> str:
        """What stands before the next paragraph of this list and level, up to its text; empty where nothing does.

        `paragraph` is the look of the paragraph's end, which the number takes over.
        """
        one = self._lists.get(number)
        level = one.levels.get(index) if one is not None else None
        if one is None or level is None:
            return ""
        counts = self._counts.setdefault(one.definition, {})
        if index in one.begins and (number, index) not in self._begun:
            self._begun.add((number, index))
            counts[index] = one.begins[index]
        else:
            counts[index] = counts[index] + 1 if index in counts else _first(one, index)
        for deeper in [deeper for deeper in counts if deeper > index]:
            if index < one.levels.get(deeper, Level()).restart:
                del counts[deeper]
        seen = paragraph.under(level.look)
        if seen.hidden:
            return ""
        if level.form == "bullet":
            typed = level.pattern if level.pattern in _TYPED_BULLETS and not is_symbol_font(seen.font) else "-"
            return typed + " "

        def count(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            form = one.levels.get(at, Level()).form
            return written(counts.get(at, _first(one, at)), "decimal" if level.arabic and form != "none" else form)

        # The words around the numbers may be in an old font, the numbers are ASCII in all of them.
        label = _PLACE.sub(count, as_shown(level.pattern, seen.font or ""))
        label = label.upper() if seen.capitals else label
        return label + " " if label.strip() and level.spaced else label.strip()


def _first(one: List, index: int) -> int:
    return one.begins.get(index, one.levels.get(index, Level()).start)


def written(number: int, form: str) -> str:
    """A number as a form of Word's shows it; what has no letters in Vietnamese plans is written in digits.

    >>> [written(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero", "none")]
    ['4', 'IV', 'd', '04', '']
    >>> written(28, "upperLetter")
    'BB'
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        text = ""
        for size, sign in _ROMAN:
            text += sign * (number // size)
            number %= size
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 780:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(number)
