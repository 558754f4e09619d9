"""What `scan` finds in a collection of plans."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plancompare.model import Failure, Metadata, Relation
from plancompare.model.comparison import Layer, Lineage, Scope

Engine = Literal["duckdb", "spark"]
Direction = Literal["undetermined", "a_to_b", "b_to_a"]


class ScanOptions(Struct, frozen=True):
    """How a collection was scanned: all that decides what is found.

    Candidates share `least_shared` or more of their sampled runs of syllables; of all runs one in `sample` is looked
    at, and runs that more than `most_documents` texts carry are boilerplate, not a sign that two texts are related
    (in a collection of 33 to 499 texts: more than a tenth of them, at least 10).
    The first number is also how many such runs a pair must share in one passage to be told. With five, passages of 120
    syllables copied between real plans, their scans among them, are found in .99 of the cases, of 80 in .91 to .97;
    with two, nearly all of 80, at twenty times as many pairs to verify among 10,000 texts.
    `chunk` (i, n) says that only the i-th of n parts of the candidates was verified.
    """

    engine: Engine = "duckdb"
    sample: int = 8
    least_shared: int = 5
    most_documents: int = 50
    chunk: tuple[int, int] | None = None


class ScannedDocument(Struct, frozen=True):
    """One text of the collection. `words` counts its syllables.

    `metadata` is what the text says of itself, null where nothing was found to compare it with, so that it was not
    read closely; `is_scan` as well. `province` is the one it was issued in, by the names of its day, `province_today`
    the one that holds it since the mergers of 2025; null where it cannot be told. `body_today` is the body that took
    over from the one that issued it, null where that still stands.
    """

    id: str
    path: str
    sha256: str
    words: int
    is_scan: bool | None = None
    metadata: Metadata | None = None
    province: str | None = None
    province_today: str | None = None
    body_today: str | None = None


class ScannedPassage(Struct, frozen=True):
    """A stretch of A and one of B that agree, the same that `compare` finds. `score` weighs rarity, in [0, 1]."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    kind: Literal["verbatim", "adapted"]
    score: float


class ScannedPair(Struct, frozen=True):
    """Two texts that have passages in common, `a` before `b` by id.

    `score` is the share of the words of both that agree in passages, `shared_a` and `shared_b` that of each.
    `direction` says who had the text first, only where `evidence` (a sentence in Vietnamese) shows it.
    """

    a: str
    b: str
    relation: Relation
    score: float
    shared_a: float
    shared_b: float
    direction: Direction
    evidence: str | None
    lineage: Lineage
    scope: Scope
    passages: tuple[ScannedPassage, ...]


class Group(Struct, frozen=True):
    """Texts that belong together: one document (`same`, `same_with_edits`), or plans of much the same text."""

    id: str
    relation: Relation
    documents: tuple[str, ...]


class Boilerplate(Struct, frozen=True):
    """A text that many plans carry, as `document` prints it from `start` to `end`.

    `documents` are all that carry it, `provinces` those they are of, by the names of their day; counted by province,
    for one office's many copies are not the country's text. `layer` is the kind of text that most of it is.
    """

    id: str
    text: str
    words: int
    document: str
    start: int
    end: int
    documents: tuple[str, ...]
    provinces: tuple[str, ...]
    layer: Layer


class CorpusScan(Struct, frozen=True, tag_field="schema", tag="plancompare/scan/1"):
    """What `plancompare scan` found, sorted by id; pairs by id of A, then B; boilerplate widest first."""

    documents: tuple[ScannedDocument, ...]
    pairs: tuple[ScannedPair, ...]
    groups: tuple[Group, ...]
    boilerplate: tuple[Boilerplate, ...]
    failures: tuple[Failure, ...]
    options: ScanOptions = ScanOptions()


class QueryHit(Struct, frozen=True):
    """A text of the index that shares text with the one asked about; `pair` has the latter as `a`."""

    document: ScannedDocument
    pair: ScannedPair


class QueryResult(Struct, frozen=True, tag_field="schema", tag="plancompare/query/1"):
    """What `plancompare scan --query` found: the hits, most in common first."""

    document: ScannedDocument
    hits: tuple[QueryHit, ...]
    failures: tuple[Failure, ...]
