"""Makes the inputs that fuzzing begins with anew: python tests/fuzz/make_corpus.py

A small plan, cut from the clean fixtures, in every form a reader takes, made by the tools of tests/forms (LibreOffice,
iconv, Chromium) and by hand where those make no small file. What once broke a reader (`broke-…`) is left as it is.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan_pages import PlanPages

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "forms"), str(TESTS / "unit"), str(TESTS / "fuzz")]

CORPUS = Path(__file__).parent / "corpus"
_KEPT = 9  # paragraphs of the plan


def main() -> None:
    for target, files in {**_texts(), **_pages(), **_office(), **_drawn(), **_archives()}.items():
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if not old.name.startswith("broke-"):
                old.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)
    print(f"{sum(path.stat().st_size for path in CORPUS.rglob('*') if path.is_file()):,} bytes in {CORPUS}")


def _plan(cut: int = _KEPT) -> PlanPages:
    from plan_pages import city_plan

    plan = city_plan()
    return plan._replace(
        paragraphs=tuple(one._replace(text=one.text[:160]) for one in plan.paragraphs[2 : 2 + cut]),
        subject=plan.subject[:120],
        recipients=plan.recipients[:4],
    )


def _texts() -> Mapping[str, Mapping[str, bytes]]:
    from old_letters import by_iconv, tcvn3, vni

    text = _plan().text()
    whole = (TESTS.parent / "fixtures" / "tay-ninh-so-ngoai-vu-2024.clean.txt").read_text(encoding="utf-8")
    scanned = (TESTS.parent / "fixtures" / "kien-giang-2024.ocr.txt").read_text(encoding="utf-8")
    short = _plan(4).text()
    hostile = short.replace("Mục đích", "<zzq onzzq=1>").replace("năm", "=1+1 \x1b[31m")
    shown = {"plan.txt": short.encode(), "hostile.txt": hostile.encode(), "name.txt": (short + '"><zzq x=1>').encode()}
    return {
        "text": {
            "utf-8.txt": text.encode(),
            "nfd.txt": unicodedata.normalize("NFD", text).encode(),
            "utf-16.txt": text[:1500].replace("\n", "\r\n").encode("utf-16"),
            "tcvn3.txt": by_iconv(text, "TCVN5712-1"),
            "tcvn3-font.txt": tcvn3(text).encode("cp1252"),
            "vni.txt": vni(text).encode("cp1252"),
            "windows-1258.txt": by_iconv(text, "WINDOWS-1258"),
            "viscii.txt": by_iconv(text, "VISCII"),
            "mixed.txt": text[:900].encode() + b"\n" + tcvn3(text[900:1800]).encode("cp1252", "replace"),
        },
        "structure": {
            "plan.txt": text.encode(),
            "whole.txt": whole.encode()[:3500],
            "scanned.txt": scanned.encode()[:3500],
        },
        **{target: dict(shown) for target in ("compare", "diff", "scan", "terminal")},
    }


def _pages() -> Mapping[str, Mapping[str, bytes]]:
    from old_letters import vni_runs, vntime_runs
    from portal_pages import LAYOUTS, portal_page
    from saved_pages import google_page, word_page

    text = _plan(5).text()
    pages = {f"{layout}.html": portal_page(text, layout).encode() for layout in LAYOUTS}
    lines = [line for line in text.split("\n") if line]
    pages["word.html"] = word_page([("UBND", "CỘNG HÒA")], lines[:20], lines[12]).encode()
    pages["google.html"] = google_page([(0, lines[5]), (1, lines[6]), (0, lines[7])]).encode()
    runs = [*vntime_runs(lines[8]), *vni_runs(lines[9])]
    fonts = "".join(f'<p><font face="{font}">{letters}</font></p>' for letters, font in runs)
    pages["fonts.html"] = f'<html><meta charset="windows-1252"><body>{fonts}</body></html>'.encode(
        "cp1252", "xmlcharrefreplace"
    )
    pages["table.html"] = (
        '<table><tr><th rowspan=2>STT<th colspan="2">Nội dung</tr><tr><td>a<td>b</tr><tr><td>1<td>x<br>y<td></table>'
        '<ol start=3 type=a><li>Một<li>Hai<ul><li>Ba</ul></ol><pre>a  b\n c</pre><p style="text-transform:uppercase">a'
    ).encode()
    page = "<html><p>K=E1=BA=BF ho=E1=BA=A1ch s=E1=BB=91 5/KH-UBND<p>I. M=E1=BB=A5c =C4=91=C3=ADch=\r\n</html>"
    part = "Content-Type: {}\r\nContent-Transfer-Encoding: {}\r\nContent-Location: http://a/{}\r\n\r\n{}\r\n"
    html = 'text/html; charset="utf-8"'
    inner = f"--in\r\n{part.format(html, '8bit', 2, '<p>Trong khung')}--in--\r\n"
    head = 'From: <Saved>\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="b"\r\n\r\n'
    messages = {
        "plain.mht": f"{head}--b\r\n{part.format(html, 'quoted-printable', 1, page)}--b--\r\n",
        "base64.mht": f"{head}--b\r\n{part.format(html, 'base64', 1, 'PHA+S+G6vyBob+G6oWNoPC9wPg==')}"
        f"--b\r\n{part.format('image/png', 'base64', 2, 'iVBORw0KGgo=')}--b--\r\n",
        "nested.mht": f"{head}--b\r\n{part.format('multipart/alternative; boundary=in', '7bit', 1, inner)}"
        f"--b\r\n{part.format(html, 'quoted-printable', 3, page)}--b--\r\n",
    }
    return {"html": pages, "mhtml": {name: message.encode() for name, message in messages.items()}}


def _office() -> Mapping[str, Mapping[str, bytes]]:
    import hostile_files
    from container_mutations import packed, unpacked
    from office_pages import flat_document, save_as
    from old_letters import vntime_runs

    made: dict[str, bytes] = {}
    plan = _plan(6)
    flat = {
        "typed": flat_document(plan),
        "numbered": flat_document(plan, numbered=True),
        "vntime": flat_document(plan, vntime_runs),
    }
    with tempfile.TemporaryDirectory() as place:
        for name, document in flat.items():
            Path(place, f"{name}.fodt").write_text(document, encoding="utf-8")
        for ending, names in {"docx": ("typed", "numbered", "vntime"), "odt": ("typed",), "rtf": ("typed",)}.items():
            save_as(ending, [Path(place, f"{name}.fodt") for name in names], Path(place))
            made |= {f"{name}.{ending}": Path(place, f"{name}.{ending}").read_bytes() for name in names}
    small = (".xml", ".rels", "mimetype")
    for name in [name for name in made if name.endswith(("docx", "odt"))]:
        kept = [one for one in unpacked(made[name]) if one.name.decode().endswith(small) and b"theme" not in one.name]
        made[name] = packed(kept)
    text = hostile_files.word_file(_rich_word().encode(), _NOTES)
    rich = (
        rb"{\rtf1\ansicpg1258{\fonttbl{\f0 .VnTime;}}\f0 K\u7871?  ho\'b9ch\par {\field{\*\fldinst PAGE}}\b I. M\par}"
    )
    others = {name: data for name, data in made.items() if not name.endswith(".docx")}
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(500)
    offices = {"small.rtf": rich, "typed.odt": others["typed.odt"], "old.doc": ole}
    return {
        "docx": {name: data for name, data in made.items() if name.endswith(".docx")} | {"rich.docx": text},
        "office": offices,
        "libreoffice": {"small.rtf": rich, "typed.odt": others["typed.odt"]},
    }


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTES = [
    (
        "word/_rels/document.xml.rels",
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        b'Target="footnotes.xml"/><Relationship Id="h" TargetMode="External" Target="http://a/" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>',
    ),
    (
        "word/footnotes.xml",
        f'<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:footnote>'.encode()
        + b"</w:footnotes>",
    ),
]


def _rich_word() -> str:
    """What a plan by hand has and LibreOffice does not write here: tracked changes, fields, boxes, merged cells."""

    def text(letters: str) -> str:
        return f"<w:r><w:t>{letters}</w:t></w:r>"

    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    paragraphs = (
        text("KẾ HOẠCH"),
        f'<w:ins w:author="A">{text("I. Mục đích")}</w:ins>'
        '<w:del w:author="B"><w:r><w:delText>cũ</w:delText></w:r></w:del>',
        f'<w:moveFrom w:author="A">{text("đi")}</w:moveFrom><w:moveTo>{text("đến")}</w:moveTo>',
        f"{field('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{field('separate')}{text('2')}{field('end')}",
        f'<w:hyperlink r:id="h">{text("trang")}</w:hyperlink><w:r><w:footnoteReference w:id="1"/>'
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:br/><w:noBreakHyphen/></w:r>',
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        '<w:r><w:rPr><w:caps/><w:vanish w:val="0"/><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>§¶o</w:t></w:r>',
    )
    inner = f"<w:tbl><w:tr><w:tc><w:p>{text('trong')}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    table = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
        f"<w:p>{text('STT')}</w:p></w:tc><w:tc><w:p>{text('Nội dung')}</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr>"
        f"<w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    )
    box = f"<w:sdt><w:sdtContent><w:p>{text('hộp')}</w:p></w:sdtContent></w:sdt>"
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return f"<w:document {_W} {relations}><w:body>{body}{table}{box}<w:sectPr/></w:body></w:document>"


def _drawn() -> Mapping[str, Mapping[str, bytes]]:
    from pdf_files import line, pages, picture
    from PIL import Image

    ruled = "".join(f"{x} 400 m {x} 600 l S\n" for x in (50, 200, 500))
    ruled += "".join(f"50 {y} m 500 {y} l S\n" for y in (400, 500, 600))
    body = [
        line("I. MUC DICH so 5/KH-UBND", 72, 720) + line("1. Rao soat van ban, de xuat", 72, 700),
        line("UBND TINH", 72, 800)
        + line("CONG HOA XA HOI", 320, 800)
        + ruled
        + line("STT", 60, 550)
        + line("Noi dung", 220, 550),
    ]
    drawings = {
        "two-pages.pdf": pages([body[0] + line("1", 300, 820), body[1] + line("2", 300, 820)]),
        "old-font.pdf": pages([line("KÕ ho¹ch c«ng t¸c d©n vËn", 72, 700)], font="/.VnTime"),
        "picture.pdf": pages(["q 595 0 0 842 0 0 cm /I Do Q\n"], more=[picture(20, 28, bytes(560))]),
        "link.pdf": pages(
            [line("Xem trang web", 72, 700)],
            entries="/Rotate 90/Annots[<</Type/Annot/Subtype/Link/Rect[70 690 200 720]/A<</S/URI/URI(http://a/b)>>>>]",
        ),
    }
    pictures: dict[str, bytes] = {}
    for mode in ("1", "L", "P", "RGBA", "CMYK", "I;16", "F"):
        for kind in {
            "1": ("PNG", "TIFF"),
            "L": ("PNG", "JPEG"),
            "RGBA": ("PNG",),
            "P": ("PNG",),
            "CMYK": ("JPEG", "TIFF"),
        }.get(mode, ("TIFF",)):
            held = io.BytesIO()
            Image.new(mode, (24, 16)).save(held, kind)
            pictures[f"{mode.replace(';', '')}.{kind.lower()}"] = held.getvalue()
    held = io.BytesIO()
    frames = [Image.new("L", (8, 8), shade) for shade in (0, 255)]
    exif = Image.Exif()
    exif[0x0112] = 6
    frames[0].save(held, "TIFF", save_all=True, append_images=frames[1:], exif=exif, compression="tiff_lzw")
    return {"pdf": drawings, "picture": pictures | {"two-pages.tiff": held.getvalue()}}


def _archives() -> Mapping[str, Mapping[str, bytes]]:
    from container_mutations import Member, packed

    text = "KẾ HOẠCH\nThực hiện công tác dân vận năm 2024\n".encode()
    many = [
        Member("kế hoạch.txt".encode(), text),
        Member("tỉnh/b.txt".encode(), text, method=0),
        Member(b"c.pdf", b"%PDF-1.7"),
        Member(b"c.txt", text),
        Member(b"../../d.html", b"<p>a"),
        Member(b"e.txt", text, flags=0),
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), text)
        archive.writestr("b/a.txt", text, zipfile.ZIP_DEFLATED)
    inner = packed([Member(b"a.txt", text)])
    return {
        "archive": {
            "many.zip": packed(many),
            "lzma.zip": held.getvalue(),
            "nested.zip": packed([Member(b"a.zip", inner), many[0]]),
        }
    }


if __name__ == "__main__":
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice is missing; see tests/run for what the tests need")
    main()
