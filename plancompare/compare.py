"""The pipeline of a comparison: the only module that knows the order of its steps (those of a text: `parse.py`).

Plans ─ tokenize ─┬─ shared_passages ─ relation ─▶ witnesses (texts that are one document)
                  ├─ align_plans ─▶ matches ─ apply_to_rows ─▶ rows
                  └─ label_words, cluster_passages ─▶ spans, sharing, clusters
outlines ─ complete ─▶ plans with their facts ─┬─ build_synopsis ─▶ facts side by side
                                               └─ find_conflicts ─▶ contradictions, errors in common
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import ParamSpec, TypeVar

from plancompare import caveats, lineage, relations
from plancompare.align import align_plans
from plancompare.changes import find_changes, heads_tell_two, read_text, relate_texts
from plancompare.citations import citation_key
from plancompare.citations.titles import CitedDocuments
from plancompare.clusters import Carrier, Shared, cluster_passages
from plancompare.collate import Alignment
from plancompare.contradictions import find_conflicts
from plancompare.errors import LimitError, UsageError
from plancompare.layers import find_cited, word_layers
from plancompare.model import Failure, Plan, Relation
from plancompare.model.comparison import (
    ComparedPlan,
    Comparison,
    Lineage,
    Match,
    Options,
    Pair,
    Passage,
    Restored,
    SlotKind,
)
from plancompare.model.difference import InCommon
from plancompare.parse import complete
from plancompare.rarity import rarity
from plancompare.restoration import restore
from plancompare.review.changes import apply_to_changes
from plancompare.review.entries import Outcomes, ReviewFile, entries_of, told
from plancompare.review.labels import apply_to_labels
from plancompare.review.plans import apply_to_plan
from plancompare.review.sections import apply_to_rows
from plancompare.sharing import FURNITURE, Reuse, WordLabel, label_words, reuse, sum_up, tile, titles_of_two
from plancompare.slots import slot_kinds
from plancompare.synopsis import build_synopsis
from plancompare.text import Word
from plancompare.tokens import Tokens, tokenize

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[str], None]


def compare_plans(
    plans: Sequence[Plan],
    sources: Sequence[Plan] = (),
    options: Options = Options(),
    failures: Sequence[Failure] = (),
    progress: Progress | None = None,
    executor: Executor | None = None,
    reviews: Sequence[ReviewFile] = (),
) -> Comparison:
    """Two or more plans side by side; `sources` (directives, parent plans) are searched but get no column.

    What `reviews` overrule holds before anything is made of it (`review/`).

    Outlines will do: what a plan orders is found here where it was not before, of sources not at all. The order of
    `plans` and `sources` does not matter. With an `executor` sections are aligned there while passages are collated
    here (`align/aside.py`). Raises UsageError for fewer than two plans or an unknown base, LimitError
    where two texts repeat each other too often to be collated.
    """
    plans = sorted(plans, key=lambda plan: plan.id)
    sources = sorted(sources, key=lambda plan: plan.id)
    if len(plans) < 2:
        count = "only one plan" if plans else "no plan"
        raise UsageError(f"{count} to compare; give at least two files, or a folder that holds them")
    if options.base is not None and options.base not in {plan.id for plan in plans}:
        raise UsageError(f"--base {options.base}: no such plan; it must be one of {', '.join(p.id for p in plans)}")
    tell = progress or (lambda message: None)

    entries = entries_of(reviews, plans)
    outcomes: Outcomes = {}
    for at, plan in enumerate(plans):
        plans[at], corrected = apply_to_plan(plan, entries)
        outcomes |= corrected

    tokens = {plan.id: tokenize(plan) for plan in [*plans, *sources]}
    matches = _start(executor, align_plans, [_aligned(tokens[plan.id]) for plan in plans], False)

    plans = [complete(plan, _read(tokens[plan.id])) for plan in plans]  # while sections are aligned elsewhere
    tokens |= {plan.id: replace(tokens[plan.id], plan=plan) for plan in plans}

    tell(f"collating {len(plans)} plans")
    collated = {(a.id, b.id): _collate(tokens[a.id], tokens[b.id]) for a, b in combinations(plans, 2)}
    sourced = {(plan.id, s.id): _collate(tokens[plan.id], tokens[s.id]) for plan in plans for s in sources}
    related = {(a, b): _relate(tokens[a], tokens[b], passages) for (a, b), passages in collated.items()}
    own_sources = [
        (a, b)
        for (a, b), passages in sourced.items()
        if _relate(tokens[a], tokens[b], passages) == "same"
        and heads_tell_two(tokens[a].plan.metadata, tokens[b].plan.metadata) is False  # not the plan of another year
    ]
    changes = {}
    for (a, b), relation in related.items():
        if relation == "same" and heads_tell_two(tokens[a].plan.metadata, tokens[b].plan.metadata):
            related[a, b] = "related"
        elif relation == "same":
            texts = read_text(tokens[a].plan), read_text(tokens[b].plan)
            found, judged = apply_to_changes(find_changes(*texts), entries)
            outcomes |= judged
            shares = relations.agreed_shares(collated[a, b], len(tokens[a].words), len(tokens[b].words))
            related[a, b], _ = relate_texts(found, InCommon(*shares))
            if related[a, b].startswith("same"):
                changes[a, b] = found.changes
    witnesses = relations.witnesses([plan.id for plan in plans], related)
    twins = {(a, b) for witness in witnesses for a, b in combinations(witness, 2)}
    matches_of_twins = [
        _start(executor, align_plans, [_aligned(tokens[a]), _aligned(tokens[b])], True)
        for (a, b), relation in related.items()
        if relation.startswith("same")
    ]

    tell("telling shared from local text")
    apart = {names: passages for names, passages in collated.items() if names not in twins}
    kinds = {name: _kinds(found) for name, found in tokens.items()}
    clusters, word_clusters = cluster_passages(
        [Shared(a, b, passage) for (a, b), passages in apart.items() for passage in passages],
        {plan.id: Carrier(tokens[plan.id], kinds[plan.id]) for plan in plans},
    )
    labels = _labels(tokens, apart, sourced, kinds, word_clusters)
    for name, (loose, strict) in labels.items():
        amended, classed = apply_to_labels(name, tokens[name].words, loose, entries)
        labels[name] = amended, apply_to_labels(name, tokens[name].words, strict, entries)[0]
        outcomes |= classed

    tell("aligning sections")
    matched = matches()
    for matches_of_two in matches_of_twins:
        matched |= matches_of_two()
    pairs = tuple(
        _pair(tokens[a], tokens[b], related[a, b], matched[a, b], passages) for (a, b), passages in collated.items()
    )
    pairs, rows, placed = apply_to_rows(plans, pairs, witnesses, entries)
    outcomes |= placed
    conflicts, errors = find_conflicts([tokens[plan.id] for plan in plans], witnesses, changes)
    return Comparison(
        documents=tuple(
            _compared(tokens[plan.id], *labels[plan.id], restore(tokens[plan.id], tokens, collated, changes))
            for plan in plans
        ),
        sources=tuple(sources),
        missing_sources=lineage.missing_sources(plans, sources),
        witnesses=witnesses,
        rows=rows,
        pairs=pairs,
        clusters=clusters,
        warnings=(*conflicts, *caveats.caveats(plans, witnesses, own_sources)),
        failures=tuple(failures),
        options=options,
        synopsis=build_synopsis(plans, witnesses),
        shared_errors=errors,
        review=told(entries, outcomes),
    )


def _start(executor: Executor | None, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
    """The result of a call as something to ask for later; without an executor it is made when asked for."""
    if executor is None:
        return partial(function, *args, **kwargs)
    return executor.submit(function, *args, **kwargs).result


def _read(tokens: Tokens) -> Sequence[tuple[Word, str]]:
    return tuple(zip(tokens.words, tokens.tolerant, strict=True))


def _aligned(tokens: Tokens) -> tuple[Plan, Sequence[str], Sequence[Word]]:
    return tokens.plan, tokens.tolerant, tokens.words


def _collate(a: Tokens, b: Tokens) -> tuple[Alignment, ...]:
    try:
        return relations.collate(a, b)
    except LimitError as error:
        raise LimitError(f"{a.plan.path} and {b.plan.path}: {error}") from None


def _relate(a: Tokens, b: Tokens, passages: Sequence[Alignment]) -> Relation:
    return relations.relate(a.plan, b.plan, relations.agreed_shares(passages, len(a.words), len(b.words)))


def _pair(a: Tokens, b: Tokens, relation: Relation, matches: tuple[Match, ...], passages: Sequence[Alignment]) -> Pair:
    shares = relations.agreed_shares(passages, len(a.words), len(b.words))
    return Pair(
        a=a.plan.id,
        b=b.plan.id,
        relation=relation,
        similarity=relations.similarity(shares, len(a.words), len(b.words)),
        lineage=Lineage(None, None) if relation.startswith("same") else lineage.find_lineage(a.plan, b.plan),
        matches=matches,
        passages=tuple(_passage(a, b, passage) for passage in passages),
    )


def _passage(a: Tokens, b: Tokens, passage: Alignment) -> Passage:
    first_a, last_a = passage.a
    first_b, last_b = passage.b
    return Passage(
        a_start=a.words[first_a].start,
        a_end=a.words[last_a - 1].end,
        b_start=b.words[first_b].start,
        b_end=b.words[last_b - 1].end,
        kind="verbatim" if passage.verbatim else "adapted",
        score=round(rarity([a.tolerant[i + k] for i, _, n in passage.runs for k in range(n)]), 4),
        scope=relations.scope_of(a.plan, b.plan),
        agreed=tuple(
            (a.words[i].start, a.words[i + n - 1].end, b.words[j].start, b.words[j + n - 1].end)
            for i, j, n in passage.runs
        ),
    )


def _kinds(tokens: Tokens) -> tuple[SlotKind, ...]:
    is_scan = tokens.plan.ocr.is_ocr
    forms = tokens.tolerant if is_scan else tokens.exact
    return slot_kinds(tokens.plan.text, tokens.words, forms, is_scan)


def _labels(
    tokens: Mapping[str, Tokens],
    apart: Mapping[tuple[str, str], Sequence[Alignment]],
    sourced: Mapping[tuple[str, str], Sequence[Alignment]],
    kinds: Mapping[str, Sequence[SlotKind]],
    clusters: Mapping[str, Sequence[str | None]],
) -> dict[str, tuple[list[WordLabel], list[WordLabel]]]:
    """The label of each word of each plan, from its passages with plans that are no twins and with sources.

    Twice: from all passages, and from the firm ones alone.
    """
    layers, titles = {}, {}
    for name, found in tokens.items():
        plan = found.plan
        cited = find_cited(plan.text, found.words, found.tolerant, plan.sections, plan.citations)
        layers[name] = word_layers(plan.text, found.words, found.tolerant, plan.sections, cited)
        titles[name] = _titles(found, cited)
    seen: dict[str, list[Reuse]] = {name: [] for name in tokens}
    for (a, b), passages in apart.items():
        scope = relations.scope_of(tokens[a].plan, tokens[b].plan)
        for passage in _with_parts(passages):
            formula = titles_of_two(titles[a], titles[b], passage)
            seen[a].append(reuse(passage, 0, b, scope, formula))
            seen[b].append(reuse(passage, 1, a, scope, formula))
    for (a, b), passages in sourced.items():
        for passage in _with_parts(passages):
            seen[a].append(reuse(passage, 0, b, "source", titles_of_two(titles[a], titles[b], passage)))
    strict = {name: [one for one in found if not one.loose] for name, found in seen.items()}
    return {
        name: (
            label_words(layers[name], kinds[name], seen[name], clusters[name]),
            label_words(layers[name], kinds[name], strict[name], clusters[name]),
        )
        for name in clusters
    }


def _with_parts(passages: Sequence[Alignment]) -> Iterator[Alignment]:
    """The passages, and of loose ones also their firm parts, which are all that a strict reading tells."""
    for passage in passages:
        yield passage
        yield from passage.parts


def _titles(tokens: Tokens, cited: CitedDocuments) -> tuple[object, ...]:
    """For each word the document in whose citation or title it stands, without its date, which is often misprinted."""
    keys = {id(citation): citation_key(citation)[:2] for citation in cited.citations}
    holders = [cited.at(word.start) for word in tokens.words]
    return tuple(None if holder is None else keys[id(holder)] for holder in holders)


def _compared(
    tokens: Tokens, labels: Sequence[WordLabel], strict: Sequence[WordLabel], restored: tuple[Restored, ...]
) -> ComparedPlan:
    """The plan with its spans; words in furniture, which no step saw, are put back between the others."""
    plan = tokens.plan
    placed = [(word.start, word.end, label) for word, label in zip(tokens.words, labels, strict=True)]
    placed += [(*span, FURNITURE) for section in plan.sections if section.kind == "furniture" for span in section.own]
    return ComparedPlan(
        plan=plan,
        sharing=sum_up(labels),
        spans=tile(plan.text, sorted(placed, key=lambda one: one[:2])),
        parents=lineage.parents_of(plan),
        strict=sum_up(strict),
        restored=restored,
    )
