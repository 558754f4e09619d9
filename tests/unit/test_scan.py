"""A scan as a whole: what it finds, and that nothing but the files decides it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from itertools import combinations
from multiprocessing import active_children
from pathlib import Path

import msgspec
import pytest

from plancompare import compare_plans, read_source, scan_folder
from plancompare.corpus.workers import worker_processes
from plancompare.errors import LimitError
from plancompare.ingest import ReadingOptions
from plancompare.model import Failure
from plancompare.model.scan import CorpusScan, ScanOptions
from plancompare.parse import outline_plan
from plancompare.scan import prepare_folder

READING = ReadingOptions()
WHOLE = ScanOptions(sample=1)
TASKS = (
    "tuyên truyền, phổ biến các chủ trương của Đảng, chính sách, pháp luật của Nhà nước đến cán bộ và nhân dân",
    "tiếp tục đẩy mạnh cải cách hành chính, rút ngắn thời gian giải quyết thủ tục cho người dân và doanh nghiệp",
    "phối hợp với Mặt trận Tổ quốc và các đoàn thể giám sát việc thực hiện quy chế dân chủ ở cơ sở",
    "tổ chức đối thoại trực tiếp với nhân dân ít nhất mỗi năm hai lần về những vấn đề bức xúc ở địa phương",
    "kiểm tra, đôn đốc các cơ quan, đơn vị trực thuộc thực hiện và định kỳ báo cáo kết quả về Sở Nội vụ",
    "bố trí kinh phí từ nguồn ngân sách được giao hằng năm, bảo đảm tiết kiệm, hiệu quả và đúng quy định",
    "khen thưởng kịp thời những tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua dân vận khéo",
    "rà soát, bổ sung quy hoạch sử dụng đất, công khai danh mục các dự án cần thu hồi đất trong năm kế hoạch",
)


def plan(place: str, tasks: Sequence[int], year: int = 2024) -> str:
    listed = "\n".join(f"{number}. {TASKS[task].capitalize()}." for number, task in enumerate(tasks, 1))
    return f"ỦY BAN NHÂN DÂN\n{place.upper()}\nKẾ HOẠCH\nCông tác năm {year} của {place}\nII. NHIỆM VỤ\n{listed}\n"


PLANS = {
    "an-bien": plan("huyện An Biên", (0, 1, 2)),
    "an-minh": plan("huyện An Minh", (1, 2, 3)),
    "go-quao": plan("huyện Gò Quao", (4,)),
    "hon-dat": plan("huyện Hòn Đất", (3, 4, 5)),
    "kien-hai": plan("huyện Kiên Hải", (6,)),
    "phu-quoc": plan("thành phố Phú Quốc", (0, 5, 1)),
    "rach-gia": plan("thành phố Rạch Giá", (7,)),
}


def write(folder: Path, plans: dict[str, str]) -> Path:
    for name, text in plans.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", PLANS)


def scanned(
    *paths: Path, index: Path | None = None, jobs: int = 1, options: ScanOptions = WHOLE, told: list[str] | None = None
) -> CorpusScan:
    return scan_folder(
        [str(path) for path in paths],
        options=options,
        index_path=str(index) if index else None,
        jobs=jobs,
        tell=None if told is None else told.append,
    )


def as_bytes(found: CorpusScan) -> bytes:
    return msgspec.json.encode(found)


def found_pairs(found: CorpusScan) -> list[tuple[str, str]]:
    return [(pair.a, pair.b) for pair in found.pairs]


# ---------------------------------------------------------------- what is found


def test_the_passages_are_those_that_compare_finds(fixtures: Path) -> None:
    paths = [*sorted(fixtures.glob("tay-ninh*.txt")), fixtures / "kien-giang-2024.ocr.txt"]
    found = scanned(*paths)
    compared = compare_plans([outline_plan(read_source(str(path)), path.stem) for path in paths])
    assert len(found.pairs) == len(compared.pairs) == 6
    for pair, expected in zip(found.pairs, compared.pairs, strict=True):
        assert (pair.a, pair.b, pair.relation, pair.score) == (
            expected.a,
            expected.b,
            expected.relation,
            expected.similarity,
        )
        assert [(one.a_start, one.a_end, one.b_start, one.b_end, one.kind, one.score) for one in pair.passages] == [
            (one.a_start, one.a_end, one.b_start, one.b_end, one.kind, one.score) for one in expected.passages
        ]
        assert pair.lineage == expected.lineage


def test_documents_say_what_was_read_of_them(plans: Path) -> None:
    documents = {document.id: document for document in scanned(plans).documents}
    assert list(documents) == sorted(PLANS)
    assert documents["an-bien"].metadata is not None and documents["an-bien"].metadata.year == 2024
    assert documents["an-bien"].is_scan is False
    assert documents["an-bien"].words == len(PLANS["an-bien"].split())
    few = ScanOptions(sample=1, most_documents=2, least_shared=20)
    more = write(plans, {f"n{at}": "KẾ HOẠCH " + " ".join(f"việc{at}x{n}" for n in range(20)) for at in range(33)})
    alone = next(document for document in scanned(more, options=few).documents if document.id == "n7")
    assert alone.metadata is None and alone.is_scan is None and alone.words == 22


def test_files_of_the_same_bytes_are_one_document(plans: Path) -> None:
    write(plans, {"a-copy": PLANS["an-bien"], "z/copy": PLANS["an-bien"]})
    found = scanned(plans)
    copies = {pair: pair for pair in combinations(("a-copy", "an-bien", "copy"), 2)}
    assert {(pair.a, pair.b) for pair in found.pairs if pair.relation == "same"} == set(copies)
    assert all(pair.score == 1 and pair.passages for pair in found.pairs if pair.relation == "same")
    with_an_minh = [
        pair
        for pair in found.pairs
        if "an-minh" in (pair.a, pair.b) and {"copy", "a-copy", "an-bien"} & {pair.a, pair.b}
    ]
    assert [(pair.a, pair.b) for pair in with_an_minh] == [
        ("a-copy", "an-minh"),
        ("an-bien", "an-minh"),
        ("an-minh", "copy"),
    ]
    there, _, back = with_an_minh
    assert sorted((p.a_start, p.a_end, p.b_start, p.b_end) for p in there.passages) == sorted(
        (p.b_start, p.b_end, p.a_start, p.a_end) for p in back.passages
    )
    assert any(
        set(group.documents) == {"a-copy", "an-bien", "copy"} and group.relation == "same" for group in found.groups
    )


def test_a_text_in_very_many_files_is_paired_by_its_first(plans: Path) -> None:
    copies = [str(at) for at in range(50)]
    write(plans, {f"copy/{name}": PLANS["an-bien"] for name in copies})
    found = scanned(plans)
    same = [(pair.a, pair.b) for pair in found.pairs if pair.relation == "same"]
    assert same == [("0", other) for other in sorted([*copies[1:], "an-bien"])]
    assert ("1", "an-minh") not in found_pairs(found)


def test_texts_too_short_for_a_passage_are_the_same_where_their_bytes_are(tmp_path: Path) -> None:
    found = scanned(write(tmp_path / "plans", {"a": "KẾ HOẠCH\nDân vận\n", "b": "KẾ HOẠCH\nDân vận\n"}))
    assert [(pair.a, pair.b, pair.relation) for pair in found.pairs] == [("a", "b", "same")]


def test_a_file_that_cannot_be_used_is_told_and_the_others_are_scanned(plans: Path) -> None:
    expected = scanned(plans)
    (plans / "empty.txt").write_bytes(b"")
    found = scanned(plans)
    assert [(Path(one.path).name, one.error) for one in found.failures] == [
        ("empty.txt", "the file is empty; give a file with the text of a plan")
    ]
    assert (found.documents, found.pairs) == (expected.documents, expected.pairs)
    nothing = scanned(plans.parent / "nowhere")
    assert isinstance(nothing.failures[0], Failure) and nothing.documents == nothing.pairs == ()


def test_what_is_told_are_counts(plans: Path) -> None:
    told: list[str] = []
    scanned(plans, told=told)
    assert told[:3] == [
        "looking at 7 files",
        "reading: 7 of 7 new files",
        "looking for text in common among 7 texts",
    ]
    assert len(told) < 8


# ---------------------------------------------------------------- nothing but the files decides


def test_neither_processes_nor_the_order_of_files_nor_hashes_change_the_result(plans: Path, tmp_path: Path) -> None:
    expected = as_bytes(scanned(plans))
    assert as_bytes(scanned(plans, jobs=2)) == expected
    assert as_bytes(scanned(*sorted(plans.iterdir(), reverse=True))) == expected
    script = (
        "import sys, msgspec; from plancompare import scan_folder; from plancompare.model.scan import ScanOptions\n"
        "found = scan_folder([sys.argv[1]], options=ScanOptions(sample=1), jobs=1)\n"
        "sys.stdout.buffer.write(msgspec.json.encode(found))"
    )
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", script, str(plans)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert ran.stdout == expected


def test_new_processes_verify_many_pairs_with_the_same_result(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, begun = as_bytes(scanned(plans, jobs=1)), []

    def counted(jobs: int) -> AbstractContextManager[Executor | None]:
        begun.append(jobs)
        return worker_processes(jobs)

    monkeypatch.setattr("plancompare.scan.worker_processes", counted)
    monkeypatch.setattr("plancompare.scan._MANY_PAIRS", 1)
    assert as_bytes(scanned(plans, jobs=2)) == expected
    assert begun == [2, 2] and not active_children()


def test_with_an_index_the_result_is_that_of_a_fresh_run(plans: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.duckdb"

    def assert_as_fresh() -> list[str]:
        told: list[str] = []
        assert as_bytes(scanned(plans, index=index, told=told)) == as_bytes(scanned(plans))
        return [line for line in told if line.startswith("verifying")]

    assert assert_as_fresh() == ["verifying: 21 of 21 pairs"]
    assert assert_as_fresh() == []
    write(plans, {"vinh-thuan": plan("huyện Vĩnh Thuận", (2, 3, 6))})
    assert assert_as_fresh() == ["verifying: 7 of 7 pairs"]
    write(plans, {"an-minh": plan("huyện An Minh", (5, 6, 7))})
    assert_as_fresh()
    (plans / "hon-dat.txt").unlink()
    assert assert_as_fresh() == []
    (plans / "an-bien.txt").rename(plans / "zz.txt")  # it comes last now, so its pairs are verified the other way round
    assert assert_as_fresh() == ["verifying: 6 of 6 pairs"]
    write(plans, {"a/an-minh": plan("huyện An Minh", (5, 6, 7)), "a/b": PLANS["kien-hai"]})
    assert_as_fresh()
    write(plans, {"an-minh": PLANS["an-minh"]})
    shutil.rmtree(plans / "a")
    assert_as_fresh()


def test_what_is_kept_of_a_pair_does_not_depend_on_the_other_texts(tmp_path: Path) -> None:
    """Two texts share one task; where others carry it too it is boilerplate, and tells nothing of the two."""
    options = ScanOptions(sample=1, most_documents=6)
    own = {f"own-{at}": "KẾ HOẠCH\n" + " ".join(f"việc{at}x{n}" for n in range(99)) for at in range(36)}
    plans = write(tmp_path / "plans", own)
    for at in range(2):
        write(plans, {f"shared-{at}": f"{plan(f'xã {at}', (2,))}{own.pop(f'own-{at}')}\n"})
    index = tmp_path / "index.duckdb"

    def told() -> bool:
        fresh = scanned(plans, options=options)
        assert as_bytes(scanned(plans, index=index, options=options)) == as_bytes(fresh)
        return ("shared-0", "shared-1") in found_pairs(fresh)

    assert told()
    write(plans, {f"more-{at}": plan(f"huyện {at}", (2,)) for at in range(6)})
    assert not told()
    for path in plans.glob("more-*"):
        path.unlink()
    assert told()


def test_the_index_is_none_of_the_plans(plans: Path) -> None:
    expected = as_bytes(scanned(plans))
    index = plans / "index.txt"
    for _ in range(2):
        assert as_bytes(scanned(plans, index=index)) == expected
    assert as_bytes(scanned(*sorted(plans.iterdir()), index=index)) == expected


def test_where_there_is_no_file_the_index_is_left_as_it_is(plans: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.duckdb"
    expected = scanned(plans, index=index)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert scanned(empty, index=index).documents == ()
    told: list[str] = []
    assert scanned(plans, index=index, told=told) == expected
    assert not any(line.startswith(("reading", "verifying")) for line in told)


def test_the_parts_of_a_scan_make_the_whole(plans: Path) -> None:
    from plancompare.corpus.chunks import merge

    write(plans, {"a/copy": PLANS["an-bien"], "z/copy": PLANS["hon-dat"]})
    parts = [scanned(plans, options=ScanOptions(sample=1, chunk=(part, 3))) for part in (1, 2, 3)]
    assert sum(len(part.pairs) for part in parts) == len(scanned(plans).pairs)
    assert as_bytes(merge((f"part {at}", part) for at, part in enumerate(parts))) == as_bytes(scanned(plans))


def test_what_was_prepared_elsewhere_is_not_read_again(plans: Path, tmp_path: Path) -> None:
    expected = scanned(plans)
    prepared = []
    for part in ("a*.txt", "[b-z]*.txt"):
        prepared.append(str(tmp_path / f"{len(prepared)}.parquet"))
        assert prepare_folder([str(path) for path in plans.glob(part)], READING, prepared[-1], WHOLE, jobs=1) == ()
    told: list[str] = []
    found = scan_folder([str(plans)], READING, WHOLE, jobs=1, tell=told.append, prepared=prepared)
    assert as_bytes(found) == as_bytes(expected)
    assert not any(line.startswith("reading:") for line in told)


# ---------------------------------------------------------------- interrupted

KILLED = """
import os, random, signal, sys, time
import duckdb, numpy, msgspec
import plancompare.scan as scan
import plancompare.corpus.index as index
from plancompare.model.scan import ScanOptions
index._TEXTS, scan._RECORDS, scan._PAIRS = 2, 2, 3  # many commits
folder, kept, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])

def run():
    found = scan.scan_folder([folder], options=ScanOptions(sample=1), index_path=kept, jobs=1)
    return msgspec.json.encode(found)

def in_child(seconds):
    child = os.fork()
    if child == 0:
        run()
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] != 0

random.seed(7)
begun, killed = time.monotonic(), 0
run_whole = os.fork()
if run_whole == 0:
    kept += ".other"
    run()
    os._exit(0)
os.waitpid(run_whole, 0)
whole = time.monotonic() - begun
while killed < kills:
    if in_child(random.uniform(0, whole)):
        killed += 1
    elif os.path.exists(kept):
        os.unlink(kept)  # it came to its end: begin anew
print(killed, file=sys.stderr)
sys.stdout.buffer.write(run())
"""


def test_killed_at_random_moments_and_resumed_the_result_is_the_same(plans: Path, tmp_path: Path) -> None:
    write(plans, {f"more-{at}": plan(f"xã {at}", (at % 8, (at + 1) % 8)) for at in range(6)})
    index = tmp_path / "index.duckdb"
    ran = subprocess.run([sys.executable, "-c", KILLED, str(plans), str(index), "6"], capture_output=True)
    assert ran.stderr == b"6\n", ran.stderr.decode()
    assert ran.stdout == as_bytes(scanned(plans)) == as_bytes(scanned(plans, index=index))
    assert {path.name for path in tmp_path.iterdir()} <= {"plans", "index.duckdb", "index.duckdb.other"}


def test_a_process_that_is_ended_from_outside_is_told(plans: Path) -> None:
    def end(message: str) -> None:
        if message.startswith("reading"):
            for process in active_children():
                process.kill()

    with pytest.raises(LimitError, match=r"ended from outside, .*; run the same with fewer --jobs"):
        scan_folder([str(plans)], jobs=2, tell=end)
    assert not active_children()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_scan_leaves_no_process(plans: Path, tmp_path: Path, stop: signal.Signals) -> None:
    """Ctrl-C goes to all processes of a terminal; the workers leave it to their parent, and end when that is gone."""
    program = tmp_path / "program.py"
    program.write_text(
        "import sys; from plancompare import scan_folder\n"
        "if __name__ == '__main__':\n"
        "    scan_folder([sys.argv[1]], jobs=2, tell=lambda line: print(line, flush=True))\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(program), str(plans)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as child:
        assert child.stdout is not None
        while b"reading" not in child.stdout.readline():
            pass
        if stop == signal.SIGKILL:
            child.kill()
        else:
            os.killpg(child.pid, stop)
        said = child.communicate(timeout=60)[1]
        assert child.returncode != 0 and said.count(b"Traceback") == (stop == signal.SIGINT), said.decode()
    for _ in range(300):
        if not any(alive(process, child.pid) for process in Path("/proc").glob("[0-9]*/stat")):
            return
        time.sleep(0.1)
    raise AssertionError("a process is left")


def alive(process: Path, group: int) -> bool:
    """Whether a process is one of this group and more than an entry that nobody has asked for."""
    try:
        state, _, of_group = process.read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return False
    return int(of_group) == group and state != "Z"
