"""Which cited document a change stands in, and what of it changed: its number, its date or who issued it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from plancompare.citations import name_of
from plancompare.model import Citation
from plancompare.model.difference import ChangeKind, CitedPart, Part

_PARTS: dict[ChangeKind | None, Part] = {"date": "date", "agency": "issuer"}


_OF = 6  # letters of ` của `, and one for a sign


def cited_part(
    a: Sequence[Citation], b: Sequence[Citation], places: tuple[int, int, int, int], kind: ChangeKind | None
) -> CitedPart | None:
    """The document that holds the changed letters at `places` (start and end in A, start and end in B), by its names.

    None where they stand in no citation, or where both texts cite one document in the same way. `a` and `b` are the
    citations of the two texts in order.

    >>> from plancompare.citations import find_citations
    >>> shown = "Kế hoạch số 12/KH-UBND ngay 01/3/2024", "Kế hoạch số 12/KH-UBND ngày 11/3/2024"
    >>> one, other = map(find_citations, shown)
    >>> cited_part(one, other, (28, 37, 28, 37), "date")
    CitedPart(a='Kế hoạch số 12/KH-UBND', b='Kế hoạch số 12/KH-UBND', part='date')
    """
    one, other = _at(a, places[0], places[1]), _at(b, places[2], places[3])
    if one is None and other is None:
        return None
    name_a, name_b = (None if found is None else name_of(found) for found in (one, other))
    if one is None or other is None:
        return CitedPart(name_a, name_b, _PARTS.get(kind, "number"))
    said: tuple[tuple[Part, object, object], ...] = (
        ("number", (one.type, one.number), (other.type, other.number)),
        ("date", one.date, other.date),
        ("issuer", one.issuer, other.issuer),
    )
    part = next((part for part, x, y in said if x != y), None)
    return CitedPart(name_a, name_b, part) if part else None


def _at(citations: Sequence[Citation], start: int, end: int) -> Citation | None:
    """The citation that holds a stretch, itself or by its issuer, who stands right behind it."""
    found = bisect_right(citations, start, key=lambda citation: citation.start) - 1
    if found < 0 or start == end:
        return None
    citation = citations[found]
    issued = len(citation.issuer) + _OF if citation.issuer else 0
    return citation if end <= citation.end + issued else None
