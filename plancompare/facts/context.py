"""What a finder of facts is handed: a plan in all the forms its facts are read from, put together once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plancompare.agencies import Agency, find_agencies
from plancompare.model import Citation, Metadata, Section
from plancompare.statements import Statement


@dataclass(frozen=True, slots=True)
class Context:
    """`statements` are the sentences of `sections`, in order; `abbreviations` those the document explains itself."""

    text: str
    sections: Sequence[Section]
    statements: Sequence[Statement]
    citations: Sequence[Citation]
    metadata: Metadata
    abbreviations: Mapping[str, str]
    _agencies: dict[int, tuple[Agency, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def agencies(self, statement: Statement) -> tuple[Agency, ...]:
        """The bodies a sentence names, in order. It is read once for all facts of the sentence."""
        found = self._agencies.get(statement.start)
        if found is None:
            found = self._agencies[statement.start] = find_agencies(self.text, statement, self.abbreviations)
        return found
