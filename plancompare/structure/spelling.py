"""Correct Vietnamese for the headings of a scan, where there is no doubt what they are.

A heading of a plan is mostly made of standard phrases, bodies and places (`MUC PiCH, YEU CAU`, `S6' Lao dong - Thwong
binh va Xi hoi`). It is restored only if such phrases cover all of it; one word that none of them explains, and the
heading stays as printed.
"""

from __future__ import annotations

import re
from functools import cache

from plancompare.shipped import shipped
from plancompare.structure.lines import is_capitals
from plancompare.text import fold

_LISTS = ("headings.txt", "agencies.txt", "provinces.txt")
# What stands between and around the names of bodies in headings of duties.
_GLUE = (
    "các", "sở", "ban", "ngành", "tỉnh", "huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đơn vị",
    "cơ quan", "báo", "đài", "đoàn thể", "công tác", "dân vận", "chính quyền", "cải cách hành chính", "quy chế",
    "dân chủ", "ở cơ sở", "của", "thuộc", "tổ chức thực hiện", "nội dung thực hiện", "kinh phí thực hiện",
    "Ủy ban nhân dân các", "trực thuộc", "sự nghiệp", "công lập", "tiếp dân", "tiếp công dân", "khiếu nại", "tố cáo",
)  # fmt: skip
_NEAR = 82.0
_LONGEST = 9
_LONG = 300  # letters; a longer heading is never all standard phrases
_WORD = re.compile(r"\S+")
_EDGE = ".,;:()“”\"'-–—*"


def restored(printed: str) -> str:
    """`printed` in correct spelling if all of it is known, else as it is.

    >>> restored("MUC PiCH, YEU CAU"), restored("Kinh phi thuce hién"), restored("S6' Lao dong - Thwong binh va Xi hoi")
    ('MỤC ĐÍCH, YÊU CẦU', 'Kinh phí thực hiện', 'Sở Lao động - Thương binh và Xã hội')
    >>> restored("Gén thuc hién cong tac")
    'Gén thuc hién cong tac'
    """
    if len(printed) > _LONG:
        return printed
    runs = [found.group() for found in _WORD.finditer(printed)]
    plain = [fold(run.strip(_EDGE)) for run in runs]
    places = [i for i, word in enumerate(plain) if word]
    if not places:
        return printed
    capitals = is_capitals(printed)
    at = 0
    while at < len(places):
        if plain[places[at]].isdigit():
            at += 1
            continue
        known = _phrase_at([plain[i] for i in places[at : at + _LONGEST]])
        if known is None:
            return printed
        for place, word in zip(places[at : at + len(known)], known, strict=True):
            runs[place] = _dressed(runs[place], word, capitals, first=place == 0)
        at += len(known)
    return " ".join(runs)


def _dressed(printed: str, word: str, capitals: bool, first: bool) -> str:
    """`word` with the capitals and the punctuation of the run it stands for."""
    bare = printed.strip(_EDGE)
    before, _, after = printed.partition(bare)
    capitals = capitals or bare.isupper() and bare.isalpha() and len(bare) > 1
    shown = word.upper() if capitals else word[0].upper() + word[1:] if first or bare[0].isupper() else word
    return before.strip("'`") + shown + after.strip("'`")


def _phrase_at(words: list[str]) -> tuple[str, ...] | None:
    """The longest known phrase `words` begin with; a phrase of one word must be right letter for letter."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    for length in range(len(words), 0, -1):
        phrases = _phrases().get(length, {})
        printed = " ".join(words[:length])
        if printed in phrases:
            return phrases[printed]
        if length > 1 and (best := extractOne(printed, phrases.keys(), scorer=ratio, score_cutoff=_NEAR)):
            return phrases[best[0]]
    return None


@cache
def _phrases() -> dict[int, dict[str, tuple[str, ...]]]:
    """Known phrases by their number of words and by folded form."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    lines = [line for name in _LISTS for line in shipped(name).splitlines()]
    for line in (*_GLUE, *lines):
        words = tuple(word for word in line.partition("\t")[0].replace(",", "").split() if word != "-")
        if words and not line.startswith("#"):
            found.setdefault(len(words), {}).setdefault(fold(" ".join(words)), words)
    return found
