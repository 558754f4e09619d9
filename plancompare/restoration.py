"""What a scan most likely said, so that a person can read it: from its clean text, from others that say the same.

Nothing here is evidence. A word is taken from the clean text of the same document where there is one, else from a
passage the scan shares with a typed text (of several from the one with the longest run of agreeing words), else it is
what its letters most likely are (`channel.py`), with the marks that typed texts of the set nearly always give it
beside the same neighbour, without marks where they do not tell.

On the scan in `fixtures/`, its clean text held back and one other typed plan at hand, 89 % of the words come out
letter for letter as printed (14 % stand so in the scan): 98 % of those in a passage with the typed plan, 91 % of those
read by the channel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from plancompare.collate import Alignment
from plancompare.model.comparison import Restored
from plancompare.model.difference import Change
from plancompare.tokens import Tokens

NEARLY_ALWAYS, ALWAYS = 0.8, 0.95
"""Share of the places in typed texts, beside the same neighbour or anywhere, from which a spelling is taken."""

_Pair = tuple[str, str]


def restore(
    scan: Tokens,
    tokens: Mapping[str, Tokens],
    passages: Mapping[_Pair, Sequence[Alignment]],
    changes: Mapping[_Pair, Sequence[Change]],
) -> tuple[Restored, ...]:
    """The words of `scan` that its letters do not show as printed, in order; none for a text with its marks.

    `passages` are those of all pairs by their ids, `changes` what differs between two texts of one document.
    """
    if scan.has_marks or not scan.plan.ocr.is_ocr:
        return ()
    twin = _from_twin(scan, tokens, changes)
    if twin:
        return twin
    printed = _from_passages(scan, tokens, passages)
    marks = _marks(tokens)
    found = []
    for at, (word, form) in enumerate(zip(scan.words, scan.tolerant, strict=True)):
        how: Literal["passage", "channel"] = "passage" if at in printed else "channel"
        text, document = printed.get(at, ("", None))
        if not text and form.isalpha():
            around = [*scan.tolerant[max(0, at - 1) : at], "", *scan.tolerant[at + 1 : at + 2]]
            text = _with_case(_marked(form, around, marks), word.shown)
        if text and text != word.shown:
            found.append(Restored(word.start, word.end, text, how, document))
    return tuple(found)


def _marks(tokens: Mapping[str, Tokens]) -> Mapping[str, Counter[str]]:
    """How typed texts spell a form without marks, alone and beside the form before (`"a b"`) or behind it (`"b|a"`)."""
    spelled: dict[str, Counter[str]] = {}
    for one in tokens.values():
        if one.has_marks:
            for at, (form, exact) in enumerate(zip(one.tolerant, one.exact, strict=True)):
                before = one.tolerant[at - 1] if at else ""
                behind = one.tolerant[at + 1] if at + 1 < len(one.tolerant) else ""
                for key in (form, f"{before} {form}", f"{form}|{behind}"):
                    spelled.setdefault(key, Counter())[exact] += 1
    return spelled


def _marked(form: str, around: Sequence[str], marks: Mapping[str, Counter[str]]) -> str:
    """`form` as typed texts nearly always spell it there; itself where they do not tell."""
    hole = around.index("")
    before = around[hole - 1] if hole else ""
    behind = around[hole + 1] if hole + 1 < len(around) else ""
    told = [marks[key] for key in (f"{before} {form}", f"{form}|{behind}") if key in marks]
    seen = sum(told, Counter()) or marks.get(form, Counter())
    if not seen:
        return form
    (spelled, count), total = seen.most_common(1)[0], seen.total()
    return spelled if count >= (NEARLY_ALWAYS if told else ALWAYS) * total else form


def _from_twin(
    scan: Tokens, tokens: Mapping[str, Tokens], changes: Mapping[_Pair, Sequence[Change]]
) -> tuple[Restored, ...]:
    """What the first typed text of the same document has where the scan misread it."""
    id = scan.plan.id
    twins = sorted(other for a, b in changes for other in (a, b) if id in (a, b) and other != id)
    for twin in twins:
        if not tokens[twin].has_marks:
            continue
        if (twin, id) in changes:
            stretches = [(c.b_start, c.b_end, c.a_text) for c in changes[twin, id] if c.label == "ocr_noise"]
        else:
            stretches = [(c.a_start, c.a_end, c.b_text) for c in changes[id, twin] if c.label == "ocr_noise"]
        return tuple(Restored(start, end, text, "twin", twin) for start, end, text in sorted(stretches) if start < end)
    return ()


def _from_passages(
    scan: Tokens, tokens: Mapping[str, Tokens], passages: Mapping[_Pair, Sequence[Alignment]]
) -> dict[int, tuple[str, str]]:
    """For words of the scan what a typed text shows in their place, and which text that is."""
    found: dict[int, tuple[int, str, str]] = {}  # word -> length of the run, text, document
    for (a, b), shared in sorted(passages.items()):
        other = b if a == scan.plan.id else a if b == scan.plan.id else None
        if other is None or not tokens[other].has_marks:
            continue
        side = 0 if a == scan.plan.id else 1
        words = tokens[other].words
        for passage in shared:
            for run in passage.runs:
                for k in range(run[2]):
                    at = run[side] + k
                    if at not in found or run[2] > found[at][0]:
                        found[at] = run[2], words[run[1 - side] + k].shown, other
    return {at: (text, document) for at, (_, text, document) in found.items()}


def _with_case(form: str, shown: str) -> str:
    letters = [c for c in shown if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return form.upper()
    return form.capitalize() if letters and letters[0].isupper() else form
