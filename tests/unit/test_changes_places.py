"""Where on the page a step stands."""

from __future__ import annotations

from diff_texts import text

from plancompare.changes.places import breaks_off, place_of
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step

PLAN = (
    "UBND TỈNH TÂY NINH\nSỞ NGOẠI VỤ\nKẾ HOẠCH\nThực hiện công tác dân vận năm 2024\n"
    "I. MỤC ĐÍCH\n1. Việc thực hiện phải bảo đảm nghiêm túc.\n"
    "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\n"
)


def at(read: Text, shown: str) -> int:
    return [word.shown for word in read.words].index(shown)


def test_the_place_of_a_step() -> None:
    read = text(PLAN)
    for word, place in (("NGOẠI", "header"), ("Lưu", "foot"), ("GIÁM", "foot"), ("nghiêm", None), ("HOẠCH", None)):
        k = at(read, word)
        assert place_of(read, read, Step(k, k + 1, k, k + 1)) == place, word


def test_words_without_a_counterpart_are_placed_by_both_texts() -> None:
    a, b = text(PLAN), text(PLAN.replace("bảo đảm", "luôn bảo đảm").replace("VỤ\n", "VỤ TỈNH\n"))
    i, j = at(a, "KẾ"), at(b, "KẾ")
    assert place_of(a, b, Step(i, i, j - 1, j)) == "header", "between header and title, and B has it in its header"
    i, j = at(a, "bảo"), at(b, "luôn")
    assert place_of(a, b, Step(i, i, j, j + 1)) is None


def test_one_table_is_enough() -> None:
    cells = "STT\nNội dung\nĐơn vị chủ trì\nThời gian\nTập huấn dân vận\nSở Nội vụ\nQuý II\n"
    a, b = text(cells), text(PLAN)
    at_b = at(b, "nghiêm")
    assert place_of(a, b, Step(0, 1, at_b, at_b + 1)) == "table"
    assert place_of(b, a, Step(at_b, at_b + 1, 0, 1)) == "table"


def test_where_a_line_breaks_off() -> None:
    read = text("Việc thực hiện\nphải bảo đảm nghiêm túc")
    assert [breaks_off(read, k, k + 1) for k in range(len(read.words))] == [
        *(True, False, True),
        *(True, False, False, False, True),
    ]
    assert not breaks_off(read, 3, 3)
