"""What a reader says against the findings, applied where it is true of all that follows from them.

    file ─ read_review ─▶ Review ─ entries_of ─▶ entries ─┬─ apply_to_plan       before anything is compared
                                                          ├─ apply_to_changes    before two texts are judged
                                                          ├─ apply_to_labels     before words are counted
                                                          └─ apply_to_matches    before rows are built
                                                                 └─▶ outcomes ─ told ─▶ Overruled

An entry holds for the very documents it was made for, known by their digests, and only as long as the words it quotes
stand where they stood. What cannot be applied is told with its reason and changes nothing.
"""

from __future__ import annotations

from plancompare.review.changes import apply_to_changes
from plancompare.review.entries import PROBLEMS, Entry, Outcome, Outcomes, ReviewFile, entries_of, read_review, told
from plancompare.review.labels import apply_to_labels
from plancompare.review.plans import apply_to_plan
from plancompare.review.sections import apply_to_matches, outcomes_in_rows

__all__ = [
    "PROBLEMS",
    "Entry",
    "Outcome",
    "Outcomes",
    "ReviewFile",
    "apply_to_changes",
    "apply_to_labels",
    "apply_to_matches",
    "apply_to_plan",
    "entries_of",
    "outcomes_in_rows",
    "read_review",
    "told",
]
