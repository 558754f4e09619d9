"""Figures of two texts: error rates, what they have in common, which letters were taken for which."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from plancompare.changes.find import Found
from plancompare.model.difference import Confusion, InCommon, ReadingQuality

Rates = tuple[float | None, float | None, float | None]

_RESIDUAL = frozenset({"edit", "undecidable"})
_LEAST_RUN = 8
"""Words in a row that must agree before they count as text in common; fewer agree in any two plans."""
_RAREST = 2
_TOO_POOR = 0.3
"""Share of the words of a section that are illegible or cannot be told, from which nothing is said of its wording."""


class Costs(NamedTuple):
    """Of each change in turn: the letters and the words that differ, and whether they are no noise."""

    letters: tuple[int, ...]
    words: tuple[int, ...]
    residual: tuple[bool, ...]


def costs_of(found: Found) -> Costs:
    """What each change costs; layout costs nothing."""
    counted = [change.label != "layout" for change in found.changes]
    pairs = [(change.a_text, change.b_text) for change in found.changes]
    return Costs(
        tuple(_distance(*pair) if counts else 0 for pair, counts in zip(pairs, counted, strict=True)),
        tuple(_longer(*pair) if counts else 0 for pair, counts in zip(pairs, counted, strict=True)),
        tuple(change.label in _RESIDUAL for change in found.changes),
    )


def rates(found: Found, costs: Costs) -> Rates:
    """CER, WER and residual CER of B against A, along the alignment and white space aside."""
    return _rates(found.a.plan.text, costs)


@lru_cache(maxsize=1 << 14)
def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance("".join(one.split()), "".join(other.split()))


@lru_cache(maxsize=1 << 14)
def _longer(one: str, other: str) -> int:
    return max(len(one.split()), len(other.split()))


def _rates(text: str, costs: Costs) -> Rates:
    printed = text.split()
    if not printed:
        return None, None, None
    letters = sum(map(len, printed))
    residual = sum(compress(costs.letters, costs.residual))
    return (
        round(sum(costs.letters) / letters, 4),
        round(sum(costs.words) / len(printed), 4),
        round(residual / letters, 4),
    )


def in_common(found: Found) -> InCommon:
    """The share of the words of each text that have a counterpart, in runs of at least `_LEAST_RUN`."""
    count = 0
    counts = [0, 0]
    run = [0, 0]
    for piece in (*found.pieces, None):
        agrees = piece is not None and piece.move is None and _agrees(piece.verdict)
        if agrees and piece is not None:
            run[0] += piece.step.i_end - piece.step.i
            run[1] += piece.step.j_end - piece.step.j
            count += 1
        else:
            if count >= min(_LEAST_RUN, len(found.pieces)):
                counts[0] += run[0]
                counts[1] += run[1]
            run, count = [0, 0], 0
    for move in found.moves:
        counts[0] += move.i_end - move.i
        counts[1] += move.j_end - move.j
    return InCommon(_share(counts[0], len(found.a.words)), _share(counts[1], len(found.b.words)))


def _share(count: int, words: int) -> float:
    return round(min(1.0, count / words), 4) if words else 1.0


def _agrees(verdict: object) -> bool:
    return verdict is None or getattr(verdict, "label", None) in ("ocr_noise", "layout")


def confusions_of(found: Found) -> tuple[Confusion, ...]:
    """Which letters of A stand as others in B, the most frequent first; those seen once are left out."""
    from rapidfuzz.distance import Levenshtein

    pairs: Counter[tuple[str, str]] = Counter()
    for change in found.changes:
        if change.label == "ocr_noise" and change.a_text and change.b_text:
            pairs[change.a_text, change.b_text] += 1
    seen: Counter[tuple[str, str]] = Counter()
    for (one, other), count in pairs.items():
        for step in Levenshtein.opcodes(one, other):
            i, i_end, j, j_end = step.src_start, step.src_end, step.dest_start, step.dest_end
            if step.tag == "replace":
                for k in range(i_end - i):
                    seen[one[i + k], other[j + k]] += count
            elif step.tag != "equal":
                seen[one[i:i_end], other[j:j_end]] += count
    text = found.a.plan.text
    letters = Counter(text)
    found_often = [
        Confusion(a, b, round(min(1.0, n / max(n, letters[a] if len(a) == 1 else text.count(a) or len(text))), 4), n)
        for (a, b), n in seen.items()
        if n >= _RAREST
    ]
    return tuple(sorted(found_often, key=lambda c: (-c.count, c.a, c.b)))


def sections_of(found: Found, costs: Costs) -> tuple[ReadingQuality, ...]:
    """How well each uppermost section of A was read."""
    starts = [change.a_start for change in found.changes]
    text = found.a.plan.text
    qualities = []
    for section in found.a.plan.sections:
        if section.parent is not None or section.kind == "furniture":
            continue
        inside = slice(bisect_left(starts, section.start), bisect_left(starts, section.end))
        own = text[section.start : section.end]
        words = len(own.split())
        unclear = sum(
            _longer(change.a_text, change.b_text)
            for change in found.changes[inside]
            if change.label == "undecidable" or change.cause == "illegible"
        )
        here = Costs(costs.letters[inside], costs.words[inside], costs.residual[inside])
        qualities.append(
            ReadingQuality(section.id, words, *_rates(own, here), too_poor=unclear > _TOO_POOR * max(1, words))
        )
    return tuple(qualities)
