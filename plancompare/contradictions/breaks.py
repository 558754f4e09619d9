"""Text that stops in the middle: at a page break before a heading, and at the end of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.wording import Lines
from plancompare.model import Notice, Plan, Section
from plancompare.text import fold

_NUMBERED = frozenset(("part", "chapter", "roman", "article", "arabic", "letter"))
_PROSE = _NUMBERED | {"bullet", "preamble"}
_END = frozenset(("closing", "recipients", "signature"))
_STOPS = ".;:!?…/"
_CLOSERS = '”"’)]*»™ \n\t'
_MOST_ENDED = 0.75
"""Share of a plan's paragraphs that must end with a sign for one that does not to be told: some plans set none."""
_SHORTEST = 60  # letters of a paragraph that can be said to stop in mid-sentence, white space aside
_SHOWN = 40
_LAST_WORDS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}$")
_APPENDED = re.compile(r"\((?:ban hanh )?k.m theo[^()]*$")


def cut_paragraphs(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Paragraphs without a sign at their end right before the next numbered heading."""
    text = plan.text
    told = [section for section in plan.sections if section.kind != "furniture"]
    ends = [(section, _end(text, section)) for section in told if section.kind in _PROSE]
    paragraphs = [(section, end) for section, end in ends if end is not None]
    stopped = sum(text[end - 1] in _STOPS for _, end in paragraphs)
    if not paragraphs or stopped < _MOST_ENDED * len(paragraphs):
        return
    is_scan = origin_of(plan) == "scan"
    after = {id(section): following for section, following in pairwise(told)}
    for section, end in paragraphs:
        following = after.get(id(section))
        if text[end - 1] in _STOPS or following is None or following.kind not in _NUMBERED:
            continue
        if following.raw_title is None or following.start < end:
            continue
        if not _in_mid_sentence(text[section.start : end], is_scan):
            continue
        line, near = lines.at(end - 1), " ".join(text[max(0, end - _SHOWN) : end].split())
        yield Notice(
            code="paragraph-cut",
            start=max(section.start, end - _SHOWN),
            end=end,
            message=f"Đoạn văn dừng giữa chừng ở dòng {line} (“…{near}”), tiếp ngay là mục {following.label}",
            english=f"The paragraph stops in the middle at line {line} (“…{near}”), then comes section"
            f" {following.label}",
            others=((following.start, following.own[0][1]),),
            confidence=0.9 if text[end - 1] == "," else 0.5 if is_scan else 0.7,
        )


def _in_mid_sentence(paragraph: str, is_scan: bool) -> bool:
    """Whether a paragraph without a stop ends in words.

    The line under a title that names the decision is none, and a scan reads stops as commas and specks.
    """
    if paragraph[-1] == ",":
        return not is_scan
    tail = paragraph[-4 * _SHOWN :]
    last = _LAST_WORDS.search(tail)
    return last is not None and not last[0].isupper() and not _APPENDED.search(fold(tail))


def missing_end(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """A text that ends without a sign, and with neither closing words nor recipients nor a signature."""
    told = [section for section in plan.sections if section.kind != "furniture"]
    if not told or any(section.kind in ("recipients", "signature", "appendix", "table") for section in told):
        return
    low, high = max(section.own[-1] for section in told)
    end = low + len(plan.text[low:high].rstrip(_CLOSERS))
    if plan.text[end - 1] in _STOPS or end - low < _SHORTEST:
        return
    line, near = lines.at(end - 1), " ".join(plan.text[max(0, end - _SHOWN) : end].split())
    yield Notice(
        code="end-missing",
        start=max(low, end - _SHOWN),
        end=end,
        message=f"Văn bản dừng giữa chừng ở dòng {line} (“…{near}”): thiếu phần kết, nơi nhận và chữ ký",
        english=f"The text stops in the middle at line {line} (“…{near}”): closing, recipients and signature are"
        " missing",
        confidence=0.9,
    )


def _end(text: str, section: Section) -> int | None:
    """Where the section's own paragraph ends, behind its last letter or sign; None where it is but a heading."""
    low, high = section.own[-1]
    end = low + len(text[low:high].rstrip(_CLOSERS))
    body = sum(len("".join(text[start:stop].split())) for start, stop in section.own)
    head = len("".join(f"{section.raw_label or ''}{section.raw_title}".split())) if section.raw_title else 0
    return end if body - head >= _SHORTEST else None
