"""The documents a plan cites, through every kind of damage FORMAT.md lists."""

from __future__ import annotations

import pytest

from plancompare.citations import citation_key, find_citations, is_central, name_of, same_document
from plancompare.citations.titles import CitedDocuments, cited_documents
from plancompare.model import Citation
from plancompare.text import fold, words


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.type, c.number, c.date) for c in find_citations(text)]


def only(text: str, province: str | None = None) -> Citation:
    (citation,) = find_citations(text, province)
    return citation


def documents(text: str) -> CitedDocuments:
    found = words(text)
    return cited_documents(text, found, [fold(w.shown) for w in found], find_citations(text))


def told(text: str) -> list[str]:
    """Each cited document with its title, on one line."""
    found = documents(text)
    return [" ".join(text[c.start : end].split()) for c, end in zip(found.citations, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "kind", "number", "date"),
    [
        ("Chỉ thị số 33/CT-TTg ngày 26/11/2021", "Chỉ thị", "33/CT-TTg", "2021-11-26"),
        ("Chi thi s6 33/CT- -TTg ngay 26/11/2021", "Chỉ thị", "33/CT-TTg", "2021-11-26"),
        ("Chi thi 50 23/CT-TTg ngay 02/9/2021", "Chỉ thị", "23/CT-TTg", "2021-09-02"),
        ("Quyét dinh s6 1116-Qb/TU, ngay 29/9/2021", "Quyết định", "1116-QĐ/TU", "2021-09-29"),
        ("Quyét dinh sd 1847/QDP-TTg ngay 27/12/2018", "Quyết định", "1847/QĐ-TTg", "2018-12-27"),
        ("Quy dinh s6 11- -Qbi/TW ngay 18/02/2019", "Quy định", "11-QĐi/TW", "2019-02-18"),
        ("Két lusn s§ 120 -KL/TW\nngay 07/01/2016", "Kết luận", "120-KL/TW", "2016-01-07"),
        ("Pé 4n\ns6 13-PA/TU ngay 10/10/2022", "Đề án", "13-ĐA/TU", "2022-10-10"),
        ("Ké hoach sé 07-\nKH/BCP ngay 26/01/2024", "Kế hoạch", "07-KH/BCĐ", "2024-01-26"),
        ("Kế \n\nhoạch số \n\n26-KH/BCĐ ngày \n\n31/01/2024", "Kế hoạch", "26-KH/BCĐ", "2024-01-31"),
        ("K& hoach 250/KH-UBND\nngay 31/12/2021", "Kế hoạch", "250/KH-UBND", "2021-12-31"),
        ("Ké hoach s6 142 -KH/BDVTU-BCSPUBND", "Kế hoạch", "142-KH/BDVTU-BCSĐUBND", None),
        ("Cong van s6 1657/UBND-KGVX ngay 05/9/2023", "Công văn", "1657/UBND-KGVX", "2023-09-05"),
        ("Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023", "Nghị định", "59/2023/NĐ-CP", "2023-08-14"),
        ("Phap lénh s6 34/2007/PL-UBTVQHII ngay 20/4/2007", "Pháp lệnh", "34/2007/PL-UBTVQH11", "2007-04-20"),
        ("Luật số 10/2022/QH15 ngày 10/11/2022", "Luật", "10/2022/QH15", "2022-11-10"),
        ("Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15", "Luật", "10/2022/QH15", None),
        ("CHỈ THỊ SỐ 33/CT-TTG NGÀY 26/11/2021", "Chỉ thị", "33/CT-TTg", "2021-11-26"),
        ("Chương trình hành động số 17-CTR/TU", "Chương trình hành động", "17-CTr/TU", None),
        ("Quyết định số 05/2019/QĐUBND ngày 03-8-2021", "Quyết định", "05/2019/QĐ-UBND", "2021-08-03"),
        ("Nghị quyết số 76NQ-CP ngày 15.7.2021", "Nghị quyết", "76/NQ-CP", "2021-07-15"),
        ("Kết luận số 811-KIL/TW ngày 14/7/2015", "Kết luận", "811-KL/TW", "2015-07-14"),
        ("Quyết định số 1 116-QĐÐ/TU, ngày 29/9/2021", "Quyết định", "1116-QĐ/TU", "2021-09-29"),
        ("Nghị quyết số 30c/NQ-CP", "Nghị quyết", "30c/NQ-CP", None),
        ("công văn số 60/ĐHKH-TCHC ngày 15/03/2019", "Công văn", "60/ĐHKH-TCHC", "2019-03-15"),
        ("Kế hoạch của Ủy ban nhân dân tỉnh số 12/KH-UBND", "Kế hoạch", "12/KH-UBND", None),
        ("Thông báo kết luận số 12-TB/VPTU", "Thông báo kết luận", "12-TB/VPTU", None),
        ("Thông tri số 12-TT/TU", "Thông tri", "12-TT/TU", None),
        ("Cong van s6é 575/UBNDNC ngay 29 th4ng 02 n4m 2024", "Công văn", "575/UBND-NC", "2024-02-29"),
        ("Công văn số 12/CP-NC ngày 3/2/2024", "Công văn", "12/CP-NC", "2024-02-03"),
        ("Công điện số 12/CP-TTg ngày 3/2/2024", "Công điện", "12/CĐ-TTg", "2024-02-03"),
        ("Ket luan 114K1/TW ngay 14/7/2015", "Kết luận", "114-KL/TW", "2015-07-14"),
        ("Kế hoạch số 138-KH/TU\n-_ ngày 08/3/2019", "Kế hoạch", "138-KH/TU", "2019-03-08"),
        ("Kế hoạch số 142-KH/BDVTU - BCSĐUBND ngày 14/12/2023", "Kế hoạch", "142-KH/BDVTU-BCSĐUBND", "2023-12-14"),
        ("1uat số 10/2022/QH15", "Luật", "10/2022/QH15", None),
        ("Nghi dinh sé 85/2016/ND-CP ngay O1 thang 7 nim 2016", "Nghị định", "85/2016/NĐ-CP", "2016-07-01"),
        ("Nghị quyết số 76/NQ-CP ngày I5 tháng. 7 năm 2021", "Nghị quyết", "76/NQ-CP", "2021-07-15"),
        ("Luật số 72/2025/QH15 ngày 16\n-_ tháng 6 năm 2025", "Luật", "72/2025/QH15", "2025-06-16"),
        ("Ké hoach s6 11/KH-UBND\n‘ngay 10/01/2023", "Kế hoạch", "11/KH-UBND", "2023-01-10"),
        ("Kế hoạch số 12/KH-\n-UBND ngày 15/01/2024", "Kế hoạch", "12/KH-UBND", "2024-01-15"),
        ("Quyét dinh sé 218-\n-- QBP/TW ngay 12/12/2013", "Quyết định", "218-QĐ/TW", "2013-12-12"),
        ("Quyét dinh s6 3012/OD-UBND ngay 31/12/2024", "Quyết định", "3012/QĐ-UBND", "2024-12-31"),
        ("Quyết định số 10/QD-TT¢g ngày 18/01/2022", "Quyết định", "10/QĐ-TTg", "2022-01-18"),
    ],
)
def test_reads_one_citation(text: str, kind: str, number: str, date: str | None) -> None:
    citation = only(f"thực hiện {text} về việc")
    assert (citation.type, citation.number, citation.date) == (kind, number, date)
    assert citation.raw == f"thực hiện {text} về việc"[citation.start : citation.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "hoàn thành 23/34 mục tiêu, đạt 100%/năm, ngày 01/11, 24/7, giai đoạn 2021-2025",
        "UBND TỈNH\nSố: 63/KH-UBND   Kiên Giang, ngày 06 tháng 3 năm 2024\nKẾ HOẠCH",
        "TINH KIEN GIANG\nS6: 63 /KH-UBND Kién Giang, ngay 06 thang 03 ndm 2024",
        "ĐẢNG ỦY SỞ\nSố 05-KH/ĐU\nTây Ninh, ngày 1 tháng 2 năm 2024",
        "KẾ HOẠCH\nSố: 12/KH-UBND\nvề công tác dân vận",
        "63/KH-UBND   Kiên Giang, ngày 06 tháng 3 năm 2024",
        "Số: /KH-UBND",
        "https://thuvienphapluat.vn/van-ban/Quyet-dinh-1847/QD-TTg-2018.aspx",
        "quy định của pháp luật, kỷ luật, Luật sư, Hội Luật gia",
        "số 12 Nguyễn Trãi, QCVN 01-1:2018/BYT, PAR/INDEX",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert find_citations(text) == ()


def test_own_number_is_not_cited_in_the_appendix_either() -> None:
    text = (
        "Số: 63/KH-UBND  Kiên Giang, ngày 06 tháng 3 năm 2024\nThực hiện Chỉ thị số 33/CT-TTg\n"
        "PHỤ LỤC\n(Kèm theo Kế hoạch số 63/KH-UBND ngày 06/3/2024 của UBND tỉnh)\n"
        "theo Kế hoạch số 63/KH-UBND; theo Kế hoạch số 63/KH-UBND ngày 01/02/2019 của UBND tỉnh"
    )
    assert read(text) == [("Chỉ thị", "33/CT-TTg", None), ("Kế hoạch", "63/KH-UBND", "2019-02-01")]


def test_one_head_and_one_date_for_two_numbers() -> None:
    assert read("các Quyết định số 217-QĐ/TW và số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị") == [
        ("Quyết định", "217-QĐ/TW", "2013-12-12"),
        ("Quyết định", "218-QĐ/TW", "2013-12-12"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "các Quyết định số 217, 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị",
        "Quyét dinh s6 217 va s6 218-Qb/TW, ngay 12/12/2013 cua Bo Chinh tri",
    ],
)
def test_a_number_leans_on_the_symbol_of_the_next(text: str) -> None:
    found = find_citations(text)
    assert [(c.type, c.number, c.date, c.issuer) for c in found] == [
        ("Quyết định", "217-QĐ/TW", "2013-12-12", "Bộ Chính trị"),
        ("Quyết định", "218-QĐ/TW", "2013-12-12", "Bộ Chính trị"),
    ]
    assert all(c.raw == text[c.start : c.end] for c in found) and found[0].end <= found[1].start


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("trong ngày 12, 13/2020/NĐ-CP", ["13/2020/NĐ-CP"]),
        ("giao 5 sở, 12/KH-UBND", ["12/KH-UBND"]),
        ("Kế hoạch số 12/KH-UBND - UBND tỉnh - Phòng Nội vụ", ["12/KH-UBND"]),
        ("Kế hoạch 602- -KH/TU của 602 đơn vị", ["602-KH/TU"]),
    ],
)
def test_other_numbers_do_not(text: str, numbers: list[str]) -> None:
    assert [number for _, number, _ in read(text)] == numbers


def test_a_date_is_not_shared_with_a_number_known_to_have_another() -> None:
    assert read("Nghị định số 59/2023/NĐ-CP, Nghị định số 61/2023/NĐ-CP ngày 16/8/2023") == [
        ("Nghị định", "59/2023/NĐ-CP", None),
        ("Nghị định", "61/2023/NĐ-CP", "2023-08-16"),
    ]


def test_later_mentions_take_date_and_issuer_of_the_first() -> None:
    text = "Chỉ thị số 35-CT/TW ngày 26/5/2014 của Bộ Chính trị; Chỉ thị số 35-CT/TW và Chỉ thị 35; Chỉ thị 36"
    found = find_citations(text)
    assert [(c.raw, c.number, c.date, c.issuer) for c in found[1:]] == [
        ("Chỉ thị số 35-CT/TW", "35-CT/TW", "2014-05-26", "Bộ Chính trị"),
        ("Chỉ thị 35", "35-CT/TW", "2014-05-26", "Bộ Chính trị"),
    ]
    assert found[2].confidence < found[1].confidence < found[0].confidence


def test_two_dates_for_one_number_are_both_kept_and_none_is_inherited() -> None:
    text = "Quyết định số 396-QĐ/TU ngày 19/10/2021; Quyết định số 396-QĐ/TU ngày 29/10/2021; Quyết định số 396-QĐ/TU"
    assert [date for _, _, date in read(text)] == ["2021-10-19", "2021-10-29", None]


def test_year_of_the_plan_is_not_the_date_of_the_directive() -> None:
    assert read("thực hiện Chỉ thị số 33/CT-TTg năm 2024 trên địa bàn tỉnh") == [("Chỉ thị", "33/CT-TTg", None)]
    assert read("Luật Thực hiện dân chủ ở cơ sở năm 2024 trên địa bàn tỉnh") == [("Luật", None, None)]
    assert read("Quyết định số 06/QĐ-TTg năm 2022 của Thủ tướng Chính phủ") == [("Quyết định", "06/QĐ-TTg", "2022")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Luật Khiếu nại, Luat T cdo ndm 2018, Luat Tlep cong dan nam 2013 và B$ Ludt lao dong",
            ["Luật Khiếu nại", "Luật Tố cáo", "Luật Tiếp công dân", "Bộ luật Lao động"],
        ),
        ("Luét Thuc hién dan chu\n& co so; Luật Đường sắt", ["Luật Thực hiện dân chủ ở cơ sở", "Luật Đường sắt"]),
        (
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, Nghị quyết Đại hội đảng bộ các cấp",
            ["Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Nghị quyết Đại hội đảng bộ các cấp"],
        ),
        ("thực hiện Nghị quyết TW4 (khoá XII) về tăng cường", ["Nghị quyết TW4 (khoá XII)"]),
        (
            "Nghi quyét Pai hoi lan tha XIII cta\nbang va bai ho1 XI Pang b6 tinh vé cong tac dan van",
            ["Nghi quyét Pai hoi lan tha XIII cta bang", "bai ho1 XI Pang b6 tinh"],
        ),
        ("Nghị quyết Đại hội Đảng bộ tỉnh và đại hội đoàn thể các cấp", ["Nghị quyết Đại hội Đảng bộ tỉnh"]),
        ("theo Luat Dau tu céng nam 2019 và Luật Đầu tư cùng các quy định", ["Luật Đầu tư công", "Luật Đầu tư"]),
    ],
)
def test_documents_cited_by_name(text: str, names: list[str]) -> None:
    found = find_citations(text)
    assert [name_of(c) for c in found] == names
    assert all(c.number is None for c in found)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Chi thi s6 33/CT-TTg ngay 26/11/2021 cia Thi tweng Chinh phu", "Thủ tướng Chính phủ"),
        ("Quyết định số 490/QĐ-UBND ngày 05/3/2021 của UBND tỉnh", "Ủy ban nhân dân tỉnh Tây Ninh"),
        ("Quyết định số 490/QĐ-UBND của UBND tỉnh Kiên Giang", "Ủy ban nhân dân tỉnh"),
        ("Quyết định số 112/QĐ-UBND ngày 15/7/2021 của UBND thành phố", "Ủy ban nhân dân thành phố"),
        ("Quyét dinh s 357-QD/TU ngay 11/11/2021 cta Tinh @iy", "Tỉnh ủy Tây Ninh"),
        ("Quyết định số 140/QĐ-UBND ngày 19/01/2024 của\n\n8\n\nUBND tỉnh", "Ủy ban nhân dân tỉnh Tây Ninh"),
        ("Nghị định số 59/2023/NĐ-CP", "Chính phủ"),
        ("Thông tư số 04/2021/TT-TTCP", "Thanh tra Chính phủ"),
        (
            "Chương trình số 31-CTr/BDVTU-BCSĐUBND năm 2022 giữa Ban Dân vận Tỉnh ủy và Ban cán sự đảng UBND tỉnh",
            "Ban Dân vận Tỉnh ủy Tây Ninh và Ban Cán sự đảng Ủy ban nhân dân tỉnh Tây Ninh",
        ),
        ("Quyết định số 9-QĐ/TU của Ban Dân vận Tỉnh ủy và Ủy ban nhân dân tỉnh", "Ban Dân vận Tỉnh ủy Tây Ninh"),
        ("Kết luận số 114-KL/TW", None),
    ],
)
def test_issuer_is_what_the_text_says_else_what_the_symbol_can_mean(text: str, issuer: str | None) -> None:
    assert only(text, "Tây Ninh").issuer == issuer


def test_key_is_one_for_scan_and_clean_text_and_never_the_number_alone() -> None:
    clean = only("Kế hoạch số 26-KH/BCĐ ngày 31/01/2024 của Ban Chỉ đạo tỉnh")
    scan = only("Ké\nhoach s6 26-KH/BCP ngay 31/01/2024 cta Ban Chi dao tinh")
    assert citation_key(clean) == citation_key(scan) == ("ke hoach", "26-kh/bcđ", "2024-01-31", "bcđ")
    directive, later = only("Chỉ thị số 16/CT-TTg ngày 16/5/2018"), only("Chỉ thị số 16/CT-TTg ngày 31/3/2020")
    assert citation_key(directive) != citation_key(later) and not same_document(directive, later)
    assert same_document(directive, only("Chỉ thị số 16/CT-TTg"))
    province, city = only("Quyết định số 5/QĐ-UBND của UBND tỉnh"), only("Quyết định số 5/QĐ-UBND của UBND thành phố")
    assert not same_document(province, city)
    assert same_document(only("Quy định số 11-QĐ/TW"), only("Quy định số 11-QĐi/TW"))


def test_numbers_of_central_bodies_count_in_the_whole_country() -> None:
    texts = ("23/QĐ-BNV", "23-QĐ/TW", "23/2015/QH13", "23-KH/BCĐ", "23/QĐ-UBND", "23-HD/BTGTU")
    assert [is_central(only(f"Văn bản số {text}")) for text in texts] == [True, True, True, False, False, False]


DIRECTIVE = (
    "Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác dân vận "
    "của cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới"
)


@pytest.mark.parametrize(
    "behind",
    [
        " trên địa bàn tỉnh Kiên Giang năm 2024",
        " năm 2023 trên địa bàn thành phố Tây Ninh, đề nghị các cơ quan",
        ", Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
        "; các văn bản khác",
        ". Ủy ban nhân dân",
        " và Kế hoạch này",
        "”; Chỉ thị số 25-CT/TU",
    ],
)
def test_a_known_title_ends_where_its_words_end(behind: str) -> None:
    assert told(f"Triển khai {DIRECTIVE}{behind}")[0] == DIRECTIVE


def test_a_known_title_is_known_through_a_scan() -> None:
    scan = (
        "Chi thi s0 33/CT- -TTg ngay 26/11/2021 cia Thi twéng Chinh phu vé tlep tuc ting cwong va doi m0'1 cong tac "
        "dan van cua co quan hanh chinh nha nwéc, chinh quyen cac cap trong tinh hinh méi"
    )
    assert told(f"{scan} trén dia ban tinh") == [scan]


@pytest.mark.parametrize(
    ("title", "behind"),
    [
        ("của UBND tỉnh về việc đẩy mạnh phong trào “Dân vận khéo” giai đoạn 2021-2025", " và các văn bản chỉ đạo"),
        ("của Tỉnh ủy về phòng, chống tham nhũng, tiêu cực giai đoạn 2021-2025", ", góp phần nâng cao chất lượng"),
        ("của UBND tỉnh về phát triển du lịch", " gắn với xây dựng nông thôn mới"),
        (
            "của UBND tỉnh ban hành Kế hoạch cải cách hành chính năm 2023 trên địa bàn tỉnh Tây Ninh",
            ", Sở Nội vụ tham mưu",
        ),
        ("của Hội nghị Tỉnh ủy lần thứ 5, khóa XX về đẩy mạnh cải cách hành chính", "; nội dung khác"),
        ("về việc tiếp tục chỉ đạo triển khai công tác dân vận", ". Trong đó"),
        ("của Bộ trưởng Bộ Nội vụ ban hành Kế hoạch triển khai Quyết định số 1847/QĐ-TTg", "; đổi mới phương thức"),
        ("của UBND tỉnh", " phù hợp với thực tiễn"),
        ("", " phù hợp với thực tiễn của ngành"),
        ("", " và Kế hoạch này"),
    ],
)
def test_an_unknown_title_ends_where_the_words_turn(title: str, behind: str) -> None:
    cited = f"Quyết định số 999/QĐ-UBND ngày 05/3/2023 {title}".strip()
    assert told(f"thực hiện {cited}{behind}")[0] == cited


def test_an_item_of_a_list_is_title_up_to_the_semicolon() -> None:
    first = "Quyết định số 112/QĐ-UBND của UBND thành phố về cải cách hành chính, tạo nền tảng gắn với chuyển đổi số"
    second = "Kế hoạch số 5/KH-UBND của UBND thành phố về đô thị"
    assert told(f"theo {first}; {second}; đồng thời") == [first, second]


@pytest.mark.parametrize("second", ["Nghị quyết Đại hội XI Đảng bộ tỉnh", "Đại hội XI Đảng bộ tỉnh"])
def test_two_resolutions_named_as_one_are_one_title(second: str) -> None:
    cited = f"Chương trình số 13-CTr/TU của Tỉnh ủy thực hiện Nghị quyết Đại hội XIII của Đảng và {second} về dân vận"
    assert told(f"{cited}; nội dung khác")[0] == cited


def test_a_title_told_in_full_once_ends_the_other_mentions() -> None:
    title = "Công văn số 9-CV/TU ngày 01/02/2024 của Tỉnh ủy về triển khai công tác dân vận của hệ thống chính trị"
    assert told(f"{title}; đồng thời. Thực hiện {title} tỉnh Quảng Ngãi cùng các đơn vị.") == [title, title]


def test_the_inner_document_holds_its_place() -> None:
    text = (
        "Kế hoạch số 1243/KH-UBND ngày 26/4/2023 của UBND tỉnh triển khai Chỉ thị số 33/CT-TTg của Thủ tướng "
        "về dân vận; nội dung khác"
    )
    found = documents(text)
    holders = [found.at(text.index(word)) for word in ("UBND tỉnh", "Thủ tướng", "nội dung")]
    assert [holder.number if holder else None for holder in holders] == ["1243/KH-UBND", "33/CT-TTg", None]


def test_equal_words_in_two_titles_are_told_by_the_documents_that_hold_them() -> None:
    one, other = (
        f"Chỉ thị số {number} của Thủ tướng Chính phủ về tăng cường công tác dân vận; thực hiện dân vận"
        for number in ("16/CT-TTg ngày 16/5/2018", "33/CT-TTg ngày 26/11/2021")
    )
    a, b = documents(one), documents(other)
    held = [found.at(text.index("dân vận")) for found, text in ((a, one), (b, other))]
    assert [citation_key(c)[1] for c in held if c] == ["16/ct-ttg", "33/ct-ttg"]
    assert a.at(one.rindex("dân vận")) is None


@pytest.mark.parametrize(
    "text", ["", "\0", "1/", "số", "“" * 50, "33/CT-TTg", "Luật", "ngày 99/99/2024 33/CT-TTg ngày 99/99/2024"]
)
def test_odd_text_is_no_trouble(text: str) -> None:
    found = documents(text)
    assert all(text[c.start : c.end] == c.raw for c in found.citations)


def test_citations_stand_in_order_and_slice_back() -> None:
    text = f"{DIRECTIVE}; Luật Khiếu nại; Nghị quyết Đại hội XIII của Đảng; Kế hoạch số 1/KH-UBND; {DIRECTIVE}"
    found = find_citations(text)
    assert [c.start for c in found] == sorted(c.start for c in found) and len(found) == 5
    assert all(text[c.start : c.end] == c.raw and 0 <= c.confidence <= 1 for c in found)
