"""The words that carried a match, as a person can read them.

The heaviest pairs of words are led back to their place in the text, and the run of shared words around each is shown:
between stops and words like `và` or `của`, which carry nothing, in pieces of four syllables, because most Vietnamese
words have two (`chương trình tổng thể | cải cách hành chính`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from plancompare.align.likeness import Likeness
from plancompare.align.outlines import Outline

_MOST_TERMS = 6
_PIECE = 4  # syllables
_LOOKED_AT = 40  # heaviest words and pairs of words, of which many say the same
_CARRY_NOTHING = frozenset(
    "va cua cac ve trong theo voi cho tai duoc den tu o co la nhung mot nay ngay so do khi de tren bang boi ma thi"
    " viec tung moi se da dang".split()
)


def carrying_terms(
    a: Outline, b: Outline, likeness: Likeness, matches: Sequence[tuple[int, int]]
) -> list[tuple[str, ...]]:
    """For each match, up to six terms that have the greatest share in its cosine, heaviest first.

    Document numbers are terms of their own. The letters are those of the plan that is easier to read: of the clean
    one, of two alike the one whose id comes first.
    """
    if not matches:
        return []
    rows = [[match[side] for match in matches] for side in (0, 1)]
    shares = likeness.weighted[0][rows[0]].multiply(likeness.weighted[1][rows[1]]).tocsr()
    shares.sort_indices()
    side = min((0, 1), key=lambda side: ((a, b)[side].plan.ocr.noise, (a, b)[side].plan.id))
    found = []
    for k, row in enumerate(rows[side]):
        span = slice(shares.indptr[k], shares.indptr[k + 1])
        carried = {likeness.shared[i]: w for i, w in zip(shares.indices[span], shares.data[span].round(9), strict=True)}
        found.append(_terms((a, b)[side], row, carried))
    return found


def _terms(outline: Outline, row: int, carried: Mapping[str, float]) -> tuple[str, ...]:
    """The terms of `carried` (forms and what they carry) in the text of one section."""
    section = outline.sections[row]
    low, high = (bisect_left(outline.words, at, key=lambda word: word.start) for at in (section.start, section.end))
    terms: dict[str, str] = {}
    for gram in sorted(carried, key=lambda gram: (-carried[gram], gram))[:_LOOKED_AT]:
        places = outline.places[gram]
        k = bisect_left(places, low)
        if k == len(places) or places[k] >= high:
            continue
        first, last = _piece(outline, carried, places[k], low, high) if " " in gram else (places[k], places[k] + 1)
        if last - first < 2 and not _is_symbol(gram):
            continue
        form = " ".join(outline.forms[first:last])
        if not any(f" {form} " in f" {known} " or f" {known} " in f" {form} " for known in terms):
            terms[form] = " ".join(word.shown for word in outline.words[first:last])
            if len(terms) == _MOST_TERMS:
                break
    return tuple(terms.values())


def _piece(outline: Outline, carried: Mapping[str, float], at: int, low: int, high: int) -> tuple[int, int]:
    """The words around the pair at `at` that make one term: a piece of the run in which all neighbours are shared."""
    start = at
    while start > low and _joins(outline, carried, start - 1):
        start -= 1
    start += (at - start) // _PIECE * _PIECE
    end = start + 1
    while end < min(high, start + _PIECE) and _joins(outline, carried, end - 1):
        end += 1
    return start, end


def _joins(outline: Outline, carried: Mapping[str, float], k: int) -> bool:
    """Whether words k and k + 1 are shared as neighbours and neither a stop nor an empty word parts them."""
    one, other = outline.forms[k], outline.forms[k + 1]
    if f"{one} {other}" not in carried or _is_empty(one) or _is_empty(other):
        return False
    return not outline.plan.text[outline.words[k].end : outline.words[k + 1].start].strip()


def _is_empty(form: str) -> bool:
    return form in _CARRY_NOTHING or form[0].isdigit()


def _is_symbol(form: str) -> bool:
    return "/" in form and form[0].isdigit() and not form[-1].isdigit()
