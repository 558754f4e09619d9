"""What the script of the reading needs to know and no element says, as plain values for the page's island of JSON.

Words are counted here, as the comparison counts them, so that what a filter leaves is a sum of these numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plancompare.model.comparison import ComparedPlan, Comparison, Layer, Restored, Scope, TextClass
from plancompare.report.letter_count import letters_in
from plancompare.report.letters import Letters
from plancompare.report.reading import SLOTS, Change, ReadingRow, Sets
from plancompare.report.visible import visible
from plancompare.report.witness import Head, Stretch, Witness
from plancompare.text import words

CLASSES: tuple[TextClass, ...] = ("shared", "adapted", "local")
LAYERS: tuple[Layer, ...] = ("prose", "citation", "formula", "form")
SCOPES: tuple[Scope | None, ...] = (None, "cross_province", "within_province", "source")

# The signs of ASCII from # to ~ without < and the backslash.
_SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "<\\")
_HALF = 45
_LIKE_A_PREFIX = re.compile(r"@|[\d,]*:")


def reading_data(
    comparison: Comparison,
    witnesses: Sequence[Witness],
    rows: Sequence[ReadingRow],
    sets: Sets,
) -> dict[str, object]:
    """The keys of the island's `reading`:

    - `heads`: siglum of each plan; `group`: which document it is a copy of (twins share a number); `base`: index of the
      base, or null
    - `sets`: by its number, the plans a run of text is shared with (class `o3`; none is 0)
    - `counts`: for each plan its words as [class, layer, scope, plans that have them, words]; class, layer, scope are
      places in `CLASSES`, `LAYERS` and `SCOPES`
    - `against`: for each plan and each other [words in common with it or adapted from it, of these adapted]
    - `changes`: by anchor of the block, one behind the other: slot, own reading, other plan, its reading (see
      `_by_turns`), number of the passage (0 where the page leads to the pair alone)
    - `guesses`: by anchor of the block the likely words of a scan (see `_guesses`) as numbers (`_brief`) of the words
      in `said`, between which `|` stands; `sources`: [how, plan]
    """
    heads = {w.head.id: w.head for w in witnesses}
    documents = {d.plan.id: d for d in comparison.documents}
    group = {id: n for n, ids in enumerate(comparison.witnesses) for id in ids}
    sources: dict[tuple[str, str | None], int] = {}
    guesses: dict[str, list[str]] = {}
    for w in witnesses:
        restored = documents[w.head.id].restored
        starts = [one.start for one in restored]
        for stretch in w.stretches if restored else ():
            first, last = (bisect_left(starts, at) for at in (stretch.pieces[0][0], stretch.pieces[-1][1]))
            if told := _guesses(w, stretch, restored[first:last], sources):
                guesses[stretch.anchor] = told
    often = Counter(word for told in guesses.values() for word in told)
    said = {word: n for n, word in enumerate(sorted(often, key=lambda word: (-often[word], word)))}
    return {
        "heads": [w.head.siglum for w in witnesses],
        "group": [group.get(w.head.id, -1 - w.head.index) for w in witnesses],
        "base": next((w.head.index for w in witnesses if w.head.is_base), None),
        "sets": [[heads[d].index for d in ids if d in heads] for ids in sets],
        "counts": [_counts(documents[w.head.id], group) for w in witnesses],
        "against": [_against(documents[w.head.id], [v.head for v in witnesses]) for w in witnesses],
        "changes": {
            block.anchor: [value for change in block.changes for value in _change(change)]
            for row in rows
            for cell in row.cells
            for block in cell.blocks
            if block.changes
        },
        "guesses": {anchor: "".join(_brief(said[word]) for word in told) for anchor, told in guesses.items()},
        "said": "|".join(said),
        "sources": [[how, heads[id].index if id in heads else None] for how, id in sources],
    }


def _counts(document: ComparedPlan, group: Mapping[str, int]) -> list[list[int]]:
    found: Counter[tuple[int, int, int, int]] = Counter()
    own = group.get(document.plan.id)
    for span in document.spans:
        if span.class_ != "furniture":
            having = len({own, *(group.get(d) for d in span.documents)})
            key = CLASSES.index(span.class_), LAYERS.index(span.layer), SCOPES.index(span.scope), having
            found[key] += len(words(document.plan.text, span.start, span.end))
    return [[*key, n] for key, n in sorted(found.items()) if n]


def _against(document: ComparedPlan, others: Sequence[Head]) -> list[list[int]]:
    common: Counter[str] = Counter()
    adapted: Counter[str] = Counter()
    for span in document.spans:
        if span.documents and span.class_ != "furniture":
            n = len(words(document.plan.text, span.start, span.end))
            for other in span.documents:
                common[other] += n
                adapted[other] += n if span.class_ == "adapted" else 0
    return [[common[h.id], adapted[h.id]] for h in others]


def _change(change: Change) -> list[str | int]:
    slot = SLOTS.index(change.slot) + 1 if change.slot else 0
    number = change.passage.rpartition("-")[2]
    passage = int(number) if number.isdigit() else 0
    return [slot, _by_turns(change.own), change.other.index, _by_turns(change.theirs), passage]


def _by_turns(reading: Sequence[Letters]) -> str:
    """A reading that differs whole as it is; else letters that agree and letters that differ by turns, `¦` between."""
    turns: list[str] = []
    for text, differ in reading:
        if len(turns) % 2 != differ:
            turns.append("")
        turns.append(visible(text).replace("¦", "|"))
    if len(turns) == 2 and not turns[0]:
        return turns[1]
    return "¦".join([*turns, ""] if len(turns) == 1 else turns)


def _guesses(
    w: Witness, stretch: Stretch, restored: Sequence[Restored], sources: dict[tuple[str, str | None], int]
) -> list[str]:
    """The likely words of one stretch in order.

    Before a word stands `gap:` or `gap,length:` where letters lie between it and the word before, or it stands for
    more or fewer letters than it has; letters are counted as the page shows them, without blanks. `@n` says that from
    here on words come from source n.
    """
    told: list[str] = []
    behind, source = 0, None
    for at, length, one in _placed(w, stretch, restored):
        number = sources.setdefault((one.how, one.document), len(sources))
        if number != source:
            told.append(f"@{number}")
            source = number
        word = " ".join(visible(one.text).replace("|", "¦").split())
        gap = at - behind
        if length != letters_in(word):
            word = f"{gap},{length}:{word}"
        elif gap or _LIKE_A_PREFIX.match(word):
            word = f"{gap}:{word}"
        told.append(word)
        behind = at + length
    return told


def _placed(w: Witness, stretch: Stretch, restored: Sequence[Restored]) -> Iterator[tuple[int, int, Restored]]:
    """Where in the letters of a stretch each restored word stands, how many letters it has there, and the word."""
    before, behind = w.letters.before, 0
    for start, end, _ in stretch.pieces:
        at = start
        for one in restored:
            length = before(one.end) - before(one.start)
            if at <= one.start and one.end <= end and length and one.text.strip():
                yield behind + before(one.start) - before(start), length, one
                at = one.end
        behind += before(end) - before(start)


def _brief(n: int) -> str:
    """A number in as few signs as can be, none of which JSON or HTML would have to escape; it tells where it ends.

    The last sign is one of the first 45 of `_SIGNS`, those before it are of the other 45.

    >>> [_brief(n) for n in (0, 44, 45, 2069, 2070)]
    ['#', 'P', 'Q#', '~P', 'QQ#']
    """
    n, digit = divmod(n, _HALF)
    signs = _SIGNS[digit]
    while n:
        n, digit = divmod(n - 1, _HALF)
        signs = _SIGNS[_HALF + digit] + signs
    return signs
