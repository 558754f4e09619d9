"""The sentences of a plan, each with the plain form of its words: the unit in which who, what, to whom and when stand.

    chậm nhất ngày **01/11** để tổng hợp;      the source, every letter in its place
    cham nhat ngay **01/11** de tong hop       `Statement.plain`: what patterns are written for

A scan is read through its channel first (`channel.py`), so that one pattern finds `chAm nhét ngay` and `chậm nhất
ngày`; a match is led back to the letters of the source by `Statement.span`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancompare.channel import read_forms
from plancompare.model import Scan, Section, SectionKind
from plancompare.text import Word, words_outside

_SPACE = re.compile(r"\s+")
_ABBREVIATED = frozenset(("tp", "tx", "kt", "tm", "tl", "tuq", "st", "ts", "ths", "pgs", "gs"))


class Statement(NamedTuple):
    """One sentence, or part of one up to a semicolon, of the section `section`.

    `plain` are the forms of its words (lower case, no marks, dates and symbols in one spelling: `1/11/2024` for
    `01/11/2024`; of a scan what was most likely printed) with the signs between them as printed and single spaces.
    `places[k]` is where word k begins in `plain`. `heading` says that it is the title of its section, `opens` that it
    begins a sentence (one that does not goes on behind a semicolon).
    """

    section: str
    kind: SectionKind
    heading: bool
    opens: bool
    words: tuple[Word, ...]
    forms: tuple[str, ...]
    plain: str
    places: tuple[int, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text, without the sign that ends it."""
        return self.words[-1].end

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Where `plain[low:high]` stands in the text, as whole words; at least one word."""
        first = max(0, bisect_right(self.places, low) - 1)
        last = max(first + 1, bisect_left(self.places, high))
        return self.words[first].start, self.words[last - 1].end


def read_statements(
    text: str, sections: Sequence[Section], scan: Scan, read: Sequence[tuple[Word, str]] | None = None
) -> tuple[Statement, ...]:
    """All sentences of the sections but furniture, in the order of the sections.

    A sentence that goes on over a page break is one statement. `read` are the words outside furniture with their forms
    (`tokens.py`), where they have been read before: to read a scan takes longer than all else.

    >>> whole = Section("IV.1", None, "arabic", "1", "1.", None, None, 0, 78, ((0, 78),), 1, 1)
    >>> text = "1. Báo cáo về UBND tỉnh chậm nhất ngày 01/11/2024; gửi hồ sơ trước 15/11. Hết."
    >>> found = read_statements(text, [whole], Scan(False, 0.0, "typed"))
    >>> [statement.plain for statement in found]
    ['1. bao cao ve ubnd tinh cham nhat ngay 1/11/2024', 'gui ho so truoc 15/11', 'het']
    >>> at = found[0].plain.index("cham nhat")
    >>> text[slice(*found[0].span(at, at + 9))]
    'chậm nhất'
    """
    if read is None:
        furniture = (span for section in sections if section.kind == "furniture" for span in section.own)
        found = words_outside(text, furniture)
        read = list(zip(found, read_forms([word.shown for word in found], scan), strict=True))
    starts = [word.start for word, _ in read]
    return tuple(
        statement
        for section in sections
        if section.kind != "furniture"
        for statement in _statements(text, section, _own(read, starts, section))
    )


def _own(read: Sequence[tuple[Word, str]], starts: Sequence[int], section: Section) -> list[tuple[Word, str]]:
    """The words of a section's own text, with their forms."""
    return [one for start, end in section.own for one in read[bisect_left(starts, start) : bisect_left(starts, end)]]


def _statements(text: str, section: Section, own: Sequence[tuple[Word, str]]) -> Iterator[Statement]:
    if not own:
        return
    found, forms = zip(*own, strict=True)
    titled = _title_length(text, section, found)
    cuts = {0: True, titled: True} | {
        at: text[found[at - 1].end : found[at].start].find(";") < 0
        for at in range(max(1, titled + 1), len(found))
        if _ends(text, found[at - 1], found[at])
    }
    for low, high in pairwise([*sorted({low for low in cuts if low < len(found)}), len(found)]):
        places, plain = _plain(text, found[low:high], forms[low:high])
        yield Statement(
            section=section.id,
            kind=section.kind,
            heading=low < titled,
            opens=cuts[low],
            words=found[low:high],
            forms=forms[low:high],
            plain=plain,
            places=places,
        )


def _title_length(text: str, section: Section, found: Sequence[Word]) -> int:
    """How many words are the label and title of the section, none where it has no title of its own."""
    if section.raw_title is None:
        return 0
    left = sum(map(str.isalnum, (section.raw_label or "") + section.raw_title))
    at = section.start
    for count, word in enumerate(found):
        if left <= 0:
            return count
        left -= sum(map(str.isalnum, text[at : word.end]))
        at = word.end
    return len(found)


def _ends(text: str, word: Word, following: Word) -> bool:
    """Whether a sentence, or a part set apart by a semicolon, ends between two words."""
    between = text[word.end : following.start]
    if between == " ":  # so it is nine times in ten
        return False
    if ";" in between or "./." in between:
        return True
    if not any(sign in between for sign in ".!?") or not between[-1:].isspace():
        return False
    if len(word.shown) == 1 and word.shown.isalpha() and word.shown.isupper() or word.shown.lower() in _ABBREVIATED:
        return False
    is_label = len(word.shown) < 3 and not text[text.rfind("\n", 0, word.start) + 1 : word.start].strip()
    return not is_label and following.shown[:1].isupper()


def _plain(text: str, found: Sequence[Word], forms: Sequence[str]) -> tuple[tuple[int, ...], str]:
    """Where each word begins in the plain form, and the form itself: white space between signs is one space."""
    pieces: list[str] = []
    places: list[int] = []
    length = 0
    for at, (word, form) in enumerate(zip(found, forms, strict=True)):
        if at:
            between = text[found[at - 1].end : word.start]
            if between != " ":
                between = _SPACE.sub(" ", between)
                if any(map(str.isalnum, between)):  # a page number or a link stands there
                    between = " "
            pieces.append(between)
            length += len(between)
        places.append(length)
        pieces.append(form)
        length += len(form)
    return tuple(places), "".join(pieces)
