"""The list of places: each with both readings in what stands around them, how sure it is and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plancompare.model.difference import Change, ChangeKind, ChangeLabel
from plancompare.report.diff_stops import Span, Stop
from plancompare.report.diff_words import DIFF_WORDS, certainty
from plancompare.report.letters import Letters, letters
from plancompare.report.witness import Witness
from plancompare.report.words import Both

# Probabilities that the reader may ask for as the least.
_LEAST = (0.50, 0.80, 0.95)
# Letters of context beside a place; letters above which a place is shown by its beginning and its end, and theirs.
_CONTEXT = 60
_LONG, _SHOWN = 600, 240
# Share of the longer reading that must agree for single letters to be marked; with less they agree by chance.
_ALIKE = 0.5
# Height below which a place on the map could not be seen, of 1000.
_LEAST_TICK = 3
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A place as one text has it, with what stands around it; `anchor` is empty where the pane does not show it.

    Of a long reading `elided` words between `reading` and `tail` are left out.
    """

    anchor: str
    reference: Both
    line: int
    before: str
    reading: tuple[Letters, ...]
    elided: int
    tail: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the list. `below` counts the limits of `_LEAST` that its probability does not reach."""

    number: int
    label: ChangeLabel
    kind: ChangeKind | None
    probability: float
    certainty: Both
    below: int
    cause: Both
    is_move: bool
    inside: int | None
    a: Quote
    b: Quote


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the map beside the texts: `a` and `b` are where it begins in each and how high it is, of 1000."""

    number: int
    label: ChangeLabel
    a: Span
    b: Span


def entries(listed: Iterable[Stop], a: Witness, b: Witness, anchors: frozenset[str]) -> tuple[Entry, ...]:
    """The list; `anchors` are the places that the panes show."""
    ours, theirs = _Quoted(a, anchors), _Quoted(b, anchors)
    return tuple(_entry(stop, ours, theirs) for stop in listed)


def cause_told(change: Change) -> Both:
    """Why a change is labelled as it is, in both languages, with the name of the cited document it stands in."""
    cause = DIFF_WORDS[f"cause_{change.cause}"]
    if change.cited is None:
        return cause
    names = " → ".join(dict.fromkeys(name for name in (change.cited.a, change.cited.b) if name))
    part = DIFF_WORDS[f"part_{change.cited.part}"]
    return Both(f"{part.vi} {names}: {cause.vi}", f"{part.en} {names}: {cause.en}")


def _entry(stop: Stop, a: _Quoted, b: _Quoted) -> Entry:
    change = stop.change
    a_span, b_span = a.trimmed(stop.a), b.trimmed(stop.b)
    a_text, b_text = a.text(a_span), b.text(b_span)
    ours, theirs = letters(a_text, b_text)
    if stop.is_move:  # what differs inside has entries of its own
        ours, theirs = (Letters(a_text, False),), (Letters(b_text, False),)
    elif a_text and b_text and _agreeing(ours) < _ALIKE * max(len(a_text), len(b_text)):
        ours, theirs = (Letters(a_text, True),), (Letters(b_text, True),)
    return Entry(
        number=stop.number,
        label=change.label,
        kind=change.kind,
        probability=change.probability,
        certainty=certainty(change.probability),
        below=_below(change.probability),
        cause=cause_told(change),
        is_move=stop.is_move,
        inside=stop.inside,
        a=a.quote(stop.number, a_span, ours),
        b=b.quote(stop.number, b_span, theirs),
    )


def _agreeing(reading: tuple[Letters, ...]) -> int:
    return sum(len(part.text) for part in reading if not part.differ)


def _below(probability: float) -> int:
    return sum(probability < least for least in _LEAST)


class _Quoted:
    """Quotes places of one text."""

    def __init__(self, w: Witness, anchors: frozenset[str]) -> None:
        self._w, self._text, self._anchors = w, w.plan.text, anchors
        self._name = w.head.siglum.lower()
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n[^\S\n]*\n", self._text)), len(self._text)]

    def trimmed(self, span: Span) -> Span:
        """The place without the white space at its ends, which belongs to what stands around it."""
        text = self._text[slice(*span)]
        start = span[0] + len(text) - len(text.lstrip())
        return (start, start + len(text.strip())) if text.strip() else span

    def text(self, span: Span) -> str:
        return _SPACE.sub(" ", self._text[slice(*span)])

    def quote(self, number: int, span: Span, reading: tuple[Letters, ...]) -> Quote:
        """The place with what stands around it, in its paragraph."""
        start, end = span
        whole = "".join(part.text for part in reading)
        elided, tail = 0, ""
        if len(whole) > _LONG:
            elided = max(1, len(whole[_SHOWN:-_SHOWN].split()))
            tail = whole[-_SHOWN:].partition(" ")[2] or whole[-_SHOWN:]
            reading = (Letters(whole[:_SHOWN].rpartition(" ")[0] or whole[:_SHOWN], reading[0].differ),)
        place = self._w.place(start)
        anchor = f"{self._name}{number}"
        return Quote(
            anchor=anchor if anchor in self._anchors else "",
            reference=place.reference,
            line=place.line,
            before=self._before(start),
            reading=reading,
            elided=elided,
            tail=tail,
            after=self._after(end),
        )

    def _before(self, start: int) -> str:
        opening = self._paragraphs[max(0, bisect_right(self._paragraphs, start) - 1)]
        low = max(opening, start - _CONTEXT)
        shown = _SPACE.sub(" ", self._text[low:start])
        return shown if low == opening else "… " + shown.partition(" ")[2]

    def _after(self, end: int) -> str:
        closing = self._paragraphs[min(bisect_right(self._paragraphs, end), len(self._paragraphs) - 1)]
        high = min(closing, end + _CONTEXT)
        shown = _SPACE.sub(" ", self._text[end:high])
        return shown.rstrip() if high == closing else shown.rpartition(" ")[0] + " …"


def ticks(listed: Iterable[Stop], a_length: int, b_length: int) -> Iterator[Tick]:
    """Places on the map, at their share of each text."""
    for stop in listed:
        yield Tick(stop.number, stop.change.label, _height(stop.a, a_length), _height(stop.b, b_length))


def _height(span: Span, length: int) -> Span:
    start, end = (round(1000 * offset / max(1, length)) for offset in span)
    return min(start, 1000 - _LEAST_TICK), max(_LEAST_TICK, end - start)
