"""Warnings as a page tells them: with the words they are about, and plans called by their letter on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plancompare.model import Notice
from plancompare.model.comparison import Caveat
from plancompare.report.quotes import Quote, quote
from plancompare.report.witness import Witness
from plancompare.report.words import Both

# Where a warning speaks of a plan: its id, and then a line, what is said of it, or the next plan.
_NAMED = r"(?<![\w.-])(?:{ids})(?= \(?(?:dòng|line) \d|[:,] | (?:là|is|are) )"


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning with the words it is about, and how sure it is, in [0, 1]."""

    message: Both
    quotes: tuple[Quote, ...]
    confidence: float


def caution(caveat: Caveat, by_id: Mapping[str, Witness]) -> Caution:
    """A warning about several plans."""
    quotes = tuple(quote(by_id[e.document], e.start, e.end) for e in caveat.evidence)
    sigla = {q.head.id: q.head.siglum for q in quotes}
    told = Both(caveat.message, caveat.english or caveat.message)
    return Caution(Both(*(_with_sigla(text, sigla) for text in told)), quotes, caveat.confidence)


def noticed(w: Witness, notice: Notice) -> Caution:
    """A warning about one plan."""
    places = ((notice.start, notice.end), *notice.others)
    quotes = tuple(quote(w, start, end) for start, end in places)
    return Caution(Both(notice.message, notice.english or notice.message), quotes, notice.confidence)


def _with_sigla(message: str, sigla: Mapping[str, str]) -> str:
    """The message with the letters that plans have on the page in place of their ids.

    >>> _with_sigla("kh-a (dòng 5), kh-b (dòng 7) cùng sai “kh-a”", {"kh-a": "A", "kh-b": "B"})
    'A (dòng 5), B (dòng 7) cùng sai “kh-a”'
    """
    if not sigla:
        return message
    ids = "|".join(map(re.escape, sorted(sigla, key=len, reverse=True)))
    return re.sub(_NAMED.replace("{ids}", ids), lambda found: sigla[found[0]], message)
