"""Web archives: the page in them, however its letters are written, and nothing else."""

from __future__ import annotations

import time
from email import charset
from email.message import Message
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from plancompare.errors import LimitError, NotAPlanError
from plancompare.ingest import html_page, read_source, web_archive

TEXT = "KẾ HOẠCH\n\nCông tác dân vận năm 2024, 5 = 5\n"
PAGE = "<html><p>KẾ HOẠCH</p>\n<p>Công tác dân vận năm 2024, 5 = 5</p>" + "<!-- x -->" * 20


def page_part(encoding: int | None, name: str = "utf-8") -> Message:
    part = MIMEText("", "html")
    del part["Content-Transfer-Encoding"]
    how = charset.Charset(name)
    how.body_encoding = encoding  # type: ignore[assignment]
    part.set_payload(PAGE, how)
    return part


def archive(*parts: Message) -> bytes:
    whole = MIMEMultipart("related")
    for part in parts:
        whole.attach(part)
    return whole.as_bytes()


@pytest.mark.parametrize("encoding", [charset.QP, charset.BASE64])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_page_is_read_and_the_rest_is_not(tmp_path: Path, encoding: int, line_end: bytes) -> None:
    frame = MIMEText("<p>khung", "html", "utf-8")
    data = archive(MIMEImage(b"GIF89a", _subtype="gif"), page_part(encoding), frame)
    path = tmp_path / "page.mht"
    path.write_bytes(b"From: <Saved by Blink>\nSubject: KH\n".replace(b"\n", line_end) + data.replace(b"\n", line_end))
    source = read_source(str(path))
    assert (source.text, source.media_type, source.encoding) == (TEXT, "multipart/related", "utf-8")
    assert source.repairs[-1:] == html_page.read("x", PAGE.encode()).repairs


def test_a_page_among_alternatives_in_an_archive() -> None:
    inner = MIMEMultipart("alternative")
    inner.attach(MIMEText("không phải trang"))
    inner.attach(page_part(charset.QP))
    assert web_archive.read("x", archive(inner, MIMEImage(b"GIF89a", _subtype="gif"))).text == TEXT


def test_the_plan_may_stand_in_a_frame() -> None:
    outer = MIMEText("<p>Cổng thông tin</p>", "html", "utf-8")
    plan = "<p>Số: 1/KH-UBND</p><p>KẾ HOẠCH</p>"
    assert web_archive.read("x", archive(outer, MIMEText(plan, "html", "utf-8"))).text == "Số: 1/KH-UBND\n\nKẾ HOẠCH\n"
    assert web_archive.read("x", archive(MIMEText("<p>", "html"), outer)).text == "Cổng thông tin\n"


def test_the_encoding_named_in_the_head_counts() -> None:
    head = b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html;\n charset=windows-1252\n\n"
    assert web_archive.read("x", head + b"<p>K&#7871; ho&#7841;ch t\xe9 \x93\x94\n--b--\n").text == "Kế hoạch té “”\n"


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/related\n\n--b\nContent-Type: text/html\n\n<p>x",
        b"Content-Type: multipart/related; boundary=b\n\nno part",
        b"Content-Type: multipart/related; boundary=b\n\n--bc\nContent-Type: text/html\n\n<p>x\n--b",
        archive(MIMEImage(b"GIF89a", _subtype="gif")),
        b"",
    ],
)
def test_an_archive_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPlanError, match=r"^x: there is no page in this web archive; save the page as HTML"):
        web_archive.read("x", data)


def test_damaged_letters_are_still_letters() -> None:
    head = b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: "
    assert web_archive.read("x", head + b"base64\n\nPHA+beG7mXQ\n--b--").text == "một\n"
    assert web_archive.read("x", head + b"quoted-printable\n\n<p>m=E1=BB=99t=\n=ZZ").text == "một=ZZ\n"


@pytest.mark.parametrize(
    "hostile",
    [
        b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\nx\n" * 300_000,
        b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(40_000)),
        b"Content-Type: multipart/related; boundary=-\n\n" + b"-" * 3_000_000,
        b"Content-Type: multipart/related; boundary=b\n\n--b\n" + b"Content-Type:\n " * 300_000,
    ],
)
def test_hostile_archives_end_soon(hostile: bytes) -> None:
    begin = time.process_time()
    with pytest.raises((LimitError, NotAPlanError)):
        web_archive.read("x", hostile)
    assert time.process_time() - begin < 5
