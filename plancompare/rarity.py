"""How telling a passage is: long runs of rare words say that one text knew the other, stock phrases do not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log

from plancompare.background import background

_USUAL_LENGTH = 40  # syllables; a passage of this length has 63 % of the weight of an endless one


def rarity(forms: Sequence[str]) -> float:
    """The score of a passage from the folded forms that agree in it, in [0, 1].

    The mean inverse document frequency of its pairs of neighbours in the background, as a share of what a pair never
    seen there has, times a factor for length. A passage of stock phrases ranks low however long the list of plans is.

    >>> stock = "chu truong cua dang chinh sach phap luat cua nha nuoc ve cong tac dan van".split()
    >>> telling = "boi thuong giai phong mat bang cho du an ho chua nuoc tren dia ban huyen mien nui".split()
    >>> rarity(stock) < rarity(telling)
    True
    """
    if len(forms) < 2:
        return 0.0
    weights = [_weight(f"{one} {other}") for one, other in zip(forms, forms[1:], strict=False)]
    return sum(weights) / len(weights) * (1 - exp(-len(forms) / _USUAL_LENGTH))


@lru_cache(1 << 16)  # scans have ever new words
def _weight(pair: str) -> float:
    sections, frequency = background()
    return log((sections + 1) / (frequency.get(pair, 0) + 1)) / log(sections + 1)
