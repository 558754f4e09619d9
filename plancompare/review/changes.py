"""A difference of two texts, called noise or an edit by a reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from plancompare.changes import Found, as_judged
from plancompare.model.difference import Change, ChangeLabel
from plancompare.review.entries import Entry, Outcome, Outcomes

_LABELS: Mapping[str, ChangeLabel] = {"noise": "ocr_noise", "edit": "edit"}


def apply_to_changes(found: Found, entries: Sequence[Entry]) -> tuple[Found, Outcomes]:
    """The changes of two texts with what a reader says of them, and what became of each entry."""
    outcomes: Outcomes = {}
    sides = found.a.plan.id, found.b.plan.id
    for entry in entries:
        label = _LABELS.get(entry.overrule.kind)
        if label is None or entry.problem is not None:
            continue
        by_document = {place.document: place for place in entry.places}
        if set(by_document) != set(sides):
            continue
        a, b = (by_document[side] for side in sides)
        at = a.start, a.end, b.start, b.end
        before = _label_at(found.changes, at)
        if before is None:
            outcomes[entry] = Outcome(problem="no_change")
            continue
        found = as_judged(found, at, label)
        outcomes[entry] = Outcome((before,), (label,))
    return found, outcomes
