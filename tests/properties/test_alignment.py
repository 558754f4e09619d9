"""The words of a plan as they are compared, and which sections are paired: the same from either side."""

from __future__ import annotations

from drawn_plans import CLAUSES, Drawn, Noise, drawn_plans, edited, noises, read
from effort import pure, whole
from hypothesis import given
from hypothesis import strategies as st

from plancompare.align import align_plans
from plancompare.channel import one_spelling, read_forms
from plancompare.model import Plan, Scan
from plancompare.model.comparison import Match
from plancompare.text import fold, words
from plancompare.tokens import comparable_forms, tokenize

shown = st.lists(
    st.one_of(
        st.sampled_from(" ".join(CLAUSES).split()),
        st.sampled_from("33/CT-TTg 1116-Qb/TU |. 11. thyc hién cdng v6i 26/11/2021 26/11/2O21 95% S6: đảm bảo".split()),
        st.text(min_size=1, max_size=12),
    ),
    max_size=12,
)
CLEAN, SCAN = Scan(False, 0.0, ""), Scan(True, 0.3, "")


@given(shown)
@pure(30)
def test_every_word_has_one_form_whatever_is_read(said: list[str]) -> None:
    for scan in (CLEAN, SCAN):
        forms = read_forms(said, scan)
        assert len(forms) == len(said)
        assert read_forms(said, scan) == forms


@given(shown)
@pure(30)
def test_a_typed_word_is_compared_by_itself_alone(said: list[str]) -> None:
    assert read_forms(said, CLEAN) == tuple(one_spelling(word) for word in said)


@given(shown)
@pure(30)
def test_marks_and_case_are_not_compared_in_a_scan(said: list[str]) -> None:
    assert read_forms(said, CLEAN) == read_forms([fold(word) for word in said], CLEAN) or any(
        not word.isalpha() or not word.isascii() and not fold(word).isascii() or not fold(word).isalpha()
        for word in said
    )


@given(shown)
@pure(30)
def test_digits_stay_digits_in_a_scan(said: list[str]) -> None:
    """A lone digit may be a letter; in numbers of two digits or more each is kept."""
    said = [f"{word}" for word in said if word.isascii() and word.isdigit() and len(word) > 1]
    assert list(read_forms(said, SCAN)) == said


@given(drawn_plans(most_items=5))
@pure(5)
def test_tokens_are_the_words_outside_furniture(plan: Drawn) -> None:
    parsed = read(plan.text())
    tokens = tokenize(parsed)
    assert len(tokens.words) == len(tokens.exact) == len(tokens.tolerant)
    assert all(len(forms) == len(tokens.words) for forms in tokens.compared)
    furniture = [span for s in parsed.sections if s.kind == "furniture" for span in s.own]
    if not furniture:
        assert list(tokens.words) == words(parsed.text)
    assert list(tokens.begins) == sorted(set(tokens.begins))
    assert set(tokens.begins) <= set(range(len(tokens.words) + 1))


@given(drawn_plans(most_items=5), drawn_plans(most_items=5), noises, st.floats(0, 1))
@pure(3)
def test_the_forms_of_two_plans_do_not_depend_on_their_order(a: Drawn, b: Drawn, noise: Noise, level: float) -> None:
    one, other = tokenize(read(a.text())), tokenize(read(noise.scan(b.text(), level)))
    forms_a, forms_b, alike = comparable_forms(one, other)
    assert comparable_forms(other, one) == (forms_b, forms_a, alike)


# ---------------------------------------------------------------- sections


def aligned(a: Plan, b: Plan, twins: bool) -> tuple[Match, ...]:
    tokens = [tokenize(plan) for plan in (a, b)]
    found = align_plans([(t.plan, t.tolerant, t.words) for t in tokens], twins)
    return next(iter(found.values()))


@given(drawn_plans(most_items=6), drawn_plans(most_items=6), st.booleans())
@whole(2)
def test_sections_are_paired_alike_from_either_side(a: Drawn, b: Drawn, twins: bool) -> None:
    one, other = read(a.text(), "a"), read(b.text(), "b")
    there, back = aligned(one, other, twins), aligned(other, one, twins)
    assert sorted((m.a, m.b, m.score, m.cosine) for m in there) == sorted((m.b, m.a, m.score, m.cosine) for m in back)
    for match in there:
        assert 0 <= match.score <= 1 and 0 <= match.cosine <= 1.0001
        assert match.terms or match.cosine == 0 or match.role
    assert len({(m.a, m.b) for m in there}) == len(there)


@given(drawn_plans(most_items=6), st.data())
@whole(2)
def test_of_two_texts_of_one_document_a_section_has_one_counterpart_at_most(plan: Drawn, data: st.DataObject) -> None:
    one, other = read(plan.text(), "a"), read(data.draw(edited(plan)).text(), "b")
    found = aligned(one, other, True)
    for side in ([m.a for m in found], [m.b for m in found]):
        assert len(side) == len(set(side))
