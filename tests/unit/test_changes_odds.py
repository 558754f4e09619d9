"""Noise or edit: how the odds fall for words as scans show them and as people change them."""

from __future__ import annotations

import math

import pytest

from plancompare.changes.odds import INITIAL_HEIGHT, Reading, add
from plancompare.confusions import shipped_confusions

ENGLISH = Reading(((0.0, shipped_confusions("eng")),), False)
VIETNAMESE = Reading(((0.0, shipped_confusions("vie")),), True)
TYPED = Reading((), True)


def looks_edited(reading: Reading, printed: str, shown: str) -> bool:
    return reading.edited + reading.edit(printed, shown) < reading.noise(printed, shown)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("quyền", "quyén"),
        ("của", "ctia"),
        ("đảm", "dam"),
        ("Đẩy", "Pay"),
        ("XII", "XI"),
        ("tác dân", "tácdân"),
        ("nghiêm", "nghi ém"),
        ("120-KL/TW", "120- KL/TW"),
    ],
)
def test_likely_misreadings_of_an_english_model(printed: str, shown: str) -> None:
    assert not looks_edited(ENGLISH, printed, shown)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("quyền", "quyên"), ("đổi", "đối"), ("chính", "chinh"), ("XII", "XI"), ("cơ", "Cơ"), ("tác dân", "tácdân")],
)
def test_likely_misreadings_of_a_vietnamese_model(printed: str, shown: str) -> None:
    assert not looks_edited(VIETNAMESE, printed, shown)


@pytest.mark.parametrize(
    ("printed", "shown", "alike"), [("ủy", "Uy", True), ("khai", "Khai", True), ("đài", "Dai", False)]
)
def test_a_capital_of_the_same_shape_is_likelier_misread(printed: str, shown: str, alike: bool) -> None:
    assert (ENGLISH.noise(printed, shown) < INITIAL_HEIGHT + 0.5) is alike


@pytest.mark.parametrize("reading", [ENGLISH, VIETNAMESE])
@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("được", "khong"),
        ("859/KH-UBND", "895/KH-UBND"),
        ("25/3/2024", "26/3/2024"),
        ("95", "96"),
        ("Ngoại", "Noi"),
        ("phòng", "ban"),
    ],
)
def test_what_no_reading_does(reading: Reading, printed: str, shown: str) -> None:
    assert looks_edited(reading, printed, shown)


def test_other_marks_are_seen_by_a_vietnamese_model_alone() -> None:
    assert VIETNAMESE.noise("công", "cống") > VIETNAMESE.noise("đổi", "đối") + 3
    assert not looks_edited(ENGLISH, "hằng", "hang") and not looks_edited(ENGLISH, "hàng", "hang")


def test_capitals_of_the_same_shape_speak_less_than_others() -> None:
    assert VIETNAMESE.noise("sở", "Sở") < VIETNAMESE.noise("ban", "Ban")


def test_a_near_number_is_likelier_than_a_far_one() -> None:
    assert TYPED.edit("859/KH-UBND", "858/KH-UBND") < TYPED.edit("859/KH-UBND", "132/KH-UBND")


def test_signs_are_specks_and_words_are_written() -> None:
    assert VIETNAMESE.specks(["ˆ"], True, False) < VIETNAMESE.edited + VIETNAMESE.added(["ˆ"])
    assert VIETNAMESE.specks(["không"], False, False) > VIETNAMESE.edited + VIETNAMESE.added(["không"])


def test_what_is_missing_at_the_end_of_a_line_may_be_lost() -> None:
    places = (False, False, False), (True, False, False), (True, True, False)
    lost = [VIETNAMESE.lost(["của", "cơ", "quan"], *where) for where in places]
    assert lost[0] > lost[1] > lost[2]
    assert VIETNAMESE.lost(["lý"], True, False, True) < VIETNAMESE.lost(["lý"], True, False, False)
    assert lost[0] > VIETNAMESE.edited + VIETNAMESE.taken_out(["của", "cơ", "quan"])


def test_nothing_is_noise_between_typed_texts() -> None:
    assert TYPED.noise("dân", "dân") == pytest.approx(0, abs=1e-3)
    assert looks_edited(TYPED, "quyền", "khóa") and TYPED.noise("quyền", "quyên") > ENGLISH.noise("quyền", "quyén")


def test_the_costs_are_those_of_chances() -> None:
    assert add(1.0, 2.0) == pytest.approx(-math.log(math.exp(-1) + math.exp(-2)))
    assert add(0.0, 400.0) == 0.0
    for reading in (ENGLISH, VIETNAMESE):
        for shown in ("dân", "dan", "~", "25/3/2024", "x" * 200, "\u202eقرار", "0"):
            costs = reading.noise("dân", shown), reading.edit("dân", shown), reading.word(shown)
            assert all(math.isfinite(cost) and cost > -1e-3 for cost in costs), shown
