"""What commands print in a terminal: a plan as a tree, and what two texts are to one another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancompare.model import Fact, Notice, Plan, Section
    from plancompare.model.difference import CitedPart, Difference
    from plancompare.model.scan import QueryResult

# Characters that would steer a terminal or turn a line around when a file name or title holds them.
_STEERING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def harmless(text: str) -> str:
    """Text as it may be shown on a terminal.

    >>> harmless("kế hoạch\\x1b[2J.txt")
    'kế hoạch\\\\x1b[2J.txt'
    """
    return re.sub(_STEERING, lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


_ACTION = 72  # letters of what is to be done
_WIDTH = 100  # columns of the text in a tree, its indentation aside
_SHOWN_CHANGES = ("edit", "undecidable", "missing_part")
_RELATIONS = {
    "same": "the same document",
    "same_with_edits": "the same document, with edits",
    "related": "two documents that share text",
    "unrelated": "two documents without text in common",
}


def summary(difference: Difference) -> str:
    """A difference as a person reads it in a terminal: what the texts are, then a line for each change that matters."""
    from plancompare.text import line_starts

    a, b = (int(100 * share) for share in (difference.shared.a, difference.shared.b))  # 100 % is all
    shared = f"in common: {a}% of the words of A, {b}% of B"
    if difference.relation == "same_with_edits":
        shared = f"probability {difference.relation_confidence:.2f}; {shared}"
    lines = [f"{_RELATIONS[difference.relation]} ({shared})"]
    lines += [f"  {remark.message}" for remark in difference.remarks]
    starts = line_starts(difference.a.text)
    for change in difference.changes:
        if change.label in _SHOWN_CHANGES:
            what = " ".join(filter(None, (change.label.replace("_", " "), change.kind)))
            one, other = (_short(text) for text in (change.a_text, change.b_text))
            line = bisect_right(starts, change.a_start)
            where = f", {_cited(change.cited)}" if change.cited else ""
            lines.append(f"  line {line}: {what} ({change.probability:.2f}{where}): {one} → {other}")
    counts = {label: sum(change.label == label for change in difference.changes) for label in ("ocr_noise", "layout")}
    lines.append(f"  misread by the scanner: {counts['ocr_noise']} places; layout only: {counts['layout']}")
    return "\n".join(map(harmless, lines)) + "\n"


def hits(result: QueryResult) -> str:
    """What the texts of an index share with one, a line each, with the evidence of a direction below."""
    asked = result.document
    lines = [f"{asked.path}: texts of the index that share text with it: {len(result.hits):,}"]
    for hit in result.hits:
        pair = hit.pair
        here, there = f"{100 * pair.shared_a:.0f} %", f"{100 * pair.shared_b:.0f} %"
        said = f"{_RELATIONS[pair.relation]}; {here} of this text, {there} of that"
        lines.append(f"  {hit.document.path}: {said}, passages: {len(pair.passages)}")
        if pair.evidence:
            lines.append(f"    {pair.evidence}")
    return "\n".join(map(harmless, lines)) + "\n"


def _cited(cited: CitedPart) -> str:
    names = dict.fromkeys(name for name in (cited.a, cited.b) if name)
    return f"{cited.part} of {' → '.join(names)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:40]} … {text[-15:]}”"


def outline(plan: Plan) -> str:
    """A plan as a person reads it in a terminal: what it is, a line for each section, each fact and each warning.

    Of duties it tells how many there are; `tree` lists them.
    """
    lines = [plan.path, f"  {_what_it_is(plan)}"]
    depths = _depths(plan)
    for section in plan.sections:
        place = f"{section.start_line}-{section.end_line}"
        lines.append(f"  {place:>9}{'  ' * depths[section.id]}{_heading(plan, section)}")
    duties = sum(fact.kind == "assignment" for fact in plan.facts)
    told = [fact for fact in plan.facts if fact.kind != "assignment"]
    if told or duties:
        lines += ["  orders", *(f"    {line}" for line in _facts(plan, told))]
        lines += [f"    {duties} {'duty' if duties == 1 else 'duties'} (all with --show)"] if duties else []
    lines += _warnings(plan)
    return "\n".join(map(harmless, lines)) + "\n"


def tree(plan: Plan) -> str:
    """The whole plan as a tree: how it was read, then each section with its place and its own text.

    `+` is what the reader repaired, `!` what it warns of; a table has one row a line, its cells parted by `|`.
    """
    where = plan.provenance
    how = [plan.media_type, *([plan.encoding] if plan.encoding else [])]
    if where.pages:
        how.append(f"{len(where.pages)} pages")
    lines = [plan.path, f"  {_what_it_is(plan)}", f"  {', '.join(how)}"]
    lines += [f"  + {repair}" for repair in plan.repairs]
    lines += _warnings(plan)
    depths = _depths(plan)
    page_starts = [start for start, _ in where.pages]
    for section in plan.sections:
        indent = "  " * depths[section.id]
        page = f", page {bisect_right(page_starts, section.start)}" if where.pages else ""
        name = section.id if section.id == section.kind else f"{section.id} {section.kind}"
        lines.append(f"{indent}{name}  [lines {section.start_line}-{section.end_line}{page}]")
        for start, end in section.own:
            lines += [f"{indent}    {line}" for line in _own_lines(plan, start, end)]
    if plan.facts:
        lines += ["orders", *(f"  {line}" for line in _facts(plan, plan.facts))]
    return "\n".join(map(harmless, lines)) + "\n"


# ---------------------------------------------------------------- what it orders, and what looks wrong

_BOUNDS = {"at_least": "at least", "at_most": "at most", "exactly": "", "increase": "up by", "decrease": "down by"}
_ABBREVIATIONS = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Mặt trận Tổ quốc", "MTTQ"))
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_OTHERWISE = {"on_request": "on request", "unspecified": "no interval told"}


def _facts(plan: Plan, facts: Sequence[Fact]) -> list[str]:
    """A line for each fact: what, to whom, whose it is, where it stands."""
    from plancompare.text import line_starts

    starts = line_starts(plan.text)
    lines = []
    for fact in facts:
        to = f" → {_bodies(fact.recipient)}" if fact.recipient else ""
        to += f" (via {_bodies(fact.via)})" if fact.via else ""
        where = f"{fact.section} line {bisect_right(starts, fact.start)}"
        said = [_what(fact), f"{_cut(fact.action or '')}{to}".strip(), _bodies(fact.actor or ""), where]
        lines.append(" · ".join(part for part in said if part))
    return lines


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _ACTION else f"{text[: _ACTION - 1]}…"


def _bodies(names: str) -> str:
    """Bodies by their usual abbreviations; of more than two the first, and how many there are.

    >>> _bodies("Ủy ban nhân dân tỉnh"), _bodies("Sở Y tế; Sở Tài chính; Công an tỉnh")
    ('UBND tỉnh', 'Sở Y tế and 2 more')
    """
    for name, short in _ABBREVIATIONS:
        names = names.replace(name, short)
    first, *others = names.split("; ")
    return names if len(others) < 2 else f"{first} and {len(others)} more"


def _what(fact: Fact) -> str:
    """The kind of a fact with its value.

    >>> _day("2024-11-01"), _day("--11-01"), _day("---25"), _interval("P6M"), _interval("P1Y")
    ('01/11/2024', '01/11 every year', 'day 25 of every month', 'every 6 months', 'every year')
    """
    if fact.kind == "deadline":
        days = " and ".join(_day(value) for value in fact.value.split(", "))
        since = f"from {_day(fact.since)} " if fact.since else ""
        return f"{since}{'before' if fact.inclusive is False else 'to' if since else 'by'} {days}"
    if fact.kind == "periodic_report":
        return f"report {', '.join(_interval(value) for value in fact.value.split(', '))}"
    value = _cut(fact.value)
    if fact.kind == "target":
        bound = _BOUNDS[fact.bound] if fact.bound else "about"
        bound = {"at least": "over", "at most": "under"}.get(bound, bound) if fact.inclusive is False else bound
        return " ".join(f"target {bound} {value}".split())
    if fact.kind == "target_qualitative":
        return f"aim {value}"
    return f"money {value}" if fact.kind == "funding" else f"duty {value}"


def _day(value: str) -> str:
    date = re.fullmatch(r"(\d{4}|-)-(\d\d|-)-?(\d\d)", value)
    if not date:
        return value
    year, month, day = date.groups()
    if month == "-":
        return f"day {day} of every month"
    return f"{day}/{month}/{year}" if year != "-" else f"{day}/{month} every year"


def _interval(value: str) -> str:
    period = re.fullmatch(r"P(\d+)([DWMY])", value)
    if not period:
        return _OTHERWISE.get(value, value)
    count, unit = int(period[1]), _UNITS[period[2]]
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def _warnings(plan: Plan) -> list[str]:
    """A line for each thing that looks wrong, with the line it stands in where it has a place."""
    from plancompare.text import line_starts

    starts = line_starts(plan.text)
    return [f"  ! {_warned(warning, starts)}" for warning in plan.warnings]


def _warned(warning: Notice, starts: Sequence[int]) -> str:
    said = " ".join((warning.english or warning.message).split())
    told = "(line " in said or warning.start == warning.end
    return said if told else f"{said} (line {bisect_right(starts, warning.start)})"


def _own_lines(plan: Plan, start: int, end: int) -> list[str]:
    """The text of a stretch, wrapped; rows of the tables in it one a line."""
    lines: list[str] = []
    at = start
    for table in plan.provenance.tables:
        if start <= table.start and table.end <= end:
            lines += _wrapped(plan.text[at : table.start])
            lines += [" | ".join(" ".join(plan.text[a:b].split()) for a, b in row) for row in table.rows]
            at = table.end
    return lines + _wrapped(plan.text[at:end])


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap

    return [line for paragraph in text.split("\n") for line in wrap(paragraph, _WIDTH)]


def _what_it_is(plan: Plan) -> str:
    said = plan.metadata
    facts = [said.document_type, said.document_number, said.issuing_body, said.date or (said.year and str(said.year))]
    if plan.ocr.is_ocr:
        facts.append(f"a scan, about {plan.ocr.noise:.0%} of its words misread")
    return " · ".join(fact for fact in facts if fact)


def _depths(plan: Plan) -> dict[str | None, int]:
    depths: dict[str | None, int] = {None: 0}
    for section in plan.sections:
        depths[section.id] = depths[section.parent] + 1
    return depths


def _heading(plan: Plan, section: Section) -> str:
    """What a section is called; one without a title by the beginning of its text."""
    own = section.title or ""
    if section.own and not own:
        own = " ".join(plan.text[slice(*section.own[0])][:400].split())
        if section.raw_label:
            own = own.removeprefix(section.raw_label).lstrip(".)/ ")  # the id before it says as much
    shown = own if len(own) <= 72 else own[:71] + "…"
    return f"{section.id}  {shown}".rstrip() if section.label else f"{section.kind}  {shown}".rstrip()
