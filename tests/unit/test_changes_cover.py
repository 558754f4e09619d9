"""Judged steps become changes that cover every difference and nothing else."""

from __future__ import annotations

import pytest
from diff_texts import text

from plancompare.changes.cover import Stretch, cover
from plancompare.changes.odds import Reading
from plancompare.changes.pieces import Piece, Verdict, judge
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step, map_tokens

EDIT = Verdict("edit", "other_wording", 0.9)


def covered(a: str, b: str, typed: bool = True) -> list[tuple[str, str, str, str]]:
    one, other = text(a), text(b)
    pieces = judge(one, other, [(step, None) for step in map_tokens(one, other)], Reading((), True))
    return told(one, other, cover(one, other, pieces, typed))


def told(one: Text, other: Text, stretches: list[Stretch]) -> list[tuple[str, str, str, str]]:
    """The stretches as text; what stands between them is the same in both."""
    at = (0, 0)
    found = []
    for s in stretches:
        assert one.plan.text[at[0] : s.a_start] == other.plan.text[at[1] : s.b_start]
        at = s.a_end, s.b_end
        x, y = one.plan.text[s.a_start : s.a_end], other.plan.text[s.b_start : s.b_end]
        found.append((x, y, s.verdict.label, s.verdict.cause))
    assert one.plan.text[at[0] :] == other.plan.text[at[1] :]
    return found


def test_an_edit_is_as_small_as_it_is() -> None:
    a = "Việc thực hiện phải bảo đảm nghiêm túc,\nphù hợp với nhiệm vụ."
    assert covered(a, a.replace("nghiêm túc,\nphù", "chặt chẽ, phù")) == [
        ("nghiêm túc", "chặt chẽ", "edit", "other_wording"),
        ("\n", " ", "layout", "white_space"),
    ]


def test_added_words_take_their_sign_and_space_along() -> None:
    a = "gồm Sở Nội vụ, Sở Y tế và các huyện"
    assert covered(a, a.replace("Sở Y tế", "Sở Tài chính, Sở Y tế")) == [("", "Sở Tài chính, ", "edit", "added")]
    assert covered(a, a.replace(" và các huyện", "")) == [(" và các huyện", "", "edit", "left_out")]
    assert covered(a, a.replace("gồm ", "")) == [("gồm ", "", "edit", "left_out")]


@pytest.mark.parametrize(
    ("x", "y", "typed", "label", "cause"),
    [
        (" ", "\n\n", True, "layout", "white_space"),
        (" “", ' "', True, "layout", "typography"),
        (" – ", " - ", True, "layout", "typography"),
        ("… ", "... ", True, "layout", "typography"),
        (" ", ", ", True, "edit", "other_punctuation"),
        ("; ", ". ", True, "edit", "other_punctuation"),
        ("; ", ": ", False, "ocr_noise", "punctuation_misread"),
        (" ", " ~ ", False, "ocr_noise", "specks"),
        (" ", "\n", False, "layout", "white_space"),
    ],
)
def test_what_stands_between_words(x: str, y: str, typed: bool, label: str, cause: str) -> None:
    found = covered(f"công tác{x}dân vận", f"công tác{y}dân vận", typed)
    assert [change[2:] for change in found] == [(label, cause)]


def test_white_space_within_a_symbol() -> None:
    assert covered("số 120-KL/TW của", "số 120-KL/\nTW của") == [("120-KL/TW", "120-KL/\nTW", "layout", "white_space")]


def test_edits_of_neighbouring_words_are_one_and_as_sure_as_the_surest() -> None:
    one, other = text("Sở Nội vụ họp"), text("Sở Tài chính họp")
    verdicts = [None, EDIT, EDIT._replace(edited=0.7), None]
    pieces = [Piece(Step(k, k + 1, k, k + 1), verdict) for k, verdict in enumerate(verdicts)]
    (found,) = cover(one, other, pieces, typed=False)
    assert told(one, other, [found]) == [("Nội vụ", "Tài chính", "edit", "other_wording")]
    assert found.verdict.edited == 0.9
    assert found.words == Step(1, 3, 1, 3)


def test_an_edit_next_to_noise_is_not_drowned_in_it() -> None:
    one, other = text("Sở Nội vụ họp"), text("Sở Tài vu họp")
    noise = Verdict("ocr_noise", "marks_lost", 0.01)
    pieces = [Piece(Step(k, k + 1, k, k + 1), verdict) for k, verdict in enumerate([None, EDIT, noise, None])]
    assert [(x, y) for x, y, _, _ in told(one, other, cover(one, other, pieces, typed=False))] == [
        ("Nội", "Tài"),
        ("vụ", "vu"),
    ]


def test_a_stretch_of_both_texts_alone() -> None:
    one, other = text("a b c d e"), text("x b C d y")
    piece = Piece(Step(2, 3, 2, 3), Verdict("edit", "other_case", 0.99))
    same = [Piece(Step(1, 2, 1, 2), None), piece, Piece(Step(3, 4, 3, 4), None)]
    found = cover(one, other, same, True, Step(1, 4, 1, 4))
    assert [(s.a_start, s.a_end, s.b_start, s.b_end) for s in found] == [(4, 5, 4, 5)]


def test_texts_without_words() -> None:
    assert covered("", "") == []
    assert covered("\n", "  ") == [("\n", "  ", "layout", "white_space")]
    assert covered("- -", "+") == [("- -", "+", "edit", "other_punctuation")]
    assert covered("", "Kế hoạch.") == [("", "Kế hoạch.", "edit", "added")]
