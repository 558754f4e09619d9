"""How surprising a syllable is after the one before it, in Vietnamese administrative prose without marks.

A bigram model with Witten-Bell discounting: what followed a word in the texts it was learned from keeps
`seen / (seen + DISCOUNT × different followers)` of the probability, the rest goes to all words by how common they are,
and every legal syllable has some. Only clean text was counted (`data/syllable_bigrams.tsv`, made by
`tests/benchmarks/learn_channel.py`): 6,100 words of two plans and two other texts and 4,500 words of phrases written
by hand. It is small and knows administrative prose only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from msgspec import Struct, field

from plancompare.shipped import shipped
from plancompare.syllables import toneless_syllables

NUMBER = "#"
"""What stands in the model for any number, date or symbol."""
DISCOUNT = 2.0
"""1 to 4 are within 0.1 points of words read right, and 0.7 points on subjects the model does not know."""
ADDED = 0.2
"""Occurrences every legal syllable is credited with; 0.1 to 0.5 are within 0.1 points of words read right."""


Followers = tuple[dict[str, float], float]  # nats of the words seen, and what any other word costs more than usual


class Language(Struct, frozen=True, eq=False):
    """`followers[word]` lists what followed `word` and how often, as `"next count next count …"`."""

    followers: Mapping[str, str]
    _common: dict[str, float] = field(default_factory=dict)
    _after: dict[str, Followers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counts = dict.fromkeys((*toneless_syllables(), NUMBER), ADDED)
        for listed in self.followers.values():
            parts = listed.split(" ")
            for word, count in zip(parts[::2], parts[1::2], strict=True):
                counts[word] = counts.get(word, ADDED) + int(count)
        total = math.log(sum(counts.values()))
        self._common.update((word, total - math.log(count)) for word, count in counts.items())

    @property
    def words(self) -> Mapping[str, float]:
        """Every legal syllable, abbreviation and name of the model with its surprise in nats, out of context."""
        return self._common

    def after(self, before: str) -> Followers:
        """Surprises of the words seen after `before`, in nats, and what to add to the surprise of any other word."""
        found = self._after.get(before)
        if found is None:
            found = self._after[before] = self._read(before)
        return found

    def _read(self, before: str) -> Followers:
        listed = self.followers.get(before)
        if not listed:
            return {}, 0.0
        parts = listed.split(" ")
        counts = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
        seen = sum(counts.values())
        kept = 1 / (seen + DISCOUNT * len(counts))
        rest = 1 - seen * kept
        common = self._common
        surprises = {word: -math.log(n * kept + rest * math.exp(-common[word])) for word, n in counts.items()}
        return surprises, -math.log(rest)


@cache
def shipped_language() -> Language:
    """The model that comes with the tool."""
    lines = shipped("syllable_bigrams.tsv").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("# "))
    return Language({word: rest for word, _, rest in rows})
