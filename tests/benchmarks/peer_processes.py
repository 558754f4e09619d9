"""An environment of its own for each tool of `peers.py`, and the measured run of one process in it."""

from __future__ import annotations

import json
import os
import resource
import select
import subprocess
import sys
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from peer_answer import peak

HERE = Path(__file__).parent
PINNED = HERE / "peers.toml"
OURS = "plancompare"


class CannotRun(Exception):
    """A tool is not to be had on this machine, or failed; the message is for the table."""


class Ran(NamedTuple):
    """One run of one process: seconds of the clock and of the processor from start to end, `work` without the start."""

    seconds: float
    cpu: float
    work: float
    megabytes: float
    found: list[Any]


def packages_of(tool: str) -> list[str]:
    pinned: dict[str, list[str]] = tomllib.loads(PINNED.read_text(encoding="utf-8"))
    return pinned[tool]


def python_of(tool: str, work: Path, more: Sequence[str] = ()) -> str:
    """The Python that runs a tool: this one for plancompare, else one with what the tool needs and nothing more.

    Made in `work` and kept there; made anew where `peers.toml` names other versions.
    """
    if tool == OURS:
        return sys.executable
    needed = [*packages_of(tool), *more]
    folder = work / f"peer-{tool}"
    python, made = folder / "bin" / "python", folder / "made"
    if not made.exists() or made.read_text(encoding="utf-8") != "\n".join(needed):
        venv.create(folder, with_pip=bool(needed), clear=True)
        if needed:
            install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *needed]
            done = subprocess.run(install, capture_output=True, text=True)
            if done.returncode:
                raise CannotRun(f"could not be installed: {last_line(done.stderr)}")
        made.write_text("\n".join(needed), encoding="utf-8")
    return str(python)


def run(tool: str, script: Path, questions: Sequence[Any], work: Path, limit: float = 600.0) -> Ran:
    """One process of `tool` that answers the questions in turn, for at most `limit` seconds of processor time."""
    python = python_of(tool, work)
    asked, target, errors = (work / f"{tool}.{name}" for name in ("questions", "answers", "errors"))
    asked.write_text(json.dumps(questions), encoding="utf-8")
    with errors.open("w", encoding="utf-8") as stream:
        start, before = perf_counter(), processor_seconds()
        process = subprocess.Popen([python, script, tool, asked, target], stderr=stream, stdout=stream)
        megabytes = ends(process, limit)
        seconds, cpu = perf_counter() - start, processor_seconds() - before
    if megabytes is not None:
        raise CannotRun(f"not done after {limit:.0f} s of processor time, with {megabytes:,.0f} MB")
    if process.returncode:
        raise CannotRun(f"failed: {last_line(errors.read_text(encoding='utf-8'))}")
    told = json.loads(target.read_text(encoding="utf-8"))
    return Ran(seconds, cpu, told["work"], told["megabytes"], told["found"])


def ends(process: subprocess.Popen[bytes], limit: float) -> float | None:
    """Waits for a process; the highest memory it had where it took too much processor time and was ended."""
    descriptor = os.pidfd_open(process.pid)  # `process.wait(timeout)` may sleep 50 ms too long
    try:
        while not select.select([descriptor], [], [], 1.0)[0]:
            if running_seconds(process.pid) > limit:
                megabytes = peak(process.pid)
                process.kill()
                process.wait()
                return megabytes
    finally:
        os.close(descriptor)
    process.wait()
    return None


def running_seconds(pid: int) -> float:
    """Processor time of a process that is not waited for yet."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def processor_seconds() -> float:
    """Of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1][:120]


def spread(values: Sequence[float]) -> list[float]:
    """Median, least and most."""
    return [round(value, 4) for value in (median(values), min(values), max(values))]


Costs = dict[str, list[float]]
"""Median, least and most of each figure of a run."""


def costs(runs: Sequence[Ran]) -> Costs:
    return {name: spread([getattr(ran, name) for ran in runs]) for name in ("seconds", "cpu", "work", "megabytes")}
