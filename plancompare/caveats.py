"""What an analyst must know before trusting a comparison: other levels, other years, poor scans, unlike shapes."""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.model import Plan
from plancompare.model.comparison import Caveat, Evidence

POOR_SCAN = 0.1  # share of words misread from which a scan is named; clean scans read with the right model stay below


def caveats(
    plans: Sequence[Plan], witnesses: Sequence[Sequence[str]], sources_that_are_plans: Sequence[tuple[str, str]]
) -> tuple[Caveat, ...]:
    """Warnings about the set as a whole, each with the plans it rests on (their titles as evidence).

    `sources_that_are_plans` are the ids of a plan and of a source that is a text of the same document.
    """
    found = []
    for name, code, advice in (
        ("level", "levels-differ", "their duties differ by law"),
        ("year", "years-differ", "what is missing in one may have come up later"),
        ("document_type", "types-differ", "they are not documents of one kind"),
    ):
        values = {plan.id: getattr(plan.metadata, name) for plan in plans}
        if len({value for value in values.values() if value is not None}) > 1:
            told = ", ".join(f"{id}: {value}" for id, value in values.items() if value is not None)
            found.append(Caveat(code, f"the plans differ in {name} ({told}); {advice}", _titles(plans)))
    for plan in plans:
        if plan.ocr.is_ocr and plan.ocr.noise >= POOR_SCAN:
            message = f"{plan.id} is a scan, about {plan.ocr.noise:.0%} of its words misread: {plan.ocr.explanation}"
            found.append(Caveat("poor-scan", message, _titles([plan])))
    for members in witnesses:
        if len(members) > 1:
            twins = [plan for plan in plans if plan.id in members]
            message = f"{', '.join(members)} are texts of one document and count as one witness"
            found.append(Caveat("one-document", message, _titles(twins)))
    for name, source in sources_that_are_plans:
        message = f"the source {source} is a text of {name} itself: all of that plan is found in it"
        found.append(Caveat("source-is-plan", message, _titles([plan for plan in plans if plan.id == name])))
    return tuple(found)


def _titles(plans: Sequence[Plan]) -> tuple[Evidence, ...]:
    firsts = ((plan, next((s for s in plan.sections if s.kind == "title"), None)) for plan in plans)
    return tuple(Evidence(plan.id, title.start, title.end) for plan, title in firsts if title is not None)
