"""Noise or edit: how well the reading explains what is shown, against the best a person may have written instead.

For words `x` of the text that was printed and `y` that stand in their place in the text that was read, the odds are

    P(edit) · Σ_w P(w | a person wrote w for x) · P(y shown | w printed)   :   (1 − P(edit)) · P(y shown | x printed)

P(shown | printed) are the learned confusions of letters (`confusions.py`), a mixture of a reading with an English and
one with a Vietnamese model in the shares in which this document shows them, and for each word a small chance of
being illegible. What a person may have written is a mixture, too: another word by how common words are
(`language.py`), the same word with other marks or another case, another number. All figures are in nats.

The constants were chosen by coordinate search over some 240 pairs of 18 texts, families of texts left out in turn: the
pairs of clean text and scan that the tables of letters were learned from as well, read with both models at 150 to
300 dpi. On 30 scans of six texts kept apart edits are told with F1 .93, of those that survived the scan .94 are found,
and .17 of 1,000 words are noise called an edit (`tests/benchmarks/diff_figures.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from msgspec import Struct, field

from plancompare.channel import shipped_channel
from plancompare.confusions import Confusions
from plancompare.language import shipped_language
from plancompare.syllables import is_syllable, toneless_syllables
from plancompare.text import canonical, fold

EDITED = 5.5
"""Nats of the chance that a person began to change words here: one word in 250, until the text has been judged once."""
BEFORE = 25
"""Words with one edit that stand for what is expected of any text, when its own rate of edits is reckoned."""
STILL_EDITED = 1.7
"""Nats of the chance that the next word is changed as well."""
NO_MORE_EDITED = 0.2
"""Nats of the chance that it is not."""
KINDS = {"word": 0.5, "marks": 0.15, "case": 0.5, "number": 8.0, "label": 4.0}
"""Of words that were changed, the shares of kinds of change; the last for numbers, which are changed far more often
than words are."""
ADDED = 2.0
"""Nats of the chance that a change adds or takes out words rather than replace them."""
GOES_ON = 0.1
"""Nats for each word added or taken out."""
OTHER_ORDER = 2.5
"""Nats of the chance that a change puts words in another order."""
KEPT = 1.0
"""Nats of the chance that a person put the same word in its place: an edit ends where words agree again."""
IN_TABLE = 5.0
"""Nats by which words are more often lost or added in tables, whose lines are read as letters."""
IN_FORM = 5.0
"""Nats by which words of headers, recipients and signatures are less often changed: stamps cover them."""
SPECK = 6.5
"""Nats of the chance that a reading shows a word where none is printed."""
SPECK_GOES_ON = 1.5
AT_EDGE = 4.5
"""Nats by which words of this kind are likelier at the edge of a page."""
SPECK_LETTER = 3.3
"""Nats of one letter of such a word."""
LETTER = 2.6
"""Nats of one letter of a word that is illegible."""
LOST = 11.0
"""Nats of the chance that a reading leaves out a printed word."""
LOST_AT_END = 7.6
"""Nats of the chance that it leaves out words where a line ends."""
SMUDGED = 3.0
"""Nats by which this is likelier where signs are shown in their place that the printed text does not have."""
LOST_GOES_ON = 1.5
"""Nats of each further word it leaves out."""
LONGEST_LINE = 18
"""Words of a line that may be lost as one."""
CLEAR = 5.0
"""Nats up to which a misreading is so usual that no edit is weighed against it: edits are told with the same F1 on the
bench (which chose it, too) and on 48 other pairs as at 3, with 2 % fewer instructions."""
FAR = 8.0
"""Nats by which an edit is taken to be rarer then."""
UNHEARD_OF = 60.0
"""Nats of what no way of reading explains."""
ILLEGIBLE = 7.0
"""Nats of the chance that a word is misread beyond what its letters explain."""
BEFORE_ILLEGIBLE = 4000
"""Words with one illegible that stand for what is expected of any reading, when its own rate is reckoned."""
MEANS_SOMETHING = 2.5
"""Nats of the chance that letters which stand for nothing make up a legal syllable, or stand for a number."""
JOINED = 5.0
"""Nats of signs and space that come or go where two words are run together or one is broken."""
OTHER_HEIGHT = 4.5
"""Nats of the chance that a word of letters whose capitals look like them (`cơ sở`) is shown in the other case."""
INITIAL_HEIGHT = 9.0
"""Nats of the chance that the first letter alone is, where its capital looks like it (`ủy` as `Uy`). At 8, as often as
it was seen, persons' capitals are missed; at 11 one of 112 unedited readings had such an edit with .96."""
MISPRINT = 5.0
"""Nats beside its letters of a word that no language model knows: a name, a foreign word, a person's typing error."""
NUMBER = 6.0
"""Nats of a person writing a number where words stood, or as one word of what is added."""
NUMBER_DIGIT = 1.2
"""Nats of each digit of it."""
OTHER_AROUND = 4.0
"""Least nats of other letters around the digits of another number."""
NUMBER_TO_WORD = 4.0
"""Nats by which a number is more rarely changed for words than for another number."""
LOOKS_ALIKE = 5.0
"""Nats of a digit shown as the letter of the same shape, or the other way round (`PV01` as `PVOI`)."""
REMARKED = 7.0
"""Nats of the chance that a word is shown with other marks than its letters explain."""
BEFORE_REMARKED = 4000
"""Words with one such that stand for what is expected of any reading."""
OTHER_DIGIT = 11.0
"""Nats of a digit shown as another, beside what the confusions know of it."""
RECASED = 11.0
"""Nats of a word shown in the other case."""
SIGN_AS_LETTER = 4.5
"""Nats of a stroke behind a word shown as its last letter: set by hand, on one reading that does."""
TEMPER = 0.8
_USUAL = 4.0
HALF = 8.0
"""Nats of the chance that the letters at one end of a word leave no trace."""
CASE = 1.0
"""Nats"""
LAST_WORDS = 4.0
"""Nats"""
OWN_LINE = 5.0
"""Nats"""
TURNED = 2.0
"""Nats by which words that turn the meaning are added or taken out more often than others."""
OTHER_SYMBOL = 7.0
"""Nats of other letters in a document symbol with the same number."""
MARKS_OF_ONE = 1.6
"""Nats of one way to set the marks of a syllable, of about five that are in use."""
_DIGITS = re.compile(r"\d+")
_PARTS = re.compile(r"[\W\d_]+")
_ROMAN = re.compile(r"[IVX]{1,5}")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ONE_HEIGHT = frozenset("cosuvwxzi")
_ONE_SHAPE = _ONE_HEIGHT | {"k", "p"}
_SHAPES = str.maketrans("OoIlLSsbGBgZz", "0011155668922")
_LEAST_LEGIBLE = 2
_JOINS = re.compile(r"[-_–—/\s.,;:%()'’]")


def add(x: float, y: float) -> float:
    """-log(e^-x + e^-y)."""
    low, high = (x, y) if x < y else (y, x)
    return low if high - low > 30 else low - math.log1p(math.exp(low - high))


class Reading(Struct, frozen=True, eq=False):
    """How one text was read from another: nats of the shares in which letters came through each way of reading.

    `ways` pairs the nats of a way with its confusions; without any, both texts are typed and nothing is noise.
    `both` says that the printed text is a reading itself, so that what was printed is not known for certain.
    `edited` are the nats of the chance that a person began to change words at a given one, `illegible` of the chance
    that a word is misread beyond what its letters explain.
    """

    ways: tuple[tuple[float, Confusions], ...]
    has_marks: bool
    both: bool = False
    edited: float = EDITED
    illegible: float = ILLEGIBLE
    remarked: float = REMARKED
    _noise: dict[tuple[str, str], float] = field(default_factory=dict)
    _edits: dict[tuple[str, str], float] = field(default_factory=dict)
    _words: dict[str, float] = field(default_factory=dict)

    def carry_over(self, before: Reading) -> None:
        """Takes what need not be weighed again from the reading that this one was adapted from."""
        self._noise.update((pair, cost) for pair, cost in before._noise.items() if cost < CLEAR)
        self._words.update(before._words)

    def noise(self, printed: str, shown: str) -> float:
        """Nats of showing `shown` where `printed` stands."""
        found = self._noise.get((printed, shown))
        if found is None:
            found = self._noise[printed, shown] = self._misread(printed, shown)
        return found

    def _misread(self, printed: str, shown: str) -> float:
        usual = self.plain(printed, shown.replace("--", "-"))  # a symbol broken at a line's end shows its dash twice
        if usual < CLEAR and printed not in ROMANS:
            return usual  # whatever else may explain it, nothing is weighed against it
        cost = self.illegible + LETTER * max(2, len(shown))
        if _digits(printed) or fold(shown) in toneless_syllables():
            cost += MEANS_SOMETHING
        shown = shown.replace("--", "-")
        cost = add(cost, usual)
        if " " in printed or " " in shown:  # a crease between two words, a symbol broken at a line's end
            cost = add(cost, JOINED + self.plain(_JOINS.sub("", printed), _JOINS.sub("", shown)))
        if printed[0].isupper() != shown[0].isupper() and _ONE_HEIGHT.issuperset(fold(printed)):
            cost = add(cost, OTHER_HEIGHT + self.plain(_recased(printed, shown), shown))
        elif printed[0].isupper() != shown[0].isupper() and fold(printed)[:1] == fold(shown)[:1]:
            alike = fold(printed[0]) in _ONE_SHAPE
            cost = add(cost, (INITIAL_HEIGHT if alike else RECASED) + self.plain(_recased(printed, shown), shown))
        elif self.has_marks and not shown.isascii() and fold(printed) == fold(shown):
            cost = add(cost, self.remarked + MARKS_OF_ONE)
        elif _one_digit(printed, shown):
            cost = add(cost, OTHER_DIGIT)
        if _digits(printed) != _digits(shown) and printed.translate(_SHAPES) == shown.translate(_SHAPES):
            cost = add(cost, LOOKS_ALIKE)
        if half := _half(printed, shown):
            cost = add(cost, HALF + self.plain(half, shown))
        for _, rest in _without_one(printed, shown):
            cost = add(cost, LOST + self.plain(rest, shown))
        for word, rest in _without_one(shown, printed):
            cost = add(cost, SPECK + SPECK_LETTER * len(word) + self.plain(printed, rest))
        return cost

    def edit(self, printed: str, shown: str) -> float:
        """Nats of showing `shown` where a person put something else in the place of `printed`, given that one did."""
        found = self._edits.get((printed, shown))
        if found is None:
            found = self._edits[printed, shown] = self._rewritten(printed, shown)
        return found

    def _rewritten(self, printed: str, shown: str) -> float:
        cost = -math.log(KINDS["word"]) + self.word(shown)
        if _digits(printed):
            if not _digits(shown):
                cost += NUMBER_TO_WORD
            elif _digits(printed) != _digits(shown):
                number = self._around(printed, shown) + _other_number(printed, shown)
                cost = add(cost, -math.log(KINDS["number"]) + number)
            elif is_symbol(shown) and fold(printed) != fold(shown):
                cost = add(cost, -math.log(KINDS["word"]) + OTHER_SYMBOL)
        elif printed in ROMANS:
            for other in ROMANS:
                if other != printed:
                    cost = add(cost, -math.log(KINDS["label"]) + 2.3 + self.plain(other, shown))
        if (
            printed[0].isupper() != shown[0].isupper()
            and printed[0].isalpha()
            and shown[0].isalpha()
            or canonical(printed) == canonical(shown)
        ):
            cost = add(cost, -math.log(KINDS["case"]) + CASE + self.plain(_recased(printed, shown), shown))
        elif self.has_marks and fold(printed) == fold(shown):
            cost = add(cost, -math.log(KINDS["marks"]) + MARKS_OF_ONE + self.plain(shown, shown))
        for word, rest in _without_one(printed, shown):
            cost = add(cost, self.taken_out([word]) + self.plain(rest, shown))
        for word, rest in _without_one(shown, printed):
            cost = add(cost, self.added([word]) + self.plain(printed, rest))
        return cost

    def _around(self, printed: str, shown: str) -> float:
        """Nats of what is shown around the digits of another number: who writes one writes it whole (no `S8IKH`)."""
        one, other = _DIGITS.sub("0", printed), _DIGITS.sub("0", shown)
        if one == other:
            return 0.0
        return max(OTHER_AROUND, self.plain(one, other)) if self.ways else OTHER_AROUND

    def plain(self, printed: str, shown: str) -> float:
        """`noise` by the letters alone; where both texts are typed, none."""
        if not self.ways:
            return 0.0 if printed == shown else UNHEARD_OF
        cost = UNHEARD_OF
        for share, confusions in self.ways:
            cost = add(cost, share + _tempered(confusions.cost(printed, shown)))
            if self.both:
                cost = add(cost, share + _tempered(confusions.cost(shown, printed)))
        return add(cost, _one_word(printed, shown)) if self.both else cost

    def word(self, shown: str) -> float:
        """Nats of showing `shown` where a person wrote any word at all."""
        found = self._words.get(shown)
        if found is None:
            found = self._words[shown] = self._word(shown)
        return found

    def _word(self, shown: str) -> float:
        common = shipped_language().words
        folded = fold(shown)
        cost = MISPRINT + LETTER * len(shown)
        if any(map(str.isdigit, shown)) and not any(map(str.isalpha, shown)):
            return add(cost, NUMBER + NUMBER_DIGIT * len(shown))
        shows_marks = self.has_marks or not self.ways
        if shows_marks and folded in common and (folded not in toneless_syllables() or is_syllable(shown)):
            cost = add(cost, common[folded] + MARKS_OF_ONE + self.plain(shown, shown))
        if self.ways and not (self.has_marks and is_syllable(shown) and folded != shown.lower()):
            for letters, word in shipped_channel().syllables(shown):
                cost = add(cost, letters + common.get(word, 12.0) + (2.0 if self.has_marks else 0.0))
        if folded in common and folded not in toneless_syllables():
            cost = add(cost, common[folded])
        return cost

    # ------------------------------------------------------------ words without a counterpart

    def specks(self, shown: Sequence[str], at_line_end: bool, fill_lines: bool) -> float:
        """Nats of words that a reading shows where nothing is printed."""
        letters = sum(SPECK_LETTER * max(1, len(word)) for word in shown)
        edge = AT_EDGE if at_line_end and len(shown) <= 2 else 0.0
        own = OWN_LINE if fill_lines and len(shown) <= 3 else 0.0
        return SPECK + SPECK_GOES_ON * (len(shown) - 1) + letters - edge - own

    def added(self, shown: Sequence[str]) -> float:
        """Nats of the same words written by a person."""
        turned = TURNED if len(shown) == 1 and _reads_as_negation(shown[0]) else 0.0
        return ADDED + sum(self.word(word) + GOES_ON for word in shown) - turned

    def lost(self, printed: Sequence[str], at_line_end: bool, smudged: bool, last: bool) -> float:
        """Nats of printed words that the reading leaves out; `smudged` where it shows signs in their place.

        Whole lines and ends of lines are lost as one.
        """
        count = len(printed)
        cost = LOST_AT_END if at_line_end or smudged else LOST
        if smudged:
            cost -= SMUDGED
        if last and count <= 2:
            cost -= LAST_WORDS
        if sum(map(len, printed)) <= 2:
            return cost - 1.0
        if at_line_end and count <= LONGEST_LINE:
            return cost + min(count - 1, 2) * LOST_GOES_ON
        return cost + (count - 1) * LOST_GOES_ON

    def taken_out(self, printed: Sequence[str]) -> float:
        """Nats of the same words taken out by a person."""
        return (
            ADDED
            + GOES_ON * len(printed)
            - (TURNED if len(printed) == 1 and canonical(printed[0]) in NEGATIONS else 0.0)
        )


NEGATIONS = frozenset(("không", "chưa", "chẳng", "chớ", "đừng", "cấm"))


def _reads_as_negation(shown: str) -> bool:
    """Whether one of the two likeliest readings of a word is a negation (`chwa` for `chưa`)."""
    if canonical(shown) in NEGATIONS:
        return True
    if not shown.isascii():
        return False
    likeliest = sorted(shipped_channel().syllables(shown))[:2]
    return any(word in ("khong", "chua") for _, word in likeliest)


def _tempered(cost: float) -> float:
    return cost if cost < _USUAL else _USUAL + TEMPER * (cost - _USUAL)


def _one_digit(printed: str, shown: str) -> bool:
    """Whether all that differs is one digit."""
    if len(printed) != len(shown):
        return False
    unlike = [(x, y) for x, y in zip(printed, shown, strict=True) if fold(x) != fold(y)]
    return len(unlike) == 1 and unlike[0][0].isdigit() and unlike[0][1].isdigit()


def is_symbol(shown: str) -> bool:
    """Whether the letters of a symbol are abbreviations in use (`12/KH-UBND`)."""
    common = shipped_language().words
    letters = [part for part in _PARTS.split(fold(shown)) if part]
    return bool(letters) and " " not in shown and all(part in common for part in letters)


def _half(printed: str, shown: str) -> str:
    """The end of `printed` that is all that is shown; empty where there is none."""
    if len(shown) < _LEAST_LEGIBLE or len(shown) >= len(printed) or _digits(printed):
        return ""
    one, other = fold(printed), fold(shown)
    if len(one) != len(printed) or len(other) != len(shown) or printed.isupper():
        return ""
    if one.endswith(other):
        return printed[-len(shown) :]
    return printed[: len(shown)] if one.startswith(other) else ""


def _without_one(words: str, other: str) -> list[tuple[str, str]]:
    """Each of two words that stand for one, with the other of both."""
    if words.count(" ") != 1 or " " in other:
        return []
    first, second = words.split(" ")
    return [(first, second), (second, first)]


def _one_word(x: str, y: str) -> float:
    """Nats of `y` where another reading of the same word shows `x`: over all words that both may have been."""
    common = shipped_language().words
    may_be = {word: letters + common.get(word, UNHEARD_OF) for letters, word in shipped_channel().syllables(x)}
    together = alone = UNHEARD_OF
    for cost in may_be.values():
        alone = add(alone, cost)
    for letters, word in shipped_channel().syllables(y):
        if word in may_be:
            together = add(together, may_be[word] + letters)
    return together - alone if together < UNHEARD_OF else UNHEARD_OF


def _recased(printed: str, shown: str) -> str:
    if shown.isupper() and len(shown) > 1:
        return printed.upper()
    return printed[:1].upper() + printed[1:].lower() if shown[:1].isupper() else printed.lower()


def _digits(shown: str) -> str:
    return "".join(_DIGITS.findall(shown))


def _other_number(printed: str, shown: str) -> float:
    """Nats of one number among those a person may put in the place of another: near ones are the likelier."""
    before, after = _digits(printed), _digits(shown)
    if len(before) == len(after):
        changed = sum(x != y for x, y in zip(before, after, strict=True))
        return 1.0 + 2.3 * min(changed, 3)
    return 2.0 + 2.3 * len(after)
