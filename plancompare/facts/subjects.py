"""What the chapters of a plan are about, as far as it decides which facts stand there: targets, results, money.

A. ĐÁNH GIÁ KẾT QUẢ NĂM 2023          results: figures of what was reached are no targets
II. CHỈ TIÊU CHỦ YẾU                  targets
  1. Phát triển chính quyền số        targets, of the chapter
I. MỤC TIÊU, YÊU CẦU
  2. Yêu cầu                          neither
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from plancompare.model import Section
from plancompare.statements import Statement

Subject = Literal["targets", "results", "funding", "other"]

_TARGETS = re.compile(r"\b(?:chi tieu|muc tieu)\b(?! quoc gia)")
_RESULTS = re.compile(
    r"(?:(?:nhan dinh|danh gia|mot so|khai quat|phan tich|du bao|so luoc) ){0,2}"
    r"(?:ket qua|tinh hinh|hien trang|thuc trang|ton tai|han che|khai quat|dac diem|boi canh"
    r"|su can thiet|nguyen nhan|kho khan|thuan loi)\b|danh gia (?:chung|khai quat)"
)
_FUNDING = re.compile(r"\b(?:kinh phi|nguon luc|nguon von|du toan|gia dich vu|che do chi|muc chi)\b")
_OTHER = re.compile(r"(?:muc dich|yeu cau|nhiem vu|giai phap|noi dung|to chuc thuc hien|pham vi|doi tuong|phan cong)\b")


def label_end(statement: Statement, section: Section) -> int:
    """Where in `statement.plain` what follows the label of its item begins; 0 where it does not begin with it."""
    label = section.start + len(section.raw_label or "")
    return next((at for word, at in zip(statement.words, statement.places, strict=True) if word.start >= label), 0)


def subjects(sections: Sequence[Section], statements: Sequence[Statement]) -> Mapping[str, Subject]:
    """Of each section what its title says it is about, or else the title of the nearest section above that says."""
    named = {section.id: section for section in sections}
    titles: dict[str, str] = {}
    for statement in statements:
        if statement.heading:
            rest = statement.plain[label_end(statement, named[statement.section]) :]
            titles[statement.section] = f"{titles.get(statement.section, '')} {rest}".strip()
    told: dict[str | None, Subject] = {None: "other"}
    for section in sections:
        told[section.id] = _subject(titles.get(section.id, "")) or told.get(section.parent, "other")
    return {section.id: told[section.id] for section in sections}


def _subject(title: str) -> Subject | None:
    if _RESULTS.match(title):
        return "results"
    if _FUNDING.search(title):
        return "funding"
    if _TARGETS.search(title):
        return "targets"
    return "other" if _OTHER.match(title) else None
