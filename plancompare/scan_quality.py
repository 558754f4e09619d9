"""Is this text a scan, and how badly was it read? Told by the letters alone.

Vietnamese has a closed set of syllables, so a misread word is mostly no syllable at all. Counted are the words of
letters outside symbols, dates and abbreviations; a **misfit** is one that is no legal syllable even without its
marks (`cdng` for `công`), or has a digit or sign among its letters (`c6`, `nu@c`). Over the benchmark's texts misfits
are 0.1 to 0.4 % of typed words (71 texts) and 13 to 24 % of words read with an English model (21 scans): told
apart without an error.

What cannot be told: a scan read with a Vietnamese model has as few misfits as a typed text (0.1 to 0.5 %, 16 scans,
fax quality among them) and passes for one. Its words can be compared as they stand: 99.4 to 99.9 % of them agree
with what was printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from plancompare.model import Scan
from plancompare.syllables import toneless_syllables
from plancompare.text import fold

SCAN_MISFITS = 0.04
"""Share of misfits from which a text is a scan. Typed texts of the benchmark reach 0.004, scans begin at 0.13; between
them lies a factor of 30, of which names in the languages of minorities get the larger part."""

NOT_VIETNAMESE_MISFITS = 0.5
"""Share of misfits from which a text is not Vietnamese, or was decoded wrongly; the worst scan reaches 0.24."""

MARKED_WORDS = 0.25
"""Below this share of words with letters that only Vietnamese has, the marks are lost (typed: 0.56 to 0.61)."""

_MISREAD_FOR_MISFIT = 1.2
"""Words whose letters are misread for one misfit: 1.08 to 1.36 over 19 scans whose text is known; the others became
another legal syllable (`chi` for `chủ`). On the real pair 19.2 % are estimated, 20.2 % are misread."""

_FEWEST_MISFITS = 3
_NO_MARKS = 0.02  # an English model prints none; real scans have a stray one
# ă â ê ô ơ ư đ with their tones, and the tones no other Latin alphabet of a scanner has: hook above, tilde on e i u y,
# dot below. é, à, ô and the like are left out: an English model reads them into words of every kind.
ONLY_VIETNAMESE = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")
_EDGE = ".,;:!?…()[]<>\"'“”‘’*_-–—+•|~"
_OF_SYMBOLS = frozenset("/-–.:’'")


def judge_scan(text: str) -> Scan:
    """How the letters of `text` came about; `noise` is the estimated share of words misread (marks not counted).

    A text that a person typed without marks is no scan: its words are all legal syllables.

    >>> judge_scan("Thyc hién cdng tac dan van, phdi hop v6i Ban Chi dao").explanation
    'read with an English model: the Vietnamese marks are gone and about 40 % of the words are misread'
    >>> judge_scan("Thực hiện công tác dân vận").is_ocr, judge_scan("Thuc hien cong tac dan van").is_ocr
    (False, False)
    """
    counted = marked = misfits = 0
    syllables = toneless_syllables()
    for run, count in Counter(text.split()).items():
        shown = run.strip(_EDGE)
        if not _OF_SYMBOLS.isdisjoint(shown) or shown.isupper() or not any(map(str.isalpha, shown)):
            continue
        counted += count
        if not shown.isascii() and ONLY_VIETNAMESE.search(unicodedata.normalize("NFC", shown)):
            marked += count
        if fold(shown) not in syllables:
            misfits += count
    if not counted:
        return Scan(False, 0.0, "no words to judge by")
    if misfits < _FEWEST_MISFITS or misfits < SCAN_MISFITS * counted:
        if marked < MARKED_WORDS * counted:
            return Scan(False, 0.0, "typed without marks: nearly all words are legal syllables, few have their marks")
        return Scan(False, 0.0, "typed text: the marks are there and nearly all words are legal syllables")
    if misfits > NOT_VIETNAMESE_MISFITS * counted:
        return Scan(False, 0.0, "most words are no Vietnamese syllables: another language, or letters decoded wrongly")
    noise = round(min(1.0, _MISREAD_FOR_MISFIT * misfits / counted), 3)
    share = f"about {100 * noise:.0f} % of the words are misread"
    if marked < _NO_MARKS * counted:
        return Scan(True, noise, f"read with an English model: the Vietnamese marks are gone and {share}")
    if marked < MARKED_WORDS * counted:
        return Scan(True, noise, f"read partly with an English model: most words have lost their marks and {share}")
    return Scan(True, noise, f"a bad scan read with a Vietnamese model: the marks are there, but {share}")
