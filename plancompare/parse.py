"""One text to a plan, apart from what compares plans: to show one, neither numpy nor scikit-learn need be loaded.

Source ─ split_source ─▶ Sources ─ judge_scan ─ parse_sections ─ read_metadata ─ find_citations ─▶ outlines
outline ─ read_statements ─ with_subjects ─ find_facts ─ find_oddities ─▶ Plan
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

from msgspec.structs import replace

from plancompare.citations import find_citations
from plancompare.metadata import read_metadata
from plancompare.model import Citation, Plan, Scan, Section, Source
from plancompare.scan_quality import judge_scan
from plancompare.structure import parse_sections
from plancompare.text import Word

_DOUBTFUL = 60  # percent; below it Tesseract is wrong about as often as it is right


class Parsed(NamedTuple):
    """The documents of one file: its plans in order, and what else it holds beside them (a decision, a letter)."""

    plans: tuple[Plan, ...]
    others: tuple[Plan, ...] = ()


def parse_plan(source: Source, id: str) -> Plan:
    """One text with its shape, what it orders, and what looks wrong in it. `id` names it in every result.

    Any text has a plan: what has no sections, no number or no date has none of these, and nothing is raised.

    >>> text = "KẾ HOẠCH\\nDân vận năm 2024\\nI. MỤC ĐÍCH\\n1. Văn phòng báo cáo trước ngày 15/11/2024.\\n"
    >>> plan = parse_plan(Source("a.txt", "", text, "text/plain", "utf-8"), "a")
    >>> [(section.id, section.title) for section in plan.sections if section.kind != "title"]
    [('I', 'MỤC ĐÍCH'), ('I.1', None)]
    >>> [(fact.kind, fact.value, fact.inclusive) for fact in plan.facts if fact.kind == "deadline"]
    [('deadline', '2024-11-15', False)]
    """
    return complete(outline_plan(source, id))


def complete(outline: Plan, read: Sequence[tuple[Word, str]] | None = None) -> Plan:
    """An outline with its facts and oddities; a plan that has them as it is.

    `read` are its words with what each is compared by (`tokens.py`), where they have been read before.
    """
    if not outline.omitted:
        return outline
    from plancompare.citations.subjects import with_subjects  # `diff` has no use for these
    from plancompare.contradictions import find_oddities
    from plancompare.facts import find_facts
    from plancompare.statements import read_statements

    text, sections = outline.text, outline.sections
    statements = read_statements(text, sections, outline.ocr, read)
    citations = with_subjects(text, statements, outline.citations)
    facts = find_facts(text, sections, statements, citations, outline.metadata)
    plan = replace(outline, citations=citations, facts=facts, omitted=())
    return replace(plan, warnings=(*plan.warnings, *find_oddities(plan)))


def outline_plan(source: Source, id: str) -> Plan:
    """One text with its shape alone: sections, metadata, citations. What a comparison letter by letter needs."""
    scan = _recognised(judge_scan(source.text), source.provenance.confidences)
    sections = parse_sections(source.text, scan, source.provenance)
    metadata = read_metadata(source.text, sections, scan)
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
        citations=read_citations(source.text, sections, metadata.province),
        facts=(),
        warnings=source.warnings,
        provenance=source.provenance,
        omitted=("facts", "oddities"),
    )


def read_citations(text: str, sections: Sequence[Section], province: str | None) -> tuple[Citation, ...]:
    """The citations of a plan of this province; page numbers and running lines in their midst are read over.

    `province` is in correct spelling, null where it is not known: then a body named without its place stays so.

    >>> text = "Căn cứ Chỉ thị số 33/CT-TTg\\n3\\nngày 26/11/2021 của Thủ tướng Chính phủ"
    >>> page = Section("f", None, "furniture", None, None, None, None, 28, 29, ((28, 29),), 2, 2)
    >>> [(cited.number, cited.date, cited.issuer) for cited in read_citations(text, [page], None)]
    [('33/CT-TTg', '2021-11-26', 'Thủ tướng Chính phủ')]
    """
    furniture = [span for section in sections if section.kind == "furniture" for span in section.own]
    found = find_citations(_without(text, furniture), province)
    return tuple(replace(citation, raw=text[citation.start : citation.end]) for citation in found)


def parse_documents(source: Source, id: str, taken: Iterable[str] = ()) -> Parsed:
    """Outlines of all documents of one file, each with its own stretch of the text.

    Where none is a plan, the last stands for it. The first plan has the id of the file, the others `-2`, `-3` … behind
    it, none that is in `taken`.

    >>> letter = "UBND TỈNH A\\nSố: 12/UBND-NC\\nKính gửi: Các sở\\nGửi Kế hoạch kèm theo.\\nNơi nhận:\\n- Lưu: VT.\\n"
    >>> plan = "KẾ HOẠCH\\nDân vận\\n(Kèm theo Công văn số 12/UBND-NC)\\nI. MỤC ĐÍCH\\n"
    >>> found = parse_documents(Source("a.txt", "", letter + plan, "text/plain", "utf-8"), "a")
    >>> [(p.id, p.metadata.document_type) for p in (*found.plans, *found.others)]
    [('a', 'Kế hoạch'), ('a-2', None)]
    """
    from plancompare.structure.documents import find_documents, plans_among, split_source  # `diff` has no use for it

    parts = split_source(source)
    if len(parts) == 1:
        return Parsed((outline_plan(source, id),))
    used = {id, *taken}
    free = (name for name in (f"{id}-{number}" for number in count(2)) if name not in used)
    chosen = plans_among([document.type for document in find_documents(source.text)])
    plans = tuple(outline_plan(parts[order], id if order == chosen[0] else next(free)) for order in chosen)
    others = tuple(outline_plan(part, next(free)) for order, part in enumerate(parts) if order not in chosen)
    return Parsed(plans, others)


def _without(text: str, furniture: Sequence[tuple[int, int]]) -> str:
    """`text` with page numbers and running lines blanked: a sentence goes on over the break, at the same offsets."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(furniture):
        while start > at and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        pieces += [text[at:start], "\n".ljust(end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _recognised(scan: Scan, confidences: Sequence[tuple[int, int, int]]) -> Scan:
    """What is known of a text that was read from an image here: it is a scan however good its letters are."""
    if scan.is_ocr or not confidences:
        return scan
    doubtful = sum(percent < _DOUBTFUL for _, _, percent in confidences) / len(confidences)
    said = f"recognised from an image here: {100 * doubtful:.0f} % of the words were read with less than {_DOUBTFUL} %"
    return Scan(True, round(doubtful, 3), f"{said} confidence")
