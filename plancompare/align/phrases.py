"""The words of a plan as terms to show: where each stands, and how far a term may run."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from plancompare.text import Word

_PIECE = 4  # syllables: most Vietnamese words have two; a fifth that would be left alone is joined to them
_FARTHEST = 12  # words looked back, and on, to the ends of a run
# With their marks; without them only where a scan's form can be no other common syllable (`trong` may be `trọng`).
_CARRY_NOTHING = frozenset(
    "và của các về trong theo với cho tại được đến từ ở có là những một này ngày số do khi để trên bằng bởi mà thì việc"
    " mỗi sẽ đã đang va cua cac voi duoc nhung ngay viec".split()
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a plan in order, with their `forms`.

    `places` are the words at which a term (a form, or two neighbouring ones) begins; `neighbours[k]` is the term of
    words k and k + 1, None where a stop, a figure or a word that carries nothing parts them.
    """

    words: Sequence[Word]
    forms: Sequence[str]
    places: Mapping[str, Sequence[int]]
    neighbours: Sequence[str | None]

    def first(self, term: str, start: int, end: int) -> int | None:
        """The first word from `start` on, before `end`, at which a term begins."""
        places = self.places.get(term, ())
        k = bisect_left(places, start)
        return places[k] if k < len(places) and places[k] < end else None

    def run(self, at: int, start: int, end: int, terms: Collection[str]) -> tuple[int, int]:
        """The words around word `at` that read as one phrase of `terms`, between the words `start` and `end`.

        A longer run is cut into pieces of four syllables (`chương trình tổng thể | cải cách hành chính`).
        """
        low, high = at, at + 1
        while low > max(start, at - _FARTHEST) and self.neighbours[low - 1] in terms:
            low -= 1
        while high < min(end, at + _FARTHEST) and self.neighbours[high - 1] in terms:
            high += 1
        pieces = max(1, (high - low + _PIECE - 2) // _PIECE)
        piece = min((at - low) // _PIECE, pieces - 1)
        first = low + piece * _PIECE
        return first, high if piece == pieces - 1 else first + _PIECE


def phrases(text: str, words: Sequence[Word], forms: Sequence[str]) -> Phrases:
    """The words of `text`, parallel to the forms by which they are compared."""
    places: dict[str, list[int]] = {}
    neighbours: list[str | None] = []
    empty = [_is_empty(word, form) for word, form in zip(words, forms, strict=True)]
    for k, form in enumerate(forms):
        places.setdefault(form, []).append(k)
        if k + 1 < len(forms):
            pair = f"{form} {forms[k + 1]}"
            places.setdefault(pair, []).append(k)
            parted = empty[k] or empty[k + 1] or text[words[k].end : words[k + 1].start].strip()
            neighbours.append(None if parted else pair)
    return Phrases(words, forms, places, neighbours)


def _is_empty(word: Word, form: str) -> bool:
    return form[:1].isdigit() or form in _CARRY_NOTHING or word.shown.lower() in _CARRY_NOTHING
