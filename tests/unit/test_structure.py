"""Sections of plans that break naive parsers: which labels, which kinds, which words belong to which section."""

from __future__ import annotations

import bisect
from itertools import pairwise
from pathlib import Path

import pytest
import structure_plans as plans
from structure_plans import SCANNED, outline, own_text, parse

from plancompare.model import Section
from plancompare.structure.lines import read_page, same_paragraph
from plancompare.text import line_starts


def sections(text: str, **asked: object) -> dict[str, Section]:
    return {section.id: section for section in parse(text, **asked)}  # type: ignore[arg-type]


def test_decision_that_carries_a_plan() -> None:
    assert (
        outline(plans.DECISION_WITH_PLAN)
        == (
            "header title preamble 1 2 3 recipients signature title-2 preamble-2 I I.1 I.1.b1 I.1.b2 I.2 I.2.b1 "
            "II II.1 II.2 closing"
        ).split()
    )
    found = sections(plans.DECISION_WITH_PLAN)
    assert found["1"].kind == "article" and found["1"].raw_label == "Điều 1."
    assert found["title"].title == "QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH KẾ HOẠCH THỰC HIỆN CÔNG TÁC DÂN VẬN NĂM 2024"
    assert found["I"].title == "MỤC ĐÍCH, YÊU CẦU"
    assert own_text(plans.DECISION_WITH_PLAN, found["I.1.b1"]).endswith("giai đoạn 2016 - 2021;")
    assert own_text(plans.DECISION_WITH_PLAN, found["I.1.b2"]) == "- Phát triển kinh tế - xã hội tỉnh đến năm 2030."
    assert [found[i].title for i in ("II.1", "II.2")] == ["Sở Nội vụ", "Sở Tài chính"]


def test_headings_dropped_by_a_portal() -> None:
    assert outline(plans.PORTAL_DROPPED_HEADINGS) == "preamble 2.1 2.2 1 2".split()
    found = sections(plans.PORTAL_DROPPED_HEADINGS)
    assert (found["2.1"].label, found["2.1"].kind, found["2.1"].parent) == ("1", "arabic", None)
    assert found["1"].start_line == 9


def test_party_style_with_capital_letters_above_roman_numbers() -> None:
    assert (
        outline(plans.PARTY)
        == (
            "header title preamble A A.I A.I.1 A.I.2 A.II B B.I B.I.1 B.I.2 B.II B.II.b1 B.II.b1.b1 B.II.b1.b2 "
            "B.II.b2 B.II.b2.b1 recipients signature"
        ).split()
    )
    found = sections(plans.PARTY)
    assert (found["A"].kind, found["A.I"].kind, found["A.I"].raw_label) == ("part", "roman", "I-")
    assert own_text(plans.PARTY, found["signature"]) == "Trần Quốc Tuấn"


def test_parts_dotted_numbers_and_appendices() -> None:
    assert (
        outline(plans.PARTS_AND_APPENDIX)
        == (
            "title I I.I I.I.1 I.I.2 I.II I.II.1.1 I.II.1.1.1 I.II.1.1.2 I.II.1.2 II II.I "
            "II.I.1 II.I.2 II.I.2.a II.I.2.b appendix appendix.I appendix.I.1 appendix.I.2 appendix-2 appendix-2.table"
        ).split()
    )
    found = sections(plans.PARTS_AND_APPENDIX)
    assert found["I"].raw_label == "Phần thứ nhất" and found["I"].title == "SỰ CẦN THIẾT"
    assert found["I.II.1.1.2"].label == "2"
    assert "2025. Đón 2 triệu" in own_text(plans.PARTS_AND_APPENDIX, found["II.I.1"])


def test_articles_are_counted_through_chapters_and_sections() -> None:
    assert (
        outline(plans.REGULATION)
        == ("title I I.1 I.1.1 I.1.2 I.2 II II.1 II.1.3 II.1.3.1 II.1.3.1.a II.1.3.1.b II.2 II.2.4").split()
    )
    kinds = {section.id: section.kind for section in parse(plans.REGULATION)}
    assert (kinds["I"], kinds["I.1"], kinds["II.1"], kinds["II.2.4"]) == ("chapter", "article", "arabic", "article")


def test_subsections_below_sections_of_chapters() -> None:
    text = plans.REGULATION.replace("Mục 1\n", "Mục 1\nCHUNG\nTiểu mục 1\n").replace("Mục 2\n", "TIỂU MỤC 2\n")
    assert [i for i in outline(text) if i.startswith("II.1.")][:2] == ["II.1.1", "II.1.1.3"]
    assert outline(text)[-2:] == ["II.1.2", "II.1.2.4"]


def test_damaged_labels_are_repaired_by_their_sequence() -> None:
    assert (
        outline(plans.BAD_SCAN, SCANNED)
        == (
            "header title preamble I I.1 I.1.a I.1.b I.1.c I.1.d I.1.đ I.1.e I.2 I.2.b1 I.2.b2 "
            "II II.1 II.1.1 II.1.2 II.2 II.3 III III.1 III.2 III.3 IV IV.1 IV.2 closing recipients signature"
        ).split()
    )
    found = {section.id: section for section in parse(plans.BAD_SCAN, SCANNED)}
    assert [found[i].raw_label for i in ("I", "I.1", "I.1.c", "I.1.đ", "II", "II.2", "III", "IV")] == [
        "l.", "l.", "€)", "d)", "lI.", "Z.", "Ill.", "V."
    ]  # fmt: skip
    assert (found["IV"].title, found["IV"].raw_title) == ("TỔ CHỨC THỰC HIỆN", "TO CHUC THUC HIEN")


def test_markdown_and_signature_before_the_recipients() -> None:
    assert outline(plans.MARKDOWN) == "header title preamble I I.b1 I.b2 II II.1 II.2 signature recipients".split()
    found = sections(plans.MARKDOWN)
    assert (found["II.1"].title, found["I"].raw_label) == ("Tuyên truyền", "I.")
    assert "Phạm Minh Đức" in own_text(plans.MARKDOWN, found["signature"])


def test_furniture_cuts_a_section_in_two() -> None:
    assert (
        outline(plans.PAGE_BREAKS)
        == (
            "header title preamble I I.1 I.2 II II.1 II.2 III III.1 III.1.b1 III.1.b2 III.1.b3 III.2 III.2.a III.2.b "
            "IV IV.1 IV.2 closing recipients signature"
        ).split()
    )
    found = sections(plans.PAGE_BREAKS)
    furniture = [own_text(plans.PAGE_BREAKS, s) for s in parse(plans.PAGE_BREAKS) if s.kind == "furniture"]
    assert furniture == ["2", "https://danang.gov.vn/van-ban/chi-tiet?id=12345&l=vi"]
    assert len(found["I.1"].own) == 2 and found["I.1"].own[0][1] < found["furniture"].start < found["I.1"].own[1][0]
    assert found["II"].title == "MỤC TIÊU ĐẾN NĂM 2030"
    assert [found[i].title for i in ("I.1", "II.1", "II.2")] == [None, None, None]
    assert own_text(plans.PAGE_BREAKS, found["closing"]).startswith("Yêu cầu các sở")


def test_portal_preface_is_furniture() -> None:
    found = sections(plans.PORTAL_PREFACE)
    assert (found["furniture"].start_line, found["furniture"].end_line) == (1, 4)
    assert found["title"].title == "KẾ HOẠCH TRIỂN KHAI CHƯƠNG TRÌNH HÀNH ĐỘNG SỐ 17-CTR/TU"


def test_labels_without_a_space_behind_them() -> None:
    assert outline(plans.NO_SPACES) == "title I I.1 I.2 II II.1 II.2 III III.b1 III.b2".split()
    assert sections(plans.NO_SPACES)["II.1"].title == "Thời gian"


def test_labels_that_name_the_section_they_stand_in() -> None:
    text = "A. MỘT\nA.1. Chung\nTốt.\nA.2. Riêng\nTốt.\nB. HAI\nI. MỤC TIÊU\nI.1. Chung\nTốt.\nI.2. Riêng\nTốt."
    assert outline(text) == "A A.1 A.2 B B.I B.I.1 B.I.2".split()
    scan = "I. MUC TIEU\nI.1. Chung\nTot.\nII. NOI DUNG\n11.1. Mot\nTot.\nHII. TO CHUC\nHI.1. Ba\nTot.\n111.2. Bon"
    assert outline(scan, SCANNED) == "I I.1 II II.1 III III.1 III.2".split()


def test_slashes_behind_numbers() -> None:
    text = "I/ MỤC ĐÍCH\n1/ Mục đích\n- Tốt.\n2/ Yêu cầu\n- Tốt.\nII/ NỘI DUNG\n1/ Một\na/ Gói A\nTốt.\nb/ Gói B\nTốt."
    assert [i for i in outline(text) if ".b1" not in i] == "I I.1 I.2 II II.1 II.1.a II.1.b".split()


def test_the_text_goes_on_behind_a_table() -> None:
    cells = "STT\nHuyện\nSố hộ\n1\nKrông Pa\n5.026\n2\nChư Păh\n2.145\nTổng số\n7.171\n"
    found = sections(f"I. CHỈ TIÊU\nNhư sau:\n{cells}II. NHIỆM VỤ\n1. Một\nTốt.\n2. Hai\nTốt.\nIII. Tổ chức\nTốt.")
    assert list(found) == "I I.table II II.1 II.2 III".split()
    assert (found["I.table"].start_line, found["I.table"].end_line) == (3, 13)


def test_running_lines_beside_page_numbers() -> None:
    pages = [
        "\n".join(f"{10 * page + i}) Việc {i} của trang này." for i in range(1, 10)) + "\nMột dòng nữa.\n" * 9
        for page in range(3)
    ]
    text = "I. MỤC ĐÍCH\n" + "".join(f"{page}Kế hoạch số 87/KH-SYT\n{n}\n" for n, page in enumerate(pages, 2))
    running = [section for section in parse(text) if section.kind == "furniture"]
    assert [own_text(text, section) for section in running] == [f"Kế hoạch số 87/KH-SYT {n}" for n in (2, 3, 4)]


def test_a_fraction_that_ends_a_heading_is_no_page_number() -> None:
    text = "I. MỤC ĐÍCH\n1. Hưởng ứng Ngày Chuyển đổi số quốc gia\n10/10\nTốt.\n2. Khác\nTốt."
    assert "furniture" not in {section.kind for section in parse(text)}


def test_first_lines_set_in_begin_paragraphs() -> None:
    text = (
        "        I. TỔ CHỨC THỰC HIỆN\n"
        "        1. Bộ Chỉ huy Quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh và Công an\n"
        "        Xây dựng phương án hiệp đồng, sẵn sàng lực lượng, phương tiện tham gia\n"
        "ứng phó với thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh khi có yêu cầu.\n"
        "        2. Sở Tài chính\n"
        "        Tham mưu Ủy ban nhân dân tỉnh cân đối, bố trí nguồn vốn để thực hiện các\n"
        "nhiệm vụ của Kế hoạch này theo quy định của pháp luật về ngân sách nhà nước."
    )
    page = read_page(text)
    assert [same_paragraph(page, above, line) > 0 for above, line in pairwise(page.lines)] == [
        line.text[0].islower() for line in page.lines[1:]
    ]
    flush = read_page("\n".join(map(str.strip, text.split("\n"))))
    assert same_paragraph(page, *page.lines[1:3]) < same_paragraph(flush, *flush.lines[1:3]) - 2


def test_headings_with_a_colon_are_whole_where_text_stands_below() -> None:
    text = "I. ĐỢT\n" + "".join(
        f"{n}. Đợt {n}: Từ ngày 15/{n} đến ngày 18/{n + 1}\n"
        "Tuyên truyền các văn bản của tỉnh về cuộc bầu cử và việc thành lập các tổ chức bầu cử.\n"
        for n in (1, 2, 3)
    )
    assert sections(text)["I.2"].title == "Đợt 2: Từ ngày 15/2 đến ngày 18/3"


def test_a_heading_keeps_its_only_paragraph() -> None:
    only = "Căn cứ Kế hoạch này xây dựng kế hoạch, báo cáo kết quả trước ngày 30/11."
    text = f"1. Mục đích\nTốt.\n2. Mặt trận các huyện\n{only}\n"
    assert outline(text) == ["1", "2"]


def test_party_signature() -> None:
    text = "I. MỤC ĐÍCH\nTốt.\nTrên đây là kế hoạch.\nT/M ĐẢNG ỦY\nBÍ THƯ\nTrần Thị Oanh\nNơi nhận:\n- Lưu VPĐU."
    assert own_text(text, sections(text)["signature"]) == "T/M ĐẢNG ỦY BÍ THƯ Trần Thị Oanh"


def test_letters_in_latin_order() -> None:
    assert [i for i in outline(plans.LATIN_LETTERS) if i.startswith("I.1.")] == [f"I.1.{c}" for c in "abcdefg"]


def test_a_plan_of_bullets_alone() -> None:
    assert outline(plans.BULLETS_ONLY) == "title preamble preamble.b1 preamble.b2 preamble.b2.b1 recipients".split()


def test_text_without_any_shape_is_a_preamble() -> None:
    assert outline("Đây là một đoạn văn bản.\nNó không có đánh số.") == ["preamble"]
    assert outline("") == outline(" \n\n") == []


@pytest.mark.parametrize(
    "line", ["2030.", "2025. Đón khách", "2023;", "6 tháng, 01 năm", "16/CT-TTg ngày 16/5", "12 là"]
)
def test_numbers_that_begin_a_line_of_a_sentence_are_no_labels(line: str) -> None:
    text = (
        f"I. MỤC TIÊU\n1. Mục tiêu chung của kế hoạch này là phấn đấu hoàn thành trước năm\n{line}\n2. Mục tiêu cụ thể"
    )
    assert outline(text) == ["I", "I.1", "I.2"]


def test_recipients_and_signature_taking_turns_are_one_section_each() -> None:
    text = (
        "I. MỤC ĐÍCH\nTốt.\nTrên đây là Kế hoạch./.\nNơi nhận: KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n- Sở Nội vụ;\n- Lưu VT.\n"
        "(T.Tâm)\n\nNguyễn Thành Nhân"
    )
    found = sections(text)
    assert own_text(text, found["recipients"]) == "Nơi nhận: KT. GIÁM ĐỐC - Sở Nội vụ; - Lưu VT. (T.Tâm)"
    assert own_text(text, found["signature"]) == "PHÓ GIÁM ĐỐC Nguyễn Thành Nhân"


def test_recipients_whose_head_is_lost() -> None:
    assert (
        outline("I. MỤC ĐÍCH\n- Tốt.\nII. KINH PHÍ\nNgân sách cấp.\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.")[-1]
        == "recipients"
    )


def test_title_of_items_is_agreed_among_siblings() -> None:
    paragraph = "Rà soát, hoàn thiện các quy định về công tác dân vận của cơ quan hành chính nhà nước theo quy định.\n"
    found = sections(f"I. NHIỆM VỤ\n1. Thể chế\n{paragraph}2. Hạ tầng\n{paragraph}3. Nhân lực\n{paragraph}")
    assert [found[f"I.{n}"].title for n in (1, 2, 3)] == ["Thể chế", "Hạ tầng", "Nhân lực"]
    found = sections(f"I. NHIỆM VỤ\n1. {paragraph}2. {paragraph}3. {paragraph}")
    assert [found[f"I.{n}"].title for n in (1, 2, 3)] == [None, None, None]


# ---------------------------------------------------------------- what holds for any text


def check(text: str, found: tuple[Section, ...]) -> None:
    """Own spans slice to trimmed text and hold every non-blank line once; ids are unique; sections stand in order."""
    lines = line_starts(text)
    held = [0] * (len(lines) + 1)
    for section in found:
        assert (section.start, section.end) == (min(s for s, _ in section.own), max(section.end, section.own[-1][1]))
        for start, end in section.own:
            assert text[start:end] and text[start:end] == text[start:end].strip()
            for number in range(bisect.bisect_right(lines, start), bisect.bisect_right(lines, end - 1) + 1):
                held[number] += 1
    for number, line in enumerate(text.split("\n"), 1):
        assert held[number] == 1 if line.strip() else held[number] <= 1, (number, line)
    ids = [section.id for section in found]
    assert len(set(ids)) == len(ids) and {s.parent for s in found} <= {*ids, None}
    assert [s.start for s in found] == sorted(s.start for s in found)


@pytest.mark.parametrize("name", plans.ALL)
def test_every_line_is_in_one_section(name: str) -> None:
    check(plans.ALL[name], parse(plans.ALL[name]))


def test_every_line_of_the_real_plans_is_in_one_section(fixtures: Path) -> None:
    for path in sorted(fixtures.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        check(text, parse(text, SCANNED if ".ocr" in path.name else plans.CLEAN))


HOSTILE = {
    "many items": "\n".join(f"{n}. Mục số {n}" for n in range(1, 3000)),
    "the same item": "\n".join("1. Mục" for _ in range(1500)),
    "one long line": "x" * 1_000_000,
    "one long item": "1. " + "a b " * 250_000,
    "many dashes": "- " * 500_000,
    "deep": "\n".join(".".join(["1"] * n) + ". A" for n in range(1, 120)),
    "nested": "\n".join(["A. A", "I. A", "1. B", "1.1. C", "1.1.1. D", "a) E", "- F", "+ G", "* H", "• J"] * 60),
    "types": "KẾ HOẠCH\n" * 800,
    "recipients": "Nơi nhận:\n- A;\n" * 800,
    "junk": "\n".join("VvIilL1|!."[n % 7 : n % 7 + 3] + ". ABC" for n in range(800)),
    "links": "https://a.b/" + "x" * 50 + "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_parsed(name: str) -> None:
    check(HOSTILE[name], parse(HOSTILE[name], SCANNED))
