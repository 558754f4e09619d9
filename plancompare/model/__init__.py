"""The values that travel down the pipeline: frozen, typed, without input or output.

    Source ──parse──▶ Plan ──align──▶ Match ──collate──▶ Passage ──judge──▶ Comparison

The types of reading and parsing stand here; those of `compare` and of `diff` have a room each beside them, because
making some forty frozen types takes longer than parsing a plan, and each command needs but some of them.

All offsets are half-open and count Unicode code points of `Plan.text`; all line numbers are 1-based and
inclusive; all scores lie in [0, 1]. The JSON of the command line is these types, field by field
(`schema.py`); a result begins with the number of its schema there.

They are Structs of msgspec, not dataclasses: to make those of `diff` takes 1 ms instead of 20, and its 2,000 changes
are made and written in 3 ms instead of 30, of 350 for the whole command.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

# ---------------------------------------------------------------- reading


class Notice(Struct, frozen=True):
    """Something odd in one text: `code` is stable and hyphenated, `message` is for its reader, in Vietnamese.

    `english` is the same in English (empty where the report's own words for the code must do). `others` are further
    places of the text that show it; `confidence` is how sure it is that a person would call it odd.
    """

    code: str
    start: int
    end: int
    message: str
    english: str = ""
    others: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0


class Table(Struct, frozen=True):
    """A table of the file: for each row the stretches of its cells, in reading order; an empty cell is empty."""

    start: int
    end: int
    rows: tuple[tuple[tuple[int, int], ...], ...]


class Link(Struct, frozen=True):
    """Where a link stands in the text and where it leads. The address itself is no part of the text."""

    start: int
    end: int
    target: str


class Provenance(Struct, frozen=True):
    """Where the letters of a text stood in their file, as far as its format tells; nothing for plain text.

    `pages` hold the text page by page, without a gap. `furniture` are running lines and page numbers known by their
    place on the page. `confidences` are the words a recogniser read, with its own confidence in percent.
    """

    pages: tuple[tuple[int, int], ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    confidences: tuple[tuple[int, int, int], ...] = ()


class Source(Struct, frozen=True):
    """A file as read: `text` is NFC with `\\n` line ends, `repairs` says how it differs from the bytes.

    `path` is the path as the user gave it, `sha256` the digest of the bytes of the file, `warnings` what could not be
    done or should be known of the reading.
    """

    path: str
    sha256: str
    text: str
    media_type: str
    encoding: str | None
    repairs: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()
    provenance: Provenance = Provenance()


# ---------------------------------------------------------------- parsing

SectionKind = Literal[
    "header",
    "title",
    "preamble",
    "part",
    "chapter",
    "roman",
    "article",
    "arabic",
    "letter",
    "bullet",
    "closing",
    "recipients",
    "signature",
    "appendix",
    "table",
    "furniture",
]
Level = Literal["trung ương", "tỉnh", "sở", "huyện", "thành phố", "xã"]


class Scan(Struct, frozen=True):
    """How the letters came about. `noise` is the estimated share of words misread, 0 for a clean text."""

    is_ocr: bool
    noise: float
    explanation: str


class Section(Struct, frozen=True):
    """One node of the tree of a plan.

    `start`..`end` hold the section with all its children; `own` are the stretches of its own text (its
    children's text is theirs), and over all sections of a plan the own stretches hold every non-blank line once.
    `label` is the true label (`II` where a scan shows `11.`), `raw_label` what is printed.
    `title` is null where the numbered item is a paragraph without a heading of its own.
    """

    id: str
    parent: str | None
    kind: SectionKind
    label: str | None
    raw_label: str | None
    title: str | None
    raw_title: str | None
    start: int
    end: int
    own: tuple[tuple[int, int], ...]
    start_line: int
    end_line: int


class Metadata(Struct, frozen=True):
    """What the plan says of itself. Null where it does not say; `inferred` names a field and its evidence."""

    issuing_body: str | None = None
    document_number: str | None = None
    date: str | None = None
    document_type: str | None = None
    subject: str | None = None
    province: str | None = None
    level: Level | None = None
    year: int | None = None
    signer: str | None = None
    inferred: Mapping[str, str] = field(default_factory=dict)


class Citation(Struct, frozen=True):
    """A cited document. `number` is in canonical form (`1116-QĐ/TU` where a scan shows `1116-Qb/TU`).

    `date` is ISO 8601, `2023-11` where only the month is told; number, date and issuer are null where they are not.
    `subject` is what it says of itself behind `về (việc)`, as printed on one line; null where it is not told here.
    `confidence` falls with letters misread, an unknown code or a missing type; it is not calibrated.
    """

    start: int
    end: int
    raw: str
    type: str
    number: str | None
    date: str | None
    issuer: str | None
    confidence: float
    subject: str | None = None


FactKind = Literal["deadline", "periodic_report", "target", "target_qualitative", "assignment", "funding"]


Bound = Literal["at_least", "at_most", "exactly", "increase", "decrease"]


class Fact(Struct, frozen=True):
    """A deadline, report, target, duty or source of money, with the section it stands in.

    `start`..`end` is the clause that says it, `raw` its text. Agencies (`actor`, `recipient`, `via`: handed in through)
    have their full names in correct spelling; an actor the clause does not name is that of the heading or of the lines
    above (`actor_at` says where), or else the issuing body (`actor_at` is null); null where none of these can be told.

    `value` by kind:

    deadline            the day, ISO 8601 (`2024-11-01`); of a month, quarter or year its last day; every year:
                        `--11-01`, every month: `---25`. `inclusive` is false for `trước ngày`. `since` is the first
                        day of a period.
    periodic_report     intervals as ISO 8601 durations, shortest first (`P6M, P1Y`); `on_request`; `unspecified`
    target              number and unit (`100%`, `1 mô hình`), with its `bound`; `inclusive` is false for `trên`, `dưới`
    target_qualitative  what is aimed at, without a figure
    assignment          what is to be done
    funding             where the money comes from, or how much

    `action` is what is due by a deadline, reported, or aimed at; null where `value` says it. `confidence` is how
    sure it is that a person would list it: a step each for weaker forms of words, not calibrated.
    """

    start: int
    end: int
    kind: FactKind
    value: str
    inclusive: bool | None
    actor: str | None
    recipient: str | None
    raw: str
    section: str
    action: str | None = None
    via: str | None = None
    since: str | None = None
    bound: Bound | None = None
    actor_at: tuple[int, int] | None = None
    confidence: float = 1.0


class Plan(Struct, frozen=True):
    """A witness: one plan as text with a shape. `id` is unique in a run.

    `omitted` names the lists that are empty because they were not looked for: `diff` looks for no facts, and its
    warnings are those of reading alone (`oddities`).
    """

    id: str
    path: str
    sha256: str
    text: str
    media_type: str
    encoding: str | None
    repairs: tuple[str, ...]
    ocr: Scan
    metadata: Metadata
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    facts: tuple[Fact, ...]
    warnings: tuple[Notice, ...]
    provenance: Provenance = Provenance()
    omitted: tuple[Literal["facts", "oddities"], ...] = ()


class Failure(Struct, frozen=True):
    """An input that could not be used, and why."""

    path: str
    error: str


Relation = Literal["same", "same_with_edits", "related", "unrelated"]


class ParseResult(Struct, frozen=True, tag_field="schema", tag="plancompare/parse/1"):
    """What `plancompare parse` found: the plans, sorted by id, and the inputs that could not be used."""

    documents: tuple[Plan, ...]
    failures: tuple[Failure, ...]
