"""Files to sampled n-grams, in a process pool, without a loop over words in Python.

    text ─ split ─ form of each word ─ number of each form ─ runs of five, mixed to 64 bits ─ one run in eight

A **gram** is a run of five words, each by its *form*: the legal syllable without marks that was most likely printed
(`channel.py`), numbers and symbols in one spelling. It is judged by the letters of the word alone, so that a form
depends on nothing else. Words, forms and numbers are looked up in dictionaries that fill as texts come; what is done
for every word of a text is done in C. A text of 2,400 words takes 0.9 ms, besides 0.5 ms in which it is read.

Whether a gram is looked at is decided by its own bits, so two texts that share it both show it or both hide it: of a
passage of 120 words some 14 of 116 grams are seen. Of the grams of a clean text .89 stand in its scan as well (15
scans read with an English model, by the text that was printed), .43 with marks folded only; of those of one scan .81
in another scan of the same text, against .36.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from plancompare.channel import LANGUAGE_WEIGHT, SLACK, Channel, make_reader, one_spelling, shipped_confusions
from plancompare.corpus.batches import in_order
from plancompare.corpus.provinces import province_of_text
from plancompare.errors import InputError, PlanCompareError
from plancompare.ingest import ReadingOptions, read_source
from plancompare.language import shipped_language
from plancompare.model import Failure
from plancompare.text import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 5
"""Words of a gram."""
SAMPLE = 8
"""Of so many grams one is kept."""
_BATCH = 32
"""Texts that are sent to a process in one go: some 50 ms of work."""
_KNOWN_WORDS = 1 << 18
"""Words of which a process keeps the form, some 50 MB; then it begins anew. 50,000 scans have about as many."""
_SNAPPED_WORDS = 1 << 14
"""Words read by one channel, which keeps every end of a word that it meets, some 2 kB each."""
_LONGEST_SYLLABLE = 7
"""Letters of `nghieng`. No longer word of 400 plans and scans was read as a syllable, and they take the most time."""
_LONGEST_KEPT = 40  # letters of a word
_PIECE = 1 << 20  # letters of a text that are looked at in one go
_NO_WORD = 0
_RUN = re.compile(r"\S+")


class Prepared(NamedTuple):
    """What the candidate search needs of one text. `grams` are sorted, each once, hashes below 2 to the 63rd;
    `province` is guessed from the text without reading it closely, None where it cannot be told."""

    path: str
    sha256: str
    words: int
    province: str | None
    grams: NDArray[np.uint64]


class Fingerprint(NamedTuple):
    """Number of words of a text, its sampled grams and the province it is probably of."""

    words: int
    grams: NDArray[np.uint64]
    province: str | None


class GramPlaces(NamedTuple):
    """Where the sampled grams of a text stand: `grams[k]` begins with word `at[k]`, in order of the text, repeated ones
    kept. Word `i` is `text[starts[i]:ends[i]]`, punctuation included, and has the form `forms[i]`."""

    starts: list[int]
    ends: list[int]
    forms: list[str]
    at: NDArray[np.int64]
    grams: NDArray[np.uint64]


def fingerprint(text: str, sample: int = SAMPLE) -> Fingerprint:
    """The grams of a text of which one in `sample` is kept. A text of fewer than five words has none.

    The same in every process and on every machine. A scan shares grams with what was printed:

    >>> printed = fingerprint("Nhằm tổ chức triển khai, quán triệt chủ trương, đường lối của Đảng", sample=1)
    >>> scanned = fingerprint("Nham t6 chirc trién khai, quan triét chi truong, duong 16i cia Pang", sample=1)
    >>> printed.words, len(printed.grams), len(set(printed.grams.tolist()) & set(scanned.grams.tolist()))
    (13, 9, 4)
    """
    forms = _forms_of(text)
    numbers = _numbers_of(forms)
    return Fingerprint(len(numbers), _sorted(_sampled(numbers, sample)[1]), province_of_text(" ".join(forms)))


def grams_of(text: str, sample: int = SAMPLE) -> NDArray[np.uint64]:
    """The grams of a text alone, as in its fingerprint."""
    return _sorted(_sampled(_numbers_of(_forms_of(text)), sample)[1])


def gram_places(text: str, sample: int = SAMPLE) -> GramPlaces:
    """The same grams with their places; some ten times as much work.

    >>> places = gram_places("- Công tác dân vận chính quyền", sample=1)
    >>> places.forms, places.starts, places.at.tolist()
    (['cong', 'tac', 'dan', 'van', 'chinh', 'quyen'], [2, 7, 11, 15, 19, 25], [0, 1])
    """
    found = [(run.start(), run.end(), form) for run in _RUN.finditer(text) if (form := _forms()[run[0]])]
    forms = [form for _, _, form in found]
    at, grams = _sampled(_numbers_of(forms), sample)
    return GramPlaces([start for start, _, _ in found], [end for _, end, _ in found], forms, at, grams)


def prepare(
    paths: Sequence[str], reading: ReadingOptions, executor: Executor | None, sample: int = SAMPLE
) -> Iterator[Prepared | Failure]:
    """The texts at `paths`, in order; a file that cannot be read gives a Failure in its place.

    In batches in the pool, some of which are ahead of what was asked for. Progress of single files is not told.
    """
    work = partial(_prepare_batch, reading=reading._replace(tell=_nobody), sample=sample)
    batches = (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))
    for found in in_order(work, batches, executor):
        yield from found


def _prepare_batch(paths: Sequence[str], reading: ReadingOptions, sample: int) -> list[Prepared | Failure]:
    return [_prepare(path, reading, sample) for path in paths]


def _prepare(path: str, reading: ReadingOptions, sample: int) -> Prepared | Failure:
    try:
        source = read_source(path, reading)
    except InputError as error:
        return Failure(path, f"{error.problem}; {error.advice}")
    except PlanCompareError as error:
        return Failure(path, str(error))
    found = fingerprint(source.text, sample)
    return Prepared(path, source.sha256, found.words, found.province, found.grams)


def _nobody(message: str) -> None:
    """Hears what is told of the progress of one file; what the caller gave cannot go to another process."""


# ---------------------------------------------------------------- words to forms


class _Forms(dict[str, str]):
    """A run of letters between white space -> its form, "" where it is no word."""

    def __init__(self) -> None:
        self.channel, self.snapped = _new_channel(), 0

    def __missing__(self, run: str) -> str:
        form = " ".join(self._form(word.shown) for word in words(run))
        if len(run) <= _LONGEST_KEPT:
            if len(self) >= _KNOWN_WORDS:
                self.clear()
            self[run] = form
        return form

    def _form(self, word: str) -> str:
        if len(word) > _LONGEST_SYLLABLE:
            return one_spelling(word)
        if self.snapped >= _SNAPPED_WORDS:
            self.channel, self.snapped = _new_channel(), 0
        self.snapped += 1
        common = self.channel.language.words
        options = self.channel.options(word)
        return min((cost + LANGUAGE_WEIGHT * common.get(read, 0.0), form) for cost, read, form in options)[1]


def _new_channel() -> Channel:
    """Without the reader that guesses at vowels: as many grams survive a scan, in half the time a word."""
    reader = make_reader(shipped_confusions(), SLACK)
    return Channel(reader, reader, shipped_language())


class _Numbers(dict[str, int]):
    """A form -> a number of 60 bits, the same in every process."""

    def __missing__(self, form: str) -> int:
        number = int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "little") >> 4 if form else _NO_WORD
        if len(form) <= _LONGEST_KEPT:
            if len(self) >= _KNOWN_WORDS:
                self.clear()
            self[form] = number
        return number


@cache
def _forms() -> _Forms:
    return _Forms()


@cache
def _numbers() -> _Numbers:
    return _Numbers()


def _forms_of(text: str) -> list[str]:
    """The form of each run between white space, "" for what is no word."""
    forms: list[str] = []
    known = _forms()
    for piece in _pieces(text):
        forms += map(known.__getitem__, piece.split())
    return forms


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that end with a word, so that the words of a huge one do not stand in memory together."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        while end < len(text) and not text[end].isspace():
            end += 1
        yield text[start:end]
        start = end


# ---------------------------------------------------------------- numbers to grams


def _numbers_of(forms: Sequence[str]) -> NDArray[np.uint64]:
    """The numbers of those forms that are words."""
    import numpy as np

    numbers = np.fromiter(map(_numbers().__getitem__, forms), np.uint64, len(forms))
    found: NDArray[np.uint64] = numbers[numbers != _NO_WORD]
    return found


def _sampled(numbers: NDArray[np.uint64], sample: int) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Which of the runs of GRAM numbers are kept, one in `sample`, and their hashes of 63 bits, which fit the integers
    of every database.

    A polynomial of the numbers, mixed by the finalizer of SplitMix64 (Steele, Lea & Flood 2014).
    """
    import numpy as np

    runs = max(0, len(numbers) - GRAM + 1)
    grams = numbers[:runs].copy()
    for word in range(1, GRAM):
        grams *= np.uint64(0x9E3779B97F4A7C15)
        grams += numbers[word : word + runs]
    grams ^= grams >> np.uint64(30)
    grams *= np.uint64(0xBF58476D1CE4E5B9)
    grams ^= grams >> np.uint64(27)
    grams *= np.uint64(0x94D049BB133111EB)
    grams ^= grams >> np.uint64(31)
    at = np.flatnonzero(grams % np.uint64(sample) == 0)
    return at, grams[at] >> np.uint64(1)


def _sorted(grams: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each once; `np.unique` takes three times as long for so few."""
    import numpy as np

    grams = np.sort(grams)
    first = np.ones(len(grams), np.bool_)
    first[1:] = grams[1:] != grams[:-1]
    return grams[first]
