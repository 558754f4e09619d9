"""What an engine must do: run the candidate search (`queries.py`) over the grams of a collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from plancompare.model.scan import ScanOptions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Candidates(NamedTuple):
    """Pairs worth a look: document numbers a < b, and how many sampled grams they share; sorted by a, then b."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    shared: NDArray[np.int32]


class FrequentGrams(NamedTuple):
    """Grams that many texts carry, with the number of documents and of provinces; sorted by gram."""

    gram: NDArray[np.uint64]
    documents: NDArray[np.int32]
    provinces: NDArray[np.int32]


class Engine(Protocol):
    """Runs the statements over the tables `documents(doc INTEGER, province VARCHAR)` and `grams(doc INTEGER, gram
    BIGINT)`."""

    def candidates(self, options: ScanOptions) -> Candidates:
        """The pairs of texts that share `least_shared` sampled grams or more, the same and in one order for all."""

    def frequent_grams(self, options: ScanOptions) -> FrequentGrams:
        """The grams that many texts carry, of which boilerplate is made."""


Columns = Mapping[str, "NDArray[Any]"]


def candidates_of(columns: Columns) -> Candidates:
    """The last of the `candidate_steps`, in order, whichever order it came in."""
    import numpy as np

    order = np.lexsort((columns["b"], columns["a"]))
    return Candidates(*(columns[name].astype(np.int32)[order] for name in ("a", "b", "shared")))


def frequent_of(columns: Columns) -> FrequentGrams:
    """The last of the `frequent_steps`, in order."""
    import numpy as np

    grams = columns["gram"].view(np.uint64)
    order = np.argsort(grams)
    return FrequentGrams(grams[order], *(columns[name].astype(np.int32)[order] for name in ("documents", "provinces")))
