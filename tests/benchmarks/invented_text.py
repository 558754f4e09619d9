"""Local text that no plan holds: sentences of administrative prose, put together by chance.

A clause takes its words from the lists of `invented_words.txt`. No five syllables in a row hold fewer than two words
that were drawn, so two documents hardly ever say the same by chance.

    python tests/benchmarks/invented_text.py TEXT TEXT…

prints how many runs of five words two texts share in a million pairs of their runs: invented ones, and the given ones
with one another (real plans of different subjects: 1.5 to 12, most of it header and forms).

Stock phrases of real plans are the boilerplate of the collection, its headers, titles and closing lines.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

from plancompare.text import fold, words

_WORDS = Path(__file__).with_name("invented_words.txt")
_CLAUSES = (
    "verb head kind manner",
    "verb head kind tại place name name",
    "verb head kind của head kind",
    "verb và verb head kind , aim",
    "verb head kind cho number unit head kind",
    "giao actor verb head kind manner",
    "actor verb head kind ở place name name trước date",
    "quý quarter verb number unit head kind",
    "phấn đấu percent head kind được verb manner",
    "verb head kind gắn với verb head kind",
    "dành number triệu verb head kind",
    "actor cùng actor verb head kind , aim",
    "không để head kind lấn head kind",
    "mời actor verb head kind để aim",
    "mỗi place có number unit head kind",
    "tháng month verb head kind manner",
    "family given lo verb head kind",
    "head kind cần verb trước date",
    "verb head kind của actor",
    "ưu tiên head kind hơn head kind khi verb",
)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(": ") for line in lines if not line.startswith("#"))
    lists = {name: tuple(words.split(", ")) for name, _, words in rows}
    lists["number"] = tuple(str(number) for number in range(2, 400))
    lists["percent"] = tuple(f"{number}%" for number in range(50, 101))
    lists["date"] = tuple(f"{day:02}/{month}" for day in range(1, 29) for month in range(1, 13))
    lists["quarter"] = ("I", "II", "III", "IV")
    lists["month"] = tuple(str(month) for month in range(1, 13))
    return lists


@cache
def _clauses() -> tuple[tuple[tuple[tuple[str, ...], int], ...], ...]:
    """Each clause as lists to choose from, with their lengths; a word that names no list stands for itself."""
    lists = _lists()
    rows = ([lists.get(word, (word,)) for word in clause.split()] for clause in _CLAUSES)
    return tuple(tuple((words, len(words)) for words in row) for row in rows)


def _clause(chance: Random) -> str:
    draw = chance.random
    clauses = _clauses()
    words = [words[int(draw() * size)] for words, size in clauses[int(draw() * len(clauses))]]
    return " ".join(words).replace(" ,", ",")


def invented_paragraph(chance: Random, syllables: int) -> str:
    """Sentences of one to three clauses, `syllables` at least."""
    sentences = []
    while syllables > 0:
        clauses = [_clause(chance) for _ in range(1 + int(3 * chance.random()))]
        sentence = "; ".join(clauses)
        sentence = f"{sentence[0].upper()}{sentence[1:]}."
        syllables -= sentence.count(" ") + 1
        sentences.append(sentence)
    return " ".join(sentences)


def _one(name: str, chance: Random) -> str:
    return chance.choice(_lists()[name])


def invented_heading(chance: Random) -> str:
    verb = _one("verb", chance)
    return f"{verb[0].upper()}{verb[1:]} {_one('head', chance)} {_one('kind', chance)}"


def invented_name(chance: Random) -> str:
    """The name of a district or commune."""
    return f"{_one('name', chance)} {_one('name', chance)}"


def invented_person(chance: Random) -> str:
    return f"{_one('family', chance)} {_one('given', chance)}"


def invented_subject(chance: Random) -> str:
    return f"{_one('subject', chance)}"


def shared_in_a_million(texts: Sequence[str]) -> list[float]:
    """For each two texts, the runs of five words they share in a million pairs of their runs."""
    found = []
    for text in texts:
        forms = [fold(word.shown) for word in words(text)]
        found.append({tuple(forms[at : at + 5]) for at in range(len(forms) - 4)})
    return [1e6 * len(one & other) / (len(one) * len(other)) for one, other in combinations(found, 2)]


def main() -> None:
    invented = shared_in_a_million([invented_paragraph(Random(number), 1500) for number in range(60)])
    print(f"invented texts: {sum(invented) / len(invented):.2f} on average, {max(invented):.1f} at most")
    paths = sys.argv[1:]
    given = shared_in_a_million([Path(path).read_text(encoding="utf-8") for path in paths])
    for (one, other), shared in zip(combinations(paths, 2), given, strict=True):
        print(f"{one} and {other}: {shared:.2f}")


if __name__ == "__main__":
    main()
