"""What a page shows, as values: everything a template needs, read from the comparison and put in reading order."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from plancompare.model import Failure, Notice, Plan
from plancompare.model.comparison import (
    Caveat,
    CellState,
    ComparedPlan,
    Comparison,
    Layer,
    MissingSource,
    Options,
    Row,
    Scope,
)
from plancompare.report.clusters import ClusterView, cluster_views
from plancompare.report.comparability import Difference, Identity, differences_between, identity, quality
from plancompare.report.pairs import Counterpart, PairView, counterparts, pair_anchor, pair_view
from plancompare.report.reading import ReadingRow, is_scanned, reading_rows
from plancompare.report.synopsis_view import SynopsisView, synopsis_view
from plancompare.report.witness import Head, Place, Witness, sigla, witness
from plancompare.report.words import WORDS, Both, percents
from plancompare.text import words

SCHEMA = "plancompare/compare/1"
_SCOPES: tuple[Scope, ...] = ("cross_province", "within_province", "source")
_LAYERS: tuple[Layer, ...] = ("prose", "citation", "formula", "form")
# Similarity at which each darker shade of the heat map begins.
_SHADES = (0.05, 0.15, 0.30, 0.50, 0.75)
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares of one layer of a plan's words, in [0, 1]."""

    layer: str
    words: int
    shared: float
    adapted: float
    local: float


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan in figures: prose first, then the other layers, and with whom the shared prose is shared."""

    head: Head
    prose: Bar
    layers: tuple[Bar, ...]
    scopes: Both | None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`pair` is null on the diagonal. `shade` counts from 0 (nothing alike) to 5."""

    pair: str | None
    similarity: float
    shade: int
    is_twin: bool


@dataclass(frozen=True, slots=True)
class MatrixCell:
    state: CellState
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`depth` is that of the shallowest section in the row; `is_scanned` where a scan alone has the title so."""

    anchor: str
    title: str
    is_scanned: bool
    depth: int
    cells: tuple[MatrixCell, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class Quote:
    head: Head
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning with the words it is about, and how sure it is, in [0, 1]."""

    message: Both
    quotes: tuple[Quote, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from; `head` is null for a source."""

    head: Head | None
    path: str
    sha256: str
    media_type: str
    encoding: str | None
    repairs: tuple[str, ...]
    scan: Both


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on the page of one comparison, in its order."""

    heads: tuple[Head, ...]
    identities: tuple[Identity, ...]
    differing: frozenset[str]
    differences: tuple[Difference, ...]
    twins: tuple[tuple[Head, ...], ...]
    is_one_document: bool
    missing: tuple[tuple[MissingSource, str], ...]
    overviews: tuple[Overview, ...]
    heat: tuple[tuple[HeatCell, ...], ...]
    matrix: tuple[MatrixRow, ...]
    synopsis: SynopsisView
    reading: tuple[ReadingRow, ...]
    pairs: tuple[PairView, ...]
    clusters: tuple[ClusterView, ...]
    warnings: tuple[Caution, ...]
    notices: tuple[tuple[Head, Caution], ...]
    shared_errors: tuple[Caution, ...]
    failures: tuple[Failure, ...]
    origins: tuple[Origin, ...]
    options: tuple[tuple[str, str], ...]
    command: str
    version: str
    schema: str


def page(comparison: Comparison, *, version: str) -> Page:
    """The page of a comparison; `version` is that of the program. The base, where there is one, stands first."""
    base = comparison.options.base
    documents = sorted(comparison.documents, key=lambda document: document.plan.id != base)
    evidence = _evidence(comparison)
    witnesses = tuple(
        witness(i, d.plan, base, _aims(d.plan, evidence.get(d.plan.id, ()))) for i, d in enumerate(documents)
    )
    by_id = {w.head.id: w for w in witnesses}
    identities = tuple(identity(w) for w in witnesses)
    differences = differences_between(identities)
    found: dict[str, list[Counterpart]] = {}
    for pair in comparison.pairs:
        if pair.relation in ("related", "unrelated"):
            for document, counterpart in counterparts(pair, by_id[pair.a], by_id[pair.b]):
                found.setdefault(document, []).append(counterpart)
    for places in found.values():
        places.sort(key=lambda c: (c.start, c.end, c.passage))
    return Page(
        heads=tuple(w.head for w in witnesses),
        identities=identities,
        differing=frozenset(d.key for d in differences),
        differences=differences,
        twins=tuple(tuple(by_id[d].head for d in group) for group in comparison.witnesses if len(group) > 1),
        is_one_document=len(comparison.witnesses) == 1 and not comparison.sources,
        missing=tuple((m, sigla(by_id[d].head for d in m.documents)) for m in comparison.missing_sources),
        overviews=tuple(_overview(document, w) for document, w in zip(documents, witnesses, strict=True)),
        heat=_heat(comparison, witnesses),
        matrix=tuple(_matrix_row(row, witnesses) for row in comparison.rows),
        synopsis=synopsis_view(comparison.synopsis, witnesses, comparison.witnesses),
        reading=reading_rows(comparison.rows, witnesses, {d.plan.id: d.spans for d in comparison.documents}, found),
        pairs=tuple(pair_view(p, by_id[p.a], by_id[p.b]) for p in comparison.pairs),
        clusters=cluster_views(comparison.clusters, by_id),
        warnings=tuple(_caution(caveat, by_id) for caveat in comparison.warnings),
        notices=tuple((w.head, _noticed(w, notice)) for w in witnesses for notice in w.plan.warnings),
        shared_errors=tuple(_caution(caveat, by_id) for caveat in comparison.shared_errors),
        failures=comparison.failures,
        origins=(
            *(origin(w.plan, w.head) for w in witnesses),
            *(origin(plan, None) for plan in comparison.sources),
        ),
        options=_options(comparison.options),
        command=_command(comparison),
        version=version,
        schema=SCHEMA,
    )


def _evidence(comparison: Comparison) -> dict[str, list[int]]:
    """Where the evidence of warnings about several plans begins, plan by plan."""
    found: dict[str, list[int]] = {}
    for caveat in (*comparison.warnings, *comparison.shared_errors):
        for evidence in caveat.evidence:
            found.setdefault(evidence.document, []).append(evidence.start)
    return found


def _aims(plan: Plan, evidence: Iterable[int]) -> Iterator[int]:
    """The offsets of a plan to which the tables and warnings lead."""
    yield from evidence
    yield from (citation.start for citation in plan.citations)
    yield from (fact.start for fact in plan.facts)
    for notice in plan.warnings:
        yield from (notice.start, *(start for start, _ in notice.others))


# ---------------------------------------------------------------- overview


def _overview(document: ComparedPlan, w: Witness) -> Overview:
    sharing = document.sharing
    bars = []
    for layer in _LAYERS:
        part = getattr(sharing, layer)
        bars.append(Bar(layer, sharing.layer_words.get(layer, 0), part.shared, part.adapted, part.local))
    whole = Bar("all_layers", sharing.words, sharing.shared, sharing.adapted, sharing.local)
    counted: Counter[Scope] = Counter()
    for span in document.spans:
        if span.class_ == "shared" and span.layer == "prose" and span.scope:
            counted[span.scope] += len(words(w.plan.text, span.start, span.end))
    total = sum(counted.values())
    found = [s for s in _SCOPES if counted[s]]
    shares = [(f, WORDS[s]) for f, s in zip(percents([counted[s] / total for s in found]), found, strict=True)]
    vi, en = (", ".join(f"{share} {scope[side]}" for share, scope in shares) for side in (0, 1))
    return Overview(w.head, bars[0], (*bars, whole), Both(vi, en) if shares else None)


def _heat(comparison: Comparison, witnesses: Sequence[Witness]) -> tuple[tuple[HeatCell, ...], ...]:
    cells: dict[tuple[str, str], HeatCell] = {}
    heads = {w.head.id: w.head for w in witnesses}
    for p in comparison.pairs:
        shade = sum(p.similarity >= limit for limit in _SHADES)
        twin = p.relation in ("same", "same_with_edits")
        cell = HeatCell(pair_anchor(heads[p.a], heads[p.b]), p.similarity, shade, twin)
        cells[p.a, p.b] = cells[p.b, p.a] = cell
    itself = HeatCell(None, 1.0, 0, False)
    return tuple(tuple(cells.get((a, b), itself) for b in heads) for a in heads)


# ---------------------------------------------------------------- matrix


def _matrix_row(row: Row, witnesses: Sequence[Witness]) -> MatrixRow:
    cells = []
    for w in witnesses:
        cell = row.cells[w.head.id]
        cells.append(MatrixCell(cell.state, tuple(w.section_place(s) for s in cell.sections)))
    own = [s for cell in row.cells.values() if cell.state == "own" for s in cell.sections]
    depth = min((s.count(".") for s in own), default=0)
    return MatrixRow(f"row-{row.id}", row.title, is_scanned(row, witnesses), min(depth, 3), tuple(cells), row.coverage)


# ---------------------------------------------------------------- warnings, provenance


def _caution(caveat: Caveat, by_id: Mapping[str, Witness]) -> Caution:
    quotes = tuple(_quote(by_id[e.document], e.start, e.end) for e in caveat.evidence)
    return Caution(Both(caveat.message, caveat.english or caveat.message), quotes, caveat.confidence)


def _noticed(w: Witness, notice: Notice) -> Caution:
    places = ((notice.start, notice.end), *notice.others)
    quotes = tuple(_quote(w, start, end) for start, end in places)
    return Caution(Both(notice.message, notice.english or notice.message), quotes, notice.confidence)


def _quote(w: Witness, start: int, end: int) -> Quote:
    text = " ".join(w.plan.text[start:end].split())
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return Quote(w.head, w.place(start), text if any(map(str.isalnum, text)) else "")


def origin(plan: Plan, head: Head | None) -> Origin:
    """Where a text comes from, for the last part of a page."""
    judged = Both(quality(plan.ocr).vi, plan.ocr.explanation)
    return Origin(head, plan.path, plan.sha256, plan.media_type, plan.encoding, plan.repairs, judged)


def _options(options: Options) -> tuple[tuple[str, str], ...]:
    """The options that are not left at their default."""
    return tuple(
        (f.name, str(getattr(options, f.name)))
        for f in msgspec.structs.fields(options)
        if getattr(options, f.name) != f.default
    )


def _command(comparison: Comparison) -> str:
    arguments = ["plancompare", "compare", *(d.plan.path for d in comparison.documents)]
    for source in comparison.sources:
        arguments += ["--source", source.path]
    for name, value in _options(comparison.options):
        arguments += [f"--{name}", value]
    return shlex.join(arguments)
