"""The calendar: what is due on which day, over all plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plancompare.model import Fact, Plan
from plancompare.model.comparison import CalendarEntry, FactRef

INFERRED = "suy ra từ năm của kế hoạch"


def calendar_of(plans: Sequence[Plan]) -> tuple[CalendarEntry, ...]:
    """The deadlines of `plans` by day, those whose year cannot be told last; on one day in the order of the plans."""
    entries = [
        (*_day(plan, fact), plan.id, fact.start, number)
        for plan in plans
        for number, fact in enumerate(plan.facts)
        if fact.kind == "deadline"
    ]
    entries.sort(key=lambda entry: (entry[0] is None, entry[0] or "", *entry[2:]))
    return tuple(CalendarEntry(day, inferred, FactRef(id, number)) for day, inferred, id, _, number in entries)


def _day(plan: Plan, fact: Fact) -> tuple[str | None, str | None]:
    """The day something is due, and how its year was inferred."""
    if not fact.value.startswith("--"):
        return fact.value, None
    if plan.metadata.year is None:
        return None, None
    day = f"{plan.metadata.year:04}{fact.value[1:]}"
    try:
        date.fromisoformat(day)
    except ValueError:  # 29 February of another year
        return None, None
    return day, INFERRED
