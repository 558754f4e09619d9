"""Which number is due: what a possible label costs after the numbers that stand open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from plancompare.structure.labels import FAMILY, LETTERS, RANK, Family, Token, exact, misreading, printed

# Rank, number, and of a dotted label the numbers before the last ("2" of 2.1); `LOST` of a level that has no heading.
Level = tuple[int, int, str]
Stack = tuple[Level, ...]
LOST = "lost"
# Articles are counted through the whole document, chapters or not: the last number stays in the stack under this rank.
_COUNTER = -1

# What a number costs after the last of its level, in nats: a portal drops headings, an author miscounts, a list begins
# again. Set by hand, held by the property test that damages labels at random. Halved or doubled one at a time, only
# `_GAP` (halved: the scan's `V.` after III is no longer IV) changes a section of the five plans.
_GAP, _GAP_MORE, _GAP_MOST, _REPEATED, _RESTARTED, _BACK = 3.0, 0.3, 4.2, 4.0, 4.5, 7.0
_FIRST: dict[Family, float] = {
    "part": 0.5, "upper": 1.5, "chapter": 0.5, "muc": 0.5, "submuc": 0.5, "article": 0.5,
    "roman": 0.5, "arabic": 0.5, "dotted": 0.3, "deep": 0.3, "letter": 0.7,
}  # fmt: skip
# A level outside all that are open; a list that begins again where headings are known to be lost; the place held for a
# lost heading.
_OUTSIDE, _RESTARTED_AFTER_LOSS, _GHOST, _GHOST_NOT_DUE = 2.0, 2.5, 2.0, 1.5
# Damage seldom leaves a label that is another good label.
_STILL_A_LABEL = 0.7
# A list of one item.
_ONLY_CHILD = 1.0
_ARABIC, _DOTTED = RANK["arabic"], RANK["dotted"]
# How many dots a label of a family has; one more, and its first part names the section of one of these levels.
_DOTS: dict[Family, int] = {"dotted": 1, "deep": 2}
_NAMED = (RANK["upper"], RANK["roman"])


def readings(token: Token, stack: Stack, trust: float) -> Iterator[tuple[float, Stack]]:
    """Each label `token` may be when the levels of `stack` are open: its cost, and the levels then open, itself last.

    `trust` multiplies what misreadings cost: a clean print is seldom misread.

    >>> from plancompare.structure.labels import read_token
    >>> from plancompare.structure.lines import read_page
    >>> token = read_token(read_page("V. TO CHUC").lines[0])
    >>> costs = {levels[-1]: cost for cost, levels in readings(token, ((6, 3, ""),), 1.0)}
    >>> costs[6, 4, ""] < costs[6, 5, ""]  # after III, `V.` is IV that lost a stroke
    True
    """
    for family, cost in token.families:
        rank = RANK[family]
        depth = len(stack)
        while depth and stack[depth - 1][0] >= rank:
            depth -= 1
        outer, inner = stack[:depth], stack[depth:]
        core = token.core
        if core.count(".") > _DOTS.get(family, 0):
            section, _, core = core.partition(".")
            named = [printed(FAMILY[level], number) for level, number, _ in outer if level in _NAMED]
            cost += trust * min((misreading(section, name) for name in named), default=_GHOST)
        if inner and inner[0][0] > rank:
            cost += _ONLY_CHILD * (inner[-1][1] == 1) + _OUTSIDE * (not outer or outer[-1][0] == _COUNTER)
        elif len(inner) > 1:
            cost += _ONLY_CHILD * (inner[-1][1] == 1)
        if family == "dotted" or family == "deep":
            for price, levels in _dotted(core, outer, inner, family, trust):
                yield cost + price, levels
            continue
        if family == "article":
            last = stack[0][1] if stack and stack[0][0] == _COUNTER else 0
        else:
            last = inner[0][1] if inner and inner[0][0] == rank else 0
        lost = any(level[2] == LOST for level in inner)
        for number, price in _numbers(core, family, last, lost, trust):
            if family == "article":
                outer = ((_COUNTER, number, ""), *outer[bool(last) :])
            yield cost + price, (*outer, (rank, number, ""))


@lru_cache(maxsize=1 << 14)
def _numbers(core: str, family: Family, last: int, lost: bool, trust: float) -> tuple[tuple[int, float], ...]:
    """Numbers of `family` that `core` may show after `last` (0: none is open), with their cost.

    >>> min(_numbers("ii1", "roman", 2, False, 1.0), key=lambda reading: reading[1])
    (3, 0.8)
    """
    first = _FIRST[family] if not last else 0.0
    shown = exact(family, core)
    due = _due(family, last)
    found = [(number, first + trust * _misread(family, core, number)) for number in due]
    if last:
        found.append((last, _REPEATED + trust * _misread(family, core, last)))
    if last > 1:
        found.append((1, (_RESTARTED_AFTER_LOSS if lost else _RESTARTED) + trust * _misread(family, core, 1)))
    if shown is not None and shown not in due and shown not in (1, last):
        gap = min(_GAP_MOST, _GAP + _GAP_MORE * (shown - last - 2 + (not last)))
        found.append((shown, first + gap if shown > last else _BACK))
    return tuple(found)


def _due(family: Family, last: int) -> tuple[int, ...]:
    """The numbers that may follow `last`. Letters run a b c d đ e g in Vietnamese, some authors count in Latin."""
    if family != "letter":
        return (last + 1,)
    due = [last + 1]
    while due[-1] <= len(LETTERS) and LETTERS[due[-1] - 1] in "đfjwz":
        due.append(due[-1] + 1)
    return tuple(due)


def _misread(family: Family, core: str, number: int) -> float:
    cost = misreading(core, printed(family, number))
    if exact(family, core) not in (None, number):
        cost += _STILL_A_LABEL
    if family in ("part", "chapter", "muc", "submuc"):
        cost = min(cost, misreading(core, printed("roman", number)))
    return cost


def true_label(token: Token, family: Family, number: int) -> str:
    """The label as it should read; parts and chapters are counted in Roman or Arabic numbers as the print suggests."""
    if family in ("part", "chapter", "muc", "submuc"):
        numeral = printed("roman", number)
        return numeral.upper() if misreading(token.core, numeral) < misreading(token.core, str(number)) else str(number)
    text = printed(family, number)
    return text.upper() if family in ("roman", "upper") else text


def _dotted(core: str, outer: Stack, inner: Stack, family: Family, trust: float) -> Iterator[tuple[float, Stack]]:
    """Readings of a label of several numbers (`1.1`).

    Where the section that the numbers name is not open, because its heading is lost, its level is opened without one.
    """
    rank = RANK[family]
    depth = 1 if family == "dotted" else 2
    reached = inner[0] if inner and inner[0][0] == rank else None
    numbers = [level[1] for level in outer if level[0] >= _ARABIC]
    inside = ".".join(map(str, numbers[:depth])) if len(numbers) >= depth else ""
    if reached:
        due = reached[1] + 1
        yield trust * misreading(core, f"{reached[2]}.{due}"), (*outer, (rank, due, reached[2]))
    if inside and not (reached and reached[2] == inside):
        yield _FIRST[family] + trust * misreading(core, f"{inside}.1"), (*outer, (rank, 1, inside))
    shown = [exact("arabic", part) for part in core.split(".")][-depth - 1 :]
    if None in shown:
        return
    *above, last = [number or 1 for number in shown]
    here = ".".join(map(str, above))
    before = reached[1] if reached and reached[2] == here else 0
    if before or here == inside:
        if last != before + 1:
            gap = min(_GAP_MOST, _GAP + _GAP_MORE * abs(last - before - 2))
            yield gap + (0.0 if last > before else _REPEATED), (*outer, (rank, last, here))
        return
    cost = _GHOST + (_GAP if last > 1 else 0.0)
    kept = tuple(level for level in outer if level[0] < _ARABIC)
    if depth == 1 and kept == outer and kept and kept[-1][1] == above[0]:
        yield cost, (*outer, (rank, last, here))  # counted by the Roman section it stands in: 2.1 in II
        return
    ghosts = ((_ARABIC, above[0], LOST), *(((_DOTTED, above[1], str(above[0])),) if depth == 2 else ()))
    next_due = numbers[0] + 1 if numbers else 1
    yield cost + (0.0 if above[0] == next_due else _GHOST_NOT_DUE), (*kept, *ghosts, (rank, last, here))
