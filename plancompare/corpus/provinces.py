"""The province a text is of, told from its words alone, before anything of it is read closely.

What counts is a province's name behind `tỉnh` or `thành phố`, and the place in front of the date. Names in the head
weigh more; those at the end do not, for most of them are of recipients (`Viện Pasteur Thành phố Hồ Chí Minh`). It is a
guess for counting in how many provinces a text is found: of a plan that is read closely the metadata say it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from plancompare.metadata.mergers import province_on
from plancompare.metadata.places import provinces

UNITS = ("tinh", "thanh pho", "tp")
"""What a name stands behind."""
_NAME = re.compile(r"\.?\s+(\w+)(?:[\s-]+(\w+))?")
_HEAD = 600  # letters that hold the header and the title
_OF_HEAD = 3  # votes of a name there; one of a name elsewhere
_SURE = 9  # votes of the head that make it needless to read the rest
_FEWEST = 4  # one mention in the head, or a few elsewhere, may be those of a neighbour
_AHEAD = 2  # times as many votes as the next
_LONGEST_PLACE = 20  # letters of two words with what parts them
_CAPITAL = "Hà Nội"  # where central bodies date their papers, of whichever province they speak


def province_of_text(text: str) -> str | None:
    """The province whose plan a text is; None where it names none, or not clearly one.

    `text` is folded (lower case without marks), of a scan best the words most likely printed; any white space and
    punctuation.

    >>> head = "ubnd tinh tay ninh\\nso noi vu\\ntay ninh, ngay 2 thang 3 nam 2024"
    >>> province_of_text(f"{head}\\nke hoach hoc tap kinh nghiem cua tinh long an")
    'Tây Ninh'
    >>> province_of_text("ke hoach cong tac, trong do co phoi hop voi tinh long an") is None
    True
    """
    head = text[:_HEAD]
    votes = Counter({name: _OF_HEAD * count for name, count in _named(head).items()})
    for before in head.split("ngay ")[:-1]:
        name = _place_at_end(before)
        if name and (name != _CAPITAL or name in votes):
            votes[name] += _OF_HEAD
    return _clear(votes, _SURE) or _clear(votes + _named(text[_HEAD:]), _FEWEST)


def _named(text: str) -> Counter[str]:
    """How often each province is named behind its unit."""
    begins, letters = _first_words(), _first_letters()
    votes: Counter[str] = Counter()
    for unit in UNITS:
        at = text.find(unit)  # many times faster than `re`
        while at >= 0:
            at += len(unit)
            if text[at : at + 4].lstrip(". \n")[:2] in letters and (found := _NAME.match(text, at)):
                name = begins.get((found[1], found[2] or "")) or begins.get((found[1], ""))
                if name:
                    votes[name] += 1
            at = text.find(unit, at)
    return votes


def _place_at_end(text: str) -> str | None:
    """The province whose name ends `text`."""
    words = re.findall(r"\w+", text[-_LONGEST_PLACE:])[-2:]
    ends = _last_words()
    return ends.get(tuple(words)) or ends.get(("", *words[-1:]))


def _clear(votes: Mapping[str, int], least: int) -> str | None:
    """The name that is clearly ahead with at least so many votes; a later name counts for the earlier (Huế)."""
    joined: Counter[str] = Counter()
    for name, count in votes.items():
        earlier = province_on(name, "")
        joined[earlier if earlier in votes else name] += count
    ranked = sorted(joined.items(), key=lambda vote: (-vote[1], vote[0]))
    if not ranked or ranked[0][1] < least:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1] else None


@cache
def _first_words() -> Mapping[tuple[str, ...], str]:
    """Provinces by the first two words of their folded names; the second is empty where there is but one."""
    return {(*folded.split(), "")[:2]: name for folded, (name, _) in provinces().items()}


@cache
def _first_letters() -> frozenset[str]:
    """The first two letters of the names, by which most words behind `tinh` (tính, tình) are told from them."""
    return frozenset(first[:2] for first, _ in _first_words())


@cache
def _last_words() -> Mapping[tuple[str, ...], str]:
    """Provinces by the last two words of their folded names; the first is empty where there is but one."""
    return {("", *folded.split())[-2:]: name for folded, (name, _) in provinces().items()}
