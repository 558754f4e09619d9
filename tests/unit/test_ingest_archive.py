"""Zip archives: the right bytes under readable names, and no archive that takes more than it may."""

from __future__ import annotations

import os
import stat
import struct
import time
import tracemalloc
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest

from plancompare.errors import LimitError, UnreadableError
from plancompare.ingest import archive, find_inputs
from plancompare.ingest.reading import Limits

NAME = "Kế hoạch số 5.txt"


def pack(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content, method)
    return str(path)


def names(path: str) -> list[str]:
    with archive.opened(path) as packed:
        return list(archive.members(packed))


def pack_bare(path: Path, raw: bytes) -> str:
    """An archive of one file whose name is these bytes, without the mark that says UTF-8."""
    stand_in = "n" * len(raw)
    pack(path, (stand_in, b"x"))
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), raw))
    return str(path)


def refusal(path: str, name: str, limits: Limits = Limits()) -> str:
    with pytest.raises((UnreadableError, LimitError)) as caught:
        archive.read_member(path, name, limits)
    message = str(caught.value)
    assert message.startswith(f"{os.path.join(path, name)}: ") and "; " in message and "\n" not in message
    return message


def cp1258(text: str) -> bytes:
    """As windows-1258 writes Vietnamese: the letter with its hat or horn, then the tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = [unicodedata.normalize("NFD", letter) for letter in text]
    split = (
        unicodedata.normalize("NFC", "".join(c for c in p if c not in tones)) + "".join(c for c in p if c in tones)
        for p in parts
    )
    return "".join(split).encode("cp1258")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (NAME.encode(), NAME),
        (unicodedata.normalize("NFD", NAME).encode(), NAME),
        (cp1258(NAME), NAME),
        ("Größe.txt".encode("cp437"), "Größe.txt"),
        (b"a\\b\\c.txt", "a/b/c.txt"),
        (b"/etc/passwd.txt", "etc/passwd.txt"),
        (b"../../a.txt", "a.txt"),
        (b"C:\\Users\\a.txt", "Users/a.txt"),
        (b"./a//b.txt", "a/b.txt"),
        (b"a\n\x1b[2Jb.txt", "a__[2Jb.txt"),
    ],
)
def test_names_are_readable_and_lead_nowhere_else(tmp_path: Path, raw: bytes, shown: str) -> None:
    path = pack_bare(tmp_path / "a.zip", raw)
    assert names(path) == [shown]
    assert archive.read_member(path, unicodedata.normalize("NFD", shown), Limits()) == b"x"


def test_the_name_in_a_field_beside_it_counts_where_it_is_of_this_file(tmp_path: Path) -> None:
    def field(name: bytes) -> bytes:
        return struct.pack("<HHHHBI", 1, 0, 0x7075, 5 + len(NAME.encode()), 1, zlib.crc32(name)) + NAME.encode()

    right, wrong = zipfile.ZipInfo("K? ho?ch.txt"), zipfile.ZipInfo("b.txt")
    right.extra, wrong.extra = field(b"K? ho?ch.txt"), field(b"another")
    assert names(pack(tmp_path / "a.zip", (right, b"1"), (wrong, b"2"))) == [NAME, "b.txt"]


def test_a_name_that_recurs_is_numbered_and_links_and_folders_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.warns(UserWarning, match="Duplicate"):
        path = pack(
            tmp_path / "a.zip",
            ("a.txt", b"1"), ("a (2).txt", b"2"), ("a.txt", b"3"), ("./a.txt", b"4"), ("b/", b""), ("..", b"5"),
            (link, b"/etc/passwd"),
        )  # fmt: skip
    assert names(path) == ["a.txt", "a (2).txt", "a (3).txt", "a (4).txt"]
    read = [archive.read_member(path, name, Limits()) for name in names(path)]
    assert read == [b"1", b"2", b"3", b"4"]
    assert "no such file in the archive" in refusal(path, "link.txt")


def test_what_is_locked_damaged_or_oddly_packed_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", ("a.txt", b"x" * 500), ("b.txt", b"y" * 500))
    whole = bytearray(Path(path).read_bytes())
    directory = whole.index(b"PK\x01\x02")
    whole[directory + 8] |= 1  # a.txt is locked
    whole[whole.index(b"b.txt") + 6] ^= 0xFF
    Path(path).write_bytes(whole)
    assert "locked with a password" in refusal(path, "a.txt")
    assert "damaged" in refusal(path, "b.txt")
    odd = pack(tmp_path / "odd.zip", ("a.txt", b"x" * 500), method=zipfile.ZIP_LZMA)
    assert "unusual way" in refusal(odd, "a.txt")
    assert find_inputs([path]).files == (f"{path}/a.txt", f"{path}/b.txt")


def test_a_bomb_goes_off_neither_by_size_nor_by_what_it_claims(tmp_path: Path) -> None:
    path = pack(tmp_path / "bomb.zip", ("a.txt", b"\0" * 40_000_000))
    tracemalloc.start()
    try:
        assert "200 times its size" in refusal(path, "a.txt")
        assert "raise --max-mb" in refusal(path, "a.txt", Limits(file_bytes=1000))
        assert "raise --max-mb" in refusal(path, "a.txt", Limits(unpacked_bytes=1000))
        assert tracemalloc.get_traced_memory()[1] < 45_000_000
    finally:
        tracemalloc.stop()
    lying = bytearray(Path(path).read_bytes())
    claimed = lying.index(b"PK\x01\x02") + 24
    lying[claimed : claimed + 4] = struct.pack("<I", 100)
    Path(path).write_bytes(lying)
    assert "damaged" in refusal(path, "a.txt")


def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", ("a.txt", b"x"))
    path = pack(tmp_path / "outer.zip", ("inner.zip", Path(inner).read_bytes()))
    assert find_inputs([path]).files == (f"{path}/inner.zip",)
    assert "no such file in the archive" in refusal(path, "inner.zip/a.txt")


def test_an_archive_of_too_many_files_is_refused_before_they_are_listed(tmp_path: Path) -> None:
    enough = pack(tmp_path / "enough.zip", *((f"{n}.txt", b"x") for n in range(archive.MOST_FILES)))
    begin = time.process_time()
    assert len(find_inputs([enough]).files) == archive.MOST_FILES
    assert time.process_time() - begin < 5
    many = pack(tmp_path / "many.zip", *((f"{n}.txt", b"") for n in range(archive.MOST_FILES + 1)))
    entry = b"PK\x01\x02" + b"\0" * 24 + struct.pack("<H", 1) + b"\0" * 16 + b"a"
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9, 9, len(entry) * 300_000, 0, 0)
    huge = tmp_path / "huge.zip"
    huge.write_bytes(entry * 300_000 + end)
    for path in (many, str(huge)):
        tracemalloc.start()
        try:
            with pytest.raises(LimitError, match=r"5,000 files .*; unpack it"), archive.opened(path):
                pass
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()
    assert find_inputs([many]).failures[0].error.startswith("more than 5,000 files")
