"""The values that travel down the pipeline: frozen, typed, without input or output.

    Source ──parse──▶ Plan ──align──▶ Match ──collate──▶ Passage ──judge──▶ Comparison

All offsets are half-open and count Unicode code points of `Plan.text`; all line numbers are 1-based and
inclusive; all scores lie in [0, 1]. The JSON of the command line is these types, field by field
(`schema.py`): a trailing underscore of a field name is dropped there (`class_` is written `class`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd in one text: `code` is stable and hyphenated, `message` is for a person."""

    code: str
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: for each row the stretches of its cells, in reading order; an empty cell is empty."""

    start: int
    end: int
    rows: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link stands in the text and where it leads. The address itself is no part of the text."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the letters of a text stood in their file, as far as its format tells; nothing for plain text.

    `pages` hold the text page by page, without a gap. `furniture` are running lines and page numbers known by their
    place on the page. `confidences` are the words a recogniser read, with its own confidence in percent.
    """

    pages: tuple[tuple[int, int], ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    confidences: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
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


@dataclass(frozen=True, slots=True)
class Scan:
    """How the letters came about. `noise` is the estimated share of words misread, 0 for a clean text."""

    is_ocr: bool
    noise: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Section:
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


@dataclass(frozen=True, slots=True)
class Metadata:
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


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document. `number` is in canonical form (`1116-QĐ/TU` where a scan shows `1116-Qb/TU`)."""

    start: int
    end: int
    raw: str
    type: str
    number: str | None
    date: str | None
    issuer: str | None
    confidence: float


FactKind = Literal["deadline", "periodic_report", "target", "target_qualitative", "assignment", "funding"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A deadline, report, target, duty or source of money, with the section it stands in."""

    start: int
    end: int
    kind: FactKind
    value: str
    inclusive: bool | None
    actor: str | None
    recipient: str | None
    raw: str
    section: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A witness: one plan as text with a shape. `id` is unique in a run."""

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


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be used, and why."""

    path: str
    error: str


# ---------------------------------------------------------------- comparing

Relation = Literal["same", "same_with_edits", "related", "unrelated"]
TextClass = Literal["shared", "adapted", "local", "furniture"]
Layer = Literal["form", "citation", "formula", "prose"]
Scope = Literal["cross_province", "within_province", "source"]
SlotKind = Literal["place", "agency", "year", "date", "number", "symbol", "wording"]
CellState = Literal["own", "within", "absent", "unreadable"]
LineageKind = Literal["parent_child", "siblings", "successor_year"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two sections that treat one subject.

    `score` is the calibrated probability that a person would align them, `cosine` the bare TF-IDF
    similarity, `role` what the role prior added to it; `terms` carried the cosine, heaviest first.
    """

    a: str
    b: str
    score: float
    cosine: float
    role: float
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of A and one of B that agree by the definition in `collate.py`.

    `agreed` pairs the stretches of A and B that agree syllable by syllable inside the passage:
    (a_start, a_end, b_start, b_end), in order; what lies between them differs. `score` weighs rarity.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    kind: Literal["verbatim", "adapted"]
    score: float
    scope: Scope
    agreed: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """How two plans descend from one another or from a common parent, and the words that show it."""

    kind: LineageKind | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """All that is said of two plans; nothing in it depends on which other plans are compared."""

    a: str
    b: str
    relation: Relation
    similarity: float
    lineage: Lineage
    matches: tuple[Match, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one plan has to a row: sections of its own, a place within another section, or nothing."""

    state: CellState
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One subject over all plans. `coverage` is the share of witnesses that treat it."""

    id: int
    title: str
    cells: Mapping[str, Cell]
    coverage: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template that each plan filled in its own way; `values` as printed."""

    index: int
    kind: SlotKind
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClusterMember:
    """Where one plan carries the text of a cluster."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """A text several plans share: the template they have in common (`{0}` marks slot 0) and its slots."""

    id: str
    documents: tuple[str, ...]
    template: str
    slots: tuple[Slot, ...]
    members: tuple[ClusterMember, ...]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of one plan of one class, layer, scope and slot. Spans tile the plan without a gap."""

    start: int
    end: int
    class_: TextClass
    layer: Layer
    scope: Scope | None
    slot: SlotKind | None
    documents: tuple[str, ...]
    source: str | None
    cluster: str | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of words of each class, furniture left out; they sum to 1 (all 0 where there is no word)."""

    shared: float
    adapted: float
    local: float


@dataclass(frozen=True, slots=True)
class Sharing:
    """Shares of all words, and of each layer alone. The headline figure is that of `prose`."""

    shared: float
    adapted: float
    local: float
    words: int
    prose: Shares
    form: Shares
    citation: Shares
    formula: Shares
    layer_words: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """A plan with what the comparison says of its text; `parents` are the documents it says it carries out."""

    plan: Plan = field(metadata={"flatten": True})
    sharing: Sharing
    spans: tuple[TextSpan, ...]
    parents: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something an analyst should know before trusting a comparison, with the places that show it."""

    code: str
    message: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MissingSource:
    """A document the plans cite that was not given with `--source`; `documents` cite it."""

    number: str
    type: str
    date: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set for a comparison. The figures behind other thresholds stand in their modules."""

    base: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of comparing two or more plans. Documents, pairs and witnesses are sorted by id."""

    documents: tuple[ComparedPlan, ...]
    sources: tuple[Plan, ...]
    missing_sources: tuple[MissingSource, ...]
    witnesses: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    warnings: tuple[Caveat, ...]
    failures: tuple[Failure, ...]
    options: Options


# ---------------------------------------------------------------- telling noise from edits

ChangeLabel = Literal["edit", "ocr_noise", "layout", "missing_part", "undecidable"]
ChangeKind = Literal[
    "number",
    "date",
    "citation",
    "word",
    "insertion",
    "deletion",
    "move",
    "diacritic",
    "case",
    "numbering",
    "agency",
    "negation",
]
Cause = Literal[
    "other_wording",
    "other_digits",
    "other_marks",
    "other_case",
    "other_order",
    "other_punctuation",
    "added",
    "left_out",
    "moved",
    "marks_lost",
    "letters_misread",
    "case_misread",
    "words_run_together",
    "words_broken_apart",
    "punctuation_misread",
    "specks",
    "illegible",
    "white_space",
    "typography",
    "tone_placement",
    "page_furniture",
    "reading_order",
    "lost_part",
    "either",
    "digits_may_be_misread",
    "line_may_be_lost",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch in which two texts differ; applying all changes of a `Difference` to A's text gives B's.

    `probability` is the calibrated probability that `label` is right; of `undecidable`, that a person changed it.
    `kind` is what a person did, or may have done (`undecidable`); null for noise, layout and missing parts. `cause`
    is why it is labelled so, as a code, `reason` the same as a sentence. A moved stretch is two changes with one
    number in `move`: one with an empty stretch of B where it left, one with an empty stretch of A where it arrived;
    both hold in `inside` the changes within the moved text itself, whose offsets are those of its two places.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_text: str
    b_text: str
    label: ChangeLabel
    kind: ChangeKind | None
    probability: float
    cause: Cause
    reason: str
    move: int | None = None
    inside: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Confusion:
    """Letters of A that B shows as others, `count` times: a share `probability` of all places of `a` in A.

    Empty `a` or `b` says that letters were added or lost.
    """

    a: str
    b: str
    probability: float
    count: int


@dataclass(frozen=True, slots=True)
class ReadingQuality:
    """How well one section of A was read in B: rates as in `Difference`; `section` is an id of A.

    `too_poor` says that so much of the section is misread that nothing can be told of its wording.
    """

    section: str
    words: int
    cer: float | None
    wer: float | None
    residual_cer: float | None
    too_poor: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said once for two texts as a whole: `code` is stable and hyphenated, `message` is for a person."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class InCommon:
    """The share of the words of A, and of B, that have a counterpart in the other text, reading noise aside."""

    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts of one document, or of two, and all that differs between them, in the order of A, then B.

    `cer` and `wer` are the rates of letters and of words of A that B shows otherwise, along the alignment and white
    space aside; `residual_cer` is what is left of `cer` after reading noise, layout and missing parts. They may
    exceed 1 and are null where A has no word. `channel` lists what letters were read as, the most frequent first.
    """

    a: Plan
    b: Plan
    relation: Relation
    relation_confidence: float
    shared: InCommon
    cer: float | None
    wer: float | None
    residual_cer: float | None
    changes: tuple[Change, ...]
    channel: tuple[Confusion, ...]
    sections: tuple[ReadingQuality, ...]
    remarks: tuple[Remark, ...]
