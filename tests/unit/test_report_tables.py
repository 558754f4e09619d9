"""The plain tables of a comparison: what stands in them, before any file format."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from report_sample import sample
from synopsis_sample import cite, fact, plan

from plancompare import compare_plans
from plancompare.model import Failure, Plan
from plancompare.model.comparison import Comparison, Options
from plancompare.report.tables import TABLES, Cell, Table, tables
from plancompare.synopsis import build_synopsis


@pytest.fixture(scope="module")
def found() -> dict[str, Table]:
    return {table.name: table for table in tables(comparison())}


def comparison() -> Comparison:
    plans: list[Plan] = [
        plan(
            "a",
            "Tây Ninh",
            [
                cite("Chỉ thị", "33/CT-TTg", "2021-11-26", "Thủ tướng Chính phủ"),
                cite("Quyết định", "1116-QĐ/TU", "2021-09-29", "Tỉnh ủy", "ban hành Quy chế công tác dân vận"),
                cite("Luật", None, "2013", "Quốc hội", raw="Luật Tiếp công dân năm 2013"),
            ],
            [
                fact("deadline", "2024-11-01", "- báo cáo\n chậm nhất ngày 01/11/2024", "Sở Y tế", "báo cáo", True),
                fact("deadline", "--05-15", "trước ngày 15/5", "Sở Y tế", "gửi hồ sơ", False),
                fact("periodic_report", "P6M, P1Y", "báo cáo 6 tháng, hằng năm", "Sở Y tế"),
                fact("funding", "ngân sách tỉnh", "Kinh phí từ ngân sách tỉnh"),
                fact("target", "100%", "100% cán bộ được tập huấn", None, "cán bộ được tập huấn"),
            ],
        ),
        plan(
            "b",
            "Kiên Giang",
            [cite("Quyết định", "357-QĐ/TU", "2021-11-11", "Tỉnh ủy", "ban hành Quy chế công tác dân vận")],
            year=2023,
        ),
    ]
    compared = compare_plans(plans, failures=[Failure("c.txt", "the file is empty")])
    return replace(compared, synopsis=build_synopsis(plans, compared.witnesses))


def column(table: Table, head: str) -> list[Cell]:
    (at,) = [number for number, column in enumerate(table.columns) if column.head.vi == head]
    return [row[at] for row in table.rows]


def text(cell: Cell) -> str:
    assert isinstance(cell, tuple)
    return cell.vi


def test_the_tables_are_those_named_beforehand_and_each_row_fills_its_columns(found: dict[str, Table]) -> None:
    assert tuple(found) == TABLES
    assert all(len(row) == len(table.columns) for table in found.values() for row in table.rows)
    heads = [head for table in found.values() for column in table.columns for head in column.head]
    assert all(heads) and all(1 <= len(table.title.vi) <= 31 >= len(table.title.en) for table in found.values())


def test_a_cited_document_stands_in_the_column_of_each_plan_that_cites_it(found: dict[str, Table]) -> None:
    citations = found["citations"]
    assert column(citations, "Số, ký hiệu")[0] == "33/CT-TTg"
    assert column(citations, "Ngày")[0] == date(2021, 11, 26)
    assert column(citations, "Chỉ ở") == ["a", "a", None]
    assert text(column(citations, "a")[0]) == "I, dòng 2"
    assert column(citations, "b")[:2] == [None, None]


def test_documents_that_share_a_row_are_told_apart_in_its_cells(found: dict[str, Table]) -> None:
    citations = found["citations"]
    assert column(citations, "Số, ký hiệu")[-1] == "357-QĐ/TU\n1116-QĐ/TU"
    assert text(column(citations, "a")[-1]) == "1116-QĐ/TU (I, dòng 3)"
    assert text(column(citations, "b")[-1]) == "357-QĐ/TU (I, dòng 2)"
    assert column(citations, "Số văn bản dẫn")[-1] == 2
    assert column(citations, "Vì sao chung hàng")[-1]


def test_days_are_days_and_what_is_no_day_is_told_in_words(found: dict[str, Table]) -> None:
    calendar, facts = found["calendar"], found["facts"]
    assert column(calendar, "Ngày") == [date(2024, 5, 15), date(2024, 11, 1)]
    assert [text(cell) for cell in column(calendar, "Mốc")] == ["trước", "chậm nhất"]
    assert text(column(calendar, "Năm")[0]) == "suy ra từ năm của kế hoạch"
    assert [text(cell) for cell in column(facts, "Giá trị")] == [
        "01/11/2024",
        "15/5 hằng năm",
        "6 tháng một lần, hằng năm",
        "ngân sách tỉnh",
        "100%",
    ]
    assert column(facts, "Nguyên văn")[0] == "- báo cáo chậm nhất ngày 01/11/2024"


def test_a_duty_and_a_target_are_a_line_each_with_their_place(found: dict[str, Table]) -> None:
    assert [text(cell) for cell in column(found["duties"], "a")] == [
        "01/11/2024: báo cáo (I, dòng 5)\n15/5 hằng năm: gửi hồ sơ (I, dòng 7)\n"
        "6 tháng một lần, hằng năm: báo cáo 6 tháng, hằng năm (I, dòng 8)"
    ]
    assert column(found["duties"], "b") == [None]
    assert [text(cell) for cell in column(found["targets"], "a")] == ["100%: cán bộ được tập huấn (I, dòng 10)"]


def test_every_warning_and_every_file_left_out_is_listed(found: dict[str, Table]) -> None:
    compared = comparison()
    told = column(found["warnings"], "Mã")
    assert told.count("years-differ") == 1
    assert len(told) == len(compared.warnings) + sum(len(d.plan.warnings) for d in compared.documents)
    assert found["failures"].rows == (("c.txt", "the file is empty"),)


def test_shares_stand_beside_the_number_of_words_they_are_of(found: dict[str, Table]) -> None:
    sharing = found["sharing"]
    assert len(sharing.rows) == 2 * 5
    for row in sharing.rows:
        words, shares = row[2], [cell for cell in row[3:] if isinstance(cell, float)]
        assert sum(shares) == pytest.approx(1 if words else 0)


def test_sections_and_matches_name_their_sections() -> None:
    compared = sample()
    made = {table.name: table for table in tables(compared)}
    assert len(made["matches"].rows) == sum(len(pair.matches) for pair in compared.pairs) > 0
    assert all(row[1] and row[4] for row in made["matches"].rows)
    cells = {text(cell) for row in made["sections"].rows for cell in row[3:]}
    assert {"không có", "không đọc được"} < cells and any(cell.startswith("nằm trong ") for cell in cells)
    assert [len(table.rows) for table in (made["documents"], made["pairs"])] == [3, 3]


def test_the_base_is_the_first_plan_of_every_table() -> None:
    based = tables(replace(sample(), options=Options(base="c")))
    made = {table.name: table for table in based}
    assert [row[0] for row in made["documents"].rows] == ["c", "a", "b"]
    assert [column.head.vi for column in made["sections"].columns[3:]] == ["c", "a", "b"]
