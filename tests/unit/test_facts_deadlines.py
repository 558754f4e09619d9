from __future__ import annotations

import time

import pytest
from facts_sample import context

from plancompare.facts.deadlines import find_deadlines
from plancompare.facts.due import find_due, starting
from plancompare.model import Fact, Metadata

STATED = [
    ("trước ngày 15/11/2024", "2024-11-15", False),
    ("trước 15/11/2024", "2024-11-15", False),
    ("trước ngày 15 tháng 11 năm 2024", "2024-11-15", False),
    ("trước 15 tháng 11 năm 2024", "2024-11-15", False),
    ("trước ngày 15.11.2024", "2024-11-15", False),
    ("chậm nhất ngày 01/11/2024", "2024-11-01", True),
    ("chậm nhất là ngày 01/11/2024", "2024-11-01", True),
    ("muộn nhất vào ngày 01/11/2024", "2024-11-01", True),
    ("chậm nhất trước ngày 01/11/2024", "2024-11-01", False),
    ("không quá ngày 20/11/2024", "2024-11-20", True),
    ("hạn chót ngày 20/11/2024", "2024-11-20", True),
    ("hạn chót nộp hồ sơ: 17h00 ngày 30/9/2024", "2024-09-30", True),
    ("trước 17 giờ ngày 20/3/2024", "2024-03-20", True),
    ("chậm nhất ngày **01/11**", "--11-01", True),
    ("trước 31/12", "--12-31", False),
    ("trước ngày 15 tháng 12 hằng năm", "--12-15", False),
    ("trước ngày 25 hằng tháng", "---25", False),
    ("trước ngày 15 của tháng", "---15", False),
    ("trước ngày 05 của tháng sau", "---05", False),
    ("đến hết ngày 31/12/2024", "2024-12-31", True),
    ("đến ngày 30/6/2024", "2024-06-30", True),
    ("trong ngày 19/5/2024", "2024-05-19", True),
    ("hoàn thành trong quý II/2024", "2024-06-30", True),
    ("hoàn thành trong quý IV năm 2024", "2024-12-31", True),
    ("trong tháng 6/2024", "2024-06-30", True),
    ("từ nay đến hết tháng 6/2024", "2024-06-30", True),
    ("trong tháng 02 năm 2024", "2024-02-29", True),
    ("trước tháng 6/2024", "2024-06-01", False),
    ("trong 6 tháng đầu năm 2024", "2024-06-30", True),
    ("hoàn thành trong năm 2024", "2024-12-31", True),
    ("trước năm 2025", "2025-01-01", False),
    ("vào ngày 05 hằng tháng", "---05", True),
]

NOT_DUE = [
    "Thực hiện Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị giai đoạn 2021-2025.",
    "Chương trình chuyển đổi số đến năm 2025, định hướng đến năm 2030.",
    "Chương trình giai đoạn 2021 - 2025.",
    "Tính đến ngày 30/6/2024, toàn tỉnh có 300 mô hình.",
    "Nghị định có hiệu lực đến ngày 31/12/2024.",
    "Báo cáo năm: số liệu tính từ ngày 15/12/2023 đến ngày 14/12/2024.",
    "I. MỤC TIÊU ĐẾN NĂM 2025",
    "Quy định này có hiệu lực từ ngày 01/7/2024.",
    "Người tham gia cách mạng trước ngày 19/8/1945.",
    "Từ ngày 16/8/2018 đến ngày 31/8/2018 mưa lũ làm 13 người chết.",
    "Văn bản được ban hành trước ngày 15/4/2024.",
    "Nâng cao trách nhiệm trước Nhân dân 24/24 giờ.",
    "Đạt kết quả trong 9/10 xã.",
    "Trả lời trong 05 ngày làm việc, không quá 60 phút.",
    "Lễ phát động tổ chức ngày 15/5/2024, vào tối 22/5/2024.",
    "Hoàn thành trước ngày 31/9/2024.",
    "Đến nay 9/10 xã đạt chuẩn.",
    "Các nội dung nêu trước 2.1 và 2.2 của Kế hoạch.",
]


def deadlines(*texts: str, metadata: Metadata | None = None, title: str | None = None) -> list[Fact]:
    given = context(*texts, title=title) if metadata is None else context(*texts, metadata=metadata, title=title)
    return list(find_deadlines(given))


@pytest.mark.parametrize(("said", "value", "inclusive"), STATED)
def test_until_when(said: str, value: str, inclusive: bool) -> None:
    found = deadlines(f"1. Các sở gửi báo cáo về UBND tỉnh {said}.")
    assert [(fact.value, fact.inclusive, fact.since) for fact in found] == [(value, inclusive, None)]


@pytest.mark.parametrize("text", NOT_DUE)
def test_other_times_are_no_deadlines(text: str) -> None:
    assert deadlines(text) == []


@pytest.mark.parametrize(
    ("said", "value", "since"),
    [
        ("từ ngày 01/3/2024 đến ngày 30/11/2024", "2024-11-30", "2024-03-01"),
        ("từ ngày 01/3 đến ngày 30/11/2024", "2024-11-30", "2024-03-01"),
        ("từ ngày 24 đến ngày 27 tháng 9 năm 2024", "2024-09-27", "2024-09-24"),
        ("từ ngày 20/12 đến hết ngày 10/01/2025", "2025-01-10", "2024-12-20"),
        ("từ tháng 3 đến tháng 6 năm 2024", "2024-06-30", "2024-03-01"),
        ("từ quý II đến quý IV/2024", "2024-12-31", "2024-04-01"),
        ("từ ngày 01/9 đến ngày 30/9", "--09-30", "--09-01"),
        ("thời gian: quý II/2024", "2024-06-30", "2024-04-01"),
    ],
)
def test_a_period_has_a_first_day(said: str, value: str, since: str) -> None:
    (found,) = deadlines(f"Tổ chức tuyên truyền {said}.")
    assert (found.value, found.since, found.inclusive) == (value, since, True)


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    assert deadlines("Đợt 1 từ ngày 20/5/2024 đến ngày 10/5/2024.") == []


def test_a_clause_with_whom_and_through_whom() -> None:
    text = (
        "3. Phân công lãnh đạo phụ trách; báo cáo kết quả năm 2024 về UBND tỉnh (qua Sở Nội vụ) chậm nhất ngày "
        "01/11/2024."
    )
    (found,) = deadlines("1. Mục đích.", text)
    assert found.raw == "báo cáo kết quả năm 2024 về UBND tỉnh (qua Sở Nội vụ) chậm nhất ngày 01/11/2024"
    assert (found.recipient, found.via) == ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")
    assert (found.action, found.section) == ("báo cáo kết quả năm 2024", "IV.2")


def test_several_deadlines_in_one_sentence() -> None:
    found = deadlines(
        "Chủ động xây dựng kế hoạch và định kỳ báo cáo 06 tháng, hằng năm về UBND tỉnh (qua Sở Nội vụ), báo cáo 06 "
        "tháng đầu năm gửi trước ngày 01/6/2024, báo cáo năm gửi trước ngày 15/10/2024. Văn bản triển khai, đăng ký "
        "mô hình gửi về Ban Dân vận Tỉnh ủy và gửi 01 bản về Sở Nội vụ trước ngày 01/4/2024; đồng thời báo cáo khi "
        "có yêu cầu."
    )
    assert [(fact.value, fact.action, fact.recipient, fact.via) for fact in found] == [
        ("2024-06-01", "báo cáo 06 tháng đầu năm", "Ủy ban nhân dân tỉnh", "Sở Nội vụ"),
        ("2024-10-15", "báo cáo năm", "Ủy ban nhân dân tỉnh", "Sở Nội vụ"),
        ("2024-04-01", "Văn bản triển khai, đăng ký mô hình", "Ban Dân vận Tỉnh ủy; Sở Nội vụ", None),
    ]


def test_one_lead_for_several_days() -> None:
    found = deadlines("Báo cáo UBND tỉnh trước ngày 15/6 và 15/12 hằng năm.")
    assert [(fact.value, fact.inclusive) for fact in found] == [("--06-15", False), ("--12-15", False)]
    assert len({(fact.start, fact.end) for fact in found}) == 1


def test_a_day_of_each_quarter_is_four_days() -> None:
    found = deadlines("Báo cáo UBND tỉnh trước ngày 05 của tháng cuối quý.")
    assert [fact.value for fact in found] == ["--03-05", "--06-05", "--09-05", "--12-05"]
    found = deadlines("Báo cáo quý gửi trước ngày 10 tháng đầu quý sau.")
    assert [fact.value for fact in found] == ["--01-10", "--04-10", "--07-10", "--10-10"]


def test_a_bare_day_needs_to_be_monthly() -> None:
    assert [fact.value for fact in deadlines("Báo cáo tháng gửi trước ngày 17.")] == ["---17"]
    assert deadlines("Báo cáo năm gửi trước ngày 17.") == []


def test_the_time_may_come_first() -> None:
    (found,) = deadlines("Trước ngày 15/12/2024, gửi báo cáo tổng kết về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.")
    assert found.raw == "Trước ngày 15/12/2024, gửi báo cáo tổng kết về Sở Nội vụ"
    assert (found.action, found.recipient) == ("gửi báo cáo tổng kết", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("texts", "title", "action"),
    [
        (["1. Rà soát quy chế của cơ quan. Hoàn thành trước ngày 30/6/2024."], None, "Rà soát quy chế của cơ quan"),
        (["1. Rà soát quy chế. Cơ quan chủ trì: Sở Nội vụ. Thời gian: quý II/2024."], None, "Rà soát quy chế"),
        (["1. Rà soát quy chế\nThời gian thực hiện: Quý II/2024."], "Rà soát quy chế", "Rà soát quy chế"),
    ],
)
def test_a_time_alone_is_of_what_stands_before_it(texts: list[str], title: str | None, action: str) -> None:
    (found,) = deadlines(*texts, title=title)
    assert found.action == action


def test_only_in_so_many_words_something_may_be_due_before_the_plan() -> None:
    late = Metadata(date="2024-05-20", year=2024)
    assert deadlines("Xảy ra trong tháng 01/2024.", metadata=late) == []
    assert [fact.value for fact in deadlines("Gửi kế hoạch trước ngày 15/01/2024.", metadata=late)] == ["2024-01-15"]
    assert [fact.value for fact in deadlines("Gửi kế hoạch trước ngày 25/12/2023.", metadata=late)] == []


def test_a_date_inside_a_cited_document_is_no_deadline() -> None:
    assert deadlines("Thực hiện Kế hoạch số 12/KH-UBND trong tháng 6/2024 theo Công văn 575/UBND-NC ngày 29/02/2024.")[
        0
    ].value == ("2024-06-30")
    assert deadlines("Theo hướng dẫn tại Công văn số 575/UBND-NC ngày 29/02/2024 của UBND tỉnh.") == []


@pytest.mark.parametrize(
    "text",
    [
        "giri hd so chdm diém vé S& Noi vu trude ngay 15/11/2024.",
        "gui hd so cham diém vé S¢ Noi vu truée ngay 15/11/2024.",
        "giri hé so chim diém vé Sé Néi vu trwde ngay 15/11/2024.",
        "giri hd so chdm diém vé S& Noi vu trudc ngay. 15/11/2024.",
    ],
)
def test_scans(text: str) -> None:
    (found,) = find_deadlines(context(text, is_ocr=True))
    assert (found.value, found.inclusive, found.recipient, found.raw) == ("2024-11-15", False, "Sở Nội vụ", text[:-1])


def test_on_duty_is_not_before() -> None:
    assert deadlines("Phân công lực lượng trực ngày 30/4/2024.") == []


def test_a_quarter_that_may_be_misread_is_less_sure() -> None:
    assert [fact.confidence for fact in deadlines("Thời gian: Quý II/2024. Thời gian: Quý 11/2024.")] == [0.9, 0.6]


def test_quarters_as_scans_show_them() -> None:
    assert [due.days[0][1] for due in find_due("quy 11/2024, quy ll nam 2024, quy 1v/2024, quy lv/2024, quy 4/2024")][
        :2
    ] == [
        "2024-06-30",
        "2024-06-30",
    ]


@pytest.mark.parametrize("text", ["29/02/2023", "32/1/2024", "15/13/2024", "0/5/2024", "tinh 5%", "quy dinh"])
def test_days_no_calendar_has(text: str) -> None:
    assert [due for due in find_due(f"truoc ngay {text}") if due.unit != "bare"] == []


def test_a_first_day_takes_month_and_year_of_the_last() -> None:
    first, last = find_due("tu ngay 28 den ngay 29 thang 2 nam 2024")
    assert starting(first, last) == "2024-02-28"


def test_a_long_line_takes_no_long_time() -> None:
    given = context("thời gian hoàn thành trước hết là vào trong ngày 15/3 và " * 120 + "(" * 2000)
    began = time.perf_counter()
    list(find_deadlines(given))
    assert time.perf_counter() - began < 5
