"""What kind of thing a word names: a place, a body, a year, a date, a number, a symbol, or plain wording.

Where two plans share a text and a word of it differs, the kind tells a filled template (another province,
another year, another number) from an adaptation (another wording).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from plancompare.shipped import shipped
from plancompare.text import Word, canonical, fold, words

if TYPE_CHECKING:
    from plancompare.model.comparison import SlotKind

_DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"[IVXLC]+")
# Words that name a level of place; the capitalised words behind them are its name. `xã` alone is mostly `xã hội`,
# and without marks `quan` is mostly `cơ quan`: these need a name behind them, or are not asked of a scan.
_LEVELS = {"tỉnh": True, "thành phố": True, "tp": True, "huyện": True, "thị xã": True, "quận": False, "xã": False}
_LEVELS_OF_SCAN = {"tinh": False, "thanh pho": False, "tp": True, "huyen": False, "thi xa": False}
_LONGEST_NAME = 4  # syllables of a place name: "Bà Rịa - Vũng Tàu"

Phrases = dict[str, tuple[tuple[str, ...], ...]]


def slot_kinds(text: str, found: Sequence[Word], forms: Sequence[str], is_scan: bool) -> tuple[SlotKind, ...]:
    """The kind of each word of `text`; `forms` are canonical, of a scan folded and snapped.

    >>> from plancompare.text import words
    >>> text = "Quyết định số 357-QĐ/TU ngày 11/11/2021 của Tỉnh ủy trên địa bàn tỉnh Kiên Giang năm 2024"
    >>> found = words(text)
    >>> kinds = slot_kinds(text, found, [canonical(w.shown) for w in found], is_scan=False)
    >>> [(w.shown, kind) for w, kind in zip(found, kinds) if kind != "wording"]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('357-QĐ/TU', 'symbol'), ('11/11/2021', 'date'), ('Tỉnh', 'agency'), ('ủy', 'agency'), ('tỉnh', 'place'),
     ('Kiên', 'place'), ('Giang', 'place'), ('2024', 'year')]
    """
    kinds = [
        _kind_of_word(word.shown, form, forms[i - 1] if i else "")
        for i, (word, form) in enumerate(zip(found, forms, strict=True))
    ]
    agencies, provinces = _phrases("agencies.txt", is_scan), _phrases("provinces.txt", is_scan)
    levels = _LEVELS_OF_SCAN if is_scan else _LEVELS
    openers = {*agencies, *provinces, *(level.split()[0] for level in levels)}
    at = 0
    while at < len(forms):
        if forms[at] not in openers:
            at += 1
            continue
        length = _phrase_at(forms, at, agencies)
        if length:
            kinds[at : at + length] = ["agency"] * length
        else:
            length = _place_at(text, found, forms, at, provinces, levels)
            kinds[at : at + length] = ["place"] * length
        at += length or 1
    return tuple(kinds)


def _kind_of_word(shown: str, form: str, before: str) -> SlotKind:
    if not any(c.isdigit() for c in form):  # of a scan the form is asked: `s6` is the word `số`
        if "/" in shown and any(c.isupper() for c in shown):
            return "symbol"
        return "number" if _ROMAN.fullmatch(shown) else "wording"
    if _DATE.fullmatch(shown) or (shown.isdigit() and before in ("ngay", "thang", "ngày", "tháng")):
        return "date"
    if _YEAR.fullmatch(shown):
        return "year"
    if any(c.isalpha() for c in shown):
        return "symbol" if "/" in shown or "-" in shown else "wording"  # `m0’1` of a scan is a word
    return "number"


def _place_at(
    text: str, found: Sequence[Word], forms: Sequence[str], at: int, provinces: Phrases, levels: dict[str, bool]
) -> int:
    """Length of a province's name, or of a level of place with the name behind it; 0 where there is none."""
    level = next((n for n in (2, 1) if " ".join(forms[at : at + n]) in levels), 0)
    end = at + level
    if end < len(forms) and (name := _phrase_at(forms, end, provinces)):
        return level + name
    while (
        level
        and at + level + _LONGEST_NAME > end
        and end < len(found)
        and found[end].shown.istitle()
        and text[found[end - 1].end : found[end].start] == " "
    ):
        end += 1
    if end == at + level + 1 and end < len(found) and _runs_on(text, found[end - 1], found[end]):
        end -= 1  # `tỉnh Thực hiện`: a sentence that begins with a capital, not a name
    return end - at if end > at + level or levels.get(" ".join(forms[at:end])) else 0


def _runs_on(text: str, word: Word, following: Word) -> bool:
    return following.shown.islower() and text[word.end : following.start] == " "


def _phrase_at(forms: Sequence[str], at: int, phrases: Phrases) -> int:
    for phrase in phrases.get(forms[at], ()):
        if tuple(forms[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@cache
def _phrases(name: str, folded: bool) -> Phrases:
    """Phrases of a data file (first column) by their first form, longest first."""
    text = shipped(name)
    form = fold if folded else canonical
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in text.splitlines():
        phrase = tuple(form(word.shown) for word in words(line.partition("\t")[0]))
        if phrase and not line.startswith("#"):
            found.setdefault(phrase[0], set()).add(phrase)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in found.items()}
