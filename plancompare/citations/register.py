"""Documents and titles known beforehand, and what makes two citations name one document."""

from __future__ import annotations

import re
from functools import cache

from plancompare.citations.issuers import CODES_OF_BODIES
from plancompare.citations.letters import flat, nearest
from plancompare.citations.named import known_law
from plancompare.citations.symbols import TYPES
from plancompare.model import Citation
from plancompare.shipped import shipped

_WORD = re.compile(r"\w+")
# Codes of bodies that number for the whole country, beside those whose one name is known.
_CENTRAL = frozenset(code.lower() for code in CODES_OF_BODIES) | frozenset(
    "tw vptw bdvtw btgtw btctw ubkttw mttw ttcp tandtc vksndtc tlđ twđtn".split()
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


def known_title(citation: Citation) -> tuple[str, ...] | None:
    """The folded words of the title of a central document, None for one that is not in the register."""
    return _register().get((_type(citation), _number(citation)))


def _type(citation: Citation) -> str:
    letters = flat(citation.type)
    return next((base for base in _BASE_TYPES if letters.startswith(base)), letters)


def _number(citation: Citation) -> str:
    if citation.number:
        number = citation.number.lower()
        # The party writes QĐi for some of its regulations, and cites them without the i.
        return number.replace("-qđi/", "-qđ/")
    return flat(_law_name(citation) or " ".join(_WORD.findall(citation.raw)))


def _law_name(citation: Citation) -> str | None:
    if citation.type not in ("Luật", "Bộ luật"):
        return None
    return known_law(flat(citation.raw))


def is_central(citation: Citation) -> bool:
    """Whether its number means one document in the whole country; `490/QĐ-UBND` exists in every province.

    >>> from plancompare.citations import find_citations
    >>> [is_central(c) for c in find_citations("Quyết định số 23-QĐ/TW; Kế hoạch số 26-KH/BCĐ; Luật Tiếp công dân")]
    [True, False, True]
    """
    if citation.number is None:
        return citation.type in ("Luật", "Bộ luật")
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


@cache
def _register() -> dict[tuple[str, str], tuple[str, ...]]:
    text = shipped("documents.tsv")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, number, _, title = line.split("\t")
            found[flat(kind), number.lower().replace("-qđi/", "-qđ/")] = tuple(_WORD.findall(flat(title)))
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
