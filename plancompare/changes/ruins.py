"""Stretches of a scan that nobody can read: what stands there is no edit, and is told as what it is."""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.changes.pieces import Piece, Verdict
from plancompare.changes.texts import Text
from plancompare.syllables import toneless_syllables
from plancompare.text import fold

_STRETCH = 20
"""Steps that are looked at together."""
_RUINED = 8
"""Steps among them that show letters which make no word, from which nothing is said of the stretch."""
_LEAST_SMEARED = 4
"""Words that must be missing; fewer are lost or left out beside a speck."""
_EVEN = 0.5


def settle_ruins(b: Text, pieces: Sequence[Piece]) -> list[Piece]:
    """Where what was read holds hardly a word, edits become `undecidable`: a person writes words."""
    ruined = [k for k, piece in enumerate(pieces) if _is_ruined(b, piece)]
    settled = list(pieces)
    for at, k in enumerate(ruined):
        near = ruined[max(0, at - _RUINED + 1) : at + _RUINED]
        if sum(abs(k - other) < _STRETCH for other in near) >= _RUINED:
            for around in range(max(0, k - 2), min(len(pieces), k + 3)):
                verdict = pieces[around].verdict
                if verdict is not None and verdict.label in ("edit", "undecidable") and pieces[around].move is None:
                    settled[around] = pieces[around]._replace(verdict=Verdict("undecidable", "illegible", _EVEN))
    for k, piece in enumerate(pieces):
        if _is_smeared(pieces, k) and piece.move is None:
            settled[k] = piece._replace(verdict=Verdict("undecidable", "illegible", _EVEN))
    return settled


def _is_smeared(pieces: Sequence[Piece], k: int) -> bool:
    """Whether words are missing where the reading shows about as many that are none."""
    step, verdict = pieces[k].step, pieces[k].verdict
    if verdict is None or verdict.cause not in ("left_out", "line_may_be_lost") or step.i_end - step.i < _LEAST_SMEARED:
        return False
    for other in pieces[max(0, k - 1) : k + 2]:
        shown = other.step.j_end - other.step.j
        if other.verdict is not None and other.verdict.cause == "specks" and 2 * shown >= step.i_end - step.i:
            return True
    return False


def _is_ruined(b: Text, piece: Piece) -> bool:
    if piece.verdict is None or piece.verdict.label not in ("edit", "undecidable"):
        return False
    shown = [word.shown for word in b.words[piece.step.j : piece.step.j_end]]
    letters = [word for word in shown if not any(map(str.isdigit, word))]
    return bool(letters) and sum(fold(word) not in toneless_syllables() for word in letters) > len(letters) / 2
