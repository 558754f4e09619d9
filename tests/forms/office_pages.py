"""A plan as a document of a word processor, written as flat OpenDocument and saved by LibreOffice in any format."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from plan_pages import Paragraph, PlanPages

# Splits a text into runs: the letters to store and the font they stand in.
Runs = Callable[[str], Iterable[tuple[str, str]]]
UNICODE_FONT = "Liberation Serif"

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_AUTOMATIC = """
<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="1.5cm"/>
 <style:header-style><style:header-footer-properties fo:min-height="0.6cm"/></style:header-style></style:page-layout>
<style:style style:name="column" style:family="table-column"><style:table-column-properties
 style:column-width="8.2cm"/></style:style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="none"/></style:style>
<style:style style:name="centre" style:family="paragraph"><style:paragraph-properties
 fo:text-align="center"/></style:style>
<style:style style:name="bold" style:family="paragraph"><style:paragraph-properties
 fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-top="0.2cm"/></style:style>
<style:style style:name="left" style:family="paragraph"/>
"""
_LABEL_PLACE = """<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="1cm" fo:margin-left="0cm"/>
</style:list-level-properties>"""
_LISTS = f"""<text:list-style style:name="outline">
<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix=".">{_LABEL_PLACE}
</text:list-level-style-number>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=".">{_LABEL_PLACE}
</text:list-level-style-number>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")">{_LABEL_PLACE}
</text:list-level-style-number></text:list-style>
<text:list-style style:name="dashes"><text:list-level-style-bullet text:level="1" text:bullet-char="-">{_LABEL_PLACE}
</text:list-level-style-bullet></text:list-style>"""


def plain_runs(text: str) -> Iterable[tuple[str, str]]:
    """The whole text as it is in a font of today."""
    return [(text, UNICODE_FONT)]


def flat_document(plan: PlanPages, runs: Runs = plain_runs, numbered: bool = False) -> str:
    """The plan as flat OpenDocument; where `numbered`, the program counts the labels and the text does not hold them.

    Header and signature are tables of two cells without a border, the page number stands in the page's header.
    """
    fonts: dict[str, int] = {}
    lists: list[str] = []

    def spans(text: str) -> str:
        return "".join(
            f'<text:span text:style-name="f{fonts.setdefault(font, len(fonts))}">{escape(letters)}</text:span>'
            for letters, font in runs(text)
        )

    def line(text: str, style: str) -> str:
        return f'<text:p text:style-name="{style}">{spans(text)}</text:p>'

    def cells(left: Sequence[str], right: Sequence[str], styles: tuple[str, str]) -> str:
        written = "".join(
            f'<table:table-cell table:style-name="cell">{"".join(line(text, style) for text in cell)}'
            "</table:table-cell>"
            for cell, style in zip((left, right), styles, strict=True)
        )
        return (
            '<table:table><table:table-column table:style-name="column" table:number-columns-repeated="2"/>'
            f"<table:table-row>{written}</table:table-row></table:table>"
        )

    def item(paragraph: Paragraph) -> str:
        if not numbered or paragraph.level is None:
            return line(paragraph.whole, "body")
        style, depth = ("dashes", 1) if paragraph.level == 3 else ("outline", paragraph.level + 1)
        lists.append(style)
        continued = f'text:continue-list="{style}"' if style in lists[:-1] else f'xml:id="{style}"'
        opened = "<text:list><text:list-item>" * (depth - 1)
        closed = "</text:list-item></text:list>" * depth
        return (
            f'<text:list text:style-name="{style}" {continued}><text:list-item>'
            f"{opened}{line(paragraph.text, 'body')}{closed}"
        )

    body = (
        cells(plan.left, plan.right, ("centre", "centre"))
        + line("KẾ HOẠCH", "bold")
        + line(plan.subject, "bold")
        + "".join(map(item, plan.paragraphs))
        + cells(plan.recipients, plan.signature, ("left", "bold"))
    )
    styles = "".join(
        f'<style:style style:name="f{number}" style:family="text"><style:text-properties fo:font-family="{font}"/>'
        "</style:style>"
        for font, number in fonts.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>{_AUTOMATIC}{_LISTS}{styles}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="a4"><style:header>
<text:p text:style-name="centre"><text:page-number/></text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def save_as(format: str, files: Iterable[Path], folder: Path) -> None:
    """Let LibreOffice save `files` in `folder` as `format`: docx, doc, rtf, odt, pdf, or one of them with `:filter`."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        done = subprocess.run(
            [*command, "--convert-to", format, "--outdir", str(folder), *map(str, files)],
            capture_output=True,
            timeout=180,
            text=True,
        )
    ending = format.partition(":")[0]
    missing = [file.name for file in files if not (folder / f"{file.stem}.{ending}").exists()]
    if missing:
        raise RuntimeError(f"LibreOffice saved no {ending} of {', '.join(missing)}: {done.stdout}{done.stderr}")
