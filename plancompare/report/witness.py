"""One plan as the report speaks of it: its letter, its name, and where on the page each of its letters stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model import Plan, Section
from plancompare.report.letter_count import LetterCount
from plancompare.report.words import WORDS, Both, same
from plancompare.text import line_starts

# Blocks without a number of their own are called by their kind.
_UNNUMBERED = frozenset(
    ("header", "title", "preamble", "closing", "recipients", "signature", "appendix", "table", "furniture")
)
_BULLET = re.compile(r"\.?b(\d+)$")
# Letters in which a heading, or the first words of a section without one, are looked for.
_OPENING = 400
# What may stand in an anchor as it is; anything else is numbered instead.
_PLAIN_ID = re.compile(r"[\w.-]{1,60}", re.ASCII)
_LETTER = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Head:
    """How a plan is named: `siglum` is its letter on this page, `name` its issuing body and year."""

    index: int
    siglum: str
    name: str
    id: str
    is_scan: bool
    is_base: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring text of one section in reading order; furniture in its midst stays where it stands.

    `pieces` are (start, end, is furniture). A section that goes on after its children has a second stretch.
    """

    section: Section
    anchor: str
    is_first: bool
    pieces: tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a plan that a reader can be led to; `line` is 1-based."""

    anchor: str
    reference: Both
    line: int


@dataclass(frozen=True, slots=True)
class Witness:
    """A plan with its stretches in reading order; over them every non-blank line stands once.

    `marks` are the letters inside a stretch that something leads to, each with an anchor of its own, in order.
    `letters` counts the letters of the plan as the page shows them.
    """

    head: Head
    plan: Plan
    stretches: tuple[Stretch, ...]
    references: Mapping[str, Both]
    marks: tuple[tuple[int, str], ...]
    letters: LetterCount
    _sections: Mapping[str, Place]
    _starts: list[int]
    _lines: list[int]
    _aims: Mapping[int, Place]

    def place(self, offset: int) -> Place:
        """Where the letter at `offset` is shown: its mark, where it is aimed at, or the stretch it stands in."""
        if offset in self._aims:
            return self._aims[offset]
        if not self.stretches:  # a blank text, which only a caller of the library has
            return Place("", Both("toàn văn bản", "whole text"), 1)
        stretch = self.stretches[max(0, bisect_right(self._starts, offset) - 1)]
        return Place(stretch.anchor, self.references[stretch.section.id], self.line(offset))

    def section_place(self, section: str) -> Place:
        """Where the section with this id begins."""
        return self._sections[section]

    def opens_with(self, section: str, title: str) -> bool:
        """Whether the section is printed as beginning with this title, which may be cut short by an ellipsis."""
        start = self._lines[self._sections[section].line - 1]
        opening = " ".join(self.plan.text[start : start + _OPENING].split())
        return title.removesuffix(" …") in opening

    def line(self, offset: int) -> int:
        """The line (from 1) in which an offset of the text stands."""
        return bisect_right(self._lines, offset)


def siglum(index: int) -> str:
    """A, B, … Z, AA, AB, …

    >>> [siglum(i) for i in (0, 25, 26, 27)]
    ['A', 'Z', 'AA', 'AB']
    """
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def sigla(heads: Iterable[Head]) -> str:
    """The sigla of several plans, joined by commas."""
    return ", ".join(h.siglum for h in heads)


def witness(index: int, plan: Plan, base: str | None = None, aims: Iterable[int] = ()) -> Witness:
    """The plan that stands at `index` on the page; `base` is the id of the one the others are held to.

    `aims` are the offsets to which something leads exactly.
    """
    meta = plan.metadata
    year = meta.year if meta.year is not None and str(meta.year) not in (meta.issuing_body or "") else None
    name = f"{meta.issuing_body}, {year}" if meta.issuing_body and year else meta.issuing_body or plan.id
    head = Head(index, siglum(index), name, plan.id, plan.ocr.is_ocr, plan.id == base)
    stretches = _stretches(head.siglum, plan)
    starts = [s.pieces[0][0] for s in stretches]
    lines = line_starts(plan.text)
    references = _references(plan.sections)
    sections: dict[str, Place] = {}
    for section in plan.sections:
        # A section without text of its own is found where its first child begins.
        stretch = stretches[min(bisect_left(starts, section.start), len(stretches) - 1)]
        sections[section.id] = Place(stretch.anchor, references[section.id], section.start_line)
    for stretch in stretches:
        if stretch.is_first:
            line = bisect_right(lines, stretch.pieces[0][0])
            sections[stretch.section.id] = Place(stretch.anchor, references[stretch.section.id], line)
    marks: dict[int, str] = {}
    places: dict[int, Place] = {}
    for offset in aims:
        letter = _LETTER.search(plan.text, offset)
        if letter is None or not stretches:
            continue
        at = letter.start()
        stretch = stretches[max(0, bisect_right(starts, at) - 1)]
        anchor = stretch.anchor
        # What opens a stretch, or stands in none, is found by the anchor of the stretch.
        inside = any(start <= at < end for start, end, _ in stretch.pieces)
        if inside and plan.text[stretch.pieces[0][0] : at].strip():
            anchor = marks[at] = f"{head.siglum}@{at}"
        places[offset] = Place(anchor, references[stretch.section.id], bisect_right(lines, at))
    in_order = tuple(sorted(marks.items()))
    return Witness(head, plan, stretches, references, in_order, LetterCount(plan.text), sections, starts, lines, places)


def _stretches(letter: str, plan: Plan) -> tuple[Stretch, ...]:
    parts = sorted((start, end, number) for number, s in enumerate(plan.sections) for start, end in s.own)
    gathered: list[tuple[int, list[tuple[int, int, bool]]]] = []
    for start, end, number in parts:
        furniture = plan.sections[number].kind == "furniture"
        if gathered and (furniture or gathered[-1][0] == number):
            gathered[-1][1].append((start, end, furniture))
        else:
            gathered.append((number, [(start, end, furniture)]))
    taken: set[str] = set()
    seen: set[int] = set()
    result = []
    for number, pieces in gathered:
        section = plan.sections[number]
        anchor = f"{letter}-{section.id if _PLAIN_ID.fullmatch(section.id) else f'n{number}'}"
        copies = 2
        unique = anchor
        while unique in taken:
            unique = f"{anchor}~{copies}"
            copies += 1
        taken.add(unique)
        result.append(Stretch(section, unique, number not in seen, tuple(pieces)))
        seen.add(number)
    return tuple(result)


def _references(sections: Sequence[Section]) -> dict[str, Both]:
    """What people call each section: `II.4`, `II.4 gạch 1`, `mở đầu`."""
    found: dict[str, Both] = {}
    for section in sections:
        above = found.get(section.parent or "", same(""))
        own: Both | None = None
        if section.kind in _UNNUMBERED:
            count = re.search(r"\d+$", section.id)
            word = WORDS[f"kind_{section.kind}"]
            own = Both(f"{word.vi} {count[0]}", f"{word.en} {count[0]}") if count else word
        elif section.kind == "bullet" and (bullet := _BULLET.search(section.id)):
            word = WORDS["kind_bullet"]
            own = Both(word.vi.format(n=bullet[1]), word.en.format(n=bullet[1]))
        if own is None:
            found[section.id] = same(section.id)
        else:
            found[section.id] = Both(f"{above.vi} {own.vi}".strip(), f"{above.en} {own.en}".strip())
    return found
