"""Who pays, from what, and how much."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancompare import parse_plan, read_source
from plancompare.model import Fact, Source


def funding(body: str) -> list[Fact]:
    head = "ỦY BAN NHÂN DÂN HUYỆN A\nSố: 12/KH-UBND  A, ngày 05 tháng 02 năm 2024\nKẾ HOẠCH\nDân vận năm 2024\n"
    plan = parse_plan(Source("a.txt", "", head + body, "text/plain", "utf-8"), "a")
    return [fact for fact in plan.facts if fact.kind == "funding"]


CHAPTER = {
    "Kinh phí từ ngân sách nhà nước và các nguồn hợp pháp khác.": "ngân sách nhà nước; nguồn hợp pháp khác",
    "Kinh phí thực hiện theo quy định của pháp luật về ngân sách nhà nước.": "theo pháp luật về ngân sách nhà nước",
    "Kinh phí bố trí trong dự toán ngân sách hằng năm của các đơn vị.": "dự toán hằng năm",
    "Huy động nguồn xã hội hóa.": "nguồn xã hội hóa",
    "Tổng kinh phí dự kiến là 150 triệu đồng, trong đó ngân sách tỉnh 40%.": "150 triệu đồng; ngân sách tỉnh",
}


@pytest.mark.parametrize("sentence", CHAPTER)
def test_a_chapter_of_money_says_from_what(sentence: str) -> None:
    (fact,) = funding(f"I. NHIỆM VỤ\n- Họp dân.\nII. KINH PHÍ\n{sentence}\nIII. TỔ CHỨC THỰC HIỆN\n- Họp.\n")
    assert fact.value == CHAPTER[sentence]
    assert fact.raw == sentence.rstrip(".")


def test_an_office_is_told_to_pay() -> None:
    (fact,) = funding(
        "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Tài chính - Kế hoạch\nThẩm định, bố trí kinh phí kịp thời.\n2. Xã\nHọp.\n"
    )
    assert fact.value == "unspecified"
    assert fact.raw == "bố trí kinh phí kịp thời"


@pytest.mark.parametrize(
    "sentence",
    [
        "Hướng dẫn sử dụng, quyết toán kinh phí.",
        "Thu hồi toàn bộ kinh phí chi sai.",
        "Giải ngân 100% kinh phí được giao.",
        "Phạt tiền từ 500.000 đồng đến 1.000.000 đồng.",
        "Chi thù lao 150.000 đồng/người/tháng.",
        "Bố trí máy đo tốc độ trên các tuyến.",
    ],
)
def test_what_else_is_done_with_money_is_no_funding(sentence: str) -> None:
    assert funding(f"I. NHIỆM VỤ\n1. {sentence}\n2. Việc khác.\n") == []


def test_a_scan_is_read_like_its_text(fixtures: Path) -> None:
    plan = parse_plan(read_source(str(fixtures / "quang-ngai-2024.ocr.txt")), "a")
    found = [(fact.section, fact.value) for fact in plan.facts if fact.kind == "funding"]
    assert found == [("III.7", "dự toán hằng năm"), ("IV", "theo pháp luật về ngân sách nhà nước")]
