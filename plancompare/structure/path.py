"""One best path through the document: which lines are labels, which labels they are, and where the parts begin.

Every line that could be a label or begin a part has several readings. A state of the path is the zone it is in and the
stack of open levels with the number each has reached; a reading costs what its characters cost (`labels.misreading`),
what its number costs after the numbers that stand open (the due number nothing, a gap, a repeated or a restarted number
something), and what its place costs (a line that runs on with the sentence above is no heading). The cheapest way from
the first line to the last is the answer, so that a damaged label is decided by all that comes before and after it.

The states are pruned to a small beam; the cost of a line does not depend on the length of the text.
"""

from __future__ import annotations

from math import exp, log1p
from typing import Literal, NamedTuple

from plancompare.structure import phrases
from plancompare.structure.labels import FAMILY, Family, Token, exact, read_token
from plancompare.structure.lines import Line, Page, initial, runs_on
from plancompare.structure.numbering import Stack, readings, true_label

Zone = Literal["front", "body", "end", "appendix", "table"]

# Twice the states and twice the margin change no section of 63 texts (the scans at hand, plans damaged at random).
_BEAM = 8
_HOPELESS = 10.0
# A clean text is seldom misread: its labels are what is printed, unless the sequence says so loudly.
_CLEAN_PRINT = 1.3


class Label(NamedTuple):
    """A line read as a numbered item.

    `text` is the true label (`IV`, `5`, `đ`), `raw` what is printed, `after` where in the line its text begins.
    `stack` are the levels open after it, itself last; among them may be levels whose heading the text has lost.
    """

    family: Family
    text: str
    stack: Stack
    raw: str
    after: int


class Turn(NamedTuple):
    """A decision of the path at a line, the one numbered `at` on the page: the zone that begins there, or its label."""

    at: int
    zone: Zone
    label: Label | None


class _Step(NamedTuple):
    """A turn on the way to a state, and the one before it; `stack` is None where it is no label."""

    at: int
    zone: Zone
    stack: Stack | None
    before: _Step | None


_State = tuple[Zone, Stack]
_Ways = dict[_State, tuple[float, _Step | None]]


def best_path(page: Page, aside: frozenset[int], is_scan: bool) -> list[Turn]:
    """The decisions of the cheapest path, in order of lines. A document begins in the zone `front`.

    Lines `aside` (furniture, cells of a table told of) are passed over: nothing in them is a label or begins a part.

    >>> from plancompare.structure.lines import read_page
    >>> page = read_page("|. MUC DICH\\n1. Muc dich\\n2. Yeu cau\\n11. NOI DUNG\\nII1. TO CHUC")
    >>> [(t.label.family, t.label.text) for t in best_path(page, frozenset(), True) if t.label]
    [('roman', 'I'), ('arabic', '1'), ('arabic', '2'), ('roman', 'II'), ('roman', 'III')]
    """
    ways: _Ways = {("front", ()): (0.0, None)}
    above: Line | None = None
    near = True
    trust = 1.0 if is_scan else _CLEAN_PRINT
    for index, line in enumerate(page.lines):
        if index in aside:
            near = False
            continue
        token = read_token(line)
        entries = _entries(page, line, above)
        if token or entries:
            flow = runs_on(page, above, line, token.begins if token else initial(line.text), near) if above else -3.0
            ways = _advance(ways, index, token, entries, log1p(exp(min(flow, 30.0))), trust)
        above, near = line, True
    _, last = min(ways.values(), key=lambda way: way[0])
    return _turns(page, last)


def _turns(page: Page, step: _Step | None) -> list[Turn]:
    turns: list[Turn] = []
    while step:
        label = None
        if step.stack is not None and (token := read_token(page.lines[step.at])):
            rank, number, _ = step.stack[-1]
            label = Label(FAMILY[rank], true_label(token, FAMILY[rank], number), step.stack, token.raw, token.after)
        turns.append(Turn(step.at, step.zone, label))
        step = step.before
    return turns[::-1]


def _advance(
    ways: _Ways,
    index: int,
    token: Token | None,
    entries: dict[tuple[Zone, Zone], tuple[float, float]],
    runs: float,
    trust: float,
) -> _Ways:
    """The states after line `index`, from those before it; `runs` is what a line that runs on costs as a label."""
    after: _Ways = {}

    def reach(zone: Zone, stack: Stack, cost: float, turn: bool, labelled: bool, before: _Step | None) -> None:
        known = after.get((zone, stack))
        if known is None or cost < known[0]:
            after[zone, stack] = cost, _Step(index, zone, stack if labelled else None, before) if turn else before

    heading = token is not None and _is_heading(token)
    missed = {origin: cost for (origin, _), (_, cost) in entries.items()}
    for (zone, stack), (cost, before) in ways.items():
        share = _HEADING_IN_TABLE if heading and zone == "table" else _IGNORED_IN[zone]
        plain = cost + (token.look * share if token else 0.0)
        for (origin, target), (entering, _) in entries.items():
            if origin == zone:
                reach(target, stack if target in ("end", "table") else (), plain + entering, True, False, before)
        reach(zone, stack, plain + missed.get(zone, 0.0), False, False, before)
    bound = min(cost for cost, _ in after.values()) + _HOPELESS
    if token:
        for (zone, stack), (cost, before) in ways.items():
            target, price = _LABEL_IN[zone] if not heading or zone != "table" else _LABEL_IN["body"]
            cost += price + token.price + runs + missed.get(zone, 0.0)
            if cost < bound:
                for more, levels in readings(token, stack, trust):
                    if cost + more < bound:
                        reach(target, levels, cost + more, True, True, before)
    best = sorted(after.items(), key=lambda item: item[1][0])[:_BEAM]
    bound = best[0][1][0] + _HOPELESS
    return {state: way for state, way in best if way[0] <= bound}


# ---------------------------------------------------------------- zones


def _entries(page: Page, line: Line, above: Line | None) -> dict[tuple[Zone, Zone], tuple[float, float]]:
    """Zones that may begin at `line`: (from, to) -> (cost of entering, cost of not entering)."""
    if not line.head or len(line.text) > 400 and not phrases.opens_closing(line):
        return {}
    if phrases.opens_recipients(line):
        return {
            ("body", "end"): (0.0, 8.0),
            ("front", "end"): (1.0, 6.0),
            ("appendix", "end"): (0.0, 8.0),
            ("table", "end"): (0.0, 8.0),
        }
    if phrases.opens_closing(line):
        begun = above is None or runs_on(page, above, line, "upper") < 1.0
        return {
            ("body", "end"): (0.0 if begun else 3.0, 6.0),
            ("front", "end"): (1.0, 4.0),
            ("table", "end"): (1.0, 4.0),
        }
    if phrases.opens_appendix(line):
        return {(zone, "appendix"): (0.0, 5.0) for zone in ("body", "end", "appendix", "table")}
    if phrases.is_type_line(line):
        return {("end", "front"): (0.0, 5.0), ("body", "front"): (2.0, 2.5), ("appendix", "front"): (2.0, 2.5)}
    if phrases.is_motto(line):
        return {("end", "front"): (0.5, 4.0), ("body", "front"): (1.5, 4.0)}
    if phrases.opens_signature(line):
        zones: list[Zone] = ["body", "appendix", "table"]
        if phrases.signs_on_behalf(line):
            zones.append("front")
        return {(zone, "end"): (1.0, 3.0) for zone in zones}
    if phrases.opens_table(line):
        return {(zone, "table"): (0.5, 6.0) for zone in ("body", "appendix")}
    return {}


# What a label costs by the zone it is met in, and the zone it leads to. In a list of recipients or a table numbers are
# cells and names; only a label that is due and clean leads back to the text.
_LABEL_IN: dict[Zone, tuple[Zone, float]] = {
    "front": ("body", 0.0), "body": ("body", 0.0), "end": ("body", 5.0),
    "appendix": ("appendix", 0.0), "table": ("table", 3.0),
}  # fmt: skip
_IGNORED_IN: dict[Zone, float] = {"front": 1.0, "body": 1.0, "end": 0.4, "appendix": 0.8, "table": 0.1}
# `III. Tổ chức thực hiện` is seldom a cell; the share is set by hand on plans written for trial.
_HEADING_IN_TABLE = 0.6


def _is_heading(token: Token) -> bool:
    return token.begins == "upper" and token.raw[-1:] == "." and exact("roman", token.core) is not None
