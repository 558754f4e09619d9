"""Two texts against one another: is this the same document, and did a person change anything?

    Plan, Plan ─ read_text ─ map_tokens ─ fit_reading ─ judge ─ cover ─▶ changes ─ relation ─▶ Difference

Which of the two was printed and which was read is told by their letters, not by their order, so that swapping A and B
mirrors the result.
"""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.changes import (
    Found,
    find_changes,
    read_text,
)
from plancompare.changes.measures import confusions_of, in_common, rates, sections_of
from plancompare.changes.verdict import relate_texts, remarks_of
from plancompare.model import Difference, Plan


def diff_plans(a: Plan, b: Plan) -> Difference:
    """All that differs between two texts, and what they are to one another.

    >>> from plancompare import parse_plan, read_source
    >>> names = "tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr"
    >>> difference = diff_plans(*(parse_plan(read_source(f"fixtures/{name}.txt"), name) for name in names))
    >>> difference.relation, [change.a_text for change in difference.changes if change.label == "edit"]
    ('same', [])
    """
    found = find_changes(read_text(a), read_text(b))
    relation, confidence = relate_texts(found)
    cer, wer, residual = rates(found)
    return Difference(
        a=a,
        b=b,
        relation=relation,
        relation_confidence=confidence,
        shared=in_common(found),
        cer=cer,
        wer=wer,
        residual_cer=residual,
        changes=found.changes,
        channel=confusions_of(found),
        sections=sections_of(found),
        remarks=remarks_of(found),
    )
