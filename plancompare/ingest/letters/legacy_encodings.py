"""The three encodings Vietnamese had before Unicode: TCVN3 (ABC), VNI for Windows, and VISCII.

A file in one of them holds plain bytes, and a Word file, a web page or a PDF names a font that draws those bytes as
Vietnamese letters (`.VnTime`, `VNI-Times`); every library returns them as letters of windows-1252 (`KÕ ho¹ch`).

Sources of the tables: VISCII 1.1 is RFC 1456. TCVN3 is the third form of TCVN 5712:1993, whose first form (`tcvn5712`
here) also has capitals with tones, in place of control characters. Both agree byte by byte with glibc's iconv
(`VISCII`, `TCVN5712-1`), which the tests hold. VNI has no standard: its table is the one of the input methods xvnkb
and UniKey, a letter followed by its mark. All 134 letters with marks come back from every table that has them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

LegacyName = Literal["tcvn3", "tcvn5712", "vni", "viscii"]

# From 0xA1 on. The toned capitals among them are of the second form of TCVN 5712; fonts of the third leave them blank,
# and 0xB0 to 0xB4, loose tones there, to signs such as the degree.
_TCVN = "ĂÂÊÔƠƯĐăâêôơưđẰ°±²³´àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
# What only the first form has: toned capitals at 0x80 to 0x9F and among the control characters.
_TCVN_HIGH = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_TCVN_LOW = {1: "Ú", 2: "Ụ", 4: "Ừ", 5: "Ử", 6: "Ữ", 0x11: "Ứ", 0x12: "Ự", 0x13: "Ỳ", 0x14: "Ỷ", 0x15: "Ỹ", 0x16: "Ý"}
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# VNI: the letter a mark stands after -> mark and letter in pairs. Marks with hat or breve carry the tone as well.
_VNI_TONES = "ùøûõï"
_VNI_MARKED = {
    "a": "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "ô": "ùớøờûởõỡïợ",
    "u": "ùúøùûủõũïụ",
    "ö": "ùứøừûửõữïự",
    "y": "ùýøỳûỷõỹ",
}
_VNI_ALONE = dict(zip("ôöíìæóòîñ", "ơưíìỉĩịỵđ", strict=True))

# A byte comes back as its code, as its letter of windows-1252, as another code of the same glyph (PDF), or, where the
# font calls itself a font of symbols, in the private area of Unicode (Word).
_SYMBOL = 0xF000
_SAME_GLYPH = {0x3BC: 0xB5, 0x2219: 0xB7, 0x2C9: 0xAF}
_CP1252_HIGH = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# `.VnTime`, `.VnArial NarrowH`, in a PDF also `ABCDEF+.VnTime,Bold` and `VnTime`. `VNtimes new roman` is another
# encoding (Vietware), `UVnTime` is Unicode.
_FONT = re.compile(r"(?:\.(?i:vn)|(?<![A-Za-z.])Vn(?=[A-Z]))[A-Za-z]|(?i:vni[- ]?)(?=[A-Z])|VI (?=[A-Z])")
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # letters windows-1252 has not
_STYLE = re.compile(r"(?:[\s,-]*(?:Bold|Italic|Oblique|Regular|Normal|MT|PS))+$", re.IGNORECASE)

# What TCVN3 has capitals of, and the small letters it has none of.
_CAPITAL, _TONED_SMALL = "A-ZĂÂÊÔƠƯĐ", "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
# Words of a line without a small letter of which TCVN3 has the capital.
_WORD = rf"[{_CAPITAL}{_TONED_SMALL}]++(?!\w)"
_WORDS_IN_CAPITALS = re.compile(rf"(?<!\w){_WORD}(?:[ \t,–-]++{_WORD})*+")  # of a line
_SMALL_AMONG_CAPITALS = re.compile(rf"[{_TONED_SMALL}][{_CAPITAL}]|[{_CAPITAL}]{{2}}[{_TONED_SMALL}]")


class LegacyFont(NamedTuple):
    """How a font of the time before Unicode draws the bytes of a text; a font of `capitals` has no small letters."""

    encoding: LegacyName
    capitals: bool


@cache
def _single_bytes(name: LegacyName) -> Mapping[int, str]:
    """Code of a letter as libraries return it -> the letter meant."""
    if name == "viscii":
        table = _VISCII_LOW | dict(enumerate(_VISCII_HIGH, 0x80))
    elif name == "tcvn5712":
        table = _TCVN_LOW | {0x17: "Ỵ"} | dict(enumerate(_TCVN_HIGH, 0x80)) | dict(enumerate(_TCVN, 0xA1))
    else:
        table = {code: letter for code, letter in _CP1252_HIGH.items() if letter}
        table |= dict(enumerate(_TCVN, 0xA1)) if name == "tcvn3" else {}
    other_codes = {ord(letter): code for code, letter in _CP1252_HIGH.items() if letter} | _SAME_GLYPH
    return (
        table
        | {other: table[code] for other, code in other_codes.items() if code in table}
        | {_SYMBOL + code: table.get(code, chr(code)) for code in range(0x20, 0x100)}
    )


@cache
def _vni() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What stands for one letter, and the letter. The case of the letter decides, the mark may have the other."""
    table: dict[str, str] = {}
    for base, marked in _VNI_MARKED.items():
        for mark, letter in zip(marked[::2], marked[1::2], strict=True):
            for sign in (mark, mark.upper()):
                table[base + sign], table[base.upper() + sign] = letter, letter.upper()
    for sign, letter in _VNI_ALONE.items():
        table[sign], table[sign.upper()] = letter, letter.upper()
    bases, marks = "".join(_VNI_MARKED), "".join({sign[1] for sign in table if len(sign) == 2})
    alone = "".join(sign for sign in table if len(sign) == 1)
    return re.compile(f"[{bases}{bases.upper()}][{marks}]|[{alone}]"), table


def _from_vni(text: str) -> str:
    pattern, table = _vni()
    return pattern.sub(lambda found: table.get(found[0]) or "".join(table.get(sign, sign) for sign in found[0]), text)


def decode_bytes(data: bytes, name: LegacyName) -> str:
    """The Vietnamese letters of a file in this encoding, in NFC."""
    letters = _single_bytes(name)
    text, _ = codecs.charmap_decode(data, "strict", "".join(letters.get(code, chr(code)) for code in range(0x100)))
    return unicodedata.normalize("NFC", _from_vni(text) if name == "vni" else text)


def decode_legacy(text: str, name: LegacyName) -> str:
    """The Vietnamese letters meant by `text`, whose letters are bytes of `name` read as latin-1 or windows-1252.

    Signs that no byte stands for stay as they are. The result is in NFC.

    >>> decode_legacy("KÕ ho¹ch d©n vËn", "tcvn3"), decode_legacy("Keá hoaïch daân vaän", "vni")
    ('Kế hoạch dân vận', 'Kế hoạch dân vận')
    >>> decode_legacy("K\u00aa ho\u00d5ch d\u00e2n v\u00a7n", "viscii")
    'Kế hoạch dân vận'
    """
    text = text.translate(_single_bytes(name))
    return unicodedata.normalize("NFC", _from_vni(text) if name == "vni" else text)


def legacy_font(font_name: str) -> LegacyFont | None:
    """How the font of this name draws a text; nothing for fonts of Unicode and of encodings not known here.

    >>> legacy_font(".VnTimeH"), legacy_font("VNI-Times"), legacy_font("Times New Roman")
    (LegacyFont(encoding='tcvn3', capitals=True), LegacyFont(encoding='vni', capitals=False), None)
    """
    name = font_name.strip().strip("\"'")
    found = _FONT.match(name.rpartition("+")[2])
    if not found:
        return None
    if found[0].casefold().startswith("vni"):
        return LegacyFont("vni", False)
    encoding: LegacyName = "viscii" if found[0] == "VI " else "tcvn3"
    return LegacyFont(encoding, _STYLE.sub("", name).endswith("H"))


def legacy_of_font(font_name: str) -> LegacyName | None:
    """The encoding of the font of this name.

    >>> legacy_of_font(".VnArial"), legacy_of_font("ABCDEF+VNI-Helve,Bold"), legacy_of_font("Arial")
    ('tcvn3', 'vni', None)
    """
    font = legacy_font(font_name)
    return font.encoding if font else None


def as_shown(text: str, font_name: str) -> str:
    """`text` as a reader sees it in the font of this name, a font of capitals included.

    A text that already has Vietnamese letters of Unicode stays as it is: it was converted and kept its font.

    >>> as_shown("kÕ ho¹ch", ".VnTimeH"), as_shown("Kế hoạch", ".VnTime"), as_shown("Kế", "Arial")
    ('KẾ HOẠCH', 'Kế hoạch', 'Kế')
    """
    font = legacy_font(font_name)
    if font is None:
        return text
    if not _UNICODE.search(text):
        text = decode_legacy(text, font.encoding)
    return text.upper() if font.capitals else text


def with_capitals(text: str) -> tuple[str, int]:
    """`text` decoded from TCVN3 with the toned capitals its words in capitals must have, and how many were put.

    TCVN3 has none: they are small letters, set in a font of capitals that a plain text does not name. Certain is a
    small letter among capitals (`HOạCH`), and with it the words in capitals next to it (`Kế HOạCH`). The first letter
    of `Ủy ban` and words in which every letter is small stay as they are.

    >>> with_capitals("Kế HOạCH\\nBộ GTVT, ủy ban")
    ('KẾ HOẠCH\\nBộ GTVT, ủy ban', 2)
    """
    put = 0

    def raised(found: re.Match[str]) -> str:
        nonlocal put
        words = found[0]
        if not _SMALL_AMONG_CAPITALS.search(words):
            return words
        capitals = words.upper()
        put += sum(old != new for old, new in zip(words, capitals, strict=True))
        return capitals

    return _WORDS_IN_CAPITALS.sub(raised, text), put
