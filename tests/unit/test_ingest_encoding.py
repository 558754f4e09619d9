"""Letters come out whole from every encoding, valid text unchanged, and nothing is changed without a word."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.ingest.encoding import CONTROL_SHARE, UnknownEncodingError, decode

TEXT = "KẾ HOẠCH\nThực hiện công tác dân vận chính quyền năm 2024 ở Đắk Lắk\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As windows-1258 writes Vietnamese: the letter with its hat or horn, then the tone."""
    split = (unicodedata.normalize("NFD", letter) for letter in text)
    letters = (
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        + "".join(c for c in parts if c in TONES)
        for parts in split
    )
    return "".join(letters).encode("cp1258")


def test_valid_text_is_unchanged_page_breaks_and_all() -> None:
    text = TEXT + "\f2\n\u2028\u00a0x\x0b\x85" + "\ufeff" + "\x02" + TEXT
    assert decode(text.encode()).text == text
    assert decode(text.encode()).repairs == ()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_valid_nfc_text_is_unchanged(text: str) -> None:
    text = unicodedata.normalize("NFC", text).removeprefix("\ufeff")
    reading = decode(text.encode())
    assert (reading.text, reading.encoding, reading.repairs) == (text, "utf-8", ())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(TEXT), "windows-1258"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_the_letters_are_the_same_and_the_repair_is_told(data: bytes, encoding: str) -> None:
    reading = decode(data)
    assert (reading.text, reading.encoding, len(reading.repairs)) == (TEXT, encoding, 1)


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    reading = decode(TEXT.encode()[:-2] + b"\xe1\xba")
    assert reading.encoding == "utf-8"
    assert reading.text.endswith("\ufffd")
    assert "1 chỗ" in reading.repairs[0]


@pytest.mark.parametrize(
    "data",
    [
        "Le procès-verbal a été signé à Genève, où siège l'académie; ça, c'est sûr: naïf.".encode("latin-1"),
        "Größe und Maße prüft das Büro für Änderungen ausführlich.".encode("latin-1"),
        b"K\xd5 ho\xb9ch c\xa7ng t\xb8c d\xa9n v\xcbn ch\xddnh quy\xd2n",  # TCVN3
        "Keá hoaïch coâng taùc daân vaän chính quyeàn ñòa phöông".encode("latin-1"),  # VNI
        bytes(range(128, 256)),
        b"\x01\x02\x03\x04text",
    ],
)
def test_what_makes_no_vietnamese_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownEncodingError):
        decode(data)


def test_control_characters_are_letters_until_they_are_many() -> None:
    few = "Kế hoạch " * 20 + "\0"
    assert decode(few.encode()).text == few
    with pytest.raises(UnknownEncodingError):
        decode(("a" * 100 + "\0" * int(100 * CONTROL_SHARE + 2)).encode())


def test_the_clean_fixtures_survive_windows_1258(fixtures: Path) -> None:
    for path in fixtures.glob("*.clean.txt"):
        text = "".join(c for c in path.read_text(encoding="utf-8") if c not in "•…−")
        reading = decode(windows_1258(text))
        assert reading.text == text
        assert "100%" in reading.repairs[0]
