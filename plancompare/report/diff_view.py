"""What the page of two versions shows, as values: the verdict, each place with its reason, the texts, the tables."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model.difference import Cause, Change, ChangeKind, ChangeLabel, Confusion, Difference
from plancompare.report.cited_as import cited_plans
from plancompare.report.comparability import quality
from plancompare.report.diff_list import Entry, Tick, cause_told, entries, ticks
from plancompare.report.diff_panes import Panes, panes
from plancompare.report.diff_stops import LISTED, Stop, stops
from plancompare.report.diff_words import DIFF_WORDS, certainty, rate
from plancompare.report.review_view import ReviewView, review_data_of_two, review_options, review_view
from plancompare.report.view import Origin, origin
from plancompare.report.voice import filled
from plancompare.report.witness import Head, Witness, witness
from plancompare.report.words import WORDS, Both, day, number, percent, same

SCHEMA = "plancompare/diff/1"
LABELS: tuple[ChangeLabel, ...] = ("edit", "undecidable", "missing_part", "ocr_noise", "layout")
# Rows of a table beyond which the rest is counted only: sections, readings, confusions at once and on opening.
_MOST_SECTIONS, _MOST_READINGS, _FIRST_CONFUSIONS, _MOST_CONFUSIONS = 200, 300, 12, 100
# Facts that a scan shows as it reads them, so that a difference says nothing.
_AS_PRINTED = ("subject", "signer", "words")
_EXAMPLES, _LONGEST_EXAMPLE = 6, 30
# What a place does to its text, in the words of its kind (see `diff_panes`).
_TURNS = {"new": "edit_insertion", "gone": "edit_deletion", "passage": "edit_move"}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many places have a label; `kinds` says how many of each kind, the most frequent first."""

    label: ChangeLabel
    count: int
    kinds: tuple[tuple[ChangeKind, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Something A has and what B shows instead, `count` times; either may be empty."""

    a: str
    b: str
    count: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """Reading noise or layout of one cause: how many places, and what is met most often."""

    label: ChangeLabel
    cause: Both
    count: int
    examples: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class SectionQuality:
    """How well one section was read, as the page shows it: `line` of A, `residual` after reading noise."""

    reference: Both
    line: int
    words: int
    cer: Both
    wer: Both
    residual: Both
    too_poor: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """Something both versions say of themselves; `differ` where both say it, and otherwise."""

    name: Both
    a: Both
    b: Both
    differ: bool


@dataclass(frozen=True, slots=True)
class DiffPage:
    """All that stands on the page of two versions, in its order; `…_left` count what a table has no room for.

    `called` are the words for the labels: where two documents are no versions of one, nobody has edited anything.
    `grounds` says what the verdict rests on: of edits how probable they are, otherwise the words in common.
    `spoken` are all words that the style says, by its names for them. `data` is what the script needs.
    """

    a: Head
    b: Head
    verdict: Both
    grounds: Both
    shared_a: float
    shared_b: float
    are_versions: bool
    called: Mapping[str, str]
    spoken: Mapping[str, str]
    data: Mapping[str, object]
    undecidable: int
    tallies: tuple[Tally, ...]
    rates: tuple[tuple[str, Both], ...]
    remarks: tuple[Both, ...]
    entries: tuple[Entry, ...]
    places: int
    labels: tuple[ChangeLabel, ...]
    kinds: tuple[ChangeKind, ...]
    quiet: tuple[Quiet, ...]
    quiet_places: int
    readings: tuple[Reading, ...]
    readings_left: int
    panes: Panes
    ticks: tuple[Tick, ...]
    words: int
    sections: tuple[SectionQuality, ...]
    sections_in_all: int
    confusions: tuple[Confusion, ...]
    more_confusions: tuple[Confusion, ...]
    confusions_left: int
    facts: tuple[Fact, ...]
    review: ReviewView
    origins: tuple[Origin, ...]
    options: tuple[tuple[str, str], ...]
    command: str
    version: str
    schema: str


def difference_page(difference: Difference, *, version: str) -> DiffPage:
    """The page of two versions; `version` is that of the program."""
    a, b = witness(0, difference.a), witness(1, difference.b)
    found = stops(difference.changes)
    shown = panes(difference, found, a, b)
    listed = [stop for stop in found if stop.is_listed]
    tallies = _tallies(difference.changes, found)
    quiet = [c for c in _with_inner(difference.changes) if c.label not in LISTED]
    readings = _readings(c for c in quiet if c.label == "ocr_noise")
    by_place = sorted(difference.channel, key=lambda c: -c.count)
    sections = _sections(difference, a)
    edits, unclear = (next((t.count for t in tallies if t.label == label), 0) for label in ("edit", "undecidable"))
    are_versions = difference.relation in ("same", "same_with_edits")
    called: dict[str, str] = {n: "label_differs" if n == "edit" and not are_versions else f"label_{n}" for n in LABELS}
    return DiffPage(
        a=a.head,
        b=b.head,
        verdict=_verdict(difference, edits),
        grounds=_grounds(difference),
        shared_a=difference.shared.a,
        shared_b=difference.shared.b,
        are_versions=are_versions,
        called=called,
        spoken={**called, **_TURNS},
        data={"plans": cited_plans((a, b)), "review": review_data_of_two(a, b, found)},
        undecidable=unclear if are_versions else 0,
        tallies=tallies,
        rates=(
            ("cer", rate(difference.cer)),
            ("wer", rate(difference.wer)),
            ("residual", rate(difference.residual_cer)),
        ),
        remarks=tuple(_remark(remark.code, remark.message) for remark in difference.remarks),
        entries=entries(listed, a, b, shown.anchors),
        places=len(found),
        labels=tuple(label for label in LABELS if any(s.change.label == label for s in listed)),
        kinds=tuple(kind for kind, _ in Counter(s.change.kind for s in listed if s.change.kind).most_common()),
        quiet=_quiet(quiet),
        quiet_places=len(quiet),
        readings=tuple(readings[:_MOST_READINGS]),
        readings_left=max(0, len(readings) - _MOST_READINGS),
        panes=shown,
        ticks=tuple(ticks(listed, len(a.plan.text), len(b.plan.text))),
        words=sum(len(w.plan.text.split()) for w in (a, b)),
        sections=tuple(sections[:_MOST_SECTIONS]),
        sections_in_all=len(sections),
        confusions=tuple(by_place[:_FIRST_CONFUSIONS]),
        more_confusions=tuple(by_place[_FIRST_CONFUSIONS:_MOST_CONFUSIONS]),
        confusions_left=max(0, len(by_place) - _MOST_CONFUSIONS),
        facts=_facts(a, b),
        review=review_view(difference.review, (a, b), has_links=False),
        origins=(origin(a.plan, a.head), origin(b.plan, b.head)),
        options=(),
        command=shlex.join(
            ["plancompare", "diff", a.plan.path, b.plan.path, *review_options(difference.review), "-o", "diff.html"]
        ),
        version=version,
        schema=SCHEMA,
    )


# ---------------------------------------------------------------- verdict


def _verdict(difference: Difference, edits: int) -> Both:
    if difference.relation != "same_with_edits":
        return DIFF_WORDS[f"verdict_{difference.relation}"]
    if edits == 1:
        return DIFF_WORDS["verdict_same_with_one_edit"]
    counted, text = number(edits), DIFF_WORDS["verdict_same_with_edits"]
    return Both(text.vi.format(n=counted.vi), text.en.format(n=counted.en))


def _grounds(difference: Difference) -> Both:
    if difference.relation == "same_with_edits":
        sure = difference.relation_confidence
        return filled(DIFF_WORDS["edits_sure"], {"certainty": certainty(sure), "share": percent(sure)})
    shared = difference.shared
    return filled(DIFF_WORDS["shared_words"], {"a": percent(shared.a), "b": percent(shared.b)})


def _remark(code: str, message: str) -> Both:
    """A remark in both languages; the program's own message is English."""
    known = DIFF_WORDS.get(f"remark_{code.replace('-', '_')}")
    return Both(known.vi, message) if known else same(message)


def _with_inner(changes: Sequence[Change]) -> Iterator[Change]:
    for change in changes:
        yield change
        yield from change.inside


def _tallies(changes: Sequence[Change], found: Sequence[Stop]) -> tuple[Tally, ...]:
    """Places by label; those inside a moved passage count, the passage itself counts once."""
    counts = Counter(c.label for c in _with_inner(changes) if c.label not in LISTED)
    counts.update(stop.change.label for stop in found)
    kinds: dict[ChangeLabel, Counter[ChangeKind]] = {}
    for stop in found:
        if stop.change.kind:
            kinds.setdefault(stop.change.label, Counter())[stop.change.kind] += 1
    return tuple(Tally(name, counts[name], tuple(kinds.get(name, Counter()).most_common())) for name in LABELS)


# ---------------------------------------------------------------- noise and layout


def _readings(noise: Iterator[Change]) -> list[Reading]:
    counted = Counter((_SPACE.sub(" ", c.a_text), _SPACE.sub(" ", c.b_text)) for c in noise)
    return [Reading(a, b, n) for (a, b), n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _quiet(changes: Sequence[Change]) -> tuple[Quiet, ...]:
    """Noise and layout by cause, the most frequent first."""
    by_cause: dict[tuple[ChangeLabel, Cause], list[Change]] = {}
    for change in changes:
        by_cause.setdefault((change.label, change.cause), []).append(change)
    ordered = sorted(by_cause.items(), key=lambda item: (LABELS.index(item[0][0]), -len(item[1]), item[0][1]))
    return tuple(
        Quiet(label, cause_told(found[0]), len(found), tuple(map(_short, _telling(found))))
        for (label, _), found in ordered
    )


def _telling(changes: Sequence[Change]) -> list[Reading]:
    """The most frequent readings that hold more than white space."""
    return [r for r in _readings(iter(changes)) if r.a.strip() or r.b.strip()][:_EXAMPLES]


def _short(reading: Reading) -> Reading:
    a, b = (t if len(t) <= _LONGEST_EXAMPLE else t[:_LONGEST_EXAMPLE] + "…" for t in (reading.a, reading.b))
    return Reading(a, b, reading.count)


# ---------------------------------------------------------------- tables


def _sections(difference: Difference, a: Witness) -> list[SectionQuality]:
    """Rates of each section in the order of A; where there is no room for all, the worst come first."""
    found = list(difference.sections)
    if len(found) > _MOST_SECTIONS:
        found.sort(key=lambda s: (not s.too_poor, -(s.cer or 0.0)))
    return [
        SectionQuality(
            a.references[s.section],
            a.section_place(s.section).line,
            s.words,
            rate(s.cer),
            rate(s.wer),
            rate(s.residual_cer),
            s.too_poor,
        )
        for s in found
    ]


def _facts(a: Witness, b: Witness) -> tuple[Fact, ...]:
    unknown = WORDS["unknown"]

    def facts(w: Witness) -> dict[str, Both]:
        meta = w.plan.metadata
        told = {
            "type": meta.document_type,
            "number": meta.document_number,
            "date": day(meta.date) if meta.date else None,
            "body": meta.issuing_body,
            "subject": meta.subject,
            "year": str(meta.year) if meta.year else None,
            "signer": meta.signer,
        }
        known = {name: same(fact) if isinstance(fact, str) else fact or unknown for name, fact in told.items()}
        return {**known, "reading": quality(w.plan.ocr), "words": number(len(w.plan.text.split()))}

    ours, theirs = facts(a), facts(b)
    return tuple(
        Fact(
            DIFF_WORDS[f"fact_{name}"],
            fact,
            theirs[name],
            name not in _AS_PRINTED and fact != theirs[name] and unknown not in (fact, theirs[name]),
        )
        for name, fact in ours.items()
    )
