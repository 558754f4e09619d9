"""Where on the page a step stands: in a form, in a table, or (None) in running text."""

from __future__ import annotations

from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step

_PLACES = {"header": "header", "recipients": "foot", "signature": "foot", "table": "table"}


def place_of(a: Text, b: Text, step: Step) -> str | None:
    """The form in which a step stands, as the printed text `a` says, or the table, as one of both says."""
    one, other = _places(a, step.i, step.i_end), _places(b, step.j, step.j_end)
    if "table" in (*one, *other):
        return "table"
    if len(one) == 1:
        return one.pop() or None
    both = one & other - {""}
    return both.pop() if len(both) == 1 else None


def _places(text: Text, first: int, end: int) -> set[str]:
    """The places of words; where there are none, of the words around. "" stands for running text."""
    if end - first == 1:
        return {_PLACES.get(text.zones[first], "")}
    zones = text.zones[first:end] if first < end else text.zones[max(0, first - 1) : first + 1]
    return {_PLACES.get(zone, "") for zone in zones}


def breaks_off(text: Text, first: int, end: int) -> bool:
    """Whether a line begins or ends in or beside these words: columns and cells are taken from the page in lines."""
    if first == end:
        return False
    words, plain = text.words, text.plan.text
    start = words[first - 1].end if first else 0
    stop = words[end].start if end < len(words) else len(plain)
    return "\n" in plain[start:stop] or not first or end == len(words)


def form_beside(text: Text, at: int) -> str | None:
    """The form that begins or ends before word `at`."""
    found = {_PLACES.get(zone, "") for zone in text.zones[max(0, at - 1) : at + 1]} - {"", "table"}
    return found.pop() if len(found) == 1 else None
