"""A DOCX file from the XML of its paragraphs: the same content gives the same bytes.

Text is escaped, signs that XML does not have become U+FFFD; there are no fields, links or macros, so nothing a plan
says can run.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPLIT = re.compile("([\n\r\t])")
_SIGNS = {"\n": "<w:br/>", "\r": "<w:br/>", "\t": "<w:tab/>"}

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/word/comments.xml" ContentType="{_TYPE}.comments+xml"/>
<Override PartName="/docProps/app.xml" ContentType="{_PROPERTIES}"/>
</Types>"""
_ROOT = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>
</Relationships>"""
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
# First in the file and not packed, so that a report is known for one by its head.
_MADE_BY = f'{_HEAD}<Properties xmlns="{_EXTENDED}"><Application>plancompare</Application></Properties>'
_PARTS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/comments" Target="comments.xml"/>
</Relationships>"""
_STYLES = f"""{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/>
<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/>
<w:rPr><w:i/><w:color w:val="595959"/><w:sz w:val="22"/></w:rPr></w:style>
</w:styles>"""
_A4 = (11906, 16838)  # twentieths of a point


class Comment(NamedTuple):
    """A remark at the edge of the page, `id` where the text refers to it."""

    id: int
    author: str
    text: str


def docx_file(paragraphs: str, comments: tuple[Comment, ...] = (), landscape: bool = False) -> bytes:
    """A file on A4 with the XML of `paragraphs` (and tables) as its body."""
    width, height = reversed(_A4) if landscape else _A4
    turned = ' w:orient="landscape"' if landscape else ""
    page = f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="1134" w:right="1134"'
    page += ' w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    told = "".join(
        f'<w:comment w:id="{one.id}" w:author="{attribute(one.author)}">{paragraph(run(one.text))}</w:comment>'
        for one in comments
    )
    parts = {
        "docProps/app.xml": _MADE_BY,
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/_rels/document.xml.rels": _PARTS,
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{paragraphs}{page}</w:body></w:document>',
        "word/styles.xml": _STYLES,
        "word/comments.xml": f'{_HEAD}<w:comments xmlns:w="{_W}">{told}</w:comments>',
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # no clock: the same content gives the same bytes
            entry.compress_type = ZIP_STORED if content is _MADE_BY else ZIP_DEFLATED
            archive.writestr(entry, content.encode("utf-8"))
    return file.getvalue()


def run(text: str, properties: str = "", deleted: bool = False) -> str:
    """Letters in one manner; line ends and tabs in them are breaks of line and tabs. Nothing for no letters.

    >>> run("a <b>\\tc")
    '<w:r><w:t xml:space="preserve">a &lt;b&gt;</w:t><w:tab/><w:t xml:space="preserve">c</w:t></w:r>'
    """
    if not text:
        return ""
    tag = "w:delText" if deleted else "w:t"
    pieces = [
        _SIGNS.get(piece) or f'<{tag} xml:space="preserve">{_escaped(piece)}</{tag}>'
        for piece in _SPLIT.split(text)
        if piece
    ]
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{''.join(pieces)}</w:r>"


def paragraph(runs: str, style: str = "") -> str:
    """A paragraph of `runs`, in a style of the file or none."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def attribute(text: str) -> str:
    """`text` as it may stand between the quotation marks of an attribute."""
    return _escaped(" ".join(text.split())).replace('"', "&quot;")


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
