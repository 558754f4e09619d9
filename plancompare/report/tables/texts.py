"""Tables of the texts: what each is, its sections beside those of the others, what it shares, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.model.comparison import Cell as RowCell
from plancompare.model.comparison import ComparedPlan, Pair, Row, Shares, Sharing
from plancompare.report.evidence_words import evidence
from plancompare.report.row_words import called
from plancompare.report.tables.cells import Cell, Table, calendar_day, column, one_line, plan_columns
from plancompare.report.witness import Witness
from plancompare.report.words import WORDS, Both


def documents_table(documents: Sequence[ComparedPlan]) -> Table:
    """The plans, with what each says of itself and how well it reads."""
    columns = (
        column("Văn bản", "Text", 30),
        column("Cơ quan ban hành", "Issuing body", 34),
        column("Số, ký hiệu", "Number", 18),
        column("Ngày", "Date", 12, "date"),
        column("Loại", "Type", 14),
        column("Trích yếu", "Subject", 60),
        column("Tỉnh", "Province", 16),
        column("Cấp", "Level", 14),
        column("Năm", "Year", 8, "number"),
        column("Chữ", "Letters", 14),
        column("Số chữ đọc sai (ước)", "Words misread (estimate)", 12, "share"),
        column("Số chữ", "Words", 10, "number"),
        column("Tệp", "File", 40),
        column("SHA-256", "SHA-256", 20),
    )
    return Table("documents", Both("Các văn bản", "The texts"), columns, tuple(map(_document, documents)))


def _document(document: ComparedPlan) -> tuple[Cell, ...]:
    plan, said = document.plan, document.plan.metadata
    return (
        plan.id,
        said.issuing_body,
        said.document_number,
        calendar_day(said.date),
        said.document_type,
        said.subject and one_line(said.subject),
        said.province,
        WORDS[said.level] if said.level else None,
        said.year,
        WORDS["scan_tag"] if plan.ocr.is_ocr else WORDS["scan_clean"],
        plan.ocr.noise,
        document.sharing.words,
        plan.path,
        plan.sha256,
    )


def sections_table(rows: Sequence[Row], witnesses: Mapping[str, Witness]) -> Table:
    """Topics × plans: where each treats the topic; coverage is the share of witnesses that do."""
    columns = (
        column("TT", "No.", 6, "number"),
        column("Nội dung", "Topic", 50),
        column("Độ phủ", "Coverage", 10, "share"),
        *plan_columns(tuple(witnesses)),
    )
    return Table(
        "sections",
        Both("Mục × văn bản", "Sections × texts"),
        columns,
        tuple(
            (row.id, called(row.title), row.coverage, *(_treated(row.cells[id], w) for id, w in witnesses.items()))
            for row in rows
        ),
    )


def _treated(cell: RowCell, witness: Witness) -> Both:
    """Where a plan treats a subject: its own sections as they are, others behind a word."""
    places = [witness.references[section] for section in cell.sections]
    vi, en = "; ".join(place.vi for place in places), "; ".join(place.en for place in places)
    if cell.state == "own":
        return Both(vi, en)
    word = WORDS[cell.state]
    return Both(f"{word.vi} {vi}".strip(), f"{word.en} {en}".strip())


def sharing_table(documents: Sequence[ComparedPlan]) -> Table:
    """A row for each plan and layer: its words, and the shares shared, adapted and local."""
    columns = (
        column("Văn bản", "Text", 30),
        column("Lớp chữ", "Layer", 18),
        column("Số chữ", "Words", 10, "number"),
        column("Chung", "Shared", 12, "share"),
        column("Điều chỉnh", "Adapted", 12, "share"),
        column("Riêng", "Local", 12, "share"),
    )
    rows = [row for document in documents for row in _layers(document.plan.id, document.sharing)]
    return Table("sharing", Both("Chung, điều chỉnh, riêng", "Shared, adapted, local"), columns, tuple(rows))


def _layers(id: str, sharing: Sharing) -> list[tuple[Cell, ...]]:
    layers: tuple[tuple[str, int, Shares | Sharing], ...] = (
        ("all_layers", sharing.words, sharing),
        ("prose", sharing.layer_words.get("prose", 0), sharing.prose),
        ("citation", sharing.layer_words.get("citation", 0), sharing.citation),
        ("formula", sharing.layer_words.get("formula", 0), sharing.formula),
        ("form", sharing.layer_words.get("form", 0), sharing.form),
    )
    return [(id, WORDS[layer], words, own.shared, own.adapted, own.local) for layer, words, own in layers]


def pairs_table(pairs: Sequence[Pair]) -> Table:
    """A row for each pair: relation, similarity, descent with its evidence, and counts."""
    columns = (
        column("Văn bản A", "Text A", 30),
        column("Văn bản B", "Text B", 30),
        column("Quan hệ", "Relation", 26),
        column("Giống nhau", "Similarity", 12, "share"),
        column("Nguồn gốc", "Descent", 30),
        column("Căn cứ", "Evidence", 60),
        column("Mục tương ứng", "Matching sections", 12, "number"),
        column("Đoạn chung", "Common passages", 12, "number"),
    )
    rows = [
        (
            pair.a,
            pair.b,
            WORDS[f"relation_{pair.relation}"],
            pair.similarity,
            WORDS[pair.lineage.kind] if pair.lineage.kind else None,
            evidence(pair.lineage.evidence) if pair.lineage.evidence else None,
            len(pair.matches),
            len(pair.passages),
        )
        for pair in pairs
    ]
    return Table("pairs", Both("Từng cặp văn bản", "Pair by pair"), columns, tuple(rows))


def matches_table(pairs: Sequence[Pair], witnesses: Mapping[str, Witness]) -> Table:
    """A row for two sections that treat one subject, with the words that show it."""
    columns = (
        column("Văn bản A", "Text A", 30),
        column("Mục của A", "Section of A", 14),
        column("Tên mục của A", "Title in A", 40),
        column("Văn bản B", "Text B", 30),
        column("Mục của B", "Section of B", 14),
        column("Tên mục của B", "Title in B", 40),
        column("Độ tin cậy", "Score", 10, "share"),
        column("Cosin câu chữ", "Cosine of wording", 10, "share"),
        column("Từ ngữ quyết định", "Words that carried it", 50),
    )
    titles = {id: {section.id: section.title for section in w.plan.sections} for id, w in witnesses.items()}
    rows = [
        (
            pair.a,
            witnesses[pair.a].references[match.a],
            titles[pair.a][match.a],
            pair.b,
            witnesses[pair.b].references[match.b],
            titles[pair.b][match.b],
            match.score,
            match.cosine,
            ", ".join(match.terms),
        )
        for pair in pairs
        for match in sorted(pair.matches, key=lambda match: (-match.score, match.a, match.b))
    ]
    return Table("matches", Both("Mục tương ứng", "Matching sections"), columns, tuple(rows))
