"""Accuracy against hand-made truth: what was reached is a floor nobody falls below.

The scorer runs the command line as a user would and reads only what its JSON promises. The thresholds of the tool
were chosen on these plans and on plans kept out of the repository; the floors show that nothing was lost, not how
well the tool does on others.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIXTURES = HERE.parent.parent / "fixtures"
DIFF = HERE / "diff"

FLOORS = {  # a name that ends in < has a ceiling instead
    "structure": {
        "structure.sections_f1": 1.0,
        "structure.bullets_f1": 1.0,
        "structure.lines_in_right_section": 1.0,
        "structure.titles": 1.0,
        "structure.metadata": 1.0,
    },
    "facts": {"facts.f1": 1.0},
    "alignment": {
        "alignment.recall_shared_wording": 1.0,
        "alignment.precision": 0.983,
        "alignment.cross_f1": 0.872,
    },
    "passages": {"passages.recall": 0.972, "passages.precision": 0.895},
    "sharing": {"sharing.reused_f1": 0.985, "sharing.three_classes": 0.99},
    "citations": {"citations.f1": 1.0, "citations.dates": 1.0},
    "diff": {
        "diff.edits_f1": 0.95,
        "diff.edits_recall_survived_ocr": 0.95,
        "diff.recall.number": 1.0,
        "diff.recall.negation": 1.0,
        "diff.noise_called_edit_per_1000_words<": 0.1,
        "diff.undecidable_words_per_1000<": 0.5,
        "diff.edits_in_real_scan<": 0,
        "diff.relation_accuracy": 1.0,
        "diff.not_rebuilding<": 0,
    },
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench")
    shutil.copytree(HERE / "truth", root / "gold")
    (root / "plans").mkdir()
    for plan in FIXTURES.glob("*.txt"):
        shutil.copy(plan, root / "plans")
    write_pairs(root / "ocr-pairs")
    return root


def write_pairs(root: Path) -> None:
    """Pairs of a text and a scan with the edits that lie between them, as the scorer reads them.

    `eng` and `vie` were edited, printed and read. For the others nothing was printed anew: edits were made to the
    text typed by the office and it is held to the scan of what it was before, the real one (`scan`) and one with marks.
    """
    typed = (FIXTURES / "tay-ninh-so-ngoai-vu-2024.clean.txt").read_text(encoding="utf-8")
    scan = (FIXTURES / "tay-ninh-so-ngoai-vu-2024.ocr.txt").read_text(encoding="utf-8")
    marked = (DIFF / "so-ngoai-vu.vie.txt").read_text(encoding="utf-8")
    other = (FIXTURES / "tay-ninh-thanh-pho-2023.clean.txt").read_text(encoding="utf-8")
    edited, edits = edit(typed)
    visible = [{**e, "survives": True} for e in edits]
    pairs = {
        "real-scan": (typed, scan, {"relation": "same", "edits": []}),
        "marked-scan": (typed, marked, {"relation": "same", "edits": []}),
        "scan-against-edited": (edited, scan, {"relation": "same_with_edits", "edits": edits}),
        "marked-scan-against-edited": (edited, marked, {"relation": "same_with_edits", "edits": visible}),
        "scan-of-another": (other, scan, {"relation": "related", "edits": []}),
    }
    for model in ("eng", "vie"):
        read, truth = ((DIFF / f"printed.{model}.{kind}").read_text(encoding="utf-8") for kind in ("txt", "json"))
        pairs[model] = ((DIFF / "clean.txt").read_text(encoding="utf-8"), read, json.loads(truth))
    for name, (a, b, truth) in pairs.items():
        folder = root / name
        folder.mkdir(parents=True)
        (folder / "clean.txt").write_text(a, encoding="utf-8")
        (folder / "ocr.txt").write_text(b, encoding="utf-8")
        (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")


def edit(text: str) -> tuple[str, list[dict[str, object]]]:
    """The text with the recorded edits made, and where they are in it: tokens (runs without white space) from 0."""
    lines = (DIFF / "edits.tsv").read_text(encoding="utf-8").splitlines()
    rows = [(line + "\t").split("\t")[:4] for line in lines if not line.startswith("#")]
    rows.sort(key=lambda row: text.index(row[1]))
    edits = []
    edited = ""
    at = 0
    for kind, before, after, lost in rows:
        assert text.count(before) == 1, before
        start = text.index(before)
        assert start >= at, f"{before}: two edits of one place"
        same = 0
        one, other = before.split(), after.split()
        while one and other and one[0] == other[0]:
            same, one, other = same + 1, one[1:], other[1:]
        while one and other and one[-1] == other[-1]:
            one, other = one[:-1], other[:-1]
        printed = len(text[:start].split()) + same
        edited += text[at:start]
        typed = len(edited.split()) + same
        edited, at = edited + after, start + len(before)
        part = {"clean_tok": [typed, typed + len(other)], "edited_tok": [printed, printed + len(one)]}
        edits.append({"kind": kind, "subkind": "", "survives": not lost, "fold_equal": bool(lost), "parts": [part]})
    return edited + text[at:], edits


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_accuracy_stays_above_its_floor(part: str, bench: Path) -> None:
    floors = [f"--floor={name}={value}" for name, value in FLOORS[part].items()]  # NAME<=VALUE is a ceiling
    command = [sys.executable, str(HERE / "score.py"), part, "--bench", str(bench), "--misses", *floors]
    got = subprocess.run(
        [*command, "--run", f"{sys.executable} -m plancompare"], capture_output=True, text=True, timeout=600
    )
    assert got.returncode == 0, got.stdout + got.stderr
