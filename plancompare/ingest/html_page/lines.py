"""The lines of the plan, one a paragraph, item or table cell, and where tables, links and running lines stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plancompare.ingest.html_page.body import Body
from plancompare.ingest.html_page.cells import LARGEST_GRID, Grid, grid_of
from plancompare.ingest.html_page.labels import Labels
from plancompare.ingest.html_page.tree import Element, Page, Text, walk
from plancompare.model import Link, Provenance, Table
from plancompare.text import without_heaps

LONGEST_TARGET = 2000  # letters of a link's address; browsers send no longer ones
_PARAGRAPHS = frozenset(
    "p div section article main header footer h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl hr center address "
    "fieldset form details".split()
)
_LINES = frozenset("li tr td th dt dd caption figcaption legend summary".split())
_SPACE = re.compile(r"\s+")
# Soft hyphen, zero-width marks and marks of direction, which stand inside words.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_FOOTNOTE = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?")
_PICTURED = re.compile(r"(?i:symbol|wingdings|webdings)")  # fonts that draw a bullet where the text has any letter
_RULE = re.compile(r"[-–—_=*~]{3,}")  # drawn with dashes under a motto; nobody's words
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_IN_TARGETS = re.compile(r"[\x00-\x20\x7f]+")
_PAGE_NUMBER = re.compile(r"^(?:Trang|Page)\s+\d{1,4}(?:\s*(?:/|của|of)\s*\d{1,4})?$|^(\d{1,4})$", re.MULTILINE)
_FIRST_NUMBER = 3  # at most, of a page that shows it
_PAGE_LENGTH = 300  # least number of letters between two numbers of pages


class Lines(NamedTuple):
    """The text, what stands where in it, and how many lines drawn with dashes were left out and lists continued."""

    text: str
    provenance: Provenance
    rules: int
    continued: int


def lines_of(page: Page, body: Body) -> Lines:
    """The text of the plan on a page."""
    setter = _Setter(page, body)
    skipped: Element | None = None
    for node, opens in walk(body.root):
        if skipped is not None:
            skipped = None if node is skipped else skipped
        elif isinstance(node, Text):
            setter.write(node)
        elif opens and id(node) in body.left_out:
            skipped = node
        elif opens:
            setter.open(node)
        else:
            setter.close(node)
    return setter.lines()


@dataclass(slots=True)
class _Stretch:
    """A stretch of the text: it starts with the first word written after it was begun."""

    start: int = -1
    end: int = -1


@dataclass(slots=True)
class _Writer:
    """Text as it is put together: pieces, and the line breaks owed before the next piece."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    breaks: int = 0
    waiting: list[_Stretch] = field(default_factory=list)  # begun, and no word written since

    @property
    def at_line_start(self) -> bool:
        return bool(self.breaks) or not self.pieces

    @property
    def end(self) -> int:
        """Where the last word ends."""
        last = self.pieces[-1] if self.pieces else ""
        return self.length - len(last) + len(last.rstrip(" "))

    def owe(self, breaks: int) -> None:
        self.breaks = min(2, max(self.breaks, breaks))

    def write(self, text: str) -> None:
        if self.at_line_start or self.pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        if self.breaks and self.pieces:
            self.length = self.end
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            self._add("\n" * self.breaks)
        self.breaks = 0
        if self.waiting and text != " ":
            start = self.length + text.startswith(" ")
            for stretch in self.waiting:
                stretch.start = start
            self.waiting.clear()
        self._add(text)

    def begin(self) -> _Stretch:
        stretch = _Stretch()
        self.waiting.append(stretch)
        return stretch

    def finish(self, stretch: _Stretch) -> None:
        if stretch.start < 0:
            self.waiting.pop()  # stretches lie in one another, so it is the last
            stretch.start = self.end
        stretch.end = max(stretch.start, self.end)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Setter:
    """What writes a page: takes its elements and texts in order."""

    page: Page
    body: Body
    writer: _Writer = field(default_factory=_Writer)
    rules: int = 0
    label: str = ""  # of the item that has opened, until its first word
    grids: list[Grid] = field(default_factory=list)  # of the tables that are open
    stretches: dict[int, _Stretch] = field(default_factory=dict)  # of the elements that keep theirs
    tables: list[tuple[_Stretch, Grid]] = field(default_factory=list)
    links: list[tuple[_Stretch, str]] = field(default_factory=list)
    furniture: list[_Stretch] = field(default_factory=list)
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        self.labels = Labels(self.page.sheet)

    def open(self, element: Element) -> None:
        self._break(element)
        tag = element.tag
        if tag == "li":
            self.label = self.labels.of(element)
        elif tag == "table":
            inside = bool(self.grids) and self.grids[-1].kind == "data"  # a table in a cell belongs to the cell
            grid = Grid("data", ()) if inside else grid_of(element, self.body.marks)
            self.grids.append(grid)
            if grid.kind == "data" and not inside:
                self._begin(element)
                self.tables.append((self.stretches[id(element)], grid))
                return
        elif tag in ("td", "th"):
            if self.grids and self.grids[-1].kind == "data" and self.grids[-1].rows:
                self._begin(element)
        elif tag == "a":
            target = _target(element.attributes.get("href", "")) if id(element) in self.body.links else None
            if target:
                self._begin(element)
                self.links.append((self.stretches[id(element)], target))
        elif _is_running_line(element):
            self._begin(element)
            self.furniture.append(self.stretches[id(element)])

    def close(self, element: Element) -> None:
        stretch = self.stretches.get(id(element))
        if stretch:
            self.writer.finish(stretch)
        if element.tag == "table":
            self.grids.pop()
        elif element.tag == "li":
            self.label = ""  # of an item without a word
        if element.tag != "br":
            self._break(element)

    def write(self, node: Text) -> None:
        look, writer = node.look, self.writer
        letters = _UNSEEN.sub("", node.letters)
        bare = letters.strip()
        if not bare and not look.preformatted:
            writer.write(" " if letters else "")
            return
        if self.label and bare:
            writer.write(self.label)
            self.label = ""
        if writer.at_line_start and _RULE.fullmatch(bare) and not (self.grids and self.grids[-1].kind == "data"):
            self.rules += 1
        elif len(bare) == 1 and bare not in "-–+*" and (look.label or _PICTURED.match(look.font)):
            writer.write("- " if writer.at_line_start else letters)
        elif look.raised and (mark := _FOOTNOTE.fullmatch(bare)):
            writer.write(_raised(mark[1], writer.pieces[-1:]))
        elif look.preformatted:
            for number, line in enumerate(letters.split("\n")):
                writer.breaks = min(2, writer.breaks + (number > 0))
                writer.write(_SPACE.sub(" ", line))
        else:
            writer.write(_SPACE.sub(" ", letters))

    def lines(self) -> Lines:
        text = without_heaps("".join(self.writer.pieces)).rstrip() + "\n"
        room = LARGEST_GRID
        tables = []
        for whole, grid in self.tables:
            rows, room = _rows(grid, self.stretches, whole.start, room)
            if any(start < end for row in rows for start, end in row):
                tables.append(Table(whole.start, whole.end, rows))
        links = [Link(stretch.start, stretch.end, target) for stretch, target in self.links]
        furniture = {(stretch.start, stretch.end) for stretch in self.furniture} | _page_numbers(text, tables)
        provenance = Provenance(
            furniture=tuple(sorted((start, end) for start, end in furniture if start < end)),
            tables=tuple(tables),
            links=tuple(link for link in links if link.start < link.end),
        )
        text, provenance = _normalised(text, provenance)
        return Lines(text, provenance, self.rules, self.labels.continued)

    def _begin(self, element: Element) -> None:
        self.stretches[id(element)] = self.writer.begin()

    def _break(self, element: Element) -> None:
        if element.tag == "br":
            self.writer.breaks = min(2, self.writer.breaks + 1)
        elif element.tag in _LINES or self.grids and self.grids[-1].kind != "page" and element.tag in _PARAGRAPHS:
            self.writer.owe(1)
        elif element.tag in _PARAGRAPHS:
            self.writer.owe(2)


def _is_running_line(element: Element) -> bool:
    """Whether an element is the head or foot of pages, as Word and LibreOffice save it."""
    classes = element.classes
    return (
        "MsoHeader" in classes
        or "MsoFooter" in classes
        or element.tag == "div"
        and element.attributes.get("title") in ("header", "footer")
    )


def _raised(mark: str, before: list[str]) -> str:
    """A power stays a power, a footnote mark stands apart from the word it is glued to on the page."""
    if mark in ("2", "3") and before and before[0].endswith("m"):
        return "²" if mark == "2" else "³"
    return f" [{mark}]"


def _target(address: str) -> str | None:
    """The address of a link as it stands, if a browser would ask for a page or write a letter there.

    >>> _target("/van-ban/33"), _target(" https://vi.du/33 "), _target("java\\tscript:alert(1)"), _target("#_ftn1")
    ('/van-ban/33', 'https://vi.du/33', None, None)
    """
    bare = _IGNORED_IN_TARGETS.sub("", address)
    scheme = _SCHEME.match(bare)
    if not bare or bare.startswith("#") or len(address) > LONGEST_TARGET:
        return None
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        return None
    return address.strip() if bare == address.replace(" ", "") else bare


_Row = tuple[tuple[int, int], ...]


def _rows(grid: Grid, stretches: Mapping[int, _Stretch], place: int, room: int) -> tuple[tuple[_Row, ...], int]:
    """The cells of a table by rows and columns. A cell over several is in the first of them, the others are empty."""
    rows: list[_Row] = []
    below: dict[int, int] = {}  # column -> rows further down that a cell above takes
    for cells in grid.rows:
        row: list[tuple[int, int]] = []
        taken = {}
        for cell in cells:
            while below.get(len(row), 0):
                taken[len(row)] = below[len(row)] - 1
                row.append((place, place))
            stretch = stretches.get(id(cell.element))
            start = max(place, stretch.start) if stretch else place  # an empty one was set where the text before ended
            place = max(start, stretch.end) if stretch else place
            columns, further = (cell.columns, cell.rows - 1) if cell.columns < room else (1, 0)
            for column in range(columns):
                taken[len(row)] = further
                row.append((start, place) if column == 0 else (place, place))
        while below.get(len(row), 0):
            taken[len(row)] = below[len(row)] - 1
            row.append((place, place))
        room -= len(row)
        below = {column: left for column, left in taken.items() if left > 0} if room > 0 else {}
        rows.append(tuple(row))
    return tuple(rows), room


def _page_numbers(text: str, tables: Iterable[Table]) -> set[tuple[int, int]]:
    """`Trang 1/5` on lines of their own, and bare numbers that rise from page to page."""
    found = set()
    run: list[re.Match[str]] = []
    ahead = sorted(((table.start, table.end) for table in tables), reverse=True)
    for line in _PAGE_NUMBER.finditer(text):
        while ahead and ahead[-1][1] < line.start():
            ahead.pop()
        if ahead and ahead[-1][0] <= line.start():
            continue
        if not line[1]:
            found.add(line.span())
        elif not run:
            run += [line] if int(line[1]) <= _FIRST_NUMBER else []
        elif int(line[1]) == int(run[-1][1]) + 1 and line.start() - run[-1].end() >= _PAGE_LENGTH:
            run.append(line)
    return found | ({line.span() for line in run} if len(run) > 1 else set())


def _normalised(text: str, provenance: Provenance) -> tuple[str, Provenance]:
    """The text in NFC, for marks that stood in another tag than their letter, and where everything stands then."""
    if unicodedata.is_normalized("NFC", text):
        return text, provenance
    places = {place for start, end in provenance.furniture for place in (start, end)}
    places |= {place for link in provenance.links for place in (link.start, link.end)}
    for table in provenance.tables:
        places |= {table.start, table.end}
        places |= {place for row in table.rows for cell in row for place in cell}
    moved: dict[int, int] = {}
    lines: list[str] = []
    begin = begin_after = 0
    waiting = sorted(places, reverse=True)
    for line in text.splitlines(keepends=True):
        whole = unicodedata.normalize("NFC", line)
        place, length = begin, 0
        while waiting and waiting[-1] <= begin + len(line):
            length += len(unicodedata.normalize("NFC", text[place : waiting[-1]]))
            place = waiting.pop()
            moved[place] = begin_after + min(length, len(whole))
        lines.append(whole)
        begin, begin_after = begin + len(line), begin_after + len(whole)
    return "".join(lines), Provenance(
        furniture=tuple((moved[start], moved[end]) for start, end in provenance.furniture),
        tables=tuple(
            Table(
                moved[table.start],
                moved[table.end],
                tuple(tuple((moved[start], moved[end]) for start, end in row) for row in table.rows),
            )
            for table in provenance.tables
        ),
        links=tuple(Link(moved[link.start], moved[link.end], link.target) for link in provenance.links),
    )
