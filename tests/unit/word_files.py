"""Small Word files, written part by part: what stands in them is seen in the test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_SCHEMAS = "http://schemas.openxmlformats.org"
RELATIONS = f"{_SCHEMAS}/officeDocument/2006/relationships/"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": f"{_SCHEMAS}/wordprocessingml/2006/main",
        "r": RELATIONS.rstrip("/"),
        "mc": f"{_SCHEMAS}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "a": f"{_SCHEMAS}/drawingml/2006/main",
        "m": f"{_SCHEMAS}/officeDocument/2006/math",
    }.items()
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "header": "hdr", "footer": "ftr"}
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = f"{_SCHEMAS}/package/2006"


def word_file(body: str, links: str = "", strict: bool = False, **parts: str) -> bytes:
    """A DOCX of this content of `w:body`; `parts` are the contents of others by kind (`header`, `footnotes`), which
    the document refers to with the kind as the id; `links` are more of its relations.
    """
    root = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    kinds = {"document": "document.main"} | {kind: kind for kind in parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}{kind}+xml"/>' for name, kind in kinds.items()
    )
    referred = "".join(f'<Relationship Id="{kind}" Type="{RELATIONS}{kind}" Target="{kind}.xml"/>' for kind in parts)
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": relations(f'<Relationship Id="m" Type="{RELATIONS}officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": root,
        "word/_rels/document.xml.rels": relations(referred + links),
    }
    for kind, content in parts.items():
        name = _ROOTS.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"
    if strict:
        members = {name: _as_strict(content) for name, content in members.items()}
    return zipped(members, zipfile.ZIP_STORED if strict else zipfile.ZIP_DEFLATED)


def _as_strict(content: str) -> str:
    for kind in ("wordprocessingml", "officeDocument", "drawingml"):
        content = content.replace(f"{_SCHEMAS}/{kind}/2006/", f"http://purl.oclc.org/ooxml/{kind}/")
    return content


def relations(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text where one has no tag."""
    inside = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def table(*rows: list[str], properties: str = "") -> str:
    """A table; a cell is its text, or what stands in it where that has a tag."""
    cells = ("".join(f"<w:tc>{cell if '<' in cell else paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


LINES = "<w:tblBorders>" + "".join(f'<w:{edge} w:val="single"/>' for edge in ("insideH", "insideV")) + "</w:tblBorders>"
