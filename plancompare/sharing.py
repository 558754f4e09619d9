"""Every word of a plan as shared, adapted or local, with what makes that meaningful.

A word is **shared** if it agrees with its counterpart in a passage with another plan, **adapted** if it lies in a
passage and differs there, else **local**; where passages disagree, shared goes before adapted, adapted before
local. Each word also has a layer (what kind of text it is), a scope (with whom it is shared) and, if adapted, a
slot (what kind of thing differs). What a plan shares with its own twin, a scan or a draft of it, says nothing and
is left out by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from plancompare.collate import Alignment
from plancompare.model import Layer, Scope, Shares, Sharing, SlotKind, TextClass, TextSpan

# Found in a source explains a text better than who else has it; another province says more than a neighbour.
_SCOPES: tuple[Scope, ...] = ("source", "cross_province", "within_province")


@dataclass(frozen=True, slots=True)
class Reuse:
    """One passage seen from one plan: the words it holds, which of them agree, with whom, how far away.

    `formula` are the agreeing words whose counterparts stand in the title of another document than they do: two
    directives with one title are a formula, not a copy.
    """

    first: int
    last: int
    agreed: frozenset[int]
    other: str
    scope: Scope
    formula: frozenset[int]


def reuse(
    passage: Alignment, side: Literal[0, 1], other: str, scope: Scope, title_pairs: frozenset[tuple[int, int]]
) -> Reuse:
    """A passage seen from its A (`side` 0) or its B (`side` 1)."""
    first, last = (passage.a, passage.b)[side]
    agreed = frozenset(at for run in passage.runs for at in range(run[side], run[side] + run[2]))
    return Reuse(first, last, agreed, other, scope, frozenset(pair[side] for pair in title_pairs))


@dataclass(frozen=True, slots=True)
class WordLabel:
    """What is said of one word."""

    class_: TextClass
    layer: Layer
    scope: Scope | None
    slot: SlotKind | None
    documents: tuple[str, ...]
    source: str | None
    cluster: str | None


def label_words(
    layers: Sequence[Layer],
    slots: Sequence[SlotKind],
    reuses: Iterable[Reuse],
    clusters: Sequence[str | None],
) -> list[WordLabel]:
    """The label of each word; all sequences are parallel to the plan's words."""
    agreed: list[list[Reuse]] = [[] for _ in layers]
    differs: list[list[Reuse]] = [[] for _ in layers]
    for reuse in reuses:
        for at in range(reuse.first, reuse.last):
            (agreed if at in reuse.agreed else differs)[at].append(reuse)
    known: dict[tuple[object, ...], WordLabel] = {}
    labels = []
    for at, layer in enumerate(layers):
        carried = agreed[at] or differs[at]
        if carried and all(at in reuse.formula for reuse in carried):
            layer = "formula"
        class_: TextClass = "shared" if agreed[at] else "adapted" if carried else "local"
        found = {(reuse.scope, reuse.other) for reuse in carried}
        label = WordLabel(
            class_=class_,
            layer=layer,
            scope=next((scope for scope in _SCOPES if any(s == scope for s, _ in found)), None),
            slot=slots[at] if class_ == "adapted" else None,
            documents=tuple(sorted(other for scope, other in found if scope != "source")),
            source=min((other for scope, other in found if scope == "source"), default=None),
            cluster=clusters[at] if carried else None,
        )
        key = (class_, layer, label.scope, label.slot, label.documents, label.source, label.cluster)
        labels.append(known.setdefault(key, label))
    return labels


FURNITURE = WordLabel("furniture", "form", None, None, (), None, None)


def tile(text: str, placed: Sequence[tuple[int, int, WordLabel]]) -> tuple[TextSpan, ...]:
    """Spans that cover every character of `text` once, from labels of its words (start, end, label) in order.

    What stands between two words goes to the first of them up to its line end, to the second behind it.
    """
    if not placed:
        return (_span(0, len(text), FURNITURE),) if text else ()
    cuts = [0]
    for (_, end, _), (start, _, _) in zip(placed, placed[1:], strict=False):
        line_end = text.find("\n", end, start)
        cuts.append(start if line_end < 0 else line_end + 1)
    cuts.append(len(text))
    regions = [(cuts[i], cuts[i + 1], label) for i, (_, _, label) in enumerate(placed)]
    return tuple(
        _span(group[0][0], group[-1][1], label)
        for label, group in ((label, list(run)) for label, run in groupby(regions, key=lambda r: r[2]))
    )


def _span(start: int, end: int, label: WordLabel) -> TextSpan:
    return TextSpan(
        start,
        end,
        label.class_,
        label.layer,
        label.scope,
        label.slot,
        label.documents,
        label.source,
        label.cluster,
    )


def sum_up(labels: Sequence[WordLabel]) -> Sharing:
    """Shares of words by class, for all words and for each layer; furniture is not counted."""
    counted = [label for label in labels if label.class_ != "furniture"]
    by_layer = {layer: [l for l in counted if l.layer == layer] for layer in ("prose", "form", "citation", "formula")}
    shares = {layer: _shares(group) for layer, group in by_layer.items()}
    total = _shares(counted)
    return Sharing(
        shared=total.shared,
        adapted=total.adapted,
        local=total.local,
        words=len(counted),
        prose=shares["prose"],
        form=shares["form"],
        citation=shares["citation"],
        formula=shares["formula"],
        layer_words={layer: len(group) for layer, group in by_layer.items()},
    )


def _shares(labels: Sequence[WordLabel]) -> Shares:
    size = max(1, len(labels))
    counts = {class_: sum(l.class_ == class_ for l in labels) for class_ in ("shared", "adapted", "local")}
    return Shares(*(round(counts[class_] / size, 4) for class_ in ("shared", "adapted", "local")))
