"""One plan in every form it may come in is one and the same witness."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from pathlib import Path

import pytest
from plan_pages import city_plan, department_plan
from rapidfuzz.distance import Levenshtein

from plancompare import parse_plan, read_source
from plancompare.model import Plan

PLANS = {plan.name: plan for plan in (city_plan(), department_plan())}
DIGITAL = (
    "nfd.txt",
    "utf16.txt",
    "tcvn3.txt",
    "vni.txt",
    "windows-1258.txt",
    "viscii.txt",
    "typed.docx",
    "numbered.docx",
    "vntime.docx",
    "vni.docx",
    "vntime.rtf",
    "typed.doc",
    "typed.rtf",
    "typed.odt",
    "typed.pdf",
    "printed.pdf",
    "thuvienphapluat.html",
    "tinh-liferay.html",
)
# TCVN and VISCII have one kind of quote and no ellipsis: that much is lost in the file itself.
LIKENED = {"tcvn3.txt", "viscii.txt"}
LARGEST_CER = 0.03


@cache
def read(file: Path) -> Plan:
    return parse_plan(read_source(str(file)), "plan")


def letters(plan: Plan) -> str:
    """The text without white space and without what the reader recorded as page numbers and running lines."""
    text, end = "", 0
    for start, stop in sorted(plan.provenance.furniture):
        text, end = text + plan.text[end:start], stop
    return "".join((text + plan.text[end:]).split())


def likened(text: str) -> str:
    return re.sub("[“”]", '"', text).replace("…", "...")


def sections(plan: Plan) -> list[tuple[str, str, str | None, str | None]]:
    return [(s.id, s.kind, s.label, s.title) for s in plan.sections if s.kind != "furniture"]


def citations(plan: Plan) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(c.type, c.number, c.date, c.issuer) for c in plan.citations]


@pytest.mark.parametrize("name", PLANS)
def test_the_plain_text_is_the_plan(forms: Path, name: str) -> None:
    plan = read(forms / name / "plan.txt")
    assert plan.repairs == ()
    assert [line for line in plan.text.split("\n") if line] == PLANS[name].lines()
    labels = [(s.kind, s.label) for s in plan.sections if s.kind in ("roman", "arabic")]
    kinds = ("roman", "arabic")
    assert labels == [
        (kinds[p.level], p.label[:-1]) for p in PLANS[name].paragraphs if p.level is not None and p.level < 2
    ]
    assert len(plan.citations) >= 25


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("form", DIGITAL)
def test_every_digital_form_gives_the_same_witness(forms: Path, name: str, form: str) -> None:
    plan, same = read(forms / name / form), read(forms / name / "plan.txt")
    like = likened if form in LIKENED else str
    assert letters(plan) == like(letters(same))
    assert sections(plan) == [(*row, like(title) if title else None) for *row, title in sections(same)]
    assert citations(plan) == citations(same)
    assert plan.metadata == same.metadata


@pytest.mark.parametrize("name", PLANS)
def test_small_letters_of_a_font_of_capitals_are_all_that_is_lost_without_the_font(forms: Path, name: str) -> None:
    plan, same = read(forms / name / "tcvn3-font.txt"), read(forms / name / "plan.txt")
    assert letters(plan).casefold() == letters(same).casefold()
    assert citations(plan) == citations(same)
    assert [row[:3] for row in sections(plan)] == [row[:3] for row in sections(same)]


@pytest.mark.parametrize("form", [form for form in DIGITAL if form.endswith(".pdf")])
def test_pages_hold_the_whole_text_and_their_numbers_are_marked(forms: Path, form: str) -> None:
    for name in PLANS:
        plan = read(forms / name / form)
        starts = [start for start, _ in plan.provenance.pages]
        assert [0, *(end for _, end in plan.provenance.pages)] == [*starts, len(plan.text)]
        numbers = {plan.text[a:b].strip(): bisect_right(starts, a) for a, b in plan.provenance.furniture}
        first = 1 if form == "typed.pdf" else 2  # which has a number on its first page too
        assert numbers == {str(page): page for page in range(first, len(starts) + 1)}


def test_a_scan_is_read_with_few_wrong_letters(scans: Path) -> None:
    plan, same = read(scans / "scan.pdf"), read(scans / "plan.txt")
    assert _cer(letters(same), letters(plan)) <= LARGEST_CER
    assert plan.ocr.is_ocr
    assert len(plan.provenance.pages) == len(read(scans / "printed.pdf").provenance.pages)
    wanted, found = {row[:3] for row in sections(same)}, {row[:3] for row in sections(plan)}
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.95
    assert len(set(citations(same)) & set(citations(plan))) >= 0.9 * len(set(citations(same)))


@pytest.mark.parametrize("form", ["scan.tif", "scan.png"])
def test_a_picture_is_read_like_the_page_it_shows(scans: Path, form: str) -> None:
    plan, printed = read(scans / form), read(scans / "printed.pdf")
    pages = 2 if form == "scan.tif" else 1
    assert len(plan.provenance.pages) == pages
    right = printed.text[: printed.provenance.pages[pages - 1][1]]
    assert _cer("".join(right.split()), "".join(plan.text.split())) <= LARGEST_CER
    words = [plan.text[start:end] for start, end, _ in plan.provenance.confidences]
    assert "".join(words) == "".join(plan.text.split())
    assert all(0 <= confidence <= 100 for *_, confidence in plan.provenance.confidences)


def _cer(right: str, shown: str) -> float:
    return Levenshtein.distance(right, shown) / len(right)
