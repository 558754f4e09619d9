"""The subjects of a set of plans, one row each, and what every plan has to it.

    Plan ─ units ─▶ what a row can be about ─ gather ─▶ units of several plans ─ cells, titles, order ─▶ Row

`units.py` says what an analyst reads as one thing, `grouping.py` which units are one subject and in which order the
subjects are read, `cells.py` what a plan has to a subject, `titles.py` what a row is called.
"""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.model import Plan
from plancompare.model.comparison import Row
from plancompare.rows.cells import SAID, cells_of, witness_of
from plancompare.rows.grouping import Group, PairOfPlans, Scores, gather, in_reading_order
from plancompare.rows.titles import Carrier, row_title

__all__ = ["PairOfPlans", "build_rows"]


def build_rows(
    plans: Sequence[Plan], pairs: Sequence[PairOfPlans], witnesses: Sequence[Sequence[str]]
) -> tuple[Row, ...]:
    """The rows of `plans` in the reading order most plans share; neither the order of plans nor of pairs matters.

    `pairs` are all pairs of the plans, `witnesses` group the ids of texts of one document. Every section with
    content stands in a row, by itself or under one that does, except headings that only gather others.
    """
    by_id = {plan.id: plan for plan in sorted(plans, key=lambda plan: plan.id)}
    sections = {(plan.id, section.id): section for plan in plans for section in plan.sections}
    scores = Scores(pairs)
    readers = [witness_of([by_id[id] for id in witness], scores) for witness in sorted(map(sorted, witnesses))]
    units = [reader.units for reader in readers]
    all_units = [unit for own in units for unit in own]
    rows = []
    for number, group in enumerate(in_reading_order(gather(units, scores), units), 1):
        cells = [cells_of(reader, group, scores) for reader in readers]
        said = sum(any(cell.state in SAID for cell in own.values()) for own in cells)
        by_plan = {id: cell for own in cells for id, cell in own.items()}

        def carrier(id: str, section: str, group: Group = group) -> Carrier:
            return Carrier(by_id[id], sections[id, section], scores.nearness(id, section, group, all_units))

        own = [carrier(unit.plan, unit.section) for unit in group]
        within = [
            (carrier(id, section), max(scores.of(id, section, unit) for unit in group))
            for id, cell in by_plan.items()
            if cell.state == "within"
            for section in cell.sections
        ]
        rows.append(
            Row(
                id=number,
                title=row_title(own, within),
                cells={id: by_plan[id] for id in by_id},
                coverage=round(said / len(readers), 4),
            )
        )
    return tuple(rows)
