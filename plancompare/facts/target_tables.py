"""Targets in tables: a row with a name, a unit or `%`, and one figure.

    1 | Tỷ lệ hồ sơ trực tuyến      | %       | 80            80%
    2 | Số mô hình “Dân vận khéo”   | mô hình | ≥ 12          at least 12 mô hình

A row with figures of several years or places does not tell which is aimed at, so it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancompare.facts.actors import Actor, who
from plancompare.facts.context import Context
from plancompare.facts.figures import Figure, find_figures, is_unit
from plancompare.facts.subjects import subjects
from plancompare.model import Fact, Section
from plancompare.text import fold

_HEAD = 8  # cells in which the head of a table of targets says that it is one
_SIGNS = {"≥": "it nhat ", ">=": "it nhat ", ">": "tren ", "≤": "khong qua ", "<=": "khong qua ", "<": "duoi "}
_SIGN = re.compile("|".join(_SIGNS))
_NUMBER = re.compile(r"\d[\d.,/]*")
_LETTERS = re.compile(r"[a-z]{2}")


class _Cell(NamedTuple):
    start: int
    end: int
    plain: str


def find_tabled_targets(context: Context) -> Iterator[Fact]:
    """The targets of tables that stand in a chapter of targets, or whose head has a column of them."""
    about = subjects(context.sections, context.statements)
    for section in context.sections:
        if section.kind != "table" or about[section.id] == "results":
            continue
        cells = _cells(context.text, section)
        if about[section.id] == "targets" or any(cell.plain.startswith("chi tieu") for cell in cells[:_HEAD]):
            first = next((statement for statement in context.statements if statement.section == section.id), None)
            doer = who(context, first, 0) if first else Actor(None, None)  # of a very long table none is left
            for name, cell, figure in _rows(cells):
                yield _target(context, section, doer, name, cell, figure)


def _cells(text: str, section: Section) -> list[_Cell]:
    """The lines of a table: each cell has one or more."""
    spans = (
        line.span() for start, end in section.own for line in re.compile(r"\S(?:.*\S)?").finditer(text, start, end)
    )
    return [_Cell(start, end, " ".join(fold(text[start:end]).split())) for start, end in spans]


def _rows(cells: Sequence[_Cell]) -> Iterator[tuple[_Cell, _Cell, Figure]]:
    """Name, cell and figure of each row that has one figure."""
    name: _Cell | None = None
    unit = ""
    number = 1  # of the next row, where they are numbered
    found: list[tuple[_Cell, Figure]] = []
    for cell in (*cells, None):
        numbered = cell is not None and cell.plain == str(number) and (found or name is None or not unit)
        number += bool(numbered)
        if cell is None or numbered or cell.plain != "%" and not is_unit(cell.plain) and not _is_figure(cell):
            if name and len(found) == 1:
                yield name, *found[0]
            name, found = (None if cell is None or numbered else cell), []
            unit = "%" if name and "(%)" in name.plain else ""
        elif _NUMBER.search(cell.plain):
            figure = _figure(cell, unit)
            found += [(cell, figure)] if figure else []
        else:
            unit = cell.plain


def _is_figure(cell: _Cell) -> bool:
    return _NUMBER.search(cell.plain) is not None and _figure(cell, "%") is not None


def _figure(cell: _Cell, unit: str) -> Figure | None:
    """The figure that a cell is, in its own unit or that of its row."""
    plain = _SIGN.sub(lambda sign: _SIGNS[sign[0]], cell.plain).replace("  ", " ")
    for said in (plain, f"{plain}%" if unit == "%" else f"{plain} {unit}"):
        figures = find_figures(said)
        if len(figures) == 1 and not _LETTERS.search(said[: figures[0].low] + said[figures[0].high :]):
            return figures[0]
    return None


def _target(context: Context, section: Section, doer: Actor, name: _Cell, cell: _Cell, figure: Figure) -> Fact:
    return Fact(
        start=name.start,
        end=cell.end,
        kind="target",
        value=figure.value,
        inclusive=figure.inclusive,
        actor=doer.name,
        recipient=None,
        raw=context.text[name.start : cell.end],
        section=section.id,
        action=" ".join(context.text[name.start : name.end].split()),
        bound=figure.bound,
        actor_at=doer.at,
    )
