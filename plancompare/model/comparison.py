"""What `compare` finds in two plans or more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from plancompare.model import Citation, Failure, Plan, Relation
from plancompare.model.review import Overruled

TextClass = Literal["shared", "adapted", "local", "furniture"]
Layer = Literal["form", "citation", "formula", "prose"]
Scope = Literal["cross_province", "within_province", "source"]
SlotKind = Literal["place", "agency", "year", "date", "number", "symbol", "wording"]
CellState = Literal["own", "within", "absent", "unreadable"]
LineageKind = Literal["parent_child", "siblings", "successor_year"]


class Match(Struct, frozen=True):
    """Two sections that treat one subject.

    `a` and `b` are ids of sections. `score` is the calibrated probability that a person would align them, `cosine` the
    bare TF-IDF similarity, `role` what the role prior added to it; `terms` carried the cosine, heaviest first.
    """

    a: str
    b: str
    score: float
    cosine: float
    role: float
    terms: tuple[str, ...]


class Passage(Struct, frozen=True):
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


class Lineage(Struct, frozen=True):
    """How two plans descend from one another or from a common parent, and the words that show it."""

    kind: LineageKind | None
    evidence: str | None


class Pair(Struct, frozen=True):
    """All that is said of two plans, `a` before `b` by id; nothing in it depends on which other plans are compared.

    `similarity` is the share of the words of both together that agree in passages.
    """

    a: str
    b: str
    relation: Relation
    similarity: float
    lineage: Lineage
    matches: tuple[Match, ...]
    passages: tuple[Passage, ...]


class Cell(Struct, frozen=True):
    """What one plan has to a row: sections of its own, a place within another section, or nothing."""

    state: CellState
    sections: tuple[str, ...]


class Row(Struct, frozen=True):
    """One subject over all plans. `coverage` is the share of witnesses that treat it."""

    id: int
    title: str
    cells: Mapping[str, Cell]
    coverage: float


class Slot(Struct, frozen=True):
    """A place in a template that each plan filled in its own way; `values` as printed."""

    index: int
    kind: SlotKind
    values: Mapping[str, str]


class ClusterMember(Struct, frozen=True):
    """Where one plan carries the text of a cluster."""

    document: str
    start: int
    end: int


class Cluster(Struct, frozen=True):
    """A text several plans share: the template they have in common (`{0}` marks slot 0) and its slots."""

    id: str
    documents: tuple[str, ...]
    template: str
    slots: tuple[Slot, ...]
    members: tuple[ClusterMember, ...]


class TextSpan(Struct, frozen=True, rename={"class_": "class"}):
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


class Shares(Struct, frozen=True):
    """Shares of words of each class, furniture left out; they sum to 1 (all 0 where there is no word).

    `shared` words agree with their counterpart in a passage with another plan, `adapted` ones differ inside a passage,
    `local` ones stand in none.
    """

    shared: float
    adapted: float
    local: float


class Sharing(Struct, frozen=True):
    """Shares of all words (`shared`, `adapted`, `local`, as in `Shares`), and of each layer alone.

    `words` counts them, `layer_words` those of each layer. The headline figure is that of `prose`.
    """

    shared: float
    adapted: float
    local: float
    words: int
    prose: Shares
    form: Shares
    citation: Shares
    formula: Shares
    layer_words: Mapping[str, int]


class Restored(Struct, frozen=True):
    """Words of a scan as they most likely stood in print; for reading only, never to be quoted as the source.

    `how`: from its clean text (`twin`), from a passage it shares with the clean text of `document` (`passage`), or what
    its letters most likely are, without marks (`channel`).
    """

    start: int
    end: int
    text: str
    how: Literal["twin", "passage", "channel"]
    document: str | None


class ComparedPlan(Struct, frozen=True):
    """A plan with what the comparison says of its text; `parents` are the documents it says it carries out.

    `sharing` counts all passages, `strict` the firm ones alone, which keep to the definition by the letter
    (`collate.py`). `restored` makes a scan readable; it is empty for a typed text. In JSON the fields of the plan stand
    beside the others.
    """

    plan: Plan
    sharing: Sharing
    spans: tuple[TextSpan, ...]
    parents: tuple[Citation, ...] = ()
    strict: Sharing | None = None
    restored: tuple[Restored, ...] = ()


class Evidence(Struct, frozen=True):
    """A stretch of one document that shows something; offsets as in `Plan.text`."""

    document: str
    start: int
    end: int


class Caveat(Struct, frozen=True):
    """Something an analyst should know before trusting a comparison, with the places that show it.

    `message` is Vietnamese, `english` the same in English; `confidence` is how sure it is that a person agrees.
    """

    code: str
    message: str
    evidence: tuple[Evidence, ...]
    english: str = ""
    confidence: float = 1.0


Status = Literal["in_force", "replaced", "unknown"]


class CitedDocument(Struct, frozen=True):
    """One cited document, over all plans: what most of them say of it, completed from the register.

    `status` and `replaced_by` are those of the register; what it does not know is `unknown`.
    """

    type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    central: bool
    status: Status
    replaced_by: str | None


class CitationRow(Struct, frozen=True):
    """One row of the matrix citations × plans: a document, or the local documents that do one job in each province.

    `cells` holds, for every plan, the indices in its `citations`: none where it does not cite the row. `reason` says
    in Vietnamese why several documents share the row, `english` the same in English; null where it is one document.
    """

    id: int
    title: str
    documents: tuple[CitedDocument, ...]
    cells: Mapping[str, tuple[int, ...]]
    reason: str | None
    english: str | None = None


class FactRef(Struct, frozen=True):
    """A fact of a plan: its index in the plan's `facts`."""

    document: str
    fact: int


class CalendarEntry(Struct, frozen=True):
    """A day on which something is due. `date` is ISO; a day of every year is given that of the plan's year, and
    `inferred` says so (null where the text has the year). `date` is null where no year can be told."""

    date: str | None
    inferred: str | None
    fact: FactRef


class DutyRow(Struct, frozen=True):
    """One agency over all plans: `names` as each plan calls it, `cells` the indices of its facts in each plan.

    Bodies that do one job at different levels (`Sở Nội vụ`, `Phòng Nội vụ`) share a row.
    """

    agency: str
    names: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, tuple[int, ...]]


class TargetRow(Struct, frozen=True):
    """One thing aimed at, over the plans that aim at it: the indices of the facts in each plan."""

    title: str
    cells: Mapping[str, tuple[int, ...]]


class Synopsis(Struct, frozen=True):
    """The facts of all plans side by side. Every `cells` has each plan as a key, in the order of the documents."""

    citations: tuple[CitationRow, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    duties: tuple[DutyRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()


class MissingSource(Struct, frozen=True):
    """A document the plans cite that was not given with `--source`; `documents` cite it."""

    number: str
    type: str
    date: str | None
    documents: tuple[str, ...]


class Options(Struct, frozen=True):
    """What a user may set for a comparison. The figures behind other thresholds stand in their modules."""

    base: str | None = None


class Comparison(Struct, frozen=True, tag_field="schema", tag="plancompare/compare/1"):
    """The result of comparing two or more plans. Documents, pairs and witnesses are sorted by id.

    `shared_errors` are the errors that plans have in common, which show more of their descent than common wording.
    `review` tells what a reader overruled; everything else is what holds then.
    """

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
    synopsis: Synopsis = Synopsis()
    shared_errors: tuple[Caveat, ...] = ()
    review: tuple[Overruled, ...] = ()
