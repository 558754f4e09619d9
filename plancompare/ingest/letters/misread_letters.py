"""Letters that stand for others in a text that is valid Unicode: an earlier program read the bytes wrongly and saved.

Three mistakes are common. UTF-8 was read as windows-1252 or 1258 and saved as UTF-8 (`Káº¿ hoáº¡ch`), even twice;
text was copied out of a font of TCVN3 or VNI (`KÕ ho¹ch`, `Keá hoaïch`); UTF-7 was never decoded (`K+Hr8-`). A file
that is so from end to end is put right. A stretch inside a right text stays as it is and is named in a warning, and
so are signs that cannot be seen, that mean nothing outside their font, or that stand for lost letters.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from plancompare.ingest.letters.encoding import CERTAIN, NAMED, inferred_reading, tidied
from plancompare.ingest.reading import Reading
from plancompare.model import Notice
from plancompare.syllables import is_syllable

LEAST = 3
"""Letters a text must have been decoded to, or words of a stretch that must be strange, to speak of a mistake."""
MISREAD_SHARE = 0.03
"""Least share of strange letters in a text misread from end to end: .09 to .20 in such plans, .002 in a scan."""
FAR = 6
"""Words that are not strange between two that are, at most. In text of an old font every other word is."""
NEAR = 400
"""Letters between the first and the last of `LEAST` strange ones in a stretch, at most."""
TIMES = 3
"""Times that a text is decoded anew, at most."""
LOOKED_AT, JUDGED = 2_000_000, 4_000
"""Letters of a text that are searched for stretches, and of a stretch that are judged."""

_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_UNSEEN = "\xad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff"
_PRIVATE = "\ue000-\uf8ff"
# What no Vietnamese text holds and each of the mistakes leaves; nearly every text is cleared by one search.
_MISREAD = "¡-¦¨-¬®¯±´-¶¸-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿŒœŠšŽžŸƒˆ˜†‡‰‹›€‚„"
_OF_ENGLISH = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_UTF_7 = r"\+[A-Za-z0-9/+]{3}"
_VIETNAMESE = r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]"  # letters that no byte read as windows-1252 becomes

_PAGES = ("cp1252", "cp1258", "latin-1")
_SIGNS = (
    ("invisible-letters", f"[{_UNSEEN}]", "ký tự không nhìn thấy, giữ nguyên trong văn bản"),
    ("private-letters", f"[{_PRIVATE}]", "ký tự riêng của một phông chữ, không rõ nghĩa"),
    ("lost-letters", "\ufffd", "chữ không đọc được"),
    ("control-characters", f"[{_CONTROL}]", "ký tự điều khiển, giữ nguyên trong văn bản"),
)


def put_right(reading: Reading) -> Reading:
    """`reading` of a text file with what was misread put right, or named in its warnings.

    >>> wrong = "Kế hoạch công tác dân vận của tỉnh".encode().decode("latin-1")
    >>> put_right(Reading(wrong, "utf-8")).text
    'Kế hoạch công tác dân vận của tỉnh'
    >>> reading = Reading("Kế hoạch của Sở Ngoại vụ", "utf-8")
    >>> put_right(reading) is reading
    True
    """
    text = reading.text
    rest = _without_english(text)
    if text.isascii() and re.search(_UTF_7, text):
        right = _from_utf_7(text)
    elif not (present := _suspects(rest)):
        return reading
    elif sum(map(text[:LOOKED_AT].count, present)) >= MISREAD_SHARE * min(len(text), LOOKED_AT):
        right = _from_utf_8(text) or _from_old_font(text)
    else:
        right = None
    if right is None:
        return reading._replace(warnings=(*reading.warnings, *_warnings(text, rest)))
    text, done = tidied(right.text.removeprefix("\ufeff"))
    warnings = tuple(_warnings(text, _without_english(text)))
    return Reading(text, reading.encoding, (*reading.repairs, *right.repairs, *done), warnings)


def _suspects(rest: str) -> str:
    """The letters that no Vietnamese text holds, each once; `rest` is a text without the letters of English."""
    suspect = f"[{_CONTROL}{_UNSEEN}{_PRIVATE}\ufffd{_MISREAD}]"
    if not re.search(suspect, rest):
        return ""
    return "".join(re.findall(suspect, "".join(sorted(letter for letter in set(rest) if not letter.isspace()))))


def _without_english(text: str) -> str:
    """What is left of `text` when the letters of English are taken out, as bytes, which is the fastest: what is looked
    for stands in it if it stands in the text, and is found in a third to a fifth of the time."""
    return text.encode("utf-8", "surrogatepass").translate(None, _OF_ENGLISH).decode("utf-8", "surrogatepass")


def _from_utf_7(text: str) -> Reading | None:
    try:
        right = text.encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return None
    if len(re.findall(_VIETNAMESE, right)) < LEAST:
        return None
    return Reading(right, None, ("đã giải mã UTF-7",))


def _from_utf_8(text: str) -> Reading | None:
    """The text that was encoded more than once, if encoding it again gives exactly this one."""
    for page in _PAGES:
        right, times = text, 0
        while times < TIMES and (before := _encoded_once_less(right, page)) is not None:
            right, times = before, times + 1
        if times and sum(letter.isalpha() and not letter.isascii() for letter in right) >= LEAST:
            again = "" if times == 1 else f" {times} lần"
            return Reading(right, None, (f"chữ UTF-8 đã bị đọc nhầm theo {page} rồi lưu lại{again}: đã khôi phục",))
    return None


def _encoded_once_less(text: str, page: str) -> str | None:
    data = _bytes(text, page)
    if data is None:
        return None
    try:
        right = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return right if right != text else None


def _bytes(text: str, page: str) -> bytes | None:
    """The bytes that a code page reads as this text; one it does not define is a control character, as in browsers."""
    letters = "".join(bytes([code]).decode(page, "ignore") or chr(code) for code in range(0x100))
    try:
        return codecs.charmap_encode(text, "strict", codecs.charmap_build(letters))[0]
    except UnicodeEncodeError:
        return None


def _from_old_font(text: str) -> Reading | None:
    """The text copied out of an old font, if it is no text as it stands and certain as one in an old encoding."""
    if re.search(_VIETNAMESE, text):
        return None
    data = _bytes(text, "cp1252") or _bytes(text, "latin-1")
    right = inferred_reading(data, CERTAIN) if data else None
    if right is None or right.text == text:
        return None
    return right._replace(repairs=("chữ của phông cũ được lưu như chữ Unicode", *right.repairs))


def _warnings(text: str, rest: str) -> Iterator[Notice]:
    """What is wrong with a text; `rest` is the same without the letters of English."""
    stretches = _stretches(text) if len(re.findall(f"[{_MISREAD}]", rest)) >= LEAST else []
    yield from stretches
    for code, signs, what in _SIGNS:
        first = re.search(signs, text) if re.search(signs, rest) else None
        if first and not any(stretch.start <= first.start() < stretch.end for stretch in stretches):
            number = sum(1 for _ in re.finditer(signs, text))
            said = f"{number} {what} (đầu tiên: U+{ord(first[0]):04X})"
            yield Notice(code, first.start(), first.end(), said)


def _stretches(text: str) -> list[Notice]:
    """Warnings of the stretches of words that make no Vietnamese as they stand and do when read otherwise."""
    found: list[Notice] = []
    if not _stand_together([strange.start() for strange in re.finditer(f"[{_MISREAD}]", text[:LOOKED_AT])], text):
        return found
    for start, end in islice(_strange_words(text[:LOOKED_AT]), 2 * NAMED):
        stretch = text[start:end] if end - start <= JUDGED else text[start : start + JUDGED].rpartition(" ")[0]
        meant = _nearly_utf_8(stretch)
        if meant is None and (right := _from_old_font(stretch)):
            meant = right.text
        if meant:
            said = f"đoạn này đọc sai bảng mã, có lẽ là “{' '.join(meant[:60].split())}”; giữ nguyên"
            found.append(Notice("encoding-mixed", start, end, said))
    return found[:NAMED]


def _stand_together(places: Sequence[int], text: str) -> bool:
    """Whether `LEAST` strange letters stand as near as in the words of a stretch; those of a scan are scattered."""
    return any(
        end - start <= NEAR and len(text[start:end].split()) <= LEAST * (FAR + 1)
        for start, end in zip(places, places[LEAST - 1 :], strict=False)
    )


def _nearly_utf_8(text: str) -> str | None:
    for page in _PAGES:
        right = (_bytes(text, page) or b"").decode("utf-8", "replace")
        good = len(re.findall(_VIETNAMESE, right))
        if good >= LEAST * max(1, right.count("\ufffd")):  # often the second byte of à, a space, is lost
            return right
    return None


def _strange_words(text: str) -> Iterator[tuple[int, int]]:
    """Stretches from a word that is no syllable to another, none far from the next, `LEAST` or more of them strange."""
    strange, gap, start, end = 0, FAR + 1, 0, 0
    for word in re.finditer(r"\S+", text):
        if word[0].isascii():
            gap += 1
        elif re.search(_VIETNAMESE, word[0]):
            gap = FAR + 1
        elif not _is_syllable(word[0]):
            start = start if gap <= FAR else word.start()
            end, gap = word.end(), 0
            strange += re.search(f"[{_MISREAD}]", word[0]) is not None
        else:
            gap += 1
        if gap > FAR:
            if strange >= LEAST:
                yield start, end
            strange = 0
    if strange >= LEAST:
        yield start, end


def _is_syllable(word: str) -> bool:
    letters = word.strip(".,;:()[]“”‘’–\"'")
    return letters.isascii() or is_syllable(letters)
