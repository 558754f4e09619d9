"""The scan channel: which letters were printed where a scan shows others, and what two words can be compared by.

A scan read with a model that knows no Vietnamese loses the marks and garbles the letters under them: `cdng` stands
for `công`, `thyc` for `thực`, `¢6` for `có`. `read_forms` gives every word of a plan the form it is compared by; in a
scan this is the legal syllable, without marks, that was most likely printed:

    cost of a reading = letters read as others (`data/confusions.tsv`)
                      + LANGUAGE_WEIGHT × surprise of the syllable after the one before it (`language.py`)

All costs are in nats (negative natural logarithms of probabilities); the cheapest path through the whole plan wins
(Viterbi 1967). The syllables are a closed set and the language model knows clean text only, so no word is ever read
as garbage; one that nothing explains keeps its own letters. What a person is shown is always the scan's own text;
these forms are for matching only.

Share of aligned words that agree, with the text under test left out of all that is learned
(`tests/benchmarks/learn_channel.py PAIRS --cross-validate`; English model; in brackets a language model of the
hand-written phrases alone, whose writer knew the plans):

                                          without marks    by form        by form, or `alike`
    real scan and its text                     79.8 %    98.6 (98.3)        99.6 (99.6)
    15 rendered scans and their texts     76.1–80.6 %    98.5–99.1 (98.0–98.6)    99.3–99.7
    3 rendered scans of other subjects    76.6–76.7 %    95.3–96.9 (95.6–96.6)    99.2–99.3
    a real and a rendered scan                 74.7 %    97.8 (97.1)        99.2 (99.2)
    two rendered scans of one text        77.7–80.8 %    97.7–98.4 (97.1–97.5)    99.0–99.4

The constants below were chosen by these figures. The tables that ship were learned from all of these texts, so on the
fixtures the tool does better than on new plans.
A scan read with a Vietnamese model agrees to 99.4 % and more before and after.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from plancompare.language import NUMBER, Language, shipped_language
from plancompare.model import Scan
from plancompare.scan_quality import ONLY_VIETNAMESE
from plancompare.shipped import shipped
from plancompare.syllables import is_syllable, toneless_syllables
from plancompare.text import fold

LANGUAGE_WEIGHT = 0.85
"""Weight of the language model against the letters; 0.85 to 1 are within 0.3 points of one another."""
SLACK = 7.0
"""Nats above the best reading from which a reading is dropped; 8 gains 0.1 points and takes half as long again."""
STRAY = 8.0
"""Nats for a shown letter that stands for nothing (a speck, a crease)."""
UNKNOWN = 18.0
"""Nats for a word that is neither a syllable nor a name or abbreviation of the model, and keeps its letters."""
ABBREVIATION = 9.0
"""The same for a word in capitals."""
LIKELY = 9.0
"""Nats up to which one of two forms may be the other misread: then 0.4 % of pairs of legal syllables are alike, 1.3 %
of pairs of words as common as they are in the plans, and 54 to 63 % of the words that two scans read as different
syllables. At 8 it is 1.0 % of common words and some 45 %, at 10 nothing more is gained."""
FAR_SLACK = 11.0
"""SLACK for words that are no syllable within it (`thdon`): the cheapest end of a word may fit no beginning."""
GUESS = 10.0
"""Nats for any vowel where a letter is shown that was never seen to stand for it; for such words only."""
_MOST_READINGS = 20
_SHORTEST_FOREIGN = 4  # letters; shorter words without capitals are no abbreviations (`tb` is `tố`)
_LONGEST_WORD = 12  # letters; the longest syllable has 7 (nghieng), and one letter may be read as two

_KNOWN = 1 << 14
"""Words of scans that are kept with all they may have been printed as, 2 to 7 kB each. 50,000 scans have half a
million words."""
Reading = tuple[float, str]  # nats, printed letters
Confusion = tuple[str, str]  # printed letters, shown letters
Option = tuple[float, str, str]  # nats, what the language model calls it ("" for nothing it knows), form


@cache
def _ends() -> frozenset[str]:
    return frozenset(syllable[i:] for syllable in toneless_syllables() for i in range(len(syllable) + 1))


class Reader(Struct, frozen=True, eq=False):
    """What shown letters may have been printed as, by the letters alone.

    `readings[shown]` are the letters (one or two) that up to three shown ones may stand for, cheapest first;
    `readings[""]` are letters that may leave no trace. Readings `slack` nats dearer than the best are dropped.
    """

    readings: Mapping[str, Sequence[Reading]]
    slack: float
    _known: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    _likely: dict[str, frozenset[str]] = field(default_factory=dict)

    def likely(self, shown: str) -> frozenset[str]:
        """What `shown` may be within LIKELY nats."""
        found = self._likely.get(shown)
        if found is None:
            found = self._likely[shown] = frozenset(word for cost, word in self.read(shown) if cost <= LIKELY)
        return found

    def read(self, shown: str) -> tuple[Reading, ...]:
        """What `shown` (lower case, at most some ten letters) may be: ends of syllables without marks, cheapest first.

        The end of a word is read once for all words that share it.
        """
        known = self._known.get(shown)
        if known is not None:
            return known
        found: dict[str, float] = {} if shown else {"": 0.0}
        limit = math.inf
        ends = _ends()
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
                        limit = min(limit, total + self.slack)
        self._add_lost_letters(found)
        limit = min(found.values(), default=0.0) + self.slack
        best = sorted((cost, word) for word, cost in found.items() if cost <= limit)[:_MOST_READINGS]
        known = self._known[shown] = tuple(best)
        return known

    def _add_lost_letters(self, found: dict[str, float]) -> None:
        """Adds the readings in which one more printed letter, before all others, left no trace."""
        ends = _ends()
        lost = self.readings.get("", ())
        limit = min(found.values(), default=0.0) + self.slack
        for end, cost in list(found.items()):
            for more, letters in lost:
                total = cost + more
                if total > limit:
                    break
                word = letters + end
                if word in ends and total < found.get(word, limit):
                    found[word] = total


class Channel(Struct, frozen=True, eq=False):
    """A reader and a language model; `far` reads words of which `near` makes no syllable within SLACK nats."""

    near: Reader
    far: Reader
    language: Language
    _options: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def syllables(self, shown: str) -> list[Reading]:
        """The syllables `shown` may be, with the nats of its letters; those that are too rare as well are dropped."""
        letters = unicodedata.normalize("NFC", shown).lower()
        if len(letters) > _LONGEST_WORD:
            return []
        if not all(map(self.near.readings.__contains__, letters)):
            letters = "".join(letter if letter in self.near.readings else fold(letter) for letter in letters)
        legal, common = toneless_syllables(), self.language.words
        found = [(cost, word) for cost, word in self.near.read(letters) if word in legal]
        if not found or found[0][0] > SLACK:
            found = [(cost, word) for cost, word in self.far.read(letters) if word in legal]
        limit = min((cost + LANGUAGE_WEIGHT * common[word] for cost, word in found), default=0.0) + SLACK
        return [(cost, word) for cost, word in found if cost + LANGUAGE_WEIGHT * common[word] <= limit]

    def options(self, word: str) -> tuple[Option, ...]:
        """What one word of a scan may be, out of context."""
        found = self._options.get(word)
        if found is None:
            found = self._options[word] = tuple(self._find_options(word))
        return found

    def _find_options(self, word: str) -> list[Option]:
        form = one_spelling(word)
        number = not any(map(str.isalpha, word)) and any(map(str.isdigit, word))
        if is_symbol(word) or (number and len(word) > 1):
            return [(0.0, NUMBER, form)]
        if ONLY_VIETNAMESE.search(word) and is_syllable(word):  # a Vietnamese model read it
            return [(0.0, form, form)]
        found = [(cost, read, read) for cost, read in self.syllables(word)]
        if number:
            found.append((0.0, NUMBER, form))
        elif form in self.language.words:
            if form not in toneless_syllables() and not (word.islower() and len(word) < _SHORTEST_FOREIGN):
                found.append((0.0, form, form))
        else:
            capitals = len(word) > 1 and word.isalpha() and word.isupper()
            found.append((ABBREVIATION if capitals else UNKNOWN, "", form))
        return found or [(0.0, "", form)]


def make_channel(costs: Mapping[Confusion, float], language: Language) -> Channel:
    """A channel from the nats of each confusion."""
    guesses = {(vowel, shown): GUESS for shown in {b for _, b in costs if len(b) == 1} for vowel in "aeiouy"}
    return Channel(make_reader(costs, SLACK), make_reader({**guesses, **costs}, FAR_SLACK), language)


def make_reader(costs: Mapping[Confusion, float], slack: float) -> Reader:
    """A reader from the nats of each confusion."""
    readings: dict[str, list[Reading]] = {}
    for (printed, shown), cost in costs.items():
        readings.setdefault(shown, []).append((cost, printed))
    return Reader({shown: tuple(sorted(found)) for shown, found in readings.items()}, slack)


def without_marks(costs: Mapping[Confusion, float]) -> dict[Confusion, float]:
    """The nats of each confusion where the shown letters are known without their marks only."""
    chances: dict[Confusion, float] = {}
    for (printed, shown), cost in costs.items():
        both = (printed, fold(shown))
        chances[both] = chances.get(both, 0.0) + math.exp(-cost)
    return {both: -math.log(chance) for both, chance in chances.items()}


@cache
def shipped_confusions() -> Mapping[Confusion, float]:
    """(printed letters, shown letters) -> nats of reading the first as the second, as learned from all pairs."""
    lines = shipped("confusions.tsv").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(printed, shown): float(cost) for printed, shown, cost in rows}


@cache
def shipped_channel() -> Channel:
    """The channel of the tables that come with the tool: `data/confusions.tsv` and `data/syllable_bigrams.tsv`."""
    return make_channel(shipped_confusions(), shipped_language())


def forget() -> None:
    """For a process of many texts: the readings of more than `_KNOWN` words are made anew."""
    if len(shipped_channel()._options) > _KNOWN:
        shipped_channel.cache_clear()
    if len(_tolerant_reader()._known) > _KNOWN:
        _tolerant_reader.cache_clear()


@cache
def _tolerant_reader() -> Reader:
    return make_reader(without_marks(shipped_confusions()), LIKELY)


# ---------------------------------------------------------------- numbers, dates and symbols

_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_DASHES = re.compile(r"[-–—]+")
_SYMBOL = re.compile(r"\d\S*[-/–—]|[A-ZĐ]\w{0,12}[-–—/]+[A-ZĐ]|[A-Z]{2,4}\d+$")
_DIGITS = re.compile(r"\d+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_ROMAN = re.compile(r"(?=.{0,4}[IVX])[IVXl1|]{1,5}")
_ROMAN_ONE = re.compile(r"[l1|]")
# A capital Đ is read as D, P, B, b, DP or DB. In symbols all of these become one letter (so CP is `cd`, UBND `udnd`):
# the digits tell symbols apart, and PA for ĐA must not.
_D_MISREAD = re.compile("d?[pb]|d")


def is_symbol(word: str) -> bool:
    """Whether `word` is (a part of) a document symbol, an abbreviation with a number, or a Roman number."""
    return _SYMBOL.match(word) is not None or _ROMAN.fullmatch(word) is not None


def one_spelling(word: str) -> str:
    """`word` without marks and case; numbers, dates and symbols in one spelling, with the digits as they are.

    >>> [one_spelling(word) for word in ("1116-QĐ/TU", "1116-Qb/TU", "396-QDP/TU", "QDP–TTg", "02/9/2021", "Kế", "Ill")]
    ['1116-qd/tu', '1116-qd/tu', '396-qd/tu', 'qd-ttg', '2/9/2021', 'ke', 'iii']
    """
    if _ROMAN.fullmatch(word):
        return _ROMAN_ONE.sub("i", word.lower())
    if word.isalpha():
        return fold(word)
    date = _DATE.fullmatch(word)
    if date:
        return f"{int(date[1])}/{int(date[2])}/{date[3]}"
    folded = _DASHES.sub("-", fold(word))
    return _D_MISREAD.sub("d", folded) if _SYMBOL.match(word) else folded


# ---------------------------------------------------------------- a whole plan


class _Path(NamedTuple):
    """The cheapest way to read a plan up to a word read as `read`: its nats, its form and the way before it."""

    cost: float
    read: str
    form: str
    before: _Path | None


def read_forms(shown: Sequence[str], scan: Scan) -> tuple[str, ...]:
    """For each word of a plan, in order, the form it is compared by where a scan is involved.

    In a scan each word is the legal syllable, without marks, that was most likely printed; a clean text only loses
    its marks. Numbers, dates and symbols are written in one way in both, their digits stay as they are. A lone digit
    is the only one that may turn out to be a letter: `dân chủ 6 cơ sở` is `dân chủ ở cơ sở`.

    >>> scan = Scan(True, 0.2, "read with an English model")
    >>> " ".join(read_forms("thyc hién cdng tic din vén theo Quyét dinh s6 1116-Qb/TU".split(), scan))
    'thuc hien cong tac dan van theo quyet dinh so 1116-qd/tu'
    >>> " ".join(read_forms("Quyết định số 1116-QĐ/TU".split(), Scan(False, 0, "typed")))
    'quyet dinh so 1116-qd/tu'
    """
    if scan.is_ocr:
        return tuple(read_scan(shown, shipped_channel()))
    forms = {word: one_spelling(word) for word in set(shown)}
    return tuple(forms[word] for word in shown)


def read_scan(shown: Sequence[str], channel: Channel) -> list[str]:
    """The forms of the words of a scan: the cheapest choice of one reading for each (Viterbi 1967)."""
    after, common = channel.language.after, channel.language.words
    paths = [_Path(0.0, "", "", None)]
    for word in shown:
        options = channel.options(word)
        if len(options) == len(paths) == 1:  # nothing to choose, so the cost does not matter
            paths = [_Path(paths[0].cost, options[0][1], options[0][2], paths[0])]
            continue
        known = [(path, path.cost, *after(path.read)) for path in paths]
        longer = []
        for cost, read, form in options:
            usual = common.get(read, 0.0)
            least, best = math.inf, paths[0]
            for path, total, seen, unseen in known:
                total += LANGUAGE_WEIGHT * (seen[read] if read in seen else unseen + usual)
                if total < least:
                    least, best = total, path
            longer.append(_Path(least + cost, read, form, best))
        limit = min(path.cost for path in longer) + SLACK
        paths = [path for path in longer if path.cost <= limit]
    return _forms(min(paths, key=lambda path: (path.cost, path.form)))


def _forms(path: _Path) -> list[str]:
    forms = []
    while path.before is not None:
        forms.append(path.form)
        path = path.before
    return forms[::-1]


# ---------------------------------------------------------------- two words


@lru_cache(maxsize=1 << 16)
def alike(x: str, y: str) -> bool:
    """Whether two different forms may be one word misread; meant for words whose neighbours agree.

    Numbers, dates and symbols never are where a digit differs. Of two other words one must be a likely misreading of
    the other (LIKELY nats). The order of the two does not matter.

    >>> alike("chi", "chu"), alike("dang", "pang"), alike("huyen", "tinh"), alike("2023", "2024")
    (True, True, False, False)
    >>> alike("34/2007/pl-ubtvqh11", "34/2007/pl-ubtvqhi11"), alike("1116-qd/tu", "1116-kh/tu")
    (True, False)
    """
    return may_be_one(x, y, _tolerant_reader())


def may_be_one(x: str, y: str, reader: Reader) -> bool:
    """`alike` by a given reader, made `without_marks` and with a slack of LIKELY."""
    if not x.isalpha() and not y.isalpha():
        digits_x, digits_y = _DIGITS.findall(x), _DIGITS.findall(y)
        if digits_x and digits_y:
            return digits_x == digits_y and _codes_alike(x, y)
    if max(len(x), len(y)) > _LONGEST_WORD or abs(len(x) - len(y)) > 3:
        return False
    return y in reader.likely(x) or x in reader.likely(y)


def _codes_alike(x: str, y: str) -> bool:
    """Letters of two symbols with the same digits: one is broken off at the end of a line, or one letter differs."""
    from rapidfuzz.distance import Levenshtein  # 28 ms to import, and rarely needed

    code_x, code_y = (_NO_LETTER.sub("", word) for word in (x, y))
    if code_x.startswith(code_y) or code_y.startswith(code_x):
        return True
    return Levenshtein.distance(code_x, code_y, score_cutoff=1) <= 1
