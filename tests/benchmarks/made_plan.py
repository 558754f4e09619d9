"""A made plan: its header, what all plans and those of its province carry, and local text nobody else has.

A `Draft` is a plan before it is printed, in which province, agency and year are slots, so that others can be written
from it: `rewritten`, `edited`, `filled_in`. `made_corpus.py` says which plans are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from invented_text import invented_heading, invented_name, invented_paragraph, invented_person, invented_subject

from plancompare.shipped import shipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
SYLLABLES = 2400
PASSAGES = 15
"""Passages of boilerplate; a plan carries some 550 syllables of them."""

Level = Literal["tỉnh", "sở", "huyện", "xã"]
LEVELS: tuple[Level, ...] = ("tỉnh", "sở", "huyện", "huyện", "xã", "xã")


class Office(NamedTuple):
    level: Level
    province: str  # with its unit: `tỉnh Kiên Giang`
    name: str  # as others call it: `UBND huyện Tân Phú`, `Sở Nội vụ`
    heading: tuple[str, str]  # two lines of the header
    seat: str
    symbol: str


class Line(NamedTuple):
    """A paragraph, or a heading of either depth. `source` tells which text of many it is: a passage of boilerplate or
    a paragraph of a cluster (`c12.3`); "" for its own."""

    kind: Literal["roman", "arabic", "text"]
    text: str
    source: str = ""


@dataclass(frozen=True)
class Draft:
    """A plan before it is printed. Its lines name province, agency and year by slots."""

    office: Office
    year: int
    number: int
    day: int
    month: int
    subject: str
    signer: str
    basis: str
    lines: tuple[Line, ...]
    header: bool = True
    signature: bool = True


# ---------------------------------------------------------------- what is copied by many


@cache
def boilerplate() -> tuple[str, ...]:
    """Passages of the clean plans, 40 to 130 syllables, with slots for what differs from place to place."""
    passages: dict[str, None] = {}
    for path in sorted(FIXTURES.glob("*.clean.txt")):
        text = path.read_text(encoding="utf-8").replace("*", "")
        for paragraph in re.split(r"\s*\n\s*(?=- |\d+\. |[IVX]+\. )|(?<=[.;:])\s*\n\s*\n", text):
            passage = re.sub(r"^(?:- |\d+\. )|\s*\n\s*", lambda cut: " " if "\n" in cut[0] else "", paragraph.strip())
            passage = " ".join(passage.split())
            passage = re.sub(r"(?:tỉnh|thành phố|TP) Tây Ninh|Tây Ninh", "{province}", passage)
            passage = re.sub(r"Sở Ngoại vụ|UBND [Tt]hành phố", "{agency}", passage)
            passage = re.sub(r"(?<=năm )202[34]\b", "{year}", passage)
            if 40 <= syllables_of(passage) <= 130 and "KẾ HOẠCH" not in passage and "Trên đây" not in passage:
                passages[passage] = None
    return tuple(passages)[:: len(passages) // PASSAGES][:PASSAGES]


def share_carrying(passage: int) -> float:
    """Share of all plans that carry one of the boilerplate passages."""
    return 0.85 - 0.7 * passage / (len(boilerplate()) - 1)


@cache
def provincial(seed: str, province: str) -> tuple[str, ...]:
    chance = Random(f"{seed} {province}")
    return tuple(invented_paragraph(chance, chance.randrange(60, 110)) for _ in range(3))


CARRIED_IN_PROVINCE = 0.8


# ---------------------------------------------------------------- a plan


@cache
def provinces() -> tuple[str, ...]:
    """The 63 of before July 2025, with their units, in an order that says nothing."""
    rows = [line.split("\t") for line in shipped("provinces.txt").splitlines() if not line.startswith("#")]
    names = [f"{unit} {name}" for name, unit, *_ in rows if name != "Huế"]  # until 2025 of Thừa Thiên Huế
    Random("provinces").shuffle(names)
    return tuple(names)


def bare(province: str) -> str:
    return province.removeprefix("tỉnh ").removeprefix("thành phố ")


def make_office(province: str, level: Level, chance: Random) -> Office:
    if level == "tỉnh":
        name = f"UBND {province}"
        return Office(level, province, name, ("ỦY BAN NHÂN DÂN", province.upper()), bare(province), "KH-UBND")
    if level == "sở":
        field_, code = chance.choice(_DEPARTMENTS)
        heading = (f"UBND {province.upper()}", f"SỞ {field_.upper()}")
        return Office(level, province, f"Sở {field_}", heading, bare(province), f"KH-{code}")
    place = invented_name(chance)
    unit = chance.choice(("huyện", "thị xã") if level == "huyện" else ("xã", "phường", "thị trấn"))
    name = f"UBND {unit} {place}"
    return Office(level, province, name, ("ỦY BAN NHÂN DÂN", f"{unit.upper()} {place.upper()}"), place, "KH-UBND")


_DEPARTMENTS = (
    ("Nội vụ", "SNV"),
    ("Tư pháp", "STP"),
    ("Y tế", "SYT"),
    ("Tài chính", "STC"),
    ("Xây dựng", "SXD"),
    ("Công Thương", "SCT"),
    ("Ngoại vụ", "SNgV"),
)


def make_basis(office: Office, year: int, chance: Random) -> str:
    """A plan of a higher office, to be carried out."""
    date = f"{chance.randrange(1, 29)}/{chance.randrange(1, 13)}/{year}"
    if office.level == "tỉnh":
        return f"Chỉ thị số {chance.randrange(1, 50)}/CT-TTg ngày {date} của Thủ tướng Chính phủ"
    return f"Kế hoạch số {chance.randrange(20, 3000)}/KH-UBND ngày {date} của UBND {office.province}"


def make_draft(seed: str, chance: Random, province: str, level: Level | None = None) -> Draft:
    """A plan of its own: local text, what all carry and what its province carries."""
    office = make_office(province, level or chance.choice(LEVELS), chance)
    year = chance.randrange(2016, 2025)
    carried = [
        Line("text", passage, f"n{number}")
        for number, passage in enumerate(boilerplate())
        if chance.random() < share_carrying(number)
    ]
    carried += [
        Line("text", passage, f"p{provinces().index(province)}-{number}")
        for number, passage in enumerate(provincial(seed, province))
        if chance.random() < CARRIED_IN_PROVINCE
    ]
    chance.shuffle(carried)
    syllables = round(chance.triangular(0.7, 1.4, 0.9) * SYLLABLES) - sum(syllables_of(line.text) for line in carried)
    own = own_lines(chance, max(syllables - 250, 500))
    return Draft(
        office,
        year,
        number=chance.randrange(3, 4000),
        day=chance.randrange(1, 29),
        month=chance.randrange(1, 13),
        subject=invented_subject(chance),
        signer=invented_person(chance),
        basis=make_basis(office, year, chance),
        lines=arranged(own, carried, chance),
    )


def own_lines(chance: Random, syllables: int) -> list[Line]:
    lines = []
    while syllables > 0:
        paragraph = invented_paragraph(chance, chance.randrange(35, 110))
        lines.append(Line("text", paragraph))
        syllables -= syllables_of(paragraph)
    return lines


def arranged(own: Sequence[Line], carried: Sequence[Line], chance: Random) -> tuple[Line, ...]:
    """The paragraphs in order, under headings."""
    lines = list(own)
    for line in carried:
        lines.insert(chance.randrange(len(lines) + 1), line)
    parts = [0, len(lines) // 5, len(lines) * 4 // 5, len(lines)]
    arranged_lines: list[Line] = []
    titles = ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ VÀ GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")
    for title, start, end in zip(titles, parts, parts[1:], strict=False):
        arranged_lines.append(Line("roman", title))
        for at in range(start, end):
            if (at - start) % 4 == 0:
                arranged_lines.append(Line("arabic", invented_heading(chance)))
            arranged_lines.append(lines[at])
    return tuple(arranged_lines)


def syllables_of(text: str) -> int:
    return text.count(" ") + 1


# ---------------------------------------------------------------- plans made from another


def rewritten(draft: Draft, kept: float, chance: Random, edits: float = 0.0) -> tuple[Line, ...]:
    """The lines of a plan made from another: of its local paragraphs a share is `kept`, others are written anew.

    `edits` is the share of words changed in what is kept. What all carry is carried on.
    """
    lines = []
    for line in draft.lines:
        if line.kind == "text" and line.source[:1] == "c":
            if chance.random() < kept:
                text = line.text
                if edits:
                    text = edited(text, max(1, round(edits * syllables_of(text))), chance)
                lines.append(line._replace(text=text))
            else:
                lines.append(Line("text", invented_paragraph(chance, chance.randrange(35, 110))))
        elif line.kind == "arabic" and chance.random() >= kept:
            lines.append(Line("arabic", invented_heading(chance)))
        else:
            lines.append(line)
    return tuple(lines)


def marked(draft: Draft, source: str) -> Draft:
    """The plan with its own paragraphs numbered in the cluster, so that those others keep can be told."""
    lines = (
        line._replace(source=f"{source}.{at}") if line.kind == "text" and not line.source else line
        for at, line in enumerate(draft.lines)
    )
    return replace(draft, lines=tuple(lines))


def edited(text: str, times: int, chance: Random) -> str:
    """`text` with some words changed, left out or put in; slots stay."""
    found = text.split(" ")
    for _ in range(times):
        at = chance.randrange(len(found))
        if "{" in found[at]:
            continue
        draw = chance.random()
        if found[at].isdigit():
            found[at] = str(int(found[at]) + chance.randrange(1, 9))
        elif draw < 0.5:
            found[at] = chance.choice(_OTHER_WORDS)
        elif draw < 0.75 and len(found) > 8:
            del found[at]
        else:
            found.insert(at, chance.choice(_OTHER_WORDS))
    return " ".join(found)


_OTHER_WORDS = (
    "cần nên phải sẽ đã đang chỉ không luôn cũng đều tự cùng riêng chung mới cũ sớm gấp đủ rõ nhanh gọn chắc sâu rộng"
).split()


def filled_in(draft: Draft, office: Office, year: int, chance: Random) -> Draft:
    """The same text of another office or year, with its own number and date; what its province carries stays there."""
    lines = draft.lines
    if office.province != draft.office.province:
        lines = tuple(line for line in lines if line.source[:1] != "p")
    return replace(
        draft,
        lines=lines,
        office=office,
        year=year,
        number=chance.randrange(3, 4000),
        day=chance.randrange(1, 29),
        month=chance.randrange(1, 13),
        basis=make_basis(office, year, chance),
    )


# ---------------------------------------------------------------- print


def printed(draft: Draft) -> Iterator[Line]:
    """The paragraphs of a plan as printed, with the source of each."""
    office, year = draft.office, draft.year
    slots = (("{province}", office.province), ("{agency}", office.name), ("{year}", str(year)))
    unit = office.name.replace("UBND", "Ủy ban nhân dân")
    if draft.header:
        yield Line("text", office.heading[0])
        yield Line("text", office.heading[1])
        yield Line("text", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        yield Line("text", "Độc lập - Tự do - Hạnh phúc")
        yield Line("text", f"Số: {draft.number}/{office.symbol}")
        yield Line("text", f"{office.seat}, ngày {draft.day:02} tháng {draft.month:02} năm {year}")
        yield Line("text", "KẾ HOẠCH")
    where = office.name.removeprefix("UBND ")
    title = f"{draft.subject} năm {year} của {where}" if office.level == "sở" else f"{draft.subject} năm {year} {where}"
    yield Line("text", f"{title[0].upper()}{title[1:]}")
    yield Line("text", f"Thực hiện {draft.basis}, {unit} xây dựng Kế hoạch {title}, như sau:")
    roman = arabic = 0
    for line in draft.lines:
        text = line.text
        if "{" in text:
            for slot, value in slots:
                text = text.replace(slot, value)
        if line.kind == "roman":
            roman, arabic = roman + 1, 0
            text = f"{'I' * roman}. {text}"
        elif line.kind == "arabic":
            arabic += 1
            text = f"{arabic}. {text}"
        yield line._replace(text=text)
    yield Line("text", f"Trên đây là Kế hoạch {title}, đề nghị các đơn vị nghiêm túc triển khai thực hiện./.")
    if draft.signature:
        yield Line("text", f"Nơi nhận:\n- UBND {office.province};\n- Như mục III;\n- Lưu: VT.")
        yield Line("text", f"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n{draft.signer}")
