"""What a row is called: the readable heading nearest to its subject, in correct Vietnamese where one is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
_LENDS = 0.8  # match with a unit of the row; in the fixtures the heading that fits has 0.95, one that does not 0.64
_LABEL = re.compile(r"[-+*•–—\s]+")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.:;](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A section a row may be called by.

    `nearness` is the sum of its match scores with the units of the row, less those with units of other rows: a heading
    over two subjects is near to both rows.
    """

    plan: Plan
    section: Section
    nearness: float

    @property
    def is_legible(self) -> bool:
        """Whether its words are those of a clean plan, or of a scan where their correct spelling is known."""
        return not self.plan.ocr.is_ocr or self.section.title != self.section.raw_title


def row_title(own: Iterable[Carrier], within: Iterable[tuple[Carrier, float]]) -> str:
    """A title for what some sections, at least one, have in common.

    A heading of a clean plan, or of a scan where its correct spelling is known, goes before the first words of a
    clean paragraph, and these before the heading and the first words of a scan; of equals the one nearest to the row
    is taken, then the shortest. Where the row's `own` sections have only scan text, a legible heading of a section
    that treats the subject `within` lends its title if its best match with the row, told beside it, is close.
    """
    candidates: list[tuple[float, float, int, str]] = []
    for carrier in own:
        section = carrier.section
        if section.kind in FRAME_KINDS:
            return _FRAME_TITLES[section.kind]
        text = shortened(section.title or _beginning(carrier.plan, section))
        rank = (0 if carrier.is_legible else 2) + (section.title is None)
        candidates.append((rank, -round(carrier.nearness, 2), len(text), text))
    for carrier, score in within:
        if carrier.is_legible and carrier.section.title and score >= _LENDS:
            text = shortened(carrier.section.title)
            candidates.append((1.5, -score, len(text), text))
    return min(candidates)[3]


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
