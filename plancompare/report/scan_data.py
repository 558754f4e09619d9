"""What the script of a collection's page works on: the pairs by columns, documents by number.

Shares are in thousandths, and a trace is 1, all but the whole 999, so that neither is taken for nothing or all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from plancompare.model.scan import Boilerplate, Group, ScannedDocument, ScannedPair
from plancompare.report.evidence_words import evidence
from plancompare.report.scan_excerpts import Excerpts
from plancompare.report.visible import visible

RELATIONS = ("same", "same_with_edits", "related", "unrelated")
SCOPES = ("cross_province", "within_province", "source")
DIRECTIONS = ("undetermined", "a_to_b", "b_to_a")
LINEAGES = (None, "parent_child", "siblings", "successor_year")
# Letters of the sentences of evidence that are carried, each once and in two languages; letters of a subject.
_MOST_EVIDENCE, _LONGEST_SUBJECT = 1_000_000, 120
_LEFT_OUT = -1


class _Numbers:
    """Values by number, in the order they first occur; 0 is nothing."""

    def __init__(self, most: int | None = None) -> None:
        self._numbers: dict[str, int] = {}
        self._left = most

    def of(self, value: str | None) -> int:
        if not value:
            return 0
        if value not in self._numbers:
            if self._left is not None:
                if len(value) > self._left:
                    return _LEFT_OUT
                self._left -= len(value)
            self._numbers[value] = len(self._numbers) + 1
        return self._numbers[value]

    def values(self) -> list[str]:
        return ["", *map(visible, self._numbers)]


class Numbered(NamedTuple):
    """The documents of a page in the order of their ids, and the number of each."""

    documents: tuple[ScannedDocument, ...]
    of: Mapping[str, int]


def numbered(documents: Iterable[ScannedDocument], ids: set[str]) -> Numbered:
    """The documents with these ids."""
    kept = tuple(sorted((document for document in documents if document.id in ids), key=lambda document: document.id))
    return Numbered(kept, {document.id: number for number, document in enumerate(kept)})


def thousandths(share: float) -> int:
    """A share in [0, 1] in thousandths.

    >>> thousandths(0.6249), thousandths(0.0), thousandths(0.0001), thousandths(0.9999), thousandths(1.0)
    (625, 0, 1, 999, 1000)
    """
    return min(999, max(1, round(1000 * share))) if 0 < share < 1 else round(share) * 1000


def document_columns(documents: Sequence[ScannedDocument]) -> dict[str, list[object]]:
    """What is known of each document; bodies and provinces are numbers of `names`."""
    names = _Numbers()
    said = [document.metadata for document in documents]
    return {
        "id": [visible(document.id) for document in documents],
        "path": [visible(document.path) for document in documents],
        "day": [names.of(document.province) for document in documents],
        "today": [names.of(document.province_today or document.province) for document in documents],
        "body": [names.of(one.issuing_body if one else None) for one in said],
        "heir": [names.of(document.body_today) for document in documents],
        "number": [visible(one.document_number or "") if one else "" for one in said],
        "date": [(one.date or "") if one else "" for one in said],
        "subject": [visible(_short(one.subject)) if one and one.subject else "" for one in said],
        "scan": [-1 if document.is_scan is None else int(document.is_scan) for document in documents],
        "words": [document.words for document in documents],
        "names": [*names.values()],
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SUBJECT else line[:_LONGEST_SUBJECT].rsplit(" ", 1)[0] + " …"


def pair_columns(pairs: Sequence[ScannedPair], number: Mapping[str, int]) -> dict[str, object]:
    """The pairs by columns; `why` and `descent` are numbers of the sentences in `evidence` (-1: it found no room),
    which has them in Vietnamese and in English."""
    sentences = _Numbers(_MOST_EVIDENCE)
    return {
        "a": [number[pair.a] for pair in pairs],
        "b": [number[pair.b] for pair in pairs],
        "relation": [RELATIONS.index(pair.relation) for pair in pairs],
        "score": [thousandths(pair.score) for pair in pairs],
        "ofA": [thousandths(pair.shared_a) for pair in pairs],
        "ofB": [thousandths(pair.shared_b) for pair in pairs],
        "longest": [longest(pair) for pair in pairs],
        "passages": [len(pair.passages) for pair in pairs],
        "scope": [SCOPES.index(pair.scope) for pair in pairs],
        "direction": [DIRECTIONS.index(pair.direction) for pair in pairs],
        "lineage": [LINEAGES.index(pair.lineage.kind) for pair in pairs],
        "why": [sentences.of(pair.evidence) for pair in pairs],
        "descent": [sentences.of(pair.lineage.evidence) for pair in pairs],
        "evidence": [*zip(*map(evidence, sentences.values()), strict=True)],
    }


def longest(pair: ScannedPair) -> int:
    """Letters of the longest passage, as A has it."""
    return max((passage.a_end - passage.a_start for passage in pair.passages), default=0)


def group_lists(groups: Sequence[Group], number: Mapping[str, int]) -> list[list[object]]:
    """For the script: id, number of the relation and numbers of the documents of each group."""
    return [
        [visible(group.id), RELATIONS.index(group.relation), [number[id] for id in group.documents]] for group in groups
    ]


def carrier_lists(boilerplate: Sequence[Boilerplate], number: Mapping[str, int], most: int) -> list[list[int]]:
    """For the script: the numbers of the first `most` documents that carry each piece of boilerplate."""
    return [[number[id] for id in entry.documents[:most]] for entry in boilerplate]


def excerpt_lists(carried: Excerpts, number: Mapping[str, int]) -> dict[str, object]:
    """Passages of a pair as [start and end of A, of B, whether verbatim, …], texts of a document as [start, line,
    letters, …]."""
    return {
        "passages": {
            pair: [
                value
                for one in passages
                for value in (one.a_start, one.a_end, one.b_start, one.b_end, int(one.kind == "verbatim"))
            ]
            for pair, passages in carried.passages.items()
        },
        "texts": {number[id]: [value for one in stretches for value in one] for id, stretches in carried.texts.items()},
    }
