"""Sentences: where they end, what is their heading, and how a place in the plain form is led back to the source."""

from __future__ import annotations

from plancompare.model import Scan, Section, Source
from plancompare.parse import outline_plan
from plancompare.statements import Statement, read_statements

TYPED = Scan(False, 0.0, "typed")


def of(text: str, raw_label: str | None = None, raw_title: str | None = None) -> tuple[Statement, ...]:
    section = Section(
        "III.1", "III", "arabic", "1", raw_label, raw_title, raw_title, 0, len(text), ((0, len(text)),), 1, 9
    )
    return read_statements(text, [section], TYPED)


def test_a_semicolon_parts_a_sentence_and_a_full_stop_ends_it() -> None:
    found = of("Sở Nội vụ theo dõi, đôn đốc; tổng hợp báo cáo. Phòng Nội vụ giúp việc.")
    assert [(one.plain, one.opens) for one in found] == [
        ("so noi vu theo doi, don doc", True),
        ("tong hop bao cao", False),
        ("phong noi vu giup viec", True),
    ]


def test_labels_and_abbreviations_end_no_sentence() -> None:
    assert len(of("1. Báo cáo UBND TP. Tây Ninh và P. Nội vụ trước ngày 01/11.")) == 1
    assert len(of("theo dõi giai đoạn 2. Sở Nội vụ tổng hợp")) == 2


def test_the_sign_of_a_title_takes_no_word_of_the_text() -> None:
    found = of("1. Các sở có trách nhiệm:\nChủ động xây dựng kế hoạch.", "1.", "Các sở có trách nhiệm:")
    assert [(one.heading, one.plain) for one in found] == [
        (True, "1. cac so co trach nhiem"),
        (False, "chu dong xay dung ke hoach"),
    ]


def test_a_page_number_inside_a_sentence_is_passed_over() -> None:
    head = "KẾ HOẠCH\nDân vận\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
    text = head + "Yêu cầu các cơ quan, đơn vị, địa\n\n8\n\nphương nghiêm túc thực hiện.\n"
    plan = outline_plan(Source("a.txt", "", text, "text/plain", "utf-8"), "a")
    (found,) = [one for one in read_statements(plan.text, plan.sections, plan.ocr) if "yeu cau" in one.plain]
    assert found.plain.endswith("dia phuong nghiem tuc thuc hien")
    at = found.plain.index("phuong")
    assert text[slice(*found.span(at, at + 6))] == "phương"


def test_a_scan_is_read_as_what_was_printed() -> None:
    text = "bao céo két qua vé UBND tinh chAm nhét ngay 01/11/2024"
    section = Section("IV", None, "roman", "IV", None, None, None, 0, len(text), ((0, len(text)),), 1, 1)
    (found,) = read_statements(text, [section], Scan(True, 0.3, "read with an English model"))
    assert found.plain == "bao cao ket qua ve ubnd tinh cham nhat ngay 1/11/2024"
    at = found.plain.index("cham nhat")
    assert text[slice(*found.span(at, at + 9))] == "chAm nhét"
