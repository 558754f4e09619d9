"""Where in a sentence one thing that is to be done ends and the next begins, and what the text shows for it."""

from __future__ import annotations

import re
from bisect import bisect_left

from plancompare.statements import Statement

NEITHER = frozenset(("header", "title", "preamble", "recipients", "signature", "table"))
"""Kinds of sections that order nothing by a day or at intervals."""
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.,)/-]\s")
_NEXT = re.compile(
    r"[\s,]dong thoi,?\s|\.\s"
    r"|[,.]\s(?=bao cao (?:(?:dinh ky |hang )?(?:0?6 thang|thang|quy|nam|tuan)|so ket|tong ket|so bo)(?!\w))"
)
_PURPOSE = re.compile(
    r"[\s,]+(?=(?:de|qua do) (?:tong hop|theo doi|bao cao|tham muu|xem xet|phuc vu|kip thoi|(?:lam )?co so)(?!\w))"
)
# Words that say nothing of what is to be done, alone or around what does.
_EMPTY = re.compile(
    r"(?:\W|(?<!\w)(?:va|phai|can|duoc|cac|moc|viec|gui|ve|dinh ky|(?:hang|moi) (?:thang|quy|nam)|thoi gian|thuc hien"
    r"|hoan thanh|xong|phan dau|muc tieu|trong|khoang)(?!\w))*"
)
_TAIL = re.compile(r"\W*(?:(?<!\w)(?:va|g[uai]{1,2}t?|ve|nop|hoan thanh|xong|thoi gian|trong|khoang)\W*)*\Z")
_LOOSE = re.compile(r"\W*(?:(?:va|phai)\s+)*")
_LONGEST_TAIL = 60  # letters
_CLOSING = {"(": ")", "“": "”"}


def begin(statement: Statement) -> int:
    """Where the words of a sentence begin behind its label."""
    label = _LABEL.match(statement.plain)
    return label.end() if label else 0


def clause_starts(plain: str, low: int, high: int) -> list[int]:
    """Where in `plain[low:high]` something new is said: `…, báo cáo năm gửi trước ngày 15/10/2024`.

    >>> plain = "bao cao 06 thang gui truoc 1/6, bao cao nam gui truoc 15/10"
    >>> [plain[at:] for at in clause_starts(plain, 0, len(plain))]
    ['bao cao nam gui truoc 15/10']
    """
    return [found.end() for found in _NEXT.finditer(plain, low, high)]


def purpose_start(plain: str, low: int, high: int) -> int:
    """Where in `plain[low:high]` begins what it is for (`để tổng hợp, …`), which another does; else `high`.

    >>> plain = "gui ve phong noi vu truoc ngay 1/11 de tong hop"
    >>> plain[purpose_start(plain, 0, len(plain)):]
    'de tong hop'
    """
    found = _PURPOSE.search(plain, low, high)
    return found.end() if found else high


def is_empty(plain: str, low: int, high: int) -> bool:
    """Whether `plain[low:high]` says nothing of what is to be done: `thời gian hoàn thành:`."""
    return bool(_EMPTY.fullmatch(plain, low, high))


def shown(text: str, statement: Statement, low: int, high: int) -> str | None:
    """What the text shows for `plain[low:high]`, on one line, without loose words at its end; null for nothing."""
    plain = statement.plain
    if is_empty(plain, low, high):
        return None
    tail = _TAIL.search(plain[:high], max(low, high - _LONGEST_TAIL))
    high = tail.start() if tail and tail.start() > low else high
    start, end = statement.span(first_word(plain, low), high)
    said = " ".join(text[start:end].split())
    closing = text[end : end + 1]
    opened = (
        closing == "%"
        or closing == '"'
        and said.count(closing) % 2 == 1
        or any(sign == closing and said.count(opening) > said.count(sign) for opening, sign in _CLOSING.items())
    )
    return said + closing if opened else said


def behind(statement: Statement, offset: int) -> int:
    """Where in `statement.plain` the first word begins that stands at `offset` of the text or behind it."""
    at = bisect_left([word.start for word in statement.words], offset)
    return statement.places[at] if at < len(statement.places) else len(statement.plain)


def first_word(plain: str, low: int) -> int:
    """Where the first word that says something begins: `, và báo cáo` begins with `báo cáo`."""
    loose = _LOOSE.match(plain, low)
    return loose.end() if loose else low
