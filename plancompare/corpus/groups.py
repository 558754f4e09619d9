"""Verified pairs to groups: one document in several texts, and plans of much the same text.

Texts of one document are joined through every pair that says so, as in `compare`. Plans that merely share text are
not: A shares half its text with B and B with C, and C may have nothing of A; joined through every pair, a country's
plans would be one group. So each such group is a star (Aslam, Pelekhov & Rus 2004): a plan in its middle, and around
it plans that have at least half of the words of the two in common with it. Plans are taken for middles in the order of
how many others are that near, each unless it stands around another; then each of the others goes to the middle it has
most in common with. So everybody can check why a plan is in a group, and two plans of one group cannot be further from
each other than two steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from plancompare.model import Relation
from plancompare.model.scan import Group, ScannedPair

NEAR = 0.5
"""Share of the words of two texts that agree in passages, from which they are of much the same text. Plans of one
directive share .2 to .3, the filled-in copies of one template .6 and more."""

_Members = tuple[str, ...]
_Near = dict[int, dict[int, float]]  # document -> documents near it, and how much they have in common


def group_pairs(pairs: Sequence[ScannedPair]) -> tuple[Group, ...]:
    """The groups of texts, the largest first, then by their first text; numbered `g1`, `g2`, … in that order.

    Texts of one document are a group, `same_with_edits` where a person edited any of them. A group of plans of much
    the same text is `related` and holds all texts of each of them; one plan is in no more than one such group. The
    order of `pairs` does not matter.
    """
    documents = _documents(pairs)
    found: list[tuple[_Members, Relation]] = [
        (members, "same_with_edits" if edited else "same") for members, edited in documents if len(members) > 1
    ]
    for star in _stars(_near(pairs, [members for members, _ in documents])):
        found.append((tuple(sorted(text for document in star for text in documents[document][0])), "related"))
    found.sort(key=lambda group: (-len(group[0]), group))
    return tuple(Group(f"g{number}", relation, members) for number, (members, relation) in enumerate(found, 1))


def _documents(pairs: Sequence[ScannedPair]) -> list[tuple[_Members, bool]]:
    """The texts of each document, in order, and whether some pair of them differs by edits."""
    parent: dict[str, str] = {}

    def first_of(text: str) -> str:
        while (above := parent.setdefault(text, text)) != text:
            parent[text] = text = parent[above]
        return text

    edited: set[str] = set()
    for pair in pairs:
        one, other = first_of(pair.a), first_of(pair.b)
        if pair.relation in ("same", "same_with_edits"):
            parent[max(one, other)] = min(one, other)
            if pair.relation == "same_with_edits":
                edited.add(pair.a)
    members = defaultdict[str, list[str]](list)
    for text in sorted(parent):
        members[first_of(text)].append(text)
    touched = {first_of(text) for text in edited}
    return [(tuple(texts), first in touched) for first, texts in sorted(members.items())]


def _near(pairs: Sequence[ScannedPair], documents: Sequence[_Members]) -> _Near:
    """For each document those it has much in common with, by the two texts that have most."""
    numbers = {text: number for number, texts in enumerate(documents) for text in texts}
    near: _Near = {}
    for pair in pairs:
        a, b = numbers[pair.a], numbers[pair.b]
        if a != b and pair.score >= NEAR:
            for one, other in ((a, b), (b, a)):
                known = near.setdefault(one, {})
                known[other] = max(pair.score, known.get(other, 0.0))
    return near


def _stars(near: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """The documents of each star, its middle first."""
    around: set[int] = set()
    stars: dict[int, list[int]] = {}
    for middle in sorted(near, key=lambda document: (-len(near[document]), document)):
        if middle not in around:
            stars[middle] = [middle]
            around.update(near[middle])
    for document in sorted(around):
        stars[max((common, -other) for other, common in near[document].items() if other in stars)[1] * -1].append(
            document
        )
    return [star for star in stars.values() if len(star) > 1]
