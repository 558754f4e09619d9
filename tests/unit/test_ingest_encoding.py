"""Letters come out whole from every encoding, valid text unchanged, and nothing is changed without a word."""

from __future__ import annotations

import subprocess
import time
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.ingest.letters.encoding import CONTROL_SHARE, UnknownEncodingError, decode

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
        (TEXT.encode("utf-32"), "utf-32-le"),
        (TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-32-be"), "utf-32-be"),
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
        "Příliš žluťoučký kůň úpěl ďábelské ódy".encode("cp1250"),
        "计划书由省人民委员会办公厅发布，各单位遵照执行".encode("gbk"),
        "Программа работы областного комитета на год".encode("cp1251"),
        "Quyét dinh vé viéc céng tac dan van".encode("latin-1"),  # read from a scan with an English model
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
        decode(("a" * 100 + "\0" * int(100 * CONTROL_SHARE + 2) + "a").encode())


def test_the_clean_fixtures_survive_windows_1258(fixtures: Path) -> None:
    for path in fixtures.glob("*.clean.txt"):
        text = "".join(c for c in path.read_text(encoding="utf-8") if c not in "•…−")
        reading = decode(windows_1258(text))
        assert reading.text == text
        assert reading.repairs == ("đã đọc theo windows-1258 (phỏng đoán, độ tin cậy 99,9%)",)
        assert reading.warnings == ()


OLD = {
    "viscii": lambda text: iconv(text, "VISCII"),
    "tcvn5712": lambda text: iconv(text, "TCVN5712-1"),
    "windows-1258": lambda text: iconv(text, "CP1258"),
    # The fonts of TCVN3 have no capitals with a tone, but have the quotation marks and dashes of Windows.
    "tcvn3": lambda text: b"".join(iconv(without_capitals(c), "TCVN5712-1", c) for c in text),
    "vni": lambda text: "".join(VNI.get(c) or VNI.get(c.lower(), "").upper() or c for c in text).encode("cp1252"),
}
# What the letters with marks are in VNI, two signs or one.
VNI = dict(
    zip(
        "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ",
        (
            "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë eù eø eû eõ eï eâ eá eà eå eã eä où oø oû oõ oï "
            "oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï í ì æ ó ò yù yø yû yõ î ñ"
        ).split(),
        strict=True,
    )
)


@cache
def iconv(text: str, target: str, else_in_windows: str = "") -> bytes:
    done = subprocess.run(["iconv", "-f", "UTF-8", "-t", target], input=text.encode(), capture_output=True)
    if done.returncode and else_in_windows:
        return else_in_windows.encode("cp1252")
    return done.stdout


def without_capitals(letter: str) -> str:
    toned = len(unicodedata.normalize("NFD", letter)) > 1 and letter not in "ĂÂÊÔƠƯ"
    return letter.lower() if toned else letter


@pytest.mark.parametrize("encoding", OLD)
def test_a_plan_comes_whole_out_of_every_old_encoding(fixtures: Path, encoding: str) -> None:
    for path in fixtures.glob("*.clean.txt"):
        text = path.read_text(encoding="utf-8")
        signs = "•…−" if encoding in ("tcvn3", "vni") else "•…−–“”‘’™"
        text = "".join(c for c in text if c not in signs)
        reading = decode(OLD[encoding](text))
        assert reading.encoding == encoding
        assert reading.warnings == ()
        if encoding == "tcvn3":
            assert "TCVN3 không có chữ hoa mang dấu thanh" in reading.repairs[1]
            assert reading.text.lower() == text.lower()
            lost = sum(a != b for a, b in zip(reading.text, text, strict=True))
            assert lost <= 0.003 * len(text)
        else:
            assert reading.text == text


@pytest.mark.parametrize("encoding", ["viscii", "tcvn3", "vni", "windows-1258"])
def test_one_heading_is_enough(encoding: str) -> None:
    title = "Kế hoạch công tác dân vận chính quyền năm 2024"
    assert decode(OLD[encoding](title)).text == title


def test_an_encoding_in_doubt_is_a_warning() -> None:
    reading = decode(OLD["tcvn3"]("\r\nlệnh số\r\n"))
    assert reading.text == "\nlệnh số\n"
    assert [(notice.code, notice.start, notice.end) for notice in reading.warnings] == [("encoding-inferred", 0, 9)]
    assert "TCVN3 (ABC) (phỏng đoán, độ tin cậy 97," in reading.warnings[0].message


@pytest.mark.parametrize("encoding", ["viscii", "tcvn3", "vni", "windows-1258"])
def test_lines_pasted_into_utf_8_are_read_and_named(encoding: str) -> None:
    lines = ["Kế hoạch năm 2024", "Phối hợp với các sở, ngành liên quan", "Tổ chức thực hiện tốt", "Nơi nhận: như trên"]
    data = [OLD[encoding](line) if n in (1, 2) else line.encode() for n, line in enumerate(lines)]
    reading = decode(b"\r\n".join(data))
    assert (reading.text, reading.encoding) == ("\n".join(lines), "utf-8")
    (notice,) = reading.warnings
    assert notice.code == "encoding-mixed"
    assert reading.text[notice.start : notice.end] == "\n".join(lines[1:3])


def test_tags_and_scripts_of_a_page_say_nothing_of_its_encoding() -> None:
    script = " ".join(f"function{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))
    page = f"<html><script>{script}</script><p>Kế hoạch công tác dân vận chính quyền</p></html>"
    reading = decode(OLD["vni"](page))
    assert (reading.text, reading.encoding) == (page, "vni")


def test_a_large_file_of_rubbish_is_refused_on_a_sample() -> None:
    rubbish = bytes(range(128, 256)) * 50_000
    started = time.process_time()
    with pytest.raises(UnknownEncodingError):
        decode(rubbish)
    assert time.process_time() - started < 1


def test_what_fills_a_file_up_is_no_text() -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-32-be"):
        reading = decode(TEXT.encode(encoding) + b"\0" * 4096)
        assert reading.text == TEXT
        assert "4096 byte rỗng" in reading.repairs[-1] or encoding == "utf-16-le"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_tidy_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except UnknownEncodingError:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
