"""The words of a text by their forms, all of them in one go.

    text ─ runs between white space ─ hash of each run ─ row of a table ─ number and form of its words

A **form** is the legal syllable without marks that was most likely printed (`channel.py`), a number or a symbol in one
spelling, or "" for what is no word. It is judged by the letters of the word alone, so that it depends on nothing else.
Runs are looked up by a hash of their letters, all those of a text together, in numpy; only one that was never met is
looked at by itself. Of 10,000 made texts of 2,400 words, half of them scans, that is one word in 400.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from plancompare.channel import LANGUAGE_WEIGHT, SLACK, Channel, make_reader, one_spelling, shipped_confusions
from plancompare.language import shipped_language
from plancompare.text import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PIECE = 1 << 16
"""Letters of a text that are looked at in one go, and those up to the next white space: of most plans all."""
_LONGEST_RUN = 1 << 18
"""Letters without white space that are looked at as one run; only what is no plan has more."""
_KNOWN_RUNS = 1 << 18
"""Runs that are remembered, some 40 MB; then all are forgotten. 50,000 scans have about as many."""
_SNAPPED_WORDS = 1 << 14
"""Words read by one channel, which keeps every end of a word that it meets, some 2 kB each."""
_LONGEST_SYLLABLE = 7
"""Letters of `nghieng`. No longer word of 400 plans and scans was read as a syllable, and they take the most time."""
_LONGEST_FORM = 40  # letters of a form that is remembered; in place of a longer one its number is
_SPREAD = 0x9E3779B97F4A7C15  # 2^64 by the golden ratio: spreads hashes over the slots (Knuth)
_BITS = (1 << 64) - 1
_NO_WORD = 0
_GAP = re.compile(r"\s")


class Words(NamedTuple):
    """The runs of a piece of text that hold words, in its order.

    Run `i` begins at `starts[i]` and ends before `ends[i]`, punctuation included; `numbers[i]`, of 60 bits, is equal
    for equal forms and the same in every process; its form is `forms[rows[i]]`.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    numbers: NDArray[np.uint64]
    rows: NDArray[np.int64]
    forms: Sequence[str]


def words_of(text: str) -> Iterator[Words]:
    """The words of `text` in pieces, so that those of a huge one do not stand in memory together.

    `forms` is good until the next piece is asked for.

    >>> (piece,) = words_of("- Công tác dân vận, sô 05")
    >>> [piece.forms[row] for row in piece.rows], piece.starts.tolist()
    (['cong', 'tac', 'dan', 'van', 'so', '05'], [2, 7, 11, 15, 20, 23])
    """
    start = 0
    while start < len(text):
        last = start + _PIECE + _LONGEST_RUN
        gap = _GAP.search(text, start + _PIECE, last)
        end = gap.start() if gap else min(last, len(text))
        yield _table().words(text[start:end], start)
        start = end


def form_of(run: str) -> str:
    """The form of a run of letters between white space.

    >>> form_of("(hoà"), form_of("Sở/ngành;"), form_of("–")
    ('hoa', 'so/nganh', '')
    """
    return " ".join(_form_of_word(word.shown) for word in words(run))


@cache
def _table() -> _Table:
    return _Table()


class _Table:
    """What is known of runs, by the hash of their letters: open addressing, at most five slots in eight are taken."""

    def __init__(self) -> None:
        import numpy as np

        most = _KNOWN_RUNS + (_PIECE + _LONGEST_RUN) // 2
        bits = (most * 8 // 5).bit_length()
        self._shift = np.uint64(64 - bits)
        self._keys, self._rows = np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.int64)
        self._numbers = np.zeros(most, np.uint64)
        self._forms: list[str] = []

    def words(self, text: str, offset: int) -> Words:
        """The words of a piece of text that begins at `offset` in the whole."""
        import numpy as np

        if len(self._forms) >= _KNOWN_RUNS:
            self._keys.fill(0)
            self._forms = []
        starts, ends, hashes = _runs(text)
        rows, new = self._find(hashes)
        if len(new):
            _, first, which = np.unique(hashes[new], return_index=True, return_inverse=True)
            spans = zip(starts[new[first]].tolist(), ends[new[first]].tolist(), strict=True)
            rows[new] = self._add(hashes[new[first]].tolist(), [text[start:end] for start, end in spans])[which]
        numbers = self._numbers[rows]
        held = np.flatnonzero(numbers)
        return Words(starts[held] + offset, ends[held] + offset, numbers[held], rows[held], self._forms)

    def _find(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The row of each hash, and the places of those that have none yet."""
        import numpy as np

        slots = ((hashes * np.uint64(_SPREAD)) >> self._shift).astype(np.int64)
        rows = self._rows[slots]
        keys = self._keys[slots]
        new = [np.flatnonzero(keys == 0)]
        others = np.flatnonzero((keys != hashes) & (keys != 0))
        while len(others):  # their slot is another's
            slots[others] = (slots[others] + 1) & (len(self._keys) - 1)
            keys = self._keys[slots[others]]
            rows[others] = self._rows[slots[others]]
            new.append(others[keys == 0])
            others = others[(keys != hashes[others]) & (keys != 0)]
        return rows, np.concatenate(new)

    def _add(self, hashes: Sequence[int], runs: Sequence[str]) -> NDArray[np.int64]:
        """The rows of runs that are new."""
        import numpy as np

        begin, shift = len(self._forms), int(self._shift)
        for row, (key, run) in enumerate(zip(hashes, runs, strict=True), begin):
            form = form_of(run)
            number = number_of(form)
            self._forms.append(form if len(form) <= _LONGEST_FORM else f"{number:x}")
            self._numbers[row] = number
            slot = (key * _SPREAD & _BITS) >> shift
            while self._keys[slot]:
                slot = (slot + 1) & (len(self._keys) - 1)
            self._keys[slot], self._rows[slot] = key, row
        return np.arange(begin, len(self._forms))


def number_of(form: str) -> int:
    """The number of a form, of 60 bits, the same in every process; 0 of none."""
    if not form:
        return _NO_WORD
    return int.from_bytes(blake2b(form.encode(errors="surrogatepass"), digest_size=8).digest(), "little") >> 4


# ---------------------------------------------------------------- runs of letters


def _runs(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """Begin, end and hash of each run between white space.

    The hash is a polynomial of the letters: they are multiplied by powers of their places in the text, and the sum of
    a run by the inverse of the power that it begins with.
    """
    import numpy as np

    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    apart = np.ones(len(letters) + 2, np.bool_)
    _spaces().take(letters, mode="clip", out=apart[1:-1])
    edges = np.flatnonzero(apart[1:] != apart[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not len(edges):
        return starts, ends, np.zeros(0, np.uint64)
    powers, inverses = _powers()
    terms = np.zeros(len(letters) + 1, np.uint64)
    np.multiply(letters + np.uint32(1), powers[: len(letters)], out=terms[:-1])
    hashes = np.add.reduceat(terms, edges)[::2] * inverses[starts]
    return starts, ends, np.maximum(hashes, np.uint64(1))  # 0 is that of an empty slot


@cache
def _spaces() -> NDArray[np.bool_]:
    """Whether a letter is white space, by its code; the last stands for all beyond."""
    import numpy as np

    return np.array([chr(code).isspace() for code in range(0x3002)])


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of a base for as many letters as there may be in a piece, and their inverses, all modulo 2^64.

    The base is odd, so that it has an inverse, and each process draws its own, so that nobody can make words that are
    taken for others or crowd one slot. What is found does not depend on it: numbers are those of the forms.
    """
    import numpy as np

    base = secrets.randbits(61) * 8 + 5
    ones = np.ones(_PIECE + _LONGEST_RUN + 1, np.uint64)
    powers, inverses = ones.copy(), ones.copy()
    powers[1:], inverses[1:] = np.uint64(base), np.uint64(pow(base, -1, 1 << 64))
    return np.multiply.accumulate(powers), np.multiply.accumulate(inverses)


# ---------------------------------------------------------------- a word to its form


class _Reader:
    """The channel that reads words; begun anew before what it keeps of them takes too much memory."""

    def __init__(self) -> None:
        self.channel, self.words = _new_channel(), 0

    def read(self, word: str) -> str:
        if self.words >= _SNAPPED_WORDS:
            self.channel, self.words = _new_channel(), 0
        self.words += 1
        common = self.channel.language.words
        options = self.channel.options(word)
        return min((cost + LANGUAGE_WEIGHT * common.get(read, 0.0), form) for cost, read, form in options)[1]


def _new_channel() -> Channel:
    """Without the reader that guesses at vowels: as many grams survive a scan, in half the time a word."""
    reader = make_reader(shipped_confusions(), SLACK)
    return Channel(reader, reader, shipped_language())


@cache
def _reader() -> _Reader:
    return _Reader()


def _form_of_word(word: str) -> str:
    return one_spelling(word) if len(word) > _LONGEST_SYLLABLE else _reader().read(word)
