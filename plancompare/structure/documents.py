"""Several documents in one file: a decision or a letter with the plan it carries, plans one after another.

A new document begins at a line that names a type (`KẾ HOẠCH`) or an addressee (`Kính gửi:`), or at the header above it,
where one of these holds:

  carried      behind the type stands `(Ban hành kèm theo Quyết định số …)`, and before it a decision, a letter or the
               like that has ended, or another plan it carries
  headed       above it stands a header (motto, own number), and the document before has ended
  following    no header, but a list of recipients just above, and numbering that begins anew

A document has ended with its recipients or its signature. An annex is no document of its own: what is said to be issued
with a *plan* (`Kèm theo Kế hoạch số …`) stays with it, and so do forms to be filled in, which look like documents.
Behind the word `Phụ lục` or `Mẫu số`, therefore, only a header with its number and date filled in counts, or the word
right above the type of what a decision or letter carries. A single plan is never to be cut; two left in one piece are
no harm beyond what they were before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from msgspec.structs import replace

from plancompare.document_types import document_type, nearest_type
from plancompare.model import Link, Notice, Provenance, Source, Table
from plancompare.structure import phrases
from plancompare.structure.labels import read_token
from plancompare.structure.lines import HEAD, Line, is_capitals, read_page
from plancompare.text import fold

_Item = TypeVar("_Item")

_PLANS = frozenset(
    ("Kế hoạch", "Kế hoạch phối hợp", "Chương trình", "Chương trình hành động", "Chương trình phối hợp", "Phương án",
     "Đề án", "Quy chế", "Quy chế phối hợp", "Quy định", "Hướng dẫn")
)  # fmt: skip
_DECISION, _LETTER = "Quyết định", "Công văn"
_CARRIER = r"quy.{1,2} ?d.{1,2}nh|c.ng v.n|ngh. quy|ch. th.|th.ng b.o|t. tr.nh"
_PLAN = r"k. ho.ch|ch..ng tr.nh|.. .n|ph..ng .n|quy ch.|h..ng d.n"
_TITLE = re.compile(rf"(?:{_PLAN})\w{{0,3}}(?= \w)")
_ISSUED_WITH = r"(?:^\W{0,3}|[(\[]\s?)(?:ban h.nh )?(?:k.m )?theo (?:t.i )?"
# Not "Ban hành kèm theo Quyết định này Kế hoạch …", which is what a decision decides.
_CARRIED = re.compile(rf"{_ISSUED_WITH}(?:{_CARRIER})\w{{0,6}}\W{{1,3}}s\S{{0,2}}\b")
_ANNEXED = re.compile(f"{_ISSUED_WITH}(?:{_PLAN})")
_ADDRESS = re.compile(r"\W{0,3}k.nh g.i\s?(?:[:;.]|$)")
_FORM = re.compile(r"\W{0,3}(?:bi.u )?m.u\s?(?:s. ?|bi.u ?)?(?:[\divx]|b.o c.o|k. ho.ch|bi.n b.n|:|$)")
_LIST = re.compile(r"\W{0,3}(?:c.c )?(?:bi.u|m.u|danh m.c|danh s.ch|b.ng|l.ch|khung)\b")  # in capitals
_AGENCY = re.compile(
    r"\W{0,3}(?:u.nd|.{0,2}y ban|h.i |h.nd|s. |b. |t.nh |th.nh |huy.n |qu.n |th. |ph..ng |x. |d.ng |ban |chi |c.c "
    r"|t.ng |trung t.m|tr..ng |vi.n |b.nh vi.n|c.ng |m.t tr.n|li.n |.o.n |van ph.ng|khoi )"
)
_FILLED_NUMBER = re.compile(r"s\S{1,2}\W{0,4}\d{1,5}\W{0,3}[/-]\s?[a-z]")
_FILLED_DATE = re.compile(r"ng.y \d{1,2} th.ng \d{1,2} n.m \d{4}")
_RULE = re.compile(r"[\W_]{1,80}")
_FIRST = frozenset(("1", "i", "l", "|", "a"))  # what the first label of a document is, or is read as
# A header has up to 16 lines on portals that break it at every word, four of them of a letter's subject; a title has
# six, a preamble two dozen legal bases. Behind "Nơi nhận" the end of a document has fewer than 45.
_HEADER_LINES, _STRANGERS, _TITLE_LINES, _PREAMBLE_LINES, _END_LINES = 20, 4, 10, 60, 45
_LONG = 60  # letters of a line that is none of a header
_WINDOW = 128
_LEAST_LINES = 15  # of a document that shows neither its type nor an addressee


class Document(NamedTuple):
    """A stretch of a text that is a document of its own; `type` is what a line of its own names, in correct spelling.

    A letter, which has no such line, is a `Công văn`; the type is None where there is nothing to tell it by.
    """

    start: int
    end: int
    type: str | None


def find_documents(text: str) -> tuple[Document, ...]:
    """The documents in `text`, which they cover without a gap; nearly always there is one.

    Time grows with the length of the text.

    >>> letter = "UBND TỈNH A\\nSố: 12/UBND-NC\\nKính gửi: Các sở\\nGửi Kế hoạch kèm theo.\\nNơi nhận:\\n- Lưu: VT.\\n"
    >>> plan = "KẾ HOẠCH\\nDân vận\\n(Kèm theo Công văn số 12/UBND-NC)\\nI. MỤC ĐÍCH\\n"
    >>> [(document.type, document.start) for document in find_documents(letter + plan)]
    [('Công văn', 0), ('Kế hoạch', 88)]
    >>> annex = "Nơi nhận:\\n- Lưu: VT.\\nPHỤ LỤC\\nKẾ HOẠCH\\nKiểm tra\\n(Kèm theo Kế hoạch số 3/KH-UBND)\\nI. ĐI\\n"
    >>> len(find_documents(plan + annex))
    1
    """
    lines = read_page(text).lines
    starts, types = [0], list[str | None]()
    open_ = _Open(0)
    for index, line in enumerate(lines):
        if phrases.opens_recipients(line):
            open_ = open_._replace(listed=index, ended=index)
        elif phrases.opens_signature(line):
            open_ = open_._replace(ended=index)
        elif _opens_annex(line) or open_.ended >= 0 and _opens_list(line):
            open_ = open_._replace(annex=index)
        type_ = _type_at(lines, index)
        if type_ is None and open_.type not in _PLANS:
            type_ = _type_of_title(lines, index)
        if type_ is None:
            continue
        begin = _begin(lines, index, type_, open_)
        if begin is not None:
            starts.append(text.rfind("\n", 0, lines[begin].start) + 1)
            types.append(open_.type)
            open_ = _Open(begin, type_, index)
        elif open_.type is None:
            open_ = open_._replace(type=type_, typed=index)
    types.append(open_.type)
    return tuple(Document(*one) for one in zip(starts, [*starts[1:], len(text)], types, strict=True))


class _Open(NamedTuple):
    """The document that is being read: indexes of its first line, of the line of its type, and of the last line so far
    that begins a list of recipients, an end of any kind, an annex; -1 for none."""

    first: int
    type: str | None = None
    typed: int = -1
    listed: int = -1
    ended: int = -1
    annex: int = -1


class _Header(NamedTuple):
    """What stands above a type: the index of its first line; whether it shows the motto or a number, and no dots to be
    filled in; whether it shows both and a date, filled in."""

    first: int
    known: bool
    filled: bool


def _opens_annex(line: Line) -> bool:
    return phrases.opens_appendix(line) or bool(_FORM.match(line.head))


def _opens_list(line: Line) -> bool:
    """Whether a table or list begins, which is an annex where it stands behind the end of a document."""
    return phrases.opens_table(line) or bool(_LIST.match(line.head)) and is_capitals(line.text)


def _type_at(lines: Sequence[Line], index: int) -> str | None:
    line = lines[index]
    if phrases.is_type_line(line):
        return document_type(line.text)
    if _ADDRESS.match(line.head):
        return _LETTER
    return _type_in_two(lines[index : index + 2])


def _type_of_title(lines: Sequence[Line], index: int) -> str | None:
    """The type with which the title of a carried document begins, where both stand on one line."""
    line = lines[index]
    found = _TITLE.match(line.head)
    if not found or not is_capitals(line.text) or _issued_with(lines, index) != "carrier":
        return None
    return nearest_type(found[0])


def _type_in_two(lines: Sequence[Line]) -> str | None:
    """The type that a narrow column broke in two (`KẾ` / `HOẠCH`)."""
    if len(lines) < 2 or not all(line.text.isalpha() and line.text.isupper() for line in lines):
        return None
    return document_type(" ".join(line.text for line in lines))


def _begin(lines: Sequence[Line], index: int, type_: str, open_: _Open) -> int | None:
    """The first line of the document whose type stands at `index`; None where it is no document but the open one's."""
    issued = _issued_with(lines, index)
    if issued == "plan":
        return None
    header = _header(lines, index, max(open_.first, open_.ended) + 1)
    annexed = open_.annex >= 0
    if issued == "carrier" and type_ in _PLANS and _may_carry(lines, index, open_):
        if not annexed:
            return header.first
        if open_.type not in _PLANS and header.first - open_.annex <= 3 and _begins_anew(lines, index):
            return open_.annex
    told = open_.type is not None or index - open_.first >= _LEAST_LINES
    weighty = type_ in _PLANS or type_ == _DECISION
    if open_.ended >= 0 and told and (header.filled or header.known and weighty and not annexed):
        return header.first
    if header.filled and weighty and not annexed and open_.type is not None and _begins_anew(lines, open_.typed, index):
        return header.first  # a scan has lost the end of the document before
    near = open_.listed >= 0 and index - open_.listed <= _END_LINES
    if near and not annexed and type_ in _PLANS and open_.type is not None and _begins_anew(lines, index):
        return header.first
    return None


def _may_carry(lines: Sequence[Line], index: int, open_: _Open) -> bool:
    """Whether the open document may carry another, or be carried by what carries two: it has ended, or has a text.

    What has neither is the cover of what follows.
    """
    long = index - open_.first >= _LEAST_LINES
    if open_.type is None:
        return open_.ended >= 0 and long
    return open_.ended >= 0 or long and open_.type not in _PLANS or _begins_anew(lines, open_.typed, index)


def _issued_with(lines: Sequence[Line], index: int) -> Literal["carrier", "plan"] | None:
    """Whether the title below says that it is issued with a decision or letter, or with a plan."""
    for line in lines[index + 1 : index + 1 + _TITLE_LINES]:
        if _label(line):
            break
        if issued := _issued(line):
            return issued
    return None


def _begins_anew(lines: Sequence[Line], index: int, end: int | None = None) -> bool:
    """Whether the first label below, and above the line `end`, is the first of its kind."""
    stop = index + 1 + _PREAMBLE_LINES
    labels = (_label(line) for line in lines[index + 1 : stop if end is None else min(stop, end)])
    return next((label for label in labels if label), "") in _FIRST


def _header(lines: Sequence[Line], index: int, floor: int) -> _Header:
    """The header above the line at `index`, not above the line `floor`."""
    first, strangers = index, 0
    seen: set[str] = set()
    for place in range(index - 1, max(floor, index - _HEADER_LINES) - 1, -1):
        marks = _header_marks(lines[place])
        if "annex" in marks:
            break
        if marks:
            first, strangers = place, 0
            seen |= marks
        else:
            strangers += 1
            if strangers > _STRANGERS or len(lines[place].text) > _LONG:
                break
    filled = {"motto", "number filled", "date filled"} <= seen
    return _Header(
        first, not seen.isdisjoint({"motto", "number"}) and "blank" not in seen, filled and "blank" not in seen
    )


# Lines are asked these again and again where many types stand near one another.


@lru_cache(maxsize=_WINDOW)
def _label(line: Line) -> str:
    """The bare label a line begins with (`i` of `I.`); empty where it begins with none."""
    token = read_token(line)
    return token.core if token and len(token.raw) > len(token.core) and token.begins in ("upper", "none") else ""


@lru_cache(maxsize=_WINDOW)
def _issued(line: Line) -> Literal["carrier", "plan"] | None:
    end = fold(line.text[-HEAD:]) if len(line.text) > HEAD else line.head
    for pattern, issued in ((_ANNEXED, "plan"), (_CARRIED, "carrier")):
        if pattern.search(line.head) or "(" in end and pattern.search(end):
            return "plan" if issued == "plan" else "carrier"
    return None


@lru_cache(maxsize=_WINDOW)
def _header_marks(line: Line) -> frozenset[str]:
    """What of a header the line shows; nothing where it is no line of one."""
    if _opens_annex(line) or _opens_list(line):
        return frozenset({"annex"})
    marks = set()
    if phrases.is_motto(line):
        marks.add("motto")
    if phrases.is_number_line(line):
        marks |= {"number", "number filled"} if _FILLED_NUMBER.match(line.head) else {"number"}
    if phrases.is_date_line(line):
        marks.add("date")
    if len(line.text) < HEAD and _FILLED_DATE.search(line.head):
        marks |= {"date", "date filled"}
    if is_capitals(line.text) and _AGENCY.match(line.head) or _RULE.fullmatch(line.text):
        marks.add("other")
    if marks and (".." in line.text or "…" in line.text):
        marks.add("blank")
    return frozenset(marks)


# ---------------------------------------------------------------- the parts of a source


def split_source(source: Source) -> tuple[Source, ...]:
    """One source for each document in `source`, in the order of the text; `(source,)` where it is one document.

    Each has its stretch of the text, and of provenance and warnings what lies in it, at offsets of its own; a warning
    without a place is given to each. A table, link or word that two documents share is left out. The path and the
    digest are those of the file, and a repair says which document this is and where it stood. Time grows with the
    length of the text and the size of the provenance.
    """
    documents = find_documents(source.text)
    if len(documents) == 1:
        return (source,)
    cut = _Cut(tuple(document.start for document in documents), len(source.text))
    whole = source.provenance
    pages, furniture = cut.stretches(whole.pages), cut.stretches(whole.furniture)
    tables = cut.hand_out(whole.tables, lambda t: (t.start, t.end), _moved_table)
    links = cut.hand_out(
        whole.links, lambda n: (n.start, n.end), lambda n, by: Link(n.start - by, n.end - by, n.target)
    )
    words = cut.hand_out(whole.confidences, lambda w: w[:2], lambda w, by: (w[0] - by, w[1] - by, w[2]))
    warnings = cut.notices(source.warnings)
    found: list[Source] = []
    line = 1
    for order, document in enumerate(documents):
        text = source.text[document.start : document.end]
        last = line + text.rstrip().count("\n")
        where = f"tệp chứa {len(documents)} văn bản; đây là văn bản thứ {order + 1} (dòng {line}–{last})"
        line += text.count("\n")
        found.append(
            replace(
                source,
                text=text,
                repairs=(*source.repairs, where),
                warnings=warnings[order],
                provenance=Provenance(pages[order], furniture[order], tables[order], links[order], words[order]),
            )
        )
    return tuple(found)


def plans_among(types: Sequence[str | None]) -> tuple[int, ...]:
    """Which of the documents of a file, given by their types, are its plans; where none is, the last document.

    >>> plans_among(["Quyết định", "Kế hoạch", "Kế hoạch"]), plans_among([None, "Thông báo"])
    ((1, 2), (1,))
    """
    return tuple(order for order, type_ in enumerate(types) if type_ in _PLANS) or (len(types) - 1,)


class _Cut(NamedTuple):
    """Where a text is cut. What stands at offsets of the whole is handed out to the parts, at offsets of theirs."""

    starts: tuple[int, ...]
    end: int

    def hand_out(
        self, items: Iterable[_Item], span: Callable[[_Item], tuple[int, int]], moved: Callable[[_Item, int], _Item]
    ) -> list[tuple[_Item, ...]]:
        """For each part the items that lie in it whole, moved back by its start."""
        parts: list[list[_Item]] = [[] for _ in self.starts]
        for item in items:
            start, end = span(item)
            part = bisect_right(self.starts, start) - 1
            if end <= self._end(part):
                parts[part].append(moved(item, self.starts[part]))
        return [tuple(part) for part in parts]

    def stretches(self, spans: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
        """For each part what of the stretches lies in it."""
        parts: list[list[tuple[int, int]]] = [[] for _ in self.starts]
        for start, end in spans:
            for part in range(bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)):
                low = self.starts[part]
                parts[part].append((max(start, low) - low, min(end, self._end(part)) - low))
        return [tuple(part) for part in parts]

    def notices(self, notices: Iterable[Notice]) -> list[tuple[Notice, ...]]:
        """For each part the notices that begin in it, cut off at its end, and those without a place."""
        parts: list[list[Notice]] = [[] for _ in self.starts]
        for notice in notices:
            if notice.start == notice.end == 0:
                for found in parts:
                    found.append(notice)
                continue
            part = bisect_right(self.starts, notice.start) - 1
            low = self.starts[part]
            end = min(notice.end, self._end(part)) - low
            parts[part].append(replace(notice, start=notice.start - low, end=end))
        return [tuple(part) for part in parts]

    def _end(self, part: int) -> int:
        return self.starts[part + 1] if part + 1 < len(self.starts) else self.end


def _moved_table(table: Table, by: int) -> Table:
    rows = tuple(tuple((start - by, end - by) for start, end in row) for row in table.rows)
    return Table(table.start - by, table.end - by, rows)
