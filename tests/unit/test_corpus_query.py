"""An index is asked which of its texts share text with a new one."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from plancompare import scan_folder
from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.index import open_index
from plancompare.corpus.index_file import settings_of
from plancompare.corpus.query import query_index
from plancompare.errors import UnreadableError, UsageError
from plancompare.ingest import ReadingOptions
from plancompare.model.scan import QueryResult, ScanOptions
from plancompare.syllables import toneless_syllables

SYLLABLES = sorted(toneless_syllables())
FORMULA = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số điều"


def prose(seed: int, words: int = 150) -> str:
    """Words in no order, which are in no other text."""
    return " ".join(random.Random(seed).choices(SYLLABLES, k=words))


def write(folder: Path, name: str, *parts: str) -> str:
    path = folder / name
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return str(path)


def make_index(files: Sequence[str], path: Path) -> str:
    with open_index(str(path), settings_of(ReadingOptions(), ScanOptions().sample)) as index:
        assert index.update(files, ReadingOptions(), None, lambda said: None) == []
    return str(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """70 texts: all with one formula; a passage, a template and a whole text that new ones share."""
    folder = tmp_path_factory.mktemp("collection")
    for n in range(40):
        write(folder, f"riêng-{n:02}.txt", FORMULA, prose(n))
    for n in range(28):
        write(folder, f"mẫu-{n:02}.txt", FORMULA, prose(1000), prose(1001), prose(100 + n, 60))
    write(folder, "đoạn.txt", prose(200), prose(2000), prose(201))
    (folder / "bản-sao").mkdir()
    write(folder / "bản-sao", "đoạn.txt", prose(200), prose(2000), prose(201))
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> str:
    files = sorted(str(path) for path in folder.rglob("*.txt"))
    return make_index(files, folder / "index.duckdb")


OPTIONS = ScanOptions(most_documents=20)


def hits(result: QueryResult) -> dict[str, str]:
    return {hit.document.id: hit.pair.relation for hit in result.hits}


def test_a_passage_in_common_is_found_in_every_file_that_holds_it(index: str, tmp_path: Path) -> None:
    new = write(tmp_path, "mới.txt", FORMULA, prose(300), prose(2000), prose(301))
    result = query_index(new, index, options=OPTIONS)
    assert hits(result) == {"đoạn": "related", "đoạn-2": "related"}
    assert result.failures == ()
    pair = result.hits[0].pair
    assert (pair.a, pair.b) == ("mới", result.hits[0].document.id)
    (passage,) = pair.passages
    asked, held = Path(new).read_text(encoding="utf-8"), Path(result.hits[0].document.path).read_text(encoding="utf-8")
    assert asked[passage.a_start : passage.a_end] == held[passage.b_start : passage.b_end] == prose(2000)


def test_a_text_of_the_index_is_itself_the_first_hit(index: str, tmp_path: Path) -> None:
    path = write(tmp_path, "đoạn.txt", prose(200), prose(2000), prose(201))
    result = query_index(path, index, options=OPTIONS)
    assert result.document.id not in hits(result)  # the name is taken by what was found
    assert hits(result) == {"đoạn": "same", "đoạn-2": "same"}
    assert result.document.sha256 == result.hits[0].document.sha256


def test_the_template_that_a_text_was_filled_in_is_found(index: str, tmp_path: Path) -> None:
    new = write(tmp_path, "mới.txt", FORMULA, prose(1000), prose(1001), prose(302, 60))
    result = query_index(new, index, options=OPTIONS)
    assert len(result.hits) == 1 and result.hits[0].document.id.startswith("mẫu-")


def test_boilerplate_is_no_hit(index: str, tmp_path: Path) -> None:
    assert hits(query_index(write(tmp_path, "mới.txt", FORMULA, prose(303)), index, options=OPTIONS)) == {}


@pytest.mark.parametrize("words", [0, 4])
def test_a_text_without_grams_has_no_hit(index: str, tmp_path: Path, words: int) -> None:
    path = write(tmp_path, "ngắn.txt", "1. " + prose(304, words))
    assert query_index(path, index, options=OPTIONS).hits == ()


def test_the_index_is_as_it_was(index: str, tmp_path: Path) -> None:
    before = Path(index).read_bytes()
    query_index(write(tmp_path, "mới.txt", prose(2000)), index, options=OPTIONS)
    assert Path(index).read_bytes() == before


def test_texts_that_cannot_be_read_any_more_are_told(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{name}.txt", prose(2000), prose(n)) for n, name in enumerate(("đổi", "mất", "còn"))]
    index = make_index(files, tmp_path / "index.duckdb")
    write(tmp_path, "đổi.txt", prose(5))
    Path(files[1]).unlink()
    result = query_index(write(tmp_path, "mới.txt", prose(2000), prose(4)), index)
    assert hits(result) == {"còn": "related"}
    assert {Path(one.path).name for one in result.failures} == {"đổi.txt", "mất.txt"}


def test_what_cannot_be_read_is_an_error(index: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no such file; check the path"):
        query_index(str(tmp_path / "không.txt"), index)
    with pytest.raises(UsageError, match="there is no such index"):
        query_index(write(tmp_path, "mới.txt", prose(1)), str(tmp_path / "không.duckdb"))


@pytest.mark.parametrize("limit", [1, 19, 20, 30, 69])
def test_what_a_scan_has_counted_changes_no_answer(index: str, tmp_path: Path, limit: int) -> None:
    """Whatever grams were kept as boilerplate: those of more texts than a query asks for, of fewer, or none."""
    counted = str(tmp_path / "index.duckdb")
    shutil.copy(index, counted)
    with open_index(counted) as kept:
        assert not kept.counted
        kept.keep_boilerplate(DuckDBEngine(kept.connection).frequent_grams(ScanOptions(most_documents=limit)))
        assert kept.counted
    asked = (
        (FORMULA, prose(300), prose(2000), prose(301)),
        (FORMULA, prose(1000), prose(1001), prose(302, 60)),
        (FORMULA, prose(303)),
        (prose(200), prose(2000), prose(201)),
    )
    for number, parts in enumerate(asked):
        new = write(tmp_path, f"mới-{number}.txt", *parts)
        assert query_index(new, counted, options=OPTIONS) == query_index(new, index, options=OPTIONS)


@pytest.mark.parametrize(("carriers", "told"), [(9, 9), (10, 0)])
def test_the_new_text_counts_among_those_that_carry_a_gram(tmp_path: Path, carriers: int, told: int) -> None:
    """Of 41 texts ten may carry a passage; with one more it is boilerplate, asked as well as scanned."""
    parts = [(prose(n, 100), prose(2000, 60)) if n < carriers else (prose(n, 100),) for n in range(40)]
    files = [write(tmp_path, f"{n:02}.txt", *part) for n, part in enumerate(parts)]
    new = write(tmp_path, "mới.txt", prose(40, 100), prose(2000, 60))
    index = str(tmp_path / "index.duckdb")
    scan_folder(files, index_path=index, jobs=1)
    found = [pair for pair in scan_folder([*files, new], jobs=1).pairs if "mới" in (pair.a, pair.b)]
    assert len(found) == told
    assert hits(query_index(new, index)).keys() == {pair.a for pair in found}
    of_index = query_index(files[0], index)
    assert len(of_index.hits) == carriers  # this text is no new one


def test_a_plan_finds_what_a_scan_finds(fixtures: Path, tmp_path: Path) -> None:
    """The scan of a plan, asked of an index of others, has the pairs that a scan of all tells of it."""
    own = "tay-ninh-so-ngoai-vu-2024.ocr"
    others = [str(fixtures / name) for name in ("kien-giang-2024.ocr.txt", "tay-ninh-thanh-pho-2023.clean.txt")]
    path = str(fixtures / f"{own}.txt")
    scanned = scan_folder([path, *others], jobs=1)
    result = query_index(path, make_index(others, tmp_path / "index.duckdb"))
    wanted = {pair.b if pair.a == own else pair.a: pair for pair in scanned.pairs if own in (pair.a, pair.b)}
    assert hits(result).keys() == wanted.keys() == {"kien-giang-2024.ocr", "tay-ninh-thanh-pho-2023.clean"}
    for hit in result.hits:
        pair = wanted[hit.document.id]
        if pair.a == own:
            assert hit.pair == pair
        else:
            assert (hit.pair.a, hit.pair.score, hit.pair.lineage) == (own, pair.score, pair.lineage)
            assert (hit.pair.shared_a, hit.pair.shared_b) == (pair.shared_b, pair.shared_a)
            mirrored = [(one.b_start, one.b_end, one.a_start, one.a_end) for one in pair.passages]
            assert [(p.a_start, p.a_end, p.b_start, p.b_end) for p in hit.pair.passages] == sorted(mirrored)
