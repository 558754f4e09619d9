"""PDF files read: the text layer of real prints and of files written for the purpose, scans, and files that do harm."""

from __future__ import annotations

import re
import zlib
from html import escape
from pathlib import Path

import pytest
from pdf_files import WHOLE_PAGE, line, pages, pdf, picture, printed, scanned, stream

from plancompare import read_source
from plancompare.errors import LimitError, NotAPlanError
from plancompare.ingest.pdf.document import read
from plancompare.ingest.reading import Limits, Reading, ReadingOptions

PLANS = (
    "kien-giang-2024.ocr",
    "quang-ngai-2024.ocr",
    "tay-ninh-so-ngoai-vu-2024.clean",
    "tay-ninh-so-ngoai-vu-2024.ocr",
    "tay-ninh-thanh-pho-2023.clean",
)
STYLE = """<style>
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Liberation Serif" }
  @bottom-left { content: "UBND tỉnh Tây Ninh"; font: 9pt "Liberation Serif" } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.3 "Liberation Serif"; text-align: justify; margin: 0 } p { margin: 0 0 6pt; text-indent: 10mm }
.columns { width: 100%; border-collapse: collapse; text-align: center } .columns td { vertical-align: top }
.ruled { border-collapse: collapse; font-size: 12pt } .ruled td { border: 1px solid; padding: 3pt }
.new { break-before: page }
</style>"""


def head(data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    return read("a.pdf", data, options)


def lines(reading: Reading) -> list[str]:
    return [text for text in reading.text.split("\n") if text]


@pytest.fixture(scope="module")
def plan() -> Reading:
    """Three pages as an office prints them."""
    return head(
        printed(
            f"""{STYLE}<table class=columns><tr><td width=40%>ỦY BAN NHÂN DÂN<br><b>TỈNH TÂY NINH</b><br>Số: 859/KH-UBND
<td style="padding-top:7px"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA</b><br><b>VIỆT NAM</b><br>Độc lập - Tự do - Hạnh phúc<br>
<i>Tây Ninh, ngày 25 tháng 3 năm 2024</i></table><p style="text-align:center;margin-top:12pt"><b>KẾ HOẠCH</b></p>
<p>Thực hiện <a href="https://example.org/33">Chỉ thị số 33/CT-TTg</a> của Thủ tướng<sup>1</sup>, Sở Nội vụ và văn
phòng cấp tỉnh sửa 120 m<sup>2</sup> trụ sở theo Quyết định số 1123/QĐ-<br>UBND ngày 26/4/2023 của Ủy ban nhân dân tỉnh
về việc giao nhiệm vụ cho các cơ quan, đơn vị, địa phương trong tỉnh, báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện và
đề xuất các biện pháp tiếp theo trong năm 2024.</p>
<p>1. Mục đích</p><p class=new>2. Yêu cầu</p><table class=ruled><tr><td>TT<td>Nội dung công việc<td>Chủ trì
<tr><td>1<td rowspan=2>Tổ chức hội nghị quán triệt Chỉ thị số<br>33/CT-<br>TTg<td>Sở Nội vụ<tr><td>2<td></table>
<p>3. Kinh phí</p><p class=new>./.</p>
<table class=columns><tr><td style="text-align:left;font-size:11pt" width=50%><b>Nơi nhận:</b><br>- Bộ Nội vụ;<br>
- Chủ tịch, các Phó Chủ tịch UBND tỉnh;<br>- Lưu: VT, NC.<td>TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br><br><br><br>
Nguyễn Văn A</table>"""
        )
    )


def test_blocks_side_by_side_are_read_one_after_the_other(plan: Reading) -> None:
    assert plan.text.startswith(
        "ỦY BAN NHÂN DÂN\nTỈNH TÂY NINH\nSố: 859/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nTây Ninh, ngày 25 tháng 3 năm 2024\n\nKẾ HOẠCH\n\nThực hiện Chỉ thị"
    )
    recipients = "Nơi nhận:\n- Bộ Nội vụ;\n- Chủ tịch, các Phó Chủ tịch UBND tỉnh;\n- Lưu: VT, NC."
    assert f"{recipients}\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n\nNguyễn Văn A\n" in plan.text


def test_powers_footnote_marks_and_hyphens_at_the_line_end(plan: Reading) -> None:
    assert "của Thủ tướng [1], Sở Nội vụ" in plan.text.replace("\n", " ")
    assert "120 m² trụ sở" in plan.text.replace("\n", " ")
    assert "1123/QĐ-\nUBND" in plan.text
    assert "đã khôi phục 2 dấu nối ở cuối dòng" in plan.repairs


def test_pages_and_what_belongs_to_them_alone(plan: Reading) -> None:
    given = plan.provenance
    assert len(given.pages) == 3
    assert [0, *(end for _, end in given.pages)] == [*(start for start, _ in given.pages), len(plan.text)]
    running = [plan.text[start:end] for start, end in given.furniture]
    assert running == ["UBND tỉnh Tây Ninh", "2", "UBND tỉnh Tây Ninh", "3", "UBND tỉnh Tây Ninh"]
    second = plan.text[slice(*given.pages[1])]
    assert second.startswith("2\n2. Yêu cầu\n") and second.endswith("\nUBND tỉnh Tây Ninh\n")


def test_a_ruled_table_is_read_cell_by_cell(plan: Reading) -> None:
    (table,) = plan.provenance.tables
    assert [[plan.text[start:end] for start, end in row] for row in table.rows] == [
        ["TT", "Nội dung công việc", "Chủ trì"],
        ["1", "Tổ chức hội nghị quán triệt Chỉ thị số 33/CT-TTg", "Sở Nội vụ"],
        ["2", "", ""],
    ]
    assert plan.text[table.start : table.end].startswith("TT\nNội dung công việc\nChủ trì\n1\n")


def test_links_are_kept_beside_the_text(plan: Reading) -> None:
    (link,) = plan.provenance.links
    assert link.target == "https://example.org/33"
    assert plan.text[link.start : link.end] == "Chỉ thị số 33/CT-TTg"
    assert "example.org" not in plan.text


def _words(text: str) -> list[str]:
    """Words where a sign and what follows it are one: `33/CT-TTg` may be broken over two lines at its signs."""
    return re.sub(r"(?<=[^\w\s])\s+", "", text).split()


@pytest.mark.parametrize("name", PLANS)
def test_every_letter_of_a_real_plan_comes_back(fixtures: Path, name: str) -> None:
    text = (fixtures / f"{name}.txt").read_text(encoding="utf-8")
    reading = head(printed(STYLE + "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n+", text))))
    shown = reading.text
    for start, end in sorted(reading.provenance.furniture, reverse=True):
        shown = shown[:start] + shown[end:]
    assert "".join(shown.split()) == "".join(text.split())
    assert _words(shown) == _words(text)
    assert [warning.code for warning in reading.warnings] == (["read-with-english-model"] if "ocr" in name else [])


def test_the_door_reads_a_pdf(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"  # whatever it is called
    file.write_bytes(pages([line("Ke hoach so 12", 100, 700)]))
    source = read_source(str(file))
    assert (source.text, source.media_type, source.encoding) == ("Ke hoach so 12\n", "application/pdf", None)
    assert source.repairs == ("đã lấy chữ từ lớp chữ của 1 trang PDF, dòng như trên trang",)


def test_letters_of_old_fonts_are_decoded() -> None:
    tcvn3 = head(pages([line("KÕ ho¹ch d©n vËn", 100, 700)], font="/ABCDEF+.VnTime"))
    assert tcvn3.text == "Kế hoạch dân vận\n"
    assert tcvn3.repairs[1] == "đã chuyển chữ của phông bảng mã cũ sang Unicode (.VnTime)"
    assert head(pages([line("kÕ ho¹ch", 100, 700)], font="/.VnTimeH")).text == "KẾ HOẠCH\n"
    assert head(pages([line("Keá hoaïch", 100, 700)], font="/VNI-Times")).text == "Kế hoạch\n"


def test_an_old_encoding_is_told_by_the_words_where_no_font_names_it() -> None:
    text = ("KÕ ho¹ch c«ng t¸c d©n vËn chÝnh quyÒn n¨m 2024", "TuyÕn truyÒn, vËn ®éng nh©n d©n thùc hiÖn tèt c¸c chñ")
    drawn = "".join(
        line(shown, 50, 700 - 20 * n, 12) for n, shown in enumerate([*text, "tr\xad¬ng, sö dông ng©n s¸ch"])
    )
    reading = head(pages([drawn, line("Th\xad ký", 50, 700)]))
    assert lines(reading)[0] == "Kế hoạch công tác dân vận chính quyền năm 2024"
    assert lines(reading)[2:] == ["trương, sử dụng ngân sách", "Thư ký"]
    assert reading.repairs[-1].startswith("đã chuyển chữ của phông bảng mã cũ sang Unicode (phỏng đoán: TCVN")
    assert reading.warnings == ()


def test_the_letter_that_looks_like_a_hyphen_at_the_line_end() -> None:
    """pdfium takes the last letter of `Thư` for a soft hyphen."""
    drawn = line("gi¸m ®èc Së T\xad", 50, 700) + line("ph¸p, sè 12/KH-", 50, 680) + line("UBND", 50, 660)
    assert lines(head(pages([drawn], font="/.VnTime"))) == ["giám đốc Sở Tư", "pháp, số 12/KH-", "UBND"]


def test_a_font_that_kept_its_old_name_is_read_as_it_is() -> None:
    font, more = mapped({"!": "ế", "#": "ạ"})
    drawn = line("K! ho#ch", 100, 700) + line("là cô", 100, 680)
    renamed = pages([drawn], font=font.replace("/Helvetica", "/.VnTime/Encoding/WinAnsiEncoding"), more=more)
    assert head(renamed).text == "Kế hoạch\nlà cô\n"


def mapped(meanings: dict[str, str]) -> tuple[str, list[bytes]]:
    """A font whose letters mean others."""
    pairs = "".join(f"<{ord(a):02x}> <{b.encode('utf-16-be').hex()}>\n" for a, b in meanings.items())
    table = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(meanings)} beginbfchar {pairs} endbfchar"
    return "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>", [stream(table.encode())]


def test_letters_that_only_a_font_knows_are_made_plain() -> None:
    font, more = mapped({"!": "\ufb01", "#": "\u00ad", "$": "e\u0302\u0301", "%": "\uf0b7"})
    reading = head(pages([line("% !nh K$ ho#ach", 100, 700)], font=font, more=more))
    assert reading.text == "• finh Kế hoach\n"
    assert set(reading.repairs[1:]) == {
        "đã bỏ 1 ký tự không hiển thị",
        "đã ghép dấu thanh rời (chuẩn hóa NFC)",
    }


def test_a_text_layer_without_meaning_is_said() -> None:
    font, more = mapped({chr(code): chr(0xE000 + code) for code in range(97, 123)})
    reading = head(pages([line("Ke hoach cong tac", 100, 700)], font=font, more=more))
    assert [warning.code for warning in reading.warnings] == ["text-layer-unreadable"]
    assert "trang 1" in reading.warnings[0].message and "--reread" in reading.warnings[0].message
    words = "Tiwn kwzb qpf xxvt " * 10
    other = head(pages([line(words, 20, 700, 5), line("Ke hoach", 20, 600)]))
    assert [warning.code for warning in other.warnings] == ["text-layer-unreadable"]


def test_what_is_printed_twice_is_read_once() -> None:
    bold = line("Ke hoach", 100, 700) + line("Ke hoach", 100.4, 700)
    under = line("Ke hoazh", 100, 600, 13, mode=3) + line("Ke hoach", 101, 600)
    assert head(pages([bold + under])).text == "Ke hoach\n\nKe hoach\n"


def test_the_letters_a_recogniser_laid_under_a_scan_are_its_text() -> None:
    grey = picture(10, 10, bytes([255]) * 100)
    reading = head(pages([WHOLE_PAGE + line("Ke hoach so 5", 100, 700, mode=3)], more=[grey]))
    assert reading.text == "Ke hoach so 5\n"


def test_a_page_on_its_side_is_read_upright() -> None:
    turned = "".join(
        f"BT /F 14 Tf 0 1 -1 0 {x} {y} Tm ({text}) Tj ET\n"
        for x, y, text in ((100, 400, "CONG HOA XA HOI"), (118, 400, "Doc lap"), (100, 60, "UY BAN NHAN DAN"))
    )
    assert lines(head(pages([turned], entries="/Rotate 90"))) == ["UY BAN NHAN DAN", "CONG HOA XA HOI", "Doc lap"]


def test_list_labels_and_stretched_lines_are_no_columns() -> None:
    listed = "".join(
        line(f"{label})", 80, y) + line(f"Noi dung thu {label} cua ke hoach", 130, y)
        for label, y in (("a", 700), ("b", 682), ("c", 664))
    )
    assert lines(head(pages([listed])))[1] == "b) Noi dung thu b cua ke hoach"
    stretched = line("Thuc hien cong tac", 80, 700) + line("dan van chinh quyen", 300, 700) + line("nhu sau:", 80, 682)
    assert lines(head(pages([stretched]))) == ["Thuc hien cong tac dan van chinh quyen", "nhu sau:"]


# ---------------------------------------------------------------- scans


@pytest.fixture(scope="module")
def scan() -> bytes:
    """The image of a page with two lines."""
    return scanned(printed("<p style='font:20pt serif'>Kế hoạch số 63/KH-UBND<br>Thực hiện công tác dân vận</p>"))


def test_a_page_without_text_is_recognised_among_others(scan: bytes) -> None:
    told: list[str] = []
    data = pages([line("Trang mot", 100, 700), WHOLE_PAGE, ""], more=[scan])
    reading = head(data, ReadingOptions(dpi=200, tell=told.append))
    assert lines(reading) == ["Trang mot", "Kế hoạch số 63/KH-UBND", "Thực hiện công tác dân vận"]
    assert told == ["a.pdf: page 2 of 3 recognised"]  # the third is blank
    start, end, percent = reading.provenance.confidences[0]
    assert reading.text[start:end] == "Kế" and 50 <= percent <= 100
    assert len(reading.provenance.pages) == 3
    assert reading.repairs[0] == "đã lấy chữ từ lớp chữ của 1 trang PDF, dòng như trên trang"
    assert reading.repairs[1].startswith("đã nhận dạng chữ từ ảnh") and reading.repairs[1].endswith(", trang 2")


def test_a_stamp_upon_a_scan_does_not_hide_it(scan: bytes) -> None:
    stamped = WHOLE_PAGE + line("Ky boi: UBND tinh, thoi gian ky: 06.03.2024", 300, 800, 6)
    reading = head(pages([stamped], more=[scan]), ReadingOptions(dpi=200))
    assert "Thực hiện công tác dân vận" in reading.text


def test_reread_takes_the_image_where_the_text_layer_is_no_good() -> None:
    lost = "Thyc hién cdng tac dan van, phdi hop v6i Ban Chi dao va cac don vj c6 lién quan thyc hign ké hoach nay"
    drawn = printed(f"{STYLE}<p>Thực hiện công tác dân vận, phối hợp với Ban Chỉ đạo và các đơn vị</p>")
    layer = "".join(line(lost, 80, 700 - 14 * n, 8, mode=3) for n in range(2))
    data = pages([WHOLE_PAGE + layer, line("Ke hoach nay co hieu luc", 80, 700)], more=[scanned(drawn)])
    as_it_is = head(data)
    assert as_it_is.text.startswith("Thyc hién") and as_it_is.warnings[0].code == "read-with-english-model"
    anew = head(data, ReadingOptions(reread=True, dpi=200))
    assert "Thực hiện công tác dân vận" in anew.text and "Thyc" not in anew.text
    assert "Ke hoach nay co hieu luc" in anew.text  # which no recogniser could read better
    assert anew.warnings == ()


def test_without_a_recogniser_pages_are_named_or_the_file_refused(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    mixed = head(pages([line("Trang mot", 100, 700), WHOLE_PAGE, WHOLE_PAGE], more=[scan]))
    assert mixed.text == "Trang mot\n"
    (warning,) = mixed.warnings
    assert warning.code == "page-not-recognised" and "trang 2-3" in warning.message
    assert "tesseract-ocr-vie" in warning.message
    with pytest.raises(NotAPlanError, match=r"^a\.pdf: .*[Tt]esseract"):
        head(pages([WHOLE_PAGE], more=[scan]))


# ---------------------------------------------------------------- files that do harm


def test_a_locked_pdf_asks_for_one_without_a_password() -> None:
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'11' * 32}>/U<{'22' * 32}>>>/ID[<{'33' * 16}><{'33' * 16}>]"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R>>"]
    with pytest.raises(NotAPlanError, match=r"^a\.pdf: the PDF is locked with a password; .*without one"):
        head(pdf(objects, locked))


@pytest.mark.parametrize("kids", ["2 0 R", "3 0 R 2 0 R", ""])
def test_a_page_tree_without_an_end_or_a_page(kids: str) -> None:
    endless = pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count 2147483647>>",
            "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2147483647>>",
        ]
    )
    with pytest.raises((NotAPlanError, LimitError), match=r"^a\.pdf: .*page"):
        head(endless)


def test_limits_are_named() -> None:
    many = pages([line("Ke hoach", 100, 700)] * 4)
    with pytest.raises(LimitError, match=r"^a\.pdf: a PDF of 4 pages, more than 3; raise --max-pages"):
        head(many, ReadingOptions(limits=Limits(pages=3)))
    with pytest.raises(LimitError, match=r"more than 0 MiB of text"):
        head(many, ReadingOptions(limits=Limits(unpacked_bytes=20)))
    scan = pages([WHOLE_PAGE], more=[picture(10, 10, bytes(100))])
    with pytest.raises(LimitError, match=r"^a\.pdf: page 1 has 8,\d{3},\d{3} pixels at 300 dpi, more than 1,000,000"):
        head(scan, ReadingOptions(limits=Limits(pixels=1_000_000)))


def test_a_damaged_file_is_said_to_be() -> None:
    whole = pages([line("Ke hoach", 100, 700)])
    with pytest.raises(NotAPlanError, match=r"^a\.pdf: the PDF is damaged or cut short; "):
        head(whole[:60])


def test_a_page_that_is_missing_is_named_and_the_others_are_read() -> None:
    whole = pages([line("Trang mot", 100, 700), line("Trang hai", 100, 700)])
    broken = whole.replace(b"/Kids[4 0 R 6 0 R]", b"/Kids[4 0 R 9 0 R]")
    assert broken != whole
    reading = head(broken)
    assert reading.text == "Trang mot\n"
    assert [(warning.code, "trang 2" in warning.message) for warning in reading.warnings] == [("page-unreadable", True)]


def test_a_page_that_unpacks_without_measure_ends() -> None:
    bomb = stream(zlib.compress(b"BT /F 9 Tf (a) Tj ET\n" * 400_000, 9), "/Filter/FlateDecode")
    data = pages([""], more=[bomb]).replace(b"/Contents 6 0 R", b"/Contents 4 0 R")
    try:
        assert len(head(data, ReadingOptions(limits=Limits(seconds=10))).text) < 10_000_000
    except LimitError as limit:
        assert "--max-seconds" in str(limit)
