"""Learn what scans show for printed letters, with marks and case: the tables of `plancompare/confusions.py`.

    python tests/benchmarks/learn_readings.py PAIRS…                    writes plancompare/data/readings-*.tsv
    python tests/benchmarks/learn_readings.py PAIRS… --cross-validate   prints the figures of confusions.py

Each PAIRS is a folder with one folder a pair: `ocr.txt` (a scan), `edited.txt` or `clean.txt` (the text that was
printed) and `truth.json` (see `scan_words.py`). Nothing is learned from scans read with both models: of a word that
lost its marks it would have to be known which model read it.
"""

from __future__ import annotations

import argparse
import math
import os
import pickle
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scan_words import Prose, Scan, align, own_reading, read_scans

from plancompare.confusions import OTHER, TWICE, Confusions, Step, unlike_stretch
from plancompare.text import fold

DATA = Path(__file__).parents[2] / "plancompare" / "data"
MADE_BY = "# printed, then what is shown for it with its nats; made by: python tests/benchmarks/learn_readings.py PAIRS"

DUMP = os.environ.get("DUMP")
ROUNDS = 5
Rows = dict[str, dict[str, float]]
Pairs = Mapping[Step, float]  # (printed word, shown word) -> how often
REAL_SCAN_WEIGHT = 4  # what is to be read are real scans; the others were rendered and degraded by a program
OWN_READING_WEIGHT = 3  # of a real scan without its text, read by the tables themselves
DEAREST = 11.5  # nats; rarer steps are not kept one by one, those of digits are less rare

# ---------------------------------------------------------------- learning


def learn_all(model: str, scans: Sequence[Scan], untexted: Sequence[Scan]) -> Confusions:
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


def own_words(seen: Pairs) -> Rows:
    """Words seen so often that their own readings say more than those of their letters, which weigh LETTERS_WEIGH."""
    often: Counter[str] = Counter()
    for (printed, _), count in seen.items():
        often[printed] += count
    common = {word for word, count in often.items() if count >= COMMON and word != " " and not has_digit(word)}
    words: Rows = {word: {OTHER: LETTERS_WEIGH / (often[word] + LETTERS_WEIGH)} for word in sorted(common)}
    for (printed, shown), count in seen.items():
        if printed in common:
            words[printed][shown] = count / (often[printed] + LETTERS_WEIGH)
    return words


def has_digit(word: str) -> bool:
    """Numbers have no readings of their own: whether a digit was misread must not hang on the number it stands in."""
    return any(map(str.isdigit, word))


def count_pairs(scans: Iterable[Scan]) -> Counter[Step]:
    seen: Counter[Step] = Counter()
    for scan in scans:
        weight = REAL_SCAN_WEIGHT if scan.look == "real" else 1
        for pair in scan.pairs():
            seen[pair] += weight
            seen[" ", " "] += weight  # the space after the word
    return seen


def allowed(printed: str, shown: str) -> bool:
    """Whether two printed letters may be shown as `shown` in one step: not where one of them alone explains it."""
    a, b = fold(printed), fold(shown)
    return not (a[:1] == b[:1] or a[-1:] == b[-1:])


def first_guess(printed: str, shown: str) -> float:
    """Chance of a step before anything is learned."""
    if not printed:
        return 1e-4
    if len(printed) == 2:
        return 1e-4 * 0.1 ** len(shown)
    if printed == shown:
        return 0.7
    if fold(printed) == fold(shown):
        return 0.2
    return (2e-3, 5e-3, 5e-4, 1e-5)[len(shown)]


def arcs(printed: str, shown: str, i: int, j: int) -> Iterator[tuple[int, int]]:
    """Sizes of the steps that may begin at a place. A space is added, lost or one sign, never part of a longer step."""
    letters = next((k for k, letter in enumerate(shown[j : j + 3]) if letter == " "), min(3, len(shown) - j))
    if j < len(shown):
        yield 0, 1
    if printed[i : i + 1] == " ":
        yield from ((1, size) for size in range(min(1, len(shown) - j) + 1))
    elif i < len(printed):
        yield from ((1, size) for size in range(letters + 1))
        if i + 1 < len(printed) and printed[i + 1] != " ":
            pair = printed[i : i + 2]
            yield from ((2, size) for size in range(1, letters + 1) if allowed(pair, shown[j : j + size]))


@dataclass(frozen=True)
class Lattice:
    """All ways to cut two stretches into steps: for each step its places (from, to) and its letters, in order."""

    printed: str
    shown: str
    arcs: tuple[tuple[int, int, Step], ...]
    end: int


def lattice(printed: str, shown: str) -> Lattice:
    m, n = len(printed), len(shown)
    reached = {(0, 0)}
    found: list[tuple[int, int, Step]] = []
    for i in range(m + 1):
        for j in range(n + 1):
            if (i, j) in reached and abs(i - j) <= 3 + abs(m - n):
                for a, b in arcs(printed, shown, i, j):
                    reached.add((i + a, j + b))
                    step = printed[i : i + a], shown[j : j + b]
                    found.append((i * (n + 1) + j, (i + a) * (n + 1) + j + b, step))
    return Lattice(printed, shown, tuple(found), m * (n + 1) + n)


def expect(ways: Lattice, chances: Mapping[Step, float]) -> tuple[float, dict[Step, float]]:
    """Chance of a pair of stretches, and how often each step is expected in it (forward-backward; Baum 1972)."""
    forward = [0.0] * (ways.end + 1)
    forward[0] = 1.0
    for start, end, step in ways.arcs:
        forward[end] += forward[start] * chances[step]
    total = forward[-1]
    counts: dict[Step, float] = defaultdict(float)
    if total:
        backward = [0.0] * (ways.end + 1)
        backward[-1] = 1.0
        for start, end, step in reversed(ways.arcs):
            rest = chances[step] * backward[end]
            backward[start] += rest
            counts[step] += forward[start] * rest / total
    return total, counts


def learn(seen: Pairs) -> Rows:
    """Rows of chances by soft expectation-maximisation."""
    kept, unlike = stretches(seen)
    lattices = [(lattice(*pair), often) for pair, often in unlike.items()]
    steps = {step for ways, _ in lattices for _, _, step in ways.arcs}
    chances = {step: first_guess(*step) for step in steps}
    places = count_places(seen)
    rows: Rows = {}
    for _ in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for letter, often in kept.items():
            counts[letter][letter] += often
        for ways, often in lattices:
            total, expected = expect(ways, chances)
            if total > math.exp(-6 - 3.0 * max(len(ways.printed), len(ways.shown))):  # else another word, or soup
                for (a, b), times in expected.items():
                    counts[a][b] += times * often
        rows = smooth(counts, places)
        table = Confusions(rows)
        chances = {step: table.step_chance(*step) for step in steps}
    return rows


def stretches(seen: Pairs) -> tuple[Counter[str], Counter[Step]]:
    """Letters kept outside the stretches in which words differ, and these stretches, as `Confusions.cost` cuts them."""
    kept: Counter[str] = Counter()
    unlike: Counter[Step] = Counter()
    for (printed, shown), often in seen.items():
        start, end_printed, end_shown = unlike_stretch(printed, shown)
        for letter in printed[:start] + printed[end_printed:]:
            kept[letter] += often
        if printed != shown:
            unlike[printed[start:end_printed], shown[start:end_shown]] += often
    return kept, unlike


def count_places(seen: Pairs) -> Counter[str]:
    """How often each letter and each two letters side by side were printed; "" counts the gaps between letters."""
    places: Counter[str] = Counter()
    for (printed, _), often in seen.items():
        places[""] += (len(printed) + 1) * often
        for k in range(len(printed)):
            places[printed[k]] += often
            if k + 1 < len(printed):
                places[printed[k : k + 2]] += often
    return places


# ---------------------------------------------------------------- smoothing


SIGHTINGS = 500.0
"""Sightings of a letter that the rate weighs at which its relatives are misread."""
OWN = 3.0
"""Misreadings of a letter that those of its relatives weigh, beside DISCOUNT for each way it was misread."""
DISCOUNT = 0.5
"""Taken off the count of each misreading, for those never seen (Kneser and Ney 1995)."""
DIGIT_AS_DIGIT = 1.65e-4
"""Chance that a digit is shown as one of the nine others: 4 times and a half of 27,300, over both models."""
DIGIT_SIGHTINGS = 20_000.0
"""Sightings of a digit that this chance weighs: all there are, because it decides what is called an edit."""
ANY = 60  # letters that any letter may be shown as
LETTERS_WEIGH = 100.0
"""Sightings of a word that the readings of its letters weigh."""
HAS_OWN_WORDS = frozenset({"vie"})
"""Models that know words: a Vietnamese one reads `chi` as `chỉ` and `đổi` as `đối` time and again, `thi` and `gửi`
never. With an English model own readings of words foretell rendered scans better, but not what is an edit."""
COMMON = 20
"""Sightings from which a word has its own readings."""
RARE = 0.5  # sightings in which a way of misreading is credited to all letters of a kind
WAYS = ("kept", "lost", "case", "like", "digit", "other", "more")


def kind_of(letter: str) -> str:
    if letter.isdigit():
        return "digit"
    if not letter.isalpha():
        return "space" if letter == " " else "sign"
    marked = fold(letter) != letter.lower()
    return ("marked " if marked else "plain ") + ("capital" if letter.isupper() else "small")


def way_of(printed: str, shown: str) -> str:
    """In which way one letter was shown: kept, lost, in the other case, without or with other marks, or else."""
    if not shown:
        return "lost"
    if shown == printed:
        return "kept"
    if shown.swapcase() == printed:
        return "case"
    if fold(shown) == fold(printed):
        return "like"
    if len(shown) == 1:
        return "digit" if shown.isdigit() and printed.isdigit() else "other"
    return "more"


def smooth(counts: Mapping[str, Counter[str]], places: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Chances from counts: a letter leans on its relatives (other marks, other case), these on all of their kind."""
    singles = {a: row for a, row in counts.items() if len(a) == 1}
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for a, row in singles.items():
        for b, n in row.items():
            kinds[kind_of(a)][way_of(a, b)] += n
    letters = sorted(set(singles) | {x for a in singles for x in (a.lower(), a.upper()) if len(x) == 1})
    added = counts[""]
    free = (OWN + DISCOUNT * len(added)) / (places[""] + OWN) / ANY
    rows = {"": {b: (n - DISCOUNT) / (places[""] + OWN) + free for b, n in added.items() if n > DISCOUNT}}
    rows[""][OTHER] = free
    sound = 1 - sum(rows[""].values())
    for a in letters:
        row = smoothed_row(a, singles, kinds[kind_of(a)])
        rows[a] = {b: p * sound for b, p in row.items()}
    for a, pair in counts.items():
        if len(a) == 2:
            kept = {b: (n - DISCOUNT) / (places[a] + OWN) for b, n in pair.items() if n > 1.5 * DISCOUNT}
            if kept:
                rows[a] = kept
    return rows


def smoothed_row(a: str, singles: Mapping[str, Counter[str]], kind: Counter[str]) -> dict[str, float]:
    """What one letter is shown as: first whether as usual, then as what else.

    Both are those of the letter itself as far as it was seen, then those of its relatives, then those of its kind.
    The two are kept apart because a letter seen a thousand times and never misread says how seldom it is, and
    nothing about what it is misread as.
    """
    own = singles.get(a, Counter())
    relatives: Counter[str] = Counter()
    usual_relatives = 0.0
    for other in relatives_of(a):
        row = singles.get(other)
        if row:
            usual = max(sorted(row), key=row.__getitem__)
            usual_relatives += row[usual]
            for b, n in row.items():
                if b != usual:
                    relatives[as_of(other, a, b)] += n
            back = as_of(other, a, usual)
    base = base_row(a, kind)
    if own:
        usual = max(sorted(own), key=own.__getitem__)
    else:
        usual = back if usual_relatives else a
    rate = 1 - max(kind["kept"], kind["like"]) / (sum(kind.values()) + RARE)
    misread_relatives = sum(relatives.values())
    rate = (misread_relatives + SIGHTINGS * rate) / (misread_relatives + usual_relatives + SIGHTINGS)
    misread = Counter({b: n for b, n in own.items() if b != usual})
    n_misread = sum(misread.values())
    rate = (n_misread + SIGHTINGS * rate) / (sum(own.values()) + SIGHTINGS)
    alike = without(lean(without(relatives, usual), without(base, usual)), usual)
    instead = lean(misread, alike)
    chances = {usual: 1 - rate} | {b: rate * p for b, p in instead.items()}
    if a.isdigit():
        sightings = sum(own.values()) + DIGIT_SIGHTINGS
        chances |= {d: (own[d] + DIGIT_SIGHTINGS * DIGIT_AS_DIGIT / 9) / sightings for d in "0123456789" if d != a}
    return chances


def without(row: Mapping[str, float], letter: str) -> Counter[str]:
    return Counter({b: n for b, n in row.items() if b != letter})


def lean(seen: Mapping[str, float], back: Mapping[str, float]) -> dict[str, float]:
    """Chances of what was seen, discounted, and `back` for the rest; OTHER is the chance of each letter not listed."""
    total = sum(seen.values()) + OWN
    rest = (OWN + sum(min(n, DISCOUNT) for n in seen.values())) / total
    mass = sum(p if b != OTHER else ANY * p for b, p in back.items())
    return {
        b: max(seen.get(b, 0.0) - DISCOUNT, 0.0) / total
        + rest * back.get(b, back[OTHER] if len(b) == 1 else 0.0) / mass
        for b in {*seen, *back}
    }


def base_row(a: str, kind: Counter[str]) -> dict[str, float]:
    """What letters of a kind are shown as, told by the way only."""
    total = sum(kind[way] for way in WAYS) + RARE * len(WAYS)
    way = {name: (kind[name] + RARE) / total for name in WAYS}
    row = {OTHER: way["other"] / ANY, TWICE: way["more"], a: way["kept"], "": way["lost"]}
    if a.isdigit():
        row |= {d: way["digit"] / 9 for d in "0123456789" if d != a}
    if len(a.swapcase()) == 1 and a.swapcase() != a:
        row[a.swapcase()] = way["case"]
    if fold(a) != a.lower():
        row[fold(a).upper() if a.isupper() else fold(a)] = way["like"] / 2
    return row


def relatives_of(a: str) -> list[str]:
    """Letters that are misread alike: the same in the other case, the same with other marks."""
    if not a.isalpha():
        return list("0123456789") if a.isdigit() else []
    same = [x for x in (a.lower(), a.upper()) if x != a and len(x) == 1]
    if fold(a) == a.lower():
        return same
    marks = [x for x in MARKED.get(fold(a), ()) if x != a.lower()]
    return same + [x.upper() if a.isupper() else x for x in marks]


def as_of(relative: str, a: str, shown: str) -> str:
    """What `a` is shown as when it fares as `relative` did that was shown as `shown`."""
    if shown == relative:
        return a
    if relative.isalpha() and relative.isupper() != a.isupper() and len(shown) == 1:
        swapped = shown.swapcase()
        return swapped if len(swapped) == 1 else shown
    return shown


def _marked() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for base in ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"):
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            letter = unicodedata.normalize("NFC", base + tone)
            if fold(letter) != letter:
                found[fold(letter)].append(letter)
    return {base: tuple(letters) for base, letters in found.items()}


MARKED = _marked()


def prune(rows: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Rows without the steps that cost more than DEAREST nats or no more than any other letter."""
    kept = {}
    for a, row in rows.items():
        other = row.get(OTHER, 0.0)
        kept[a] = {
            b: p
            for b, p in row.items()
            if b in (a, "", OTHER, TWICE) or (p >= math.exp(-DEAREST) and not (len(b) == 1 and other and p < 1.3 * other))
        }
    return {a: row for a, row in kept.items() if row}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    scans, untexted = read_scans(options.pairs)
    for model in ("eng", "vie"):
        mine = align_again([scan for scan in scans if scan.model == model])
        own = [scan for scan in untexted if scan.model == model]
        if options.cross_validate:
            cross_validate(model, mine, own)
        else:
            write(model, learn_all(model, mine, own))


def align_again(scans: Sequence[Scan]) -> list[Scan]:
    """The scans of one model with their words aligned by a table learned from the first alignment."""
    cost_of = Confusions(learn(count_pairs(scans))).cost
    return [replace(scan, aligned=align(scan.printed, scan.shown, cost_of)) for scan in scans]


def write(model: str, table: Confusions) -> None:
    letters, words = (
        "\n".join("\t".join([a, *(f"{b}\t{-math.log(p):.2f}" for b, p in sorted(row.items()))]) for a, row in part)
        for part in (sorted(table.rows.items()), sorted(table.words.items()))
    )
    (DATA / f"readings-{model}.tsv").write_text(f"{MADE_BY}\n{letters}\n\n{words}\n", encoding="utf-8")


# ---------------------------------------------------------------- judging


def cross_validate(model: str, scans: Sequence[Scan], untexted: Sequence[Scan]) -> None:
    """How well scans are foretold by tables learned from the texts of other families."""
    judged: dict[str, list[tuple[str, str, float, float]]] = defaultdict(list)
    tables = {}
    for family in sorted({scan.family for scan in scans}):
        table = learn_all(model, [scan for scan in scans if scan.family != family], untexted)
        tables[family] = table
        draw = random.Random(family)
        for scan in scans:
            if scan.family == family:
                for a, b in scan.pairs():
                    judged[f"{scan.look} {family}"].append((a, b, table.cost(a, b), table.cost(a, drawn(table, a, draw))))
    print(model)
    for name in sorted(judged):
        show(name, judged[name])
    for look in sorted({scan.look for scan in scans}):
        show(f"{look} all", [row for name, rows in judged.items() if name.startswith(look) for row in rows])
    show("all", [row for rows in judged.values() for row in rows])
    if DUMP:
        pickle.dump((dict(judged), scans, tables), open(f"{DUMP}-{model}.pkl", "wb"))


def drawn(table: Confusions, printed: str, draw: random.Random) -> str:
    """A word as the tables would show it, for comparing what they foretell with what is seen."""
    shown, at = "", 0
    while at < len(printed):
        chance = draw.random()
        size = 2
        for size in (2, 1):
            row = table.row(printed[at]) if size == 1 else table.rows.get(printed[at : at + 2], {})
            for letters, p in row.items():
                chance -= p
                if letters not in (OTHER, TWICE) and chance < 0:
                    break
            else:
                continue
            break
        else:
            letters = "\ufffd"
        shown += letters
        at += size
    return shown


def show(name: str, rows: Sequence[tuple[str, str, float, float]]) -> None:
    n = len(rows)
    nats = sum(row[2] for row in rows) / n
    foretold = sum(row[3] for row in rows) / n
    intact = sum(a == b for a, b, _, _ in rows) / n
    shares = " ".join(f"{1000 * sum(row[2] > t for row in rows) / n:6.2f}" for t in (4, 6, 8, 10, 12, 14))
    drawn_ = " ".join(f"{1000 * sum(row[3] > t for row in rows) / n:6.2f}" for t in (4, 6, 8, 10, 12, 14))
    print(f"{name:32} {n:6} words, {nats:.3f} nats each (foretold {foretold:.3f}), intact {intact:.3f};", end=" ")
    print(f"per 1,000 above 4 6 8 10 12 14 nats: {shares} (foretold {drawn_})")


if __name__ == "__main__":
    main()
