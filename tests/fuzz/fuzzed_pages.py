"""What must hold of everything written about a plan, whatever the plan says: its letters stay letters.

The words a page may be made of are taken from the sources that make it: a tag or an attribute that stands in no
template and no module of `report` came from the plan. What else would act (scripts, addresses, formulas, steering
characters) is looked for by itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from functools import cache
from pathlib import Path

from fuzz_words import MARK
from fuzzed_readers import holds_every_letter_once
from msgspec.structs import replace

from plancompare import compare_plans, diff_plans, parse_plan
from plancompare.errors import PlanCompareError
from plancompare.model import Failure, Plan, Source
from plancompare.model.comparison import Comparison
from plancompare.parse import outline_plan
from plancompare.schema import dumps

CORPUS = Path(__file__).parent / "corpus"
_REPORT = Path(__file__).parents[2] / "plancompare" / "report"
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_VERSION = "fuzz"


def plan_of(data: bytes, id: str = "") -> Plan:
    """The plan these bytes are the text of; its last line is the name of its file.

    A text without a letter or digit gets one: none comes in by the door (`ingest.door`).
    """
    text = unicodedata.normalize("NFC", data.decode("utf-8", "replace").replace("\r", "\n"))
    text = text if any(map(str.isalnum, text)) else f"{text}a"
    name = text.rstrip("\n").rpartition("\n")[2].replace("/", " ").replace("\0", " ")[:80] or "plan"
    return parse_plan(Source(f"plans/{name}.txt", "0" * 64, text, "text/plain", "utf-8"), id or name)


@cache
def _other() -> Plan:
    return plan_of((CORPUS / "structure" / "plan.txt").read_bytes(), "khac")


def structure(data: bytes) -> None:
    """The whole of `parse`: sections, metadata, citations, facts and oddities lie in the text they are of."""
    from plancompare.parse import complete, parse_documents

    text = unicodedata.normalize("NFC", data.decode("utf-8", "replace").replace("\r", "\n"))
    source = Source("plan.txt", "0" * 64, text, "text/plain", "utf-8")
    holds_every_letter_once(text, source.provenance)
    parsed = parse_documents(source, "plan")
    assert parsed.plans, "no plan"
    for plan in map(complete, (*parsed.plans, *parsed.others)):
        size, sections = len(plan.text), {section.id for section in plan.sections}
        for citation in plan.citations:
            assert plan.text[citation.start : citation.end] == citation.raw, citation
            assert 0 <= citation.confidence <= 1, citation
        for fact in plan.facts:
            assert plan.text[fact.start : fact.end] == fact.raw and fact.section in sections, fact
            assert fact.actor_at is None or 0 <= fact.actor_at[0] <= fact.actor_at[1] <= size, fact
        for warning in plan.warnings:
            assert 0 <= warning.start <= warning.end <= size, warning
            assert all(0 <= start <= end <= size for start, end in warning.others), warning


def compare(data: bytes) -> None:
    """Every file `compare` writes of this plan and another."""
    from plancompare.report.html import render

    try:
        found = compare_plans([plan_of(data), _other()], failures=(Failure(plan_of(data).path, MARK),))
    except PlanCompareError:
        return
    json.loads(dumps(found))
    is_page(render(found, version=_VERSION))
    _tables(found)


def _tables(found: Comparison) -> None:
    from plancompare.report.csv_tables import csv_file
    from plancompare.report.docx import comparison_docx
    from plancompare.report.markdown import comparison_markdown
    from plancompare.report.tables import tables
    from plancompare.report.xlsx import xlsx_file

    made = tables(found)
    for table in made:
        is_table(csv_file(table, "vi"))
    is_workbook(xlsx_file(made, "vi"))
    is_document(comparison_docx(found, version=_VERSION))
    is_markdown(comparison_markdown(found, version=_VERSION))


def diff(data: bytes) -> None:
    """Every file `diff` writes of this text and another, and what it prints."""
    from plancompare.report.docx import difference_docx
    from plancompare.report.html import render_difference
    from plancompare.report.markdown import difference_markdown
    from plancompare.terminal import summary

    try:
        found = diff_plans(replace(plan_of(data), omitted=()), _other())
    except PlanCompareError:
        return
    json.loads(dumps(found))
    is_page(render_difference(found, version=_VERSION))
    is_document(difference_docx(found))
    is_markdown(difference_markdown(found, version=_VERSION))
    is_harmless(summary(found))


def scan(data: bytes) -> None:
    """The page and the tables of a collection in which this text is one of two that share a passage."""
    from scan_sample import sample, text_of

    from plancompare.report.csv_tables import csv_file
    from plancompare.report.scan_page import render_scan
    from plancompare.report.scan_tables import scan_tables
    from plancompare.report.xlsx import xlsx_file

    plan = outline_plan(Source("a", "0" * 64, data.decode("utf-8", "replace"), "text/plain", "utf-8"), "a")
    lines = [line for line in plan.text.split("\n") if line.strip()] or [""]
    name, said = lines[-1].replace("/", " ")[:80], lines[0][:300]
    found = sample()
    hostile = found.documents[0].id
    documents = tuple(
        replace(one, path=f"plans/{name}", metadata=plan.metadata, province=said) if one.id == hostile else one
        for one in found.documents
    )
    found = replace(
        found,
        documents=documents,
        pairs=tuple(replace(pair, evidence=said) for pair in found.pairs),
        boilerplate=tuple(replace(one, text=said) for one in found.boilerplate),
        failures=(Failure(name, said),),
    )
    shown = (plan.text * 40)[: len(text_of(hostile) or "")]
    is_page(render_scan(found, text_of=lambda id: shown if id == hostile else text_of(id), version=_VERSION))
    made = scan_tables(found)
    for table in made:
        is_table(csv_file(table, "en"))
    is_workbook(xlsx_file(made, "en"))


def terminal(data: bytes) -> None:
    """What `parse` prints."""
    from plancompare.terminal import harmless, outline, tree

    plan = plan_of(data)
    is_harmless(outline(plan))
    is_harmless(tree(plan))
    is_harmless(harmless(data.decode("utf-8", "surrogateescape")))


# ---------------------------------------------------------------- what is written


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Tags and attributes that stand in the sources of `report`."""
    sources = "".join(path.read_text(encoding="utf-8") for path in _REPORT.rglob("*") if path.suffix in (".py", ".j2"))
    tags = {*re.findall(r"</?([a-z][a-z0-9]*)", sources), *(f"h{level}" for level in range(1, 7))}  # `<h{{ level }}>`
    attributes = {name.lower() for name in re.findall(r"\s([a-z][a-zA-Z-]*)(?==|[\s>{])", sources)}
    return frozenset(tags), frozenset(attributes)


def is_page(page: str) -> None:
    """No element and no attribute came from a plan, nothing runs but the page's own script, no address leads out."""
    from lxml import html  # type: ignore[import-untyped]

    tags, attributes = _words()
    assert not _TURNING.intersection(page), "a character turns the page around"
    root = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in root.iter():
        assert isinstance(element.tag, str), f"a comment or instruction: {element.text!r}"
        assert element.tag in tags, f"<{element.tag}> is no tag of the report"
        for attribute, value in element.attrib.items():
            assert attribute in attributes, f"{attribute}= is no attribute of the report"
            assert not attribute.startswith("on") and attribute not in ("src", "srcdoc", "action"), attribute
            assert attribute != "href" or value.startswith("#"), f"href={value!r}"
            assert attribute != "http-equiv" or value == "Content-Security-Policy", value
            assert attribute not in ("style", "class") or MARK not in value, f"{attribute}={value!r}"
        held = element.text or ""
        if element.tag == "style" or element.tag == "script" and element.get("type") != "application/json":
            assert MARK not in held, f"<{element.tag}> holds letters of a plan"
        elif element.tag == "script":
            json.loads(held)


def is_table(content: bytes) -> None:
    """No field of a CSV file is a formula for a spreadsheet; every row has all fields."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    assert len({len(row) for row in rows}) <= 1, "rows of unequal length"
    for field in (field for row in rows for field in row):
        number = re.fullmatch(r"-?\d+(?:\.\d+)?%?", field)
        assert number or not field.strip().startswith(tuple("=+-@＝＋－＠")), repr(field)
        assert not any(unicodedata.category(letter) == "Cc" and letter != "\n" for letter in field), repr(field)


def is_workbook(content: bytes) -> None:
    """No cell of a workbook is a formula or an address; its parts are XML."""
    from lxml import etree

    for name, part in _parts(content):
        root = etree.fromstring(part)
        local = {etree.QName(element).localname for element in root.iter() if isinstance(element.tag, str)}
        assert not local & {"f", "hyperlink", "externalReference", "oleObject", "ddeLink"}, (name, local)
        assert b'TargetMode="External"' not in part, name


def is_document(content: bytes) -> None:
    """A Word file whose parts are XML, without fields, links, objects or names of elements from a plan."""
    from lxml import etree

    for name, part in _parts(content):
        root = etree.fromstring(part)
        for element in root.iter():
            assert isinstance(element.tag, str), f"{name}: a comment or instruction"
            local = etree.QName(element).localname
            assert MARK not in element.tag and not any(MARK in attribute for attribute in element.attrib), name
            assert local not in ("fldSimple", "instrText", "fldChar", "hyperlink", "object", "pict", "altChunk"), local
        assert b'TargetMode="External"' not in part, name


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))]


def is_markdown(text: str) -> None:
    """CommonMark with tables and links of their own accord finds no markup, no link and no code in it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    for token in (*tokens, *(child for block in tokens for child in block.children or ())):
        assert token.type not in ("html_block", "html_inline", "link_open", "image", "fence", "code_block"), token
        assert token.type != "code_inline" or MARK not in token.content, token


def is_harmless(text: str) -> None:
    """A terminal shows these letters and does nothing else."""
    text.encode()
    for letter in text:
        assert letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"), repr(letter)
        assert letter not in _TURNING and letter not in "\u2028\u2029", repr(letter)
