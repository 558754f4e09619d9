"""What a file is, told from its first bytes.

A file this package cannot read is still recognised, so that the message can say what it is and what to do.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ZIP_DIRECTORY = 4096  # bytes from either end of a zip archive that are searched for the names of its members
# Possessive and atomic: a thousand comments in a row must not be tried in every grouping.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:(?><\?xml.{0,200}?\?>)|(?><!--.{0,2000}?-->)|\s)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|table|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"(?:From: <Saved by|MIME-Version:).{0,2000}?multipart/related", re.DOTALL)

SAVE_AS_TEXT = "open it and save it as plain text (UTF-8), then give the .txt"
READ_THE_IMAGE = "run OCR with the Vietnamese model on it (tesseract -l vie) and give the text"


class Format(NamedTuple):
    """A kind of file: media type, its name in plain words, and what to do with it where no reader takes it."""

    media_type: str
    name: str
    advice: str


PLAIN_TEXT = Format("text/plain", "plain text", "")
HTML_PAGE = Format("text/html", "a web page", "")
_ARCHIVE_ADVICE = "unpack it and give the files inside"
_ZIP = Format("application/zip", "a zip archive", _ARCHIVE_ADVICE)
_WEB_ARCHIVE = Format("multipart/related", "a web archive (MHTML)", "save the page as HTML only and give the .html")

_MAGIC = (
    (b"%PDF-", Format("application/pdf", "a PDF", "save its text with pdftotext -layout and give the .txt")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format("application/msword", "an old Office document", SAVE_AS_TEXT)),
    (b"{\\rtf", Format("application/rtf", "a rich text document", SAVE_AS_TEXT)),
    (b"\x89PNG\r\n", Format("image/png", "an image", READ_THE_IMAGE)),
    (b"\xff\xd8\xff", Format("image/jpeg", "an image", READ_THE_IMAGE)),
    (b"GIF8", Format("image/gif", "an image", READ_THE_IMAGE)),
    (b"II*\0", Format("image/tiff", "an image", READ_THE_IMAGE)),
    (b"MM\0*", Format("image/tiff", "an image", READ_THE_IMAGE)),
    (b"\x1f\x8b", Format("application/gzip", "a gzip archive", _ARCHIVE_ADVICE)),
    (b"7z\xbc\xaf\x27\x1c", Format("application/x-7z-compressed", "a 7z archive", _ARCHIVE_ADVICE)),
    (b"Rar!\x1a\x07", Format("application/vnd.rar", "a rar archive", _ARCHIVE_ADVICE)),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = (
    (b"word/", Format(_OFFICE + "wordprocessingml.document", "a Word document", SAVE_AS_TEXT)),
    (b"xl/", Format(_OFFICE + "spreadsheetml.sheet", "a spreadsheet", SAVE_AS_TEXT)),
    (b"opendocument", Format("application/vnd.oasis.opendocument.text", "an OpenDocument file", SAVE_AS_TEXT)),
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
    if data.startswith(b"PK\x03\x04"):
        names = data[:_ZIP_DIRECTORY] + data[-_ZIP_DIRECTORY:]
        return next((kind for name, kind in _ZIPPED if name in names), _ZIP)
    head = data[:8192].replace(b"\0", b"")  # the letters of a UTF-16 page without their zero bytes
    if _HTML.match(head):
        return HTML_PAGE
    return _WEB_ARCHIVE if _MHTML.match(head) else PLAIN_TEXT
