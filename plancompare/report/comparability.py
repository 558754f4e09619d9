"""What makes the plans comparable or not: who issued them, when, under what, and how well they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancompare.model import Scan
from plancompare.report.witness import Head, Witness, sigla
from plancompare.report.words import WORDS, Both, day, percent, same

# Shares of misread words up to which a scan is called good, fair, poor. A choice of words, not a measurement.
_QUALITIES = ((0.02, "scan_good"), (0.10, "scan_fair"), (0.30, "scan_poor"))


@dataclass(frozen=True, slots=True)
class Identity:
    """What a plan says of itself, with what it cites at its start; `inferred` are (field, evidence)."""

    head: Head
    type: str | None
    level: Both | None
    province: str | None
    year: int | None
    number: str | None
    date: Both | None
    directives: tuple[str, ...]
    parents: tuple[str, ...]
    quality: Both
    noise: str | None
    inferred: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A property in which the plans differ, each value with the plans that have it."""

    key: str
    groups: Both


def identity(w: Witness) -> Identity:
    """What the plan says of itself, for the table of plans."""
    meta, scan = w.plan.metadata, w.plan.ocr
    opening = [s for s in w.plan.sections if s.kind in ("title", "preamble")]
    cited = [
        (c.type, f"{c.type} {c.number or ''}".strip() + (f", {day(c.date).vi}" if c.date else ""))
        for c in w.plan.citations
        if any(start <= c.start < end for s in opening for start, end in s.own)
    ]
    return Identity(
        head=w.head,
        type=meta.document_type,
        level=WORDS[meta.level] if meta.level else None,
        province=meta.province,
        year=meta.year,
        number=meta.document_number,
        date=day(meta.date) if meta.date else None,
        directives=tuple(dict.fromkeys(name for kind, name in cited if kind == "Chỉ thị")),
        parents=tuple(dict.fromkeys(name for kind, name in cited if kind != "Chỉ thị")),
        quality=quality(scan),
        noise=percent(scan.noise) if scan.is_ocr else None,
        inferred=tuple(sorted(meta.inferred.items())),
    )


def quality(scan: Scan) -> Both:
    """The quality of the letters in words."""
    if not scan.is_ocr:
        return WORDS["scan_clean"]
    return WORDS[next((name for limit, name in _QUALITIES if scan.noise <= limit), "scan_bad")]


def differences_between(identities: Sequence[Identity]) -> tuple[Difference, ...]:
    """The properties that are not the same in all plans that state them."""
    unknown = WORDS["unknown"]
    values: dict[str, list[Both]] = {
        "type": [same(i.type) if i.type else unknown for i in identities],
        "level": [i.level or unknown for i in identities],
        "province": [same(i.province) if i.province else unknown for i in identities],
        "year": [same(str(i.year)) if i.year else unknown for i in identities],
        "directive": [same("; ".join(i.directives)) if i.directives else WORDS["none_at_head"] for i in identities],
        "quality": [i.quality for i in identities],
    }
    found = []
    for key, column in values.items():
        if len(set(column) - {unknown}) > 1:
            groups = [
                (value, sigla(i.head for i, v in zip(identities, column, strict=True) if v == value))
                for value in dict.fromkeys(column)
            ]
            vi, en = ("; ".join(f"{value[side]} ({who})" for value, who in groups) for side in (0, 1))
            found.append(Difference(key, Both(vi, en)))
    return tuple(found)
