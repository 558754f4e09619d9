"""The door: the bytes decide, and whatever cannot be read is refused in one line that says what to do."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from plancompare.errors import InputError, LimitError, NotAPlanError, UnreadableError
from plancompare.ingest import read_source
from plancompare.ingest.formats import recognise
from plancompare.ingest.reading import Limits, ReadingOptions

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(*members: str, mimetype: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for member in members:
            archive.writestr(member, "x" * 3000)
    return content.getvalue()


def write(folder: Path, content: bytes, name: str = "plan.txt") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def refusal(path: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_source(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and ";" in message and "\n" not in message and not message.endswith(".")
    return caught.value


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    assert (
        read_source(write(tmp_path, b"<html><p>K\xe1\xba\xbf ho\xe1\xba\xa1ch", "plan.txt")).media_type == "text/html"
    )
    assert read_source(write(tmp_path, "Kế hoạch".encode(), "plan.pdf")).media_type == "text/plain"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (b"\xef\xbb\xbf\r\n\r\n%PDF-1.4\n", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "application/msword"),
        (b"{\\rtf1\\ansi K}", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"MM\0*\0\0\0\x08", "image/tiff"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "multipart/related"),
        (b"Subject: K\r\n tiep\r\nDate: x\r\nContent-Type: Multipart/Related; type=a", "multipart/related"),
        ("Date: năm 2024\nContent-Type\n".encode(), "text/plain"),
        ("BM.07-01 KẾ HOẠCH dân vận năm 2024 của thành phố".encode(), "text/plain"),
        ("PK1. KẾ HOẠCH".encode(), "text/plain"),
        (zipped("[Content_Types].xml", "docProps/app.xml", *(f"x/{n}" for n in range(99)), "word/document2.xml"), WORD),
        (zipped("word/document.xml"), WORD),
        (zipped("[Content_Types].xml", "word/document.xml")[:3500], WORD),  # cut off: its directory is gone
        (
            zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped("word/ke-hoach.txt", "xl/bieu.txt"), "application/zip"),
        (zipped("opendocument/word/document.xml.txt"), "application/zip"),
        (zipped(), "application/zip"),
    ],
)
def test_a_format_is_told_from_the_bytes(content: bytes, media_type: str) -> None:
    assert recognise(content).media_type == media_type


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\xc2\xa0\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"--- ... ---\n", "no text"),
        (b"\0" * 500, "binary"),
        (bytes(range(256)) * 20, "no text in"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet, which cannot be read; open it and save it"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a presentation"),
        (zipped("META-INF/container.xml", mimetype="application/epub+zip"), "an e-book"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a spreadsheet"),
        (zipped("META-INF/MANIFEST.MF", "a/B.class"), "a program"),
        (zipped("plan.txt"), "a zip archive, which cannot be read; unpack it"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"plan.txt".ljust(257, b"\0") + b"ustar", "a tar archive"),
        (b"GIF89a\x01\0", "a GIF image, which cannot be read; open it, save it as PNG"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "a BMP image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIC image"),
        (b"<html><body><script>draw()</script></body></html>", "no text of its own"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(tmp_path: Path, content: bytes, says: str) -> None:
    error = refusal(write(tmp_path, content))
    assert isinstance(error, NotAPlanError)
    assert says in str(error)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    pipe = str(tmp_path / "pipe")
    os.mkfifo(pipe)
    plain = write(tmp_path, "Kế hoạch".encode())
    for path, says in [
        (str(tmp_path / "gone.txt"), "no such file"),
        (str(tmp_path), "a folder"),
        (os.path.join(plain, "below"), "cannot be read as a zip archive"),
        ("a\0b", "cannot be read"),
        ("n" * 5000, "cannot be read"),
        (pipe, "no regular file"),
        ("-", "standard input"),
    ]:
        error = refusal(path)
        assert isinstance(error, UnreadableError)
        assert says in str(error)


def test_a_file_over_the_limit_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(1024**3)
    tracemalloc.start()
    try:
        with pytest.raises(LimitError, match="larger than 256 MiB; raise --max-mb"):
            read_source(str(path))
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()
    few = ReadingOptions(limits=Limits(file_bytes=10))
    with pytest.raises(LimitError):
        read_source(write(tmp_path, b"ke hoach 11"), few)
    assert read_source(write(tmp_path, b"ke hoach10"), few).text == "ke hoach10"


def test_a_file_in_an_archive_is_read_as_if_it_lay_in_a_folder(tmp_path: Path) -> None:
    text = "KẾ HOẠCH\nDân vận năm 2024\n".encode()
    with zipfile.ZipFile(tmp_path / "plans.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("phú yên/kế hoạch.txt", text)
        archive.writestr("trang.dat", b"<html><p>" + text)
        archive.writestr("trong.zip", zipped("a.txt"))
        archive.writestr("rong.txt", b"")
    path = str(tmp_path / "plans.zip" / "phú yên" / "kế hoạch.txt")
    source = read_source(path)
    assert (source.path, source.text) == (path, text.decode())
    assert source.sha256 == hashlib.sha256(text).hexdigest()
    assert read_source(str(tmp_path / "plans.zip" / "trang.dat")).media_type == "text/html"
    assert "a zip archive, which cannot be read; unpack it" in str(refusal(str(tmp_path / "plans.zip" / "trong.zip")))
    assert "empty" in str(refusal(str(tmp_path / "plans.zip" / "rong.txt")))
    assert "no such file in the archive" in str(refusal(str(tmp_path / "plans.zip" / "gone.txt")))


def test_no_permission(tmp_path: Path) -> None:
    path = write(tmp_path, b"Ke hoach")
    os.chmod(path, 0)
    user = os.geteuid()
    if user == 0:  # who may read everything; so be nobody for a moment
        os.seteuid(65534)
    try:
        assert "may not read" in str(refusal(path))
    finally:
        os.seteuid(user)
