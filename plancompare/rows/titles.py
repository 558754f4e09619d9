"""What a row is called: the best readable heading of its sections, in correct Vietnamese where one is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plancompare.model import Plan, Section
from plancompare.roles import FRAME_KINDS

_FRAME_TITLES = {
    "title": "Tên kế hoạch",
    "preamble": "Căn cứ, lời dẫn",
    "closing": "Lời kết",
    "recipients": "Nơi nhận",
    "signature": "Chữ ký",
}
_LONGEST = 110  # letters
_LOOKED_AT = 1000  # letters of a section
_LABEL = re.compile(r"[-+*•–—\s]+")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.:;](?=\s|$)")


def row_title(carriers: Iterable[tuple[Plan, Section]]) -> str:
    """A title for what some sections, at least one, have in common.

    A heading of a clean plan, or of a scan where its correct spelling is known, goes before the first words of a
    clean paragraph, and these before the heading and the first words of a scan; of equals the shortest is taken.
    """
    candidates = []
    for plan, section in carriers:
        if section.kind in FRAME_KINDS:
            return _FRAME_TITLES[section.kind]
        known = not plan.ocr.is_ocr or section.title != section.raw_title
        text = shortened(section.title or _beginning(plan, section))
        candidates.append(((0 if known else 2) + (section.title is None), len(text), text))
    return min(candidates)[2]


def _beginning(plan: Plan, section: Section) -> str:
    """The first words of a section, without its label."""
    start, end = section.own[0] if section.own else (section.start, section.end)
    text = plan.text[start : min(end, start + _LOOKED_AT)].lstrip()
    text = text.removeprefix(section.raw_label or "")
    mark = _LABEL.match(text)
    return text[mark.end() :] if mark else text


def shortened(text: str) -> str:
    """One line of at most 110 letters: the first sentence, or as many of its words as fit.

    >>> shortened("Gắn với cải cách hành chính. Tăng cường\\n giáo dục đạo đức, cụ thể:")
    'Gắn với cải cách hành chính'
    >>> shortened("Thực hiện quy chế dân chủ " * 6)
    'Thực hiện quy chế dân chủ Thực hiện quy chế dân chủ Thực hiện quy chế dân chủ Thực hiện quy chế dân chủ …'
    """
    line = " ".join(text.split())
    end = _SENTENCE_END.search(line)
    if end:
        line = line[: end.start()]
    if len(line) <= _LONGEST:
        return line
    cut = line[: _LONGEST - 2]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:- ") + " …"
