"""`diff` beside other tools: the pairs of texts, what each tool finds of the edits recorded, and what it costs.

The pairs are those of `peers_pairs.py`.

The others tell what differs, not why, so each stretch they call different counts as an edit told. Each is given the
reading that suits it best in a group of pairs, chosen with the truth in view, by F1:

    exact    words as they are
    folded   in lower case, without marks and punctuation
    near     folded, and a stretch whose letters are alike for three quarters and whose digits are the same is taken for
             misread: what a careful user would put on top

An edit is found where a stretch told touches it that is at most three times as long (half found: ten times); what is
told and touches none is a false edit (`tests/evaluation/score_edits.py`). Edits the scan cannot show count as missed.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from diffs_of_peers import TOOLS, Stretch, folded
from peer_processes import OURS, CannotRun, Costs, Ran, costs, run
from peers_pairs import GROUPS, SCAN, TYPED, Pair, write_all

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))
import score_edits

SCRIPT = Path(__file__).with_name("diffs_of_peers.py")
TIMED = {"typed": (TYPED, "exact"), "scan without marks": (SCAN, "folded")}
ROUNDS = 9
ALIKE = 0.75
READINGS = ("exact", "folded")

Told = dict[tuple[str, str], list[Stretch]]
"""The stretches told by reading and name of the pair."""


def measure(work: Path) -> dict[str, Any]:
    shutil.rmtree(work / "pairs", ignore_errors=True)
    pairs = write_all(work / "pairs")
    unable: dict[str, str] = {}
    told: dict[str, Told] = {}
    for tool in TOOLS:
        asked = [(reading, name) for reading in (READINGS if tool != OURS else READINGS[:1]) for name in pairs]
        try:
            found = run(tool, SCRIPT, [question(name, reading, work) for reading, name in asked], work).found
            told[tool] = dict(zip(asked, found, strict=True))
        except CannotRun as why:
            unable[tool] = str(why)
    times: dict[str, dict[str, Costs]] = {}
    for case, (name, reading) in TIMED.items():
        runs = defaultdict[str, list[Ran]](list)
        for _ in range(ROUNDS):
            for tool in told:
                runs[tool].append(run(tool, SCRIPT, [question(name, reading, work)], work))
        times[case] = {tool: costs(found) for tool, found in runs.items()}
    return {
        "rounds": ROUNDS,
        "edits": {group: sum(len(pairs[name].truth["edits"]) for name in names) for group, names in GROUPS.items()},
        "words": {group: sum(len(pairs[name].a.split()) for name in names) for group, names in GROUPS.items()},
        "found": {group: {tool: best(told[tool], group, pairs) for tool in told} for group in GROUPS},
        "times": times,
        "unable": unable,
    }


def question(pair: str, reading: str, work: Path) -> dict[str, str]:
    folder = work / "pairs" / pair
    return {"a": str(folder / "clean.txt"), "b": str(folder / "ocr.txt"), "reading": reading}


# ---------------------------------------------------------------- what is right of what was told


def best(told: Told, group: str, pairs: dict[str, Pair]) -> dict[str, Any]:
    """The figures of the reading that has the highest F1 of a group of pairs, or the fewest false edits."""
    names = GROUPS[group]
    readings = {reading: {name: told[reading, name] for name in names} for reading, _ in told}
    if "folded" in readings:
        kept = readings["folded"].items()
        readings["near"] = {name: [s for s in found if not misread(s, pairs[name])] for name, found in kept}
    figures = [
        {"reading": reading, **score([(pairs[name], found[name]) for name in names])}
        for reading, found in readings.items()
    ]
    return max(figures, key=lambda figure: (figure["f1"], -figure["false"]))


def misread(stretch: Stretch, pair: Pair) -> bool:
    """Whether two stretches are alike enough to be one, read badly."""
    a, b = folded(pair.a[stretch[0] : stretch[1]]), folded(pair.b[stretch[2] : stretch[3]])
    if not a or not b or re.findall(r"\d", a) != re.findall(r"\d", b):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def score(told: list[tuple[Pair, list[Stretch]]]) -> dict[str, float]:
    """Recall, precision and F1 of edits, and false edits per 1,000 words."""
    names = ("clean_start", "clean_end", "ocr_start", "ocr_end")
    total = score_edits.prf(
        [
            score_edits.score_pair(
                pair.truth,
                [{**dict(zip(names, stretch, strict=True)), "label": "edit"} for stretch in stretches],
                pair.a,
                pair.b,
            )
            for pair, stretches in told
        ]
    )
    return {**total["strict"], "false": total["noise_called_edit_per_1000_words"]}
