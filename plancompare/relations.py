"""What two texts are to one another: one document, one document with edits, plans that share text, strangers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancompare.collate import Alignment
from plancompare.model import Pair, Plan, Relation

# TODO figures
ONE_DOCUMENT = 0.8
UNCHANGED = 0.99
_IDENTITY = ("issuing_body", "document_number", "year", "province")


def agreed_shares(passages: Sequence[Alignment], words_a: int, words_b: int) -> tuple[float, float]:
    """The share of the words of A, and of B, that agree in some passage of the two."""
    in_a = {i for p in passages for first, _, n in p.runs for i in range(first, first + n)}
    in_b = {j for p in passages for _, first, n in p.runs for j in range(first, first + n)}
    return len(in_a) / max(1, words_a), len(in_b) / max(1, words_b)


def relate(a: Plan, b: Plan, shares: tuple[float, float]) -> Relation:
    """The relation of two plans from the share of words of each that agree in their passages.

    Texts that say of themselves that they are two (another body, number, year or province) are never one document,
    however alike: the same office's plan of the next year is `related`.
    """
    if min(shares) < ONE_DOCUMENT or _say_they_are_two(a, b):
        return "related" if max(shares) > 0 else "unrelated"
    return "same" if min(shares) >= UNCHANGED else "same_with_edits"


def _say_they_are_two(a: Plan, b: Plan) -> bool:
    for name in _IDENTITY:
        one, other = getattr(a.metadata, name), getattr(b.metadata, name)
        if one is not None and other is not None and one != other:
            return True
    return False


def witnesses(ids: Sequence[str], pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """The texts grouped by document: a scan, a draft and a clean text of one plan are one witness."""
    group = {id: {id} for id in ids}
    for pair in pairs:
        if pair.relation in ("same", "same_with_edits"):
            joined = group[pair.a] | group[pair.b]
            for id in joined:
                group[id] = joined
    return tuple(sorted({tuple(sorted(members)) for members in group.values()}))
