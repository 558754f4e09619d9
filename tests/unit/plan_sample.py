"""Small plans with their sections, made by hand, for the tests of what compares sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancompare.model import Metadata, Plan, Scan, Section, SectionKind
from plancompare.text import Word, fold, words

Part = tuple[str, str | None, str]  # id of a section, its heading, its own text
FRAME: dict[str, SectionKind] = {
    "header": "header",
    "title": "title",
    "preamble": "preamble",
    "closing": "closing",
    "recipients": "recipients",
    "signature": "signature",
    "furniture": "furniture",
}


def make_plan(id: str, parts: Sequence[Part], noise: float = 0.0) -> Plan:
    """A plan whose sections stand in order; the kind and the label of each follow from its id."""
    text = ""
    found: list[tuple[Part, int, int]] = []
    for part in parts:
        name, heading, own = part
        start = len(text)
        text += " ".join(filter(None, (_label(name), heading))) + ("\n" if heading else " ") + own + "\n"
        found.append((part, start, len(text)))
    sections = []
    for (name, heading, _), start, end in found:
        last = max(e for (other, _, _), _, e in found if other == name or other.startswith(name + "."))
        sections.append(
            Section(
                id=name,
                parent=name.rpartition(".")[0] or None,
                kind=_kind(name),
                label=_label(name),
                raw_label=_label(name),
                title=heading,
                raw_title=heading,
                start=start,
                end=last,
                own=((start, end),),
                start_line=text.count("\n", 0, start) + 1,
                end_line=text.count("\n", 0, last),
            )
        )
    scan = Scan(noise > 0, noise, "")
    return Plan(id, id, "", text, "text/plain", "utf-8", (), scan, Metadata(), tuple(sections), (), (), ())


def forms_of(plan: Plan) -> tuple[list[str], list[Word]]:
    """The words of a plan, and their folded forms."""
    found = words(plan.text)
    return [fold(word.shown) for word in found], found


def _kind(name: str) -> SectionKind:
    last = name.rpartition(".")[2]
    if last in FRAME:
        return FRAME[last]
    if re.fullmatch("[IVX]+", last):
        return "roman"
    return "bullet" if last.startswith("b") else "arabic"


def _label(name: str) -> str | None:
    last = name.rpartition(".")[2]
    if last in FRAME:
        return None
    return "-" if last.startswith("b") else f"{last}."
