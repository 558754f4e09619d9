"""Which word of one text stands where which word of the other stands."""

from __future__ import annotations

import time

import pytest
from diff_texts import text

from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step, align_stretch, break_before, map_tokens


def mapped(a: str, b: str) -> list[tuple[str, str]]:
    one, other = text(a), text(b)
    return pairs(one, other, map_tokens(one, other))


def pairs(one: Text, other: Text, steps: list[Step]) -> list[tuple[str, str]]:
    """The steps as words; every word of both is in one step, in order."""
    assert [k for s in steps for k in range(s.i, s.i_end)] == list(range(len(one.words)))
    assert [k for s in steps for k in range(s.j, s.j_end)] == list(range(len(other.words)))
    return [
        (
            " ".join(w.shown for w in one.words[s.i : s.i_end]),
            " ".join(w.shown for w in other.words[s.j : s.j_end]),
        )
        for s in steps
    ]


def unlike(a: str, b: str) -> list[tuple[str, str]]:
    return [(x, y) for x, y in mapped(a, b) if x != y]


def test_a_misread_word_meets_its_original() -> None:
    assert mapped("nhất là các văn bản", "nhit 12 cic van ban") == [
        ("nhất", "nhit"),
        ("là", "12"),
        ("các", "cic"),
        ("văn", "van"),
        ("bản", "ban"),
    ]


def test_words_run_together_or_broken_meet_both() -> None:
    assert unlike("thực hiện công tác dân vận", "thực hiện công tácdân vận") == [("tác dân", "tácdân")]
    assert unlike("phải bảo đảm nghiêm túc", "phải bảo đảm nghi êm túc") == [("nghiêm", "nghi êm")]
    assert unlike("phải bảo đảm nghiêm túc", "phải bảo đảm n ghi êm túc") == [("nghiêm", "n ghi êm")]


def test_nothing_runs_together_over_a_new_paragraph() -> None:
    assert ("tác dân", "tácdân") in mapped("về công tác\ndân vận", "về công tácdân vận")
    assert ("tác dân", "tácdân") not in mapped("về công tác\n\n- dân vận", "về công tácdân vận")


def test_added_and_lost_words_stand_together() -> None:
    a = "Sở Nội vụ chủ trì thực hiện công tác dân vận"
    b = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành liên quan thực hiện công tác dân vận"
    assert unlike(a, b) == [("", "phối hợp với các sở ban ngành liên quan")]
    assert unlike(b, a) == [("phối hợp với các sở ban ngành liên quan", "")]


def test_an_added_sentence_is_not_scattered_over_chance_agreements() -> None:
    a = "Văn phòng tổng hợp kết quả. Thanh tra theo dõi việc thực hiện."
    new = "Phòng Hợp tác quốc tế theo dõi các đoàn ra, đoàn vào và báo cáo kết quả hằng quý."
    assert unlike(a, a.replace(". Thanh", f". {new} Thanh")) == [
        ("", "Phòng Hợp tác quốc tế theo dõi các đoàn ra đoàn vào và báo cáo kết quả hằng quý")
    ]


@pytest.mark.parametrize(
    ("a", "b", "gap"),
    [
        ("gồm Sở Nội vụ, Sở Tài chính, Sở Y tế", "gồm Sở Tài chính, Sở Y tế", ("Sở Nội vụ", "")),
        ("gồm Sở Tài chính, Sở Y tế", "gồm Sở Nội vụ, Sở Tài chính, Sở Y tế", ("", "Sở Nội vụ")),
        ("Họp tổ. Giao ban tuần. Giao ban tháng.", "Họp tổ. Giao ban tháng.", ("Giao ban tuần", "")),
    ],
)
def test_a_gap_begins_where_something_new_does(a: str, b: str, gap: tuple[str, str]) -> None:
    assert unlike(a, b) == [gap]


def test_where_something_new_begins() -> None:
    read = text("Một hai, ba. Bốn\n- năm\nsáu")
    assert [break_before(read, at) for at in range(7)] == [3, 0, 1, 2, 3, 0, 3]


def test_texts_without_words() -> None:
    assert mapped("", "") == []
    assert mapped("- … -", "Kế hoạch") == [("", "Kế hoạch")]


def test_two_long_texts_with_nothing_in_common_take_no_table() -> None:
    one, other = (text(" ".join(f"{word}{n}" for n in range(3000))) for word in ("dan", "nguoi"))
    start = time.perf_counter()
    assert pairs(one, other, align_stretch(one, other, 0, 3000, 0, 3000)) == [
        (" ".join(w.shown for w in one.words), ""),
        ("", " ".join(w.shown for w in other.words)),
    ]
    assert time.perf_counter() - start < 5


def test_words_run_together_over_a_blank_line_within_a_sentence() -> None:
    assert unlike("các phong\n\ntrào thi đua", "cac phong.trao thi dua")[1:2] == [("phong trào", "phong.trao")]
    assert ("đua Việc", "đuaViệc") not in unlike("thi đua\n\nViệc làm", "thi đuaViệc làm")
