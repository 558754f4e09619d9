"""A difference of two texts, called noise or an edit by a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.changes import Found, as_judged, change_at
from plancompare.model.difference import ChangeLabel
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
        places = a.start, a.end, b.start, b.end
        change = change_at(found.changes, places)
        if change is None:
            outcomes[entry] = Outcome(problem="no_change")
            continue
        outcomes[entry] = Outcome((change.label,), (label,))
        found = as_judged(found, places, label)
    return found, outcomes
