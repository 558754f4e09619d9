"""DOC, RTF and ODT through LibreOffice itself: the same text as the DOCX, or a clear error; nothing fetched."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from zipfile import ZIP_STORED

import pytest
from word_files import LINES, font, paragraph, run, table, word_file, zipped

from plancompare.errors import LimitError, NotAPlanError
from plancompare.ingest import office, read_source, word
from plancompare.ingest.reading import Limits, ReadingOptions

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
ODT = "application/vnd.oasis.opendocument.text"


def odt(members: Mapping[str, str], mimetype: str = ODT) -> bytes:
    return zipped({"mimetype": mimetype, **members}, ZIP_STORED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan as DOCX, and as LibreOffice writes it in the three other formats."""
    folder = tmp_path_factory.mktemp("office")
    body = (
        paragraph("KẾ HOẠCH")
        + paragraph(run("c«ng t¸c d©n vËn", font(".VnTime")))
        + table(["TT", "Nội dung"], ["1", "Bám sát Chỉ thị số 33/CT-TTg"], properties=LINES)
        + paragraph("./.")
    )
    (folder / "plan.docx").write_bytes(word_file(body))
    for kind in ("doc", "rtf", "odt"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "plan.docx")]
        subprocess.run(["soffice", profile, *convert], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_the_text_is_that_of_the_docx(folder: Path, kind: str) -> None:
    source = read_source(str(folder / f"plan.{kind}"))
    assert source.text == word.read("x", (folder / "plan.docx").read_bytes()).text
    assert "công tác dân vận\n" in source.text
    assert len(source.provenance.tables) == 1
    assert source.repairs[0] == "đã nhờ LibreOffice chuyển sang DOCX rồi mới đọc"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (OLE, "old Office file without a document of Word; save the plan in it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "behind a password; save it without the password"),
        (OLE + "Workbook".encode("utf-16-le"), "old spreadsheet; save the plan"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "old presentation; save the plan"),
        (OLE + "WordDocument".encode("utf-16-le"), r"LibreOffice cannot open it \(damaged, or a password\)"),
        (odt({}, mimetype=ODT.replace("text", "spreadsheet")), "OpenDocument file, but no text document"),
        (odt({})[:-20], "damaged or behind a password"),
    ],
)
def test_what_is_no_document_is_said_to_be_none(data: bytes, problem: str) -> None:
    with pytest.raises(NotAPlanError, match=problem):
        office.read("x.doc", data)


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(NotAPlanError, match=r"^x.rtf: reading this format needs LibreOffice, .*; install LibreOffice"):
        office.read("x.rtf", b"{\\rtf1 x}")


def test_the_time_is_limited(folder: Path) -> None:
    begin = time.monotonic()
    with pytest.raises(LimitError, match=r"^x.doc: reading it takes more than 0.8 seconds"):
        office.read("x.doc", (folder / "plan.doc").read_bytes(), ReadingOptions(limits=Limits(seconds=0.8)))
    assert time.monotonic() - begin < 5


def test_what_unpacks_to_too_much_is_refused_before_libreoffice_sees_it() -> None:
    limits = Limits(unpacked_bytes=1024**2)
    with pytest.raises(LimitError, match=r"unpacks to more than 1 MiB; raise --max-mb"):
        office.read("x.odt", odt({"content.xml": " " * 2 * 1024**2}), ReadingOptions(limits=limits))


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine: its address, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode())
            self.close_connection = True

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_nothing_a_document_links_to_is_fetched(tmp_path: Path) -> None:
    kinds = {"office": "office", "text": "text", "draw": "drawing"}
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for name, kind in kinds.items()
    )
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODT}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    with listening() as (address, asked):
        picture = f'<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:show="embed"/>'
        section = f'<text:section text:name="s"><text:section-source xlink:href="{address}/b.odt"/></text:section>'
        body = f"<office:text><text:p>Kế hoạch <draw:frame>{picture}</draw:frame></text:p>{section}</office:text>"
        content = (
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
            f"<office:body>{body}</office:body></office:document-content>"
        )
        data = odt({"META-INF/manifest.xml": manifest, "content.xml": content})
        assert office.read("x.odt", data).text.strip() == "Kế hoạch"
        assert asked == []
