"""Which text is a reading of the other, and how it was read: fitted to the two texts at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from plancompare.changes.odds import EDITED, Reading, add
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step
from plancompare.confusions import shipped_confusions

MARKED = 0.25
"""Share of words with letters beyond ASCII below which a reading lost the marks; with them it is above .6."""
EVIDENCE = 8.0
"""Nats by which a reading must explain the differences better than a person before a text without other signs is
taken for a scan. Scans read with a Vietnamese model reach 10 to 100, texts that persons edited stay below 6."""
_READ = 0.5  # share of the words that the way of reading stands for while it is weighed
_MOST_OF_ONE = 5.0  # nats that one difference may say for a reading: a single odd word proves nothing
_ROUNDS = 6
_FEW = 0.02  # share of words read without marks to begin with

Pairs = Counter[tuple[str, str]]


def word_pairs(a: Text, b: Text, steps: Sequence[Step]) -> Pairs:
    """The words that stand for one another one by one, with how often they do."""
    return Counter(
        (a.words[s.i].shown, b.words[s.j].shown) for s in steps if s.i_end - s.i == 1 and s.j_end - s.j == 1
    )


def evidence_of_reading(pairs: Pairs) -> float:
    """Nats by which `pairs` (printed, shown) look like a reading with a Vietnamese model rather than typed twice."""
    vie, typed = shipped_confusions("vie"), Reading((), True)
    gain = 0.0
    for (printed, shown), count in pairs.items():
        cost = vie.cost(printed, shown)
        if printed == shown:
            gain += count * math.log(1 - _READ + _READ * math.exp(-cost))
        else:
            edited = EDITED + typed.edit(printed, shown)
            gain += count * min(_MOST_OF_ONE, edited - add(edited, cost - math.log(_READ)))
    return gain


def fit_reading(b: Text, pairs: Pairs) -> Reading:
    """How `b` was read from the printed words of `pairs`: the share of words each way of reading explains.

    Fitted by expectation and maximisation over the words that differ; a text without marks was read with an English
    model throughout.
    """
    marked = sum(not word.shown.isascii() for word in b.words) / max(1, len(b.words))
    eng = shipped_confusions("eng")
    if marked < MARKED:
        return Reading(((0.0, eng),), False)
    vie = shipped_confusions("vie")
    unlike = [(pair, count) for pair, count in pairs.items() if pair[0] != pair[1]]
    total = sum(pairs.values()) + 2.0
    share = _FEW
    for _ in range(_ROUNDS):
        english = 0.2
        for (printed, shown), count in unlike:
            odds = eng.cost(printed, shown) - vie.cost(printed, shown) + math.log((1 - share) / share)
            english += count / (1 + math.exp(min(50.0, odds)))
        share = english / total
    return Reading(((-math.log(1 - share), vie), (-math.log(share), eng)), True)
