"""What two texts are to one another, and what must be said of them as a whole."""

from __future__ import annotations

import math

from plancompare.changes.find import Found
from plancompare.changes.measures import in_common
from plancompare.changes.texts import Text
from plancompare.model import Relation, Remark
from plancompare.text import fold

ONE_DOCUMENT = 0.87
RELATED = 0.05


def relate_texts(found: Found) -> tuple[Relation, float]:
    """The relation of the two texts, with the probability that it is this one."""
    shares = in_common(found)
    least, most = min(shares.a, shares.b), max(shares.a, shares.b)
    if most < RELATED:
        return "unrelated", 0.99
    if least < ONE_DOCUMENT or _are_two(found):
        return "related", 0.95
    edits = [change.probability for change in found.changes if change.label == "edit"]
    if edits:
        return "same_with_edits", round(1 - math.prod(1 - p for p in edits), 4)
    return "same", 0.95


def _are_two(found: Found) -> bool:
    one, other = found.a.plan.metadata, found.b.plan.metadata
    if one.province and other.province and one.province != other.province:
        return True
    if one.year and other.year and one.year != other.year:
        return _years_follow(found, str(one.year), str(other.year))
    return False


def _years_follow(found: Found, one: str, other: str) -> bool:
    """Whether most mentions of the one's year stand as the other's year: more than one date was changed."""
    kept = changed = 0
    for piece in found.pieces:
        i, i_end, j, j_end = piece.step
        if i_end - i == j_end - j == 1:
            x, y = found.a.words[i].shown, found.b.words[j].shown
            changed += (x, y) == (one, other)
            kept += x == y and x in (one, other)
    return changed > max(kept, 1)


def remarks_of(found: Found) -> tuple[Remark, ...]:
    """What is said once for both texts."""
    remarks = []
    lost = not found.reading.has_marks
    if lost:
        remarks.append(
            Remark(
                "marks-lost",
                "read with an English model: the Vietnamese marks are gone, so changes of marks alone cannot be seen",
            )
        )
    return tuple(remarks)
