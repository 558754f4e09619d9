"""Verified pairs to groups: one document in several texts, and plans of much the same text.

Texts of one document are joined through every pair that says so, as in `compare`. So are the copies of one text, which
are ALIKE: what ten thousand communes made of one template is verified between neighbours only (`queries.py`).

Plans that are merely near one another are not joined like this: A shares half its text with B and B with C, and C may
have nothing of A; joined through every pair, a country's plans would be one group. Their groups are stars (Aslam,
Pelekhov & Rus 2004): a plan with its copies in the middle, and around it those NEAR it. They are taken for middles in
the order of how many others are near, each unless it stands around another; then each of the others goes to the middle
it has most in common with. So anybody can check why a plan is in a group.

Of pairs of made plans (22 of each kind, `tests/benchmarks/made_corpus.py`; share of the words of both in common,
least, median and most):

    a family .41 .60 .76     next year's plan .57 .72 .89     near copies .68 .78 .88     one template .67 .77 .92
    a single passage .16 .25 .40     nothing but boilerplate .08 .13 .29     the real plans of two offices .10 .16 .37
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from plancompare.model import Relation
from plancompare.model.scan import Group, ScannedPair

ALIKE = 0.65
"""Share of the words of two texts that agree in passages, from which they are copies of one text."""
NEAR = 0.5
"""The same, from which they are of much the same text."""

_Texts = tuple[str, ...]


def group_pairs(pairs: Sequence[ScannedPair]) -> tuple[Group, ...]:
    """The groups of texts, the largest first, then by their first text; numbered `g1`, `g2`, … in that order.

    Texts of one document are a group, `same_with_edits` where a person edited any of them. A group of plans of much
    the same text is `related` and holds all texts of each of them; one plan is in no more than one such group. The
    order of `pairs` does not matter.
    """
    documents = _joined(pairs, _is_one_document)
    edited = {text for pair in pairs if pair.relation == "same_with_edits" for text in (pair.a, pair.b)}
    found: list[tuple[_Texts, Relation]] = [
        (texts, "same" if edited.isdisjoint(texts) else "same_with_edits") for texts in documents if len(texts) > 1
    ]
    document_of = {text: number for number, texts in enumerate(documents) for text in texts}
    copies = _joined(pairs, lambda pair: pair.score >= ALIKE or _is_one_document(pair))
    for star in _stars(_near(pairs, copies)):
        texts = tuple(sorted(text for number in star for text in copies[number]))
        if len({document_of[text] for text in texts}) > 1:
            found.append((texts, "related"))
    found.sort(key=lambda group: (-len(group[0]), group))
    return tuple(Group(f"g{number}", relation, texts) for number, (texts, relation) in enumerate(found, 1))


def _is_one_document(pair: ScannedPair) -> bool:
    return pair.relation in ("same", "same_with_edits")


def _joined(pairs: Sequence[ScannedPair], are_one: Callable[[ScannedPair], bool]) -> list[_Texts]:
    """All texts, those together that are joined through pairs; in order."""
    above: dict[str, str] = {}

    def first_of(text: str) -> str:
        while (other := above.setdefault(text, text)) != text:
            above[text] = text = above[other]
        return text

    for pair in pairs:
        one, other = first_of(pair.a), first_of(pair.b)
        if are_one(pair):
            above[max(one, other)] = min(one, other)
    together = defaultdict[str, list[str]](list)
    for text in sorted(above):
        together[first_of(text)].append(text)
    return [tuple(texts) for texts in together.values()]


def _near(pairs: Sequence[ScannedPair], copies: Sequence[_Texts]) -> Mapping[int, Mapping[int, float]]:
    """For each set of copies those near it, and how much they have in common, by the two texts that have most."""
    number_of = {text: number for number, texts in enumerate(copies) for text in texts}
    near: dict[int, dict[int, float]] = {number: {} for number in range(len(copies))}
    for pair in pairs:
        a, b = number_of[pair.a], number_of[pair.b]
        if a != b and pair.score >= NEAR:
            near[a][b] = near[b][a] = max(pair.score, near[a].get(b, 0.0))
    return near


def _stars(near: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """What is in each star, its middle first; what is near nothing is one alone."""
    around: set[int] = set()
    stars: dict[int, list[int]] = {}
    for middle in sorted(near, key=lambda number: (-len(near[number]), number)):
        if middle not in around:
            stars[middle] = [middle]
            around.update(near[middle])
    for number in sorted(around):
        middles = [(-common, other) for other, common in near[number].items() if other in stars]
        stars[min(middles)[1]].append(number)
    return list(stars.values())
