"""What a finder of facts is handed: a plan in all the forms its facts are read from, put together once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancompare.model import Citation, Metadata, Section
from plancompare.statements import Statement


class Context(NamedTuple):
    """`statements` are the sentences of `sections`, in order; `abbreviations` those the document explains itself."""

    text: str
    sections: Sequence[Section]
    statements: Sequence[Statement]
    citations: Sequence[Citation]
    metadata: Metadata
    abbreviations: Mapping[str, str]
