"""What is written: whole or not at all, where it was asked for and nowhere else; where it cannot be, a line says so.

Full disks, killed processes and closed networks are real ones: a small file system in a namespace of the test's own.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plancompare import cli
from plancompare.writing import replacing, write

CLEAN = "tay-ninh-thanh-pho-2023.clean.txt"
SCAN = "kien-giang-2024.ocr.txt"
PROGRAM = [sys.executable, "-m", "plancompare"]
# As root of a namespace of its own, where a file system can be mounted that ends with the process.
APART = ["unshare", "--user", "--map-root-user", "--mount", "--net"]


@pytest.fixture
def here(tmp_path: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (CLEAN, SCAN):
        shutil.copy(fixtures / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def small_plans(folder: Path) -> Path:
    """A folder with two plans of some lines, quickly compared."""
    folder.mkdir()
    for name, year in (("a", 2023), ("b", 2024)):
        lines = ["KẾ HOẠCH", f"Công tác dân vận năm {year}", "I. MỤC ĐÍCH", "1. Yêu cầu"]
        lines += [
            f"- Sở Nội vụ báo cáo kết quả bước {n} cho Ủy ban nhân dân tỉnh trước ngày {n}/5." for n in range(1, 9)
        ]
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def apart(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A shell script in a namespace of its own, without a network; `$@` are the arguments."""
    if shutil.which("unshare") is None or subprocess.run([*APART, "true"], capture_output=True).returncode:
        pytest.skip("this system makes no namespaces")
    command = [*APART, "bash", "-c", script, "bash", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def refused(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that says why."""
    assert cli.main([*arguments, "-q"]) == 2
    out, err = capfd.readouterr()
    assert out == "" and err.startswith("plancompare: ") and err.count("\n") == 1
    return err


# ---------------------------------------------------------------- where


def test_an_input_is_known_under_any_name(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A hard link is what another spelling of a name is to a file system that takes capitals or marks for equal."""
    os.link(CLEAN, "same-file.json")
    os.symlink(CLEAN, "link.json")
    before = (here / CLEAN).read_bytes()
    for name in ("same-file.json", "link.json", f"./{CLEAN}", str(here / CLEAN)):
        assert "it is one of the inputs; choose another" in refused(capfd, "parse", CLEAN, "--json", name)
        assert "it is one of the inputs; choose another" in refused(capfd, "diff", CLEAN, SCAN, "-o", name)
    os.mkdir("out")
    os.link(SCAN, "out/compare.html")
    assert "out/compare.html: would be written over" in refused(capfd, "compare", CLEAN, SCAN, "-o", "out")
    os.replace("out/compare.html", "out/scan.html")
    os.mkdir("plans")
    os.link(SCAN, f"plans/{SCAN}")
    assert "out/scan.html: would be written over" in refused(capfd, "scan", "plans", "-o", "out")
    assert "one of the inputs" in refused(capfd, "scan", "plans", "--prepare", "out/scan.html")
    assert (here / CLEAN).read_bytes() == before


def test_an_image_left_out_of_a_folder_is_not_written_over(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    image = here / "kien-giang-2024.pdf"
    image.write_bytes(b"%PDF-1.4")
    assert "one of the inputs" in refused(capfd, "parse", ".", "--json", image.name)
    assert image.read_bytes() == b"%PDF-1.4"


def test_two_results_do_not_go_to_names_that_some_systems_take_for_one(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for one, other in (("r.json", "R.JSON"), ("kế.html", "ke\u0302\u0301.html")):
        assert "two results" in refused(capfd, "diff", CLEAN, SCAN, "--json", one, "-o", other)
    assert sorted(os.listdir()) == sorted([CLEAN, SCAN])


def test_a_link_does_not_lead_a_report_out_of_its_folder(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.makedirs("out/deep")
    (here / "precious.txt").write_text("precious")
    os.symlink("../precious.txt", "out/compare.html")
    os.symlink("../nothing-yet", "out/compare.json")
    for name in ("html", "json"):
        said = refused(capfd, "compare", CLEAN, SCAN, "-o", "out", "--format", name)
        assert f"out/compare.{name}: is a link out of its folder; remove it" in said
    assert (here / "precious.txt").read_text() == "precious" and not (here / "nothing-yet").exists()
    os.symlink("real.json", "link.json")
    assert cli.main(["parse", CLEAN, "--json", "link.json", "-q"]) == 0
    assert (here / "link.json").is_symlink() and (here / "real.json").is_file(), "a file named is followed"


def test_a_name_may_be_as_long_as_the_file_system_has_it(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    longest = "ế" * 83 + ".json"  # 254 bytes
    assert cli.main(["parse", CLEAN, "--json", longest, "-q"]) == 0
    assert json.loads((here / longest).read_bytes())["documents"]
    assert "File name too long" in refused(capfd, "parse", CLEAN, "--json", f"{longest}xx")


def test_who_may_read_a_result_stays(here: Path) -> None:
    write("new.json", b"1")
    mask = os.umask(0)
    os.umask(mask)
    assert os.stat("new.json").st_mode & 0o777 == 0o666 & ~mask
    os.chmod("new.json", 0o600)
    write("new.json", b"2")
    assert os.stat("new.json").st_mode & 0o777 == 0o600
    with replacing("new.json") as beside:
        assert os.stat(beside).st_mode & 0o777 == 0o600, "not even meanwhile"


# ---------------------------------------------------------------- whole or not at all

FULL = """
import os, subprocess, sys
from plancompare.cli import main
disk, one, other, folder = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", disk], check=True)
os.chdir(disk)
names = ["r.json", "d.html", "d.docx", "d.md", "compare.xlsx", "p.parquet"]
for name in names:
    open(name, "w").write("old")
reading = ["parse", one, "--json", "r.json"]
preparing = ["scan", folder, "--prepare", "p.parquet", "--jobs", "1"]

def run(*arguments):
    print("exit", main([*arguments, "-q"]), file=sys.stderr, flush=True)

with open("rest", "wb", 0) as rest:
    try:
        while rest.write(bytes(1024)):
            pass
    except OSError:
        pass
run(*reading)
for name in ("d.html", "d.docx", "d.md"):
    run("diff", one, other, "-o", name)
run("compare", one, other, "-o", ".", "--format", "xlsx")
run(*preparing)
run("scan", folder, "--index", "new.duckdb", "--format", "json", "-o", ".", "--jobs", "1")
os.remove("rest")
subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
run(*reading)
run(*preparing)
subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
assert sorted(os.listdir()) == sorted(names), os.listdir()
assert {open(name).read() for name in names} == {"old"}
run(*reading)
assert sorted(os.listdir()) == sorted(names) and len(open("r.json").read()) > 3
"""


def test_a_full_or_read_only_disk_leaves_the_old_files_whole(tmp_path: Path) -> None:
    disk, plans = tmp_path / "disk", small_plans(tmp_path / "plans")
    disk.mkdir()
    done = apart('exec "$@"', sys.executable, "-c", FULL, *map(str, (disk, plans / "a.txt", plans / "b.txt", plans)))
    assert done.returncode == 0, done.stderr
    said = done.stderr.splitlines()
    assert said[1::2] == ["exit 2"] * 9 and said[-1] == "exit 0" and len(said) == 19, done.stderr
    full, read_only = said[0:14:2], said[14:18:2]
    assert all(line.startswith("plancompare: ") for line in full + read_only)
    assert all("No space left on device" in line or "the disk is full" in line for line in full), full
    assert all("you may not write here" in line or "Read-only file system" in line for line in read_only), read_only


def test_a_writer_killed_at_any_moment_leaves_one_whole_file(tmp_path: Path) -> None:
    script = """
import sys
from plancompare.writing import write
while True:
    for letter in b"ab":
        write(sys.argv[1], bytes([letter]) * 2_000_000)
        print(flush=True)
"""
    file = tmp_path / "result"
    chance = random.Random(8)
    for _ in range(12):
        with subprocess.Popen([sys.executable, "-c", script, str(file)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.03))
            writer.kill()
        content = file.read_bytes()
        assert len(content) == 2_000_000 and len(set(content)) == 1
    assert all(path == file or path.name.startswith(".plancompare-") for path in tmp_path.iterdir())


def _heard(number: signal.Signals) -> Callable[[], object]:
    """For a process to be: it hears this signal, though the tests were started by `nohup` or in the background."""
    return lambda: signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_scan_leaves_nothing_behind(fixtures: Path, tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "tmp").mkdir()
    command = [*PROGRAM, "scan", str(fixtures), "-o", str(tmp_path / "out"), "--jobs", "1"]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env=environment, start_new_session=True, preexec_fn=_heard(number)
    ) as running:
        assert running.stderr is not None
        while b"reading" not in running.stderr.readline():
            assert running.poll() is None
        assert list((tmp_path / "tmp").iterdir()), "there is something to clear away"
        os.kill(running.pid, number)
        told = running.stderr.read().decode()
    assert running.returncode == (130 if number == signal.SIGINT else -number)
    assert "Traceback" not in told and "should not have" not in told
    assert list((tmp_path / "tmp").iterdir()) == [] and not (tmp_path / "out").exists()


def test_an_interrupted_scan_with_an_index_says_that_it_can_go_on(fixtures: Path, tmp_path: Path) -> None:
    command = [*PROGRAM, "scan", str(fixtures), "-o", "out", "--index", "plans.duckdb"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, cwd=tmp_path, start_new_session=True, preexec_fn=_heard(signal.SIGINT)
    ) as running:
        assert running.stderr is not None
        while b"reading" not in running.stderr.readline():
            assert running.poll() is None
        os.kill(running.pid, signal.SIGINT)
        told = running.stderr.read().decode().splitlines()
    assert told[-2:] == [
        "plans.duckdb keeps what was done; the same command goes on from there",
        "plancompare: interrupted",
    ]
    assert subprocess.run(command, cwd=tmp_path).returncode == 0


# ---------------------------------------------------------------- streams


@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        ("parse $0 --json - >/dev/full", 2, "standard output: cannot be written (No space left on device)"),
        ("parse $0 --json /dev/full", 2, "/dev/full: cannot be written (No space left on device)"),
        ("parse $0 >&-", 2, "standard output is closed; write to a file with --json"),
        ("parse $0 --json r.json <&- >&-", 0, ""),
        ("parse gone.txt 2>&-", 2, ""),
        ("parse gone.txt 2>/dev/full", 2, ""),
    ],
)
def test_a_stream_that_is_full_or_closed_is_told_in_one_line(here: Path, redirected: str, code: int, said: str) -> None:
    command = ["sh", "-c", f'"$@" {redirected.replace("$0", CLEAN)} -q', "sh", *PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert done.stderr.count("\n") == bool(said) and said in done.stderr
    if "r.json" in redirected:
        assert json.loads((here / "r.json").read_bytes())["documents"], "nothing else was written into it"


def test_help_that_nobody_reads_is_no_news() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*PROGRAM, "compare", "--help"], stdout=writer, stderr=subprocess.PIPE, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")


# ---------------------------------------------------------------- no network

WATCHED = """
import os, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        with open(os.environ["NETWORK_LOG"], "a") as log:
            log.write(f"{event} {arguments}\\n")
        raise OSError("no network in this test")
sys.addaudithook(refuse)
"""


def test_every_command_works_without_a_network_and_asks_for_none(tmp_path: Path) -> None:
    """In a namespace without a network; what Python tries, though it may give up silently, is written down."""
    plans, hook, log = small_plans(tmp_path / "plans"), tmp_path / "hook", tmp_path / "network.log"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(WATCHED)
    page = "<html><body><p>KẾ HOẠCH</p><p>I. Mục đích <img src=http://example.com/a.png></p>"
    (plans / "page.html").write_text(page, encoding="utf-8")
    script = """
    export PYTHONPATH="$1" NETWORK_LOG="$2"; cd "$3"; shift 3
    set -ex
    "$@" parse page.html --json r.json -q
    "$@" diff a.txt b.txt -o d.html --json d.json -q
    "$@" compare . --format html,json,xlsx,csv,docx,md -o out -q
    "$@" scan . --index i.duckdb --format html,json,xlsx,csv -o out -q --jobs 2
    "$@" scan --query a.txt --index i.duckdb --json q.json -q
    "$1" -c 'import socket; socket.create_connection(("192.0.2.1", 80), 1)' 2>/dev/null || true
    """
    done = apart(script, *map(str, (hook, log, plans)), *PROGRAM)
    assert done.returncode == 0, done.stderr
    assert len(list((plans / "out").iterdir())) > 15
    asked = log.read_text().splitlines()
    assert asked and all("192.0.2.1" in line for line in asked), "nothing but the attempt of the test itself"
