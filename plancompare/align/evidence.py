"""The words that carried a match, as a person can read them.

The heaviest words and pairs of words are led back to their place in the text, and the phrase of shared words around
each is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from plancompare.align.likeness import Likeness
from plancompare.align.outlines import Outline

_MOST_PHRASES = 4
_MOST_NUMBERS = 2
_LOOKED_AT = 40  # heaviest words and pairs of words; many of them say the same


def carrying_terms(
    a: Outline, b: Outline, likeness: Likeness, matches: Sequence[tuple[int, int]]
) -> list[tuple[str, ...]]:
    """For each match the terms with the greatest share in its cosine, heaviest first.

    They are at most four phrases and two document numbers, in the letters of the plan that is easier to read: of the
    clean one, of two alike the one whose id comes first.
    """
    import numpy as np

    if not matches:
        return []
    rows = [[match[side] for match in matches] for side in (0, 1)]
    shares = likeness.weighted[0][rows[0]].multiply(likeness.weighted[1][rows[1]]).tocsr()
    shares.sort_indices()
    side = min((0, 1), key=lambda side: ((a, b)[side].plan.ocr.noise, (a, b)[side].plan.id))
    numbers = np.array([is_document_number(term) for term in likeness.shared], dtype=bool)
    found = []
    for k, row in enumerate(rows[side]):
        span = slice(shares.indptr[k], shares.indptr[k + 1])
        columns = shares.indices[span]
        heaviest = columns[np.argsort(-shares.data[span].round(9), kind="stable")]
        looked_at = (np.arange(len(heaviest)) < _LOOKED_AT) | numbers[heaviest]
        carried = frozenset(likeness.shared[i] for i in columns)
        found.append(_terms((a, b)[side], row, [likeness.shared[i] for i in heaviest[looked_at]], carried))
    return found


def _terms(outline: Outline, row: int, heaviest: Sequence[str], carried: Collection[str]) -> tuple[str, ...]:
    """The phrases around the `heaviest` of the `carried` terms in the text of one section."""
    section, phrases = outline.sections[row], outline.phrases
    low, high = (bisect_left(phrases.words, at, key=lambda word: word.start) for at in (section.start, section.end))
    terms: dict[str, str] = {}
    left = {True: _MOST_NUMBERS, False: _MOST_PHRASES}
    for term in heaviest:
        is_number = is_document_number(term)
        at = phrases.first(term, low, high)
        if at is None or not left[is_number] or (" " not in term and not is_number):
            continue
        first, last = (at, at + 1) if is_number else phrases.run(at, low, high, carried)
        form = " ".join(phrases.forms[first:last])
        if last - first > 1 - is_number and not any(f" {form} " in f" {t} " or f" {t} " in f" {form} " for t in terms):
            terms[form] = " ".join(word.shown for word in phrases.words[first:last])
            left[is_number] -= 1
    return tuple(terms.values())


def is_document_number(form: str) -> bool:
    """Whether a form is the number of a document, not a date or a figure.

    >>> [is_document_number(form) for form in ("33/ct-ttg", "114-kl/tw", "26/11/2021", "23/34", "quyet dinh")]
    [True, True, False, False, False]
    """
    return "/" in form and " " not in form and form[0].isdigit() and not form[-1].isdigit()
