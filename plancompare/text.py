"""Vietnamese text as letters and syllables: what is shown, and what is compared.

Everything here is a pure function. What is compared is always a *form* of what is shown; a `Word` keeps
the offsets of its letters, so each result can be led back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

# A run between white space; a range of years is cut at its dash, because `2021-2025` and `2021 - 2025` are one text.
_RUN = re.compile(r"\S+")
_YEAR_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-–—]((?:19|20)\d\d)(?!\d)")
# A symbol or date that was set, scanned or wrapped with white space at its dashes: `120 -KL/TW`, `33/CT- -TTg`,
# `07-` `KH/BCĐ`, `26/4 /2023`. It begins with a number and holds capitals, or is a date.
_BROKEN = re.compile(
    r"\d{1,5}[a-zA-Z]?(?:\s{0,3}[-–/]{1,2}\s{0,3}[-–/]?(?:\d{1,4}/)?[A-ZĐ][A-Za-zĐđ0-9¢]{1,14}){1,5}|\d{1,2}/\d{1,2}\s?/\s?\d{4}"
)
# What may cling to a syllable without being part of it. `&`, `¢`, `$` and the like stay: a scan reads letters as them.
_EDGE = ".,;:!?…()[]{}<>\"'“”‘’«»`´*_-–—+•·|/\\~^=#%™°"
# More signs in a row than any word has marks.
_HEAP = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_EDGES = frozenset(_EDGE)
_WITHOUT_STROKE = {"đ": "d", "ð": "d"}  # Unicode holds the stroke for a part of the letter
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Where the tone stands is spelling, not wording: `hoà`/`hòa`, `uỷ`/`ủy`, `khoẻ`/`khỏe`.
_TONE_ON_SECOND = re.compile(rf"(o)([ae])([{_TONES}])$|(u)(y)([{_TONES}])$")


def without_heaps(text: str) -> str:
    """`text` of the same length with U+FFFD for each mark in heaps of marks, which no word has.

    To be asked before normalizing what a stranger wrote: putting marks in order takes time in the square of their
    number, 5 s for 40,000 of them.

    >>> without_heaps("e\u0323" * 2) == "e\u0323" * 2, without_heaps("e" + "\u0323\u0301" * 20).count("\ufffd")
    (True, 40)
    """
    return _HEAP.sub(lambda heap: "".join("\ufffd" if unicodedata.combining(sign) else sign for sign in heap[0]), text)


class Word(NamedTuple):
    """A syllable, number, date or symbol without its edge punctuation.

    `shown` is `text[start:end]`, for a symbol broken by white space without it.
    """

    start: int
    end: int
    shown: str


class _Bare(dict[int, str]):
    """Code of a small letter -> the letter without its marks, found when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", _WITHOUT_STROKE.get(chr(code), chr(code)))
        self[code] = "".join(part for part in parts if not unicodedata.combining(part))
        return self[code]


_BARE = _Bare()


def fold(text: str) -> str:
    """Lower case without Vietnamese marks, for comparing; not for offsets, the length may change.

    >>> fold("Ủy ban nhân dân tỉnh Đắk Lắk")
    'uy ban nhan dan tinh dak lak'
    """
    return text.lower() if text.isascii() else text.lower().translate(_BARE)


def canonical(syllable: str) -> str:
    """Lower case with one spelling of the tone: two forms that differ only in case or tone placement agree.

    >>> canonical("Uỷ") == canonical("ủy"), canonical("hoà") == canonical("hòa"), canonical("dân") == canonical("dận")
    (True, True, False)
    """
    lower = syllable.lower().replace("--", "-")
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFD", lower)
    moved = _TONE_ON_SECOND.sub(lambda m: (m[1] or m[4]) + (m[3] or m[6]) + (m[2] or m[5]), parts)
    return unicodedata.normalize("NFC", moved)


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The syllables of `text[start:end]` in order, with offsets into `text`.

    A symbol or a date is one word, even where white space breaks it at a dash; a range of years is two, a dash alone
    is none.

    >>> [w.shown for w in words("Kế hoạch số 859/KH-UBND, giai đoạn 2021-2025 - (CCHC).")]
    ['Kế', 'hoạch', 'số', '859/KH-UBND', 'giai', 'đoạn', '2021', '2025', 'CCHC']
    >>> [w.shown for w in words("Chỉ thị số 33/CT- -TTg; Kết luận 120 -KL/TW ngày 26/4 /2023; 2021 - 2025")]
    ['Chỉ', 'thị', 'số', '33/CT--TTg', 'Kết', 'luận', '120-KL/TW', 'ngày', '26/4/2023', '2021', '2025']
    >>> [w.shown for w in words("1.1- Tổ chức ngày 10/10\\n- Các")]
    ['1.1', 'Tổ', 'chức', 'ngày', '10/10', 'Các']
    """
    stop = len(text) if end is None else end
    found: list[Word] = []
    at = start
    for symbol in _BROKEN.finditer(text, start, stop):
        low, high = symbol.span()
        shown = symbol[0]
        if len(shown.split()) < 2 or (low > start and not text[low - 1].isspace() and text[low - 1] not in _EDGE):
            continue
        if sum(map(str.isupper, shown)) == 1:  # a label and a word: `1.1- Tổ chức`, `ngày 10/10` and a bullet
            continue
        found += _runs(text, at, low)
        found.append(Word(low, high, "".join(shown.split())))
        at = high
    return found + _runs(text, at, stop)


def words_outside(text: str, spans: Iterable[tuple[int, int]]) -> list[Word]:
    """The words of `text` that lie in none of `spans`; none goes on over one.

    >>> [word.shown for word in words_outside("dân 8 vận", [(4, 5)])]
    ['dân', 'vận']
    """
    found: list[Word] = []
    at = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        found += words(text, at, start)
        at = end
    return found


def _runs(text: str, start: int, stop: int) -> list[Word]:
    found: list[Word] = []
    for run in _RUN.finditer(text, start, stop):
        low, high = run.span()
        whole = run[0]
        if high - low < len("2021-2025") and whole[0] not in _EDGES and whole[-1] not in _EDGES:  # as most are
            found.append(Word(low, high, whole))
            continue
        years = _YEAR_RANGE.search(text, low, high) if high - low >= len("2021-2025") else None
        pieces = ((low, years.end(1)), (years.start(2), high)) if years else ((low, high),)
        for first, last in pieces:
            ahead = text[first:last].lstrip(_EDGE)
            shown = ahead.rstrip(_EDGE)
            if shown:
                first = last - len(ahead)
                found.append(Word(first, first + len(shown), shown))
    return found


def line_starts(text: str) -> list[int]:
    """Offset of the first letter of each line; the line of offset `i` is `bisect_right(starts, i)` (1-based).

    >>> line_starts("I.\\n1.")
    [0, 3]
    """
    return [0, *(m.end() for m in re.finditer("\n", text))]
