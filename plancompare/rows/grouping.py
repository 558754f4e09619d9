"""Which units of several plans are one subject, and in which order the subjects are read.

Average link: two groups join where the mean score between their units is enough, so a chain of single matches (tasks
that cite one directive) never draws a whole plan into one row. At first a group takes one unit of each plan, best
matches first; a unit that is left alone then joins the group it belongs to as a second one of its plan.

A unit with several parts may be drawn into a group by one of them: `3. Thực hiện dân chủ ở cơ sở` by its bullet on
receiving citizens. Where a part fits the group clearly better than the whole, the unit is no member (the part is told
as `within`), and the units are grouped again without these links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from plancompare.model.comparison import Match
from plancompare.roles import ROLES, Role
from plancompare.rows.units import Unit

JOIN = 0.5
"""Mean score from which units are one row: a person would rather align them than not."""

_CLEARLY = 1.1  # times the mean score of the whole; in the fixtures the part that draws has 1.4, others at most 1.02

Group = tuple[Unit, ...]
Links = dict[tuple[Unit, Unit], float]


class PairOfPlans(Protocol):
    """What is read of a pair: two plans by id (`a` before `b`), and their `matches`."""

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
        """The sections of the plan `other` that match a section, with their scores."""
        return self._found.get((plan, other), {}).get(section, {})

    def of(self, plan: str, section: str, unit: Unit) -> float:
        """The score of a section with a unit of another plan; 0 if they are no match."""
        return self.counterparts(plan, section, unit.plan).get(unit.section, 0.0)

    def mean(self, plan: str, section: str, others: Sequence[Unit]) -> float:
        """The mean score of a section against units of other plans; what is no match counts as 0."""
        return sum(self.of(plan, section, unit) for unit in others) / max(1, len(others))

    def nearness(self, plan: str, section: str, group: Sequence[Unit], units: Sequence[Unit]) -> float:
        """The sum of the scores of a section with the units of a group, less those with all other `units`."""
        return 2 * sum(self.of(plan, section, u) for u in group) - sum(self.of(plan, section, u) for u in units)


def gather(units: Sequence[Sequence[Unit]], scores: Scores) -> list[Group]:
    """Groups of units of one subject; `units` holds those of each witness in the order of its text."""
    witness = {unit: k for k, own in enumerate(units) for unit in own}
    links = _links(units, scores)
    while True:
        groups = _average_link(witness, links)
        drawn = {
            pair
            for group in groups
            for unit in group
            if _is_drawn(unit, group, witness, scores)
            for other in group
            for pair in ((unit, other), (other, unit))
        }
        if not drawn:
            break
        links = {pair: score for pair, score in links.items() if pair not in drawn}
    order = {unit: k for k, unit in enumerate(witness)}
    return [tuple(sorted(group, key=order.__getitem__)) for group in groups]


def _links(units: Sequence[Sequence[Unit]], scores: Scores) -> Links:
    """The score of every two units that match, in both directions."""
    links: Links = {}
    for own, others in combinations(units, 2):
        for x in own:
            for y in others:
                score = scores.counterparts(x.plan, x.section, y.plan).get(y.section)
                if score is not None:
                    links[x, y] = links[y, x] = score
    return links


def _is_drawn(unit: Unit, group: Sequence[Unit], witness: Mapping[Unit, int], scores: Scores) -> bool:
    """Whether one part of several fits the rest of the group clearly better than the unit."""
    others = [other for other in group if witness[other] != witness[unit]]
    if len(unit.parts) < 2 or not others:
        return False
    best = max(scores.mean(unit.plan, part, others) for part in unit.parts)
    return best > _CLEARLY * scores.mean(unit.plan, unit.section, others)


def _average_link(witness: Mapping[Unit, int], links: Links) -> list[list[Unit]]:
    order = {unit: k for k, unit in enumerate(witness)}
    group_of: dict[Unit, list[Unit]] = {unit: [unit] for unit in witness}
    for (x, y), score in sorted(links.items(), key=lambda link: (-link[1], order[link[0][0]], order[link[0][1]])):
        one, other = group_of[x], group_of[y]
        if score < JOIN or one is other or {witness[unit] for unit in one} & {witness[unit] for unit in other}:
            continue
        if _mean(one, other, links) >= JOIN:
            one += other
            group_of.update(dict.fromkeys(other, one))
    groups = list({id(group): group for group in group_of.values()}.values())
    shared = [group for group in groups if len(group) > 1]
    alone = [group for group in groups if len(group) == 1]
    homes = [_home(group, shared, witness, links) for group in alone]
    for k, group in enumerate(shared):
        group += [unit for own, home in zip(alone, homes, strict=True) if home == k for unit in own]
    return shared + [group for group, home in zip(alone, homes, strict=True) if home is None]


def _home(alone: list[Unit], groups: Sequence[list[Unit]], witness: Mapping[Unit, int], links: Links) -> int | None:
    """The group a lone unit belongs to although its plan has a unit there already."""
    (unit,) = alone
    means = [_mean(alone, [u for u in group if witness[u] != witness[unit]], links) for group in groups]
    best = max(means, default=0.0)
    return means.index(best) if best >= JOIN else None


def _mean(group: Sequence[Unit], others: Sequence[Unit], links: Links) -> float:
    return sum(links.get((x, y), 0.0) for x in group for y in others) / max(1, len(group) * len(others))


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
        before.update(combinations(dict.fromkeys(unit.role or "content" for unit in own), 2))
    behind: Counter[Role] = Counter()
    for one, other in combinations(ROLES, 2):  # the usual order decides where plans do not
        behind[one if before[other, one] > before[one, other] else other] += 1
    return {role: k for k, role in enumerate(sorted(ROLES, key=lambda role: (behind[role], ROLES.index(role))))}
