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
    for name, code, vietnamese, english in (
        (
            "level",
            "levels-differ",
            "Các văn bản thuộc những cấp khác nhau ({values}); nhiệm vụ của mỗi cấp do luật định khác nhau.",
            "the plans differ in level ({values}); their duties differ by law",
        ),
        (
            "year",
            "years-differ",
            "Các văn bản thuộc những năm khác nhau ({values}); điều một văn bản không có có thể về sau mới phát sinh.",
            "the plans differ in year ({values}); what is missing in one may have come up later",
        ),
        (
            "document_type",
            "types-differ",
            "Các văn bản không cùng một loại ({values}).",
            "the plans differ in type ({values}); they are not documents of one kind",
        ),
    ):
        values = {plan.id: getattr(plan.metadata, name) for plan in plans}
        if len({value for value in values.values() if value is not None}) > 1:
            told = ", ".join(f"{id}: {value}" for id, value in values.items() if value is not None)
            found.append(_caveat(code, vietnamese.format(values=told), english.format(values=told), plans))
    for plan in plans:
        if plan.ocr.is_ocr and plan.ocr.noise >= POOR_SCAN:
            vietnamese = f"{plan.id} là bản quét đọc kém: khoảng {plan.ocr.noise:.0%} số chữ có thể sai."
            english = f"{plan.id} is a scan, about {plan.ocr.noise:.0%} of its words misread: {plan.ocr.explanation}"
            found.append(_caveat("poor-scan", vietnamese, english, [plan]))
    for members in witnesses:
        if len(members) > 1:
            named = ", ".join(members)
            vietnamese = f"{named} là các bản của cùng một văn bản, được tính là một."
            english = f"{named} are texts of one document and count as one witness"
            found.append(_caveat("one-document", vietnamese, english, [plan for plan in plans if plan.id in members]))
    for name, source in sources_that_are_plans:
        vietnamese = f"Văn bản nguồn {source} chính là một bản của {name}: toàn bộ chữ của {name} đều thấy trong nguồn."
        english = f"the source {source} is a text of {name} itself: all of that plan is found in it"
        found.append(_caveat("source-is-plan", vietnamese, english, [plan for plan in plans if plan.id == name]))
    return tuple(found)


def _caveat(code: str, vietnamese: str, english: str, plans: Sequence[Plan]) -> Caveat:
    return Caveat(code=code, message=vietnamese, evidence=_titles(plans), english=english)


def _titles(plans: Sequence[Plan]) -> tuple[Evidence, ...]:
    firsts = ((plan, next((s for s in plan.sections if s.kind == "title"), None)) for plan in plans)
    return tuple(Evidence(plan.id, title.start, title.end) for plan, title in firsts if title is not None)
