from __future__ import annotations

import pytest
from facts_sample import context

from plancompare.facts.reports import find_reports
from plancompare.model import Fact

OFTEN = [
    ("Định kỳ báo cáo UBND tỉnh (qua Sở Nội vụ).", "unspecified"),
    ("Thực hiện chế độ báo cáo định kỳ theo quy định.", "unspecified"),
    ("Thường xuyên báo cáo Ban Thường vụ Tỉnh ủy.", "unspecified"),
    ("Tổng hợp, báo cáo Bộ Nội vụ theo quy định.", "unspecified"),
    ("Tham mưu UBND tỉnh báo cáo Bộ Nội vụ đảm bảo quy định.", "unspecified"),
    ("Báo cáo UBND tỉnh hằng tháng.", "P1M"),
    ("Định kỳ hàng quý báo cáo Sở Nội vụ.", "P3M"),
    ("Hằng tuần tổng hợp tiến độ, báo cáo Giám đốc Sở.", "P1W"),
    ("Báo cáo Bộ Công an trước 14 giờ 00 hằng ngày.", "P1D"),
    ("Báo cáo tiến độ vào thứ sáu hằng tuần.", "P1W"),
    ("Định kỳ 6 tháng, năm tổng hợp, báo cáo Sở Nội vụ.", "P6M, P1Y"),
    ("Báo cáo số liệu định kỳ 6 tháng, 01 năm gửi UBND tỉnh.", "P6M, P1Y"),
    ("Báo cáo kết quả triển khai công tác dân vận 06 tháng, hàng năm về UBND tỉnh.", "P6M, P1Y"),
    ("Báo cáo định kỳ hằng quý, 06 tháng, năm gửi UBND tỉnh.", "P3M, P6M, P1Y"),
    ("Báo cáo quý, 6 tháng, năm gửi Sở Nội vụ.", "P3M, P6M, P1Y"),
    ("Định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12), các cơ quan báo cáo UBND tỉnh.", "P6M, P1Y"),
    ("Báo cáo 6 tháng, 01 năm và đột xuất khi có yêu cầu.", "P6M, P1Y, on_request"),
    ("Báo cáo số liệu định kỳ 6 tháng và số liệu theo yêu cầu của cấp có thẩm quyền.", "P6M, on_request"),
    ("Báo cáo tình hình về Sở Nội vụ khi có yêu cầu.", "on_request"),
    ("Thực hiện chế độ báo cáo định kỳ, đột xuất.", "on_request"),
    ("Báo cáo sơ kết 6 tháng và tổng kết năm theo quy định.", "P6M, P1Y"),
    ("Báo cáo Sở Nội vụ trước ngày 25 hằng tháng.", "P1M"),
    ("Báo cáo Sở Nội vụ trước ngày 20 của tháng cuối quý.", "P3M"),
    ("Báo cáo Sở Nội vụ trước ngày 15 tháng 12 hằng năm.", "P1Y"),
]

NO_REPORT = [
    "Báo cáo kết quả về UBND tỉnh trước ngày 15/11/2024.",
    "Báo cáo năm gửi trước ngày 15/10/2024.",
    "Định kỳ kiểm tra, giám sát việc thực hiện Kế hoạch.",
    "Bố trí kinh phí hằng năm, báo cáo UBND tỉnh xem xét.",
    "Công an kiểm tra định kỳ 6 tháng một lần, báo cáo kết quả.",
    "100% báo cáo định kỳ của các cơ quan được gửi trên phần mềm.",
    "Trong quá trình thực hiện, nếu có vướng mắc, báo cáo UBND tỉnh xem xét theo quy định.",
    "Báo cáo UBND tỉnh xem xét, quyết định.",
    "Báo cáo quy định tại Điều 5, quy chế năm 2024.",
    "Thông tư quy định chế độ báo cáo thống kê ngành Nội vụ Việt Nam.",
]


def reports(*texts: str, is_ocr: bool = False) -> list[Fact]:
    return list(find_reports(context(*texts, is_ocr=is_ocr)))


@pytest.mark.parametrize(("text", "value"), OFTEN)
def test_how_often(text: str, value: str) -> None:
    assert [fact.value for fact in reports(text)] == [value]


@pytest.mark.parametrize("text", NO_REPORT)
def test_what_is_no_periodic_report(text: str) -> None:
    assert reports(text) == []


def test_to_whom_through_whom_and_what() -> None:
    text = "Thực hiện chế độ báo cáo số liệu định kỳ 6 tháng, 01 năm gửi UBND tỉnh (qua Sở Nội vụ) theo quy định."
    (found,) = reports("3. Thanh tra tỉnh theo dõi việc thực hiện.", text)
    assert (found.recipient, found.via, found.raw) == ("Ủy ban nhân dân tỉnh", "Sở Nội vụ", text[:-1])
    assert (found.action, found.inclusive) == ("Thực hiện chế độ báo cáo số liệu định kỳ 6 tháng, 01 năm", None)


def test_what_a_report_is_for_is_a_report_of_another() -> None:
    found = reports(
        "Định kỳ báo cáo kết quả về UBND thành phố (qua Phòng Nội vụ) chậm nhất ngày 01/11 để tổng hợp, tham mưu "
        "UBND thành phố báo cáo Sở Nội vụ theo đúng quy định."
    )
    assert [(fact.value, fact.recipient) for fact in found] == [
        ("unspecified", "Ủy ban nhân dân thành phố"),
        ("unspecified", "Sở Nội vụ"),
    ]
    assert found[1].raw.startswith("để tổng hợp")


def test_a_regular_report_and_the_days_it_is_due() -> None:
    found = reports(
        "Định kỳ báo cáo kết quả 06 tháng, hằng năm về UBND tỉnh, báo cáo 06 tháng đầu năm gửi trước ngày 01/6/2024, "
        "báo cáo năm gửi trước ngày 15/10/2024."
    )
    assert [fact.value for fact in found] == ["P6M, P1Y"]


def test_scans() -> None:
    text = (
        "thuc hién che do bao céo so liéu dinh ky 6 thang, 01 ndm va sé liéu theo yéu cau cla cap c6 thim quyén gui "
        "Uy ban nhan dan tinh (qua S6 Noi vu) theo quy dinh"
    )
    (found,) = reports(f"{text}.", is_ocr=True)
    assert (found.value, found.recipient, found.via, found.raw) == (
        "P6M, P1Y, on_request",
        "Ủy ban nhân dân tỉnh",
        "Sở Nội vụ",
        text,
    )
