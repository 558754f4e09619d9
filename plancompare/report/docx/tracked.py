"""Two versions of one document as text with tracked changes: rejecting all gives A, accepting all gives B.

Every difference is tracked, edits, reading noise and layout alike, else one of the two would not come back; whose hand
it was is its author (`plancompare: sửa`, `plancompare: lỗi máy đọc`), by which a word processor shows or hides them.
An edit, a part that is missing and what cannot be told have a comment with kind, certainty and reason.
A line end both texts have ends a paragraph, one that only one of them has is a break of line.
"""

from __future__ import annotations

from typing import Literal

from plancompare.model.difference import Change, Difference
from plancompare.report.diff_list import cause_told
from plancompare.report.diff_words import DIFF_WORDS, certainty
from plancompare.report.docx.package import Comment, attribute, docx_file, paragraph, run

_COMMENTED = ("edit", "missing_part", "undecidable")


def difference_docx(difference: Difference, language: Literal["vi", "en"] = "vi") -> bytes:
    """The two texts of a difference in one file, with its changes tracked; comments in `language`."""
    comments: list[Comment] = []
    runs: list[str] = []
    paragraphs: list[str] = []
    at = 0
    for number, change in enumerate(difference.changes, 1):
        _common(difference.a.text[at : change.a_start], runs, paragraphs)
        at = change.a_end
        author = f"plancompare: {getattr(DIFF_WORDS[f'label_{change.label}'], language)}"
        tracked = _tracked(change, number, author)
        if change.label in _COMMENTED:
            comments.append(Comment(len(comments), author, _told(change, language)))
            tracked = _commented(tracked, len(comments) - 1)
        runs.append(tracked)
    _common(difference.a.text[at:], runs, paragraphs)
    paragraphs.append(paragraph("".join(runs)))
    return docx_file("".join(paragraphs), tuple(comments))


def _common(text: str, runs: list[str], paragraphs: list[str]) -> None:
    """Text both have: the paragraph under way goes on with it, and ends where a line does."""
    *ended, last = text.split("\n")
    for line in ended:
        paragraphs.append(paragraph("".join([*runs, run(line)])))
        runs.clear()
    runs.append(run(last))


def _tracked(change: Change, number: int, author: str) -> str:
    by = f'w:author="{attribute(author)}"'
    gone, come = run(change.a_text, deleted=True), run(change.b_text)
    deleted = f'<w:del w:id="{2 * number}" {by}>{gone}</w:del>' if gone else ""
    return deleted + (f'<w:ins w:id="{2 * number + 1}" {by}>{come}</w:ins>' if come else "")


def _commented(tracked: str, id: int) -> str:
    start, end = f'<w:commentRangeStart w:id="{id}"/>', f'<w:commentRangeEnd w:id="{id}"/>'
    return f'{start}{tracked}{end}<w:r><w:commentReference w:id="{id}"/></w:r>'


def _told(change: Change, language: Literal["vi", "en"]) -> str:
    kind = DIFF_WORDS[f"edit_{change.kind}"] if change.kind else None
    said = [kind, certainty(change.probability), cause_told(change)]
    return ". ".join(getattr(both, language) for both in said if both)
