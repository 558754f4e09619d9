"""Where on the page a step stands: in a form, in a table, or (None) in running text."""

from __future__ import annotations

from plancompare.changes.texts import Text
from plancompare.changes.token_map import Step

_PLACES = {"header": "header", "recipients": "foot", "signature": "foot", "table": "table"}


def place_of(a: Text, b: Text, step: Step) -> str | None:
    """The form in which a step stands, if both texts say so, or the table, if one does."""
    one, other = _places(a, step.i, step.i_end), _places(b, step.j, step.j_end)
    if "table" in one or "table" in other:
        return "table"
    both = one & other
    return both.pop() if len(both) == 1 else None


def _places(text: Text, first: int, end: int) -> set[str]:
    """The places of words; where there are none, of the words around. Empty where some stand in running text."""
    zones = text.zones[first:end] if first < end else text.zones[max(0, first - 1) : first + 1]
    found = {_PLACES.get(zone, "") for zone in zones}
    return found - {""} if first == end or "" not in found else set()


def breaks_off(text: Text, first: int, end: int) -> bool:
    """Whether a line begins or ends with these words: columns and cells are taken from the page in whole lines."""
    if first == end:
        return False
    words, plain = text.words, text.plan.text
    before = plain[words[first - 1].end : words[first].start] if first else "\n"
    behind = plain[words[end - 1].end : words[end].start] if end < len(words) else "\n"
    return "\n" in before or "\n" in behind
