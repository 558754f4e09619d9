"""One plan gives the same sections in whatever shape a file holds it, and what the reader tells is heeded."""

from __future__ import annotations

from pathlib import Path

import pytest
import structure_plans as plans
import structure_shapes as shapes
from structure_plans import CLEAN, own_text
from structure_shapes import Mark, Paragraph, marks, paragraphs

from plancompare.model import Provenance, Scan, Section, Table
from plancompare.scan_quality import judge_scan
from plancompare.structure import parse_sections

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXTS: dict[str, tuple[str, Scan]] = {
    name: (text, plans.SCANNED if name == "scan" else CLEAN) for name, text in plans.ALL.items()
}
for path in sorted(FIXTURES.glob("*.txt")):
    TEXTS[path.stem] = path.read_text(encoding="utf-8"), judge_scan(path.read_text(encoding="utf-8"))


def taken_apart(name: str) -> tuple[tuple[Mark, ...], list[Paragraph], Scan]:
    """What must come out of a text, its paragraphs, and how it was read."""
    text, scan = TEXTS[name]
    return marks(parse_sections(text, scan)), paragraphs(text, scan), scan


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_sections_in_every_shape(name: str) -> None:
    truth, plan, scan = taken_apart(name)
    differing = {shape: shapes.read(make(plan), scan) for shape, make in shapes.SHAPES.items()}
    assert {shape: found for shape, found in differing.items() if found != truth} == {}


@pytest.mark.parametrize("name", TEXTS)
def test_the_header_in_two_cells(name: str) -> None:
    truth, plan, scan = taken_apart(name)
    want = {Mark("header", "header", None, None), *truth}
    for rows in shapes.HEADERS.values():
        headed = shapes.with_header(plan, rows)
        assert set(shapes.read(shapes.lines(headed), scan)) == want
        assert set(shapes.read(shapes.wrapped(headed, 80), scan)) == want


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ("decision", "parts")])  # these end twice
def test_signature_and_recipients_in_either_order(name: str) -> None:
    truth, plan, scan = taken_apart(name)
    want = {*truth, *(Mark(kind, kind, None, None) for kind in ("recipients", "signature"))}
    for blocks in shapes.ENDS.values():
        ended = shapes.with_end(plan, blocks)
        for shape in (shapes.lines(ended), shapes.wrapped(ended, 80)):
            assert set(shapes.read(shape, scan)) == want


def test_any_width() -> None:
    """A heading that by chance fills its last line cannot always be told from a paragraph: 0.9964 was reached."""
    shares = []
    for name in [path.stem for path in sorted(FIXTURES.glob("*.txt"))]:
        truth, plan, scan = taken_apart(name)
        for width in range(54, 116, 10):
            shares += [shapes.agreement(truth, shapes.read(shapes.wrapped(plan, width, gap), scan)) for gap in (0, 1)]
    assert sum(shares) / len(shares) >= 0.996


# ---------------------------------------------------------------- lines that look like something else


def outline(text: str, provenance: Provenance = Provenance()) -> list[str]:
    return [s.id for s in parse_sections(text, CLEAN, provenance) if s.kind != "furniture"]


FULL = "Thực hiện nghiêm túc các quy định của pháp luật về công tác dân vận trên địa"


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("theo Quyết định số 1847/QĐ", "-TTg ngày 27/12/2018 của Thủ tướng"),
        ("nhất là Kết luận số 120", "-KL/TW ngày 07/01/2016 của Bộ Chính trị"),
        ("phối hợp với Sở Lao động - Thương binh và Xã hội, gửi Sở Lao động", "- Thương binh và Xã hội"),
        ("trên địa bàn thành phố và các đơn", "vị. Yêu cầu thủ trưởng các cơ quan"),
        ("gồm các bác", "sĩ) làm việc tại trạm"),
    ],
)
def test_what_a_wrapped_line_begins_with_is_no_label(above: str, line: str) -> None:
    text = f"I. MỤC TIÊU\n1. {FULL}\nbàn, {above}\n{line} tiếp tục được thực hiện.\n2. {FULL}\nbàn tỉnh."
    assert outline(text) == ["I", "I.1", "I.2"]


def test_a_line_that_wraps_alike_in_many_places_is_no_running_line() -> None:
    cited = "26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác"
    part = f"{FULL} bàn theo Chỉ thị số 33/CT-TTg ngày\n{cited}\ndân vận của cơ quan hành chính nhà nước.\n"
    text = "I. MỤC TIÊU\n" + "".join(f"{n}. {part}" for n in (1, 2, 3))
    assert [s.kind for s in parse_sections(text, CLEAN)] == ["roman", "arabic", "arabic", "arabic"]


def test_a_sentence_with_a_date_is_no_header() -> None:
    text = "Thực hiện Kế hoạch số 12/KH-UBND ngày 23 tháng 4 năm 2018 của Ủy ban nhân dân\ntỉnh, như sau:\n1. Một."
    assert outline(text) == ["preamble", "1"]
    assert outline("Hà Nam, ngày 23 tháng 4 năm 2018\nCăn cứ Kế hoạch số 12/KH-UBND,\n1. Một.")[0] == "header"


def test_a_run_in_heading_over_two_lines() -> None:
    text = "I. PHÂN LOẠI\n" + "".join(
        f"{n}. Nhóm chất thải có khả năng tái sử dụng, tái\nchế loại {n}: giấy, bìa, kim loại, nhựa cứng, thủy\ntinh.\n"
        for n in (1, 2, 3)
    )
    found = {s.id: s.title for s in parse_sections(text, CLEAN)}
    assert found["I.2"] == "Nhóm chất thải có khả năng tái sử dụng, tái chế loại 2"


def test_a_closing_below_a_full_line() -> None:
    text = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì, phối hợp với các cơ quan theo dõi,\n"
        "đôn đốc việc thực hiện, báo cáo Ủy ban nhân dân tỉnh.\n"
        "2. Sở Tài chính bố trí kinh phí thực hiện theo quy định.\n"
        "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, đề\nnghị phản ánh về Sở Nội vụ để giải quyết./.\n"
    )
    assert outline(text) == ["I", "I.1", "I.2", "closing"]


# ---------------------------------------------------------------- what the reader tells


def table(rows: list[list[str]], start: int) -> tuple[str, Table]:
    """A table as readers give it: a cell a line, from `start` on."""
    text = ""
    rows_told = []
    for row in rows:
        told = []
        for cell in row:
            told.append((start + len(text), start + len(text) + len(cell)))
            text += cell + "\n"
        rows_told.append(tuple(told))
    return text, Table(start, start + len(text) - 1, tuple(rows_told))


CELLS = [
    ["STT", "Nội dung", "Ghi chú"],
    ["I.", "NHÓM NHIỆM VỤ CHUNG", ""],
    ["1.", "Quy hoạch", "- Sở Xây dựng"],
    ["2", "Kế hoạch", "Trên đây là dự kiến"],
    ["II.", "PHỤ LỤC", "KT. CHỦ TỊCH"],
]


def with_table(before: str, after: str, cells: list[list[str]] = CELLS) -> tuple[str, Table, dict[str, Section]]:
    shown, told = table(cells, len(before))
    text = before + shown + after
    return text, told, {s.id: s for s in parse_sections(text, CLEAN, Provenance(tables=(told,)))}


def test_a_table_told_of_is_one_section_and_no_cell_is_a_label() -> None:
    text, told, found = with_table(
        "I. CHỈ TIÊU\n1. Như sau:\n- Một:\n", "còn lại làm sau.\n2. Khác\nII. KINH PHÍ\nTốt.\n"
    )
    assert list(found) == ["I", "I.1", "I.1.b1", "I.1.table", "I.2", "II"]
    section = found["I.1.table"]
    assert (section.kind, section.parent, section.title) == ("table", "I.1", None)
    assert (section.start, section.end) == (told.start, told.end)
    assert [text[start:end] for row in told.rows for start, end in row][:4] == ["STT", "Nội dung", "Ghi chú", "I."]
    assert own_text(text, found["I.1"]) == "1. Như sau: còn lại làm sau."


def test_where_a_table_stands() -> None:
    assert with_table("Căn cứ Luật A,\nỦy ban lập Kế hoạch:\n", "1. Một.\n")[2]["preamble.table"].parent == "preamble"
    end = "1. Một.\nTrên đây là Kế hoạch./.\nNơi nhận:\n- Lưu: VT.\n"
    assert with_table(end, "")[2]["table"].parent is None
    assert with_table("", "1. Một.\n")[2]["table"].parent is None
    assert with_table("1. Một.\nPHỤ LỤC I\nDANH MỤC\n", "")[2]["appendix.table"].parent == "appendix"


def test_text_behind_a_table_begins_anew() -> None:
    _, _, found = with_table(
        "I. CHỈ TIÊU\n1. Chỉ tiêu phát triển kinh tế\n", "nông nghiệp và thủy sản.\n2. Khác\nTốt.\n"
    )
    assert found["I.1"].title == "Chỉ tiêu phát triển kinh tế"
    assert len(found["I.1"].own) == 2


def test_the_caption_of_a_table_is_its_title() -> None:
    text, _, found = with_table("1. Một.\nBiểu số 02\nCHỈ TIÊU CHỦ YẾU\n(Đơn vị tính: người)\n", "2. Hai.\n")
    assert found["1.table"].title == "Biểu số 02 CHỈ TIÊU CHỦ YẾU"
    assert own_text(text, found["1"]).endswith("(Đơn vị tính: người)")
    assert with_table("1. Một.\nTheo Biểu số 02 như sau:\n", "2. Hai.\n")[2]["1.table"].title is None


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    header = [
        ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 1/KH-UBND", "Hà Nam, ngày 5 tháng 2 năm 2024"],
    ]
    assert list(with_table("", "KẾ HOẠCH\nDân vận\nI. MỤC ĐÍCH\nTốt.\n", header)[2]) == ["header", "title", "I"]
    end = [["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"], ["- Lưu: VT.", "CHỦ TỊCH"]]
    assert list(with_table("I. MỤC ĐÍCH\nTốt.\n", "", end)[2]) == ["I", "recipients", "signature"]


def test_a_table_over_two_pages_goes_on_behind_the_page_number() -> None:
    before = "1. Một:\n"
    first, told = table(CELLS[:2], len(before))
    number = len(before) + len(first)
    rest, more = table(CELLS[2:], number + 2)
    text = f"{before}{first}2\n{rest}2. Hai.\n"
    told = Table(told.start, more.end, told.rows + more.rows)
    given = Provenance(((0, number), (number, len(text))), ((number, number + 1),), (told,))
    found = {s.id: s for s in parse_sections(text, CLEAN, given)}
    assert list(found) == ["1", "1.table", "furniture", "2"]
    assert len(found["1.table"].own) == 2 and found["1.table"].end == told.end
    assert text[slice(*found["furniture"].own[0])] == "2"


def test_furniture_told_of_need_not_look_like_it() -> None:
    text = "I. MỤC TIÊU\n1. Phấn đấu hoàn thành trước\nSở Nội vụ | Bản dự thảo\nnăm 2025.\n2. Hai.\n"
    start = text.index("Sở")
    given = Provenance(furniture=((start, start + len("Sở Nội vụ | Bản dự thảo")),))
    found = {s.id: s for s in parse_sections(text, CLEAN, given)}
    assert own_text(text, found["I.1"]) == "1. Phấn đấu hoàn thành trước năm 2025."
    assert own_text(text, found["furniture"]) == "Sở Nội vụ | Bản dự thảo"
    assert "furniture" not in {s.kind for s in parse_sections(text, CLEAN)}


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    """Blank lines end paragraphs here, but not those at the end of a page that is told of or marked by a form feed."""
    part = f"- {FULL}\nbàn tỉnh và các quy định khác của cơ quan nhà nước.\n\n"
    last = "bàn tỉnh theo phân cấp quản lý, phấn đấu hoàn thành các chỉ tiêu đến năm"
    others = "- Một;\n\n2. Hai\n\n- Ba;\n\n3. Bốn\n\n- Năm.\n"
    text = f"I. MỤC TIÊU\n\n{part * 5}1. {FULL}\n{last}\n\n2030 và hằng năm\n\n{others}"
    top = text.index("2030")
    titles = [
        next(s.title for s in parse_sections(shown, CLEAN, given) if s.id == "I.1")
        for shown, given in (
            (text, Provenance()),
            (text, Provenance(pages=((0, top), (top, len(text))))),
            (f"{text[:top]}\f{text[top:]}", Provenance()),
        )
    ]
    assert titles == [f"{FULL} {last}", *(2 * [f"{FULL} {last} 2030 và hằng năm"])]


def test_a_speck_that_looks_like_a_colon_does_not_end_a_title() -> None:
    text = (
        "KẾ HOẠCH\n\nTriển khai Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng\n"
        "Chính phủ về tiếp tục tăng cường công tác dân vận của cơ quan hành\nchính trên địa bàn thành phố :\n\n"
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 26/4/2023 của Ủy ban nhân\ndân tỉnh về dân vận, như sau :\n\n1. Một.\n"
    )
    found = {section.id: section for section in parse_sections(text, CLEAN)}
    assert (found["title"].title or "").endswith("thành phố :")
    assert own_text(text, found["preamble"]).startswith("Thực hiện Kế hoạch")
