"""Bytes to letters: Unicode where it is Unicode, windows-1258 where that gives Vietnamese, otherwise an error.

Nothing is guessed silently: what is not plain UTF-8 leaves a sentence in `Reading.repairs`, and bytes that make no
Vietnamese in any of these encodings (TCVN3 and VNI among them) are refused instead of shown as rubbish.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from plancompare.ingest.reading import Reading

# Least share of the marked letters that must be Vietnamese for windows-1258 to be believed. The clean fixtures
# written in windows-1258 reach 1.00; TCVN3, VNI and French read as windows-1258 stay below .9 or lack đ, ơ, ư and ă.
WINDOWS_1258_SHARE = 0.95
# Least number of good letters for each bad byte for a text to be UTF-8 with damage and not another encoding.
GOOD_PER_BAD = 9
# Largest share of control characters in a text. A real text has none or a few; a tar archive of texts has a third.
CONTROL_SHARE = 0.05

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Patterns left as text are needed for few files; `re` compiles them where they are first used.
_PUNCTUATION = r"[\x00-\x7f\xa0§«»°²³·\u2000-\u206f€™]+"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_MARKED = frozenset(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in _TONES
) | {"đ", "Đ"}
_HORN_BREVE_BAR = "[\u031b\u0306đĐ]"  # of ơ, ư, ă in NFD, and đ: no other language of windows-1258 has them
# Single-byte encodings a page may declare for itself; the others of Python's codecs are no encodings of text.
_DECLARABLE = r"(?i:(?:windows-|cp)125\d|iso-8859-\d{1,2}|us-ascii)"
_ANY_LINE_END = r"\r*\n|\r"


class UnknownEncodingError(ValueError):
    """The bytes are no text in any encoding that is read here; the message says what they look like."""


def decode(data: bytes, declared: str | None = None) -> Reading:
    """Text of these bytes in NFC with `\\n` line ends. `declared` is the encoding the file itself names, if any.

    Valid, NFC, `\\n`-terminated UTF-8 comes out unchanged, form feeds and control characters included.
    Raises `UnknownEncodingError`.

    >>> decode("Kế hoạch\\n".encode())
    Reading(text='Kế hoạch\\n', encoding='utf-8', repairs=())
    >>> decode("Ke^\\u0301\\r\\n".replace("e^", "ê").encode()).repairs
    ('đã đổi dấu xuống dòng của Windows hoặc Mac thành \\\\n', 'đã ghép dấu thanh rời (chuẩn hóa NFC)')
    """
    letters, encoding, repairs = _letters(data, declared)
    controls = len(_CONTROL.findall(letters))
    if controls > CONTROL_SHARE * len(letters):
        raise UnknownEncodingError("binary data, not text")
    if "\r" in letters:
        letters = re.sub(_ANY_LINE_END, "\n", letters)
        repairs.append("đã đổi dấu xuống dòng của Windows hoặc Mac thành \\n")
    if not unicodedata.is_normalized("NFC", letters):
        letters = unicodedata.normalize("NFC", letters)
        if encoding != "windows-1258":  # which has no other way to write a tone
            repairs.append("đã ghép dấu thanh rời (chuẩn hóa NFC)")
    return Reading(letters, encoding, tuple(repairs))


def _letters(data: bytes, declared: str | None) -> tuple[str, str, list[str]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _with_damage(data[len(mark) :], encoding, ["đã bỏ dấu thứ tự byte (BOM) ở đầu tệp"])
    wide = _wide(data)
    if wide:
        return _with_damage(data, wide, [f"đã đọc theo {wide}, tệp không có dấu thứ tự byte"])
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    if declared and re.fullmatch(_DECLARABLE, declared):
        try:
            return data.decode(declared), declared.lower(), [f"đã đọc theo bảng mã {declared} mà tệp khai báo"]
        except (LookupError, UnicodeDecodeError):
            pass
    text, encoding, repairs = _with_damage(data, "utf-8", [])
    bad = text.count("\ufffd")
    if sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - bad >= GOOD_PER_BAD * bad:
        return text, encoding, repairs
    return _windows_1258(data)


def _with_damage(data: bytes, encoding: str, repairs: list[str]) -> tuple[str, str, list[str]]:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if bad > 0:
        repairs = [*repairs, f"{bad} chỗ không phải {encoding}, hiện là \ufffd"]
    return text, encoding, repairs


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly no zero among the low bytes, many among the high ones (Latin letters)."""
    head = data[:8192]
    even, odd, half = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > 0.3 * half and even < 0.01 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.01 * half:
        return "utf-16-be"
    return None


def _windows_1258(data: bytes) -> tuple[str, str, list[str]]:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        raise UnknownEncodingError("no text in UTF-8, UTF-16 or windows-1258") from None
    marked = re.sub(_PUNCTUATION, "", text)
    share = sum(letter in _MARKED for letter in marked) / max(1, len(marked))
    if share < WINDOWS_1258_SHARE or not re.search(_HORN_BREVE_BAR, unicodedata.normalize("NFD", marked)):
        raise UnknownEncodingError("no text in UTF-8, UTF-16 or windows-1258 (an old Vietnamese font, perhaps)")
    return text, "windows-1258", [f"đã đọc theo windows-1258 (phỏng đoán): {share:.0%} chữ có dấu là chữ Việt"]
