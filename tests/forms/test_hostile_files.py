"""A file made to do harm gets an error that names it, or a bounded result; nothing is fetched, nothing is left behind.

Each is read by the command itself in a process of its own, in which opening a connection is an error that is written
down. Addresses in the files are those of a socket of this test, which hears what other programs would fetch.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import hostile_files as hostile
import pytest
from office_pages import save_as

SECONDS = 60  # for one file; each but the sparse text takes less than ten
MEMORY = 6 * 1024**3  # bytes of address space of one process, a quarter of it at most in use
_NO_NETWORK = """
import os, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["NETWORK_LOG"], "a") as log:
            log.write(f"{event} {arguments}\\n")
        raise OSError("no network in this test")
sys.addaudithook(refuse)
"""


class Place(NamedTuple):
    """Where one command runs: the folder of its files, its home and its temporary folder; what it may not touch."""

    folder: Path
    address: str
    secret: Path
    server: socket.socket

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command with these arguments."""
        return self.watch(sys.executable, "-m", "plancompare", *arguments)

    def watch(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ},
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "tmp"),
            "PYTHONPATH": str(self.folder / "hook"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NETWORK_LOG": str(self.folder / "network.log"),
        }
        return subprocess.run(
            ["sh", "-c", f'ulimit -v {MEMORY // 1024}; exec "$@"', "sh", *command],
            cwd=self.folder / "files",
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )

    def tree(self) -> dict[str, int]:
        """All files and folders with their sizes, but for what the command may keep of its own in its home."""
        return {
            str(file.relative_to(self.folder)): file.lstat().st_size if file.is_file() else -1
            for file in self.folder.rglob("*")
            if "home" not in file.parts
        }

    def fetched(self) -> list[str]:
        """The connections that were tried or made."""
        log = self.folder / "network.log"
        tried = log.read_text().splitlines() if log.exists() else []
        try:
            self.server.accept()[0].close()
        except BlockingIOError:
            return tried
        return [*tried, "a connection from another program"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    for name in ("files", "home", "tmp", "hook"):
        (tmp_path / name).mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(_NO_NETWORK)
    secret = tmp_path / "secret.txt"
    secret.write_text("TUYỆT MẬT: mật khẩu của máy chủ", encoding="utf-8")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        yield Place(tmp_path, f"http://127.0.0.1:{server.getsockname()[1]}", secret, server)


def _sparse(file: Path, size: int) -> None:
    with open(file, "wb") as written:
        written.write(hostile.TEXT.encode())
        written.truncate(size)


def _locked(file: Path) -> None:
    page = file.with_suffix(".html")
    page.write_text(f"<pre>{hostile.TEXT}</pre>", encoding="utf-8")
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    save_as(f"pdf:writer_web_pdf_Export:{options}", [page], file.parent)
    page.unlink()


def _word(declared: str, text: str) -> Callable[[Place], bytes]:
    def write(place: Place) -> bytes:
        with_addresses = declared.format(secret=place.secret, address=place.address)
        return hostile.word_file(hostile.entities(text, with_addresses))

    return write


def _outside(place: Place) -> bytes:
    wild = [(name, b"<x/>") for name in ("../../evil.xml", str(place.folder / "evil.xml"), "word/../../../evil.xml")]
    relations = hostile.RELATIONS.format(type=f"{hostile.OFFICE}/footnotes", target="../../../secret.txt", mode="")
    return hostile.word_file(
        hostile.word_body(hostile.TEXT).encode(), [*wild, ("word/_rels/document.xml.rels", relations.encode())]
    )


_LAUGHS = '<!ENTITY a "{}">'.format("ha" * 50) + "".join(
    f'<!ENTITY {chr(b)} "{f"&{chr(b - 1)};" * 10}">' for b in range(ord("b"), ord("k"))
)

# Name of the file, how it is made (bytes, or a function that writes it), what the error says of it; where that is
# None the file has a text, which is read.
Maker = Callable[[Place], bytes]
ERRORS: dict[str, tuple[Maker, str]] = {
    "bomb.zip": (lambda p: hostile.raw_zip([("ke-hoach.txt", hostile.blanks())]), "unpack"),
    "lying.zip": (lambda p: hostile.raw_zip([("ke-hoach.txt", hostile.blanks())], said_size=100), "unpack|damaged"),
    "bomb.docx": (lambda p: hostile.word_file(hostile.blanks(b'<?xml version="1.0"?>')), "unpack|MiB"),
    "laughs.docx": (_word(_LAUGHS, "&j;"), "entit|DTD|document type|declar"),
    "external.docx": (_word('<!ENTITY x SYSTEM "file://{secret}">', "&x;"), "entit|DTD|document type|declar"),
    "fetching.docx": (_word('<!ENTITY % x SYSTEM "{address}/x.dtd">%x;', "x"), "entit|DTD|document type|declar"),
    "endless.pdf": (lambda p: hostile.endless_pages(), "page|damaged"),
    "thousand-million-pages.pdf": (lambda p: hostile.many_pages(12), "page"),
    "sheet.pdf": (lambda p: hostile.picture_page(1000, sheet=(14_400, 14_400)), "points|pixels"),
    "wide.png": (lambda p: hostile.png(40_000, 40_000), "points|pixels"),
    "wide.tif": (lambda p: hostile.tiff(40_000, 40_000), "points|pixels"),
    "wide.jpg": (lambda p: hostile.jpeg(40_000, 40_000), "points|pixels"),
    "cut.pdf": (lambda p: hostile.endless_pages()[:90], "PDF"),
    "cut.docx": (lambda p: hostile.word_file(hostile.word_body(hostile.TEXT).encode())[:500], "damaged|cut|archive"),
}


def test_the_watch_sees_what_python_and_other_programs_fetch(place: Place) -> None:
    host, port = place.server.getsockname()
    assert place.watch(sys.executable, "-c", f"import socket; socket.create_connection(({host!r}, {port}))").returncode
    assert len(place.fetched()) == 1
    (place.folder / "network.log").unlink()
    place.watch("bash", "-c", f": < /dev/tcp/{host}/{port}")
    assert len(place.fetched()) == 1


@pytest.mark.parametrize("name", ERRORS)
def test_it_gets_one_line_that_says_why(place: Place, name: str) -> None:
    make, reason = ERRORS[name]
    (place.folder / "files" / name).write_bytes(make(place))
    _expect_error(place, name, reason)


def test_a_sparse_text_of_a_gigabyte_is_too_large(place: Place) -> None:
    _sparse(place.folder / "files" / "sparse.txt", 1024**3)
    _expect_error(place, "sparse.txt", "larger than 256 MiB")


def test_of_a_sparse_text_below_the_limit_the_text_is_read(place: Place) -> None:
    _sparse(place.folder / "files" / "sparse.txt", 200 * 1024**2)
    done = place.run("parse", "sparse.txt", "--json", "-")
    assert [document["text"] for document in json.loads(done.stdout)["documents"]] == [hostile.TEXT]


def test_a_pdf_behind_a_password_asks_for_one_without(place: Place) -> None:
    _locked(place.folder / "files" / "locked.pdf")
    _expect_error(place, "locked.pdf", "password")


READ: dict[str, Maker] = {
    "outside.docx": _outside,
    "page.html": lambda p: hostile.web_page(p.address, str(p.secret)),
    "scripted.pdf": lambda p: hostile.scripted_pdf(p.address),
    "linked.odt": lambda p: hostile.linked_text(p.address, str(p.secret)),
    "linked.rtf": lambda p: hostile.linked_rtf(p.address, str(p.secret)),
    "wild-names.zip": lambda p: hostile.zip_file(
        (name, hostile.TEXT.encode()) for name in ("../../evil.txt", str(p.folder / "evil2.txt"), "a\nb\x1b[31m.txt")
    ),
}
# Of these no more is asked than that they end soon, in a short text or in an error.
BOUNDED: dict[str, Maker] = {
    "deep.html": lambda p: hostile.deep_page(5_000),
    "deep.docx": lambda p: hostile.word_file(hostile.deep_word(200_000)),
    "nested.zip": lambda p: hostile.nested_zip(4),
    "wide-picture.pdf": lambda p: hostile.picture_page(20_000),
}


@pytest.mark.parametrize("name", [*READ, *BOUNDED])
def test_its_words_are_read_and_nothing_else(place: Place, name: str) -> None:
    (place.folder / "files" / name).write_bytes((READ | BOUNDED)[name](place))
    before = place.tree()
    done = place.run("parse", name, "--json", "-", "--keep-going", "--quiet")
    assert place.fetched() == []
    assert place.tree() == before
    told = done.stderr.splitlines()
    assert "Traceback" not in done.stderr and "should not have" not in done.stderr, done.stderr
    result = json.loads(done.stdout)
    assert len(result["failures"]) == len(told)
    assert bool(result["documents"]) == (name in READ) or name in BOUNDED, done.stderr
    for document in result["documents"]:
        assert re.search("hoạch|hoach", document["text"], re.IGNORECASE)
        assert len(document["text"]) < 1000
        assert not re.search("MẬT|script|alert|framed|said by", document["text"])


def _expect_error(place: Place, name: str, reason: str) -> None:
    before = place.tree()
    done = place.run("parse", name, "--json", "-", "--quiet")
    assert place.fetched() == []
    assert place.tree() == before
    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert len(told) == 1 and told[0].count(name) == 1 and re.search(reason, told[0]), done.stderr
    assert "Traceback" not in done.stderr and "should not have" not in done.stderr, done.stderr
    failures = json.loads(done.stdout)["failures"] if done.stdout else []
    assert [failure["path"].split("/")[0] for failure in failures] in ([name], [])
    assert "MẬT" not in done.stdout + done.stderr
