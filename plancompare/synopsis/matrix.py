"""The matrix citations × plans: a row is a document, or the documents of several provinces that do one job in each.

The regulation on mass mobilisation is 1116-QĐ/TU in one province and 357-QĐ/TU in another. Local documents share a row
where they are of one type, of issuers of one kind, and their titles say the same, never for their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from plancompare.model import Plan
from plancompare.model.comparison import CitationRow
from plancompare.synopsis.documents import Document, cited_by
from plancompare.synopsis.likeness import Terms, gather, likeness, terms
from plancompare.text import fold

ONE_JOB = 0.4
"""Likeness from which titles of local documents say the same. Of 80 local documents in 59 plans (the five real ones,
54 on other subjects) ten pairs do one job, nine of them alike by .42 to 1.0, one by .36; all other pairs of one type
and kind of issuer are alike by .12 at most. What short titles have in common by chance reaches .36 (`ban hành Quy chế
công tác dân vận` and `ban hành Quy chế làm việc`), so the one is given up."""

_OF_CONGRESS = re.compile(r" lần thứ [IVXL]+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_WEIGHT = 0.1  # decides between the documents of two years of one home, not whether they do one job
_LEADING_NUMBER = re.compile(r"\d+")


def citation_rows(plans: Sequence[Plan], witness_of: Mapping[str, str]) -> tuple[CitationRow, ...]:
    """The rows over `plans` (sorted by id): central documents first, then by how many witnesses cite them."""
    documents = cited_by(plans, witness_of)
    rows: list[tuple[Document, ...]] = [(document,) for document in documents if not document.scope]
    rows += _jobs([document for document in documents if document.scope])
    rows.sort(key=lambda row: _place(row, witness_of))
    return tuple(_row(number, row, plans) for number, row in enumerate(rows, 1))


def _jobs(documents: Sequence[Document]) -> list[tuple[Document, ...]]:
    """Local documents in groups that do one job, of each home one."""
    kinds: dict[tuple[object, ...], list[Document]] = {}
    for document in documents:
        key = document.mentions[0].key[0], document.body, _time(document)
        kinds.setdefault(key, []).append(document)
    return [
        tuple(sorted((kind[i] for i in group), key=lambda document: document.home))
        for kind in kinds.values()
        for group in gather([_job_terms(d) for d in kind], [d.home for d in kind], ONE_JOB)
    ]


def _time(document: Document) -> tuple[str, ...]:
    """For how long a document holds: a year (whichever, because the job comes every year), a period, or unlimited."""
    years = tuple(form for form in document.title if _YEAR.fullmatch(form))
    return years if len(years) > 1 else ("year",) * len(years)


def _job_terms(document: Document) -> Terms:
    """What a local document is for: the words of its title without its place and its year; of a congress its name."""
    if not document.title:
        return terms(fold(_OF_CONGRESS.sub("", document.name)).split()) if document.cited.number is None else {}
    said = f" {' '.join(form for form in document.title if not _YEAR.fullmatch(form))} "
    for name in (document.unit, document.scope):
        said = said.replace(f" {name} ", " ")
    return {**terms(said.split()), **dict.fromkeys(filter(_YEAR.fullmatch, document.title), _YEAR_WEIGHT)}


def _place(row: Sequence[Document], witness_of: Mapping[str, str]) -> tuple[object, ...]:
    first = min(row, key=lambda document: (document.home, document.name))
    number = _LEADING_NUMBER.match(first.cited.number or "")
    citing = {witness_of[mention.plan.id] for document in row for mention in document.mentions}
    return (
        not first.cited.central,
        -len(citing),
        fold(first.cited.type),
        int(number[0]) if number else 0,
        first.name,
        first.cited.date or "",
        first.home,
    )


def _row(number: int, row: Sequence[Document], plans: Sequence[Plan]) -> CitationRow:
    cells: dict[str, list[int]] = {plan.id: [] for plan in plans}
    for document in row:
        for mention in document.mentions:
            cells[mention.plan.id].append(mention.number)
    reason, english = _reason(row) if len(row) > 1 else (None, None)
    return CitationRow(
        id=number,
        title=row[0].name if len(row) == 1 else _job(row),
        documents=tuple(document.cited for document in row),
        cells={plan: tuple(sorted(indices)) for plan, indices in cells.items()},
        reason=reason,
        english=english,
    )


def _job(row: Sequence[Document]) -> str:
    """What several documents have in common: their type and the shortest of their subjects, a clean one if any is."""
    told = [(_is_scan(d), len(subject), subject) for d in row if d.cited.number and (subject := d.cited.subject)]
    return f"{row[0].cited.type}: {min(told)[2]}" if told else _OF_CONGRESS.sub("", row[0].name)


def _is_scan(document: Document) -> bool:
    """Whether scans alone cite it."""
    return all(mention.plan.ocr.is_ocr for mention in document.mentions)


def _reason(row: Sequence[Document]) -> tuple[str, str]:
    """Why several documents share a row, in Vietnamese and in English."""
    type_, least = row[0].cited.type, min(likeness(_job_terms(a), _job_terms(b)) for a, b in combinations(row, 2))
    return (
        f"mỗi nơi có văn bản riêng làm cùng một việc: cùng loại ({type_}), cùng cấp ban hành, "
        f"trích yếu giống nhau {least:.0%}",
        f"each place has its own document for one job: of one type ({type_}), issued at one level, "
        f"subjects alike {least:.0%}",
    )
