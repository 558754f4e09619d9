"""Which units of several plans are one subject, and in which order the subjects are read.

Average link: two groups join where the mean score between their units is enough, so a chain of single matches (tasks
that cite one directive) never draws a whole plan into one row. At first a group takes one unit of each plan, best
matches first; a unit that is left alone then joins the group it belongs to as a second one of its plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from plancompare.model import Match
from plancompare.roles import ROLES, Role
from plancompare.rows.units import Unit

JOIN = 0.5
"""Mean score from which units are one row: a person would rather align them than not."""

Group = tuple[Unit, ...]


class PairOfPlans(Protocol):
    """What is read of a pair: two plans by id, and their matches."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def matches(self) -> Sequence[Match]: ...


class Scores:
    """The scores of all matches, looked up from either side."""

    def __init__(self, pairs: Iterable[PairOfPlans]) -> None:
        self._found: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
        for pair in pairs:
            for match in pair.matches:
                self._add(pair.a, match.a, pair.b, match.b, match.score)
                self._add(pair.b, match.b, pair.a, match.a, match.score)

    def _add(self, plan: str, section: str, other: str, counterpart: str, score: float) -> None:
        self._found.setdefault((plan, other), {}).setdefault(section, {})[counterpart] = score

    def counterparts(self, plan: str, section: str, other: str) -> Mapping[str, float]:
        """The sections of `other` that match, with their scores."""
        return self._found.get((plan, other), {}).get(section, {})

    def mean(self, group: Iterable[Unit], others: Iterable[Unit]) -> float:
        """The mean score between the units of two groups; what is no match counts as 0."""
        pairs = [self.counterparts(x.plan, x.section, y.plan).get(y.section, 0.0) for x in group for y in others]
        return sum(pairs) / len(pairs) if pairs else 0.0


def gather(units: Sequence[Sequence[Unit]], scores: Scores) -> list[Group]:
    """Groups of units of one subject; `units` holds those of each witness in the order of its text."""
    witness = {unit: k for k, own in enumerate(units) for unit in own}
    group_of: dict[Unit, list[Unit]] = {unit: [unit] for unit in witness}
    for x, y in _best_matches(units, scores):
        one, other = group_of[x], group_of[y]
        if one is other or {witness[unit] for unit in one} & {witness[unit] for unit in other}:
            continue
        if scores.mean(one, other) >= JOIN:
            one += other
            group_of.update(dict.fromkeys(other, one))
    shared = _distinct(group for group in group_of.values() if len(group) > 1)
    alone = _distinct(group for group in group_of.values() if len(group) == 1)
    homes = [_home(unit, shared, witness, scores) for (unit,) in alone]
    groups = [
        [*group, *(unit for (unit,), home in zip(alone, homes, strict=True) if home == k)]
        for k, group in enumerate(shared)
    ]
    groups += [group for group, home in zip(alone, homes, strict=True) if home is None]
    order = {unit: k for k, unit in enumerate(witness)}
    return [tuple(sorted(group, key=order.__getitem__)) for group in groups]


def _best_matches(units: Sequence[Sequence[Unit]], scores: Scores) -> list[tuple[Unit, Unit]]:
    found = []
    for own, others in combinations(units, 2):
        for x in own:
            for y in others:
                score = scores.counterparts(x.plan, x.section, y.plan).get(y.section, 0.0)
                if score >= JOIN:
                    found.append((-score, len(found), x, y))
    return [(x, y) for _, _, x, y in sorted(found, key=lambda match: match[:2])]


def _home(unit: Unit, groups: Sequence[list[Unit]], witness: Mapping[Unit, int], scores: Scores) -> int | None:
    """The group a lone unit belongs to although its plan has a unit there already."""
    means = [
        (scores.mean([unit], [other for other in group if witness[other] != witness[unit]]), -k)
        for k, group in enumerate(groups)
    ]
    best, k = max(means, default=(0.0, 0))
    return -k if best >= JOIN else None


def _distinct(groups: Iterable[list[Unit]]) -> list[list[Unit]]:
    return list({id(group): group for group in groups}.values())


def in_reading_order(groups: Sequence[Group], units: Sequence[Sequence[Unit]]) -> list[Group]:
    """The groups as most plans have them: roles by majority, within a role by the mean place of the units."""
    rank = _role_ranks(units)

    def place(group: Group) -> tuple[int, float, int, str, str]:
        places: dict[str, list[float]] = {}
        for unit in group:
            places.setdefault(unit.plan, []).append(unit.place)
        mean = sum(sum(own) / len(own) for own in places.values()) / len(places)
        return rank[_role(group)], round(mean, 6), -len(places), group[0].plan, group[0].section

    return sorted(groups, key=place)


def _role(group: Group) -> Role:
    """The role of most units, of equals the one that comes first; where none is known, content."""
    counts = Counter(unit.role or "content" for unit in group)
    return max(ROLES, key=lambda role: (counts[role], -ROLES.index(role)))


def _role_ranks(units: Sequence[Sequence[Unit]]) -> dict[Role, int]:
    """The place of each role: it comes after the roles that come before it in most plans that have both."""
    before: Counter[tuple[Role, Role]] = Counter()
    for own in units:
        roles = list(dict.fromkeys(unit.role or "content" for unit in own))
        before.update(combinations(roles, 2))
    behind = Counter[Role]()
    for one, other in combinations(ROLES, 2):  # the usual order decides where plans do not
        behind[one if before[other, one] > before[one, other] else other] += 1
    return {role: k for k, role in enumerate(sorted(ROLES, key=lambda role: (behind[role], ROLES.index(role))))}
