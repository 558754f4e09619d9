"""Tables whose cells are ruled: found by the lines drawn on the page, not by the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_TOUCH = 3.0  # points by which rules that meet may miss one another
_MOST_RULES = 2000  # a page with more is a drawing


class Rule(NamedTuple):
    """A straight stroke at `at` (y of a horizontal, x of a vertical one) from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """Rules that form cells; `xs` from the left, `ys` from above, both with the outer ones, in points of the page.

    `left`, `top` and `bottom` are the outer rules; `columns` and `rows` count the cells."""

    rules: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def left(self) -> float:
        return self.xs[0]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within the outer rules, or on them; `y` grows upwards, as in PDF."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell at this point; of a merged cell those of its upper left corner."""
        row = bisect_right([-other for other in self.ys], -y) - 1
        while row > 0 and not self._is_ruled(False, self.ys[row], x):
            row -= 1
        column = bisect_right(self.xs, x) - 1
        while column > 0 and not self._is_ruled(True, self.xs[column], y):
            column -= 1
        return min(row, self.rows - 1), min(column, self.columns - 1)

    def _is_ruled(self, upright: bool, at: float, across: float) -> bool:
        return any(
            rule.upright is upright and abs(rule.at - at) <= _TOUCH and rule.start - 1 <= across <= rule.end + 1
            for rule in self.rules
        )


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """Groups of rules that touch and make at least two cells side by side.

    >>> box = [Rule(False, y, 0, 200) for y in (100, 50)] + [Rule(True, x, 50, 100) for x in (0, 80, 200)]
    >>> grid, = find_grids(box)
    >>> grid.columns, grid.rows, grid.cell(150, 75)
    (2, 1, (0, 1))
    """
    listed = list(rules)
    if len(listed) > _MOST_RULES:
        return []
    return [grid for group in _touching(listed) if (grid := _grid(group))]


def _grid(rules: list[Rule]) -> Grid | None:
    xs = _distinct(rule.at for rule in rules if rule.upright)
    ys = _distinct(rule.at for rule in rules if not rule.upright)
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(tuple(rules), tuple(xs), tuple(reversed(ys)))


def _distinct(places: Iterable[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _TOUCH:
            distinct.append(place)
    return distinct


def _touching(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Rules in groups that hang together, found by sweeping over the page by stripes."""
    groups: dict[int, list[int]] = {}
    group_of = list(range(len(rules)))
    stripes: dict[int, list[int]] = {}

    def find(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    for index, rule in enumerate(rules):
        low, high = (rule.start, rule.end) if rule.upright else (rule.at, rule.at)
        for stripe in range(int((low - _TOUCH) // 50), int((high + _TOUCH) // 50) + 1):
            for other in stripes.get(stripe, ()):
                if find(other) != find(index) and _touch(rules[other], rule):
                    group_of[find(index)] = find(other)
            stripes.setdefault(stripe, []).append(index)
    for index in range(len(rules)):
        groups.setdefault(find(index), []).append(index)
    for group in groups.values():
        yield [rules[index] for index in group]


def _touch(a: Rule, b: Rule) -> bool:
    if a.upright is b.upright:
        return abs(a.at - b.at) <= _TOUCH and a.start - _TOUCH <= b.end and b.start - _TOUCH <= a.end
    return a.start - _TOUCH <= b.at <= a.end + _TOUCH and b.start - _TOUCH <= a.at <= b.end + _TOUCH
