"""What a document has to the subject of a row: sections of its own, a place within another section, or nothing.

The texts of one document are one witness: its most readable text decides, and the cells of the others are the same
sections by their one-to-one matches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancompare.model import Cell, CellState, Plan
from plancompare.roles import divisions
from plancompare.rows.grouping import Drawn, Group, Scores
from plancompare.rows.units import Unit, is_legible, units_of

WITHIN = 0.6
"""Score with one of the units of a row that says a section elsewhere treats the row's subject, if the mean with all
of them is at least half of it. By eye, four of 13 such cells of the fixtures are wrong at 0.5, two of 8 at 0.6."""

SAID: tuple[CellState, ...] = ("own", "within")
"""The states that say a plan treats a subject."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One document: the text that decides, its other texts, and what all of them together are read in.

    `parents` holds the parent of each section of the text that decides, `gathering` its headings without a text of
    their own, `illegible` the units a scan is too poor to tell anything of.
    """

    text: str
    others: tuple[str, ...]
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
        units=units,
        parents={section.id: section.parent for section in text.sections},
        gathering=divisions(text.sections, text.ocr.is_ocr),
        illegible=tuple(unit for unit in units if unit.plan == text.id and unit.section not in legible),
    )


def cells_of(witness: Witness, group: Group, scores: Scores, drawn: Drawn) -> dict[str, Cell]:
    """The cell of each text of the document in the row of `group`; links that are `drawn` tell nothing."""
    cell = _cell(witness, group, scores, drawn)
    cells = {witness.text: cell}
    for other in witness.others:
        sections = [
            *(id for section in cell.sections for id in scores.counterparts(witness.text, section, other)),
            *(unit.section for unit in group if unit.plan == other),
        ]
        state: CellState = cell.state if cell.sections or not sections else "own"
        cells[other] = Cell(state if sections else "absent", tuple(sections))
    return cells


def _cell(witness: Witness, group: Group, scores: Scores, drawn: Drawn) -> Cell:
    own = [unit for unit in group if unit.plan == witness.text]
    if own:
        told = len(own) < len(group) or any(unit not in witness.illegible for unit in own)
        return Cell("own" if told else "unreadable", tuple(unit.section for unit in own))
    within = _within(witness, group, scores, drawn)
    if within:
        return Cell("within", within)
    roles = {unit.role for unit in group}
    illegible = tuple(unit.section for unit in witness.illegible if unit.role in roles)
    return Cell("unreadable" if illegible else "absent", illegible)


def _within(witness: Witness, group: Group, scores: Scores, drawn: Drawn) -> tuple[str, ...]:
    """The sections, bullets too, that treat what the units of the group have in common; none above another."""
    matched: dict[str, list[float]] = {}
    for unit in group:
        only_a_part = {other.section for one, other in drawn if one == unit and other.plan == witness.text}
        for section, score in scores.counterparts(unit.plan, unit.section, witness.text).items():
            if section not in only_a_part:
                matched.setdefault(section, []).append(score)
    mean = {section: round(sum(own) / len(group), 6) for section, own in matched.items()}
    order = {section: k for k, section in enumerate(witness.parents)}
    found = [s for s in matched if s not in witness.gathering and max(matched[s]) >= WITHIN and mean[s] >= WITHIN / 2]
    found.sort(key=lambda s: (-mean[s], -order[s]))
    chosen: list[str] = []
    for section in found:
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
