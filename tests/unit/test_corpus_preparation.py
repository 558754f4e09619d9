"""Texts to sampled grams: the same everywhere, shared by a text and its scan, and whole batches of files."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.corpus import preparation
from plancompare.corpus.preparation import GRAM, Prepared, fingerprint, gram_places, grams_of, prepare
from plancompare.ingest import ReadingOptions, read_source
from plancompare.model import Failure
from plancompare.text import fold

PROSE = "Nhằm tổ chức triển khai, quán triệt chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước"
PROSE_GRAMS = [1242001647185568546, 3866463581677651520, 8423488690181867962, 9056135723132154498]
CLEAN, SCAN = "tay-ninh-so-ngoai-vu-2024.clean.txt", "tay-ninh-so-ngoai-vu-2024.ocr.txt"
OTHER = "tay-ninh-thanh-pho-2023.clean.txt"


def grams(text: str, sample: int = 1) -> set[int]:
    return set(grams_of(text, sample).tolist())


def share(a: str, b: str) -> float:
    return len(grams(a) & grams(b)) / len(grams(a))


# ---------------------------------------------------------------- grams


def test_grams_are_these_on_every_machine() -> None:
    assert grams_of(PROSE, 4).tolist() == PROSE_GRAMS


def test_grams_are_the_same_in_a_process_with_other_hashes() -> None:
    script = f"from plancompare.corpus.preparation import grams_of; print(grams_of({PROSE!r}, 4).tolist())"
    for seed in ("0", "7"):
        run = subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == str(PROSE_GRAMS)


def test_a_text_and_its_scan_share_most_grams(fixtures: Path) -> None:
    clean, scan, other = (read_source(str(fixtures / name)).text for name in (CLEAN, SCAN, OTHER))
    assert share(clean, scan) > 0.85
    assert share(clean, fold(clean)) > 0.95  # typed without marks
    assert share(clean, other) < 0.3  # two plans on one directive


def test_marks_case_and_punctuation_are_no_difference() -> None:
    wanted = grams("công tác dân vận của cơ quan hoà giải năm 2021")
    assert grams("CÔNG TÁC, dân vận – của Cơ quan (hòa giải) năm 2021;") == wanted
    assert grams("Công tác\n\n- dân\u00a0vận\tcủa cơ quan hoà\x0cgiải năm 2021.") == wanted


def test_numbers_and_symbols_stay() -> None:
    one, other = "theo Quyết định số 1116-QĐ/TU ngày 2/9/2021", "theo Quyết định số 1117-QĐ/TU ngày 2/9/2021"
    assert not grams(one) & grams(other)
    assert grams("theo Quyết định số 1116-QĐ/TU ngày 02/9/2021") == grams(one)


@pytest.mark.parametrize(("text", "words"), [("", 0), (" \n", 0), ("- – •", 0), ("Ủy ban – nhân dân", 4)])
def test_short_texts_have_no_gram(text: str, words: int) -> None:
    found = fingerprint(text, 1)
    assert (found.words, len(found.grams), found.province) == (words, 0, None)
    assert len(grams("Ủy ban nhân dân tỉnh")) == 1


def test_one_gram_in_so_many_is_kept_and_the_same_in_every_text(fixtures: Path) -> None:
    text = read_source(str(fixtures / CLEAN)).text
    every, kept = grams(text), grams(text, 8)
    assert kept < every
    assert 0.1 < len(kept) / len(every) < 0.15
    assert kept == grams(text, 8) & every


def test_grams_are_sorted_each_once_and_fit_a_signed_integer(fixtures: Path) -> None:
    text = read_source(str(fixtures / SCAN)).text
    found = grams_of(text + text, 2).tolist()
    assert found == sorted(set(found)) and found[0] >= 0 and found[-1] < 2**63


@given(st.text(), st.text())
def test_a_text_holds_the_grams_of_its_parts(one: str, other: str) -> None:
    assert grams(one) | grams(other) <= grams(f"{one} {other}")


@given(st.text(max_size=60))
def test_any_text_has_a_fingerprint(text: str) -> None:
    found = fingerprint(text, 1)
    assert len(found.grams) <= max(0, found.words - GRAM + 1)
    assert found.words <= len(text.split())


def test_the_words_of_a_plan_are_counted(fixtures: Path) -> None:
    found = fingerprint(read_source(str(fixtures / CLEAN)).text)
    assert found.province == "Tây Ninh"
    assert 2200 < found.words < 2350


def test_places_are_those_of_the_same_grams(fixtures: Path) -> None:
    text = read_source(str(fixtures / SCAN)).text
    places = gram_places(text, 8)
    assert set(places.grams.tolist()) == grams(text, 8)
    assert len(places.starts) == len(places.ends) == len(places.forms) == fingerprint(text).words
    for at, gram in list(zip(places.at.tolist(), places.grams.tolist(), strict=True))[:20]:
        assert gram in grams(text[places.starts[at] : places.ends[at + GRAM - 1]])


# ---------------------------------------------------------------- files


@pytest.fixture
def files(tmp_path: Path, fixtures: Path) -> list[str]:
    (tmp_path / "trống.txt").write_text("")
    (tmp_path / "ngắn.txt").write_text("Kế hoạch")
    (tmp_path / "nfd.txt").write_text(unicodedata.normalize("NFD", PROSE))
    names = [*sorted(fixtures.glob("*.txt")), *(tmp_path / name for name in ("trống.txt", "ngắn.txt", "không.txt"))]
    return [str(path) for path in [*names, tmp_path / "nfd.txt", names[0]]]


def as_values(found: Prepared | Failure) -> tuple[object, ...]:
    return (found,) if isinstance(found, Failure) else (*found[:-1], found.grams.tolist())


def test_files_in_order_with_failures_in_their_places(files: list[str], fixtures: Path) -> None:
    found = list(prepare(files, ReadingOptions(), None))
    assert [one.path for one in found] == files
    failed = [one for one in found if isinstance(one, Failure)]
    assert [Path(one.path).name for one in failed] == ["trống.txt", "không.txt"]
    assert failed[0].error == "the file is empty; give a file with the text of a plan"
    clean = next(one for one in found if isinstance(one, Prepared) and one.path.endswith(CLEAN))
    source = read_source(str(fixtures / CLEAN))
    assert clean.sha256 == source.sha256
    assert clean.grams.tolist() == grams_of(source.text).tolist()


def test_a_text_with_loose_marks_has_the_grams_of_the_composed_one(files: list[str]) -> None:
    (found,) = prepare([path for path in files if path.endswith("nfd.txt")], ReadingOptions(), None, sample=1)
    assert isinstance(found, Prepared) and set(found.grams.tolist()) == grams(PROSE)


def test_a_pool_gives_the_same(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "_BATCH", 2)
    heard: list[str] = []
    reading = ReadingOptions(tell=heard.append)  # cannot be sent to a process
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = list(prepare(files, reading, executor, sample=4))
    assert list(map(as_values, found)) == list(map(as_values, prepare(files, reading, None, sample=4)))


def test_no_file_at_all() -> None:
    assert list(prepare([], ReadingOptions(), None)) == []
