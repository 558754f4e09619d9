"""What must hold for any set of plans, whatever they say."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from effort import pure, whole
from hypothesis import given
from hypothesis import strategies as st

from plancompare import compare_plans, parse_plan
from plancompare.model import Plan, Provenance, Scan, Section, Source, Table
from plancompare.model.comparison import Comparison, Pair
from plancompare.structure import parse_sections

CLAUSES = (
    "Tổ chức quán triệt chủ trương của Đảng, chính sách, pháp luật của Nhà nước về công tác dân vận",
    "Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác"
    " dân vận của cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới",
    "Nâng cao chất lượng tiếp công dân, giải quyết kịp thời khiếu nại, tố cáo, kiến nghị, phản ánh của người dân",
    "Rà soát, cắt giảm thủ tục hành chính, công khai thủ tục tại bộ phận một cửa của các xã, phường, thị trấn",
    "Phát động phong trào thi đua “Dân vận khéo” gắn với xây dựng nông thôn mới và đô thị văn minh",
    "Bố trí kinh phí từ ngân sách năm 2024 để tập huấn cho cán bộ làm công tác dân vận ở cơ sở",
    "Trồng rừng phòng hộ ven biển, bảo vệ rừng ngập mặn và nguồn nước của vùng bán đảo",
)
PROVINCES = ("Tây Ninh", "Kiên Giang", "Quảng Ngãi", "Cà Mau")

clauses = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3)


@st.composite
def plan_text(draw: st.DrawFn) -> str:
    """A plan of a few sections, in single or double spacing, with or without page numbers and bullets."""
    province = draw(st.sampled_from(PROVINCES))
    year = draw(st.sampled_from((2023, 2024)))
    lines = [
        "ỦY BAN NHÂN DÂN",
        f"TỈNH {province.upper()}",
        f"Số: {draw(st.integers(1, 999))}/KH-UBND",
        "KẾ HOẠCH",
        f"Thực hiện công tác dân vận chính quyền năm {year}",
        f"Ủy ban nhân dân tỉnh {province} xây dựng Kế hoạch như sau:",
    ]
    for roman in ("I", "II", "III")[: draw(st.integers(1, 3))]:
        lines.append(f"{roman}. {draw(st.sampled_from(('MỤC ĐÍCH, YÊU CẦU', 'NỘI DUNG', 'TỔ CHỨC THỰC HIỆN')))}")
        bulleted = draw(st.booleans())
        for number, clause in enumerate(draw(clauses), 1):
            lines.append(f"- {clause}." if bulleted else f"{number}. {clause}.")
        if draw(st.booleans()):
            lines.append(str(draw(st.integers(2, 9))))
    lines += ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.", "CHỦ TỊCH"]
    return draw(st.sampled_from(("\n", "\n\n"))).join(lines) + "\n"


def plan(id: str, text: str) -> Plan:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse_plan(Source(f"{id}.txt", digest, text, "text/plain", "utf-8"), id)


def pair_of(result: Comparison, a: str, b: str) -> Pair:
    return next(p for p in result.pairs if {p.a, p.b} == {a, b})


@given(st.one_of(plan_text(), st.text(max_size=300)))
@pure(40)
def test_every_line_lies_in_one_section_and_every_span_in_the_text(text: str) -> None:
    text = text.replace("\r", "\n")
    parsed = plan("a", text)
    holds_every_letter_once(text, parsed.sections)
    for citation in parsed.citations:
        assert text[citation.start : citation.end] == citation.raw


def holds_every_letter_once(text: str, sections: tuple[Section, ...]) -> None:
    held = Counter[int]()
    for section in sections:
        assert 0 <= section.start <= section.end <= len(text)
        for start, end in section.own:
            assert section.start <= start < end <= section.end
            held.update(range(start, end))
    assert not [at for at, times in held.items() if times > 1]
    assert not [at for at, c in enumerate(text) if not c.isspace() and not held[at]]
    assert len({section.id for section in sections}) == len(sections)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, Provenance]:
    """A plan and what a reader might tell of it: lines that are furniture, rows of one cell, where pages begin."""
    text = draw(plan_text())
    lines = [(found.start(), found.end()) for found in re.finditer(r"\S.*", text)]
    places = st.integers(0, len(lines) - 1)
    furniture = sorted(draw(st.sets(places, max_size=4)))
    tables = []
    for first, last in sorted(draw(st.sets(st.tuples(places, places), max_size=3))):
        if first <= last and not (tables and lines[first][0] < tables[-1].end):
            rows = tuple((lines[i],) for i in range(first, last + 1))
            tables.append(Table(lines[first][0], lines[last][1], rows))
    tops = sorted({0, *(lines[place][0] for place in draw(st.sets(places, max_size=3)))})
    pages = tuple(zip(tops, [*tops[1:], len(text)], strict=True))
    return text, Provenance(pages, tuple(lines[i] for i in furniture), tuple(tables))


@given(told(), st.booleans())
@pure(40)
def test_what_the_reader_tells_is_kept_line_by_line(told: tuple[str, Provenance], is_scan: bool) -> None:
    text, provenance = told
    sections = parse_sections(text, Scan(is_scan, 0.0, ""), provenance)
    holds_every_letter_once(text, sections)
    kinds = {at: section.kind for section in sections for start, end in section.own for at in range(start, end)}
    assert {kinds[start] for start, _ in provenance.furniture} <= {"furniture"}
    known = [section for section in sections if section.kind == "table" and not section.own[0][0] < section.start]
    for table in provenance.tables:
        cells = [row[0] for row in table.rows if row[0] not in provenance.furniture]
        if cells and not any(word in text[table.start : table.end] for word in ("Nơi nhận:", "CỘNG HÒA")):
            assert [s for s in known if (s.start, s.end) == (cells[0][0], cells[-1][1])], (table, sections)


@given(plan_text(), st.lists(st.tuples(st.integers(-5, 500), st.integers(-5, 500)), max_size=9))
@pure(40)
def test_hints_at_any_place_lose_no_letter(text: str, spans: list[tuple[int, int]]) -> None:
    provenance = Provenance(tuple(spans[:3]), tuple(spans[3:6]), tuple(Table(*span, ()) for span in spans[6:]))
    holds_every_letter_once(text, parse_sections(text, Scan(False, 0.0, ""), provenance))


@given(plan_text(), plan_text())
@whole(10)
def test_spans_tile_each_plan_and_passages_lie_in_the_text(a: str, b: str) -> None:
    result = compare_plans([plan("a", a), plan("b", b)])
    for document, text in zip(result.documents, (a, b), strict=True):
        assert "".join(text[s.start : s.end] for s in document.spans) == text
        assert all(x.end == y.start for x, y in zip(document.spans, document.spans[1:], strict=False))
        ids = {section.id for section in document.plan.sections}
        cells = [row.cells[document.plan.id] for row in result.rows]
        assert {id for cell in cells for id in cell.sections} <= ids
    for passage in result.pairs[0].passages:
        for a0, a1, b0, b1 in passage.agreed:
            assert passage.a_start <= a0 < a1 <= passage.a_end
            assert passage.b_start <= b0 < b1 <= passage.b_end


@given(plan_text(), plan_text(), plan_text())
@whole(10)
def test_a_third_plan_changes_nothing_that_is_said_of_a_pair(a: str, b: str, c: str) -> None:
    two = [plan("a", a), plan("b", b)]
    assert pair_of(compare_plans(two), "a", "b") == pair_of(compare_plans([*two, plan("c", c)]), "a", "b")
