"""What a person sees in a terminal: the whole tree of a plan."""

from __future__ import annotations

from plancompare import parse_plan
from plancompare.model import Notice, Provenance, Source, Table
from plancompare.terminal import outline, tree

TEXT = "KẾ HOẠCH\nDân vận năm 2024\nI. MỤC ĐÍCH\n1. Tốt.\nBiểu số 1\n"
TEXT += "STT\nViệc\n1\nHọp\x1b[2J dân\n\fII. NỘI DUNG\n- Một;\n"


def test_a_tree_has_every_word_in_its_section_and_says_how_it_was_read() -> None:
    at = TEXT.index
    first, second = at("STT"), at("1\nHọp")
    rows = (
        ((first, first + 3), (at("Việc"), at("Việc") + 4)),
        ((second, second + 1), (at("Họp"), at(" dân") + 4)),
    )
    table = Table(first, at(" dân") + 4, rows)
    provenance = Provenance(pages=((0, at("\f")), (at("\f"), len(TEXT))), tables=(table,))
    warning = Notice("lost-letters", 0, 0, "mất chữ ở trang 1")
    source = Source("a.pdf", "", TEXT, "application/pdf", None, ("đã nối dòng",), (warning,), provenance)
    assert tree(parse_plan(source, "a")).splitlines() == [
        "a.pdf",
        "  Kế hoạch · 2024",
        "  application/pdf, 2 pages",
        "  + đã nối dòng",
        "  ! mất chữ ở trang 1",
        "  ! The head is missing: agency, number and date (line 1)",
        "  title  [lines 1-2, page 1]",
        "      KẾ HOẠCH",
        "      Dân vận năm 2024",
        "  I roman  [lines 3-9, page 1]",
        "      I. MỤC ĐÍCH",
        "    I.1 arabic  [lines 4-9, page 1]",
        "        1. Tốt.",
        "        Biểu số 1",
        "      I.1.table table  [lines 6-9, page 1]",
        "          STT | Việc",
        "          1 | Họp\\x1b[2J dân",
        "  II roman  [lines 10-11, page 2]",
        "      II. NỘI DUNG",
        "    II.b1 bullet  [lines 11-11, page 2]",
        "        - Một;",
    ]


ORDERS = """KẾ HOẠCH
Dân vận năm 2024
I. CHỈ TIÊU
1. Trên 95% công chức được học tập.
2. Tiếp tục duy trì mức độ hài lòng.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
Báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15/11/2024.
2. Sở Tài chính
Bố trí kinh phí từ ngân sách tỉnh.
3. Thanh tra tỉnh
Theo dõi, kiểm tra việc thực hiện Kế hoạch.
"""


def test_what_a_plan_orders_stands_below_its_outline_a_fact_a_line() -> None:
    plan = parse_plan(Source("a.txt", "", ORDERS, "text/plain", "utf-8"), "a")
    body = outline(plan).split("  orders\n")[1].splitlines()
    assert body[0].startswith("    target over 95% · công chức được học tập · ")
    assert body[0].endswith("I.1 line 4")
    assert body[1].startswith("    aim Tiếp tục duy trì mức độ hài lòng · ")
    assert "    before 15/11/2024 · Báo cáo kết quả → UBND tỉnh · Sở Nội vụ · II.1 line 8" in body
    assert "    money ngân sách tỉnh · Sở Tài chính · II.2 line 10" in body
    duties = [line for line in tree(plan).splitlines() if line.startswith("  duty ")]
    assert any("Thanh tra tỉnh · II.3 line 12" in line for line in duties)
    assert f"    {len(duties)} dut" in "\n".join(body)


def test_a_warning_is_told_with_its_line() -> None:
    text = TEXT.replace("\x1b[2J", "")
    warnings = (
        Notice("odd", text.index("Tốt"), text.index("Tốt") + 3, "lạ", "odd here"),
        Notice("two", 0, 3, "hai ngày", "two dates (line 1)"),
    )
    plan = parse_plan(Source("a.txt", "", text, "text/plain", "utf-8", (), warnings), "a")
    for printed in (outline(plan), tree(plan)):
        assert "  ! odd here (line 4)\n" in printed
        assert "  ! two dates (line 1)\n" in printed
