"""Make a collection of plans, half of them scans, of which it is on record who shares what with whom.

    python tests/benchmarks/made_corpus.py FOLDER --documents 1000 [--seed a] [--jobs 2]

A plan has some 2,400 syllables: header, basis, tasks, targets, who does what, recipients and signature. What its
paragraphs are made of:

    boilerplate   passages of the clean plans in `fixtures/`, each carried by 15 to 85 % of all plans
    provincial    three invented passages a province, each carried by 80 % of its plans
    local         sentences put together from `invented_words.txt`, with numbers, dates, places and names

and how plans come to share local text (`Shares` has the shares of all documents):

    same          one plan twice: text and scan, two scans, two layouts; now and then without header or signature
    edited        a draft and the plan, 3 to 20 words or clauses apart
    family        a plan and those below it that were written from it: half of its paragraphs with their own names
    successor     the plan of the next year: two thirds of the paragraphs, other numbers and dates
    near_copy     another province's plan with four paragraphs in five, a word in thirty changed
    passage       two plans of different provinces with nothing in common but 120 to 400 syllables
    template      one text filled in by very many communes of all provinces (one document in 50, 100 at least)
    office        a hundred plans of one office from one text (one such office in 2,500 documents, one at least)

Written are `FOLDER/texts/*/*.txt` and, one JSON object a line, what is true (`FOLDER/truth/`):

    documents.jsonl    id, path, sha256, scan (null, eng or vie), province, level, year, number, syllables as printed,
                       `clusters` it belongs to, `carries` (boilerplate and provincial passages)
    pairs.jsonl        a, b, kind, form (clean, mixed, scan), cluster, `syllables` of local text in common, and for a
                       passage its `places` [a_start, a_end, b_start, b_end] in code points of the files
    clusters.jsonl     id, kind (template, office: too many pairs to list), documents
    boilerplate.jsonl  id, kind (national, provincial), text, provinces and number of documents that carry it

Two plans truly share local text when their `clusters` meet. The same arguments give the same bytes, whatever the
number of processes. A collection of fewer than 12,600 plans has fewer provinces (one in 200 plans), so that provincial
text is carried by as many plans as in a large one and not by a handful that would all be pairs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from itertools import combinations
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple
from unicodedata import normalize

sys.path.insert(0, str(Path(__file__).parent))

from invented_text import invented_heading, invented_name, invented_paragraph, invented_person, invented_subject
from scan_noise import Model, Noise, Scanner

from plancompare.shipped import shipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
SYLLABLES = 2400
SCANS = 0.5
ENGLISH = 0.6
"""Share of scans read with an English model."""
SHORTEST_PASSAGE, LONGEST_PASSAGE = 120, 400
LEAST_IN_COMMON = 120
"""Syllables of local text that two plans of a family have in common at least for their pair to be on record."""
PASSAGES = 15
"""Passages of boilerplate; a plan carries some 550 syllables of them."""

Kind = Literal["same", "edited", "family", "successor", "near_copy", "passage", "template", "office", "single"]
Level = Literal["tỉnh", "sở", "huyện", "xã"]


class Settings(NamedTuple):
    folder: str
    documents: int
    seed: str


class Task(NamedTuple):
    """Some documents that are made together: all of a cluster, or some of a large one."""

    kind: Kind
    cluster: int
    first: int
    size: int


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


class Written(NamedTuple):
    """A document on disk: its line of `documents.jsonl`, and where each paragraph stands that has a source."""

    record: dict[str, object]
    places: dict[str, tuple[int, int]]


@dataclass
class Made:
    """What one task gives to the record."""

    documents: list[dict[str, object]] = field(default_factory=list)
    pairs: list[dict[str, object]] = field(default_factory=list)


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


def number_of_provinces(documents: int) -> int:
    return max(2, min(63, documents // 200))


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


def any_province(settings: Settings, chance: Random) -> str:
    return provinces()[chance.randrange(number_of_provinces(settings.documents))]


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


def make_draft(settings: Settings, chance: Random, province: str, level: Level | None = None) -> Draft:
    """A plan of its own: local text, what all carry and what its province carries."""
    level = level or chance.choice(("tỉnh", "sở", "huyện", "huyện", "xã", "xã"))
    office = make_office(province, level, chance)
    year = chance.randrange(2016, 2025)
    carried = [
        Line("text", passage, f"n{number}")
        for number, passage in enumerate(boilerplate())
        if chance.random() < share_carrying(number)
    ]
    carried += [
        Line("text", passage, f"p{provinces().index(province)}-{number}")
        for number, passage in enumerate(provincial(settings.seed, province))
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


@cache
def noise(model: Model) -> Noise:
    return Noise(model)


def write(settings: Settings, draft: Draft, place: int, chance: Random, clusters: Sequence[str]) -> Written:
    """The document at a place of the collection, as a text or a scan."""
    model: Model | None = None
    if chance.random() < SCANS:
        model = "eng" if chance.random() < ENGLISH else "vie"
    paragraphs = list(printed(draft))
    wrapped = chance.random() < 0.3
    scanner = Scanner(noise(model), chance) if model else None
    between = "\n" if model and chance.random() < 0.5 else "\n\n"
    places: dict[str, tuple[int, int]] = {}
    shown: list[str] = []
    at = 0
    for line in paragraphs:
        if scanner:
            text = "\n".join(scanner.scan(part) for part in line.text.split("\n"))
            text = normalize("NFC", text)
        else:
            text = wrap(line.text) if wrapped else line.text
        if line.source:
            places[line.source] = (at, at + len(text))
        shown.append(text)
        at += len(text) + len(between)
    content = f"{between.join(shown)}\n".encode()
    number = number_of(place, settings.documents)
    id = f"kh-{number:06}"
    path = Path("texts", f"{number // 1000:03}", f"{id}.txt")
    Path(settings.folder, path).write_bytes(content)
    carries = sorted({line.source for line in paragraphs if line.source[:1] in ("n", "p")})
    record: dict[str, object] = {
        "id": id,
        "path": str(path),
        "sha256": sha256(content).hexdigest(),
        "scan": model,
        "province": bare(draft.office.province),
        "level": draft.office.level,
        "year": draft.year,
        "number": f"{draft.number}/{draft.office.symbol}",
        "syllables": sum(len(line.text.split()) for line in paragraphs),
        "clusters": list(clusters),
        "carries": carries,
    }
    return Written(record, places)


def wrap(text: str) -> str:
    found = text.split(" ")
    return " \n".join(" ".join(found[at : at + 15]) for at in range(0, len(found), 15))


def number_of(place: int, documents: int) -> int:
    """Numbers in an order that says nothing of what belongs together."""
    step = 7919  # a prime
    return (place * step + 12_345) % documents if documents % step else place


# ---------------------------------------------------------------- tasks


class Shares:
    """Documents of each kind, as shares of all; the rest stands alone."""

    SAME, EDITED, FAMILY, SUCCESSOR, NEAR_COPY, PASSAGE = 0.12, 0.08, 0.15, 0.08, 0.05, 0.20
    TEMPLATE, LEAST_TEMPLATE = 0.02, 100
    OFFICE, OFFICES = 100, 2500  # documents of an office, and of the collection for one such office
    TOGETHER = 25  # documents of a large cluster that one task makes


def tasks(documents: int) -> Iterator[Task]:
    """What is to be made, place by place."""
    place = cluster = 0
    shares = Shares
    large: list[tuple[Kind, int]] = [("template", max(shares.LEAST_TEMPLATE, round(shares.TEMPLATE * documents)))]
    large += [("office", shares.OFFICE)] * max(1, documents // shares.OFFICES)
    for kind, size in large:
        for first in range(0, size, shares.TOGETHER):
            part = min(shares.TOGETHER, size - first)
            yield Task(kind, cluster, place, part)
            place += part
        cluster += 1
    small: list[tuple[Kind, float, tuple[int, ...]]] = [
        ("same", shares.SAME, (2,)),
        ("edited", shares.EDITED, (2,)),
        ("family", shares.FAMILY, (3, 4, 5, 6)),
        ("successor", shares.SUCCESSOR, (2, 3)),
        ("near_copy", shares.NEAR_COPY, (2,)),
        ("passage", shares.PASSAGE, (2,)),
    ]
    for kind, share, sizes in small:
        end = place + round(share * documents)
        while place + sizes[cluster % len(sizes)] <= min(end, documents):
            size = sizes[cluster % len(sizes)]
            yield Task(kind, cluster, place, size)
            place, cluster = place + size, cluster + 1
    while place < documents:
        yield Task("single", cluster, place, 1)
        place, cluster = place + 1, cluster + 1


def make(settings: Settings, task: Task) -> Made:
    """Writes the documents of a task and says what is true of them."""
    chance = Random(f"{settings.seed} {task.cluster}")
    source = f"c{task.cluster}"
    drafts = list(drafts_of(settings, task, chance, source))
    clusters = [] if task.kind == "single" else [source]
    written = []
    for number, draft in enumerate(drafts):
        place = task.first + number
        written.append(write(settings, draft, place, Random(f"{settings.seed} at {place}"), clusters))
    made = Made([one.record for one in written])
    if task.kind in ("single", "template", "office"):
        return made
    for (one, a), (other, b) in combinations(zip(drafts, written, strict=True), 2):
        swapped = str(a.record["id"]) > str(b.record["id"])
        if swapped:
            a, b = b, a
        models = [a.record["scan"], b.record["scan"]]
        pair: dict[str, object] = {
            "a": a.record["id"],
            "b": b.record["id"],
            "kind": task.kind,
            "form": ("clean", "mixed", "scan")[sum(model is not None for model in models)],
            "cluster": source,
            "syllables": in_common(one, other),
        }
        if task.kind == "passage":
            pair["places"] = [*a.places[source], *b.places[source]]
        if in_common(one, other) >= LEAST_IN_COMMON:
            made.pairs.append(pair)
    return made


def in_common(one: Draft, other: Draft) -> int:
    """Syllables of the paragraphs of a cluster that two plans share, as the first has them."""
    sources = {line.source for line in other.lines}
    return sum(syllables_of(line.text) for line in one.lines if line.source[:1] == "c" and line.source in sources)


def drafts_of(settings: Settings, task: Task, chance: Random, source: str) -> Iterator[Draft]:
    """The plans of a task, the one from which the others were written first."""
    province = any_province(settings, chance)
    if task.kind == "passage":
        yield from with_a_passage(settings, task, chance, source)
        return
    level: Level | None = {"family": "tỉnh", "template": "xã"}.get(task.kind)  # type: ignore[assignment]
    first = make_draft(settings, chance, province, level)
    if task.kind == "single":
        yield first
        return
    first = marked(first, source)
    if task.kind in ("template", "office"):
        for place in range(task.first, task.first + task.size):
            own = Random(f"{settings.seed} from {place}")
            if task.kind == "template":
                office = make_office(any_province(settings, own), "xã", own)
                made = filled_in(first, office, first.year, own)
                yield replace(made, lines=rewritten(made, 0.85, own), signer=invented_person(own))
            else:
                made = filled_in(first, first.office, 2010 + own.randrange(15), own)
                yield replace(made, lines=rewritten(made, 0.9, own))
        return
    yield first
    for _ in range(task.size - 1):
        yield made_from(settings, task.kind, first, chance)
        if task.kind == "successor":
            first = replace(first, year=first.year + 1)


def made_from(settings: Settings, kind: Kind, first: Draft, chance: Random) -> Draft:
    if kind == "same":
        return replace(first, header=chance.random() > 0.1, signature=chance.random() > 0.1)
    if kind == "edited":
        lines = list(first.lines)
        texts = [at for at, line in enumerate(lines) if line.kind == "text"]
        for _ in range(chance.randrange(3, 21)):
            at = chance.choice(texts)
            lines[at] = lines[at]._replace(text=edited(lines[at].text, 1, chance))
        return replace(first, lines=tuple(lines))
    if kind == "successor":
        made = filled_in(first, first.office, first.year + 1, chance)
        return replace(made, lines=rewritten(made, 0.67, chance))
    if kind == "near_copy":
        office = make_office(any_province(settings, chance), first.office.level, chance)
        made = filled_in(first, office, first.year, chance)
        return replace(made, lines=rewritten(made, 0.8, chance, edits=1 / 30), signer=invented_person(chance))
    level: Level = chance.choice(("sở", "huyện", "xã"))
    office = make_office(first.office.province, level, chance)
    made = filled_in(first, office, first.year, chance)
    date = f"{first.day:02}/{first.month:02}/{first.year}"
    basis = f"Kế hoạch số {first.number}/{first.office.symbol} ngày {date} của {first.office.name}"
    return replace(made, basis=basis, lines=rewritten(made, 0.5, chance), signer=invented_person(chance))


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


def with_a_passage(settings: Settings, task: Task, chance: Random, source: str) -> Iterator[Draft]:
    """Two plans, of different provinces, that share one passage and, beside what all carry, nothing else."""
    size = chance.randrange(SHORTEST_PASSAGE, LONGEST_PASSAGE)
    passage = Line("text", invented_paragraph(chance, size), source)
    for province in chance.sample(provinces()[: number_of_provinces(settings.documents)], task.size):
        draft = make_draft(settings, chance, province)
        lines = list(draft.lines)
        own = [at for at, line in enumerate(lines) if line.kind == "text" and not line.source]
        # in place of own text, lest plans with a passage be longer than others
        at, freed = chance.randrange(len(own)), 0
        start = own[at]
        while freed < size and at < len(own):
            freed += syllables_of(lines[own[at]].text)
            lines[own[at]] = Line("text", "")
            at += 1
        lines[start] = passage
        yield replace(draft, lines=tuple(line for line in lines if line.text))


# ---------------------------------------------------------------- the whole collection


def make_corpus(settings: Settings, jobs: int) -> None:
    """Writes the collection and its truth; a record is written as soon as its documents are."""
    folder = Path(settings.folder)
    for number in range((settings.documents + 999) // 1000):
        Path(folder, "texts", f"{number:03}").mkdir(parents=True, exist_ok=True)
    truth = folder / "truth"
    truth.mkdir(exist_ok=True)
    large: dict[str, tuple[Kind, list[str]]] = {}
    carriers: dict[str, list[str]] = defaultdict(list)  # provinces, one a document
    todo = list(tasks(settings.documents))
    with (
        Path(truth, "documents.jsonl").open("w", encoding="utf-8") as documents,
        Path(truth, "pairs.jsonl").open("w", encoding="utf-8") as pairs,
        Pool(jobs) as pool,
    ):
        made_in_order = pool.imap(partial(make, settings), todo, chunksize=16)
        for task, made in zip(todo, made_in_order, strict=True):
            for record in made.documents:
                documents.write(json_line(record))
                for passage in record["carries"]:  # type: ignore[attr-defined]
                    carriers[passage].append(str(record["province"]))
            for pair in made.pairs:
                pairs.write(json_line(pair))
            if task.kind in ("template", "office"):
                ids = [str(record["id"]) for record in made.documents]
                large.setdefault(f"c{task.cluster}", (task.kind, []))[1].extend(ids)
    with Path(truth, "clusters.jsonl").open("w", encoding="utf-8") as file:
        for id, (kind, ids) in large.items():
            file.write(json_line({"id": id, "kind": kind, "documents": ids}))
    with Path(truth, "boilerplate.jsonl").open("w", encoding="utf-8") as file:
        for id, text in passages_of(settings):
            found = carriers.get(id, [])
            kind = "national" if id[0] == "n" else "provincial"
            record = {"id": id, "kind": kind, "text": text, "provinces": sorted(set(found)), "documents": len(found)}
            file.write(json_line(record))


def passages_of(settings: Settings) -> Iterator[tuple[str, str]]:
    yield from ((f"n{number}", text) for number, text in enumerate(boilerplate()))
    for number, province in enumerate(provinces()[: number_of_provinces(settings.documents)]):
        yield from ((f"p{number}-{at}", text) for at, text in enumerate(provincial(settings.seed, province)))


def json_line(record: object) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", default="a")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    make_corpus(Settings(str(options.folder), options.documents, options.seed), options.jobs)


if __name__ == "__main__":
    main()
