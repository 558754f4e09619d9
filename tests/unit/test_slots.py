from __future__ import annotations

import pytest

from plancompare.slots import slot_kinds
from plancompare.text import canonical, fold, words


def kinds(text: str, is_scan: bool = False) -> list[tuple[str, str]]:
    found = words(text)
    form = fold if is_scan else canonical
    given = slot_kinds(text, found, [form(w.shown) for w in found], is_scan)
    return [(w.shown, kind) for w, kind in zip(found, given, strict=True) if kind != "wording"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 26 tháng 4 năm 2023", [("26", "date"), ("4", "date"), ("2023", "year")]),
        ("đạt 100% trong 6 tháng", [("100", "number"), ("6", "number")]),
        ("lần thứ XIII", [("XIII", "number")]),
        ("Số: /KH-UBND", [("KH-UBND", "wording")][:0]),
        ("tình hình của xã hội", []),
        ("UBND tỉnh Thực hiện Quyết định", [("UBND", "agency"), ("tỉnh", "place")]),
        ("trên địa bàn tỉnh; Kết luận", [("tỉnh", "place")]),
        ("xã Tân Bình", [("xã", "place"), ("Tân", "place"), ("Bình", "place")]),
        ("các văn bản chỉ đạo", []),
        ("Ban Chỉ đạo họp", [("Ban", "agency"), ("Chỉ", "agency"), ("đạo", "agency")]),
    ],
)
def test_kinds_of_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_a_name_ends_at_the_line() -> None:
    assert [shown for shown, _ in kinds("UBND tỉnh\nThực hiện")] == ["UBND", "tỉnh"]


def test_of_a_scan_a_level_needs_its_name() -> None:
    assert kinds("tinh hinh cua tinh Kien Giang", is_scan=True) == [
        ("tinh", "place"),
        ("Kien", "place"),
        ("Giang", "place"),
    ]
