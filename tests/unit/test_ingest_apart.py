"""The process apart: what goes through, and that nothing which goes wrong in it comes out or stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from plancompare.errors import InputError, LimitError, NotAPlanError, UnreadableError
from plancompare.ingest.apart import read_apart
from plancompare.ingest.reading import Limits, Reading, ReadingOptions


def run(reader: str, data: bytes = b"", options: ReadingOptions = ReadingOptions()) -> Reading:
    return read_apart("apart_readers", reader, "a.pdf", data, options)


def is_gone(process: int, within: float = 5.0) -> bool:
    """Whether it has ended; a process that nobody has waited for yet still has its number."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_text_options_and_progress_go_through() -> None:
    told: list[str] = []
    text = "Kế hoạch\n" * 100_000  # more than a pipe holds
    reading = run("echo", text.encode(), ReadingOptions(dpi=200, tell=told.append))
    assert reading == Reading(text, "utf-8", ("apart_readers", "__main__"))
    assert told == ["a.pdf: 200", "page 2 of 2"]


def test_what_takes_too_long_is_ended_with_all_it_started() -> None:
    told: list[str] = []
    before = time.monotonic()
    with pytest.raises(LimitError, match=r"^a\.pdf: .*more than 1 seconds; allow more with --max-seconds"):
        run("sleep", options=ReadingOptions(limits=Limits(seconds=1), tell=told.append))
    assert time.monotonic() - before < 10
    process, child, folder = told[0].split()
    assert is_gone(int(process)) and is_gone(int(child))
    assert not os.path.exists(folder)


def test_a_crash_is_an_error_of_the_file() -> None:
    with pytest.raises(NotAPlanError, match=r"^a\.pdf: the file crashed the reader \(SIGSEGV\); .*save it anew"):
        run("crash")
    with pytest.raises(NotAPlanError, match=r"exit code 7"):
        run("end")


def test_memory_is_bounded() -> None:
    with pytest.raises(LimitError, match=r"^a\.pdf: reading it takes more than 4 GiB of memory"):
        run("swell")


def test_errors_of_the_package_pass_through() -> None:
    with pytest.raises(UnreadableError) as refused:
        run("refuse")
    assert (refused.value.path, refused.value.problem, refused.value.advice) == ("a.pdf", "no", "ask again")
    with pytest.raises(LimitError, match=r"^too much$"):
        run("limit")


def test_a_full_disk_is_not_the_fault_of_the_file() -> None:
    with pytest.raises(UnreadableError, match=r"no room for the temporary files .*; make room, or .* TMPDIR"):
        run("fill")


def test_an_unforeseen_error_is_one_line() -> None:
    with pytest.raises(InputError) as stumbled:
        run("stumble")
    assert str(stumbled.value).startswith("a.pdf: the file broke the reader (KeyError: 'a\\nb'); ")
    assert "\n" not in str(stumbled.value)


def test_what_interrupts_the_caller_ends_the_process() -> None:
    told: list[str] = []

    def interrupt(line: str) -> None:
        told.append(line)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run("sleep", options=ReadingOptions(tell=interrupt))
    process, child, folder = told[0].split()
    assert is_gone(int(process)) and is_gone(int(child))
    assert not os.path.exists(folder)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_its_caller(ending: signal.Signals) -> None:
    """The caller has no guard of `__main__`, as a notebook or a script of a few lines has none."""
    script = textwrap.dedent(
        f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from plancompare.ingest.apart import read_apart
        from plancompare.ingest.reading import ReadingOptions
        read_apart("apart_readers", "sleep", "a.pdf", b"", ReadingOptions(tell=lambda line: print(line, flush=True)))
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as caller:
        assert caller.stdout is not None
        process, child, _ = caller.stdout.readline().split()
        caller.send_signal(ending)
        caller.wait(10)
    assert is_gone(int(process)) and is_gone(int(child))
