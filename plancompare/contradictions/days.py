"""Dates that cannot be: no such day, or a cited document younger than the plan."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from plancompare.contradictions.doubt import doubt
from plancompare.contradictions.wording import Lines, called, on_day
from plancompare.model import Notice, Plan

_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\d/-])"
    r"|\b[Nn]gày (?P<day2>\d{1,2}) tháng (?P<month2>\d{1,2}) năm (?P<year2>(?:19|20)\d\d)\b"
)


def impossible_days(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Days no calendar has (`31/9/2024`, `15/13/2024`), wherever they stand."""
    said, confidence = doubt((plan,), "", "")
    for found in _DAY.finditer(plan.text):
        day, month, year = (int(found[name] or found[f"{name}2"]) for name in ("day", "month", "year"))
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            continue
        line = lines.at(found.start())
        yield Notice(
            code="impossible-date",
            start=found.start(),
            end=found.end(),
            message=f"Không có ngày {found[0].removeprefix('ngày ')} (dòng {line}){said.vietnamese}",
            english=f"There is no such day: {found[0]} (line {line}){said.english}",
            confidence=confidence,
        )


def cited_ahead(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Cited documents dated after the plan itself. Each is told once."""
    own = plan.metadata.date
    if own is None:
        return
    told: set[tuple[str | None, str]] = set()
    for citation in plan.citations:
        date = citation.date
        if date is None or date <= own or own.startswith(date) or date.startswith(own):
            continue
        if (citation.number, date) in told:
            continue
        told.add((citation.number, date))
        said, confidence = doubt((plan,), date, own)
        line = lines.at(citation.start)
        name = called(citation)
        yield Notice(
            code="citation-after-plan",
            start=citation.start,
            end=citation.end,
            message=f"{name} đề {on_day(date).vietnamese} (dòng {line}), sau ngày của chính kế hoạch "
            f"({on_day(own).vietnamese}){said.vietnamese}",
            english=f"{name} {on_day(date).english} (line {line}) is younger than the plan itself "
            f"({on_day(own).english}){said.english}",
            confidence=confidence,
        )
