"""What makes the plans comparable or not: who issued them, when, under what, and how well they can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from plancompare.model import Citation, Scan, SectionKind
from plancompare.model.comparison import Pair
from plancompare.report.evidence_words import evidence
from plancompare.report.overview_words import OVERVIEW_WORDS
from plancompare.report.pairs import pair_anchor
from plancompare.report.quotes import Quote, quote
from plancompare.report.witness import Head, Place, Witness, sigla
from plancompare.report.words import WORDS, Both, day, percent, same
from plancompare.text import fold

# Shares of misread words up to which a scan is called good, fair, poor. A choice of words, not a measurement.
_QUALITIES = ((0.02, "scan_good"), (0.10, "scan_fair"), (0.30, "scan_poor"))
# Letters quoted of the line that shows what a plan is.
_LONGEST = 80
# Where what a plan is stands, the likeliest part first.
_NAMED: tuple[SectionKind, ...] = ("title", "header", "preamble", "signature", "recipients", "closing")
_ISSUED: tuple[SectionKind, ...] = ("header", "title", "preamble", "signature", "recipients", "closing")
_TOLD = 5  # pairs whose evidence of a common descent is told; the others stand pair by pair


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows a property of a plan: the line that says it, or what it is inferred from."""

    head: Head
    quote: Quote | None
    inferred: Both | None


@dataclass(frozen=True, slots=True)
class Identity:
    """What a plan says of itself, with what it carries out; `proofs` tell by property where it says so."""

    head: Head
    type: str | None
    level: Both | None
    province: str | None
    year: int | None
    number: str | None
    date: Both | None
    directives: tuple[str, ...]
    carried_out: tuple[tuple[str, Place], ...]
    quality: Both
    noise: str | None
    proofs: Mapping[str, Proof]


@dataclass(frozen=True, slots=True)
class Difference:
    """A property in which the plans differ, each value with the plans that have it, and a proof of each value."""

    key: str
    groups: Both
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Descent:
    """Plans that descend in one way; `evidence` tells it of up to five pairs, `more` counts the pairs not told."""

    kind: str
    heads: tuple[Head, ...]
    evidence: tuple[tuple[str, str, Both], ...]
    more: int


def identity(w: Witness, parents: Sequence[Citation] = ()) -> Identity:
    """What the plan says of itself, for the table of plans; `parents` are the documents it carries out."""
    meta, scan = w.plan.metadata, w.plan.ocr
    opening = [span for s in w.plan.sections if s.kind in ("title", "preamble") for span in s.own]
    directives = [
        c for c in w.plan.citations if c.type == "Chỉ thị" and any(start <= c.start < end for start, end in opening)
    ]
    carried_out: dict[str, Place] = {}
    for citation in (*parents, *directives):
        carried_out.setdefault(_name(citation), w.place(citation.start))
    proofs = _proofs(w)
    if directives:
        first = directives[0]
        proofs["directive"] = Proof(w.head, quote(w, first.start, first.end, _LONGEST), None)
    return Identity(
        head=w.head,
        type=meta.document_type,
        level=WORDS[meta.level] if meta.level else None,
        province=meta.province,
        year=meta.year,
        number=meta.document_number,
        date=day(meta.date) if meta.date else None,
        directives=tuple(dict.fromkeys(map(_name, directives))),
        carried_out=tuple(carried_out.items()),
        quality=quality(scan),
        noise=percent(scan.noise) if scan.is_ocr else None,
        proofs=proofs,
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
            groups = {
                value: [i for i, v in zip(identities, column, strict=True) if v == value]
                for value in dict.fromkeys(column)
            }
            told = [(value, sigla(i.head for i in group)) for value, group in groups.items()]
            vi, en = ("; ".join(f"{value[side]} ({who})" for value, who in told) for side in (0, 1))
            proofs = (_first_proof(group, key) for group in groups.values())
            found.append(Difference(key, Both(vi, en), tuple(proof for proof in proofs if proof)))
    return tuple(found)


def properties(differences: Sequence[Difference]) -> Both:
    """In what the plans differ, in words."""
    vi, en = (", ".join(OVERVIEW_WORDS[f"differ_in_{d.key}"][side] for d in differences) for side in (0, 1))
    return Both(vi, en)


def descents(pairs: Sequence[Pair], heads: Mapping[str, Head]) -> tuple[Descent, ...]:
    """The plans that hang together by pairs of one kind of descent, each group once."""
    found = []
    for kind in dict.fromkeys(pair.lineage.kind for pair in pairs if pair.lineage.kind):
        groups: list[set[str]] = []
        of_kind = [pair for pair in pairs if pair.lineage.kind == kind]
        for pair in of_kind:
            met = [group for group in groups if pair.a in group or pair.b in group]
            groups = [group for group in groups if group not in met] + [{pair.a, pair.b}.union(*met)]
        for group in groups:
            members = [pair for pair in of_kind if pair.a in group]
            told: dict[str, tuple[str, str, Both]] = {}
            for pair in members:
                a, b = sorted((heads[pair.a], heads[pair.b]), key=lambda head: head.index)
                said = pair.lineage.evidence or ""
                told.setdefault(
                    said, (pair_anchor(heads[pair.a], heads[pair.b]), f"{a.siglum}–{b.siglum}", evidence(said))
                )
            names = tuple(sorted((heads[id_] for id_ in group), key=lambda head: head.index))
            first = tuple(told.values())[:_TOLD]
            found.append(Descent(str(kind), names, first, len(members) - len(first)))
    return tuple(found)


# ---------------------------------------------------------------- proofs


def _first_proof(group: Sequence[Identity], key: str) -> Proof | None:
    """The proof of the first plan that quotes it, else of the first that says what it is inferred from."""
    proofs = [i.proofs[key] for i in group if key in i.proofs]
    return next((proof for proof in proofs if proof.quote), next(iter(proofs), None))


def _proofs(w: Witness) -> dict[str, Proof]:
    meta = w.plan.metadata
    inferred = {**meta.inferred, "level": meta.inferred.get("level") or meta.inferred.get("issuing_body")}
    found: dict[str, Proof] = {}
    for key, (parts, tests) in _tests(w).items():
        line = next((line for test in tests if (line := _line(w, parts, test))), None)
        if line or inferred.get(key):
            found[key] = Proof(w.head, line, evidence(said) if (said := inferred.get(key)) else None)
    return found


def _tests(w: Witness) -> dict[str, tuple[tuple[SectionKind, ...], list[Callable[[str], bool]]]]:
    """By property the parts of a plan to look in, and what a folded line must hold, the surest first."""
    meta = w.plan.metadata
    found: dict[str, tuple[tuple[SectionKind, ...], list[Callable[[str], bool]]]] = {}
    if meta.level and meta.issuing_body:
        body = fold(meta.issuing_body).split()
        names = [" ".join(body), *([" ".join(body[:3])] if body[:2] != ["uy", "ban"] else []), " ".join(body[-3:])]
        found["level"] = (_ISSUED, [_holds(name) for name in names])
    if meta.province:
        found["province"] = (_ISSUED, [_holds(fold(meta.province))])
    if meta.year:
        found["year"] = (_NAMED, [_holds(str(meta.year))])
    if meta.document_number:
        number = "".join(fold(meta.document_number).split())
        found["document_number"] = (_ISSUED, [lambda line: number in "".join(line.split())])
    if meta.date:
        year, *rest = meta.date.strip("-").split("-")
        pattern = re.compile(r"\D{1,14}".join([*(rf"\b0?{int(part)}" for part in reversed(rest)), year]))
        found["date"] = (_ISSUED, [lambda line: bool(pattern.search(line))])
    # Its title, for what is said of a plan as a whole.
    found["title"] = (("title",), [lambda line: len(line.split()) > 4, bool])
    if meta.document_type:
        found["type"] = (_NAMED, [_holds(fold(meta.document_type))])
    return found


def _holds(words: str) -> Callable[[str], bool]:
    pattern = re.compile(rf"\b{re.escape(words)}\b")
    return lambda line: bool(pattern.search(line))


def _line(w: Witness, kinds: Sequence[SectionKind], test: Callable[[str], bool]) -> Quote | None:
    """The first line of these parts of the plan that passes the test."""
    text = w.plan.text
    for kind in kinds:
        for start, end in (span for s in w.plan.sections if s.kind == kind for span in s.own):
            for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
                if test(" ".join(fold(line[0]).split())):
                    return quote(w, start + line.start(), start + line.end(), _LONGEST)
    return None


def _name(citation: Citation) -> str:
    name = f"{citation.type} {citation.number or ''}".strip()
    return name + (f", {day(citation.date).vi}" if citation.date else "")
