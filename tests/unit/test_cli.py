"""The command line as a user meets it: files, streams, one-line errors, exit codes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from carried_plans import CARRIED, DECISION, END, PLAN

from plancompare import cli

CLEAN = "tay-ninh-thanh-pho-2023.clean.txt"
SCAN = "kien-giang-2024.ocr.txt"


@pytest.fixture
def here(tmp_path: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two of the plans."""
    for name in (CLEAN, SCAN):
        shutil.copy(fixtures / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plancompare", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, **options)  # type: ignore[call-overload, no-any-return]


def test_parse_writes_json(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", SCAN, CLEAN, "--json", "out/r.json"]) == 0
    document = json.loads((here / "out/r.json").read_text(encoding="utf-8"))
    assert [(d["id"], d["path"]) for d in document["documents"]] == [(SCAN[:-4], SCAN), (CLEAN[:-4], CLEAN)]
    assert document["failures"] == []
    assert document["documents"][1]["text"] == (here / CLEAN).read_bytes().decode()
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines() == [f"reading {SCAN}", f"reading {CLEAN}", "wrote out/r.json"]


def test_json_on_standard_output_is_alone_there_and_quiet_is_quiet(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["parse", CLEAN, "--json", "-", "--quiet"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["schema"] == "plancompare/parse/1"
    assert "Dân vận" in out
    assert err == ""


def test_parse_shows_the_outline(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", CLEAN, "-q"]) == 0
    out = capfd.readouterr().out
    assert out.startswith(f"{CLEAN}\n  Kế hoạch · Ủy ban nhân dân thành phố Tây Ninh · 2023-05\n")
    assert re.search(r"^ +\d+-\d+  II  NỘI DUNG THỰC HIỆN", out, re.MULTILINE)
    assert cli.main(["parse", SCAN, "-q"]) == 0
    assert re.search(r"^ +\d+-\d+ +III\.1  Cac co quan", capfd.readouterr().out, re.MULTILINE), "the label once"


def test_compare_writes_the_report(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "."]) == 0
    assert sorted(os.listdir("reports")) == ["compare.html"]
    assert "<html lang=vi" in (here / "reports/compare.html").read_text(encoding="utf-8")
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == f"wrote {os.path.join('reports', 'compare.html')}"
    assert cli.main(["compare", ".", "--format", "docx,csv,xlsx,md", "-q"]) == 0, "the report in the folder is no plan"
    assert cli.main(["compare", ".", "--lang", "en", "-q"]) == 0, "nor are its other forms"
    assert "<html lang=en" in (here / "reports/compare.html").read_text(encoding="utf-8")


def test_compare_writes_json_as_asked_and_in_the_same_bytes_for_any_order(here: Path) -> None:
    assert cli.main(["compare", CLEAN, SCAN, "--format", "json", "--json", "a.json", "-o", "deep/er"]) == 0
    assert cli.main(["compare", SCAN, CLEAN, SCAN, "--format", "json", "--json", "b.json"]) == 0
    assert os.listdir("deep/er") == ["compare.json"]
    assert (
        (here / "a.json").read_bytes() == (here / "b.json").read_bytes() == (here / "reports/compare.json").read_bytes()
    )
    assert json.loads((here / "a.json").read_bytes())["failures"] == []


def test_a_source_gets_no_column(here: Path, fixtures: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(fixtures, "plans")
    arguments = [
        "compare",
        "plans",
        "--source",
        f"plans/{CLEAN}",
        "--base",
        SCAN[:-4],
        "--json",
        "-",
        "--format",
        "html",
    ]
    assert cli.main(arguments) == 0
    out, err = capfd.readouterr()
    document = json.loads(out)
    assert CLEAN[:-4] not in {d["id"] for d in document["documents"]}
    assert [d["id"] for d in document["sources"]] == [CLEAN[:-4]]
    assert document["options"]["base"] == SCAN[:-4]
    assert f"plans/{CLEAN} is given with --source" in err


def test_one_bad_file_among_many_does_not_sink_the_others(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "empty.txt").touch()
    os.mkdir("nothing")
    arguments = ["compare", CLEAN, "gone.txt", SCAN, "empty.txt", "nothing", "--json", "out.json"]
    assert cli.main(arguments) == 2
    document = json.loads((here / "out.json").read_bytes())
    assert [f["path"] for f in document["failures"]] == ["empty.txt", "gone.txt", "nothing"]
    assert len(document["documents"]) == 2
    complaints = [line for line in capfd.readouterr().err.splitlines() if line.startswith("plancompare: ")]
    assert complaints == [f"plancompare: {f['path']}: {f['error']}" for f in document["failures"]]
    assert cli.main([*arguments, "--keep-going"]) == 0
    assert cli.main(["parse", "gone.txt", CLEAN, "--json", "-"]) == 2
    assert cli.main(["parse", "gone.txt", CLEAN, "--json", "-", "--keep-going"]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "no command given"),
        (["look"], "No such command 'look'; plancompare --help shows how"),
        (["compare"], "Missing argument"),
        (["compare", "--colour", "a"], "No such option"),
        (["compare", CLEAN], "give at least two"),
        (["compare", CLEAN, "./" + CLEAN], "give at least two"),
        (["compare", CLEAN, SCAN, "--base", "hanoi"], "--base hanoi: no such plan"),
        (["compare", CLEAN, SCAN, "--format", "html,svg"], "no such format; choose html, json, xlsx, csv, docx"),
        (["compare", CLEAN, SCAN, "--lang", "fr"], "Invalid value for '--lang'"),
        (["compare", CLEAN, SCAN, "--json", SCAN], "one of the inputs; choose another"),
        (["compare", CLEAN, SCAN, "--json", "reports/compare.json", "--format", "json"], "two results"),
        (["compare", CLEAN, SCAN, "-o", CLEAN], f"{CLEAN} is a file, not a folder; name another folder with -o"),
        (["compare", CLEAN, SCAN, "-o", CLEAN + "/deeper"], f"{CLEAN} is a file, not a folder; name another folder"),
        (["compare", CLEAN, SCAN, "-o", ""], "-o: the name of the folder is empty; give one"),
        (["parse", CLEAN, "--json", "."], ". is a folder, not a file; name another file with --json"),
        (["parse", CLEAN, "--json", ""], "--json: the name of the file is empty"),
        (["parse", ""], "'': there is no such file"),
        (["parse", "-"], "-: standard input is not read; save the text to a file"),
        (["diff", CLEAN], "Missing argument 'B'; plancompare --help shows how"),
        (["diff", CLEAN, SCAN, CLEAN], "unexpected extra argument"),
        (["diff", CLEAN, CLEAN], f"{CLEAN} and {CLEAN} are one file; name two"),
        (["diff", CLEAN, "./" + CLEAN], f"{CLEAN} and ./{CLEAN} are one file; name two"),
        (["diff", CLEAN, "folder"], "diff compares two files; for folders and archives there is plancompare compare"),
        (["diff", "folder", CLEAN], "diff compares two files; for folders and archives there is plancompare compare"),
        (["diff", CLEAN, "."], "diff compares two files; for folders and archives there is plancompare compare"),
        (["diff", CLEAN, SCAN, "-o", SCAN], "one of the inputs; choose another"),
        (["diff", CLEAN, SCAN, "--json", CLEAN], "one of the inputs; choose another"),
        (["diff", CLEAN, SCAN, "--json", "r", "-o", "r"], "two results would be written to it"),
        (["diff", CLEAN, SCAN, "-o", ""], "-o: the name of the report is empty; give one, such as -o report.html"),
        (["diff", CLEAN, SCAN, "-o", "."], ". is a folder, not a file"),
        (["diff", CLEAN, SCAN, "--json", ""], "--json: the name of the file is empty"),
        (["diff", CLEAN, SCAN, "--lang", "fr"], "Invalid value for '--lang'"),
        (["diff", CLEAN, "gone.txt"], "gone.txt: there is no such file; check the path"),
        (["diff", "empty.txt", CLEAN], "empty.txt: the file is empty; give a file with the text of a plan"),
        (["diff", CLEAN, "binary.dat"], "binary.dat: no text in UTF-8, UTF-16 or windows-1258"),
        (["diff", CLEAN, "-"], "-: standard input is not read"),
        (["schema", "nothing"], "Invalid value for"),
        (
            ["schema"],
            "Missing argument 'kind'. Choose from: parse, compare, diff, review, scan, query; plancompare --help",
        ),
        (["compar"], "Did you mean 'compare'? plancompare --help shows how"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    before = {name: (here / name).read_bytes() for name in (CLEAN, SCAN)}
    (here / "empty.txt").touch()
    (here / "binary.dat").write_bytes(bytes(range(128, 256)) * 9)
    os.mkdir("folder")
    (here / "folder/other.txt").write_text("Kế hoạch", encoding="utf-8")
    assert cli.main([*arguments, "-q"] if arguments[:1] in (["compare"], ["parse"], ["diff"]) else arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("plancompare: ") and says in err and err.count("\n") == 1
    assert before == {name: (here / name).read_bytes() for name in (CLEAN, SCAN)}


DRAFT = """KẾ HOẠCH
Thực hiện công tác dân vận năm 2024
Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh, Sở Ngoại vụ xây dựng Kế hoạch như sau:
1. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị, chuyên môn của cơ quan.
2. Các phòng không được gây phiền hà cho người dân; giải quyết kịp thời kiến nghị của doanh nghiệp.
"""


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a draft, its final version, and the draft in another layout."""
    monkeypatch.chdir(tmp_path)
    final = DRAFT.replace("25/3/2024", "28/3/2024").replace("không được", "được")
    for name, text in (("draft", DRAFT), ("final", final), ("wrapped", DRAFT.replace("phải ", "phải\n"))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_diff_writes_json_where_it_is_told(versions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "draft.txt", "final.txt", "--json", "-", "-q"]) == 0
    out, err = capfd.readouterr()
    document = json.loads(out)
    assert err == ""
    assert (document["schema"], document["relation"]) == ("plancompare/diff/1", "same_with_edits")
    assert [(c["kind"], c["a_text"], c["b_text"]) for c in document["changes"]] == [
        ("date", "25/3/2024", "28/3/2024"),
        ("negation", "không ", ""),
    ]
    assert cli.main(["diff", "draft.txt", "final.txt", "--json", "deep/r.json"]) == 0
    assert (versions / "deep/r.json").read_text(encoding="utf-8") == out
    out, err = capfd.readouterr()
    assert out == ""
    assert err == "reading draft.txt\nreading final.txt\ntelling noise from edits\nwrote deep/r.json\n"


def test_diff_keeps_the_order_of_its_two_texts(versions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "final.txt", "draft.txt", "--json", "-", "-q"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert (document["a"]["path"], document["b"]["path"]) == ("final.txt", "draft.txt")
    assert [(c["kind"], c["a_text"], c["b_text"]) for c in document["changes"]] == [
        ("date", "28/3/2024", "25/3/2024"),
        ("negation", "", "không "),
    ]


def test_diff_tells_edits_by_its_exit_code_when_asked(versions: Path) -> None:
    assert cli.main(["diff", "draft.txt", "final.txt", "-q"]) == 0
    assert cli.main(["diff", "draft.txt", "final.txt", "-q", "--exit-code"]) == 1
    assert cli.main(["diff", "draft.txt", "wrapped.txt", "-q", "--exit-code"]) == 0
    assert cli.main(["diff", "draft.txt", "gone.txt", "-q", "--exit-code"]) == 2
    shutil.copy("draft.txt", "copy.txt")
    assert cli.main(["diff", "draft.txt", "copy.txt", "-q", "--exit-code", "--json", "r.json"]) == 0
    assert json.loads((versions / "r.json").read_bytes())["changes"] == []
    assert cli.main(["diff", "draft.txt", "final.txt", "-q", "--exit-code", "--json", "r.json", "-o", "r.html"]) == 1


def test_diff_shows_in_the_terminal_what_matters(versions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "draft.txt", "final.txt", "-q"]) == 0
    out = capfd.readouterr().out
    assert re.match(
        r"the same document, with edits \(probability [01]\.\d\d; in common: 9\d% of the words of A, 9\d% of B\)\n", out
    )
    assert re.search(
        r"^  line 3: edit date \(0\.\d\d, date of Kế hoạch số 859/KH-UBND\): “25/3/2024” → “28/3/2024”$",
        out,
        re.MULTILINE,
    )
    assert re.search(r"^  line 5: edit negation \(0\.\d\d\): “không” → “”$", out, re.MULTILINE)
    assert out.endswith("misread by the scanner: 0 places; layout only: 0\n")
    assert cli.main(["diff", "draft.txt", "wrapped.txt", "-q"]) == 0
    out = capfd.readouterr().out
    assert out.splitlines()[0] == "the same document (in common: 100% of the words of A, 100% of B)"
    assert "layout only: 1" in out
    assert "line " not in out.replace("layout", "")


def test_what_a_text_says_cannot_steer_the_terminal(versions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hostile = DRAFT.replace("nghiêm túc", "nghiêm \x1b[31mtúc\u202e\x07 ngặt\x9b2J")
    (versions / "hostile.txt").write_text(hostile, encoding="utf-8")
    assert cli.main(["diff", "draft.txt", "hostile.txt"]) == 0
    out, err = capfd.readouterr()
    assert "\\x1b[31m" in out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out + err)
    assert cli.main(["diff", "draft.txt", "hostile.txt", "--json", "-", "-q"]) == 0
    assert json.loads(capfd.readouterr().out)["b"]["text"] == hostile, "JSON holds the text as it is"


def test_diff_writes_a_report(versions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "draft.txt", "final.txt", "-o", "out/r.html"]) == 0
    page = (versions / "out/r.html").read_text(encoding="utf-8")
    assert "<html lang=vi" in page and "28/3/2024" in page
    out, err = capfd.readouterr()
    assert out == "", "the summary is for who asks for nothing else"
    assert err.splitlines()[-2:] == ["writing the report", "wrote out/r.html"]
    assert cli.main(["diff", "draft.txt", "final.txt", "-o", "r.html", "--lang", "en", "-q"]) == 0
    assert "<html lang=en" in (versions / "r.html").read_text(encoding="utf-8")


def test_two_files_of_one_name_have_two_ids(versions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.mkdir("old")
    shutil.move("final.txt", "old/draft.txt")
    assert cli.main(["diff", "draft.txt", "old/draft.txt", "--json", "-", "-q"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert [(document[side]["id"], document[side]["path"]) for side in "ab"] == [
        ("draft", "draft.txt"),
        ("draft-2", "old/draft.txt"),
    ]


def test_diff_is_told_about_in_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "--help"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert re.match(r"Usage: plancompare diff \[OPTIONS\] \W?A\W? \W?B\W? Tell", out)
    assert "Tell what a scanner misread from what a person changed between two texts." in out
    for option in ("--json FILE", "-o, --output REPORT", "--exit-code", "--lang", "-q, --quiet"):
        assert option in out
    assert cli.main(["--help"]) == 0
    assert re.search(r"^ +diff +Tell what a scanner misread", capfd.readouterr().out, re.MULTILINE)


def test_a_file_that_vanishes_before_it_is_read(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.symlink("nowhere.txt", "listed.txt")
    assert cli.main(["compare", ".", "-q"]) == 2
    assert "./listed.txt: there is no such file; check the path" in capfd.readouterr().err
    assert os.path.exists("reports/compare.html")


def test_nothing_half_written_stays(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "r.json").write_text("old")
    monkeypatch.setattr(os, "replace", lambda a, b: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert cli.main(["parse", CLEAN, "--json", "r.json"]) == 2
    assert (here / "r.json").read_text() == "old"
    assert sorted(os.listdir()) == sorted([CLEAN, SCAN, "r.json"])


def test_a_device_is_written_to_and_not_replaced(here: Path) -> None:
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    (here / "small.txt").write_text("Kế hoạch", encoding="utf-8")
    assert cli.main(["parse", "small.txt", "--json", "pipe", "-q"]) == 0
    assert json.loads(os.read(reader, 65536))["schema"] == "plancompare/parse/1"
    os.close(reader)


def test_names_cannot_steer_the_terminal(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[31m\n\u202eb\udcff.txt"
    assert cli.main(["parse", name, "--json", "out.json"]) == 2
    shown = "a\\x1b[31m \\u202eb\\udcff.txt"
    assert (
        capfd.readouterr().err.splitlines()[-1]
        == f"plancompare: {shown}: there is no such file; check the path, or whether it was moved"
    )
    (here / name).write_text("Kế hoạch", encoding="utf-8")
    assert cli.main(["parse", name, "--json", "out.json"]) == 0
    assert json.loads((here / "out.json").read_bytes())["documents"][0]["path"] == "a\x1b[31m\n\u202eb?.txt"


def test_a_bug_is_one_line_and_a_trace_on_request(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("plancompare.ingest.find_inputs", lambda *_: 1 / 0)
    assert cli.main(["parse", CLEAN]) == 2
    err = capfd.readouterr().err
    assert err.startswith("plancompare: something went wrong") and "ZeroDivisionError" in err and err.count("\n") == 1
    monkeypatch.setenv("PLANCOMPARE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["parse", CLEAN])


def test_as_a_process(here: Path) -> None:
    version = process("--version")
    assert (version.returncode, version.stderr) == (0, "")
    assert re.fullmatch(r"plancompare \d+\.\d+\.\d+\n", version.stdout)
    assert process("compare", "nothing").returncode == 2
    plain = process("parse", CLEAN, "--json", "-", env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert plain.returncode == 0
    assert json.loads(plain.stdout)["documents"][0]["path"] == CLEAN
    for kind in ("parse", "compare"):
        assert json.loads(process("schema", kind).stdout)["$id"] == f"urn:plancompare:{kind}:1"


def test_a_reader_that_has_left_is_no_news(here: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "plancompare", "parse", CLEAN, "--json", "-", "--quiet"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.parametrize("arguments", [["compare", CLEAN, SCAN], ["parse", CLEAN, "--json", "shut/deep/r.json"]])
def test_a_shut_folder_is_told_before_anything_is_read(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # who runs the tests may be allowed everything
    assert cli.main(arguments) == 2
    err = capfd.readouterr().err
    assert err.startswith("plancompare: .: you may not write here; name another") and err.count("\n") == 1


def test_what_cannot_be_written_is_told_before_anything_is_read(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.makedirs("reports/compare.html")
    for arguments in (["-o", CLEAN], ["--json", "."], []):
        assert cli.main(["compare", CLEAN, SCAN, *arguments]) == 2
        assert "reading" not in capfd.readouterr().err


def test_the_base_may_be_named_by_its_file(here: Path) -> None:
    os.mkdir("other")
    shutil.copy(CLEAN, f"other/{CLEAN}")
    plans = ["--format", "json", "--json", "r.json", "-q"]
    for paths, base, id in (
        ([CLEAN, SCAN], SCAN, SCAN[:-4]),
        ([CLEAN, SCAN], f"other/../{SCAN}", SCAN[:-4]),
        ([CLEAN, SCAN], f"elsewhere/{SCAN}", SCAN[:-4]),
        ([CLEAN, f"other/{CLEAN}", SCAN], f"./{CLEAN}", f"{CLEAN[:-4]}-2"),
    ):
        assert cli.main(["compare", *paths, "--base", base, *plans]) == 0
        assert json.loads((here / "r.json").read_bytes())["options"]["base"] == id


def test_a_text_that_is_no_plan_is_told_and_read(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "constraints.txt").write_text("typer==0.12\njinja2==3.1\n", encoding="utf-8")
    assert cli.main(["parse", "constraints.txt", CLEAN, SCAN, "--json", "r.json", "-q"]) == 0
    assert capfd.readouterr().err == "plancompare: constraints.txt: no sections found; is it a plan?\n"


def test_remarks_on_the_inputs_bear_the_name_of_the_program(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", CLEAN, f"./{CLEAN}", "--json", "r.json"]) == 0
    remark = f"plancompare: ./{CLEAN} is a file already named, it is read once"
    assert capfd.readouterr().err.splitlines()[0] == remark


@pytest.mark.parametrize("moment", [b"reading", b"collating", b"telling"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_no_trace_and_no_process(
    fixtures: Path, tmp_path: Path, number: signal.Signals, moment: bytes
) -> None:
    """Ctrl-C goes to all processes of a terminal, a termination to the one that was started."""
    command = [sys.executable, "-m", "plancompare", "compare", str(fixtures), "-o", str(tmp_path / "out")]
    said = tmp_path / "said"
    with said.open("wb") as err:
        running = subprocess.Popen(command, stderr=err, start_new_session=True)
    while moment not in said.read_bytes() and running.poll() is None:
        time.sleep(0.001)
    (os.killpg if number == signal.SIGINT else os.kill)(running.pid, number)
    assert running.wait(timeout=30) == (130 if number == signal.SIGINT else -signal.SIGTERM)
    told = said.read_text(encoding="utf-8")
    assert "Traceback" not in told
    assert ("plancompare: interrupted" in told.splitlines()) == (number == signal.SIGINT)
    assert not (tmp_path / "out").exists()
    with pytest.raises(ProcessLookupError):  # the aligning process has gone, too
        for _ in range(1000):
            os.killpg(running.pid, 0)
            time.sleep(0.01)


def test_an_archive_is_read_and_never_written_over(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("plans.zip", "w") as packed:
        packed.write(CLEAN, f"ke hoach/{CLEAN}")
        packed.write(SCAN)
    before = (here / "plans.zip").read_bytes()
    assert cli.main(["parse", "plans.zip", "--json", "r.json", "-q"]) == 0
    documents = json.loads((here / "r.json").read_text(encoding="utf-8"))["documents"]
    assert [d["path"] for d in documents] == [f"plans.zip/{SCAN}", f"plans.zip/ke hoach/{CLEAN}"]
    assert cli.main(["diff", "plans.zip", CLEAN]) == 2
    assert "for folders and archives there is plancompare compare" in capfd.readouterr().err
    assert cli.main(["compare", "plans.zip", "--json", "plans.zip"]) == 2
    assert "one of the inputs" in capfd.readouterr().err
    assert (here / "plans.zip").read_bytes() == before


def test_diff_takes_an_archive_that_holds_one_document(here: Path) -> None:
    with zipfile.ZipFile("a.zip", "w") as packed:
        packed.write(CLEAN)
    for arguments in (["a.zip", SCAN], [SCAN, "a.zip"]):
        assert cli.main(["diff", *arguments, "--json", "r.json", "-q"]) == 0
        found = json.loads((here / "r.json").read_text(encoding="utf-8"))
        paths = [f"a.zip/{CLEAN}" if name == "a.zip" else name for name in arguments]
        assert [found["a"]["path"], found["b"]["path"]] == paths


def test_a_decision_beside_its_plan_gets_no_column_and_is_told(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    both = DECISION + END + CARRIED
    (here / "quyet-dinh.txt").write_text(both, encoding="utf-8")
    (here / "quyet-dinh-2.txt").write_text(PLAN, encoding="utf-8")
    assert cli.main(["parse", "quyet-dinh.txt", "quyet-dinh-2.txt", "--json", "r.json", "-q"]) == 0
    documents = json.loads((here / "r.json").read_text(encoding="utf-8"))["documents"]
    assert [(d["id"], d["metadata"]["document_type"]) for d in documents] == [
        ("quyet-dinh", "Kế hoạch"),
        ("quyet-dinh-2", "Kế hoạch"),
        ("quyet-dinh-3", "Quyết định"),
    ]
    assert "tệp chứa 2 văn bản" in documents[2]["repairs"][0]
    capfd.readouterr()
    assert cli.main(["compare", "quyet-dinh.txt", CLEAN, "--json", "r.json"]) == 0
    assert "quyet-dinh.txt: Quyết định beside the plan is left out" in capfd.readouterr().err
    compared = json.loads((here / "r.json").read_text(encoding="utf-8"))["documents"]
    assert [d["id"] for d in compared] == ["quyet-dinh", CLEAN[:-4]]


def test_the_image_of_a_text_is_left_out_of_a_folder_and_offered(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "kien-giang-2024.pdf").write_bytes(b"%PDF-1.4 of no use")
    assert cli.main(["parse", ".", "--json", "r.json"]) == 0
    said = capfd.readouterr().err
    assert "./kien-giang-2024.pdf is left out, its text lies beside it" in said
    assert "thêm --reread để đọc lại từ đó" in said
    documents = json.loads((here / "r.json").read_text(encoding="utf-8"))["documents"]
    assert [w["code"] for w in documents[0]["warnings"]][:1] == ["image-at-hand"]
    assert cli.main(["parse", SCAN, "--reread", "--json", "r.json"]) == 2
    assert f"{SCAN}: " in capfd.readouterr().err


def test_the_tree_goes_to_the_terminal_and_the_json_to_a_file(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", CLEAN, "--show", "--json", "r.json", "-q"]) == 0
    out = capfd.readouterr().out
    assert "  text/plain, utf-8\n" in out and "I roman  [lines 15-21]\n      I. MỤC ĐÍCH, YÊU CẦU\n" in out
    assert json.loads((here / "r.json").read_text(encoding="utf-8"))["documents"]
    assert cli.main(["parse", CLEAN, "--show", "--json", "-"]) == 2
    assert "write the JSON to a file" in capfd.readouterr().err


def test_limits_are_options_and_name_themselves(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "large.txt").write_text("Kế hoạch dân vận. " * 60_000, encoding="utf-8")
    assert cli.main(["parse", "large.txt", CLEAN, "--max-mb", "1", "--json", "r.json", "-q"]) == 2
    assert capfd.readouterr().err == (
        "plancompare: large.txt: larger than 1 MiB; raise --max-mb, split it, or save its text alone\n"
    )
    failures = json.loads((here / "r.json").read_text(encoding="utf-8"))["failures"]
    assert [f["path"] for f in failures] == ["large.txt"]
