"""What a page shows, as values: everything a template needs, read from the comparison and put in reading order."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from plancompare.model import (
    CellState,
    Comparison,
    Failure,
    Layer,
    Lineage,
    MissingSource,
    Options,
    Pair,
    Plan,
    Relation,
    Row,
    Scope,
    SlotKind,
)
from plancompare.report.passages import Counterpart, PassageView, counterparts, passage_views
from plancompare.report.reading import ReadingRow, reading_rows
from plancompare.report.witness import Head, Place, Witness, witness
from plancompare.report.words import WORDS, Both, day, percent, same
from plancompare.text import words

SCHEMA = "plancompare/compare/1"
_SCOPES: tuple[Scope, ...] = ("cross_province", "within_province", "source")
_LAYERS: tuple[Layer, ...] = ("prose", "citation", "formula", "form")
# Shares of misread words up to which a scan is called good, fair, poor. A choice of words, not a measurement.
_QUALITIES = ((0.02, "scan_good"), (0.10, "scan_fair"), (0.30, "scan_poor"))
# Similarity at which each darker shade of the heat map begins.
_SHADES = (0.05, 0.15, 0.30, 0.50, 0.75)
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Identity:
    """What a plan says of itself; `inferred` are (field, evidence). `parents` and `directives` as cited at its start."""

    head: Head
    type: str | None
    level: Both | None
    province: str | None
    year: int | None
    number: str | None
    date: Both | None
    directives: tuple[str, ...]
    parents: tuple[str, ...]
    quality: Both
    noise: str | None
    inferred: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A property in which the plans differ, each value with the plans that have it."""

    key: str
    groups: Both


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
    """`depth` is that of the shallowest section in the row."""

    anchor: str
    title: str
    depth: int
    cells: tuple[MatrixCell, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class MatchView:
    a: Place
    b: Place
    score: float
    cosine: float
    role: float
    terms: str


@dataclass(frozen=True, slots=True)
class PairView:
    anchor: str
    a: Head
    b: Head
    relation: Relation
    similarity: float
    lineage: Lineage
    matches: tuple[MatchView, ...]
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot of a template; `values` are aligned with the plans of the cluster."""

    number: int
    kind: SlotKind
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ClusterView:
    """`template` is cut at its slots: texts, and numbers of slots between them."""

    anchor: str
    id: str
    heads: tuple[Head, ...]
    places: tuple[Place | None, ...]
    template: tuple[str | int, ...]
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    head: Head
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning with the words it is about."""

    message: Both
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from; `head` is null for a source."""

    head: Head | None
    path: str
    sha256: str
    media_type: str
    encoding: str | None
    repairs: tuple[str, ...]
    scan: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on the page of one comparison, in its order."""

    heads: tuple[Head, ...]
    identities: tuple[Identity, ...]
    differing: frozenset[str]
    differences: tuple[Difference, ...]
    twins: tuple[tuple[Head, ...], ...]
    missing: tuple[tuple[MissingSource, str], ...]
    overviews: tuple[Overview, ...]
    heat: tuple[tuple[HeatCell, ...], ...]
    matrix: tuple[MatrixRow, ...]
    reading: tuple[ReadingRow, ...]
    pairs: tuple[PairView, ...]
    clusters: tuple[ClusterView, ...]
    warnings: tuple[Caution, ...]
    notices: tuple[tuple[Head, tuple[Caution, ...]], ...]
    failures: tuple[Failure, ...]
    origins: tuple[Origin, ...]
    options: tuple[tuple[str, str], ...]
    command: str
    version: str
    schema: str


def page(comparison: Comparison, *, version: str) -> Page:
    """The page of a comparison; `version` is that of the program."""
    witnesses = tuple(witness(i, d.plan) for i, d in enumerate(comparison.documents))
    by_id = {w.head.id: w for w in witnesses}
    identities = tuple(_identity(w) for w in witnesses)
    differences = _differences(identities)
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
        missing=tuple((m, _sigla(by_id[d].head for d in m.documents)) for m in comparison.missing_sources),
        overviews=tuple(_overview(comparison, w) for w in witnesses),
        heat=_heat(comparison, witnesses),
        matrix=tuple(_matrix_row(row, witnesses) for row in comparison.rows),
        reading=reading_rows(
            comparison.rows, witnesses, {d.plan.id: d.spans for d in comparison.documents}, found
        ),
        pairs=tuple(_pair(p, by_id[p.a], by_id[p.b]) for p in comparison.pairs),
        clusters=_clusters(comparison, by_id),
        warnings=tuple(
            Caution(_told(w.code, w.message), tuple(_quote(by_id[e.document], e.start, e.end) for e in w.evidence))
            for w in comparison.warnings
        ),
        notices=tuple(
            (w.head, tuple(Caution(_told(n.code, n.message), (_quote(w, n.start, n.end),)) for n in w.plan.warnings))
            for w in witnesses
            if w.plan.warnings
        ),
        failures=comparison.failures,
        origins=(
            *(_origin(w.plan, w.head) for w in witnesses),
            *(_origin(plan, None) for plan in comparison.sources),
        ),
        options=_options(comparison.options),
        command=_command(comparison),
        version=version,
        schema=SCHEMA,
    )


# ---------------------------------------------------------------- comparability


def _identity(w: Witness) -> Identity:
    meta, scan = w.plan.metadata, w.plan.ocr
    opening = [s for s in w.plan.sections if s.kind in ("title", "preamble")]
    cited = [
        (c.type, f"{c.type} {c.number or ''}".strip() + (f", {day(c.date).vi}" if c.date else ""))
        for c in w.plan.citations
        if any(start <= c.start < end for s in opening for start, end in s.own)
    ]
    return Identity(
        head=w.head,
        type=meta.document_type,
        level=WORDS[meta.level] if meta.level else None,
        province=meta.province,
        year=meta.year,
        number=meta.document_number,
        date=day(meta.date) if meta.date else None,
        directives=tuple(dict.fromkeys(name for kind, name in cited if kind == "Chỉ thị")),
        parents=tuple(dict.fromkeys(name for kind, name in cited if kind != "Chỉ thị")),
        quality=_quality(scan.is_ocr, scan.noise),
        noise=percent(scan.noise) if scan.is_ocr else None,
        inferred=tuple(sorted(meta.inferred.items())),
    )


def _quality(is_ocr: bool, noise: float) -> Both:
    if not is_ocr:
        return WORDS["scan_clean"]
    return WORDS[next((name for limit, name in _QUALITIES if noise <= limit), "scan_bad")]


def _differences(identities: Sequence[Identity]) -> tuple[Difference, ...]:
    """The properties that are not the same in all plans that state them."""
    unknown = WORDS["unknown"]
    values: dict[str, list[Both]] = {
        "type": [same(i.type) if i.type else unknown for i in identities],
        "level": [i.level or unknown for i in identities],
        "province": [same(i.province) if i.province else unknown for i in identities],
        "year": [same(str(i.year)) if i.year else unknown for i in identities],
        "directive": [same("; ".join(i.directives)) if i.directives else WORDS["none"] for i in identities],
        "quality": [i.quality for i in identities],
    }
    found = []
    for key, column in values.items():
        if len(set(column) - {unknown}) > 1:
            groups = [
                (value, _sigla(i.head for i, v in zip(identities, column, strict=True) if v == value))
                for value in dict.fromkeys(column)
            ]
            vi, en = ("; ".join(f"{value[side]} ({who})" for value, who in groups) for side in (0, 1))
            found.append(Difference(key, Both(vi, en)))
    return tuple(found)


# ---------------------------------------------------------------- overview


def _overview(comparison: Comparison, w: Witness) -> Overview:
    document = comparison.documents[w.head.index]
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
    shares = [(percent(counted[s] / total), WORDS[s]) for s in _SCOPES if counted[s]]
    vi, en = (", ".join(f"{share} {scope[side]}" for share, scope in shares) for side in (0, 1))
    return Overview(w.head, bars[0], (*bars, whole), Both(vi, en) if shares else None)


def _heat(comparison: Comparison, witnesses: Sequence[Witness]) -> tuple[tuple[HeatCell, ...], ...]:
    cells: dict[tuple[str, str], HeatCell] = {}
    heads = {w.head.id: w.head for w in witnesses}
    for p in comparison.pairs:
        shade = sum(p.similarity >= limit for limit in _SHADES)
        twin = p.relation in ("same", "same_with_edits")
        cell = HeatCell(_pair_anchor(heads[p.a], heads[p.b]), p.similarity, shade, twin)
        cells[p.a, p.b] = cells[p.b, p.a] = cell
    itself = HeatCell(None, 1.0, 0, False)
    return tuple(tuple(cells.get((a, b), itself) for b in heads) for a in heads)


# ---------------------------------------------------------------- matrix, pairs, clusters


def _matrix_row(row: Row, witnesses: Sequence[Witness]) -> MatrixRow:
    cells = []
    for w in witnesses:
        cell = row.cells[w.head.id]
        cells.append(MatrixCell(cell.state, tuple(w.section_place(s) for s in cell.sections)))
    own = [s for cell in row.cells.values() if cell.state == "own" for s in cell.sections]
    depth = min((s.count(".") for s in own), default=0)
    return MatrixRow(f"row-{row.id}", row.title, min(depth, 3), tuple(cells), row.coverage)


def _pair_anchor(a: Head, b: Head) -> str:
    return f"pair-{a.siglum}-{b.siglum}"


def _pair(pair: Pair, a: Witness, b: Witness) -> PairView:
    matches = sorted(pair.matches, key=lambda m: -m.score)
    return PairView(
        anchor=_pair_anchor(a.head, b.head),
        a=a.head,
        b=b.head,
        relation=pair.relation,
        similarity=pair.similarity,
        lineage=pair.lineage,
        matches=tuple(
            MatchView(
                a.section_place(m.a), b.section_place(m.b), m.score, m.cosine, m.role, ", ".join(m.terms)
            )
            for m in matches
        ),
        passages=passage_views(pair, a, b),
    )


def _clusters(comparison: Comparison, by_id: Mapping[str, Witness]) -> tuple[ClusterView, ...]:
    views = []
    for number, cluster in enumerate(comparison.clusters, 1):
        where: dict[str, Place] = {}
        for member in cluster.members:
            where.setdefault(member.document, by_id[member.document].place(member.start))
        views.append(
            ClusterView(
                anchor=f"cluster-{number}",
                id=cluster.id,
                heads=tuple(by_id[d].head for d in cluster.documents),
                places=tuple(where.get(d) for d in cluster.documents),
                template=_template(cluster.template, len(cluster.slots)),
                slots=tuple(
                    SlotView(s.index + 1, s.kind, tuple(s.values.get(d) for d in cluster.documents))
                    for s in cluster.slots
                ),
            )
        )
    return tuple(views)


def _template(template: str, slots: int) -> tuple[str | int, ...]:
    """The template cut at its slots; braces that are not slots stay text.

    >>> _template("UBND tỉnh {0} năm {1} {x}", 2)
    ('UBND tỉnh ', 1, ' năm ', 2, ' {x}')
    """
    parts: list[str | int] = []
    rest = template
    for index in range(slots):
        before, mark, after = rest.partition(f"{{{index}}}")
        if not mark:
            continue
        parts.extend((before, index + 1))
        rest = after
    return tuple(part for part in (*parts, rest) if part != "")


# ---------------------------------------------------------------- warnings, provenance


def _told(code: str, message: str) -> Both:
    """A warning in both languages; the program's own message is English."""
    known = WORDS.get(f"warning_{code.replace('-', '_')}")
    return Both(known.vi if known else message, message)


def _quote(w: Witness, start: int, end: int) -> Quote:
    text = " ".join(w.plan.text[start:end].split())
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    place = w.place(start)
    return Quote(w.head, place, text)


def _origin(plan: Plan, head: Head | None) -> Origin:
    return Origin(
        head, plan.path, plan.sha256, plan.media_type, plan.encoding, plan.repairs, plan.ocr.explanation
    )


def _options(options: Options) -> tuple[tuple[str, str], ...]:
    """The options that are not left at their default."""
    return tuple(
        (f.name, str(getattr(options, f.name)))
        for f in fields(options)
        if getattr(options, f.name) != f.default
    )


def _command(comparison: Comparison) -> str:
    arguments = ["plancompare", "compare", *(d.plan.path for d in comparison.documents)]
    for source in comparison.sources:
        arguments += ["--source", source.path]
    for name, value in _options(comparison.options):
        arguments += [f"--{name}", value]
    return shlex.join(arguments)


def _sigla(heads: Iterable[Head]) -> str:
    return ", ".join(h.siglum for h in heads)
