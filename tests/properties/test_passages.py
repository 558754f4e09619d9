"""Shared passages of any two texts: both agree where they say, in either order of the two, and none is forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from drawn_plans import CLAUSES
from effort import pure
from hypothesis import example, given
from hypothesis import strategies as st

from plancompare import channel
from plancompare.collate import FIRM, MIN_AGREED, MIN_SHARE, shared_passages
from plancompare.relations import agreed_shares, similarity

few = st.lists(st.sampled_from("công tác dân vận chính quyền".split()), max_size=40)
copied = [clause.split()[:20] for clause in CLAUSES[:4]]


@st.composite
def two_texts(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Words of which some are copied, some said otherwise; or two texts of a few words that repeat themselves."""
    if draw(st.booleans()):
        return draw(few), draw(few)
    texts: tuple[list[str], list[str]] = [], []
    for text in texts:
        for clause in draw(st.lists(st.sampled_from(copied), max_size=3)):
            said = list(clause)
            for at in draw(st.lists(st.integers(0, len(said) - 1), max_size=4)):
                said[at : at + 1] = draw(st.sampled_from(([], ["khác"], [*said[at : at + 1], "thêm"])))
            text += said
    return texts


def reworked(word: str) -> list[str]:
    """Twelve words, two reworked ones around `m n`, which agree side by side in the gap, and twelve more."""
    return [*(f"c{at}" for at in range(12)), f"{word}1", "m", "n", f"{word}2", *(f"d{at}" for at in range(12))]


@example((reworked("x"), reworked("y")))
@given(two_texts())
@pure(40)
def test_passages_agree_word_by_word_and_lie_in_both_texts(texts: tuple[list[str], list[str]]) -> None:
    a, b = texts
    for passage in shared_passages(a, b):
        for i, j, length in passage.runs:
            assert length > 0
            assert a[i : i + length] == b[j : j + length] and len(a[i : i + length]) == length
        for (i, j, length), (after_i, after_j, _) in zip(passage.runs, passage.runs[1:], strict=False):
            assert after_i >= i + length and after_j >= j + length
            assert (after_i, after_j) != (i + length, j + length)  # what lies side by side is one run
        assert passage.agreed >= MIN_AGREED
        assert 100 * passage.agreed >= MIN_SHARE * max(y - x for x, y in (passage.a, passage.b))


@given(two_texts())
@pure(40)
def test_none_lies_inside_another(texts: tuple[list[str], list[str]]) -> None:
    found = shared_passages(*texts)
    assert [p.a[0] for p in found] == sorted(p.a[0] for p in found)
    for one in found:
        for other in found:
            inside = other.a[0] <= one.a[0] and one.a[1] <= other.a[1] and other.b[0] <= one.b[0]
            assert one is other or not (inside and one.b[1] <= other.b[1])


@given(two_texts())
@pure(40)
def test_another_order_of_the_two_gives_the_same_stretches(texts: tuple[list[str], list[str]]) -> None:
    a, b = texts
    there, back = shared_passages(a, b), shared_passages(b, a)
    assert sorted(((p.a, p.b), p.loose) for p in there) == sorted(((p.b, p.a), p.loose) for p in back)


@given(two_texts())
@pure(30)
def test_shares_are_shares(texts: tuple[list[str], list[str]]) -> None:
    a, b = texts
    in_a, in_b = agreed_shares(shared_passages(a, b), len(a), len(b))
    assert 0.0 <= in_a <= 1.0 and 0.0 <= in_b <= 1.0
    assert 0.0 <= similarity((in_a, in_b), len(a), len(b)) <= 1.0
    assert min(in_a, in_b) * 1e-4 - 1e-4 <= similarity((in_a, in_b), len(a), len(b)) <= max(in_a, in_b) + 1e-4


def equal_stretches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """All longest stretches of at least 12 equal words, found by trying every place."""
    found = []
    for i in range(len(a)):
        for j in range(len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            if length >= MIN_AGREED:
                found.append((i, j, length))
    return found


@given(two_texts())
@pure(40)
def test_every_stretch_of_equal_words_lies_in_a_passage(texts: tuple[list[str], list[str]]) -> None:
    a, b = texts
    found = shared_passages(a, b)
    for i, j, length in equal_stretches(a, b):
        assert any(p.a[0] <= i and i + length <= p.a[1] and p.b[0] <= j and j + length <= p.b[1] for p in found), (
            i,
            j,
            length,
        )


def firm_pairs(a: Sequence[str], b: Sequence[str]) -> set[tuple[int, int, int, int]]:
    """All stretches that the definition calls a passage where the words between agreements are replaced one by one."""
    found = set()
    for diagonal in range(-len(a), len(b)):
        agrees = [i for i in range(len(a)) if 0 <= i + diagonal < len(b) and a[i] == b[i + diagonal]]
        for low, first in enumerate(agrees):
            for high in range(low + MIN_AGREED - 1, len(agrees)):
                inside = agrees[low : high + 1]
                last = inside[-1]
                if all(y - x <= FIRM.gap + 1 for x, y in zip(inside, inside[1:], strict=False)) and all(
                    100 * sum(first <= k < cut for k in inside) >= MIN_SHARE * (cut - first)
                    and 100 * sum(cut <= k for k in inside) >= MIN_SHARE * (last + 1 - cut)
                    for cut in range(first, last + 1)
                    if cut > first
                ):
                    found.add((first, last + 1, first + diagonal, last + 1 + diagonal))
    return found


@st.composite
def one_reworded(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text of different words, and the same with some of them replaced."""
    a = [f"w{at}" for at in range(draw(st.integers(12, 40)))]
    b = list(a)
    for at in draw(st.sets(st.integers(0, len(a) - 1), max_size=12)):
        b[at] = f"x{at}"
    return a, b


@given(one_reworded())
@pure(30)
def test_words_replaced_one_by_one_leave_what_the_definition_says(texts: tuple[list[str], list[str]]) -> None:
    a, b = texts
    found = [(*p.a, *p.b) for p in shared_passages(a, b)]
    for first, last, other, end in firm_pairs(a, b):
        assert any(x <= first and last <= y and u <= other and end <= v for x, y, u, v in found), (first, last)


@given(two_texts(), st.lists(st.sampled_from("một hai ba bốn năm".split()), max_size=10))
@pure(30)
def test_text_of_its_own_behind_takes_no_passage_away(texts: tuple[list[str], list[str]], more: list[str]) -> None:
    a, b = texts
    before = shared_passages(a, b)
    after = shared_passages([*a, "#", *more], b)
    for passage in before:
        assert any(
            p.a[0] <= passage.a[0] and passage.a[1] <= p.a[1] and p.b[0] <= passage.b[0] and passage.b[1] <= p.b[1]
            for p in after
        )


# ---------------------------------------------------------------- misread words

forms = st.one_of(
    st.sampled_from("cong tac dan van chinh quyen chi chu dang pang 2023 2024 33/ct-ttg 33/cd-ttg quyet dinh".split()),
    st.text(st.sampled_from("abcdehinotuy0169/-"), min_size=1, max_size=9),
)


@given(forms, forms)
@pure(60)
@example("34/2007/pl-ubtvqh11", "34/2007/pl-ubtvqhi11")
def test_whether_two_forms_are_one_does_not_depend_on_their_order(x: str, y: str) -> None:
    assert channel.alike(x, y) == channel.alike(y, x)


@given(st.text(st.sampled_from("0123456789/-abq"), min_size=1, max_size=9), st.integers(0, 8), st.integers(1, 9))
@pure(60)
def test_forms_of_other_digits_are_never_one(form: str, at: int, more: int) -> None:
    digits = [at for at, sign in enumerate(form) if sign.isdigit()]
    if digits:
        at = digits[at % len(digits)]
        other = form[:at] + str((int(form[at]) + more) % 10) + form[at + 1 :]
        assert not channel.alike(form, other)
