"""The confidence of a recogniser in its words as evidence of noise."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from diff_texts import CLEAN, page, plan
from test_changes_pieces import FRAME

from plancompare import diff_plans, parse_plan
from plancompare.changes.confidence import BUCKETS, WITH_MARKS, WITHOUT_MARKS, nats_of_misreading
from plancompare.changes.odds import Reading
from plancompare.changes.pieces import judge
from plancompare.changes.texts import Text, read_text
from plancompare.changes.token_map import map_tokens
from plancompare.confusions import shipped_confusions
from plancompare.model import Provenance, Source

EDITED_HERE_AND_THERE = Reading(((0.0, shipped_confusions("vie")),), True, edited=5.0)


def recognised(shown: str, percents: Mapping[str, int]) -> Text:
    """`shown` as read from an image, each word with 96 % but those of `percents`."""
    words = re.finditer(r"\S+", shown)
    read = tuple((word.start(), word.end(), percents.get(word[0].strip(".,;"), 96)) for word in words)
    source = Source("b.png", "0" * 64, shown, "image/png", None, provenance=Provenance(confidences=read))
    return read_text(parse_plan(source, "b"))


def label_of(before: str, after: str, percents: Mapping[str, int] | None) -> str:
    """What becomes of `after` in the place of `before` in a reading; with None the reading has no confidences."""
    assert FRAME.count(before) == 1
    shown = FRAME.replace(before, after)
    typed = read_text(parse_plan(Source("a.txt", "0" * 64, FRAME, "text/plain", "utf-8"), "a"))
    if percents is None:
        other = read_text(parse_plan(Source("b.txt", "0" * 64, shown, "text/plain", "utf-8"), "b"))
    else:
        other = recognised(shown, percents)
    pieces = judge(typed, other, [(step, None) for step in map_tokens(typed, other)], EDITED_HERE_AND_THERE)
    (label,) = [piece.verdict.label for piece in pieces if piece.verdict is not None]
    return label


@pytest.mark.parametrize(
    ("before", "after", "word", "without"),
    [
        ("chuyên môn", "chuyên mòn", "mòn", "undecidable"),
        ("phù hợp", "phủ hợp", "phủ", "undecidable"),
        ("dân vận", "dân van", "van", "edit"),
        ("nghiêm túc, ", "nghiêm túc, và ", "và", "undecidable"),
    ],
)
def test_a_doubtful_word_is_noise_and_a_sure_one_an_edit(before: str, after: str, word: str, without: str) -> None:
    assert label_of(before, after, {word: 25}) == "ocr_noise"
    assert label_of(before, after, {word: 97}) == "edit"
    assert label_of(before, after, None) == without


def test_what_is_clear_stays_clear() -> None:
    assert label_of("nghiêm túc", "nghiêm minh", {"minh": 45}) == "edit"
    assert label_of("bảo đảm", "bảođảm", {"bảođảm": 97}) == "ocr_noise"


def test_from_end_to_end() -> None:
    """A page with one sure edit and, a few lines below, a word with another mark."""
    clean = page(CLEAN)
    changed = clean.replace("nghiêm túc", "nghiêm minh").replace("suy thoái", "suy thoải")
    typed = plan(clean)
    for percent, label in ((25, "ocr_noise"), (97, "edit")):
        scan = recognised(changed, {"thoải": percent}).plan
        for difference in (diff_plans(typed, scan), diff_plans(scan, typed)):
            (found,) = [c.label for c in difference.changes if {c.a_text, c.b_text} == {"thoái", "thoải"}]
            assert found == label


def test_nats_of_words() -> None:
    text = recognised("Kế hoạch số 12/KH-\nUBND", {"Kế": 20, "hoạch": 95, "UBND": 88})
    assert [word.shown for word in text.words] == ["Kế", "hoạch", "số", "12/KH-UBND"]
    one, two, _, broken = (nats_of_misreading(text, k, k + 1, True) for k in range(4))
    assert one > broken > 0 > two
    assert nats_of_misreading(text, 0, 2, True) == pytest.approx(one + two)
    assert nats_of_misreading(text, 2, 2, True) == 0
    assert 0 < nats_of_misreading(text, 0, 1, False) < one


def test_a_word_without_confidence_says_nothing() -> None:
    source = Source("b.png", "0" * 64, "Kế hoạch", "image/png", None, provenance=Provenance(confidences=((3, 8, 20),)))
    text = read_text(parse_plan(source, "b"))
    assert nats_of_misreading(text, 0, 1, True) == 0 < nats_of_misreading(text, 1, 2, True)


def test_tables_have_a_figure_for_every_bucket() -> None:
    assert len(WITH_MARKS) == len(WITHOUT_MARKS) == len(BUCKETS) + 1
