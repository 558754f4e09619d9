"""Standing phrases and titles of central documents that a text spells with other marks: `đơn đốc` for `đôn đốc`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.wording import Lines
from plancompare.model import Notice, Plan
from plancompare.shipped import shipped
from plancompare.text import canonical, fold, words
from plancompare.tokens import RUN

_MOST = 3
"""Different words spelled otherwise in a typed text; one that may be a scan is one with two of them."""
_TITLE = 4  # column of the register
VARIANTS = (frozenset(("hằng", "hàng")),)
"""Words of which both spellings are right."""
Run = tuple[str, ...]


def misspelled_phrases(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Words with other marks than the phrase has in which they stand, by RUN words in a row."""
    origin = origin_of(plan)
    if origin == "scan":
        return
    spans = [span for section in plan.sections if section.kind != "furniture" for span in section.own]
    found = [word for start, end in spans for word in words(plan.text, start, end)]
    spelled = {shown: canonical(shown) for shown in {word.shown for word in found}}
    folded = {word: fold(word) for word in spelled.values()}
    exact = [spelled[word.shown] for word in found]
    bare = [folded[word] for word in exact]
    slips: dict[int, tuple[str, int]] = {}
    runs = _known()
    begins = {run[0] for run in runs}
    for at in range(len(found) - RUN + 1):
        known = runs.get(tuple(bare[at : at + RUN])) if bare[at] in begins else None
        other = None if known is None else one_other(tuple(exact[at : at + RUN]), known)
        if known is not None and other is not None:
            slips.setdefault(at + other, (known[other], at))
    if len({(exact[at], meant) for at, (meant, _) in slips.items()}) > (_MOST if origin == "typed" else 1):
        return
    told: set[tuple[str, str]] = set()
    for at, (meant, first) in sorted(slips.items()):
        pair = exact[at], exact[at + 1]
        if pair in told:
            continue
        told.add(pair)
        word = found[at]
        again = [found[i] for i, both in enumerate(pairwise(exact)) if both == pair and i != at]
        near = " ".join(one.shown for one in found[first : first + RUN])
        line = lines.at(word.start)
        yield Notice(
            code="spelling-slip",
            start=word.start,
            end=word.end,
            message=f"“{word.shown}” có thể là “{meant}” (dòng {line}): {near}",
            english=f"“{word.shown}” may be meant for “{meant}” (line {line}): {near}",
            others=tuple((one.start, one.end) for one in again),
            confidence=0.85 if origin == "typed" else 0.6,
        )


def one_other(run: Sequence[str], known: Sequence[str]) -> int | None:
    """The place of the one word in which two runs differ, between words that agree; None where there is no such word.

    The first and the last are left out, they may belong to another word: `(tiếp) tục triển khai`, `(nghiêm) túc triển
    khai`.

    >>> one_other(("kiểm", "tra", "đơn", "đốc"), ("kiểm", "tra", "đôn", "đốc"))
    2
    >>> one_other(("tục", "triển", "khai"), ("túc", "triển", "khai")) is None
    True
    """
    places = [at for at, (word, other) in enumerate(zip(run, known, strict=True)) if word != other]
    if len(places) != 1 or places[0] in (0, len(run) - 1) or frozenset((run[places[0]], known[places[0]])) in VARIANTS:
        return None
    return places[0]


@cache
def _known() -> dict[Run, Run]:
    """Runs of words without marks -> with them, of phrases and titles; not those met with two spellings."""
    phrases = [line for line in shipped("formulas.txt").splitlines() if not line.startswith("#")]
    titles = [line.split("\t")[_TITLE] for line in shipped("documents.tsv").splitlines() if not line.startswith("#")]
    found: dict[Run, Run | None] = {}
    for phrase in [*phrases, *titles]:
        exact = [canonical(word.shown) for word in words(phrase)]
        bare = [fold(word) for word in exact]
        for at in range(len(exact) - RUN + 1):
            run, marked = tuple(bare[at : at + RUN]), tuple(exact[at : at + RUN])
            found[run] = marked if found.get(run, marked) == marked else None
    return {run: marked for run, marked in found.items() if marked is not None}
