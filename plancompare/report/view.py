"""What a page shows, as values: everything a template needs, read from the comparison and put in reading order."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from plancompare.model import Failure, Plan
from plancompare.model.comparison import (
    Comparison,
    MissingSource,
    Options,
)
from plancompare.report.cautions import Caution, caution, noticed
from plancompare.report.cited_as import cited_plans
from plancompare.report.clusters import ClusterView, cluster_views
from plancompare.report.comparability import (
    Descent,
    Difference,
    Identity,
    descents,
    differences_between,
    identity,
    properties,
    quality,
)
from plancompare.report.matrix_view import Matrix, matrix_view
from plancompare.report.overview_view import OverviewView, leads, overview_view, pick
from plancompare.report.pairs import (
    Counterpart,
    PairView,
    block_data,
    counterparts,
    laid_out,
    pair_view,
    passage_data,
)
from plancompare.report.placement import rows_of
from plancompare.report.reading import ReadingRow, reading_rows, shared_sets
from plancompare.report.reading_data import reading_data
from plancompare.report.review_view import ReviewView, review_data, review_options, review_view
from plancompare.report.synopsis_view import SynopsisView, synopsis_view
from plancompare.report.witness import Head, sigla, witness
from plancompare.report.word_tally import tally
from plancompare.report.words import Both

SCHEMA = "plancompare/compare/1"


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
    differing_in: Both
    descents: tuple[Descent, ...]
    twins: tuple[tuple[Head, ...], ...]
    is_one_document: bool
    missing: tuple[tuple[MissingSource, str], ...]
    overview: OverviewView
    matrix: Matrix
    synopsis: SynopsisView
    reading: tuple[ReadingRow, ...]
    pairs: tuple[PairView, ...]
    clusters: tuple[ClusterView, ...]
    warnings: tuple[Caution, ...]
    notices: tuple[tuple[Head, Caution], ...]
    shared_errors: tuple[Caution, ...]
    failures: tuple[Failure, ...]
    review: ReviewView
    origins: tuple[Origin, ...]
    options: tuple[tuple[str, str], ...]
    command: str
    version: str
    schema: str
    data: Mapping[str, object]


def page(comparison: Comparison, *, version: str) -> Page:
    """The page of a comparison; `version` is that of the program. The base, where there is one, stands first."""
    base = comparison.options.base
    documents = sorted(comparison.documents, key=lambda document: document.plan.id != base)
    evidence = _evidence(comparison)
    tallies = {d.plan.id: tally(d.plan, d.spans, rows_of(comparison.rows, d.plan)) for d in documents}
    picked = pick(comparison, tallies)
    witnesses = tuple(
        witness(i, d.plan, base, _aims(d.plan, (*evidence.get(d.plan.id, ()), *picked.aims(d.plan.id))))
        for i, d in enumerate(documents)
    )
    by_id = {w.head.id: w for w in witnesses}
    identities = tuple(identity(w, d.parents) for d, w in zip(documents, witnesses, strict=True))
    differences = differences_between(identities)
    lead = leads(comparison)
    shown = laid_out(comparison.pairs, lead, sum(len(d.plan.text.encode()) for d in documents))
    found: dict[str, list[Counterpart]] = {}
    for pair in comparison.pairs:
        best = lead[pair.a], lead[pair.b]
        if (best in shown or best[::-1] in shown) and pair.relation in ("related", "unrelated"):
            for document, counterpart in counterparts(
                pair, by_id[pair.a], by_id[pair.b], is_laid_out=(pair.a, pair.b) in shown
            ):
                found.setdefault(document, []).append(counterpart)
    for places in found.values():
        places.sort(key=lambda c: (c.start, c.end, c.passage))
    pairs = tuple(pair_view(p, by_id[p.a], by_id[p.b], is_laid_out=(p.a, p.b) in shown) for p in comparison.pairs)
    sets = shared_sets(d.spans for d in documents)
    spans = {d.plan.id: d.spans for d in documents}
    reading = reading_rows(comparison.rows, witnesses, spans, found, sets)
    return Page(
        heads=tuple(w.head for w in witnesses),
        identities=identities,
        differing=frozenset(d.key for d in differences),
        differences=differences,
        differing_in=properties(differences),
        descents=descents(comparison.pairs, {id_: w.head for id_, w in by_id.items()}),
        twins=tuple(tuple(by_id[d].head for d in group) for group in comparison.witnesses if len(group) > 1),
        is_one_document=len(comparison.witnesses) == 1 and not comparison.sources,
        missing=tuple((m, sigla(by_id[d].head for d in m.documents)) for m in comparison.missing_sources),
        overview=overview_view(comparison, witnesses, tallies, picked),
        matrix=matrix_view(comparison.rows, witnesses, tallies, set(lead.values())),
        synopsis=synopsis_view(comparison.synopsis, witnesses, comparison.witnesses),
        reading=reading,
        pairs=pairs,
        clusters=cluster_views(comparison.clusters, by_id, lead, {number for number, _, _ in picked.boilerplate}),
        warnings=tuple(caution(caveat, by_id) for caveat in comparison.warnings),
        notices=tuple((w.head, noticed(w, notice)) for w in witnesses for notice in w.plan.warnings),
        shared_errors=tuple(caution(caveat, by_id) for caveat in comparison.shared_errors),
        failures=comparison.failures,
        review=review_view(comparison.review, witnesses, has_links=True),
        origins=(
            *(origin(w.plan, w.head) for w in witnesses),
            *(origin(plan, None) for plan in comparison.sources),
        ),
        options=_options(comparison.options),
        command=_command(comparison),
        version=version,
        schema=SCHEMA,
        data={
            "review": review_data(witnesses, comparison.rows),
            "blocks": block_data(witnesses),
            "passages": passage_data(pairs),
            "plans": cited_plans(witnesses),
            "reading": reading_data(comparison, witnesses, reading, sets),
        },
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


# ---------------------------------------------------------------- provenance


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
    arguments += review_options(comparison.review)
    return shlex.join(arguments)
