"""Bytes to letters: Unicode where it is Unicode, an old Vietnamese encoding where that is probable, otherwise an error.

Nothing is guessed silently: what is not plain UTF-8 leaves a sentence in `Reading.repairs`, with its probability
where the encoding was inferred, and bytes that make no Vietnamese in any encoding are refused instead of shown as
rubbish.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import accumulate, islice

from msgspec.structs import replace

from plancompare.ingest.reading import Reading
from plancompare.model import Notice
from plancompare.text import without_heaps

# Least probability at which an inferred encoding is believed, and at which it is believed without a warning. Of 8,300
# pieces of 20 to 10,000 letters of 23 Vietnamese and 32 other texts, 3,174 were believed, 6 of them wrongly, 3 of those
# without a warning. Of 1,040 pieces of plans with 50 letters or more none was read wrongly and one refused.
BELIEVED = 0.9
CERTAIN = 0.99
# Least number of good letters for each bad byte for a text to be UTF-8 with damage and not another encoding.
GOOD_PER_BAD = 9
# Least number of Vietnamese letters for each bad byte for a text to be UTF-8 with something pasted into it. Bytes of
# other encodings make next to none.
RIGHT_SHARE = 0.05
# Largest share of control characters in a text. A real text has none or a few; a tar archive of texts has a third.
CONTROL_SHARE = 0.05
NAMED = 20
"""Stretches of one file that are named in warnings, at most."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])  # each of them is such a byte in every encoding read here
# Patterns left as text are needed for few files; `re` compiles them where they are first used.
_OF_TWO_BYTES = r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]"  # letters no byte of another encoding becomes when it is read as UTF-8
# Single-byte encodings a page may declare for itself; the others of Python's codecs are no encodings of text.
_DECLARABLE = r"(?i:(?:windows-|cp)125\d|iso-8859-\d{1,2}|us-ascii)"
_ANY_LINE_END = r"\r*\n|\r"
_NAMES = {"tcvn3": "TCVN3 (ABC)", "tcvn5712": "TCVN 5712", "vni": "VNI", "viscii": "VISCII"}


class UnknownEncodingError(ValueError):
    """The bytes are no text in any encoding that is read here; the message says what they look like."""


def decode(data: bytes, declared: str | None = None) -> Reading:
    """Text of these bytes in NFC with `\\n` line ends. `declared` is the encoding the file itself names, if any.

    Valid, NFC, `\\n`-terminated UTF-8 comes out unchanged, form feeds and control characters included. `encoding` is
    `utf-8`, `utf-16-le` and so on, or one of `windows-1258`, `tcvn3`, `tcvn5712`, `vni`, `viscii` where that was
    inferred; a warning says where that is in doubt (`encoding-inferred`) or holds of some lines (`encoding-mixed`).
    Raises `UnknownEncodingError`.

    >>> decode("Kế hoạch\\n".encode()).text
    'Kế hoạch\\n'
    >>> decode("Ke^\\u0301\\r\\n".replace("e^", "ê").encode()).repairs
    ('đã đổi dấu xuống dòng của Windows hoặc Mac thành \\\\n', 'đã ghép dấu thanh rời (chuẩn hóa NFC)')
    >>> reading = decode("Thùc hiÖn c«ng t¸c d©n vËn chÝnh quyÒn".encode("latin-1"))
    >>> reading.text, reading.encoding
    ('Thực hiện công tác dân vận chính quyền', 'tcvn3')
    """
    data, padding = _without_padding(data)
    reading = _letters(data, declared)
    repairs = reading.repairs
    if padding:
        reading = reading._replace(text=reading.text.rstrip("\0"))
        repairs += (f"đã bỏ {padding} byte rỗng ở cuối tệp",)
    most = int(CONTROL_SHARE * len(reading.text))
    if len(data) - len(data.translate(None, _CONTROLS)) > most and next(
        islice(_CONTROL.finditer(reading.text), most, None), None
    ):
        raise UnknownEncodingError("binary data, not text")
    text, done = tidied(reading.text)
    warnings = tuple(  # they begin and end with lines, which are tidied one by one
        replace(notice, start=_tidied_length(reading.text, notice.start), end=_tidied_length(reading.text, notice.end))
        for notice in reading.warnings
    )
    return Reading(text, reading.encoding, repairs + done, warnings)


def tidied(text: str) -> tuple[str, tuple[str, ...]]:
    """In NFC, lines ending in `\\n`, and what was done for it."""
    done: tuple[str, ...] = ()
    if "\r" in text:
        text = re.sub(_ANY_LINE_END, "\n", text)
        done += ("đã đổi dấu xuống dòng của Windows hoặc Mac thành \\n",)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", without_heaps(text))
        done += ("đã ghép dấu thanh rời (chuẩn hóa NFC)",)
    return text, done


def _tidied_length(text: str, end: int) -> int:
    return len(tidied(text[:end].removesuffix("\r"))[0])


def _without_padding(data: bytes) -> tuple[bytes, int]:
    """Zero bytes a file was filled up with, off; the whole code units of UTF-32 stay whole. How many were taken off."""
    zeros = len(data) - len(data.rstrip(b"\0")) if data.endswith(b"\0\0\0\0") else 0
    if zeros <= CONTROL_SHARE * len(data) or zeros == len(data):
        return data, 0
    end = -(-(len(data) - zeros) // 4) * 4
    return data[:end], zeros


def _letters(data: bytes, declared: str | None) -> Reading:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _with_damage(data[len(mark) :], encoding, "đã bỏ dấu thứ tự byte (BOM) ở đầu tệp")
    wide = _wide(data)
    if wide:
        return _with_damage(data, wide, f"đã đọc theo {wide}, tệp không có dấu thứ tự byte")
    try:
        return Reading(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and re.fullmatch(_DECLARABLE, declared):
        try:
            said = f"đã đọc theo bảng mã {declared} mà tệp khai báo"
            return Reading(data.decode(declared), declared.lower(), (said,))
        except (LookupError, UnicodeDecodeError):
            pass
    return _not_unicode(data)


def _with_damage(data: bytes, encoding: str, *repairs: str) -> Reading:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if bad > 0:
        repairs = (*repairs, f"{bad} chỗ không phải {encoding}, hiện là \ufffd")
    return Reading(text, encoding, repairs)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: nearly no zero in one of its bytes, many or all in the others (Latin)."""
    head = data[:8192].rstrip(b"\0")  # what fills a file up tells nothing
    if 0 not in head:
        return None
    share = [4 * head[start::4].count(0) / max(1, len(head)) for start in range(4)]
    if min(share[0], share[1]) < 0.01 and min(share[2], share[3]) > 0.9:
        return "utf-32-le"
    if min(share[2], share[3]) < 0.01 and min(share[0], share[1]) > 0.9:
        return "utf-32-be"
    low, high = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if low < 0.01 and high > 0.3:
        return "utf-16-le"
    if high < 0.01 and low > 0.3:
        return "utf-16-be"
    return None


def _not_unicode(data: bytes) -> Reading:
    """What the bytes are is judged on a sample, so that a large file of rubbish is refused as fast as a small one."""
    from plancompare.ingest.letters.inferred_encoding import sample

    text = sample(data).decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if len(re.findall(_OF_TWO_BYTES, text)) > RIGHT_SHARE * bad:
        mixed = _mixed(data)
        if mixed:
            return mixed
    elif inferred := inferred_reading(data, BELIEVED):
        return inferred
    if sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - bad >= GOOD_PER_BAD * bad:
        return _with_damage(data, "utf-8")
    raise UnknownEncodingError("no text in UTF-8, UTF-16 or windows-1258, nor Vietnamese in TCVN3, VNI or VISCII")


def inferred_reading(data: bytes, least: float) -> Reading | None:
    """The text of bytes in the encoding they are most probably in, with at least this probability."""
    from plancompare.ingest.letters.inferred_encoding import DECODERS, infer_encoding
    from plancompare.ingest.letters.legacy_encodings import with_capitals

    inferred = infer_encoding(data)
    if inferred is None or inferred.confidence < least:
        return None
    encoding, confidence = inferred
    text = DECODERS[encoding](data)
    said = f"{_NAMES.get(encoding, encoding)} (phỏng đoán, độ tin cậy {_percent(confidence)})"
    repairs = [f"đã đọc theo {said}"]
    bad = text.count("\ufffd")
    if bad:
        repairs.append(f"{bad} chỗ không có trong {encoding}, hiện là \ufffd")
    if encoding == "tcvn3":
        text, put = with_capitals(text)
        repairs.append(
            f"TCVN3 không có chữ hoa mang dấu thanh: {put} chữ trong các từ viết hoa đã được viết hoa, "
            "chữ hoa có dấu ở đầu từ và dòng đặt bằng phông .VnTimeH vẫn là chữ thường"
        )
    doubt = Notice("encoding-inferred", 0, len(text), f"chưa chắc bảng mã của tệp: đã đọc theo {said}")
    return Reading(text, encoding, tuple(repairs), (doubt,) if confidence < CERTAIN else ())


def _percent(probability: float) -> str:
    """Never a whole hundred, because nothing that is inferred is certain.

    >>> _percent(0.98765), _percent(1.0)
    ('98,7%', '99,9%')
    """
    return f"{min(999, int(1000 * probability)) / 10:.1f}%".replace(".", ",")


def _mixed(data: bytes) -> Reading | None:
    """UTF-8 into which lines of an old encoding were pasted, if their encoding is certain."""
    from plancompare.ingest.letters.inferred_encoding import DECODERS, infer_encoding

    lines = data.split(b"\n")
    texts = [line.decode("utf-8", "replace") for line in lines]
    pasted = [n for n, text in enumerate(texts) if "\ufffd" in text and not re.search(_OF_TWO_BYTES, text)]
    inferred = infer_encoding(b"\n".join(lines[n] for n in pasted))
    if inferred is None or inferred.confidence < CERTAIN:
        return None
    for n in pasted:
        texts[n] = DECODERS[inferred.encoding](lines[n])
    name = _NAMES.get(inferred.encoding, inferred.encoding)
    said = f"{name} (phỏng đoán, độ tin cậy {_percent(inferred.confidence)})"
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    warnings = [
        Notice("encoding-mixed", starts[first], starts[last + 1] - 1, f"đoạn này không phải UTF-8: đã đọc theo {said}")
        for first, last in _stretches(pasted)
    ]
    repairs = (f"đã đọc {len(pasted)} dòng không phải UTF-8 theo {said}",)
    return Reading("\n".join(texts), "utf-8", repairs, tuple(warnings[:NAMED]))


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    """Runs of numbers that follow one another: the first and the last of each.

    >>> _stretches([3, 4, 5, 9])
    [(3, 5), (9, 9)]
    """
    firsts = [number for at, number in enumerate(numbers) if at == 0 or numbers[at - 1] != number - 1]
    lasts = [number for at, number in enumerate(numbers, 1) if at == len(numbers) or numbers[at] != number + 1]
    return list(zip(firsts, lasts, strict=True))
