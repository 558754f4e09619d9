"""Web archives (MHTML): the page in them, or the page in one of its frames, that carries the plan.

The parts are found by their boundary and only what is needed is decoded, because `email` keeps all
parts of a message in memory and calls itself for each level of nesting.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import islice

from plancompare.errors import InputLimitError, NotAPlanError
from plancompare.ingest import html_page
from plancompare.ingest.reading import Reading, ReadingOptions

MOST_PARTS = 5_000  # a page has some hundred pictures
MOST_PAGES = 10  # that are searched for the plan: the page and its frames
MOST_LEVELS = 8  # of archives in archives; each is searched to its end for the next part
LARGEST_HEAD = 65_536  # bytes
LONGEST_LINE = 400  # bytes of a line with a boundary
_SAVE_AGAIN = "save the page as HTML only and give the .html"

_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_FIELD = rb"(?:\A|\n)%s[ \t]*:[ \t]*+([^\n]*+(?:\n[ \t][^\n]*+)*+)"
_TYPE = re.compile(_FIELD % rb"content-type", re.IGNORECASE)
_ENCODING = re.compile(_FIELD % rb"content-transfer-encoding", re.IGNORECASE)
_PARAMETER = rb"""[;\s]%s\s*=\s*(?:"([^"\n]{1,200})"|([^\s";]{1,200}))"""
_BOUNDARY = re.compile(_PARAMETER % rb"boundary", re.IGNORECASE)
_CHARSET = re.compile(_PARAMETER % rb"charset", re.IGNORECASE)


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of the plan in the archive: on the first page with the marks of a plan, or else on the first page.

    Raises `NotAPlanError` (no page in it, or none with text) and `LimitError` (too many parts or too large a page).

    >>> page = "<p>K=E1=BA=BF ho=E1=BA=A1ch"
    >>> head = "Content-Type: text/html; charset=utf-8\\nContent-Transfer-Encoding: quoted-printable"
    >>> archive = f'Content-Type: multipart/related; boundary="x"\\n\\n--x\\n{head}\\n\\n{page}\\n--x--'
    >>> read("page.mht", archive.encode()).text
    'Kế hoạch\\n'
    """
    first: Reading | None = None
    refused = NotAPlanError(path, "there is no page in this web archive", _SAVE_AGAIN)
    for page, declared in islice(_pages(path, data), MOST_PAGES):
        try:
            found = html_page.read_page(path, page, declared)
        except NotAPlanError as error:
            refused = error
            continue
        if found.is_plan:
            return found.reading
        first = first or found.reading
    if first is None:
        raise refused
    return first


def _pages(path: str, data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """The pages in an archive, that of the whole before those of its frames, and the encoding each is said to have."""
    for number, (head, content) in enumerate(_parts(data)):
        if number > MOST_PARTS:
            raise InputLimitError(path, f"a web archive of more than {MOST_PARTS:,} parts", f"{_SAVE_AGAIN}")
        kind = _field(_TYPE, head)
        if kind.lower().startswith((b"text/html", b"application/xhtml+xml")):
            charset = _value(_CHARSET, kind).decode("ascii", "replace")
            yield _decoded(content, _field(_ENCODING, head).strip().lower()), charset or None


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Head and content of each part, in order, those of nested archives among them."""
    head, begin = _head(data, 0)
    waiting = [(_value(_BOUNDARY, _field(_TYPE, head)), begin, len(data))]
    while waiting:
        boundary, begin, end = waiting.pop()
        if not boundary:
            continue
        start = _delimiter(data, boundary, begin, end)
        while start is not None:
            first = start[1]
            following = _delimiter(data, boundary, first, end)
            last = following[0] if following else end
            head, content = _head(data, first)
            inner = _field(_TYPE, head)
            if inner.lower().startswith(b"multipart/") and content < last and len(waiting) < MOST_LEVELS:
                waiting.append((boundary, last, end))
                waiting.append((_value(_BOUNDARY, inner), content, last))
                yield head, b""
                break
            yield head, data[content:last] if content < last else b""
            start = following


def _delimiter(data: bytes, boundary: bytes, begin: int, end: int) -> tuple[int, int] | None:
    """Where the next line of a boundary begins and ends."""
    mark = b"\n--" + boundary
    place = data.find(mark, begin - 1, end)
    while place >= 0:
        after = place + len(mark)
        line_end = data.find(b"\n", after, after + LONGEST_LINE)
        line_end = min(after + LONGEST_LINE, end) if line_end < 0 else line_end
        if data[after:line_end].strip() in (b"", b"--"):
            return place + 1, line_end + 1
        place = data.find(mark, after, end)
    return None


def _head(data: bytes, begin: int) -> tuple[bytes, int]:
    """The head of a part, and where its content begins."""
    if data[begin : begin + 1] == b"\n" or data[begin : begin + 2] == b"\r\n":
        return b"", begin + 2
    found = _HEAD_END.search(data, begin, begin + LARGEST_HEAD)
    if not found:
        return b"", min(len(data), begin + LARGEST_HEAD)
    return data[begin : found.start()].replace(b"\r", b""), found.end()


def _field(pattern: re.Pattern[bytes], head: bytes) -> bytes:
    found = pattern.search(head)
    return found[1].replace(b"\n", b" ") if found else b""


def _value(pattern: re.Pattern[bytes], field: bytes) -> bytes:
    found = pattern.search(field)
    return (found[1] or found[2]) if found else b""


def _decoded(content: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(content)
    if encoding == b"base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters  # one letter alone is no byte
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    return content
