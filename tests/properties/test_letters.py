"""Bytes to letters to words: nothing is lost on the way, every word stands where it says, forms are forms of forms."""

from __future__ import annotations

import unicodedata

from drawn_plans import BEFORE_UNICODE, CLAUSES, HEADINGS, UNICODE, Drawn, drawn_plans
from effort import pure
from hypothesis import example, given
from hypothesis import strategies as st

from plancompare.ingest.letters.encoding import UnknownEncodingError, decode, tidied
from plancompare.text import canonical, fold, line_starts, without_heaps, words, words_outside

letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
signs = st.text(st.sampled_from("aàeđĐ9 12/-–.,\n\t;:“”()KHQĐ\u0301\u0323\u00a0\ufeff"), max_size=60)
lines = st.lists(st.sampled_from([*CLAUSES, *HEADINGS, "1. Mục đích", "- Lưu: VT.", "", "33/CT- -TTg"]), max_size=4)
texts = st.one_of(letters, signs, lines.map("\n".join))


# ---------------------------------------------------------------- encodings


@given(st.sampled_from(sorted(UNICODE)), drawn_plans(most_items=4))
@pure(20)
def test_a_plan_comes_out_whole_of_every_form_of_unicode(name: str, plan: Drawn) -> None:
    reading = decode(UNICODE[name](plan.text()))
    assert reading.text == plan.text()
    assert not reading.warnings


@given(st.sampled_from(sorted(BEFORE_UNICODE)), drawn_plans(most_items=4))
@pure(10)
def test_a_plan_comes_out_whole_of_encodings_before_unicode(name: str, plan: Drawn) -> None:
    text = plan.text().replace("“", '"').replace("”", '"')
    reading = decode(BEFORE_UNICODE[name](text))
    assert (reading.text, reading.encoding) == (text, name)


@given(st.binary(max_size=400))
@pure(40)
@example(b"\xff\xfe\x00")
@example(b"\x00\x00\x00\x00")
def test_any_bytes_are_letters_in_nfc_or_refused(data: bytes) -> None:
    try:
        reading = decode(data)
    except UnknownEncodingError:
        return
    assert unicodedata.is_normalized("NFC", reading.text)
    assert "\r" not in reading.text
    for notice in reading.warnings:
        assert 0 <= notice.start <= notice.end <= len(reading.text)


@given(texts)
@pure(40)
def test_what_was_tidied_is_tidy(text: str) -> None:
    once, _ = tidied(text)
    assert tidied(once) == (once, ())


@given(texts)
@pure(40)
def test_decomposed_letters_and_other_line_ends_are_the_same_text(text: str) -> None:
    text = tidied(text)[0]
    decomposed = unicodedata.normalize("NFD", without_heaps(text))
    assert tidied(decomposed.replace("\n", "\r\n"))[0] == tidied(without_heaps(text))[0]


# ---------------------------------------------------------------- words


@given(texts)
@pure(40)
def test_words_stand_in_order_where_they_say(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.shown == "".join(text[word.start : word.end].split())
        at = word.end


@given(texts)
@pure(40)
def test_no_letter_or_digit_is_in_no_word(text: str) -> None:
    held = {at for word in words(text) for at in range(word.start, word.end)}
    assert not [at for at, sign in enumerate(text) if (sign.isalpha() or sign.isdigit()) and at not in held]


@given(texts, st.data())
@pure(40)
def test_words_of_a_stretch_are_those_of_the_stretch_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = words(text, start, end)
    alone = words(text[start:end])
    if start == 0 or text[start - 1].isspace():
        assert [(w.start - start, w.end - start, w.shown) for w in found] == list(map(tuple, alone))
    for word in found:
        assert start <= word.start < word.end <= end


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=4))
@pure(40)
def test_words_outside_stretches_touch_none_of_them(text: str, drawn: list[list[int]]) -> None:
    spans, at = [], 0
    for start, end in sorted(drawn):
        if start >= at and end <= len(text):
            spans.append((start, end))
            at = end
    found = words_outside(text, spans)
    assert [word for word in found for start, end in spans if word.start < end and start < word.end] == []
    assert words_outside(text, []) == words(text)


@given(texts)
@pure(40)
def test_blanks_of_any_kind_part_words_alike(text: str) -> None:
    said = [word.shown for word in words(text)]
    wide = text.replace(" ", "\u00a0")
    assert [word.shown for word in words(wide)] == said


@given(texts)
@pure(40)
def test_lines_begin_where_they_say(text: str) -> None:
    starts = line_starts(text)
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(pieces) == text
    assert all(piece.endswith("\n") and piece.count("\n") == 1 for piece in pieces[:-1])
    assert "\n" not in pieces[-1]


# ---------------------------------------------------------------- forms


@given(texts)
@pure(40)
def test_folded_text_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
@pure(40)
def test_folding_sees_no_difference_of_case_or_composition(text: str) -> None:
    nfc = unicodedata.normalize("NFC", text)
    if all(len(sign.upper()) == 1 and sign.upper().lower() == sign.lower() for sign in nfc):
        assert fold(nfc.upper()) == fold(nfc)
    assert fold(unicodedata.normalize("NFD", nfc)) == fold(nfc)


@given(texts)
@pure(40)
def test_a_canonical_word_is_its_own_canonical_form(text: str) -> None:
    for word in words(text):
        once = canonical(word.shown)
        assert canonical(once) == once


@given(texts)
@pure(40)
def test_canonical_forms_lose_case_and_no_mark(text: str) -> None:
    for word in words(unicodedata.normalize("NFC", text)):
        form = canonical(word.shown)
        assert fold(form) == fold(word.shown).replace("--", "-")
