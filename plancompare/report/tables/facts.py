"""Tables of what the plans say, side by side: documents cited, days due, duties, targets; and every fact by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from plancompare.model import Citation, Fact
from plancompare.model.comparison import CitationRow, DutyRow, Synopsis, TargetRow
from plancompare.report.row_words import called
from plancompare.report.synopsis_words import SYNOPSIS_WORDS, bound, due_word, intervals
from plancompare.report.tables.cells import Cell, Table, at, calendar_day, column, lines, one_line, plan_columns
from plancompare.report.witness import Witness
from plancompare.report.words import Both, same

_KINDS = {
    "deadline": Both("thời hạn", "deadline"),
    "periodic_report": Both("báo cáo định kỳ", "periodic report"),
    "target": Both("chỉ tiêu", "target"),
    "target_qualitative": Both("mục tiêu không có số liệu", "target without a figure"),
    "assignment": Both("nhiệm vụ", "assignment"),
    "funding": Both("kinh phí", "funding"),
}
_ONE_CLAUSE = 0.8  # share of its letters


def citations_table(
    rows: Sequence[CitationRow], witnesses: Mapping[str, Witness], witness_of: Mapping[str, str]
) -> Table:
    """The matrix: under each plan where it cites the row, nothing where it does not."""
    columns = (
        column("TT", "No.", 6, "number"),
        column("Văn bản được dẫn", "Cited document", 40),
        column("Loại", "Type", 16),
        column("Số, ký hiệu", "Number", 20),
        column("Ngày", "Date", 12, "date"),
        column("Cơ quan ban hành", "Issuer", 30),
        column("Trích yếu", "Subject", 50),
        column("Phạm vi", "Scope", 14),
        column("Hiệu lực", "In force", 16),
        column("Thay bằng", "Replaced by", 20),
        column("Số văn bản dẫn", "Texts citing it", 10, "number"),
        column("Chỉ ở", "Only in", 30),
        column("Vì sao chung hàng", "Why in one row", 40),
        *plan_columns(tuple(witnesses)),
    )
    title = Both("Văn bản dẫn chiếu × văn bản", "Cited documents × texts")
    return Table("citations", title, columns, tuple(_cited(row, witnesses, witness_of) for row in rows))


def _cited(row: CitationRow, witnesses: Mapping[str, Witness], witness_of: Mapping[str, str]) -> tuple[Cell, ...]:
    documents, first = row.documents, row.documents[0]
    citing = {witness_of[id] for id, own in row.cells.items() if own}
    return (
        row.id,
        row.title,
        first.type,
        _listed(document.number for document in documents),
        calendar_day(first.date) if len(documents) == 1 else _listed(document.date for document in documents),
        _listed(document.issuer for document in documents),
        _listed(document.subject for document in documents),
        SYNOPSIS_WORDS["central" if first.central else "not_central"],
        SYNOPSIS_WORDS[f"status_{first.status}"] if first.central else None,
        first.replaced_by,
        len(citing),
        min(citing) if len(citing) == 1 < len(set(witness_of.values())) else None,
        Both(row.reason, row.english or row.reason) if row.reason else None,
        *(_mentions(row.cells[id], witness, len(documents) > 1) for id, witness in witnesses.items()),
    )


def _listed(values: Iterable[str | None]) -> str | None:
    """The values that are told, each once, on lines of their own."""
    return "\n".join(dict.fromkeys(filter(None, values))) or None


def _mentions(cell: Sequence[int], witness: Witness, several: bool) -> Both | None:
    """Where a plan cites a row, with the number it has there where several documents share the row."""
    return lines(
        _cited_at(citation, witness, several) for citation in (witness.plan.citations[number] for number in cell)
    )


def _cited_at(citation: Citation, witness: Witness, several: bool) -> Both:
    place = at(witness.place(citation.start))
    if not several or not citation.number:
        return place
    return Both(f"{citation.number} ({place.vi})", f"{citation.number} ({place.en})")


def calendar_table(synopsis: Synopsis, witnesses: Mapping[str, Witness]) -> Table:
    """What is due when, a row for each deadline, with who does it, for whom, and its place in the text."""
    columns = (
        column("Ngày", "Date", 12, "date"),
        column("Mốc", "Bound", 14),
        column("Từ ngày", "Since", 12, "date"),
        column("Năm", "Year", 24),
        column("Văn bản", "Text", 30),
        column("Việc", "What is due", 50),
        column("Ai làm", "Who", 34),
        column("Gửi", "To", 30),
        column("Qua", "Via", 24),
        column("Chỗ", "Place", 20),
        column("Nguyên văn", "As printed", 70),
    )
    rows = []
    for entry in synopsis.calendar:
        witness = witnesses[entry.fact.document]
        fact = witness.plan.facts[entry.fact.fact]
        rows.append(
            (
                calendar_day(entry.date or fact.value),
                due_word(fact.inclusive),
                calendar_day(fact.since),
                SYNOPSIS_WORDS["year_inferred"] if entry.inferred else None,
                witness.plan.id,
                fact.action,
                fact.actor,
                fact.recipient,
                fact.via,
                at(witness.place(fact.start)),
                one_line(fact.raw),
            )
        )
    return Table("calendar", Both("Lịch thời hạn", "Calendar of deadlines"), columns, tuple(rows))


def duties_table(rows: Sequence[DutyRow], witnesses: Mapping[str, Witness]) -> Table:
    """Agencies × plans: what each has to do, with the names the plans call it by."""
    columns = (
        column("Cơ quan", "Agency", 36),
        column("Tên trong các văn bản", "Names in the texts", 40),
        *plan_columns(tuple(witnesses), 50),
    )
    return Table(
        "duties",
        Both("Cơ quan × văn bản", "Agencies × texts"),
        columns,
        tuple(
            (
                called(row.agency),
                _listed(name for names in row.names.values() for name in names),
                *(_facts(row.cells[id], witness) for id, witness in witnesses.items()),
            )
            for row in rows
        ),
    )


def targets_table(rows: Sequence[TargetRow], witnesses: Mapping[str, Witness]) -> Table:
    """Targets × plans: what each aims at, as printed."""
    columns = (column("Chỉ tiêu", "Target", 50), *plan_columns(tuple(witnesses), 50))
    return Table(
        "targets",
        Both("Chỉ tiêu × văn bản", "Targets × texts"),
        columns,
        tuple((row.title, *(_facts(row.cells[id], witness) for id, witness in witnesses.items())) for row in rows),
    )


def _facts(cell: Sequence[int], witness: Witness) -> Both | None:
    """What a plan says to a row: each fact on a line, with its place."""
    facts = [witness.plan.facts[number] for number in cell]
    return lines(_in_short(fact, witness) for fact in facts if not _told_again(fact, facts))


def _told_again(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a duty is the clause of a deadline or report that is told beside it."""
    return fact.kind == "assignment" and any(
        min(fact.end, other.end) - max(fact.start, other.start) >= _ONE_CLAUSE * (fact.end - fact.start)
        for other in facts
        if other.kind in ("deadline", "periodic_report")
    )


def _in_short(fact: Fact, witness: Witness) -> Both:
    """A fact in a line: its figure, day or interval with what it is of; else what is to be done."""
    value, place = _value(fact), at(witness.place(fact.start))
    if fact.kind in ("assignment", "target_qualitative"):
        told = same(one_line(fact.action or fact.value))
    else:
        told = Both(*(f"{said}: {one_line(fact.action or fact.raw)}" for said in value))
    return Both(f"{told.vi} ({place.vi})", f"{told.en} ({place.en})")


def _value(fact: Fact) -> Both:
    """The value of a fact as people write it."""
    if fact.kind == "deadline":
        day = calendar_day(fact.value)
        return day if isinstance(day, Both) else same(f"{day:%d/%m/%Y}" if isinstance(day, date) else fact.value)
    if fact.kind == "periodic_report":
        return intervals(fact.value)
    return same(one_line(fact.value))


def facts_table(witnesses: Mapping[str, Witness]) -> Table:
    """Every fact in a row of its own, to be filtered by kind: reports and funding stand here alone."""
    columns = (
        column("Văn bản", "Text", 30),
        column("Nội dung", "Kind", 20),
        column("Giá trị", "Value", 30),
        column("Mức", "Bound", 12),
        column("Việc", "Action", 50),
        column("Ai làm", "Who", 34),
        column("Gửi", "To", 30),
        column("Qua", "Via", 24),
        column("Độ chắc", "Confidence", 10, "share"),
        column("Chỗ", "Place", 20),
        column("Nguyên văn", "As printed", 70),
    )
    rows = [
        (
            id,
            _KINDS[fact.kind],
            _value(fact),
            bound(fact.bound) if fact.bound else due_word(fact.inclusive),
            fact.action,
            fact.actor,
            fact.recipient,
            fact.via,
            fact.confidence,
            at(witness.place(fact.start)),
            one_line(fact.raw),
        )
        for id, witness in witnesses.items()
        for fact in witness.plan.facts
    ]
    return Table("facts", Both("Mọi dữ kiện", "All facts"), columns, tuple(rows))
