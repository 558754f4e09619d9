"""The matrix citations × plans: which citations are one document, and which local documents do one job."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from synopsis_sample import cite, plan

from plancompare.model import Plan
from plancompare.model.comparison import CitationRow
from plancompare.synopsis import build_synopsis
from plancompare.synopsis.congresses import congress_of

DAN_VAN = "ban hành Quy chế công tác dân vận của hệ thống chính trị"


def rows_of(*plans: Plan, witnesses: Sequence[Sequence[str]] = ()) -> tuple[CitationRow, ...]:
    return build_synopsis(plans, witnesses).citations


def numbers(row: CitationRow) -> list[str | None]:
    return [document.number for document in row.documents]


def test_a_central_document_is_one_row_and_a_local_one_is_one_in_each_province() -> None:
    here = plan("a", "Kiên Giang", [cite("Chỉ thị", "33/CT-TTg", "2021-11-26"), cite("Kế hoạch", "39/KH-UBND")])
    there = plan("b", "Cà Mau", [cite("Kế hoạch", "39/KH-UBND"), cite("Chỉ thị", "33/CT-TTg", "2021-11-26")])
    directive, first, second = rows_of(here, there)
    assert (directive.title, directive.cells) == ("Chỉ thị số 33/CT-TTg", {"a": (0,), "b": (1,)})
    assert directive.documents[0].central
    assert {tuple(row.cells.items()) for row in (first, second)} == {
        (("a", (1,)), ("b", ())),
        (("a", ()), ("b", (0,))),
    }
    assert not first.documents[0].central and first.reason is None


def test_two_plans_of_one_province_cite_one_local_document() -> None:
    department = plan("a", "Cà Mau", [cite("Kế hoạch", "39/KH-UBND", "2022-02-23")], level="sở")
    city = plan(
        "b",
        "Cà Mau",
        [cite("Kế hoạch", "39/KH-UBND", "2022-02-23", "Ủy ban nhân dân tỉnh Cà Mau")],
        level="thành phố",
        body="Ủy ban nhân dân thành phố Cà Mau",
    )
    (row,) = rows_of(department, city)
    assert row.cells == {"a": (0,), "b": (0,)}


def test_the_decisions_of_two_cities_and_of_their_province_are_three() -> None:
    issuers = {
        "a": ("thành phố", "Ủy ban nhân dân thành phố Rạch Giá", "Ủy ban nhân dân thành phố"),
        "b": ("thành phố", "Ủy ban nhân dân thành phố Hà Tiên", "Ủy ban nhân dân thành phố"),
        "c": ("tỉnh", "Ủy ban nhân dân tỉnh Kiên Giang", "Ủy ban nhân dân tỉnh Kiên Giang"),
    }
    plans = [
        plan(
            id,
            "Kiên Giang",
            [cite("Quyết định", "112/QĐ-UBND", "2021-07-15" if id < "c" else "2021-01-09", issuer)],
            level=level,  # type: ignore[arg-type]
            body=body,
        )
        for id, (level, body, issuer) in issuers.items()
    ]
    assert len(rows_of(*plans)) == 3


def test_the_regulations_of_three_provinces_share_a_row_for_their_titles_never_for_their_numbers() -> None:
    plans = [
        plan(
            "a",
            "Tây Ninh",
            [
                cite("Quyết định", "1116-QĐ/TU", "2021-09-29", subject=f"{DAN_VAN} trên địa bàn tỉnh"),
                cite("Quyết định", "357-QĐ/TU", "2020-01-02", subject="thành lập Đoàn kiểm tra công tác cán bộ"),
            ],
        ),
        plan("b", "Kiên Giang", [cite("Quyết định", "357-QĐ/TU", "2021-11-11", subject=f"{DAN_VAN} tỉnh Kiên Giang")]),
        plan("c", "Quảng Ngãi", [cite("Quyết định", "396-QĐ/TU", "2021-10-19", subject=DAN_VAN)]),
    ]
    shared, other = rows_of(*plans)
    assert sorted(map(str, numbers(shared))) == ["1116-QĐ/TU", "357-QĐ/TU", "396-QĐ/TU"]
    assert shared.cells == {"a": (0,), "b": (0,), "c": (0,)}
    assert shared.title == f"Quyết định: {DAN_VAN}"
    assert shared.reason and "trích yếu giống nhau" in shared.reason
    assert shared.english and "subjects alike" in shared.english
    assert numbers(other) == ["357-QĐ/TU"] and other.reason is None


@pytest.mark.parametrize(
    ("type", "number", "subject"),
    [
        ("Chỉ thị", "8-CT/TU", DAN_VAN),  # another type
        ("Quyết định", "396/QĐ-UBND", DAN_VAN),  # another issuer
        ("Quyết định", "396-QĐ/TU", "ban hành Quy chế làm việc của Ban Chỉ đạo"),  # another subject
        ("Quyết định", "396-QĐ/TU", f"{DAN_VAN} giai đoạn 2021 - 2025"),  # for a period
        ("Quyết định", "396-QĐ/TU", None),  # who knows
    ],
)
def test_other_local_documents_have_rows_of_their_own(type: str, number: str, subject: str | None) -> None:
    a = plan("a", "Tây Ninh", [cite("Quyết định", "1116-QĐ/TU", "2021-09-29", subject=DAN_VAN)])
    b = plan("b", "Cà Mau", [cite(type, number, "2021-10-19", subject=subject)])
    assert len(rows_of(a, b)) == 2


def test_the_plan_of_each_year_does_one_job_and_one_province_has_one_place_in_a_row() -> None:
    subject = "thực hiện công tác cải cách hành chính nhà nước năm {}"
    a = plan("a", "Tây Ninh", [cite("Kế hoạch", "5/KH-UBND", "2024-01-05", subject=subject.format(2024))])
    b = plan(
        "b",
        "Cà Mau",
        [
            cite("Kế hoạch", "9/KH-UBND", "2023-01-09", subject=subject.format(2023)),
            cite("Kế hoạch", "7/KH-UBND", "2024-01-07", subject=subject.format(2024)),
        ],
    )
    shared, alone = rows_of(a, b)
    assert shared.cells == {"a": (0,), "b": (1,)}
    assert numbers(alone) == ["9/KH-UBND"]


def test_two_dates_of_one_number_are_one_row_with_the_date_of_most_plans() -> None:
    plans = [
        plan(id, "Quảng Ngãi", [cite("Quyết định", "396-QĐ/TU", date, subject=DAN_VAN)])
        for id, date in (("a", "2021-10-29"), ("b", "2021-10-19"), ("c", "2021-10-19"))
    ]
    (row,) = rows_of(*plans)
    assert row.documents[0].date == "2021-10-19"
    # A scan and its clean twin have one vote: the dates are told once each, and the first of them stands.
    (row,) = rows_of(*plans[:2], plan("d", "Quảng Ngãi", [cite("Quyết định", "396-QĐ/TU", "2021-10-29")]))
    assert row.documents[0].date == "2021-10-29"
    (row,) = rows_of(*plans, witnesses=[["a"], ["b", "c"]])
    assert row.documents[0].date == "2021-10-19"


def test_one_number_in_two_years_is_two_documents() -> None:
    a = plan("a", "Cà Mau", [cite("Chỉ thị", "55/CT-TTg", "2018-05-16", subject="công tác dân vận")])
    b = plan("b", "Cà Mau", [cite("Chỉ thị", "55/CT-TTg", "2020-03-31", subject="phòng, chống dịch bệnh")])
    assert len(rows_of(a, b)) == 2


def test_a_slip_in_the_year_makes_no_second_document_but_another_year_in_the_title_does() -> None:
    subject = "tăng cường công tác bảo vệ rừng trong mùa khô"
    a = plan("a", "Cà Mau", [cite("Chỉ thị", "55/CT-TTg", "2018-05-16", subject=subject)])
    b = plan("b", "Cà Mau", [cite("Chỉ thị", "55/CT-TTg", "2016-05-16", subject=subject)])
    assert len(rows_of(a, b)) == 1
    yearly = [
        plan(id, "Cà Mau", [cite("Nghị quyết", "91/NQ-CP", f"{year}-01-08", subject=f"nhiệm vụ chủ yếu năm {year}")])
        for id, year in (("a", 2022), ("b", 2025))
    ]
    assert len(rows_of(*yearly)) == 2


def test_a_later_mention_without_a_date_goes_to_the_document_its_own_plan_means() -> None:
    subjects = {"2018": "công tác dân vận", "2020": "phòng, chống dịch bệnh"}
    a, b = (
        plan(
            id,
            "Cà Mau",
            [
                cite("Chỉ thị", "55/CT-TTg", f"{year}-03-31", subject=subjects[year]),
                cite("Chỉ thị", "55/CT-TTg"),
            ],
        )
        for id, year in (("a", "2018"), ("b", "2020"))
    )
    assert sorted(tuple(row.cells.items()) for row in rows_of(a, b)) == [
        (("a", ()), ("b", (0, 1))),
        (("a", (0, 1)), ("b", ())),
    ]


def test_laws_are_one_row_by_name_with_and_without_number_and_year() -> None:
    a = plan("a", "Cà Mau", [cite("Luật", None, "2013", "Quốc hội", raw="Luật Tiếp công dân năm 2013")])
    b = plan("b", "Kiên Giang", [cite("Luật", None, None, "Quốc hội", raw="Luat Tlep cong dan")], noise=0.2)
    c = plan(
        "c",
        "Lào Cai",
        [cite("Luật", "42/2013/QH13", "2013-11-25", "Quốc hội", raw="Luật Tiếp công dân số 42/2013/QH13")],
    )
    (row,) = rows_of(a, b, c)
    assert (row.title, numbers(row), row.documents[0].date) == ("Luật Tiếp công dân", ["42/2013/QH13"], "2013-11-25")
    old, new = (
        plan(id, "Cà Mau", [cite("Luật", None, year, raw=f"Luật Đất đai năm {year}")])
        for id, year in (("a", "2013"), ("b", "2024"))
    )
    assert len(rows_of(old, new)) == 2


def test_the_register_completes_a_central_document_and_decides_between_two_issuers() -> None:
    a = plan("a", "Cà Mau", [cite("Quyết định", "23-QĐ/TW", "2021-07-30", "Ban Chấp hành Trung ương")])
    b = plan("b", "Lào Cai", [cite("Quyết định", "23-QĐ/TW", "2021-07-30", "Bộ Chính trị")], noise=0.2)
    (row,) = rows_of(a, b)
    (document,) = row.documents
    assert document.issuer == "Bộ Chính trị"
    assert document.subject and "Quy chế công tác dân vận" in document.subject
    (row,) = rows_of(plan("a", "Cà Mau", [cite("Pháp lệnh", "34/2007/PL-UBTVQH11")]))
    (document,) = row.documents
    assert (document.date, document.status, document.replaced_by) == ("2007-04-20", "replaced", "10/2022/QH15")


def test_resolutions_of_congresses_are_told_by_name_also_in_a_scan() -> None:
    clean = plan(
        "a",
        "Cà Mau",
        [
            cite("Nghị quyết", None, raw="Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
            cite("Nghị quyết", None, raw="Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI"),
        ],
    )
    scan = plan(
        "b",
        "Kiên Giang",
        [
            cite("Nghị quyết", None, raw="Nghi quyét Dai hoi dai biéu\n\ntoan qubc lan thir XIII cua Dang"),
            cite("Nghị quyết", None, raw="Nghi quyét Pai hoi XI Pang bo tinh"),
        ],
        noise=0.2,
    )
    national, local = rows_of(clean, scan)
    assert national.title == "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"
    assert national.cells == {"a": (0,), "b": (0,)} and national.documents[0].central
    assert local.cells == {"a": (1,), "b": (1,)} and local.title == "Nghị quyết Đại hội Đảng bộ tỉnh"
    assert [d.subject for d in local.documents] == [
        "Đại hội Đảng bộ tỉnh lần thứ XVI",
        "Đại hội Đảng bộ tỉnh lần thứ XI",
    ]


@pytest.mark.parametrize("words", ["nghi quyet dai hoi", "nghi quyet dang bo", "nghi quyet hoi nghi xii"])
def test_a_congress_that_cannot_be_told_is_none(words: str) -> None:
    assert congress_of(words.split()) is None


def test_rows_stand_central_first_then_by_how_many_plans_cite_them_twins_once() -> None:
    rare, common, local = (
        cite("Chỉ thị", "55/CT-TTg", "2018-05-16"),
        cite("Quyết định", "911/QĐ-TTg", "2019-06-17"),
        cite("Kế hoạch", "39/KH-UBND", "2022-02-23"),
    )
    a, b = plan("a", "Cà Mau", [local, rare, common]), plan("b", "Cà Mau", [local, rare], noise=0.2)
    c = plan("c", "Lào Cai", [common])
    titles = [row.title for row in rows_of(a, b, c)]
    assert titles == ["Chỉ thị số 55/CT-TTg", "Quyết định số 911/QĐ-TTg", "Kế hoạch số 39/KH-UBND"]
    titles = [row.title for row in rows_of(a, b, c, witnesses=[["a", "b"], ["c"]])]
    assert titles == ["Quyết định số 911/QĐ-TTg", "Chỉ thị số 55/CT-TTg", "Kế hoạch số 39/KH-UBND"]
    assert [row.id for row in rows_of(a, b, c)] == [1, 2, 3]


def test_neither_the_order_of_the_plans_nor_an_unrelated_plan_changes_a_row() -> None:
    subjects = (f"{DAN_VAN} tỉnh", DAN_VAN, f"{DAN_VAN} trên địa bàn tỉnh")
    plans = [
        plan(id, province, [cite("Quyết định", f"{n}-QĐ/TU", f"2021-0{n}-11", subject=subject)])
        for n, (id, province, subject) in enumerate(
            zip("abc", ("Cà Mau", "Lào Cai", "Tây Ninh"), subjects, strict=True), 1
        )
    ]
    stranger = plan(
        "z", "Hà Giang", [cite("Kế hoạch", "5/KH-UBND", "2024-01-05", subject="phòng cháy, chữa cháy rừng")]
    )
    assert rows_of(*plans) == rows_of(*reversed(plans))
    shared, added = rows_of(*plans, stranger)
    (before,) = rows_of(*plans)
    assert {id: own for id, own in shared.cells.items() if id != "z"} == before.cells
    assert (shared.documents, shared.reason, shared.title) == (before.documents, before.reason, before.title)
    assert numbers(added) == ["5/KH-UBND"]


def test_a_number_with_thousands_of_dates_takes_no_time() -> None:
    dates = [f"{year}-{month:02}-{day:02}" for year in range(1900, 2020) for month in range(1, 13) for day in (1, 9)]
    (hostile, other) = (plan(id, "Cà Mau", [cite("Chỉ thị", "7/CT-UBND", date) for date in dates]) for id in "ab")
    assert sum(len(own) for row in rows_of(hostile, other) for own in row.cells.values()) == 2 * len(dates)
