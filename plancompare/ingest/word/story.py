"""One part of a Word file (body, header, footnote) walked in its order, and the text that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plancompare.ingest.word.fields import CONTENTS, PAGE_NUMBERS, Fields
from plancompare.ingest.word.gathered import Change, Gathered
from plancompare.ingest.word.lines import Piece, compose
from plancompare.ingest.word.numbering import written
from plancompare.ingest.word.package import Relation
from plancompare.ingest.word.styles import Look, Style, is_on, look, value, whole
from plancompare.ingest.word.tables import children, holds_data, skipped, span
from plancompare.model import Link, Table

_CHANGED = {"w-ins": "thêm", "w-del": "bỏ", "w-moveTo": "chuyển đến", "w-moveFrom": "chuyển đi"}
_DROPPED = ("bỏ", "chuyển đi")
_NOTES = {"w-footnoteReference": "footnote", "w-endnoteReference": "endnote"}
_BREAKS = frozenset({"w-br", "w-cr"})
_TABS = frozenset({"w-tab", "w-ptab"})
_DRAWN = frozenset({"w-drawing", "w-pict", "w-object"})
_PICTURES = frozenset({"a-blip", "v-imagedata"})
_SILENT = frozenset(
    {"w-pPr", "w-rPr", "w-sdtPr", "w-sdtEndPr", "w-smartTagPr", "w-customXmlPr", "w-tblPr", "w-tblGrid"}
)
_FIELD_MARKS = {"begin": Fields.begin, "separate": Fields.separate, "end": Fields.end}
_OUTSIDE = re.compile(r"(?:https?|ftp|mailto):.{1,2000}", re.IGNORECASE)
_LONGEST_QUOTE = 80  # letters of a tracked change that are told
_OF_A_PAGE_NUMBER = re.compile(r"(?:trang|page|tr|of|trên|[\W_])*", re.IGNORECASE)


@dataclass(slots=True)
class _Paragraph:
    """What runs have given since the last end of a paragraph that was kept."""

    pieces: list[Piece] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: int = 0
    of_contents: bool = False
    of_page: bool = False


class _Place(NamedTuple):
    """Where a run stands: the style of its paragraph, the link and the tracked change it is in."""

    style: str
    target: str | None = None
    change: Change | None = None

    @property
    def is_dropped(self) -> bool:
        return self.change is not None and self.change.kind in _DROPPED


class Story:
    """A walk through one part. A `running` one is a header or footer, whose page numbers are left out."""

    def __init__(
        self, gathered: Gathered, relations: Mapping[str, Relation], root: Element, running: bool = False
    ) -> None:
        self._all = gathered
        self._relations = relations
        self._running = running
        self._fields = Fields(root)
        self._cells = 0
        self._in_data = running
        self._now = _Paragraph()
        self._prefix = ""
        self._looks: dict[tuple[str, str | None], Look] = {}

    def read(self, root: Element, prefix: str = "") -> None:
        """Add the lines of `root`; `prefix` stands before the first."""
        self._prefix = prefix
        self._blocks(root)
        self._flush_rest()

    # ------------------------------------------------------------ blocks

    def _blocks(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == "w-p":
                self._paragraph(child)
            elif tag == "w-tbl":
                self._table(child)
            elif tag == "mc-AlternateContent":
                self._blocks(_alternative(child))
            elif tag == "w-altChunk":
                self._all.unread.append(self._all.length)
            elif tag not in _SILENT and len(child):
                self._blocks(child)

    def _paragraph(self, element: Element) -> None:
        properties = element.find("w-pPr")
        style = value(properties, "w-pStyle") or ""
        if style not in self._all.styles.by_id:
            style = self._all.styles.paragraph
        self._inline(element, _Place(style))
        end = properties.find("w-rPr") if properties is not None else None
        if end is not None:
            gone = next((mark for mark in end if mark.tag in ("w-del", "w-moveFrom")), None)
            if gone is not None:
                self._now.changes.append(Change(_CHANGED[gone.tag], gone.get("w-author", ""), "¶"))
            if gone is not None or is_on(end.find("w-specVanish")):
                return  # the next paragraph goes on where this one ends
        self._flush(properties, style)

    def _table(self, table: Element) -> None:
        self._flush_rest()
        is_data = not self._in_data and holds_data(table, self._all.styles.by_id)
        self._in_data |= is_data
        start = self._all.length
        rows: list[tuple[tuple[int, int], ...]] = []
        for row in children(table, "w-tr"):
            gone = row.find("w-trPr/w-del")
            if gone is not None:
                self._now.changes.append(Change("bỏ", gone.get("w-author", ""), "một hàng của bảng"))
                continue
            cells = [self._after(start)] * skipped(row, "w-gridBefore")
            for cell in children(row, "w-tc"):
                if cell.find("w-tcPr/w-cellDel") is None:
                    cells.append(self._cell(cell, start))
                    cells += [self._after(start)] * (span(cell) - 1)
            cells += [self._after(start)] * skipped(row, "w-gridAfter")
            rows.append(tuple(cells))
        if is_data:
            self._in_data = False
        if is_data and self._all.length > start:
            self._all.tables.append(Table(start, self._after(start)[1], tuple(rows)))

    def _cell(self, cell: Element, table: int) -> tuple[int, int]:
        start = self._all.length
        self._cells += 1
        self._blocks(cell)
        self._flush_rest()
        self._cells -= 1
        after = self._after(table)
        return (start, after[1]) if self._all.length > start else after

    def _after(self, table: int) -> tuple[int, int]:
        """The place of an empty cell: the end of what the table that begins at `table` holds so far."""
        place = max(table, self._all.length - 1)
        return place, place

    # ------------------------------------------------------------ inside a paragraph

    def _inline(self, parent: Element, place: _Place) -> None:
        for child in parent:
            tag = child.tag
            if tag in ("w-r", "m-r"):
                self._run(child, place)
            elif tag in _SILENT:
                continue
            elif tag in _CHANGED:
                change = place.change if place.is_dropped else Change(_CHANGED[tag], child.get("w-author", ""))
                self._inline(child, place._replace(change=change))
            elif tag == "w-hyperlink":
                self._inline(child, place._replace(target=self._target(child) or place.target))
            elif tag == "w-fldSimple":
                self._fields.begin(child.get("w-instr", ""))
                self._fields.separate()
                self._inline(child, place)
                self._fields.end()
            elif tag == "mc-AlternateContent":
                self._inline(_alternative(child), place)
            elif tag in _DRAWN:
                self._drawn(child, place)
            else:
                self._inline(child, place)

    def _target(self, link: Element) -> str | None:
        relation = self._relations.get(link.get("r-id", ""))
        return relation.target if relation is not None and relation.outside else None

    def _run(self, run: Element, place: _Place) -> None:
        properties = run.find("w-rPr")
        character = value(properties, "w-rStyle")
        below = self._looks.get((place.style, character))
        if below is None:
            below = self._looks[place.style, character] = self._all.styles.look(place.style, character)
        seen = below if properties is None else below.under(look(properties))
        for child in run:
            tag = child.tag
            if tag in ("w-t", "w-delText", "m-t"):
                text = child.text or ""
                self._write(text if child.get("xml-space") == "preserve" else text.strip(" \t\r\n"), seen, place)
            elif tag in _SILENT:
                continue
            elif tag in _TABS:
                self._write("\t", seen, place)
            elif tag in _BREAKS:
                self._write("\n", seen, place)
            elif tag == "w-noBreakHyphen":
                self._write("-", seen, place)
            elif tag == "w-softHyphen":  # unseen, but `ư` in TCVN3
                self._write("\u00ad", seen, place)
            elif tag == "w-sym":
                self._write(_sign(child), seen._replace(font=child.get("w-font", seen.font)), place)
            elif tag == "w-fldChar":
                mark = _FIELD_MARKS.get(child.get("w-fldCharType", ""))
                if mark is not None:
                    mark(self._fields)
            elif tag == "w-instrText":
                self._fields.add_code(child.text or "")
            elif tag in _NOTES:
                self._note(child, place)
            elif tag in _DRAWN:
                self._drawn(child, place)
            elif tag == "mc-AlternateContent":
                self._run(_alternative(child), place)
            elif tag == "w-ruby":
                base = child.find("w-rubyBase")
                if base is not None:
                    self._inline(base, place)

    def _write(self, text: str, seen: Look, place: _Place) -> None:
        if not text or self._fields.hide:
            return
        if self._running and self._fields.within(*PAGE_NUMBERS):
            self._now.of_page = True
            return
        if seen.hidden:
            self._all.counts["hidden"] += len(text)
            return
        if place.change is not None:
            self._change(place.change, text)
            if place.is_dropped:
                return
        self._now.of_contents |= self._fields.within(CONTENTS)
        target = place.target or self._fields.target
        self._now.pieces.append(Piece(text, seen, target if target and _OUTSIDE.fullmatch(target) else None))

    def _change(self, change: Change, text: str) -> None:
        changes = self._now.changes
        if changes and changes[-1][:2] == change[:2]:
            if len(changes[-1].text) < _LONGEST_QUOTE:
                changes[-1] = changes[-1]._replace(text=changes[-1].text + text[:_LONGEST_QUOTE])
        else:
            changes.append(change._replace(text=text[:_LONGEST_QUOTE]))

    def _note(self, reference: Element, place: _Place) -> None:
        kind, name = _NOTES[reference.tag], reference.get("w-id", "")
        if name not in self._all.notes.get(kind, {}) or place.is_dropped:
            return
        typed = reference.get("w-customMarkFollows") in ("1", "true", "on")  # then the mark is text, here and there
        if (kind, name) not in self._all.cited:
            self._all.counts[kind] += not typed
            mark = written(self._all.counts[kind], "decimal" if kind == "footnote" else "lowerRoman")
            self._all.cited[kind, name] = "" if typed else f"[{mark}] "
        if not typed:
            self._write(" " + self._all.cited[kind, name].rstrip(), Look(), place)

    def _drawn(self, drawing: Element, place: _Place) -> None:
        """Keep the text boxes of a drawing for after the paragraph, and count its pictures."""
        rest = [] if place.is_dropped else [drawing]
        while rest:
            element = rest.pop()
            if element.tag == "w-txbxContent":
                self._now.boxes.append(element)
            elif element.tag == "mc-AlternateContent":
                rest.append(_alternative(element))
            else:
                self._now.pictures += element.tag in _PICTURES
                rest.extend(reversed(element))

    # ------------------------------------------------------------ the end of a paragraph

    def _flush_rest(self) -> None:
        if self._now != _Paragraph():
            self._flush(None, self._all.styles.paragraph)

    def _flush(self, properties: Element | None, style: str) -> None:
        now, self._now = self._now, _Paragraph()
        gathered = self._all
        line = compose(now.pieces)
        label = self._prefix + self._label(properties, style, line.text == "")
        text = (label + line.text).rstrip()
        gathered.counts["capitals"] += line.capitals
        gathered.counts["unknown"] += line.unknown
        gathered.counts["decoded"] += bool(line.old_fonts)
        gathered.old_fonts.update(line.old_fonts)
        start = stop = gathered.length
        if self._running and self._is_left_out(text, now.of_page):
            pass
        elif text:
            self._prefix = ""
            start, stop = gathered.add(text)
            gathered.links += [Link(start + len(label) + a, start + len(label) + b, to) for a, b, to in line.links]
            if self._running or now.of_contents:
                gathered.furniture.append((start, stop))
            gathered.counts["contents"] += now.of_contents
        elif not (self._cells or self._running):
            gathered.blank()
        if now.changes:
            gathered.changes.append((start, stop, tuple(now.changes)))
        gathered.pictures += [start] * now.pictures
        for box in now.boxes:
            gathered.counts["boxes"] += 1
            self._blocks(box)
            self._flush_rest()

    def _label(self, properties: Element | None, style: str, is_empty: bool) -> str:
        """What Word shows before a paragraph; a hidden one without text is not counted."""
        numbers = properties.find("w-numPr") if properties is not None else None
        of_style = self._all.styles.by_id.get(style, Style())
        number, level = value(numbers, "w-numId"), value(numbers, "w-ilvl")
        index: int | None = None if level is None else whole(level, 0)
        if number is None:
            number = of_style.number
            if index is None and number is not None:
                index = self._all.counters.level_of(number, style)
            if index is None:
                index = of_style.level
        if number is None or number == "0":
            return ""
        end = properties.find("w-rPr") if properties is not None else None
        seen = self._all.styles.look(style, None).under(look(end))
        if is_empty and seen.hidden:
            return ""
        label = self._all.counters.label(number, index or 0, seen)
        self._all.counts["labels"] += bool(label)
        return label

    def _is_left_out(self, text: str, of_page: bool) -> bool:
        """Whether a running line is a page number alone, or stands on other pages too."""
        if of_page:
            self._all.counts["page numbers"] += 1
        if not text or text in self._all.running or (of_page and _OF_A_PAGE_NUMBER.fullmatch(text)):
            return True
        self._all.running.add(text)
        return False


def _alternative(element: Element) -> Element:
    """The one of two ways to say the same that Word itself takes: text boxes stand in both."""
    for tag in ("mc-Choice", "mc-Fallback"):
        found = element.find(tag)
        if found is not None:
            return found
    return Element("nothing")


def _sign(element: Element) -> str:
    code = element.get("w-char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xE000 else ""
