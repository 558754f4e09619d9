"""What the parts of a Word file have given so far, while they are read one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plancompare.ingest.word.numbering import Counters
from plancompare.ingest.word.styles import Styles
from plancompare.model import Link, Table


class Change(NamedTuple):
    """One tracked change: what was done (`thêm`, `bỏ`, `chuyển đến`, `chuyển đi`), by whom, to which letters."""

    kind: str
    author: str
    text: str = ""


@dataclass(slots=True)
class Gathered:
    """What all parts of a file have given so far; offsets are those of the text as it will be."""

    styles: Styles
    counters: Counters
    notes: Mapping[str, Mapping[str, Element]]  # by kind, then by id
    lines: list[str] = field(default_factory=list)
    length: int = 0
    furniture: list[tuple[int, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    changes: list[tuple[int, int, tuple[Change, ...]]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    cited: dict[tuple[str, str], str] = field(default_factory=dict)  # kind and id of a note -> its mark, in order
    old_fonts: set[str] = field(default_factory=set)
    running: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> tuple[int, int]:
        """Add a paragraph; its place."""
        start = self.length
        self.lines.append(text + "\n")
        self.length += len(text) + 1
        return start, self.length - 1

    def blank(self) -> None:
        """Add a blank line, unless there is one or nothing yet."""
        if self.lines and self.lines[-1] != "\n":
            self.add("")
