"""The province of a text from its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancompare.corpus.provinces import province_of_text
from plancompare.text import fold

HEAD = "UBND TỈNH CÀ MAU\nSỞ NỘI VỤ\nSố: 5/KH-SNV\nCà Mau, ngày 6 tháng 3 năm 2024\nKẾ HOẠCH\n"


def told(text: str) -> str | None:
    return province_of_text(fold(text))


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("kien-giang-2024.ocr.txt", "Kiên Giang"),
        ("quang-ngai-2024.ocr.txt", "Quảng Ngãi"),
        ("tay-ninh-so-ngoai-vu-2024.clean.txt", "Tây Ninh"),
        ("tay-ninh-so-ngoai-vu-2024.ocr.txt", "Tây Ninh"),
        ("tay-ninh-thanh-pho-2023.clean.txt", "Tây Ninh"),
    ],
)
def test_the_five_plans(fixtures: Path, name: str, province: str) -> None:
    assert told((fixtures / name).read_text(encoding="utf-8")) == province


def test_the_head_outweighs_neighbours() -> None:
    assert told(HEAD + "việc làm. " * 60 + "học tập kinh nghiệm tỉnh Sóc Trăng. " * 2) == "Cà Mau"


def test_a_neighbour_named_once_is_not_the_plans_province() -> None:
    assert told("Phối hợp với tỉnh Sóc Trăng thực hiện") is None
    assert told("việc làm. " * 100 + "giáp tỉnh Sóc Trăng, tỉnh Sóc Trăng và tỉnh Sóc Trăng") is None


def test_of_two_provinces_named_alike_neither() -> None:
    assert told("tỉnh Cà Mau và tỉnh Sóc Trăng. " * 9) is None


def test_papers_of_central_bodies_are_dated_in_the_capital() -> None:
    assert told("BỘ NỘI VỤ\nHà Nội, ngày 6 tháng 3 năm 2024\nHà Nội, ngày 6 tháng 3 năm 2024") is None
    assert told("UBND THÀNH PHỐ HÀ NỘI\nHà Nội, ngày 6 tháng 3 năm 2024") == "Hà Nội"


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("UBND TỈNH\nHÀ TĨNH\ntrên địa bàn tỉnh Hà Tĩnh", "Hà Tĩnh"),
        ("UBND TP. HỒ CHÍ MINH\ntrên địa bàn Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("tỉnh Bà Rịa - Vũng Tàu\nBà Rịa - Vũng Tàu, ngày 5 tháng 3", "Bà Rịa - Vũng Tàu"),
        ("tỉnh Thừa Thiên Huế\nThừa Thiên Huế, ngày 5 tháng 3; thành phố Huế, thành phố Huế", "Thừa Thiên Huế"),
        ("UBND thành phố Huế\nHuế, ngày 5 tháng 3", "Huế"),
        ("tình hình hà nam, tính bình quân", None),
        ("", None),
    ],
)
def test_names_of_all_shapes(text: str, province: str | None) -> None:
    assert told(text) == province
