"""Every word of a plan as shared, adapted or local, with what makes that meaningful.

A word is **shared** if it agrees with its counterpart in a passage with another plan, **adapted** if it lies in a
passage and differs there, else **local**; where passages disagree, shared goes before adapted, adapted before
local. Each word also has a layer (what kind of text it is), a scope (with whom it is shared) and, if adapted, a
slot (what kind of thing differs). What a plan shares with its own twin, a scan or a draft of it, says nothing and
is left out by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from plancompare.collate import Alignment
from plancompare.model.comparison import Layer, Scope, Shares, Sharing, SlotKind, TextClass, TextSpan

_LAYERS: tuple[Layer, ...] = ("prose", "form", "citation", "formula")
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
    loose: bool = False


def reuse(
    passage: Alignment, side: Literal[0, 1], other: str, scope: Scope, title_pairs: frozenset[tuple[int, int]]
) -> Reuse:
    """A passage seen from its A (`side` 0) or its B (`side` 1)."""
    first, last = (passage.a, passage.b)[side]
    agreed = frozenset(at for run in passage.runs for at in range(run[side], run[side] + run[2]))
    formula = frozenset(pair[side] for pair in title_pairs)
    return Reuse(first, last, agreed, other, scope, formula, passage.loose)


def titles_of_two(a: Sequence[object], b: Sequence[object], passage: Alignment) -> frozenset[tuple[int, int]]:
    """The pairs of agreeing words that stand in the titles of two different documents.

    `a` and `b` say for each word of either plan in whose citation or title it stands (None outside of any). Equal
    words there are the formula of a title, not a copy: 16/CT-TTg of 2018 and 33/CT-TTg of 2021 have nearly one title.
    """
    return frozenset(
        (i + k, j + k)
        for i, j, n in passage.runs
        for k in range(n)
        if a[i + k] is not None and b[j + k] is not None and a[i + k] != b[j + k]
    )


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
    reuses: Sequence[Reuse],
    clusters: Sequence[str | None],
) -> list[WordLabel]:
    """The label of each word; `layers`, `slots` and `clusters` are parallel to the plan's words.

    Neighbours mostly lie in the same passages, so the passages of a word are kept as bits of a number and each
    combination is told once.
    """
    size = len(layers)
    agrees, differs, formula = [0] * size, [0] * size, [0] * size
    for number, one in enumerate(reuses):
        bit = 1 << number
        for at in range(one.first, one.last):
            (agrees if at in one.agreed else differs)[at] |= bit
        for at in one.formula:
            formula[at] |= bit
    known: dict[tuple[object, ...], WordLabel] = {}
    labels = []
    for at in range(size):
        key = (agrees[at], differs[at], formula[at], layers[at], slots[at], clusters[at])
        if key not in known:
            carriers = _chosen(reuses, agrees[at] or differs[at])
            all_titles = bool(carriers) and formula[at] == (agrees[at] or differs[at])
            known[key] = _label(
                class_="shared" if agrees[at] else "adapted" if carriers else "local",
                layer="formula" if all_titles else layers[at],
                slot=slots[at],
                cluster=clusters[at],
                carriers=carriers,
            )
        labels.append(known[key])
    return labels


def _chosen(reuses: Sequence[Reuse], bits: int) -> list[Reuse]:
    chosen = []
    while bits:  # few are set of thousands
        lowest = bits & -bits
        chosen.append(reuses[lowest.bit_length() - 1])
        bits ^= lowest
    return chosen


def _label(
    class_: TextClass, layer: Layer, slot: SlotKind, cluster: str | None, carriers: Sequence[Reuse]
) -> WordLabel:
    found = {(one.scope, one.other) for one in carriers}
    return WordLabel(
        class_=class_,
        layer=layer,
        scope=next((scope for scope in _SCOPES if any(scope == told for told, _ in found)), None),
        slot=slot if class_ == "adapted" else None,
        documents=tuple(sorted(other for scope, other in found if scope != "source")),
        source=min((other for scope, other in found if scope == "source"), default=None),
        cluster=cluster if carriers else None,
    )


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
    by_layer = {layer: [label for label in counted if label.layer == layer] for layer in _LAYERS}
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
    counts = {class_: sum(label.class_ == class_ for label in labels) for class_ in ("shared", "adapted", "local")}
    return Shares(*(round(counts[class_] / size, 4) for class_ in ("shared", "adapted", "local")))
