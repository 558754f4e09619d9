"""Zip archives: which files they hold, and the bytes of one of them. Nothing is ever unpacked to disk.

A file in an archive has a path like any other: `plans.zip/phu-yen/ke-hoach.txt`. An archive is hostile until shown
otherwise: its directory is bounded before it is read, a file is measured while it is unpacked, and names that would
lead out of the archive are led back into it.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

from plancompare.errors import InputLimitError, LimitError, UnreadableError
from plancompare.ingest.reading import Limits

# More files than anyone compares, and a directory that names them all at 200 letters each; opening such an archive
# takes 80 ms, which every file read from it costs again.
MOST_FILES = 5000
_DIRECTORY_BYTES = 2 * 1024**2
# Deflate makes a file at most 1,032 times smaller. Plans shrink 3 to 12 times, blank scans some hundred times; a small
# file may shrink as it likes.
_RATIO = 200
_SMALL = 16 * 1024**2
_CHUNK = 1024**2
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA and bzip2 take memory as the archive demands
_LOCKED, _NAMED_IN_UTF8 = 0x1, 0x800  # bits of a file's flags
_UNICODE_NAME = 0x7075  # kind of an extra field
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_UNPACK = "unpack it and give the files inside"
_TOO_MANY = f"more than {MOST_FILES:,} files in one archive"


class _Bounded:
    """A file of which little is read at once: a directory of any size would be loaded whole."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _DIRECTORY_BYTES:
            raise LimitError(_TOO_MANY)
        return self._file.read(size)


def directory(file: BinaryIO) -> zipfile.ZipFile:
    """The archive in `file`, its directory read. Raises `BadZipFile` for any damage, `LimitError` where it is large."""
    try:
        archive = zipfile.ZipFile(_Bounded(file))
    except _DAMAGED as error:
        raise zipfile.BadZipFile(str(error)) from None
    if len(archive.infolist()) > MOST_FILES:
        raise LimitError(_TOO_MANY)
    return archive


def split(path: str) -> tuple[str, str] | None:
    """The regular file that `path` leads into and the way from there on; None where it leads into none."""
    place = os.path.dirname(path)
    while place and not os.path.isdir(place):
        if os.path.isfile(place):
            return place, path[len(place) :].strip("/" + os.sep)
        place = os.path.dirname(place)
    return None


@contextmanager
def opened(path: str, asked: str | None = None) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`. Raises `UnreadableError` for what is none, `LimitError` for one of too many files.

    The errors name the path `asked` for, where it is not that of the archive.
    """
    asked = asked or path
    with ExitStack() as stack:
        try:
            file = stack.enter_context(open(path, "rb"))
            archive = stack.enter_context(directory(file))
        except LimitError as error:
            raise InputLimitError(asked, str(error), _UNPACK) from None
        except PermissionError:
            raise UnreadableError(asked, "you may not read this file", "ask for the right to read it") from None
        except OSError as error:
            raise UnreadableError(asked, f"cannot be read ({error.strerror or error})", "check the path") from None
        except zipfile.BadZipFile:
            problem = "cannot be read as a zip archive"
            raise UnreadableError(asked, problem, "check the path, or fetch the archive again") from None
        yield archive


def members(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """The files of an archive by the names they are shown with, in the order of its directory.

    Names are NFC, with `/` between folders, relative and without `..`; one that recurs is numbered (`a (2).txt`).
    Links and folders are left out.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    times: Counter[str] = Counter()
    for info in archive.infolist():
        name = shown_name(info)
        if not name or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            continue
        unique = name
        while unique in found:
            times[name] += 1
            stem, suffix = os.path.splitext(name)
            unique = f"{stem} ({times[name] + 1}){suffix}"
        found[unique] = info
    return found


def shown_name(info: zipfile.ZipInfo) -> str:
    """The name of a file in an archive as a relative path; empty where nothing is left of it.

    Without the mark that says UTF-8 a field beside the name may hold it (WinRAR), or its bytes are UTF-8 all the same
    (macOS), Vietnamese Windows' code page 1258, or the code page 437 that the format prescribes.

    >>> shown_name(zipfile.ZipInfo("..\\\\C:\\\\kê\u0301 hoạch.txt"))
    'kế hoạch.txt'
    >>> shown_name(zipfile.ZipInfo("Kế hoạch số 5.txt".encode().decode("cp437")))
    'Kế hoạch số 5.txt'
    """
    name = info.orig_filename.partition("\0")[0]
    if not info.flag_bits & _NAMED_IN_UTF8:
        name = _decoded(name, info.extra)
    parts = _CONTROL.sub("_", unicodedata.normalize("NFC", name)).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not _is_drive(part))


def _decoded(name: str, extra: bytes) -> str:
    """The name whose bytes stand in the archive; `name` is what code page 437 makes of them."""
    try:
        data = name.encode("cp437")
        beside = _name_beside(data, extra)
        return data.decode("utf-8") if beside is None else beside.decode("utf-8")
    except UnicodeEncodeError:  # no name that was read from an archive
        return name
    except UnicodeDecodeError:
        vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
        return vietnamese if all(c.isascii() or c in _LETTERS for c in vietnamese) else name


def _name_beside(name: bytes, extra: bytes) -> bytes | None:
    """The name in UTF-8 that the extra fields of a file hold for this one, as the digest with it tells."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == _UNICODE_NAME and size > 5 and extra[5:9] == struct.pack("<I", zlib.crc32(name)):
            return extra[9 : 4 + size]
        extra = extra[4 + size :]
    return None


_LETTERS = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for vowel in "aăâeêioôơuưy"
    for letter in (vowel, vowel.upper())
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | {"đ", "Đ"}


def _is_drive(part: str) -> bool:
    return len(part) == 2 and part[1] == ":"


def beginning(archive: zipfile.ZipFile, info: zipfile.ZipInfo, size: int) -> bytes:
    """The first bytes of a file in an archive; none where it cannot be unpacked, which is said when it is read."""
    if info.flag_bits & _LOCKED or info.compress_type not in _METHODS:
        return b""
    try:
        with archive.open(info) as file:
            return file.read(size)
    except _DAMAGED:
        return b""


def read_member(path: str, name: str, limits: Limits) -> bytes:
    """The bytes of the file `name` of the archive at `path`.

    Raises `UnreadableError` where there is none such, or where it is locked or damaged, and `LimitError` where it
    is larger than `limits` allow or shrank as no document does.
    """
    full = os.path.join(path, name)
    with opened(path, full) as archive:
        info = members(archive).get(unicodedata.normalize("NFC", name))
        if info is None:
            raise UnreadableError(full, "there is no such file in the archive", "check the name")
        if info.flag_bits & _LOCKED:
            raise UnreadableError(full, "it is locked with a password", "unpack it and give the file itself")
        if info.compress_type not in _METHODS:
            raise UnreadableError(full, "it is packed in an unusual way", "unpack it and give the file itself")
        try:
            return _measured(full, archive, info, limits)
        except _DAMAGED:
            raise UnreadableError(full, "it is damaged in the archive", "fetch the archive again") from None


def _measured(full: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    most = min(limits.file_bytes, limits.unpacked_bytes)
    data = bytearray()
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            data += chunk
            if len(data) > most:
                size = f"larger than {most / 1024**2:,.0f} MiB when unpacked"
                raise InputLimitError(full, f"{size}", "raise --max-mb, or save its text alone")
            if len(data) > _SMALL and len(data) > _RATIO * info.compress_size:
                raise InputLimitError(
                    full, f"unpacks to more than {_RATIO} times its size, as no document does", "leave it out"
                )
    return bytes(data)
