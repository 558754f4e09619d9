"""Two plans side by side: the sections that match, the passages in common, and what each puts where they differ.

Pairs grow with the square of the plans, so a page lays out those that tell most about each plan, and of the others
it gives the figures. The letters of a passage stand once on the page, in the reading: a passage says where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from plancompare.model import Relation
from plancompare.model.comparison import Lineage, Pair, Passage, Scope
from plancompare.report.letter_count import letters_in
from plancompare.report.letters import Letters, letters
from plancompare.report.witness import Head, Place, Witness

_SPACE = re.compile(r"\s+")
# About how many bytes of a page a pair takes that is laid out, and each of its passages, gaps and matches; and how
# many bytes all may take together: a part of those of the texts, and some besides.
_PAIR, _PASSAGE, _GAP, _MATCH = 600, 150, 25, 130
_PART_OF_TEXTS, _BESIDES = 0.22, 120_000

Extent = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage; `a` and `b` are where it begins on either side.

    An extent counts letters of the plan as the page shows them (see `letter_count`): where the passage begins, how
    many it has, and then in turn how many agree and how many differ.
    """

    anchor: str
    kind: Literal["verbatim", "adapted"]
    scope: Scope
    score: float
    a: Place
    b: Place
    a_extent: Extent
    b_extent: Extent


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
    """Two sections that treat one subject, as the page shows them; scores in [0, 1], `terms` joined by commas."""

    a: Place
    b: Place
    score: float
    cosine: float
    role: float
    terms: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two plans; without matches and passages where the pair is not laid out, or where they are copies of one."""

    anchor: str
    a: Head
    b: Head
    relation: Relation
    similarity: float
    lineage: Lineage
    is_laid_out: bool
    matches: tuple[MatchView, ...]
    passages: tuple[PassageView, ...]


def pair_anchor(a: Head, b: Head) -> str:
    """Where on the page a pair stands: `#pair-A-B`."""
    return f"pair-{a.siglum}-{b.siglum}"


def laid_out(pairs: Sequence[Pair], lead: Mapping[str, str], text_bytes: int) -> frozenset[tuple[str, str]]:
    """The pairs a page has room for: of each plan the most alike first, then the second, and so on.

    Of several texts of one document one stands for all: `lead` names it for each plan. With one another they are a
    pair of their own. `text_bytes` is the length of all plans together, in UTF-8.
    """
    standing = [p for p in pairs if lead[p.a] == lead[p.b] or (lead[p.a] == p.a and lead[p.b] == p.b)]
    met: Counter[str] = Counter()
    ranked: list[tuple[int, Pair]] = []
    for pair in sorted(standing, key=lambda p: -p.similarity):
        ranked.append((min(met[pair.a], met[pair.b]), pair))
        met.update((pair.a, pair.b))
    room = _PART_OF_TEXTS * text_bytes + _BESIDES
    chosen: set[tuple[str, str]] = set()
    for _, pair in sorted(ranked, key=lambda ranked: ranked[0]):
        gaps = sum(len(passage.agreed) - 1 for passage in pair.passages)
        room -= _PAIR + _PASSAGE * len(pair.passages) + _GAP * gaps + _MATCH * len(pair.matches)
        if room < 0:
            break
        chosen.add((pair.a, pair.b))
    return frozenset(chosen)


def pair_view(pair: Pair, a: Witness, b: Witness, *, is_laid_out: bool) -> PairView:
    """What the page shows of a pair; of pairs laid out that are no twins their matching sections, best first."""
    is_told = is_laid_out and pair.relation not in ("same", "same_with_edits")
    matches = sorted(pair.matches, key=lambda m: -m.score) if is_told else ()
    return PairView(
        anchor=pair_anchor(a.head, b.head),
        a=a.head,
        b=b.head,
        relation=pair.relation,
        similarity=pair.similarity,
        lineage=pair.lineage,
        is_laid_out=is_laid_out,
        matches=tuple(
            MatchView(a.section_place(m.a), b.section_place(m.b), m.score, m.cosine, m.role, ", ".join(m.terms))
            for m in matches
        ),
        passages=passage_views(pair, a, b) if is_told else (),
    )


def passage_views(pair: Pair, a: Witness, b: Witness) -> tuple[PassageView, ...]:
    """The passages of a pair, the rarest first."""
    return tuple(_view(anchor, passage, a, b) for anchor, passage in _ranked(pair, a, b))


def counterparts(pair: Pair, a: Witness, b: Witness, *, is_laid_out: bool) -> Iterator[tuple[str, Counterpart]]:
    """Each place where the passages differ, once for either side, with the document it belongs to."""
    for passage_anchor, passage in _ranked(pair, a, b):
        anchor = passage_anchor if is_laid_out else pair_anchor(a.head, b.head)
        for a_gap, b_gap in _gaps(passage):
            a_start, a_end, a_text = _trimmed(a.plan.text, *a_gap)
            b_start, b_end, b_text = _trimmed(b.plan.text, *b_gap)
            if a_text:
                yield pair.a, Counterpart(a_start, a_end, pair.b, b_text, passage.score, anchor)
            if b_text:
                yield pair.b, Counterpart(b_start, b_end, pair.a, a_text, passage.score, anchor)


def passage_data(pairs: Sequence[PairView]) -> dict[str, list[list[Extent]]]:
    """The extents of all passages for the script, by the anchor of the pair, in the order of the page."""
    return {pair.anchor: [[p.a_extent, p.b_extent] for p in pair.passages] for pair in pairs if pair.passages}


def block_data(witnesses: Sequence[Witness]) -> Mapping[str, list[str | int]]:
    """Where the letters of each plan stand, by its siglum: in turn the anchor of a block without the siglum, and how
    many letters it begins after the block before."""
    found: dict[str, list[str | int]] = {}
    for w in witnesses:
        row = found[w.head.siglum] = []
        last = 0
        for stretch in w.stretches:
            begins = w.letters.before(stretch.pieces[0][0])
            row += (stretch.anchor.removeprefix(f"{w.head.siglum}-"), begins - last)
            last = begins
    return found


def _ranked(pair: Pair, a: Witness, b: Witness) -> Iterator[tuple[str, Passage]]:
    ranked = sorted(pair.passages, key=lambda p: (-p.score, p.a_start, p.b_start, p.a_end, p.b_end))
    for n, passage in enumerate(ranked, 1):
        yield f"p-{a.head.siglum}-{b.head.siglum}-{n}", passage


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
    gaps = _gaps(passage)
    readings = [
        letters(_SPACE.sub(" ", a.plan.text[slice(*ours)]), _SPACE.sub(" ", b.plan.text[slice(*theirs)]))
        for ours, theirs in gaps
    ]
    return PassageView(
        anchor,
        passage.kind,
        passage.scope,
        passage.score,
        a.place(passage.a_start),
        b.place(passage.b_start),
        _extent(a, [(start, end) for start, end, _, _ in passage.agreed], [ours for ours, _ in readings]),
        _extent(b, [(start, end) for _, _, start, end in passage.agreed], [theirs for _, theirs in readings]),
    )


def _extent(w: Witness, agreed: Sequence[tuple[int, int]], readings: Sequence[tuple[Letters, ...]]) -> Extent:
    """The extent of a passage in one plan, from the stretches that agree and what is read between them."""
    first = w.letters.before(agreed[0][0])
    # The lengths of what agrees and differs in turn, beginning with what agrees.
    turns = [0]
    for n, (start, end) in enumerate(agreed):
        parts = [(w.letters.before(end) - w.letters.before(start), False)]
        if n < len(readings):
            parts += [(letters_in(part.text), part.differ) for part in readings[n]]
        for length, differ in parts:
            if not length:
                continue
            if differ is (len(turns) % 2 == 0):
                turns[-1] += length
            else:
                turns.append(length)
    return (first, sum(turns), *(turns if len(turns) > 1 else ()))
