"""Quotation marks without a partner.

A scan loses quotes and reads others for them: unless a text was surely typed, one without a partner is told only where
all others of the text have theirs, and with doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancompare.contradictions.origin import Origin, origin_of
from plancompare.contradictions.wording import Lines
from plancompare.model import Notice, Plan

_MARKS = re.compile('[“”"™]')
_FEWEST_PAIRS = 4
"""Pairs that must have been read well for one mark without a partner to count."""
_QUOTED = 40
_ASIDE = frozenset(("furniture", "header", "recipients", "signature"))  # no quotes there, but seals and pen strokes


def lone_quotes(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Opening marks that nothing closes and closing marks that nothing opened, within one section of text."""
    lone: list[int] = []
    pairs = 0
    for section in plan.sections:
        if section.kind in _ASIDE:
            continue
        marks = [found.start() for start, end in section.own for found in _MARKS.finditer(plan.text, start, end)]
        alone = _without_partner(plan.text, marks)
        lone += alone
        pairs += (len(marks) - len(alone)) // 2
    origin = origin_of(plan)
    if origin != "typed" and (len(lone) != 1 or pairs < _FEWEST_PAIRS):
        return
    for at in lone:
        yield _notice(plan.text, at, lines, origin)


def _without_partner(text: str, marks: list[int]) -> list[int]:
    """Places of the marks that have none; of straight ones, which do not say which side they are, the last."""
    opened: list[int] = []
    lone: list[int] = []
    straight = [at for at in marks if text[at] == '"']
    for at in marks:
        if text[at] == "“":
            opened.append(at)
        elif text[at] in "”™":
            if opened:
                opened.pop()
            else:
                lone.append(at)
    if len(straight) % 2:
        if opened or lone:  # `“…"`: the kinds are mixed, and may be partners
            return sorted([*opened, *lone])[1:]
        return straight[-1:]
    return sorted([*opened, *lone])


def _notice(text: str, at: int, lines: Lines, origin: Origin) -> Notice:
    line = lines.at(at)
    closing = text[at] in "”™"
    near = text[max(0, at - _QUOTED) : at + 1] if closing else text[at : at + _QUOTED]
    shown = " ".join(near.split())
    what = "Dấu đóng ngoặc kép không có dấu mở" if closing else "Dấu ngoặc kép không có dấu đóng"
    english = "A closing quotation mark that nothing opens" if closing else "A quotation mark that nothing closes"
    doubt = "; bản quét có thể đã đọc sót" if origin == "scan" else ""
    return Notice(
        code="quote-unbalanced",
        start=at,
        end=at + 1,
        message=f"{what} (dòng {line}): {shown}{doubt}",
        english=f"{english} (line {line}): {shown}{'; the scan may have lost one' if doubt else ''}",
        confidence={"typed": 0.9, "unknown": 0.7, "scan": 0.5}[origin],
    )
