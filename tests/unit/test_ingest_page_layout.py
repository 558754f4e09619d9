"""The order of lines on a page, from runs of letters alone; and that no arrangement loses a letter."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from plancompare.ingest.pdf.layout import Cells, Line, lay_out
from plancompare.ingest.pdf.ruled_tables import Rule, find_grids
from plancompare.ingest.pdf.running_lines import Placed, find_running_lines
from plancompare.ingest.pdf.text_layer import Run


def run(text: str, left: float, baseline: float, order: int, width: float | None = None, height: float = 14) -> Run:
    return Run(text, left, left + (width or 7 * len(text)), baseline, height, order)


def texts(runs: list[Run]) -> list[str]:
    return [item.text for item in lay_out(runs, []) if isinstance(item, Line)]


def test_blocks_set_each_for_itself_share_no_baseline() -> None:
    """As LibreOffice sets the cells of a header."""
    runs = [
        run("ỦY BAN NHÂN DÂN", 115, 760, 0),
        run("TỈNH TÂY NINH", 115, 733, 1),
        run("Số: 859/KH-UBND", 115, 706, 2),
        run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 318, 770.7, 3),
        run("VIỆT NAM", 360, 749.8, 4),
        run("Độc lập - Tự do", 318, 722.9, 5),
        run("Thực hiện công tác dân vận chính quyền năm 2024 trên địa bàn tỉnh", 85, 640, 6),
    ]
    assert texts(runs) == [item.text for item in runs]
    by_height = sorted(runs, key=lambda item: -item.baseline)  # as a recogniser or a careless program draws them
    assert texts([item._replace(order=order) for order, item in enumerate(by_height)]) == [item.text for item in runs]


def test_what_begins_or_ends_beside_nothing_stays_with_its_block() -> None:
    runs = [
        run("TM. ỦY BAN NHÂN DÂN", 350, 500, 0),
        run("KT. CHỦ TỊCH", 370, 482, 1),
        run("Nơi nhận:", 85, 482, 2),
        run("- Chủ tịch, các Phó Chủ tịch;", 85, 468, 3, height=11),
        run("- Lưu: VT, NC.", 85, 454, 4, height=11),
        run("Nguyễn Văn A", 370, 400, 5),
    ]
    assert texts(runs) == [
        "Nơi nhận:",
        "- Chủ tịch, các Phó Chủ tịch;",
        "- Lưu: VT, NC.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "Nguyễn Văn A",
    ]


def test_the_number_above_a_header_belongs_to_neither_block() -> None:
    runs = [
        run("2", 316, 774, 0),
        run("ỦY BAN NHÂN DÂN TỈNH", 100, 757, 1),
        run("SỞ NGOẠI VỤ", 160, 743, 2),
        run("CỘNG HÒA XÃ HỘI", 333, 757, 3),
        run("Độc lập - Tự do", 366, 743, 4),
    ]
    assert texts(runs) == [item.text for item in runs]


def test_a_table_of_contents_is_no_pair_of_blocks() -> None:
    runs = [
        item
        for n, y in enumerate((700, 682, 664))
        for item in (run(f"{n + 1}. Nội dung thực hiện", 85, y, 2 * n), run(f"{n + 3}", 540, y, 2 * n + 1))
    ]
    assert texts(runs)[0] == "1. Nội dung thực hiện 3"


def test_a_merged_cell_stands_where_it_begins() -> None:
    rules = [
        *(Rule(False, y, 0, 300) for y in (100.0, 0.0)),
        Rule(False, 50, 100, 300),
        *(Rule(True, x, 0, 100) for x in (0.0, 100.0, 300.0)),
    ]
    runs = [run("gộp", 20, 40, 0), run("trên", 120, 70, 1), run("dưới", 120, 20, 2)]
    (cells,) = lay_out(runs, find_grids(rules))
    assert isinstance(cells, Cells) and cells.rows == (("gộp", "trên"), ("", "dưới"))


def test_a_frame_and_a_line_are_no_table() -> None:
    frame = [Rule(False, 0, 0, 500), Rule(False, 800, 0, 500), Rule(True, 0, 0, 800), Rule(True, 500, 0, 800)]
    apart = [Rule(False, 400, 100, 200), Rule(True, 300, 300, 500)]
    assert find_grids([*frame, *apart]) == []


def test_page_numbers_count_with_the_pages() -> None:
    body = [Placed("12", 0.5, 400), Placed("vận động quần chúng", 0.4, 300)]
    first, *others = [[Placed(f"{n}", 0.05, 40), *body] for n in (7, 8, 9)]
    assert find_running_lines([first, *others]) == [frozenset({0})] * 3
    assert find_running_lines([[Placed("2024", 0.05, 40), *body]]) == [frozenset()]
    assert find_running_lines([[Placed("1", 0.95, 800), *body]]) == [frozenset({0})]


def test_what_recurs_in_the_body_is_no_running_line() -> None:
    page = [Placed("Kế hoạch số 12", 0.95, 800), Placed("- Thời gian: năm 2024", 0.5, 400)]
    assert find_running_lines([page] * 3) == [frozenset({0})] * 3
    assert find_running_lines([page, [Placed("vận động", 0.5, 400)], page, *[[page[1]]] * 4]) == [frozenset()] * 7


places = st.integers(0, 40).map(lambda n: 15.0 * n)
some_rules = st.lists(st.builds(Rule, st.booleans(), places, places, places.map(lambda end: end + 30)), max_size=12)
some_runs = st.lists(
    st.tuples(places, places, st.sampled_from([5.0, 60.0, 200.0]), st.sampled_from([7.0, 14.0, 30.0]), st.booleans()),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(some_runs, some_rules)
def test_no_letter_is_lost_or_doubled(drawn: list[tuple[float, float, float, float, bool]], rules: list[Rule]) -> None:
    runs = [
        Run(f"{chr(0x4E00 + order)}", left, left + width, baseline, height, order, joined)
        for order, (left, baseline, width, height, joined) in enumerate(drawn)
    ]
    shown: Counter[str] = Counter()
    for item in lay_out(runs, find_grids(rules)):
        cells = [cell for row in item.rows for cell in row] if isinstance(item, Cells) else [item.text]
        for text in cells:
            shown.update(text.replace(" ", ""))
    assert shown == Counter(item.text for item in runs)
