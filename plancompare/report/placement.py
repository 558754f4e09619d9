"""In which row of the comparison each section of a plan is read, and by whose letters the row is named."""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.model import Plan
from plancompare.model.comparison import Row
from plancompare.report.witness import Witness


def rows_of(rows: Sequence[Row], plan: Plan) -> dict[str, int | None]:
    """The id of the row in which each section's text is shown: the first that holds it, else its parent's."""
    named: dict[str, int] = {}
    for row in rows:
        cell = row.cells[plan.id]
        if cell.state == "own":
            for name in cell.sections:
                named.setdefault(name, row.id)
    placed: dict[str, int | None] = {}
    for section in plan.sections:
        inherited = placed.get(section.parent) if section.parent else None
        placed[section.id] = named.get(section.id, inherited)
    return placed


def is_scanned(row: Row, witnesses: Sequence[Witness]) -> bool:
    """Whether the title of the row is what a scan reads, and no typed text has it so."""
    found = {
        w.head.is_scan
        for w in witnesses
        if (cell := row.cells[w.head.id]).state == "own" and any(w.opens_with(s, row.title) for s in cell.sections)
    }
    return found == {True}
