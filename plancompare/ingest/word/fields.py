"""Fields: places where Word puts what it computes (a page number, a reference, a link's text).

A field is a code and its result, between marks that may stand in different paragraphs; fields stand inside others.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

PAGE_NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
CONTENTS = "TOC"
_IN_CODE = ""
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')


@dataclass(slots=True)
class _Field:
    """A field that has not ended: its code, where a link in it leads, and once the code is over, its kind."""

    code: list[str]
    target: str | None
    kind: str = _IN_CODE


class Fields:
    """The fields that have begun and not ended at one place of a part."""

    def __init__(self, root: Element) -> None:
        marks = Counter(mark.get("w-fldCharType") for mark in root.iter("w-fldChar"))
        self._all_end = marks["begin"] == marks["end"]
        self._open: list[_Field] = []
        self._kinds: Counter[str] = Counter()

    @property
    def hide(self) -> bool:
        """Whether text is part of a code. A field that never ends would hide all the rest, so then none does."""
        return self._all_end and self._kinds[_IN_CODE] > 0

    @property
    def target(self) -> str | None:
        """Where the innermost link leads."""
        return self._open[-1].target if self._open else None

    def within(self, *kinds: str) -> bool:
        """Whether the place is in the result of a field of one of these kinds."""
        return any(self._kinds[kind] for kind in kinds)

    def begin(self, code: str = "") -> None:
        """A field begins, with the code that is known so far; what follows is code until its result begins."""
        self._open.append(_Field([code], self.target))
        self._kinds[_IN_CODE] += 1

    def add_code(self, code: str) -> None:
        """More of the code of the innermost field; nothing outside of fields."""
        if self._open:
            self._open[-1].code.append(code)

    def separate(self) -> None:
        """The code of the innermost field is over, its result begins."""
        if self._open and self._open[-1].kind == _IN_CODE:
            top = self._open[-1]
            code = "".join(top.code)
            top.kind = next(iter(code[:100].split()), "?").upper()
            if address := _ADDRESS.match(code):
                top.target = address[1]
            self._kinds[_IN_CODE] -= 1
            self._kinds[top.kind] += 1

    def end(self) -> None:
        """The innermost field ends; an end too many is passed over."""
        if self._open:
            self._kinds[self._open.pop().kind] -= 1
