"""Two texts of one document: every difference between them, and whether a reading or a person made it.

read_text ─ map_tokens ─ join_reordered ─ find_moves ─ fit_reading ─ judge ─ cover ─▶ changes
words       which word   words in other   sentences    scan or       noise   every letter
and zones   is which     order            elsewhere    typed?        or edit that differs
"""

from __future__ import annotations

from plancompare.changes.find import Found, find_changes
from plancompare.changes.judged import as_judged, change_at
from plancompare.changes.measures import confusions_of, costs_of, in_common, rates, sections_of
from plancompare.changes.texts import Text, read_text
from plancompare.changes.verdict import ONE_DOCUMENT, heads_tell_two, relate_texts, remarks_of

__all__ = [
    "ONE_DOCUMENT",
    "Found",
    "Text",
    "as_judged",
    "change_at",
    "confusions_of",
    "costs_of",
    "find_changes",
    "heads_tell_two",
    "in_common",
    "rates",
    "read_text",
    "relate_texts",
    "remarks_of",
    "sections_of",
]
