"""What the page of a collection shows before its script: figures, the first pairs, groups, provinces, boilerplate.

Typed values alone; nothing is computed in the templates. All that the script sorts, filters and draws is in
`scan_data.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import Literal, NamedTuple

from plancompare.model import Failure
from plancompare.model.comparison import Layer
from plancompare.model.scan import Boilerplate, CorpusScan, Group, ScannedDocument, ScannedPair
from plancompare.report.scan_data import longest
from plancompare.report.words import Both, day, same
from plancompare.text import fold

# What the page holds at most: pairs, and of them in the table that needs no script (and on paper); groups, texts of a
# group, wordings of a layer and texts of a wording.
MOST_PAIRS, MOST_ROWS = 100_000, 200
_MOST_GROUPS, _MOST_MEMBERS = 100, 8
MOST_WORDINGS, MOST_CARRIERS, _MOST_NAMED = 40, 1_000, 12
_LONGEST_WORDING = 1_200
_BINS = (0.10, 0.25, 0.50, 0.75)
_SHADES = 6
_LAYERS: tuple[Layer, ...] = ("prose", "formula", "citation", "form")
_COPIES = ("same", "same_with_edits")


class Figure(NamedTuple):
    """A number with what it counts and a remark; both have their texts by key."""

    key: str
    number: int
    means: Mapping[str, int]


class Bin(NamedTuple):
    """A bar of a chart: its parts by key, how many texts it stands for, its width in per cent of the longest."""

    label: str
    values: Mapping[str, int]
    texts: int
    width: float  # of the longest bar, per cent


class Named(NamedTuple):
    """A document as a row names it: its id, and what else is known of it in a line."""

    id: str
    about: tuple[Both, ...]


class PairRow(NamedTuple):
    """A pair in the table; `longest` is its longest passage in words."""

    a: Named
    b: Named
    pair: ScannedPair
    longest: int


class GroupRow(NamedTuple):
    """A group in the table: how many texts, first and last day, members shown, and how many are not (`left`)."""

    id: str
    relation: str
    texts: int
    provinces: tuple[str, ...]
    provinces_left: int
    first: Both | None
    last: Both | None
    members: tuple[str, ...]
    left: int


class Matrix(NamedTuple):
    """Provinces against provinces: how many pairs each two have, and how dark that is (0 to 5)."""

    name: Literal["today", "day"]
    provinces: tuple[str | None, ...]
    texts: tuple[int, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]


class Wording(NamedTuple):
    """`number` is its place among `ScanPage.boilerplate`."""

    number: int
    text: str
    is_cut: bool
    words: int
    documents: int
    provinces: tuple[str, ...]
    source: str
    named: tuple[str, ...]


class ScanPage(NamedTuple):
    """`pairs` are those of the page, most alike first: the script's table is in this order, too."""

    version: str
    texts: int
    figures: tuple[Figure, ...]
    bins: tuple[Bin, ...]
    cautions: tuple[tuple[str, Mapping[str, int]], ...]
    pairs: tuple[ScannedPair, ...]
    pairs_in_all: int
    rows: tuple[PairRow, ...]
    groups: tuple[Group, ...]
    group_rows: tuple[GroupRow, ...]
    matrices: tuple[Matrix, ...]
    boilerplate: tuple[Boilerplate, ...]
    wordings: tuple[tuple[Layer, tuple[Wording, ...]], ...]
    wordings_left: int
    failures: tuple[Failure, ...]
    options: tuple[tuple[str, str], ...]
    schema: str


def scan_page(scan: CorpusScan, *, version: str) -> ScanPage:
    """The page's values; `version` is that of the program."""
    documents = {document.id: document for document in scan.documents}
    ranked = sorted(scan.pairs, key=lambda pair: (-pair.score, pair.a, pair.b))
    pairs = tuple(ranked[:MOST_PAIRS])
    groups = tuple(sorted(scan.groups, key=lambda group: (-len(group.documents), group.relation, group.id)))
    paired = {id for pair in scan.pairs for id in (pair.a, pair.b)}
    wordings = tuple(one for layer in _LAYERS for one in _widest(scan.boilerplate, layer))
    return ScanPage(
        version=version,
        texts=len(scan.documents),
        figures=_figures(scan, paired),
        bins=_bins(scan),
        cautions=tuple(_cautions(scan, documents, paired)),
        pairs=pairs,
        pairs_in_all=len(scan.pairs),
        rows=tuple(PairRow(_named(documents[p.a]), _named(documents[p.b]), p, longest(p)) for p in pairs[:MOST_ROWS]),
        groups=groups,
        group_rows=tuple(_group_row(group, documents) for group in groups[:_MOST_GROUPS]),
        matrices=_matrices(scan.pairs, documents),
        boilerplate=wordings,
        wordings=tuple(
            (layer, tuple(_wording(n, one) for n, one in enumerate(wordings) if one.layer == layer))
            for layer in _LAYERS
            if any(one.layer == layer for one in wordings)
        ),
        wordings_left=len(scan.boilerplate) - len(wordings),
        failures=scan.failures,
        options=(
            ("scan_engine", scan.options.engine),
            ("scan_sample", str(scan.options.sample)),
            ("scan_least_shared", str(scan.options.least_shared)),
            ("scan_most_documents", str(scan.options.most_documents)),
        ),
        schema=str(scan.__struct_config__.tag),
    )


# ---------------------------------------------------------------- overview


def _figures(scan: CorpusScan, paired: set[str]) -> tuple[Figure, ...]:
    copies = [group for group in scan.groups if group.relation in _COPIES]
    families = [group for group in scan.groups if group.relation not in _COPIES]
    scopes = Counter(pair.scope for pair in scan.pairs)
    known = sum(pair.direction != "undetermined" for pair in scan.pairs)
    return (
        Figure("texts", len({document.sha256 for document in scan.documents}), {"n": len(scan.documents)}),
        Figure(
            "pairs_count",
            len(scan.pairs),
            {"across": scopes["cross_province"], "within": scopes["within_province"]},
        ),
        Figure("copies", len(copies), {"n": len({id for group in copies for id in group.documents})}),
        Figure(
            "families",
            len(families),
            {
                "n": len({id for group in families for id in group.documents}),
                "most": max((len(group.documents) for group in families), default=0),
            },
        ),
        Figure("directions", known, {"n": len(scan.pairs) - known}),
        Figure("alone", len(scan.documents) - len(paired), {}),
    )


def _bins(scan: CorpusScan) -> tuple[Bin, ...]:
    """How many texts share how much with the one most alike that is not the same document."""
    most: defaultdict[str, float] = defaultdict(float)
    for pair in scan.pairs:
        if pair.relation not in _COPIES:
            most[pair.a] = max(most[pair.a], pair.shared_a)
            most[pair.b] = max(most[pair.b], pair.shared_b)
    counts = Counter(sum(share >= edge for edge in _BINS) for share in most.values())
    edges = [round(100 * edge) for edge in _BINS]
    labels: list[tuple[str, dict[str, int], int]] = [
        ("scan_bin_none", {}, len(scan.documents) - len(most)),
        ("scan_bin_below", {"to": edges[0]}, counts[0]),
        *(
            ("scan_bin_between", {"from": low, "to": high}, counts[place])
            for place, (low, high) in enumerate(zip(edges, edges[1:], strict=False), 1)
        ),
        ("scan_bin_above", {"from": edges[-1]}, counts[len(edges)]),
    ]
    widest = max(count for _, _, count in labels) or 1
    return tuple(Bin(key, values, count, round(100 * count / widest, 1)) for key, values, count in labels)


def _cautions(
    scan: CorpusScan, documents: Mapping[str, ScannedDocument], paired: set[str]
) -> Iterable[tuple[str, Mapping[str, int]]]:
    if len(scan.pairs) > MOST_PAIRS:
        yield "scan_capped", {"shown": MOST_PAIRS, "n": len(scan.pairs)}
    if scan.options.chunk:
        yield "scan_chunk", dict(zip(("i", "n"), scan.options.chunk, strict=True))
    if nowhere := sum(documents[id].province is None for id in paired):
        yield "scan_no_province", {"n": nowhere}
    if scans := sum(documents[id].is_scan is True for id in paired):
        yield "scan_scans", {"n": scans}
    if scan.failures:
        yield "scan_failed", {"n": len(scan.failures)}


# ---------------------------------------------------------------- rows


def _named(document: ScannedDocument) -> Named:
    said = document.metadata
    body, symbol = (said.issuing_body, said.document_number) if said else (None, None)
    about = [same(text) for text in (body or document.province, symbol) if text]
    if said and said.date:
        about.append(day(said.date))
    return Named(document.id, tuple(about))


def _group_row(group: Group, documents: Mapping[str, ScannedDocument]) -> GroupRow:
    members = [documents[id] for id in group.documents]
    places = Counter(province for one in members if (province := one.province_today or one.province))
    ranked = sorted(places, key=lambda place: (-places[place], place))
    dates = sorted(one.metadata.date for one in members if one.metadata and one.metadata.date)
    shown = group.documents[:_MOST_MEMBERS]
    return GroupRow(
        group.id,
        group.relation,
        len(members),
        tuple(ranked[:4]),
        max(0, len(ranked) - 4),
        day(dates[0]) if dates else None,
        day(dates[-1]) if dates and dates[-1] != dates[0] else None,
        shown,
        len(members) - len(shown),
    )


# ---------------------------------------------------------------- provinces


def _matrices(pairs: Sequence[ScannedPair], documents: Mapping[str, ScannedDocument]) -> tuple[Matrix, ...]:
    return (
        _matrix("today", pairs, documents, lambda document: document.province_today or document.province),
        _matrix("day", pairs, documents, lambda document: document.province),
    )


def _matrix(
    name: Literal["today", "day"],
    pairs: Sequence[ScannedPair],
    documents: Mapping[str, ScannedDocument],
    province_of: Callable[[ScannedDocument], str | None],
) -> Matrix:
    places = {id: province_of(document) for id, document in documents.items()}
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for pair in pairs:
        a, b = places[pair.a], places[pair.b]
        counts[a, b] += 1
        if a != b:
            counts[b, a] += 1
    found = {place for both in counts for place in both}
    named = sorted((place for place in found if place), key=lambda place: (fold(place), place))
    provinces = (*named, *((None,) if None in found else ()))
    texts = Counter(places[id] for id in {id for pair in pairs for id in (pair.a, pair.b)})
    most = max(counts.values(), default=1)
    return Matrix(
        name,
        provinces,
        tuple(texts[place] for place in provinces),
        tuple(tuple((counts[a, b], _shade(counts[a, b], most)) for b in provinces) for a in provinces),
    )


def _shade(count: int, most: int) -> int:
    """How dark: by the logarithm of the count, for a few provinces have most of the pairs.

    >>> [_shade(count, 10_000) for count in (0, 1, 10, 100, 1_000, 10_000)]
    [0, 1, 2, 3, 4, 5]
    """
    return 0 if count == 0 else 1 + round((_SHADES - 2) * (log(count) / log(most) if most > 1 else 1))


# ---------------------------------------------------------------- boilerplate


def _widest(boilerplate: Sequence[Boilerplate], layer: Layer) -> list[Boilerplate]:
    return [entry for entry in boilerplate if entry.layer == layer][:MOST_WORDINGS]


def _wording(number: int, entry: Boilerplate) -> Wording:
    text = " ".join(entry.text.split())
    cut = text if len(text) <= _LONGEST_WORDING else text[:_LONGEST_WORDING].rsplit(" ", 1)[0]
    return Wording(
        number,
        cut,
        cut != text,
        entry.words,
        len(entry.documents),
        entry.provinces,
        entry.document,
        entry.documents[:_MOST_NAMED],
    )
