"""How alike two short texts are in what they say, and which of several say one thing.

Weighed by the background (`background.py`), never by the texts at hand, so an unrelated plan changes nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from plancompare.background import background

Terms = Mapping[str, float]

_COMMON = 100
"""Texts that share a term from which it no longer suggests that two of them are alike, lest all are held to all."""
_ROUNDING = 1e-9


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
    group_of = {i: [i] for i in range(len(texts))}
    for _, i, j in sorted((-score, i, j) for i, j, score in _alike(texts, homes, least)):
        one, other = group_of[i], group_of[j]
        if one is other or {homes[k] for k in one} & {homes[k] for k in other}:
            continue
        if sum(likeness(texts[a], texts[b]) for a in one for b in other) >= least * len(one) * len(other):
            one += other
            group_of.update(dict.fromkeys(other, one))
    return sorted(sorted(group) for group in {id(group): group for group in group_of.values()}.values())


def _alike(texts: Sequence[Terms], homes: Sequence[Hashable], least: float) -> Iterator[tuple[int, int, float]]:
    """Every two texts of different homes whose likeness is at least `least`, if they share a term few texts have.

    What they share of such terms is summed up for all at once; only where that and the common terms may be enough is
    the likeness itself asked for.
    """
    holders: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        for term in text:
            holders.setdefault(term, []).append(i)
    weights = [sum(text.values()) for text in texts]
    common = [sum(w for term, w in text.items() if len(holders[term]) > _COMMON) for text in texts]
    for i, text in enumerate(texts):
        shared: dict[int, float] = {}
        for term, weight in text.items():
            held = holders[term]
            if len(held) <= _COMMON:
                for j in held[bisect_right(held, i) :]:
                    shared[j] = shared.get(j, 0.0) + weight
        for j, known in shared.items():
            enough = least / (1 + least) * (weights[i] + weights[j])
            if homes[i] != homes[j] and known + min(common[i], common[j]) >= enough - _ROUNDING:
                score = likeness(text, texts[j])
                if score >= least:
                    yield i, j, score
