"""Words in another order, and sentences that stand elsewhere."""

from __future__ import annotations

from diff_texts import diffed, text

from plancompare.changes.moves import Move, cut_at_moves, find_moves, join_reordered
from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step, map_tokens
from plancompare.model.difference import Change

FIRST = "- Đẩy mạnh phong trào thi đua “Dân vận khéo” trong toàn thể công chức.\n"
SECOND = "- Xây dựng đội ngũ công chức có đủ phẩm chất chính trị, đạo đức, năng lực.\n"
THIRD = "- Rà soát thủ tục hành chính, kịp thời trả lời kiến nghị của doanh nghiệp.\n"
FOURTH = "- Văn phòng theo dõi, đôn đốc, tổng hợp báo cáo trước ngày 15 tháng 11.\n"


def shown(read: Text, first: int, end: int) -> str:
    return " ".join(word.shown for word in read.words[first:end])


def joined(a: str, b: str) -> list[tuple[str, str]]:
    one, other = text(a), text(b)
    steps = join_reordered(one, other, map_tokens(one, other))
    pairs = [(shown(one, s.i, s.i_end), shown(other, s.j, s.j_end)) for s in steps]
    return [(x, y) for x, y in pairs if x != y]


def test_words_that_changed_places_are_one_step() -> None:
    assert joined("phải bảo đảm nghiêm túc", "phải đảm bảo nghiêm túc") == [("bảo đảm", "đảm bảo")]
    a = "phải trả lời kịp thời kiến nghị của người dân"
    assert joined(a, "phải kịp thời trả lời kiến nghị của người dân") == [("trả lời kịp thời", "kịp thời trả lời")]


def test_words_set_against_one_another_crosswise_changed_places() -> None:
    one, other = text("phải bảo đảm tốt"), text("phải đảm bảo tốt")
    steps = [Step(k, k + 1, k, k + 1) for k in range(4)]
    assert join_reordered(one, other, steps) == [steps[0], Step(1, 3, 1, 3), steps[3]]
    assert join_reordered(one, one, steps) == steps


def test_words_lost_here_and_others_added_there_stay_two_steps() -> None:
    found = joined("họp giao ban hằng tuần tại trụ sở", "họp hằng tuần tại trụ sở tỉnh")
    assert found == [("giao ban", ""), ("", "tỉnh")]


def moves(a: str, b: str) -> list[tuple[str, str]]:
    one, other = text(a), text(b)
    found = find_moves(one, other, map_tokens(one, other))
    return [(shown(one, m.i, m.i_end), shown(other, m.j, m.j_end)) for m in found]


def test_a_moved_sentence_is_found_whole() -> None:
    whole = shown(text(SECOND), 0, 99)
    assert moves(FIRST + SECOND + THIRD + FOURTH, FIRST + THIRD + FOURTH + SECOND) == [(whole, whole)]
    assert moves(FIRST + THIRD + FOURTH + SECOND, FIRST + SECOND + THIRD + FOURTH) == [(whole, whole)]


def test_a_moved_sentence_with_changes_in_it_is_still_that_sentence() -> None:
    other = SECOND.replace("chính trị", "lý luận")
    assert moves(FIRST + SECOND + THIRD + FOURTH, FIRST + THIRD + FOURTH + other) == [
        (shown(text(SECOND), 0, 99), shown(text(other), 0, 99))
    ]


def test_a_few_words_are_not_moved() -> None:
    short = "- Lưu: VT.\n"
    assert moves(short + FIRST + THIRD, FIRST + THIRD + short) == []


def test_one_sentence_arrives_once() -> None:
    assert len(moves(SECOND + FIRST + SECOND + THIRD + FOURTH, FIRST + THIRD + FOURTH + SECOND)) == 1


def test_a_moved_stretch_is_a_step_of_its_own() -> None:
    steps = [Step(0, 10, 0, 0), Step(10, 11, 0, 1), Step(11, 11, 1, 9)]
    assert cut_at_moves(steps, [Move(2, 9, 1, 8)]) == [
        (Step(0, 2, 0, 0), None),
        (Step(2, 9, 0, 0), 1),
        (Step(9, 10, 0, 0), None),
        (Step(10, 11, 0, 1), None),
        (Step(11, 11, 1, 8), 1),
        (Step(11, 11, 8, 9), None),
    ]


def both_ends(changes: tuple[Change, ...]) -> tuple[Change, Change]:
    left, arrived = sorted((c for c in changes if c.move == 1), key=lambda c: not c.a_text)
    return left, arrived


def test_a_move_is_two_changes_that_tell_what_changed_on_the_way() -> None:
    other = SECOND.replace("chính trị", "lý luận")
    difference = diffed(FIRST + SECOND + THIRD + FOURTH, FIRST + THIRD + FOURTH + other)
    left, arrived = both_ends(difference.changes)
    assert "Xây dựng đội ngũ" in left.a_text and left.b_text == ""
    assert "Xây dựng đội ngũ" in arrived.b_text and arrived.a_text == ""
    assert [(c.a_text, c.b_text) for c in left.inside if c.label == "edit"] == [("chính trị", "lý luận")]
    assert left.inside == arrived.inside
    inner = next(c for c in left.inside if c.label == "edit")
    assert difference.a.text[inner.a_start : inner.a_end] == "chính trị"
    assert difference.b.text[inner.b_start : inner.b_end] == "lý luận"
