"""What each cited document says of itself: its trích yếu, behind `về (việc)` or from the verb that opens it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from plancompare.citations.titles import cited_documents
from plancompare.model import Citation
from plancompare.statements import Statement
from plancompare.text import Word

_QUOTES = {"“": "”", '"': '"', "‘": "’", "(": ")"}
_PRINTED = re.compile(r"\w")


def with_subjects(text: str, statements: Sequence[Statement], citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """`citations` of `text`, each with the subject told where it stands: as printed, on one line, no furniture in it.

    `statements` are all those of the text (`statements.read_statements`). No subject crosses a heading or a section. A
    law cited by name has none, nor has a later mention without its title.

    >>> from plancompare.citations import find_citations
    >>> from plancompare.model import Scan, Section
    >>> from plancompare.statements import read_statements
    >>> t = ("Thực hiện Chỉ thị số 14/CT-TTg ngày 18/5/2012 của Thủ tướng Chính phủ về chấn chỉnh\\ncông tác tiếp công "
    ...      "dân; Quyết định số 9/QĐ-UBND của UBND tỉnh ban hành “Quy chế phối hợp”; Chỉ thị 14.")
    >>> whole = Section("1", None, "arabic", "1", None, None, None, 0, len(t), ((0, len(t)),), 1, 1)
    >>> statements = read_statements(t, [whole], Scan(False, 0.0, "typed"))
    >>> [citation.subject for citation in with_subjects(t, statements, find_citations(t))]
    ['chấn chỉnh công tác tiếp công dân', 'ban hành “Quy chế phối hợp”', None]
    """
    told = sorted(
        (word, form) for statement in statements for word, form in zip(statement.words, statement.forms, strict=True)
    )
    words, forms = [word for word, _ in told], [form for _, form in told]
    cited = cited_documents(text, words, forms, citations, sorted(_stops(statements)))
    starts, ends = [word.start for word in words], [word.end for word in words]
    subjects = [
        None if title is None else _printed(text, words[bisect_left(starts, title) : bisect_right(ends, end)])
        for title, end in zip(cited.titles, cited.ends, strict=True)
    ]
    return tuple(
        replace(citation, subject=subject) if subject else citation
        for citation, subject in zip(citations, subjects, strict=True)
    )


def _stops(statements: Sequence[Statement]) -> set[int]:
    """Where sections begin and end, and where their headings end."""
    stops: set[int] = set()
    for _, group in groupby(statements, key=lambda statement: statement.section):
        of_section = list(group)
        stops |= {of_section[0].start, of_section[-1].end}
        stops |= {statement.end for statement in of_section if statement.heading}
    return stops


def _printed(text: str, words: Sequence[Word]) -> str:
    """What stands from the first to the last of `words` with the quotes that belong to them, on one line."""
    if not words:
        return ""
    pieces = [text[words[0].start : words[0].end]]
    for before, word in pairwise(words):
        between = text[before.end : word.start]
        pieces += [" " if _PRINTED.search(between) else between, text[word.start : word.end]]
    said = " ".join("".join(pieces).split())
    opening = text[words[0].start - 1 : words[0].start]
    if opening in _QUOTES and _QUOTES[opening] in said + text[words[-1].end : words[-1].end + 1]:
        said = opening + said
    closing = text[words[-1].end : words[-1].end + 1]
    for one, other in _QUOTES.items():
        if closing == other and (said.count(one) > said.count(other) if one != other else said.count(one) % 2):
            said += closing
    return said
