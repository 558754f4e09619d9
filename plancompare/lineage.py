"""How plans descend: which documents a plan carries out, and what that makes two plans to one another.

Only what stands in a plan's title and preamble is what it carries out; a document cited in the body is one among many.
So the evidence ranks: the plan itself named as parent, the same office a year later, a common parent, a common
directive, and last a directive that one plan carries out and the other of the same subject lists among its tasks.
What is common to half the country, the laws a preamble begins with, shows nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancompare.channel import read_forms
from plancompare.citations import citation_key, is_central, name_of, same_document
from plancompare.metadata.mergers import body_on
from plancompare.metadata.places import Places
from plancompare.model import Citation, Plan
from plancompare.model.comparison import Lineage, MissingSource
from plancompare.text import fold, words

_PARTS = {"title": "tiêu đề", "preamble": "phần căn cứ"}
_LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Văn bản")
# A law in the preamble is carried out only where a verb says so; else it is a legal basis.
_CARRIES_OUT = re.compile(r"(?:th\S{1,4}\s+h\S{1,3}n|tr\S{1,3}n\s+kh\S{1,2}i|th\S\s+hanh)(?:\s+\S{1,6}){0,3}\s*$")
_OFFICE_RULES = re.compile(r".{0,160}\bchuc nang,?\s+nhiem vu", re.DOTALL)
_LOOK_BACK = 40
# What is higher than a directive in showing that two plans are siblings: the plan both were made from.
_PLANS = ("Kế hoạch", "Chương trình", "Đề án", "Phương án", "Dự án")
_DIRECTIVES = ("Chỉ thị", "Nghị quyết", "Kết luận", *_PLANS)
_DISTRICTS = ("huyện", "quận", "thị xã", "thành phố")
# Words that titles of every subject share.
_NO_SUBJECT = frozenset(
    """ke hoach trien khai thuc hien nam giai doan tren dia ban tinh thanh pho huyen xa cua ve viec ngay thu tuong
    chinh phu uy nhan chi thi nghi quyet dinh so tiep tuc tang cuong va cac trong hinh moi cap""".split()
)
_SAME_SUBJECT = 0.8  # of the telling words


def parents_of(plan: Plan) -> tuple[Citation, ...]:
    """The documents `plan` says it carries out: those its title and preamble name, in order, each once.

    Laws and decrees of the preamble count only where the words say that they are carried out, and the rules that set up
    the issuing office not at all.
    """
    return tuple(citation for citation, _ in _parents(plan))


def find_lineage(a: Plan, b: Plan) -> Lineage:
    """What two plans are to one another, with a sentence in Vietnamese that names the evidence; mirrored for (b, a).

    Two texts of one document (same office, same year, same subject) have no lineage.
    """
    return lineage_in_order(*sorted((a, b), key=lambda plan: plan.id))


def lineage_in_order(a: Plan, b: Plan) -> Lineage:
    """The lineage of two plans that stand in the order of their ids, whatever these are called here."""
    if a.metadata.year == b.metadata.year and _same_office(a, b) and _same_subject(a, b):
        return Lineage(None, None)
    if succession := _succession(a, b):
        return succession
    for parent, child in ((a, b), (b, a)):
        for citation, parts in _parents(child):
            if _is_cited_as(parent, citation, child):
                return Lineage("parent_child", f"{name_of_plan(child)} thực hiện {_cited(citation)} ({_listed(parts)})")
    return _siblings(a, b)


def citation_of(plan: Plan, other: Plan) -> str | None:
    """How `other` cites `plan` by its number (`Kế hoạch số 859/KH-UBND ngày 25/3/2024`); None where it does not."""
    return next((_cited(found) for found in other.citations if _is_cited_as(plan, found, other)), None)


def name_of_plan(plan: Plan) -> str:
    """What a plan is called in a sentence: by its issuing body, or else by its id."""
    return f"kế hoạch của {plan.metadata.issuing_body}" if plan.metadata.issuing_body else f"kế hoạch {plan.id}"


def missing_sources(plans: Sequence[Plan], sources: Sequence[Plan]) -> tuple[MissingSource, ...]:
    """The documents `plans` cite that are neither among `sources` nor among `plans`, most cited first.

    `number` of a law is its name behind the type (`Tiếp công dân`); resolutions cited without a number are left out. Of
    two dates printed for one number the more frequent one counts.
    """
    cited: dict[tuple[str | None, ...], list[tuple[Plan, Citation]]] = {}
    for plan in plans:
        for citation in plan.citations:
            if citation.number or citation.type in ("Luật", "Bộ luật"):
                cited.setdefault(_identity(plan, citation), []).append((plan, citation))
    missing = []
    for mentions in cited.values():
        if any(_is_cited_as(given, citation, plan) for given in [*sources, *plans] for plan, citation in mentions):
            continue
        dates = Counter(citation.date for _, citation in mentions if citation.date)
        first = mentions[0][1]
        missing.append(
            MissingSource(
                number=first.number or name_of(first).removeprefix(first.type).strip(),
                type=first.type,
                date=min(dates, key=lambda date: (-dates[date], date), default=None),
                documents=tuple(sorted({plan.id for plan, _ in mentions})),
            )
        )
    return tuple(sorted(missing, key=lambda source: (-len(source.documents), source.type, source.number)))


def _parents(plan: Plan) -> list[tuple[Citation, tuple[str, ...]]]:
    """What `plan` carries out, with the parts of the plan (`title`, `preamble`) that say so."""
    found: list[tuple[Citation, tuple[str, ...]]] = []
    for kind in _PARTS:
        spans = [span for section in plan.sections if section.kind == kind for span in section.own]
        for citation in plan.citations:
            if not any(start <= citation.start < end for start, end in spans):
                continue
            if kind == "preamble" and not _is_carried_out(plan, citation):
                continue
            known = next((i for i, (other, _) in enumerate(found) if same_document(other, citation)), None)
            if known is None:
                found.append((citation, (kind,)))
            elif kind not in found[known][1]:
                found[known] = (found[known][0], (*found[known][1], kind))
    return found


def _is_carried_out(plan: Plan, citation: Citation) -> bool:
    if citation.type in _LAWS:
        return bool(_CARRIES_OUT.search(fold(plan.text[max(0, citation.start - _LOOK_BACK) : citation.start])))
    return not _OFFICE_RULES.match(fold(plan.text[citation.end : citation.end + 200].partition(";")[0]))


def _siblings(a: Plan, b: Plan) -> Lineage:
    parents_a, parents_b = _parents(a), _parents(b)
    common = [
        (one, parts_a, parts_b)
        for one, parts_a in parents_a
        for other, parts_b in parents_b
        if one.number and _same(a, one, b, other)
    ]
    if common:
        citation, parts_a, parts_b = min(common, key=lambda found: found[0].type not in _PLANS)
        parts = tuple(part for part in _PARTS if part in parts_a or part in parts_b)
        return Lineage("siblings", f"cả hai thực hiện {_cited(citation)} ({_listed(parts)})")
    for chief, other, parents in ((a, b, parents_a), (b, a, parents_b)):
        for one, parts in parents:
            if not one.number or one.type not in _DIRECTIVES or not _subjects_meet(a, b):
                continue
            for citation in other.citations:
                if _same(chief, one, other, citation):
                    place = _place(other, citation)
                    where = f" ở mục {place}" if place else ""
                    return Lineage(
                        "siblings",
                        f"{name_of_plan(chief)} thực hiện {_cited(one)} ({_listed(parts)}); "
                        f"{name_of_plan(other)} nêu văn bản này{where}",
                    )
    return Lineage(None, None)


def _identity(plan: Plan, citation: Citation) -> tuple[str | None, ...]:
    kind, number, _, issuer = citation_key(citation)
    return (kind, number) if is_central(citation) else (kind, number, issuer, plan.metadata.province)


def _same(a: Plan, one: Citation, b: Plan, other: Citation) -> bool:
    """Whether a citation of `a` and one of `b` name one document; a province's numbers mean nothing in another."""
    if not same_document(one, other):
        return False
    province_a, province_b = a.metadata.province, b.metadata.province
    return is_central(one) or (province_a is not None and province_a == province_b)


def _is_cited_as(parent: Plan, citation: Citation, child: Plan) -> bool:
    """Whether `citation` of `child` names the plan `parent`: its number, and its date or its issuer."""
    said = parent.metadata
    if not said.document_number or not citation.number:
        return False
    if "".join(said.document_number.split()).lower() != citation.number.lower():
        return False
    if not is_central(citation) and said.province and child.metadata.province != said.province:
        return False
    if said.document_type and not fold(citation.type).startswith(fold(said.document_type)):
        return False
    if said.date and citation.date:
        return citation.date.startswith(said.date)
    return bool(citation.issuer and said.issuing_body and fold(said.issuing_body).startswith(fold(citation.issuer)))


def _same_office(a: Plan, b: Plan) -> bool:
    """Whether one office issued both; districts and communes of one name stand in many provinces."""
    one, other = a.metadata, b.metadata
    if not one.issuing_body or fold(one.issuing_body) != fold(other.issuing_body or ""):
        return False
    central = one.level == other.level == "trung ương"
    return (central or (one.province is not None and one.province == other.province)) and _one_district(a, b)


def _one_district(a: Plan, b: Plan) -> bool:
    """Whether two communes may lie in one district: communes of one name stand in many of a province."""
    if a.metadata.level != "xã":
        return True
    one, other = (Places(None, _opening(plan)) for plan in (a, b))
    named = [(one.of(unit), other.of(unit)) for unit in _DISTRICTS]
    return all(found[0] == found[1] for found in named if all(found))


def _opening(plan: Plan) -> str:
    """The text up to the end of the preamble, where a commune names the district it lies in."""
    ends = (section.end for section in plan.sections if section.kind in ("header", "title", "preamble"))
    return plan.text[: max(ends, default=0)]


def _succession(a: Plan, b: Plan) -> Lineage | None:
    """That one plan is that of a later year of the same office, or of the one that took over from it."""
    if not (a.metadata.year and b.metadata.year) or a.metadata.year == b.metadata.year:
        return None
    first, second = sorted((a, b), key=lambda plan: plan.metadata.year or 0)
    one, other = first.metadata, second.metadata
    if _same_office(a, b):
        offices = f"cùng cơ quan ban hành ({a.metadata.issuing_body})"
    else:
        heir = body_on(one, other.date or str(other.year))
        if heir is None or fold(heir.body) != fold(other.issuing_body or ""):
            return None
        offices = f"{one.issuing_body}, từ ngày {_day(heir.since)} thuộc {heir.body}"
    if not _same_subject(a, b):
        return None
    return Lineage("successor_year", f"{offices}, cùng nội dung, năm {one.year} và năm {other.year}")


def _subject_words(plan: Plan) -> list[str]:
    """The words of the subject as most likely printed, without numbers and symbols."""
    shown = [word.shown for word in words(plan.metadata.subject or "")]
    return [form for form in read_forms(shown, plan.ocr) if form.isalpha()]


def _same_subject(a: Plan, b: Plan) -> bool:
    """Whether the subjects agree apart from years, places and what all subjects have; a scan may misread some words.

    Where they name central documents (`thực hiện Chỉ thị số 33/CT-TTg`), one must be the same; the parent plan of a
    province is another one each year.
    """
    named = [
        {citation.number for citation, parts in _parents(plan) if "title" in parts and is_central(citation)}
        for plan in (a, b)
    ]
    if all(named) and named[0].isdisjoint(named[1]):
        return False
    offices = {form for plan in (a, b) for form in re.findall(r"\w+", fold(plan.metadata.issuing_body or ""))}
    one, other = (
        Counter(form for form in _subject_words(plan) if form not in _NO_SUBJECT and form not in offices)
        for plan in (a, b)
    )
    if not one or not other:
        return one == other and all(named)
    return 2 * (one & other).total() > _SAME_SUBJECT * (one.total() + other.total())


def _subjects_meet(a: Plan, b: Plan) -> bool:
    """Whether both subjects share two neighbouring words that say what a plan is about (`dân vận`)."""
    one, other = (
        {pair for pair in pairwise(forms) if not _NO_SUBJECT & set(pair)}
        for forms in (_subject_words(a), _subject_words(b))
    )
    return bool(one & other)


def _place(plan: Plan, citation: Citation) -> str | None:
    """Id of the innermost section whose own text holds the citation."""
    return next(
        (section.id for section in plan.sections if any(start <= citation.start < end for start, end in section.own)),
        None,
    )


def _cited(citation: Citation) -> str:
    """`Kế hoạch số 859/KH-UBND ngày 25/3/2024`: Decree 30 puts a nought before days, and before months 1 and 2 only."""
    name = name_of(citation)
    if not citation.date:
        return name
    unit = ("năm", "tháng", "ngày")[citation.date.count("-")]
    return f"{name} {unit} {_day(citation.date)}"


def _day(date: str) -> str:
    year, *rest = date.split("-")
    if rest and int(rest[0]) > 2:
        rest[0] = rest[0].lstrip("0")
    return "/".join([*reversed(rest), year])


def _listed(parts: Sequence[str]) -> str:
    return " và ".join(_PARTS[part] for part in parts)
