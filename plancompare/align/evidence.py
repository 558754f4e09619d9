"""The words that carried a match, as a person can read them.

The heaviest pairs of words are led back to their place in the text, and the run of shared words around each is shown:
between stops and words like `và` or `của`, which carry nothing, in pieces of four syllables, because most Vietnamese
words have two (`chương trình tổng thể | cải cách hành chính`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from plancompare.align.likeness import Likeness
from plancompare.align.outlines import Outline

_MOST_TERMS = 6
_PIECE = 4  # syllables; a fifth that would be left alone is joined to them
_FARTHEST = 12  # words looked back to the beginning of a run
_LOOKED_AT = 40  # heaviest words and pairs of words, of which many say the same
# With their marks, and without where no other common syllable is left then (`trong` may be `trọng` in a scan).
_CARRY_NOTHING = frozenset(
    "và của các về trong theo với cho tại được đến từ ở có là những một này ngày số do khi để trên bằng bởi mà thì việc"
    " mỗi sẽ đã đang va cua cac voi duoc nhung ngay viec".split()
)


def carrying_terms(
    a: Outline, b: Outline, likeness: Likeness, matches: Sequence[tuple[int, int]]
) -> list[tuple[str, ...]]:
    """For each match, up to six terms that have the greatest share in its cosine, heaviest first.

    Document numbers are terms of their own. The letters are those of the plan that is easier to read: of the clean
    one, of two alike the one whose id comes first.
    """
    import numpy as np

    if not matches:
        return []
    rows = [[match[side] for match in matches] for side in (0, 1)]
    shares = likeness.weighted[0][rows[0]].multiply(likeness.weighted[1][rows[1]]).tocsr()
    shares.sort_indices()
    side = min((0, 1), key=lambda side: ((a, b)[side].plan.ocr.noise, (a, b)[side].plan.id))
    found = []
    for k, row in enumerate(rows[side]):
        span = slice(shares.indptr[k], shares.indptr[k + 1])
        carried = [likeness.shared[i] for i in shares.indices[span]]
        heaviest = np.argsort(-shares.data[span].round(9), kind="stable")[:_LOOKED_AT]
        found.append(_terms((a, b)[side], row, [carried[i] for i in heaviest], frozenset(carried)))
    return found


def _terms(outline: Outline, row: int, heaviest: Sequence[str], carried: frozenset[str]) -> tuple[str, ...]:
    """The terms around the `heaviest` of the `carried` words and pairs of words in the text of one section."""
    section = outline.sections[row]
    low, high = (bisect_left(outline.words, at, key=lambda word: word.start) for at in (section.start, section.end))
    terms: dict[str, str] = {}
    for gram in heaviest:
        places = outline.places[gram]
        k = bisect_left(places, low)
        if k == len(places) or places[k] >= high:
            continue
        first, last = _run(outline, carried, places[k], low, high) if " " in gram else (places[k], places[k] + 1)
        if last - first < 2 and not _is_symbol(outline.forms[first]):
            continue
        form = " ".join(outline.forms[first:last])
        if not any(f" {form} " in f" {known} " or f" {known} " in f" {form} " for known in terms):
            terms[form] = " ".join(word.shown for word in outline.words[first:last])
            if len(terms) == _MOST_TERMS:
                break
    return tuple(terms.values())


def _run(outline: Outline, carried: frozenset[str], at: int, low: int, high: int) -> tuple[int, int]:
    """The words around the pair at `at` that make one term: a piece of the run in which all neighbours are shared."""
    start = at
    while start > max(low, at - _FARTHEST) and _joins(outline, carried, start - 1):
        start -= 1
    end = at + 1
    while end < min(high, at + _FARTHEST) and _joins(outline, carried, end - 1):
        end += 1
    pieces = max(1, (end - start + _PIECE - 2) // _PIECE)
    piece = min((at - start) // _PIECE, pieces - 1)
    first = start + piece * _PIECE
    return first, end if piece == pieces - 1 else first + _PIECE


def _joins(outline: Outline, carried: frozenset[str], k: int) -> bool:
    """Whether words k and k + 1 are shared as neighbours and neither a stop nor an empty word parts them."""
    if f"{outline.forms[k]} {outline.forms[k + 1]}" not in carried or _is_empty(outline, k) or _is_empty(outline, k + 1):
        return False
    return not outline.plan.text[outline.words[k].end : outline.words[k + 1].start].strip()


def _is_empty(outline: Outline, k: int) -> bool:
    form = outline.forms[k]
    return form in _CARRY_NOTHING or form[:1].isdigit() or outline.words[k].shown.lower() in _CARRY_NOTHING


def _is_symbol(form: str) -> bool:
    """Whether a form is the number of a document (`33/ct-ttg`), not a date or a figure."""
    return "/" in form and form[:1].isdigit() and not form[-1:].isdigit()
