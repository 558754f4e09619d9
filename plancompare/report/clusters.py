"""The templates that several plans share, and what each filled into their slots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model.comparison import Cluster, Slot, SlotKind
from plancompare.report.witness import Head, Place, Witness

# Documents that make a common passage a template.
_MANY = 3


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot of a template; `values` are what was put there, and who put it, in the order of the plans."""

    number: int
    kind: SlotKind
    values: tuple[tuple[str | None, tuple[Head, ...]], ...]


@dataclass(frozen=True, slots=True)
class ClusterView:
    """`template` is cut at its slots: texts, and numbers of slots between them. `places` are where each plan has it."""

    anchor: str
    places: tuple[tuple[Head, Place | None], ...]
    template: tuple[str | int, ...]
    slots: tuple[SlotView, ...]


def cluster_views(
    clusters: Sequence[Cluster], by_id: Mapping[str, Witness], documents: Mapping[str, str], told: Collection[int]
) -> tuple[ClusterView, ...]:
    """The templates that stand in at least three documents, in the order of the comparison.

    What only two share is told by their pair. `documents` says of each plan which document it is a text of; `told`
    are the numbers of templates, counted from 1, that stand on the page anyway.
    """
    least = min(_MANY, len(set(documents.values())))
    views = []
    for number, cluster in enumerate(clusters, 1):
        if number not in told and len({documents[id_] for id_ in cluster.documents}) < least:
            continue
        where: dict[str, Place] = {}
        for member in cluster.members:
            where.setdefault(member.document, by_id[member.document].place(member.start))
        views.append(
            ClusterView(
                anchor=f"cluster-{number}",
                places=tuple((by_id[d].head, where.get(d)) for d in cluster.documents),
                template=_template(cluster.template, len(cluster.slots)),
                slots=tuple(_slot(slot, [by_id[d].head for d in cluster.documents]) for slot in cluster.slots),
            )
        )
    return tuple(views)


def _slot(slot: Slot, heads: Sequence[Head]) -> SlotView:
    putting: dict[str | None, list[Head]] = {}
    for head in heads:
        putting.setdefault(slot.values.get(head.id), []).append(head)
    return SlotView(slot.index + 1, slot.kind, tuple((value, tuple(who)) for value, who in putting.items()))


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
