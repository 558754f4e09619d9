"""The class of a stretch of a plan, overruled word by word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from plancompare.review.entries import Entry, Outcome, Outcomes
from plancompare.sharing import WordLabel
from plancompare.text import Word

_VALUES = ("shared", "adapted", "local", "boilerplate")


def apply_to_labels(
    plan: str, words: Sequence[Word], labels: Sequence[WordLabel], entries: Sequence[Entry]
) -> tuple[list[WordLabel], Outcomes]:
    """The labels of the words of the plan with this id, as a reader has them, and what became of each entry.

    Boilerplate is text everyone must copy, so it becomes a formula and keeps its class. Of what a reader calls shared
    it is not known with whom.
    """
    amended = list(labels)
    outcomes: Outcomes = {}
    starts = [word.start for word in words]
    for entry in entries:
        value = entry.overrule.value
        if entry.overrule.kind != "class" or entry.problem is not None or entry.places[0].document != plan:
            continue
        first, end = (bisect_left(starts, at) for at in entry.spans[0])
        if value not in _VALUES:
            outcomes[entry] = Outcome(problem="no_such_value")
        elif first == end:
            outcomes[entry] = Outcome(problem="words_gone")
        else:
            outcomes[entry] = Outcome(_called(amended[first:end]), (value,))
            amended[first:end] = [_as(label, value) for label in amended[first:end]]
    return amended, outcomes


def _called(labels: Sequence[WordLabel]) -> tuple[str, ...]:
    found = {"boilerplate" if label.layer == "formula" else label.class_ for label in labels}
    return tuple(value for value in _VALUES if value in found)


def _as(label: WordLabel, value: str) -> WordLabel:
    if value == "boilerplate":
        return replace(label, layer="formula")
    if value == "local":
        return replace(label, class_="local", scope=None, slot=None, documents=(), source=None, cluster=None)
    if value == "shared":
        return replace(label, class_="shared", slot=None)
    return replace(label, class_="adapted", slot=label.slot or "wording")
