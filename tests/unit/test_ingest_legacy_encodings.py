"""The tables of TCVN3, VNI and VISCII hold every letter, agree with glibc's, and fonts are known by their names."""

from __future__ import annotations

import subprocess
import unicodedata

import pytest

from plancompare.ingest.letters.legacy_encodings import (
    LegacyName,
    as_shown,
    decode_bytes,
    decode_legacy,
    legacy_font,
    legacy_of_font,
    with_capitals,
)

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
MARKED = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in TONES]
MARKED = [*filter(lambda letter: not letter.isascii(), MARKED), "đ", "Đ"]
# xvnkb's table of VNI, in the order a á à ả ã ạ, â ấ ầ ẩ ẫ ậ and so on.
VNI = (
    "a aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë e eù eø eû eõ eï eâ eá eà eå eã eä o où oø oû oõ oï "
    "oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï u uù uø uû uõ uï ö öù öø öû öõ öï i í ì æ ó ò y yù yø yû yõ î ñ"
).split()
MEANT = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aâăeêoôơuưiy"
    for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
] + ["đ"]


def iconv(data: bytes, source: str, target: str) -> bytes:
    return subprocess.run(["iconv", "-f", source, "-t", target], input=data, capture_output=True, check=True).stdout


@pytest.mark.parametrize(("name", "of_glibc"), [("viscii", "VISCII"), ("tcvn5712", "TCVN5712-1")])
def test_every_byte_is_what_glibc_says(name: LegacyName, of_glibc: str) -> None:
    loose_tones = range(0xB0, 0xB5)  # shown as the signs the fonts have there
    codes = [code for code in range(256) if not (name == "tcvn5712" and code in loose_tones)]
    theirs = iconv(b"\n".join(bytes([code]) for code in codes), of_glibc, "UTF-8").decode()
    assert "\n".join(decode_bytes(bytes([code]), name) for code in codes) == theirs


@pytest.mark.parametrize(("name", "of_glibc"), [("viscii", "VISCII"), ("tcvn5712", "TCVN5712-1")])
def test_every_letter_comes_back_however_a_library_shows_its_byte(name: LegacyName, of_glibc: str) -> None:
    for letter in MARKED:
        data = iconv(letter.encode(), "UTF-8", of_glibc)
        shown = {data.decode("latin-1"), data.decode("cp1252", "ignore") or data.decode("latin-1")}
        if data[0] >= 0x20:
            shown.add(chr(0xF000 + data[0]))  # a font of symbols, in Word
        assert {decode_legacy(text, name) for text in shown} == {letter}


def test_small_letters_and_plain_capitals_of_tcvn3_are_those_of_the_standard() -> None:
    for letter in MARKED:
        if letter.islower() or letter in "ĂÂĐÊÔƠƯ":
            data = iconv(letter.encode(), "UTF-8", "TCVN5712-1")
            assert decode_bytes(data, "tcvn3") == decode_legacy(data.decode("latin-1"), "tcvn3") == letter


def test_every_letter_of_vni_in_both_cases() -> None:
    for sign, letter in zip(VNI, MEANT, strict=True):
        assert decode_legacy(sign, "vni") == decode_bytes(sign.encode("latin-1"), "vni") == letter
        assert decode_legacy(sign.upper(), "vni") == letter.upper()
    assert decode_legacy("Aùnh, thuaät ngöõ “VNI”, uâ", "vni") == "Ánh, thuật ngữ “VNI”, uâ"
    assert {*MEANT, *map(str.upper, MEANT)} >= {*MARKED}


def test_what_windows_set_between_the_letters_of_tcvn3_stays() -> None:
    assert decode_legacy("\x93KÕ ho¹ch\x94 \x96 25°C, 12 m²…", "tcvn3") == "“Kế hoạch” – 25°C, 12 m²…"


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vntime", "tcvn3", False),
        (".VnArial NarrowH", "tcvn3", True),
        ("'.VnTime'", "tcvn3", False),
        ("BCDEEE+.VnTimeH,Bold", "tcvn3", True),
        ("VnTime-Bold", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("ABCDEF+VNI-Helve-Condense,BoldItalic", "vni", False),
        ("VI Times", "viscii", False),
        ("Times New Roman", None, False),
        ("VNtimes new roman", None, False),
        ("UVnTime", None, False),
        ("Vni", None, False),
        ("", None, False),
    ],
)
def test_fonts_are_known_by_their_names(font: str, encoding: str | None, capitals: bool) -> None:
    known = legacy_font(font)
    assert legacy_of_font(font) == encoding
    assert (known.encoding, known.capitals) == (encoding, capitals) if known else encoding is None


def test_text_already_converted_keeps_its_letters_in_an_old_font() -> None:
    assert as_shown("Kế hoạch", ".VnTime") == "Kế hoạch"
    assert as_shown("ñy ban", ".VnTimeH") == "ỦY BAN"
    assert as_shown("\x8a", "VI Times") == as_shown("Š", "VI Times") == "Ế"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Kế HOạCH CÔNG TáC DÂN VậN", "KẾ HOẠCH CÔNG TÁC DÂN VẬN"),
        ("ủY BAN NHÂN DÂN TỉNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("I. MụC ĐíCH, YÊU CầU", "I. MỤC ĐÍCH, YÊU CẦU"),
        ("Bộ GTVT và Sở NN&PTNT", "Bộ GTVT và Sở NN&PTNT"),
        ("HĐND tỉnh, UBND xã; kế hoạch", "HĐND tỉnh, UBND xã; kế hoạch"),
        ("Kế hoạch\nTỉNH", "Kế hoạch\nTỈNH"),
        ("Ở đây", "Ở đây"),
    ],
)
def test_capitals_are_put_where_a_word_in_capitals_has_them(text: str, right: str) -> None:
    changed = sum(a != b for a, b in zip(text, right, strict=True))
    assert with_capitals(text) == (right, changed)
