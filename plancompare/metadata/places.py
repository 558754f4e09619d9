"""Provinces and other places, by name, in correct spelling for scans too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from plancompare.text import fold

_NEAR = 84.0
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
_NAMED = re.compile(r"\b(?:[Tt][^\W\d_]nh|TỈNH|TINH|[Pp]h[^\W_]|PHỐ|PHO|TP\.?)\s+(?=[^\W\d_a-zđ])")


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """Folded name of every province and city of the first level, before and after July 2025: its name and its unit."""
    text = files("plancompare").joinpath("data", "provinces.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {_bare(name): (name, unit) for name, unit, _ in rows}


def _bare(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())


def province_named(words: Sequence[str]) -> str | None:
    """The province whose name `words` begin with, a letter in six aside.

    >>> province_named(["Kién", "Giang,", "ngay"]), province_named(["Ba", "Ria", "-", "Vung", "Tau"]), province_named(["Mai", "Châu"])
    ('Kiên Giang', 'Bà Rịa - Vũng Tàu', None)
    """
    known = provinces()
    plain = [word for word in (_bare(word) for word in words[:6]) if word]
    for length in (4, 3, 2):
        exact = known.get(" ".join(plain[:length]))
        if exact and len(plain) >= length:
            return exact[0]
    from rapidfuzz.fuzz import ratio

    best = 0.0, ""
    for folded, (name, _) in known.items():
        length = folded.count(" ") + 1
        if len(plain) >= length:
            best = max(best, (ratio(" ".join(plain[:length]), folded, score_cutoff=_NEAR), name))
    return best[1] or None


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
        if word[-1] in ",.;:)”\"":
            break
    return name


def place_name(words: Sequence[str]) -> str | None:
    """The name of a place at the beginning of `words`: a province in correct spelling, else as printed.

    >>> place_name(["Mai", "Châu", "xây", "dựng"]), place_name(["QUANG", "NGAI"]), place_name(["ban", "hành"])
    ('Mai Châu', 'Quảng Ngãi', None)
    """
    words = _name(words)[:5]
    known = province_named(words)
    if known:
        return known
    name = " ".join(words).strip(",.;:)”\"- ")
    return (name.title() if name.isupper() else name) or None
