"""What must hold of any set of drawn plans, and what a known change of one of them must do to the result."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import permutations

from drawn_plans import PROVINCES, UNRELATED, Drawn, Item, Noise, drawn_plans, noises, read
from effort import whole
from hypothesis import assume, given
from hypothesis import strategies as st

from plancompare import compare_plans
from plancompare.ingest.letters.encoding import decode
from plancompare.model.comparison import ComparedPlan, Comparison, Pair, TextSpan
from plancompare.schema import dumps
from plancompare.text import words

plans = drawn_plans(most_items=5)


def compared(*texts: str) -> Comparison:
    """The texts, called a, b, c …"""
    return compare_plans([read(text, id) for text, id in zip(texts, "abcd", strict=False)])


def pair_of(result: Comparison, a: str, b: str) -> Pair:
    return next(pair for pair in result.pairs if {pair.a, pair.b} == {a, b})


def classes(document: ComparedPlan) -> list[tuple[str, TextSpan]]:
    """Each word outside furniture with the span it lies in."""
    text = document.plan.text
    spans = iter(document.spans)
    span = next(spans)
    found = []
    for word in words(text):
        while word.start >= span.end:
            span = next(spans)
        if span.class_ != "furniture":
            found.append((word.shown, span))
    return found


# ---------------------------------------------------------------- any set


@given(plans, plans, plans)
@whole(2)
def test_shares_are_those_of_the_words_and_add_up_to_one(a: Drawn, b: Drawn, c: Drawn) -> None:
    result = compared(a.text(), b.text(), c.text())
    for document in result.documents:
        for sharing in filter(None, (document.sharing, document.strict)):
            parts = [sharing, sharing.prose, sharing.form, sharing.citation, sharing.formula]
            for number, part in enumerate(parts):
                total = part.shared + part.adapted + part.local
                is_empty = number and not sharing.layer_words[("prose", "form", "citation", "formula")[number - 1]]
                assert abs(total - (0 if is_empty else 1)) < 2e-4
            assert sum(sharing.layer_words.values()) == sharing.words
        strict = document.strict
        assert strict is not None and strict.local >= document.sharing.local
        found = [span.class_ for _, span in classes(document)]
        assert len(found) == document.sharing.words
        assert abs(found.count("shared") / len(found) - document.sharing.shared) < 1e-4


@given(plans, plans, plans)
@whole(2)
def test_ids_lead_to_what_they_name(a: Drawn, b: Drawn, c: Drawn) -> None:
    result = compared(a.text(), b.text(), c.text())
    ids = {document.plan.id for document in result.documents}
    clusters = {cluster.id: cluster for cluster in result.clusters}
    assert len(clusters) == len(result.clusters)
    texts = {document.plan.id: document.plan.text for document in result.documents}
    for document in result.documents:
        for span in document.spans:
            assert set(span.documents) <= ids - {document.plan.id}
            assert span.cluster is None or document.plan.id in clusters[span.cluster].documents
            assert (span.class_ in ("local", "furniture")) == (not span.documents)
            assert (span.slot is not None) == (span.class_ == "adapted")
    for cluster in result.clusters:
        assert sorted({member.document for member in cluster.members}) == sorted(cluster.documents)
        for slot in cluster.slots:
            assert f"{{{slot.index}}}" in cluster.template
        for member in cluster.members:
            assert texts[member.document][member.start : member.end].strip()
    sections = {document.plan.id: [s.id for s in document.plan.sections] for document in result.documents}
    for pair in result.pairs:
        assert pair.a < pair.b
        for match in pair.matches:
            assert match.a in sections[pair.a] and match.b in sections[pair.b]
            assert 0 <= match.score <= 1 and 0 <= match.cosine <= 1.0001
    told = [(name, id) for row in result.rows for name, cell in row.cells.items() for id in cell.sections]
    own = [
        (name, id)
        for row in result.rows
        for name, cell in row.cells.items()
        for id in cell.sections
        if cell.state == "own"
    ]
    assert all(id in sections[name] for name, id in told)
    assert len(own) == len(set(own)), "a section of its own in two rows"
    assert [row.id for row in result.rows] == sorted({row.id for row in result.rows})


@given(plans, plans, plans)
@whole(1)
def test_the_order_of_files_does_not_matter(a: Drawn, b: Drawn, c: Drawn) -> None:
    given_plans = [read(plan.text(), id) for plan, id in zip((a, b, c), "abc", strict=True)]
    first, *others = (dumps(compare_plans(list(order))) for order in list(permutations(given_plans))[::2])
    assert all(other == first for other in others)


# ---------------------------------------------------------------- what a change of one plan does


@given(plans, st.sampled_from(PROVINCES))
@whole(2)
def test_another_province_everywhere_makes_shared_text_adapted_not_local(plan: Drawn, province: str) -> None:
    """But for the first and last words: a passage begins and ends with words that agree, seven before a long name."""
    assume(province != plan.slots.province)
    renamed = replace(plan, slots=plan.slots._replace(province=province))
    result = compared(plan.text(), renamed.text())
    pair = result.pairs[0]
    assume(not pair.relation.startswith("same"))  # of one document nothing is called shared or adapted
    for document, own in zip(result.documents, (plan.slots.province, province), strict=True):
        named = {*own.split(), *own.upper().split()}
        for shown, span in classes(document)[10:-4]:
            assert span.class_ == "shared" or shown in named and (span.class_, span.slot) == ("adapted", "place"), shown


@given(plans, plans, st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=3))
@whole(2)
def test_a_plan_of_something_else_changes_nothing_that_is_said_of_the_others(
    a: Drawn, b: Drawn, other: list[str]
) -> None:
    two = compared(a.text(), b.text())
    three = compared(a.text(), b.text(), "KẾ HOẠCH\nBản tin cuối tuần\n" + "".join(f"{line}.\n" for line in other))
    assert pair_of(two, "a", "b") == pair_of(three, "a", "b")
    for before, after in zip(two.documents, three.documents, strict=False):
        assert before.sharing == after.sharing
        assert [(s.start, s.end, s.class_, s.layer, s.scope, s.slot) for s in before.spans] == [
            (s.start, s.end, s.class_, s.layer, s.scope, s.slot) for s in after.spans
        ]


@given(plans, plans, st.sampled_from(UNRELATED))
@whole(2)
def test_a_section_at_the_end_leaves_the_others_aligned(a: Drawn, b: Drawn, own: str) -> None:
    a = replace(a, table=())  # which would stand in the new section
    longer = replace(a, items=(*a.items, Item(0, "HỘI CHỢ VÀ THỂ THAO" if a.items[0].heading else "", (own,))))
    before, after = (compared(plan.text(), b.text()).pairs[0] for plan in (a, longer))
    assume(before.relation == after.relation and not before.relation.startswith("same"))  # of twins one section each
    known = {section.id for section in read(a.text()).sections}
    matched = {(m.a, m.b) for m in before.matches}
    assert {(m.a, m.b) for m in after.matches if m.a in known} == matched


@given(plans, plans)
@whole(1)
def test_how_letters_are_stored_changes_nothing(a: Drawn, b: Drawn) -> None:
    text = b.text()
    stored = unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode("utf-16")
    again = decode(stored).text
    assert again == text
    assert dumps(compared(a.text(), text)) == dumps(compared(a.text(), again))


@given(plans, plans)
@whole(2)
def test_capitals_change_no_class_of_a_word(a: Drawn, b: Drawn) -> None:
    plain, loud = (compared(a.text(), text) for text in (b.text(), b.text().upper()))
    assume(plain.pairs[0].relation == "related" == loud.pairs[0].relation)
    one, other = ([span.class_ for _, span in classes(result.documents[0])] for result in (plain, loud))
    assert one == other


@given(plans)
@whole(2)
def test_a_plan_beside_itself_is_one_document_and_every_section_its_own(plan: Drawn) -> None:
    result = compared(plan.text(), plan.text())
    pair = result.pairs[0]
    assert pair.relation == "same" and pair.similarity == 1.0 and result.witnesses == (("a", "b"),)
    assert pair.matches and all(match.a == match.b for match in pair.matches)


# ---------------------------------------------------------------- noise


@given(plans, noises, st.floats(0, 1), st.floats(0, 1))
@whole(2)
def test_more_noise_makes_no_two_plans_more_alike(plan: Drawn, noise: Noise, one: float, other: float) -> None:
    text = plan.text()
    less, more = (compared(text, noise.scan(text, level)).pairs[0] for level in sorted((one, other)))
    assert more.similarity <= less.similarity + 0.05
