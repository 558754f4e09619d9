"""Texts that several plans carry: who has them, the template they have in common, and what each put in its slots.

Passages are found pair by pair. Stretches of one plan that are nearly the same stretch (at least 60 % of what
either covers is in both) are one node, passages tie nodes together, and what hangs together is a cluster. A long
stretch that two plans share and the short one inside it that ten share stay two clusters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from plancompare.collate import Alignment
from plancompare.model.comparison import Cluster, ClusterMember, Slot, SlotKind
from plancompare.tokens import Tokens, comparable_forms

LEAST_TEMPLATE = 12  # words all carriers must have in common, as of a passage; else they are alike pair by pair only
_LEAST_EDGE = 3  # words in a row with which a template begins and ends
_BEGIN, _NUMBER = itemgetter(0), itemgetter(1)
SAME_STRETCH = 0.6  # share of the union of two stretches that is common; below, they are told as two texts


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage between the plans `a` and `b`, in numbers of words."""

    a: str
    b: str
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is needed of one plan: its text and words, and what kind of thing each word names."""

    tokens: Tokens
    kinds: Sequence[SlotKind]

    def text(self, first: int, last: int) -> str:
        """What is printed from word `first` to the word before `last`, on one line."""
        if first >= last:
            return ""
        held = self.tokens.words
        return " ".join(self.tokens.plan.text[held[first].start : held[last - 1].end].split())


Node = tuple[str, int, int]  # plan, first word, word behind the last


def cluster_passages(
    shared: Sequence[Shared], carriers: Mapping[str, Carrier]
) -> tuple[tuple[Cluster, ...], dict[str, list[str | None]]]:
    """The clusters, those of most plans and most words first, and for each word of each plan the one it is told under.

    Where a word lies in several clusters, the one with the most plans tells it, then the longest.
    """
    groups = [_template(group, carriers) for group in _components(shared)]
    ranked = sorted(
        (g for g in groups if g is not None),
        key=lambda g: (-len({n[0] for n in g.nodes}), -len(g.template.split()), g.nodes),
    )
    clusters = []
    word_cluster: dict[str, list[str | None]] = {name: [None] * len(c.tokens.words) for name, c in carriers.items()}
    for number, group in enumerate(ranked, 1):
        name = f"c{number}"
        clusters.append(
            Cluster(
                id=name,
                documents=tuple(sorted({n[0] for n in group.nodes})),
                template=group.template,
                slots=group.slots,
                members=tuple(_member(node, carriers) for node in group.nodes),
            )
        )
        for plan, first, last in group.nodes:
            row = word_cluster[plan]
            for at in range(first, last):
                row[at] = row[at] or name
    return tuple(clusters), word_cluster


def _components(shared: Sequence[Shared]) -> list[list[Node]]:
    """Nodes tied together by passages; longest passages first, so that a node is the longest of its kind."""
    nodes: dict[str, list[tuple[int, int, Node]]] = {}  # by plan: begin, number, node; in order
    above: dict[Node, Node] = {}

    def node(plan: str, first: int, last: int) -> Node:
        own = nodes.setdefault(plan, [])
        # No farther apart do two begin that have so much in common; one word more, for the quotient is rounded.
        apart = (1 / SAME_STRETCH - 1) * (last - first) + 1
        low, high = bisect_left(own, first - apart, key=_BEGIN), bisect_right(own, first + apart, key=_BEGIN)
        for _, _, known in sorted(own[low:high], key=_NUMBER):
            common = min(last, known[2]) - max(first, known[1])
            if common >= SAME_STRETCH * (max(last, known[2]) - min(first, known[1])):
                return known
        insort(own, (first, len(own), (plan, first, last)))
        return plan, first, last

    def top(one: Node) -> Node:
        while (up := above.get(one, one)) != one:
            one = up
        return one

    for passage in sorted(shared, key=lambda s: (-s.alignment.agreed, s.a, s.b, s.alignment.runs)):
        x = top(node(passage.a, *passage.alignment.a))
        y = top(node(passage.b, *passage.alignment.b))
        above[max(x, y)] = min(x, y)
    groups: dict[Node, list[Node]] = {}
    for plan in sorted(nodes):
        for one in sorted(one for _, _, one in nodes[plan]):
            groups.setdefault(top(one), []).append(one)
    return [groups[key] for key in sorted(groups)]


@dataclass(frozen=True, slots=True)
class _Group:
    nodes: tuple[Node, ...]
    template: str
    slots: tuple[Slot, ...]


def _template(nodes: list[Node], carriers: Mapping[str, Carrier]) -> _Group | None:
    """The words all carriers have, in the letters of the clearest of them, with numbered slots between."""
    plan, first, last = min(nodes, key=lambda n: (carriers[n[0]].tokens.plan.ocr.noise, n[1] - n[2], n))
    maps: dict[str, tuple[int, list[int | None]]] = {plan: (last - first, [*range(first, last)])}
    for node in nodes:
        found = _map(carriers[plan].tokens, (first, last), carriers[node[0]].tokens, node[1:])
        fits = sum(at is not None for at in found)
        if node[0] != plan and fits > maps.get(node[0], (0, []))[0]:
            maps[node[0]] = (fits, found)
    fixed = [k for k in range(last - first) if all(found[k] is not None for _, found in maps.values())]
    runs = _fixed_runs(fixed, [found for _, found in maps.values()])
    if sum(len(run) for run in runs) < LEAST_TEMPLATE:
        return None
    pieces: list[str] = []
    slots: list[Slot] = []
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        pieces.append(carriers[plan].text(first + run[0], first + run[-1] + 1))
        if following is not None:
            gaps = {name: _between(found[run[-1]], found[following[0]]) for name, (_, found) in sorted(maps.items())}
            kinds = {carriers[name].kinds[at] for name, gap in gaps.items() for at in range(*gap)}
            values = {name: carriers[name].text(*gap) for name, gap in gaps.items()}
            pieces.append(f"{{{len(slots)}}}")
            slots.append(Slot(len(slots), kinds.pop() if len(kinds) == 1 else "wording", values))
    return _Group(tuple(sorted(nodes)), " ".join(pieces), tuple(slots))


def _fixed_runs(fixed: Sequence[int], maps: Sequence[Sequence[int | None]]) -> list[list[int]]:
    """The fixed words in runs with nothing between them in any plan; a short run at either edge is chance."""
    runs: list[list[int]] = []
    for k in fixed:
        before = runs[-1][-1] if runs else None
        if before is not None and all(low == high for low, high in (_between(m[before], m[k]) for m in maps)):
            runs[-1].append(k)
        else:
            runs.append([k])
    while runs and len(runs[0]) < _LEAST_EDGE:
        runs.pop(0)
    while runs and len(runs[-1]) < _LEAST_EDGE:
        runs.pop()
    return runs


def _between(here: int | None, there: int | None) -> tuple[int, int]:
    assert here is not None and there is not None  # both ends are fixed words
    return here + 1, there


def _map(a: Tokens, stretch_a: tuple[int, int], b: Tokens, stretch_b: tuple[int, int]) -> list[int | None]:
    """For each word of a stretch of A the number of its counterpart in B, None where it has none."""
    from rapidfuzz.distance import Levenshtein

    all_a, all_b, alike = comparable_forms(a, b)
    forms_a, forms_b = all_a[slice(*stretch_a)], all_b[slice(*stretch_b)]
    found: list[int | None] = [None] * len(forms_a)
    for op in Levenshtein.opcodes(forms_a, forms_b):
        paired = op.src_end - op.src_start == op.dest_end - op.dest_start
        for i, j in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=False):
            if op.tag == "equal" or (alike is not None and paired and alike(forms_a[i], forms_b[j])):
                found[i] = stretch_b[0] + j
    return found


def _member(node: Node, carriers: Mapping[str, Carrier]) -> ClusterMember:
    plan, first, last = node
    held = carriers[plan].tokens.words
    return ClusterMember(plan, held[first].start, held[last - 1].end)
