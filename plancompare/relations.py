"""What two texts are to one another: one document, plans that share text, strangers.

On the 37 pairs of clean text and reading that the thresholds were chosen on, the texts of one document share at least
.95 of their words, plans that quote one another between .19 and .79, strangers at most .022, so that these three are
told apart without an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.collate import Alignment, shared_passages
from plancompare.model import Plan, Relation
from plancompare.model.comparison import Scope
from plancompare.text import fold
from plancompare.tokens import Tokens, comparable_forms

ONE_DOCUMENT = 0.87  # share of the words of both texts that agree in passages: half way between .79 and .95
RELATED = 0.05  # of one of them: between .022 and .19
_SAME_NAME = 85  # per cent of the letters without marks that two names of one body share where one is of a scan


def collate(a: Tokens, b: Tokens) -> tuple[Alignment, ...]:
    """The passages of two plans. Raises LimitError where they repeat each other too often."""
    forms_a, forms_b, alike = comparable_forms(a, b)
    return shared_passages(forms_a, forms_b, alike, a.begins, b.begins)


def agreed_shares(passages: Sequence[Alignment], words_a: int, words_b: int) -> tuple[float, float]:
    """The share of the words of A, and of B, that agree in some passage of the two: each in [0, 1].

    `words_a` and `words_b` count the words of either, furniture left out.
    """
    in_a = {i for p in passages for first, _, n in p.runs for i in range(first, first + n)}
    in_b = {j for p in passages for _, first, n in p.runs for j in range(first, first + n)}
    return len(in_a) / max(1, words_a), len(in_b) / max(1, words_b)


def similarity(shares: tuple[float, float], words_a: int, words_b: int) -> float:
    """The share of the words of both texts together that agree in passages, in [0, 1].

    >>> similarity((0.5, 0.25), 100, 200)
    0.3333
    """
    return round((shares[0] * words_a + shares[1] * words_b) / max(1, words_a + words_b), 4)


def scope_of(a: Plan, b: Plan) -> Scope:
    """Within one province only where both say which and it is the same."""
    same = a.metadata.province is not None and a.metadata.province == b.metadata.province
    return "within_province" if same else "cross_province"


def relate(a: Plan, b: Plan, shares: tuple[float, float]) -> Relation:
    """The relation of two plans from the shares of their words in common, as far as these can tell it.

    Texts of two bodies or provinces are never one document, however alike. Where both are of one, what differs tells
    whether somebody edited it, or whether it is the plan of another year (`relate_texts` in `changes/`).
    """
    if max(shares) < RELATED:
        return "unrelated"
    return "related" if min(shares) < ONE_DOCUMENT or _say_they_are_two(a, b) else "same"


def _say_they_are_two(a: Plan, b: Plan) -> bool:
    one, other = a.metadata, b.metadata
    scanned = a.ocr.is_ocr or b.ocr.is_ocr
    return _differ(one.province, other.province) or (
        _differ(one.issuing_body, other.issuing_body) and not (scanned and _near(a, b))
    )


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _near(a: Plan, b: Plan) -> bool:
    """Whether two names of bodies may be one: a scan leaves `quận Long Bien` where the text says `quận Long Biên`."""
    from rapidfuzz.fuzz import ratio

    one, other = fold(a.metadata.issuing_body or ""), fold(b.metadata.issuing_body or "")
    return ratio(one, other) >= _SAME_NAME


def witnesses(ids: Sequence[str], related: Mapping[tuple[str, str], Relation]) -> tuple[tuple[str, ...], ...]:
    """The texts grouped by document: a scan, a draft and a clean text of one plan are one witness.

    Groups and ids in them are sorted; a text without a twin is a group of its own.

    >>> witnesses(["a", "b", "c"], {("a", "b"): "related", ("a", "c"): "same_with_edits", ("b", "c"): "related"})
    (('a', 'c'), ('b',))
    """
    group = {id: {id} for id in ids}
    for (a, b), relation in related.items():
        if relation in ("same", "same_with_edits"):
            joined = group[a] | group[b]
            for id in joined:
                group[id] = joined
    return tuple(sorted({tuple(sorted(members)) for members in group.values()}))
