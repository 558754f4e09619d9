"""The result of a scan, told of files where the steps before know texts, and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from plancompare.corpus.groups import group_pairs
from plancompare.corpus.index import Close, IndexedFile
from plancompare.corpus.verification import Verified
from plancompare.metadata.mergers import body_today, province_today
from plancompare.model import Failure
from plancompare.model.scan import Boilerplate, CorpusScan, ScannedDocument, ScannedPair, ScanOptions


def assemble(
    documents: Iterable[ScannedDocument],
    pairs: Iterable[ScannedPair],
    boilerplate: Sequence[Boilerplate],
    failures: Iterable[Failure],
    options: ScanOptions,
) -> CorpusScan:
    """Documents by id, pairs by id of A, then B, with their groups; failures by path, each once."""
    ordered = tuple(sorted(pairs, key=lambda pair: (pair.a, pair.b)))
    return CorpusScan(
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        pairs=ordered,
        groups=group_pairs(ordered),
        boilerplate=tuple(boilerplate),
        failures=tuple(
            sorted({(one.path, one.error): one for one in failures}.values(), key=lambda one: (one.path, one.error))
        ),
        options=options,
    )


def scanned_pair(found: Verified, a: IndexedFile, b: IndexedFile) -> ScannedPair:
    """What was found of two texts, told of files that hold them."""

    def named(evidence: str | None) -> str | None:
        """The evidence with ids: what is kept of two texts knows them by their digests."""
        return evidence and evidence.replace(a.sha256, a.id).replace(b.sha256, b.id)

    return ScannedPair(
        a=a.id,
        b=b.id,
        relation=found.relation,
        score=found.score,
        shared_a=found.shared_a,
        shared_b=found.shared_b,
        direction=found.direction,
        evidence=named(found.evidence),
        lineage=replace(found.lineage, evidence=named(found.lineage.evidence)),
        scope=found.scope,
        passages=found.passages,
    )


def scanned_document(file: IndexedFile, close: Close | None) -> ScannedDocument:
    """A file with what reading it closely told, if it was."""
    metadata = close.metadata if close else None
    province = (metadata and metadata.province) or file.province
    body = body_today(metadata) if metadata else None
    return ScannedDocument(
        id=file.id,
        path=file.path,
        sha256=file.sha256,
        words=file.words,
        is_scan=close.is_scan if close else None,
        metadata=metadata,
        province=province,
        province_today=province_today(province) if province else None,
        body_today=body.body if body else None,
    )
