"""Provinces and other places, by name, in correct spelling for scans too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from plancompare.shipped import shipped
from plancompare.text import fold

_NEAR = 88.0
# A word for a level of place; of a scan the letter before the end may be anything (`thanh phd`, `thi x4`).
UNITS = (
    ("thành phố", re.compile(r"thanh ph\w{1,2}\b|tp\b\.?")),
    ("thị trấn", re.compile(r"thi tr.n\b")),
    ("thị xã", re.compile(r"thi x\w\b")),
    ("tỉnh", re.compile(r"tinh\b")),
    ("huyện", re.compile(r"huy.n\b")),
    ("quận", re.compile(r"quan\b")),
    ("phường", re.compile(r"phu.ng\b")),
    ("xã", re.compile(r"x[ax4]\b")),
)
_CAPITAL = "(?-i:[^\\W\\d_a-zà-ỹđ])"
_NAMED = re.compile(r"\b(?:[Tt][^\W\d_]nh|TỈNH|TINH|[Pp]h[^\W_]|PHỐ|PHO|TP\.?)\s+(?=[^\W\d_a-zđ])")


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """Folded name of every province and city of the first level, before and after July 2025: its name and its unit."""
    text = shipped("provinces.txt")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {_bare(name): (name, unit) for name, unit, *_ in rows}


def _bare(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())


def province_named(words: Sequence[str], misread: bool = True) -> str | None:
    """The province whose name `words` begin with; if `misread`, a letter in nine may be wrong.

    >>> province_named(["Kién", "Giang,", "ngay"]), province_named(["Ba", "Ria", "-", "Vung", "Tau"])
    ('Kiên Giang', 'Bà Rịa - Vũng Tàu')
    >>> province_named(["Mai", "Châu"]) is None
    True
    """
    known = provinces()
    plain = [word for word in (_bare(word) for word in words[:6]) if word]
    for length in (4, 3, 2, 1):
        exact = known.get(" ".join(plain[:length]))
        if exact and len(plain) >= length:
            return exact[0]
    if misread and plain and len(plain[0]) > 5 and (glued := _glued().get(plain[0])):
        return glued
    if not misread or len(plain) < 2:
        return None
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    found = [
        extractOne(" ".join(plain[:length]), names, scorer=ratio, score_cutoff=_NEAR)
        for length, names in _by_length().items()
    ]
    best = max((match for match in found if match), key=lambda match: match[1], default=None)
    return known[best[0]][0] if best else None


@cache
def _glued() -> dict[str, str]:
    """Provinces by their folded names in one word, as a scan may give them (`NGHEAN`)."""
    return {folded.replace(" ", ""): name for folded, (name, _) in provinces().items() if " " in folded}


@cache
def _by_length() -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for folded in provinces():
        if " " in folded:
            names[folded.count(" ") + 1].append(folded)
    return dict(names)


class Places(NamedTuple):
    """What is known of the place a text comes from: its province, and the text itself to ask for the rest."""

    province: str | None
    text: str

    def of(self, unit: str) -> str | None:
        """The place the text names most with this unit, where a sentence says no more than `Ủy ban nhân dân huyện`.

        >>> Places(None, "UBND huyện giao huyện Mai Châu; huyện Mai Châu báo cáo").of("huyện")
        'Mai Châu'
        """
        if unit == "tỉnh" or self.province and is_first_level_city(self.province):
            return self.province
        names = Counter(
            found[1]
            for found in re.finditer(rf"\b{unit} ({_CAPITAL}\w+(?: {_CAPITAL}\w+){{0,3}})", self.text, re.IGNORECASE)
        )
        return max(names, key=lambda name: (names[name], name)) if names else None

    def whole(self) -> tuple[str | None, str | None]:
        """Unit and name of the province, (None, None) where it is not known."""
        if self.province is None:
            return None, None
        return ("thành phố" if is_first_level_city(self.province) else "tỉnh"), self.province


def is_first_level_city(name: str) -> bool:
    """Whether the name is that of a city that is no part of a province (Hà Nội, Huế since 2025).

    >>> is_first_level_city("Đà Nẵng"), is_first_level_city("Tây Ninh")
    (True, False)
    """
    return any(name == known and unit == "thành phố" for known, unit in provinces().values())


def vote(regions: Sequence[tuple[str, float]]) -> str | None:
    """The province the text speaks of most, each region of the text with its weight; None where it names none.

    Only names behind the word tỉnh or thành phố count, and the place in front of the date.
    """
    votes: dict[str, float] = defaultdict(float)
    for text, weight in regions:
        for found in _NAMED.finditer(text):
            ahead = text[found.end() : found.end() + 40].split()
            name = province_named(_name(ahead))
            if name:
                votes[name] += weight
    return max(votes, key=lambda name: (votes[name], name)) if votes else None


def _name(words: Sequence[str]) -> list[str]:
    """The words of a name at the beginning of `words`: capitals, up to a comma or full stop."""
    name: list[str] = []
    for word in words:
        if not word[:1].isupper() and word != "-":
            break
        name.append(word)
        if word[-1] in ',.;:)”"':
            break
    return name


def place_name(words: Sequence[str], unit: str = "tỉnh") -> str | None:
    """The name of a place at the beginning of `words`: a province in correct spelling, else as printed.

    A misread name is taken for a province's only behind `tỉnh` and `thành phố`.

    >>> place_name(["Mai", "Châu", "xây", "dựng"]), place_name(["QUANG", "NGAI"]), place_name(["ban", "hành"])
    ('Mai Châu', 'Quảng Ngãi', None)
    """
    words = _name(words)[:5]
    known = province_named(words, misread=unit in ("tỉnh", "thành phố"))
    if known:
        return known
    name = " ".join(words).strip(',.;:)”"- ')
    return (name.title() if name.isupper() else name) or None
