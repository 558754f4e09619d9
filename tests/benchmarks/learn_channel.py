"""Learn the scan channel: which letters are read as which, and how syllables follow one another.

    python tests/benchmarks/learn_channel.py PAIRS                    writes plancompare/data/*.tsv
    python tests/benchmarks/learn_channel.py PAIRS --cross-validate   prints the figures of channel.py

PAIRS is a folder with one folder a pair: `ocr.txt` (a scan), `edited.txt` or `clean.txt` (the text that was scanned)
and `truth.json` (`relation`, `model`, `source_clean`, `source_rendered`). A real scan whose own text is not there is
read with the channel learned so far and then learned from as well. Scans read with a Vietnamese model are left out:
they teach nothing about an English one. Sentences for the language model are the clean texts of PAIRS and
`administrative_phrases.txt`, which was written by hand by someone who knew the clean plans.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from plancompare.channel import (
    LIKELY,
    Reader,
    is_symbol,
    make_channel,
    make_reader,
    may_be_one,
    one_spelling,
    read_scan,
    without_marks,
)
from plancompare.language import NUMBER, Language
from plancompare.syllables import is_syllable, toneless_syllables
from plancompare.text import fold, words

DATA = Path(__file__).parents[2] / "plancompare" / "data"
PHRASES = Path(__file__).with_name("administrative_phrases.txt")
MADE_BY = "# made by: python tests/benchmarks/learn_channel.py PAIRS"

ROUNDS = 4  # of expectation and maximisation; the likelihood stands still after three
DEAREST = 9.5  # nats; confusions rarer than one in 13,000 are not kept
LOST_LETTER = 7.0  # nats for a letter that may leave no trace although it was never seen to
MAY_BE_LOST = "aoucghnit"
KEPT_LETTER = 0.3  # nats for a letter that was never seen printed
REAL_SCAN_WEIGHT = 4  # what is to be read are real scans; the others were rendered and degraded by a program
OWN_READING_WEIGHT = 3  # of real scans without their text, read by the channel itself

Misread = tuple[str, str]  # printed letters, shown letters


@dataclass(frozen=True)
class Pair:
    """A scan and the words that were scanned; `aligned` are places of (printed, shown) words, `family` the text."""

    name: str
    family: str
    real: bool
    printed: tuple[str, ...]
    shown: tuple[str, ...]
    aligned: tuple[tuple[int, int], ...]
    clean: tuple[str, ...]  # the text before edits, to compare two scans by; empty where it is another text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    pairs, unread, texts = read_pairs(options.pairs)
    if options.cross_validate:
        cross_validate(pairs, unread, texts)
        return
    costs, followers = learn(pairs, unread, texts.values())
    write(DATA / "confusions.tsv", "printed, shown, nats", (f"{a}\t{b}\t{costs[a, b]:.2f}" for a, b in sorted(costs)))
    write(DATA / "syllable_bigrams.tsv", "word, what followed it", (f"{a}\t{followers[a]}" for a in sorted(followers)))


def write(path: Path, columns: str, rows: Iterable[str]) -> None:
    path.write_text("\n".join([MADE_BY, f"# {columns}", *rows]) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- reading the pairs


def read_pairs(folder: Path) -> tuple[list[Pair], list[tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Pairs read with an English model, real scans without their text, and clean texts by family."""
    pairs: list[Pair] = []
    unread: list[tuple[str, ...]] = []
    texts: dict[str, tuple[str, ...]] = {}
    for truth_path in sorted(folder.glob("*/truth.json")):
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        shown, clean = (shown_words(truth_path.with_name(name)) for name in ("ocr.txt", "clean.txt"))
        texts.setdefault(truth["source_clean"], clean)
        edited_path = truth_path.with_name("edited.txt")
        same_text = truth["relation"].startswith("same")
        real = "real scan" in truth["source_rendered"]
        if not truth["model"].startswith("eng"):
            continue
        if real and not same_text:
            unread.append(shown)
            continue
        family = truth["source_clean"] if same_text else truth["source_rendered"].split(" ")[0]
        printed = shown_words(edited_path) if edited_path.exists() else clean
        aligned = align(printed, shown)
        pairs.append(Pair(truth["pair"], family, real, printed, shown, aligned, clean if same_text else ()))
    return pairs, unread, texts


def shown_words(path: Path) -> tuple[str, ...]:
    return tuple(word.shown for word in words(path.read_text(encoding="utf-8")))


def align(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Places of words that stand for one another: equal without marks, or nearest in a stretch that differs."""
    a, b = [fold(word) for word in a], [fold(word) for word in b]
    found: list[tuple[int, int]] = []
    for step in Levenshtein.opcodes(a, b):
        i, j = step.src_start, step.dest_start
        if step.tag == "equal":
            found += [(i + k, j + k) for k in range(step.src_end - i)]
        elif step.tag == "replace":
            nearest = align_nearest(a[i : step.src_end], b[j : step.dest_end])
            found += [(i + k, j + m) for k, m in nearest]
    return tuple(found)


def align_nearest(a: Sequence[str], b: Sequence[str], alone: float = 0.6) -> list[tuple[int, int]]:
    """The cheapest alignment in order, where a word without a partner costs `alone`."""
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(j * alone, []) for j in range(len(b) + 1)]]
    for i, x in enumerate(a):
        row: list[tuple[float, list[tuple[int, int]]]] = [((i + 1) * alone, [])]
        for j, y in enumerate(b):
            both, above, left = best[i][j], best[i][j + 1], row[j]
            row.append(
                min(
                    (both[0] + Levenshtein.normalized_distance(x, y), [*both[1], (i, j)]),
                    (above[0] + alone, above[1]),
                    (left[0] + alone, left[1]),
                    key=lambda way: way[0],
                )
            )
        best.append(row)
    return best[-1][-1][1]


# ---------------------------------------------------------------- learning


def learn(
    pairs: Sequence[Pair], unread: Sequence[Sequence[str]], texts: Iterable[Sequence[str]]
) -> tuple[dict[Misread, float], dict[str, str]]:
    """Costs of confusions, in nats, and the followers of each word."""
    followers = count_followers([*texts, *phrases()])
    seen: Counter[Misread] = Counter()
    for pair in pairs:
        for i, j in pair.aligned:
            if is_syllable(pair.printed[i]):
                seen[fold(pair.printed[i]), pair.shown[j].lower()] += REAL_SCAN_WEIGHT if pair.real else 1
    costs = learn_confusions(seen)
    if unread:
        channel = make_channel(costs, Language(followers))
        for scan in unread:
            for shown, read in zip(scan, read_scan(scan, channel), strict=True):
                if read in toneless_syllables():
                    seen[read, shown.lower()] += OWN_READING_WEIGHT
        costs = learn_confusions(seen)
    return costs, followers


def learn_confusions(seen: Counter[Misread]) -> dict[Misread, float]:
    """Nats of `shown` where `printed` stands, by expectation-maximisation over the best alignment of each word."""
    costs: dict[Misread, float] = {}
    cost_of: Callable[[str, str], float] = first_guess
    for _ in range(ROUNDS):
        used: Counter[Misread] = Counter()
        printed_often: Counter[str] = Counter()
        for (printed, shown), count in seen.items():
            if fold(shown) != printed and Levenshtein.normalized_distance(printed, fold(shown)) > 0.75:
                continue  # an alignment of words that has nothing to do with letters
            for step in best_steps(printed, shown, cost_of):
                used[step] += count
            for k in range(len(printed)):
                printed_often[printed[k]] += count
                if k + 1 < len(printed):
                    printed_often[printed[k : k + 2]] += count
        costs = {(a, b): -math.log(n / (printed_often[a] + 1)) for (a, b), n in used.items()}
        cost_of = lambda a, b, known=costs: known.get((a, b), 9.0 + 2 * len(b))  # type: ignore[misc]  # noqa: E731
    kept = {step: round(max(cost, 0.0), 2) for step, cost in costs.items() if cost < DEAREST}
    for letter in sorted(set("".join(toneless_syllables()))):
        kept.setdefault((letter, letter), KEPT_LETTER)
    for letter in MAY_BE_LOST:
        kept.setdefault((letter, ""), LOST_LETTER)
    return kept


def first_guess(printed: str, shown: str) -> float:
    """Nats to begin with: a letter is itself; else one letter for one, then one for two."""
    if len(printed) == 2:
        return 5.0 + len(shown)
    if fold(shown) == printed:
        return 0.3
    return {0: 6.0, 1: 4.0}.get(len(shown), 3.0 + len(shown) + (0 if printed in fold(shown) else 2))


def best_steps(printed: str, shown: str, cost_of: Callable[[str, str], float]) -> list[Misread]:
    """The cheapest way to cut both words into steps of one or two printed and up to three shown letters."""
    best: dict[tuple[int, int], tuple[float, list[Misread]]] = {(0, 0): (0.0, [])}
    for i in range(len(printed)):
        for j in range(len(shown) + 1):
            if (i, j) not in best:
                continue
            cost, steps = best[i, j]
            for a in range(1, min(2, len(printed) - i) + 1):
                for b in range(a - 1, min(3, len(shown) - j) + 1):
                    step = printed[i : i + a], shown[j : j + b]
                    total = cost + cost_of(*step)
                    if total < best.get((i + a, j + b), (math.inf,))[0]:
                        best[i + a, j + b] = (total, [*steps, step])
    return best.get((len(printed), len(shown)), (0.0, []))[1]


def phrases() -> list[tuple[str, ...]]:
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    return [tuple(word.shown for word in words(line)) for line in lines if not line.startswith("#")]


def count_followers(texts: Iterable[Sequence[str]]) -> dict[str, str]:
    """For `Language`: syllables, numbers, abbreviations and foreign words of the phrases, each with what follows."""
    foreign = {fold(word) for phrase in phrases() for word in phrase if word.isalpha()}
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        before = ""
        for shown in text:
            word = fold(shown)
            abbreviation = len(shown) > 1 and shown.isalpha() and shown.isupper()
            if is_symbol(shown) or any(map(str.isdigit, shown)):
                word = NUMBER
            elif not (is_syllable(shown) or abbreviation or word in foreign):
                word = ""  # a misprint or a name: nothing is learned from it
            if word:
                counts.setdefault(before, Counter())[word] += 1
            before = word
    return {before: " ".join(f"{word} {n}" for word, n in sorted(after.items())) for before, after in counts.items()}


# ---------------------------------------------------------------- judging


def cross_validate(pairs: Sequence[Pair], unread: Sequence[Sequence[str]], texts: dict[str, tuple[str, ...]]) -> None:
    """Words right and scans that agree, for each family of texts left out of all that is learned."""
    for family in sorted({pair.family for pair in pairs}):
        rest = [pair for pair in pairs if pair.family != family]
        left_out = [pair for pair in pairs if pair.family == family]
        others = {pair.family for pair in rest}
        for name, known in (("texts and phrases", others), ("phrases only", set[str]())):
            costs, followers = learn(rest, unread, [text for source, text in texts.items() if source in known])
            print(f"{family} left out, language from {name}, {len(left_out)} scans")
            report(left_out, costs, Language(followers))


def report(pairs: Sequence[Pair], costs: dict[Misread, float], language: Language) -> None:
    channel, tolerant = make_channel(costs, language), make_reader(without_marks(costs), LIKELY)
    read = {pair.name: read_scan(pair.shown, channel) for pair in pairs}
    for real in (False, True):
        rows = [
            (pair.shown[j], pair.printed[i], read[pair.name][j], one_spelling(pair.printed[i]))
            for pair in pairs
            if pair.real == real
            for i, j in pair.aligned
        ]
        show(f"{'real' if real else 'rendered'} scan and its text", rows, tolerant)
    for reals, title in ((0, "two rendered scans"), (1, "a real and a rendered scan")):
        rows = []
        for a, b in combinations([pair for pair in pairs if pair.clean], 2):
            if a.real + b.real == reals:
                in_a, in_b = by_clean_word(a), by_clean_word(b)
                both = [(in_a[k], in_b[k]) for k in in_a if k in in_b]
                rows += [(a.shown[i], b.shown[j], read[a.name][i], read[b.name][j]) for i, j in both]
        show(f"{title} of one text", rows, tolerant)


def show(title: str, rows: Sequence[tuple[str, str, str, str]], tolerant: Reader) -> None:
    """One line: words equal without marks, by their forms, and by their forms or a likely misreading."""
    if not rows:
        return
    folded = sum(fold(a) == fold(b) for a, b, _, _ in rows)
    equal = sum(x == y for _, _, x, y in rows)
    near = Counter((x, y) for _, _, x, y in rows if x != y)
    likely = sum(count for (x, y), count in near.items() if may_be_one(x, y, tolerant))
    fold_, form, both = (f"{100 * n / len(rows):.2f}" for n in (folded, equal, equal + likely))
    print(f"  {title}: without marks {fold_}, by form {form}, by form or alike {both} % of {len(rows)} words")


def by_clean_word(pair: Pair) -> dict[int, int]:
    """Place of a word in the text before edits -> its place in the scan, for words that were not edited."""
    steps = Levenshtein.opcodes(pair.printed, pair.clean)
    same = [step for step in steps if step.tag == "equal"]
    moved = {step.src_start + k: step.dest_start + k for step in same for k in range(step.src_end - step.src_start)}
    return {moved[i]: j for i, j in pair.aligned if i in moved}


if __name__ == "__main__":
    main()
