"""Dates that cannot be: no such day, a cited document younger than the plan, a deadline older than it."""

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
    own = _own_day(plan)
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


def late_deadlines(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Deadlines that were over when the plan was signed, as one left from last year's plan is. Each is told once."""
    own = _own_day(plan)
    if own is None:
        return
    told: set[str] = set()
    for fact in plan.facts:
        value = fact.value
        if fact.kind != "deadline" or value in told or not value[:4].isdigit() or value >= own[: len(value)]:
            continue
        told.add(value)
        said, confidence = doubt((plan,), value, own)
        line = lines.at(fact.start)
        yield Notice(
            code="deadline-before-plan",
            start=fact.start,
            end=fact.end,
            message=f"Thời hạn {on_day(value).vietnamese} (dòng {line}) đã qua trước ngày của kế hoạch "
            f"({on_day(own).vietnamese}){said.vietnamese}",
            english=f"The deadline {on_day(value).english} (line {line}) was over before the plan was signed "
            f"({on_day(own).english}){said.english}",
            confidence=min(confidence, 0.85),
        )


def _own_day(plan: Plan) -> str | None:
    """The plan's own date; None where it was misread: a plan of 2024 is not dated 2021."""
    own, year = plan.metadata.date, plan.metadata.year
    return None if own is None or year is not None and abs(year - int(own[:4])) > 1 else own
