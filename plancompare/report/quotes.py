"""Words of a plan repeated elsewhere on the page, always with the place where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from plancompare.report.witness import Head, Place, Witness

LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` is as printed, on one line, cut short with an ellipsis; empty where nothing of it can be read."""

    head: Head
    place: Place
    text: str


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """`text` on one line, cut behind a word if it has more letters.

    >>> shortened("một  hai\\nba", 8)
    'một hai …'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest + 1].rpartition(" ")[0] + " …"


def quote(w: Witness, start: int, end: int, longest: int = LONGEST_QUOTE) -> Quote:
    """The letters `start`..`end` of a plan, at most `longest` of them."""
    text = shortened(w.plan.text[start:end], longest)
    return Quote(w.head, w.place(start), text if any(map(str.isalnum, text)) else "")
