"""The bodies a plan names: in full, with their place, through scans and abbreviations, and by what they are for."""

from __future__ import annotations

import pytest

from plancompare.agencies import abbreviations, duty_of, find_agencies, full_name
from plancompare.model import Scan, Section
from plancompare.statements import read_statements

TYPED = Scan(False, 0.0, "typed")
ENGLISH = Scan(True, 0.2, "read with an English model")


def named(text: str, scan: Scan = TYPED) -> list[str]:
    whole = Section("1", None, "arabic", "1", None, None, None, 0, len(text), ((0, len(text)),), 1, 1)
    found = [
        agency
        for statement in read_statements(text, [whole], scan)
        for agency in find_agencies(text, statement, abbreviations(text))
    ]
    assert all(0 <= agency.start < agency.end <= len(text) for agency in found)
    return [agency.name for agency in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("phối hợp với Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        (
            "Trung tâm Văn hoá, thể thao và Truyền thanh Thành phố",
            ["Trung tâm Văn hóa, Thể thao và Truyền thanh thành phố"],
        ),
        ("báo cáo UBND tỉnh Tây Ninh (qua Sở GD&ĐT)", ["Ủy ban nhân dân tỉnh Tây Ninh", "Sở Giáo dục và Đào tạo"]),
        ("Chủ tịch UBND các huyện, thị xã, thành phố", ["Chủ tịch Ủy ban nhân dân các huyện, thị xã, thành phố"]),
        ("UBND 14 phường; UBND cấp xã", ["Ủy ban nhân dân 14 phường", "Ủy ban nhân dân cấp xã"]),
        ("Thủ trưởng các sở, ban, ngành tỉnh", ["Thủ trưởng các sở, ban, ngành tỉnh"]),
        ("Trưởng, phó các phòng chuyên môn", ["Trưởng, phó các phòng chuyên môn"]),
        ("các đơn vị thuộc, trực thuộc Bộ", ["các đơn vị thuộc, trực thuộc Bộ"]),
        (
            "Ban Dân vận Tỉnh ủy, Thanh tra Sở và Đảng ủy phường",
            ["Ban Dân vận Tỉnh ủy", "Thanh tra Sở", "Đảng ủy phường"],
        ),
        (
            "Ủy ban MTTQ Việt Nam thị xã và các hội, đoàn thể",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam thị xã", "các hội, đoàn thể"],
        ),
        ("các tổ chức chính trị - xã hội cùng cấp", ["các tổ chức chính trị - xã hội cùng cấp"]),
    ],
)
def test_bodies_have_their_full_names(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phòng Hạ tầng số rà soát quy hoạch", ["Phòng Hạ tầng số"]),
        ("Chi cục Thủy sản và các đơn vị liên quan", ["Chi cục Thủy sản", "các đơn vị liên quan"]),
        ("Phòng Kinh tế, Đô thị và Môi trường chủ trì", ["Phòng Kinh tế, Đô thị và Môi trường"]),
        ("Giao Phòng An toàn, Phòng Vật tư thực hiện", ["Phòng An toàn", "Phòng Vật tư"]),
    ],
)
def test_a_body_that_is_not_known_ends_where_its_name_ends(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Phòng, chống tham nhũng; phòng cháy, chữa cháy",
        "Tổ chức thực hiện các phong trào thi đua",
        "Ban hành văn bản chỉ đạo về thanh tra công vụ",
        "TỔ CHỨC THỰC HIỆN, PHÒNG CHÁY CHỮA CHÁY",
        "Bộ Luật lao động và Báo cáo Quý I",
        "số Nội dung chuyên đề",
        "Công an nhân dân; đường Trường Chinh; từng trường hợp cụ thể; các phòng khám",
        "Thanh tra 40 doanh nghiệp vận tải",
    ],
)
def test_other_words_are_no_bodies(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gtri Uy ban nhan dén tinh (gua Sé Néi vu)", ["Ủy ban nhân dân tỉnh", "Sở Nội vụ"]),
        ("Ban Dan van Tinh ly va cac co quan", ["Ban Dân vận Tỉnh ủy", "các cơ quan"]),
        ("Uy ban nhan dan céc huyén, thi x4, thanh phé", ["Ủy ban nhân dân các huyện, thị xã, thành phố"]),
        ("7.S¢ Tai chinh", ["Sở Tài chính"]),
        ("Cuc Quan ly Khai thac thiy loi", ["Cục Quản lý Khai thac thủy lợi"]),
    ],
)
def test_scans_are_read_through_their_misreadings(text: str, names: list[str]) -> None:
    assert named(text, ENGLISH) == names


def test_a_place_in_a_scan_is_no_body() -> None:
    assert named("khu du lich Phong Nha va huyen Vu Thu", ENGLISH) == []


def test_to_supply_is_not_of_the_same_level() -> None:
    assert named("các cơ quan cung cấp danh sách; các cơ quan cùng cấp") == ["các cơ quan", "các cơ quan cùng cấp"]


def test_one_word_misread_by_a_vietnamese_model() -> None:
    assert named("Sử Giáo dục và Đào tạo; Sở Y té; Sở Thông tin và Truyền thông") == [
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
        "Sở Thông tin và Truyền thông",
    ]


def test_the_text_explains_its_own_abbreviations() -> None:
    text = "Trung tâm Phục vụ hành chính công (TTPVHCC) báo cáo; TTPVHCC phối hợp. Cuộc thi (ABC)."
    assert abbreviations(text)["TTPVHCC"] == "Trung tâm Phục vụ hành chính công"
    assert "ABC" not in abbreviations(text)
    assert named(text) == ["Trung tâm Phục vụ hành chính công"] * 3


@pytest.mark.parametrize(
    "same",
    [
        ("Sở Nội vụ", "Phòng Nội vụ thành phố", "Bộ Nội vụ", "Trưởng phòng Nội vụ huyện Cao Phong"),
        ("Thanh tra tỉnh", "Thanh tra Thành phố", "Chánh Thanh tra tỉnh"),
        ("Ban Dân tộc", "Sở Dân tộc và Tôn giáo", "Phòng Dân tộc"),
        ("UBND tỉnh Hà Nam", "Ủy ban nhân dân thành phố Tây Ninh", "Chủ tịch UBND huyện"),
        ("UBND các xã, phường", "Chủ tịch Ủy ban nhân dân các huyện", "UBND cấp xã", "UBND 14 phường"),
        (
            "các sở, ban, ngành tỉnh",
            "Thủ trưởng các cơ quan, đơn vị",
            "các phòng, đơn vị trực thuộc",
            "đơn vị sự nghiệp",
        ),
        ("Văn phòng Sở", "Văn phòng UBND tỉnh"),
        ("Bộ Chỉ huy Quân sự tỉnh", "Ban Chỉ huy quân sự huyện"),
    ],
)
def test_bodies_that_do_one_job_share_a_key(same: tuple[str, ...]) -> None:
    assert len({duty_of(name) for name in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh", "UBND các huyện"),
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("Sở Tài chính", "Sở Kế hoạch và Đầu tư"),  # one since 2025, two in the plans before
        ("Ban Dân vận", "Ban Tuyên giáo"),
        ("Chi cục Kiểm lâm", "Hạt Kiểm lâm"),
    ],
)
def test_bodies_that_do_other_jobs_do_not(one: str, other: str) -> None:
    assert duty_of(one) != duty_of(other)


def test_full_names() -> None:
    assert full_name("UBND các phường, xã") == "Ủy ban nhân dân các phường, xã"
    assert full_name("Phòng Quản lý Xây dựng") == "Phòng Quản lý Xây dựng"
    assert full_name("") == duty_of("") == ""
