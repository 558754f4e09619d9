"""Steps judged: noise, edit, layout, a missing part, or what cannot be told."""

from __future__ import annotations

import pytest
from diff_texts import text

from plancompare.changes.odds import Reading
from plancompare.changes.pieces import EDIT_FROM, NOISE_BELOW, Piece, Verdict, judge, label_of, settle_doubts
from plancompare.changes.token_map import map_tokens
from plancompare.confusions import shipped_confusions
from plancompare.model.difference import Cause

TYPED = Reading((), True)
VIETNAMESE = Reading(((0.0, shipped_confusions("vie")),), True)
FRAME = (
    "UBND TỈNH TÂY NINH\nSỞ NGOẠI VỤ\nSố: 12/KH-SNV\nKẾ HOẠCH\nThực hiện công tác dân vận năm 2024\n"
    "I. MỤC ĐÍCH\n1. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị, chuyên môn.\n"
    "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn A\n"
)


def verdicts(b: str, reading: Reading = TYPED, a: str = FRAME) -> list[tuple[str, str, Verdict]]:
    """The words that differ, with their verdicts."""
    one, other = text(a), text(b)
    pieces = judge(one, other, [(step, None) for step in map_tokens(one, other)], reading)
    return [
        (
            " ".join(word.shown for word in one.words[p.step.i : p.step.i_end]),
            " ".join(word.shown for word in other.words[p.step.j : p.step.j_end]),
            p.verdict,
        )
        for p in pieces
        if p.verdict is not None
    ]


def test_nothing_is_said_where_nothing_differs() -> None:
    assert verdicts(FRAME) == verdicts(FRAME, VIETNAMESE) == []
    assert verdicts(FRAME.replace("phải bảo", "phải\nbảo")) == []


@pytest.mark.parametrize(
    ("before", "after", "label", "cause"),
    [
        ("nghiêm túc", "nghiêm minh", "edit", "other_wording"),
        ("12/KH", "15/KH", "edit", "other_digits"),
        ("chuyên môn", "chuyên mòn", "edit", "other_marks"),
        ("chính trị", "Chính trị", "edit", "other_case"),
        ("nghiêm túc, ", "nghiêm túc, khoa học, ", "edit", "added"),
        ("nghiêm túc, ", "", "edit", "left_out"),
        ("phù hợp", "phù h ợp", "layout", "white_space"),
        ("KẾ HOẠCH\n", "", "missing_part", "lost_part"),
        ("Nguyễn Văn A\n", "", "missing_part", "lost_part"),
        ("phải bảo", "phải\n\n3\n\nbảo", "layout", "page_furniture"),
        ("SỞ NGOẠI VỤ", "Sở Ngoại vụ", "layout", "typography"),
    ],
)
def test_between_typed_texts(before: str, after: str, label: str, cause: str) -> None:
    assert FRAME.count(before) == 1
    found = verdicts(FRAME.replace(before, after))
    assert found and {(v.label, v.cause) for _, _, v in found} == {(label, cause)}, found


@pytest.mark.parametrize("reading", [TYPED, VIETNAMESE])
def test_two_letters_of_one_shape_are_typography(reading: Reading) -> None:
    a, b = (FRAME.replace("12/KH-SNV", symbol) for symbol in ("12/QĐ-SNV", "12/QÐ-SNV"))
    assert {(v.label, v.cause) for _, _, v in verdicts(b, reading, a)} == {("layout", "typography")}


def test_the_place_of_a_tone_mark_is_no_difference_of_words() -> None:
    a, b = (FRAME.replace("nghiêm túc", word) for word in ("hoà thuận, uỷ quyền", "hòa thuận, ủy quyền"))
    assert {(v.label, v.cause) for _, _, v in verdicts(b, TYPED, a)} == {("layout", "tone_placement")}


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ("phải bảo", "phái bảo", "ocr_noise"),
        ("chính trị", "chinh trị", "ocr_noise"),
        ("bảo đảm", "bảođảm", "ocr_noise"),
        ("bảo đảm", "bảo đ ảm", "ocr_noise"),
        ("nghiêm túc", "nghiêm minh", "edit"),
        ("12/KH", "15/KH", "edit"),
        ("phải bảo", "phải không bảo", "edit"),
    ],
)
def test_against_a_scan(before: str, after: str, label: str) -> None:
    found = verdicts(FRAME.replace(before, after), VIETNAMESE)
    assert [v.label for _, _, v in found] == [label], found


def test_a_form_set_in_capitals_is_told_by_the_printed_text() -> None:
    shown = FRAME.replace("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n", "Ae8 a\n- UBND TỈNH;\n- Lưu: VT.\n")
    found = {x: v for x, _, v in verdicts(shown, VIETNAMESE)}
    assert (found["tỉnh"].label, found["tỉnh"].cause) == ("layout", "typography")


def test_a_missing_line_of_the_form_says_nothing_of_the_number_beside_it() -> None:
    def edited(shown: str) -> float:
        return next(v.edited for x, _, v in verdicts(shown, VIETNAMESE) if x == "12/KH-SNV")

    other = FRAME.replace("12/KH-SNV", "42/KH-SNV")
    assert edited(other.replace("SỞ NGOẠI VỤ\n", "")) == pytest.approx(edited(other), abs=0.02)


@pytest.mark.parametrize(("shown", "label"), [("VI TỔ CHỨC", "ocr_noise"), ("VI/ TỔ CHỨC", "edit")])
def test_the_stroke_behind_a_label_may_be_read_as_a_letter(shown: str, label: str) -> None:
    a = FRAME.replace("Nơi nhận", "V/ TỔ CHỨC THỰC HIỆN\nCác đơn vị thực hiện kế hoạch này.\nNơi nhận")
    found = verdicts(a.replace("V/ TỔ CHỨC", shown), VIETNAMESE, a)
    assert [(x, y, v.label) for x, y, v in found] == [("V", "VI", label)]


@pytest.mark.parametrize(
    ("printed", "shown", "label"),
    [("1", "4", "undecidable"), ("năm", "năm.20", "undecidable"), ("phòng", "đơn", "edit")],
)
def test_what_may_be_misread_is_no_edit_where_none_is_sure(printed: str, shown: str, label: str) -> None:
    a, b = text(f"Việc {printed} này"), text(f"Việc {shown} này")
    cause: Cause = "other_digits" if printed.isdigit() else "other_wording"
    pieces = [Piece(step, Verdict("edit", cause, 0.7) if step.i == 1 else None) for step in map_tokens(a, b)]
    assert [p.verdict.label for p in settle_doubts(a, b, pieces) if p.verdict] == [label]


def test_one_edit_beside_another_is_likelier_than_alone() -> None:
    def edited(after: str) -> float:
        found = verdicts(FRAME.replace("phù hợp", after), VIETNAMESE)
        return next(v.edited for x, y, v in found if (x, y) == ("hợp", "hội"))

    assert edited("phù hội") < edited("thu hội")


def test_the_line_between_noise_and_edits() -> None:
    assert [label_of(p) for p in (0.0, NOISE_BELOW - 1e-9, NOISE_BELOW, EDIT_FROM - 1e-9, EDIT_FROM, 1.0)] == [
        *("ocr_noise", "ocr_noise", "undecidable"),
        *("undecidable", "edit", "edit"),
    ]
