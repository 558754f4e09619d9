"""Which documents a plan carries out, and how two plans descend."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from plancompare.citations import find_citations
from plancompare.lineage import citation_of, missing_sources, parents_of
from plancompare.lineage import find_lineage as lineage_of
from plancompare.model import Metadata, Plan, Scan, Section, SectionKind
from plancompare.model.comparison import Lineage
from plancompare.report.evidence_words import evidence

DIRECTIVE = "Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ"


def find_lineage(a: Plan, b: Plan) -> Lineage:
    """The lineage, whose evidence the pages can say in English."""
    found = lineage_of(a, b)
    assert found.evidence is None or evidence(found.evidence).en != found.evidence
    return found


def plan(id: str, title: str, preamble: str, body: str = "", **said: object) -> Plan:
    text = f"{title}\n{preamble}\n{body}"
    metadata = Metadata(
        **{"issuing_body": f"Sở {id}", "province": "Tây Ninh", "subject": title, "year": 2024, **said}  # type: ignore
    )
    sections, at = [], 0
    kinds: tuple[tuple[str, SectionKind, str], ...] = (
        ("title", "title", title),
        ("preamble", "preamble", preamble),
        ("II.1", "arabic", body),
    )
    for name, kind, part in kinds:
        end = at + len(part) + 1
        sections.append(Section(name, None, kind, None, None, None, None, at, end, ((at, end),), 1, 1))
        at = end
    return Plan(
        id=id,
        path=id,
        sha256="",
        text=text,
        media_type="text/plain",
        encoding="utf-8",
        repairs=(),
        ocr=Scan(False, 0.0, ""),
        metadata=metadata,
        sections=tuple(sections),
        citations=find_citations(text, metadata.province),
        facts=(),
        warnings=(),
    )


PROVINCE = plan(
    "tinh",
    "Thực hiện công tác dân vận chính quyền năm 2024",
    f"Thực hiện {DIRECTIVE}",
    issuing_body="Ủy ban nhân dân tỉnh Tây Ninh",
    document_number="859/KH-UBND",
    document_type="Kế hoạch",
    date="2024-03-25",
)
DEPARTMENT = plan(
    "so",
    "Thực hiện công tác dân vận năm 2024 của Sở",
    "Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh về dân vận, Sở xây dựng Kế hoạch",
    f"Quán triệt {DIRECTIVE}",
)


def test_what_a_plan_carries_out() -> None:
    found = plan(
        "x",
        f"Triển khai thực hiện {DIRECTIVE}",
        "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
        "Căn cứ Quyết định số 7/QĐ-UBND ngày 1/2/2020 của UBND tỉnh quy định chức năng, nhiệm vụ của Sở;\n"
        "Thực hiện Nghị định số 59/2023/NĐ-CP; theo Kế hoạch số 5/KH-UBND triển khai Chỉ thị số 33/CT-TTg",
        "theo Quyết định số 9/QĐ-UBND",
    )
    assert [c.number for c in parents_of(found)] == ["33/CT-TTg", "59/2023/NĐ-CP", "5/KH-UBND"]


def test_parent_and_child() -> None:
    lineage = find_lineage(PROVINCE, DEPARTMENT)
    assert lineage.kind == "parent_child"
    assert lineage.evidence == "kế hoạch của Sở so thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 (phần căn cứ)"
    assert find_lineage(DEPARTMENT, PROVINCE) == lineage


@pytest.mark.parametrize(
    "said",
    [
        {"document_number": "860/KH-UBND"},
        {"document_number": None},
        {"date": "2023-03-25"},
        {"province": "Kiên Giang"},
        {"document_type": "Quyết định"},
        {"date": None, "issuing_body": "Ủy ban nhân dân thành phố Tây Ninh"},
    ],
)
def test_a_number_alone_makes_no_parent(said: dict[str, str | None]) -> None:
    other = replace(PROVINCE, metadata=replace(PROVINCE.metadata, **said))  # type: ignore[arg-type]
    assert find_lineage(other, DEPARTMENT).kind != "parent_child"


def test_a_parent_plan_in_common_outranks_a_directive_in_common() -> None:
    preamble = f"Thực hiện {DIRECTIVE} và Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh"
    lineage = find_lineage(plan("a", "Dân vận A", preamble), plan("b", "Dân vận B", preamble))
    assert lineage.kind == "siblings"
    assert lineage.evidence == "cả hai thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 (phần căn cứ)"


def test_one_directive_in_title_and_preamble() -> None:
    a, b = plan("a", f"Triển khai {DIRECTIVE}", ""), plan("b", "Kế hoạch khác", f"Thực hiện {DIRECTIVE}")
    assert (
        find_lineage(a, b).evidence == "cả hai thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 (tiêu đề và phần căn cứ)"
    )


def test_one_number_in_two_provinces_is_two_documents() -> None:
    preamble = "Thực hiện Kế hoạch số 10/KH-UBND ngày 1/2/2024 của UBND tỉnh"
    a, b = plan("a", "Dân vận", preamble), plan("b", "Dân chủ", preamble, province="Kiên Giang")
    assert find_lineage(a, b).kind is None
    assert find_lineage(a, plan("c", "Dân chủ", preamble)).kind == "siblings"


def test_a_directive_in_the_body_counts_only_where_the_other_plan_carries_it_out() -> None:
    city = plan("tp", "Triển khai công tác dân vận năm 2023", f"Thực hiện {DIRECTIVE}", year=2023)
    lineage = find_lineage(DEPARTMENT, city)
    assert lineage.kind == "siblings"
    assert lineage.evidence is not None and lineage.evidence.endswith("kế hoạch của Sở so nêu văn bản này ở mục II.1")
    listed = plan("y", "Công tác dân vận", "Thực hiện Kế hoạch số 1/KH-UBND", f"Quán triệt {DIRECTIVE}")
    assert find_lineage(DEPARTMENT, listed).kind is None
    other_subject = plan("z", "Cải cách hành chính", f"Thực hiện {DIRECTIVE}")
    assert find_lineage(DEPARTMENT, other_subject).kind is None


def test_a_law_as_legal_basis_makes_no_siblings() -> None:
    preamble = "Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13;"
    assert find_lineage(plan("a", "Dân vận", preamble), plan("b", "Dân chủ", preamble)).kind is None


def test_two_years_of_one_office() -> None:
    this = plan("a", "Thực hiện công tác dân vận năm 2024", "", issuing_body="Sở Nội vụ tỉnh Tây Ninh")
    last = plan("b", "Thực hiện công tác dân vận năm 2023", "", issuing_body="Sở Nội vụ tỉnh Tây Ninh", year=2023)
    lineage = find_lineage(this, last)
    assert lineage.kind == "successor_year" and "năm 2023 và năm 2024" in (lineage.evidence or "")
    other = replace(last, metadata=replace(last.metadata, subject="Cải cách hành chính năm 2023"))
    assert find_lineage(this, other).kind is None
    twin = replace(this, id="c")
    assert find_lineage(this, twin).kind is None


def test_one_name_of_two_offices_makes_no_successor() -> None:
    district: dict[str, Any] = {"issuing_body": "Ủy ban nhân dân huyện Châu Thành", "level": "huyện"}
    this = plan("a", "Công tác dân vận năm 2024", "", province="Tây Ninh", **district)
    assert find_lineage(this, plan("b", "Công tác dân vận năm 2023", "", year=2023, **district)).kind is not None
    other = plan("b", "Công tác dân vận năm 2023", "", year=2023, province="Kiên Giang", **district)
    assert find_lineage(this, other).kind is None
    unknown = plan("b", "Công tác dân vận năm 2023", "", year=2023, province=None, **district)
    assert find_lineage(unknown, replace(unknown, id="c", metadata=replace(unknown.metadata, year=2024))).kind is None


def test_communes_of_one_name_in_two_districts() -> None:
    commune: dict[str, Any] = {"issuing_body": "Ủy ban nhân dân xã Tân Lập", "level": "xã"}
    this = plan("a", "Công tác dân vận năm 2024", "Theo chỉ đạo của UBND huyện Tân Biên", **commune)
    last = plan("b", "Công tác dân vận năm 2023", "Theo chỉ đạo của UBND huyện Tân Biên", year=2023, **commune)
    assert find_lineage(this, last).kind == "successor_year"
    other = plan("b", "Công tác dân vận năm 2023", "Theo chỉ đạo của UBND huyện Bến Cầu", year=2023, **commune)
    assert find_lineage(this, other).kind is None


@pytest.mark.parametrize(
    ("this", "last", "is_successor"),
    [
        ("Công tác dân vận năm 2024", "Thực hiện công tác dân vận chính quyền năm 2023", True),
        ("Cải cách hành chính tỉnh Tây Ninh năm 2024", "Cải cách hành chính năm 2023", True),
        ("Công tác dân vận năm 2024", "Công tác dân tộc năm 2023", False),
        ("Cải cách hành chính năm 2024", "Kiểm tra cải cách hành chính năm 2023", False),
        ("An toàn thực phẩm năm 2024", "An toàn giao thông năm 2023", False),
        ("Xây dựng nông thôn mới năm 2024", "Xây dựng nông thôn mới nâng cao năm 2023", False),
        ("Thực hiện Chỉ thị số 33/CT-TTg năm 2024", "Thực hiện Chỉ thị số 33/CT-TTg năm 2023", True),
        ("Thực hiện Chỉ thị số 33/CT-TTg năm 2024", "Thực hiện Chỉ thị số 25/CT-TTg năm 2023", False),
        ("Dân vận theo Kế hoạch số 859/KH-UBND", "Dân vận theo Kế hoạch số 12/KH-UBND", True),
        ("Thực hiện nhiệm vụ năm 2024", "Kế hoạch năm 2023", False),
    ],
)
def test_what_makes_one_subject(this: str, last: str, is_successor: bool) -> None:
    said: dict[str, Any] = {"issuing_body": "Sở Nội vụ tỉnh Tây Ninh", "level": "sở"}
    found = find_lineage(plan("a", this, "", **said), plan("b", last, "", year=2023, **said))
    assert (found.kind == "successor_year") is is_successor


def department(body: str, province: str, date: str | None, year: int, id: str = "a") -> Plan:
    return plan(
        id,
        f"Công tác dân vận trên địa bàn tỉnh {province} năm {year}",
        "",
        issuing_body=f"{body} tỉnh {province}",
        province=province,
        level="sở",
        date=date,
        year=year,
    )


def test_the_successor_after_a_merger() -> None:
    last = department("Sở Kế hoạch và Đầu tư", "Kon Tum", "2024-03-06", 2024)
    this = department("Sở Tài chính", "Quảng Ngãi", "2026-02-01", 2026, "b")
    assert find_lineage(last, this) == find_lineage(this, last)
    assert find_lineage(last, this).kind == "successor_year"
    assert find_lineage(last, this).evidence == (
        "Sở Kế hoạch và Đầu tư tỉnh Kon Tum, từ ngày 01/7/2025 thuộc Sở Tài chính tỉnh Quảng Ngãi, cùng nội dung, "
        "năm 2024 và năm 2026"
    )


@pytest.mark.parametrize(
    ("body", "province", "date", "year"),
    [
        ("Sở Tài chính", "Quảng Ngãi", "2025-03-06", 2025),  # provinces are joined later
        ("Sở Tài chính", "Quảng Ngãi", None, 2025),  # that may be before
        ("Sở Nội vụ", "Quảng Ngãi", "2026-02-01", 2026),
        ("Sở Tài chính", "Gia Lai", "2026-02-01", 2026),
        ("Sở Tài chính", "Kon Tum", "2025-02-28", 2025),
    ],
)
def test_no_successor_before_the_merger_nor_of_another_body(
    body: str, province: str, date: str | None, year: int
) -> None:
    last = department("Sở Kế hoạch và Đầu tư", "Kon Tum", "2024-03-06", 2024)
    assert find_lineage(last, department(body, province, date, year, "b")).kind is None


def test_two_provinces_that_are_joined_later_are_two_before() -> None:
    last = department("Sở Nội vụ", "Kon Tum", "2023-03-06", 2023)
    assert find_lineage(last, department("Sở Nội vụ", "Quảng Ngãi", "2024-03-06", 2024, "b")).kind is None
    assert find_lineage(last, department("Sở Nội vụ", "Kon Tum", "2024-03-06", 2024, "b")).kind == "successor_year"


def test_how_a_plan_is_cited() -> None:
    assert citation_of(PROVINCE, DEPARTMENT) == "Kế hoạch số 859/KH-UBND ngày 25/3/2024"
    assert citation_of(DEPARTMENT, PROVINCE) is None


def test_missing_sources() -> None:
    cited = plan(
        "a",
        "",
        "Quyết định số 5/QĐ-UBND ngày 1/2/2024 của UBND tỉnh; Luật Tiếp công dân năm 2013; Chỉ thị số 33/CT-TTg",
    )
    missing = missing_sources([DEPARTMENT, cited], [])
    assert [(m.type, m.number, m.date, m.documents) for m in missing] == [
        ("Chỉ thị", "33/CT-TTg", "2021-11-26", ("a", "so")),
        ("Kế hoạch", "859/KH-UBND", "2024-03-25", ("so",)),
        ("Luật", "Tiếp công dân", "2013", ("a",)),
        ("Quyết định", "5/QĐ-UBND", "2024-02-01", ("a",)),
    ]
    assert "859/KH-UBND" not in {m.number for m in missing_sources([DEPARTMENT, cited], [PROVINCE])}
    assert "859/KH-UBND" not in {m.number for m in missing_sources([DEPARTMENT, PROVINCE], [])}
