"""The tables of facts as a page shows them: cited documents, deadlines, duties, targets, money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancompare.model import Fact
from plancompare.model.comparison import CitationRow, CitedDocument, Synopsis
from plancompare.report.synopsis_words import SYNOPSIS_WORDS, due, intervals, told
from plancompare.report.witness import Head, Place, Witness
from plancompare.report.words import Both, day, same

# Letters of a fact that a table repeats; the text itself is a step away.
_LONGEST = 150
# A fact that is less sure than this is marked as such.
_SURE = 0.8
_NO_DATE = "9999"


@dataclass(frozen=True, slots=True)
class CitedCell:
    """How one plan cites a row: by which names, each with its places; an empty name is that of the row.

    `is_only` where no other document cites it.
    """

    is_only: bool
    named: tuple[tuple[str, tuple[Place, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One cited document of a row; `subject` is null where the title of the row says it."""

    name: str
    date: Both | None
    issuer: str | None
    subject: str | None
    is_central: bool
    status: Both
    replaced_by: Both | None


@dataclass(frozen=True, slots=True)
class CitedRow:
    """`title` names the only document, or what several are about; `count` plans cite the row, twins counted once."""

    title: str
    reason: Both | None
    documents: tuple[Cited, ...]
    cells: tuple[CitedCell, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A fact as a plan states it. `lead` is when, how often or how much, `text` what is to be done or reached."""

    head: Head
    place: Place
    lead: Both | None
    text: str
    who: str | None
    to: str | None
    via: str | None
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """`order` sorts deadlines by their day; `remark` says how the year is known, where the text does not state it."""

    order: str
    when: Both
    remark: Both | None
    saying: Saying


@dataclass(frozen=True, slots=True)
class FactCell:
    """What one plan says to a row; `names` are what it calls the agency, where that is not the name of the row."""

    names: tuple[str, ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a table of facts: its title, and a cell for each plan."""

    title: str
    cells: tuple[FactCell, ...]


@dataclass(frozen=True, slots=True)
class SynopsisView:
    """The tables, each with its plans in the order of the page."""

    cited: tuple[CitedRow, ...]
    calendar: tuple[Deadline, ...]
    duties: tuple[FactRow, ...]
    targets: tuple[FactRow, ...]
    funding: tuple[Saying, ...]


def synopsis_view(synopsis: Synopsis, witnesses: Sequence[Witness], groups: Sequence[Sequence[str]]) -> SynopsisView:
    """What the page shows of a synopsis; `groups` are the ids of plans that are texts of one document."""
    group_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    by_id = {w.head.id: w for w in witnesses}
    return SynopsisView(
        cited=tuple(_cited_row(row, witnesses, group_of) for row in synopsis.citations),
        calendar=tuple(
            _deadline(by_id[entry.fact.document], entry.fact.fact, entry.date, entry.inferred)
            for entry in synopsis.calendar
        ),
        duties=tuple(_fact_row(row.agency, row.cells, witnesses, row.names) for row in synopsis.duties),
        targets=tuple(_fact_row(row.title, row.cells, witnesses, {}) for row in synopsis.targets),
        funding=tuple(_saying(w, fact) for w in witnesses for fact in w.plan.facts if fact.kind == "funding"),
    )


# ---------------------------------------------------------------- cited documents


def _cited_row(row: CitationRow, witnesses: Sequence[Witness], group_of: Mapping[str, int]) -> CitedRow:
    citing = {group_of[w.head.id] for w in witnesses if row.cells[w.head.id]}
    is_only = len(citing) == 1 < len(set(group_of.values()))
    named_by_title = {(d.type, d.number) for d in row.documents} if len(row.documents) == 1 else set()
    cells = []
    for w in witnesses:
        places: dict[str, list[Place]] = {}
        for index in row.cells[w.head.id]:
            citation = w.plan.citations[index]
            known = not citation.number or (citation.type, citation.number) in named_by_title
            name = "" if known else _name(citation.type, citation.number)
            places.setdefault(name, []).append(w.place(citation.start))
        cells.append(
            CitedCell(is_only and bool(places), tuple((name, tuple(dict.fromkeys(at))) for name, at in places.items()))
        )
    documents = tuple(_cited(document, row.title) for document in row.documents)
    reason = Both(row.reason, row.english or row.reason) if row.reason else None
    return CitedRow(row.title, reason, documents, tuple(cells), len(citing))


def _cited(document: CitedDocument, title: str) -> Cited:
    return Cited(
        name=_name(document.type, document.number),
        date=day(document.date) if document.date else None,
        issuer=document.issuer,
        subject=None if document.subject and title.endswith(document.subject) else document.subject,
        is_central=document.central,
        status=SYNOPSIS_WORDS[f"status_{document.status}"],
        replaced_by=told("replaced_by", name=document.replaced_by) if document.replaced_by else None,
    )


def _name(type_: str, number: str | None) -> str:
    return f"{type_} số {number}" if number else type_


# ---------------------------------------------------------------- facts


def _fact_row(
    title: str,
    cells: Mapping[str, Sequence[int]],
    witnesses: Sequence[Witness],
    names: Mapping[str, Sequence[str]],
) -> FactRow:
    return FactRow(
        title,
        tuple(
            FactCell(
                tuple(name for name in names.get(w.head.id, ()) if name != title),
                tuple(_saying(w, w.plan.facts[index]) for index in cells[w.head.id]),
            )
            for w in witnesses
        ),
    )


def _deadline(w: Witness, index: int, date: str | None, inferred: str | None) -> Deadline:
    fact = w.plan.facts[index]
    remark = None if date and not inferred else SYNOPSIS_WORDS["year_inferred" if date else "year_unknown"]
    return Deadline(
        order=date or _NO_DATE + fact.value,
        when=due(date or fact.value, fact.inclusive, fact.since),
        remark=remark,
        saying=_saying(w, fact),
    )


def _saying(w: Witness, fact: Fact) -> Saying:
    return Saying(
        head=w.head,
        place=w.place(fact.start),
        lead=_lead(fact),
        text=_shortened(_text(fact)),
        who=fact.actor,
        to=fact.recipient,
        via=fact.via,
        is_unsure=fact.confidence < _SURE,
    )


def _lead(fact: Fact) -> Both | None:
    if fact.kind == "deadline":
        return due(fact.value, fact.inclusive, fact.since)
    if fact.kind == "periodic_report":
        return told("reported", interval=intervals(fact.value))
    if fact.kind == "target":
        is_more = fact.bound not in (None, "exactly")
        return told(f"bound_{fact.bound}", value=fact.value) if is_more else same(fact.value)
    return None


def _text(fact: Fact) -> str:
    if fact.kind in ("assignment", "target_qualitative", "funding"):
        return fact.value
    return fact.action or fact.raw


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"
