"""A change that a person looked at and labelled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from plancompare.changes.cited import cited_part
from plancompare.changes.cover import Stretch
from plancompare.changes.find import Found
from plancompare.changes.kinds import kind_of
from plancompare.changes.pieces import Verdict
from plancompare.changes.reasons import REASONS
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step
from plancompare.model.difference import Cause, Change, ChangeKind, ChangeLabel
from plancompare.text import Word

Places = tuple[int, int, int, int]
"""Start and end in A, start and end in B. Those of a moved passage are where it stood and where it stands."""

_CAUSE: Cause = "reviewed"


def change_at(changes: Sequence[Change], places: Places) -> Change | None:
    """The change at these very places, also one inside a moved passage; of a moved passage, where it left."""
    a_start, a_end, b_start, b_end = places
    arrived = {c.move for c in changes if c.move is not None and (c.b_start, c.b_end) == (b_start, b_end)}
    for change in changes:
        if _places(change) == places:
            return change
        if change.move in arrived and (change.a_start, change.a_end) == (a_start, a_end):
            return change
        for inner in change.inside:
            if _places(inner) == places:
                return inner
    return None


def as_judged(found: Found, places: Places, label: ChangeLabel) -> Found:
    """Both texts with the change at these places labelled `edit` or `ocr_noise`; as they are where there is none.

    What is told of the texts as wholes from `found` then holds with this label.
    """
    judged = change_at(found.changes, places)
    if judged is None:
        return found

    def again(change: Change) -> Change:
        if change is judged or (judged.move is not None and change.move == judged.move):
            return _labelled(found.a, found.b, change, label)
        inside = tuple(map(again, change.inside))
        return replace(change, inside=inside) if inside != change.inside else change

    verdict = Verdict(label, _CAUSE, float(label == "edit"))
    words = _words(found.a, found.b, places)
    pieces = tuple(
        piece._replace(verdict=verdict) if piece.verdict is not None and _holds(words, piece.step) else piece
        for piece in found.pieces
    )
    return found._replace(pieces=pieces, changes=tuple(map(again, found.changes)))


def _labelled(a: Text, b: Text, change: Change, label: ChangeLabel) -> Change:
    changed = replace(change, label=label, kind=None, probability=1.0, cause=_CAUSE, reason=REASONS[_CAUSE], cited=None)
    if label != "edit":
        return changed
    places = _places(change)
    stretch = Stretch(*places, Verdict(label, _CAUSE, 1.0), change.move, _words(a, b, places))
    kind: ChangeKind = "move" if change.move is not None else change.kind or kind_of(a, b, stretch)
    return replace(changed, kind=kind, cited=cited_part(a.plan.citations, b.plan.citations, places, kind))


def _places(change: Change) -> Places:
    return change.a_start, change.a_end, change.b_start, change.b_end


def _words(a: Text, b: Text, places: Places) -> Step:
    """The words that begin within these places."""
    a_start, a_end, b_start, b_end = places
    in_a = (bisect_left(a.words, at, key=_start) for at in (a_start, a_end))
    in_b = (bisect_left(b.words, at, key=_start) for at in (b_start, b_end))
    return Step(*in_a, *in_b)


def _start(word: Word) -> int:
    return word.start


def _holds(words: Step, step: Step) -> bool:
    in_a = words.i <= step.i and step.i_end <= words.i_end
    in_b = words.j <= step.j and step.j_end <= words.j_end
    return in_a and in_b and (step.i < step.i_end or step.j < step.j_end)
