"""A comparison on paper: row by row what each plan says, its common and its own wording shaded apart.

Every letter of every plan stands once, in the first row that holds its section, as on the page (`reading.py`).
"""

from __future__ import annotations

from typing import Literal

from plancompare.model.comparison import Comparison
from plancompare.report.docx.package import docx_file, paragraph, run
from plancompare.report.reading import Block, Paragraph, ReadingCell
from plancompare.report.row_words import called
from plancompare.report.view import page
from plancompare.report.witness import Head
from plancompare.report.words import WORDS

Language = Literal["vi", "en"]

# Class of a run on the page -> how it looks on paper: own wording bold on a tint, adapted underlined, furniture grey.
_LOOKS = {
    "s": "",
    "a": '<w:u w:val="dotted"/>',
    "l": '<w:b/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>',
    "f": '<w:color w:val="808080"/>',
}
_BORDER = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(_BORDER.format(side=side) for side in _SIDES)
_WIDTHS = (3000, 11500)  # twentieths of a point: who, and what it says


def comparison_docx(comparison: Comparison, language: Language = "vi", *, version: str) -> bytes:
    """All rows of a comparison, each a table with a line a plan; what is in no row comes last."""
    shown = page(comparison, version=version)
    told = {key: getattr(both, language) for key, both in WORDS.items()}
    pieces = [paragraph(run(told["title"].format(n=len(shown.heads))), "Title"), _legend(told)]
    for row in shown.reading:
        pieces.append(
            paragraph(run(told["unlisted"] if row.title is None else getattr(called(row.title), language)), "Heading1")
        )
        lines = "".join(_line(cell, told, language) for cell in row.cells)
        widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
        properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
        pieces.append(f"<w:tbl>{properties}<w:tblGrid>{widths}</w:tblGrid>{lines}</w:tbl>")
    pieces.append(paragraph(""))  # a table may not be the last of a body
    return docx_file("".join(pieces), landscape=True)


def _legend(told: dict[str, str]) -> str:
    words = {"s": "shared", "a": "adapted", "l": "local"}
    shown = [run(told[name], _LOOKS[css]) for css, name in words.items()]
    return paragraph(run(" · ").join(shown), "Note")


def _line(cell: ReadingCell, told: dict[str, str], language: Language) -> str:
    body = [piece for block in cell.blocks for piece in _block(block, language)]
    if not cell.blocks and cell.state in ("absent", "unreadable"):
        body.append(paragraph(run(told[f"cell_{cell.state}"]), "Note"))
    if cell.elsewhere:
        places = ", ".join(getattr(place.reference, language) for place in cell.elsewhere)
        where = told["cell_within" if cell.state == "within" else "cell_elsewhere"]
        body.append(paragraph(run(f"{where} {places}"), "Note"))
    who = paragraph(run(_named(cell.head), "<w:b/>"))
    return f"<w:tr>{_cell(who, _WIDTHS[0])}{_cell(''.join(body) or paragraph(''), _WIDTHS[1])}</w:tr>"


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _named(head: Head) -> str:
    return f"{head.siglum} · {head.name}"


def _block(block: Block, language: Language) -> list[str]:
    lines = f"{block.first_line}" + (f"–{block.last_line}" if block.last_line > block.first_line else "")
    place = f"{getattr(block.reference, language)} · {WORDS['line']._asdict()[language]} {lines}"
    texts = [block.heading] if block.heading else []
    return [paragraph(run(place), "Note"), *(paragraph(_runs(text)) for text in (*texts, *block.paragraphs))]


def _runs(text: Paragraph) -> str:
    return "".join(run(piece.text, _LOOKS.get(piece.css.split(" ")[0], "")) for piece in text.runs)
