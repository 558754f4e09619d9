"""Which text is a reading of the other, and how it was read: fitted to the two texts at hand."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from plancompare.changes.odds import (
    BEFORE,
    BEFORE_ILLEGIBLE,
    BEFORE_REMARKED,
    EDITED,
    ILLEGIBLE,
    LETTER,
    ROMANS,
    Reading,
    add,
    is_symbol,
)
from plancompare.changes.pieces import Piece
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step as WordStep
from plancompare.confusions import Step, adapted, shipped_confusions
from plancompare.syllables import is_syllable, toneless_syllables
from plancompare.text import fold

MARKED = 0.25
"""Share of words with letters beyond ASCII below which a reading lost the marks; with them it is above .6."""
EVIDENCE = 4.0
"""Nats by which a reading must explain the differences better than a person before a text without other signs is
taken for a scan. 68 readings with a Vietnamese model (400 to 1,300 words) reach 5.8 to 100 and 23 of 24 texts that
persons edited stay below 2 (one 5.8)."""
_READ = 0.5  # share of the words that the way of reading stands for while it is weighed
_MOST_OF_ONE = 5.0  # nats that one difference may say for a reading: a single odd word proves nothing
_STRAY = re.compile(r"(?<!_)_{1,3}(?!_)|[~|`^°¬{}<]")
_OF_A_STRAY = 3.0  # nats
_MOST_STRAYS = 2
_SURELY = 0.95
_UNUSUAL = 6.0  # nats
_INEXPLICABLE = 11.0  # nats
_ROUNDS = 6
_FEW = 0.02  # share of words read without marks to begin with

Pairs = Counter[tuple[str, str]]


def adapt(reading: Reading, a: Text, b: Text, pieces: Sequence[Piece]) -> Reading:
    """The reading with the confusions of letters that this document shows time and again, and its rate of edits.

    Each confusion counts once less than it was seen, so that none speaks for itself. The rate of edits is that of the
    first judgement with BEFORE words of one edit (empirical Bayes): a text in which nothing else was changed has to
    show more before a doubtful word is called an edit.
    """
    from rapidfuzz.distance import Levenshtein

    pairs: Pairs = Counter()
    changed: Pairs = Counter()
    for piece in pieces:
        i, i_end, j, j_end = piece.step
        if i_end - i == j_end - j == 1:
            pair = a.words[i].shown, b.words[j].shown
            if piece.verdict is None or piece.verdict.label == "ocr_noise":
                pairs[pair] += 1
            if pair[0] != pair[1]:
                changed[pair] += 1
    seen: Counter[Step] = Counter()
    for (printed, shown), count in pairs.items():
        if printed == shown:
            for letter in printed:
                seen[letter, letter] += count
        else:
            for step in Levenshtein.opcodes(printed, shown):
                if step.src_end - step.src_start == step.dest_end - step.dest_start:
                    for k in range(step.src_end - step.src_start):
                        seen[printed[step.src_start + k], shown[step.dest_start + k]] += count
    counted = {step: count if step[0] == step[1] else count - 1 for step, count in seen.items()}
    ways = tuple((share, adapted(confusions, counted)) for share, confusions in reading.ways)
    edits = sum(piece.verdict is not None and piece.verdict.edited >= _SURELY for piece in pieces)
    ruined = sum(count for pair, count in changed.items() if _is_ruined(*pair, reading))
    closer = Reading(
        ways,
        reading.has_marks,
        reading.both,
        edited=math.log((len(pieces) + BEFORE) / (edits + 1)),
        illegible=math.log((len(pieces) + BEFORE_ILLEGIBLE) / (ruined + 1)),
        remarked=math.log((len(pieces) + BEFORE_REMARKED) / (_remarked(pairs, reading) + 1)),
    )
    closer.carry_over(reading)
    return closer


def _remarked(pairs: Pairs, reading: Reading) -> int:
    """How many words were shown with marks that their letters do not explain."""
    return sum(
        count
        for (printed, shown), count in pairs.items()
        if not shown.isascii()
        and printed != shown
        and fold(printed) == fold(shown)
        and reading.plain(printed, shown) > _UNUSUAL
    )


def _is_ruined(printed: str, shown: str, reading: Reading) -> bool:
    """Whether no letters explain what is shown, and it is no word that a person would write."""
    return not _is_word(shown) and reading.plain(printed, shown) > _INEXPLICABLE


def _is_word(shown: str) -> bool:
    return any(map(str.isdigit, shown)) or (
        is_syllable(shown) if not shown.isascii() else fold(shown) in toneless_syllables()
    )


def word_pairs(a: Text, b: Text, steps: Sequence[WordStep]) -> Pairs:
    """The words that stand for one another one by one, with how often they do."""
    return Counter((a.words[s.i].shown, b.words[s.j].shown) for s in steps if s.i_end - s.i == 1 and s.j_end - s.j == 1)


def words_added(b: Text, steps: Sequence[WordStep]) -> list[list[str]]:
    """The words of `b` that stand for none, as they stand together; those with numbers (of pages) left out."""
    added = [[word.shown for word in b.words[s.j : s.j_end]] for s in steps if s.i == s.i_end]
    return [shown for shown in added if not any(map(str.isdigit, "".join(shown)))]


def strays_added(a: Text, b: Text) -> int:
    """How many signs that no plan prints stand in `b` beyond those of `a`."""
    return max(0, len(_STRAY.findall(b.plan.text)) - len(_STRAY.findall(a.plan.text)))


def evidence_of_reading(pairs: Pairs, added: Iterable[Sequence[str]], strays: int = 0) -> float:
    """Nats by which `pairs` (printed, shown) look like a reading with a Vietnamese model rather than typed twice.

    So do words that were added, since a speck makes a letter or two that are no word, and words that no letters
    explain and nobody writes. A reading at 150 dpi that mistook two of 900 words was known by its one speck. Of words
    without their marks (read as English) the likeliest is left out: a person may have written or mended one. Stray
    signs count as two at most, because one of two typed texts may have its tables drawn with them.
    """
    vie, typed = shipped_confusions("vie"), Reading((), True)
    bare = [0.0]  # nats that English adds for each word whose marks are gone
    gain = sum(_gain(EDITED + typed.added(shown), typed.specks(shown, False, False)) for shown in added)
    for (printed, shown), count in pairs.items():
        cost = vie.cost(printed, shown)
        if printed == shown:
            gain += count * math.log(1 - _READ + _READ * math.exp(-cost))
        elif not _is_number(shown):  # another number says nothing of letters
            if shown.isascii() and not printed.isascii() and fold(printed) == fold(shown):
                english = shipped_confusions("eng").cost(printed, shown) - math.log(_FEW)
                edited = EDITED + typed.edit(printed, shown)
                bare.append(_gain(edited, add(cost, english)) - _gain(edited, cost))
            if not _is_word(shown) and shown not in ROMANS and (_is_word(printed) or printed in ROMANS):
                cost = add(cost, ILLEGIBLE + LETTER * max(2, len(shown)))
            gain += count * _gain(EDITED + typed.edit(printed, shown), cost)
    return gain + sum(bare) - max(bare) + _OF_A_STRAY * min(strays, _MOST_STRAYS)


def _gain(edited: float, read: float) -> float:
    """Nats that one difference says for a reading."""
    return min(_MOST_OF_ONE, edited - add(edited, read - math.log(_READ)))


def _is_number(shown: str) -> bool:
    return any(map(str.isdigit, shown)) and (not any(map(str.isalpha, shown)) or is_symbol(shown))


def fit_reading(b: Text, pairs: Pairs, both: bool) -> Reading:
    """How `b` was read from the printed words of `pairs`: the share of words each way of reading explains.

    Fitted by expectation and maximisation over the words that differ; a text without marks was read with an English
    model throughout. `both` says that the other text is a reading, too.
    """
    marked = sum(not word.shown.isascii() for word in b.words) / max(1, len(b.words))
    eng = shipped_confusions("eng")
    if marked < MARKED:
        return Reading(((0.0, eng),), False, both)
    vie = shipped_confusions("vie")
    unlike = [(pair, count) for pair, count in pairs.items() if pair[0] != pair[1]]
    total = sum(pairs.values()) + 2.0
    share = _FEW
    for _ in range(_ROUNDS):
        english = 0.2
        for (printed, shown), count in unlike:
            odds = eng.cost(printed, shown) - vie.cost(printed, shown) + math.log((1 - share) / share)
            english += count / (1 + math.exp(min(50.0, odds)))
        share = english / total
    return Reading(((-math.log(1 - share), vie), (-math.log(share), eng)), True, both)
