"""What a scanner makes of a text: letters misread by the shipped tables, words split and run together, lost lines.

The letters follow `plancompare/data/readings-eng.tsv` and `readings-vie.tsv`, which were learned from real and rendered
scans of the plans (`learn_readings.py`): each printed letter or pair of letters is shown as one of those it was seen
as, as often as it was. The tool reads scans by tables learned from the same pairs, so on these letters it does as well
as on scanners it knows. Words that fall apart or run together (up to one in 100 each, drawn for each scan) and lost
lines (up to one in 100) are more than was seen. All in all made scans are the harder ones: of the runs of five words of
a text, read as `channel.py` reads them, .90 to .96 stand in its made scan, .93 to .99 in the real or rendered one, by

    python tests/benchmarks/scan_noise.py PAIRS

PAIRS is a folder with one folder a pair: `ocr.txt`, `edited.txt` or `clean.txt`, `truth.json` (`relation`, `model`).

One word has `VARIANTS` readings, drawn once: a scan takes one of them by a random byte, which costs 0.2 µs a word.
"""

from __future__ import annotations

import json
import random
import sys
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from plancompare.channel import read_forms
from plancompare.confusions import OTHER, TWICE, Confusions, Row, shipped_confusions
from plancompare.model import Scan
from plancompare.text import words

Model = Literal["eng", "vie"]
VARIANTS = 64
MOST_OFTEN = 0.01
"""Largest share of words split, of words run together, and of lines lost in one scan."""
WORDS_A_LINE = 13
LINES_A_PAGE = 40
_EDGE = '.,;:()“”"*…/-%'
_STRAY = "iltrcoae"


class _Drawn(NamedTuple):
    shown: tuple[str, ...]
    up_to: tuple[float, ...]  # sums of chances

    def draw(self, chance: random.Random) -> str:
        return self.shown[bisect(self.up_to, chance.random() * self.up_to[-1], 0, len(self.shown) - 1)]


def _drawn(row: Row) -> _Drawn:
    return _Drawn(tuple(row), tuple(accumulate(row.values())))


class Noise:
    """Readings of words by one model; each is drawn from the word alone, whoever asks first."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._table: Confusions = shipped_confusions(model)
        self._single: dict[str, _Drawn] = {}
        self._pairs = {
            printed: (sum(row.values()), _drawn(row)) for printed, row in self._table.rows.items() if len(printed) == 2
        }
        self._words = {word: _drawn(row) for word, row in self._table.words.items()}
        self._known: dict[str, tuple[str, ...]] = {}
        self._known_cores: dict[str, tuple[str, ...]] = {}

    def read(self, word: str, chance: random.Random) -> str:
        """One reading of a word."""
        if word in self._words:
            shown = self._words[word].draw(chance)
            if shown != OTHER:
                return shown
        shown_letters = []
        at = 0
        while at < len(word):
            pair = self._pairs.get(word[at : at + 2])
            if pair and chance.random() < pair[0]:
                shown_letters.append(pair[1].draw(chance))
                at += 2
            else:
                shown_letters.append(self._read_letter(word[at], chance))
                at += 1
        return "".join(shown_letters)

    def _read_letter(self, letter: str, chance: random.Random) -> str:
        row = self._single.get(letter)
        if row is None:
            row = self._single[letter] = _drawn(self._table.row(letter))
        shown = row.draw(chance)
        if shown == OTHER:
            return chance.choice(_STRAY)
        return letter + chance.choice(_STRAY) if shown == TWICE else shown

    def variants(self, word: str) -> tuple[str, ...]:
        """The readings a scan chooses from; punctuation is read apart from the word it clings to."""
        found = self._known.get(word)
        if found is None:
            core = word.strip(_EDGE)
            if not core:
                return (word,) * VARIANTS
            before, _, after = word.partition(core)
            cores = self._known_cores.get(core)
            if cores is None:
                chance = random.Random(f"{self.model} {core}")
                cores = tuple(self.read(core, chance) for _ in range(VARIANTS))
                self._known_cores[core] = cores
            found = cores
            if before or after:
                chance = random.Random(f"{self.model} {word}")
                found = tuple(f"{self.read(before, chance)}{core}{self.read(after, chance)}" for core in cores)
            self._known[word] = found
        return found


class Scanner:
    """One scan: how often its words fall apart or run together and its lines are lost is its own."""

    def __init__(self, noise: Noise, chance: random.Random) -> None:
        self._noise = noise
        self._chance = chance
        self._split, self._merged, self._lost = (chance.random() * MOST_OFTEN for _ in range(3))
        self._lines = 0
        self._page = 1

    def scan(self, paragraph: str) -> str:
        """The paragraph as the scan shows it, in lines; a number of a page stands between two lines of it."""
        printed = paragraph.split()
        chance, noise = self._chance, self._noise
        known = noise._known
        shown = [
            (known[word] if word in known else self._variants(word))[byte & (VARIANTS - 1)]
            for word, byte in zip(printed, chance.randbytes(len(printed)), strict=True)
        ]
        for at in self._places(len(shown), self._split):
            if len(shown[at]) > 2:
                cut = chance.randrange(1, len(shown[at]))
                shown[at] = f"{shown[at][:cut]} {shown[at][cut:]}"
        for at in sorted(self._places(len(shown) - 1, self._merged), reverse=True):
            shown[at : at + 2] = [shown[at] + shown[at + 1]]
        lines = []
        for at in range(0, len(shown), WORDS_A_LINE):
            self._lines += 1
            if self._lines % LINES_A_PAGE == 0:
                self._page += 1
                lines.append(f"\n{self._page}\n")
            if chance.random() >= self._lost:
                lines.append(" ".join(shown[at : at + WORDS_A_LINE]))
        return "\n".join(lines)

    def _variants(self, word: str) -> tuple[str, ...]:
        if any(map(str.isdigit, word)):  # hardly ever met again
            return (self._noise.read(word, self._chance),) * VARIANTS
        return self._noise.variants(word)

    def _places(self, size: int, share: float) -> set[int]:
        """Places where something happens, `share` of `size` on average."""
        expected = max(size, 0) * share
        times = int(expected) + (self._chance.random() < expected % 1)
        return {self._chance.randrange(size) for _ in range(times)}


# ---------------------------------------------------------------- beside real scans


def runs(text: str, is_scan: bool) -> set[tuple[str, ...]]:
    """The runs of five words of a text, as it is compared."""
    forms = read_forms([word.shown for word in words(text)], Scan(is_scan, 0.2 if is_scan else 0.0, ""))
    return {forms[at : at + 5] for at in range(len(forms) - 4)}


def main() -> None:
    for path in sorted(Path(sys.argv[1]).glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if not truth["relation"].startswith("same"):
            continue
        printed = path.with_name("edited.txt" if path.with_name("edited.txt").exists() else "clean.txt")
        text, real = (file.read_text(encoding="utf-8") for file in (printed, path.with_name("ocr.txt")))
        model: Model = "eng" if truth["model"].startswith("eng") else "vie"
        scanner = Scanner(Noise(model), random.Random(path.parent.name))
        made = "\n".join(map(scanner.scan, text.split("\n\n")))
        kept = runs(text, False)
        shares = [len(kept & runs(scan, model == "eng")) / len(kept) for scan in (real, made)]
        found = f"runs of the text in its scan {shares[0]:.3f}, in a made one {shares[1]:.3f}"
        print(f"{path.parent.name:30} {model}  {found}")


if __name__ == "__main__":
    main()
