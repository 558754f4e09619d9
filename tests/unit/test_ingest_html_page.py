"""Saved pages: the plan's text, line by line, and none of the site around it."""

from __future__ import annotations

import time
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from portal_pages import LAYOUTS, portal_page
from saved_pages import google_page, word_page

from plancompare import parse_plan, read_source
from plancompare.errors import LimitError, NotAPlanError
from plancompare.ingest import html_page
from plancompare.ingest.html_page import markup
from plancompare.ingest.reading import Reading
from plancompare.model import Plan

ITEMS = [f"{n}. Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan thực hiện nhiệm vụ {n}." for n in range(1, 9)]
PLAN = "".join(f"<p>{item}</p>" for item in ITEMS)
HEADER = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH MẪU",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 63/KH-UBND",
    "Mẫu, ngày 06 tháng 3 năm 2024",
]
ENDING = ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
LINES = [*HEADER, "KẾ HOẠCH", "Công tác dân vận năm 2024", "I. MỤC ĐÍCH", *ITEMS, *ENDING]
HEAD = "".join(f"<p>{line}</p>" for line in [*HEADER, "KẾ HOẠCH", "Công tác dân vận năm 2024", "I. MỤC ĐÍCH"])
END = "".join(f"<p>{line}</p>" for line in ENDING)
WHOLE = HEAD + PLAN + END


def read(page: str) -> Reading:
    return html_page.read("page.html", page.encode())


def text_of(page: str) -> str:
    return read(page).text


def lines_of(page: str) -> list[str]:
    return [line for line in text_of(page).split("\n") if line]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Một\n  hai&nbsp;ba</p><p>bốn</p>", "Một hai ba\n\nbốn\n"),
        ("<div>Một<br>hai<br><br>ba</div>", "Một\nhai\n\nba\n"),
        ("<p>dân <b>v</b>ận</p>", "dân vận\n"),
        ("<p>dân&shy;vận&#8203; khéo&#x301;</p>", "dânvận khéó\n"),
        (
            "<table><tr><td>UBND TỈNH</td><td>CỘNG HÒA</td></tr><tr><td>Số</td></tr></table>",
            "UBND TỈNH\nCỘNG HÒA\nSố\n",
        ),
        ("<ul><li>một</li><li>- hai</li></ul>", "- một\n- hai\n"),
        ("<ol><li>một</li><li><b>2.</b> hai</li><li>ba</li></ol>", "1. một\n2. hai\n3. ba\n"),
        ('<ol type="a" start="2"><li>một</ol>', "b) một\n"),
        (
            '<ol type="I"><li>một<li value="4">hai</ol><ul style="list-style:none"><li>ba</ul>',
            "I. một\nIV. hai\n\nba\n",
        ),
        (
            "<style>.x{list-style-type:upper-roman}</style><ol class=x><li>một<ol><li>hai</ol></ol>",
            "I. một\n\n1. hai\n",
        ),
        (
            "<ol type=I><li>A<ol><li>b</ol></ol><ul><li>c</ul><ol type=I><ol><li>d</ol></ol><ol type=I start=2><li>E"
            "<ol><li>g</ol></ol>",
            "I. A\n\n1. b\n\n- c\n\n2. d\n\nII. E\n\n1. g\n",  # as LibreOffice saves 2. after an interruption
        ),
        ("<p>5 km<sup>2</sup>, 3 ha<sup>[1]</sup>, x<sup>n</sup></p>", "5 km², 3 ha [1], xn\n"),
        ("<p>ha<span style='vertical-align:super'>1</span></p>", "ha [1]\n"),
        ("<pre>I. MỤC ĐÍCH\n\n1.  Một</pre>", "I. MỤC ĐÍCH\n\n1. Một\n"),
        ("<div style='white-space: pre-wrap'>một\nhai</div>", "một\nhai\n"),
        ("<style>.v{text-transform:uppercase}</style><p class=v>kế hoạch</p>", "KẾ HOẠCH\n"),
        ('<p>Chỉ thị <a href="https://vi.du/33">33/CT-TTg</a></p>', "Chỉ thị 33/CT-TTg\n"),
        ("<p>a < b và c <- d, 3<5</p>", "a < b và c <- d, 3<5\n"),
        ("<p title=\"a > b\" data-x='<i>'>một</p>", "một\n"),
        ("<p>một<!-- hai --> ba<!--> bốn --></p>", "một ba bốn -->\n"),
        ("<p>một</p><script>hai</script><style>ba</style><p hidden>bốn</p><p style='display: none'>năm</p>", "một\n"),
        ("<style>.h{display:none} @media print{.m{display:none}}</style><p class=h>một<p class=m>hai", "hai\n"),
        (
            "<style>.t{display:none}div.t.on{display:block}</style><div class=t>một</div><div class='x on t'>hai</div>",
            "hai\n",
        ),
        (
            "<ul><li></li></ul><p>một</p><div style='font-size:0'><span style='font-size:9pt'>hai</span></div>",
            "một\n\nhai\n",
        ),
        ("<title>một</title><nav>hai</nav><main><p>ba</p></main><footer>bốn</footer>", "ba\n"),
        (
            "<p>một<p>hai<div>ba</div><table><tr><td>bốn<td>năm<tr><td>sáu</table>",
            "một\n\nhai\n\nba\n\nbốn\nnăm\nsáu\n",
        ),
        ("<p onclick=\"x('hai')\">một <ins>mới</ins><del>cũ</del></p>", "một mới\n"),
        ("<p>VIỆT NAM<br>-------</p><p>___________</p><p>- một</p>", "VIỆT NAM\n\n- một\n"),
        ("<p><span style='font-family:Wingdings'>ü</span> một</p>", "- một\n"),
        ("<p>trái\u200e phải\u202e</p>", "trái phải\n"),
    ],
)
def test_markup_becomes_lines(page: str, text: str) -> None:
    assert text_of(f"<html><body>{page}</body></html>") == text


# ---------------------------------------------------------------- which part of the page


def parsed(path: Path) -> Plan:
    return parse_plan(read_source(str(path)), "plan")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "name",
    [
        "tay-ninh-thanh-pho-2023.clean",
        "tay-ninh-so-ngoai-vu-2024.clean",
        "kien-giang-2024.ocr",
        "quang-ngai-2024.ocr",
        "tay-ninh-so-ngoai-vu-2024.ocr",
    ],
)
def test_a_plan_comes_back_whole_and_alone_from_every_portal(
    fixtures: Path, tmp_path: Path, layout: str, name: str
) -> None:
    lines = [" ".join(line.split()) for line in (fixtures / f"{name}.txt").read_text(encoding="utf-8").split("\n")]
    lines = [line for line in lines if line]
    page = tmp_path / "page.html"
    page.write_text(portal_page("\n".join(lines), layout), encoding="utf-8")
    assert [line for line in read_source(str(page)).text.split("\n") if line] == lines


@pytest.mark.parametrize("layout", LAYOUTS)
def test_header_and_sections_are_those_of_the_text(fixtures: Path, tmp_path: Path, layout: str) -> None:
    text = "\n\n".join(LINES[:8] + ["I. MỤC ĐÍCH", *ITEMS[:2], "II. NHIỆM VỤ", *ITEMS[2:], *ENDING])
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    (tmp_path / "plan.html").write_text(portal_page(text, layout), encoding="utf-8")
    same, plan = parsed(tmp_path / "plan.txt"), parsed(tmp_path / "plan.html")
    assert [(s.kind, s.label, s.title) for s in plan.sections] == [(s.kind, s.label, s.title) for s in same.sections]
    assert plan.metadata == same.metadata
    assert plan.metadata.document_number == "63/KH-UBND"


AROUND = "<h1>Trang tin</h1><div>Lượt xem: 12</div>{}<div class='binh-luan'>Bạn đọc: bài hay quá.</div>"


@pytest.mark.parametrize(
    "page",
    [
        f"<div>{WHOLE}</div>",
        f"<div class='print-area popup' style='display:none'>{WHOLE}</div>",  # a folded part that holds all of it
        f"<form id=f><table><tr><td class=menu>{'<a href=/x>Tin</a>' * 4}<td><div>{WHOLE}</div></table></form>",
        f"<div>{WHOLE}</div><div style='display:none'>{WHOLE}</div>",  # a second time, for printing
        f"<article><div class=banner>{HEAD}</div>{PLAN}<div class=footer>{END}</div></article>",
        f"<div class=x>{'<b>' * 50}{WHOLE}",
    ],
)
def test_the_part_with_the_marks_of_a_plan_is_read(page: str) -> None:
    assert lines_of(AROUND.format(page))[-len(LINES) :] == LINES
    assert "bài hay" not in text_of(AROUND.format(page))


def test_annexes_and_the_decision_before_are_parts_of_the_document() -> None:
    annex = "<div class=trang><p>PHỤ LỤC II</p><p>Danh mục mô hình</p></div>"
    decision = "<div class=trang><p>Số: 5/QĐ-UBND</p><p>QUYẾT ĐỊNH</p><p>Điều 1. Ban hành kế hoạch.</p></div>"
    lines = lines_of(AROUND.format(f"<div>{decision}<div class=trang>{WHOLE}</div>{annex}</div>"))
    assert lines == [
        "Số: 5/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Điều 1. Ban hành kế hoạch.",
        *LINES,
        "PHỤ LỤC II",
        "Danh mục mô hình",
    ]
    table = f"<div class=trang><table><tr><td>TT<td>Việc</tr>{'<tr><td>1<td>Sở Nội vụ chủ trì</tr>' * 20}</table></div>"
    assert lines_of(AROUND.format(f"<div><div class=trang>{WHOLE}</div>{table}</div>"))[-3:] == [
        "Sở Nội vụ chủ trì",
        "1",
        "Sở Nội vụ chủ trì",
    ]
    sections = f"<div class=WordSection1>{WHOLE}</div><div class=WordSection2><p>BẢNG KÊ</p></div>"
    assert lines_of(sections) == [*LINES, "BẢNG KÊ"]


def test_names_alone_do_not_take_away_much_of_the_plan() -> None:
    comments = "".join(f"<p class=comment>{item}</p>" for item in ITEMS)
    assert lines_of(HEAD + comments + END) == LINES
    button = "<p class=tooltip>Đang theo dõi</p>"
    assert lines_of(HEAD + "".join(f"<p>{item}</p>{button}" for item in ITEMS) + END) == LINES


def test_without_marks_the_part_named_as_the_article_is_read_where_it_holds_the_prose() -> None:
    around = "<p>Lượt xem: 12</p>"
    for named in ("article", "div id=divContentDoc", "div class='x toan-van-content'", "section role=main"):
        page = f"<html>{around}<{named}>{PLAN}</{named.split()[0]}>{around}"
        assert text_of(page) == text_of(f"<html>{PLAN}")
    assert "Lượt xem" in text_of(f"<html>{around}{PLAN}<article><p>Tin khác</p></article>")


def test_blocks_of_links_are_no_plan_but_a_citation_is() -> None:
    links = "".join(f'<li><a href="/{n}">Kế hoạch của tỉnh khác số {n}</a></li>' for n in range(5))
    cited = '<p>Căn cứ <a href="/1">Luật A</a>; <a href="/2">Luật B</a>; <a href="/3">Luật C</a></p>'
    reading = read(f"<html>{cited}{PLAN}<div><ul>{links}</ul></div>")
    assert "tỉnh khác" not in reading.text
    assert reading.text.startswith("Căn cứ Luật A; Luật B; Luật C\n")
    assert "1 khối liên kết" in reading.repairs[-1]


def test_a_head_left_open_takes_nothing_away() -> None:
    assert lines_of(f"<html><head><title>Trang</title><script>x</script><body>{WHOLE}") == LINES


def test_what_scripts_and_sheets_hold_is_no_markup() -> None:
    page = f"<script>s = '<!-- <p>x'</script><style>p<!-- b --> a</style>{WHOLE}<script>'-->'</script><p>x<style>p{{"
    assert lines_of(f"<div>{page}") == [*LINES, "x"]


def test_a_link_left_open_is_no_menu() -> None:
    assert lines_of(f"<div><a href=/1>Mở</a><a href=/2>In</a><a href=/3>{WHOLE}</div>")[-len(LINES) :] == LINES


def test_what_is_left_out_is_told() -> None:
    properties = "<table><tr><td>Số ký hiệu:<td>1<tr><td>Người ký:<td>2<tr><td>Trích yếu:<td>3</table>"
    page = f"<div>{properties}<p hidden>x</p><p>-----</p>{WHOLE}</div><p>Chân trang</p>"
    assert read(page).repairs == (
        "đã bỏ mã trang web, 1 bảng thuộc tính văn bản của cổng thông tin, 1 đoạn ẩn, 9 chữ ngoài phần văn bản, "
        "1 đường kẻ bằng dấu gạch",
    )


# ---------------------------------------------------------------- what stands where


def test_a_data_table_keeps_its_rows_and_columns() -> None:
    table = (
        "<table border=1><thead><tr><th rowspan=2>TT</th><th colspan=2>Cơ quan</th></tr><tr><th>Chủ trì</th>"
        "<th>Phối hợp</th></tr></thead><tr><td>1</td><td><p>Sở Nội vụ</p><p>Sở X</p></td><td> </td></tr></table>"
    )
    reading = read(f"<p>một</p>{table}<p>hai</p>")
    assert reading.text == "một\n\nTT\nCơ quan\nChủ trì\nPhối hợp\n1\nSở Nội vụ\nSở X\n\nhai\n"
    (found,) = reading.provenance.tables
    assert [[reading.text[start:end] for start, end in row] for row in found.rows] == [
        ["TT", "Cơ quan", ""],
        ["", "Chủ trì", "Phối hợp"],
        ["1", "Sở Nội vụ\nSở X", ""],
    ]
    assert reading.text[found.start : found.end].startswith("TT") and reading.text[found.start : found.end].endswith(
        "X"
    )


def test_header_signature_and_frames_are_no_tables() -> None:
    header = "<table border=1><tr><td>UBND TỈNH<br>Số: 1/KH-UBND<td>Độc lập - Tự do - Hạnh phúc<br>ngày 1</table>"
    frame = (
        f"<table border=1><tr><td>Trái</td><td>{header}{PLAN}</td></tr><tr><td>x</td><td>I. MỤC ĐÍCH</td></tr></table>"
    )
    reading = read(frame)
    assert reading.provenance.tables == ()
    lines = reading.text.split("\n")
    assert lines.index("Số: 1/KH-UBND") < lines.index("Độc lập - Tự do - Hạnh phúc")
    inner = "<table border=1><tr><td>a<td>b<tr><td><table border=1><tr><td>c<td>d<tr><td>e<td>f</table><td>g</table>"
    reading = read(inner)
    assert [[reading.text[s:e] for s, e in row] for t in reading.provenance.tables for row in t.rows] == [
        ["a", "b"],
        ["c\nd\ne\nf", "g"],
    ]


def test_links_stand_where_their_words_are_and_nowhere_in_the_text() -> None:
    page = (
        '<p>Căn cứ <a href="https://vi.du/33?a=1&amp;b=2"> Chỉ <b>thị 33</b> </a> và <a href="/vb/1 2.html">Luật</a>, '
        '<a href="javascript:alert(1)">một</a> <a href="java&#9;script:alert(1)">hai</a> <a href="data:x,y">ba</a> '
        '<a href="file:///etc/passwd">bốn</a> <a href="#_ftn1">năm</a> <a name="x">sáu</a> '
        f'<a href="http://x/{"y" * 3000}">bảy</a> <a href="mailto:a@b.vn">tám</a></p>'
    )
    reading = read(page + PLAN)
    assert [(reading.text[link.start : link.end], link.target) for link in reading.provenance.links] == [
        ("Chỉ thị 33", "https://vi.du/33?a=1&b=2"),
        ("Luật", "/vb/1 2.html"),
        ("tám", "mailto:a@b.vn"),
    ]
    assert "://" not in reading.text and "alert" not in reading.text


def test_places_hold_where_marks_stand_apart_from_their_letters() -> None:
    loose = unicodedata.normalize("NFD", "Kế hoạch")
    page = f"<p>Ke<b>&#x302;&#x301;</b> <a href='/1'>{ascii_entities(loose)}</a> của <a href='/2'>tỉnh</a></p>"
    reading = read(page + "<p>I<i>&#x301;</i></p>")
    assert reading.text == "Kế Kế hoạch của tỉnh\n\nÍ\n"
    assert [reading.text[link.start : link.end] for link in reading.provenance.links] == ["Kế hoạch", "tỉnh"]


def ascii_entities(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


def test_page_numbers_are_furniture_and_stay() -> None:
    page = f"<p>Trang 1/5</p>{WHOLE}<p>2</p>{PLAN}<p>3</p>{PLAN}<p>Trang 5 của sổ</p>"
    reading = read(f"<div>{page}<div title=footer><p>Chân</p></div></div>")
    assert [reading.text[start:end] for start, end in reading.provenance.furniture] == ["Trang 1/5", "2", "3", "Chân"]
    numbered = "".join(f"<p>{n}</p><p>Sở Nội vụ</p>" for n in range(1, 9))
    assert read(numbered).provenance.furniture == ()


# ---------------------------------------------------------------- letters


def test_the_declared_encoding_counts_where_the_bytes_are_not_unicode() -> None:
    page = '<meta charset="windows-1252"><p>K&#7871; ho&#7841;ch\xa0\x93dân\x94 t\xe9</p>'
    reading = html_page.read("x", page.replace("â", "&acirc;").encode("latin-1"))
    assert reading.text == "Kế hoạch “dân” té\n"
    assert reading.encoding == "windows-1252"
    assert html_page.read("x", '<meta charset="hex"><p>Kế hoạch'.encode("utf-16")).text == "Kế hoạch\n"
    assert html_page.read("x", '<meta charset="windows-1252"><p>Kế hoạch'.encode()).text == "Kế hoạch\n"


@pytest.mark.parametrize(
    "page",
    [
        "<p><font face='.VnTime'>KÕ ho¹ch d©n vËn</font> năm 2024</p>",
        "<p style=\"font-family:'.VnTime', serif\">KÕ ho¹ch d©n vËn <b style='font-family:Arial'>năm</b> 2024</p>",
        "<style>p.a, .b {font: bold 14pt/1.5 .VnTime}</style><p class=a>KÕ ho¹ch <b>d©n vËn</b> n¨m 2024</p>",
        "<p><font face='VNI-Times'>Keá hoaïch daân vaän</font> năm 2024</p>",
        "<p style='font-family:.VnTime'>Kế hoạch dân vận năm 2024</p>",  # converted, and the font kept
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "entities"])
def test_old_fonts_are_decoded(page: str, encoding: str) -> None:
    reading = read(page if encoding == "utf-8" else ascii_entities(page))
    assert reading.text == "Kế hoạch dân vận năm 2024\n"
    assert any("phông cũ" in repair for repair in reading.repairs) == ("vận năm 2024" not in page)


def test_letters_before_unicode_without_a_word_of_it() -> None:
    page = f"<div>{WHOLE}</div>"
    for name in ("windows-1252", "iso-8859-1", "utf-8"):
        assert html_page.read("x", vni(page, name)).text == text_of(page), name
    assert html_page.read("x", vni(page, "utf-8").decode("cp1252").encode()).text == text_of(page)


def vni(page: str, declared: str) -> bytes:
    """The page with its letters in VNI, declared as something else."""
    from old_letters import vni as letters

    return letters(f'<meta charset="{declared}">{page}').encode("cp1252")


def test_capitals_of_old_fonts() -> None:
    assert text_of("<p><font face='.VnTimeH'>kÕ ho¹ch</font></p>") == "KẾ HOẠCH\n"


# ---------------------------------------------------------------- word processors


def test_word_saves_labels_footnotes_sections_and_comments() -> None:
    body = [
        "KẾ HOẠCH",
        "I. MỤC ĐÍCH",
        "1. Công tác dân vận",
        "a) Hai mô hình",
        "- bốn năm",
        "+ sáu",
        "Nơi nhận:",
        "- Sở;",
    ]
    page = word_page([("UBND TỈNH", "Độc lập - Tự do - Hạnh phúc"), ("Số: 1/KH-UBND", "ngày 1")], body, "Hai mô hình")
    reading = read(page)
    lines = [line for line in reading.text.split("\n") if line]
    body[3] = "a) Hai mô hình [1]"
    assert lines == [
        *["UBND TỈNH", "Độc lập - Tự do - Hạnh phúc", "Số: 1/KH-UBND", "ngày 1", *body, "DANH MỤC NHIỆM VỤ"],
        *["TT", "Cơ quan", "Chủ trì", "Phối hợp", "1", "Sở Nội vụ", "(Phòng X)", "[1] Theo báo cáo."],
    ]
    assert len(reading.provenance.tables) == 1


def test_google_docs_makes_its_labels_by_style_sheet() -> None:
    items = [(-1, "KẾ HOẠCH"), (0, "A"), (1, "b"), (1, "c"), (2, "d"), (3, "e"), (2, "g"), (0, "H"), (1, "i"), (1, "k")]
    lines = ["KẾ HOẠCH", "I. A", "1. b", "2. c", "a) d", "- e", "b) g", "II. H", "1. i", "2. k"]
    assert lines_of(google_page(items)) == lines


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (
            "<p>Xem tệp</p><a href='/tep/ke-hoach.pdf?x=1'>Tải về</a>",
            "the page only links to ke-hoach.pdf; save that file",
        ),
        ("<iframe src='viewer.html?file=/a/63-KH.pdf'></iframe>", "only links to 63-KH.pdf"),
        ("<object data='kh.docx'></object><p>Số ký hiệu</p>", "only links to kh.docx"),
        ("<div id=app></div><script src=main.js></script>", "a script would draw it"),
        ("<img src=trang1.jpg><img src=trang2.jpg>", "pictures and no text; save the pictures"),
        ("<a href='/t/k%E1%BA%BF%0A ho&#10;ạch.PDF'>x</a>", "only links to kế  ho ạch.PDF; "),
        ("<p> </p>", "no text of its own"),
    ],
)
def test_a_page_without_the_plan_says_where_it_is(page: str, says: str) -> None:
    with pytest.raises(NotAPlanError) as caught:
        html_page.read("x", f"<html><body>{page}</body></html>".encode())
    assert str(caught.value).startswith("x: ") and says in str(caught.value) and "\n" not in str(caught.value)


def test_news_about_a_document_are_read_with_a_warning() -> None:
    news = "<p>" + "Sáng nay, Ủy ban nhân dân tỉnh đã ban hành kế hoạch về công tác dân vận. " * 20 + "</p>"
    (warning,) = read(f"<div>{news}<a href='63-KH.pdf'>Toàn văn</a></div>").warnings
    assert warning.code == "linked-document" and "63-KH.pdf" in warning.message


def test_a_document_shown_beside_the_text_is_named_in_a_warning() -> None:
    reading = read(f"<div>{WHOLE}</div><iframe src='/x/phu-luc.pdf'></iframe><a href=kh.pdf>Tải</a>")
    (warning,) = reading.warnings
    assert warning.code == "embedded-document" and "phu-luc.pdf" in warning.message and "kh.pdf" not in warning.message


@pytest.mark.parametrize(
    "piece",
    [
        *["<a ", "<a x='", '<a x="\'" ', "<!--", "<![CDATA[", "<div>", "<ol><li>x", "<sup>2", "</", "&", "<b><p>x"],
        *[
            "<p>x",
            "<a href=x>x",
            "<table><tr><td colspan=1000 rowspan=1000>x",
            "<i>&#769;</i>",
            "<style>a{",
            "<h1 hidden>",
        ],
    ],
)
def test_hostile_markup_takes_time_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        with suppress(NotAPlanError):
            html_page.read("x", f"<html>Kế hoạch {piece * times}".encode())
        return time.process_time() - begin

    few, many = (min(seconds(times) for _ in range(3)) for times in (200, 2000))
    assert many < 10 * 4 * max(few, 0.002)


def test_a_page_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST_PAGE", 1000)
    picture = '<img src="data:image/png;base64,' + "A" * 5000 + '">'
    assert text_of(f"<html><p>một</p>{picture}") == "một\n"
    with pytest.raises(LimitError, match=r"page\.html: a web page of more than 1,000 letters; "):
        text_of("<html>" + "<p>một</p>" * 200)
    monkeypatch.setattr(markup, "MOST_TAGS", 10)
    with pytest.raises(LimitError, match="more than 10 tags"):
        text_of("<html>" + "<b>" * 20)
