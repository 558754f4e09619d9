"""Vietnamese in the encodings before Unicode: by iconv where glibc knows the encoding, else as the fonts had it.

Written apart from the readers, so that a wrong table there is not answered by the same one here.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby

_MARKED = (
    unicodedata.normalize(
        "NFC", "".join(vowel + tone for vowel in "aăâeêioôơuưy" for tone in "\u0300\u0301\u0303\u0309\u0323")
    )
    + "ăâêôơưđ"
)
# VNI writes the vowel, then a letter for its marks; for some vowels one letter stands for both.
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_WHOLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def by_iconv(text: str, encoding: str) -> bytes:
    """The text in an encoding of glibc; what it lacks (curly quotes in TCVN) is written as iconv likens it."""
    command = ["iconv", "-f", "UTF-8", "-t", f"{encoding}//TRANSLIT"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


def tcvn3(text: str) -> str:
    """The letters a page of the `.Vn` fonts holds, as Windows showed them; a capital with a tone is stored small.

    >>> tcvn3("Kế hoạch"), tcvn3("Ủy ban nhân dân")
    ('KÕ ho¹ch', 'ñy ban nh©n d©n')
    """
    return "".join(_tcvn3_letters().get(letter, letter) for letter in text)


@cache
def _tcvn3_letters() -> dict[str, str]:
    small = dict(zip(_MARKED, by_iconv(_MARKED, "TCVN5712-1").decode("latin-1"), strict=True))
    capitals = dict(zip("ĂÂÊÔƠƯĐ", by_iconv("ĂÂÊÔƠƯĐ", "TCVN5712-1").decode("latin-1"), strict=True))
    return {letter.upper(): code for letter, code in small.items()} | capitals | small


def vntime_runs(text: str) -> Iterable[tuple[str, str]]:
    """Runs of `.VnTime`, and of `.VnTimeH`, which shows small letters as capitals, for capitals with a tone.

    >>> list(vntime_runs("KẾ HOẠCH của Ủy ban"))
    [('KÕ HO¹CH ', '.VnTimeH'), ('cña ', '.VnTime'), ('ñ', '.VnTimeH'), ('y ban', '.VnTime')]
    """
    fonts: list[str] = []
    for word in text.split(" "):
        capitals = word.isupper() and len(word) > 1
        for letter in word + " ":
            toned = letter.lower() in _MARKED and letter.isupper() and letter not in "ĂÂÊÔƠƯĐ"
            same = fonts[-1] if fonts and letter == " " else ".VnTime"
            fonts.append(".VnTimeH" if toned or capitals and letter != " " else same)
    in_fonts = zip(text, fonts, strict=False)
    runs = groupby(in_fonts, key=lambda pair: pair[1])
    return [(tcvn3("".join(letter for letter, _ in run)), font) for font, run in runs]


def vni(text: str) -> str:
    """The letters a page of the `VNI-` fonts holds, as Windows showed them.

    >>> vni("Kế hoạch của Ủy ban, ĐƯỜNG Ỷ")
    'Keá hoaïch cuûa UÛy ban, ÑÖÔØNG YÛ'
    """
    return "".join(map(_vni_letter, text))


def vni_runs(text: str) -> Iterable[tuple[str, str]]:
    """The whole text in `VNI-Times`."""
    return [(vni(text), "VNI-Times")]


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    if small not in _MARKED:
        return letter
    parts = unicodedata.normalize("NFD", small)
    base, marks = parts[0], parts[1:]
    tone = next((mark for mark in marks if mark in _VNI_TONES), "")
    if small in _VNI_WHOLE:
        written = _VNI_WHOLE[small]
    elif "\u0302" in marks:
        written = base + _VNI_HAT[tone]
    elif "\u0306" in marks:
        written = base + _VNI_BREVE[tone]
    else:
        horned = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
        written = horned + _VNI_TONES.get(tone, "")
    return written.upper() if letter.isupper() else written
