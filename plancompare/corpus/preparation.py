"""Files to sampled n-grams, in a process pool, without a loop over words in Python.

    text ─ number of each word ─ runs of five, mixed to 64 bits ─ one run in eight

A **gram** is a run of five words, each by the number of its form (`word_forms.py`). A text of 2,400 words takes 0.6 ms,
besides 0.5 ms in which it is read.

Whether a gram is looked at is decided by its own bits, so two texts that share it both show it or both hide it: of a
passage of 120 words some 14 of 116 grams are seen. Of the grams of a clean text .89 stand in its scan as well (15
scans read with an English model, by the text that was printed), .43 with marks folded only; of those of one scan .81
in another scan of the same text, against .36.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from plancompare.corpus.batches import in_order
from plancompare.corpus.provinces import UNITS, province_of_text
from plancompare.corpus.word_forms import number_of, words_of
from plancompare.errors import InputError, PlanCompareError
from plancompare.ingest import ReadingOptions, read_source
from plancompare.model import Failure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 5
"""Words of a gram."""
SAMPLE = 8
"""Of so many grams one is kept."""
_HEAD_WORDS = 200
"""Words that hold the head of a text, where `provinces.py` looks first."""
_BATCH = 32
"""Texts that are sent to a process in one go: some 50 ms of work."""


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
    found: list[NDArray[np.uint64]] = []
    telling: list[str] = []
    for piece in words_of(text):
        telling += [piece.forms[row] for row in piece.rows[_telling(piece.numbers, not found)].tolist()]
        found.append(piece.numbers)
    numbers = _joined(found)
    return Fingerprint(len(numbers), _sorted(_sampled(numbers, sample)[1]), province_of_text(" ".join(telling)))


def grams_of(text: str, sample: int = SAMPLE) -> NDArray[np.uint64]:
    """The grams of a text alone, as in its fingerprint."""
    return _sorted(_sampled(_joined([piece.numbers for piece in words_of(text)]), sample)[1])


def gram_places(text: str, sample: int = SAMPLE) -> GramPlaces:
    """The same grams with their places.

    >>> places = gram_places("- Công tác dân vận chính quyền", sample=1)
    >>> places.forms, places.starts, places.at.tolist()
    (['cong', 'tac', 'dan', 'van', 'chinh', 'quyen'], [2, 7, 11, 15, 19, 25], [0, 1])
    """
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    numbers: list[NDArray[np.uint64]] = []
    for piece in words_of(text):
        starts += piece.starts.tolist()
        ends += piece.ends.tolist()
        forms += map(piece.forms.__getitem__, piece.rows.tolist())
        numbers.append(piece.numbers)
    return GramPlaces(starts, ends, forms, *_sampled(_joined(numbers), sample))


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


# ---------------------------------------------------------------- numbers to grams


def _joined(pieces: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    import numpy as np

    return pieces[0] if len(pieces) == 1 else np.concatenate([np.zeros(0, np.uint64), *pieces])


def _telling(numbers: NDArray[np.uint64], is_first: bool) -> NDArray[np.int64]:
    """The places of the words from which the province of a text is told: of the first piece those of the head, and the
    words about each `tỉnh` and `thành phố`."""
    import numpy as np

    telling = np.zeros(len(numbers), np.bool_)
    if is_first:
        telling[:_HEAD_WORDS] = True
    for unit in _unit_numbers():
        for at in np.flatnonzero(numbers == unit).tolist():
            telling[max(0, at - 1) : at + 3] = True
    return np.flatnonzero(telling)


@cache
def _unit_numbers() -> NDArray[np.uint64]:
    import numpy as np

    return np.array([number_of(unit.split()[-1]) for unit in UNITS], np.uint64)


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
