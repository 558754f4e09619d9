"""How well `diff` tells noise from edits, and how far its probabilities can be trusted.

    python tests/benchmarks/diff_figures.py PAIRS... [--plot FILE.svg]

PAIRS are folders with one folder a pair: `clean.txt`, `ocr.txt` and `truth.json` (`relation`, `model`, `render.look`
and the recorded `edits`). Printed are the scores of `tests/evaluation/score_edits.py` by model and look, the relations,
and for each tenth of the probability of an edit how many differing words were edited in truth; the plot shows these.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from plancompare import diff_plans, parse_plan, read_source
from plancompare.model.difference import Change, Difference

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))
import score_edits

BINS = 10
Bins = dict[int, list[float]]  # tenth -> words, sum of probabilities, words edited in truth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    scored: dict[str, list[Any]] = defaultdict(list)
    relations: Counter[str] = Counter()
    untouched: Counter[bool] = Counter()
    bins: Bins = defaultdict(lambda: [0.0, 0.0, 0.0])
    for path in sorted(truth for folder in options.pairs for truth in folder.glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        texts = (path.with_name("clean.txt"), path.with_name("ocr.txt"))
        difference = diff_plans(*(parse_plan(read_source(str(text)), text.stem) for text in texts))
        relations[f"{truth['relation']} {'right' if difference.relation == truth['relation'] else 'wrong'}"] += 1
        if truth["relation"].startswith("same"):
            result = score(truth, difference)
            scored[f"{truth['model']} {(truth.get('render') or {}).get('look', 'real')}"].append(result)
            if not truth["edits"]:
                untouched[result["n_pred"] == 0] += 1
            count_chances(truth, difference, bins)
    for name, results in [*sorted(scored.items()), ("all", [r for found in scored.values() for r in found])]:
        print(line(name, score_edits.prf(results)))
    print("relations: " + ", ".join(f"{name} {count}" for name, count in sorted(relations.items())))
    print(f"unedited pairs without an edit: {untouched[True]} of {untouched.total()}")
    show_chances(bins)
    if options.plot:
        options.plot.write_text(plot(bins), encoding="utf-8")


def score(truth: dict[str, Any], difference: Difference) -> Any:
    told = [
        {
            "clean_start": change.a_start,
            "clean_end": change.a_end,
            "ocr_start": change.b_start,
            "ocr_end": change.b_end,
            "label": change.label,
        }
        for change in difference.changes
    ]
    return score_edits.score_pair(truth, told, difference.a.text, difference.b.text)


def line(name: str, total: dict[str, Any]) -> str:
    strict, survived = total["strict"], total["flag"].get("survived_ocr", {}).get("recall", 1.0)
    return (
        f"{name:18s} pairs {total['pairs']:3d}  F1 {strict['f1']:.3f}  P {strict['precision']:.3f}  "
        f"R {strict['recall']:.3f}  of what survived {survived:.3f}  "
        f"noise called edit per 1,000 words {total['noise_called_edit_per_1000_words']:.2f}"
    )


def count_chances(truth: dict[str, Any], difference: Difference, bins: Bins) -> None:
    """Every word that differs, by the probability that a person changed it; edits the scan has lost are left out."""
    for change in difference.changes:
        if change.kind == "move" or change.label in ("layout", "missing_part") or not change.a_text.strip():
            continue
        edits = [edit for edit in truth["edits"] if touches(edit, change)]
        if edits and not any(edit["survives"] for edit in edits):
            continue
        chance = 1 - change.probability if change.label == "ocr_noise" else change.probability
        found = bins[min(BINS - 1, int(BINS * chance))]
        found[0] += 1
        found[1] += chance
        found[2] += bool(edits)


def touches(edit: dict[str, Any], change: Change) -> bool:
    return any(
        change.a_start < max(part["clean_end"], part["clean_start"] + 1) and part["clean_start"] < change.a_end
        for part in edit["parts"]
    )


def show_chances(bins: Bins) -> None:
    total = sum(found[0] for found in bins.values())
    error = sum(abs(found[1] - found[2]) for found in bins.values()) / max(1.0, total)
    print("probability of an edit: words, told, true")
    for tenth, (words, told, edited) in sorted(bins.items()):
        print(f"  {tenth / BINS:.1f}–{(tenth + 1) / BINS:.1f}  {words:6.0f}  {told / words:.3f}  {edited / words:.3f}")
    print(f"calibration error {error:.4f} over {total:.0f} words")


def plot(bins: Bins) -> str:
    """Told against true, a dot a tenth, as large as it has words."""
    dots = "".join(
        f'<circle cx="{40 + 300 * told / words:.1f}" cy="{340 - 300 * edited / words:.1f}" '
        f'r="{3 + min(9.0, words**0.25):.1f}"/>'
        for words, told, edited in (found for _, found in sorted(bins.items()))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 380" font-family="sans-serif" font-size="12">'
        '<rect width="380" height="380" fill="#fff"/><path d="M40 340H340M40 340V40M40 340L340 40" fill="none" '
        f'stroke="#888"/><g fill="#0b5394">{dots}</g><text x="120" y="370">probability told</text>'
        '<text x="14" y="250" transform="rotate(-90 14 250)">share edited</text></svg>\n'
    )


if __name__ == "__main__":
    main()
