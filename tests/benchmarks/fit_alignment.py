"""Fit and test the score of `align/likeness.py` on sections aligned by hand.

    python tests/benchmarks/fit_alignment.py [TRUTH …]     prints weights and figures

TRUTH are folders with a table a pair (`a__b.tsv`: x_id, y_id, grade, note; grade 0 is no match, a note with `unsure`
may go either way); without them, the two that lie in the repository. `tests/evaluation/truth/alignment` holds one pair
of different plans, aligned by two people; `tests/benchmarks/alignment` five more, aligned by the author of this
script from the texts alone, before any score was looked at.

A pair under test has neither its alignment in the fit nor its plans in the background.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from make_background import background, one_text_a_document
from sklearn.linear_model import LogisticRegression

from plancompare.align.likeness import FEATURES, Likeness, compare, told_twice
from plancompare.align.outlines import Outline, outline
from plancompare.ingest import read_source
from plancompare.parse import parse_plan
from plancompare.tokens import Tokens, tokenize

ROOT = Path(__file__).parents[2]
TRUTH = (ROOT / "tests" / "evaluation" / "truth" / "alignment", ROOT / "tests" / "benchmarks" / "alignment")
THRESHOLDS = np.arange(0.2, 0.8, 0.02)
C = 10.0  # inverse strength of the regularisation; 3 to 30 are within 0.01 of one another

Link = tuple[str, str]


@dataclass(frozen=True)
class Truth:
    """A pair as aligned by hand: links that must be found, and links that may be."""

    a: str
    b: str
    firm: frozenset[Link]
    loose: frozenset[Link]


@dataclass(frozen=True)
class Table:
    """Two plans side by side, with their alignment by hand."""

    truth: Truth
    a: Outline
    b: Outline
    likeness: Likeness

    @property
    def links(self) -> list[Link]:
        return [(x.id, y.id) for x in self.a.sections for y in self.b.sections]


def read_truth(folders: Sequence[Path]) -> Iterator[Truth]:
    for file in sorted(file for folder in folders for file in folder.glob("*__*.tsv")):
        a, b = file.stem.split("__")
        if a.split(".")[0] == b.split(".")[0]:  # one document: nothing to fit
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["grade"] != "0"]
        notes = {(row["x_id"], row["y_id"]): row["note"] for row in rows}
        loose = frozenset(link for link, note in notes.items() if "unsure" in note and "unsure 1/2" not in note)
        yield Truth(a, b, frozenset(notes) - loose, loose)


def table(truth: Truth, plans: dict[str, Tokens], leave_out: bool = True) -> Table:
    behind = [plans[id] for id in sorted(plans) if not leave_out or id not in (truth.a, truth.b)]
    sections, frequency = background(behind)

    def against_background(id: str) -> Outline:
        one = outline(plans[id].plan, plans[id].tolerant, plans[id].words)
        known = np.zeros(len(one.columns))
        for term, column in one.columns.items():
            known[column] = frequency.get(term, 0)
        return replace(one, rarity=np.log((1 + sections) / (1 + known)))

    a, b = against_background(truth.a), against_background(truth.b)
    return Table(truth, a, b, compare(a, b))


def fit(tables: Sequence[Table]) -> LogisticRegression:
    """What may go either way counts half as a match and half as none."""
    features, labels, weights = [], [], []
    for one in tables:
        for link, values in zip(one.links, one.likeness.features.reshape(-1, len(FEATURES)), strict=True):
            if np.isnan(values).any():
                continue
            share = 0.5 if link in one.truth.loose else float(link in one.truth.firm)
            for label, weight in ((1, share), (0, 1 - share)):
                if weight:
                    features.append(values)
                    labels.append(label)
                    weights.append(weight)
    return LogisticRegression(C=C, max_iter=5000).fit(np.array(features), labels, sample_weight=weights)


def found(one: Table, model: LogisticRegression, threshold: float) -> set[Link]:
    """The links `align` would give with the weights of `model`."""
    logit = one.likeness.features @ model.coef_[0] + model.intercept_[0]
    likely = np.nan_to_num(1 / (1 + np.exp(-logit)), nan=0.0) >= threshold
    matched = (likely & ~one.likeness.apart) | one.likeness.by_function
    kept = matched & ~told_twice(one.a, one.b, matched)
    return {link for link, holds in zip(one.links, kept.ravel(), strict=True) if holds}


def figures(one: Table, links: set[Link]) -> tuple[float, float, float]:
    """Precision, recall and F1; a link that may go either way is right if found and not missed if not."""
    true = one.truth.firm | (one.truth.loose & links)
    right = len(links & true)
    precision, recall = right / max(1, len(links)), right / max(1, len(true))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def by_function(one: Table) -> list[Link]:
    return [link for link, holds in zip(one.links, one.likeness.by_function.ravel(), strict=True) if holds]


def mean_f1(tables: Sequence[Table], model: LogisticRegression, threshold: float) -> float:
    return float(np.mean([figures(one, found(one, model, threshold))[2] for one in tables]))


def main() -> None:
    folders = [Path(folder) for folder in sys.argv[1:]] or TRUTH
    paths = one_text_a_document(map(str, (ROOT / "fixtures").glob("*.txt")))
    plans = {Path(path).stem: tokenize(parse_plan(read_source(path), Path(path).stem)) for path in paths}
    truths = list(read_truth(folders))
    for leave_out in (True, False):
        tables = [table(truth, plans, leave_out) for truth in truths]
        print("plans under test", "not in" if leave_out else "in", "the background")
        rows = []
        for one in tables:
            others = [other for other in tables if other is not one]
            model = fit(others)
            threshold = max(THRESHOLDS, key=lambda t: mean_f1(others, model, t))
            links = found(one, model, threshold)
            rows.append(figures(one, links))
            print(f"  {one.truth.a} x {one.truth.b}: P {rows[-1][0]:.3f} R {rows[-1][1]:.3f} F1 {rows[-1][2]:.3f}")
            print("    wrong", sorted(links - one.truth.firm - one.truth.loose))
            print("    missed", sorted(one.truth.firm - links))
        print("  mean", *(f"{value:.3f}" for value in np.mean(rows, axis=0)))
        model = fit(tables)
        best = max(THRESHOLDS, key=lambda t: mean_f1(tables, model, t))
        print("  fitted on all:", dict(zip(FEATURES, model.coef_[0].round(2).tolist(), strict=True)))
        print(f"  bias {model.intercept_[0]:.2f}, threshold {best:.2f}, mean F1 {mean_f1(tables, model, best):.3f}")
        given = [link in one.truth.firm | one.truth.loose for one in tables for link in by_function(one)]
        print(f"  by function: {sum(given)} of {len(given)} right")


if __name__ == "__main__":
    main()
