"""Word files made to do harm, or damaged: a clear error or a bounded result, and nothing fetched or written."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from word_files import RELATIONS, paragraph, relations, run, table, word_file, zipped

from plancompare.errors import LimitError, NotAPlanError
from plancompare.ingest import read_source, word
from plancompare.ingest.reading import Limits, ReadingOptions
from plancompare.ingest.word import package

BODY = paragraph("Kế hoạch")
MAIN = f'<Relationship Id="m" Type="{RELATIONS}officeDocument" Target="word/document.xml"/>'
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_document(xml: str) -> bytes:
    return zipped({"_rels/.rels": relations(MAIN), "word/document.xml": xml})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [
        '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
        '[<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]',
        'SYSTEM "http://127.0.0.1:9/a.dtd"',
    ],
)
def test_a_document_type_is_refused(declared: str, encoding: str) -> None:
    body = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
    xml = f"<!DOCTYPE d {declared}><w:document {NAMESPACE}>{body}</w:document>"
    members = {"_rels/.rels": relations(MAIN).encode(), "word/document.xml": xml.encode(encoding)}
    with pytest.raises(NotAPlanError, match=r"part word/document.xml declares a document type"):
        word.read("plan.docx", zipped(members))


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = word_file(paragraph(" " * 70 * 1024**2))
    assert len(bomb) < 100_000
    with pytest.raises(
        LimitError, match=r"^plan.docx: this Word file unpacks to more than 64 MiB; save its text alone"
    ):
        word.read("plan.docx", bomb)
    small = ReadingOptions(limits=Limits(unpacked_bytes=1024**2))
    with pytest.raises(LimitError, match=r"more than 1 MiB; raise --max-mb, or save its text alone"):
        word.read("plan.docx", word_file(paragraph("x" * 600_000), styles=run("y" * 600_000)), small)


def test_elements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ELEMENTS", 2000)
    for body in ("<w:p/>" * 2001, "<w:p " + " ".join(f"a{n}=''" for n in range(2001)) + "/>"):
        with pytest.raises(LimitError, match=r"^plan.docx: this Word file has more than 2,000 elements and attributes"):
            word.read("plan.docx", word_file(body))


def test_only_what_is_needed_is_unpacked() -> None:
    members = {"_rels/.rels": relations(MAIN), "word/media/image1.png": " " * 80 * 1024**2}
    members["word/document.xml"] = f"<w:document {NAMESPACE}><w:body>{BODY}</w:body></w:document>"
    assert word.read("plan.docx", zipped(members)).text == "Kế hoạch\n"


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("<w:sdt>", "</w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:hyperlink>", "</w:hyperlink></w:p>"),
    ],
)
def test_deep_nesting_is_read_or_refused(opens: str, closes: str) -> None:
    depth = 240 // opens.count("<")
    reading = word.read("plan.docx", word_file(opens * depth + BODY + closes * depth))
    assert reading.text in ("Kế hoạch\n", "\n")  # a paragraph in a link is none
    with pytest.raises(NotAPlanError, match="nested more than 250 deep"):
        word.read("plan.docx", word_file(opens * 100_000 + closes * 100_000))


def test_a_way_out_of_the_archive_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    (tmp_path / "secret.xml").write_text(f"<w:styles {NAMESPACE}/>", encoding="utf-8")
    out = f'<Relationship Id="s" Type="{RELATIONS}styles" Target="../../secret.xml"/>'
    header = f'<Relationship Id="h" Type="{RELATIONS}header" Target="file:///etc/passwd" TargetMode="External"/>'
    body = BODY + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    members = {
        "_rels/.rels": relations(MAIN),
        "word/document.xml": f'<w:document {NAMESPACE} xmlns:r="{RELATIONS[:-1]}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations(out + header),
        "../../evil.txt": "x",
        "/tmp/evil.txt": "x",
    }
    Path("plan.docx").write_bytes(zipped(members))
    assert read_source("plan.docx").text == "Kế hoạch\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "plan.docx", "secret.xml"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\x03\x04" + b"word/" * 100, "no zip archive"),
        (word_file(BODY)[:-30], "no zip archive"),
        (zipped({"word/other.xml": ""}), "has no text part"),
        (zipped({"_rels/.rels": relations(MAIN.replace("document.xml", "none.xml"))}), "has no text part"),
        (with_document(f"<w:document {NAMESPACE}/>"), "has no text part"),
        (with_document("<w:document"), "part word/document.xml is damaged"),
        (with_document("<w:document>&nothing;</w:document>"), "part word/document.xml is damaged"),
        (with_document(""), "part word/document.xml is damaged"),
        (with_document("<?xml version='1.0' encoding='nonsense'?><a/>"), "part word/document.xml is damaged"),
    ],
)
def test_a_damaged_file_is_an_error(data: bytes, problem: str) -> None:
    with pytest.raises(NotAPlanError, match=problem):
        word.read("plan.docx", data)


def test_damage_in_the_packed_bytes_is_an_error() -> None:
    data = word_file(paragraph(*(f"Kế hoạch số {n}, " for n in range(500))))
    for place in range(30, len(data), 97):
        broken = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            word.read("plan.docx", broken)
        except NotAPlanError as error:
            assert "\n" not in str(error)


def test_a_locked_part_is_an_error() -> None:
    data = bytearray(word_file(BODY))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(sign, place + 4)
    with pytest.raises(NotAPlanError, match="damaged or locked"):
        word.read("plan.docx", bytes(data))


def chain(length: int) -> bytes:
    links = (f'<w:style w:styleId="{n}"><w:basedOn w:val="{n + 1}"/></w:style>' for n in range(length))
    return word_file(BODY, styles="".join(links))


def notes(times: int) -> bytes:
    cited = '<w:r><w:footnoteReference w:id="1"/></w:r>' * times
    return word_file(paragraph(cited), footnotes=f'<w:footnote w:id="1">{paragraph("chú thích" * times)}</w:footnote>')


def fields(times: int) -> bytes:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return word_file(paragraph(begin * times, end * times, "x"))


def looks(times: int) -> bytes:
    return word_file(paragraph((run("a", "<w:caps/>") + run("\u0301\u0323")) * times))


MAKERS = {
    "styles": chain,
    "notes": notes,
    "fields": fields,
    "looks": looks,
    "marks": lambda times: word_file(paragraph("a" + "\u0323\u0301" * 10 * times)),
    "cells": lambda times: word_file(table(*[["<w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>"]] * times)),
    "changes": lambda times: word_file(paragraph(f"<w:ins>{run('a')}</w:ins><w:del>{run('b')}</w:del>" * times)),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_time_grows_in_proportion(kind: str) -> None:
    def seconds(times: int) -> float:
        data = MAKERS[kind](times)
        begin = time.process_time()
        word.read("plan.docx", data)
        return time.process_time() - begin

    longer, shorter = (min(seconds(times) for _ in range(3)) for times in (8000, 2000))
    assert longer < 16 * (shorter + 0.02)


def test_no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a file was opened")

    data = word_file(BODY, styles="", numbering="")
    word.read("plan.docx", data)  # what is imported late is imported now
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(os, "open", refuse)
    assert word.read("plan.docx", data).text == "Kế hoạch\n"
