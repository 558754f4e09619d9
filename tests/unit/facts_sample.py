"""Sentences put together as a plan for the finders of facts."""

from __future__ import annotations

from plancompare.agencies import abbreviations
from plancompare.citations import find_citations
from plancompare.facts.context import Context
from plancompare.model import Metadata, Scan, Section
from plancompare.statements import read_statements

YEAR = Metadata(issuing_body="Sở Ngoại vụ tỉnh Tây Ninh", year=2024)


def context(*texts: str, metadata: Metadata = YEAR, title: str | None = None, is_ocr: bool = False) -> Context:
    """A plan of one numbered item for each of `texts`; `title` is the heading the first begins with."""
    text = "\n".join(texts)
    sections = []
    at = 0
    for number, part in enumerate(texts, 1):
        heading = title if number == 1 else None
        label = f"{number}." if part.startswith(f"{number}.") else None
        span = at, at + len(part)
        sections.append(
            Section(
                f"IV.{number}", None, "arabic", str(number), label, heading, heading, *span, (span,), number, number
            )
        )
        at += len(part) + 1
    scan = Scan(is_ocr, 0.2 * is_ocr, "")
    statements = read_statements(text, sections, scan)
    return Context(text, sections, statements, find_citations(text, None), metadata, abbreviations(text))
