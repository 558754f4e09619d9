"""Sections × plans as a page shows it: where each topic stands, and how much of its prose is the plan's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model.comparison import CellState, Row
from plancompare.report.placement import is_scanned
from plancompare.report.witness import Place, Witness
from plancompare.report.word_tally import Counts, Tally
from plancompare.report.words import percents

# Shares at which each darker shade begins; the last is all but the whole.
_SHADES = (0.05, 0.25, 0.50, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class Shade:
    """The prose of one plan, or of several, in one row: per cent local, shared and adapted, as written in the table.

    `css` holds the shades of the three, `l5s0a1`.
    """

    css: str
    local: str
    shared: str
    adapted: str
    words: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`shade` is null where no prose of the plan is read in this row."""

    state: CellState
    places: tuple[Place, ...]
    shade: Shade | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`depth` is that of the shallowest section in the row; `is_scanned` where a scan alone has the title so.

    `treated` documents treat the row; `shade` is of all of them together.
    """

    anchor: str
    title: str
    is_scanned: bool
    depth: int
    cells: tuple[MatrixCell, ...]
    treated: int
    shade: Shade | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """`rest` is what each plan has outside of all rows, `totals` each plan, both with all documents at the end."""

    rows: tuple[MatrixRow, ...]
    rest: tuple[Shade | None, ...]
    totals: tuple[Shade | None, ...]
    documents: int


def matrix_view(
    rows: Sequence[Row], witnesses: Sequence[Witness], tallies: Mapping[str, Tally], leads: Collection[str]
) -> Matrix:
    """The table; of twins only the text among `leads` counts in the sums over plans."""
    counts = [tallies[w.head.id].rows for w in witnesses]
    counted = [tallies[id_].rows for id_ in leads]

    def over(row: int | None) -> tuple[Counts, ...]:
        each = (of_plan.get(row, Counts()) for of_plan in counts)
        return (*each, sum((of_plan.get(row, Counts()) for of_plan in counted), Counts()))

    def row_view(row: Row) -> MatrixRow:
        *each, together = over(row.id)
        cells = []
        for w, found in zip(witnesses, each, strict=True):
            cell = row.cells[w.head.id]
            places = tuple(w.section_place(s) for s in cell.sections)
            cells.append(MatrixCell(cell.state, places, _shade(found)))
        own = [s for cell in row.cells.values() if cell.state == "own" for s in cell.sections]
        depth = min((s.count(".") for s in own), default=0)
        return MatrixRow(
            anchor=f"row-{row.id}",
            title=row.title,
            is_scanned=is_scanned(row, witnesses),
            depth=min(depth, 3),
            cells=tuple(cells),
            treated=round(row.coverage * len(leads)),
            shade=_shade(together),
        )

    wholes = [sum(of_plan.values(), Counts()) for of_plan in counts]
    whole = sum((sum(of_plan.values(), Counts()) for of_plan in counted), Counts())
    return Matrix(
        rows=tuple(map(row_view, rows)),
        rest=tuple(map(_shade, over(None))),
        totals=tuple(map(_shade, (*wholes, whole))),
        documents=len(leads),
    )


def _shade(counts: Counts) -> Shade | None:
    if not counts.all:
        return None
    shared, adapted, local = (share.removesuffix("%") for share in percents(counts.shares))
    steps = dict(zip("sal", (sum(share >= limit for limit in _SHADES) for share in counts.shares), strict=True))
    css = "".join(f"{letter}{steps[letter]}" for letter in "lsa")
    return Shade(css, local, shared, adapted, counts.all)
