"""Which sections of two plans treat one subject, how sure that is, and which words show it.

    Plan ─ outline ─▶ Outline ─┬─ compare ─ score ─▶ many-to-many matches of two plans      ─┬─ carrying_terms ─▶ Match
                      Outline ─┴─ one_to_one      ─▶ matches of two texts of one document ─┘

`align_plans` does both for all pairs of a set; `aside.py` runs it in a process of its own.
`outlines.py` says what of a plan is compared, `likeness.py` how alike two sections are and how likely a person would
align them, `twins.py` pairs a scan with its clean twin, `evidence.py` names the words that carried a match.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from plancompare.align.evidence import carrying_terms
from plancompare.align.likeness import compare, scores, told_twice
from plancompare.align.outlines import Outline, outline
from plancompare.align.twins import TWIN_SCORE, one_to_one
from plancompare.model import Plan
from plancompare.model.comparison import Match
from plancompare.text import Word

__all__ = ["THRESHOLD", "Outline", "align_outlines", "align_plans", "outline"]

THRESHOLD = 0.48
"""Sections a person would align with this probability are matches: it gives the best F1 on the pairs of `likeness.py`,
and 0.38 to 0.56 are within 0.03 of it."""


def align_plans(
    plans: Sequence[tuple[Plan, Sequence[str], Sequence[Word]]], twins: bool
) -> dict[tuple[str, str], tuple[Match, ...]]:
    """The matches of all pairs of `plans`, by the ids of the two; each plan with the forms of its words and the words.

    What is said of a pair depends on no other plan.
    """
    outlines = [outline(plan, forms, words) for plan, forms, words in plans]
    return {(a.plan.id, b.plan.id): align_outlines(a, b, twins) for a, b in combinations(outlines, 2)}


def align_outlines(a: Outline, b: Outline, twins: bool) -> tuple[Match, ...]:
    """The matches of two plans, by position in A, then B; where A and B change places, the result is mirrored.

    Without `twins`, each pair of sections that a person would align with a probability of `THRESHOLD` at least. With
    `twins` the two are texts of one document, and each section has its one counterpart unless that is lost.
    """
    if not a.sections or not b.sections:
        return ()
    likeness = compare(a, b)
    probability, without_role = scores(likeness), scores(likeness, role=False)
    if twins:
        found = one_to_one(a, b, likeness)
    else:
        matched = probability >= THRESHOLD
        rows, columns = (matched & ~told_twice(a, b, matched)).nonzero()
        found = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return tuple(
        Match(
            a=a.sections[i].id,
            b=b.sections[j].id,
            score=round(max(float(probability[i, j]), TWIN_SCORE if twins else 0.0), 4),
            cosine=round(float(likeness.cosine[i, j]), 4),
            role=round(float(probability[i, j] - without_role[i, j]), 4),
            terms=terms,
        )
        for (i, j), terms in zip(found, carrying_terms(a, b, likeness, found), strict=True)
    )
