"""What kind of edit it is that gave one wording for the other."""

from __future__ import annotations

import pytest
from diff_texts import diffed

from plancompare.changes.reasons import MIRRORED, REASONS

PLAN = """UBND TỈNH TÂY NINH
KẾ HOẠCH
Thực hiện công tác dân vận năm 2024
Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh, Sở Ngoại vụ xây dựng Kế hoạch như sau:
I. MỤC ĐÍCH
1. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị, chuyên môn của cơ quan.
2. Các phòng không được gây phiền hà cho người dân; phấn đấu giải quyết 95% hồ sơ, cấp 12 bằng khen.
a) Văn phòng Sở theo dõi, tổng hợp, báo cáo Ủy ban nhân dân tỉnh kết quả trước ngày 15 tháng 11.
"""
EDITS = [
    ("95%", "90%", "number"),
    ("12 bằng", "15 bằng", "number"),
    ("vận năm 2024", "vận năm 2025", "number"),
    ("25/3/2024", "28/3/2024", "date"),
    ("15 tháng 11", "20 tháng 11", "date"),
    ("859/KH-UBND", "895/KH-UBND", "citation"),
    ("Sở Ngoại vụ", "Sở Nội vụ", "agency"),
    ("báo cáo Ủy ban nhân dân", "báo cáo Hội đồng nhân dân", "agency"),
    ("không được", "được", "negation"),
    ("phải bảo đảm", "chưa phải bảo đảm", "negation"),
    ("phiền hà", "phiền hạ", "diacritic"),
    ("của cơ quan", "của Cơ quan", "case"),
    ("1. Việc", "3. Việc", "numbering"),
    ("a) Văn", "b) Văn", "numbering"),
    ("I. MỤC", "II. MỤC", "numbering"),
    ("nghiêm túc", "chặt chẽ", "word"),
    ("bảo đảm", "đảm bảo", "word"),
    ("nghiêm túc, ", "nghiêm túc, đúng hạn, ", "insertion"),
    (", chuyên môn", "", "deletion"),
    ("phòng không", "phòng, không", "word"),
    ("95%", "95", "number"),
]


@pytest.mark.parametrize(("before", "after", "kind"), EDITS)
def test_the_kind_of_an_edit(before: str, after: str, kind: str) -> None:
    assert PLAN.count(before) == 1
    found = diffed(PLAN, PLAN.replace(before, after)).changes
    assert [(c.label, c.kind) for c in found] == [("edit", kind)], found


@pytest.mark.parametrize(("before", "after", "kind"), EDITS)
def test_the_kind_seen_from_the_other_side(before: str, after: str, kind: str) -> None:
    back = {"insertion": "deletion", "deletion": "insertion"}.get(kind, kind)
    assert [c.kind for c in diffed(PLAN.replace(before, after), PLAN).changes] == [back]


def test_only_edits_and_what_may_be_one_have_a_kind() -> None:
    changes = diffed(PLAN, PLAN.replace("\n", "\n\n").replace("KẾ HOẠCH", "")).changes
    assert changes and {c.kind for c in changes} == {None}


def test_every_cause_has_its_reason_and_its_mirror() -> None:
    assert all(REASONS[MIRRORED[cause]] for cause in MIRRORED)
    assert all(MIRRORED[MIRRORED[cause]] == cause for cause in MIRRORED)
    assert len(set(REASONS.values())) == len(REASONS)
