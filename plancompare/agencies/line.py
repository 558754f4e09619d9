"""A sentence as its words, for matching names in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from plancompare.agencies.names import Known, Phrases
from plancompare.agencies.spelling import respelled
from plancompare.scan_quality import ONLY_VIETNAMESE
from plancompare.statements import Statement
from plancompare.text import canonical, fold

_LABEL = re.compile(r"\d{1,2}[./)-](?=[^\W\d])")
_BETWEEN = " -–—'’"


class Named(NamedTuple):
    """A body named by the words up to `end`."""

    end: int
    name: str


class Line(NamedTuple):
    """The words of a sentence: `forms` without marks, `shown` as printed, `gaps[k]` the signs before word k.

    `marked` says that the text has its marks, `capitals` that it has no small letters.
    """

    forms: tuple[str, ...]
    shown: tuple[str, ...]
    gaps: tuple[str, ...]
    marked: bool
    capitals: bool
    abbreviations: Mapping[str, str]

    def form(self, at: int) -> str:
        """The form of word `at`, empty behind the last."""
        return self.forms[at] if at < len(self.forms) else ""

    def joined(self, at: int, signs: str = "") -> bool:
        """Whether word `at` follows the one before it with nothing between but white space, a dash, or `signs`."""
        return at < len(self.forms) and not self.gaps[at].strip(_BETWEEN + signs)

    def joined_all(self, low: int, high: int, signs: str = "") -> bool:
        """Whether the words `low` to `high` are there, with nothing else between them."""
        return high <= len(self.forms) and all(self.joined(k, signs) for k in range(low + 1, high))

    def capital(self, at: int) -> bool:
        """Whether word `at` begins with a capital."""
        return at < len(self.shown) and self.shown[at][:1].isupper()

    def amiss(self, at: int, known: Known) -> int:
        """How many of the words at `at` have other marks than `known`, in a text that has marks."""
        if not self.marked:
            return 0
        spelled = known.shown.replace(",", "").replace(" - ", " ").split()
        return sum(
            canonical(shown) != canonical(word) and fold(shown) == form
            for shown, word, form in zip(self.shown[at : at + len(spelled)], spelled, known.forms, strict=False)
        )

    def phrase(self, at: int, phrases: Phrases, signs: str = "", amiss: int = 0) -> Known | None:
        """The longest of `phrases` that stands at `at`, at most `amiss` words in other marks, `signs` between them."""
        for known in phrases.get(self.form(at), ()):
            end = at + len(known.forms)
            if self.forms[at:end] == known.forms and self.joined_all(at, end, signs) and self.amiss(at, known) <= amiss:
                return known
        return None

    def printed(self, low: int, high: int) -> str:
        """The words as printed with the signs between them, out of capitals; with their marks where they are known."""
        shown = self.shown[low:high] if self.marked else respelled(self.forms[low:high], self.shown[low:high])
        pieces = [shown[0]]
        for k in range(low + 1, high):
            pieces += [self.gaps[k] if self.gaps[k].strip() else " ", shown[k - low]]
        name = "".join(pieces)
        return name[:1] + name[1:].lower() if self.capitals else name


def line_of(statement: Statement, abbreviations: Mapping[str, str]) -> Line:
    """The words of a statement, a label glued to the first (`7.Sở`) taken off."""
    forms, places, plain = statement.forms, statement.places, statement.plain
    gaps = ("", *(plain[places[k - 1] + len(forms[k - 1]) : places[k]] for k in range(1, len(forms))))
    shown = tuple(word.shown for word in statement.words)
    if label := _LABEL.match(shown[0]):
        shown, forms = (shown[0][label.end() :], *shown[1:]), (forms[0][label.end() :], *forms[1:])
    marked = any(ONLY_VIETNAMESE.search(word) for word in shown)
    capitals = not any(any(map(str.islower, word)) for word in shown)
    return Line(forms, shown, gaps, marked, capitals, abbreviations)
