"""The names of bodies that do not ship, in correct spelling as far as other names and laws have their words.

A scan loses the marks of a name (`Ban Quan ly cho Dong Ba`). Two words that stand side by side in a name, a law or a
heading that ships are spelled as there; what stands nowhere stays as printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from plancompare.shipped import shipped
from plancompare.text import fold

_LISTS = ("agencies.txt", "laws.txt", "headings.txt", "formulas.txt", "provinces.txt")


def respelled(forms: Sequence[str], shown: Sequence[str]) -> list[str]:
    """The words `shown`, read as `forms`, with their marks where they are known.

    >>> respelled("quan ly khai thac thuy loi".split(), "Quan ly Khai thac thiy loi".split())
    ['Quản', 'lý', 'Khai', 'thac', 'thủy', 'lợi']
    """
    found = list(shown)
    for at, pair in enumerate(pairwise(forms)):
        if spelled := _pairs().get(pair):
            found[at], found[at + 1] = (
                word[0].upper() + word[1:] if printed[0].isupper() else word
                for word, printed in zip(spelled, shown[at : at + 2], strict=True)
            )
    return ["và" if form == "va" else word for form, word in zip(forms, found, strict=True)]


@cache
def _pairs() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Two words side by side without marks -> with marks, where only one spelling ships."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name in _LISTS:
        for line in shipped(name).splitlines():
            if not line.startswith("#"):
                shown = line.partition("\t")[0].lower().replace(",", "").replace(" - ", " ")
                for plain, spelled in zip(pairwise(fold(shown).split()), pairwise(shown.split()), strict=True):
                    found.setdefault(plain, set()).add(spelled)
    return {pair: next(iter(spelled)) for pair, spelled in found.items() if len(spelled) == 1}
