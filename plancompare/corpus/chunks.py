"""The candidates in n parts for n machines, and the results of the parts joined to that of one run.

A text is read closely in every part that has a pair of it, so pairs of the same texts should lie in one part. Texts
are put in a row in which those that belong together stand together: clusters are joined end to end, the strongest pair
first (single linkage, by Kruskal's method), where what a text shares counts the less the more texts it shares with.
Each pair stands where the one of its texts with fewer pairs stands: what a template has in common with a thousand plans
is read in every part, not the thousand plans in two (the rule of HDRF, Petroni et al. 2015). The row of pairs is then
cut into n stretches of equal cost. Of 10,000 made plans with 18,927 candidates those that have one are read 1.08 times
in 10 parts and 1.31 in 100 (2.4 and 4.3 where pairs are dealt out in turn), and the dearest part costs 1.04 and 1.24 of
the mean (`tests/benchmarks/scan_machines.py`).

Parts depend on the content of the texts alone, so each machine works them out for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from plancompare.corpus.assembly import assemble
from plancompare.corpus.engine import Candidates
from plancompare.errors import UsageError
from plancompare.model import Failure
from plancompare.model.scan import CorpusScan, ScannedDocument, ScannedPair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

READING: Final = 2.0
"""What it costs to read a word closely, where to look at one of a pair costs 1: 14.1 and 7.5 µs (made plans)."""
_ADVICE: Final = "give the files that scan --chunk 1/n --json FILE to n/n wrote"
_AGAIN: Final = "make all parts of the same files, named the same way, with the same options"


def chunk_of(candidates: Candidates, sha256: Sequence[str], words: Sequence[int], chunk: tuple[int, int]) -> Candidates:
    """The candidates of part `i` of `n` (1 ≤ i ≤ n), sorted as they were; of a text `sha256[doc]`, `words[doc]`.

    The n parts hold each candidate once, and are the same in whatever order the texts are numbered.
    """
    part, parts = chunk
    chosen = _parts(candidates, sha256, words, parts) == part - 1
    return Candidates(*(column[chosen] for column in candidates))


def _parts(candidates: Candidates, sha256: Sequence[str], words: Sequence[int], parts: int) -> NDArray[np.int64]:
    """The part of each candidate, from 0."""
    import numpy as np

    if not len(candidates.a):
        return np.zeros(0, np.int64)
    numbers, ends = np.unique(np.stack([candidates.a, candidates.b]), return_inverse=True)
    order = np.argsort(np.array([sha256[doc] for doc in numbers.tolist()]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    first, last = np.sort(rank[ends.reshape(2, -1)], axis=0)  # texts of each pair, by digest
    length = np.array([words[doc] for doc in numbers.tolist()], np.float64)[order]

    pairs_of = np.bincount(first, minlength=len(numbers)) + np.bincount(last, minlength=len(numbers))
    strongest = np.lexsort((last, first, -candidates.shared / np.maximum(pairs_of[first], pairs_of[last])))
    place = _in_a_row(first[strongest], last[strongest], len(numbers))
    swapped = pairs_of[last] < pairs_of[first]
    home, other = np.where(swapped, last, first), np.where(swapped, first, last)
    row = np.lexsort((place[other], place[home]))

    cost = length[first] + length[last]
    texts, at = np.unique(np.stack([first[row], last[row]], axis=1), return_index=True)
    np.add.at(cost, row[at // 2], READING * length[texts])  # a text is read where it is met first
    met = np.cumsum(cost[row])
    found = np.empty(len(row), np.int64)
    found[row] = np.minimum((met - cost[row] / 2) * parts / met[-1], parts - 1).astype(np.int64)
    return found


def _in_a_row(first: NDArray[np.int64], last: NDArray[np.int64], texts: int) -> NDArray[np.int64]:
    """The place of each text in the row, from pairs given strongest first."""
    import numpy as np

    cluster = list(range(texts))  # of each text one that stands nearer to the head of its cluster
    tail = list(range(texts))  # of each head the last of its cluster
    behind = [-1] * texts
    for one, other in zip(first.tolist(), last.tolist(), strict=True):
        while cluster[one] != one:
            cluster[one] = one = cluster[cluster[one]]
        while cluster[other] != other:
            cluster[other] = other = cluster[cluster[other]]
        if one != other:
            behind[tail[one]] = other
            tail[one] = tail[other]
            cluster[other] = one
    place = np.empty(texts, np.int64)
    at = 0
    for head in range(texts):
        if cluster[head] == head:
            text = head
            while text != -1:
                place[text] = at
                at += 1
                text = behind[text]
    return place


def decode_scan(name: str, content: bytes) -> CorpusScan:
    """A result as `scan --json` wrote it to the file `name`. Raises UsageError, in one line, where it is none."""
    try:
        return msgspec.json.decode(content, type=CorpusScan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        said = str(error).rstrip(".").replace("`", "")
        raise UsageError(f"--merge {name}: no result of plancompare scan ({said}); {_ADVICE}") from None


def merge(scans: Iterable[tuple[str, CorpusScan]]) -> CorpusScan:
    """The results of all parts, each with the name of its file, as the one result of a run that was not divided.

    They are taken one by one, in any order: those of a hundred parts need not stand in memory together. Raises
    UsageError, in one line, where a part is missing or given twice, or where the parts are not of one scan.
    """
    names: dict[int, str] = {}
    whole: CorpusScan | None = None
    documents: dict[str, ScannedDocument] = {}
    pairs: dict[tuple[str, str], ScannedPair] = {}
    failures: list[Failure] = []
    parts = 0
    for name, scan in scans:
        part, of = _chunk(name, scan)
        if whole is None:
            whole = replace(scan, pairs=(), groups=(), options=replace(scan.options, chunk=None))
            documents = {document.id: document for document in scan.documents}
            first, parts = name, of
        if of != parts:
            raise UsageError(f"--merge {name}: of {of} parts, {first} of {parts}; {_AGAIN}")
        if part in names:
            raise UsageError(f"--merge {name}: part {part} of {of}, as {names[part]} is; give each part once")
        if difference := _difference(whole, documents, scan):
            raise UsageError(f"--merge {name}: not of one scan with {first}, {difference}; {_AGAIN}")
        names[part] = name
        documents |= {document.id: document for document in scan.documents if document.metadata is not None}
        for pair in scan.pairs:
            if (pair.a, pair.b) in pairs:
                raise UsageError(f"--merge {name}: another part has the pair {pair.a}, {pair.b} as well; {_AGAIN}")
            pairs[pair.a, pair.b] = pair
        failures += scan.failures
    if whole is None:
        raise UsageError(f"--merge: nothing to join; {_ADVICE}")
    if missing := [str(part) for part in range(1, parts + 1) if part not in names]:
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        raise UsageError(f"--merge: of {parts} parts these are missing: {', '.join(missing[:10])}{more}; {_ADVICE}")
    return assemble(documents.values(), pairs.values(), whole.boilerplate, failures, whole.options)


def _chunk(name: str, scan: CorpusScan) -> tuple[int, int]:
    if scan.options.chunk is None:
        raise UsageError(f"--merge {name}: the result of a scan that was not divided; {_ADVICE}")
    part, parts = scan.options.chunk
    if not 1 <= part <= parts:
        raise UsageError(f"--merge {name}: part {part} of {parts} cannot be; {_ADVICE}")
    return part, parts


def _difference(whole: CorpusScan, documents: Mapping[str, ScannedDocument], scan: CorpusScan) -> str | None:
    """What shows that a part is not of the same scan as those before it."""
    if replace(scan.options, chunk=None) != whole.options:
        return "the options differ"
    if [document.id for document in scan.documents] != list(documents):
        return "the documents differ"
    for document in scan.documents:
        known = documents[document.id]
        # A part tells of the texts it has read closely more than of the others.
        alike = (
            document == known
            if (document.metadata is None) == (known.metadata is None)
            else _bare(document) == _bare(known)
        )
        if not alike:
            return f"the document {document.id} differs"
    return "the boilerplate differs" if scan.boilerplate != whole.boilerplate else None


def _bare(document: ScannedDocument) -> tuple[str, str, str, int]:
    return document.id, document.path, document.sha256, document.words
