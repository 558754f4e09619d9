"""The overview as a page shows it: how much each plan shares, who is like whom, and what to read first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from plancompare.model.comparison import Cluster, ClusterMember, ComparedPlan, Comparison, Layer, Row, Scope, Sharing
from plancompare.report.pairs import pair_anchor
from plancompare.report.quotes import Quote, quote, shortened
from plancompare.report.witness import Head, Place, Witness
from plancompare.report.word_tally import Addition, Tally
from plancompare.report.words import percent, percents

_SCOPES: tuple[Scope, ...] = ("cross_province", "within_province", "source")
_CLASSES = ("shared", "adapted", "local")
# Prose is told in full; these stand beside it.
_OTHER_LAYERS: tuple[Layer, ...] = ("citation", "formula", "form")
# Similarity at which each darker shade of the heat map begins.
_SHADES = (0.05, 0.15, 0.30, 0.50, 0.75)
_TOLD = 5  # additions and boilerplate passages put in words
_LONGEST = 170  # letters of each that are repeated; the text itself is a step away
_MANY = 12  # documents above which the plans are ordered by what is their own, and folded away


@dataclass(frozen=True, slots=True)
class Part:
    """The share of one class in one layer, as the page writes it: `20–28%` where readings of it differ."""

    class_: str
    share: str


@dataclass(frozen=True, slots=True)
class LayerBar:
    """The parts of one layer of a plan (None: of all its words)."""

    layer: Layer | None
    words: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan in figures.

    `prose` gives ranges: from the strict to the loose reading, and over all texts of one document. `segments` are
    its bar by the loose reading: firmly (`s`) and loosely (`n`) shared, adapted (`a`), local (`l`), each with where
    it begins and how wide it is, per cent. `layers` and
    `scopes` are by the loose reading, as the marks in the texts are. `copy_of` is the text that stands for the
    document in what counts documents, where it is not this one.
    """

    head: Head
    copy_of: Head | None
    prose: LayerBar
    segments: tuple[tuple[str, float, float], ...]
    layers: tuple[LayerBar, ...]
    scopes: tuple[tuple[Scope, str], ...]
    local: float


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`pair` is null on the diagonal. `shade` counts from 0 (nothing alike) to 5."""

    pair: str | None
    similarity: float
    shade: int
    is_twin: bool


@dataclass(frozen=True, slots=True)
class LocalAddition:
    """One of the largest stretches of a plan's own; `is_only` if no other plan treats its row at all.

    `guess` is how the words of a scan most likely stood in print; null for a typed text.
    """

    quote: Quote
    guess: str | None
    words: int
    is_only: bool


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """One of the widest texts in common: how many of all documents carry it, and where; of twins once.

    It is quoted from a typed text where one carries it; `guess` as of an addition.
    """

    quote: Quote
    guess: str | None
    anchor: str
    words: int
    carriers: int
    documents: int
    places: tuple[tuple[Head, Place], ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """`most_local` and `least_local` are documents by the share of their own prose; null where they do not differ."""

    plans: tuple[Overview, ...]
    is_long: bool
    heat: tuple[tuple[HeatCell, ...], ...]
    additions: tuple[LocalAddition, ...]
    boilerplate: tuple[Boilerplate, ...]
    most_local: Overview | None
    least_local: Overview | None


@dataclass(frozen=True, slots=True)
class Picked:
    """What is put in words, before it is known where it stands on the page."""

    additions: tuple[tuple[str, Addition], ...]
    boilerplate: tuple[tuple[int, Cluster, int], ...]

    def aims(self, document: str) -> list[int]:
        """Where in a plan these begin."""
        return [
            *(addition.start for owner, addition in self.additions if owner == document),
            *(m.start for _, cluster, _ in self.boilerplate for m in cluster.members if m.document == document),
        ]


def leads(comparison: Comparison) -> Mapping[str, str]:
    """For each plan the one that stands for its document: the first typed text, else the first."""
    scanned = {d.plan.id: d.plan.ocr.is_ocr for d in comparison.documents}
    return {id_: min(group, key=lambda one: (scanned[one], one)) for group in comparison.witnesses for id_ in group}


def pick(comparison: Comparison, tallies: Mapping[str, Tally]) -> Picked:
    """The largest local additions, and the widest boilerplate: that of most documents, then of most words of prose.

    Of twins only one text is asked. Boilerplate that is mostly no prose (titles of directives) is no finding, nor
    is what lies inside another that is told.
    """
    lead = leads(comparison)
    texts = {d.plan.id: d for d in comparison.documents}
    additions = [(id_, addition) for id_ in sorted(set(lead.values())) for addition in tallies[id_].additions]
    additions.sort(key=lambda found: -found[1].words)
    told: list[tuple[int, Cluster, int]] = []
    wide = []
    for number, cluster in enumerate(comparison.clusters, 1):
        if cluster.members:
            carriers = {lead[member.document] for member in cluster.members}
            first = _teller(cluster, texts)
            prose, whole = tallies[first.document].prose_between(first.start, first.end)
            if len(carriers) > 1 and 2 * prose > whole:
                wide.append((-len(carriers), -prose, number, cluster))
    for _, prose, number, cluster in sorted(wide, key=lambda found: found[:3]):
        if len(told) < _TOLD and not any(_overlap(cluster, other) for _, other, _ in told):
            told.append((number, cluster, -prose))
    return Picked(tuple(additions[:_TOLD]), tuple(told))


def _teller(cluster: Cluster, documents: Mapping[str, ComparedPlan]) -> ClusterMember:
    """The text that is quoted for a cluster: a typed one, where there is one."""
    return next((m for m in cluster.members if not documents[m.document].plan.ocr.is_ocr), cluster.members[0])


def _overlap(cluster: Cluster, other: Cluster) -> bool:
    """Whether some plan carries both in the same place."""
    held: dict[str, list[ClusterMember]] = {}
    for member in other.members:
        held.setdefault(member.document, []).append(member)
    return any(
        member.start < one.end and one.start < member.end
        for member in cluster.members
        for one in held.get(member.document, ())
    )


def overview_view(
    comparison: Comparison, witnesses: Sequence[Witness], tallies: Mapping[str, Tally], picked: Picked
) -> OverviewView:
    """The overview of a comparison; `witnesses` stand in the order of the page."""
    by_id = {w.head.id: w for w in witnesses}
    documents = {d.plan.id: d for d in comparison.documents}
    lead = leads(comparison)
    groups = {id_: group for group in comparison.witnesses for id_ in group}
    plans = [
        _overview(
            documents[id_],
            w.head,
            by_id[lead[id_]].head,
            [documents[text] for text in groups[id_]],
            tallies[id_].scopes,
        )
        for id_, w in by_id.items()
    ]
    counted = sorted((p for p in plans if p.copy_of is None and p.prose.words), key=attrgetter("local"))
    differ = len(counted) > 1 and counted[0].local < counted[-1].local
    is_long = len(comparison.witnesses) > _MANY
    if is_long:
        plans.sort(key=lambda plan: (-plan.local, plan.head.index))
    rows = {row.id: row for row in comparison.rows}
    return OverviewView(
        plans=tuple(plans),
        is_long=is_long,
        heat=_heat(comparison, witnesses),
        additions=tuple(_addition(documents[id_], by_id[id_], found, rows, lead) for id_, found in picked.additions),
        boilerplate=tuple(
            _boilerplate(number, cluster, prose, documents, by_id, lead)
            for number, cluster, prose in picked.boilerplate
        ),
        most_local=counted[-1] if differ else None,
        least_local=counted[0] if differ else None,
    )


# ---------------------------------------------------------------- plans


def _overview(
    document: ComparedPlan, head: Head, lead: Head, texts: Sequence[ComparedPlan], scopes: Mapping[Scope, int]
) -> Overview:
    sharing = document.sharing
    strict = document.strict or sharing
    readings = [
        reading.prose
        for text in texts
        for reading in (text.sharing, text.strict or text.sharing)
        if reading.layer_words.get("prose")
    ]
    prose = LayerBar(
        "prose",
        sharing.layer_words.get("prose", 0),
        tuple(Part(c, _range([getattr(reading, c) for reading in readings])) for c in _CLASSES),
    )
    firm = min(strict.prose.shared, sharing.prose.shared)
    layers = [_layer(layer, sharing) for layer in _OTHER_LAYERS]
    whole = _parts(sharing.shared, sharing.adapted, sharing.local)
    return Overview(
        head=head,
        copy_of=lead if lead.id != head.id else None,
        prose=prose,
        segments=_segments(firm, sharing.prose.shared - firm, sharing.prose.adapted, sharing.prose.local),
        layers=(*layers, LayerBar(None, sharing.words, whole)),
        scopes=_scopes(scopes),
        local=sharing.prose.local,
    )


def _layer(layer: Layer, sharing: Sharing) -> LayerBar:
    shares = getattr(sharing, layer)
    return LayerBar(layer, sharing.layer_words.get(layer, 0), _parts(shares.shared, shares.adapted, shares.local))


def _parts(*shares: float) -> tuple[Part, ...]:
    return tuple(Part(class_, share) for class_, share in zip(_CLASSES, percents(shares), strict=True))


def _segments(*widths: float) -> tuple[tuple[str, float, float], ...]:
    """The parts of a bar that are not empty.

    >>> _segments(0.2, 0.0, 0.05, 0.75)
    (('s', 0.0, 20.0), ('a', 20.0, 5.0), ('l', 25.0, 75.0))
    """
    ends = [0.0, *accumulate(widths)]
    parts = zip("snal", ends, widths, strict=False)
    return tuple((css, round(100 * start, 1), round(100 * width, 1)) for css, start, width in parts if width)


def _range(shares: Sequence[float]) -> str:
    """One share, or from the least to the greatest.

    >>> _range([0.284, 0.2]), _range([0.281, 0.284]), _range([0.0, 0.002])
    ('20–28%', '28%', '0–<1%')
    """
    least, most = percent(min(shares, default=0)), percent(max(shares, default=0))
    return least if least == most else f"{least.removesuffix('%')}–{most}"


def _scopes(scopes: Mapping[Scope, int]) -> tuple[tuple[Scope, str], ...]:
    """With whom the shared prose is shared."""
    found = [scope for scope in _SCOPES if scopes.get(scope)]
    whole = sum(scopes.values())
    return tuple(zip(found, percents([scopes[scope] / whole for scope in found]), strict=True))


# ---------------------------------------------------------------- pairs


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


# ---------------------------------------------------------------- passages in words


def _addition(
    document: ComparedPlan, w: Witness, found: Addition, rows: Mapping[int, Row], lead: Mapping[str, str]
) -> LocalAddition:
    row = rows.get(found.row) if found.row is not None else None
    treating = {lead[id_] for id_, cell in row.cells.items() if cell.state != "absent"} if row else set()
    return LocalAddition(
        quote=quote(w, found.start, found.end, _LONGEST),
        guess=_guess(document, found.start, found.end),
        words=found.words,
        is_only=len(treating) == 1,
    )


def _boilerplate(
    number: int,
    cluster: Cluster,
    prose: int,
    documents: Mapping[str, ComparedPlan],
    by_id: Mapping[str, Witness],
    lead: Mapping[str, str],
) -> Boilerplate:
    first = _teller(cluster, documents)
    where: dict[str, tuple[Head, Place]] = {}
    for member in sorted(cluster.members, key=lambda member: member.document != lead[member.document]):
        told = by_id[member.document]
        where.setdefault(lead[member.document], (told.head, told.place(member.start)))
    return Boilerplate(
        quote=quote(by_id[first.document], first.start, first.end, _LONGEST),
        guess=_guess(documents[first.document], first.start, first.end),
        anchor=f"cluster-{number}",
        words=prose,
        carriers=len(where),
        documents=len(set(lead.values())),
        places=tuple(sorted(where.values(), key=lambda found: found[0].index)),
    )


def _guess(document: ComparedPlan, start: int, end: int) -> str | None:
    """The letters `start`..`end` of a scan with its restored words put in, cut like a quotation."""
    if not document.restored:
        return None
    text, at, parts = document.plan.text, start, []
    first = bisect_left(document.restored, start, key=attrgetter("start"))
    for word in document.restored[first:]:
        if word.end > end:
            break
        parts += [text[at : word.start], word.text]
        at = word.end
    return shortened("".join((*parts, text[at:end])), _LONGEST)
