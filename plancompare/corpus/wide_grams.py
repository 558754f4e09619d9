"""Which texts of a collection carry which wide gram: one that plans of many provinces have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from plancompare.corpus.engine import FrequentGrams

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    _Ints = NDArray[np.int64]

FEWEST_CARRIERS = 3
_LOOKED_AT = 4000
"""Texts, evenly spread over the collection, whose grams stand in memory; what 1 % of the texts carry, 40 of them do."""
_SHARE_OF_FEW = 20  # of a small collection one text in so many must carry a gram
_MOST_READ = 120  # texts that are read to find passages in
_FEWEST_NEW = 2  # wide grams that make a text worth reading
_SOME_GRAMS = 0.4
"""Of the grams of a passage a carrier has so many; a scan keeps 77 to 86 % on average, and of few grams far fewer."""


class Carried(NamedTuple):
    """`grams`, sorted, with the number of `provinces` of each; and who carries them: `gram` (its place in `grams`)
    and `doc` in parallel, by gram, then text."""

    grams: NDArray[np.uint64]
    provinces: _Ints
    gram: _Ints
    doc: _Ints

    def carriers(self, gram: int) -> _Ints:
        """The numbers of the texts that carry the gram at this place of `grams`, in ascending order."""
        import numpy as np

        low, high = np.searchsorted(self.gram, (gram, gram + 1))
        return self.doc[low:high]

    def holders(self, grams: Collection[int]) -> list[int]:
        """The texts that carry enough of the grams of a passage (`needed`)."""
        import numpy as np

        held = np.bincount(np.concatenate([self.carriers(gram) for gram in grams]))
        return [int(doc) for doc in np.flatnonzero(held >= needed(len(grams)))]


def needed(grams: int) -> int:
    """How many of the grams of a passage a text has that carries it, as far as scanning left them.

    >>> needed(1), needed(5), needed(12)
    (1, 2, 5)
    """
    return max(1, ceil(_SOME_GRAMS * grams))


def wide_grams(connection: DuckDBPyConnection, frequent: FrequentGrams, texts: int, least: int) -> Carried:
    """The frequent grams of `least` provinces and more, and which of some texts carry them."""
    import numpy as np

    kept = frequent.provinces >= least
    grams = frequent.gram[kept]
    connection.register("wide", {"gram": grams.view(np.int64), "number": np.arange(len(grams))})
    rows = connection.execute(
        "SELECT number, doc FROM grams JOIN wide USING (gram) WHERE doc % ? = 0 ORDER BY number, doc",
        [max(1, ceil(texts / _LOOKED_AT))],
    ).fetchnumpy()
    connection.unregister("wide")
    gram, doc = (rows[name].astype(np.int64) for name in ("number", "doc"))
    return Carried(grams, frequent.provinces[kept].astype(np.int64), gram, doc)


def wide_grams_of_few(
    provinces: Sequence[str | None], grams_of: Callable[[int], NDArray[np.uint64]], least: int
) -> Carried:
    """The same of a small collection, from all grams of all its texts."""
    import numpy as np

    held = [np.unique(grams_of(doc)) for doc in range(len(provinces))]
    doc = np.repeat(np.arange(len(held)), [len(one) for one in held])
    grams, gram, documents = np.unique(np.concatenate(held), return_inverse=True, return_counts=True)
    names = sorted({name for name in provinces if name})
    issued = np.array([names.index(name) if name else -1 for name in provinces])[doc]
    known = np.unique(np.stack([gram[issued >= 0], issued[issued >= 0]]), axis=1)
    spread = np.bincount(known[0], minlength=len(grams))
    kept = (spread >= least) & (documents >= max(FEWEST_CARRIERS, ceil(len(provinces) / _SHARE_OF_FEW)))
    number = (np.cumsum(kept) - 1)[gram]
    here = kept[gram]
    order = np.lexsort((doc[here], number[here]))
    return Carried(grams[kept], spread[kept], number[here][order], doc[here][order])


def cover(carried: Carried) -> Iterator[int]:
    """Texts that hold the wide grams, each the one with the most, by provinces, that none before it holds."""
    import numpy as np

    left = carried.provinces + 1
    for _ in range(_MOST_READ if len(carried.doc) else 0):
        best = int(np.argmax(np.bincount(carried.doc, weights=left[carried.gram])))
        held = carried.gram[carried.doc == best]
        if np.count_nonzero(left[held]) < _FEWEST_NEW:
            return
        yield best
        left[held] = 0


class CarrierSets(dict[int, int]):
    """A gram (its place in `Carried.grams`) -> its carriers, one bit each."""

    def __init__(self, carried: Carried) -> None:
        self._carried = carried
        self._texts = int(carried.doc.max(initial=0)) + 1

    def __missing__(self, gram: int) -> int:
        import numpy as np

        bits = np.zeros(self._texts, np.uint8)
        bits[self._carried.carriers(gram)] = 1
        self[gram] = int.from_bytes(np.packbits(bits).tobytes(), "big")
        return self[gram]
