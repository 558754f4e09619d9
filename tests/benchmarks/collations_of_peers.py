"""What several plans have in common, by each tool of `peers.py`: the process that is measured (`peer_answer.py`).

A tool answers with the letters of each plan it calls common, as spans. CollateX aligns words and calls nothing common;
taken for it are runs of at least so many words that stand side by side in the first two plans, for several lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from peer_answer import Tools, Work, answer

LEAST_RUNS = (1, 2, 3, 5, 8, 12)
Span = tuple[int, int]
Aligned = tuple[int, int]  # a word of the first plan and the word of the second it stands beside


def word_spans(text: str) -> list[Span]:
    return [found.span() for found in re.finditer(r"\S+", text)]


def runs_of(aligned: Iterable[Aligned], least: int) -> list[Aligned]:
    """The words that stand in a run of at least `least` words, one after the other in both plans."""
    runs: list[list[Aligned]] = []
    for i, j in aligned:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    return [words for run in runs if len(run) >= least for words in run]


def common_spans(aligned: Sequence[Aligned], texts: Sequence[str], least: int) -> list[list[Span]]:
    kept = runs_of(aligned, least)
    spans = [word_spans(text) for text in texts[:2]]
    return [[spans[side][words[side]] for words in kept] for side in (0, 1)]


def with_collatex() -> Work:
    from collatex import Collation, collate

    def work(paths: Any) -> dict[str, list[list[Span]]]:
        texts = [Path(path).read_text(encoding="utf-8") for path in paths]
        collation = Collation()
        for at, text in enumerate(texts):
            words = [text[start:end] for start, end in word_spans(text)]
            tokens = [
                {"t": word, "n": re.sub(r"\W", "", word.lower()) or word, "at": place}
                for place, word in enumerate(words)
            ]
            collation.add_witness({"id": str(at), "tokens": tokens})
        table = collate(collation, segmentation=False)
        aligned: list[Aligned] = []
        for column in table.columns:
            sides = [column.tokens_per_witness.get(side) for side in ("0", "1")]
            if all(sides):
                one, other = (tokens[0].token_data for tokens in sides if tokens)
                if one["n"] == other["n"]:
                    aligned.append((one["at"], other["at"]))
        return {f"runs of {least} words": common_spans(aligned, texts, least) for least in LEAST_RUNS}

    return work


def with_plancompare() -> Work:
    from plancompare import compare_plans, parse_plan, read_source

    def work(paths: Any) -> dict[str, list[list[Span]]]:
        plans = [parse_plan(read_source(path), Path(path).stem) for path in paths]
        compared = {document.plan.id: document for document in compare_plans(plans).documents}
        return {
            "as told": [
                [(span.start, span.end) for span in compared[plan.id].spans if span.class_ in ("shared", "adapted")]
                for plan in plans
            ]
        }

    return work


TOOLS: Tools = {"plancompare": with_plancompare, "collatex": with_collatex}

if __name__ == "__main__":
    answer(TOOLS)
