"""The calendar, the duties and the targets of several plans."""

from __future__ import annotations

import pytest
from synopsis_sample import fact, plan

from plancompare.synopsis import build_synopsis
from plancompare.synopsis.likeness import gather, likeness, terms


def test_the_calendar_stands_by_day_and_a_day_of_every_year_gets_the_year_of_the_plan() -> None:
    a = plan(
        "a",
        "Cà Mau",
        facts=[
            fact("deadline", "2024-11-15", "gửi hồ sơ trước ngày 15/11/2024"),
            fact("deadline", "--11-01", "báo cáo chậm nhất ngày 01/11"),
            fact("assignment", "kiểm tra", "Sở Nội vụ kiểm tra"),
        ],
    )
    b = plan("b", "Lào Cai", facts=[fact("deadline", "2024-06-01", "báo cáo trước ngày 01/6/2024")])
    entries = build_synopsis([b, a]).calendar
    assert [(e.date, e.inferred, e.fact.document, e.fact.fact) for e in entries] == [
        ("2024-06-01", None, "b", 0),
        ("2024-11-01", "suy ra từ năm của kế hoạch", "a", 1),
        ("2024-11-15", None, "a", 0),
    ]


@pytest.mark.parametrize(("year", "day"), [(None, "--11-01"), (2023, "--02-29")])
def test_a_day_whose_year_cannot_be_told_stands_last(year: int | None, day: str) -> None:
    one = plan("a", "Cà Mau", year=year, facts=[fact("deadline", day, "x"), fact("deadline", "2030-01-01", "y")])
    assert [(e.date, e.inferred) for e in build_synopsis([one]).calendar] == [("2030-01-01", None), (None, None)]


def test_a_department_and_the_office_of_a_city_share_a_row_with_their_own_names() -> None:
    a = plan(
        "a",
        "Cà Mau",
        facts=[
            fact("assignment", "theo dõi", "Sở Nội vụ theo dõi", "Sở Nội vụ"),
            fact("periodic_report", "P1Y", "Sở Nội vụ báo cáo hằng năm", "Sở Nội vụ tỉnh Cà Mau"),
            fact("target", "100%", "100% cán bộ", "Sở Nội vụ"),
        ],
    )
    b = plan("b", "Lào Cai", facts=[fact("assignment", "theo dõi", "Phòng Nội vụ theo dõi", "Phòng Nội vụ")])
    (row,) = build_synopsis([a, b]).duties
    assert row.agency == "Sở Nội vụ / Phòng Nội vụ"
    assert row.names == {"a": ("Sở Nội vụ", "Sở Nội vụ tỉnh Cà Mau"), "b": ("Phòng Nội vụ",)}
    assert row.cells == {"a": (0, 1), "b": (0,)}


def test_each_of_several_actors_has_the_duty_in_its_row_and_no_actor_has_none() -> None:
    both = fact("assignment", "kiểm tra", "Công an tỉnh, Sở Y tế kiểm tra", "Công an tỉnh; Sở Y tế")
    nobody = fact("assignment", "kiểm tra", "kiểm tra")
    rows = build_synopsis([plan("a", "Cà Mau", facts=[both, nobody]), plan("b", "Lào Cai")]).duties
    assert {row.agency: row.cells["a"] for row in rows} == {"Công an tỉnh": (0,), "Sở Y tế": (0,)}
    assert all(row.cells["b"] == () for row in rows)


def test_duties_of_most_plans_stand_first_twins_once() -> None:
    def one(id: str, *actors: str) -> object:
        return plan(id, "Cà Mau", facts=[fact("assignment", "làm", f"{who} làm", who) for who in actors])

    a, b, c = one("a", "Thanh tra tỉnh"), one("b", "Thanh tra tỉnh"), one("c", "Sở Y tế")
    rows = build_synopsis([a, b, c, one("d", "Sở Y tế")], [["a", "b"], ["c"], ["d"]]).duties  # type: ignore[list-item]
    assert [row.agency for row in rows] == ["Sở Y tế", "Thanh tra tỉnh"]


def test_targets_of_one_thing_in_one_unit_share_a_row() -> None:
    a = plan(
        "a",
        "Cà Mau",
        facts=[
            fact("target", "100%", "100% công chức thuộc Sở được học tập các chỉ thị về công tác dân vận"),
            fact("target", "2 mô hình", "xây dựng 02 mô hình dân vận khéo"),
        ],
    )
    b = plan(
        "b",
        "Lào Cai",
        facts=[
            fact("target", "3 mô hình", "xây dựng 03 mô hình dân vận khéo"),
            fact("target", "90%", "90% công chức được học tập các chỉ thị về công tác dân vận"),
            fact("target", "95%", "95% hồ sơ giải quyết đúng hạn"),
        ],
    )
    rows = build_synopsis([a, b]).targets
    assert [(row.cells["a"], row.cells["b"]) for row in rows] == [((0,), (1,)), ((1,), (0,)), ((), (2,))]
    assert rows[2].title == "95% hồ sơ giải quyết đúng hạn"


def test_a_scan_is_read_before_its_targets_are_compared() -> None:
    clean = plan(
        "a", "Cà Mau", facts=[fact("target", "100%", "100% công chức thuộc Sở được học tập về công tác dân vận")]
    )
    scan = plan(
        "b",
        "Cà Mau",
        facts=[fact("target", "100%", "100% cong churc thudc S& duge hoc tap vé cong tac dan van")],
        noise=0.2,
    )
    (row,) = build_synopsis([clean, scan]).targets
    assert row.title.startswith("100% công chức")


def test_no_row_depends_on_an_unrelated_plan() -> None:
    a = plan("a", "Cà Mau", facts=[fact("target", "100%", "100% công chức được học tập về công tác dân vận")])
    b = plan("b", "Lào Cai", facts=[fact("target", "90%", "90% công chức được học tập về công tác dân vận")])
    z = plan("z", "Hà Giang", facts=[fact("target", "40%", "40% hộ nghèo có nước sạch")])
    (row,), (same, added) = build_synopsis([a, b]).targets, build_synopsis([z, b, a]).targets
    assert (row.title, dict(row.cells)) == (same.title, {id: own for id, own in same.cells.items() if id != "z"})
    assert added.cells == {"a": (), "b": (), "z": (0,)}


def test_likeness_is_one_of_equals_and_nothing_of_strangers() -> None:
    text = terms("quy che dan van".split())
    assert likeness(text, text) == 1.0
    assert likeness(text, terms("an toan giao thong".split())) == 0.0 == likeness(text, {})


def test_a_group_takes_one_text_of_each_home_and_no_chain() -> None:
    one, other, between = (dict.fromkeys(words, 1.0) for words in ("abcd", "cdef", "bcde"))
    assert gather([one, between, other], [1, 2, 3], 0.5) == [[0, 1], [2]]
    assert gather([one, one, one], [1, 1, 2], 0.5) == [[0, 2], [1]]


def test_bodies_meant_by_the_dozen_are_called_so() -> None:
    facts = [
        fact("assignment", "làm", "làm", "Thủ trưởng các sở, ban, ngành tỉnh"),
        fact("assignment", "làm", "làm", "Ủy ban nhân dân các phường, xã"),
    ]
    rows = build_synopsis([plan("a", "Cà Mau", facts=facts), plan("b", "Lào Cai")]).duties
    assert {row.agency for row in rows} == {"Các cơ quan, đơn vị nói chung", "Ủy ban nhân dân các cấp dưới"}
