"""Which of the old encodings bytes are in, told from the words they make.

Each encoding is a hypothesis that gives every word of the file a probability: that of a syllable of administrative
Vietnamese (`language.py`), or that of arbitrary letters, which is what the last hypothesis, none of these, gives to
all of them. Encodings read the same bytes, so their probabilities compare directly, and the share of the best is the
confidence. A word counts once, however often it stands in the file.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from plancompare.ingest.letters.legacy_encodings import decode_bytes
from plancompare.language import shipped_language
from plancompare.syllables import is_syllable
from plancompare.text import fold

EncodingName = Literal["windows-1258", "tcvn3", "tcvn5712", "vni", "viscii"]

SAMPLE = 48 * 1024
"""Bytes that are judged of a larger file, a third each of its beginning, middle and end."""
MARKUP_BEGINS, LARGEST_PAGE = 2_000, 8_000_000
"""Bytes within which a page has its first tag, and of the largest page whose tags and scripts are not judged."""
STRANGE_WORDS = 0.15
"""Share of the different words of a plan that are no syllables: abbreviations, symbols, foreign names."""
STRANGE_MARKED = 0.05
"""The same of the words with marks: words run together, and what the model does not know."""
FOREIGN_LETTERS = 0.1
"""Of those with marks, the share that have a letter Vietnamese has not."""
MARKED_WORDS = math.log(0.8 / 0.2)
"""Four in five of the different words of a Vietnamese text have marks, one in five of most others."""
MARKINGS = 12
"""Ways in which the marks of a syllable without marks are commonly set."""
TEMPERATURE = 2.0
"""What the sum of the evidence is divided by: the words of a text are no independent witnesses. By five folds over 55
texts 1.5 is the best by a hair (log loss .0265, 2 has .0275, 1 and 3 .028 and .034); 2 errs on the side of doubt."""
PLAIN_LETTER, MARKED_LETTER, SIGN = 3.4, 4.8, 2.5  # surprise of one letter or sign of no known word, in nats

# Forms of TCVN 5712 that differ in quotation marks and toned capitals alone; the better one is taken without a doubt.
_ONE_STANDARD = {"tcvn3", "tcvn5712"}
_MARKUP = re.compile(rb"<(script|style)\b(?:(?!</\1).)*+|<[a-z!/?][^<>]{0,2000}>", re.IGNORECASE | re.DOTALL)
_RUN = re.compile(rb"[^\x00\t\n\r\f\x0b !-@\[-`{-\x7f]+")
_WORDS = re.compile("[^“”‘’–—…•°²³·«»\xa0]+")  # between the signs that stand in plans
_VIETNAMESE = re.compile(
    r"[a-zA-ZàảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆ"
    r"ÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ“”‘’–—…•°²³·«»\xa0]+"
)
_TONED_SMALL = re.compile("[àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]+")


class Inference(NamedTuple):
    """An encoding and the probability that the file is in it, both of a closed set of hypotheses."""

    encoding: EncodingName
    confidence: float


def _windows_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


DECODERS: Mapping[EncodingName, Callable[[bytes], str]] = {
    "windows-1258": _windows_1258,
    "tcvn3": lambda data: decode_bytes(data, "tcvn3"),
    "tcvn5712": lambda data: decode_bytes(data, "tcvn5712"),
    "vni": lambda data: decode_bytes(data, "vni"),
    "viscii": lambda data: decode_bytes(data, "viscii"),
}


def infer_encoding(data: bytes) -> Inference | None:
    """The most probable encoding of a Vietnamese text; nothing where arbitrary letters are more probable than all.

    >>> infer_encoding("Keá hoaïch coâng taùc daân vaän".encode("latin-1")).encoding
    'vni'
    >>> infer_encoding("Où siège l'académie de Genève".encode("latin-1")) is None
    True
    """
    if b"<" in data[:MARKUP_BEGINS] and len(data) <= LARGEST_PAGE:
        data = _MARKUP.sub(b" ", data)
    runs = sorted(set(_RUN.findall(sample(data))))  # sums must not depend on the order of a set
    plain = [run for run in runs if run.isascii() and run.isalpha()]
    marked = [run for run in runs if not (run.isascii() and run.isalpha())]
    if not marked:
        return None
    # Words without marks are the same in every encoding, and have to be few: four in five words of Vietnamese have
    # marks, one in five of a scan read as English or of a European language.
    against = min(0.0, _evidence(plain, [run.decode("ascii") for run in plain]))
    against -= len(plain) * MARKED_WORDS
    evidence: dict[str, float] = {}
    name_of: dict[str, EncodingName] = {}
    for name, decode in DECODERS.items():
        text = decode(b"\n".join(marked))
        if name_of.setdefault(text, name) == name:  # two encodings that give the same text are no rivals
            evidence[text] = against + _evidence(marked, text.split("\n"))
    best = max(evidence, key=lambda text: evidence[text])
    if evidence[best] <= 0:
        return None
    found = name_of[best]
    rivals = [total for text, total in evidence.items() if {found, name_of[text]} != _ONE_STANDARD]
    return Inference(found, 1 / sum(math.exp((rival - evidence[best]) / TEMPERATURE) for rival in (*rivals, 0.0)))


def sample(data: bytes) -> bytes:
    """What is judged of a file: all of a small one, `SAMPLE` bytes of a large one."""
    if len(data) <= SAMPLE:
        return data
    third, middle = SAMPLE // 3, len(data) // 2
    return b"\n".join((data[:third], data[middle : middle + third], data[-third:]))


def _evidence(runs: Iterable[bytes], decoded: Iterable[str]) -> float:
    """By how many nats the words are more probable as the Vietnamese they decode to than as arbitrary letters."""
    total = 0.0
    for run, text in zip(runs, decoded, strict=True):
        plain = sum(letter < 0x80 for letter in run)
        strange = PLAIN_LETTER * plain + MARKED_LETTER * (len(run) - plain)
        words = _WORDS.findall(text)
        gain = strange - SIGN * (len(text) - sum(map(len, words))) - sum(map(_surprise, words))
        if plain == len(run):
            total += _likelier(gain, STRANGE_WORDS)
        elif words:
            foreign = 1.0 if _VIETNAMESE.fullmatch(text) else FOREIGN_LETTERS
            total += _likelier(gain, STRANGE_MARKED * foreign) + MARKED_WORDS
        else:  # signs alone are no words: they tell encodings apart, not languages
            total += _likelier(min(gain, 0.0), STRANGE_MARKED)
    return total


def _likelier(gain: float, strange: float) -> float:
    """Of a word that is `gain` nats likelier as a syllable, when a share `strange` of the words are none."""
    return math.log(strange + (1 - strange) * math.exp(min(gain, 50.0)))


@cache
def _common() -> Mapping[str, float]:
    return shipped_language().words


def _surprise(word: str) -> float:
    """Of a word as a syllable in small letters, with a first capital or in capitals, in nats; else infinite."""
    if not is_syllable(word):
        return math.inf
    shape = _TONED_SMALL.sub("", word)  # which TCVN3 has no capitals of
    if not (word[1:].islower() or len(word) == 1 or shape.isupper()):
        return math.inf
    return _common().get(fold(word), math.inf) + math.log(MARKINGS)
