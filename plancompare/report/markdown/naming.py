"""How a memo names plans and places in them, what readers overruled, and where everything comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plancompare.report.markdown.phrases import PHRASES
from plancompare.report.markdown.writing import Item, heading, listed, paragraph
from plancompare.report.quotes import Quote
from plancompare.report.review_view import ReviewView
from plancompare.report.review_words import REVIEW_WORDS
from plancompare.report.view import Origin
from plancompare.report.voice import filled
from plancompare.report.witness import Head, Place
from plancompare.report.words import WORDS, Both

Say = Callable[[Both], str]
"""Picks one language."""


def name(head: Head) -> str:
    """A plan as a memo calls it: its siglum and its name."""
    return f"{head.siglum} · {head.name}"


def full_name(head: Head, say: Say) -> str:
    """With what sets the plan apart: a scan, the base, and its id, which is the name of its file."""
    tags = [say(WORDS[tag]) for tag, holds in (("scan_tag", head.is_scan), ("base_tag", head.is_base)) if holds]
    told = ", ".join([*([head.id] if head.id != head.name else []), *tags])
    return f"{name(head)} ({told})" if told else name(head)


def at(head: Head, place: Place, say: Say) -> str:
    """`A, II.4, dòng 57`."""
    return f"{head.siglum}, {say(place.reference)}, {say(WORDS['line'])} {place.line}"


def quoted(quote: Quote, say: Say) -> str:
    """The place, and its words where they can be read."""
    where = at(quote.head, quote.place, say)
    return f"{where}: “{quote.text}”" if quote.text else where


def reviewed(review: ReviewView, say: Say) -> Iterator[str]:
    """What readers overruled; nothing where nobody did."""
    if not review.entries:
        return
    yield heading(2, say(REVIEW_WORDS["review_applied"]))
    counts = {"n": review.applied, "all": len(review.entries)}
    yield paragraph(say(filled(REVIEW_WORDS["review_applied_means"], counts)))
    items = []
    for one in review.entries:
        before, after = (", ".join(map(say, values)) or "–" for values in (one.before, one.after))
        result = REVIEW_WORDS["review_left_out" if one.problem else "review_done"]
        said = f"{before} → {after} ({': '.join(map(say, (result, one.problem) if one.problem else (result,)))})"
        note = (one.note,) if one.note else ()
        items.append(Item(say(one.kind), said, (*(quoted(q, say) for q in one.quotes), *one.elsewhere, *note)))
    yield listed(items)


def sources(origins: Sequence[Origin], command: str, version: str, say: Say) -> Iterator[str]:
    """The files that were read, by which the memo can be made again."""
    yield heading(2, say(PHRASES["sources"]))
    yield listed(
        [
            Item(one.head.siglum if one.head else say(WORDS["source"]), f"{one.path} (SHA-256 {one.sha256})")
            for one in origins
        ]
    )
    yield paragraph(say(filled(PHRASES["made_by"], {"version": version, "command": command})))
