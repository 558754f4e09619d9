"""`compare` beside CollateX: what two clean plans have in common, and what two and five plans cost.

Truth are the words of the two clean plans of Tây Ninh that a person marked shared, adapted or local
(`tests/evaluation/truth/sharing`); shared and adapted count as common, and words where that is a matter of taste are
left out. CollateX gets words in lower case without punctuation, and of the lengths of runs that count as common the one
with the highest F1, chosen with the truth in view; its search for moved text is beta and off, as it comes. Its time and
memory grow with the product of the words, so a run is ended after `LIMIT` seconds of the processor and not tried again.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from collations_of_peers import TOOLS, Span
from peer_processes import CannotRun, Ran, costs, run

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("collations_of_peers.py")
TRUTH = ROOT / "tests" / "evaluation" / "truth" / "sharing" / "tay-ninh.json"
ROUNDS = 3
LIMIT = 120.0

Words = list[tuple[int, int, str]]


def measure(work: Path) -> dict[str, Any]:
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    all_plans = sorted(path.stem for path in ROOT.glob("fixtures/*.txt"))
    cases = {"two plans": truth["plans"], "five plans": all_plans}
    times: dict[str, dict[str, Any]] = {}
    unable: dict[str, dict[str, str]] = {}
    found: dict[str, Any] = {}
    for case, plans in cases.items():
        runs = defaultdict[str, list[Ran]](list)
        failed = unable[case] = {}
        for _ in range(ROUNDS):
            for tool in TOOLS:
                if tool not in failed:
                    try:
                        runs[tool].append(run(tool, SCRIPT, [paths_of(plans)], work, LIMIT))
                    except CannotRun as why:
                        failed[tool] = str(why)
        times[case] = {tool: costs(done) for tool, done in runs.items() if tool not in failed}
        if plans == truth["plans"]:
            words = [truth["words"][plan] for plan in plans]
            found = {tool: best(done[0].found[0], words) for tool, done in runs.items() if done}
    return {"rounds": ROUNDS, "limit": LIMIT, "found": found, "times": times, "unable": unable}


def paths_of(plans: Sequence[str]) -> list[str]:
    return [str(ROOT / "fixtures" / f"{plan}.txt") for plan in plans]


def best(found: dict[str, list[list[Span]]], words: Sequence[Words]) -> dict[str, Any]:
    figures = [{"reading": reading, **score(spans, words)} for reading, spans in found.items()]
    return max(figures, key=lambda figure: figure["f1"])


def score(found: Sequence[Sequence[Span]], words: Sequence[Words]) -> dict[str, float]:
    """Recall, precision and F1 of the words that are common in truth, over all plans."""
    both = told = true = 0
    for spans, marked in zip(found, words, strict=True):
        ordered = sorted(map(tuple, spans))
        for start, _, want in marked:
            if want == "either":
                continue
            at = bisect_right(ordered, (start, float("inf"))) - 1
            is_told, is_true = at >= 0 and start < ordered[at][1], want != "local"
            both, told, true = both + (is_told and is_true), told + is_told, true + is_true
    precision, recall = both / told if told else 1.0, both / true if true else 1.0
    return {"recall": recall, "precision": precision, "f1": 2 * both / (told + true) if told + true else 1.0}
