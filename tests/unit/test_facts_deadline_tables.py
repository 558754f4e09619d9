from __future__ import annotations

from plancompare.facts.context import Context
from plancompare.facts.deadline_tables import find_tabled_deadlines
from plancompare.model import Fact, Metadata, Scan, Section
from plancompare.statements import read_statements

HEAD = "TT\nNhiệm vụ\nĐơn vị chủ trì\nThời gian hoàn thành\n"


def tabled(text: str) -> list[Fact]:
    span = 0, len(text)
    table = Section("appendix.table", "appendix", "table", None, None, None, None, *span, (span,), 1, 1)
    statements = read_statements(text, [table], Scan(False, 0.0, "typed"))
    return list(find_tabled_deadlines(Context(text, [table], statements, (), Metadata(year=2024), {})))


def test_cells_on_lines_of_their_own() -> None:
    text = HEAD + (
        "I\nChỉ đạo điều hành\n1\nXây dựng kế hoạch\nVăn phòng Sở\nQuý I\n"
        "2\nTự kiểm tra\nThanh tra Sở\nTrước ngày 30/10/2024\n3\nTuyên truyền\nCác phòng\nThường xuyên\n"
    )
    found = tabled(text)
    assert [(fact.value, fact.inclusive, fact.actor, fact.action) for fact in found] == [
        ("--03-31", True, "Văn phòng Sở", "Xây dựng kế hoạch"),
        ("2024-10-30", False, "Thanh tra Sở", "Tự kiểm tra"),
    ]
    assert [text[slice(*fact.actor_at)] for fact in found if fact.actor_at] == ["Văn phòng Sở", "Thanh tra Sở"]
    assert found[1].raw == "Tự kiểm tra\nThanh tra Sở\nTrước ngày 30/10/2024"


def test_a_row_on_one_line() -> None:
    found = tabled("TT Nhiệm vụ Cơ quan chủ trì Thời hạn\n\n1 Kiện toàn Ban Chỉ đạo các cấp Sở Y tế Tháng 3/2024\n")
    assert [(fact.value, fact.actor, fact.action) for fact in found] == [
        ("2024-03-31", "Sở Y tế", "Kiện toàn Ban Chỉ đạo các cấp")
    ]


def test_a_row_with_two_times_says_nothing() -> None:
    assert tabled(HEAD + "1\nTập huấn\nSở Nội vụ\nTháng 3/2024\nTháng 6/2024\n") == []


def test_years_before_the_plan_are_results() -> None:
    assert tabled(HEAD + "1\nTập huấn\nSở Nội vụ\nTháng 3/2022\n") == []


def test_a_table_without_a_column_of_times_has_none() -> None:
    assert tabled("TT\nĐịa phương\nSố hộ\n1\nHuyện A, theo báo cáo tháng 3/2024\n120\n") == []
    assert tabled("") == []
