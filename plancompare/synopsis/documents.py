"""Which citations of several plans name one document, and what is known of it.

A central document is one in the whole country, a local one in its province, or in the city, district or commune that
issued it: `490/QĐ-UBND` of two provinces are two documents. One number in two years is two documents (16/CT-TTg of
2018 is on mass mobilisation, that of 2020 on a pandemic), unless one of the years is a slip: the register knows that
only one document can be meant, or day and month are the same and the titles say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from plancompare.channel import read_forms
from plancompare.citations import citation_key, is_central, name_of
from plancompare.citations.named import known_law
from plancompare.citations.register import Registered, misdated, registered
from plancompare.metadata.places import is_first_level_city
from plancompare.model import Citation, Plan
from plancompare.model.comparison import CitedDocument
from plancompare.synopsis.congresses import congress_of
from plancompare.synopsis.likeness import likeness, terms
from plancompare.text import fold, words

_LAWS = ("Luật", "Bộ luật")
_OF_ITS_YEAR = re.compile(r"\d+/(?:19|20)\d\d/")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = len("2024-11-01")
_COUNCILS = ("ubnd", "hđnd")
# Levels of which a province has many bodies, with the rank they have in common.
_RANKS = {"thanh pho": "huyen", "huyen": "huyen", "thi xa": "huyen", "quan": "huyen"} | dict.fromkeys(
    ("phuong", "xa", "thi tran"), "xa"
)
_LOWER = ("thành phố", "huyện", "xã")  # levels of plans, below that of a province
_UNIT = re.compile(r"\b((?:thanh pho|huyen|thi xa|quan|phuong|xa|thi tran) [a-z][a-z ]+)$")
_ONE_TITLE = 0.5  # likeness from which two titles of one number may be those of one document, cut short or misread
_MANY = 200  # dates of one number from which they are taken for different documents without a look


class Mention(NamedTuple):
    """Citation `number` of `plan`.

    `key` is what it is called: type, and number or name. `scope` is the province of a local document (the plan where
    it tells none), empty for a central one; `unit` the city, district or commune it was issued in, empty where that is
    not told; `body` the kind of its issuer. `title` are the folded words of its subject, `known` is what the register
    has of it.
    """

    plan: Plan
    number: int
    citation: Citation
    key: tuple[str, str]
    scope: str
    unit: str
    body: str
    name: str
    title: tuple[str, ...]
    known: Registered | None


class Document(NamedTuple):
    """One cited document with all that cite it.

    `scope`, `unit` and `body` are those of its mentions, `name` is what a person calls it, `title` the folded words of
    its subject as its most legible mention has them.
    """

    cited: CitedDocument
    mentions: tuple[Mention, ...]
    scope: str
    unit: str
    body: str
    name: str
    title: tuple[str, ...]

    @property
    def home(self) -> tuple[str, str]:
        """Where it is valid: two documents of one home do two jobs."""
        return self.scope, self.unit


def cited_by(plans: Sequence[Plan], witness_of: Mapping[str, str]) -> tuple[Document, ...]:
    """All documents that `plans` (sorted by id) cite; the order says nothing.

    Where they say different things of a document, most witnesses decide, then the register.
    """
    named: dict[tuple[tuple[str, str], str], list[Mention]] = {}
    for plan in plans:
        for mention in _mentions(plan):
            named.setdefault((mention.key, mention.scope), []).append(mention)
    return tuple(_document(one, witness_of) for _, mentions in sorted(named.items()) for one in _told_apart(mentions))


def _mentions(plan: Plan) -> Iterator[Mention]:
    for at, citation in enumerate(plan.citations):
        kind, number, _, issuer = citation_key(citation)
        name, central, body = name_of(citation), is_central(citation), issuer or ""
        if citation.type in _LAWS:
            law = known_law(fold(citation.raw))
            number, name = (fold(law), law) if law else (number, name)
        elif citation.number is None:
            congress = congress_of(_forms(plan, citation.raw))
            if congress:
                number, name, central = fold(congress.name), congress.name, congress.level is None
                body = congress.level or ""
        unit = "" if central else _unit(plan, citation)
        yield Mention(
            plan=plan,
            number=at,
            citation=citation,
            key=(kind, number),
            scope="" if central else fold(plan.metadata.province or plan.id),
            unit=unit,
            body=_body(plan, citation, body),
            name=name,
            title=_forms(plan, citation.subject) if citation.subject else (),
            known=(registered(citation) or misdated(citation)) if central else None,
        )


def _forms(plan: Plan, text: str) -> tuple[str, ...]:
    return read_forms([word.shown for word in words(text)], plan.ocr)


def _body(plan: Plan, citation: Citation, code: str) -> str:
    """The code of the issuer, for councils and people's committees with the rank of the level; that of a province where
    an office of the province names none."""
    of_province = plan.metadata.level in ("tỉnh", "sở")
    council = next((c for c in _COUNCILS if c in (citation.number or "").lower()), None)
    if not code and council:
        return f"{council} tinh" if of_province else ""
    body, _, level = code.partition(" ")
    if body not in _COUNCILS or (
        level == "thanh pho" and of_province and is_first_level_city(plan.metadata.province or "")
    ):
        return f"{body} tinh" if body in _COUNCILS else code
    return f"{body} {_RANKS.get(level, level)}"


def _unit(plan: Plan, citation: Citation) -> str:
    """The city, district or commune whose committee or council issued a document; empty where the text does not say."""
    issuer = fold(citation.issuer or "")
    level = issuer.partition("nhan dan ")[2]
    if not any(level.startswith(rank) for rank in _RANKS):
        return ""
    named = _UNIT.search(level)
    if not named and plan.metadata.level in _LOWER:
        named = _UNIT.search(fold(plan.metadata.issuing_body or ""))
    return named[1] if named else ""


# ---------------------------------------------------------------- told apart


def _told_apart(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Mentions of one number in one province, by the documents they mean."""
    editions: dict[tuple[str, str, str], list[Mention]] = {}
    undated: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.citation.date:
            editions.setdefault((mention.citation.date, mention.body, mention.unit), []).append(mention)
        else:
            undated.setdefault((mention.plan.id, mention.body, mention.unit), []).append(mention)
    documents = _joined([editions[key] for key in sorted(editions)])
    plans = [{mention.plan.id for mention in document} for document in documents]
    alone: dict[tuple[str, str], list[Mention]] = {}
    for (plan, body, unit), later in undated.items():
        fitting = [number for number, document in enumerate(documents) if _agree(document[0], later[0])]
        own = [number for number in fitting if plan in plans[number]]
        meant = own if len(own) == 1 else fitting
        home = documents[meant[0]] if len(meant) == 1 else alone.setdefault((body, unit), [])
        home += later
    yield from map(tuple, [*documents, *alone.values()])


def _joined(editions: Sequence[list[Mention]]) -> list[list[Mention]]:
    """Mentions of one date and issuer each, those that mean one document put together."""
    if len(editions) > _MANY:
        return [list(edition) for edition in editions]
    document_of = list(range(len(editions)))
    for one, other in combinations(range(len(editions)), 2):
        if document_of[one] != document_of[other] and _same(editions[one], editions[other]):
            old, new = document_of[other], document_of[one]
            document_of = [new if number == old else number for number in document_of]
    return [
        [
            mention
            for number, edition in zip(document_of, editions, strict=True)
            if number == first
            for mention in edition
        ]
        for first in dict.fromkeys(document_of)
    ]


def _agree(a: Mention, b: Mention) -> bool:
    """Whether nothing that is told of the two issuers differs."""
    return (not a.body or not b.body or a.body == b.body) and (not a.unit or not b.unit or a.unit == b.unit)


def _same(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether mentions of one number with two dates, or of two issuers, mean one document."""
    a, b = one[0], other[0]
    date_a, date_b = a.citation.date or "", b.citation.date or ""
    if date_a == date_b and len(date_a) == _DAY:
        return not a.unit or not b.unit or a.unit == b.unit
    known_a, known_b = _known(one), _known(other)
    if known_a and known_b:
        return known_a == known_b
    if not _agree(a, b):
        return False
    if date_a.startswith(date_b) or date_b.startswith(date_a):
        return True
    if _OF_ITS_YEAR.match(a.citation.number or "") or date_a[:4] == date_b[:4]:
        return True
    return date_a[4:] == date_b[4:] != "" and _titles_agree(one, other)


def _titles_agree(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether both tell a title and these are one; `nhiệm vụ năm 2024` and `nhiệm vụ năm 2025` are two."""
    title_a, title_b = _title(one), _title(other)
    years_a, years_b = ({form for form in title if _YEAR.fullmatch(form)} for title in (title_a, title_b))
    if not title_a or not title_b or (years_a and years_b and years_a != years_b):
        return False
    return likeness(terms(title_a), terms(title_b)) >= _ONE_TITLE


# ---------------------------------------------------------------- what is known of each


def _document(mentions: Sequence[Mention], witness_of: Mapping[str, str]) -> Document:
    first, known = mentions[0], _known(mentions)

    def most(say: Callable[[Mention], str | None], registered: str | None = None) -> str | None:
        votes = {(witness_of[m.plan.id], said) for m in mentions if (said := say(m))}
        return _most((said for _, said in votes), registered) or registered

    kind = most(lambda m: m.citation.type) or first.citation.type
    number = most(lambda m: m.citation.number, known and known.number)
    date = most(lambda m: m.citation.date, known and known.date)
    name = first.name if first.citation.type in _LAWS or not first.citation.number else f"{kind} số {number}"
    return Document(
        cited=CitedDocument(
            type=kind,
            number=number,
            date=known.date if known and known.date.startswith(date or "") else date,
            issuer=most(lambda m: m.citation.issuer, known and known.issuer),
            subject=_subject(mentions, known) or (None if number else name.removeprefix(kind).strip()),
            central=not first.scope,
            status=known.status if known else "unknown",
            replaced_by=known and known.replaced_by,
        ),
        mentions=tuple(mentions),
        scope=first.scope,
        unit=most(lambda m: m.unit) or "",
        body=most(lambda m: m.body) or "",
        name=name,
        title=_title(mentions),
    )


def _known(mentions: Sequence[Mention]) -> Registered | None:
    """What the register has of a document, if it has one thing."""
    found = {mention.known for mention in mentions if mention.known}
    return found.pop() if len(found) == 1 else None


def _most(values: Iterable[str], preferred: str | None = None) -> str | None:
    """The most frequent value; of equals the preferred one, the longest, the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value != preferred, -len(value), value), default=None)


def _subject(mentions: Sequence[Mention], known: Registered | None) -> str | None:
    """The subject as most of the clean texts print it; else that of the register, else as most of the scans do."""
    clean = [m.citation.subject for m in mentions if m.citation.subject and not m.plan.ocr.is_ocr]
    told = _most(clean) or (known and known.title)
    return told or _most(m.citation.subject for m in mentions if m.citation.subject)


def _title(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The folded words of the subject, likewise."""
    clean = [" ".join(m.title) for m in mentions if m.title and not m.plan.ocr.is_ocr]
    said = _most(clean) or _most(" ".join(m.title) for m in mentions if m.title)
    return tuple(said.split()) if said else ()
