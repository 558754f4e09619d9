"""Candidates in parts, and the parts joined again: the result of a divided scan is that of one run, byte for byte."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest
from msgspec.structs import replace

from plancompare.corpus.chunks import chunk_of, decode_scan, merge
from plancompare.corpus.engine import Candidates
from plancompare.errors import UsageError
from plancompare.model import Failure
from plancompare.model.scan import CorpusScan, ScanOptions
from plancompare.scan import scan_folder
from plancompare.schema import dumps

Pair = tuple[int, int]


def candidates_of(pairs: dict[Pair, int]) -> Candidates:
    rows = np.array(sorted((a, b, shared) for (a, b), shared in pairs.items()), np.int32).reshape(-1, 3)
    return Candidates(rows[:, 0], rows[:, 1], rows[:, 2])


def pairs_of(candidates: Candidates) -> list[Pair]:
    return list(zip(candidates.a.tolist(), candidates.b.tolist(), strict=True))


def digests(texts: int) -> list[str]:
    return [sha256(str(text).encode()).hexdigest() for text in range(texts)]


def families(texts: int, size: int, chance: Random) -> dict[Pair, int]:
    """Families that share much, whose texts are numbered at random, and as many single passages across them."""
    numbers = list(range(texts))
    chance.shuffle(numbers)
    pairs: dict[Pair, int] = {}
    for start in range(0, texts, size):
        for a, b in combinations(sorted(numbers[start : start + size]), 2):
            pairs[a, b] = chance.randint(20, 200)
    for _ in range(texts // 4):
        a, b = sorted(chance.sample(range(texts), 2))
        pairs.setdefault((a, b), chance.randint(2, 12))
    return pairs


def parts_of(pairs: dict[Pair, int], words: list[int], parts: int) -> list[list[Pair]]:
    candidates = candidates_of(pairs)
    names = digests(len(words))
    return [pairs_of(chunk_of(candidates, names, words, (part, parts))) for part in range(1, parts + 1)]


def texts_read(parts: list[list[Pair]]) -> list[set[int]]:
    return [{text for pair in part for text in pair} for part in parts]


@pytest.mark.parametrize("parts", [1, 2, 7, 50])
def test_each_candidate_is_in_one_part_in_order(parts: int) -> None:
    pairs = families(300, 10, Random(1))
    found = parts_of(pairs, [2400] * 300, parts)
    assert sorted(pair for part in found for pair in part) == sorted(pairs)
    assert all(part == sorted(part) for part in found)


def test_parts_do_not_depend_on_the_numbers_of_texts() -> None:
    chance = Random(2)
    pairs = families(300, 10, chance)
    words = [chance.randint(300, 6000) for _ in range(300)]
    numbers = list(range(300))
    chance.shuffle(numbers)
    renumbered = {
        (min(numbers[a], numbers[b]), max(numbers[a], numbers[b])): shared for (a, b), shared in pairs.items()
    }
    names, of_names = digests(300), dict(zip(numbers, digests(300), strict=True))
    of_words = dict(zip(numbers, words, strict=True))
    for part in (1, 2, 3, 4):
        one = chunk_of(candidates_of(pairs), names, words, (part, 4))
        other = chunk_of(
            candidates_of(renumbered), [of_names[n] for n in range(300)], [of_words[n] for n in range(300)], (part, 4)
        )
        first = {frozenset((names[a], names[b])) for a, b in pairs_of(one)}
        assert first == {frozenset((of_names[a], of_names[b])) for a, b in pairs_of(other)}


def test_parts_cost_much_the_same() -> None:
    chance = Random(3)
    pairs = families(600, 12, chance)
    words = [chance.randint(300, 6000) for _ in range(600)]
    parts = parts_of(pairs, words, 6)
    read = texts_read(parts)
    costs = [
        sum(words[a] + words[b] for a, b in part) + sum(words[text] for text in texts)
        for part, texts in zip(parts, read, strict=True)
    ]
    assert max(costs) < 1.15 * sum(costs) / 6


def test_a_family_is_read_in_one_part() -> None:
    """Of texts numbered at random; dealt out pair by pair each would be read in nearly every part."""
    pairs = families(600, 12, Random(4))
    times = Counter(text for texts in texts_read(parts_of(pairs, [2400] * 600, 6)) for text in texts)
    dealt_out = Counter(text for part in range(6) for text in {t for pair in sorted(pairs)[part::6] for t in pair})
    assert sum(times.values()) < 1.35 * len(times)  # half of the texts have a passage in common with another family
    assert sum(dealt_out.values()) > 4 * len(times)


def test_what_many_share_is_read_again_and_not_the_many() -> None:
    pairs = {(0, text): 50 for text in range(1, 1001)}
    pairs |= {(text, text + 1): 5 for text in range(1, 1000, 2)}
    read = texts_read(parts_of(pairs, [2400] * 1001, 10))
    assert all(0 in texts for texts in read)
    assert sum(map(len, read)) <= 1001 + 9 + 2 * 9


def test_a_text_held_twice_is_a_pair_with_itself() -> None:
    pairs = {(0, 0): 0, (1, 1): 0, (0, 1): 3}
    assert sorted(pair for part in parts_of(pairs, [10, 20], 2) for pair in part) == sorted(pairs)


def test_nothing_to_divide() -> None:
    assert parts_of({}, [], 3) == [[], [], []]


# ---------------------------------------------------------------- joined again


def plan(subject: str, *lines: str) -> str:
    head = f"UBND TỈNH CAO BẰNG\n\nKẾ HOẠCH\nTriển khai công tác {subject} năm 2024 trên địa bàn tỉnh\n\n"
    return head + "I. NỘI DUNG\n" + "".join(f"{number}. {line}\n" for number, line in enumerate(lines, 1))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty short plans (so that the search decides, not all pairs are looked at), three of a family, some alike."""
    folder = tmp_path_factory.mktemp("plans")
    syllables = [
        f"{start}{end}" for start in "b c d h l m n t v x".split() for end in "an anh em in iêu oan ua ưng".split()
    ]
    chance = Random(5)

    def line(words: int) -> str:
        return " ".join(chance.choice(syllables) for _ in range(words))

    kept = ""
    for number in range(40):
        common = kept if number % 3 else line(150)
        kept = common
        (folder / f"{number:02}.txt").write_text(plan(line(3), line(60), common, line(40)), encoding="utf-8")
    (folder / "trùng.txt").write_bytes((folder / "07.txt").read_bytes())
    (folder / "hỏng.txt").write_bytes(b"")
    return folder


def scanned(plans: Path, chunk: Pair | None = None) -> CorpusScan:
    return scan_folder([str(plans)], options=ScanOptions(chunk=chunk), jobs=1)


@pytest.fixture(scope="module")
def whole(plans: Path) -> CorpusScan:
    return scanned(plans)


@pytest.fixture(scope="module")
def parts(plans: Path) -> list[tuple[str, CorpusScan]]:
    written = [(f"{part}.json", dumps(scanned(plans, (part, 3)))) for part in (3, 1, 2)]
    return [(name, decode_scan(name, content)) for name, content in written]


def test_the_parts_are_smaller(whole: CorpusScan, parts: list[tuple[str, CorpusScan]]) -> None:
    assert len(whole.pairs) >= 30 and whole.groups and whole.failures
    for _, part in parts:
        assert 0 < len(part.pairs) < len(whole.pairs) / 2
        assert sum(document.metadata is not None for document in part.documents) < len(whole.documents) / 2


def test_the_parts_joined_are_the_result_of_one_run(whole: CorpusScan, parts: list[tuple[str, CorpusScan]]) -> None:
    assert dumps(merge(parts)) == dumps(whole)
    assert dumps(merge(reversed(parts))) == dumps(whole)


def test_one_part_of_one(plans: Path, whole: CorpusScan) -> None:
    assert merge([("a.json", scanned(plans, (1, 1)))]) == whole


def test_what_failed_in_one_part_is_told_once(parts: list[tuple[str, CorpusScan]]) -> None:
    (name, first), *others = parts
    late = replace(first, failures=(Failure("z.txt", "gone"), *first.failures))
    assert [failure.path[-8:] for failure in merge([(name, late), *others]).failures] == ["hỏng.txt", "z.txt"]


def refused(parts: list[tuple[str, CorpusScan]]) -> str:
    with pytest.raises(UsageError) as raised:
        merge(parts)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_part_that_is_missing(parts: list[tuple[str, CorpusScan]]) -> None:
    assert "of 3 parts these are missing: 1, 3" in refused(parts[2:])
    assert "nothing to join" in refused([])


def test_a_part_given_twice(parts: list[tuple[str, CorpusScan]]) -> None:
    assert "again.json: part 3 of 3, as 3.json is" in refused([*parts, ("again.json", parts[0][1])])


def test_parts_of_two_divisions(plans: Path, parts: list[tuple[str, CorpusScan]]) -> None:
    other = replace(parts[0][1], options=ScanOptions(chunk=(2, 4)))
    assert "4.json: of 4 parts, 3.json of 3" in refused([*parts, ("4.json", other)])


def test_a_scan_that_was_not_divided(whole: CorpusScan) -> None:
    assert "was not divided" in refused([("w.json", whole)])


def test_a_part_that_cannot_be(parts: list[tuple[str, CorpusScan]]) -> None:
    assert "part 4 of 3" in refused([("x.json", replace(parts[0][1], options=ScanOptions(chunk=(4, 3))))])


def test_parts_of_two_scans(parts: list[tuple[str, CorpusScan]]) -> None:
    (_, first), (_, second), _ = parts
    document = second.documents[0]
    for changed, told in (
        (replace(second, options=replace(second.options, sample=4)), "the options differ"),
        (replace(second, documents=second.documents[1:]), "the documents differ"),
        (replace(second, documents=(replace(document, sha256="0"), *second.documents[1:])), f"document {document.id}"),
        (replace(second, boilerplate=(*second.boilerplate, *second.boilerplate, None)), "the boilerplate differs"),
    ):
        assert told in refused([("3.json", first), ("x.json", changed)])


def test_a_pair_in_two_parts(parts: list[tuple[str, CorpusScan]]) -> None:
    (_, first), (_, second), _ = parts
    doubled = replace(second, pairs=(*second.pairs, first.pairs[0]))
    assert "as well" in refused([("3.json", first), ("x.json", doubled)])


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"\xff", b'{"schema":"plancompare/compare/1"}', b'{"schema":"plancompare/scan/1"}', b"[" * 9999],
)
def test_a_file_that_is_no_result(content: bytes) -> None:
    with pytest.raises(UsageError, match=r"--merge kết quả.json: no result of plancompare scan \("):
        decode_scan("kết quả.json", content)
