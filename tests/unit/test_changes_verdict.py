"""What two texts are to one another."""

from __future__ import annotations

import pytest
from diff_texts import CLEAN, ENGLISH, VIETNAMESE, diffed, page

from plancompare.model.difference import Difference

OWN = "Số: 12/KH-SNV\nTây Ninh, ngày 02 tháng 4 năm 2024\n"
OTHER_PLACE = "Ủy ban nhân dân tỉnh Cà Mau trồng rừng phòng hộ ven biển, bảo vệ rừng ngập mặn và nguồn nước bán đảo.\n"


def draft(shown: str) -> Difference:
    return diffed(page(CLEAN), shown)


def test_a_scan_is_the_same_document() -> None:
    for scan in (ENGLISH, VIETNAMESE):
        assert draft(page(scan)).relation == "same"


@pytest.mark.parametrize("scan", [CLEAN, ENGLISH, VIETNAMESE])
def test_one_edit_makes_it_one_with_edits_and_as_sure_as_the_edit(scan: str) -> None:
    changed = diffed(page(CLEAN).replace("Ninh, Sở Ngoại vụ", "Ninh, Sở Tài chính"), page(scan))
    (edit,) = (change for change in changed.changes if change.label == "edit")
    assert changed.relation == "same_with_edits"
    assert changed.relation_confidence == pytest.approx(edit.probability, abs=1e-3)
    two = diffed(page(CLEAN).replace("Ninh, Sở Ngoại vụ", "Ninh, Sở Tài chính").replace("859/KH", "895/KH"), page(scan))
    assert two.relation_confidence >= changed.relation_confidence


def test_layout_and_a_lost_part_leave_it_the_same() -> None:
    clean = page(CLEAN)
    whole = f"UBND TỈNH TÂY NINH\nSỞ NGOẠI VỤ\nKẾ HOẠCH\nThực hiện công tác dân vận năm 2024\n\n{clean}"
    assert diffed(whole, whole.replace(" \n\n", "\n")).relation == "same"
    assert diffed(whole, whole.replace("KẾ HOẠCH\n", "")).relation == "same"


def test_another_year_of_the_same_office_is_another_document() -> None:
    clean = OWN + page(CLEAN)
    other = (
        clean.replace("12/KH", "09/KH").replace("02 tháng 4 năm 2024", "10 tháng 3 năm 2025").replace("2024", "2025")
    )
    assert diffed(clean, other).relation == "related"
    assert diffed(other, clean).relation == "related"


def test_a_wrong_year_alone_is_an_edit() -> None:
    clean = OWN + page(CLEAN)
    other = clean.replace("chính quyền \n\nnăm 2024, như sau", "chính quyền \n\nnăm 2025, như sau")
    assert other != clean
    assert diffed(clean, other).relation == "same_with_edits"


def test_half_of_a_plan_is_related_and_another_text_is_not() -> None:
    clean = page(CLEAN)
    assert diffed(clean, clean[: len(clean) // 2] + OTHER_PLACE * 9).relation == "related"
    assert draft(OTHER_PLACE * 9).relation == "unrelated"
    assert draft("").relation == "unrelated"


def test_passages_in_another_order_are_still_in_common() -> None:
    clean = page(CLEAN)
    half = clean.index("2. Yêu cầu")
    turned = clean[half:] + OTHER_PLACE * 5 + clean[:half]
    found = diffed(clean, turned)
    assert found.relation == "related" or found.relation == "same_with_edits"
    assert found.shared.a > 0.9


def test_how_the_texts_were_read_is_told_once() -> None:
    def codes(a: str, b: str) -> list[str]:
        remarks = diffed(page(a), page(b)).remarks
        assert all(remark.message for remark in remarks)
        return [remark.code for remark in remarks]

    assert codes(CLEAN, ENGLISH) == codes(ENGLISH, CLEAN) == ["marks-lost"]
    assert codes(CLEAN, VIETNAMESE) == codes(VIETNAMESE, CLEAN) == ["read-with-marks"]
    assert codes(CLEAN, CLEAN) == ["both-typed"]


@pytest.mark.parametrize("shown", ["", "Kế hoạch", "Kế hoạch dân vận năm 2024"])
def test_a_short_text_is_the_same_as_itself(shown: str) -> None:
    assert diffed(shown, shown).relation == "same"
