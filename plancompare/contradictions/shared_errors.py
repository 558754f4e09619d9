"""Errors that plans have in common, which show more of their descent than words everybody uses."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from plancompare.channel import read_forms
from plancompare.contradictions.across import Witnesses
from plancompare.model import Citation, Notice, Plan
from plancompare.model.comparison import Caveat, Evidence
from plancompare.text import words

# What may travel with a copied text; a gap in the numbers or a lost end is each plan's own.
_OF_CITATIONS = frozenset(("citation-misdated", "citation-misattributed"))
_OF_WORDS = frozenset(("spelling-slip", "quote-unbalanced", "impossible-date", "foreign-name", "paragraph-cut"))
_WORDS_BEFORE = 4
_WINDOW = 60  # letters that hold as many words
_SURE = 0.8  # confidence from which an error is surely no misreading

Signature = tuple[str | None, ...]


def shared_errors(known: Witnesses) -> Iterator[Caveat]:
    """Each error that two plans or more have, texts of one document counting as one."""
    found: dict[Signature, list[tuple[Plan, Notice]]] = defaultdict(list)
    for plan in known.plans:
        citations = {citation.start: citation for citation in plan.citations}
        for notice in plan.warnings:
            signature = _signature(plan, notice, citations)
            if signature is not None:
                found[signature].append((plan, notice))
    for held in found.values():
        if len({known.of[plan.id] for plan, _ in held}) < 2:
            continue
        first: dict[str, Notice] = {}
        for plan, notice in held:
            first.setdefault(plan.id, notice)
        places = {id: known.lines[id].at(notice.start) for id, notice in first.items()}
        vietnamese = ", ".join(f"{id} (dòng {line})" for id, line in places.items())
        english = ", ".join(f"{id} (line {line})" for id, line in places.items())
        example = held[0][1]
        yield Caveat(
            code=f"shared-{example.code}",
            message=f"Lỗi chung của {vietnamese}: {example.message}",
            evidence=tuple(Evidence(plan.id, notice.start, notice.end) for plan, notice in held),
            english=f"An error that {english} have in common: {example.english}",
            confidence=0.9 if any(notice.confidence > _SURE for _, notice in held) else 0.7,
        )


def _signature(plan: Plan, notice: Notice, citations: Mapping[int, Citation]) -> Signature | None:
    """What is one and the same where two plans make one error; None for oddities that say nothing of descent."""
    citation = citations.get(notice.start)
    if notice.code in _OF_CITATIONS and citation is not None:
        said = citation.date if notice.code == "citation-misdated" else citation.issuer
        return notice.code, citation.number, said
    if notice.code == "foreign-link":
        return notice.code, plan.text[notice.start : notice.end]
    if notice.code in _OF_WORDS:
        return notice.code, *_around(plan, notice)
    return None


def _around(plan: Plan, notice: Notice) -> tuple[str, ...]:
    """The words in front of the place and in it, as they were most likely printed."""
    found = words(plan.text, max(0, notice.start - _WINDOW), notice.end)
    if notice.start > _WINDOW:
        found = found[1:]  # its beginning may be cut off
    first = bisect_left(found, notice.start, key=lambda word: word.end)
    return read_forms([word.shown for word in found[max(0, first - _WORDS_BEFORE) :]], plan.ocr)
