"""Parts without numbers: header, title, preamble before the first label; closing, recipients, signature at the end."""

from __future__ import annotations

import re
from math import exp, log1p

from plancompare.document_types import document_type
from plancompare.model import SectionKind
from plancompare.structure import phrases
from plancompare.structure.bullets import read_bullet
from plancompare.structure.furniture import is_portal_line
from plancompare.structure.lines import Line, Page, initial, is_capitals, runs_on
from plancompare.text import fold

# Patterns left as text are needed for few plans; `re` compiles them where they are first used.
_LEGAL_BASIS = re.compile(r"can c. |xet ")
_BASIS = r"\W{0,4}(?:can c. |luat |bo luat |nghi |quyet dinh |chi thi |thong tu |ket luan |cong van |thuc hien )"
_STARTS_PREAMBLE = ("can cu ", "thuc hien ", "tiep tuc thuc hien ", "theo ", "xet ")
# Who decides, in capitals between the title and the legal basis.
_AUTHORITY = re.compile(
    r"chu tich |uy ban nhan dan|hoi dong nhan dan|bo truong |giam doc |thu tuong |ban thuong vu |bo chinh tri"
    r"|ban bi thu"
)
_HEADER_LINES = 16


def read_front(page: Page, indexes: list[int]) -> list[SectionKind]:
    """Kind of each line before the first label: `furniture` (what a portal added), `header`, `title`, `preamble`.

    The line of the type parts header from title; without one, the last line that looks like a header does. Between
    title and preamble the cheapest cut is taken: a title breaks off without a full stop, a preamble begins with a legal
    basis and ends in a colon, and where the one goes over into the other no sentence runs on.

    >>> from plancompare.structure.lines import read_page
    >>> text = "TỈNH A\\nSố: 1/KH-UBND\\nKẾ HOẠCH\\nDân vận 2024\\n\\nCăn cứ Luật B,\\nỦy ban lập Kế hoạch như sau:"
    >>> page = read_page(text)
    >>> read_front(page, list(range(6)))
    ['header', 'header', 'title', 'title', 'preamble', 'preamble']
    """
    lines = [page.lines[i] for i in indexes]
    typed = _type_line(lines)
    head = typed[0] if typed else _header_end(lines)
    begin = typed[1] if typed else head
    cut = begin + _title_length(page, lines[begin:], bool(typed), lines[begin - 1] if begin else None)
    parts: tuple[tuple[SectionKind, int], ...] = ("header", head), ("title", cut - head), ("preamble", len(lines) - cut)
    kinds = [kind for kind, count in parts for _ in range(count)]
    for index in range(head):
        if phrases.is_motto(lines[index]) or phrases.is_number_line(lines[index]):
            break
        if is_portal_line(lines[index]):
            kinds[: index + 1] = ["furniture"] * (index + 1)
    return kinds


def find_list(page: Page, indexes: list[int]) -> int:
    """Where a text without labels goes over from its preamble to a list of items, which begins behind a colon.

    A list of legal bases is still preamble. The answer is `len(indexes)` where there is no such list.
    """
    for place in range(1, len(indexes)):
        above, line = page.lines[indexes[place - 1]], page.lines[indexes[place]]
        begins = above.text[-1] == ":" and not re.match(_BASIS, line.head) and read_bullet(page, line, above, True)
        if begins and read_front(page, indexes)[place - 1] == "preamble":
            return place
    return len(indexes)


def _type_line(lines: list[Line]) -> tuple[int, int] | None:
    """First and after-last line of the type of the document, which a column may break in two (`KẾ` / `HOẠCH`)."""
    for index, line in enumerate(lines[:60]):
        if phrases.is_type_line(line):
            return index, index + 1
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if (
            len(line.text) < 12
            and len(below) < 12
            and is_capitals(line.text + below)
            and document_type(f"{line.text} {below}")
        ):
            return index, index + 2
    return None


def _header_end(lines: list[Line]) -> int:
    end = 0
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if phrases.is_motto(line) or phrases.is_number_line(line) or phrases.is_date_line(line):
            end = index + 1
    return end


def _soft(odds: float) -> float:
    return log1p(exp(odds)) if odds < 30 else odds


def _title_length(page: Page, lines: list[Line], typed: bool, above: Line | None) -> int:
    """How many of `lines` are the subject; the rest is the preamble."""
    if not lines:
        return 0
    best, length = 3.0 if typed else 2.0, 0
    title = 0.0
    for index, line in enumerate(lines):
        odds = _odds(page, lines[index - 1], line) if index else -3.0
        if index:
            cost = (
                title
                + _soft(odds)
                + (-0.4 if any(phrases.resembles(line.head, start) for start in _STARTS_PREAMBLE) else 0.8)
            )
            if cost < best:
                best, length = cost, index
            title += 0.7 * _soft(-odds)
        title += _against_title(line)
        if title > best:
            return length
    return len(lines) if title + 1.5 < best else length


def _odds(page: Page, above: Line, line: Line) -> float:
    odds = runs_on(page, above, line, initial(line.text))
    capitals = is_capitals(line.text)
    if _AUTHORITY.match(line.head) and capitals:
        return odds - 3.0
    if above.text.isupper() and capitals or line.text[0].isdigit():
        odds += 4.0
    return odds


def _against_title(line: Line) -> float:
    shown = line.text[-40:].rstrip('"”’ *_')
    cost = 0.3 + {":": 4.0, ".": 2.0, ";": 2.0}.get(shown[-1:], 0.0)
    if shown[-2:-1] == " ":
        cost = min(cost, 1.5)  # a mark that stands apart may be a speck of a scan
    if _LEGAL_BASIS.match(line.head):
        cost += 3.0
    return cost


# ---------------------------------------------------------------- the end

_ITEM = re.compile(r"[-–—+•·~_«»=]\s?\S|\*\s+\S")
_INITIALS = re.compile(r"\([\w. ]{2,20}\)\.?$")
_FILED = r"[-–—+*•·~_«»=\s]{0,4}l.u\W{0,4}(?:vt|v\.t|vp|van thu)"
_CLOSING_WORDS = (
    r"ke hoach nay|trong qua trinh|kho khan|vuong m.c|nghiem t.c trien khai|to chuc thuc hien|xem xet|yeu cau|de nghi"
    r"|can cu nhiem vu|giai quyet|bao cao|nhan duoc|phan anh"
)
# The mark that ends a document, `./.`, a scan's reading of it too.
_END_MARK = r"[.,]\s?/\s?[.,-]?\W*$"


def read_end(page: Page, indexes: list[int]) -> list[SectionKind]:
    """Kind of each line from the closing on: `closing`, `recipients`, `signature`, which may take turns.

    A line of recipients that also carries a signature of the other column stays with the recipients.

    >>> from plancompare.structure.lines import read_page
    >>> text = "Trên đây là Kế hoạch./.\\nNơi nhận: KT. GIÁM ĐỐC\\nPHÓ GIÁM ĐỐC\\n- Lưu: VT.\\n(T.Tâm)\\n\\nLê Văn A"
    >>> page = read_page(text)
    >>> read_end(page, list(range(6)))
    ['closing', 'recipients', 'signature', 'recipients', 'recipients', 'signature']
    """
    kinds: list[SectionKind] = []
    state: SectionKind = "closing"
    listed = False
    for order, index in enumerate(indexes):
        line = page.lines[index]
        above = page.lines[indexes[order - 1]] if order else None
        if phrases.opens_recipients(line):
            state, listed = "recipients", True
        elif phrases.opens_signature(line):
            state = "signature"
        elif _ITEM.match(line.text) and (state != "closing" or above is not None and above.ends_sentence):
            state, listed = "recipients", True
        elif state != "closing" and _INITIALS.match(line.text) and listed:
            state = "recipients"
        elif state == "recipients" and above and _is_signature(line, above):
            state = "signature"
        kinds.append(state)
    return kinds


def _is_signature(line: Line, above: Line) -> bool:
    """Whether a line below a recipient is of the signature block: capitals, or a name after the list is complete."""
    if is_capitals(line.text) and len(line.text) < 60:
        return not above.text.rstrip().endswith((",", "-"))
    words = line.text.strip("*_ ").split()
    named = 2 <= len(words) <= 5 and len(line.text) < 40 and sum(word[:1].isupper() for word in words) >= len(words) - 1
    return named and above.text.rstrip("*_ ")[-1:] in ".;)" and not any(c.isdigit() or c in ",;:" for c in line.text)


def find_unnamed_recipients(page: Page, indexes: list[int]) -> int | None:
    """Where a list of recipients begins among the last lines of a text that has lost the words "Nơi nhận".

    The list is known by its last item (`- Lưu: VT`) and runs up to the first line that is no short item.
    """
    for place in range(len(indexes) - 1, max(-1, len(indexes) - 12), -1):
        line = page.lines[indexes[place]]
        if re.match(_FILED, line.head):
            first = place
            while (
                first
                and _ITEM.match(page.lines[indexes[first - 1]].text)
                and len(page.lines[indexes[first - 1]].text) < 80
            ):
                first -= 1
            return first
    return None


def is_closing_paragraph(lines: list[Line], signs: int) -> bool:
    """Whether the last paragraph of a text closes it without the usual formula.

    Such a paragraph speaks of the plan as a whole: what to do in case of difficulty, whom to report to, that it is to
    be carried out. `signs` says how many of these it must have: one where the item above is complete without it,
    three where nothing but a heading would be left.
    """
    text = fold(" ".join(line.text[:200] for line in lines[:20]))
    words = len({m.group() for m in re.finditer(_CLOSING_WORDS, text)})
    ended = bool(re.search(_END_MARK, lines[-1].text[-8:]))
    return words + ended >= signs and initial(lines[0].text) == "upper"
