"""Two texts against one another: is this the same document, and did a person change anything?

    Plan, Plan ─ read_text ─ map_tokens ─ fit_reading ─ judge ─ cover ─▶ changes ─ relation ─▶ Difference

Which of the two was printed and which was read is told by their letters, not by their order, so that swapping A and B
mirrors the result.
"""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.changes import (
    ONE_DOCUMENT,
    confusions_of,
    costs_of,
    find_changes,
    in_common,
    rates,
    read_text,
    relate_texts,
    remarks_of,
    sections_of,
)
from plancompare.model import Plan
from plancompare.model.difference import Difference, InCommon
from plancompare.review.changes import apply_to_changes
from plancompare.review.entries import ReviewFile, entries_of, told
from plancompare.review.plans import apply_to_plan


def diff_plans(a: Plan, b: Plan, reviews: Sequence[ReviewFile] = ()) -> Difference:
    """All that differs between two texts, and what they are to one another.

    What `reviews` overrule holds before anything is made of it (`review/`).

    >>> from plancompare import parse_plan, read_source
    >>> names = "tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr"
    >>> difference = diff_plans(*(parse_plan(read_source(f"fixtures/{name}.txt"), name) for name in names))
    >>> difference.relation, [change.a_text for change in difference.changes if change.label == "edit"]
    ('same', [])
    """
    entries = entries_of(reviews, (a, b))
    a, outcomes_a = apply_to_plan(a, entries)
    b, outcomes_b = apply_to_plan(b, entries)
    found, outcomes = apply_to_changes(find_changes(read_text(a), read_text(b)), entries)
    shared = in_common(found)
    if min(shared.a, shared.b) < ONE_DOCUMENT:
        shared = _passages_in_common(a, b)  # of two documents, text in common may stand in any order
    relation, confidence = relate_texts(found, shared)
    costs = costs_of(found)
    cer, wer, residual = rates(found, costs)
    sections = sections_of(found, costs)
    return Difference(
        a=a,
        b=b,
        relation=relation,
        relation_confidence=confidence,
        shared=shared,
        cer=cer,
        wer=wer,
        residual_cer=residual,
        changes=found.changes,
        channel=confusions_of(found),
        sections=sections,
        remarks=remarks_of(found, sections),
        review=told(entries, outcomes_a | outcomes_b | outcomes),
    )


def _passages_in_common(a: Plan, b: Plan) -> InCommon:
    if a.text > b.text:  # ties are broken by the order of the two
        swapped = _passages_in_common(b, a)
        return InCommon(swapped.b, swapped.a)
    from plancompare.collate import shared_passages
    from plancompare.relations import agreed_shares
    from plancompare.tokens import comparable_forms, tokenize

    one, other = tokenize(a), tokenize(b)
    forms_a, forms_b, alike = comparable_forms(one, other)
    passages = shared_passages(forms_a, forms_b, alike, one.begins, other.begins)
    shares = agreed_shares(passages, len(forms_a), len(forms_b))
    return InCommon(round(shares[0], 4), round(shares[1], 4))
