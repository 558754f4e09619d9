"""The words of a text, what they are aligned by, and where they stand."""

from __future__ import annotations

import pytest
from diff_texts import text

from plancompare.changes.texts import shape


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("số", "s6"),
        ("có", "¢6"),
        ("III", "HI"),
        ("II", "11"),
        ("I", "l"),
        ("ĐẢNG", "Dang"),
        ("hoà", "hòa"),
    ],
)
def test_a_misread_word_keeps_its_shape(printed: str, shown: str) -> None:
    assert shape(printed) == shape(shown)


def test_numbers_and_symbols_keep_their_digits() -> None:
    shapes = [shape(word) for word in ("25/3/2024", "26/3/2024", "859/KH-UBND", "895/KH-UBND", "12", "2", "6", "9")]
    assert len(set(shapes)) == len(shapes)


PLAN = """UBND TỈNH TÂY NINH
SỞ NGOẠI VỤ
KẾ HOẠCH
Thực hiện công tác dân vận năm 2024

I. MỤC ĐÍCH
1. Nâng cao nhận thức của công chức.

2

2. Việc thực hiện phải nghiêm túc.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
GIÁM ĐỐC
"""


def zones(shown: str) -> dict[str, str]:
    read = text(shown)
    assert len(read.words) == len(read.shapes) == len(read.zones)
    return {word.shown: zone for word, zone in zip(read.words, read.zones, strict=True)}


def test_each_word_knows_its_zone_and_none_is_left_out() -> None:
    found = zones(PLAN)
    assert (found["TÂY"], found["HOẠCH"], found["nhận"], found["GIÁM"]) == (
        "header",
        "title",
        "recipients",
        "signature",
    )
    assert [word.shown for word in text(PLAN).words].count("2") == 2, "the page number is a word, too"
    lone = [z for w, z in zip(text(PLAN).words, text(PLAN).zones, strict=True) if w.shown == "2"]
    assert lone == ["furniture", "arabic"]


def test_runs_of_short_lines_are_a_table_and_bullets_are_not() -> None:
    cells = "\n".join(["STT", "Nội dung", "Đơn vị chủ trì", "Thời gian", "Tập huấn dân vận", "Sở Nội vụ", "Quý II"])
    around = "Ủy ban nhân dân tỉnh giao các đơn vị thực hiện những việc sau đây trong năm nay.\n"
    assert zones(f"{around}{cells}\n{around}")["Quý"] == "table"
    bullets = "".join(f"- {cell}\n" for cell in cells.split("\n"))
    assert "table" not in zones(f"{around}{bullets}{around}").values()
    few = "\n".join(cells.split("\n")[:5])
    assert "table" not in zones(f"{around}{few}\n{around}").values()


def test_running_lines_are_those_that_stand_time_and_again() -> None:
    line = "Kế hoạch dân vận năm 2024 - trang {}\n"
    read = text("".join(line.format(n) + "Nội dung khác nhau, mỗi trang một việc.\n"[n:] for n in (1, 2, 3)))
    assert read.repeats(line.format(9).strip())
    assert read.repeats("") and read.repeats(" 12 ")
    assert not read.repeats("Kế hoạch cải cách hành chính")
