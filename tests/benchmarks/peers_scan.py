"""The search of `scan` beside MinHash and TF-IDF, by `scan_peers.py`, which also says what each tool is given."""

from __future__ import annotations

import argparse
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import scan_peers
from peer_processes import CannotRun, spread
from scan_at_scale import corpus_of

TOOLS = ("plancompare", "minhash", "tfidf")
DOCUMENTS = 1000
JOBS = 2
ROUNDS = 3


def measure(work: Path) -> dict[str, Any]:
    corpus = corpus_of(DOCUMENTS, "a", work, JOBS)
    options = argparse.Namespace(work=work, jobs=JOBS)
    runs = defaultdict[str, list[dict[str, Any]]](list)
    unable: dict[str, str] = {}
    for _ in range(ROUNDS):
        for tool in TOOLS:
            if tool not in unable:
                try:
                    runs[tool].append(scan_peers.run_peer(tool, corpus, options))
                except (CannotRun, subprocess.CalledProcessError) as why:
                    unable[tool] = str(why)[:200]
    ran_all = {tool: done for tool, done in runs.items() if tool not in unable}
    return {
        "rounds": ROUNDS,
        "documents": DOCUMENTS,
        "jobs": JOBS,
        "found": {
            tool: {name: done[0][name] for name in ("candidates", "right", "recall")} for tool, done in ran_all.items()
        },
        "times": {
            tool: {
                "seconds": spread([ran["prepare"] + ran["search"] for ran in done]),
                "search": spread([ran["search"] for ran in done]),
                "cpu": spread([ran["cpu"] for ran in done]),
                "megabytes": spread([1e3 * ran["gigabytes"] for ran in done]),
            }
            for tool, done in ran_all.items()
        },
        "unable": unable,
    }
