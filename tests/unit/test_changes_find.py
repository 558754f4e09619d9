"""All differences of two texts, judged: which is the reading, how it was read, and the same from the other side."""

from __future__ import annotations

from collections import Counter

import pytest
from diff_texts import CLEAN, ENGLISH, VIETNAMESE, diffed, page, text

from plancompare.changes.find import find_changes
from plancompare.changes.fit import EVIDENCE, evidence_of_reading, fit_reading, strays_added, word_pairs, words_added
from plancompare.changes.reasons import MIRRORED, REASONS
from plancompare.changes.token_map import Step, map_tokens
from plancompare.model.difference import Change

TYPED = "1. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị, chuyên môn của cơ quan.\n"


def test_a_scan_is_the_reading_on_either_side() -> None:
    clean, scan = text(page(CLEAN)), text(page(ENGLISH))
    there, back = find_changes(clean, scan), find_changes(scan, clean)
    assert there.reading.ways and not there.reading.has_marks
    assert {there.mirrored, back.mirrored} == {False, True}
    assert [(nats, way.rows, way.words) for nats, way in back.reading.ways] == [
        (nats, way.rows, way.words) for nats, way in there.reading.ways
    ]
    assert (back.reading.edited, back.reading.illegible) == (there.reading.edited, there.reading.illegible)


def test_a_reading_with_marks_is_told_by_its_misreadings() -> None:
    clean, scan = text(page(CLEAN)), text(page(VIETNAMESE))
    assert not scan.plan.ocr.is_ocr, "read so well that the text alone shows no scan"
    for found in (find_changes(clean, scan), find_changes(scan, clean)):
        assert found.reading.ways and found.reading.has_marks and not found.reading.both


def test_two_typed_texts_have_no_reading() -> None:
    edited = TYPED.replace("nghiêm túc", "chặt chẽ").replace("cơ quan", "đơn vị")
    assert not find_changes(text(TYPED), text(edited)).reading.ways


@pytest.mark.parametrize(
    ("before", "after"),
    [("25/3/2024", "25/03/2024"), ("859/KH-UBND ngày", "859/QĐ-UBND ngày")],
)
def test_one_odd_word_makes_no_scan_of_a_typed_text(before: str, after: str) -> None:
    a = "Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh, Sở Ngoại vụ xây dựng Kế hoạch.\n" + TYPED
    assert a.count(before) == 1
    found = find_changes(text(a), text(a.replace(before, after)))
    assert not found.reading.ways
    assert [change.label for change in found.changes] == ["edit"]


def test_the_evidence_of_a_reading() -> None:
    read = Counter({("quyền", "quyên"): 3, ("Đẩy", "Đầy"): 1, ("120-KL/TW", "120- KL/TW"): 1, ("dân", "dân"): 90})
    written = Counter({("nghiêm", "chặt"): 1, ("túc", "chẽ"): 1, ("hằng", "hàng"): 3, ("dân", "dân"): 90})
    assert evidence_of_reading(read, []) > EVIDENCE > evidence_of_reading(written, [])
    assert evidence_of_reading(Counter(), []) == 0


def test_specks_and_words_that_nobody_writes_are_evidence_of_a_reading() -> None:
    def evidence(printed: str, shown: str, *added: list[str]) -> float:
        return evidence_of_reading(Counter({(printed, shown): 1}), added)

    nothing = evidence("dân", "dân")
    assert evidence("dân", "dân", ["ñ"]) > nothing + EVIDENCE > evidence("dân", "dân", ["và"]) > nothing - 1
    assert evidence("dân", "dân", ["Sở", "Tài", "chính"]) < nothing + 0.1
    assert evidence("năm", "riăm") > 2 > 0.1 > evidence("năm", "tháng") > -0.1
    assert evidence("riăm", "năm") < 2, "a misreading put right is no misreading"


def test_of_words_without_marks_one_alone_is_no_evidence_of_a_reading() -> None:
    one, three = Counter({("năm", "nam"): 1}), Counter({("năm", "nam"): 1, ("Đơn", "Don"): 1, ("ĐÍCH", "DICH"): 1})
    assert evidence_of_reading(one, []) < 1 < EVIDENCE < evidence_of_reading(three, [])


def test_stray_signs_are_evidence_of_a_reading_but_a_drawn_table_is_none() -> None:
    a, b = text("Thực hiện công tác dân vận."), text("Thực hiện _ công tác |dân vận.")
    assert (strays_added(a, b), strays_added(b, a), strays_added(a, text("Thực hiện ________"))) == (2, 0, 0)
    pairs = word_pairs(a, b, map_tokens(a, b))
    assert evidence_of_reading(pairs, [], 1) < EVIDENCE < evidence_of_reading(pairs, [], 2)
    assert evidence_of_reading(pairs, [], 2) == evidence_of_reading(pairs, [], 50)


def test_words_added_without_the_numbers_of_pages() -> None:
    a, b = text("Thực hiện công tác dân vận."), text("ñ\n\n3\n\nThực hiện tốt công tác dân vận.")
    steps = map_tokens(a, b)
    assert words_added(b, steps) in ([["tốt"]], [["ñ"], ["tốt"]])
    assert words_added(a, [Step(s.j, s.j_end, s.i, s.i_end) for s in steps]) == []


def test_a_good_reading_is_known_by_a_speck() -> None:
    clean = page(CLEAN)
    scan = "ñ\n\n" + clean.replace("người lao động", "riười lao động", 1)
    found = find_changes(text(clean), text(scan))
    assert found.reading.ways and not found.mirrored


def test_the_ways_of_reading_are_weighed_by_what_they_explain() -> None:
    clean = text(page(CLEAN))

    def share_of_english(shown: str) -> float:
        scan = text(shown)
        reading = fit_reading(scan, word_pairs(clean, scan, map_tokens(clean, scan)), both=False)
        assert reading.has_marks and len(reading.ways) == 2
        return -reading.ways[1][0]

    vietnamese = page(VIETNAMESE)
    at = vietnamese.index("2. Yêu cầu")
    mixed = vietnamese[:at] + page(ENGLISH)[page(ENGLISH).index("2. Yéu cau") :]
    assert share_of_english(vietnamese) < share_of_english(mixed)


def mirrored(change: Change) -> tuple[object, ...]:
    kind = {"insertion": "deletion", "deletion": "insertion"}.get(change.kind or "", change.kind)
    cause = MIRRORED.get(change.cause, change.cause)
    return change.b_text, change.a_text, change.label, kind, change.probability, cause, REASONS[cause]


@pytest.mark.parametrize("scan", [CLEAN, ENGLISH, VIETNAMESE])
def test_swapping_the_texts_mirrors_the_changes(scan: str) -> None:
    a = page(CLEAN).replace("Ninh, Sở Ngoại vụ", "Ninh, Sở Tài chính").replace("chỉ đạo, phối hợp", "phối hợp")
    first, second, third = (a.index(mark) for mark in ("- Đẩy mạnh", "- Xây dựng", "2. Yêu cầu"))
    a = a[:first] + a[second:third] + a[first:second] + a[third:]
    there, back = diffed(a, page(scan)), diffed(page(scan), a)
    assert {change.move for change in there.changes} == {None, 1}
    as_is = [(c.a_text, c.b_text, c.label, c.kind, c.probability, c.cause, c.reason) for c in back.changes]
    assert sorted(map(mirrored, there.changes), key=str) == sorted(as_is, key=str)
    starts = [(c.a_start, c.b_start) for c in back.changes]
    assert starts == sorted(starts)
    assert (there.shared.a, there.shared.b) == (back.shared.b, back.shared.a)


def test_a_name_for_both_of_a_move_in_the_order_of_a() -> None:
    lines = [
        "- Đẩy mạnh phong trào thi đua trong toàn thể công chức của sở.\n",
        "- Xây dựng đội ngũ có đủ phẩm chất chính trị, đạo đức, năng lực.\n",
        "- Rà soát thủ tục hành chính, kịp thời trả lời kiến nghị của dân.\n",
        "- Văn phòng theo dõi, đôn đốc, tổng hợp báo cáo trước tháng mười.\n",
        "- Phòng Hợp tác quốc tế đón tiếp chu đáo các đoàn khách nước ngoài.\n",
    ]
    difference = diffed("".join(lines), "".join(lines[k] for k in (2, 0, 3, 4, 1)))
    left = [change.move for change in difference.changes if change.move and change.a_text]
    assert left == sorted(left)
    assert sorted(change.move for change in difference.changes if change.move) == sorted(left * 2)
