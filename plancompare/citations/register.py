"""Documents and titles known beforehand, and what makes two citations name one document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from plancompare.citations.issuers import CODES_OF_BODIES
from plancompare.citations.letters import flat, nearest
from plancompare.citations.named import known_law
from plancompare.citations.symbols import TYPES
from plancompare.model import Citation
from plancompare.shipped import shipped

_WORD = re.compile(r"\w+")
_LAWS = ("Luật", "Bộ luật")
_HOLDS_ITS_YEAR = re.compile(r"\d+[a-z]?/(?:19|20)\d\d/")
_TELLING = 5  # words of a subject that can tell one document from another of the same number
_STATUS: dict[str, Literal["in_force", "replaced", "unknown"]] = {
    "in_force": "in_force",
    "replaced": "replaced",
    "unknown": "unknown",
}
# Codes of bodies that number for the whole country, beside those whose one name is known.
_CENTRAL = frozenset(code.lower() for code in CODES_OF_BODIES) | frozenset(
    "tw vptw bdvtw btgtw btgdvtw btctw ubkttw mttw tlđ twđtn ubtwmttqvn".split()
)
_LEVEL = "tinh|thanh pho|huyen|thi xa|quan|phuong|xa|thi tran"
# A programme of action is cited as a programme, a plan of co-operation as a plan: the code tells, not the word.
_BASE_TYPES = tuple(sorted({flat(name) for name in TYPES.values()} | {"bo luat", "hien phap"}, key=len))


def citation_key(citation: Citation) -> tuple[str, str, str | None, str | None]:
    """What identifies a cited document: (type, number, date, issuer), for scan and clean text alike.

    The type is the plain one (`ke hoach`), the number canonical without its case; a law or congress resolution has its
    name for a number. The issuer is the code of the symbol, because what is printed varies (`UBND tỉnh`, `Ủy ban nhân
    dân tỉnh Tây Ninh`; one plan gives a decision to the Politburo, another to the Central Committee), with the level
    where a code is used at every level (`ubnd tinh`).

    >>> from plancompare.citations import find_citations
    >>> scan, clean = (find_citations(t)[0] for t in (
    ...     "Quyét dinh s6 1116-Qb/TU, ngay 29/9/2021 cua Ban Thudng vu Tinh uy",
    ...     "Quyết định số 1116-QĐ/TU ngày 29/9/2021 của Ban Thường vụ Tỉnh ủy"))
    >>> citation_key(scan) == citation_key(clean)
    True
    >>> citation_key(clean)
    ('quyet dinh', '1116-qđ/tu', '2021-09-29', 'tu')
    """
    return _type(citation), _number(citation), citation.date, _issuer(citation)


def same_document(a: Citation, b: Citation) -> bool:
    """Whether two citations can name one document: nothing that both of them say differs."""
    (type_a, number_a, date_a, issuer_a), (type_b, number_b, date_b, issuer_b) = citation_key(a), citation_key(b)
    return (type_a, number_a) == (type_b, number_b) and all(
        x is None or y is None or x == y for x, y in ((date_a, date_b), (issuer_a, issuer_b))
    )


def name_of(citation: Citation) -> str:
    """What a person calls the document: `Chỉ thị số 33/CT-TTg`, `Luật Tiếp công dân`.

    A law of the list is spelled correctly also where a scan is not; any other document without a number is as printed.
    """
    if citation.number:
        return f"{citation.type} số {citation.number}"
    return _law_name(citation) or " ".join(citation.raw.split())


class Registered(NamedTuple):
    """A central document as published. `title` holds the words behind `về (việc)`, of a law those behind `Luật`.

    `status` is that of STATUS_AS_OF; `replaced_by` is the number of the document that took its place, where known;
    `source` says in words where it is published.
    """

    type: str
    number: str
    date: str
    issuer: str
    title: str
    status: Literal["in_force", "replaced", "unknown"]
    replaced_by: str | None
    source: str


STATUS_AS_OF = "2025-07-01"
"""The day of which the register says whether a document was in force; what came later it does not know."""


def registered(citation: Citation) -> Registered | None:
    """The document of the register that `citation` names, None where it has none or it cannot be told which.

    The number alone does not tell: there is a 16/CT-TTg in most years. So the date must agree, or, where none is
    printed, the number must hold its year (`59/2023/NĐ-CP`) or the subject be the title. A law cited by name is told by
    its year. For a document with a wrong date see `misdated`.

    >>> from plancompare.citations import find_citations
    >>> [(found.number, found.issuer) if found else None for found in map(registered, find_citations(
    ...     "Quyết định số 23-QĐ/TW ngày 30/7/2021; Luật Tiếp công dân năm 2013; Quyết định số 23-QĐ/TW ngày 1/1/2012"
    ... ))]
    [('23-QĐ/TW', 'Bộ Chính trị'), ('42/2013/QH13', 'Quốc hội'), None]
    """
    entries = _entries(citation)
    if citation.date:
        return next((entry for entry in entries if _agree(citation.date, entry.date)), None)
    if citation.number and _HOLDS_ITS_YEAR.match(citation.number):
        return entries[0] if entries else None
    return _told(citation.subject, entries)


def misdated(citation: Citation) -> Registered | None:
    """The document `citation` can only mean although its date is another one; None where nothing shows that.

    A number that holds its year is given once. Any other is given again, if not each year, and is taken for the
    registered document only if the citation's subject is its title and no other one's. Laws never are misdated here:
    plans date them by the day they were passed, made public or came into force.

    >>> from plancompare.citations import find_citations
    >>> for cited in find_citations("Nghị định số 59/2023/NĐ-CP ngày 14/9/2023; Chỉ thị số 16/CT-TTg ngày 16/5/2016"):
    ...     print(cited.number, misdated(cited) and misdated(cited).date)
    59/2023/NĐ-CP 2023-08-14
    16/CT-TTg None
    """
    entries = _entries(citation)
    if (
        citation.date is None
        or citation.type in _LAWS
        or any(_agree(citation.date, entry.date) for entry in entries)
        or not entries
    ):
        return None
    if citation.number and _HOLDS_ITS_YEAR.match(citation.number):
        return entries[0]
    return _told(citation.subject, entries)


def known_titles(citation: Citation) -> tuple[tuple[str, ...], ...]:
    """The folded words of the titles of central documents `citation` may name: all of its number, its date's first."""
    entries = sorted(_entries(citation), key=lambda entry: not _agree(citation.date or "", entry.date))
    return tuple(_words_of(entry.title) for entry in entries)


def _agree(printed: str, date: str) -> bool:
    """Whether a date, or a year alone, is that of a registered document."""
    return bool(printed) and date.startswith(printed)


def _told(subject: str | None, entries: Sequence[Registered]) -> Registered | None:
    """The one of `entries` whose title the subject is; None where it is none's, or that of two."""
    words = _words_of(subject or "")
    fitting = [
        entry for entry in entries if len(words) >= _TELLING and align_title(_words_of(entry.title), words) is not None
    ]
    return fitting[0] if len(fitting) == 1 else None


def _words_of(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(flat(title)))


def _type(citation: Citation) -> str:
    letters = flat(citation.type)
    return next((base for base in _BASE_TYPES if letters.startswith(base)), letters)


def _number(citation: Citation) -> str:
    if citation.number:
        return _plain_number(citation.number)
    return flat(_law_name(citation) or " ".join(_WORD.findall(citation.raw)))


def _plain_number(number: str) -> str:
    """`6/QĐ-TTg` for `06/QĐ-TTg`, without case; the party writes QĐi for some regulations and cites them without i."""
    return number.lower().lstrip("0").replace("-qđi/", "-qđ/")


def _law_name(citation: Citation) -> str | None:
    if citation.type not in _LAWS:
        return None
    return known_law(flat(citation.raw))


def is_central(citation: Citation) -> bool:
    """Whether its number means one document in the whole country; `490/QĐ-UBND` exists in every province.

    >>> from plancompare.citations import find_citations
    >>> [is_central(c) for c in find_citations("Quyết định số 23-QĐ/TW; Kế hoạch số 26-KH/BCĐ; Luật Tiếp công dân")]
    [True, False, True]
    """
    if citation.number is None:
        return citation.type in _LAWS
    return _body(citation).rstrip("0123456789") in _CENTRAL


def _body(citation: Citation) -> str:
    """The code of the body in the symbol, in small letters: behind the type, of a letter in front of the department."""
    parts = re.split("[-/]", (citation.number or "").lower())
    is_letter = citation.type == "Công văn" and "cv" not in parts
    return parts[1] if is_letter else parts[-1]


def _issuer(citation: Citation) -> str | None:
    if citation.number is None:
        return flat(citation.issuer) if citation.issuer else None
    body = _body(citation)
    if body not in ("ubnd", "hđnd"):
        return body
    level = re.match(_LEVEL, flat(citation.issuer or "").partition("nhan dan ")[2])
    return f"{body} {level[0]}" if level else None


def _entries(citation: Citation) -> Sequence[Registered]:
    """What the register has of this type and number, or of a law of this name; of the type of the number's code."""
    return _register().get((_type(citation), _number(citation)), ())


@cache
def _register() -> dict[tuple[str, str], tuple[Registered, ...]]:
    found: dict[tuple[str, str], tuple[Registered, ...]] = {}
    for line in shipped("documents.tsv").splitlines():
        if not line.startswith("#"):
            kind, number, date, issuer, title, status, replaced_by, source = line.split("\t")
            entry = Registered(
                type=kind,
                number=number,
                date=date,
                issuer=issuer,
                title=title,
                status=_STATUS[status],
                replaced_by=replaced_by or None,
                source=source,
            )
            names = (_plain_number(number), flat(f"{kind} {title}"))
            for name in names[: 1 + (kind in _LAWS)]:
                found[flat(kind), name] = (*found.get((flat(kind), name), ()), entry)
    return found


def align_title(title: tuple[str, ...], forms: tuple[str, ...]) -> int | None:
    """How many of the words `forms` print the known `title`; None where they do not.

    Words may be missing, added or misread, at most three in ten: plans cite titles freely (`của các cơ quan` for `của
    cơ quan`), and a scan garbles them.
    """
    from rapidfuzz.distance import Levenshtein

    known = set(title)
    heard = []
    for form in forms[: len(title) + 8]:
        if form not in known and len(form) > 2 and (near := nearest(form, title, 0.34)):
            form = near[0]
        heard.append(form)
    best: tuple[int, bool, int, int] | None = None
    for length in range(max(1, len(title) - 4), len(heard) + 1):
        differ = Levenshtein.distance(title, heard[:length])
        # Of two lengths that fit as well, the one nearer to the title's own: its last word is misread, not missing.
        found = (differ, heard[length - 1] != title[-1], abs(length - len(title)), length)
        best = found if best is None else min(best, found)
    return best[3] if best and best[0] <= 0.3 * len(title) else None
