"""DOCX: two versions come back from the tracked changes, in the file and as LibreOffice opens it; plans row by row."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from plancompare import compare_plans, diff_plans, parse_plan, read_source
from plancompare.model import Plan, Source
from plancompare.model.difference import Difference
from plancompare.parse import outline_plan
from plancompare.report.docx import comparison_docx, difference_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HOSTILE = """KẾ HOẠCH
Công tác dân vận <script>alert(1)</script> {{ 7*7 }} &amp; "x" ]]>

I. NỘI DUNG
1. Giao Sở Nội vụ\tbáo cáo =HYPERLINK("a")\x0b trước ngày 01/11/2024 về Ủy ban nhân dân tỉnh để tổng hợp.
2. Tiếp tục thực hiện Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư về công tác dân vận chính quyền.
"""


def plan(text: str, id: str) -> Plan:
    return outline_plan(Source(f"{id}.txt", "0" * 64, text, "text/plain", "utf-8"), id)


@pytest.fixture(scope="module")
def hostile() -> Difference:
    other = HOSTILE.replace("01/11/2024", "15/11/2024").replace("Giao Sở", "<b>Giao</b>\nSở").replace("114", "141")
    return diff_plans(plan(HOSTILE, "a"), plan(other, "b"))


@pytest.fixture(scope="module")
def scanned(fixtures: Path) -> Difference:
    names = "tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr"
    return diff_plans(*(outline_plan(read_source(str(fixtures / f"{name}.txt")), name) for name in names))


def part(file: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(ZipFile(BytesIO(file)).read(name))


def kept(file: bytes, without: str) -> str:
    """The text of a file where the changes `w:ins` or `w:del` are undone, a paragraph a line."""
    lines = []
    for paragraph in part(file, "word/document.xml").iter(f"{W}p"):
        pieces = []
        for child in paragraph:
            if child.tag == f"{W}{without}":
                continue
            for leaf in child.iter():
                name = leaf.tag.removeprefix(W)
                pieces.append({"br": "\n", "tab": "\t"}.get(name, leaf.text or "" if name in ("t", "delText") else ""))
        lines.append("".join(pieces))
    return "\n".join(lines)


def printable(text: str) -> str:
    return text.replace("\x0b", "\ufffd")


def test_rejecting_all_gives_a_and_accepting_all_gives_b(hostile: Difference, scanned: Difference) -> None:
    for difference in (hostile, scanned):
        file = difference_docx(difference)
        assert kept(file, without="ins") == printable(difference.a.text)
        assert kept(file, without="del") == printable(difference.b.text)


def test_what_a_person_changed_has_its_author_and_its_reason(hostile: Difference) -> None:
    file = difference_docx(hostile)
    authors = {node.get(f"{W}author") for node in part(file, "word/document.xml").iter(f"{W}ins")}
    assert "plancompare: sửa" in authors
    comments = ["".join(node.itertext()) for node in part(file, "word/comments.xml")]
    assert any("Số hiệu của Kết luận số 114-KL/TW → Kết luận số 141-KL/TW" in comment for comment in comments)
    english = ["".join(node.itertext()) for node in part(difference_docx(hostile, "en"), "word/comments.xml")]
    assert any(comment.startswith("date. almost certain") for comment in english)


def test_nothing_of_a_text_becomes_markup(hostile: Difference) -> None:
    document = ZipFile(BytesIO(difference_docx(hostile))).read("word/document.xml").decode()
    assert "<script" not in document and "<b>" not in document
    assert not re.findall(r"<w:(?:fldSimple|instrText|hyperlink|object)\b", document)


def test_the_same_bytes_every_time(hostile: Difference) -> None:
    assert difference_docx(hostile) == difference_docx(hostile)


def opened(file: bytes, folder: Path, kind: str) -> Path:
    """What LibreOffice makes of a file."""
    (folder / "a.docx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"a.{kind}"


def leaves(node: Any) -> Iterator[tuple[str, str]]:
    """The text under a node and what stands in it, in order: (tag or "", text or id of a change)."""
    yield node.tag, node.get(f"{TEXT}change-id") or ""
    if node.tag not in (f"{OFFICE}annotation", f"{TEXT}tracked-changes"):
        if node.text:
            yield "", node.text
        for child in node:
            yield from leaves(child)
            if child.tail:
                yield "", child.tail


def test_libreoffice_shows_the_changes_as_tracked(scanned: Difference, tmp_path: Path) -> None:
    body = ElementTree.parse(opened(difference_docx(scanned), tmp_path, "fodt")).getroot().find(f".//{OFFICE}text")
    assert body is not None
    kinds = {region.get(f"{TEXT}id"): region[0].tag.removeprefix(TEXT) for region in body.iter(f"{TEXT}changed-region")}
    assert {"insertion", "deletion"} == set(kinds.values())
    said: dict[str, list[str]] = {"insertion": [], "deletion": []}
    under_way: set[str] = set()
    for tag, value in leaves(body):
        name = tag.removeprefix(TEXT)
        shown = {"": value, "s": " " * int(value or 1) if name == "s" else "", "tab": "\t", "line-break": "\n"}.get(
            name
        )
        if name == "change-start":
            under_way.add(kinds[value])
        elif name == "change-end":
            under_way.discard(kinds[value])
        for undone, pieces in said.items():
            if shown and undone not in under_way:
                pieces.append(shown)
    rejected, accepted = ("".join("".join(said[undone]).split()) for undone in ("insertion", "deletion"))
    assert rejected == "".join(scanned.a.text.split())
    assert accepted == "".join(scanned.b.text.split())


def test_a_comparison_has_every_word_of_every_plan(fixtures: Path, tmp_path: Path) -> None:
    names = "tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-thanh-pho-2023.clean"
    plans = [parse_plan(read_source(str(fixtures / f"{name}.txt")), name) for name in names]
    file = comparison_docx(compare_plans(plans), version="1")
    text = kept(file, without="ins")
    for one in plans:
        assert set(one.text.split()) <= set(text.split())
    assert kept(comparison_docx(compare_plans(plans), "en", version="1"), without="ins") != text
    assert opened(file, tmp_path, "pdf").stat().st_size > 10_000
