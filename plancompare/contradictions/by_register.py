"""Where a plan gives a central document another date or issuer than the register of documents has."""

from __future__ import annotations

from collections.abc import Iterator

from plancompare.citations.register import Registered, misdated, registered
from plancompare.contradictions.doubt import doubt
from plancompare.contradictions.readings import are_two_bodies
from plancompare.contradictions.wording import Lines, called, on_day
from plancompare.model import Citation, Notice, Plan


def misdated_documents(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Central documents with a date that is not theirs, each once."""
    told: set[tuple[str | None, str | None]] = set()
    for citation in plan.citations:
        known = misdated(citation)
        if known is None or (citation.number, citation.date) in told:
            continue
        told.add((citation.number, citation.date))
        yield _misdated(plan, citation, known, lines)


def _misdated(plan: Plan, citation: Citation, known: Registered, lines: Lines) -> Notice:
    shown, true = citation.date or "", known.date
    addition, confidence = doubt((plan,), shown, true)
    line, name = lines.at(citation.start), called(citation)
    return Notice(
        code="citation-misdated",
        start=citation.start,
        end=citation.end,
        message=f"{name}: kế hoạch ghi {on_day(shown).vietnamese} (dòng {line}), theo danh mục văn bản là "
        f"{on_day(true).vietnamese}{addition.vietnamese}",
        english=f"{name}: {on_day(shown).english} in the plan (line {line}), by the register it is "
        f"{on_day(true).english}{addition.english}",
        confidence=confidence,
    )


def misattributed_documents(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Central documents given to a body that did not issue them, each once."""
    told: set[str] = set()
    for citation in plan.citations:
        known = registered(citation) if citation.number and citation.issuer else None
        if known is None or citation.issuer is None or known.number in told:
            continue
        if not are_two_bodies(citation.issuer, known.issuer):
            continue
        told.add(known.number)
        line, name = lines.at(citation.start), called(citation)
        yield Notice(
            code="citation-misattributed",
            start=citation.start,
            end=citation.end,
            message=f"{name}: kế hoạch ghi của {citation.issuer} (dòng {line}), theo danh mục văn bản là của "
            f"{known.issuer}",
            english=f"{name}: given to {citation.issuer} (line {line}), by the register it was issued by "
            f"{known.issuer}",
            confidence=0.85,
        )
