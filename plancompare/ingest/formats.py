"""What a file is, told from its bytes.

A file this package cannot read is still recognised, so that the message can say what it is and what to do.
"""

from __future__ import annotations

import io
import os
import re
from typing import BinaryIO, NamedTuple

from plancompare.errors import LimitError

# Possessive and atomic: a thousand comments in a row must not be tried in every grouping.
# Left as text: few files need them, and `re` compiles them where they are first used.
_HTML = (
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:(?><\?xml.{0,200}?\?>)|(?><!--.{0,2000}?-->)|\s)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|table|p)\b"
)
# A message begins with fields in any order, each with its lines of more.
_MHTML = (
    rb"(?=From:|MIME-Version:|Subject:|Date:|Message-ID:|Snapshot-Content-Location:|Content-Type:)"
    rb"(?:[A-Za-z-]{2,40}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?Content-Type:\s*+multipart/(?:related|mixed|alternative)\b"
)
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]{0,1000}%PDF-")  # what stands before it, every reader of PDF passes over
_BMP = re.compile(rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL)
_HEIF = re.compile(rb"\0\0\0.ftyp(?:he[ivm][cxsm]|mif1|msf1|avi[fs])", re.DOTALL)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_TAR = re.compile(rb".{257}ustar", re.DOTALL)

_SAVE_AS_TEXT = "open it and save it as a Word document (.docx) or plain text (UTF-8), then give that"
_SAVE_AS_PICTURE = "open it, save it as PNG and give the .png"
_UNPACK = "unpack it and give the files inside"


class Format(NamedTuple):
    """A kind of file: media type, its name in plain words, and what to do with it where no reader takes it."""

    media_type: str
    name: str
    advice: str


PLAIN_TEXT = Format("text/plain", "plain text", "")
HTML_PAGE = Format("text/html", "a web page", "")
ZIP_ARCHIVE = Format("application/zip", "a zip archive", _UNPACK)
_WEB_ARCHIVE = Format("multipart/related", "a web archive (MHTML)", "save the page as HTML only and give the .html")

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format("application/msword", "an old Office document", _SAVE_AS_TEXT)),
    (b"{\\rtf", Format("application/rtf", "a rich text document", _SAVE_AS_TEXT)),
    (b"\x89PNG\r\n", Format("image/png", "a PNG image", _SAVE_AS_PICTURE)),
    (b"\xff\xd8\xff", Format("image/jpeg", "a JPEG image", _SAVE_AS_PICTURE)),
    (b"II*\0", Format("image/tiff", "a TIFF image", _SAVE_AS_PICTURE)),
    (b"MM\0*", Format("image/tiff", "a TIFF image", _SAVE_AS_PICTURE)),
    (b"GIF8", Format("image/gif", "a GIF image", _SAVE_AS_PICTURE)),
    (b"\x1f\x8b", Format("application/gzip", "a gzip archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Format("application/x-7z-compressed", "a 7z archive", _UNPACK)),
    (b"Rar!\x1a\x07", Format("application/vnd.rar", "a rar archive", _UNPACK)),
)
_PATTERNS = (
    (_PDF, Format("application/pdf", "a PDF", "save its text as plain text (UTF-8) and give the .txt")),
    (_BMP, Format("image/bmp", "a BMP image", _SAVE_AS_PICTURE)),
    (_HEIF, Format("image/heic", "a HEIC image", _SAVE_AS_PICTURE)),
    (_WEBP, Format("image/webp", "a WebP image", _SAVE_AS_PICTURE)),
    (_TAR, Format("application/x-tar", "a tar archive", _UNPACK)),
)

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the first file of an archive; an archive without one
# A damaged archive has lost its directory, which stands at the end; the first files still name themselves.
_LOCAL_NAME = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_FIRST_BYTES = 64 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_WORD = Format(_OFFICE + "wordprocessingml.document", "a Word document", _SAVE_AS_TEXT)
_OPEN_TEXT = Format(_OPEN + "text", "an OpenDocument text", _SAVE_AS_TEXT)
_BOOK = Format("application/epub+zip", "an e-book (EPUB)", _SAVE_AS_TEXT)
_PROGRAM = Format("application/java-archive", "a program (JAR or APK)", "give the plan itself")
# What the member `mimetype` of a packed document begins with (templates go on), then names by which the others are
# known, where all are there: an archive of plans may have a folder `word` too.
_DECLARED = (
    (b"application/vnd.oasis.opendocument.text", _OPEN_TEXT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Format(_OPEN + "spreadsheet", "a spreadsheet", _SAVE_AS_TEXT)),
    (b"application/vnd.oasis.opendocument.", Format(_OPEN + "presentation", "an OpenDocument file", _SAVE_AS_TEXT)),
    (b"application/epub+zip", _BOOK),
)
_KNOWN_BY = (
    ({"word/document.xml"}, _WORD),
    ({"[Content_Types].xml", "word/"}, _WORD),
    ({"[Content_Types].xml", "xl/"}, Format(_OFFICE + "spreadsheetml.sheet", "a spreadsheet", _SAVE_AS_TEXT)),
    ({"[Content_Types].xml", "ppt/"}, Format(_OFFICE + "presentationml.presentation", "a presentation", _SAVE_AS_TEXT)),
    ({"META-INF/container.xml"}, _BOOK),
    ({"META-INF/manifest.xml", "content.xml"}, _OPEN_TEXT),
    ({"META-INF/MANIFEST.MF"}, _PROGRAM),
    ({"AndroidManifest.xml"}, _PROGRAM),
)


def recognise(data: bytes) -> Format:
    """The format of a file with this content; what carries no mark of another format is taken for plain text.

    >>> recognise(b"%PDF-1.7 ...").name, recognise(b"<!-- saved --><html>").name, recognise("Kế hoạch".encode()).name
    ('a PDF', 'a web page', 'plain text')
    >>> recognise("<html>".encode("utf-16")).name
    'a web page'
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    for pattern, kind in _PATTERNS:
        if pattern.match(data):
            return kind
    if data.startswith(_ZIP_MAGIC):
        return recognise_zip(io.BytesIO(data))
    head = data[:8192].replace(b"\0", b"")  # the letters of a UTF-16 page without their zero bytes
    if b"<" in head and re.match(_HTML, head, re.IGNORECASE | re.DOTALL):
        return HTML_PAGE
    return _WEB_ARCHIVE if b"multipart/" in head.lower() and re.match(_MHTML, head, re.IGNORECASE) else PLAIN_TEXT


def recognise_zip(file: BinaryIO) -> Format:
    """What a file that begins as a zip archive is: such an archive, or a document packed as one, damaged or not."""
    from zipfile import BadZipFile

    from plancompare.ingest import archive

    try:
        with archive.directory(file) as packed:
            names = packed.namelist()
            first = packed.infolist()[0] if names else None
            declared = archive.beginning(packed, first, 80) if first and first.filename == "mimetype" else b""
    except (BadZipFile, LimitError):
        file.seek(0)
        names, declared = _first_names(file.read(_FIRST_BYTES)), b""
    for beginning, kind in _DECLARED:
        if declared.startswith(beginning):
            return kind
    known = set(names) | {name.partition("/")[0] + "/" for name in names if "/" in name}
    return next((kind for needed, kind in _KNOWN_BY if needed <= known), ZIP_ARCHIVE)


def is_archive(path: str) -> bool:
    """Whether the file at `path` is a zip archive of files, not a document packed as one."""
    if not os.path.isfile(path):  # a pipe without a writer would wait for ever
        return False
    try:
        with open(path, "rb") as file:
            begins = file.read(4)
            file.seek(0)
            return begins in _ZIP_MAGIC and recognise_zip(file) is ZIP_ARCHIVE
    except (OSError, ValueError):
        return False  # said when it is read


def _first_names(data: bytes) -> list[str]:
    found = []
    for local in _LOCAL_NAME.finditer(data):
        end = local.end() + int.from_bytes(local[1], "little")
        found.append(data[local.end() : end].decode("utf-8", "replace"))
    return found
