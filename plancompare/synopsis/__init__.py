"""The facts of all plans side by side: documents cited, days due, duties, targets.

documents   which citations name one document
congresses  resolutions of congresses, cited by name
matrix      the rows of the matrix citations × plans: citation_rows
days        the calendar of deadlines: calendar_of
duties      the table agency × plan: duty_rows
targets     what is aimed at, likewise: target_rows
likeness    how alike two short texts are
"""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.model import Plan
from plancompare.model.comparison import Synopsis
from plancompare.synopsis.days import calendar_of
from plancompare.synopsis.duties import duty_rows
from plancompare.synopsis.matrix import citation_rows
from plancompare.synopsis.targets import target_rows


def build_synopsis(plans: Sequence[Plan], witnesses: Sequence[Sequence[str]] = ()) -> Synopsis:
    """The tables over `plans`, the same whatever their order.

    `witnesses` are the ids of texts that are one plan: a scan and its clean twin count as one where rows are sorted by
    how many plans have them. An unrelated plan adds rows and changes no other; no text outside `plans` is asked.
    """
    plans = sorted(plans, key=lambda plan: plan.id)
    witness_of = {plan.id: plan.id for plan in plans} | {id: min(one) for one in witnesses for id in one}
    return Synopsis(
        citations=citation_rows(plans, witness_of),
        calendar=calendar_of(plans),
        duties=duty_rows(plans, witness_of),
        targets=target_rows(plans, witness_of),
    )
