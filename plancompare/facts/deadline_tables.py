"""Deadlines in tables: a numbered row with one time, under a head that has a column for it.

    TT | Nhiệm vụ               | Đơn vị chủ trì | Thời gian hoàn thành
    1  | Xây dựng kế hoạch      | Văn phòng Sở   | Quý I                   --03-31
    2  | Tự kiểm tra            | Thanh tra Sở   | trước ngày 30/10/2025   2025-10-30, exclusive

The cells of a row stand on lines of their own, or a row is one line. A row with several times does not tell which of
them is meant, so it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancompare.agencies import Agency
from plancompare.facts.bounds import issued
from plancompare.facts.context import Context
from plancompare.facts.due import find_due
from plancompare.model import Fact, Section
from plancompare.text import fold

_HEAD = 12  # lines in which the head of a table stands
_COLUMN = re.compile(r"\b(?:thoi gian|thoi han|tien do|ngay hoan thanh)\b")
_DOERS = re.compile(r"\b(?:chu tri|thuc hien|phu trach|trach nhiem)\b")
_NUMBER = re.compile(r"(\d{1,3})(?:[.)]?\s*\Z|[.)]?\s+(?=[^\W\d]))")
_LEAD = re.compile(r"(?:\b(?:hoan thanh|xong|cham nhat|truoc|den|trong|vao|het|ngay)\b\W*)*\Z")
_LINE = re.compile(r"\S(?:.*\S)?")
_LONGEST_LEAD = 40  # letters


class _Cell(NamedTuple):
    """A line of a table; `plain` is without marks, letter for letter."""

    start: int
    end: int
    plain: str


class _Time(NamedTuple):
    start: int
    end: int
    days: tuple[tuple[str, str], ...]
    exclusive: bool


def find_tabled_deadlines(context: Context) -> Iterator[Fact]:
    """The deadlines of the tables of a plan that have a column for them."""
    earliest = issued(context.metadata)[:4]
    for section in context.sections:
        if section.kind != "table":
            continue
        cells = _cells(context.text, section)
        head = " ".join(cell.plain for cell in cells[:_HEAD])
        if not _COLUMN.search(head):
            continue
        named = _agencies(context, section) if _DOERS.search(head) else ()
        for row in _rows(cells):
            times = [time for cell in row for time in _times(cell)]
            if len(times) == 1 and row[0].start < times[0].start:
                day = times[0].days[0][0]
                if day.startswith("-") or day[:4] >= earliest:
                    yield from _facts(context, section, row, times[0], named)


def _cells(text: str, section: Section) -> list[_Cell]:
    spans = (line.span() for start, end in section.own for line in _LINE.finditer(text, start, end))
    cells = (_Cell(start, end, fold(text[start:end])) for start, end in spans)
    return [cell for cell in cells if len(cell.plain) == cell.end - cell.start]


def _agencies(context: Context, section: Section) -> Sequence[Agency]:
    return [
        agency
        for statement in context.statements
        if statement.section == section.id
        for agency in context.agencies(statement)
    ]


def _rows(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """The cells of each numbered row without its number. Numbers may begin again at 1."""
    row: list[_Cell] = []
    last = 0
    for cell in cells:
        number = _NUMBER.match(cell.plain)
        if number and int(number[1]) in (1, last + 1):
            if row:
                yield row
            last, row = int(number[1]), []
            rest = number.end()
            if rest < len(cell.plain):
                row.append(_Cell(cell.start + rest, cell.end, cell.plain[rest:]))
        elif last:
            row.append(cell)
    if row:
        yield row


def _times(cell: _Cell) -> Iterator[_Time]:
    """The times at the end of a cell, and any before it, which make the row unclear."""
    for due in find_due(cell.plain):
        if due.unit != "bare" and due.named:
            lead = _LEAD.search(cell.plain[: due.start], max(0, due.start - _LONGEST_LEAD))
            start = lead.start() if lead else due.start
            said = cell.plain[start : due.start]
            yield _Time(cell.start + start, cell.start + due.end, due.days, "truoc" in said)


def _facts(
    context: Context, section: Section, row: Sequence[_Cell], time: _Time, named: Sequence[Agency]
) -> Iterator[Fact]:
    text, start = context.text, row[0].start
    doer = next(
        (one for one in named if start < one.start and one.end <= time.start and _is_cell(text, one, time)), None
    )
    one_line = row[0].end > time.start
    stop = row[0].end if not one_line else doer.start if doer else time.start
    for first, last in time.days:
        yield Fact(
            start=start,
            end=time.end,
            kind="deadline",
            value=first if time.exclusive else last,
            inclusive=not time.exclusive,
            actor=doer.name if doer else None,
            recipient=None,
            raw=text[start : time.end],
            section=section.id,
            action=" ".join(text[start:stop].split()),
            actor_at=(doer.start, doer.end) if doer else None,
            confidence=0.9,
        )


def _is_cell(text: str, agency: Agency, time: _Time) -> bool:
    """Whether a body is a cell of its own, or stands right before the time where a row is one line."""
    before, behind = text[max(0, agency.start - 8) : agency.start].rstrip(" ")[-1:], text[agency.end : time.start]
    return before == "\n" and behind.lstrip(" ")[:1] == "\n" or not behind.strip()
