"""Word files: the text a reader sees, in its order, and what is said of what was done."""

from __future__ import annotations

import pytest
from word_files import LINES, RELATIONS, font, paragraph, run, table, word_file

from plancompare.errors import NotAPlanError
from plancompare.ingest import word
from plancompare.ingest.reading import Reading


def read(body: str, links: str = "", **parts: str) -> Reading:
    return word.read("plan.docx", word_file(body, links, **parts))


def text_of(body: str, **parts: str) -> str:
    return read(body, **parts).text


def said(reading: Reading, word_: str) -> str:
    """The one repair that holds this word."""
    (found,) = (repair for repair in reading.repairs if word_ in repair)
    return found


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))


def field(code: str, *result: str) -> str:
    return f"{BEGIN}<w:r><w:instrText>{code}</w:instrText></w:r>{SEPARATE}{''.join(result)}{END}"


def box(text: str) -> str:
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("Một") + paragraph("hai"), "Một\nhai\n"),
        (paragraph() + paragraph("Một") + paragraph() + paragraph() + paragraph("hai") + paragraph(), "Một\n\nhai\n"),
        (paragraph("dân ", run("v", "<w:b/>"), "ận  khéo "), "dân vận khéo\n"),
        (paragraph("khe\u0301", run("o\u0309", "<w:b/>")), "khéỏ\n"),
        (paragraph("do", run("\u0323", "<w:caps/>"), "c"), "dọc\n"),
        ("<w:p><w:r><w:t>KẾ</w:t><w:br/><w:t>HOẠCH</w:t><w:tab/><w:t> số </w:t></w:r></w:p>", "KẾ\nHOẠCH số\n"),
        ("<w:p><w:r><w:t>CT</w:t><w:noBreakHyphen/><w:t>TTg\u00a0và a\u2011b</w:t></w:r></w:p>", "CT-TTg và a-b\n"),
        ("<w:p><w:r><w:t>dân\u00ad</w:t><w:softHyphen/><w:t>vận\u200b</w:t></w:r></w:p>", "dânvận\n"),
        (f'<w:p><w:smartTag w:element="x">{run("Một")}</w:smartTag>{run(" hai")}</w:p>', "Một hai\n"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Một')}</w:sdtContent></w:sdt>", "Một\n"),
        (f"<w:p><w:sdt><w:sdtContent>{run('Một')}</w:sdtContent></w:sdt></w:p>", "Một\n"),
        (paragraph("xem ", field(" REF _a ", run("mục 2")), " nhé"), "xem mục 2 nhé\n"),
        (paragraph(field(f" IF {field('X', run('ẩn'))} = 1 ", run("hiện"))), "hiện\n"),
        (paragraph(BEGIN, "không bao giờ hết"), "không bao giờ hết\n"),
        (f'<w:p><w:fldSimple w:instr="DATE">{run("06/3")}</w:fldSimple></w:p>', "06/3\n"),
        (paragraph("Một", box("trong hộp")) + paragraph("hai"), "Một\ntrong hộp\nhai\n"),
        (
            paragraph("Một", f"<w:del>{box('bỏ')}</w:del>", "<w:r><w:pict><mc:AlternateContent/></w:pict></w:r>"),
            "Một\n",
        ),
        (paragraph(run("≥ 90%; "), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 5"), "≥ 90%; ≥ 5\n"),
        (paragraph(run("þ", font("Wingdings")), " đạt"), "☑ đạt\n"),
        (paragraph("5 km", run("2", '<w:vertAlign w:val="superscript"/>'), ", 3"), "5 km², 3\n"),
        (paragraph("chỉ tiêu", run("1", '<w:vertAlign w:val="superscript"/>'), " và"), "chỉ tiêu [1] và\n"),
        (
            paragraph("ha", run("1", '<w:position w:val="8"/>'), "; m", run("2", '<w:position w:val="-2"/>')),
            "ha [1]; m2\n",
        ),
        (paragraph("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"), "a+b\n"),
        (
            paragraph(f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('Một')}</w:rubyBase></w:ruby></w:r>"),
            "Một\n",
        ),
    ],
)
def test_a_body_becomes_lines(body: str, text: str) -> None:
    assert text_of(body) == text


def test_a_data_table_is_told_cell_by_cell() -> None:
    merged = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("Tổng")
    below = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph()
    inner = table(["trong", "bảng"], ["con", ""], properties=LINES) + paragraph()
    rows = (
        ["TT", "Nội dung", "Hạn"],
        ["1", paragraph("Một") + paragraph("hai"), "30/6"],
        [below, inner, ""],
        [merged, "9"],
    )
    reading = read(paragraph("Trước") + table(*rows, properties=LINES) + paragraph("Sau"))
    lines = "Trước TT Nội_dung Hạn 1 Một hai 30/6 trong bảng con Tổng 9 Sau".replace(" ", "\n").replace("_", " ")
    assert reading.text == lines + "\n"
    (found,) = reading.provenance.tables
    assert [[reading.text[start:end] for start, end in row] for row in found.rows] == [
        ["TT", "Nội dung", "Hạn"],
        ["1", "Một\nhai", "30/6"],
        ["", "trong\nbảng\ncon", ""],
        ["Tổng", "", "9"],
    ]
    assert reading.text[found.start : found.end] == reading.text[len("Trước\n") : -len("\nSau\n")]


def test_empty_cells_lie_within_their_table() -> None:
    reading = read(
        paragraph("a") + table(["", "x"], ["", ""], properties=LINES) + table(["", ""], ["", ""], properties=LINES)
    )
    (found,) = reading.provenance.tables
    assert (found.start, found.end, found.rows) == (2, 3, (((2, 2), (2, 3)), ((3, 3), (3, 3))))
    at_end = read(paragraph("a") + paragraph() + "<w:altChunk/>")
    assert (at_end.text, at_end.warnings[0].start, at_end.warnings[0].end) == ("a\n", 2, 2)


HEADER = (
    [
        paragraph("UBND TỈNH") + paragraph("SỞ NỘI VỤ"),
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Độc lập"),
    ],
    ["Số: 1/KH-SNV", "Tây Ninh, ngày 01 tháng 3 năm 2024"],
)
HEADER_TEXT = """UBND TỈNH
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập
Số: 1/KH-SNV
Tây Ninh, ngày 01 tháng 3 năm 2024
"""


@pytest.mark.parametrize(
    ("rows", "properties", "style", "is_data"),
    [
        (HEADER, "", "", False),
        (HEADER, LINES, "", False),  # drawn with lines, still the header of a plan
        ((["TT", "Nội dung"],), LINES, "", False),  # one row
        ((["Một"], ["hai"]), LINES, "", False),  # one column
        ((["TT", "Nội dung"], ["1", "Một"]), "", "", False),
        ((["TT", "Nội dung"], ["1", "Một"]), LINES, "", True),
        ((["TT", "Nội dung"], ["1", "Một"]), '<w:tblStyle w:val="Grid"/>', LINES, True),
        (
            (["TT", "Nội dung"], ["1", "Một"]),
            '<w:tblStyle w:val="Grid"/>' + LINES.replace("single", "nil"),
            LINES,
            False,
        ),
        ((["TT", "Nội dung"], ["1", "Một"]), LINES.replace("/>", ' w:color="FFFFFF"/>'), "", False),
        ((["a", "b", "c", "d"],) * 3, "", "", True),  # a grid without lines
    ],
)
def test_lines_tell_data_from_layout(rows: tuple[list[str], ...], properties: str, style: str, is_data: bool) -> None:
    styles = f'<w:style w:type="table" w:styleId="Grid"><w:tblPr>{style}</w:tblPr></w:style>'
    reading = read(table(*rows, properties=properties), styles=styles)
    assert bool(reading.provenance.tables) == is_data
    assert rows != HEADER or reading.text == HEADER_TEXT


def test_lines_of_cells_count_too() -> None:
    edges = "".join(f'<w:{edge} w:val="{{0}}"/>' for edge in ("top", "bottom", "left"))
    cell = f"<w:tcPr><w:tcBorders>{edges}</w:tcBorders></w:tcPr>{paragraph('ô')}"
    drawn, bare = cell.format("single"), cell.format("nil")
    assert read(table([drawn, drawn], [drawn, drawn])).provenance.tables
    assert not read(table([bare, bare], [bare, bare], properties=LINES)).provenance.tables


def test_tracked_changes_are_taken_as_accepted_and_told_where_they_stand() -> None:
    def change(tag: str, text: str, inner: str = "t") -> str:
        return f'<w:{tag} w:author="Lê Văn A">{run(text).replace("w:t", f"w:{inner}")}</w:{tag}>'

    mark = '<w:rPr><w:del w:author="Trần B"/></w:rPr>'
    row = f'<w:tr><w:trPr><w:del w:author="Trần B"/></w:trPr><w:tc>{paragraph("hàng bỏ")}</w:tc></w:tr>'
    reading = read(
        paragraph("I. MỤC ĐÍCH")
        + paragraph(
            "Trước ngày ", change("del", "30/6", "delText"), change("ins", "15"), change("ins", "/7"), " báo cáo"
        )
        + paragraph("Đoạn bị", properties=mark)
        + paragraph(" nối liền")
        + paragraph(change("del", "Cả đoạn bỏ", "delText"), properties=mark)
        + paragraph(change("moveTo", "Chuyển"), change("moveFrom", "Đi"))
        + table(["một"]).replace("</w:tbl>", row + "</w:tbl>")
        + paragraph("hết")
    )
    assert reading.text == "I. MỤC ĐÍCH\nTrước ngày 15/7 báo cáo\nĐoạn bị nối liền\nChuyển\nmột\nhết\n"
    assert said(reading, "track changes") == (
        "đã coi các sửa đổi được theo dõi (track changes) là được chấp nhận: "
        "bỏ 5 chỗ, thêm 1 chỗ, chuyển đến 1 chỗ, chuyển đi 1 chỗ; người sửa: Lê Văn A, Trần B"
    )
    places = [(reading.text[notice.start : notice.end], notice.message) for notice in reading.warnings]
    assert {notice.code for notice in reading.warnings} == {"tracked-changes"}
    assert places[0] == (
        "Trước ngày 15/7 báo cáo",
        "sửa đổi được theo dõi, đọc như đã chấp nhận: bỏ “30/6” (Lê Văn A); thêm “15/7” (Lê Văn A)",
    )
    assert [place for place, _ in places[1:]] == ["Đoạn bị nối liền", "Chuyển", "hết"]


def test_many_tracked_changes_are_summed_up() -> None:
    changed = paragraph(f"<w:ins>{run('thêm')}</w:ins>")
    reading = read(changed * 130)
    assert len(reading.warnings) == 101
    assert reading.warnings[-1].message == "từ đây còn 30 đoạn có sửa đổi được theo dõi"


def test_old_fonts_are_decoded_run_by_run() -> None:
    tcvn, capitals, vni = font(".VnTime"), font(".VnTimeH"), font("VNI-Times")
    styles = f'<w:style w:type="paragraph" w:styleId="Cu"><w:rPr>{tcvn}</w:rPr></w:style>'
    reading = read(
        paragraph(run("kÕ ho¹ch", capitals))
        + paragraph("c«ng t¸c", run(" d©n", "<w:b/>"), run(" vận", font("Arial")), properties='<w:pStyle w:val="Cu"/>')
        + paragraph(f"<w:r><w:rPr>{tcvn}</w:rPr><w:t>nh</w:t><w:softHyphen/></w:r>", run(" sau, nh\u00ad trªn", tcvn))
        + paragraph(run("Ke", vni), run("á hoaï", vni + "<w:b/>"), run("ch", vni))
        + paragraph(run("Kế hoạch đã là Unicode", tcvn)),
        styles=styles,
    )
    assert reading.text == "KẾ HOẠCH\ncông tác dân vận\nnhư sau, như trên\nKế hoạch\nKế hoạch đã là Unicode\n"
    assert said(reading, "phông cũ").endswith("(.VnTime, .VnTimeH, VNI-Times) sang Unicode ở 4 đoạn")


def test_a_font_of_a_theme_is_not_the_old_font_named_beside_it() -> None:
    theme = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime" w:hAnsiTheme="minorHAnsi"/>'
    assert text_of(paragraph(run("là", theme))) == "là\n"


def test_a_style_gives_what_a_run_does_not_set() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish w:val='0'/></w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    in_style = '<w:pStyle w:val="A"/>'
    body = paragraph(
        "mục ", run("ẩn", '<w:rStyle w:val="C"/>'), run("đích", '<w:caps w:val="0"/>'), properties=in_style
    )
    reading = read(body, styles=styles)
    assert reading.text == "MỤC đích\n"
    assert said(reading, "viết hoa") == "đã viết hoa 1 chỗ mà Word hiện bằng chữ hoa (All caps)"
    assert said(reading, "ẩn") == "đã bỏ 2 ký tự ẩn (hidden)"


def test_notes_stand_at_the_end_under_their_marks() -> None:
    citing = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", " Nghị định 30", citing)}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("Luật")}{paragraph("số 10")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("không ai nhắc")}</w:footnote>'
    )
    marks = {name: f'<w:r><w:footnoteReference w:id="{name}"/></w:r>' for name in "0129"}
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    reading = read(
        paragraph("Một", marks["2"], " hai", marks["1"], marks["9"], marks["0"], end) + paragraph("hết"),
        footnotes=footnotes,
        endnotes=f'<w:endnote w:id="1">{paragraph("cuối")}</w:endnote>',
    )
    assert reading.text == "Một [1] hai [2] [i]\nhết\n\n[1] Nghị định 30\n[2] Luật\nsố 10\n[i] cuối\n"
    assert said(reading, "chú thích") == "đã đưa 3 chú thích xuống cuối văn bản"


def test_running_lines_are_furniture_and_page_numbers_are_left_out() -> None:
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    reading = read(
        paragraph("KẾ HOẠCH") + section,
        header=paragraph("Trang ", field(" PAGE ", run("1")), "/", field(" NUMPAGES ", run("9")))
        + paragraph("Dự thảo lần 2"),
        footer=paragraph("Dự thảo lần 2") + paragraph("Mật, trang ", field(" PAGE ", run("1"))),
    )
    assert reading.text == "Dự thảo lần 2\n\nKẾ HOẠCH\n\nMật, trang\n"
    assert [reading.text[slice(*place)] for place in reading.provenance.furniture] == ["Dự thảo lần 2", "Mật, trang"]
    assert said(reading, "số trang") == "đã bỏ số trang tự động ở đầu trang hoặc chân trang"


def test_the_letterhead_in_a_page_header_is_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header"/>{}</w:sectPr>'
    body = paragraph("KẾ HOẠCH") + section
    reading = read(body.format("<w:titlePg/>"), header=table(*HEADER))
    assert reading.text == HEADER_TEXT + "\nKẾ HOẠCH\n"
    assert not reading.provenance.furniture
    assert read(body.format(""), header=table(*HEADER)).text == "KẾ HOẠCH\n"


def test_links_are_kept_beside_the_text() -> None:
    to = f'<Relationship Id="a" Type="{RELATIONS}hyperlink" Target="https://vi.du/33" TargetMode="External"/>'
    bad = f'<Relationship Id="b" Type="{RELATIONS}hyperlink" Target="file:///etc/passwd" TargetMode="External"/>'
    linked = '<w:hyperlink r:id="{}">' + run(" 33/CT-") + run("TTg ", "<w:b/>") + "</w:hyperlink>"
    by_field = field(' HYPERLINK "http://vi.du/24" ', run("Nghị định 24"))
    reading = read(paragraph("  Chỉ thị", linked.format("a"), "và ", by_field, linked.format("b")), to + bad)
    assert reading.text == "Chỉ thị 33/CT-TTg và Nghị định 24 33/CT-TTg\n"
    assert [(reading.text[link.start : link.end], link.target) for link in reading.provenance.links] == [
        ("33/CT-TTg", "https://vi.du/33"),
        ("Nghị định 24", "http://vi.du/24"),
    ]


def test_a_table_of_contents_is_furniture() -> None:
    contents = paragraph(BEGIN, "<w:r><w:instrText> TOC </w:instrText></w:r>", SEPARATE, "I. MỤC ĐÍCH\t1")
    reading = read(contents + paragraph("II. NHIỆM VỤ\t2", END) + paragraph("I. MỤC ĐÍCH"))
    assert [reading.text[slice(*place)] for place in reading.provenance.furniture] == [
        "I. MỤC ĐÍCH 1",
        "II. NHIỆM VỤ 2",
    ]
    assert said(reading, "mục lục") == "đã coi 2 dòng mục lục tự động là phần ngoài nội dung"


def test_what_is_not_read_is_said() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    symbol = '<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>'
    reading = read(paragraph("Một", picture, symbol) + '<w:altChunk r:id="x"/>', comments="<w:comment/><w:comment/>")
    assert reading.text == "Một\ufffd\n"
    assert [notice.code for notice in reading.warnings] == ["unread-pictures", "unread-part"]
    assert said(reading, "nhận xét") == "đã bỏ 2 nhận xét bên lề (comment)"
    assert said(reading, "ký hiệu").startswith("1 ký hiệu")
    with pytest.raises(NotAPlanError, match="pictures and no text; save it as PDF"):
        read(paragraph(picture))


def test_macros_are_said_to_be_left_alone() -> None:
    macros = f'<Relationship Id="q" Type="{RELATIONS}vbaProject" Target="vbaProject.bin"/>'
    assert said(read(paragraph("Một"), macros), "macro") == "tệp có macro: không đọc, không chạy"


def test_the_strict_dialect_reads_the_same() -> None:
    body = paragraph("Kế hoạch") + table(["a", "b"], ["c", "d"], properties=LINES)
    strict = word_file(body, strict=True)
    assert b"purl.oclc.org" in strict
    assert word.read("x", strict) == read(body)
