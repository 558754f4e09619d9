"""The entries of review files, held against the documents at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from plancompare.errors import UsageError
from plancompare.model import Plan
from plancompare.model.review import Overrule, Overruled, Place, Problem, Review, Reviewed

LARGEST = 16 * 1024**2
"""Bytes of a review file."""
_MOST = 10_000  # entries of one file; nobody writes more by hand
_PLACES: Mapping[str, int] = {"noise": 2, "edit": 2, "join": 2, "part": 2}  # of other kinds one; a note has any

PROBLEMS: Mapping[Problem, str] = {
    "other_documents": "it is about documents that are not given here",
    "other_command": "this command has nothing of the kind to overrule between these documents",
    "words_gone": "the words it quotes do not stand there, or more than once",
    "no_change": "no difference was found at these places",
    "no_section": "no section begins there",
    "one_plan": "both sections are of one plan",
    "no_such_value": "it gives no value, or one that cannot be",
    "without_effect": "what else is known of these sections speaks against it too strongly",
}


class ReviewFile(NamedTuple):
    """A review and the path it was read from."""

    path: str
    review: Review


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """One entry of a review; `places` name the documents at hand.

    `spans` are where the quoted words stand, one for each place. With a `problem` it is not to be applied.
    """

    overrule: Overrule
    file: str
    places: tuple[Place, ...]
    spans: tuple[tuple[int, int], ...]
    problem: Problem | None


class Outcome(NamedTuple):
    """What an entry was applied to, and what came of it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    problem: Problem | None = None


Outcomes = dict[Entry, Outcome]


def read_review(content: bytes, path: str) -> ReviewFile:
    """A review file. Raises UsageError, in one line, where `content` is none."""
    advice = "give the file that the page of a report saved"
    if len(content) > LARGEST:
        raise UsageError(f"--review {path}: larger than {LARGEST // 1024**2} MiB; {advice}")
    try:
        review = msgspec.json.decode(content, type=Review)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"--review {path}: not a review file ({_reason(error)}); {advice}") from None
    if len(review.overrules) > _MOST:
        raise UsageError(f"--review {path}: more than {_MOST} entries; {advice}")
    return ReviewFile(path, review)


def _reason(error: Exception) -> str:
    said = str(error).rstrip(".").replace("`", "")
    if isinstance(error, msgspec.ValidationError) and said.endswith("$.schema"):
        return "its schema is not plancompare/review/1"
    return said[:1].lower() + said[1:]


def entries_of(reviews: Sequence[ReviewFile], plans: Sequence[Plan]) -> tuple[Entry, ...]:
    """All entries in the order given, those that cannot be applied to `plans` with their problem."""
    return tuple(
        _entry(overrule, path, {document.id: _same(document, plans) for document in review.documents})
        for path, review in reviews
        for overrule in review.overrules
    )


def _same(document: Reviewed, plans: Sequence[Plan]) -> Plan | None:
    """The plan read from the same bytes; of several documents of one file, the one of the same id."""
    found = [plan for plan in plans if plan.sha256 == document.sha256]
    named = [plan for plan in found if plan.id == document.id]
    return named[0] if named else found[0] if len(found) == 1 else None


def _entry(overrule: Overrule, path: str, plans: Mapping[str, Plan | None]) -> Entry:
    places: list[Place] = []
    spans: list[tuple[int, int]] = []
    problem: Problem | None = None
    for place in overrule.places:
        plan = plans.get(place.document)
        if plan is None:
            return Entry(overrule, path, overrule.places, (), "other_documents")
        places.append(Place(plan.id, place.start, place.end, place.quote))
        span = find_words(plan.text, place)
        if span is None:
            problem = "words_gone"
        else:
            spans.append(span)
    count = _PLACES.get(overrule.kind, 1)
    if overrule.kind == "note":
        problem = problem or (None if overrule.note.strip() else "no_such_value")
    elif len(places) != count:
        problem = "words_gone"
    return Entry(overrule, path, tuple(places), tuple(spans), problem)


def find_words(text: str, place: Place) -> tuple[int, int] | None:
    """Where the quoted words of a place stand; None where they do not, or more than once.

    >>> find_words("Số: 12\\nngày 3, ngày 4", Place("a", 0, 21, "12 ngày")), find_words("a a", Place("a", 0, 3, "a"))
    ((4, 11), None)
    """
    if not 0 <= place.start <= place.end <= len(text):
        return None
    parts = place.quote.split()
    if not parts:
        return place.start, place.end
    quoted = re.compile(r"\s+".join(map(re.escape, parts)))
    first = quoted.search(text, place.start, place.end)
    if first is None or quoted.search(text, first.start() + 1, place.end):
        return None
    return first.span()


def told(entries: Sequence[Entry], outcomes: Mapping[Entry, Outcome]) -> tuple[Overruled, ...]:
    """What became of each entry; those that nothing was made of had nothing to be applied to."""
    return tuple(_told(entry, outcomes.get(entry)) for entry in entries)


def _told(entry: Entry, outcome: Outcome | None) -> Overruled:
    overrule = entry.overrule
    if entry.problem is not None:
        outcome = Outcome(problem=entry.problem)
    elif outcome is None:
        outcome = Outcome(problem=None if overrule.kind == "note" else "other_command")
    return Overruled(
        overrule.kind, entry.places, outcome.before, outcome.after, overrule.note, outcome.problem, entry.file
    )
