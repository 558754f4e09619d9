"""What a plan aims at, and what is only a figure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from plancompare import parse_plan, read_source
from plancompare.facts.figures import find_figures
from plancompare.model import Fact, Source

HEAD = "ỦY BAN NHÂN DÂN HUYỆN A\nSố: 12/KH-UBND  A, ngày 05 tháng 02 năm 2024\nKẾ HOẠCH\nDân vận năm 2024\n"


def targets(body: str) -> list[Fact]:
    plan = parse_plan(Source("a.txt", "", HEAD + body, "text/plain", "utf-8"), "a")
    return [fact for fact in plan.facts if fact.kind.startswith("target")]


def told(body: str) -> list[tuple[str, str | None]]:
    return [(fact.value, fact.bound) for fact in targets(body)]


AIMED_AT = {
    "100% hộ nghèo được vay vốn.": [("100%", "exactly")],
    "Tỷ lệ hài lòng đạt từ 95% trở lên.": [("95%", "at_least")],
    "Tỷ lệ hài lòng đạt trên 95,5%.": [("95,5%", "at_least")],
    "Tỷ lệ hài lòng đạt tối thiểu 90 %.": [("90%", "at_least")],
    "Tỷ lệ bỏ học dưới 0,5%; giảm tỷ lệ chôn lấp xuống dưới 30%.": [("0,5%", "at_most"), ("30%", "at_most")],
    "Giảm ít nhất 5% số vụ so với năm 2023.": [("5%", "decrease")],
    "Tỷ lệ hộ nghèo giảm 2% trở lên.": [("2%", "decrease")],
    "Chỉ số CCHC tăng ít nhất 01 bậc.": [("1 bậc", "increase")],
    "Chỉ số CCHC tăng ít nhất một bậc.": [("1 bậc", "increase")],
    "Mỗi xã đăng ký 01 mô hình “Dân vận khéo”.": [("1 mô hình", "exactly")],
    "Hoàn thành 23/34 mục tiêu của Chương trình.": [("23/34 mục tiêu", "exactly")],
    "Phấn đấu đứng trong nhóm 10 tỉnh dẫn đầu cả nước.": [("nhóm 10 tỉnh", "at_most")],
    "Mở 210 lớp, huy động ít nhất 5.600 học viên.": [("210 lớp", "exactly"), ("5.600 học viên", "at_least")],
    "Tỷ lệ đạt từ 85% đến 90%.": [("85-90%", "exactly")],
    "Tỷ lệ đạt khoảng 50%.": [("50%", None)],
    "Năm 2024 đến 5 xã đạt chuẩn.": [("5 xã", "exactly")],
    "Tỷ lệ mắc dưới 150 ca/100.000 dân.": [("150 ca/100.000 dân", "at_most")],
    "90% hồ sơ cấp huyện, 70% hồ sơ cấp xã được ký số.": [("90%", "exactly"), ("70%", "exactly")],
    "Tổng thu từ khách du lịch đạt 5.750 tỷ đồng.": [("5.750 tỷ đồng", "exactly")],
}


@pytest.mark.parametrize("clause", AIMED_AT)
def test_a_figure_in_a_chapter_of_targets_is_aimed_at(clause: str) -> None:
    assert told(f"I. CHỈ TIÊU\n1. {clause}\n2. Các việc khác.\n") == AIMED_AT[clause]


ELSEWHERE = {
    "Kiểm tra 100% cơ sở có điều kiện.": ["100%"],
    "Mỗi phường xây dựng mới ít nhất 05 mô hình.": ["5 mô hình"],
    "Mỗi cơ quan đăng ký 01 mô hình mới.": ["1 mô hình"],
    "Tuyên truyền sâu rộng, phấn đấu 90% hộ gia đình ký cam kết.": ["90%"],
    "Rà soát, đơn giản hóa tối thiểu 02 thủ tục hành chính.": ["2 thủ tục hành chính"],
    "Giải ngân 100% kinh phí được giao.": ["100%"],
    "Tổ chức 24 buổi nói chuyện, 48 lượt thảo luận nhóm.": ["24 buổi", "48 lượt"],
    "Tập huấn nghiệp vụ cho 232 lượt công chức.": ["232 lượt"],
    "Phấn đấu đón 5 triệu lượt khách; tổng thu đạt 5.750 tỷ đồng.": ["5 triệu lượt khách", "5.750 tỷ đồng"],
    "Kiểm tra 02 chi bộ, giám sát chuyên đề 03 chi bộ.": ["2 chi bộ", "3 chi bộ"],
}


@pytest.mark.parametrize("clause", ELSEWHERE)
def test_a_figure_elsewhere_says_itself_how_far_to_go(clause: str) -> None:
    assert [fact.value for fact in targets(f"I. NHIỆM VỤ\n1. {clause}\n2. Các việc khác.\n")] == ELSEWHERE[clause]


@pytest.mark.parametrize(
    "clause",
    [
        "Gửi 01 bản về Sở Nội vụ.",
        "Báo cáo 06 tháng, năm gửi trước ngày 25 hằng tháng.",
        "Thực hiện Chương trình giai đoạn 2021-2025 tại 05 xã.",
        "Chọn một số mô hình có tính khả thi cao.",
        "Giảm từ 10% đến 30% giá phòng lưu trú.",
        "Hỗ trợ 100% phí hướng dẫn viên.",
        "Nếu tỷ lệ trả về vượt 0,5% thì báo cáo.",
        "Sai số trạm cân không quá 0,5%.",
        "Người phát hiện được thưởng 10% số tiền phạt.",
        "Năm 2023, huyện đã có 68,5% hồ sơ trực tuyến; tỷ lệ thanh toán đạt 41,2%.",
        "Hiện nay 85% hộ có nước sạch.",
        "Giải quyết hồ sơ theo cơ chế một cửa, đúng hạn trong 03 ngày.",
        "Cử ít nhất 02 bác sĩ trực.",
        "Chi 150 triệu đồng từ ngân sách huyện, trong đó các xã 30%.",
        "Phân bổ chỉ tiêu cho 21 xã.",
        "Tuyên truyền ba trụ cột, tiếp tục duy trì phong trào thi đua.",
    ],
)
def test_other_figures_are_no_targets(clause: str) -> None:
    assert told(f"I. NHIỆM VỤ\n1. {clause}\n2. Các việc khác.\n") == []


def test_what_was_reached_is_no_target_whatever_stands_above_it() -> None:
    body = (
        "A. ĐÁNH GIÁ KẾT QUẢ NĂM 2023\nI. KẾT QUẢ\n1. Hạ tầng số\n- 98% văn bản được ký số;\n"
        "B. KẾ HOẠCH NĂM 2024\nI. MỤC TIÊU, YÊU CẦU\n1. Mục tiêu\n- 99% văn bản được ký số;\n"
        "2. Yêu cầu\n- Chia thành 02 nhóm, 03 đợt.\n"
    )
    assert told(body) == [("99%", "exactly")]
    national = "I. CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA\n1. Đầu tư tại 12 xã.\n2. Các việc khác.\n"
    assert told(national) == []


def test_the_clause_holds_the_figure_and_what_is_aimed_at() -> None:
    body = "II. CHỈ TIÊU\n- Tiếp tục tuyên truyền; trên 80% công chức và 70% người dân được học tập.\n- Việc khác.\n"
    first, second = targets(body)
    assert first.raw == "trên 80% công chức"
    assert (first.action, first.inclusive) == ("công chức", False)
    assert second.raw == "70% người dân được học tập"
    (last,) = targets("II. CHỈ TIÊU\n- Cán bộ cài đặt đạt ít nhất 100 %.\n- Việc khác.\n")
    assert (last.raw, last.action, last.inclusive) == ("Cán bộ cài đặt đạt ít nhất 100 %", "Cán bộ cài đặt", True)


def test_in_words_something_is_aimed_at_only_in_a_chapter_of_targets() -> None:
    wishes = (
        "1. Thực hiện tốt dân chủ ở cơ sở; triển khai Luật.\n"
        "2. Tăng cường chỉ đạo; tiếp tục duy trì mức độ hài lòng. Phấn đấu nâng cao chỉ số.\n"
        "3. Phấn đấu được đánh giá, xếp loại Tốt năm 2024.\n"
    )
    found = targets(f"III. CHỈ TIÊU\n{wishes}")
    assert [fact.value for fact in found] == [
        "Thực hiện tốt dân chủ ở cơ sở; triển khai Luật",
        "tiếp tục duy trì mức độ hài lòng",
        "Phấn đấu nâng cao chỉ số",
        "xếp loại Tốt",
    ]
    assert {fact.kind for fact in found} == {"target_qualitative"}
    assert found[0].raw.startswith("1. Thực hiện")
    assert [fact.value for fact in targets(f"III. NHIỆM VỤ\n{wishes}")] == ["xếp loại Tốt"]


def test_the_scan_of_a_plan_has_the_targets_of_its_text(fixtures: Path) -> None:
    def found(name: str) -> list[tuple[str, str | None]]:
        plan = parse_plan(read_source(str(fixtures / name)), "a")
        return [(fact.kind, fact.bound) for fact in plan.facts if fact.kind.startswith("target")]

    typed = found("tay-ninh-so-ngoai-vu-2024.clean.txt")
    assert typed == [("target", "exactly")] * 2 + [("target_qualitative", None)] * 4
    assert found("tay-ninh-so-ngoai-vu-2024.ocr.txt") == typed


@pytest.mark.parametrize(
    "name", ["kien-giang-2024.ocr.txt", "quang-ngai-2024.ocr.txt", "tay-ninh-thanh-pho-2023.clean.txt"]
)
def test_a_plan_without_targets_has_none(name: str, fixtures: Path) -> None:
    plan = parse_plan(read_source(str(fixtures / name)), "a")
    assert [fact.raw for fact in plan.facts if fact.kind.startswith("target")] == []


def test_the_rows_of_a_table_of_targets_are_targets() -> None:
    rows = "STT\nChỉ tiêu\nĐơn vị tính\nNăm 2024\n1\nTỷ lệ hồ sơ trực tuyến\n%\n80\n2\nSố mô hình mới\nmô hình\n12\n"
    rows += "3\nTỷ lệ hài lòng (%)\n≥ 95\n4\nTỷ lệ đạt hai năm\n%\n60\n70\n"
    found = targets(f"I. YÊU CẦU\nTốt.\nII. NỘI DUNG\nNhư sau:\n{rows}III. TỔ CHỨC THỰC HIỆN\n1. Họp.\n")
    assert [(fact.value, fact.bound, fact.action) for fact in found] == [
        ("80%", "exactly", "Tỷ lệ hồ sơ trực tuyến"),
        ("12 mô hình", "exactly", "Số mô hình mới"),
        ("95%", "at_least", "Tỷ lệ hài lòng (%)"),
    ]
    assert found[1].raw == "Số mô hình mới\nmô hình\n12"
    plain = rows.replace("Chỉ tiêu", "Công việc")
    assert not targets(f"I. YÊU CẦU\nTốt.\nII. NỘI DUNG\nNhư sau:\n{plain}III. TỔ CHỨC THỰC HIỆN\n1. Họp.\n")


def test_a_table_of_thousands_of_words_is_read() -> None:
    rows = "".join(f"{row}\nTỷ lệ hồ sơ trực tuyến của xã thứ nhất\n%\n80\n" for row in range(1, 301))
    found = targets(f"I. CHỈ TIÊU\nSTT\nChỉ tiêu\nĐơn vị tính\nNăm 2024\n{rows}II. TỔ CHỨC THỰC HIỆN\n1. Họp.\n")
    assert [fact.value for fact in found] == ["80%"] * 300


def test_marks_tell_units_apart() -> None:
    assert told("I. NHIỆM VỤ\n- Tổ chức thực tập 02 phương án chữa cháy.\n- Việc khác.\n") == [
        ("2 phương án", "exactly")
    ]
    assert told("I. NHIỆM VỤ\n- Giám sát tại ít nhất 02 cơ sở.\n- Việc khác.\n") == [("2 cơ sở", "at_least")]
    assert told("I. NHIỆM VỤ\n- Đào tạo 02 hội họa viên.\n- Việc khác.\n") == []


@pytest.mark.parametrize(
    "unit", ["dat tu 95% tro len, it nhat 5 ", "tang cuong kiem tra nam nam ", "nhom 10 tinh dan dau "]
)
def test_the_time_taken_grows_with_the_length_of_a_line(unit: str) -> None:
    def taken(times: int) -> float:
        start = time.process_time()
        find_figures(unit * times)
        return time.process_time() - start

    assert taken(8000) < 12 * taken(2000) + 0.2  # 4 times as long; the square would be 16 times
