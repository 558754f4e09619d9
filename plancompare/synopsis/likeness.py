"""How alike two short texts are in what they say, and which of several say one thing.

Weighed by the background (`background.py`), never by the texts at hand, so an unrelated plan changes nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, pairwise
from math import log

from plancompare.background import background

Terms = Mapping[str, float]

_COMMON = 400
"""Texts that share a term from which it no longer suggests a pair, for their number would be squared."""


def terms(forms: Sequence[str]) -> Terms:
    """The folded words and pairs of neighbours of a text with their inverse document frequency.

    >>> found = terms("quy che dan van".split())
    >>> sorted(found), found["quy che"] > found["dan van"]
    (['che', 'che dan', 'dan', 'dan van', 'quy', 'quy che', 'van'], True)
    """
    sections, frequency = background()
    listed = dict.fromkeys([*forms, *(f"{one} {other}" for one, other in pairwise(forms))])
    return {term: log((sections + 1) / (frequency.get(term, 0) + 1)) for term in listed}


def likeness(a: Terms, b: Terms) -> float:
    """Weighted Jaccard: the weight of the terms of both over that of all terms, in [0, 1]; 0 where one has none."""
    common = sum(weight for term, weight in a.items() if term in b)
    return common / (sum(a.values()) + sum(b.values()) - common or 1.0)


def gather(texts: Sequence[Terms], homes: Sequence[Hashable], least: float) -> list[list[int]]:
    """The numbers of the texts in groups of one meaning, of each home at most one; most alike first, average link.

    Two groups join where the mean likeness between their texts is at least `least`. What no text is like stays alone.
    The groups stand in the order of their first text.
    """
    scores = _likely(texts, homes, least)
    group_of = {i: [i] for i in range(len(texts))}
    for (i, j), _ in sorted(scores.items(), key=lambda found: (-found[1], found[0])):
        one, other = group_of[i], group_of[j]
        if one is other or {homes[k] for k in one} & {homes[k] for k in other}:
            continue
        if sum(scores.get((min(a, b), max(a, b)), 0.0) for a in one for b in other) >= least * len(one) * len(other):
            one += other
            group_of.update(dict.fromkeys(other, one))
    return sorted(sorted(group) for group in {id(group): group for group in group_of.values()}.values())


def _likely(texts: Sequence[Terms], homes: Sequence[Hashable], least: float) -> dict[tuple[int, int], float]:
    """The likeness of every two texts of different homes that have a telling term in common, where it counts."""
    holders: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        for term in text:
            holders.setdefault(term, []).append(i)
    pairs = {pair for held in holders.values() if len(held) <= _COMMON for pair in combinations(held, 2)}
    scores = {(i, j): likeness(texts[i], texts[j]) for i, j in pairs if homes[i] != homes[j]}
    return {pair: score for pair, score in scores.items() if score >= least / 2}
