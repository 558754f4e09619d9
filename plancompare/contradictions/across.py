"""One document with two dates, two issuers or two types in two plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancompare.contradictions.doubt import doubt
from plancompare.contradictions.readings import (
    Apart,
    Conflict,
    Mention,
    date_conflicts,
    issuer_conflicts,
    mentions_of,
    type_conflicts,
)
from plancompare.contradictions.wording import Lines, Said, called, lines_of, on_day
from plancompare.model import Citation, Plan
from plancompare.model.comparison import Caveat, Evidence

_Saying = Callable[[str], Said]


class Witnesses(NamedTuple):
    """The plans compared, their lines, and of which witness each is a text."""

    plans: Sequence[Plan]
    lines: Mapping[str, Lines]
    of: Mapping[str, int]


def witnesses_of(plans: Sequence[Plan], witnesses: Sequence[Sequence[str]]) -> Witnesses:
    """`witnesses` are the ids of the texts of each document."""
    of = {id: number for number, members in enumerate(witnesses) for id in members}
    return Witnesses(plans, {plan.id: lines_of(plan) for plan in plans}, of)


def conflicting_citations(known: Witnesses) -> Iterator[Caveat]:
    """Documents that one plan gives another date, issuer or type than another plan does.

    Of two texts of one document the difference is a reading's or an edit, and `diff` tells it; a plan that has both
    readings contradicts itself and no other.
    """
    mentions = mentions_of(known.plans)
    for conflict in date_conflicts(mentions, _apart(mentions, known, lambda c: c.date)):
        plans = tuple({m.plan.id: m.plan for reading in conflict for m in reading.mentions}.values())
        addition = doubt(plans, conflict[0].value, conflict[-1].value)
        yield _caveat("citation-date-conflict", conflict, on_day, known, *addition)
    for conflict in issuer_conflicts(mentions, _apart(mentions, known, lambda c: c.issuer)):
        yield _caveat("citation-issuer-conflict", conflict, _by, known, Said("", ""), 0.95)
    for conflict in type_conflicts(mentions, _apart(mentions, known, lambda c: c.type)):
        yield _caveat("citation-type-conflict", conflict, _as, known, Said("", ""), 0.9)


def _by(issuer: str) -> Said:
    return Said(f"của {issuer}", f"by {issuer}")


def _as(kind: str) -> Said:
    return Said(f"gọi là {kind}", f"called {kind}")


def _apart(mentions: Sequence[Mention], known: Witnesses, reading: Callable[[Citation], str | None]) -> Apart:
    """Whether two mentions are of different documents of which none has the reading of the other too."""
    held: dict[tuple[int, str | None], set[str | None]] = defaultdict(set)
    for mention in mentions:
        held[known.of[mention.plan.id], mention.citation.number].add(reading(mention.citation))

    def apart(a: Mention, b: Mention) -> bool:
        one, other = known.of[a.plan.id], known.of[b.plan.id]
        if one == other:
            return False
        return reading(b.citation) not in held[one, a.citation.number] and (
            reading(a.citation) not in held[other, b.citation.number]
        )

    return apart


def _caveat(
    code: str, conflict: Conflict, saying: _Saying, known: Witnesses, addition: Said, confidence: float
) -> Caveat:
    vietnamese, english = [], []
    for reading in conflict:
        first: dict[str, Mention] = {}
        for mention in reading.mentions:
            first.setdefault(mention.plan.id, mention)
        lines = {id: known.lines[id].at(mention.citation.start) for id, mention in first.items()}
        said = saying(reading.value)
        vietnamese.append(f"{said.vietnamese} ({', '.join(f'{id} dòng {line}' for id, line in lines.items())})")
        english.append(f"{said.english} ({', '.join(f'{id} line {line}' for id, line in lines.items())})")
    name = called(conflict[0].mentions[0].citation)
    return Caveat(
        code=code,
        message=f"{name}: {' và '.join(vietnamese)}{addition.vietnamese}",
        evidence=tuple(
            Evidence(mention.plan.id, mention.citation.start, mention.citation.end)
            for reading in conflict
            for mention in reading.mentions
        ),
        english=f"{name}: {' and '.join(english)}{addition.english}",
        confidence=confidence,
    )
