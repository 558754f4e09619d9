"""Forms and tables, whose words a reading may take from the page in another order: columns are layout, no edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from plancompare.changes.pieces import Piece, Verdict
from plancompare.changes.texts import Text

_PLACES = {"header": "top", "title": "top", "recipients": "foot", "signature": "foot", "table": "table"}
_LEAST_FOUND = 0.5
"""Share of the words of a piece that must stand elsewhere in the same form or table of the other text."""
_ALIKE = 0.34  # share of the letters in which two words of a scan may differ and be one
_UNSETTLED = ("edit", "undecidable", "missing_part")


def settle_order(a: Text, b: Text, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of forms and tables whose words stand at another place there become `layout`."""
    left: dict[str, Counter[str]] = {}
    right: dict[str, Counter[str]] = {}
    for place, piece in _laid_out(a, b, pieces):
        left.setdefault(place, Counter()).update(a.shapes[piece.step.i : piece.step.i_end])
        right.setdefault(place, Counter()).update(b.shapes[piece.step.j : piece.step.j_end])
    settled = {
        id(piece): Verdict("layout", "reading_order", 0.0)
        for place, piece in _laid_out(a, b, pieces)
        if _stands_elsewhere(a, b, piece, left[place], right[place])
    }
    return [piece._replace(verdict=settled[id(piece)], move=None) if id(piece) in settled else piece for piece in pieces]


def _laid_out(a: Text, b: Text, pieces: Sequence[Piece]) -> Iterator[tuple[str, Piece]]:
    for piece in pieces:
        if piece.verdict is not None and piece.verdict.label in _UNSETTLED:
            step = piece.step
            zones = (*a.zones[step.i : step.i_end], *b.zones[step.j : step.j_end])
            places = {_PLACES.get(zone, "") for zone in zones}
            if step.i == step.i_end and step.i < len(a.zones):  # nothing of A: where it would stand counts as well
                places |= {_PLACES.get(a.zones[step.i], "")}
            if step.j == step.j_end and step.j < len(b.zones):
                places |= {_PLACES.get(b.zones[step.j], "")}
            places.discard("")
            if len(places) == 1:
                yield places.pop(), piece


def _stands_elsewhere(a: Text, b: Text, piece: Piece, left: Counter[str], right: Counter[str]) -> bool:
    step = piece.step
    wanted = [(shape, right) for shape in a.shapes[step.i : step.i_end]]
    wanted += [(shape, left) for shape in b.shapes[step.j : step.j_end]]
    found = sum(_has(pool, shape) for shape, pool in wanted)
    return found >= _LEAST_FOUND * len(wanted)


def _has(pool: Counter[str], shape: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    if shape in pool:
        return True
    if any(map(str.isdigit, shape)):
        return False
    return any(Levenshtein.normalized_distance(shape, other, score_cutoff=_ALIKE) <= _ALIKE for other in pool)
