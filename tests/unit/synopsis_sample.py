"""Small plans made by hand for the tests of the synopsis: what they cite and order is given, not found."""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.model import Citation, Fact, FactKind, Level, Metadata, Plan, Scan, Section


def cite(
    type: str,
    number: str | None,
    date: str | None = None,
    issuer: str | None = None,
    subject: str | None = None,
    raw: str | None = None,
) -> Citation:
    """A citation; `plan` puts it in the text of the plan."""
    shown = raw or f"{type} số {number}"
    return Citation(
        start=0,
        end=len(shown),
        raw=shown,
        type=type,
        number=number,
        date=date,
        issuer=issuer,
        confidence=0.99,
        subject=subject,
    )


def fact(
    kind: FactKind,
    value: str,
    raw: str,
    actor: str | None = None,
    action: str | None = None,
    inclusive: bool | None = None,
) -> Fact:
    """A fact; `plan` puts it in the text of the plan."""
    return Fact(
        start=0,
        end=len(raw),
        kind=kind,
        value=value,
        inclusive=inclusive,
        actor=actor,
        recipient=None,
        raw=raw,
        section="I",
        action=action,
    )


def plan(
    id: str,
    province: str | None = None,
    citations: Sequence[Citation] = (),
    facts: Sequence[Fact] = (),
    level: Level = "tỉnh",
    body: str | None = None,
    year: int | None = 2024,
    noise: float = 0.0,
) -> Plan:
    """A plan of one section in which each citation and fact stands on a line of its own, behind a heading."""
    text = "I. NỘI DUNG\n"
    cited, found = [], []
    for citation in citations:
        cited.append(_cited_at(citation, len(text)))
        text += f"{citation.raw}\n"
    for one in facts:
        found.append(_said_at(one, len(text)))
        text += f"{one.raw}\n"
    return Plan(
        id=id,
        path=f"{id}.txt",
        sha256=id,
        text=text,
        media_type="text/plain",
        encoding="utf-8",
        repairs=(),
        ocr=Scan(is_ocr=noise > 0, noise=noise, explanation="made by hand"),
        metadata=Metadata(
            issuing_body=body or f"Ủy ban nhân dân tỉnh {province}", province=province, level=level, year=year
        ),
        sections=(
            Section("I", None, "roman", "I", "I.", "NỘI DUNG", "NỘI DUNG", 0, len(text), ((0, len(text)),), 1, 1),
        ),
        citations=tuple(cited),
        facts=tuple(found),
        warnings=(),
    )


def _cited_at(citation: Citation, start: int) -> Citation:
    return Citation(
        start=start,
        end=start + len(citation.raw),
        raw=citation.raw,
        type=citation.type,
        number=citation.number,
        date=citation.date,
        issuer=citation.issuer,
        confidence=citation.confidence,
        subject=citation.subject,
    )


def _said_at(one: Fact, start: int) -> Fact:
    return Fact(
        start=start,
        end=start + len(one.raw),
        kind=one.kind,
        value=one.value,
        inclusive=one.inclusive,
        actor=one.actor,
        recipient=one.recipient,
        raw=one.raw,
        section=one.section,
        action=one.action,
    )
