"""The words that carried a match, as a person can read them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from plancompare.align.likeness import Likeness
from plancompare.align.outlines import Outline

_MOST_TERMS = 6
_LONGEST_TERM = 5  # words
_LOOKED_AT = 24  # heaviest words and pairs of words of which terms are put together


def carrying_terms(
    a: Outline, b: Outline, likeness: Likeness, matches: Sequence[tuple[int, int]]
) -> list[tuple[str, ...]]:
    """For each match, up to six terms with the greatest share in its cosine, heaviest first.

    Neighbouring pairs of words are joined to one term (`cải cách hành chính`) of at most five words. They are shown
    in the letters of the plan that is easier to read: of the clean one, of two alike the one whose id comes first.
    """
    import numpy as np

    if not matches:
        return []
    rows_a, rows_b = ([match[side] for match in matches] for side in (0, 1))
    shares = likeness.weighted[0][rows_a].multiply(likeness.weighted[1][rows_b]).tocsr()
    shares.sort_indices()
    first = min((0, 1), key=lambda side: ((a, b)[side].plan.ocr.noise, (a, b)[side].plan.id))
    reader, rows = _Reader((a, b)[first]), (rows_a, rows_b)[first]
    found = []
    for k, row in enumerate(rows):
        columns = shares.indices[shares.indptr[k] : shares.indptr[k + 1]]
        weights = shares.data[shares.indptr[k] : shares.indptr[k + 1]].round(9)
        heaviest = columns[np.argsort(-weights, kind="stable")[:_LOOKED_AT]]
        found.append(reader.read(row, [likeness.shared[column] for column in heaviest]))
    return found


class _Reader:
    """Finds forms in the sections of one plan, to show them as they are printed."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.joined = " " + " ".join(outline.forms) + " "
        self.word_starts = [word.start for word in outline.words]
        self.form_starts = [0]
        for form in outline.forms:
            self.form_starts.append(self.form_starts[-1] + len(form) + 1)

    def read(self, section: int, grams: Sequence[str]) -> tuple[str, ...]:
        """The terms `grams` (heaviest first) make up in the text of the section, as printed."""
        place = self.outline.sections[section]
        low, high = (self.form_starts[bisect_left(self.word_starts, at)] for at in (place.start, place.end))
        terms: list[str] = []
        for gram in grams:
            if any(f" {gram} " in f" {term} " for term in terms):
                continue
            for k, term in enumerate(terms):
                longer = _joined(term, gram)
                if longer and self.joined.find(f" {longer} ", low, high + 1) >= 0:
                    terms[k] = longer
                    break
            else:
                if len(terms) < _MOST_TERMS:
                    terms.append(gram)
        terms = [t for k, t in enumerate(terms) if not any(f" {t} " in f" {other} " for other in terms[:k] + terms[k + 1 :])]
        return tuple(self._shown(term, low, high) for term in terms)

    def _shown(self, term: str, low: int, high: int) -> str:
        at = self.joined.find(f" {term} ", low, high + 1)
        first = bisect_left(self.form_starts, at)
        return " ".join(word.shown for word in self.outline.words[first : first + term.count(" ") + 1])


def _joined(term: str, gram: str) -> str | None:
    """`term` made longer by the pair of words `gram` where one continues the other."""
    one, _, other = gram.partition(" ")
    words = term.split(" ")
    if not other or len(words) >= _LONGEST_TERM:
        return None
    if words[-1] == one:
        return f"{term} {other}"
    return f"{one} {term}" if words[0] == other else None
