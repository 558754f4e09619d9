"""From judged steps to changes that cover every difference of two texts and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancompare.changes.pieces import Piece, Verdict
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step

_HYPHENATED = re.compile(r"[-\u00ad\u2010]\s*\n\s*")  # at the end of a line
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "."})


class Stretch(NamedTuple):
    """Letters `a[a_start:a_end]` that are `b[b_start:b_end]` in the other text, and what was made of it.

    `steps` are the words in it; empty where only what stands between words differs.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    verdict: Verdict
    move: int | None
    words: Step | None


def cover(a: Text, b: Text, pieces: Sequence[Piece], typed: bool, start: Step | None = None) -> list[Stretch]:
    """Every differing stretch of the two texts in order; between them the texts are equal letter by letter.

    `start` names the words within which to cover; by default both whole texts. `typed` says that signs between words
    are no misreading.
    """
    whole = Step(0, len(a.words), 0, len(b.words)) if start is None else start
    found: list[Stretch] = []
    at_a = 0 if start is None else _word_start(a, whole.i)
    at_b = 0 if start is None else _word_start(b, whole.j)
    end_a = len(a.plan.text) if start is None else _word_end(a, whole.i_end - 1, 0)
    end_b = len(b.plan.text) if start is None else _word_end(b, whole.j_end - 1, 0)

    def between(to_a: int, to_b: int) -> None:
        nonlocal at_a, at_b
        found.extend(_gap(a.plan.text, at_a, to_a, b.plan.text, at_b, to_b, typed, beside_columns))
        at_a, at_b = to_a, to_b

    last: Verdict | None = None
    beside_columns = False
    for piece in _joined(pieces):
        if typed:
            beside_columns = _of_columns(last) or _of_columns(piece.verdict)
            last = piece.verdict
        i, i_end, j, j_end = piece.step
        begin_a, begin_b = min(_word_start(a, i), end_a), min(_word_start(b, j), end_b)
        if i < i_end and j < j_end:
            between(begin_a, begin_b)
            to_a, to_b = _word_end(a, i_end - 1, at_a), _word_end(b, j_end - 1, at_b)
        else:
            after_a, after_b = min(_word_start(a, i_end), end_a), min(_word_start(b, j_end), end_b)
            last_a = _word_end(a, i_end - 1, at_a) if i < i_end else at_a
            last_b = _word_end(b, j_end - 1, at_b) if j < j_end else at_b
            before = a.plan.text[at_a:begin_a], b.plan.text[at_b:begin_b]
            behind = a.plan.text[last_a:after_a], b.plan.text[last_b:after_b]
            if _likeness(*before) >= _likeness(*behind):  # what stands before goes with what stands before
                between(begin_a, begin_b)
                to_a, to_b = after_a, after_b
            else:
                to_a, to_b = last_a, last_b
        if piece.verdict is not None and a.plan.text[at_a:to_a] != b.plan.text[at_b:to_b]:
            found.append(Stretch(at_a, to_a, at_b, to_b, piece.verdict, piece.move, piece.step))
        elif piece.verdict is None and a.plan.text[at_a:to_a] != b.plan.text[at_b:to_b]:
            # the letters agree, the white space within a symbol does not
            found.append(Stretch(at_a, to_a, at_b, to_b, Verdict("layout", "white_space", 0.0), None, piece.step))
        at_a, at_b = to_a, to_b
    beside_columns = _of_columns(last)
    between(end_a, end_b)
    return found


def _of_columns(verdict: Verdict | None) -> bool:
    """Whether words were taken from the columns of a form in another order, so that the signs beside them were, too."""
    return verdict is not None and verdict.cause in ("reading_order", "lost_part")


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Edits of neighbouring words are one edit, told with the probability of the surest."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _one_edit(joined[-1], piece):
            before, step = joined[-1], piece.step
            one, other = before.verdict, piece.verdict
            assert one is not None and other is not None
            cause = one.cause if one.cause == other.cause else "other_wording"
            verdict = Verdict("edit", cause, max(one.edited, other.edited))
            joined[-1] = Piece(Step(before.step.i, step.i_end, before.step.j, step.j_end), verdict)
        else:
            joined.append(piece)
    return joined


def _one_edit(before: Piece, piece: Piece) -> bool:
    both = before.verdict, piece.verdict
    return all(v is not None and v.label == "edit" for v in both) and before.move is None and piece.move is None


def _word_start(text: Text, at: int) -> int:
    return text.words[at].start if at < len(text.words) else len(text.plan.text)


def _word_end(text: Text, at: int, otherwise: int) -> int:
    return text.words[at].end if 0 <= at < len(text.words) else otherwise


def _likeness(x: str, y: str) -> int:
    """3 for the same signs and white space, 2 for the same signs, 1 for the same white space."""
    return 3 if x == y else 2 if x.split() == y.split() else 1 if bool(x.strip()) == bool(y.strip()) else 0


def _gap(
    one: str, a: int, a_end: int, other: str, b: int, b_end: int, typed: bool, beside_columns: bool
) -> list[Stretch]:
    """What differs between two words: nothing, white space, or signs."""
    x, y = one[a:a_end], other[b:b_end]
    if x == y:
        return []
    while a < a_end and b < b_end and one[a] == other[b]:
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    return [Stretch(a, a_end, b, b_end, _verdict_of_gap(x, y, typed, beside_columns), None, None)]


def _verdict_of_gap(x: str, y: str, typed: bool, beside_columns: bool) -> Verdict:
    signs = "".join(x.split()), "".join(y.split())
    if signs[0] == signs[1]:
        return Verdict("layout", "white_space", 0.0)
    if _HYPHENATED.fullmatch(x) and not signs[1] or _HYPHENATED.fullmatch(y) and not signs[0]:
        return Verdict("layout", "white_space", 0.0)
    if typed:
        if signs[0].translate(_TYPOGRAPHY).replace("...", ".") == signs[1].translate(_TYPOGRAPHY).replace("...", "."):
            return Verdict("layout", "typography", 0.0)
        if beside_columns:
            return Verdict("layout", "reading_order", 0.0)
        return Verdict("edit", "other_punctuation", 0.97)
    return Verdict("ocr_noise", "specks" if not signs[0] else "punctuation_misread", 0.02)
