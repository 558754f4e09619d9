"""The scan channel: which letters were printed where a scan shows others, and what two words can be compared by.

A scan read with a model that knows no Vietnamese loses the marks and garbles the letters under them: `cdng` stands
for `công`, `thyc` for `thực`, `¢6` for `có`. `read_forms` gives every word of a plan the form it is compared by; in a
scan this is the legal syllable, without marks, that was most likely printed:

    cost of a reading = letters read as others (`data/confusions.tsv`)
                      + LANGUAGE_WEIGHT × surprise of the syllable after the one before it (`language.py`)

All costs are in nats (negative natural logarithms of probabilities); the cheapest path through the whole plan wins
(Viterbi). The syllables are a closed set and the language model knows clean text only, so garbage can never become
a form that two scans agree on by accident: a word that nothing explains keeps its own letters. What a person is
shown is always the scan's own text; these forms are for matching only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from plancompare.language import NUMBER, Language, shipped_language
from plancompare.model import Scan
from plancompare.syllables import is_syllable
from plancompare.text import fold

LANGUAGE_WEIGHT = 0.85
"""Weight of the language model against the letters; 0.7 to 1 are within 0.3 points of one another."""
SLACK = 7.0
"""Nats above the best reading from which a reading is dropped; 8 gains 0.05 points and takes half as long again."""
STRAY = 8.0
"""Nats for a shown letter that stands for nothing (a speck, a crease)."""
UNKNOWN = 18.0
"""Nats for a word that is neither a syllable nor a name or abbreviation of the model, and keeps its letters."""
_MOST_READINGS = 20
_LONGEST_WORD = 12  # letters; the longest syllable has 7 (nghieng), and one letter may be read as two

Reading = tuple[float, str]  # nats, letters


@dataclass(frozen=True, slots=True)
class Channel:
    """What shown letters may have been printed as.

    `readings[shown]` are the letters (one or two) that up to three shown ones may stand for, cheapest first;
    `readings[""]` are letters that may leave no trace.
    """

    readings: Mapping[str, Sequence[Reading]]
    language: Language
    _ends: frozenset[str] = field(init=False, repr=False, compare=False)
    _read: dict[str, tuple[Reading, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = frozenset(word[i:] for word in self.language.words for i in range(len(word) + 1))
        object.__setattr__(self, "_ends", ends)

    def read(self, shown: str) -> tuple[Reading, ...]:
        """What `shown` (lower case) may have been printed as: ends of words of the model, cheapest first.

        The end of a word is read once for all words that share it.
        """
        known = self._read.get(shown)
        if known is not None:
            return known
        found: dict[str, float] = {} if shown else {"": 0.0}
        limit = float("inf")
        ends = self._ends
        for size in range(1, min(3, len(shown)) + 1):
            readings = self.readings.get(shown[:size], ())
            if size == 1:
                readings = (*readings, (STRAY, ""))
            if not readings:
                continue
            rest = self.read(shown[size:])
            for cost, letters in readings:
                for more, end in rest:
                    total = cost + more
                    if total > limit:
                        break
                    word = letters + end
                    if word in ends and total < found.get(word, limit):
                        found[word] = total
                        limit = min(limit, total + SLACK)
        self._add_lost_letters(found)
        limit = min(found.values(), default=0.0) + SLACK
        best = sorted((cost, word) for word, cost in found.items() if cost <= limit)[:_MOST_READINGS]
        known = self._read[shown] = tuple(best)
        return known

    def _add_lost_letters(self, found: dict[str, float]) -> None:
        """Adds the readings in which one more printed letter, before all others, left no trace."""
        lost = self.readings.get("", ())
        limit = min(found.values(), default=0.0) + SLACK
        for end, cost in list(found.items()):
            for more, letters in lost:
                total = cost + more
                if total > limit:
                    break
                word = letters + end
                if word in self._ends and total < found.get(word, limit):
                    found[word] = total

    @property
    def alphabet(self) -> frozenset[str]:
        """The letters and signs the channel knows from scans."""
        return frozenset(shown for shown in self.readings if len(shown) == 1)

    def words(self, shown: str) -> tuple[Reading, ...]:
        """The words of the model `shown` may be, with the nats of its letters; within SLACK, how common they are added."""
        letters = unicodedata.normalize("NFC", shown.lower())
        if len(letters) > _LONGEST_WORD:
            return ()
        known = "".join(letter if letter in self.readings else fold(letter) for letter in letters)
        common = self.language.words
        found = [(cost, word) for cost, word in self.read(known) if word in common]
        limit = min((cost + LANGUAGE_WEIGHT * common[word] for cost, word in found), default=0.0) + SLACK
        return tuple((cost, word) for cost, word in found if cost + LANGUAGE_WEIGHT * common[word] <= limit)


@cache
def shipped_channel() -> Channel:
    """The channel that comes with the tool."""
    lines = files("plancompare").joinpath("data/confusions.tsv").read_text(encoding="utf-8").splitlines()
    return Channel(inverted(parse_confusions(lines)), shipped_language())


def parse_confusions(lines: Iterable[str]) -> dict[tuple[str, str], float]:
    """(printed letters, shown letters) -> nats, from the lines of `data/confusions.tsv`."""
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(printed, shown): float(cost) for printed, shown, cost, *_ in rows}


def inverted(costs: Mapping[tuple[str, str], float]) -> dict[str, list[Reading]]:
    """The table of confusions by what is shown, for `Channel.readings`."""
    readings: dict[str, list[Reading]] = {}
    for (printed, shown), cost in costs.items():
        readings.setdefault(shown, []).append((cost, printed))
    return {shown: sorted(found) for shown, found in readings.items()}


# ---------------------------------------------------------------- a whole plan

_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_LETTERS_OR_RUN = re.compile(r"[^\W\d_]+|[-–—]+")
_SYMBOL = re.compile(r"\d[^\s]*[-/–—]|/|^[A-ZĐ]{2,5}[a-z]?[-–—][A-ZĐ]")


def read_forms(shown: Sequence[str], scan: Scan) -> tuple[str, ...]:
    """For each word of a plan, in order, the form it is compared by where a scan is involved.

    A clean text is folded. In a scan each word is the legal syllable that was most likely printed; numbers and dates
    keep their digits, and symbols (of clean texts too) are written in one way. A lone digit is the only one that may
    turn out to be a letter: `dan chu 6 co sé` is `dân chủ ở cơ sở`.

    >>> scan = Scan(True, 0.2, "")
    >>> read_forms("thyc hién cdng tac din vén, dan chu 6 co s& theo 1116-Qb/TU ngay 02/3/2024".split(), scan)[:6]
    ('thuc', 'hien', 'cong', 'tac', 'dan', 'van')
    >>> read_forms(["1116-QĐ/TU", "thực"], Scan(False, 0, "")), read_forms(["1116-Qb/TU"], scan)
    (('1116-qd/tu', 'thuc'), ('1116-qd/tu',))
    """
    forms = [_symbol_form(word) if _is_symbol(word) else fold(word) for word in shown]
    if not scan.is_ocr:
        return tuple(forms)
    return tuple(_snapped(shown, forms, shipped_channel()))
