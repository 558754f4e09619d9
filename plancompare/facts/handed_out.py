"""Which parts of a plan hand it out: `III. TỔ CHỨC THỰC HIỆN`, `PHÂN CÔNG NHIỆM VỤ`, and items headed by a body."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plancompare.facts.clauses import begin
from plancompare.facts.context import Context
from plancompare.facts.doers import doers
from plancompare.statements import Statement

_HANDS_OUT = re.compile(
    r"(?:(?:phan|chuong|muc|dieu) \w{1,5}[.:]? )?(?:[ivxlc\d]{1,5}[.)/-]* )?"
    r"(?:to chuc (?:trien khai )?thuc hien|to chuc trien khai|to chuc, phan cong|trien khai thuc hien$"
    r"|phan cong(?: (?:to chuc )?(?:thuc hien|trach nhiem|nhiem vu|trien khai|va tien do|cong viec|cong tac)|$)"
    r"|trach nhiem(?: (?:cua|thuc hien|to chuc|thi hanh|trien khai|phoi hop|cac)\b|$)|nhiem vu cua\b|giao nhiem vu)"
)


def hands_out(heading: Statement) -> bool:
    """Whether a heading says that what is below it tells who is to do what."""
    return _HANDS_OUT.match(heading.plain, begin(heading)) is not None


def handed_out(context: Context) -> Mapping[str, bool]:
    """For each section by its id whether it tells who is to do what, as its heading or one above it says."""
    headed: set[str] = set()
    for statement in context.statements:
        if not statement.heading or statement.kind == "title":
            continue
        if hands_out(statement) or any(found.first for found in doers(context, statement)):
            headed.add(statement.section)
    found: dict[str, bool] = {}
    for section in context.sections:
        found[section.id] = section.id in headed or found.get(section.parent or "", False)
    return found
