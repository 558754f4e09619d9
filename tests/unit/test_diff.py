"""A person's edits told from a scanner's misreadings, on a real page read with an English and a Vietnamese model."""

from __future__ import annotations

import unicodedata

import pytest
from diff_texts import CLEAN, ENGLISH, VIETNAMESE, applied, diffed, edits, page

from plancompare.model.difference import Difference

SCANS = [ENGLISH, VIETNAMESE]
EDITS = [
    ("859/KH-UBND ngày 25/3/2024 của UBND tỉnh về", "895/KH-UBND ngày 25/3/2024 của UBND tỉnh về", "citation"),
    ("ngày 25/3/2024 của UBND tỉnh về", "ngày 14/6/2024 của UBND tỉnh về", "date"),
    ("trong sạch vững mạnh", "không trong sạch vững mạnh", "negation"),
    ("Ninh, Sở Ngoại vụ", "Ninh, Sở Nội vụ", "agency"),
    ("phải bảo đảm nghiêm túc", "phải đảm bảo nghiêm túc", "word"),
    ("đẩy lùi và phòng, chống", "đẩy lùi hoặc phòng, chống", "word"),
    ("sự lãnh đạo, chỉ đạo, phối hợp", "sự lãnh đạo, phối hợp", "insertion"),
    ("Đẩy mạnh phong trào thi đua trong cơ quan", "Đẩy mạnh phong trào thi đua", "insertion"),
    ("sự lãnh đạo, chỉ đạo, phối hợp", "sự lãnh đạo, chỉ đạo, kiểm tra, phối hợp", "deletion"),
]


def differing(difference: Difference, *labels: str) -> list[tuple[str, str]]:
    return [(c.a_text, c.b_text) for c in difference.changes if c.label in labels]


@pytest.mark.parametrize("scan", SCANS)
def test_a_scan_alone_is_nothing_but_noise_and_layout(scan: str) -> None:
    difference = diffed(page(CLEAN), page(scan))
    assert difference.relation == "same"
    assert differing(difference, "edit", "undecidable", "missing_part") == []
    assert len(difference.changes) > 20
    assert applied(difference.changes, page(CLEAN)) == page(scan)


@pytest.mark.parametrize("scan", SCANS)
@pytest.mark.parametrize(("before", "after", "kind"), EDITS)
def test_one_edit_is_found_where_it_is_and_nothing_else(scan: str, before: str, after: str, kind: str) -> None:
    clean = page(CLEAN)
    assert clean.count(before) == 1
    difference = diffed(clean.replace(before, after), page(scan))
    found = [c for c in difference.changes if c.label == "edit"]
    assert [c.kind for c in found] == [kind], edits(difference)
    (edit,) = found
    start = clean.index(before)
    assert start - 2 <= edit.a_start and edit.a_end <= start + len(after) + 2
    assert len(edit.a_text.split()) <= len(after.split()) and len(edit.b_text.split()) <= 3, "as small as it is"
    assert edit.probability > 0.6
    assert difference.relation == "same_with_edits"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("làm việc hiệu quả", "làm việc hiểu quả"),
        ("phiền hà", "phiền hạ"),
        ("ngăn chặn, đẩy lùi và", "ngăn chặn, đấy lùi và"),
    ],
)
def test_other_marks_are_found_where_the_reading_shows_marks_and_not_claimed_where_not(before: str, after: str) -> None:
    edited = page(CLEAN).replace(before, after)
    assert edited != page(CLEAN)
    told = [c for c in diffed(edited, page(VIETNAMESE)).changes if c.label in ("edit", "undecidable")]
    assert [change.kind for change in told] == ["diacritic"], (
        "a scan with marks may have turned one, so it may not know"
    )
    without = diffed(edited, page(ENGLISH))
    assert edits(without) == []
    assert [remark.code for remark in without.remarks] == ["marks-lost"]


@pytest.mark.parametrize("scan", SCANS)
def test_a_moved_bullet_with_a_change_inside(scan: str) -> None:
    clean = page(CLEAN)
    first, second, third = (clean.index(mark) for mark in ("- Đẩy mạnh", "- Xây dựng", "2. Yêu cầu"))
    moved = clean[:first] + clean[second:third].replace("quan liêu", "xa hoa") + clean[first:second] + clean[third:]
    difference = diffed(moved, page(scan))
    ends = [change for change in difference.changes if change.label == "edit"]
    assert [(change.kind, change.move) for change in ends] == [("move", 1), ("move", 1)]
    assert [c.a_text for c in ends[0].inside if c.label == "edit"] == ["xa hoa"]


@pytest.mark.parametrize("scan", SCANS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("859/KH-UBND ngày 25/3/2024 của UBND", "859/KH-\nUBND ngày 25/3/2024 của UBND"),
        ("859/KH-UBND ngày 25/3/2024 cua UBND", "859/KH-\nUBND ngày 25/3/2024 cua UBND"),
        ("nhiệm vụ quan trọng", "nhiệmvụ quan trọng"),
        ("nhiém vu quan trong", "nhiémvu quan trong"),
        ("nghiêm túc", "ngh iêm túc"),
        ("nghiém tuc", "ngh iém tuc"),
        ("2. Yêu cầu", "2\n\n2. Yêu cầu"),
        ("2. Yéu cau", "2\n\n2. Yéu cau"),
        ("hiệu quả; ngăn", "hiệu quả | ngăn"),
        ("nhân dân. :\n", "nhân dân. ~\n"),
    ],
)
def test_what_scanners_do_is_no_edit(scan: str, before: str, after: str) -> None:
    difference = diffed(page(CLEAN), page(scan).replace(before, after))
    assert edits(difference) == []
    assert difference.relation == "same"


def test_lost_title_line_and_signer() -> None:
    frame = "KẾ HOẠCH\nThực hiện công tác dân vận chính quyền năm 2024\n\n{}\nGIÁM ĐỐC\n{}"
    difference = diffed(
        frame.format(page(CLEAN), ""), frame.removeprefix("KẾ HOẠCH\n").format(page(ENGLISH), "Nguyén Thanh Nhan\n")
    )
    assert [(a.strip(), b.strip()) for a, b in differing(difference, "missing_part")] == [
        ("KẾ HOẠCH", ""),
        ("", "Nguyén Thanh Nhan"),
    ]
    assert difference.relation == "same"
    assert edits(difference) == []


PLAN = """UBND TỈNH TÂY NINH
SỞ NGOẠI VỤ
Số: 12/KH-SNV

KẾ HOẠCH
Thực hiện công tác dân vận chính quyền năm 2024

Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh, Sở Ngoại vụ xây dựng Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của công chức về công tác dân vận; xây dựng chính quyền trong sạch vững mạnh.
2. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị, chuyên môn của cơ quan.
3. Các phòng không được gây phiền hà cho người dân; hoà giải kịp thời mâu thuẫn trong uỷ ban.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
"""


@pytest.mark.parametrize(
    "other",
    [
        PLAN.replace("\n\n", "\n").replace("chính quyền trong", "chính quyền\ntrong"),
        PLAN.replace("hoà giải", "hòa giải").replace("uỷ ban", "ủy ban"),
        PLAN.replace("2. Việc", "\n2\n\n2. Việc"),
        PLAN.replace("phù hợp với", "phù hợp\n\n2\n\nvới"),
        PLAN.replace("phối hợp", "phối  hợp").replace("; ", ";  "),
        PLAN.replace("chuyên môn", "chuy-\nên môn"),
        unicodedata.normalize("NFD", PLAN),
    ],
)
def test_a_typed_text_in_another_layout_is_the_same(other: str) -> None:
    difference = diffed(PLAN, other)
    assert other != PLAN
    assert {change.label for change in difference.changes} == {"layout"}
    assert difference.relation == "same"
    assert (difference.cer, difference.wer) == (0, 0)


def test_a_typed_text_hyphenated_between_syllables_is_the_same() -> None:
    assert edits(diffed(PLAN, PLAN.replace("nghiêm túc, phù hợp với nhiệm", "nghiêm túc, phù-\nhợp với nhiệm"))) == []


def test_typed_against_typed_finds_every_edit() -> None:
    other = PLAN
    for before, after in (
        ("859/KH", "895/KH"),
        ("25/3/2024", "25/4/2024"),
        ("không được", "được"),
        ("phải bảo đảm", "phải đảm bảo"),
        ("của cơ quan", "của Cơ quan"),
        ("nhận thức", "nhẫn thức"),
        ("3. Các", "4. Các"),
        ("Sở Ngoại vụ xây", "Sở Nội vụ xây"),
        ("kịp thời ", ""),
    ):
        assert other.count(before) == 1
        other = other.replace(before, after)
    difference = diffed(PLAN, other)
    assert edits(difference) == [
        ("citation", "859/KH-UBND", "895/KH-UBND"),
        ("date", "25/3/2024", "25/4/2024"),
        ("agency", "Ngoại", "Nội"),
        ("diacritic", "nhận", "nhẫn"),
        ("word", "bảo đảm", "đảm bảo"),
        ("case", "cơ", "Cơ"),
        ("numbering", "3", "4"),
        ("negation", "không", ""),
        ("deletion", "kịp thời", ""),
    ]
    assert {change.label for change in difference.changes} == {"edit"}
    assert difference.relation_confidence > 0.99


@pytest.mark.parametrize("scan", SCANS)
def test_the_letters_of_a_symbol_are_never_silently_noise(scan: str) -> None:
    before = "Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh về"
    edited = page(CLEAN).replace(before, before.replace("KH-UBND", "QĐ-UBND"))
    changes = diffed(edited, page(scan)).changes
    assert [c.label for c in changes if "QĐ" in c.a_text] in (["edit"], ["undecidable"])


@pytest.mark.parametrize("scan", SCANS)
@pytest.mark.parametrize("date", ["26/3/2024", "28/3/2024", "25/4/2024", "25/8/2024", "25/3/2023"])
def test_another_date_is_never_silently_noise(scan: str, date: str) -> None:
    before = "ngày 25/3/2024 của UBND tỉnh về"
    edited = page(CLEAN).replace(before, before.replace("25/3/2024", date))
    (change,) = (c for c in diffed(edited, page(scan)).changes if date in c.a_text)
    assert change.label in ("edit", "undecidable")
    assert change.kind == "date"


def test_words_that_look_like_negations_without_their_marks_are_none() -> None:
    edited = page(CLEAN).replace("Xây dựng đội ngũ", "Củng cố đội ngũ")
    assert [kind for kind, _, _ in edits(diffed(edited, page(ENGLISH)))] == ["word"]


def test_another_case_in_a_scan_without_marks_is_a_change_of_case() -> None:
    edited = page(CLEAN).replace("học dân, hiểu dân", "học dân, Hiểu dân")
    assert [kind for kind, _, _ in edits(diffed(edited, page(ENGLISH)))] == ["case"]
