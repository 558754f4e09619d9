"""What belongs to another province: links to its documents, and its name where the plan's own should stand."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache

from plancompare.contradictions.wording import Lines
from plancompare.metadata.mergers import province_on
from plancompare.metadata.places import province_named, provinces
from plancompare.model import Metadata, Notice, Plan

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”]{4,2000}", re.IGNORECASE)
_NUMBER_OF_PAGE = re.compile(r"-\d+$")
_ALSO_WORDS = frozenset(("hoa-binh", "hue"))  # peace, and a syllable of many words
_UNIT_SLUGS = ("-tinh-", "-thanh-pho-", "-tp-")
_SHOWN = 60
# Where only the plan's own province can stand. A name elsewhere may be that of a neighbour or of a model to learn from.
_OWN_PLACE = re.compile(
    r"(?:(?:đ.a|dia) b.n|(?:[Bb]áo cáo|[Gg]ửi)(?: về| cho)? (?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)) t.nh\s+"
    r"(?P<name>(?:[^\W\d_a-zà-ỹ][^\W\d_]*[ \n]{0,2}){1,3})"
)
_ELSEWHERE = re.compile(r"kinh nghiệm|giáp|các tỉnh|liên tỉnh|ký kết|hợp tác|và (?:tỉnh|thành phố)\s*$")
_SENTENCE = re.compile(r"[.;:!?]\s")
_BEFORE = 600


def foreign_links(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Addresses that end in the name of another province. They hint at where a text was taken from; they prove nothing.

    Both addresses in the text and those behind its words (`provenance.links`) are read, each once.
    """
    own = plan.metadata.province
    if own is None:
        return
    found = [(match.start(), match.end(), match[0]) for match in _ADDRESS.finditer(plan.text)]
    found += [(link.start, link.end, link.target) for link in plan.provenance.links]
    told: set[str] = set()
    for start, end, address in sorted(found):
        if address in told:
            continue
        told.add(address)
        named = province_of(address)
        if named is None or _is_own(named, own, plan.metadata):
            continue
        line = lines.at(start)
        slug = address.rstrip("/").rpartition("/")[2]
        slug = slug if len(slug) <= _SHOWN else f"…{slug[-_SHOWN:]}"
        yield Notice(
            code="foreign-link",
            start=start,
            end=end,
            message=f"Liên kết ở dòng {line} dẫn tới văn bản của {named} trong khi kế hoạch là của "
            f"{own}: {slug} (dấu hiệu tham khảo, không phải bằng chứng sao chép)",
            english=f"The link at line {line} leads to a document of {named}, the plan is of {own}: "
            f"{slug} (a hint at what was drawn on, no proof)",
            confidence=0.8,
        )


def _is_own(named: str, own: str, said: Metadata) -> bool:
    """Whether the name is that of the plan's province on its day, or of one that was joined with it before."""
    day = said.date or str(said.year or "9999")
    return province_on(named, day) == province_on(own, day)


def province_of(address: str) -> str | None:
    """The province that an address names: at its end, before the number of the page, behind `tinh`, or as the host.

    >>> province_of("https://a.vn/bo-may/chi-thi-03-ct-ubnd-2017-to-cao-ca-mau-351960.aspx"), province_of("https://a.vn/b")
    ('Cà Mau', None)
    >>> province_of("https://thanhhoa.gov.vn/portal"), province_of("https://a.vn/gia-tri-hoa-binh-va-phat-trien")
    ('Thanh Hóa', None)
    """
    host, _, path = re.sub(r"^\w+://", "", address.lower()).removeprefix("www.").partition("/")
    slug = path.split("?")[0].rstrip("/").rpartition("/")[2].rpartition(".")[0] or path.rstrip("/").rpartition("/")[2]
    slug = _NUMBER_OF_PAGE.sub("", slug)
    labels = host.split(".")
    for name, known in _slugs().items():
        at_end = slug.endswith(f"-{name}") and name not in _ALSO_WORDS
        if at_end or any(f"{unit}{name}-" in f"-{slug}-" for unit in _UNIT_SLUGS):
            return known
        if "gov" in labels and name.replace("-", "") in labels:
            return known
    return None


@cache
def _slugs() -> dict[str, str]:
    """Provinces by their names as addresses spell them, the longest first."""
    return {
        folded.replace(" ", "-"): name for folded, (name, _) in sorted(provinces().items(), key=lambda p: -len(p[0]))
    }


def foreign_names(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Another province's name where only the plan's own can stand (`địa bàn tỉnh …`), titles of citations aside."""
    own = plan.metadata.province
    if own is None or plan.metadata.level in (None, "trung ương"):
        return
    cited = [citation.start for citation in plan.citations]
    told: set[str] = set()
    for found in _OWN_PLACE.finditer(plan.text):
        named = province_named(found["name"].split(), misread=False)
        if named is None or _is_own(named, own, plan.metadata) or named in told:
            continue
        before = plan.text[max(0, found.start() - _BEFORE) : found.start()]
        begin = found.start() - len(_SENTENCE.split(before)[-1])
        if _ELSEWHERE.search(plan.text, begin, found.start()) or bisect(cited, begin - 1) < bisect(
            cited, found.start()
        ):
            continue
        told.add(named)
        line = lines.at(found.start())
        shown = " ".join(found[0].split())
        yield Notice(
            code="foreign-name",
            start=found.start(),
            end=found.end(),
            message=f"Tên tỉnh khác ở dòng {line}: “{shown}” trong kế hoạch của {own}",
            english=f"Another province is named at line {line}: “{shown}” in a plan of {own}",
            confidence=0.7,
        )
