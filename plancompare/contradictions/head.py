"""What a plan's head lacks: all of it, or the number and day that a draft leaves blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancompare.contradictions.wording import Lines
from plancompare.model import Notice, Plan

_NO_NUMBER = re.compile(r"(?:Số|S[6ốóo0]|SỐ)\s{0,3}:\s{0,20}[.…_]{0,30}\s{0,20}[/-]\s?[A-ZĐ]")
_NO_DAY = re.compile(r"(?:ngày|ngay)[ .…_]{1,30}(?:tháng|thang)\b", re.IGNORECASE)
_FEWEST_SECTIONS = 4
"""Sections of a text that is a plan and not a note."""
_SHOWN = 80


def incomplete_head(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """A head that is missing altogether, or has blanks for number and day."""
    header = next((section for section in plan.sections if section.kind == "header"), None)
    own = plan.metadata
    if header is None:
        first = next((section for section in plan.sections if section.kind != "furniture"), None)
        if first is None or own.document_number or own.date or len(plan.sections) < _FEWEST_SECTIONS:
            return
        yield Notice(
            code="head-missing",
            start=first.start,
            end=min(first.own[0][1], first.start + _SHOWN),
            message="Thiếu phần đầu văn bản: tên cơ quan, số và ký hiệu, ngày ban hành",
            english="The head is missing: agency, number and date",
            confidence=0.9,
        )
        return
    blanks = [
        (found, vietnamese, english)
        for pattern, vietnamese, english in ((_NO_NUMBER, "số", "number"), (_NO_DAY, "ngày", "day"))
        if (found := pattern.search(plan.text, header.start, header.end))
    ]
    if not blanks:
        return
    where = ", ".join(f"{name} (dòng {lines.at(found.start())})" for found, name, _ in blanks)
    english = ", ".join(f"{name} (line {lines.at(found.start())})" for found, _, name in blanks)
    yield Notice(
        code="head-blank",
        start=blanks[0][0].start(),
        end=blanks[0][0].end(),
        message=f"Phần đầu văn bản còn để trống: {where}; có thể là dự thảo",
        english=f"The head has blanks: {english}; it may be a draft",
        others=tuple(found.span() for found, _, _ in blanks[1:]),
        confidence=0.9,
    )
