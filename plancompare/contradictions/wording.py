"""How findings name days and places: in Vietnamese for the report's reader, in English beside it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from plancompare.citations import name_of
from plancompare.model import Citation, Plan
from plancompare.text import line_starts


class Said(NamedTuple):
    """One thing said in two languages."""

    vietnamese: str
    english: str


class Lines(NamedTuple):
    """Where the lines of a plan begin, to name a place of it by its line."""

    starts: list[int]

    def at(self, offset: int) -> int:
        """The line of a place, from 1 on."""
        return bisect_right(self.starts, offset)


def lines_of(plan: Plan) -> Lines:
    """The lines of a plan's text."""
    return Lines(line_starts(plan.text))


def day(date: str) -> str:
    """An ISO date as Vietnamese documents print it (Decree 30/2020: days below 10, January and February with a zero).

    >>> day("2021-09-02"), day("2022-01-06"), day("2023-05"), day("2013")
    ('02/9/2021', '06/01/2022', '5/2023', '2013')
    """
    year, *rest = date.split("-")
    month = [str(int(part)) if int(part) > 2 else part for part in rest[:1]]
    return "/".join([*rest[1:], *month, year])


def on_day(date: str) -> Said:
    """`ngày 19/10/2021`, or the month or year that is all that is known.

    >>> on_day("2021-10-19").vietnamese, on_day("2023-05").vietnamese, on_day("2013").english
    ('ngày 19/10/2021', 'tháng 5/2023', 'of 2013')
    """
    unit = ("năm", "tháng", "ngày")[date.count("-")]
    return Said(f"{unit} {day(date)}", f"of {day(date)}")


def called(citation: Citation) -> str:
    """What the document is called in a message, `name_of` with a limit: a misread law may be a line long."""
    name = name_of(citation)
    return name if len(name) <= 90 else f"{name[:90]}…"
