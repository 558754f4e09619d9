"""What a plan says of itself: who issued it, its number, date, type, subject, place, year and signer.

places      provinces and other places
numbers     own number, date, year
issuer      the issuing body
"""

from __future__ import annotations

import re

from plancompare.document_types import document_type, nearest_type
from plancompare.metadata.issuer import Issuer, from_header, from_sentence
from plancompare.metadata.numbers import own_date, own_number, signed_date, year_named
from plancompare.metadata.places import Places, province_named, vote
from plancompare.model import Metadata, Scan, Section, SectionKind
from plancompare.text import fold

__all__ = ["read_metadata"]

_LONG = 40_000
_FIELDS: tuple[SectionKind, ...] = ("header", "title", "preamble", "closing", "signature")
_Sources = tuple[tuple[SectionKind, str], ...]
_TYPED: _Sources = (("closing", "câu kết"), ("preamble", "lời mở đầu"))
_DATED: _Sources = (*_TYPED, ("header", "phần đầu"))
_SENTENCES: _Sources = (("preamble", "lời mở đầu"), ("closing", "câu kết"), ("signature", "phần chữ ký"))
_TYPE_BEFORE = re.compile(r"(?:x.y d.{1,3}ng|ban h.nh|tren day l.|trien khai)\s+(?P<type>\S+(?:\s\S+){0,3})")
_OFFICE = re.compile(
    r"\b(?:chu t.ch|gi.m d.c|tr..ng|b. th.|ch.nh v|tm|kt|tl|tuq|t/m|k/t|t/l|uy ban|ban|so|gi.m p.c|bo|thay mat|pho)\b"
    r"|^[hp]h?o\b"
)
# Family and middle names of which a scan leaves no doubt; given names are left as printed.
_FAMILY_NAMES = {
    "nguyen": "Nguyễn", "tran": "Trần", "pham": "Phạm", "hoang": "Hoàng", "huynh": "Huỳnh", "phan": "Phan",
    "dang": "Đặng", "bui": "Bùi", "duong": "Dương", "dinh": "Đinh", "truong": "Trương", "luong": "Lương",
}  # fmt: skip
_MIDDLE_NAMES = {"van": "Văn", "thi": "Thị"}


def read_metadata(text: str, sections: tuple[Section, ...], scan: Scan) -> Metadata:
    """The metadata of the first document in `text`; what it does not say is None.

    Header and title are believed first, then the preamble, the closing and the signature; a field taken from
    anywhere but header and title is named in `inferred`. A document cited is never taken for the document itself:
    number and date come from the header alone.

    >>> from plancompare.structure import parse_sections
    >>> preamble = "Căn cứ Luật A, Sở Ngoại vụ tỉnh Tây Ninh xây dựng Kế hoạch như sau:"
    >>> text = f"KẾ HOẠCH\\nDân vận năm 2024\\n{preamble}\\nI. MỤC ĐÍCH\\nTốt."
    >>> clean = Scan(False, 0.0, "")
    >>> data = read_metadata(text, parse_sections(text, clean), clean)
    >>> data.issuing_body, data.document_type, data.subject, data.year
    ('Sở Ngoại vụ tỉnh Tây Ninh', 'Kế hoạch', 'Dân vận năm 2024', 2024)
    """
    parts = {kind: _own(text, sections, kind) for kind in _FIELDS}
    inferred: dict[str, str] = {}
    kind, subject = _type_and_subject(parts, inferred)
    date = own_date(parts["header"])
    if date is None and (date := signed_date(_own(text, sections, "furniture"))):
        inferred["date"] = "suy ra từ dấu ký số hoặc ghi chú của trang đăng văn bản"
    text = _ends(text)
    province = _province(text, parts, inferred)
    issuer = _issuer(text, parts, province, inferred)
    if issuer and issuer.level == "trung ương":
        province = None
        inferred.pop("province", None)
    return Metadata(
        issuing_body=issuer.body if issuer else None,
        document_number=own_number(parts["header"], kind),
        date=date,
        document_type=kind,
        subject=subject,
        province=province,
        level=issuer.level if issuer else None,
        year=_year(parts, date, inferred),
        signer=_signer(parts["signature"], scan),
        inferred=inferred,
    )


def _own(text: str, sections: tuple[Section, ...], kind: SectionKind) -> str:
    """The first section of a kind as text; nothing where there is none."""
    own = next((section.own for section in sections if section.kind == kind), ())
    return _ends("\n".join(text[start:end] for start, end in own))


def _ends(text: str) -> str:
    """Beginning and end of a text too long to be a preamble or a plan: what is asked for stands there."""
    return text if len(text) <= 2 * _LONG else f"{text[:_LONG]}\n{text[-_LONG:]}"


def _type_and_subject(parts: dict[SectionKind, str], inferred: dict[str, str]) -> tuple[str | None, str | None]:
    lines = [" ".join(line.strip("*#_ \t").split()) for line in parts["title"].split("\n")]
    lines = [line for line in lines if line]
    for count in (1, 2):
        named = document_type(" ".join(lines[:count])) if lines else None
        if named:
            return named, " ".join(lines[count:]) or None
    subject = " ".join(lines) or None
    for kind, source in _TYPED:
        for found in reversed(list(_TYPE_BEFORE.finditer(" ".join(fold(parts[kind][-3000:]).split())))):
            words = found["type"].split()
            named = next((name for n in (2, 4, 3) if (name := nearest_type(" ".join(words[:n])))), None)
            if named:
                inferred["document_type"] = f"suy ra từ {source}"
                return named, subject
    return None, subject


def _province(text: str, parts: dict[SectionKind, str], inferred: dict[str, str]) -> str | None:
    place = re.search(r"([^\n,|]{3,40}),\s{0,3}ng\wy\b", parts["header"])
    dated = (
        next(filter(None, (province_named(place[1].split()[-n:], misread=False) for n in (4, 3, 2, 1))), None)
        if place
        else None
    )
    named = vote([(parts["header"], 20.0)])
    if named or dated:
        return named or dated
    found = vote([(parts["title"], 4.0), (parts["preamble"], 3.0), (parts["closing"], 3.0), (text, 1.0)])
    if found:
        inferred["province"] = "suy ra từ tên địa phương nhắc đến trong văn bản"
    return found


def _issuer(text: str, parts: dict[SectionKind, str], province: str | None, inferred: dict[str, str]) -> Issuer | None:
    known = Places(province, text)
    found = from_header(parts["header"], known)
    if found and found.level:
        return found
    for kind, source in _SENTENCES:
        other = from_sentence(parts[kind], known)
        if other and other.level:
            inferred["issuing_body"] = f"suy ra từ {source}"
            return other
    return found


def _year(parts: dict[SectionKind, str], date: str | None, inferred: dict[str, str]) -> int | None:
    if year := year_named(parts["title"]):
        inferred["year"] = "suy ra từ tên văn bản"
        return year
    if date:
        inferred["year"] = "suy ra từ ngày ban hành"
        return int(date[:4])
    for kind, source in _DATED:
        if year := year_named(parts[kind]):
            inferred["year"] = f"suy ra từ {source}"
            return year
    return None


def _signer(signature: str, scan: Scan) -> str | None:
    """The last line of the signature block that is a name: two to five words, each with a capital, no office."""
    for line in reversed(signature.split("\n")):
        shown = line.strip("*_ \t")
        words = shown.split()
        if not 2 <= len(words) <= 5 or not all(word.isalpha() for word in words) or _OFFICE.search(fold(shown)):
            continue
        if shown.isupper() or not all(word[0].isupper() for word in words[1:]):
            continue
        if scan.is_ocr:
            words[0] = _FAMILY_NAMES.get(fold(words[0]), words[0])
            words[1:-1] = [_MIDDLE_NAMES.get(fold(word), word) for word in words[1:-1]]
        return " ".join(words)
    return None
