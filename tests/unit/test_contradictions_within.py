"""What looks wrong within one text, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from plancompare.citations.subjects import with_subjects
from plancompare.contradictions import find_oddities
from plancompare.contradictions.origin import origin_of
from plancompare.ingest import read_source
from plancompare.model import Fact, Link, Notice, Plan, Provenance, Scan, Source
from plancompare.parse import outline_plan
from plancompare.statements import read_statements

HEAD = """UBND TỈNH TÂY NINH
Số: 12/KH-UBND
Tây Ninh, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Công tác dân vận năm 2024 trên địa bàn tỉnh Tây Ninh
"""
LONG = "Các cơ quan, đơn vị tiếp tục phối hợp chặt chẽ trong quá trình triển khai các nhiệm vụ được giao. " * 2
END = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n"


def plan_of(body: str, head: str = HEAD, scan: bool = False) -> Plan:
    """A plan, typed on lines as long as its paragraphs; or the same words from a scan."""
    filler = "" if scan else f"Thực hiện nhiệm vụ, {LONG}\n"
    text = f"{head}{filler}{body}\n{END}"
    plan = outline_plan(Source("a.txt", "", text, "text/plain", "utf-8"), "a")
    if scan:
        plan = replace(plan, ocr=Scan(True, 0.2, "read with an English model"))
    return with_titles(plan)


def with_titles(plan: Plan) -> Plan:
    statements = read_statements(plan.text, plan.sections, plan.ocr)
    return replace(plan, citations=with_subjects(plan.text, statements, plan.citations))


def oddities(body: str, scan: bool = False) -> list[Notice]:
    return list(find_oddities(plan_of(body, scan=scan)))


def codes(body: str, scan: bool = False) -> list[str]:
    return [notice.code for notice in oddities(body, scan)]


def test_nothing_is_wrong_with_a_sound_plan() -> None:
    body = f"""I. MỤC ĐÍCH
1. Thực hiện Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị; {LONG}
2. Thi đua “Dân vận khéo” giai đoạn 2021-2025; {LONG}
II. NỘI DUNG
1. Hành vi vi phạm quy định về địa chính chính quy; tăng 5% so với năm 2023. {LONG}
a) {LONG}
b) {LONG}
c) {LONG}
đ) {LONG}
"""
    assert codes(body) == []


def test_one_document_with_two_dates_is_told_once_with_both_lines() -> None:
    body = f"""I. MỤC ĐÍCH
Thực hiện Quyết định số 396-QĐ/TU ngày 19/10/2021 của Tỉnh ủy. {LONG}
II. NỘI DUNG
Quyết định số 396-QĐ/TU ngày 29/10/2021 của Ban Thường vụ Tỉnh ủy. {LONG}
Quyết định số 396-QĐ/TU ngày 29/10/2021 của Ban Thường vụ Tỉnh ủy. {LONG}
"""
    plan = plan_of(body)
    (found,) = find_oddities(plan)
    assert found.code == "citation-date-conflict"
    assert found.message == "Quyết định số 396-QĐ/TU: ngày 19/10/2021 (dòng 8) và ngày 29/10/2021 (dòng 10)"
    assert "of 19/10/2021 (line 8) and of 29/10/2021 (line 10)" in found.english
    places = [(found.start, found.end), *found.others]
    assert [plan.text[start:end][-10:] for start, end in places] == ["19/10/2021", "29/10/2021", "29/10/2021"]


def test_a_digit_of_a_scan_may_be_misread_and_the_message_says_so() -> None:
    body = """I. MỤC ĐÍCH
Quyết định số 396-QĐ/TU ngày 19/10/2021 của Tỉnh ủy; Quyết định số 396-QĐ/TU ngày 29/10/2021 của Tỉnh ủy.
"""
    typed, read = oddities(body)[0], oddities(body, scan=True)[0]
    assert "đọc sai chữ số" in read.message and "đọc sai" not in typed.message
    assert read.confidence < typed.confidence


@pytest.mark.parametrize(
    "body",
    [
        # of the province and of its city
        "Quyết định số 490/QĐ-UBND ngày 05/3/2021 của UBND tỉnh; Quyết định số 490/QĐ-UBND ngày 15/7/2021 của UBND"
        " thành phố.",
        # of two years, about two things
        "Chỉ thị số 16/CT-TTg ngày 16/5/2018 của Thủ tướng Chính phủ về đổi mới công tác dân vận trong cơ quan hành"
        " chính; Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ về thực hiện các biện pháp cấp bách phòng,"
        " chống dịch COVID-19.",
        # a shorter name, and another level of detail
        "Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư; Kết luận số 114-KL/TW của Ban Bí thư (khóa XI).",
        "Chương trình số 13-CTr/TU ngày 03/8/2021 của Tỉnh ủy; Chương trình số 13-CTr/TU của Ban Chấp hành Đảng bộ"
        " tỉnh.",
    ],
)
def test_two_documents_and_two_names_of_one_body_do_not_conflict(body: str) -> None:
    assert codes(f"I. MỤC ĐÍCH\n{body}\n") == []


def test_one_document_of_two_bodies() -> None:
    body = """I. MỤC ĐÍCH
Quyết định số 97-QĐ/TW ngày 30/7/2021 của Bộ Chính trị; Quyết định số 97-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung
ương.
"""
    (found,) = oddities(body)
    assert found.code == "citation-issuer-conflict"
    assert "của Bộ Chính trị" in found.message and "của Ban Chấp hành Trung ương" in found.message


def test_one_document_called_by_two_types() -> None:
    body = (
        "I. MỤC ĐÍCH\nQuyết định số 11-QĐ/TW ngày 18/02/2019; Quy định số 11-QĐ/TW ngày 18/02/2019 của Bộ Chính trị.\n"
    )
    assert codes(body) == ["citation-type-conflict"]


def test_the_register_knows_the_right_date_and_issuer() -> None:
    body = """I. MỤC ĐÍCH
Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ về tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới;
Quyết định số 23-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương về việc ban hành Quy chế công tác dân vận.
"""  # noqa: E501
    found = {notice.code: notice.message for notice in oddities(body)}
    assert found.keys() == {"citation-misdated", "citation-misattributed"}
    assert "ngày 16/5/2016 (dòng 8)" in found["citation-misdated"]
    assert "16/5/2018" in found["citation-misdated"]
    assert found["citation-misattributed"].endswith("là của Bộ Chính trị")


def test_days_that_cannot_be() -> None:
    body = (
        f"I. MỤC ĐÍCH\nThực hiện Kế hoạch số 7/KH-BNV ngày 10/4/2024 của Bộ Nội vụ. Hoàn thành ngày 31/9/2024. {LONG}\n"
    )
    assert codes(body) == ["citation-after-plan", "impossible-date"]
    misread = plan_of(body)
    misread = replace(misread, metadata=replace(misread.metadata, date="2020-04-05"))
    assert [notice.code for notice in find_oddities(misread)] == ["impossible-date"]


def test_a_deadline_that_was_over_when_the_plan_was_signed() -> None:
    plan = plan_of(f"I. MỤC ĐÍCH\nBáo cáo trước ngày 15/11/2023. {LONG}\n")
    at = plan.text.index("trước ngày")
    fact = Fact(at, at + 21, "deadline", "2023-11-15", False, None, None, "trước ngày 15/11/2023", "I")
    yearly = Fact(at, at + 21, "deadline", "--11-15", False, None, None, "trước ngày 15/11", "I")
    (found,) = find_oddities(replace(plan, facts=(fact, yearly)))
    assert found.code == "deadline-before-plan"


def test_numbers_of_sections() -> None:
    assert codes(f"I. MỤC ĐÍCH\n1. {LONG}\n2. {LONG}\n4. {LONG}\n5. {LONG}\nII. NỘI DUNG\n1. {LONG}\n") == ["label-gap"]
    (found,) = oddities(
        f"I. MỤC ĐÍCH\n1. {LONG}\n2. {LONG}\nI. NỘI DUNG\n1. {LONG}\nIII. TỔ CHỨC THỰC HIỆN\n1. {LONG}\n"
    )
    assert found.code == "label-out-of-sequence" and "đáng ra là II" in found.message
    assert codes(f"I. MỤC ĐÍCH\n1. {LONG}\n2. {LONG}\nI. NỘI DUNG\n1. {LONG}\n", scan=True) == []  # a stroke was lost


def test_quotes_without_a_partner() -> None:
    pairs = "“dân biết”, “dân bàn”, “dân làm”, “dân kiểm tra”"
    assert codes(f"I. MỤC ĐÍCH\n1. {pairs} trong tình hình mới”; {LONG}\n") == ["quote-unbalanced"]
    assert codes(f"I. MỤC ĐÍCH\n1. {pairs} và “dân giám sát; {LONG}\n") == ["quote-unbalanced"]
    assert codes(f"I. MỤC ĐÍCH\n1. {pairs} trong “tình hình mới; “kịp thời.\n", scan=True) == []


def test_paragraph_cut_before_a_heading() -> None:
    cut = f"{LONG}Nhân rộng điển hình của cơ quan, đơn vị,"
    body = f"I. MỤC ĐÍCH\n1. {LONG}\n2. {LONG}\n3. {cut}\nII. NỘI DUNG\n{LONG}\n"
    (found,) = oddities(body)
    assert found.code == "paragraph-cut" and "tiếp ngay là mục II" in found.message
    unsigned = LONG.strip().rstrip(".")
    assert codes(f"I. MỤC ĐÍCH\n{unsigned}\nII. NỘI DUNG\n{unsigned}\nIII. KINH PHÍ\n{unsigned}\n") == []


def test_missing_end() -> None:
    text = f"{HEAD}I. MỤC ĐÍCH\n{LONG}\nCác cơ quan, địa phương kịp thời phản ánh về Ủy ban nhân dân tỉnh xem xét để"
    plan = outline_plan(Source("a.txt", "", text, "text/plain", "utf-8"), "a")
    assert [notice.code for notice in find_oddities(plan)] == ["end-missing"]


def test_head_with_blanks_and_no_head() -> None:
    draft = HEAD.replace("Số: 12/KH", "Số:    /KH").replace("ngày 05 tháng", "ngày ... tháng")
    (found,) = find_oddities(plan_of(f"I. MỤC ĐÍCH\n{LONG}\n", draft))
    assert found.code == "head-blank" and "số (dòng 2), ngày (dòng 3)" in found.message
    body = f"I. MỤC ĐÍCH\n1. {LONG}\n2. {LONG}\nII. NỘI DUNG\n{LONG}\n"
    none = plan_of(body, "KẾ HOẠCH\nCông tác dân vận năm 2024\n")
    assert [notice.code for notice in find_oddities(none)] == ["head-missing"]


def test_a_link_to_another_province_is_a_hint() -> None:
    address = "https://a.vn/van-ban/chi-thi-03-2017-tiep-cong-dan-ca-mau-351960.aspx"
    own = "https://a.vn/van-ban/ke-hoach-859-dan-van-tay-ninh-351961.aspx"
    found = oddities(f"I. MỤC ĐÍCH\n{LONG}\n{address}\n{own}\n{address}\n{LONG}\n")
    assert [notice.code for notice in found] == ["foreign-link"]
    assert "Cà Mau" in found[0].message and "không phải bằng chứng" in found[0].message
    plan = plan_of(f"I. MỤC ĐÍCH\n{LONG}\n")
    linked = replace(plan, provenance=Provenance(links=(Link(5, 12, address),)))
    assert [notice.code for notice in find_oddities(linked)] == ["foreign-link"]


def test_the_old_name_of_a_part_of_the_province_is_none_of_anothers() -> None:
    body = (
        f"I. MỤC ĐÍCH\nCông tác dân vận trên địa bàn tỉnh Long An. {LONG}\n"
        "https://a.vn/van-ban/ke-hoach-dan-van-long-an-351960.aspx\n"
    )
    assert codes(body) == ["foreign-name", "foreign-link"]
    joined = plan_of(body, HEAD.replace("năm 2024", "năm 2026"))
    assert list(find_oddities(joined)) == []


def test_another_provinces_name() -> None:
    assert codes(f"I. MỤC ĐÍCH\nCông tác dân vận trên địa bàn tỉnh Cà Mau. {LONG}\n") == ["foreign-name"]
    for said in (
        "Học tập kinh nghiệm dân vận trên địa bàn tỉnh Cà Mau.",
        "Kế hoạch số 5/KH-UBND ngày 01/02/2023 của UBND tỉnh Cà Mau về dân vận trên địa bàn tỉnh Cà Mau.",
        "Công tác dân vận trên địa bàn tỉnh Tây Ninh; phối hợp với tỉnh Long An.",
    ):
        assert codes(f"I. MỤC ĐÍCH\n{said} {LONG}\n") == []


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("nhiệm vụ chính trị của cơ uan và thực hiện", "cơ uan"),
        ("các doanh ngiệp trên địa bàn", "ngiệp"),
        ("báo cáo của của các đơn vị", "hai lần"),
        ("nâng cao chỉ số cải cách của Sở với năm 2023", "so"),
        ("kiểm tra việc thực và chủ động tham mưu", "hiện"),
        ("theo dõi, kiểm tra, đơn đốc việc thực hiện", "đôn"),
    ],
)
def test_slips(said: str, about: str) -> None:
    (found,) = oddities(f"I. MỤC ĐÍCH\n1. Cần {said}. {LONG}\n")
    assert found.code == "spelling-slip" and about in found.message
    told_of_scans = 1 if "việc thực và" in said else 0
    assert len(oddities(f"I. MỤC ĐÍCH\n1. Cần {said}. {LONG}\n", scan=True)) == told_of_scans


@pytest.mark.parametrize(
    "said",
    [
        "đăng trên trang web, email và phôtô văn bản",
        "tăng 5% so với năm 2023, giảm 2% cùng với năm 2022",
        "cách thức thực và cách làm",
        "hằng năm, hàng năm báo cáo",
    ],
)
def test_no_slips(said: str) -> None:
    assert codes(f"I. MỤC ĐÍCH\n1. Cần {said}. {LONG}\n") == []


def test_origin() -> None:
    assert origin_of(plan_of("I. MỤC ĐÍCH\n1. Tốt.\n")) == "typed"
    assert origin_of(plan_of("I. MỤC ĐÍCH\n1. Tốt . \n2. Đẹp _ \n", scan=True)) == "scan"
    specks = outline_plan(Source("a.txt", "", f"{HEAD}1. Tốt _ và\n2. Đẹp ` mà\n", "text/plain", "utf-8"), "a")
    assert origin_of(specks) == "scan" and not specks.ocr.is_ocr


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "kien-giang-2024.ocr",
            {
                "citation-misdated": "06/QĐ-TTg",
                "foreign-link": "Cà Mau",
                "end-missing": "241",
                "quote-unbalanced": "128",
            },
        ),
        (
            "quang-ngai-2024.ocr",
            {"citation-date-conflict": "396-QĐ/TU", "quote-unbalanced": "21", "head-missing": "phần đầu"},
        ),
        (
            "tay-ninh-so-ngoai-vu-2024.clean",
            {
                "citation-misattributed": "23-QĐ/TW",
                "citation-misdated": "16/CT-TTg",
                "quote-unbalanced": "116",
                "spelling-slip": "uan",
                "head-missing": "phần đầu",
            },
        ),
        (
            "tay-ninh-so-ngoai-vu-2024.ocr",
            {
                "citation-misattributed": "23-QĐ/TW",
                "citation-misdated": "16/CT-TTg",
                "quote-unbalanced": "65",
                "spelling-slip": "181",
                "head-missing": "phần đầu",
            },
        ),
        ("tay-ninh-thanh-pho-2023.clean", {"paragraph-cut": "33", "spelling-slip": "đơn", "head-blank": "3"}),
    ],
)
def test_real_plans(name: str, told: dict[str, str], fixtures: Path) -> None:
    """All that is reported of them was read and is so; nothing else is."""
    found = find_oddities(with_titles(outline_plan(read_source(str(fixtures / f"{name}.txt")), name)))
    assert {notice.code for notice in found} == told.keys()
    for code, about in told.items():
        assert any(about in notice.message for notice in found if notice.code == code)
        assert all(notice.english and 0 < notice.confidence <= 1 for notice in found)
