"""Two plans side by side: the sections that match, the passages in common, and what each puts where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from plancompare.model import Relation
from plancompare.model.comparison import Lineage, Pair, Passage, Scope
from plancompare.report.letters import Letters, letters
from plancompare.report.witness import Head, Place, Witness

# An agreeing stretch of more than `_LONG` words is shown by its first and last `_SHOWN` words.
_LONG = 70
_SHOWN = 30
_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a passage as one plan prints it: `text` that agrees, or `reading`, which the other plan has not.

    `elided` counts agreeing words that are not repeated here, because they can be read in the text itself.
    """

    text: str = ""
    reading: tuple[Letters, ...] = ()
    elided: int = 0


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with both texts; `a` and `b` are where each begins."""

    anchor: str
    kind: Literal["verbatim", "adapted"]
    scope: Scope
    score: float
    a: Place
    b: Place
    a_pieces: tuple[Piece, ...]
    b_pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What another document puts where this one has the letters `start`..`end`, and the passage that shows it."""

    start: int
    end: int
    document: str
    text: str
    score: float
    passage: str


@dataclass(frozen=True, slots=True)
class MatchView:
    a: Place
    b: Place
    score: float
    cosine: float
    role: float
    terms: str


@dataclass(frozen=True, slots=True)
class PairView:
    anchor: str
    a: Head
    b: Head
    relation: Relation
    similarity: float
    lineage: Lineage
    matches: tuple[MatchView, ...]
    passages: tuple[PassageView, ...]


def pair_anchor(a: Head, b: Head) -> str:
    return f"pair-{a.siglum}-{b.siglum}"


def pair_view(pair: Pair, a: Witness, b: Witness) -> PairView:
    matches = sorted(pair.matches, key=lambda m: -m.score)
    return PairView(
        anchor=pair_anchor(a.head, b.head),
        a=a.head,
        b=b.head,
        relation=pair.relation,
        similarity=pair.similarity,
        lineage=pair.lineage,
        matches=tuple(
            MatchView(a.section_place(m.a), b.section_place(m.b), m.score, m.cosine, m.role, ", ".join(m.terms))
            for m in matches
        ),
        passages=passage_views(pair, a, b),
    )


def passage_views(pair: Pair, a: Witness, b: Witness) -> tuple[PassageView, ...]:
    """The passages of a pair, the rarest first."""
    return tuple(_view(anchor, passage, a, b) for anchor, passage in _ranked(pair, a, b))


def counterparts(pair: Pair, a: Witness, b: Witness) -> Iterator[tuple[str, Counterpart]]:
    """Each place where the passages differ, once for either side, with the document it belongs to."""
    for anchor, passage in _ranked(pair, a, b):
        for a_gap, b_gap in _gaps(passage):
            a_start, a_end, a_text = _trimmed(a.plan.text, *a_gap)
            b_start, b_end, b_text = _trimmed(b.plan.text, *b_gap)
            if a_text:
                yield pair.a, Counterpart(a_start, a_end, pair.b, b_text, passage.score, anchor)
            if b_text:
                yield pair.b, Counterpart(b_start, b_end, pair.a, a_text, passage.score, anchor)


def _ranked(pair: Pair, a: Witness, b: Witness) -> Iterator[tuple[str, Passage]]:
    ranked = sorted(pair.passages, key=lambda p: (-p.score, p.a_start, p.b_start, p.a_end, p.b_end))
    for n, passage in enumerate(ranked, 1):
        yield f"passage-{a.head.siglum}-{b.head.siglum}-{n}", passage


def _gaps(passage: Passage) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of A and of B between those that agree."""
    neighbours = pairwise(passage.agreed)
    return [((left[1], right[0]), (left[3], right[2])) for left, right in neighbours]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, str]:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    bare = part.strip()
    return start, start + len(bare), " ".join(bare.split())


def _view(anchor: str, passage: Passage, a: Witness, b: Witness) -> PassageView:
    a_pieces: list[Piece] = []
    b_pieces: list[Piece] = []
    gaps = _gaps(passage)
    for n, (a_start, a_end, b_start, b_end) in enumerate(passage.agreed):
        a_pieces.extend(_agreeing(a.plan.text[a_start:a_end]))
        b_pieces.extend(_agreeing(b.plan.text[b_start:b_end]))
        if n < len(gaps):
            a_gap, b_gap = gaps[n]
            ours, theirs = letters(
                _SPACE.sub(" ", a.plan.text[slice(*a_gap)]), _SPACE.sub(" ", b.plan.text[slice(*b_gap)])
            )
            a_pieces.append(_reading(ours))
            b_pieces.append(_reading(theirs))
    return PassageView(
        anchor,
        passage.kind,
        passage.scope,
        passage.score,
        a.place(passage.a_start),
        b.place(passage.b_start),
        tuple(a_pieces),
        tuple(b_pieces),
    )


def _reading(parts: tuple[Letters, ...]) -> Piece:
    return Piece(reading=parts) if any(part.text.strip() for part in parts) else Piece(" ")


def _agreeing(text: str) -> list[Piece]:
    if len(text) <= 2 * _LONG:  # a word takes two letters, its space among them
        return [Piece(text)]
    found = list(_WORD.finditer(text))
    if len(found) <= _LONG:
        return [Piece(text)]
    head, tail = found[_SHOWN - 1].end(), found[-_SHOWN].start()
    return [Piece(text[:head]), Piece(elided=len(found) - 2 * _SHOWN), Piece(text[tail:])]
