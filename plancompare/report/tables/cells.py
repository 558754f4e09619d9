"""What a plain table is made of, before any file format: typed cells under heads in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from plancompare.report.witness import Place
from plancompare.report.words import WORDS, Both, day, same

Cell = str | Both | int | float | date | None
"""Text (in both languages where they differ), a number, a day, or nothing."""

Kind = Literal["text", "number", "share", "date"]


class Column(NamedTuple):
    """A column: `share` holds numbers in [0, 1], shown as per cent; `width` is in letters."""

    head: Both
    kind: Kind = "text"
    width: int = 16


class Table(NamedTuple):
    """One table; `name` is for files, the same in every language. Each row has a cell for each column."""

    name: str
    title: Both
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def column(vietnamese: str, english: str, width: int = 16, kind: Kind = "text") -> Column:
    """A column by its name in both languages; `width` in characters, `kind` as a spreadsheet is to know its cells."""
    return Column(Both(vietnamese, english), kind, width)


def plan_columns(ids: Sequence[str], width: int = 30) -> tuple[Column, ...]:
    """A text column for each plan, named by its id."""
    return tuple(Column(same(id), "text", width) for id in ids)


def calendar_day(iso: str | None) -> Cell:
    """An ISO date as a day; one without its day, month or year in words, lest a spreadsheet take it for a day.

    >>> calendar_day("2024-11-01"), calendar_day("2013").vi, calendar_day("2023-05").vi, calendar_day("--11-01").vi
    (datetime.date(2024, 11, 1), 'năm 2013', 'tháng 5/2023', '01/11 hằng năm')
    """
    if iso is None:
        return None
    try:
        if len(iso) == len("2024-11-01"):
            return date.fromisoformat(iso)
    except ValueError:  # no day of any year
        return iso
    if iso.startswith("--"):
        return Both(f"{day(iso).vi} hằng năm", f"every year, {iso[2:]}")
    unit = Both("tháng", "month") if "-" in iso else Both("năm", "year")
    return Both(f"{unit.vi} {day(iso).vi}", f"{unit.en} {iso}")


def one_line(text: str) -> str:
    """Text with all white space as single spaces.

    >>> one_line("Kế hoạch\\n  dân vận")
    'Kế hoạch dân vận'
    """
    return " ".join(text.split())


def at(place: Place) -> Both:
    """Where it stands.

    >>> at(Place("A-II.4", Both("II.4 gạch 1", "II.4 bullet 1"), 57))
    Both(vi='II.4 gạch 1, dòng 57', en='II.4 bullet 1, line 57')
    """
    vi, en = place.reference
    return Both(f"{vi}, {WORDS['line'].vi} {place.line}", f"{en}, {WORDS['line'].en} {place.line}")


def lines(entries: Iterable[Both]) -> Both | None:
    """Several entries of one cell, each on a line of its own; None where there is none."""
    listed = list(entries)
    return Both("\n".join(entry.vi for entry in listed), "\n".join(entry.en for entry in listed)) if listed else None
