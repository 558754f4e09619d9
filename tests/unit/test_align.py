from __future__ import annotations

import pytest
from plan_sample import Part, forms_of, make_plan

from plancompare.align import Outline, align_outlines, outline
from plancompare.align.evidence import is_document_number
from plancompare.model import Plan
from plancompare.model.comparison import Match

REFORM = "Rà soát, cắt giảm thủ tục hành chính theo Nghị quyết số 76/NQ-CP về cải cách hành chính tổng thể."
CITIZENS = "Tiếp công dân, đối thoại với người dân, giải quyết khiếu nại, tố cáo đúng thời hạn luật định."
RIVALRY = "Phát động phong trào thi đua Dân vận khéo, nhân rộng mô hình điển hình trên mọi lĩnh vực."
ETHICS = "Nâng cao đạo đức công vụ, kỷ luật, kỷ cương của đội ngũ cán bộ, công chức, viên chức."

A: list[Part] = [
    ("title", None, "KẾ HOẠCH công tác dân vận năm 2024"),
    ("preamble", None, "Ủy ban nhân dân tỉnh xây dựng kế hoạch như sau:"),
    ("I", "NỘI DUNG", ""),
    ("I.1", "Cải cách hành chính", REFORM),
    ("I.2", "Tiếp công dân", CITIZENS),
    ("I.3", "Thi đua và đạo đức công vụ", ""),
    ("I.3.b1", None, RIVALRY),
    ("I.3.b2", None, ETHICS),
    ("recipients", None, "Nơi nhận: Sở Nội vụ"),
]
B: list[Part] = [
    ("title", None, "KẾ HOẠCH vận động nhân dân năm 2023"),
    ("preamble", None, "Sở Ngoại vụ xây dựng kế hoạch như sau:"),
    ("I", "MỤC ĐÍCH, YÊU CẦU", "Thực hiện nghiêm túc, hiệu quả."),
    ("II", "NHIỆM VỤ, GIẢI PHÁP", ""),
    ("II.1", None, "Phát động thi đua Dân vận khéo, bình chọn mô hình điển hình tiên tiến."),
    ("II.2", None, "Giải quyết khiếu nại, tố cáo của người dân; tổ chức tiếp công dân thường xuyên."),
    ("II.3", None, "Thực hiện Nghị quyết số 76/NQ-CP, cải cách hành chính, cắt giảm thủ tục hành chính."),
    ("II.4", None, "Trồng rừng phòng hộ ven biển."),
    ("signature", None, "GIÁM ĐỐC"),
]


def outlined(plan: Plan) -> Outline:
    return outline(plan, *forms_of(plan))


def links(matches: tuple[Match, ...]) -> set[tuple[str, str]]:
    return {(match.a, match.b) for match in matches}


@pytest.fixture(scope="module")
def matches() -> tuple[Match, ...]:
    return align_outlines(outlined(make_plan("a", A)), outlined(make_plan("b", B)), twins=False)


def test_sections_of_one_subject_match_wherever_they_stand(matches: tuple[Match, ...]) -> None:
    assert {("I.1", "II.3"), ("I.2", "II.2"), ("I.3.b1", "II.1")} <= links(matches)
    assert not {link for link in links(matches) if link[1] == "II.4"}


def test_frame_and_divisions_match_by_what_they_are_for(matches: tuple[Match, ...]) -> None:
    found = links(matches)
    assert {("title", "title"), ("preamble", "preamble"), ("I", "II")} <= found
    assert not {("I", "I"), ("recipients", "signature")} & found
    assert not {link for link in found if (link[0] == "I") != (link[1] == "II")}


def test_scores_are_probabilities_and_the_role_is_told_apart(matches: tuple[Match, ...]) -> None:
    by_link = {(match.a, match.b): match for match in matches}
    for match in matches:
        assert 0 <= match.cosine <= 1
        assert 0.4 < match.score <= 1
    assert 0 < by_link["I.2", "II.2"].role < by_link["I.2", "II.2"].score
    assert by_link["title", "title"].role == by_link["title", "title"].score


def test_terms_are_readable_phrases_and_document_numbers_of_the_text(matches: tuple[Match, ...]) -> None:
    terms = {(match.a, match.b): match.terms for match in matches}
    assert "76/NQ-CP" in terms["I.1", "II.3"]
    assert any("cải cách hành chính" in term.lower() for term in terms["I.1", "II.3"])
    assert any("khiếu nại" in term.lower() for term in terms["I.2", "II.2"])
    assert all(term in make_plan("a", A).text for own in terms.values() for term in own if "\n" not in term)


def test_a_and_b_changed_over_mirror_the_result(matches: tuple[Match, ...]) -> None:
    mirrored = align_outlines(outlined(make_plan("b", B)), outlined(make_plan("a", A)), twins=False)
    assert {(m.a, m.b, m.score, m.cosine, m.role, m.terms) for m in matches} == {
        (m.b, m.a, m.score, m.cosine, m.role, m.terms) for m in mirrored
    }


def test_labels_are_no_subject() -> None:
    numbered = outlined(make_plan("a", [("I", "NỘI DUNG", ""), ("I.7", None, REFORM)]))
    assert "7" not in numbered.columns
    assert "76/nq-cp" in numbered.columns


def test_of_two_equal_plans_each_section_matches_itself_alone() -> None:
    same = outlined(make_plan("a", A))
    found = links(align_outlines(same, outlined(make_plan("b", A)), twins=False))
    assert found == {(section.id, section.id) for section in same.sections}


def test_an_item_is_not_matched_with_the_parts_of_its_counterpart() -> None:
    one = outlined(make_plan("a", A))
    found = links(align_outlines(one, outlined(make_plan("b", A)), twins=False))
    assert ("I.3", "I.3.b1") not in found
    assert ("I.3.b1", "I.3") not in found


def misread(text: str) -> str:
    return text.replace("ông", "6ng").replace("iệ", "i¢").replace("ộ", "0")


def test_twins_match_one_to_one_where_a_section_is_lost_moved_or_misread() -> None:
    scan: list[Part] = [(name, heading and misread(heading), misread(own)) for name, heading, own in A]
    moved = [scan[0], scan[1], scan[2], ("I.1", scan[4][1], scan[4][2]), ("I.2", scan[3][1], scan[3][2]), *scan[5:7]]
    found = align_outlines(outlined(make_plan("a", A)), outlined(make_plan("s", moved, noise=0.2)), twins=True)
    assert links(found) == {
        ("title", "title"),
        ("preamble", "preamble"),
        ("I", "I"),
        ("I.1", "I.2"),
        ("I.2", "I.1"),
        ("I.3", "I.3"),
        ("I.3.b1", "I.3.b1"),
    }
    assert min(match.score for match in found) >= 0.97


def test_a_lost_bullet_does_not_shift_those_behind_it() -> None:
    bullets: list[Part] = [("I", "NỘI DUNG", "")]
    bullets += [(f"I.b{k}", None, own) for k, own in enumerate((REFORM, CITIZENS, RIVALRY, ETHICS), 1)]
    lost: list[Part] = [("I", "NỘI DUNG", ""), ("I.b1", None, f"{REFORM} {CITIZENS}")]
    lost += [("I.b2", None, RIVALRY), ("I.b3", None, ETHICS)]
    found = align_outlines(outlined(make_plan("a", bullets)), outlined(make_plan("b", lost)), twins=True)
    assert {("I.b3", "I.b2"), ("I.b4", "I.b3")} <= links(found)


@pytest.mark.parametrize("parts", [[], [("title", None, "—")], [("header", None, "TỈNH TÂY NINH")]])
def test_a_plan_without_words_or_content_matches_nothing(parts: list[Part]) -> None:
    empty = outlined(make_plan("a", parts))
    full = outlined(make_plan("b", B))
    for twins in (False, True):
        assert align_outlines(empty, full, twins) == align_outlines(full, empty, twins) == ()
        assert align_outlines(empty, empty, twins) == ()


def test_a_document_number_is_told_from_a_date() -> None:
    assert is_document_number("1116-qd/tu")
    assert not is_document_number("14/7/2015")
