from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plancompare.syllables import is_syllable, toneless_syllables
from plancompare.text import fold, words

FIXTURES = Path(__file__).parents[2] / "fixtures"
LEGAL = (
    "nghiêng ngoèo khuỷu quỳnh quyết quốc quýt quở giếng giết gìn gì giá giũ giữ giòn ghềnh kỷ kiểu ý yếu yên uống "
    "ương oan oẹ uỷ ủy thủy thuỷ khoẻ khỏe hoà hòa huệ khuya khuếch xoong rượu hươu mưa mía múa lý lí mỹ Đắk Lắk Kạn"
)
ILLEGAL = (
    "hién céng tíc ngiệp cê ká gé ngé ghá qá càc tòt anhh bc pr tr ng f jz wa thưc thựcc uan hoăn̉g chuyênn bòa̧ iê uô "
    "UBND TTg 12 c6 s& Khmer Index"
)
# What stands in the two clean plans and is no Vietnamese syllable: abbreviations, Roman numbers, two English words, and
# `uan`, a misprint for `quan`.
OTHER = set(
    "BGĐ CCHC CM DDCI II III IV Index KT PAPI PCI Par PAR SIPAS UBND VT XII XIII uan CT PCT PNV TP TTg UBMTTQVN".split()
)


@pytest.mark.parametrize("word", LEGAL.split())
def test_legal(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", [*ILLEGAL.split(), "", "dân vận", "q"])
def test_illegal(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("plan", sorted(FIXTURES.glob("*.clean.txt")), ids=lambda path: path.stem)
def test_every_word_of_a_clean_plan_is_legal(plan: Path) -> None:
    shown = {word.shown for word in words(plan.read_text(encoding="utf-8"))}
    assert {word for word in shown if word.isalpha() and not is_syllable(word)} <= OTHER


def test_stopped_syllables_have_two_tones() -> None:
    assert [tone for tone in "cat cát càt cảt cãt cạt".split() if is_syllable(tone)] == ["cát", "cạt"]


def test_toneless_syllables_are_a_small_closed_set() -> None:
    syllables = toneless_syllables()
    assert 2300 < len(syllables) < 2900
    assert list(syllables) == sorted(syllables)
    assert all(onset + rhyme == syllable == fold(syllable) for syllable, (onset, rhyme) in syllables.items())
    assert {fold(word) for word in LEGAL.split()} <= syllables.keys()
    assert not {"tic", "cdng", "hein", "thyc", "nghi-"} & syllables.keys()
