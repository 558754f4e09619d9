"""What the plans aim at: like things, in one unit, share a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancompare.channel import read_forms
from plancompare.model import Fact, Plan
from plancompare.model.comparison import TargetRow
from plancompare.rows.titles import shortened
from plancompare.synopsis.likeness import Terms, gather, terms
from plancompare.text import fold, words

ONE_AIM = 0.4
"""Likeness from which two targets of one unit aim at one thing. Of the 418 targets of 53 plans it joins those of two
subjects once, and rightly: files handled online, 70% here, 100% there."""

_TELLING = 15.0  # weight of the words below which they may be said of anything (`94% ở xã`, `100% đơn vị`)
_FIGURE = re.compile(r"[\d.,/–-]+")


class _Target(NamedTuple):
    plan: Plan
    number: int
    fact: Fact
    said: str
    unit: str


def target_rows(plans: Sequence[Plan], witness_of: Mapping[str, str]) -> tuple[TargetRow, ...]:
    """The targets of `plans` (sorted by id), those of most witnesses first, then in the order of the text."""
    found = [
        _Target(plan, number, fact, _aim(fact), _unit(fact))
        for plan in plans
        for number, fact in enumerate(plan.facts)
        if fact.kind in ("target", "target_qualitative")
    ]
    kinds: dict[tuple[str, str], list[_Target]] = {}
    for target in found:
        kinds.setdefault((target.fact.kind, target.unit), []).append(target)
    groups = [
        [kind[i] for i in group]
        for kind in kinds.values()
        for group in gather([_terms(t) for t in kind], [t.plan.id for t in kind], ONE_AIM)
    ]
    groups.sort(
        key=lambda group: (
            -len({witness_of[target.plan.id] for target in group}),
            group[0].fact.kind,
            group[0].plan.id,
            group[0].number,
        )
    )
    return tuple(_row(group, plans) for group in groups)


def _aim(fact: Fact) -> str:
    """What is aimed at, in the words of the plan."""
    return fact.action or (fact.value if fact.kind == "target_qualitative" else fact.raw)


def _unit(fact: Fact) -> str:
    return " ".join(_FIGURE.sub(" ", fold(fact.value)).split()) if fact.kind == "target" else ""


def _terms(target: _Target) -> Terms:
    """What is aimed at, not how much; nothing where neither the action nor its clause says enough to tell it by."""
    for said in (target.said, target.fact.raw):
        forms = read_forms([word.shown for word in words(said)], target.plan.ocr)
        found = terms([form for form in forms if not _FIGURE.fullmatch(form.rstrip("%"))])
        if sum(found.values()) >= _TELLING:
            return found
    return {}


def _row(group: Sequence[_Target], plans: Sequence[Plan]) -> TargetRow:
    cells: dict[str, list[int]] = {plan.id: [] for plan in plans}
    for target in group:
        cells[target.plan.id].append(target.number)
    title = min((target.plan.ocr.is_ocr, len(target.said), target.said) for target in group)[2]
    return TargetRow(title=shortened(title), cells={plan: tuple(own) for plan, own in cells.items()})
