"""Changes to a file that leave it a file of its kind, so that more than the door of a reader is tried.

Bytes changed at random never pass the check sums of a zip archive. Here the container is opened, one part of it is
changed by its own grammar (`mutations`), and it is closed again.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from fuzz_words import NAMES, NUMBERS
from mutations import NUMBER, Raw, markup, renumbered, tree


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
                Member(
                    info.orig_filename.encode("utf-8", "replace"), _content(archive, info), 0x800, info.compress_type
                )
                for info in archive.infolist()[:200]
                if info.file_size < 1_000_000
            ]
    except Exception:  # whatever `zipfile` makes of it, it is no archive to change by its parts
        return []


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        return file.read(1_000_000)


def package(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A packed document: one of its XML parts is changed as a tree; now and then one is left out, or bytes changed."""
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


def archive(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A zip archive by its members: names, flags, methods, sizes and data that say other than is so."""
    members = unpacked(data)
    if not members or chance.randrange(4) == 0:
        return raw(data, most)
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(members))
        match chance.randrange(9):
            case 0:
                members[at] = members[at]._replace(name=chance.choice(NAMES))
            case 1:
                members[at] = members[at]._replace(name=raw(members[at].name, 300) or b"a")
            case 2:
                members[at] = members[at]._replace(
                    flags=chance.choice((0, 1, 8, 0x800, 0x2041, chance.randrange(65536)))
                )
            case 3:
                members[at] = members[at]._replace(method=chance.choice((0, 1, 8, 9, 12, 14, 93, 99)))
            case 4:
                members[at] = members[at]._replace(
                    said_size=chance.choice((0, 1, 2**31, 2**32 - 1, len(members[at].data) + 1))
                )
            case 5:
                members[at] = members[at]._replace(attributes=chance.choice((0xA1FF0000, 0x41ED0010, 0x81A40000, 0x10)))
            case 6:
                field = struct.pack("<HHBI", 0x7075, 5 + 6, 1, zlib.crc32(members[at].name)) + b"\xff\xfe\xc4\x91.."
                members[at] = members[at]._replace(
                    extra=chance.choice((field, field[:7], raw(field, 40), b"\x01\x00\x10\x00" + bytes(16)))
                )
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
            kind = chance.choice(
                (
                    b"multipart/related; boundary=x",
                    b"text/html; charset=utf-16",
                    b"text/html; charset=tcvn",
                    b"image/png",
                )
            )
            parts[at] = re.sub(rb"(?i)(content-type:\s*)[^\r\n]+", rb"\g<1>" + kind, head) + gap + content
        case 4:
            parts[at] = raw(head, len(head) + 40) + gap + content
        case 5:
            parts[at] = head + gap + markup(content, most, chance, raw)
        case _:
            parts[at] = renumbered(head, chance) + gap + raw(content, len(content) + 100)
    return b"".join(parts)[:most]


_OBJECT = re.compile(rb"\d+ 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PDF_TOKEN = re.compile(
    rb"/[^\s/<>\[\]()]+|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|<<|>>|[\[\]]|[^\s/<>\[\]()]+|\s+|.", re.DOTALL
)


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
            numbers = [place for place, token in enumerate(tokens) if NUMBER.fullmatch(token)] or [at]
            for place in (chance.choice(numbers) for _ in range(1 + chance.randrange(3))):
                tokens[place] = chance.choice((*NUMBERS, "0.0001", "-14400", str(chance.randrange(900)))).encode()
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
