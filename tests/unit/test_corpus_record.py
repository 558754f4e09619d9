"""Records against the tokens they were made of."""

from __future__ import annotations

import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from pathlib import Path

import pytest
from plan_sample import make_plan

from plancompare.corpus.record import Read, decode, encode, read_closely
from plancompare.ingest import ReadingOptions, read_source
from plancompare.model import Failure
from plancompare.parse import outline_plan
from plancompare.tokens import Tokens, tokenize

FIXTURES = sorted(str(path) for path in (Path(__file__).parents[2] / "fixtures").glob("*.txt"))


def content(tokens: Tokens) -> dict[str, object]:
    return {one.name: getattr(tokens, one.name) for one in fields(tokens) if one.init}


@pytest.mark.parametrize("path", FIXTURES)
def test_a_record_gives_the_same_tokens_again(path: str) -> None:
    tokens = tokenize(outline_plan(read_source(path), "plan"))
    again = decode(encode(tokens))
    assert content(again) == content(tokens)
    assert len(encode(tokens)) < 1.6 * len(tokens.plan.text.encode())


def test_words_that_white_space_breaks_and_plans_without_words_are_kept() -> None:
    broken = tokenize(make_plan("a", [("I", "Căn cứ", "Kết luận số 120 -KL/TW ngày 26/4 /2023 bảo đảm, đảm bảo vệ")]))
    assert "120-KL/TW" in [word.shown for word in broken.words]
    nothing = tokenize(make_plan("b", [("furniture", None, "3")]))
    assert not nothing.words
    for tokens in (broken, nothing):
        assert content(decode(encode(tokens))) == content(tokens)


def test_bytes_that_are_no_record_are_told() -> None:
    record = encode(tokenize(make_plan("a", [("I", "Căn cứ", "kế hoạch")])))
    for wrong in (b"", b"dan van", record[:-5]):
        with pytest.raises(ValueError, match="no record"):
            decode(wrong)


def test_files_are_read_in_order_with_failures_in_their_places(tmp_path: Path) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.write_text("")
    asked = [FIXTURES[1], str(empty), FIXTURES[0], str(missing)] * 5
    found = list(read_closely(asked, ReadingOptions(), None))
    assert [one.path for one in found] == asked
    assert [type(one) for one in found] == [Read, Failure, Read, Failure] * 5
    told = [one.error for one in found if isinstance(one, Failure)]
    assert "empty" in told[0] and str(empty) not in told[0] and "no such file" in told[1]
    first = found[0]
    assert isinstance(first, Read)
    plan = decode(first.record).plan
    assert (first.is_scan, first.metadata, first.sha256) == (plan.ocr.is_ocr, plan.metadata, plan.sha256)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(read_closely(asked, ReadingOptions(), pool)) == found


def test_a_record_does_not_depend_on_the_path(tmp_path: Path) -> None:
    copy = tmp_path / "another name.txt"
    shutil.copy(FIXTURES[0], copy)
    one, other = read_closely([FIXTURES[0], str(copy)], ReadingOptions(), None)
    assert isinstance(one, Read) and isinstance(other, Read)
    assert one.record == other.record
    assert one.path != other.path
