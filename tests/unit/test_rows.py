from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import pytest
from plan_sample import Part, make_plan

from plancompare.model import Plan
from plancompare.model.comparison import Cell, Match, Row
from plancompare.rows import build_rows
from plancompare.rows.titles import shortened
from plancompare.rows.units import units_of


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    matches: tuple[Match, ...]


def pair(a: str, b: str, *links: tuple[str, str, float]) -> Pair:
    return Pair(a, b, tuple(Match(x, y, score, score, 0.0, ()) for x, y, score in links))


A = make_plan(
    "a",
    [
        ("title", None, "KẾ HOẠCH"),
        ("I", "MỤC ĐÍCH, YÊU CẦU", ""),
        ("I.1", "Mục đích", "Nâng cao nhận thức."),
        ("II", "NỘI DUNG", ""),
        ("II.1", "Tuyên truyền", "Đổi mới tuyên truyền."),
        ("II.2", "Cải cách hành chính", "Cắt giảm thủ tục."),
        ("II.3", "Dân chủ ở cơ sở và tiếp dân", ""),
        ("II.3.b1", None, "Thực hiện quy chế dân chủ."),
        ("II.3.b2", None, "Tiếp công dân."),
        ("III", "TỔ CHỨC THỰC HIỆN", ""),
        ("III.1", "Sở Nội vụ", "Theo dõi, đôn đốc."),
        ("closing", None, "Trên đây là kế hoạch."),
    ],
)
B = make_plan(
    "b",
    [
        ("title", None, "KẾ HOẠCH"),
        ("I", "NHIỆM VỤ", ""),
        ("I.1", None, "Cắt giảm thủ tục hành chính; công khai kết quả trên cổng dịch vụ công của tỉnh."),
        ("I.2", None, "Tiếp công dân định kỳ."),
        ("I.3", None, "Trồng rừng ven biển."),
        ("II", "TỔ CHỨC THỰC HIỆN", ""),
        ("II.1", "Phòng Nội vụ", "Theo dõi."),
        ("closing", None, "Trên đây là kế hoạch."),
    ],
)
AB = pair(
    "a",
    "b",
    ("title", "title", 0.97),
    ("II", "I", 0.97),
    ("III", "II", 0.97),
    ("closing", "closing", 0.97),
    ("II.2", "I.1", 0.9),
    ("II.3", "I.2", 0.6),
    ("II.3.b2", "I.2", 0.9),
    ("III.1", "II.1", 0.8),
)


def build(plans: Sequence[Plan], pairs: Sequence[Pair], witnesses: Sequence[Sequence[str]] | None = None) -> list[Row]:
    return list(build_rows(plans, pairs, witnesses or [[plan.id] for plan in plans]))


def cell_of(rows: Sequence[Row], plan: str, section: str) -> tuple[Row, Cell]:
    return next((row, row.cells[plan]) for row in rows if section in row.cells[plan].sections)


def test_matching_units_share_a_row_and_every_unit_has_one() -> None:
    rows = build([A, B], [AB])
    row, cell = cell_of(rows, "a", "II.2")
    assert cell.state == row.cells["b"].state == "own"
    assert row.cells["b"].sections == ("I.1",)
    assert row.coverage == 1.0
    for plan in (A, B):
        told = {s for row in rows for s in row.cells[plan.id].sections if row.cells[plan.id].state == "own"}
        assert told >= {unit.section for unit in units_of(plan)}


def test_headings_that_only_gather_and_bullets_are_no_rows() -> None:
    assert [unit.section for unit in units_of(A)] == ["title", "I", "II.1", "II.2", "II.3", "III.1", "closing"]


def test_a_section_without_counterpart_is_a_row_with_one_cell() -> None:
    row, _ = cell_of(build([A, B], [AB]), "b", "I.3")
    assert row.cells["a"] == Cell("absent", ())
    assert row.coverage == 0.5


def test_a_unit_drawn_in_by_one_of_its_parts_is_told_as_within() -> None:
    rows = build([A, B], [AB])
    row, _ = cell_of(rows, "b", "I.2")
    assert row.cells["a"] == Cell("within", ("II.3.b2",))
    row = next(row for row in rows if row.cells["a"].sections == ("II.3",))
    assert row.cells["b"] == Cell("within", ("I.2",))


def test_the_order_is_that_of_reading_and_ids_count_from_one() -> None:
    rows = build([A, B], [AB])
    assert [row.id for row in rows] == list(range(1, len(rows) + 1))
    assert [row.title for row in rows][:2] == ["Tên kế hoạch", "MỤC ĐÍCH, YÊU CẦU"]
    assert rows[-1].title == "Lời kết"
    places = {section: row.id for row in rows for section in row.cells["a"].sections}
    assert places["II.1"] < places["II.2"] < places["III.1"]


def test_neither_the_order_of_plans_nor_of_pairs_nor_their_direction_matters() -> None:
    c = make_plan("c", [("title", None, "KẾ HOẠCH"), ("I", "NỘI DUNG", ""), ("I.1", "Thủ tục", "Cắt giảm.")])
    pairs = [AB, pair("a", "c", ("II.2", "I.1", 0.7)), pair("b", "c", ("I.1", "I.1", 0.6))]
    turned = [Pair(p.b, p.a, tuple(Match(m.b, m.a, m.score, m.cosine, 0.0, ()) for m in p.matches)) for p in pairs]
    expected = build([A, B, c], pairs)
    for order in permutations([A, B, c]):
        assert build(order, pairs[::-1]) == expected
        assert build(order, turned) == expected


def test_a_chain_of_single_matches_does_not_make_one_row() -> None:
    parts: list[Part] = [("I", "NỘI DUNG", ""), ("I.1", "Một", "Việc một."), ("I.2", "Hai", "Việc hai.")]
    plans = [make_plan(id, parts) for id in "abcd"]
    chain = [
        pair("a", "b", ("I.1", "I.1", 0.9)),
        pair("b", "c", ("I.1", "I.2", 0.8)),
        pair("c", "d", ("I.2", "I.2", 0.7)),
    ]
    rows = build(plans, chain)
    assert max(sum(cell.state == "own" for cell in row.cells.values()) for row in rows) == 2


def test_a_second_section_joins_the_row_it_belongs_to() -> None:
    parts: list[Part] = [("I", "NỘI DUNG", ""), ("I.1", "Một", "Việc một."), ("I.2", "Hai", "Việc hai.")]
    one, other = make_plan("a", parts), make_plan("b", parts[:2])
    rows = build([one, other], [pair("a", "b", ("I.1", "I.1", 0.9), ("I.2", "I.1", 0.7))])
    assert [row.cells["a"].sections for row in rows] == [("I.1", "I.2")]


def test_twins_agree_and_count_once() -> None:
    scan = make_plan("s", [("title", None, "KE HOACH"), ("I", "NHIEM VU", ""), ("I.1", None, "Cat giam thu tuc.")], 0.2)
    twins = pair("b", "s", ("title", "title", 0.97), ("I", "I", 0.97), ("I.1", "I.1", 0.99))
    rows = build([A, B, scan], [AB, twins, pair("a", "s", ("II.2", "I.1", 0.9))], [["a"], ["s", "b"]])
    row, _ = cell_of(rows, "a", "II.2")
    assert row.cells["b"] == row.cells["s"] == Cell("own", ("I.1",))
    assert row.coverage == 1.0
    row, _ = cell_of(rows, "a", "II.1")
    assert row.coverage == 0.5
    assert row.cells["s"].state == "absent"


def test_what_only_the_scan_of_a_document_has_is_told() -> None:
    scan = make_plan("s", [("title", None, "KE HOACH"), ("signature", None, "CHU TICH")], 0.2)
    rows = build([B, scan], [pair("b", "s", ("title", "title", 0.97))], [["b", "s"]])
    row, cell = cell_of(rows, "s", "signature")
    assert (row.title, cell.state, row.cells["b"].state) == ("Chữ ký", "own", "absent")


def test_a_match_of_a_part_rules_out_that_the_subject_is_absent() -> None:
    parts: list[Part] = [("I", "NỘI DUNG", ""), ("I.1", "Một", ""), ("I.1.b1", None, "Việc một."), ("I.2", "Hai", "")]
    one, other = make_plan("a", parts), make_plan("b", [("I", "NỘI DUNG", ""), ("I.1", "Ba", "Việc ba.")])
    for score, cell in ((0.61, Cell("within", ("I.1",))), (0.5, Cell("absent", ()))):
        rows = build([one, other], [pair("a", "b", ("I.1.b1", "I.1", score))])
        assert next(row for row in rows if "I.1" in row.cells["a"].sections).cells["b"] == cell


def test_duties_of_an_office_are_within_only_where_the_match_is_good() -> None:
    parts: list[Part] = [("I", "TỔ CHỨC THỰC HIỆN", ""), ("I.1", "Sở Nội vụ", "Báo cáo."), ("I.2", "Sở Y tế", "Gửi.")]
    one, other, third = make_plan("a", parts[:2]), make_plan("b", parts[:2]), make_plan("c", parts)
    for score, state in ((0.75, "within"), (0.65, "absent")):
        links = [pair("a", "b", ("I.1", "I.1", 0.9)), pair("a", "c", ("I.1", "I.1", 0.9), ("I.1", "I.2", score))]
        rows = build([one, other, third], [*links, pair("b", "c", ("I.1", "I.1", 0.9))])
        assert cell_of(rows, "c", "I.2")[0].cells["a"].state == state


def test_a_signature_that_only_a_twin_parts_from_the_recipients_is_within_them() -> None:
    scan = make_plan("s", [("recipients", None, "NOI NHAN"), ("signature", None, "CHU TICH")], 0.2)
    clean = make_plan("t", [("recipients", None, "NƠI NHẬN CHỦ TỊCH")])
    twins = pair("s", "t", ("recipients", "recipients", 0.97))
    row, cell = cell_of(build([scan, clean], [twins], [["s", "t"]]), "s", "signature")
    assert (cell.state, row.cells["t"]) == ("own", Cell("within", ("recipients",)))
    row, _ = cell_of(build([scan, clean], [twins]), "s", "signature")
    assert row.cells["t"].state == "absent"


def test_a_title_is_the_heading_nearest_to_its_row() -> None:
    two = [("I", "NỘI DUNG", ""), ("I.1", "Thi đua", "Việc."), ("I.2", "Tuyên truyền", "Việc.")]
    one = make_plan("a", [*two])
    other = make_plan("b", [("I", "NỘI DUNG", ""), ("I.1", "Học", "Việc.")])  # the shorter title, of two subjects
    third = make_plan("c", two[:2])
    links = [pair("a", "b", ("I.1", "I.1", 0.9), ("I.2", "I.1", 0.85)), pair("a", "c", ("I.1", "I.1", 0.9))]
    rows = build([one, other, third], [*links, pair("b", "c", ("I.1", "I.1", 0.9))])
    assert cell_of(rows, "c", "I.1")[0].title == "Thi đua"


def test_a_heading_within_lends_its_title_to_a_row_of_scans_if_it_is_close() -> None:
    scan = make_plan("s", [("I", "NOI DUNG", ""), ("I.1", "Tuyén truy¢n", "Viéc."), ("I.2", "Thi dua", "Viéc.")], 0.2)
    clean = make_plan("t", [("I", "NỘI DUNG", ""), ("I.1", "Thi đua, tuyên truyền", "Việc.")])
    bridge = make_plan("u", [("I", "NỘI DUNG", ""), ("I.1", "Thi đua", "Việc.")])
    for score, title in ((0.9, "Thi đua, tuyên truyền"), (0.65, "Tuyén truy¢n")):
        links = [pair("s", "t", ("I.2", "I.1", 0.95), ("I.1", "I.1", score)), pair("s", "u", ("I.2", "I.1", 0.95))]
        rows = build([scan, clean, bridge], [*links, pair("t", "u", ("I.1", "I.1", 0.95))])
        assert cell_of(rows, "s", "I.1")[0].title == title


def test_a_section_nobody_can_read_is_unreadable_there_and_where_it_might_be() -> None:
    garbage = [("title", None, "KE HOACH"), ("I", "NOI DUNG", ""), ("I.1", None, "xq7 ¢k9 w#x zzq kk4 jjf qwx")]
    scan = make_plan("s", garbage, 0.5)
    rows = build([A, scan], [pair("a", "s", ("title", "title", 0.97))])
    row, _ = cell_of(rows, "a", "II.1")
    assert row.cells["s"] == Cell("unreadable", ("I.1",))
    assert row.coverage == 0.5
    assert cell_of([r for r in rows if r.cells["a"].state == "absent"], "s", "I.1")[1].state == "unreadable"
    row, _ = cell_of(rows, "a", "III.1")
    assert row.cells["s"].state == "absent"


def test_a_title_is_a_heading_of_a_clean_plan_before_a_beginning_before_a_scan() -> None:
    rows = build([A, B], [AB])
    assert cell_of(rows, "b", "I.1")[0].title == "Cải cách hành chính"
    assert cell_of(rows, "b", "I.3")[0].title == "Trồng rừng ven biển"
    assert cell_of(rows, "b", "II.1")[0].title == "Sở Nội vụ"


@pytest.mark.parametrize("text", ["một\n hai", "x" * 500, "từ " * 300, "a. " * 300])
def test_a_title_is_one_short_line(text: str) -> None:
    assert text[0] in shortened(text)
    assert len(shortened(text)) <= 110
    assert "\n" not in shortened(text)
