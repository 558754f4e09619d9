"""Sections of drawn plans: every letter in one place, every label as it was drawn, every finding in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from drawn_plans import KINDS, Drawn, Noise, drawn_plans, noises, read
from effort import pure, whole
from hypothesis import given
from hypothesis import strategies as st

from plancompare.model import Plan, Scan, Section
from plancompare.structure import parse_sections
from plancompare.text import line_starts

CLEAN = Scan(False, 0.0, "")


def sections_of(plan: Drawn) -> tuple[Section, ...]:
    return parse_sections(plan.text(), CLEAN, plan.provenance())


def check_tree(text: str, sections: Sequence[Section]) -> None:
    """Each letter in the own text of one section; children inside their parents, in order, with the lines they say."""
    held = Counter(at for section in sections for start, end in section.own for at in range(start, end))
    assert [at for at, sign in enumerate(text) if not sign.isspace() and held[at] != 1] == []
    by_id = {section.id: section for section in sections}
    assert len(by_id) == len(sections)
    assert [section.start for section in sections] == sorted(section.start for section in sections)
    starts = line_starts(text)
    for section in sections:
        assert 0 <= section.start < section.end <= len(text)
        assert list(section.own) == sorted(section.own)
        assert all(section.start <= start < end <= section.end for start, end in section.own)
        assert starts[section.start_line - 1] <= section.start
        assert section.start_line == sum(start <= section.start for start in starts)
        assert section.end_line == sum(start < section.end for start in starts)
        if section.parent is not None:
            parent = by_id[section.parent]
            assert parent.start <= section.start and section.end <= parent.end
            assert section.id.startswith(f"{parent.id}.")
        if section.raw_label is not None:
            assert text[section.own[0][0] :].lstrip().startswith(section.raw_label)
        if section.raw_title is not None:
            shown = text[section.start : section.end]  # a scan runs the label and the first word together
            assert all(word in shown for word in section.raw_title.split())


@given(drawn_plans())
@pure(15)
def test_every_letter_in_one_place_and_every_label_as_it_was_drawn(plan: Drawn) -> None:
    text, sections = plan.text(), sections_of(plan)
    check_tree(text, sections)
    drawn = [(line.kind, line.label) for line in plan.lines() if line.label]
    assert [(s.kind, s.label) for s in sections if s.kind in KINDS.values()] == drawn


@given(drawn_plans(), noises, st.floats(0, 1))
@pure(8)
def test_a_scan_of_any_quality_keeps_every_letter_in_one_place(plan: Drawn, noise: Noise, level: float) -> None:
    text = noise.scan(plan.text(), level)
    check_tree(text, parse_sections(text, Scan(True, level, ""), plan.provenance()))


def shape(sections: Sequence[Section]) -> list[tuple[object, ...]]:
    return [(s.id, s.parent, s.kind, s.label, s.title) for s in sections]


@given(drawn_plans(), st.integers(0, 4))
@pure(8)
def test_indentation_and_blank_lines_at_the_edges_change_no_section(plan: Drawn, indent: int) -> None:
    text = plan.text()
    laid_out = "\n\n" + "".join(f"{' ' * indent}{line}\n" for line in text.removesuffix("\n").split("\n")) + "\n\n"
    assert shape(parse_sections(laid_out, CLEAN)) == shape(parse_sections(text, CLEAN))


@given(drawn_plans())
@pure(3)
def test_a_plan_is_read_the_same_every_time(plan: Drawn) -> None:
    assert sections_of(plan) == sections_of(plan)


# ---------------------------------------------------------------- what is found in them


def check_findings(plan: Plan) -> None:
    text = plan.text
    ids = {section.id: section for section in plan.sections}
    for citation in plan.citations:
        assert text[citation.start : citation.end] == citation.raw
        assert 0 <= citation.confidence <= 1
    assert [c.start for c in plan.citations] == sorted(c.start for c in plan.citations)
    for fact in plan.facts:
        assert text[fact.start : fact.end] == fact.raw
        section = ids[fact.section]
        assert section.start <= fact.start and fact.end <= section.end
        assert 0 <= fact.confidence <= 1
        if fact.actor_at is not None:
            assert text[slice(*fact.actor_at)].strip()
    for notice in plan.warnings:
        for start, end in ((notice.start, notice.end), *notice.others):
            assert 0 <= start <= end <= len(text)


@given(drawn_plans())
@pure(6)
def test_every_finding_quotes_its_source(plan: Drawn) -> None:
    check_findings(read(plan.text(), provenance=plan.provenance()))


@given(drawn_plans(), noises, st.floats(0, 1))
@whole(5)
def test_every_finding_in_a_scan_quotes_its_source(plan: Drawn, noise: Noise, level: float) -> None:
    check_findings(read(noise.scan(plan.text(), level)))


@given(drawn_plans())
@pure(10)
def test_what_the_slots_hold_is_what_is_found(plan: Drawn) -> None:
    found = read(plan.text(), provenance=plan.provenance())
    slots = plan.slots
    clauses = " ".join(clause for item in plan.items for clause in item.clauses)
    assert found.metadata.province == slots.province
    assert found.metadata.document_type == "Kế hoạch"
    assert found.metadata.year == slots.year
    if plan.header:
        assert found.metadata.document_number == f"{slots.number}/KH-UBND"
        assert found.metadata.date == f"{slots.year}-{slots.month:02d}-{slots.day:02d}"
    numbers = {citation.number for citation in found.citations}
    assert ("33/CT-TTg" in numbers) == ("33/CT-TTg" in clauses)
    assert "114-KL/TW" in numbers
    deadlines = {fact.value for fact in found.facts if fact.kind == "deadline"}
    if "trước ngày {date}" in clauses:
        assert f"{slots.year}-{slots.month:02d}-{slots.day:02d}" in deadlines
    targets = {fact.value for fact in found.facts if fact.kind == "target"}
    if "{share}%" in clauses:
        assert f"{slots.share}%" in targets
