"""What `tests/benchmarks/peers.py` counts for right and wrong; the tools themselves are run by hand."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import collations_of_peers
import diffs_of_peers
import peers_collation
import peers_diff
import peers_table
from peer_processes import CannotRun, run
from peers_pairs import EDITS, INVENTED, Pair, edited_anew

CLEAN = "Trước ngày 15/10 hằng năm, các xã báo cáo Sở Nội vụ về kết quả công tác dân vận chính quyền ."
SCAN = "Trudc ngay 15/11 hang nam,\ncac xa bao cao S& Noi vu ve két qua cong tac dân van chinh quyén"
EDIT = {
    "kind": "number",
    "subkind": "",
    "survives": True,
    "fold_equal": False,
    "parts": [{"clean_tok": [2, 3], "edited_tok": [2, 3]}],
}
PAIR = Pair(CLEAN, SCAN, {"relation": "same_with_edits", "edits": [EDIT]})


def differing(tool: str, reading: str, tmp_path: Path) -> list[diffs_of_peers.Stretch]:
    question = {"reading": reading}
    for side, text in (("a", CLEAN), ("b", SCAN)):
        path = tmp_path / side
        path.write_text(text, encoding="utf-8")
        question[side] = str(path)
    found: list[diffs_of_peers.Stretch] = diffs_of_peers.TOOLS[tool]()(question)
    return found


@pytest.mark.parametrize("tool", ["difflib", "rapidfuzz", "diff-match-patch"])
def test_what_differs_is_told_where_it_stands(tool: str, tmp_path: Path) -> None:
    stretches = differing(tool, "folded", tmp_path)
    shown = [(CLEAN[a:a_end], SCAN[b:b_end]) for a, a_end, b, b_end in stretches]
    assert shown == [("Trước", "Trudc"), ("15/10", "15/11"), ("Sở", "S&")]
    shown = [(CLEAN[a:a_end], SCAN[b:b_end]) for a, a_end, b, b_end in differing(tool, "exact", tmp_path)]
    alike = (CLEAN.index("dân vận"), SCAN.index("dân van"))  # the one word that is the same
    assert shown[0] == (CLEAN[: alike[0]].rstrip(), SCAN[: alike[1]].rstrip())
    assert len(shown) == 2


def test_noise_told_as_an_edit_is_false_and_the_edit_is_found(tmp_path: Path) -> None:
    stretches = differing("difflib", "folded", tmp_path)
    words = len(CLEAN.split())
    assert peers_diff.score([(PAIR, stretches)]) == {
        "precision": 0.3333,
        "recall": 1.0,
        "f1": 0.5,
        "false": pytest.approx(2000 / words, abs=0.01),
    }
    assert peers_diff.score([(PAIR, [])])["recall"] == 0


def test_the_best_reading_leaves_out_what_is_nearly_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(peers_diff.GROUPS, "here", ("pair",))
    told = {(reading, "pair"): differing("difflib", reading, tmp_path) for reading in peers_diff.READINGS}
    best = peers_diff.best(told, "here", {"pair": PAIR})
    assert (best["reading"], best["recall"], best["precision"]) == ("near", 1.0, 0.5)


def test_edits_made_anew_are_those_on_record() -> None:
    text = INVENTED[0].read_text(encoding="utf-8")
    edited, edits = edited_anew(text, Random(1))
    assert len(edits) == EDITS and len({edit["kind"] for edit in edits}) == 5
    a, b = text.split(), edited.split()
    at = there = 0
    for edit in edits:
        (start, end), (b_start, b_end) = edit["parts"][0]["clean_tok"], edit["parts"][0]["edited_tok"]
        assert a[at:start] == b[there:b_start] and a[start:end] != b[b_start:b_end]
        at, there = end, b_end
    assert a[at:] == b[there:]


def test_common_words_are_those_in_runs_and_are_judged_word_by_word() -> None:
    texts = ["công tác dân vận của tỉnh", "về công tác dân vận ở tỉnh"]
    aligned = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)]
    assert collations_of_peers.runs_of(aligned, 2) == aligned[:4]
    spans = collations_of_peers.common_spans(aligned, texts, 1)
    assert [texts[0][start:end] for start, end in spans[0]] == "công tác dân vận tỉnh".split()
    marked = [(*found.span(), "shared") for found in re.finditer(r"\S+", texts[0])]
    marked[4:] = [(*marked[4][:2], "either"), (*marked[5][:2], "local")]
    assert peers_collation.score([spans[0]], [marked]) == {
        "recall": 1.0,
        "precision": 0.8,
        "f1": pytest.approx(8 / 9),
    }


def test_a_process_that_fails_or_takes_too_long_is_told_in_one_line(tmp_path: Path) -> None:
    broken, endless = tmp_path / "broken.py", tmp_path / "endless.py"
    broken.write_text("raise SystemExit('no such model')")
    endless.write_text("while True: pass")
    with pytest.raises(CannotRun, match=r"^failed: no such model$"):
        run("plancompare", broken, [], tmp_path)
    with pytest.raises(CannotRun, match=r"^not done after 0 s of processor time, with \d+ MB$"):
        run("plancompare", endless, [], tmp_path, limit=0.1)


def test_the_table_names_every_tool_and_what_could_not_run() -> None:
    costs = {"seconds": [0.5, 0.4, 0.6], "cpu": [0.4] * 3, "work": [0.3] * 3, "megabytes": [33.0] * 3}
    faster = {**costs, "seconds": [0.05, 0.04, 0.06]}
    figures = {"recall": 0.9, "false": 1.5, "reading": "near"}
    run: dict[str, Any] = {
        "date": "2026-11-21",
        "machine": "x86_64",
        "rounds": 9,
        "edits": {"typed": 22, "unedited scan": 0},
        "found": {group: {"plancompare": figures, "rapidfuzz": figures} for group in ("typed", "unedited scan")},
        "times": {"typed": {"plancompare": costs, "rapidfuzz": faster}},
        "unable": {"dinglehopper": "could not be installed: no such package"},
    }
    shown = peers_table.markdown({"diff": run})
    assert "| rapidfuzz | 0.90 / 1.5 | – / 1.5 |" in shown
    assert "| rapidfuzz | 0.05 (0.04–0.06), 0.10 × | 0.40 | 0.300 | 33 |" in shown
    assert shown.endswith("- dinglehopper: could not be installed: no such package\n")
