"""One document with two dates, two issuers or two types within a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancompare.contradictions.doubt import doubt
from plancompare.contradictions.readings import (
    Conflict,
    date_conflicts,
    issuer_conflicts,
    mentions_of,
    type_conflicts,
)
from plancompare.contradictions.wording import Lines, Said, called, on_day
from plancompare.model import Notice, Plan

_SURE = 0.95


def disagreements(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """What the plan says in two ways of one document it cites, each reading with the line where it first stands."""
    mentions = mentions_of([plan])
    for conflict in date_conflicts(mentions):
        said = [on_day(reading.value) for reading in conflict]
        doubtful = doubt((plan,), conflict[0].value, conflict[-1].value)
        yield _notice("citation-date-conflict", conflict, said, lines, *doubtful)
    for conflict in issuer_conflicts(mentions):
        said = [Said(f"của {reading.value}", f"by {reading.value}") for reading in conflict]
        yield _notice("citation-issuer-conflict", conflict, said, lines, Said("", ""), _SURE)
    for conflict in type_conflicts(mentions):
        said = [Said(f"gọi là {reading.value}", f"called {reading.value}") for reading in conflict]
        yield _notice("citation-type-conflict", conflict, said, lines, Said("", ""), _SURE)


def _notice(
    code: str, conflict: Conflict, said: Sequence[Said], lines: Lines, addition: Said, confidence: float
) -> Notice:
    first = [reading.mentions[0].citation for reading in conflict]
    spans = [(m.citation.start, m.citation.end) for reading in conflict for m in reading.mentions]
    places = [lines.at(citation.start) for citation in first]
    name = called(first[0])
    vietnamese = " và ".join(f"{one.vietnamese} (dòng {line})" for one, line in zip(said, places, strict=True))
    english = " and ".join(f"{one.english} (line {line})" for one, line in zip(said, places, strict=True))
    return Notice(
        code=code,
        start=spans[0][0],
        end=spans[0][1],
        message=f"{name}: {vietnamese}{addition.vietnamese}",
        english=f"{name}: {english}{addition.english}",
        others=tuple(spans[1:]),
        confidence=confidence,
    )
