"""The register of central documents: well formed, found again, and what it says of wrong dates."""

from __future__ import annotations

import re
from datetime import date

import pytest

from plancompare.citations import find_citations, misdated, registered
from plancompare.citations.register import Registered, _register, citation_key, known_titles
from plancompare.model import Citation

ROWS = sorted({entry for entries in _register().values() for entry in entries})


def only(text: str, subject: str | None = None) -> Citation:
    (found,) = find_citations(text)
    return Citation(
        start=found.start,
        end=found.end,
        raw=found.raw,
        type=found.type,
        number=found.number,
        date=found.date,
        issuer=found.issuer,
        confidence=found.confidence,
        subject=subject,
    )


def printed(entry: Registered) -> str:
    year, month, day = entry.date.split("-")
    return f"{entry.type} số {entry.number} ngày {day}/{month}/{year} của {entry.issuer}"


@pytest.mark.parametrize("entry", ROWS, ids=lambda entry: f"{entry.number} {entry.date}")
def test_a_row_is_well_formed_and_found_by_its_citation(entry: Registered) -> None:
    date.fromisoformat(entry.date)
    holds_year = re.search(r"/((?:19|20)\d\d)/", entry.number)
    assert holds_year is None or holds_year[1] == entry.date[:4]
    assert (entry.status == "replaced") == (entry.replaced_by is not None)
    assert entry.source and "//" not in entry.source
    cited = only(printed(entry))
    assert (cited.type, cited.number, cited.date, cited.issuer) == (entry.type, entry.number, entry.date, entry.issuer)
    assert registered(cited) == entry and misdated(cited) is None


def test_no_document_stands_there_twice() -> None:
    keys = [(entry.type, entry.number, entry.date) for entry in ROWS]
    assert len(keys) == len(set(keys)) > 150


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Chỉ thị số 16/CT-TTg ngày 16/5/2018", "16/CT-TTg"),
        ("Quyết định số 6/QĐ-TTg ngày 06/01/2022", "06/QĐ-TTg"),
        ("Quyết định số 06/QĐ-TTg năm 2022 của Thủ tướng Chính phủ", "06/QĐ-TTg"),
        ("Nghị định số 59/2023/NĐ-CP", "59/2023/NĐ-CP"),
        ("Quy định số 11-QĐ/TW ngày 18/02/2019", "11-QĐi/TW"),
        ("Luat T cdo ndm 2018", "25/2018/QH14"),
        ("Luật Tố cáo năm 2011", "03/2011/QH13"),
    ],
)
def test_a_citation_finds_its_document(text: str, number: str) -> None:
    found = registered(only(text))
    assert found is not None and found.number == number


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị số 16/CT-TTg",  # there is one in most years
        "Chỉ thị số 33/CT-TTg ngày 1/2/2024",
        "Luật Tố cáo",  # of 2011 or of 2018
        "Luật Tố cáo năm 1998",
        "Quyết định số 33/CT-TTg ngày 26/11/2021 của UBND tỉnh",  # another type
        "Kế hoạch số 26-KH/BCĐ ngày 31/01/2024",
        "Nghị quyết Đại hội XIII của Đảng",
    ],
)
def test_what_cannot_be_told_is_not_told(text: str) -> None:
    assert registered(only(text)) is None and misdated(only(text)) is None


MASS_WORK = (
    "tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới"
)
POPULATION = (
    "phé duyét Dé an “Phat trién ing dung dit liéu vé dan cu, dinh danh va xac thuc dién tir phuc vu chuyén doi sé "
    "qudc gia giai doan 2022 - 2025, tim nhin dén nim 2030"
)


@pytest.mark.parametrize(
    ("text", "subject", "true"),
    [
        ("Chỉ thị số 16/CT-TTg ngày 16/5/2016", MASS_WORK, "2018-05-16"),
        ("Chỉ thị số 16/CT-TTg năm 2016 của Thủ tướng Chính phủ", MASS_WORK, "2018-05-16"),
        ("Quyet dinh s6 06/QD-TTg ngay 06/11/2022", POPULATION, "2022-01-06"),
        ("Nghị định số 59/2023/NĐ-CP ngày 14/9/2023", None, "2023-08-14"),
        ("Chỉ thị số 16/CT-TTg ngày 31/3/2021", "thực hiện các biện pháp cấp bách phòng, chống dịch", "2020-03-31"),
        ("Chỉ thị số 16/CT-TTg ngày 31/3/2021", "công tác", None),
        ("Chỉ thị số 16/CT-TTg ngày 31/3/2021", "chấn chỉnh công tác quản lý đất đai trên địa bàn", None),
        ("Chỉ thị số 16/CT-TTg ngày 16/5/2016", None, None),
        ("Luật Tiếp công dân năm 2014", None, None),
        ("Luật số 42/2013/QH13 ngày 09/12/2013", None, None),
    ],
)
def test_a_wrong_date_is_told_by_number_and_subject_alone(text: str, subject: str | None, true: str | None) -> None:
    found = misdated(only(text, subject))
    assert (found.date if found else None) == true


def test_of_two_documents_of_one_number_the_subject_is_that_of_one() -> None:
    one, other = (
        misdated(only("Quy định số 124-QĐ/TW ngày 05/5/2025", title))
        for title in (
            "kiểm điểm và đánh giá, xếp loại chất lượng hằng năm đối với tập thể, cá nhân trong hệ thống chính trị",
            "tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước",
        )
    )
    assert one is not None and one.date == "2023-10-04" and other is None


def test_a_leading_zero_does_not_part_two_citations() -> None:
    assert citation_key(only("Quyết định số 6/QĐ-TTg ngày 06/01/2022")) == citation_key(
        only("Quyết định số 06/QĐ-TTg ngày 06/01/2022")
    )


def test_titles_of_all_years_are_known_that_of_the_date_first() -> None:
    titles = known_titles(only("Chỉ thị số 16/CT-TTg ngày 31/3/2020"))
    assert len(titles) == 3 and titles[0][:3] == ("thuc", "hien", "cac")
