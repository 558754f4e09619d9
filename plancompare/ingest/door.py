"""The one door through which a file comes in."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Mapping
from importlib import import_module

from msgspec.structs import replace

from plancompare.errors import InputLimitError, NotAPlanError, UnreadableError
from plancompare.ingest import plain_text
from plancompare.ingest.formats import recognise
from plancompare.ingest.ocr.rereading import image_beside, offer, read_with_english_model
from plancompare.ingest.reading import LETTERS_A_PAGE, Limits, Reading, ReadingOptions
from plancompare.model import Source

try:
    from _sha256 import sha256  # type: ignore[import-not-found]  # CPython 3.11: hashlib loads OpenSSL first, 5 ms
except ImportError:
    from hashlib import sha256  # which uses what the processor has for it: eight times as fast

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


# A reader takes the path (for its messages), the bytes and how to read them.
Reader = Callable[[str, bytes, ReadingOptions], Reading]


def _reader(module: str) -> Reader:
    """The `read` of a module that is loaded where a file needs it."""

    def read(path: str, data: bytes, options: ReadingOptions) -> Reading:
        reading: Reading = import_module(f"plancompare.ingest.{module}").read(path, data, options)
        return reading

    return read


READERS: Mapping[str, Reader] = {
    "text/plain": plain_text.read,
    "text/html": _reader("html_page"),
    "multipart/related": _reader("web_archive"),
    "application/pdf": _reader("pdf"),
    "image/png": _reader("ocr.picture"),
    "image/jpeg": _reader("ocr.picture"),
    "image/tiff": _reader("ocr.picture"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _reader("word"),
    "application/msword": _reader("office"),
    "application/rtf": _reader("office"),
    "application/vnd.oasis.opendocument.text": _reader("office"),
}


def read_source(path: str, options: ReadingOptions = ReadingOptions()) -> Source:
    """The text of the file at `path`, which is kept as given; the content decides how it is read, not the name.

    `path` may lead into a zip archive (`plans.zip/phu-yen/ke-hoach.txt`); the digest is that of the file inside. For
    valid, NFC, `\\n`-terminated UTF-8 text the result is the content unchanged; `repairs` says what was done to any
    other. Raises `UnreadableError` (missing, no permission, a folder), `NotAPlanError` (empty, without a letter,
    binary, a format without a reader) and `LimitError` (larger than `options.limits` allow).
    """
    data = _content(path, options.limits)
    if not data:
        raise NotAPlanError(path, "the file is empty", "give a file with the text of a plan")
    kind = recognise(data)
    read = READERS.get(kind.media_type)
    if read is None:
        raise NotAPlanError(path, f"this is {kind.name}, which cannot be read", kind.advice)
    reading = read(path, data, options)
    if kind.media_type == "text/plain" and (image := image_beside(path)) and read_with_english_model(reading.text):
        if options.reread:
            return _read_from(image, path, options)
        reading = offer(reading, image)
    if len(reading.text) > options.limits.pages * LETTERS_A_PAGE:
        pages = f"{options.limits.pages:,} page{'s' if options.limits.pages > 1 else ''}"
        problem = f"more than {options.limits.pages * LETTERS_A_PAGE:,} letters, as {pages} would hold at most"
        raise InputLimitError(path, problem, "raise --max-pages, or split it")
    if not _LETTER_OR_DIGIT.search(reading.text):
        raise NotAPlanError(path, "there is no text in it", "give a file with the text of a plan")
    return Source(
        path=path,
        sha256=_sha256(data),
        text=reading.text,
        media_type=kind.media_type,
        encoding=reading.encoding,
        repairs=reading.repairs,
        warnings=reading.warnings,
        provenance=reading.provenance,
    )


def digest(path: str, limits: Limits = Limits()) -> str:
    """SHA-256 of the bytes of the file at `path`, as in its `Source`; raises as `read_source` does of reading them."""
    return _sha256(_content(path, limits))


def _sha256(data: bytes) -> str:
    loaded = sys.modules.get("hashlib")
    found: str = (loaded.sha256 if loaded else sha256)(data).hexdigest()
    return found


def _read_from(image: str, path: str, options: ReadingOptions) -> Source:
    """The text at `path` as it reads in the image that it was taken from; the digest is that of the image."""
    source = read_source(image, options)
    said = f"đã đọc lại từ {os.path.basename(image)} thay cho văn bản nhận dạng bằng mô hình tiếng Anh"
    return replace(source, path=path, repairs=(*source.repairs, said))


def _content(path: str, limits: Limits) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(path, "this is a folder", "name a file in it")
        if not stat.S_ISREG(status.st_mode):  # a pipe without a writer would wait for ever
            raise UnreadableError(path, "this is no regular file", "save its content to a file and give that")
        if status.st_size > limits.file_bytes:
            raise _too_large(path, limits)
        with open(path, "rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _content_of_member(path, limits)
    except PermissionError:
        raise UnreadableError(path, "you may not read this file", "ask for the right to read it") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(path, f"cannot be read ({reason})", "check the path") from None
    if len(data) > limits.file_bytes:  # it grew meanwhile
        raise _too_large(path, limits)
    return data


def _content_of_member(path: str, limits: Limits) -> bytes:
    """The bytes of a file in an archive, `path` being none of the file system."""
    from plancompare.ingest import archive

    place = archive.split(path)
    if place:
        return archive.read_member(*place, limits)
    if path == "-":
        raise UnreadableError(path, "standard input is not read", "save the text to a file and give that")
    raise UnreadableError(path, "there is no such file", "check the path, or whether it was moved")


def _too_large(path: str, limits: Limits) -> InputLimitError:
    size = f"larger than {limits.file_bytes / 1024**2:,.0f} MiB"
    return InputLimitError(path, f"{size}", "raise --max-mb, split it, or save its text alone")
