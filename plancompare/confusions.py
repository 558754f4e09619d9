"""The scan channel on raw letters, with marks and case: P(shown | printed), in nats.

`channel.py` reads the words of a scan as syllables without marks; here nothing is folded, so that `diff` can weigh
"the scanner misread `đổi` as `đối`" against "somebody wrote `đối`". What happens to a word happens step by step: one
or two printed letters are shown as up to three letters, or a letter is added where none was printed. A space is a
letter too: a word that is broken in two holds the step `"" -> " "`, two that are run together `" " -> ""`.

    P(shown | printed) = SOUND × sum over all cuts into steps of the product of P(step)
                       + (1 - SOUND) × a word of letters that have nothing to do with what was printed

The sum, not the best cut: where two cuts tell the same story both count, and only so are the chances of all words
that may be shown for one printed word a probability. The tables were learned by `tests/benchmarks/learn_readings.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, field

from plancompare.shipped import shipped
from plancompare.text import fold

Step = tuple[str, str]
"""Printed letters (0 to 2), shown letters (0 to 3)."""
Row = Mapping[str, float]  # shown letters -> probability, for one place of the printed letters

OTHER = "other"
"""In a table, the letter shown for a printed one where no row says which: the chance of each such letter."""
TWICE = "twice"
"""In a table, the chance that a letter is shown as two where no row says which: each as it might be shown alone."""
SOUND = 0.9995
"""Share of words that were read letter by letter."""
_SOUP_LETTER = 1 / 40  # chance of each letter of a word that has nothing to do with what was printed
_SOUP_END = 1 / 5  # chance that such a word ends after a letter
_UNKNOWN = {"": 2e-3}  # what becomes of a letter that no table knows, beside being kept
_UNKNOWN_KEPT = 0.9
_UNKNOWN_OTHER = 5e-4
LEAST_KEPT = 0.5
"""Share of its chance that a step keeps at least when a table is adapted to one document."""
_BAND = 3  # letters by which the two sides of a cut may run ahead of one another, beside their difference in length
_MOST_AHEAD = 12  # letters by which one stretch may be the longer, however long both are
_LONGEST = 120  # letters of a stretch that is cut into steps; the table of its places grows with their square
_MOST_KNOWN = 1 << 15  # word pairs whose chance is kept


class Confusions(Struct, frozen=True, eq=False):
    """`rows[printed][shown]` are chances of one or two printed letters, `rows[""]` of letters added at a place.

    `words` are words seen so often that their own readings count: the chance of each, and as OTHER what is left to
    the letters.
    """

    rows: Mapping[str, Row]
    words: Mapping[str, Row] = field(default_factory=dict)
    _known: dict[Step, float] = field(default_factory=dict)
    _single: dict[str, Row] = field(default_factory=dict)

    def cost(self, printed: str, shown: str) -> float:
        """Nats of `shown` where `printed` stands; words that go on in the next hold a space.

        >>> eng, vie = shipped_confusions("eng"), shipped_confusions("vie")
        >>> eng.cost("thực", "thyc") < eng.cost("thực", "thue") < eng.cost("thực", "tin")
        True
        >>> vie.cost("đổi", "đổi") < vie.cost("đổi", "đối") < 4 < vie.cost("đổi", "đội") < vie.cost("đổi", "tối")
        True
        """
        pair = printed, shown
        found = self._known.get(pair)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[pair] = self._find_cost(printed, shown)
        return found

    def steps(self, printed: str, shown: str) -> tuple[Step, ...]:
        """The likeliest cut of both words into steps, in order; words too far apart for any are one step.

        >>> shipped_confusions("eng").steps("thực", "thyc")
        (('t', 't'), ('h', 'h'), ('ự', 'y'), ('c', 'c'))
        """
        start, end_printed, end_shown = unlike_stretch(printed, shown)
        before = [(letter, letter) for letter in printed[:start]]
        after = [(letter, letter) for letter in printed[end_printed:]]
        return (*before, *_cut(self, printed[start:end_printed], shown[start:end_shown]), *after)

    def step_chance(self, printed: str, shown: str) -> float:
        """Chance of one step: one or two printed letters shown as up to three, or a letter added."""
        if len(printed) == 1:
            row = self.row(printed)
            if len(shown) == 2 and shown not in row:
                other = row[OTHER]
                return row.get(TWICE, 0.0) * row.get(shown[0], other) * row.get(shown[1], other)
        else:
            row = self.rows.get(printed, {})
        return row.get(shown, row.get(OTHER, 0.0) if len(shown) == 1 else 0.0)

    def row(self, letter: str) -> Row:
        """What one printed letter is shown as."""
        found = self._single.get(letter)
        if found is None:
            found = self._single[letter] = self.rows.get(letter) or _row_of_unknown(letter, self.rows)
        return found

    def _find_cost(self, printed: str, shown: str) -> float:
        start, end_printed, end_shown = unlike_stretch(printed, shown)
        chance = SOUND
        for letter in printed[:start]:
            chance *= self.row(letter).get(letter, 0.0)
        for letter in printed[end_printed:]:
            chance *= self.row(letter).get(letter, 0.0)
        if start < max(end_printed, end_shown):
            table = _chances(self, printed[start:end_printed], shown[start:end_shown])
            chance *= table[-1][-1] if table else 0.0
        own = self.words.get(printed)
        if own:
            chance = own.get(shown, 0.0) + own[OTHER] * chance
        chance = min(chance, SOUND)  # the chances of a row are learned and rounded; they may add up to 1.01
        soup = math.log((1 - SOUND) * _SOUP_END) + len(shown) * math.log(_SOUP_LETTER * (1 - _SOUP_END))
        return -math.log(chance) if chance > 1e-300 and math.log(chance) > soup + 30 else -_log_sum(chance, soup)


def _log_sum(chance: float, log_other: float) -> float:
    """Logarithm of `chance` + e ^ `log_other`."""
    if chance <= 1e-300:
        return log_other
    one = math.log(chance)
    high = max(one, log_other)
    return high + math.log1p(math.exp(-abs(one - log_other)))


def unlike_stretch(printed: str, shown: str) -> tuple[int, int, int]:
    """Where the stretch begins and ends in which two words differ, with one letter they share at each side."""
    if printed == shown:
        return len(printed), len(printed), len(printed)
    shortest = min(len(printed), len(shown))
    start = 0
    while start < shortest and printed[start] == shown[start]:
        start += 1
    rest = shortest - start
    same = 0
    while same < rest and printed[-1 - same] == shown[-1 - same]:
        same += 1
    start, same = max(start - 1, 0), max(same - 1, 0)
    return start, len(printed) - same, len(shown) - same


def _chances(confusions: Confusions, printed: str, shown: str) -> list[list[float]]:
    """For every place in two stretches, the sum over all cuts up to there into steps (forward algorithm).

    Empty where one stretch is so much longer that it cannot be the other, or both are too long to tell.
    """
    m, n = len(printed), len(shown)
    if abs(m - n) > _BAND + min(m // 2, _MOST_AHEAD) or max(m, n) > _LONGEST:
        return []
    rows = confusions.rows
    added = rows[""]
    added_other = added[OTHER]
    ahead, behind = max(n - m, 0) + _BAND, max(m - n, 0) + _BAND
    table = [[0.0] * (n + 1) for _ in range(m + 3)]
    table[0][0] = 1.0
    for i in range(m + 1):
        here, one, two = table[i], table[i + 1], table[i + 2]
        if i < m:
            row = confusions.row(printed[i])
            other, lost, twice = row[OTHER], row.get("", 0.0), row.get(TWICE, 0.0)
            pair = rows.get(printed[i : i + 2]) if i + 1 < m else None
        for j in range(max(0, i - behind), min(n, i + ahead) + 1):
            chance = here[j]
            if not chance:
                continue
            if i < m:
                one[j] += chance * lost
            if j == n:
                continue
            letter = shown[j]
            here[j + 1] += chance * added.get(letter, added_other)
            if i == m:
                continue
            single = row.get(letter, other)
            one[j + 1] += chance * single
            if j + 1 < n:
                more = shown[j : j + 2]
                one[j + 2] += chance * (row[more] if more in row else twice * single * row.get(shown[j + 1], other))
                if j + 2 < n:
                    most = shown[j : j + 3]
                    if most in row:
                        one[j + 3] += chance * row[most]
            if pair:
                for size in (1, 2, 3):
                    together = pair.get(shown[j : j + size])
                    if together and j + size <= n:
                        two[j + size] += chance * together
    return table[: m + 1]


_SIZES = ((0, 1), (1, 1), (1, 0), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3))


def _cut(confusions: Confusions, printed: str, shown: str) -> list[Step]:
    """Two stretches cut from their end on, each time by the step that most ways there take."""
    if printed == shown:
        return [(letter, letter) for letter in printed]
    table = _chances(confusions, printed, shown)
    steps: list[Step] = []
    i, j = len(printed), len(shown)
    while i or j:
        best, size = 0.0, (i, j)
        for a, b in _SIZES:
            if table and a <= i and b <= j and table[i - a][j - b]:
                chance = table[i - a][j - b] * confusions.step_chance(printed[i - a : i], shown[j - b : j])
                if chance > best:
                    best, size = chance, (a, b)
        steps.append((printed[i - size[0] : i], shown[j - size[1] : j]))
        i, j = i - size[0], j - size[1]
    return steps[::-1]


def _row_of_unknown(letter: str, rows: Mapping[str, Row]) -> Row:
    """A letter that no table knows: as its lower case, else as its letter without marks, else kept."""
    for known in (letter.lower(), fold(letter)):
        if known in rows and len(known) == 1:
            return {**rows[known], letter: max(rows[known].get(known, 0.0), _UNKNOWN_OTHER)}
    return {letter: _UNKNOWN_KEPT, OTHER: _UNKNOWN_OTHER, **_UNKNOWN}


@cache
def shipped_confusions(model: Literal["eng", "vie"]) -> Confusions:
    """What a Tesseract model (English, Vietnamese) shows, as learned from all pairs."""
    letters, _, words = shipped(f"readings-{model}.tsv").partition("\n\n")
    return Confusions(read_table(letters), read_table(words))


def read_table(text: str) -> dict[str, dict[str, float]]:
    """Rows of chances from lines `printed TAB shown TAB nats TAB shown TAB nats …`."""
    exp = math.exp
    rows = {}
    for line in text.split("\n"):
        if "\t" in line:
            printed, *rest = line.split("\t")
            rows[printed] = {shown: exp(-float(nats)) for shown, nats in zip(rest[::2], rest[1::2], strict=True)}
    return rows


def adapted(confusions: Confusions, seen: Mapping[Step, int], strength: float = 50.0) -> Confusions:
    """The table as `strength` sightings of each printed letter, and the steps `seen` in one document beside them.

    A letter's row is what was expected and what was seen, weighed by how often; letters not seen stay as they are.
    Nothing becomes less than half (LEAST_KEPT) as likely as it was: that a letter was read well so far says little of
    the next crease. How often two letters stood side by side is not known from steps: the rarer of both is taken.
    """
    times: dict[str, int] = {}
    by_printed: dict[str, dict[str, int]] = {}
    for (printed, shown), count in seen.items():
        if len(printed) <= 2 and len(shown) <= 3 and count > 0:
            by_printed.setdefault(printed, {})[shown] = count
            for letter in printed:
                times[letter] = times.get(letter, 0) + count
    places = sum(times.values())
    rows = dict(confusions.rows)
    for printed in sorted({*by_printed, *times}):
        total = strength + min((times[letter] for letter in printed), default=places)
        before = confusions.row(printed) if len(printed) == 1 else rows.get(printed, {})
        row = {shown: chance * max(LEAST_KEPT, strength / total) for shown, chance in before.items()}
        for shown, count in by_printed.get(printed, {}).items():
            expected = confusions.step_chance(printed, shown)
            row[shown] = max(LEAST_KEPT * expected, (strength * expected + count) / total)
        rows[printed] = row
    return Confusions(rows, confusions.words)
