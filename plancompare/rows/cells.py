"""What a document has to the subject of a row: sections of its own, a place within another section, or nothing.

The texts of one document are one witness: its most readable text decides, and the cells of the others are the same
sections by their one-to-one matches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancompare.model import Plan
from plancompare.model.comparison import Cell, CellState
from plancompare.roles import Role, divisions
from plancompare.rows.grouping import Group, Scores
from plancompare.rows.units import Unit, is_legible, units_of

WITHIN = 0.58
"""Score with a unit of a row, or a part of one, from which a section elsewhere treats something of the row's subject.
By eye on the same fixtures it is scored on: the lowest right cell has 0.59, the highest chance one 0.56."""

WITHIN_DUTIES = 0.7
"""The same for the duties of an office: reports, dates and verbs are alike whatever the office. In the fixtures a
chance cell has 0.65, the lowest right one 0.74."""

_BESIDE: Mapping[Role | None, Role] = {"signature": "recipients", "recipients": "signature"}
"""What stands in one line with the other at the foot of the page: a text that lost the columns has one in the other."""

SAID: tuple[CellState, ...] = ("own", "within")
"""The states that say a plan treats a subject."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One document: the text that decides, its other texts, and what all of them together are read in.

    `plans` holds its texts by id, `parents` the parent of each section of the text that decides, `gathering` its
    headings without a text of their own, `illegible` the units a scan is too poor to tell anything of.
    """

    text: str
    others: tuple[str, ...]
    plans: Mapping[str, Plan]
    units: tuple[Unit, ...]
    parents: Mapping[str, str | None]
    gathering: frozenset[str]
    illegible: tuple[Unit, ...]


def witness_of(texts: Sequence[Plan], scores: Scores) -> Witness:
    """The texts of one document as one witness."""
    text, *others = sorted(texts, key=lambda plan: (plan.ocr.noise, plan.id))
    units = units_of(text)
    for other in others:  # what was lost in the most readable text
        units += tuple(unit for unit in units_of(other) if not scores.counterparts(other.id, unit.section, text.id))
    legible = {section.id for section in text.sections if is_legible(text, section)}
    return Witness(
        text=text.id,
        others=tuple(other.id for other in others),
        plans={plan.id: plan for plan in texts},
        units=units,
        parents={section.id: section.parent for section in text.sections},
        gathering=divisions(text.sections, text.ocr.is_ocr),
        illegible=tuple(unit for unit in units if unit.plan == text.id and unit.section not in legible),
    )


def cells_of(witness: Witness, group: Group, scores: Scores) -> dict[str, Cell]:
    """The cell of each text of the document in the row of `group`."""
    cell = _cell(witness, group, scores)
    cells = {}
    for other in witness.others:
        sections = [
            *(id for section in cell.sections for id in scores.counterparts(witness.text, section, other)),
            *(unit.section for unit in group if unit.plan == other),
        ]
        state: CellState = cell.state if cell.sections or not sections else "own"
        cells[other] = Cell(state if sections else "absent", tuple(sections))
    cells[witness.text] = cell
    if any(cell.state in SAID for cell in cells.values()):
        beside = {_BESIDE.get(unit.role) for unit in group}
        for id, cell in cells.items():
            sections = [section.id for section in witness.plans[id].sections if section.kind in beside]
            if cell.state == "absent" and sections:
                cells[id] = Cell("within", tuple(sections))
    return cells


def _cell(witness: Witness, group: Group, scores: Scores) -> Cell:
    own = [unit for unit in group if unit.plan == witness.text]
    if own:
        told = len(own) < len(group) or any(unit not in witness.illegible for unit in own)
        return Cell("own" if told else "unreadable", tuple(unit.section for unit in own))
    within = _within(witness, group, scores)
    if within:
        return Cell("within", within)
    roles = {unit.role for unit in group}
    illegible = tuple(unit.section for unit in witness.illegible if unit.role in roles)
    return Cell("unreadable" if illegible else "absent", illegible)


def _within(witness: Witness, group: Group, scores: Scores) -> tuple[str, ...]:
    """The sections, bullets too, that treat the subject of the group or a part of it; none above another."""
    matched: dict[str, list[float]] = {}
    found: set[str] = set()
    for unit in group:
        best: dict[str, float] = {}
        for own in (unit.section, *unit.parts):
            for section, score in scores.counterparts(unit.plan, own, witness.text).items():
                best[section] = max(score, best.get(section, 0.0))
        for section, score in best.items():
            matched.setdefault(section, []).append(score)
            if score >= (WITHIN_DUTIES if unit.role == "organisation" else WITHIN):
                found.add(section)
    total = {section: round(sum(best), 6) for section, best in matched.items()}
    order = {section: k for k, section in enumerate(witness.parents)}
    chosen: list[str] = []
    for section in sorted(found - witness.gathering, key=lambda s: (-total[s], -order[s])):
        kin = {section, *_above(section, witness.parents)}
        if not any(other in kin or section in _above(other, witness.parents) for other in chosen):
            chosen.append(section)
    return tuple(sorted(chosen, key=order.__getitem__))


def _above(section: str, parents: Mapping[str, str | None]) -> set[str]:
    found: set[str] = set()
    above = parents.get(section)
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return found
