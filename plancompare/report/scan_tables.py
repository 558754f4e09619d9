"""Tables of a whole collection: pairs, their passages, texts, groups, boilerplate, files left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from plancompare.model.scan import Boilerplate, CorpusScan, Group, ScannedDocument, ScannedPair
from plancompare.report.evidence_words import evidence
from plancompare.report.scan_words import SCAN_WORDS
from plancompare.report.tables.cells import Cell, Table, calendar_day, column, one_line
from plancompare.report.tables.troubles import failures_table
from plancompare.report.words import WORDS, Both, number

SCAN_TABLES = tuple("pairs passages documents groups boilerplate failures".split())
"""The names of the tables of a scan, in their order."""

# Rows of a sheet of Excel without its head and a last row that says what is left out, and of the table of passages,
# which would else have some ten for each pair: 250,000 rows took a minute and 1 GB to write.
_MOST_ROWS, _MOST_PASSAGES = 1_048_574, 100_000
# Ids in a cell: one holds 32,767 letters.
_MOST_LISTED = 300


def scan_tables(scan: CorpusScan) -> tuple[Table, ...]:
    """The tables of a scan, in the order of `SCAN_TABLES`; pairs most alike first. One that is too long for a sheet
    ends with a row that says how many more there are."""
    documents = {document.id: document for document in scan.documents}
    pairs = sorted(scan.pairs, key=lambda pair: (-pair.score, pair.a, pair.b))
    return (
        _pairs(pairs, documents),
        _passages(pairs, documents),
        _documents(scan),
        _groups(scan.groups, documents),
        _boilerplate(scan.boilerplate),
        failures_table(scan.failures),
    )


def _bounded(rows: Iterator[tuple[Cell, ...]], total: int, columns: int, most: int) -> tuple[tuple[Cell, ...], ...]:
    """The first `most` of `total` rows, and one that tells how many are left out."""
    shown = tuple(islice(rows, most))
    if total <= most:
        return shown
    left = number(total - most)
    told = Both(f"… còn {left.vi} dòng nữa: xem tệp JSON", f"… {left.en} more rows: see the JSON")
    return (*shown, (told, *[None] * (columns - 1)))


def _pairs(pairs: Sequence[ScannedPair], documents: Mapping[str, ScannedDocument]) -> Table:
    columns = (
        column("Văn bản A", "Text A", 36),
        column("Văn bản B", "Text B", 36),
        column("Quan hệ", "Relation", 26),
        column("Chung", "Of both", 10, "share"),
        column("Của A", "Of A", 10, "share"),
        column("Của B", "Of B", 10, "share"),
        column("Số đoạn", "Passages", 10, "number"),
        column("Đoạn dài nhất (ký tự)", "Longest passage (letters)", 14, "number"),
        column("Phạm vi", "Scope", 18),
        column("Bên có trước", "Which came first", 20),
        column("Căn cứ", "Evidence", 50),
        column("Nguồn gốc", "Descent", 30),
        column("Căn cứ của nguồn gốc", "Evidence of descent", 50),
        column("Tỉnh của A", "Province of A", 18),
        column("Tỉnh của B", "Province of B", 18),
    )
    rows = (
        (
            pair.a,
            pair.b,
            WORDS[f"relation_{pair.relation}"],
            pair.score,
            pair.shared_a,
            pair.shared_b,
            len(pair.passages),
            max((passage.a_end - passage.a_start for passage in pair.passages), default=0),
            WORDS[pair.scope],
            SCAN_WORDS[pair.direction],
            evidence(pair.evidence) if pair.evidence else None,
            WORDS[pair.lineage.kind] if pair.lineage.kind else None,
            evidence(pair.lineage.evidence) if pair.lineage.evidence else None,
            documents[pair.a].province,
            documents[pair.b].province,
        )
        for pair in pairs
    )
    shown = _bounded(rows, len(pairs), len(columns), _MOST_ROWS)
    return Table("pairs", Both("Các cặp", "Pairs"), columns, shown)


def _passages(pairs: Sequence[ScannedPair], documents: Mapping[str, ScannedDocument]) -> Table:
    columns = (
        column("Văn bản A", "Text A", 36),
        column("Văn bản B", "Text B", 36),
        column("Từ ký tự của A", "From letter of A", 12, "number"),
        column("Đến ký tự của A", "To letter of A", 12, "number"),
        column("Từ ký tự của B", "From letter of B", 12, "number"),
        column("Đến ký tự của B", "To letter of B", 12, "number"),
        column("Loại", "Kind", 16),
        column("Điểm", "Score", 10, "share"),
    )
    rows = (
        (
            pair.a,
            pair.b,
            passage.a_start,
            passage.a_end,
            passage.b_start,
            passage.b_end,
            SCAN_WORDS[f"scan_{passage.kind}"],
            passage.score,
        )
        for pair in pairs
        for passage in pair.passages
    )
    total = sum(len(pair.passages) for pair in pairs)
    shown = _bounded(rows, total, len(columns), _MOST_PASSAGES)
    return Table("passages", Both("Các đoạn trùng", "Passages"), columns, shown)


def _documents(scan: CorpusScan) -> Table:
    columns = (
        column("Văn bản", "Text", 36),
        column("Cơ quan ban hành", "Issuing body", 34),
        column("Cơ quan hiện nay", "Body today", 34),
        column("Số, ký hiệu", "Number", 18),
        column("Ngày", "Date", 12, "date"),
        column("Trích yếu", "Subject", 60),
        column("Tỉnh", "Province", 18),
        column("Tỉnh hiện nay", "Province today", 18),
        column("Chữ", "Letters", 14),
        column("Số chữ", "Words", 10, "number"),
        column("Số cặp", "Pairs", 10, "number"),
        column("Trùng nhiều nhất", "Most in common", 10, "share"),
        column("Tệp", "File", 40),
        column("SHA-256", "SHA-256", 20),
    )
    count: Counter[str] = Counter()
    most: dict[str, float] = {}
    for pair in scan.pairs:
        for id, share in ((pair.a, pair.shared_a), (pair.b, pair.shared_b)):
            count[id] += 1
            most[id] = max(most.get(id, 0.0), share)
    kinds = {True: SCAN_WORDS["scan_kind_scan"], False: SCAN_WORDS["scan_kind_typed"], None: None}

    def row(document: ScannedDocument) -> tuple[Cell, ...]:
        said = document.metadata
        return (
            document.id,
            said.issuing_body if said else None,
            document.body_today,
            said.document_number if said else None,
            calendar_day(said.date) if said else None,
            one_line(said.subject) if said and said.subject else None,
            document.province,
            document.province_today,
            kinds[document.is_scan],
            document.words,
            count[document.id],
            most.get(document.id),
            document.path,
            document.sha256,
        )

    shown = _bounded(map(row, scan.documents), len(scan.documents), len(columns), _MOST_ROWS)
    return Table("documents", Both("Các văn bản", "The texts"), columns, shown)


def _groups(groups: Sequence[Group], documents: Mapping[str, ScannedDocument]) -> Table:
    """A row for each text of each group, to be filtered by group."""
    columns = (
        column("Nhóm", "Group", 10),
        column("Quan hệ", "Relation", 26),
        column("Số văn bản", "Texts", 10, "number"),
        column("Văn bản", "Text", 36),
        column("Cơ quan ban hành", "Issuing body", 34),
        column("Ngày", "Date", 12, "date"),
        column("Tỉnh", "Province", 18),
    )
    ranked = sorted(groups, key=lambda group: (-len(group.documents), group.relation, group.id))

    def row(group: Group, document: ScannedDocument) -> tuple[Cell, ...]:
        said = document.metadata
        return (
            group.id,
            SCAN_WORDS[f"family_{group.relation}"],
            len(group.documents),
            document.id,
            said.issuing_body if said else None,
            calendar_day(said.date) if said else None,
            document.province,
        )

    rows = (row(group, documents[id]) for group in ranked for id in group.documents)
    shown = _bounded(rows, sum(len(group.documents) for group in groups), len(columns), _MOST_ROWS)
    return Table("groups", Both("Các nhóm", "Groups"), columns, shown)


def _boilerplate(found: Sequence[Boilerplate]) -> Table:
    columns = (
        column("Câu chữ", "Wording", 70),
        column("Lớp chữ", "Layer", 18),
        column("Số chữ", "Words", 10, "number"),
        column("Số văn bản", "Texts", 10, "number"),
        column("Số tỉnh", "Provinces", 10, "number"),
        column("Các tỉnh", "Which provinces", 50),
        column("Như trong", "As in", 36),
        column("Văn bản có câu chữ này", "Texts that carry it", 60),
    )
    rows = (
        (
            one_line(entry.text),
            WORDS[entry.layer],
            entry.words,
            len(entry.documents),
            len(entry.provinces),
            ", ".join(entry.provinces) or None,
            entry.document,
            _listed(entry.documents),
        )
        for entry in found
    )
    shown = _bounded(rows, len(found), len(columns), _MOST_ROWS)
    return Table("boilerplate", Both("Câu chữ dùng chung", "Boilerplate"), columns, shown)


def _listed(ids: Sequence[str]) -> Both:
    vi = en = "\n".join(ids[:_MOST_LISTED])
    if len(ids) > _MOST_LISTED:
        left = number(len(ids) - _MOST_LISTED)
        vi, en = f"{vi}\n… và {left.vi} văn bản khác", f"{en}\n… and {left.en} others"
    return Both(vi, en)
