"""The process of one tool of `peers.py`: `python SCRIPT TOOL QUESTIONS.json ANSWERS.json`.

It runs in the tool's own environment, so nothing but Python's own library is imported here. A tool is a function that
imports what it needs and returns the function that does the work, so that the work can be told from the start.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Any

Work = Callable[[Any], Any]
Tools = Mapping[str, Callable[[], Work]]


def answer(tools: Tools) -> None:
    tool, questions, target = sys.argv[1:]
    asked = json.loads(Path(questions).read_text(encoding="utf-8"))
    work = tools[tool]()
    start = process_time()
    found = [work(question) for question in asked]
    seconds = process_time() - start
    told = {"found": found, "work": seconds, "megabytes": peak("self")}
    Path(target).write_text(json.dumps(told), encoding="utf-8")


def peak(process: int | str) -> float:
    """Highest resident memory of a running process in MB; unlike `ru_maxrss`, not that of the one that forked it."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((1.024e-3 * int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0.0)
