"""Forms and tables, whose words a reading may take from the page in another order: columns are layout, no edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from plancompare.changes.pieces import Piece, Verdict
from plancompare.changes.places import breaks_off, form_beside, place_of
from plancompare.changes.texts import Text

_LEAST_FOUND = 0.5
"""Share of the words of a piece that must stand elsewhere in the same form or table of the other text."""
_ALIKE = 0.34  # share of the letters in which two words of a scan may differ and be one
_ONE_PAGE = 0.2  # share of the steps that differ up to which the texts are taken for readings of the same pages
_LEAST_MISPLACED = 3
"""Words of a piece that stands amid the text and belongs to a form."""
_MOST_MISPLACED = 0.8  # share of them that must be missing there
_UNSETTLED = ("edit", "undecidable", "missing_part")


def settle_order(a: Text, b: Text, pieces: Sequence[Piece], typed: bool) -> list[Piece]:
    """Pieces of forms and tables whose words stand at another place there become `layout`.

    Of two typed texts all words of a piece must. A number that only one of the texts has is never taken for lost
    where the other has one of its own.
    """
    unlike = sum(piece.verdict is not None and piece.verdict.label in _UNSETTLED for piece in pieces)
    if unlike > _ONE_PAGE * len(pieces):
        return list(pieces)  # two documents: words of the one stand anywhere in the other
    left: dict[str, Counter[str]] = {}
    right: dict[str, Counter[str]] = {}
    for place, piece in _laid_out(a, b, pieces):
        left.setdefault(place, Counter()).update(a.shapes[piece.step.i : piece.step.i_end])
        right.setdefault(place, Counter()).update(b.shapes[piece.step.j : piece.step.j_end])
    settled: dict[int, Verdict] = {}
    for place, piece in _laid_out(a, b, pieces):
        if _stands_elsewhere(a, b, piece, left[place], right[place], typed):
            settled[id(piece)] = Verdict("layout", "reading_order", 0.0)
        elif _has_other_number(a, b, piece, left[place], right[place]):
            settled[id(piece)] = (
                Verdict("edit", "other_digits", 0.97) if typed else Verdict("undecidable", "digits_may_be_misread", 0.5)
            )
    if not typed:
        settled.update((id(piece), Verdict("layout", "reading_order", 0.0)) for piece in _misplaced(a, b, pieces))
    return [
        piece._replace(verdict=settled[id(piece)], move=None) if id(piece) in settled else piece for piece in pieces
    ]


def _misplaced(a: Text, b: Text, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Words that the reading shows amid its text and that are missing from a form: half of a signature, say."""
    missing: Counter[str] = Counter()
    for piece in pieces:
        i, i_end, j, j_end = piece.step
        if j == j_end and piece.verdict is not None and place_of(a, b, piece.step) in ("header", "foot"):
            missing.update(a.shapes[i:i_end])
    for piece in pieces if missing else ():
        i, i_end, j, j_end = piece.step
        shown = b.shapes[j:j_end]
        if i == i_end and piece.verdict is not None and len(shown) >= _LEAST_MISPLACED:
            found = [shape for shape in shown if _has(missing, shape)]
            if len(found) >= _MOST_MISPLACED * len(shown):
                yield piece


def _laid_out(a: Text, b: Text, pieces: Sequence[Piece]) -> Iterator[tuple[str, Piece]]:
    """The unsettled pieces of forms and tables, with their place; both texts must say it is one."""
    for piece in pieces:
        one_sided = piece.step.i == piece.step.i_end or piece.step.j == piece.step.j_end
        if piece.verdict is not None and (one_sided or piece.verdict.label in _UNSETTLED):
            i, i_end, j, j_end = piece.step
            place = place_of(a, b, piece.step) or (form_beside(a, piece.step.i) if i == i_end else None)
            if place and (place != "table" or breaks_off(a, i, i_end) or breaks_off(b, j, j_end)):
                yield place, piece


def _has_other_number(a: Text, b: Text, piece: Piece, left: Counter[str], right: Counter[str]) -> bool:
    """Whether a missing part holds a number where the other text has another one."""
    if piece.verdict is None or piece.verdict.label != "missing_part":
        return False
    step = piece.step
    only_left, only_right = _numbers(left) - _numbers(right), _numbers(right) - _numbers(left)
    own = {*a.shapes[step.i : step.i_end], *b.shapes[step.j : step.j_end]}
    return bool(only_left and only_right and own & (only_left | only_right))


def _numbers(shapes: Counter[str]) -> set[str]:
    return {shape for shape in shapes if sum(map(str.isdigit, shape)) > 1}


def _stands_elsewhere(a: Text, b: Text, piece: Piece, left: Counter[str], right: Counter[str], typed: bool) -> bool:
    step = piece.step
    one, other = a.shapes[step.i : step.i_end], b.shapes[step.j : step.j_end]
    if len(one) == len(other) == 1 and _near(one[0], other[0]):
        return False  # the word stands in its place
    missing = [shape for shape in one if shape not in right] + [shape for shape in other if shape not in left]
    if any(map(str.isdigit, "".join(missing))):
        return False  # a number that stands nowhere else was changed
    if typed:
        return all(shape in right for shape in one) and all(shape in left for shape in other)
    found = sum(_has(right, shape) for shape in one) + sum(_has(left, shape) for shape in other)
    return found >= _LEAST_FOUND * (len(one) + len(other))


def _has(pool: Counter[str], shape: str) -> bool:
    return shape in pool or (not any(map(str.isdigit, shape)) and any(_near(shape, other) for other in pool))


def _near(x: str, y: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_distance(x, y, score_cutoff=_ALIKE) <= _ALIKE
