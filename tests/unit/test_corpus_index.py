"""The index: what is read again and what not, and what cannot be opened or written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.index import Index, open_index
from plancompare.corpus.index_file import Settings, settings_of
from plancompare.errors import UsageError
from plancompare.ingest import ReadingOptions, find_inputs
from plancompare.model.scan import ScanOptions

READING = ReadingOptions()
SETTINGS = settings_of(READING, 1)
CHILD = """
import sys
from plancompare.corpus.index import open_index
with open_index(sys.argv[1], read_only=sys.argv[2] == "read"):
    print("open", flush=True)
    sys.stdin.read()
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def plan(subject: str) -> str:
    return f"KẾ HOẠCH\nTriển khai công tác {subject} năm 2024 trên địa bàn tỉnh\nI. MỤC ĐÍCH\n1. Nâng cao {subject}.\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    for name, subject in (("a", "dân vận"), ("b", "tiếp công dân"), ("c", "chuyển đổi số")):
        write(folder, f"{name}.txt", plan(subject))
    return folder


def update(index: Index, folder: Path) -> list[str]:
    """Brings the index up to date; gives what was told of reading."""
    told: list[str] = []
    assert index.update(find_inputs([str(folder)]).files, READING, None, told.append) == []
    return told


def updated(path: Path, folder: Path) -> list[str]:
    with open_index(str(path), SETTINGS) as index:
        return update(index, folder)


def names(index: Index) -> list[tuple[str, int]]:
    return [(file.id, file.doc) for file in index.files()]


def rows(index: Index, table: str) -> int:
    return int(index.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


# ---------------------------------------------------------------- incremental


def test_texts_are_numbered_by_id_and_read_once(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    with open_index(str(kept), SETTINGS) as index:
        assert not index.finished
        assert update(index, plans) == ["reading: 3 of 3 new files"]
        assert names(index) == [("a", 0), ("b", 1), ("c", 2)] and index.finished
    with open_index(str(kept), read_only=True) as index:
        assert names(index) == [("a", 0), ("b", 1), ("c", 2)]
        assert index.settings == SETTINGS
    assert updated(kept, plans) == []


def test_what_is_new_or_changed_is_read_and_what_is_gone_is_removed(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    write(plans, "a.txt", plan("cải cách hành chính"))
    write(plans, "aa.txt", plan("phòng cháy chữa cháy"))
    (plans / "b.txt").unlink()
    with open_index(str(kept), SETTINGS) as index:
        before = {file.id: file.sha256 for file in index.files()}
        assert update(index, plans) == ["reading: 2 of 2 new files"]
        after = {file.id: file.sha256 for file in index.files()}
        assert names(index) == [("a", 0), ("aa", 1), ("c", 2)]
        assert after["a"] != before["a"] and after["c"] == before["c"]
        assert rows(index, "texts") == 3
        assert index.connection.execute("SELECT DISTINCT doc FROM grams ORDER BY doc").fetchall() == [(0,), (1,), (2,)]


def test_boilerplate_is_that_of_the_texts_as_they_are(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"

    def counted() -> bool:
        """Whether it is known, before it is counted again."""
        with open_index(str(kept), SETTINGS) as index:
            update(index, plans)
            before = index.counted
            index.keep_boilerplate(DuckDBEngine(index.connection).frequent_grams(ScanOptions(most_documents=1)))
            expected = "SELECT gram, count(*) FROM grams GROUP BY gram HAVING count(*) > 1 ORDER BY gram"
            found = "SELECT gram, documents FROM boilerplate ORDER BY gram"
            assert index.connection.execute(found).fetchall() == index.connection.execute(expected).fetchall()
            sizes = "SELECT text, grams FROM texts ORDER BY text"
            grams = "SELECT text, CAST(count(*) AS INTEGER) FROM text_grams GROUP BY text ORDER BY text"
            assert index.connection.execute(sizes).fetchall() == index.connection.execute(grams).fetchall()
            assert rows(index, "boilerplate") > 0
            return before

    assert not counted()
    assert counted()
    (plans / "a.txt").rename(plans / "z.txt")
    assert counted()
    write(plans, "d.txt", plan("dân vận") + "2. Giảm nghèo.\n")
    assert not counted()
    (plans / "d.txt").unlink()
    assert not counted()


def test_the_grams_are_those_of_a_fresh_index(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    (plans / "a.txt").rename(plans / "z.txt")
    write(plans, "d.txt", plan("giảm nghèo"))
    grams = []
    for path in (str(kept), None):
        with open_index(path, SETTINGS) as index:
            update(index, plans)
            grams.append(index.connection.execute("SELECT doc, gram FROM grams ORDER BY ALL").fetchall())
    assert grams[0] == grams[1] and len(grams[0]) > 20


def test_a_file_moved_or_copied_is_no_new_text(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    (plans / "a.txt").rename(plans / "x.txt")
    write(plans, "sub/copy.txt", plan("tiếp công dân"))
    with open_index(str(kept), SETTINGS) as index:
        assert update(index, plans) == []
        assert names(index) == [("b", 0), ("c", 1), ("copy", 0), ("x", 2)]


def test_the_content_decides_where_size_and_time_are_the_same(plans: Path, tmp_path: Path) -> None:
    kept, file = tmp_path / "index.duckdb", plans / "a.txt"
    long_ago = 1_600_000_000_000_000_000
    os.utime(file, ns=(long_ago, long_ago))
    updated(kept, plans)
    size = file.stat().st_size
    write(plans, "a.txt", plan("dân vận").replace("2024", "2025"))
    os.utime(file, ns=(long_ago, long_ago))
    assert file.stat().st_size == size
    assert updated(kept, plans) == ["reading: 1 of 1 new files"]


def test_a_file_that_looks_as_it_did_is_not_opened(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plancompare.corpus import index as module

    kept = tmp_path / "index.duckdb"
    monkeypatch.setattr(module, "_FRESH", 0)
    updated(kept, plans)
    opened: list[str] = []
    real = module.digest
    monkeypatch.setattr(module, "digest", lambda path, limits: opened.append(path) or real(path, limits))
    write(plans, "b.txt", plan("tiếp công dân"))  # the same again
    assert updated(kept, plans) == []
    assert [Path(path).name for path in opened] == ["b.txt"]


def test_where_images_are_read_anew_no_file_is_known_by_its_looks(plans: Path, tmp_path: Path) -> None:
    """The text is that of the image beside a file; the file itself tells nothing of it."""
    anew = READING._replace(reread=True)
    for _ in range(2):
        told: list[str] = []
        with open_index(str(tmp_path / "index.duckdb"), settings_of(anew, 1)) as index:
            assert index.update(find_inputs([str(plans)]).files, anew, None, told.append) == []
            assert told == ["reading: 3 of 3 new files"]
            assert names(index) == [("a", 0), ("b", 1), ("c", 2)] and rows(index, "texts") == 3


def test_files_in_archives_are_known_again(tmp_path: Path) -> None:
    folder, kept = tmp_path / "plans", tmp_path / "index.duckdb"
    folder.mkdir()
    with zipfile.ZipFile(folder / "plans.zip", "w") as packed:
        packed.writestr("a.txt", plan("dân vận"))
        packed.writestr("sub/b.txt", plan("giảm nghèo"))
    assert updated(kept, folder) == ["reading: 2 of 2 new files"]
    os.utime(folder / "plans.zip")
    assert updated(kept, folder) == []


def test_names_that_are_no_letters_are_kept(tmp_path: Path) -> None:
    folder, kept = tmp_path / "plans", tmp_path / "index.duckdb"
    folder.mkdir()
    odd = os.fsdecode(os.fsencode(folder) + b"/k\xe9.txt")
    try:
        Path(odd).write_text(plan("dân vận"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    updated(kept, folder)
    with open_index(str(kept), read_only=True) as index:
        assert [(file.path, file.id) for file in index.files()] == [(odd, "k\udce9")]


def test_what_cannot_be_read_is_told_in_every_run(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    write(plans, "empty.txt", "")
    for _ in range(2):
        with open_index(str(kept), SETTINGS) as index:
            failures = index.update(find_inputs([str(plans)]).files, READING, None, lambda message: None)
            assert [(Path(one.path).name, one.error.split(";")[0]) for one in failures] == [
                ("empty.txt", "the file is empty")
            ]
            assert len(index.files()) == 3


def test_a_temporary_index_is_gone_after_its_block(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with open_index(None, SETTINGS) as index:
        update(index, plans)
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == [plans]


# ---------------------------------------------------------------- what cannot be opened


def refused(path: Path, *said: str, settings: Settings | None = SETTINGS, read_only: bool = False) -> None:
    with pytest.raises(UsageError) as error, open_index(str(path), settings, read_only):
        pass
    message = str(error.value)
    assert message.startswith(str(path)) and "\n" not in message and ";" in message
    for words in said:
        assert words in message


def test_what_is_no_index_is_left_as_it_is(tmp_path: Path) -> None:
    text = write(tmp_path, "plan.txt", plan("dân vận"))
    empty = write(tmp_path, "empty.duckdb", "")
    other, lite = tmp_path / "other.duckdb", tmp_path / "lite.db"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE sales(amount INTEGER)")
    with closing(sqlite3.connect(lite)) as connection_of_sqlite:
        connection_of_sqlite.execute("CREATE TABLE sales(amount INTEGER)")
    for path in (text, empty, other, lite):
        before = path.read_bytes()
        refused(path, "no index of plancompare", "left as it is")
        assert path.read_bytes() == before
    refused(tmp_path, "folder")


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere" / "index.duckdb", "no such folder")
    refused(tmp_path / "index.duckdb", "no such index", settings=None, read_only=True)
    assert list(tmp_path.iterdir()) == []
    if Path("/sys").is_dir():
        refused(Path("/sys/index.duckdb"), "may not write")
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        refused(tmp_path / "index.duckdb", "may not write")
        tmp_path.chmod(0o700)


def test_an_index_of_another_version_or_with_other_settings_is_told(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    refused(kept, "dpi 300 instead of 600", settings=SETTINGS._replace(dpi=600))
    refused(kept, "sample 1 instead of 8", settings=SETTINGS._replace(sample=8))
    with duckdb.connect(str(kept)) as connection:
        connection.execute('UPDATE meta SET settings = replace(settings, \'"program":"\', \'"program":"9.\')')
    refused(kept, "made by plancompare 9.", "delete it")
    with duckdb.connect(str(kept)) as connection:
        connection.execute("UPDATE meta SET schema = 'plancompare/index/0'")
    refused(kept, "plancompare/index/0", "delete it")


def test_a_damaged_index_is_told(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    whole = kept.read_bytes()
    for size in (len(whole) // 2, 5000, 20):
        kept.write_bytes(whole[:size])
        refused(kept, "cannot be used", "delete it")
    kept.write_bytes(whole[:4000] + b"\0" * 200 + whole[4200:])
    refused(kept, "cannot be used", "delete it")


def test_two_do_not_write_at_once_and_two_may_read(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    for mode, other_may_read in (("write", False), ("read", True)):
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, str(kept), mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None and child.stdout.readline() == b"open\n"
            refused(kept, "another plancompare is using this index", "wait")
            if other_may_read:
                with open_index(str(kept), read_only=True) as index:
                    assert len(index.files()) == 3
            else:
                refused(kept, "another plancompare is using this index", settings=None, read_only=True)
            child.communicate()
        assert child.returncode == 0


def test_two_may_make_an_index_at_once(tmp_path: Path) -> None:
    script = """
import sys
from plancompare.corpus.index import open_index
from plancompare.corpus.index_file import settings_of
from plancompare.errors import UsageError
from plancompare.ingest import ReadingOptions
import duckdb
print(flush=True)
sys.stdin.readline()
try:
    with open_index(sys.argv[1], settings_of(ReadingOptions(), 1)) as index:
        print(len(index.files()))
except UsageError as error:
    print(error)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "index.duckdb")]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    said = [child.communicate()[0].strip() for child in children]
    assert "0" in said
    assert all(one == "0" or "another plancompare is using this index" in one for one in said)
    assert [path.name for path in tmp_path.iterdir()] == ["index.duckdb"]


def test_what_killed_runs_have_left_is_removed(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    updated(kept, plans)
    write(tmp_path, "index.duckdb.0123456789abcdef.new", "")
    write(tmp_path, "index.duckdb.0123456789abcdef.new.wal", "")
    write(tmp_path, "index.duckdb.tmp/duckdb_temp_17_0_storage_DEFAULT-0.tmp", "")
    write(tmp_path, "index.duckdb.new", "of somebody else")
    updated(kept, plans)
    assert {path.name for path in tmp_path.iterdir()} == {"index.duckdb", "index.duckdb.new", "plans"}


def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(plans: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index.duckdb"
    script = """
import resource, sys
from plancompare.corpus.index import open_index
from plancompare.corpus.index_file import settings_of
from plancompare.errors import UsageError
from plancompare.ingest import ReadingOptions, find_inputs
try:
    with open_index(sys.argv[1] or None, settings_of(ReadingOptions(), 1)) as index:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
        index.update(find_inputs([sys.argv[2]]).files, ReadingOptions(), None, lambda message: None)
except UsageError as error:
    print(error)
"""

    def said(path: str) -> str:
        command = [sys.executable, "-c", script, path, str(plans)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert said(str(kept)) == (
        f"{kept}: the disk is full; make room and run the same again, it goes on where it stopped\n"
    )
    assert "File too large" in said("") and said("").endswith("; name a place with room with --index or TMPDIR\n")
    updated(kept, plans)
    with open_index(str(kept), read_only=True) as index:
        assert len(index.files()) == 3
