"""One plan in the shapes in which files hold it: a line a paragraph, wrapped, broken by pages, its blocks in any order.

A text is taken apart once, into paragraphs that know in what block they stand, and put together again as a Word file
has it, a page (wrapped lines, page numbers, form feeds) or a table of two cells (header, signature).
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from structure_plans import CLEAN

from plancompare.document_types import document_type
from plancompare.model import Provenance, Scan, Section
from plancompare.structure import parse_sections

LINES = {"header", "signature", "recipients", "table", "appendix"}  # each line of these is a paragraph
PAGE = 40  # lines of a page


class Paragraph(NamedTuple):
    kind: str
    text: str


class Shape(NamedTuple):
    text: str
    provenance: Provenance = Provenance()


class Mark(NamedTuple):
    """What of a section must be the same in every shape."""

    id: str
    kind: str
    label: str | None
    title: str | None


def marks(sections: Iterable[Section]) -> tuple[Mark, ...]:
    return tuple(Mark(s.id, s.kind, s.label, s.title) for s in sections if s.kind != "furniture")


def read(shape: Shape, scan: Scan = CLEAN) -> tuple[Mark, ...]:
    return marks(parse_sections(shape.text, scan, shape.provenance))


def agreement(truth: Iterable[Mark], found: Iterable[Mark]) -> float:
    """Share of the sections of both that are the same."""
    one, other = set(truth), set(found)
    return len(one & other) / max(1, len(one | other))


# ---------------------------------------------------------------- a text taken apart


def paragraphs(text: str, scan: Scan = CLEAN) -> list[Paragraph]:
    """The paragraphs of `text` in order; page numbers and links inside it are left out."""
    sections = parse_sections(text, scan)
    widest = max((len(line.strip()) for line in text.split("\n")), default=0)
    spaced = sum(not line.strip() for line in text.split("\n")) * 10 > 4 * text.count("\n")
    pieces = [
        (start, section, _rows(text[start:end]))
        for section in sections
        for start, end in section.own
        if section.kind != "furniture" or start < sections[-1].end // 4 and section.id == "furniture"
    ]
    found: list[Paragraph] = []
    last: dict[str, tuple[int, int]] = {}  # id: place in `found` of its last paragraph, length of that one's last row
    for _, section, rows in sorted(pieces, key=lambda piece: piece[0]):
        for row, gap in rows:
            place, length = last.get(section.id, (-1, 0))
            ends = length < 0.85 * widest if spaced else gap
            if place >= 0 and _goes_on(section, found[place].text, row, ends):
                found[place] = Paragraph(section.kind, f"{found[place].text} {row}")
            else:
                place = len(found)
                found.append(Paragraph(section.kind, row))
            last[section.id] = place, len(row)
    return found


def _rows(text: str) -> list[tuple[str, bool]]:
    """The non-blank lines of `text`, and whether a blank line stands above each."""
    rows = [row.strip() for row in text.split("\n")]
    return [(row, not above) for above, row in zip(["x", *rows], rows, strict=False) if row]


def _goes_on(section: Section, before: str, row: str, ends: bool) -> bool:
    """Whether `row` is of the paragraph `before`; `ends` says that the layout looks like the end of one."""
    if section.kind in LINES or section.kind == "furniture":
        return False
    if section.kind == "title":
        return document_type(before) is None and not row.startswith("(")
    bare, title = before.replace("*", ""), section.raw_title or ""
    if title and (title not in bare or bare.endswith(title)):
        return title not in bare  # no paragraph ends inside a heading, none goes on behind it
    if section.kind == "preamble" and (before.isupper() or row.isupper()):
        return False
    if row.lstrip('“"*')[:1].islower():
        return True
    return not ends


# ---------------------------------------------------------------- and put together again


def lines(plan: list[Paragraph], gap: int = 0) -> Shape:
    """As a Word file or a web page has it: one paragraph a line."""
    return Shape(("\n" * (gap + 1)).join(p.text for p in plan) + "\n")


def wrapped_rows(plan: list[Paragraph], width: int, gap: int = 0) -> list[str]:
    rows: list[str] = []
    for paragraph in plan:
        whole = paragraph.kind in LINES
        rows += [paragraph.text] if whole else textwrap.wrap(paragraph.text, width, break_on_hyphens=False)
        rows += [""] * gap
    return rows


def wrapped(plan: list[Paragraph], width: int, gap: int = 0) -> Shape:
    return Shape("\n".join(wrapped_rows(plan, width, gap)) + "\n")


def paged(
    plan: list[Paragraph],
    width: int = 80,
    gap: int = 0,
    number: str = "{}",
    feed: bool = False,
    around: int = 0,
    hints: str = "",
) -> Shape:
    """Wrapped and broken into pages of 40 lines, each from the second on with its number on top.

    `feed` puts a form feed between pages, `around` blank lines about the number; `hints` says what the reader tells:
    `p` the pages, `f` the furniture.
    """
    rows = wrapped_rows(plan, width, gap)
    text = ""
    pages: list[tuple[int, int]] = []
    furniture: list[tuple[int, int]] = []
    for at in range(0, len(rows), PAGE):
        start = len(text)
        if at:
            text += "\n" * around + "\f" * feed
            shown = number.format(at // PAGE + 1)
            if shown:
                furniture.append((len(text), len(text) + len(shown)))
                text += shown + "\n" + "\n" * around
        text += "\n".join(rows[at : at + PAGE]) + "\n"
        pages.append((start, len(text)))
    return Shape(text, Provenance(tuple(pages) if "p" in hints else (), tuple(furniture) if "f" in hints else ()))


LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH BẮC SƠN", "-------", "Số: 12/KH-UBND")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "---------------",
    "Bắc Sơn, ngày 12 tháng 02 năm 2024",
)
HEADERS: Mapping[str, tuple[str, ...]] = {
    "left, right": (*LEFT, *RIGHT),
    "right, left": (*RIGHT, *LEFT),
    "row by row": tuple(cell for row in zip(LEFT, RIGHT, strict=True) for cell in row),
    "merged": tuple(f"{left}     {right}" for left, right in zip(LEFT, RIGHT, strict=True)),
    "merged by one space": tuple(f"{left} {right}" for left, right in zip(LEFT, RIGHT, strict=True)),
}


def with_header(plan: list[Paragraph], rows: tuple[str, ...]) -> list[Paragraph]:
    """`plan` with another header before its first title or, where it has none, its preamble."""
    kept = list(plan)
    first = next((i for i, p in enumerate(kept) if p.kind in ("title", "preamble")), None)
    if first is None:
        return kept
    at = next((i for i, p in enumerate(kept[:first]) if p.kind == "header"), first)
    head = kept[:at]
    return [*head, *(Paragraph("header", row) for row in rows), *kept[first:]]


RECIPIENTS = ("Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành;", "- Lưu: VT, NC.")
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Thanh Bình")
ENDS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "recipients, signature": (("recipients", RECIPIENTS), ("signature", SIGNATURE)),
    "signature, recipients": (("signature", SIGNATURE), ("recipients", RECIPIENTS)),
}


def with_end(plan: list[Paragraph], blocks: tuple[tuple[str, tuple[str, ...]], ...]) -> list[Paragraph]:
    """`plan` with another end; without its own recipients, signature and appendices."""
    last = max((i for i, p in enumerate(plan) if p.kind not in ("recipients", "signature")), default=-1)
    return [*plan[: last + 1], *(Paragraph(kind, row) for kind, rows in blocks for row in rows)]


SHAPES: Mapping[str, Callable[[list[Paragraph]], Shape]] = {
    "lines": lines,
    "lines, blank between": lambda plan: lines(plan, 1),
    **{
        f"{width} columns{', blank between' if gap else ''}": lambda plan, width=width, gap=gap: wrapped(
            plan, width, gap
        )
        for width in (60, 80, 100)
        for gap in (0, 1)
    },
    "pages": paged,
    "pages of 60": lambda plan: paged(plan, 60),
    "pages, blank between": lambda plan: paged(plan, 80, 1, around=1),
    "pages, blank about numbers": lambda plan: paged(plan, around=2),
    "pages, form feeds": lambda plan: paged(plan, feed=True),
    "pages, form feeds alone": lambda plan: paged(plan, feed=True, number=""),
    "pages, trang 2/9": lambda plan: paged(plan, number="Trang {}/9"),
    "pages, told": lambda plan: paged(plan, hints="pf"),
    "pages of 60, told": lambda plan: paged(plan, 60, hints="pf"),
    "pages, blank between, told": lambda plan: paged(plan, 80, 1, around=1, hints="pf"),
    "pages, only pages told": lambda plan: paged(plan, hints="p"),
    "pages, running line told": lambda plan: paged(plan, number="Kế hoạch công tác năm 2024 của tỉnh", hints="pf"),
}
