"""One sentence with other marks in two plans, or with another figure in two texts of one plan: one of them is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from plancompare.contradictions.across import Witnesses
from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.phrases import one_other
from plancompare.model.comparison import Caveat, Evidence
from plancompare.model.difference import Change
from plancompare.syllables import is_syllable
from plancompare.tokens import RUN, Tokens, comparable_forms

_FIGURES = frozenset(("number", "date", "citation"))
_SPELLING = frozenset(("diacritic", "word"))
_MOST = 20
"""Differences that are told of two texts; more of them are another version, which `diff` shows whole."""
_CONTEXT = 2

_Runs = dict[tuple[str, ...], int]  # words without marks -> where the run stands first


def spelled_otherwise(known: Witnesses, tokens: Sequence[Tokens]) -> Iterator[Caveat]:
    """Words that typed plans spell with other marks between the same words.

    Of RUN words in a row that agree without their marks no two of 4,851 pairs of typed texts differ by chance
    (`tokens.py`), so one of the two is a slip. Of which, three plans may tell.
    """
    typed = [one for one in tokens if one.has_marks and origin_of(one.plan) != "scan"]
    runs = {one.plan.id: _runs(one) for one in typed}
    held: dict[frozenset[str], dict[str, dict[str, set[int]]]] = defaultdict(lambda: defaultdict(dict))
    for a, b in combinations(typed, 2):
        if known.of[a.plan.id] == known.of[b.plan.id] or comparable_forms(a, b)[2] is not None:
            continue
        runs_a, runs_b = runs[a.plan.id], runs[b.plan.id]
        for run in runs_a.keys() & runs_b.keys():
            i, j = runs_a[run], runs_b[run]
            place = one_other(a.exact[i : i + RUN], b.exact[j : j + RUN])
            if place is None or not a.exact[i + place].isalpha():
                continue
            pair = frozenset((a.exact[i + place], b.exact[j + place]))
            for one, at in ((a, i + place), (b, j + place)):
                held[pair][one.exact[at]].setdefault(one.plan.id, set()).add(at)
    by_id = {one.plan.id: one for one in typed}
    for pair in sorted(held, key=sorted):
        yield _otherwise(held[pair], by_id, known)


def _runs(tokens: Tokens) -> _Runs:
    bare = tokens.tolerant
    found: _Runs = {}
    for at in range(len(bare) - RUN + 1):
        found.setdefault(bare[at : at + RUN], at)
    return found


def _otherwise(held: Mapping[str, Mapping[str, set[int]]], by_id: Mapping[str, Tokens], known: Witnesses) -> Caveat:
    count = {word: len({known.of[id] for id in places}) for word, places in held.items()}
    order = sorted(held, key=lambda word: (-count[word], word))
    shown, told, evidence = [], [], []
    for word in order:
        places = [f"{id} dòng {_line(by_id[id], known, min(at))}" for id, at in sorted(held[word].items())]
        english = [f"{id} line {_line(by_id[id], known, min(at))}" for id, at in sorted(held[word].items())]
        id, at = min(held[word].items())
        shown.append(f"“{_context(by_id[id], min(at))}” ({', '.join(places)})")
        told.append(f"“{_context(by_id[id], min(at))}” ({', '.join(english)})")
        evidence += [_evidence(by_id[id], one) for id, at in sorted(held[word].items()) for one in sorted(at)]
    usual = count[order[0]] > count[order[-1]]
    return Caveat(
        code="spelling-differs",
        message=f"Cùng một câu nhưng viết khác dấu: {' và '.join(shown)}; "
        + (f"“{order[-1]}” có thể là lỗi chính tả" if usual else "một trong hai có thể là lỗi chính tả"),
        evidence=tuple(evidence),
        english=f"One sentence with other marks: {' and '.join(told)}; "
        + (f"“{order[-1]}” may be a slip" if usual else "one of them may be a slip"),
        confidence=0.8,
    )


def _line(tokens: Tokens, known: Witnesses, at: int) -> int:
    return known.lines[tokens.plan.id].at(tokens.words[at].start)


def _context(tokens: Tokens, at: int) -> str:
    return " ".join(word.shown for word in tokens.words[max(0, at - _CONTEXT) : at + _CONTEXT + 1])


def _evidence(tokens: Tokens, at: int) -> Evidence:
    word = tokens.words[at]
    return Evidence(tokens.plan.id, word.start, word.end)


def texts_that_differ(known: Witnesses, changes: Mapping[tuple[str, str], Sequence[Change]]) -> Iterator[Caveat]:
    """Figures and spellings in which two texts of one document differ, by the ids of the two.

    Only what `diff` holds for the work of a person: where a scan may have been misread there is nothing to tell.
    """
    for (a, b), found in sorted(changes.items()):
        edits = [change for change in found if change.label == "edit" and change.a_text and change.b_text]
        figures = [change for change in edits if change.kind in _FIGURES]
        spellings = [change for change in edits if change.kind in _SPELLING and _is_slip(change)]
        for change in (*figures, *spellings)[:_MOST]:
            yield _differing(known, a, b, change)


def _is_slip(change: Change) -> bool:
    """Whether one text has a word that is none where the other has one, or other marks on the same letters."""
    shown = change.a_text.strip(), change.b_text.strip()
    if not all(word.isalpha() for word in shown):
        return False
    return change.kind == "diacritic" or is_syllable(shown[0]) != is_syllable(shown[1])


def _differing(known: Witnesses, a: str, b: str, change: Change) -> Caveat:
    line_a, line_b = known.lines[a].at(change.a_start), known.lines[b].at(change.b_start)
    shown_a, shown_b = (" ".join(text.split()) for text in (change.a_text, change.b_text))
    is_figure = change.kind in _FIGURES
    said = "ghi khác nhau" if is_figure else "viết khác nhau"
    english = "give different figures" if is_figure else "spell a word differently"
    return Caveat(
        code="texts-differ" if is_figure else "spelling-differs",
        message=f"Hai bản của một văn bản {said}: “{shown_a}” ({a} dòng {line_a}) và “{shown_b}” ({b} dòng {line_b})",
        evidence=(Evidence(a, change.a_start, change.a_end), Evidence(b, change.b_start, change.b_end)),
        english=f"Two texts of one document {english}: “{shown_a}” ({a} line {line_a}) and “{shown_b}” ({b} line"
        f" {line_b})",
        confidence=change.probability,
    )
