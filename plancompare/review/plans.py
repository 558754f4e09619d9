"""What a plan says of itself, corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from msgspec.structs import replace

from plancompare.metadata.places import province_named
from plancompare.model import Level, Metadata, Plan
from plancompare.parse import read_citations
from plancompare.review.entries import Entry, Outcome, Outcomes

_FIELDS: Mapping[str, str] = {"province": "province", "level": "level", "year": "year", "number": "document_number"}
_LONGEST = 100  # letters of a value
_UNIT = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def apply_to_plan(plan: Plan, entries: Sequence[Entry]) -> tuple[Plan, Outcomes]:
    """The plan with what a reader corrects of its province, level, year or number, and what became of each entry.

    Give an outline: what is found from its metadata later (citations, facts, lineage, scope) then agrees with them.
    """
    outcomes: Outcomes = {}
    metadata = plan.metadata
    for entry in entries:
        field = _FIELDS.get(entry.overrule.kind)
        if field is None or entry.problem is not None or entry.places[0].document != plan.id:
            continue
        before = getattr(metadata, field)
        try:
            after = _value(entry.overrule.kind, entry.overrule.value)
        except ValueError:
            outcomes[entry] = Outcome(problem="no_such_value")
            continue
        metadata = _with(metadata, field, after)
        outcomes[entry] = Outcome(_said(before), _said(after))
    if metadata == plan.metadata:
        return plan, outcomes
    citations = plan.citations
    if plan.omitted and metadata.province != plan.metadata.province:  # bodies of the province are called by its name
        citations = read_citations(plan.text, plan.sections, metadata.province)
    return replace(plan, metadata=metadata, citations=citations), outcomes


def _with(metadata: Metadata, field: str, value: Any) -> Metadata:
    inferred = {name: evidence for name, evidence in metadata.inferred.items() if name != field}
    return replace(metadata, **{field: value, "inferred": {**inferred, field: "người đọc đính chính"}})


def _value(kind: str, value: str | None) -> Any:
    """What a field becomes; ValueError where it cannot be."""
    if value is None:
        return None
    said = " ".join(value.split())
    if not said or len(said) > _LONGEST:
        raise ValueError(said)
    if kind == "province":
        return province_named(_UNIT.sub("", said, count=1).split(), misread=False) or said
    if kind == "level" and said not in get_args(Level):
        raise ValueError(said)
    if kind == "year":
        if not _YEAR.fullmatch(said):
            raise ValueError(said)
        return int(said)
    return said


def _said(value: object) -> tuple[str, ...]:
    return () if value is None else (str(value),)
