"""Lines that belong to the page, not to the text: page numbers, running lines, leaked link targets, stray letters."""

from __future__ import annotations

import re
from collections import defaultdict

from plancompare.structure.lines import Line, Page, initial, runs_on

_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s_–—~.|-]{0,4}\d{1,3}(?:\s?/\s?\d{1,3})?[\s_–—~|-]{0,4}", re.IGNORECASE)
_LINK = re.compile(r"[<(\[]?(?:https?:|www\.)\S{4,}$|(?:https?:|www\.)\S{4,}\s\S{0,40}$", re.IGNORECASE)
_LINK_TAIL = re.compile(r"[\w%/?&=.+-]{20,}$")
_RULE = re.compile(r"[\W_]{1,200}")
_STAMP = re.compile(r"k. b.i\s?:|th.i gian k.\s?:|ng..i k.\s?:|ky boi:|signature not verified|digitally signed")
_PORTAL = re.compile(
    r"(?:so hieu|loai van ban|noi ban hanh|nguoi ky|ngay ban hanh|ngay hieu luc|ngay co hieu luc|ngay cong bao"
    r"|so cong bao|linh vuc|tinh trang(?: hieu luc)?|co quan ban hanh|ngay het hieu luc|dang cap nhat"
    r"|dang tai noi dung|tai ve|luoc do|van ban lien quan|ban an lien quan|thuoc tinh|tieng anh)\b"
)
_DIGITS = re.compile(r"\d+")


def find_furniture(page: Page) -> frozenset[int]:
    """Indexes of the lines of `page` that are furniture.

    A bare number, a link, a digital signature's stamp or a stray letter is told by its look. A running line is told by
    recurring at least three times, twice of them inside a sentence: lines of a plan recur too (`- Thời gian: năm
    2024`), but they do not interrupt.

    >>> from plancompare.structure.lines import read_page
    >>> sorted(find_furniture(read_page("vận động\\n\\n8\\n\\nnhân dân\\nhttps://a.vn/b/c-1.aspx\\nP")))
    [1, 3, 4]
    """
    found: set[int] = set()
    linked = False
    for index, line in enumerate(page.lines):
        goes_on = linked and _LINK_TAIL.match(line.text)
        linked = bool(_LINK.match(line.text) or goes_on)
        if linked or _is_no_text(line.text) or _STAMP.match(line.head):
            found.add(index)
    return frozenset(found | _running_lines(page))


def _is_no_text(text: str) -> bool:
    """A page number, a rule or a stray letter."""
    if len(text) > 200:
        return False
    return bool(_RULE.fullmatch(text) or _PAGE_NUMBER.fullmatch(text)) or len(text) <= 3 and _is_stray(text)


def _is_stray(text: str) -> bool:
    return sum(map(str.isalnum, text)) <= 1 and not any(c in ".)" for c in text)


def _running_lines(page: Page) -> set[int]:
    recurring: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(page.lines):
        if 12 <= len(line.text) <= 90 and initial(line.text) not in ("mark", "lower"):
            recurring[_DIGITS.sub("#", line.head)].append(index)
    found: set[int] = set()
    for places in recurring.values():
        if len(places) >= 3 and sum(_interrupts(page, place) for place in places) >= 2:
            found.update(places)
    return found


def _interrupts(page: Page, index: int) -> bool:
    if not 0 < index < len(page.lines) - 1:
        return False
    above, below = page.lines[index - 1], page.lines[index + 1]
    return (
        not above.ends_sentence and initial(below.text) == "lower" and runs_on(page, above, below, "lower", False) > 3.0
    )


def is_portal_line(line: Line) -> bool:
    """A line a web portal put before the document (`Số hiệu: …`, `Lĩnh vực: …`); not to be asked of the text itself."""
    return bool(_PORTAL.match(line.head.lstrip("*|-• ")))
