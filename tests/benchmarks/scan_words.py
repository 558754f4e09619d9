"""Scans and what was printed, word by word, for `learn_readings.py`: read, aligned, and guessed where no text is known.

A folder of pairs holds one folder a pair: `ocr.txt` (a scan), `edited.txt` or `clean.txt` (the text that was printed)
and `truth.json` (`model`, `relation`, `source_rendered`, `reversed`). Reversed pairs are left out: their scan stands
in another pair. A real scan whose own text is not there is kept
apart; `own_reading` guesses its words.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from plancompare.channel import shipped_channel
from plancompare.text import fold

EDGE = ".,;:!?…()[]{}<>\"'“”‘’«»`´*_-–—+•·|/\\~^=#%™°"  # as in text.py
SIMILAR = 0.5  # share of letters that may differ in two words that are surely one
ALONE = 8.0  # nats of a word lost or added
MOST_WORDS = 300  # of a stretch that is aligned by letters; longer ones are other texts
SURE = 0.9  # probability of a guessed word from which it is learned from

Words = tuple[str, ...]
Pair = tuple[str, str]  # printed word, shown word
Cost = Callable[[str, str], float]  # nats of showing the second for the first
Aligned = tuple[tuple[int, int], tuple[int, int]]  # places of words: printed from, to; shown from, to


@dataclass(frozen=True)
class Scan:
    """A scan with the words that were printed; for an untexted one these are not known (empty)."""

    name: str
    family: str  # the plan it is a scan of
    model: str  # of Tesseract: eng, vie, or both, of which it takes one a word
    look: str
    printed: Words
    shown: Words
    aligned: tuple[Aligned, ...] = ()

    def steps(self) -> list[Pair]:
        """The words of `aligned`, "" where one has no counterpart."""
        printed, shown = self.printed, self.shown
        return [(" ".join(printed[i:i_end]), " ".join(shown[j:j_end])) for (i, i_end), (j, j_end) in self.aligned]

    def pairs(self) -> Iterator[Pair]:
        """Words that stand for one another; where hardly a letter agrees, only between two that surely do."""
        steps = self.steps()
        sure = [True, *(similar(*step) for step in steps), True]
        for k, step in enumerate(steps):
            if all(step) and (sure[k + 1] or (sure[k] and sure[k + 2])):
                yield step


# ---------------------------------------------------------------- reading and aligning


def read_scans(folders: Sequence[Path]) -> tuple[list[Scan], list[Scan]]:
    """The scans whose text is there, aligned by first guesses, and the real ones whose text is not."""
    scans: dict[Words, Scan] = {}  # one scan may stand in several pairs
    untexted: list[Scan] = []
    for folder in folders:
        for truth_path in sorted(folder.glob("*/truth.json")):
            truth = json.loads(truth_path.read_text(encoding="utf-8"))
            real = "real scan" in truth["source_rendered"]
            shown = read_words(truth_path.with_name("ocr.txt"))
            if truth.get("reversed") or shown in scans:
                continue
            family = truth["source_clean"] if real else truth["source_rendered"].split(" ")[0]
            model = {"eng": "eng", "vie": "vie"}.get(truth["model"].split(" ")[0], "both")
            look = "real" if real else truth["render"]["look"]
            if real and not truth["relation"].startswith("same"):
                untexted.append(Scan(truth["pair"], truth["pair"], model, look, (), shown))
                continue
            text = truth_path.with_name("edited.txt")
            printed = read_words(text if text.exists() else truth_path.with_name("clean.txt"))
            scans[shown] = Scan(truth["pair"], family, model, look, printed, shown, align(printed, shown, unlike))
    return list(scans.values()), untexted


def read_words(path: Path) -> Words:
    """Runs between white space without their edge punctuation."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return tuple(word for word in (run.strip(EDGE) for run in text.split()) if word)


def similar(x: str, y: str) -> bool:
    return bool(x and y) and Levenshtein.normalized_distance(fold(x), fold(y)) <= SIMILAR


def unlike(x: str, y: str) -> float:
    """Nats of showing `y` for `x`, before anything is learned."""
    return 12 * Levenshtein.normalized_distance(fold(x), fold(y)) + 4 * (x.count(" ") + y.count(" "))


def align(a: Words, b: Words, cost_of: Cost) -> tuple[Aligned, ...]:
    """Words that stand for one another, in order; a stretch that differs is aligned by its letters."""
    found: list[Aligned] = []
    at = (0, 0)
    opcodes = Levenshtein.opcodes([fold(x) for x in a], [fold(y) for y in b])
    for step in [*opcodes, None]:
        if step is not None and step.tag != "equal":
            continue
        ends = (step.src_start, step.dest_start) if step else (len(a), len(b))
        if at != ends:
            found += align_stretch(a[at[0] : ends[0]], b[at[1] : ends[1]], at, cost_of)
        if step:
            length = step.src_end - step.src_start
            found += [((ends[0] + k, ends[0] + k + 1), (ends[1] + k, ends[1] + k + 1)) for k in range(length)]
            at = step.src_end, step.dest_end
    return tuple(found)


def align_stretch(a: Words, b: Words, at: tuple[int, int], cost_of: Cost) -> list[Aligned]:
    """The cheapest alignment of two stretches that begin at `at`: one word for one, for two or three, or for none."""
    m, n = len(a), len(b)
    if max(m, n) > MOST_WORDS:
        return []
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(m + 1):
        for j in range(n + 1):
            for back in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3)):
                x, y = i - back[0], j - back[1]
                if x < 0 or y < 0 or (x, y) not in best:
                    continue
                cost = ALONE if 0 in back else cost_of(" ".join(a[x:i]), " ".join(b[y:j]))
                total = best[x, y][0] + cost
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = total, (x, y)
    steps = []
    end = m, n
    while end != (0, 0):
        start = best[end][1]
        steps.append(((at[0] + start[0], at[0] + end[0]), (at[1] + start[1], at[1] + end[1])))
        end = start
    return steps[::-1]


# ---------------------------------------------------------------- real scans without their text

NO_WORD = 14.0  # nats of a shown word for which nothing is guessed
OTHER_CASE = 4.0  # nats of a word that begins a name or is all capitals where the scan shows it otherwise
FARTHEST = 20.0  # nats of letters from which a word is no candidate
MOST_WORDS_GUESSED = 25


class Prose:
    """How likely a word with its marks is after another: bigrams of clean texts with Witten-Bell discounting."""

    def __init__(self, texts: Iterable[Words]) -> None:
        self.often: Counter[str] = Counter()
        self.after: dict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            before = ""
            for word in map(str.lower, text):
                self.often[word] += 1
                self.after[before][word] += 1
                before = word
        self.by_letters: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.often):
            self.by_letters[fold(word)].append(word)
        self.total = sum(self.often.values()) + len(self.often)

    def surprise(self, before: str, word: str) -> float:
        """Nats of `word` after `before`; an empty word is one that no text has."""
        if not word:
            return 6.0
        usual = (self.often[word.lower()] + 1) / self.total
        followers = self.after.get(before.lower())
        if not followers:
            return -math.log(usual)
        kept, seen = 2 * len(followers), sum(followers.values())
        return -math.log((followers[word.lower()] + kept * usual) / (seen + kept))


def own_reading(scan: Scan, cost_of: Cost, prose: Prose) -> list[Pair]:
    """Words of a scan with what was surely printed, by their letters and the words around them (forward-backward)."""
    options = [candidates(shown, cost_of, prose) for shown in scan.shown]
    forward: list[dict[str, float]] = [{"": 0.0}]
    for found in options:
        forward.append(
            {w: c + log_sum(cost + prose.surprise(x, w) for x, cost in forward[-1].items()) for w, c in found.items()}
        )
    backward = dict.fromkeys(options[-1], 0.0)
    read: list[Pair] = []
    for k in range(len(options) - 1, -1, -1):
        both = {w: forward[k + 1][w] + backward[w] for w in options[k]}
        best = min(sorted(both), key=both.__getitem__)
        if best and math.exp(log_sum(both.values()) - both[best]) > SURE:
            read.append((best, scan.shown[k]))
        if k:
            backward = {
                x: log_sum(prose.surprise(x, w) + options[k][w] + backward[w] for w in options[k])
                for x in options[k - 1]
            }
    return read[::-1]


def candidates(shown: str, cost_of: Cost, prose: Prose) -> dict[str, float]:
    """Words of `prose`, in the case of `shown` or capitalised, that it may be, with the nats of their letters."""
    letters = {form for _, form in shipped_channel().syllables(shown)} | {fold(shown)}
    found: dict[str, float] = {}
    for word in (word for form in sorted(letters) for word in prose.by_letters.get(form, ())):
        capitals = len(shown) > 1 and shown.isupper()
        expected = word.upper() if capitals else word.capitalize() if shown[:1].isupper() else word
        for printed in {expected, word, word.capitalize()}:
            cost = cost_of(printed, shown) + (0.0 if printed == expected else OTHER_CASE)
            if cost < FARTHEST:
                found[printed] = cost
    best = sorted(found, key=lambda word: (found[word], word))[:MOST_WORDS_GUESSED]
    return {"": NO_WORD} | {word: found[word] for word in best}


def log_sum(costs: Iterable[float]) -> float:
    """Nats of any of several events."""
    listed = list(costs)
    least = min(listed)
    return least - math.log(sum(math.exp(least - cost) for cost in listed))
