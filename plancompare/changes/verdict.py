"""What two texts are to one another, and what must be said of them as a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence

from plancompare.changes.find import Found
from plancompare.model import Metadata, Relation
from plancompare.model.difference import InCommon, ReadingQuality, Remark

ONE_DOCUMENT = 0.83
"""Share of the words of both texts in common from which they are one document: with many edits in a short text it is
.85, of plans that share three quarters of their paragraphs at most .79."""
RELATED = 0.05
"""Share of one of them from which two documents are related: strangers stay below .022."""
_REMARKS = {
    "both-typed": "neither text shows signs of a scan, so every difference but layout is taken for an edit",
    "marks-lost": (
        "read with an English model: the Vietnamese marks are gone, so changes of marks alone cannot be seen"
    ),
    "read-with-marks": (
        "one text is a scan read with its marks; marks it often mistakes for one another (`đổi`, `đối`) are no edits"
    ),
    "both-read": "both texts are scans, so that what was printed is known of neither for certain",
    "too-poor": "some sections are too poor a scan to tell what their wording is",
}


def relate_texts(found: Found, shared: InCommon) -> tuple[Relation, float]:
    """The relation of two texts that share so many of their words, with the probability that it is this one."""
    if max(shared.a, shared.b) < RELATED:
        return "unrelated", 0.99
    if min(shared.a, shared.b) < ONE_DOCUMENT or _are_two(found):
        return "related", 0.95
    edits = [change.probability for change in found.changes if change.label == "edit"]
    if edits:
        return "same_with_edits", round(1 - math.prod(1 - p for p in edits), 4)
    return "same", 0.95


def heads_tell_two(one: Metadata, other: Metadata) -> bool | None:
    """Whether two texts are of two documents by what they say of themselves; None where only their words can tell.

    A year or a number alone may have been edited; both the day and the number are another document's.
    """
    if one.province and other.province and one.province != other.province:
        return True
    if one.year and other.year and one.year != other.year:
        if _renumbered(one, other) and _redated(one, other):
            return True
        numbers, dates = (one.document_number, other.document_number), (one.date, other.date)
        kept = all(numbers) and all(dates) and numbers[0] == numbers[1] and dates[0] == dates[1]
        return False if kept else None
    return False


def _renumbered(one: Metadata, other: Metadata) -> bool:
    return bool(one.document_number and other.document_number and one.document_number != other.document_number)


def _redated(one: Metadata, other: Metadata) -> bool:
    """Whether they are of another day, not of another year alone."""
    return bool(one.date and other.date and one.date[4:] != other.date[4:])


def _are_two(found: Found) -> bool:
    one, other = found.a.plan.metadata, found.b.plan.metadata
    told = heads_tell_two(one, other)
    if told is not None:
        return told
    least = 1 if _redated(one, other) or _renumbered(one, other) else 3
    return _years_follow(found, str(one.year), str(other.year), least)


def _years_follow(found: Found, one: str, other: str, least: int) -> bool:
    """Whether most mentions of the one's year stand as the other's year, and at least so many."""
    kept = changed = 0
    for piece in found.pieces:
        i, i_end, j, j_end = piece.step
        if i_end - i == j_end - j == 1:
            x, y = found.a.words[i].shown, found.b.words[j].shown
            changed += (x, y) == (one, other)
            kept += x == y and x in (one, other)
    return changed > kept and changed >= least


def remarks_of(found: Found, sections: Sequence[ReadingQuality]) -> tuple[Remark, ...]:
    """What is said once for both texts."""
    codes = []
    if not found.reading.ways:
        codes.append("both-typed")
    elif not found.reading.has_marks:
        codes.append("marks-lost")
    else:
        codes.append("read-with-marks")
    if found.reading.both:
        codes.append("both-read")
    if any(section.too_poor for section in sections):
        codes.append("too-poor")
    return tuple(Remark(code, _REMARKS[code]) for code in codes)
