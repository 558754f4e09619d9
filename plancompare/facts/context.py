"""What a finder of facts is handed: a plan in all the forms its facts are read from, put together once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancompare.agencies import Agency, find_agencies
from plancompare.model import Citation, Metadata, Section
from plancompare.statements import Statement

if TYPE_CHECKING:
    from plancompare.facts.doers import Doers

_NESTED = 3  # citations one inside the other that are looked through


@dataclass(frozen=True, slots=True)
class Context:
    """`statements` are the sentences of `sections`, in order; `abbreviations` those the document explains itself."""

    text: str
    sections: Sequence[Section]
    statements: Sequence[Statement]
    citations: Sequence[Citation]
    metadata: Metadata
    abbreviations: Mapping[str, str]
    acting: dict[int, tuple[Doers, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Who acts in the sentence that begins at an offset, as far as `doers` was asked."""
    _agencies: dict[int, tuple[Agency, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_cited(self, span: tuple[int, int]) -> bool:
        """Whether a stretch of the text lies in a cited document: its date, or words of its title."""
        at = bisect_left(self.citations, span[1], key=lambda citation: citation.start)
        return any(citation.end > span[0] for citation in self.citations[max(0, at - _NESTED) : at])

    def agencies(self, statement: Statement) -> tuple[Agency, ...]:
        """The bodies a sentence names, in order. It is read once for all facts of the sentence."""
        found = self._agencies.get(statement.start)
        if found is None:
            found = self._agencies[statement.start] = find_agencies(self.text, statement, self.abbreviations)
        return found
