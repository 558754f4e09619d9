"""What an analyst reads as one thing, and a row of the matrix can be about.

The title, the preamble, the purpose as a whole, the targets as a whole, each task, the part of each office, the
money, the closing. A heading that only gathers tasks (`II. NỘI DUNG`) is none: every plan has it, so its row would be
full and say nothing. Purpose and targets are one unit each although many plans number their parts: no two plans part
them alike. Bullets under a task belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancompare.model import Plan, Section
from plancompare.roles import Role, divisions, section_roles
from plancompare.syllables import toneless_syllables
from plancompare.text import fold, words

_PART_BY_PART: tuple[Role | None, ...] = ("content", "organisation", None)
_WITHOUT_CONTENT = ("header", "furniture")
_INTRODUCTION = 25  # words under a gathering heading that are content of their own
_POOR_SCAN = 0.4  # share of words misread above which single sections may be illegible
_LEGIBLE = 0.5  # share of words that are legal syllables; a scan with every fifth word misread has 0.8


@dataclass(frozen=True, slots=True)
class Unit:
    """A section that stands for itself in the rows.

    `parts` are the sections directly under it; `place` is where among the units of its role it comes, from 0 to 1.
    """

    plan: str
    section: str
    parts: tuple[str, ...]
    role: Role | None
    place: float


def units_of(plan: Plan) -> tuple[Unit, ...]:
    """The units of a plan in the order of its text."""
    roles = section_roles(plan.sections, plan.ocr.is_ocr)
    gathering = divisions(plan.sections, plan.ocr.is_ocr)
    chosen = list(_choose(plan, roles, gathering))
    parts: dict[str | None, list[str]] = {}
    for section in plan.sections:
        parts.setdefault(section.parent, []).append(section.id)
    of_role: dict[Role | None, list[str]] = {}
    for section in chosen:
        of_role.setdefault(roles[section.id], []).append(section.id)
    units = []
    for section in chosen:
        role = roles[section.id]
        place = _place(of_role[role].index(section.id), len(of_role[role]))
        units.append(Unit(plan.id, section.id, tuple(parts.get(section.id, ())), role, place))
    return tuple(units)


def _place(index: int, count: int) -> float:
    return index / (count - 1) if count > 1 else 0.5


def _choose(plan: Plan, roles: dict[str, Role | None], gathering: frozenset[str]) -> Iterator[Section]:
    taken: set[str] = set()  # units and what stands under them
    for section in plan.sections:
        if section.kind in _WITHOUT_CONTENT:
            continue
        if section.parent in taken:
            taken.add(section.id)
        elif section.id not in gathering or roles[section.id] not in _PART_BY_PART:
            taken.add(section.id)
            yield section
        elif _introduces(plan, section):
            yield section


def _introduces(plan: Plan, section: Section) -> bool:
    """Whether a heading that gathers others has a text of its own besides."""
    own = sum(len(words(plan.text, start, end)) for start, end in section.own)
    return own - len(words(section.raw_title or "")) >= _INTRODUCTION


def is_legible(plan: Plan, section: Section) -> bool:
    """Whether a person could tell from a scan what the section is about."""
    if plan.ocr.noise < _POOR_SCAN:
        return True
    syllables = toneless_syllables()
    shown = words(plan.text, section.start, section.end)
    return sum(fold(word.shown) in syllables for word in shown) >= _LEGIBLE * len(shown)
