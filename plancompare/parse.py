"""One text to a plan, apart from what compares plans: to show one, neither numpy nor scikit-learn need be loaded.

Source ─ judge_scan ─ parse_sections ─ read_metadata ─ find_citations ─▶ Plan
"""

from __future__ import annotations

from bisect import bisect_right

from plancompare.citations import find_citations
from plancompare.metadata import read_metadata
from plancompare.model import Plan, Source
from plancompare.scan_quality import judge_scan
from plancompare.structure import parse_sections


def parse_plan(source: Source, id: str) -> Plan:
    """One text with its shape: sections, metadata, citations. `id` names it in every result."""
    scan = judge_scan(source.text)
    sections = parse_sections(source.text, scan)
    metadata = read_metadata(source.text, sections, scan)
    # Beginnings and ends of furniture by turns: what lies behind an odd number of them lies in furniture.
    edges = sorted(edge for section in sections if section.kind == "furniture" for span in section.own for edge in span)
    citations = tuple(
        citation
        for citation in find_citations(source.text, metadata.province)
        if bisect_right(edges, citation.start) % 2 == 0
    )
    return Plan(
        id=id,
        path=source.path,
        sha256=source.sha256,
        text=source.text,
        media_type=source.media_type,
        encoding=source.encoding,
        repairs=source.repairs,
        ocr=scan,
        metadata=metadata,
        sections=sections,
        citations=citations,
        facts=(),
        warnings=source.warnings,
        provenance=source.provenance,
    )
