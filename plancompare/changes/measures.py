"""Figures of two texts: error rates, what they have in common, which letters were taken for which."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from plancompare.changes.find import Found
from plancompare.model.difference import Change, Confusion, InCommon, ReadingQuality

Rates = tuple[float | None, float | None, float | None]

_RESIDUAL = frozenset({"edit", "undecidable"})
_LEAST_RUN = 8
"""Words in a row that must agree before they count as text in common; fewer agree in any two plans."""
_RAREST = 2
_TOO_POOR = 0.3
"""Share of the words of a section that are illegible or cannot be told, from which nothing is said of its wording."""


def rates(found: Found) -> Rates:
    """CER, WER and residual CER of B against A, along the alignment and white space aside."""
    return _rates(found, found.changes, 0, len(found.a.plan.text))


@lru_cache(maxsize=1 << 14)
def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance("".join(one.split()), "".join(other.split()))


def _rates(found: Found, changes: Iterable[Change], start: int, end: int) -> Rates:
    letters = len("".join(found.a.plan.text[start:end].split()))
    words = len(found.a.plan.text[start:end].split())
    if not words:
        return None, None, None
    wrong = residual = 0
    wrong_words = 0
    for change in changes:
        if change.label == "layout":
            continue
        distance = _distance(change.a_text, change.b_text)
        wrong += distance
        wrong_words += max(len(change.a_text.split()), len(change.b_text.split()))
        residual += distance if change.label in _RESIDUAL else 0
    return round(wrong / letters, 4), round(wrong_words / words, 4), round(residual / letters, 4)


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


def sections_of(found: Found) -> tuple[ReadingQuality, ...]:
    """How well each uppermost section of A was read."""
    starts = [change.a_start for change in found.changes]
    qualities = []
    for section in found.a.plan.sections:
        if section.parent is not None or section.kind == "furniture":
            continue
        inside = found.changes[bisect_left(starts, section.start) : bisect_left(starts, section.end)]
        words = len(found.a.plan.text[section.start : section.end].split())
        unclear = _words(change for change in inside if change.label == "undecidable" or change.cause == "illegible")
        qualities.append(
            ReadingQuality(
                section.id,
                words,
                *_rates(found, inside, section.start, section.end),
                too_poor=unclear > _TOO_POOR * max(1, words),
            )
        )
    return tuple(qualities)


def _words(changes: Iterable[Change]) -> int:
    return sum(max(len(change.a_text.split()), len(change.b_text.split())) for change in changes)
