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

from invented_text import invented_paragraph, invented_person
from made_plan import (
    Draft,
    Level,
    Line,
    bare,
    boilerplate,
    edited,
    filled_in,
    make_draft,
    make_office,
    marked,
    printed,
    provinces,
    provincial,
    rewritten,
    syllables_of,
)
from scan_noise import Model, Noise, Scanner

SCANS = 0.5
ENGLISH = 0.6
"""Share of scans read with an English model."""
SHORTEST_PASSAGE, LONGEST_PASSAGE = 120, 400
LEAST_IN_COMMON = 120
"""Syllables of local text that two plans of a family have in common at least for their pair to be on record."""

Kind = Literal["same", "edited", "family", "successor", "near_copy", "passage", "template", "office", "single"]


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


class Written(NamedTuple):
    """A document on disk: its line of `documents.jsonl`, and where each paragraph stands that has a source."""

    record: dict[str, object]
    places: dict[str, tuple[int, int]]


@dataclass
class Made:
    """What one task gives to the record."""

    documents: list[dict[str, object]] = field(default_factory=list)
    pairs: list[dict[str, object]] = field(default_factory=list)


def number_of_provinces(documents: int) -> int:
    return max(2, min(63, documents // 200))


def any_province(settings: Settings, chance: Random) -> str:
    return provinces()[chance.randrange(number_of_provinces(settings.documents))]


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
        size = min(size, documents // 7)
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
    first = make_draft(settings.seed, chance, province, level)
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


def with_a_passage(settings: Settings, task: Task, chance: Random, source: str) -> Iterator[Draft]:
    """Two plans, of different provinces, that share one passage and, beside what all carry, nothing else."""
    size = chance.randrange(SHORTEST_PASSAGE, LONGEST_PASSAGE)
    passage = Line("text", invented_paragraph(chance, size), source)
    for province in chance.sample(provinces()[: number_of_provinces(settings.documents)], task.size):
        draft = make_draft(settings.seed, chance, province)
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
            scope = "national" if id[0] == "n" else "provincial"
            record = {"id": id, "kind": scope, "text": text, "provinces": sorted(set(found)), "documents": len(found)}
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
