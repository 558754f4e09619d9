"""Metadata from header, title, preamble, closing and signature."""

from __future__ import annotations

from pathlib import Path

import pytest
import structure_plans as plans
from structure_plans import CLEAN, SCANNED, parse

from plancompare.metadata import read_metadata
from plancompare.metadata.issuer import from_header, from_sentence
from plancompare.metadata.numbers import own_date, own_number, year_named
from plancompare.metadata.places import Places, province_named, provinces, vote
from plancompare.model import Metadata, Scan

NOWHERE = Places(None, "")


def metadata(text: str, scan: Scan = CLEAN) -> Metadata:
    return read_metadata(text, parse(text, scan), scan)


def test_the_gazetteer_holds_both_divisions() -> None:
    assert len(provinces()) == 64  # 63 before July 2025, and Huế, by then a city of its own
    assert provinces()["hue"] == ("Huế", "thành phố") and provinces()["thua thien hue"] == ("Thừa Thiên Huế", "tỉnh")


REAL = {
    "kien-giang-2024.ocr": ("Ủy ban nhân dân tỉnh Kiên Giang", "63/KH-UBND", "2024-03-06", "Kiên Giang", "tỉnh", 2024),
    "quang-ngai-2024.ocr": ("Ủy ban nhân dân tỉnh Quảng Ngãi", None, None, "Quảng Ngãi", "tỉnh", 2024),
    "tay-ninh-so-ngoai-vu-2024.clean": ("Sở Ngoại vụ tỉnh Tây Ninh", None, None, "Tây Ninh", "sở", 2024),
    "tay-ninh-so-ngoai-vu-2024.ocr": ("Sở Ngoại vụ tỉnh Tây Ninh", None, None, "Tây Ninh", "sở", 2024),
    "tay-ninh-thanh-pho-2023.clean": (
        "Ủy ban nhân dân thành phố Tây Ninh", None, "2023-05", "Tây Ninh", "thành phố", 2023,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_the_real_plans(fixtures: Path, name: str) -> None:
    text = (fixtures / f"{name}.txt").read_text(encoding="utf-8")
    data = metadata(text, SCANNED if name.endswith("ocr") else CLEAN)
    found = (data.issuing_body, data.document_number, data.date, data.province, data.level, data.year)
    assert found == REAL[name]
    assert data.document_type == "Kế hoạch"


def test_what_is_inferred_says_from_what() -> None:
    data = metadata(plans.BULLETS_ONLY)
    assert data.issuing_body == "Ủy ban nhân dân xã Tân Hòa" and data.level == "xã"
    assert data.inferred == {"issuing_body": "suy ra từ lời mở đầu"}


def test_a_header_split_over_lines_and_the_decision_it_heads() -> None:
    data = metadata(plans.DECISION_WITH_PLAN)
    assert (data.issuing_body, data.level) == ("Ủy ban nhân dân tỉnh Hà Nam", "tỉnh")
    assert (data.document_type, data.document_number, data.date) == ("Quyết định", "412/QĐ-UBND", "2024-01-18")
    assert (data.signer, data.year) == ("Nguyễn Văn Bình", 2024)


def test_party_documents() -> None:
    data = metadata(plans.PARTY)
    assert (data.issuing_body, data.document_number, data.level) == ("Tỉnh ủy Bắc Sơn", "05-KH/TU", "tỉnh")
    assert data.subject == "thực hiện Chỉ thị số 25-CT/TW của Ban Bí thư về công tác dân vận"
    assert data.signer == "Trần Quốc Tuấn"


def test_a_city_of_the_first_level_and_a_blank_number() -> None:
    data = metadata(plans.PAGE_BREAKS)
    assert (data.issuing_body, data.level, data.province) == ("Ủy ban nhân dân thành phố Đà Nẵng", "tỉnh", "Đà Nẵng")
    assert (data.document_number, data.date) == (None, "2025-06")


def test_a_department_of_a_district_in_a_scan() -> None:
    data = metadata(plans.BAD_SCAN, SCANNED)
    assert (data.issuing_body, data.level) == ("Phòng Nội vụ huyện Long Son", "huyện")
    assert (data.document_number, data.date, data.signer) == ("15/KH-PNV", "2024-02-05", "Lé Văn Cu")


def test_a_cited_document_is_not_the_document() -> None:
    preamble = "Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024, Sở Y tế xây dựng Kế hoạch:"
    text = f"KẾ HOẠCH\nDân vận\n{preamble}\nI. MỤC ĐÍCH\nTốt."
    data = metadata(text)
    assert (data.document_number, data.date, data.year) == (None, None, None)


def test_nothing_is_made_up() -> None:
    assert metadata("Một đoạn văn bản.") == Metadata()
    assert metadata("") == Metadata()


@pytest.mark.parametrize(
    ("header", "body", "level"),
    [
        ("UBND TỈNH TÂY NINH\nSỞ NGOẠI VỤ", "Sở Ngoại vụ tỉnh Tây Ninh", "sở"),
        ("ỦY BAN NHÂN DÂN\nTHỊ XÃ ĐIỆN BÀN", "Ủy ban nhân dân thị xã Điện Bàn", "huyện"),
        ("UY BAN NHAN DAN\nHUYEN MAI CHAU\nSé: 12/KH-UBND", "Ủy ban nhân dân huyện Mai Chau", "huyện"),
        ("UBND THÀNH PHỐ ĐỒNG NAI", "Ủy ban nhân dân thành phố Đồng Nai", "tỉnh"),
        ("BỘ NỘI VỤ", "Bộ Nội vụ", "trung ương"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH QUẢNG NAM", "Hội đồng nhân dân tỉnh Quảng Nam", "tỉnh"),
        ("UBND THÀNH PHỐ HÀ NỘI\nCHI CỤC KIỂM LÂM", "Chi cục Kiểm lâm thành phố Hà Nội", "sở"),
        ("HUYỆN ỦY MAI CHÂU", "Huyện ủy Mai Châu", "huyện"),
        ("ĐẢNG BỘ QUẬN HẢI CHÂU\nĐẢNG ỦY PHƯỜNG THẠCH THANG", "Đảng ủy phường Thạch Thang", "xã"),
        ("BỘ CÔNG AN\nCÔNG AN TỈNH BÌNH DƯƠNG", "Công an tỉnh Bình Dương", "sở"),
        ("BỘ NỘI VỤ\nCỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "Cục Văn thư và lưu trữ nhà nước", "trung ương"),
        (
            "ỦY BAN MTTQ VIỆT NAM\nTỈNH HÀ TĨNH\nBAN THƯỜNG TRỰC",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Tĩnh",
            "tỉnh",
        ),
        ("UBND TINH LAO CAI CONG HOA XA HOI CHU NGHIA VIET\nSOY TE NAM", "Sở Y tế tỉnh Lào Cai", "sở"),
        ("UY BAN NHANDAN  CONGHOA XA HOI CHU NGHIA VIET\nTINH NGHEAN - NAM", "Ủy ban nhân dân tỉnh Nghệ An", "tỉnh"),
        ("UBND TỈNH QUẢNG NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nsO NOI VU", "Sở Nội vụ tỉnh Quảng Nam", "sở"),
    ],
)
def test_bodies_in_a_header(header: str, body: str, level: str) -> None:
    found = from_header(header, NOWHERE)
    assert found and (found.body, found.level) == (body, level)


def test_bodies_in_a_sentence() -> None:
    found = from_sentence(
        "…; Chỉ thị số 1, UBND huyện ban hành Kế hoạch như sau:", Places("Hòa Bình", "giao huyện Mai Châu")
    )
    assert found and (found.body, found.level) == ("Ủy ban nhân dân huyện Mai Châu", "huyện")
    found = from_sentence("S& Ngoai vu xdy dung K& hoach thuc hién", Places("Tây Ninh", ""))
    assert found and found.body == "Sở Ngoại vụ tỉnh Tây Ninh"
    assert from_sentence("không có cơ quan nào ở đây", NOWHERE) is None


def test_numbers_dates_and_years() -> None:
    assert own_number("S6: 412 /QD - UBND", "Quyết định") == "412/QĐ-UBND"
    assert own_number("Số: 26-KH/BCP", "Kế hoạch") == "26-KH/BCĐ"
    assert own_number("Số: 19/2022/QĐ-UBND", "Quyết định") == "19/2022/QĐ-UBND"
    assert own_number("S06: 35/KH-UBND - Doc lap - Tu do", "Kế hoạch") == "35/KH-UBND"
    assert own_date("Hà Nội, ngày 29 tháng 02 năm 2024") == "2024-02-29"
    assert own_date("Hà Nội, ngày 30 tháng 02 năm 2024") == "2024-02"  # there is no such day
    assert own_date("ngày ... tháng ... năm 2024") is None
    assert year_named("giai đoạn 2021 - 2025, định hướng đến năm 2030") is None


def test_the_province_a_text_speaks_of() -> None:
    assert vote([("UBND tỉnh Hà Nam; tỉnh Quang Ngii; tỉnh Quảng Ngãi", 1.0)]) == "Quảng Ngãi"
    assert vote([("không có tỉnh nào", 1.0)]) is None
    assert province_named(["Mai", "Châu"]) is None
