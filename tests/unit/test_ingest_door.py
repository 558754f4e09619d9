"""The door: the bytes decide, and whatever cannot be read is refused in one line that says what to do."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from plancompare.errors import InputError, NotAPlanError, UnreadableError
from plancompare.ingest import door, read_source


def zipped(member: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(member, "x")
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
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\xc2\xa0\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"--- ... ---\n", "no text"),
        (b"\0" * 500, "binary"),
        (bytes(range(256)) * 20, "no text in UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF, which cannot be read yet; save its text with pdftotext"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("xl/workbook.xml"), "a spreadsheet"),
        (zipped("plan.txt"), "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "an old Office document"),
        (b"{\\rtf1\\ansi K}", "a rich text document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "a web archive"),
        (b"<html><body><script>draw()</script></body></html>", "no text of its own"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(tmp_path: Path, content: bytes, says: str) -> None:
    error = refusal(write(tmp_path, content))
    assert isinstance(error, NotAPlanError)
    assert says in str(error)


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = str(tmp_path / "pipe")
    os.mkfifo(pipe)
    large = write(tmp_path, b"x" * 2000)
    monkeypatch.setattr(door, "LARGEST_FILE", 1000)
    for path, says in [
        (str(tmp_path / "gone.txt"), "no such file"),
        (str(tmp_path), "a folder"),
        (os.path.join(large, "below"), "cannot be read"),
        ("a\0b", "cannot be read"),
        ("n" * 5000, "cannot be read"),
        (pipe, "no regular file"),
        (large, "larger than"),
    ]:
        error = refusal(path)
        assert isinstance(error, UnreadableError)
        assert says in str(error)


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
