"""What readers overruled, as a page lists it, and what its script needs to note more.

The script knows places by numbers, so that a place is named by its documents, offsets and first words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model.comparison import Row
from plancompare.model.review import Overruled, Place
from plancompare.report.diff_stops import Stop
from plancompare.report.diff_words import DIFF_WORDS
from plancompare.report.quotes import Quote, quote
from plancompare.report.review_words import REVIEW_WORDS
from plancompare.report.witness import Head, Witness
from plancompare.report.words import WORDS, Both, same
from plancompare.review.entries import find_words
from plancompare.text import words

_VALUES = {
    **{value: WORDS[value] for value in ("shared", "adapted", "local")},
    **{value: REVIEW_WORDS[f"review_is_{value}"] for value in ("boilerplate", "together", "apart")},
    **{label: DIFF_WORDS[f"label_{label}"] for label in ("edit", "ocr_noise", "layout", "missing_part", "undecidable")},
}
_FIRST_WORDS = 6  # by which a place is quoted; more where they stand there again


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a review; `problem` says why it was left out.

    It is about a plan as a whole (`plan`), about places in the texts of the page (`quotes`), or about what stands
    `elsewhere`.
    """

    kind: Both
    plan: Head | None
    quotes: tuple[Quote, ...]
    elsewhere: tuple[str, ...]
    before: tuple[Both, ...]
    after: tuple[Both, ...]
    note: str
    problem: Both | None
    file: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All entries in the order they were given, how many were applied, and whether their places can be led to."""

    entries: tuple[Entry, ...]
    applied: int
    has_links: bool


def review_view(review: Sequence[Overruled], witnesses: Iterable[Witness], *, has_links: bool) -> ReviewView:
    """The entries of reviews, with their places in the texts of the page; `has_links` if it has a target for each."""
    by_id = {w.head.id: w for w in witnesses}
    entries = tuple(_entry(overruled, by_id) for overruled in review)
    return ReviewView(entries, sum(entry.problem is None for entry in entries), has_links)


def review_options(review: Sequence[Overruled]) -> list[str]:
    """The options of a command that applies these reviews again."""
    return [part for file in dict.fromkeys(entry.file for entry in review) for part in ("--review", file)]


def _entry(overruled: Overruled, witnesses: Mapping[str, Witness]) -> Entry:
    places = overruled.places
    here = overruled.problem not in ("other_documents", "words_gone")
    plan = witnesses[places[0].document].head if here and len(places) == 1 and places[0].end == 0 else None
    quotes = places if here and plan is None else ()
    return Entry(
        kind=REVIEW_WORDS[f"review_{overruled.kind}"],
        plan=plan,
        quotes=tuple(_quote(witnesses[place.document], place) for place in quotes),
        elsewhere=() if here else tuple(": ".join(filter(None, (place.document, place.quote))) for place in places),
        before=_told(overruled.before),
        after=_told(overruled.after),
        note=overruled.note,
        problem=REVIEW_WORDS[f"review_{overruled.problem}"] if overruled.problem else None,
        file=overruled.file,
    )


def _quote(w: Witness, place: Place) -> Quote:
    start, end = find_words(w.plan.text, place) or (place.start, place.end)
    return quote(w, start, end)


def _told(values: Sequence[str]) -> tuple[Both, ...]:
    return tuple(_VALUES.get(value) or WORDS.get(value) or same(value) for value in values)


# ---------------------------------------------------------------- for the script


def review_data(witnesses: Sequence[Witness], rows: Sequence[Row]) -> dict[str, object]:
    """Documents, what they say of themselves, and where the blocks of each stand, in the order of its text.

    `spans` has three numbers for each block: how far behind the block before it begins, its length, and the row that
    its section stands in (0: in none of its own).
    """
    row_of = {
        (plan, section): row.id
        for row in reversed(rows)
        for plan, cell in row.cells.items()
        if cell.state == "own"
        for section in cell.sections
    }
    spans = []
    for w in witnesses:
        flat: list[int] = []
        last = 0
        for stretch in w.stretches:
            start, end = stretch.pieces[0][0], stretch.pieces[-1][1]
            row = row_of.get((w.head.id, stretch.section.id), 0) if stretch.is_first else 0
            flat += (start - last, end - start, row)
            last = end
        spans.append(flat)
    return {**_documents(witnesses), "spans": spans}


def review_data_of_two(a: Witness, b: Witness, stops: Iterable[Stop]) -> dict[str, object]:
    """The two documents, and for each listed difference its places and first words in either."""
    return {
        **_documents((a, b)),
        "changes": {
            stop.number: (*stop.a, first_words(a.plan.text, *stop.a), *stop.b, first_words(b.plan.text, *stop.b))
            for stop in stops
            if stop.is_listed
        },
    }


def _documents(witnesses: Sequence[Witness]) -> dict[str, object]:
    return {
        "documents": [(w.head.id, w.plan.sha256, w.head.siglum) for w in witnesses],
        "says": [
            {"province": m.province, "level": m.level, "year": m.year and str(m.year), "number": m.document_number}
            for m in (w.plan.metadata for w in witnesses)
        ],
    }


def first_words(text: str, start: int, end: int) -> str:
    """The first words of a stretch, as many as it takes for them to stand in it once; nothing where it is blank.

    >>> first_words("một hai một hai ba", 0, 18), first_words("một  hai", 0, 8)
    ('một hai một hai ba', 'một hai')
    """
    shown = words(text, start, end)
    count = _FIRST_WORDS
    while count < len(shown):
        quoted = " ".join(text[start : shown[count - 1].end].split())
        if find_words(text, Place("", start, end, quoted)) is not None:
            return quoted
        count *= 2
    return " ".join(text[start:end].split())
