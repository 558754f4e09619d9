"""Changes to a file that leave it a file of its kind, so that more than the door of a reader is tried.

Bytes changed at random never pass the check sums of a zip archive or the grammar of XML. Here the container is opened,
one part of it is changed by its own grammar, and it is closed again. Every change is drawn from `Random`, so the same
seed gives the same file; `raw` is the fuzzer's own change of bytes, used for what has no grammar.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

Raw = Callable[[bytes, int], bytes]
"""Bytes and how many they may become, to other bytes."""
Mutator = Callable[[bytes, int, Random, Raw], bytes]
"""The same with what is drawn from, and the fuzzer's own change."""

_NUMBERS = ("0", "-1", "1", "2", "255", "65536", "2147483647", "4294967296", "-2147483648", "99999999999999999999", "1e9")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_LETTERS = ("", " ", "\u00a0", "\u0301", "\u200b", "\u202e", "\ufeff", "\ufffd", "\x0c", "\x85", "\u2028", "đ", "Ậ", "😀", "²", "١")
_STRUCTURE = (
    *("I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "Phần thứ nhất", "Chương II", "Điều 3. Tổ chức", "1. Mục đích", "1.1. Rà soát"),
    *("a) Tuyên truyền", "đ) Kiểm tra", "- Lưu: VT.", "+ Báo cáo", "• Khác", "Nơi nhận:", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    *("KẾ HOẠCH", "QUYẾT ĐỊNH", "CÔNG VĂN", "Kính gửi: Các sở", "PHỤ LỤC I", "(Kèm theo Kế hoạch số 5/KH-UBND)", "MỤC LỤC"),
    *("Số: 12/KH-UBND", "ngày 31 tháng 02 năm 2024", "ngày 00/00/0000", "trước ngày 15/12 hằng năm", "quý IV/2024"),
    *("Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ", "Nghị quyết số 25-NQ/TW", "đạt 100% trở lên"),
    *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH", "2", "- 3 -"),
    *("STT | Nội dung | Đơn vị chủ trì | Thời gian", "11. TO CHUC", "l. Muc dich", "_______", "...........", "./."),
)
PAYLOADS = (
    *("<zzq onzzq=1>", "</zzq>", '"><zzq x=1>', "'><zzq y='", "<script>zzq()</script>", "</script><zzq>", "<!--zzq", "-->"),
    *("<img src=x onerror=zzq>", "<svg/onload=zzq>", "javascript:zzq", "]]><zzq/>", "<![CDATA[", "</w:t></w:r><w:zzq/>", "&lt;zzq&gt;"),
    *("&amp;", "&#60;zzq&#62;", "{{ 7*7 }}", "{% zzq %}", "${zzq}", "\\u003czzq", "</style><zzq>", "}zzq{color:red}", "/*", "*/"),
    *("=1+1", "+zzq", "-zzq", "@SUM(1)", "\t=cmd|' /C calc'!A0", "＝1+1", "\x1b[31m", "\x1b]0;zzq\x07", "\x9b2J", "\x00", "\x08", "\x7f"),
    *("[zzq](javascript:zzq)", "![](http://zzq)", "<http://zzq>", "`zzq`", "| zzq |", "# zzq", "***", "~~~", "1) zzq", "[a]: http://zzq"),
    *("\u202ezzq\u202c", "\u2066", "\u2028", "\ufffe", "\ud7ff", "_x0041_", "'", '"', "\\", "`", "<", ">", "&"),
)


def lines(data: bytes, most: int, chance: Random, raw: Raw, words: Sequence[str] = _STRUCTURE) -> bytes:
    """A text by its lines: left out, doubled, moved, joined, replaced by one that a parser looks for."""
    held = data.decode("utf-8", "replace").split("\n")
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(held))
        match chance.randrange(9):
            case 0:
                del held[at : at + 1 + chance.randrange(3)]
            case 1:
                held[at:at] = held[at : at + 1 + chance.randrange(4)] * (1 + chance.randrange(3))
            case 2:
                held.insert(chance.randrange(len(held)), held.pop(at))
            case 3:
                held[at : at + 2] = [" ".join(held[at : at + 2])]
            case 4:
                held.insert(at, chance.choice(words))
            case 5:
                held[at] = _spliced(held[at], chance.choice((*words, *_LETTERS)), chance)
            case 6:
                held[at] = _renumbered(held[at].encode(), chance).decode()
            case 7:
                held[at] = chance.choice((held[at].upper(), held[at].lower(), held[at][:20], held[at] * 3))
            case _:
                held[at] = raw(held[at].encode(), len(held[at].encode()) + 20).decode("utf-8", "replace")
        held = held or [""]
    return "\n".join(held).encode("utf-8", "replace")[:most]


def payload_lines(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """The same, with what would be markup, a formula or a terminal's control."""
    return lines(data, most, chance, raw, chance.choice((PAYLOADS, PAYLOADS, _STRUCTURE)))


def raw_or_lines(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A text in any encoding: bytes most of the time; by lines, and then in another encoding, now and then."""
    match chance.randrange(6):
        case 0:
            encoding = chance.choice(("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp1258", "cp1252"))
            return lines(data, most, chance, raw).decode().encode(encoding, "replace")[:most]
        case 1:
            places = [chance.randrange(len(data) + 1) for _ in range(2)]
            return (data[: max(places)] + data[min(places) :])[:most]
    return raw(data, most)


# ---------------------------------------------------------------- markup

_TOKEN = re.compile(r"<[^<>]{0,2000}>|[^<]+|<", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_TAGS = (
    *("<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>", '<td colspan="2" rowspan="3">', "<br>", "<ul>", "<ol>"),
    *('<ol start="-5" type="I">', '<li value="99">', "</li>", "<sup>", "<pre>", "<del>", "<template>", "<select><option>", "<textarea>"),
    *('<p style="display:none">', "<p hidden>", '<font face=".VnTimeH">', '<span style="font-family:VNI-Times">', "<h1>", "<center>"),
    *("<style>p{display:none}</style>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<!DOCTYPE html>", "<?xml?>", "<svg>"),
    *('<a href="a.pdf">', '<iframe src="b.docx">', '<object data="c.pdf">', "<body>", "</html>", '<meta charset="utf-7">', "<hr>"),
    *("&#7871;", "&#x1EBF;", "&#0;", "&#xD800;", "&#1114112;", "&nbsp;", "&lt;", "&notit;", "&", "&#", "&#x"),
    *('<p style="mso-list:l0 level1 lfo1">', "<![if !supportLists]>", "<![endif]>", "<o:p>", '<p class="MsoNormal">', "<ins>"),
)


def markup(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A web page by its tags and texts."""
    tokens = _TOKEN.findall(data.decode("utf-8", "replace")) or [""]
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(tokens))
        match chance.randrange(8):
            case 0:
                del tokens[at : at + 1 + chance.randrange(6)]
            case 1:
                tokens[at:at] = tokens[at : at + 1 + chance.randrange(8)] * (1 + chance.randrange(3))
            case 2:
                tokens.insert(chance.randrange(len(tokens)), tokens.pop(at))
            case 3 | 4:
                tokens.insert(at, chance.choice(_TAGS))
            case 5:
                found = [token for token in tokens if "=" in token]
                attributes = _ATTRIBUTE.findall(chance.choice(found)) if found else []
                if attributes and tokens[at].startswith("<"):
                    name, value = chance.choice(attributes)
                    tokens[at] = f"{tokens[at].rstrip('>')} {name}={value}>"
            case 6:
                tokens[at] = _renumbered(tokens[at].encode(), chance).decode()
            case _:
                tokens[at] = raw(tokens[at].encode(), len(tokens[at].encode()) + 20).decode("utf-8", "replace")
        tokens = tokens or [""]
    return "".join(tokens).encode("utf-8", "replace")[:most]


def rich_text(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """Rich text by its groups and control words."""
    tokens = re.findall(rb"\\[a-z]+-?\d*\s?|\\'..|\\.|[{}]|[^\\{}]+", data, re.DOTALL) or [b""]
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(tokens))
        match chance.randrange(5):
            case 0:
                del tokens[at : at + 1 + chance.randrange(6)]
            case 1:
                tokens[at:at] = tokens[at : at + 1 + chance.randrange(8)]
            case 2:
                tokens.insert(chance.randrange(len(tokens)), tokens.pop(at))
            case 3:
                tokens[at] = _renumbered(tokens[at], chance)
            case _:
                tokens[at] = raw(tokens[at], len(tokens[at]) + 20)
        tokens = tokens or [b""]
    return b"".join(tokens)[:most]


def tree(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """XML by its elements: it stays well-formed, and element and attribute names stay those of the format."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return markup(data, most, chance, raw)
    for _ in range(1 + chance.randrange(4)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(8):
            case 0 if one is not root:
                one.getparent().remove(one)
            case 1:
                other.insert(chance.randrange(len(other) + 1), _copied(one))
            case 2 if one is not root:
                _wrap(one, other)
            case 3 if one.attrib:
                name = chance.choice(list(one.attrib))
                values = [value for element in elements for value in element.attrib.values()]
                one.attrib[name] = chance.choice((*values, *_NUMBERS, ""))
            case 4 if one.attrib:
                del one.attrib[chance.choice(list(one.attrib))]
            case 5 if other.attrib:
                name = chance.choice(list(other.attrib))
                one.attrib[name] = other.attrib[name]
            case 6:
                one.text = _shown(_spliced(one.text or "", chance.choice((*_STRUCTURE, *_LETTERS)), chance))
            case 7:
                one.tag = other.tag
    return bytes(etree.tostring(root, encoding="utf-8"))[:most]


def _copied(element: object) -> object:
    from copy import deepcopy

    return deepcopy(element)


def _wrap(one, other) -> None:  # type: ignore[no-untyped-def]
    parent = one.getparent()
    place = parent.index(one)
    around = parent.makeelement(other.tag, dict(other.attrib))
    parent.remove(one)
    around.append(one)
    parent.insert(place, around)


def _shown(text: str) -> str:
    """`text` without what no XML may hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


# ---------------------------------------------------------------- archives


class Member(NamedTuple):
    """A file of an archive: what is said of it, and its bytes as stored (`packed`) of what they are."""

    name: bytes
    data: bytes
    flags: int = 0x800
    method: int = 8
    attributes: int = 0
    extra: bytes = b""
    said_size: int | None = None


def packed(members: Sequence[Member]) -> bytes:
    """A zip archive of these members."""
    held, directory = io.BytesIO(), io.BytesIO()
    for member in members:
        stored = member.data
        if member.method == 8:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            stored = packer.compress(member.data) + packer.flush()
        size = len(member.data) if member.said_size is None else member.said_size
        facts = struct.pack(
            *("<HHHHHIIIHH", 20, member.flags & 0xFFFF, member.method & 0xFFFF, 0, 0x21, zlib.crc32(member.data)),
            *(len(stored), size & 0xFFFFFFFF, len(member.name) & 0xFFFF, len(member.extra) & 0xFFFF),
        )
        more = struct.pack("<HHHII", 0, 0, 0, member.attributes & 0xFFFFFFFF, held.tell())
        directory.write(b"PK\x01\x02\x14\x03" + facts + more + member.name + member.extra)
        held.write(b"PK\x03\x04" + facts + member.name + member.extra + stored)
    start = held.tell()
    count = len(members) & 0xFFFF
    held.write(directory.getvalue())
    held.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, directory.tell(), start, 0))
    return held.getvalue()


def unpacked(data: bytes) -> list[Member]:
    """The members of an archive; none where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [
                Member(info.orig_filename.encode("utf-8", "replace"), _content(archive, info), 0x800, info.compress_type)
                for info in archive.infolist()[:200]
                if info.file_size < 1_000_000
            ]
    except Exception:  # whatever `zipfile` makes of it, it is no archive to change by its parts
        return []


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        return file.read(1_000_000)


def package(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A packed document: one of its XML parts is changed as a tree; now and then parts are left out, or bytes changed."""
    members = unpacked(data)
    if not members or chance.randrange(20) == 0:
        return raw(data, most)
    parts = [number for number, member in enumerate(members) if member.name.endswith((b".xml", b".rels"))]
    for _ in range(1 + chance.randrange(2)):
        if not parts:
            break
        bodies = [n for n in parts if members[n].name in (b"word/document.xml", b"content.xml")]
        number = chance.choice(bodies) if bodies and chance.random() < 0.5 else chance.choice(parts)
        change = markup if chance.randrange(20) == 0 else tree
        members[number] = members[number]._replace(data=change(members[number].data, 200_000, chance, raw))
    if chance.randrange(15) == 0:
        del members[chance.randrange(len(members))]
    changed = packed(members)
    return changed if len(changed) <= most else data


_NAMES = (
    *(b"../../a.txt", b"/etc/passwd", b"C:\\a.txt", b"a/../../b.txt", b"", b".", b"a\x00.txt", b"a\n\x1b[31m.txt", b"a/", b"a//b.txt"),
    *("kế hoạch.txt".encode(), "kê\u0301 hoạch.txt".encode(), "Kế hoạch.txt".encode("utf-16"), b"\xff\xfe.txt", b"KE HO\xcb CH.txt"),
    *(b"a.html", b"a.docx", b"a.pdf", b"a.zip", b"__MACOSX/a.txt", b"a_files/b.txt", b".a.txt", b"~$a.docx", b"a.txt" * 50, b"a" * 65000),
    *(b"mimetype", b"word/document.xml", b"[Content_Types].xml", b"META-INF/manifest.xml", b"content.xml"),
)


def archive(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A zip archive by its members: names, flags, methods, sizes and data that say other than is so."""
    members = unpacked(data)
    if not members or chance.randrange(4) == 0:
        return raw(data, most)
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(members))
        match chance.randrange(9):
            case 0:
                members[at] = members[at]._replace(name=chance.choice(_NAMES))
            case 1:
                members[at] = members[at]._replace(name=raw(members[at].name, 300) or b"a")
            case 2:
                members[at] = members[at]._replace(flags=chance.choice((0, 1, 8, 0x800, 0x2041, chance.randrange(65536))))
            case 3:
                members[at] = members[at]._replace(method=chance.choice((0, 1, 8, 9, 12, 14, 93, 99)))
            case 4:
                members[at] = members[at]._replace(said_size=chance.choice((0, 1, 2**31, 2**32 - 1, len(members[at].data) + 1)))
            case 5:
                members[at] = members[at]._replace(attributes=chance.choice((0xA1FF0000, 0x41ED0010, 0x81A40000, 0x10)))
            case 6:
                field = struct.pack("<HHBI", 0x7075, 5 + 6, 1, zlib.crc32(members[at].name)) + b"\xff\xfe\xc4\x91.."
                members[at] = members[at]._replace(extra=chance.choice((field, field[:7], raw(field, 40), b"\x01\x00\x10\x00" + bytes(16))))
            case 7:
                members.insert(at, chance.choice(members))
            case _:
                members[at] = members[at]._replace(data=raw(members[at].data, 4_000))
    changed = packed(members)
    if chance.randrange(8) == 0:
        changed = raw(changed, most)
    return changed if len(changed) <= most else data


# ---------------------------------------------------------------- messages and PDF


def message(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A web archive by its parts: heads, boundaries, encodings, pages."""
    if chance.randrange(6) == 0:
        return raw(data, most)
    parts = re.split(rb"(?m)(?=^--)", data)
    at = chance.randrange(len(parts))
    head, gap, content = parts[at].partition(b"\r\n\r\n" if b"\r\n\r\n" in parts[at] else b"\n\n")
    match chance.randrange(7):
        case 0:
            del parts[at]
        case 1:
            parts.insert(chance.randrange(len(parts)), parts[at])
        case 2:
            encoding = chance.choice((b"base64", b"quoted-printable", b"8bit", b"x-uuencode", b"BASE64 ; x"))
            parts[at] = re.sub(rb"(?i)(transfer-encoding:\s*)\S+", rb"\g<1>" + encoding, head) + gap + content
        case 3:
            kind = chance.choice((b"multipart/related; boundary=x", b"text/html; charset=utf-16", b"text/html; charset=tcvn", b"image/png"))
            parts[at] = re.sub(rb"(?i)(content-type:\s*)[^\r\n]+", rb"\g<1>" + kind, head) + gap + content
        case 4:
            parts[at] = raw(head, len(head) + 40) + gap + content
        case 5:
            parts[at] = head + gap + markup(content, most, chance, raw)
        case _:
            parts[at] = _renumbered(head, chance) + gap + raw(content, len(content) + 100)
    return b"".join(parts)[:most]


_OBJECT = re.compile(rb"\d+ 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PDF_TOKEN = re.compile(rb"/[^\s/<>\[\]()]+|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|<<|>>|[\[\]]|[^\s/<>\[\]()]+|\s+|.", re.DOTALL)


def pdf(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A PDF by its objects: their words, numbers and the drawing of pages; its table of places is made anew."""
    objects = _OBJECT.findall(data)
    if not objects or chance.randrange(8) == 0:
        return raw(data, most)
    for _ in range(1 + chance.randrange(3)):
        at = chance.randrange(len(objects))
        match chance.randrange(8):
            case 0:
                objects[at] = chance.choice(objects)
            case 1 if len(objects) > 3:
                del objects[at]
            case _:
                entries, drawn = objects[at], b""
                if found := _STREAM.match(entries):
                    entries, drawn = found[1], found[2]
                    if b"/FlateDecode" in entries:
                        drawn = raw(drawn, len(drawn) + 20)
                    else:
                        drawn = _reworded(drawn, objects, chance, raw)
                    if chance.randrange(4) == 0:
                        entries = _reworded(entries, objects, chance, raw)
                    entries = re.sub(rb"/Length \d+", b"/Length %d" % len(drawn), entries)
                    objects[at] = entries + b">>stream\n" + drawn + b"\nendstream"
                else:
                    objects[at] = _reworded(entries, objects, chance, raw)
    changed = _written(objects)
    return changed if len(changed) <= most else data


def _reworded(content: bytes, others: Sequence[bytes], chance: Random, raw: Raw) -> bytes:
    tokens = _PDF_TOKEN.findall(content) or [b""]
    at = chance.randrange(len(tokens))
    match chance.randrange(6):
        case 0:
            del tokens[at : at + 1 + chance.randrange(8)]
        case 1:
            tokens[at:at] = tokens[at : at + 1 + chance.randrange(30)]
        case 2:
            tokens[at] = chance.choice(_PDF_TOKEN.findall(chance.choice(others)) or [b""])
        case 3:
            tokens[at] = raw(tokens[at], len(tokens[at]) + 20)
        case _:
            numbers = [place for place, token in enumerate(tokens) if _NUMBER.fullmatch(token)] or [at]
            for place in (chance.choice(numbers) for _ in range(1 + chance.randrange(3))):
                tokens[place] = chance.choice((*_NUMBERS, "0.0001", "-14400", str(chance.randrange(900)))).encode()
    return b"".join(tokens)


def _written(objects: Sequence[bytes]) -> bytes:
    held, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(held))
        held += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(held)
    held += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    held += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(held + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


# ---------------------------------------------------------------- words


def _spliced(text: str, piece: str, chance: Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + piece + text[place:]


def _renumbered(text: bytes, chance: Random) -> bytes:
    """One number of the text made another."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(_NUMBERS).encode() + text[one.end() :]
