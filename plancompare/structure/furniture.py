"""Lines that belong to the page, not to the text: page numbers, running lines, leaked link targets, stray letters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container
from itertools import pairwise

from plancompare.structure.lines import Line, Page, initial, runs_on

_PAGE_NUMBER = re.compile(
    r"(?:[Tt]rang|TRANG|[Pp]age|PAGE)?[\s_–—~.|-]{0,4}\d{1,3}(?:\s?/\s?(?P<pages>\d{1,3}))?[\s_–—~|-]{0,4}"
)
_SITE = r"(?:[Hh]ttps?:|HTTPS?:|[Ww]ww\.|WWW\.)\S{4,}"
_LINK = re.compile(rf"[<(\[]?{_SITE}$|{_SITE}\s\S{{0,40}}$")
_BEFORE_LINK = "<([hHwW"
_LINK_TAIL = r"[\w%/?&=.+-]{20,}$"
_RULE = re.compile(r"[\W_]{1,200}")
_STAMP = re.compile(r"k. b.i\s?:|th.i gian k.\s?:|ng..i k.\s?:|ky boi:|signature not verified|digitally signed")
# Left as text, like `_LINK_TAIL`: few plans need it, and `re` compiles it where it is first used.
_PORTAL = (
    r"(?:so hieu|loai van ban|noi ban hanh|nguoi ky|ngay ban hanh|ngay hieu luc|ngay co hieu luc|ngay cong bao"
    r"|so cong bao|linh vuc|tinh trang(?: hieu luc)?|co quan ban hanh|ngay het hieu luc|dang cap nhat"
    r"|dang tai noi dung|tai ve|luoc do|van ban lien quan|ban an lien quan|thuoc tinh|tieng anh)\b"
)
_DIGITS = re.compile(r"\d+")
# Running lines stand a page apart; what recurs sooner is a cell of a table or an item of a list.
_PAGE_LINES = 15
# Log odds that a line goes on below with a small letter: it has no stop and leaves no room (a short one reaches 2).
_GOES_ON = 3.5


def find_furniture(page: Page) -> frozenset[int]:
    """Indexes of the lines of `page` that are furniture: those its reader told of, and those found here.

    A bare number, a link, a digital signature's stamp or a stray letter is told by its look; of `3/8`, which may be the
    end of a heading (`Ngày Chuyển đổi số 10/10`), there must be two with the same number of pages. A running line is
    told by recurring: at least three times, twice of them inside a sentence, or a page apart and mostly beside a page
    number. Lines of a plan recur too (`- Thời gian: năm 2024`), but neither interrupt nor keep such company. Cells of a
    table its reader told of are none.

    >>> from plancompare.structure.lines import read_page
    >>> sorted(find_furniture(read_page("vận động\\n\\n8\\n\\nnhân dân\\nhttps://a.vn/b/c-1.aspx\\nP")))
    [1, 3, 4]
    """
    found: set[int] = set()
    numbers: dict[int, str] = {}  # index of a page number: of how many pages
    linked = False
    for index, line in enumerate(page.lines):
        goes_on = linked and re.match(_LINK_TAIL, line.text)
        linked = bool(line.text[0] in _BEFORE_LINK and _LINK.match(line.text) or goes_on)
        if len(line.text) < 30 and (number := _PAGE_NUMBER.fullmatch(line.text)):
            numbers[index] = number["pages"] or ""
        elif linked or _STAMP.match(line.head) or _is_rule(line.text) or len(line.text) <= 3 and _is_stray(page, index):
            found.add(index)
    totals = Counter(numbers.values())
    found.update(index for index, pages in numbers.items() if not pages or totals[pages] > 1)
    found |= _running_lines(page, numbers)
    found.difference_update(*(range(*table) for table in page.hints.tables))
    return page.hints.furniture.union(found)


def _is_rule(text: str) -> bool:
    return len(text) <= 200 and not text[0].isalnum() and bool(_RULE.fullmatch(text))


def _is_stray(page: Page, index: int) -> bool:
    """A letter alone, unless it is the last of a sentence that had no more room in its line (`s¢`, `¥`)."""
    line = page.lines[index]
    if sum(map(str.isalnum, line.text)) > 1 or any(c in ".)" for c in line.text):
        return False
    above = page.lines[index - 1] if index else line
    return not (index and initial(line.text) == "lower" and runs_on(page, above, line, "lower") > _GOES_ON)


def _running_lines(page: Page, numbers: Container[int]) -> set[int]:
    recurring: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(page.lines):
        if 12 <= len(line.text) <= 90 and initial(line.text) not in ("mark", "lower"):
            recurring[_DIGITS.sub("#", line.head)].append(index)
    found: set[int] = set()
    for places in recurring.values():
        if len(places) < 2:
            continue
        interrupting = len(places) >= 3 and sum(_interrupts(page, place) for place in places) >= 2
        beside = sum(place - 1 in numbers or place + 1 in numbers for place in places)
        apart = all(after - before >= _PAGE_LINES for before, after in pairwise(places))
        if interrupting or apart and beside >= 2 and beside >= 0.75 * len(places):
            found.update(places)
    return found


def _interrupts(page: Page, index: int) -> bool:
    if not 0 < index < len(page.lines) - 1:
        return False
    above, line, below = page.lines[index - 1 : index + 2]
    if above.ends_sentence or initial(below.text) != "lower":
        return False
    # A line of the text that happens to recur (a title cited often) fills its line and goes on below.
    return runs_on(page, above, below, "lower", False) > 3.0 and runs_on(page, line, below, "lower") < _GOES_ON


def is_portal_line(line: Line) -> bool:
    """A line a web portal put before the document (`Số hiệu: …`, `Lĩnh vực: …`); not to be asked of the text itself."""
    return bool(re.match(_PORTAL, line.head.lstrip("*|-• ")))
