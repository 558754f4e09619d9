"""Columns and cells that a reading takes from the page in another order are layout, and what is new in them is not."""

from __future__ import annotations

from pathlib import Path

from diff_texts import diffed, edits

from plancompare.model.difference import Difference

BODY = """
KẾ HOẠCH
Thực hiện công tác dân vận năm 2024

I. MỤC ĐÍCH
1. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị, chuyên môn của cơ quan.
2. Nâng cao nhận thức của công chức về công tác dân vận; xây dựng chính quyền trong sạch vững mạnh.
"""
LEFT = ["UBND TỈNH TÂY NINH", "SỞ NGOẠI VỤ", "Số: 12/KH-SNV"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Tây Ninh, ngày 02 tháng 4 năm 2024"]
BY_COLUMN = "\n".join(LEFT + RIGHT)
BY_LINE = "\n".join(f"{x} {y}" for x, y in zip(LEFT, RIGHT, strict=True))


def causes(difference: Difference) -> set[str]:
    return {change.cause for change in difference.changes}


def test_the_two_columns_of_a_header_in_either_order() -> None:
    difference = diffed(BY_COLUMN + BODY, BY_LINE + BODY)
    assert difference.relation == "same"
    assert edits(difference) == []
    assert "reading_order" in causes(difference)


def test_another_number_in_the_other_order_is_still_found() -> None:
    difference = diffed(BY_COLUMN + BODY, BY_LINE.replace("12/KH", "57/KH") + BODY)
    told = [c for c in difference.changes if c.label in ("edit", "undecidable") and "57/KH-SNV" in c.b_text]
    assert told, [(c.label, c.a_text, c.b_text) for c in difference.changes]


ROWS = [
    ("1", "Tập huấn dân vận", "Sở Nội vụ", "Quý I"),
    ("2", "Rà soát thủ tục", "Văn phòng Sở", "Quý II"),
    ("3", "Kiểm tra công vụ", "Thanh tra Sở", "Quý III"),
    ("4", "Tổng kết phong trào", "Phòng Lãnh sự", "Quý IV"),
]


def test_the_cells_of_a_table_in_either_order() -> None:
    by_row = "\n".join(cell for row in ROWS for cell in row)
    by_column = "\n".join(cell for column in zip(*ROWS, strict=True) for cell in column)
    difference = diffed(f"{BODY}{by_row}\n{BODY}", f"{BODY}{by_column}\n{BODY}")
    assert edits(difference) == []
    assert difference.relation == "same"


def test_a_word_of_a_cell_changed_in_its_place_is_an_edit() -> None:
    table = "\n".join(cell for row in ROWS for cell in row)
    changed = table.replace("Tập huấn dân vận", "Tập huấn dân vẫn")
    assert edits(diffed(f"{BODY}{table}\n{BODY}", f"{BODY}{changed}\n{BODY}")) == [("diacritic", "vận", "vẫn")]


def test_another_cell_in_the_other_order_is_still_found() -> None:
    by_row = "\n".join(cell for row in ROWS for cell in row)
    by_column = "\n".join(cell for column in zip(*ROWS, strict=True) for cell in column)
    changed = by_column.replace("Kiểm tra công vụ", "Kỷ luật viên chức")
    assert edits(diffed(f"{BODY}{by_row}\n{BODY}", f"{BODY}{changed}\n{BODY}"))


END = """Nơi nhận:
- UBND tỉnh;
- Các phòng chuyên môn;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn An
"""


def test_signs_beside_words_of_columns_go_with_them() -> None:
    beside = "Nơi nhận: GIÁM ĐỐC\nUBND tỉnh;\n- Các phòng chuyên môn; Nguyễn Văn An\n- Lưu: VT.\n"
    typed = diffed(BY_COLUMN + BODY + END, BY_COLUMN + BODY + beside)
    assert edits(typed) == []
    assert edits(diffed(BY_COLUMN + BODY + END, BY_COLUMN + BODY.replace("túc, phù", "túc; phù") + END))


SCAN = Path(__file__).parents[2] / "fixtures" / "tay-ninh-so-ngoai-vu-2024.ocr.txt"
CLEAN = SCAN.with_name("tay-ninh-so-ngoai-vu-2024.clean.txt")


def test_half_of_a_signature_that_a_reading_shows_amid_the_text_is_layout_and_other_words_are_not() -> None:
    clean, scan = CLEAN.read_text(encoding="utf-8"), SCAN.read_text(encoding="utf-8")
    clean = clean.replace("GIÁM ĐỐC", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Thành Nhân")
    place = scan.index("\n2. ")
    for shown, expected in (("KT. GIAM DOC\nPHO GIAM DOC", []), ("TRUONG PHONG\nTRAN VAN BINH", ["edit"])):
        difference = diffed(clean, f"{scan[:place]}\n{shown}\n{scan[place:]}")
        told = [c.label for c in difference.changes if c.label in ("edit", "undecidable") and c.b_text.strip() == shown]
        assert told == expected, [(c.label, c.cause, c.b_text) for c in difference.changes if shown[:6] in c.b_text]
