from __future__ import annotations

import math
import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.confusions import OTHER, Confusions, Step, adapted, read_table, shipped_confusions
from plancompare.text import fold

ENG, VIE = shipped_confusions("eng"), shipped_confusions("vie")
ALPHABET = "abcdđeêghiklmnoôơpqrstuưvxyAĐÊ0123456789 .-/éàủởệ¢&"
LETTERS = st.text(alphabet=ALPHABET, max_size=12)


def small(**steps: dict[str, float]) -> Confusions:
    """A table in which `a` may be shown as `b`, and little else."""
    rows = {"": {OTHER: 1e-6}, "a": {"a": 0.8, "b": 0.1, "": 0.05, OTHER: 1e-4}, "c": {"c": 0.9, OTHER: 1e-4}}
    return Confusions({**rows, **steps})


def test_a_word_costs_what_its_letters_cost() -> None:
    assert small().cost("ac", "bc") == pytest.approx(-math.log(0.1 * 0.9), abs=1e-3)
    assert small().cost("aca", "aca") == pytest.approx(-math.log(0.8 * 0.9 * 0.8), abs=1e-3)


def test_the_ways_to_the_same_letters_add_up() -> None:
    """`aa` shown as `a` has lost either the first letter or the second."""
    assert small().cost("aa", "a") == pytest.approx(-math.log(2 * 0.8 * 0.05), abs=0.01)


def test_two_letters_may_be_shown_as_one() -> None:
    with_pair = small(ac={"d": 0.02})
    assert with_pair.cost("ac", "d") == pytest.approx(-math.log(0.02), abs=0.01)
    assert small().cost("ac", "d") > 6
    assert with_pair.steps("cac", "cd") == (("c", "c"), ("ac", "d"))


def test_a_word_seen_often_has_its_own_readings() -> None:
    table = Confusions(small().rows, {"ac": {"ac": 0.5, "cc": 0.25, OTHER: 0.25}})
    assert table.cost("ac", "cc") == pytest.approx(-math.log(0.25), abs=0.01)
    assert table.cost("ac", "bc") == pytest.approx(small().cost("ac", "bc") + math.log(4), abs=0.01)
    assert table.cost("aca", "bca") == small().cost("aca", "bca")


def test_whatever_follows_is_something() -> None:
    """All that may be shown for a letter has a probability of one at most, and nearly one."""
    for table in (ENG, VIE):
        for letter in "nệĐĂ5/ ":
            row = table.row(letter)
            total = sum(chance for shown, chance in row.items() if shown != OTHER)
            assert 0.95 < total <= 1.01, letter


@given(LETTERS, LETTERS)
def test_costs_are_nats_and_steps_hold_all_letters(printed: str, shown: str) -> None:
    cost = VIE.cost(printed, shown)
    assert 0 <= cost < 20 + 5 * len(shown)
    steps = VIE.steps(printed, shown)
    assert "".join(a for a, _ in steps) == printed
    assert "".join(b for _, b in steps) == shown


@given(LETTERS)
def test_no_letter_is_likelier_than_the_one_that_is_there(word: str) -> None:
    """A Vietnamese model keeps what it sees; an English one all but the marks."""
    assert VIE.cost(word, word) <= VIE.cost(word, word + "x")
    plain = fold(word)
    assert ENG.cost(plain, plain) < 1 + 0.2 * len(plain)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("công", "cdng"), ("thực", "thyc"), ("có", "c6"), ("ở", "&"), ("Đảng", "Pang"), ("quyền", "quyén"), ("là", "1a")],
)
def test_an_english_model_misreads_marked_letters(printed: str, shown: str) -> None:
    assert ENG.cost(printed, shown) < 8 < VIE.cost(printed, shown)


@pytest.mark.parametrize(("printed", "shown"), [("đổi", "đối"), ("chi", "chỉ"), ("tổ", "tố"), ("thể", "thế")])
def test_a_vietnamese_model_confuses_tones_that_look_alike(printed: str, shown: str) -> None:
    assert VIE.cost(printed, shown) < 6
    assert VIE.cost(printed, printed) < 1


def test_another_word_is_no_misreading() -> None:
    for printed, shown in (("huyện", "tỉnh"), ("tăng", "giảm"), ("được", "không"), ("2023", "1998")):
        assert VIE.cost(printed, shown) > 12
        assert ENG.cost(printed, fold(shown)) > 12


@pytest.mark.parametrize("table", [ENG, VIE])
def test_one_digit_for_another_is_rare_but_not_unheard_of(table: Confusions) -> None:
    """4 of 27,000 digits were shown as another: 1.6 in 100,000 for each of nine."""
    costs = [table.cost(a, b) for a in "0123456789" for b in "0123456789" if a != b]
    assert min(costs) > 8
    assert max(costs) < 12.5
    assert -math.log(sum(math.exp(-cost) for cost in costs) / 10) == pytest.approx(8.8, abs=0.7)


def test_words_are_run_together_and_broken() -> None:
    for table in (ENG, VIE):
        assert 4 < table.cost("dan van", "danvan") < 11
        assert 4 < table.cost("danvan", "dan van") < 13


def test_a_letter_no_table_knows_is_kept() -> None:
    assert VIE.cost("aбc", "aбc") < 1
    assert VIE.cost("ẴN", "ẴN") < 2
    assert VIE.cost("aбc", "axc") < 12


def test_long_words_take_little_time() -> None:
    draw = random.Random(1)
    printed, shown = ("".join(draw.choices(ALPHABET, k=size)) for size in (60, 57))
    begun = time.perf_counter()
    VIE.cost(printed, shown)
    VIE.cost("a" * 20_000, "e" * 20_000)
    VIE.cost("a" * 20_000, "e" * 10_000)
    VIE.steps("a" * 5_000, "e" * 5_000)
    assert time.perf_counter() - begun < 3


def test_a_document_teaches_its_own_confusions() -> None:
    seen: Counter[Step] = Counter({("ế", "&"): 20, ("ế", "é"): 60, ("n", "n"): 500})
    here = adapted(ENG, seen)
    assert here.cost("Kế", "K&") < ENG.cost("Kế", "K&") - 2
    assert here.cost("ế", "é") == pytest.approx(-math.log(60 / 80), abs=0.4)
    assert here.cost("vụ", "vu") == ENG.cost("vụ", "vu")  # not seen


def test_what_was_not_seen_in_a_document_may_still_come() -> None:
    here = adapted(VIE, {("i", "i"): 100_000, ("h", "h"): 100_000})
    assert VIE.cost("tin", "tỉn") < here.cost("tin", "tỉn") < VIE.cost("tin", "tỉn") + 1
    assert adapted(VIE, {}).cost("tin", "tỉn") == VIE.cost("tin", "tỉn")


def test_adapting_leaves_the_table_as_it_was() -> None:
    before = {printed: dict(row) for printed, row in ENG.rows.items()}
    adapted(ENG, {("a", "b"): 5, ("ab", "c"): 2, ("", "x"): 3, ("abc", "d"): 1, ("a", "c"): -1})
    assert before == ENG.rows


def test_tables_may_hold_any_letter() -> None:
    rows = read_table("# a comment\n#\t#\t0.10\t \t3.00\n\t'\t5.00\n")
    assert rows["#"] == {"#": pytest.approx(math.exp(-0.1)), " ": pytest.approx(math.exp(-3))}
    assert rows[""] == {"'": pytest.approx(math.exp(-5))}
