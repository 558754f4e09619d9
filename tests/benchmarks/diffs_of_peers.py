"""Where two texts differ, by each tool of `peers.py`: the process that is measured (`peer_answer.py`).

The other tools get words: runs without white space, so that how a page was laid out is no difference to them, either as
they are (`exact`) or in lower case without marks and punctuation (`folded`). What they call different, next to each
other, is one stretch. plancompare gets the files; its stretches are those it calls an edit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from peer_answer import Tools, Work, answer

Opcode = tuple[str, int, int, int, int]
Differ = Callable[[Sequence[str], Sequence[str]], Iterable[Opcode]]
Stretch = tuple[int, int, int, int]  # from and to in the letters of A, from and to in those of B


def folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if letter.isalnum())


def words_of(text: str, reading: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words as a tool gets them, and where they stand; folded, those without letter or digit are left out."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    if reading == "exact":
        return [unicodedata.normalize("NFC", text[start:end]) for start, end in spans], spans
    forms = [(folded(text[start:end]), (start, end)) for start, end in spans]
    return [form for form, _ in forms if form], [span for form, span in forms if form]


def by_words(differ: Differ) -> Work:
    def work(question: Any) -> list[Stretch]:
        a, b = (Path(question[side]).read_text(encoding="utf-8") for side in "ab")
        (a_words, a_spans), (b_words, b_spans) = (words_of(text, question["reading"]) for text in (a, b))
        a_spans, b_spans = [*a_spans, (len(a), len(a))], [*b_spans, (len(b), len(b))]
        stretches = joined(differ(a_words, b_words))
        return [(*letters(a_spans, i, i_end), *letters(b_spans, j, j_end)) for i, i_end, j, j_end in stretches]

    return work


def joined(opcodes: Iterable[Opcode]) -> list[Stretch]:
    """Stretches of words that differ, one between two words that are the same."""
    found: list[Stretch] = []
    for kind, i, i_end, j, j_end in opcodes:
        if kind == "equal":
            continue
        if found and (found[-1][1], found[-1][3]) == (i, j):
            found[-1] = (found[-1][0], i_end, found[-1][2], j_end)
        else:
            found.append((i, i_end, j, j_end))
    return found


def letters(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    return (spans[start][0], spans[end - 1][1]) if end > start else (spans[start][0], spans[start][0])


def as_letters(a: Sequence[str], b: Sequence[str]) -> tuple[str, str]:
    """Each different word as a letter of its own, for tools that know letters alone."""
    codes = {word: chr(0x100 + at) for at, word in enumerate(dict.fromkeys((*a, *b)))}
    assert len(codes) < 0xD000, "no letters left"
    return "".join(map(codes.__getitem__, a)), "".join(map(codes.__getitem__, b))


def as_opcodes(runs: Iterable[tuple[str, int]]) -> Iterable[Opcode]:
    """Opcodes of runs of `=`, `-` and `+` and their lengths."""
    i = j = 0
    for kind, length in runs:
        i_end, j_end = i + length * (kind != "+"), j + length * (kind != "-")
        yield "equal" if kind == "=" else "replace", i, i_end, j, j_end
        i, j = i_end, j_end


# ---------------------------------------------------------------- the tools


def with_difflib() -> Work:
    from difflib import SequenceMatcher

    return by_words(lambda a, b: SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def with_rapidfuzz() -> Work:
    from rapidfuzz.distance import Levenshtein

    return by_words(
        lambda a, b: (
            (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in Levenshtein.opcodes(a, b)
        )
    )


def with_diff_match_patch() -> Work:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # however long it takes; by default it gives up after a second

    def opcodes(a: Sequence[str], b: Sequence[str]) -> Iterable[Opcode]:
        found = differ.diff_main(*as_letters(a, b), False)
        return as_opcodes(("=+-"[kind], len(text)) for kind, text in found)

    return by_words(opcodes)


def with_fast_diff_match_patch() -> Work:
    from fast_diff_match_patch import diff

    def opcodes(a: Sequence[str], b: Sequence[str]) -> Iterable[Opcode]:
        return as_opcodes(diff(*as_letters(a, b), timelimit=0, checklines=False, cleanup="No", counts_only=True))

    return by_words(opcodes)


def with_dinglehopper() -> Work:
    from dinglehopper import seq_align

    def opcodes(a: Sequence[str], b: Sequence[str]) -> Iterable[Opcode]:
        i = j = 0
        for one, other in seq_align(a, b):
            i_end, j_end = i + (one is not None), j + (other is not None)
            yield "equal" if one == other else "replace", i, i_end, j, j_end
            i, j = i_end, j_end

    return by_words(opcodes)


def with_plancompare() -> Work:
    from plancompare import diff_plans, parse_plan, read_source

    def work(question: Any) -> list[Stretch]:
        a, b = (parse_plan(read_source(question[side]), side) for side in "ab")
        changes = diff_plans(a, b).changes
        return [(c.a_start, c.a_end, c.b_start, c.b_end) for c in changes if c.label == "edit"]

    return work


TOOLS: Tools = {
    "plancompare": with_plancompare,
    "rapidfuzz": with_rapidfuzz,
    "fast-diff-match-patch": with_fast_diff_match_patch,
    "diff-match-patch": with_diff_match_patch,
    "difflib": with_difflib,
    "dinglehopper": with_dinglehopper,
}

if __name__ == "__main__":
    answer(TOOLS)
