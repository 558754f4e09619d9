"""A plan as its author sees it, before any file: header cells, title, paragraphs, recipients and signature.

The words are those of the clean fixtures. What the fixtures lost on their way (the agency, the motto, the number) is
put in front again, and their lines are joined to the paragraphs they were.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parents[2] / "fixtures"
_LABEL = re.compile(r"(?:([IVX]+)\.|(\d{1,2})\.|([a-zđ])\)|(-)) (?=\S)")
_SHORT = 60  # where lines are those of the page, some 75 letters long, a line of fewer letters ends its paragraph


class Paragraph(NamedTuple):
    """`level` is 0 for roman numbers, 1 for arabic, 2 for letters, 3 for dashes, None without a label."""

    level: int | None
    label: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.label} {self.text}" if self.label else self.text


class PlanPages(NamedTuple):
    """The parts of a plan in the order in which they are read; `left` and `right` are the cells of one row."""

    name: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    subject: str
    paragraphs: tuple[Paragraph, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]

    def lines(self) -> list[str]:
        """One line a paragraph: the text of the plan."""
        body = [paragraph.whole for paragraph in self.paragraphs]
        return [*self.left, *self.right, "KẾ HOẠCH", self.subject, *body, *self.recipients, *self.signature]

    def text(self) -> str:
        """The plan as a text file: header, title and signature each in lines of their own, blank lines between."""
        body = "\n\n".join(paragraph.whole for paragraph in self.paragraphs)
        title = f"KẾ HOẠCH\n{self.subject}"
        head = "\n".join([*self.left, *self.right])
        foot = "\n".join([*self.recipients, *self.signature])
        return f"{head}\n\n{title}\n\n{body}\n\n{foot}\n"


_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def city_plan() -> PlanPages:
    """The plan of the city of Tây Ninh, 2023."""
    return _pages(
        "thanh-pho",
        left=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ TÂY NINH", "Số: 87/KH-UBND"),
        right=(*_MOTTO, "Tây Ninh, ngày 22 tháng 5 năm 2023"),
        lines=_lines("tay-ninh-thanh-pho-2023.clean.txt"),
        signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    )


def department_plan() -> PlanPages:
    """The plan of the department of foreign affairs of Tây Ninh, 2024."""
    lines = [re.sub(r"\s{2,}(?:KT|PHÓ).*", "", line) for line in _lines("tay-ninh-so-ngoai-vu-2024.clean.txt")]
    return _pages(
        "so-ngoai-vu",
        left=("ỦY BAN NHÂN DÂN TỈNH TÂY NINH", "SỞ NGOẠI VỤ", "Số: 12/KH-SNgV"),
        right=(*_MOTTO, "Tây Ninh, ngày 08 tháng 4 năm 2024"),
        lines=lines,
        signature=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    )


def _lines(fixture: str) -> list[str]:
    """The lines that are not blank, without the marks of a portal (`*so*`), which are no letters of the plan."""
    text = (FIXTURES / fixture).read_text(encoding="utf-8").replace("*", "").replace("KT.CHỦ", "KT. CHỦ")
    return [line.strip() for line in text.split("\n") if line.strip()]


def _pages(
    name: str, left: tuple[str, ...], right: tuple[str, ...], lines: list[str], signature: tuple[str, ...]
) -> PlanPages:
    begin, end = lines.index("KẾ HOẠCH"), lines.index("Nơi nhận:")
    recipients = tuple(line for line in lines[end:] if line not in signature)
    return PlanPages(
        name, left, right, lines[begin + 1], tuple(_paragraphs(lines[begin + 2 : end])), recipients, signature
    )


def _paragraphs(lines: list[str]) -> list[Paragraph]:
    joined: list[str] = []
    wrapped = max(map(len, lines)) < 100  # to the lines of a page
    ended = True
    for line in lines:
        if ended and not line[0].islower() or _LABEL.match(line):
            joined.append(line)
        else:
            joined[-1] += " " + line
        ended = not wrapped or len(line) < _SHORT or line.endswith(("như sau:", "./."))
    return [_paragraph(line) for line in joined]


def _paragraph(line: str) -> Paragraph:
    label = _LABEL.match(line)
    if not label:
        return Paragraph(None, "", line)
    return Paragraph((label.lastindex or 1) - 1, label[0].strip(), line[label.end() :])
