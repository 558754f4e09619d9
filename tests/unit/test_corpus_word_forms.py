"""The words of a text looked up all at once: the same as one by one, whatever is remembered of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.corpus import word_forms
from plancompare.corpus.word_forms import form_of, number_of, words_of

SCAN = "tay-ninh-so-ngoai-vu-2024.ocr.txt"
Told = list[tuple[int, int, int, str]]


def looked_up(text: str) -> Told:
    return [
        (start, end, number, piece.forms[row])
        for piece in words_of(text)
        for start, end, number, row in zip(
            piece.starts.tolist(), piece.ends.tolist(), piece.numbers.tolist(), piece.rows.tolist(), strict=True
        )
    ]


def one_by_one(text: str) -> Told:
    runs = ((run.start(), run.end(), form_of(run[0])) for run in re.finditer(r"\S+", text))
    return [
        (start, end, number_of(form), form if len(form) <= word_forms._LONGEST_FORM else f"{number_of(form):x}")
        for start, end, form in runs
        if form
    ]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table that holds so little that it begins anew time and again."""
    limits = {"_PIECE": 100, "_LONGEST_RUN": 200, "_KNOWN_RUNS": 50, "_SNAPPED_WORDS": 20}
    for name, limit in limits.items():
        monkeypatch.setattr(word_forms, name, limit)
    for kept in (word_forms._table, word_forms._reader, word_forms._powers):
        kept.cache_clear()
    yield
    for kept in (word_forms._table, word_forms._reader, word_forms._powers):
        kept.cache_clear()


def test_a_plan_and_its_scan(fixtures: Path) -> None:
    for path in sorted(fixtures.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert looked_up(text) == one_by_one(text)


def test_what_is_remembered_is_bounded_and_no_difference(fixtures: Path, small: Any) -> None:
    text = (fixtures / SCAN).read_text(encoding="utf-8") + " " + "x" * 150 + " cuối"
    assert looked_up(text) == one_by_one(text)
    table = word_forms._table()
    assert len(table._forms) <= len(table._numbers) < 250
    assert (table._keys != 0).sum() == len(table._forms) < len(table._keys) * 5 / 8
    assert max(map(len, table._forms)) <= word_forms._LONGEST_FORM


def test_letters_without_end_are_cut(small: Any) -> None:
    assert [(start, end) for start, end, *_ in looked_up("việc " + "x" * 700 + " làm")] == [
        (0, 4), (5, 300), (300, 600), (600, 705), (706, 709),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "\t", "\u00a0", "\u2003", "\u3000", "\x1c", "\x85", "\u2028", " \f\r\n "])
def test_all_white_space_parts_words(gap: str) -> None:
    assert [form for *_, form in looked_up(f"{gap}dân{gap}vận{gap}")] == ["dan", "van"]


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert looked_up(text) == one_by_one(text)


@given(st.lists(st.text(st.sampled_from("aă\0\ud800𝕏1-"), min_size=1, max_size=4), max_size=60))
def test_runs_alike_are_told_apart(runs: list[str]) -> None:
    """A letter of code 0, a half of a pair and letters beyond 16 bits count like any other."""
    text = " ".join(runs)
    starts, ends, hashes = word_forms._runs(text)
    by_hash = dict(zip(hashes.tolist(), (text[a:b] for a, b in zip(starts, ends, strict=True)), strict=True))
    assert set(by_hash.values()) == set(runs) and len(by_hash) == len(set(runs))
