"""Learn what scans show for printed letters, with marks and case: the tables of `plancompare/confusions.py`.

    python tests/benchmarks/learn_readings.py PAIRS…                    writes plancompare/data/readings-*.tsv
    python tests/benchmarks/learn_readings.py PAIRS… --cross-validate   prints the figures of confusions.py

Each PAIRS is a folder of pairs as `scan_words.py` reads them. Nothing is learned from scans read with both models: of
a word that lost its marks it would have to be known which model read it. In cross-validation each table is learned
without the family (the plan) it is judged on; real scans without their text are read with what is left.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from letter_steps import Rows, learn, prune
from scan_words import Pair, Prose, Scan, align, own_reading, read_scans, similar

from plancompare.confusions import OTHER, TWICE, Confusions
from plancompare.syllables import is_syllable
from plancompare.text import fold

DATA = Path(__file__).parents[2] / "plancompare" / "data"
MADE_BY = "# printed, then what is shown for it with its nats; made by: python tests/benchmarks/learn_readings.py PAIRS"

MODELS = ("eng", "vie")
REAL_SCAN_WEIGHT = 4  # what is to be read are real scans; the others were rendered and degraded by a program
OWN_READING_WEIGHT = 3  # of a real scan without its text, read by the tables themselves
HAS_OWN_WORDS = frozenset({"vie"})
"""Models that know words: a Vietnamese one reads `chi` as `chỉ` and `đổi` as `đối` time and again, `thi` never. With
an English model own readings of words foretell rendered scans better (0.59 for 0.66 nats a word), but they tell edits
from misreadings no better (area under the curve .989 for .990)."""
COMMON = 20
"""Sightings from which a word has its own readings."""
LETTERS_WEIGH = 100.0
"""Sightings of a word that the readings of its letters weigh; 40 to 300 are within 4 % of nats a word."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    scans, untexted = read_scans(options.pairs)
    for model in MODELS:
        mine = align_again([scan for scan in scans if scan.model == model])
        own = [scan for scan in untexted if scan.model == model]
        if options.cross_validate:
            cross_validate(model, mine, own)
        else:
            write(model, learn_table(model, mine, own))


def align_again(scans: Sequence[Scan]) -> list[Scan]:
    """The scans of one model with their words aligned by a table learned from the first alignment."""
    cost_of = Confusions(learn(count_pairs(scans))).cost
    return [replace(scan, aligned=align(scan.printed, scan.shown, cost_of)) for scan in scans]


def learn_table(model: str, scans: Sequence[Scan], untexted: Sequence[Scan]) -> Confusions:
    """The table of one model, from scans of known text, then from these and the real ones it can read itself."""
    seen = count_pairs(scans)
    rows = learn(seen)
    if untexted:
        prose = Prose({scan.family: scan.printed for scan in scans}.values())
        for scan in untexted:
            for pair in own_reading(scan, Confusions(rows).cost, prose):
                seen[pair] += OWN_READING_WEIGHT
        rows = learn(seen)
    return Confusions(prune(rows), own_words(seen) if model in HAS_OWN_WORDS else {})


def count_pairs(scans: Iterable[Scan]) -> Counter[Pair]:
    seen: Counter[Pair] = Counter()
    for scan in scans:
        weight = REAL_SCAN_WEIGHT if scan.look == "real" else 1
        for pair in scan.pairs():
            seen[pair] += weight
            seen[" ", " "] += weight  # the space after the word
    return seen


def own_words(seen: Counter[Pair]) -> Rows:
    """The readings of common words. Numbers have none: a misread digit must not hang on the number it stands in."""
    often: Counter[str] = Counter()
    for (printed, _), count in seen.items():
        often[printed] += count
    common = [word for word in sorted(often) if often[word] >= COMMON and any(map(str.isalpha, word))]
    words: Rows = {
        word: {OTHER: LETTERS_WEIGH / (often[word] + LETTERS_WEIGH)} for word in common if not has_digit(word)
    }
    for (printed, shown), count in seen.items():
        if printed in words:
            words[printed][shown] = count / (often[printed] + LETTERS_WEIGH)
    return words


def has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def write(model: str, table: Confusions) -> None:
    letters, words = (
        "\n".join("\t".join([a, *(f"{b}\t{-math.log(p):.2f}" for b, p in sorted(row.items()))]) for a, row in part)
        for part in (sorted(table.rows.items()), sorted(table.words.items()))
    )
    (DATA / f"readings-{model}.tsv").write_text(f"{MADE_BY}\n{letters}\n\n{words}\n", encoding="utf-8")


# ---------------------------------------------------------------- how well scans are foretold

ABOVE = (4, 6, 8, 10, 12, 14)
Judged = tuple[str, str, float, float, float]  # printed, shown, nats; chance to be kept; nats of a word drawn at random


def cross_validate(model: str, scans: Sequence[Scan], untexted: Sequence[Scan]) -> None:
    judged: dict[Scan, list[Judged]] = {}
    rates: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, Counter[str]] = defaultdict(Counter)
    for family in sorted({scan.family for scan in scans}):
        table = learn_table(model, [scan for scan in scans if scan.family != family], untexted)
        draw = random.Random(family)
        for scan in scans:
            if scan.family == family:
                judged[scan] = [
                    (a, b, table.cost(a, b), math.exp(-table.cost(a, a)), table.cost(a, drawn(table, a, draw)))
                    for a, b in scan.pairs()
                ]
                count_events(scan, table, rates[scan.look], examples)
    print(f"{model}\n  {'':28}  words   nats (foretold)  kept (foretold)   per 1,000 above {ABOVE} nats (foretold)")
    for name, of in (("family", "family"), ("look", "look"), ("all", "model")):
        for key in sorted({getattr(scan, of) for scan in judged}):
            show(f"{name} {key}", [row for scan, rows in judged.items() if getattr(scan, of) == key for row in rows])
    show_calibration([row for rows in judged.values() for row in rows])
    for look in sorted(rates):
        show_rates(look, rates[look])
    show_rates("all", sum(rates.values(), Counter()))
    for event in sorted(examples):
        print(f"  {event}:", ", ".join(f"{words} {n}" for words, n in examples[event].most_common(30)))


def drawn(table: Confusions, printed: str, draw: random.Random) -> str:
    """A word as the table would show it, to compare what it foretells with what is seen."""
    own = table.words.get(printed, {})
    shown = draw_from(own, draw)
    if shown is not None:
        return shown
    shown, at = "", 0
    while at < len(printed):
        letters = draw_from(table.rows.get(printed[at : at + 2], {}), draw) if at + 1 < len(printed) else None
        if letters is not None:
            at += 2
        else:
            letters = draw_from(table.row(printed[at]), draw)
            at += 1
        shown += "\ufffd" if letters is None else letters
    return shown


def draw_from(row: dict[str, float] | Rows, draw: random.Random) -> str | None:
    chance = draw.random()
    for shown, p in row.items():
        if shown not in (OTHER, TWICE):
            chance -= p
            if chance < 0:
                return shown
    return None


def show(name: str, rows: Sequence[Judged]) -> None:
    n = len(rows)
    nats, foretold = sum(row[2] for row in rows) / n, sum(row[4] for row in rows) / n
    kept, kept_foretold = sum(row[0] == row[1] for row in rows) / n, sum(row[3] for row in rows) / n
    above = " ".join(f"{1000 * sum(row[2] > t for row in rows) / n:5.1f}" for t in ABOVE)
    above_drawn = " ".join(f"{1000 * sum(row[4] > t for row in rows) / n:5.1f}" for t in ABOVE)
    print(
        f"  {name:28} {n:6}   {nats:.3f} ({foretold:.3f})   {kept:.4f} ({kept_foretold:.4f})   {above} ({above_drawn})"
    )


def show_calibration(rows: Sequence[Judged]) -> None:
    """Of words that are kept with a chance of such a size, the share that were."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for row in rows:
        bins[min(int(10 * row[3]), 9) if row[3] < 0.9 else 9 + int((row[3] - 0.9) * 100)].append(row)
    told = (
        f"{sum(r[3] for r in b) / len(b):.3f}→{sum(r[0] == r[1] for r in b) / len(b):.3f}"
        for _, b in sorted(bins.items())
    )
    print("  chance to be kept → share kept:", " ".join(told))


# ---------------------------------------------------------------- how often what happens


def count_events(scan: Scan, table: Confusions, count: Counter[str], examples: dict[str, Counter[str]]) -> None:
    for a, b in scan.pairs():
        count["words"] += 1
        count["digits"] += sum(map(str.isdigit, a))
        if a == b:
            continue
        count["run together"] += a.count(" ")
        count["broken"] += b.count(" ")
        if is_syllable(a) and is_syllable(b) and a.lower() != b.lower():
            event = "other marks" if fold(a) == fold(b) else "other syllable"
            count[event] += 1
            if scan.model == "vie":
                examples[event][f"{a.lower()}>{b.lower()}"] += 1
        if a[0] != b[0] and a[0].lower() == b[0].lower() and a[1:2].islower() == b[1:2].islower():
            count["first letter in other case"] += 1
            examples["first letter in other case"][f"{a[0]}>{b[0]}"] += 1
        if has_digit(a) and table.cost(a, b) < 20:
            for x, y in table.steps(a, b):
                if x.isdigit() and x != y:
                    event = "other digit" if y.isdigit() else "digit lost" if not y else "digit as letter"
                    count[event] += 1
                    examples[event][f"{a}>{b}"] += 1
    count_unpaired(scan, count, examples)


def count_unpaired(scan: Scan, count: Counter[str], examples: dict[str, Counter[str]]) -> None:
    """Up to three words lost or added between words that are sure, outside the forms at both ends."""
    steps = scan.steps()
    edge, at = 60, 0
    while at < len(steps):
        end = at
        while end < len(steps) and not all(steps[end]):
            end += 1
        lost, added = ([step[side] for step in steps[at:end] if step[side]] for side in (0, 1))
        if at > edge and end < len(steps) - edge and similar(*steps[at - 1]) and similar(*steps[end]):
            for event, words, others in (("lost", lost, added), ("added", added, lost)):
                if 0 < len(words) <= 3 and not others:
                    count[event] += len(words)
                    examples[event][" ".join(words)] += 1
        at = max(end, at + 1)


def show_rates(name: str, count: Counter[str]) -> None:
    words, digits = count["words"], count["digits"]
    of_digits = ("other digit", "digit as letter", "digit lost")
    told = [f"{event} {1000 * count[event] / digits:.2f}" for event in of_digits]
    told_words = [
        f"{event} {1000 * n / words:.2f}"
        for event, n in sorted(count.items())
        if event not in (*of_digits, "words", "digits")
    ]
    print(f"  {name:10} per 1,000 of {digits} digits: {', '.join(told)}; of {words} words: {', '.join(told_words)}")


if __name__ == "__main__":
    main()
