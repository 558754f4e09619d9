"""Candidates to pairs: the passages that `compare` finds, the relation, how much is shared.

What is kept of a pair depends on its two texts alone, in that order, and on nothing else of the collection. Whether
it is told depends on the collection as well, and is judged from what is kept (`judge`): almost any two plans of a
country have some passages in common, and where both are scans a word misread in both makes them look rare. So a pair is
told where one passage has as many sampled grams that are not frequent as make a candidate, or all passages together
have SCATTERED, or where the texts have MUCH in common whatever it is, as the copies of one template do.

The numbers were chosen on 5,000 made plans (`tests/benchmarks/made_corpus.py`, seed `h3-five`; other seeds are scored).
Of the candidates with nothing but boilerplate in common 800 were verified, of true pairs 180 with more and 160 with a
single passage of 120 to 400 syllables:

    grams of one passage     3     4     5     6     7     8
    boilerplate told      .099  .005  .001     0     0     0
    true pairs told          1     1     1     1     1  .994
    single passage, clean    1     1     1     1     1     1
    one is a scan            1     1     1     1  .988  .988
    two scans                1     1     1     1     1  .979

With 5 that is some 20 pairs too many beside 2,779 true ones. Of the 500 that came nearest none had more than 8 in all
its passages together, and none shared .45 of a text. In a collection where no gram is frequent, such as a folder of
fifty plans, every pair with a passage is told, as `compare` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

from plancompare import relations
from plancompare.changes import find_changes, heads_tell_two, read_text, relate_texts
from plancompare.channel import forget
from plancompare.collate import Alignment
from plancompare.corpus.batches import in_order
from plancompare.corpus.direction import find_direction
from plancompare.corpus.preparation import GRAM, gram_places
from plancompare.corpus.record import decode
from plancompare.errors import LimitError
from plancompare.lineage import lineage_in_order
from plancompare.model import Plan, Relation
from plancompare.model.comparison import Lineage, Scope
from plancompare.model.difference import InCommon
from plancompare.model.scan import Direction, ScannedPassage, ScanOptions
from plancompare.rarity import rarity
from plancompare.tokens import Tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pair = tuple[int, int]

_BATCH = 100
"""Pairs verified in one go by one process: some two seconds of work."""
_DECODED = 64
"""Texts a process keeps decoded, a megabyte each."""
SCATTERED = 12
"""Sampled grams that are not frequent, in all passages together, by which a pair is told: plans put together from many
short pieces."""
MUCH = 0.5
"""Share of one of the texts that the other has as well, boilerplate or not, from which a pair is told."""


class Verified(NamedTuple):
    """What two texts have in common, whatever they are called: `a` and `b` are numbers of documents, as asked."""

    a: int
    b: int
    relation: Relation
    score: float
    shared_a: float
    shared_b: float
    direction: Direction
    evidence: str | None
    lineage: Lineage
    scope: Scope
    passages: tuple[ScannedPassage, ...]


class Unverified(NamedTuple):
    """Two texts that repeat each other too often to be compared, and what is to be said of it."""

    a: int
    b: int
    error: str


class _Kept(Struct, frozen=True, array_like=True):
    """What is kept of a pair. `grams` are the sampled grams that A has in a passage and B holds as well, of one
    passage after the other, 8 bytes each; `counts` how many each has."""

    relation: Relation
    score: float
    shared_a: float
    shared_b: float
    direction: Direction
    evidence: str | None
    lineage: Lineage
    scope: Scope
    passages: tuple[ScannedPassage, ...]
    grams: bytes
    counts: tuple[int, ...]


def arrange(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs in an order in which those that share a text stand near each other, so that it is decoded but once.

    Texts are ranked so that the two of a pair have near ranks (Cuthill & McKee 1969).
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    if not pairs:
        return []
    texts, ends = np.unique(np.array(pairs, np.int64), return_inverse=True)
    a, b = ends.reshape(-1, 2).T
    links = coo_array((np.ones(2 * len(a), np.int8), (np.concatenate([a, b]), np.concatenate([b, a])))).tocsr()
    ranks = np.empty(len(texts), np.int64)
    ranks[reverse_cuthill_mckee(links, symmetric_mode=True)] = np.arange(len(texts))
    low, high = np.minimum(ranks[a], ranks[b]), np.maximum(ranks[a], ranks[b])
    return [pairs[at] for at in np.lexsort((a, high, low)).tolist()]


def verify(
    pairs: Sequence[Pair], records: Callable[[Sequence[int]], Mapping[int, bytes]], executor: Executor | None
) -> Iterator[bytes | Unverified | None]:
    """What each of `pairs` has in common, in order, as `judge` reads it; None for a pair without a passage.

    `records` gives the records of some documents by number; it is asked once for each batch.
    """
    for batch in in_order(_verify_batch, _batches(pairs, records), executor):
        yield from batch


def judge(
    a: int, b: int, kept: bytes, frequent: NDArray[np.uint64], least: int = ScanOptions().least_shared
) -> Verified | None:
    """What `verify` found for the texts `a` and `b`; None where nothing in it is telling.

    `frequent` are the grams that many texts of the collection carry, sorted; `least` is how many others make a passage
    telling (`ScanOptions.least_shared`).
    """
    found = _decoder().decode(kept)
    if not _is_telling(found, frequent, least):
        return None
    return Verified(
        a=a,
        b=b,
        relation=found.relation,
        score=found.score,
        shared_a=found.shared_a,
        shared_b=found.shared_b,
        direction=found.direction,
        evidence=found.evidence,
        lineage=found.lineage,
        scope=found.scope,
        passages=found.passages,
    )


def _is_telling(found: _Kept, frequent: NDArray[np.uint64], least: int) -> bool:
    import numpy as np

    if not len(frequent) or max(found.shared_a, found.shared_b) >= MUCH:
        return True
    grams = np.frombuffer(found.grams, np.uint64)
    places = np.minimum(np.searchsorted(frequent, grams), len(frequent) - 1)
    own = frequent[places] != grams
    if len(np.unique(grams[own])) >= SCATTERED:
        return True
    before = [0, *np.cumsum(own).tolist()]
    ends = list(accumulate(found.counts))
    return any(before[end] - before[end - count] >= least for end, count in zip(ends, found.counts, strict=True))


@cache
def _decoder() -> msgspec.msgpack.Decoder[_Kept]:
    return msgspec.msgpack.Decoder(_Kept)


# ---------------------------------------------------------------- in the pool

_Batch = tuple[Sequence[Pair], Mapping[int, bytes]]


def _batches(pairs: Sequence[Pair], records: Callable[[Sequence[int]], Mapping[int, bytes]]) -> Iterator[_Batch]:
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        yield batch, records(sorted({document for pair in batch for document in pair}))


def _verify_batch(batch: _Batch) -> list[bytes | Unverified | None]:
    pairs, records = batch
    found = [_verify(a, b, records) for a, b in pairs]
    forget()
    return found


class _Text(NamedTuple):
    """A text and its sampled grams, in order: where each begins and ends. `held` are the same grams, sorted."""

    tokens: Tokens
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    grams: NDArray[np.uint64]
    held: NDArray[np.uint64]


@lru_cache(_DECODED)
def _decoded(record: bytes) -> _Text:
    import numpy as np

    tokens = decode(record)
    places = gram_places(tokens.plan.text)
    starts, ends = np.array(places.starts, np.int64), np.array(places.ends, np.int64)
    return _Text(tokens, starts[places.at], ends[places.at + GRAM - 1], places.grams, np.unique(places.grams))


def _verify(a: int, b: int, records: Mapping[int, bytes]) -> bytes | Unverified | None:
    try:
        found = _find(_decoded(records[a]), _decoded(records[b]))
    except LimitError as error:
        return Unverified(a, b, str(error))
    return None if found is None else msgspec.msgpack.encode(found)


def _find(one: _Text, other: _Text) -> _Kept | None:
    a, b = one.tokens, other.tokens
    passages = relations.collate(a, b)
    if not passages:
        return None
    shares = relations.agreed_shares(passages, len(a.words), len(b.words))
    relation = relations.relate(a.plan, b.plan, shares)
    direction: Direction = "undetermined"
    evidence, lineage = None, Lineage(None, None)
    if relation == "same":
        relation = _settled(a.plan, b.plan, shares)
    if not relation.startswith("same"):
        direction, evidence = find_direction(a, b, passages)
        lineage = lineage_in_order(a.plan, b.plan)
    told = tuple(_passage(a, b, passage) for passage in passages)
    grams = _grams(one, other, told)
    return _Kept(
        relation=relation,
        score=relations.similarity(shares, len(a.words), len(b.words)),
        shared_a=round(shares[0], 4),
        shared_b=round(shares[1], 4),
        direction=direction,
        evidence=evidence,
        lineage=lineage,
        scope=relations.scope_of(a.plan, b.plan),
        passages=told,
        grams=b"".join(found.tobytes() for found in grams),
        counts=tuple(map(len, grams)),
    )


def _settled(a: Plan, b: Plan, shares: tuple[float, float]) -> Relation:
    """Whether a person edited one document, or it is the plan of another year, as `diff` tells; where white space alone
    differs it tells of layout only.

    A scan beside its text takes .1 to .3 s, ten times as much as all else of a pair.
    """
    if a.text.split() == b.text.split():
        return "same"
    if heads_tell_two(a.metadata, b.metadata):
        return "related"
    return relate_texts(find_changes(read_text(a), read_text(b)), InCommon(*shares))[0]


def _passage(a: Tokens, b: Tokens, passage: Alignment) -> ScannedPassage:
    (first_a, last_a), (first_b, last_b) = passage.a, passage.b
    return ScannedPassage(
        a_start=a.words[first_a].start,
        a_end=a.words[last_a - 1].end,
        b_start=b.words[first_b].start,
        b_end=b.words[last_b - 1].end,
        kind="verbatim" if passage.verbatim else "adapted",
        score=round(rarity([a.tolerant[i + k] for i, _, n in passage.runs for k in range(n)]), 4),
    )


def _grams(a: _Text, b: _Text, passages: Sequence[ScannedPassage]) -> list[NDArray[np.uint64]]:
    """For each passage the sampled grams of its stretch of A that B holds as well."""
    import numpy as np

    both = np.isin(a.grams, b.held)
    starts, ends, grams = a.starts[both], a.ends[both], a.grams[both]
    first = np.searchsorted(starts, [passage.a_start for passage in passages])
    last = np.searchsorted(ends, [passage.a_end for passage in passages], "right")
    return [np.unique(grams[i:j]) for i, j in zip(first.tolist(), last.tolist(), strict=True)]
