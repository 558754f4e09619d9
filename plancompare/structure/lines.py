"""A text as lines on a page: how wide it was set, what a blank line means in it, where a sentence runs on.

The five real plans disagree on all of this (single and double spaced, wrapped at 75 letters or one paragraph a line,
blank lines between paragraphs or inside sentences), so each page is measured before anything is read from its layout.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal, NamedTuple

from plancompare.model import Provenance
from plancompare.structure.hints import Hints, place
from plancompare.text import fold

# What is looked at of a line: its beginning and its end. A line of five million letters costs no more than a short one.
HEAD = 120
_VISIBLE = re.compile(r"\S(?:[^\n]*\S)?")
_AFTER_WORD = re.compile(r"(\w) (\w+)")
_DASH = re.compile(r" [-–] (?=[^\W\d])")
_ENOUGH = 200_000
_SENTENCE_END = ".;:!?…"
_CLINGING = "\"'”’»)*_`´™ ˆ~"
# The margin a ragged right edge leaves: a line that could have held the next word was ended on purpose.
_RAGGED = 0.12
_DOUBLE_SPACED = 0.85
# First lines of paragraphs in a text taken from a page with its layout are set in by 1.27 cm, 5 to 10 spaces; what is
# set in further is centred. Their weight in `_by_layout` is set by hand on plans written for trial.
_INDENT, _CENTRED = 3, 14
# So many blank lines are the foot and head of a page, which may cut a sentence.
_PAGE_GAP = 3


class Line(NamedTuple):
    """A non-blank line: `text[start:end]` without outer white space.

    `gap` blank lines stand above it and `indent` spaces before it; `head` is its beginning, folded, and empty where it
    begins with a small letter, as no fixed phrase does; `number` counts all lines from 1. `behind` says what ends right
    above it, as far as the reader of its file told: a line, a page or a table.
    """

    number: int
    start: int
    end: int
    text: str
    gap: int
    indent: int
    head: str
    behind: Literal["line", "page", "table"] = "line"

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a full stop, semicolon, colon or the like (a closing quote aside)."""
        return self.text[-40:].rstrip(_CLINGING)[-1:] in _SENTENCE_END


class Page(NamedTuple):
    """All non-blank lines of a text and its measure.

    `width` is the length of a full line in letters, None where each paragraph stands on one line of its own;
    `gaps_tell` says whether a blank line ends a paragraph here (it does not where every line has one), `breaks_tell`
    whether a line broken off early does (it does not where a portal breaks lines anywhere), `indents_tell` whether an
    indented line begins one. `names` are the words, in small letters, that mostly have a capital in mid-sentence:
    another capital at a line's beginning begins a sentence. `pairs` are the words that a dash joins within a line
    (`Lao động - Thương binh`): where a line ends between them, what follows is no bullet. `hints` are what the reader
    of the file told of its lines.
    """

    lines: tuple[Line, ...]
    width: int | None
    gaps_tell: bool
    breaks_tell: bool
    indents_tell: bool
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    hints: Hints


def read_page(text: str, provenance: Provenance = Provenance()) -> Page:
    """Measure `text`; furniture and cells that `provenance` tells of are measured by no one.

    >>> page = read_page("I. MỤC ĐÍCH\\n\\n1. Yêu cầu\\n")
    >>> [(line.number, line.gap, line.head) for line in page.lines]
    [(1, 0, 'i. muc dich'), (3, 1, '1. yeu cau')]
    """
    lines: list[Line] = []
    above = position = 0
    for number, row in enumerate(text.split("\n"), 1):
        found = _VISIBLE.search(row)
        if found:
            shown = found.group()
            start = position + found.start()
            head = "" if shown[0].islower() else fold(shown[:HEAD])
            lines.append(Line(number, start, start + len(shown), shown, above, found.start(), head))
            above = 0
        else:
            above += 1
        position += len(row) + 1
    hints = place(text, [(line.start, line.end) for line in lines], provenance)
    prose = _prose(lines, hints)
    width = _width(prose)
    breaks_tell = width is None or _breaks_tell(prose, width)
    names, pairs = _names(text[:_ENOUGH]), _pairs(text[:_ENOUGH])
    return Page(tuple(lines), width, _gaps_tell(prose), breaks_tell, _indents_tell(prose), names, pairs, hints)


def _prose(lines: list[Line], hints: Hints) -> list[Line]:
    """The lines that are neither furniture nor cells, after marking in `lines` those behind a page or a table."""
    if not any(hints):
        return lines
    passed: Literal["line", "page", "table"] = "line"
    aside = hints.furniture.union(*(range(*table) for table in hints.tables))
    behind_tables = {behind for _, behind in hints.tables}
    prose: list[Line] = []
    for index, line in enumerate(lines):
        if index in behind_tables:
            passed = "table"
        elif index in hints.page_tops and passed == "line":
            passed = "page"
        if index not in aside:
            if passed != "line":
                lines[index] = line._replace(behind=passed)
            passed = "line"
            prose.append(lines[index])
    return prose


def _names(text: str) -> frozenset[str]:
    pairs = _AFTER_WORD.findall(text)
    capital = Counter(
        word.lower() for before, word in pairs if word[0].isupper() and not (before.isupper() and word.isupper())
    )
    small = Counter(word for _, word in pairs if word in capital)
    return frozenset(word for word, count in capital.items() if count >= small[word])


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (
            text[max(0, dash.start() - 12) : dash.start()].rpartition(" ")[2],
            text[dash.end() : dash.end() + 12].split()[0],
        )
        for dash in _DASH.finditer(text)
    )


def _width(lines: list[Line]) -> int | None:
    """Length of a full line: the ninth decile, where the eighth is nearly as long and both fit a printed page."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 30)
    if not lengths:
        return None
    full = lengths[len(lengths) * 9 // 10]
    return full if full <= 150 else None


def _gaps_tell(lines: list[Line]) -> bool:
    """Whether some lines have a blank line above them and some have not, page breaks and page numbers aside."""
    gaps = [
        below.gap > 0
        for above, below in zip(lines, lines[1:], strict=False)
        if below.gap < _PAGE_GAP
        and below.behind == "line"
        and (len(above.text) > 5 or above.head.islower())
        and (len(below.text) > 5 or below.head.islower())
    ]
    return 0.04 * len(gaps) < sum(gaps) < _DOUBLE_SPACED * len(gaps)


def _breaks_tell(lines: list[Line], width: int) -> bool:
    """Whether what follows a line broken off early in mid-sentence seldom begins with a small letter."""
    early = [
        below.text[0].islower()
        for above, below in zip(lines, lines[1:], strict=False)
        if not above.ends_sentence and _room(width, above, below) > _RAGGED * width
    ]
    return len(early) < 4 or sum(early) < 0.25 * len(early)


def _indents_tell(lines: list[Line]) -> bool:
    """Whether some lines are indented and some not, and those that begin with a small word mostly not."""
    long = [line for line in lines if len(line.text) > 30 and line.indent < _CENTRED]
    indented = sum(line.indent >= _INDENT for line in long)
    goes_on = [line.indent >= _INDENT for line in long if line.text[0].islower() and line.text[1].isalpha()]
    return 0.1 * len(long) < indented < 0.9 * len(long) and sum(goes_on) < 0.1 * len(goes_on)


def initial(text: str) -> str:
    """What a text begins with: `upper`, `lower`, `digit`, `quote`, `mark` or `none`.

    >>> [initial(t) for t in ("Đẩy mạnh", "đẩy", "100%", "“Dân vận", "- xã", "")]
    ['upper', 'lower', 'digit', 'quote', 'mark', 'none']
    """
    for letter in text[:8]:
        if letter.isalpha():
            return "upper" if letter.isupper() else "lower"
        if letter.isdigit():
            return "digit"
        if letter in "“\"‘'":
            return "quote"
        if letter not in "*_ ":
            return "mark"
    return "none"


# Evidence in nats that a line goes on with the sentence of the line above, set by hand. Halved or doubled one at a
# time, none of these figures changes a section or a bullet of the five plans; two change one or two headings of 93.
# Words no sentence and no heading ends with (folded; words that are another word without marks are left out).
_HANGING = frozenset("cua va cac ve cho voi theo trong tai duoc nhung nhu thuoc hoac ngay nham giua tren la".split())
_HANGS = 2.5
_NAME, _NO_NAME = 0.3, -1.0
_BEHIND_TABLE = -20.0  # no sentence goes on there
_BY_INITIAL = {"upper": -0.5, "lower": 3.0, "digit": 0.3, "quote": 1.5, "mark": 1.0, "none": 0.0}


def runs_on(page: Page, above: Line, line: Line, begins: str, gap_known: bool = True) -> float:
    """Log odds that `line` continues the sentence of `above`, the text of `line` beginning as `begins` (see `initial`).

    `gap_known` is False where something stood between the two lines that is no text of theirs.
    """
    return (
        _BY_INITIAL[begins]
        + (-1.5 if above.ends_sentence else _unfinished(above))
        + _by_layout(page, above, line, gap_known)
    )


def same_paragraph(page: Page, above: Line, line: Line, gap_known: bool = True) -> float:
    """Log odds that `line` belongs to the paragraph of `above`: as `runs_on`, but a sentence may end in a full line."""
    begins = initial(line.text)
    odds = _BY_INITIAL[begins] + _by_layout(page, above, line, gap_known)
    if begins == "upper" and not above.ends_sentence:
        named = line.text[:12].split(" ", 1)[0].strip(",.;:").lower() in page.names
        inside = above.text[-12:].rpartition(" ")[2][:1].isupper()
        odds += _NAME if named else 0.0 if inside else _NO_NAME
    full = page.width is not None and _room(page.width, above, line) <= _RAGGED * page.width
    return odds + (_unfinished(above) if not above.ends_sentence else 0.0 if full else -1.5)


def _unfinished(above: Line) -> float:
    """What a line without a full stop says for going on; more if its last word cannot be a last word."""
    return 1.5 + (_HANGS if fold(above.text[-8:].rpartition(" ")[2]) in _HANGING else 0.0)


def _by_layout(page: Page, above: Line, line: Line, gap_known: bool) -> float:
    if line.behind != "line":
        if line.behind == "table":
            return _BEHIND_TABLE
        gap_known = False
    odds = -2.5
    if page.width is not None:
        room = _room(page.width, above, line)
        odds = (-2.5 if page.breaks_tell else -0.5) if room > _RAGGED * page.width else -0.5 if room > 0 else 0.5
    if is_capitals(above.text) and line.text[:40].upper() != line.text[:40]:
        odds -= 2.0
    if page.gaps_tell and gap_known:
        odds += 1.2 if not line.gap else -2.0 if line.gap < _PAGE_GAP else -0.5
    if page.indents_tell and line.indent < _CENTRED:
        odds += -3.0 if line.indent >= _INDENT else 1.0
    return odds


def _room(width: int, above: Line, line: Line) -> int:
    """Letters the first word of `line` would have left free at the end of the line above."""
    first = line.text.find(" ")
    return width - len(above.text) - 1 - (first if 0 < first < 20 else min(len(line.text), 20))


def is_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals, as in a heading (`MUC PiCH, YEU CAU` in a scan too).

    >>> is_capitals("MUC PiCH, YEU CAU"), is_capitals("UBND tỉnh")
    (True, False)
    """
    if text[1:2].islower() and text[2:3].islower():
        return False
    letters = "".join(filter(str.isalpha, text[:60]))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.75 * len(letters)
