"""The documents a plan cites: found, read, told apart, and followed to the end of their titles.

letters    a text without marks, letter for letter; the name a misread one is nearest to
symbols    `33/CT-TTg`: the number and its codes, restored from a scan
heads      the type word before the number
dates      the date behind it
issuers    who issued it
named      laws and congress resolutions, cited by name
mention    all of these put together: find_citations
register   what makes two citations one document; central documents known beforehand, and wrong dates of them
titles     how far the title of a cited document reaches: cited_documents, to be had there: comparing alone asks for it
subjects   what each cited document says of itself: with_subjects, to be had there: `diff` does not ask for it
"""

from __future__ import annotations

from plancompare.citations.mention import find_citations
from plancompare.citations.register import (
    Registered,
    citation_key,
    is_central,
    misdated,
    name_of,
    registered,
    same_document,
)

__all__ = [
    "Registered",
    "citation_key",
    "find_citations",
    "is_central",
    "misdated",
    "name_of",
    "registered",
    "same_document",
]
