"""All that a comparison found as plain tables, made once for every file format that holds tables.

cells     what a table is made of
texts     documents, sections, sharing, pairs, matches
facts     citations, calendar, duties, targets, facts
troubles  warnings, failures
"""

from __future__ import annotations

from plancompare.model.comparison import Comparison
from plancompare.report.tables.cells import Cell, Column, Table
from plancompare.report.tables.facts import calendar_table, citations_table, duties_table, facts_table, targets_table
from plancompare.report.tables.texts import (
    documents_table,
    matches_table,
    pairs_table,
    sections_table,
    sharing_table,
)
from plancompare.report.tables.troubles import failures_table, warnings_table
from plancompare.report.witness import witness

__all__ = ["TABLES", "Cell", "Column", "Table", "tables"]

TABLES = tuple(
    "documents sections citations calendar duties targets facts sharing pairs matches warnings failures".split()
)
"""The names of all tables, in their order: which files will be written is known before any work is done."""


def tables(comparison: Comparison) -> tuple[Table, ...]:
    """The tables of a comparison, in the order of `TABLES`; the base, where there is one, is the first plan in each."""
    base = comparison.options.base
    documents = sorted(comparison.documents, key=lambda document: document.plan.id != base)
    witnesses = {d.plan.id: witness(number, d.plan, base) for number, d in enumerate(documents)}
    witness_of = {id: min(one) for one in comparison.witnesses for id in one}
    synopsis = comparison.synopsis
    return (
        documents_table(documents),
        sections_table(comparison.rows, witnesses),
        citations_table(synopsis.citations, witnesses, witness_of),
        calendar_table(synopsis, witnesses),
        duties_table(synopsis.duties, witnesses),
        targets_table(synopsis.targets, witnesses),
        facts_table(witnesses),
        sharing_table(documents),
        pairs_table(comparison.pairs),
        matches_table(comparison.pairs, witnesses),
        warnings_table(comparison, witnesses),
        failures_table(comparison.failures),
    )
