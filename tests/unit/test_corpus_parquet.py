"""What was prepared elsewhere: joined it is what one machine prepares, and what does not fit is refused."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from plancompare.corpus.index import open_index
from plancompare.corpus.index_file import Settings, settings_of
from plancompare.corpus.parquet import read_prepared, write_prepared
from plancompare.errors import UsageError
from plancompare.ingest import ReadingOptions
from plancompare.model.scan import ScanOptions
from plancompare.scan import prepare_folder, scan_folder
from plancompare.schema import dumps

READING = ReadingOptions()
SETTINGS = settings_of(READING, ScanOptions().sample)
LINES = (
    "Rà soát, hệ thống hoá các văn bản quy phạm pháp luật về biên giới quốc gia, hoàn thành trước 30 tháng 6 năm 2024",
    "Tổ chức tập huấn nghiệp vụ cho đội ngũ cán bộ làm công tác đối ngoại ở các xã, phường, thị trấn trên địa bàn tỉnh",
    "Bố trí kinh phí thực hiện từ nguồn ngân sách nhà nước theo phân cấp hiện hành và các nguồn kinh phí hợp pháp khác",
)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Two folders, as two machines have them; a plan that both have, one without a word."""
    for place, (folder, lines) in enumerate((("kế hoạch [1]", LINES[:2]), ("b's", LINES[1:]))):
        (tmp_path / "plans" / folder).mkdir(parents=True)
        text = f"KẾ HOẠCH\nCông tác năm {2023 + place}\nI. NỘI DUNG\n" + "".join(f"- {line}\n" for line in lines)
        (tmp_path / "plans" / folder / f"{place}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "plans" / folder / "chung.txt").write_text(f"KẾ HOẠCH\n{LINES[1]}\n", encoding="utf-8")
    (tmp_path / "plans" / "b's" / "ngắn.txt").write_text("Nơi nhận\n", encoding="utf-8")
    return tmp_path / "plans"


def prepared(plans: Path) -> list[str]:
    targets = [str(folder / "[chuẩn bị]*.parquet") for folder in sorted(plans.iterdir())]
    for folder, target in zip(sorted(plans.iterdir()), targets, strict=True):
        assert prepare_folder([str(folder / name.name) for name in folder.glob("*.txt")], READING, target, jobs=1) == ()
    return targets


def content(connection: duckdb.DuckDBPyConnection) -> list[object]:
    texts = "SELECT sha256, words, province FROM texts ORDER BY ALL"
    grams = "SELECT sha256, gram FROM text_grams JOIN texts USING (text) ORDER BY ALL"
    return [connection.execute(statement).fetchall() for statement in (texts, grams)]


def test_a_scan_of_prepared_texts_finds_the_same_and_reads_none_again(plans: Path) -> None:
    files = [str(path) for path in plans.rglob("*.txt")]
    told: list[str] = []
    anew: list[str] = []
    found = scan_folder(files, prepared=prepared(plans), jobs=1, tell=told.append)
    assert dumps(found) == dumps(scan_folder(files, jobs=1, tell=anew.append))
    assert found.pairs
    assert [any("new files" in message for message in messages) for messages in (told, anew)] == [False, True]


def test_what_two_machines_prepared_is_what_one_prepares(plans: Path, tmp_path: Path) -> None:
    targets = prepared(plans)
    prepare_folder([str(path) for path in plans.rglob("*.txt")], READING, str(tmp_path / "all.parquet"), jobs=1)
    with open_index(None, SETTINGS) as joined, open_index(None, SETTINGS) as alone:
        read_prepared(joined.connection, [*targets, targets[0]], SETTINGS)
        read_prepared(alone.connection, [str(tmp_path / "all.parquet")], SETTINGS)
        texts, grams = content(joined.connection)
        assert [texts, grams] == content(alone.connection)
        assert len(texts) == 4 and len(grams) > 10  # type: ignore[arg-type]
        numbers = joined.connection.execute("SELECT text FROM texts ORDER BY text").fetchall()
        assert numbers == [(0,), (1,), (2,), (3,)]


def refused(path: Path, settings: Settings = SETTINGS) -> str:
    with open_index(None, SETTINGS) as index:
        with pytest.raises(UsageError) as raised:
            read_prepared(index.connection, [str(path)], settings)
        assert content(index.connection) == [[], []]
    assert str(raised.value).startswith(f"--prepared {path}: ")
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    assert "cannot be read (IO Error: No files found" in refused(tmp_path / "gone.parquet")
    (tmp_path / "text.parquet").write_text("KẾ HOẠCH số 12 của tỉnh", encoding="utf-8")
    assert "cannot be read" in refused(tmp_path / "text.parquet")
    duckdb.sql("SELECT 'x' AS sha256, 1 AS words").write_parquet(str(tmp_path / "other.parquet"))
    assert "not a file of prepared texts" in refused(tmp_path / "other.parquet")


def test_half_a_file(plans: Path) -> None:
    target = Path(prepared(plans)[0])
    target.write_bytes(target.read_bytes()[:-100])
    assert "cannot be read" in refused(target)


def test_prepared_with_other_settings(plans: Path) -> None:
    target = Path(prepared(plans)[0])
    assert "made with other settings (sample 8, now 4)" in refused(target, SETTINGS._replace(sample=4))


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        open_index(None, SETTINGS) as index,
        pytest.raises(UsageError, match=r"--prepare .*cannot be written .*another place"),
    ):
        write_prepared(index.connection, str(tmp_path / "file" / "x.parquet"), SETTINGS)
