"""One best path through the document: which lines are labels, which labels they are, and where the parts begin.

Every line that could be a label or begin a part has several readings. A state of the path is the zone it is in and the
stack of open levels with the number each has reached; a reading costs what its characters cost (`labels.misreading`),
what its number costs after the numbers that stand open (the due number nothing, a gap, a repeated or a restarted number
something), and what its place costs (a line that runs on with the sentence above is no heading). The cheapest way from
the first line to the last is the answer, so that a damaged label is decided by all that comes before and after it.

The states are pruned to a small beam; the cost of a line does not depend on the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log1p
from typing import Literal

from plancompare.structure import phrases
from plancompare.structure.labels import LETTERS, RANK, Family, Token, exact, misreading, printed, read_token
from plancompare.structure.lines import Line, Page, initial, runs_on

Zone = Literal["front", "body", "end", "appendix", "table"]

_BEAM = 8
_HOPELESS = 12.0
# What a number costs after the last of its level, in nats: a portal drops headings, an author miscounts, a list begins again.
_GAP, _GAP_MORE, _GAP_MOST, _REPEATED, _RESTARTED, _BACK = 3.0, 0.3, 4.2, 4.0, 4.5, 7.0
# A level outside all that are open, and a list that begins again where headings are known to be lost.
_OUTSIDE, _RESTARTED_AFTER_LOSS = 2.0, 2.5
# A clean text is seldom misread: its labels are what is printed, unless the sequence says so loudly.
_CLEAN_PRINT = 1.3
_FIRST: dict[Family, float] = {
    "part": 0.5, "upper": 1.5, "chapter": 0.5, "muc": 0.5, "submuc": 0.5, "article": 0.5,
    "roman": 0.5, "arabic": 0.5, "dotted": 0.3, "deep": 0.3, "letter": 0.7,
}  # fmt: skip
_GHOST = 2.0
_ONLY_CHILD = 1.0

# Articles are counted through the whole document, chapters or not: the last number stays in the stack under this rank.
_COUNTER = -1
_LOST = "lost"

# Rank, number, and of a dotted label the numbers before the last ("2" of 2.1); "lost" of a level that has no heading.
Level = tuple[int, int, str]
Stack = tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A line read as a numbered item.

    `text` is the true label (`IV`, `5`, `đ`), `raw` what is printed, `after` where in the line the text behind it begins.
    `stack` are the levels open after it, itself last; among them may be levels whose heading the text has lost.
    """

    family: Family
    number: int
    text: str
    stack: Stack
    raw: str
    after: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A decision of the path at line `index` of the page: a label, or the zone that begins there, or both."""

    index: int
    zone: Zone
    label: Label | None


@dataclass(slots=True)
class _Way:
    """A state's cheapest way: its cost and the turns taken, newest first."""

    cost: float
    last: tuple[Turn, object] | None


def best_path(page: Page, furniture: frozenset[int], is_scan: bool) -> list[Turn]:
    """The decisions of the cheapest path, in order of lines. A document begins in the zone `front`.

    >>> from plancompare.structure.lines import read_page
    >>> page = read_page("|. MUC DICH\\n1. Muc dich\\n2. Yeu cau\\n11. NOI DUNG\\nII1. TO CHUC")
    >>> [(t.label.family, t.label.number) for t in best_path(page, frozenset(), True) if t.label]
    [('roman', 1), ('arabic', 1), ('arabic', 2), ('roman', 2), ('roman', 3)]
    """
    ways: dict[tuple[Zone, Stack], _Way] = {("front", ()): _Way(0.0, None)}
    above: Line | None = None
    near = True
    trust = 1.0 if is_scan else _CLEAN_PRINT
    for index, line in enumerate(page.lines):
        if index in furniture:
            near = False
            continue
        token = read_token(line)
        entries = _entries(page, line, above)
        if token or entries:
            flow = runs_on(page, above, line, token.begins if token else initial(line.text), near) if above else -3.0
            ways = _step(ways, index, token, entries, log1p(exp(min(flow, 30.0))), trust)
        above, near = line, True
    return _turns(min(ways.values(), key=lambda way: way.cost))


def _turns(way: _Way) -> list[Turn]:
    turns: list[Turn] = []
    link = way.last
    while link:
        turns.append(link[0])
        link = link[1]  # type: ignore[assignment]
    turns.reverse()
    return turns


# ---------------------------------------------------------------- zones


def _entries(page: Page, line: Line, above: Line | None) -> dict[tuple[Zone, Zone], tuple[float, float]]:
    """Zones that may begin at `line`: (from, to) -> (cost of entering, cost of not entering)."""
    if len(line.text) > 400 and not phrases.opens_closing(line):
        return {}
    if phrases.opens_recipients(line):
        return {("body", "end"): (0.0, 8.0), ("front", "end"): (1.0, 6.0), ("appendix", "end"): (0.0, 8.0), ("table", "end"): (0.0, 8.0)}
    if phrases.opens_closing(line):
        begun = above is None or runs_on(page, above, line, "upper") < 1.0
        return {("body", "end"): (0.0 if begun else 3.0, 6.0), ("front", "end"): (1.0, 4.0), ("table", "end"): (1.0, 4.0)}
    if phrases.opens_appendix(line):
        return {(zone, "appendix"): (0.0, 5.0) for zone in ("body", "end", "appendix", "table")}
    if phrases.is_type_line(line):
        return {("end", "front"): (0.0, 5.0), ("body", "front"): (2.0, 2.5), ("appendix", "front"): (2.0, 2.5)}
    if phrases.is_motto(line):
        return {("end", "front"): (0.5, 4.0), ("body", "front"): (1.5, 4.0)}
    if phrases.opens_signature(line):
        return {("body", "end"): (1.0, 3.0), ("appendix", "end"): (1.0, 3.0), ("table", "end"): (1.0, 3.0)}
    if phrases.opens_table(line):
        return {(zone, "table"): (0.5, 2.0) for zone in ("body", "appendix")}
    return {}


# What a label costs by the zone it is met in, and the zone it leads to. In a list of recipients or a table numbers are
# cells and names; only a label that is due and clean leads back to the text.
_LABEL_IN: dict[Zone, tuple[Zone, float]] = {
    "front": ("body", 0.0), "body": ("body", 0.0), "end": ("body", 5.0), "appendix": ("appendix", 0.0), "table": ("table", 3.0),
}  # fmt: skip
_IGNORED_IN: dict[Zone, float] = {"front": 1.0, "body": 1.0, "end": 0.4, "appendix": 0.8, "table": 0.1}


def _step(
    ways: dict[tuple[Zone, Stack], _Way],
    index: int,
    token: Token | None,
    entries: dict[tuple[Zone, Zone], tuple[float, float]],
    runs: float,
    trust: float,
) -> dict[tuple[Zone, Stack], _Way]:
    after: dict[tuple[Zone, Stack], _Way] = {}

    def reach(zone: Zone, stack: Stack, cost: float, last: tuple[Turn, object] | None) -> None:
        known = after.get((zone, stack))
        if known is None or cost < known.cost:
            after[zone, stack] = _Way(cost, last)

    for (zone, stack), way in ways.items():
        plain = way.cost + (token.look * _IGNORED_IN[zone] if token else 0.0)
        for (origin, target), (entering, _) in entries.items():
            if origin == zone:
                kept = stack if target in ("end", "table") else ()
                reach(target, kept, plain + entering, (Turn(index, target, None), way.last))
        staying = max((missed for (origin, _), (_, missed) in entries.items() if origin == zone), default=0.0)
        reach(zone, stack, plain + staying, way.last)
        if token:
            target, price = _LABEL_IN[zone]
            for label, cost in _readings(token, stack, trust):
                total = way.cost + price + token.price + runs + cost + staying
                reach(target, label.stack, total, (Turn(index, target, label), way.last))
    bound = min(way.cost for way in after.values()) + _HOPELESS
    kept = sorted(((way.cost, order, state) for order, (state, way) in enumerate(after.items()) if way.cost <= bound))
    return {state: after[state] for _, _, state in kept[:_BEAM]}


# ---------------------------------------------------------------- labels


def _readings(token: Token, stack: Stack, trust: float) -> Iterator[tuple[Label, float]]:
    """Each label `token` may be when the levels of `stack` are open, with its cost; `trust` multiplies misreadings."""
    for family, terminator in token.families:
        rank = RANK[family]
        outer = tuple(level for level in stack if level[0] < rank)
        inner = stack[len(outer) :]
        cost = terminator + _style(family, token) + sum(_ONLY_CHILD for level in inner if level[0] > rank and level[1] == 1)
        if inner and inner[0][0] > rank and not any(level[0] >= 0 for level in outer):
            cost += _OUTSIDE
        if family in ("dotted", "deep"):
            numbers = _dotted(token, stack, family, trust)
        else:
            numbers = ((outer, *reading) for reading in _numbers(token, family, stack, trust))
        for below, number, prefix, price in numbers:
            opened = (*below, (rank, number, prefix))
            if family == "article":
                opened = ((_COUNTER, number, ""), *(level for level in opened if level[0] != _COUNTER))
            yield Label(family, number, _true_label(token, family, number), opened, token.raw, token.after), cost + price


def _true_label(token: Token, family: Family, number: int) -> str:
    """The label as it should read; parts and chapters are counted in Roman or Arabic numbers as the print suggests."""
    if family in ("part", "chapter", "muc", "submuc"):
        numeral = printed("roman", number)
        return numeral.upper() if misreading(token.core, numeral) < misreading(token.core, str(number)) else str(number)
    text = printed(family, number)
    return text.upper() if family in ("roman", "upper") else text


def _style(family: Family, token: Token) -> float:
    """What the text behind the label says against a heading or item of this family."""
    price = 0.0
    if token.begins == "lower":
        price += 1.0 if family == "letter" else 3.0
    elif token.begins == "mark":
        price += 2.0
    if family == "roman" and not token.capitals:
        price += 0.7
    elif family in ("arabic", "letter") and token.capitals:
        price += 1.0
    return price


def _numbers(token: Token, family: Family, stack: Stack, trust: float) -> Iterator[tuple[int, str, float]]:
    """Numbers of `family` that `token` may show when the levels of `stack` are open, with their cost."""
    rank = _COUNTER if family == "article" else RANK[family]
    last = next((level[1] for level in stack if level[0] == rank), 0)
    first = _FIRST[family] if not last else 0.0
    shown = exact(family, token.core)
    due = _due(family, last)
    for number in due:
        yield number, "", first + trust * _misread(family, token.core, number)
    if last:
        yield last, "", _REPEATED + trust * _misread(family, token.core, last)
        if last > 1:
            lost = any(level[0] == RANK["arabic"] and level[2] for level in stack)
            yield 1, "", (_RESTARTED_AFTER_LOSS if lost else _RESTARTED) + trust * _misread(family, token.core, 1)
    if shown is not None and shown not in due and shown not in (1, last):
        gap = min(_GAP_MOST, _GAP + _GAP_MORE * (shown - last - 2 + (not last)))
        yield shown, "", first + gap if shown > last else _BACK


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
    if family in ("part", "chapter", "muc", "submuc"):
        cost = min(cost, misreading(core, printed("roman", number)))
    return cost


def _dotted(token: Token, stack: Stack, family: Family, trust: float) -> Iterator[tuple[Stack, int, str, float]]:
    """Readings of a label of several numbers (`1.1`): open levels, last number, numbers before it, cost.

    Where the section the numbers name is not open, because the text lost its heading, its level is opened without one.
    """
    rank = RANK[family]
    depth = 1 if family == "dotted" else 2
    *before, _ = token.core.split(".")
    here = ".".join(before[-depth:])
    outer = tuple(level for level in stack if level[0] < rank)
    open_level = next((level for level in stack if level[0] == rank), None)
    seen = set()
    expected = _path_of(outer, depth)
    if open_level:
        seen.add(open_level[2])
        due = open_level[1] + 1
        yield outer, due, open_level[2], trust * misreading(token.core, f"{open_level[2]}.{due}")
    if expected and expected not in seen:
        seen.add(expected)
        yield outer, 1, expected, _FIRST[family] + trust * misreading(token.core, f"{expected}.1")
    numbers = [exact("arabic", part) for part in token.core.split(".")]
    if None in numbers or here in seen and numbers[-1] == (open_level[1] + 1 if open_level else 1):
        return
    last = numbers[-1] or 1
    if here == expected or open_level and here == open_level[2]:
        reached = open_level[1] if open_level and here == open_level[2] else 0
        yield outer, last, here, min(_GAP_MOST, _GAP + _GAP_MORE * abs(last - reached - 2)) + (0.0 if last > reached else _REPEATED)
        return
    # The heading above is lost: hold its place, unless the number is that of the Roman section it stands in.
    romans = [level for level in outer if 0 <= level[0] < RANK["arabic"]]
    lost = numbers[-depth - 1 : -1]
    cost = _GHOST + (_GAP if last > 1 else 0.0)
    if family == "dotted" and romans and romans[-1][1] == lost[0] and len(outer) == sum(level[0] < RANK["arabic"] for level in outer):
        yield outer, last, here, cost
        return
    arabics = [level for level in outer if level[0] >= RANK["arabic"]]
    due = arabics[0][1] + 1 if arabics else 1
    kept = tuple(level for level in outer if level[0] < RANK["arabic"])
    ghosts: list[Level] = [(RANK["arabic"], lost[0] or 1, _LOST)]
    if family == "deep":
        ghosts.append((RANK["dotted"], lost[1] or 1, str(lost[0])))
    yield (*kept, *ghosts), last, here, cost + (0.0 if lost[0] == due else 1.5)


def _path_of(outer: Stack, depth: int) -> str | None:
    """The numbers a dotted label would repeat of the sections it stands in."""
    numbers = [level[1] for level in outer if level[0] >= RANK["arabic"]]
    return ".".join(map(str, numbers[:depth])) if len(numbers) >= depth else None
