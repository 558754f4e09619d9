"""The table agency × plan: who has to do what. Bodies with one job at different levels share a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plancompare.agencies import duty_of
from plancompare.model import Fact, Plan
from plancompare.model.comparison import DutyRow

_DUTIES = ("assignment", "periodic_report", "deadline")


def duty_rows(plans: Sequence[Plan], witness_of: Mapping[str, str]) -> tuple[DutyRow, ...]:
    """The agencies that act in facts of `plans` (sorted by id), those of most witnesses first."""
    names: dict[str, dict[str, set[str]]] = {}
    cells: dict[str, dict[str, list[int]]] = {}
    for plan in plans:
        for number, fact in enumerate(plan.facts):
            for actor in _actors(fact):
                duty = duty_of(actor)
                names.setdefault(duty, {p.id: set() for p in plans})[plan.id].add(actor)
                cells.setdefault(duty, {p.id: [] for p in plans})[plan.id].append(number)
    rows = [
        DutyRow(
            agency=_label([name for own in names[duty].values() for name in own]),
            names={plan: tuple(sorted(own)) for plan, own in names[duty].items()},
            cells={plan: tuple(dict.fromkeys(own)) for plan, own in cells[duty].items()},
        )
        for duty in sorted(names)
    ]
    return tuple(sorted(rows, key=lambda row: -len({witness_of[plan] for plan, own in row.cells.items() if own})))


def _actors(fact: Fact) -> Iterator[str]:
    """Who has to do it; several bodies are parted by semicolons."""
    if fact.kind in _DUTIES and fact.actor:
        yield from dict.fromkeys(name for part in fact.actor.split(";") if (name := part.strip()))


def _label(names: Sequence[str]) -> str:
    """What the row is called: the shortest name of each level, without its place where another has none."""
    short = sorted(set(names), key=lambda name: (len(name), name))
    kept: list[str] = []
    for name in short:
        if not any(name.startswith(shorter) for shorter in kept):
            kept.append(name)
    return " / ".join(kept)
