"""Which printed letters scans show as which others, from pairs of words: for `learn_readings.py`.

Soft expectation-maximisation (Baum and others 1970; Dempster and others 1977): each way to cut two words into steps
counts as much as it is likely. The best cut alone (Viterbi) would be quicker, but foretells left-out plans 0.5 to 2 %
worse: a step that is never the best one dies out, where it should be rare.

The counts are smoothed in two parts, how often a letter is misread and as what then, because a letter seen a thousand
times and never misread says how seldom it is, and nothing about what it is misread as. Both lean on the letter's
relatives (the same letter with other marks or in the other case; other digits), and these on all letters of a kind.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plancompare.confusions import OTHER, TWICE, Confusions, Step, unlike_stretch
from plancompare.text import fold

Counts = dict[str, float]  # shown letters -> how often
Rows = dict[str, Counts]  # printed letters -> chance of what is shown, or how often

ROUNDS = 5  # of expectation and maximisation
SIGHTINGS = 100.0
"""Sightings of a letter that the rate weighs at which its relatives are misread; 30 to 500 are within 2 % of nats."""
OWN = 10.0
"""Misreadings of a letter that those of its relatives weigh, beside DISCOUNT for each way it was misread. 3 is as good
on the whole; at 10 a tenth fewer words cost more than 10 nats."""
DISCOUNT = 0.5
"""Taken off the count of each misreading, for those never seen (Kneser and Ney 1995)."""
DIGIT_AS_DIGIT = 1.65e-4
"""Chance that a digit is shown as one of the nine others: 4 times and a half of 27,300, over all scans."""
DIGIT_SIGHTINGS = 20_000.0
"""Sightings of a digit that this chance weighs: nearly all there are, because it decides what is called an edit."""
ANY = 60  # letters that any letter may be shown as
RARE = 0.5  # sightings with which each way of misreading is credited, of all letters of a kind together
WAYS = ("kept", "lost", "case", "like", "digit", "other", "more")
DEAREST = 11.5  # nats; rarer steps are not kept one by one (one digit shown as another costs some 11)


# ---------------------------------------------------------------- expectation


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


def sizes(printed: str, shown: str, i: int, j: int) -> Iterator[tuple[int, int]]:
    """Sizes of the steps that may begin at a place. A space is added, lost or one sign, never part of a longer step.

    Two letters are one step only where neither is there by itself.
    """
    left = min(3, len(shown) - j)
    letters = next((k for k in range(left) if shown[j + k] == " "), left)
    if left:
        yield 0, 1
    if printed[i : i + 1] == " ":
        yield from ((1, size) for size in range(min(1, left) + 1))
    elif i < len(printed):
        yield from ((1, size) for size in range(letters + 1))
        if i + 1 < len(printed) and printed[i + 1] != " ":
            first, last = map(fold, printed[i : i + 2])
            for size in range(1, letters + 1):
                if fold(shown[j]) != first and fold(shown[j + size - 1]) != last:
                    yield 2, size


@dataclass(frozen=True)
class Lattice:
    """All cuts of two stretches into steps: for each step its places (from, to) and its letters, in order."""

    longest: int
    steps: tuple[tuple[int, int, Step], ...]
    end: int


def lattice(printed: str, shown: str) -> Lattice:
    m, n = len(printed), len(shown)
    reached = {(0, 0)}
    found: list[tuple[int, int, Step]] = []
    for i in range(m + 1):
        for j in range(n + 1):
            if (i, j) in reached and abs(i - j) <= 3 + abs(m - n):
                for a, b in sizes(printed, shown, i, j):
                    reached.add((i + a, j + b))
                    step = printed[i : i + a], shown[j : j + b]
                    found.append((i * (n + 1) + j, (i + a) * (n + 1) + j + b, step))
    return Lattice(max(m, n), tuple(found), m * (n + 1) + n)


def expect(cuts: Lattice, chances: Mapping[Step, float]) -> tuple[float, dict[Step, float]]:
    """Chance of a pair of stretches, and how often each step is expected in it (forward-backward)."""
    forward = [0.0] * (cuts.end + 1)
    forward[0] = 1.0
    for start, end, step in cuts.steps:
        forward[end] += forward[start] * chances[step]
    total = forward[-1]
    counts: dict[Step, float] = defaultdict(float)
    if total:
        backward = [0.0] * (cuts.end + 1)
        backward[-1] = 1.0
        for start, end, step in reversed(cuts.steps):
            rest = chances[step] * backward[end]
            backward[start] += rest
            counts[step] += forward[start] * rest / total
    return total, counts


def learn(seen: Mapping[Step, float]) -> Rows:
    """Chances of steps from pairs of words (printed, shown) and how often each was seen."""
    kept, unlike = stretches(seen)
    lattices = [(lattice(*pair), often) for pair, often in unlike.items()]
    steps = sorted({step for cuts, _ in lattices for _, _, step in cuts.steps})
    chances = {step: first_guess(*step) for step in steps}
    places = count_places(seen)
    rows: Rows = {}
    for _ in range(ROUNDS):
        counts: Rows = defaultdict(lambda: defaultdict(float))
        for letter, often in kept.items():
            counts[letter][letter] += often
        for cuts, often in lattices:
            total, expected = expect(cuts, chances)
            if total > math.exp(-6 - 3.0 * cuts.longest):  # else another word
                for (a, b), times in expected.items():
                    counts[a][b] += times * often
        rows = smooth(counts, places)
        table = Confusions(rows)
        chances = {step: table.step_chance(*step) for step in steps}
    return rows


def stretches(seen: Mapping[Step, float]) -> tuple[Counts, dict[Step, float]]:
    """Letters kept outside the stretches in which words differ, and these stretches, as `Confusions.cost` cuts them."""
    kept: Counts = defaultdict(float)
    unlike: dict[Step, float] = defaultdict(float)
    for (printed, shown), often in seen.items():
        start, end_printed, end_shown = unlike_stretch(printed, shown)
        for letter in printed[:start] + printed[end_printed:]:
            kept[letter] += often
        if printed != shown:
            unlike[printed[start:end_printed], shown[start:end_shown]] += often
    return kept, unlike


def count_places(seen: Mapping[Step, float]) -> Counts:
    """How often each two letters were printed side by side; "" counts the gaps between letters."""
    places: Counts = defaultdict(float)
    for (printed, _), often in seen.items():
        places[""] += (len(printed) + 1) * often
        for k in range(len(printed) - 1):
            places[printed[k : k + 2]] += often
    return places


# ---------------------------------------------------------------- smoothing


def smooth(counts: Rows, places: Counts) -> Rows:
    """Chances of steps from counts."""
    singles = {a: row for a, row in counts.items() if len(a) == 1}
    kinds: Rows = defaultdict(lambda: defaultdict(float))
    for a, row in singles.items():
        for b, n in row.items():
            kinds[kind_of(a)][way_of(a, b)] += n
    added = counts.get("", {})
    free = (OWN + DISCOUNT * len(added)) / (places[""] + OWN) / ANY
    rows = {
        "": {b: (n - DISCOUNT) / (places[""] + OWN) + free for b, n in added.items() if n > DISCOUNT} | {OTHER: free}
    }
    sound = 1 - sum(rows[""].values())
    letters = {*singles, *(x for letter in singles for x in (letter.lower(), letter.upper()) if len(x) == 1)}
    for a in sorted(letters):
        rows[a] = {b: p * sound for b, p in smoothed(a, singles, kinds[kind_of(a)]).items()}
    for a, row in counts.items():
        if len(a) == 2:
            kept = {b: (n - DISCOUNT) / (places[a] + OWN) for b, n in row.items() if n > 1.5 * DISCOUNT}
            if kept:
                rows[a] = kept
    return rows


def smoothed(a: str, singles: Rows, kind: Counts) -> Counts:
    """What one letter is shown as: whether as usual, and as what else."""
    own = singles.get(a, {})
    seen_alike, alike, usual_alike = 0.0, defaultdict[str, float](float), a
    for other in relatives_of(a):
        if row := singles.get(other):
            usual = usual_of(row)
            seen_alike += sum(row.values())
            usual_alike = as_of(other, a, usual)
            for b, n in row.items():
                if b != usual:
                    alike[as_of(other, a, b)] += n
    usual = usual_of(own) if own else usual_alike
    rate = 1 - max(kind["kept"], kind["like"]) / (sum(kind.values()) + RARE)
    rate = (sum(alike.values()) + SIGHTINGS * rate) / (seen_alike + SIGHTINGS)
    misread = without(own, usual)
    rate = (sum(misread.values()) + SIGHTINGS * rate) / (sum(own.values()) + SIGHTINGS)
    instead = lean(misread, without(lean(without(alike, usual), without(base_row(a, kind), usual)), usual))
    row = {usual: 1 - rate} | {b: rate * p for b, p in instead.items()}
    if a.isdigit():
        total = sum(own.values()) + DIGIT_SIGHTINGS
        prior = DIGIT_SIGHTINGS * DIGIT_AS_DIGIT / 9
        row |= {d: (own.get(d, 0.0) + prior) / total for d in "0123456789" if d != a}
    return row


def usual_of(row: Counts) -> str:
    return max(sorted(row), key=row.__getitem__)


def without(row: Counts, letter: str) -> Counts:
    return {b: n for b, n in row.items() if b != letter}


def lean(seen: Counts, back: Counts) -> Counts:
    """Chances of what was seen, discounted, and `back` for the rest; OTHER is the chance of each letter not listed."""
    total = sum(seen.values()) + OWN
    rest = (OWN + sum(min(n, DISCOUNT) for n in seen.values())) / total
    mass = sum(ANY * p if b == OTHER else p for b, p in back.items())
    return {
        b: max(seen.get(b, 0.0) - DISCOUNT, 0.0) / total
        + rest * back.get(b, back[OTHER] if len(b) == 1 else 0.0) / mass
        for b in sorted({*seen, *back})
    }


def base_row(a: str, kind: Counts) -> Counts:
    """What a letter is shown as, told by the ways in which all letters of its kind are misread."""
    total = sum(kind[way] for way in WAYS) + RARE * len(WAYS)
    way = {name: (kind[name] + RARE) / total for name in WAYS}
    row = {OTHER: way["other"] / ANY, TWICE: way["more"], a: way["kept"], "": way["lost"]}
    if a != a.swapcase() and len(a.swapcase()) == 1:
        row[a.swapcase()] = way["case"]
    if fold(a) != a.lower():
        row[fold(a).upper() if a.isupper() else fold(a)] = way["like"] / 2
    return row


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


def marked_letters() -> dict[str, tuple[str, ...]]:
    """a -> à á ã ả ạ ă ằ …"""
    found: dict[str, list[str]] = defaultdict(list)
    for base in "aăâeêioôơuưy":
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            letter = unicodedata.normalize("NFC", base + tone)
            if fold(letter) != letter:
                found[fold(letter)].append(letter)
    return {base: tuple(letters) for base, letters in found.items()}


MARKED = marked_letters()


def relatives_of(a: str) -> list[str]:
    """Letters that are misread alike: the same in the other case, the same with other marks, other digits."""
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
    if relative.isalpha() and relative.isupper() != a.isupper() and len(shown) == 1 == len(shown.swapcase()):
        return shown.swapcase()
    return shown


def prune(rows: Rows) -> Rows:
    """Rows without the steps that cost more than DEAREST nats, or no less than any letter not listed."""
    least = math.exp(-DEAREST)
    kept = {}
    for a, row in rows.items():
        common = {b: p for b, p in row.items() if p >= least and (len(b) != 1 or p > 1.3 * row.get(OTHER, 0.0))}
        kept[a] = {b: row[b] for b in (a, "", OTHER, TWICE) if b in row} | common
    return {a: row for a, row in kept.items() if row}
