"""Which word of one text stands where which word of the other stands.

Two passes. rapidfuzz finds the longest agreement of the shapes of words (Levenshtein's distance, in the memory of one
row; Hyyrö 2003, Hirschberg 1975). Where it leaves a stretch unlike, a second alignment with affine gaps (Gotoh 1982)
compares letters, so that a misread word meets its original, a word broken in two or run together with the next meets
both, and added or lost words stand together instead of being scattered over chance agreements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plancompare.changes.texts import Text

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

UNLIKE = 10.0
"""What it costs to set two words against one another that have no letter in common; with letters in common, less."""
OPEN = 7.0
"""What a gap costs; with EXTEND, two words are set against one another unless nearly no letter agrees."""
EXTEND = 2.0
"""What each word of a gap costs; a word of a page number or running line costs nearly nothing."""
RUN_TOGETHER = 2.0
"""What it costs that two words are one, beside their letters."""
_LIKELY_RUN = 0.5  # share of the letters that may differ where two words are taken for one
_CHANCE = 3  # words in a row that agree by chance in the middle of added text
_NEW = re.compile(r"(?<![-/\n])\n\s*(?:\n|[-+•*])")
_HINT = 6  # of the words of a scan one that is misread in shape, and a margin
_MOST_CELLS = 20_000  # pairs of words that are compared at once; larger stretches are cut first


class Step(NamedTuple):
    """Words `a[i:i_end]` stand where `b[j:j_end]` stand: one each, two for one, or any number against none."""

    i: int
    i_end: int
    j: int
    j_end: int


def map_tokens(a: Text, b: Text) -> list[Step]:
    """Steps that hold each word of both texts once, in order.

    >>> from plancompare import parse_plan
    >>> from plancompare.changes.texts import read_text
    >>> from plancompare.model import Source
    >>> shown = "Thực hiện công tác dân vận", "Thuc hién cOng tacdan van khéo"
    >>> one, other = (read_text(parse_plan(Source("", "", text, "text/plain", "utf-8"), "")) for text in shown)
    >>> [(step.i_end - step.i, step.j_end - step.j) for step in map_tokens(one, other)]
    [(1, 1), (1, 1), (1, 1), (2, 1), (1, 1), (0, 1)]
    """
    from rapidfuzz.distance import Levenshtein

    steps: list[Step] = []
    # With a hint the search looks first where few words differ, and doubles the band until the distance lies within:
    # the same opcodes in a third of the time at 100,000 words.
    hint = max(len(a.shapes), len(b.shapes)) // _HINT
    for i, i_end, j, j_end, equal in _blocks(a, b, Levenshtein.opcodes(a.shapes, b.shapes, score_hint=hint)):
        if equal:
            steps += [Step(i + k, i + k + 1, j + k, j + k + 1) for k in range(i_end - i)]
        else:
            steps += align_stretch(a, b, i, i_end, j, j_end)
    return _slide(a, b, _even(steps))


Block = tuple[int, int, int, int, bool]  # words of a, words of b, and whether they agree


def _blocks(a: Text, b: Text, opcodes: Iterable[Opcode]) -> Iterator[Block]:
    """Agreeing and differing stretches in turn; short agreements amid longer stretches of other words are undone."""
    held: list[Block] = []
    for step in opcodes:
        i, i_end, j, j_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        equal = step.tag == "equal"
        if not equal and held and not held[-1][4]:
            held[-1] = (held[-1][0], i_end, held[-1][2], j_end, False)
        elif not equal and len(held) > 1 and held[-1][1] - held[-1][0] <= _CHANCE:
            one, agreed = held[-2], held[-1]
            other: Block = (i, i_end, j, j_end, False)
            if max(_unlike(a, b, one), _unlike(a, b, other)) > agreed[1] - agreed[0]:
                held[-2:] = [(one[0], i_end, one[2], j_end, False)]
            else:
                held.append(other)
        else:
            held.append((i, i_end, j, j_end, equal))
    yield from held


def _unlike(a: Text, b: Text, block: Block) -> int:
    """How many words of a block have no counterpart in it: too many on one side, or all letters other."""
    i, i_end, j, j_end, _ = block
    if i_end - i != j_end - j:
        return max(i_end - i, j_end - j)
    return sum(_pair_cost(a.shapes[i + k], b.shapes[j + k]) > OPEN for k in range(min(i_end - i, 2 * _CHANCE)))


def align_stretch(a: Text, b: Text, i: int, i_end: int, j: int, j_end: int) -> list[Step]:
    """The cheapest map of two stretches of words by their letters."""
    m, n = i_end - i, j_end - j
    if not m or not n:
        return [Step(i, i_end, j, j_end)]
    if m == n and all(_pair_cost(a.shapes[i + k], b.shapes[j + k]) < OPEN for k in range(n)):
        return [Step(i + k, i + k + 1, j + k, j + k + 1) for k in range(n)]
    if m * n > _MOST_CELLS:
        return _by_runs(a, b, i, i_end, j, j_end)
    return _align(
        Side(a.shapes[i:i_end], [_gap(a.zones[k]) for k in range(i, i_end)], _goes_on(a, i, i_end)),
        Side(b.shapes[j:j_end], [_gap(b.zones[k]) for k in range(j, j_end)], _goes_on(b, j, j_end)),
        i,
        j,
    )


class Side(NamedTuple):
    """A stretch of words: their shapes, what a gap costs at each, and whether each goes on what stands before it."""

    shapes: Sequence[str]
    gaps: Sequence[float]
    goes_on: Sequence[bool]

    def joined(self, end: int, size: int) -> str | None:
        """The `size` words before `end` as one; None where something new begins between them."""
        if end < size or not all(self.goes_on[end - size + 1 : end]):
            return None
        return "".join(self.shapes[end - size : end])


def _goes_on(text: Text, first: int, end: int) -> list[bool]:
    """A word goes on what stands before it unless a blank line or a bullet stands between.

    A small letter behind a blank line goes on as well: some texts have a blank line behind every line.
    """
    words, plain = text.words, text.plan.text
    return [
        k == 0
        or _NEW.search(plain, words[k - 1].end, words[k].start) is None
        or (words[k].shown.islower() and not plain[words[k - 1].end : words[k].start].strip())
        for k in range(first, end)
    ]


def _gap(zone: str) -> float:
    return 0.3 if zone == "furniture" else EXTEND


def _by_runs(a: Text, b: Text, i: int, i_end: int, j: int, j_end: int) -> list[Step]:
    """A stretch too large to align at once: cut where several words in a row agree.

    What is still too large between two such places has nothing to do with one another, and is told as left out and
    added.
    """
    from rapidfuzz.distance import Levenshtein

    steps: list[Step] = []
    at_a, at_b = i, j

    def between(to_a: int, to_b: int) -> None:
        if (to_a - at_a) * (to_b - at_b) <= _MOST_CELLS:
            steps.extend(align_stretch(a, b, at_a, to_a, at_b, to_b))
        else:
            steps.extend((Step(at_a, to_a, at_b, at_b), Step(to_a, to_a, at_b, to_b)))

    for found in Levenshtein.opcodes(a.shapes[i:i_end], b.shapes[j:j_end]):
        agreed = found.src_end - found.src_start
        if found.tag == "equal" and agreed > _CHANCE:
            x, y = i + found.src_start, j + found.dest_start
            between(x, y)
            steps += [Step(x + k, x + k + 1, y + k, y + k + 1) for k in range(agreed)]
            at_a, at_b = x + agreed, y + agreed
    between(i_end, j_end)
    return [step for step in steps if step.i < step.i_end or step.j < step.j_end]


def _pair_cost(x: str, y: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return 0.0 if x == y else UNLIKE * Levenshtein.normalized_distance(x, y)


def _align(one: Side, other: Side, at_a: int, at_b: int) -> list[Step]:
    from rapidfuzz.distance import Levenshtein

    unlike: Callable[[str, str], float] = Levenshtein.normalized_distance
    a, b = one.shapes, other.shapes
    m, n = len(a), len(b)
    far = 1e9
    # met[j], lost[j], added[j]: cheapest way that ends with words set against one another, a word of a or of b alone
    met = [[far] * (n + 1) for _ in range(m + 1)]
    lost = [[far] * (n + 1) for _ in range(m + 1)]
    added = [[far] * (n + 1) for _ in range(m + 1)]
    came: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    met[0][0] = 0.0
    tables = (met, lost, added)
    costs: dict[tuple[str, str], float] = {}
    for i in range(m + 1):
        for j in range(n + 1):
            if i and j:
                pair = a[i - 1], b[j - 1]
                cost = costs.get(pair)
                if cost is None:
                    cost = costs[pair] = 0.0 if pair[0] == pair[1] else UNLIKE * unlike(*pair)
                _offer(tables, came, 0, i, j, i - 1, j - 1, cost)
                for size in (2, 3):
                    if (joined := one.joined(i, size)) and _may_be_one(joined, b[j - 1]):
                        _offer(tables, came, 0, i, j, i - size, j - 1, RUN_TOGETHER + UNLIKE * unlike(joined, b[j - 1]))
                    if (joined := other.joined(j, size)) and _may_be_one(joined, a[i - 1]):
                        _offer(tables, came, 0, i, j, i - 1, j - size, RUN_TOGETHER + UNLIKE * unlike(joined, a[i - 1]))
            if i:
                _offer_gap(tables, came, 1, i, j, i - 1, j, one.gaps[i - 1])
            if j:
                _offer_gap(tables, came, 2, i, j, i, j - 1, other.gaps[j - 1])
    state = min(range(3), key=lambda s: (tables[s][m][n], s))
    i, j = m, n
    steps: list[Step] = []
    while i or j:
        before, x, y = came[state, i, j]
        if state and steps and steps[-1].i == at_a + i and steps[-1].j == at_b + j and _same_side(state, steps[-1]):
            steps[-1] = Step(at_a + x, steps[-1].i_end, at_b + y, steps[-1].j_end)
        else:
            steps.append(Step(at_a + x, at_a + i, at_b + y, at_b + j))
        state, i, j = before, x, y
    return steps[::-1]


def _same_side(state: int, step: Step) -> bool:
    return (step.j == step.j_end) if state == 1 else (step.i == step.i_end)


Tables = tuple[list[list[float]], list[list[float]], list[list[float]]]


def _offer(
    tables: Tables,
    came: dict[tuple[int, int, int], tuple[int, int, int]],
    state: int,
    i: int,
    j: int,
    x: int,
    y: int,
    cost: float,
) -> None:
    for before in range(3):
        total = tables[before][x][y] + cost
        if total < tables[state][i][j]:
            tables[state][i][j] = total
            came[state, i, j] = (before, x, y)


def _offer_gap(
    tables: Tables,
    came: dict[tuple[int, int, int], tuple[int, int, int]],
    state: int,
    i: int,
    j: int,
    x: int,
    y: int,
    cost: float,
) -> None:
    opening = min(OPEN, 8 * cost)
    for before in range(3):
        total = tables[before][x][y] + cost + (0.0 if before == state else opening)
        if total < tables[state][i][j]:
            tables[state][i][j] = total
            came[state, i, j] = (before, x, y)


def _may_be_one(joined: str, one: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    longest = max(len(joined), len(one))
    return (
        abs(len(joined) - len(one)) <= _LIKELY_RUN * longest
        and Levenshtein.distance(joined, one, score_cutoff=int(_LIKELY_RUN * longest)) <= _LIKELY_RUN * longest
    )


def _even(steps: Sequence[Step]) -> list[Step]:
    """Two words for one beside one for two are rather one each: the word between was taken to the wrong side."""
    even: list[Step] = []
    for step in steps:
        if even and _takes_from(even[-1], step):
            before = even.pop()
            even += [Step(before.i + k, before.i + k + 1, before.j + k, before.j + k + 1) for k in range(3)]
        else:
            even.append(step)
    return even


def _takes_from(before: Step, step: Step) -> bool:
    sizes = before.i_end - before.i, before.j_end - before.j, step.i_end - step.i, step.j_end - step.j
    return sizes in ((1, 2, 2, 1), (2, 1, 1, 2))


# ---------------------------------------------------------------- where a gap begins


def _slide(a: Text, b: Text, steps: list[Step]) -> list[Step]:
    """Gaps that may begin earlier or later with the same cost begin where a sentence, clause or line does.

    Of `Sở Nội vụ, Sở Tài chính,` against `Sở Tài chính,` either `Sở Nội vụ,` or `Nội vụ, Sở` is missing; a person
    sees the first.
    """
    moved: list[Step] = list(steps)
    for k, step in enumerate(steps):
        if step.j == step.j_end:
            _slide_one(a, moved, k, side=0)
        elif step.i == step.i_end:
            _slide_one(b, moved, k, side=1)
    return moved


def _slide_one(text: Text, steps: list[Step], k: int, side: int) -> None:
    first, last = (steps[k].i, steps[k].i_end) if side == 0 else (steps[k].j, steps[k].j_end)
    length = last - first
    best, best_score = 0, break_before(text, first) + break_before(text, last)
    for direction in (-1, 1):
        shift = 0
        while abs(shift) < _FARTHEST:
            at = k + direction * (abs(shift) + 1)
            if not 0 <= at < len(steps) or not _one_to_one(steps[at]):
                break
            x = steps[at].i if side == 0 else steps[at].j
            other = x + length if direction < 0 else x - length
            if not 0 <= other < len(text.shapes) or text.shapes[x] != text.shapes[other]:
                break
            shift += direction
            score = break_before(text, first + shift) + break_before(text, last + shift)
            if score > best_score:
                best, best_score = shift, score
    if best:
        _shift(steps, k, best, side)


_FARTHEST = 60  # words a gap may slide


def _one_to_one(step: Step) -> bool:
    return step.i_end - step.i == step.j_end - step.j == 1


def _shift(steps: list[Step], k: int, by: int, side: int) -> None:
    """The gap at `k` changes places with the `by` word pairs after it (before it, where negative)."""
    gap = steps[k]
    length = (gap.i_end - gap.i) if side == 0 else (gap.j_end - gap.j)
    low, high = (k, k + by) if by > 0 else (k + by, k)
    pairs = steps[low : high + 1]
    del pairs[0 if by > 0 else -1]
    sign = 1 if by > 0 else -1
    di, dj = (-sign * length, 0) if side == 0 else (0, -sign * length)
    shifted = [Step(p.i + di, p.i_end + di, p.j + dj, p.j_end + dj) for p in pairs]
    if side == 0:
        moved = Step(gap.i + by, gap.i_end + by, gap.j + by, gap.j + by)
    else:
        moved = Step(gap.i + by, gap.i + by, gap.j + by, gap.j_end + by)
    steps[low : high + 1] = [*shifted, moved] if by > 0 else [moved, *shifted]


def break_before(text: Text, at: int) -> int:
    """How clearly something new begins with word `at`: 3 a paragraph, 2 a sentence, 1 a clause, 0 nothing."""
    if at == 0 or at >= len(text.words):
        return 3
    between = text.plan.text[text.words[at - 1].end : text.words[at].start]
    if "\n" in between and between.strip():
        return 3
    if any(sign in between for sign in ".:"):
        return 2
    return 1 if any(sign in between for sign in ",;") else 0
