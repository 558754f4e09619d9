"""Standing phrases: slogans, names of campaigns, set forms of words that every plan of the field must copy.

The phrases stand in `data/formulas.txt`. They are found by two neighbouring words and then compared word by word, so
that a scan's misreading of one word does not hide a phrase. A campaign that is not on the list is told by its quotation
marks and the word before them (`phong trào “Tây Ninh chung sức xây dựng nông thôn mới”`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import eq

from plancompare.shipped import shipped
from plancompare.text import Word, fold

# One word in this many may be misread, if it is still near; of `dân vận khéo` none, or `dân vận theo` would read as it.
_WORDS_PER_MISREADING = 3
_MISREAD = 0.4
# Pairs of words a phrase is found by: with three, one misread word (it spoils two pairs) hides none.
_ANCHORS = 3
_QUOTED = re.compile(r"[“‘«„\"]\*?([^“”‘’«»„™\"]{4,240})[”’»™\"]")
# The words that announce the name of a campaign, a motto or a style of work.
_CAMPAIGN = re.compile(
    r"(?:phong trao|cuoc van dong|phuong cham|phong cach|chuyen de|chu de|khau hieu|mo hinh|cuoc thi|tinh than"
    r"|dien hinh|ngay hoi|chien dich|thi dua|viec)(?: \S+){0,2}$"
)
_SHORTEST_NAME, _LONGEST_NAME, _LOOK_BACK = 2, 40, 6
_LONGEST_BREAK = 12  # letters between two names in a row
_BETWEEN_NAMES = re.compile(r"[\s,;.*]*(?:v\S\s)?[\s*]*")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Phrases as folded words; `opening` are those set only in preamble and closing.

    `at` finds a phrase and the place in it by two neighbouring words of it, the ones seldom met in other phrases.
    """

    phrases: tuple[tuple[str, ...], ...]
    opening: frozenset[int]
    at: dict[tuple[str, str], tuple[tuple[int, int], ...]]


def formula_words(text: str, words: Sequence[Word], forms: Sequence[str], opening: frozenset[int]) -> list[bool]:
    """For each of `words` whether it stands in a standing phrase or the name of a campaign.

    `forms` are the folded words (for scans the syllables most likely printed); `opening` are the numbers of the words
    of preamble and closing.

    >>> from plancompare.text import words
    >>> t = "thi đua “Dân vận khéo” để xây dựng chính quyền trong sạch, vững mạnh"
    >>> found = words(t)
    >>> marks = formula_words(t, found, [fold(w.shown) for w in found], frozenset())
    >>> [w.shown for w, marked in zip(found, marks) if marked]
    ['Dân', 'vận', 'khéo', 'trong', 'sạch', 'vững', 'mạnh']
    """
    marks = [False] * len(words)
    lexicon = _lexicon()
    at = lexicon.at
    tried = {
        (phrase, i - offset) for i, pair in enumerate(pairwise(forms)) if pair in at for phrase, offset in at[pair]
    }
    for phrase, start in tried:
        letters = lexicon.phrases[phrase]
        if start < 0 or (phrase in lexicon.opening and start not in opening):
            continue
        if _reads(forms[start : start + len(letters)], letters):
            marks[start : start + len(letters)] = [True] * len(letters)
    for start, end in _campaigns(text, words, forms):
        marks[start:end] = [True] * (end - start)
    return marks


def _reads(forms: Sequence[str], phrase: tuple[str, ...]) -> bool:
    misread = len(phrase) - sum(map(eq, forms, phrase))
    if not misread or misread > (len(phrase) - 1) // _WORDS_PER_MISREADING or len(forms) != len(phrase):
        return not misread
    from rapidfuzz.distance import Levenshtein

    return all(
        form == word or Levenshtein.normalized_distance(form, word) <= _MISREAD
        for form, word in zip(forms, phrase, strict=True)
    )


def _campaigns(text: str, words: Sequence[Word], forms: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of words in quotation marks that name a campaign, or follow such a name in a row."""
    starts = [w.start for w in words]
    found: list[tuple[int, int]] = []
    last_end = -1
    for quoted in _QUOTED.finditer(text):
        first, last = bisect_left(starts, quoted.start(1)), bisect_left(starts, quoted.end(1))
        if not _SHORTEST_NAME <= last - first <= _LONGEST_NAME:
            continue
        is_near = 0 <= quoted.start() - last_end <= _LONGEST_BREAK and last_end >= 0
        in_row = is_near and bool(_BETWEEN_NAMES.fullmatch(text, last_end, quoted.start()))
        if in_row or _CAMPAIGN.search(" ".join(forms[max(0, first - _LOOK_BACK) : first])):
            found.append((first, last))
            last_end = quoted.end()
    return found


@cache
def _lexicon() -> _Lexicon:
    text = shipped("formulas.txt")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    phrases = [tuple(re.findall(r"\w+", fold(line))) for line in lines]
    times = Counter(pair for phrase in phrases for pair in pairwise(phrase))
    at: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for number, phrase in enumerate(phrases):
        offsets = sorted(range(len(phrase) - 1), key=lambda o: (times[phrase[o], phrase[o + 1]], o))
        for offset in offsets[:_ANCHORS]:
            at.setdefault((phrase[offset], phrase[offset + 1]), []).append((number, offset))
    return _Lexicon(
        phrases=tuple(phrases),
        opening=frozenset(number for number, line in enumerate(lines) if line.startswith(">")),
        at={pair: tuple(found) for pair, found in at.items()},
    )
