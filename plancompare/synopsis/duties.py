"""The table agency × plan: who has to do what. Bodies with one job at different levels share a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plancompare.agencies import duty_of
from plancompare.model import Fact, Plan
from plancompare.model.comparison import DutyRow
from plancompare.text import fold

_DUTIES = ("assignment", "periodic_report", "deadline")
_MOST_NAMES = 3
_LEVELS = frozenset(("tinh", "thanh", "huyen", "thi", "quan", "phuong", "xa"))  # first words of levels
_MANY = frozenset(("cac", "cap"))
# Bodies meant by the dozen, by one that belongs to them -> what their row is called.
_CALLED = {
    "các cơ quan, đơn vị": "Các cơ quan, đơn vị nói chung",
    "Ủy ban nhân dân các xã": "Ủy ban nhân dân các cấp dưới",
}


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
    called = {duty_of(member): name for member, name in _CALLED.items()}
    rows = [
        DutyRow(
            agency=called.get(duty) or _label([name for own in names[duty].values() for name in own]),
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
    """What a row is called: what the names have in common kind by kind, or the most frequent names.

    A name that only puts a head before another one (`Giám đốc Sở Nội vụ`) adds nothing.

    >>> _label(["Sở Nội vụ tỉnh Cà Mau", "Phòng Nội vụ", "Sở Nội vụ", "Giám đốc Sở Nội vụ"])
    'Sở Nội vụ / Phòng Nội vụ'
    >>> _label(["Trung tâm Y tế", "Công an xã"])
    'Công an xã / Trung tâm Y tế'
    """
    counts = Counter(names)
    listed = sorted(counts, key=lambda name: (-counts[name], len(name), name))
    kinds: dict[str, list[str]] = {}
    for name in listed:
        if not any(fold(other) in fold(name) and not fold(name).startswith(fold(other)) for other in listed):
            kinds.setdefault(fold(name.split()[0]), []).append(name)
    parts = [part for own in kinds.values() for part in _common(own)]
    label = " / ".join(parts[:_MOST_NAMES]) + (" / …" if len(parts) > _MOST_NAMES else "")
    return label[0].upper() + label[1:]


def _common(names: Sequence[str]) -> Sequence[str]:
    """The words with which all names begin, where these are a name: alone, or before a level; else the names."""
    split = [[word.rstrip(",;") for word in name.split()] for name in names]
    length = 0
    for same in zip(*split, strict=False):
        if len(set(map(fold, same))) > 1:
            break
        length += 1
    begun = " ".join(split[0][:length])
    rests = {fold(rest[0]) for words in split if (rest := words[length:])}
    is_name = begun in names or (length > 1 and (len(names) == 1 or rests & _LEVELS) and rests <= _LEVELS | _MANY)
    return [begun] if is_name else names
