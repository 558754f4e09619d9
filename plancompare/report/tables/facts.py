"""Tables of what the plans say, side by side: documents cited, days due, duties, targets; and every fact by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.model import Fact
from plancompare.model.comparison import CitationRow, DutyRow, Synopsis, TargetRow
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
_BOUNDS = {
    "at_least": Both("ít nhất", "at least"),
    "at_most": Both("nhiều nhất", "at most"),
    "exactly": Both("đúng", "exactly"),
    "increase": Both("tăng", "increase by"),
    "decrease": Both("giảm", "decrease by"),
}
_STATUSES = {
    "in_force": Both("còn hiệu lực", "in force"),
    "replaced": Both("đã bị thay thế", "replaced"),
    "unknown": Both("không rõ", "unknown"),
}
_DUE = {True: Both("chậm nhất ngày", "on or before"), False: Both("trước ngày", "before"), None: None}


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
    citing = {witness_of[id]: None for id, own in row.cells.items() if own}
    documents = row.documents
    several = len(documents) > 1
    first = documents[0]
    return (
        row.id,
        row.title,
        first.type,
        _listed(document.number for document in documents),
        calendar_day(first.date) if not several else _listed(document.date for document in documents),
        _listed(document.issuer for document in documents),
        _listed(document.subject for document in documents),
        Both("trung ương", "central") if first.central else Both("địa phương", "local"),
        _STATUSES[first.status] if first.central else None,
        first.replaced_by,
        len(citing),
        next(iter(citing)) if len(citing) == 1 and len(set(witness_of.values())) > 1 else None,
        row.reason,
        *(_mentions(row.cells[id], witness, several) for id, witness in witnesses.items()),
    )


def _listed(values: object) -> str | None:
    return None


def _mentions(cell: Sequence[int], witness: Witness, several: bool) -> Both | None:
    """Where a plan cites a row, with the number it has there where several documents share the row."""
    return lines(
        _behind(citation.number if several else None, at(witness.place(citation.start)))
        for citation in (witness.plan.citations[number] for number in cell)
    )


def _behind(said: str | None, place: Both) -> Both:
    return Both(f"{said} ({place.vi})", f"{said} ({place.en})") if said else place
