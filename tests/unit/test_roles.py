from __future__ import annotations

import pytest
from plan_sample import make_plan

from plancompare.roles import divisions, heading_role, section_roles

PLAN = make_plan(
    "a",
    [
        ("header", None, "ỦY BAN NHÂN DÂN TỈNH"),
        ("title", None, "KẾ HOẠCH năm 2024"),
        ("I", "MỤC ĐÍCH, YÊU CẦU", ""),
        ("I.1", "Mục đích", "Nâng cao nhận thức."),
        ("II", "CẢI CÁCH HÀNH CHÍNH", ""),
        ("II.1", None, "Rà soát thủ tục, phân công nhiệm vụ."),
        ("III", "TỔ CHỨC THỰC HIỆN", "Các sở thực hiện."),
        ("closing", None, "Trên đây là kế hoạch."),
    ],
)


def test_what_stands_under_a_division_has_its_role() -> None:
    roles = section_roles(PLAN.sections)
    assert roles["I"] == roles["I.1"] == "purpose"
    assert roles["III"] == "organisation"
    assert roles["title"] == "title"
    assert roles["header"] is None


def test_a_division_that_names_no_role_is_content_where_others_name_one() -> None:
    roles = section_roles(PLAN.sections)
    assert roles["II"] == roles["II.1"] == "content"
    nameless = make_plan("b", [("title", None, "KẾ HOẠCH"), ("I", "DU LỊCH", ""), ("I.1", None, "Đón khách.")])
    assert section_roles(nameless.sections)["I.1"] is None


def test_only_what_has_parts_and_names_a_role_gathers() -> None:
    assert divisions(PLAN.sections) == {"I"}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Phân công nhiệm vụ", "organisation"),
        ("MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP", "content"),
        ("Một số chỉ tiêu cụ thể", "targets"),
        ("KINH PHÍ THỰC HIỆN", "funding"),
        ("Nâng cao đạo đức công vụ, tinh thần trách nhiệm", None),
        ("Tình hình chung", None),
        ("", None),
    ],
)
def test_the_cue_of_a_heading_stands_near_its_beginning(heading: str, role: str | None) -> None:
    assert heading_role(heading) == role


@pytest.mark.parametrize("heading", ["T6 chite thye hién", "TO CHUC THU'C HIEN"])
def test_a_misread_heading_is_told_in_a_scan_only(heading: str) -> None:
    assert heading_role(heading, misread=True) == "organisation"
    assert heading_role(heading) is None
    assert heading_role("Tinh hinh chung", misread=True) is None
