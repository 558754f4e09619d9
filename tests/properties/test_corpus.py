"""What finds candidates in a collection: the same however a text is laid out and in whatever order the files stand."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec
from drawn_plans import drawn_plans, edited
from effort import pure, whole
from hypothesis import given
from hypothesis import strategies as st

from plancompare.corpus.groups import group_pairs
from plancompare.corpus.preparation import GRAM, fingerprint, gram_places, grams_of
from plancompare.model.comparison import Lineage
from plancompare.model.scan import CorpusScan, ScannedPair
from plancompare.scan import scan_folder

words = st.lists(
    st.sampled_from(
        "Thực hiện công tác dân vận thyc hién cdng 33/CT-TTg 2021-2025 (CCHC), – 26/4/2023 tỉnh Đắk".split()
    ),
    max_size=40,
)
gaps = st.sampled_from((" ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\f", "\u3000"))


@given(words, st.data())
@pure(30)
def test_a_fingerprint_does_not_know_how_the_text_is_laid_out(said: list[str], data: st.DataObject) -> None:
    parts = data.draw(st.lists(gaps, min_size=len(said), max_size=len(said)))
    one = fingerprint(" ".join(said), sample=1)
    other = fingerprint("".join(word + gap for word, gap in zip(said, parts, strict=True)), sample=1)
    assert (one.words, one.grams.tolist(), one.province) == (other.words, other.grams.tolist(), other.province)


@given(words, st.sampled_from((1, 2, 8)))
@pure(30)
def test_grams_stand_where_they_say_and_none_is_forgotten(said: list[str], sample: int) -> None:
    text = " ".join(said)
    places = gram_places(text, sample)
    assert sorted(set(places.grams.tolist())) == grams_of(text, sample).tolist()
    assert len(places.starts) == len(places.ends) == len(places.forms) == fingerprint(text).words
    assert all(at + GRAM <= len(places.starts) for at in places.at.tolist())
    for start, end in zip(places.starts, places.ends, strict=True):
        assert len(text[start:end].split()) == 1
    if sample == 1:
        assert places.at.tolist() == list(range(max(0, len(places.starts) - GRAM + 1)))


@given(words, words, words)
@pure(30)
def test_what_is_copied_shows_or_hides_the_same_grams(copy: list[str], before: list[str], behind: list[str]) -> None:
    alone = set(grams_of(" ".join(copy)).tolist())
    assert alone <= set(grams_of(" ".join([*before, *copy, *behind])).tolist())


# ---------------------------------------------------------------- groups

names = st.sampled_from("abcdefgh")


@st.composite
def scanned_pairs(draw: st.DrawFn) -> list[ScannedPair]:
    found = {}
    for a, b in draw(st.lists(st.tuples(names, names), max_size=14)):
        if a < b:
            score = draw(st.sampled_from((0.1, 0.5, 0.6, 0.65, 0.8, 1.0)))
            relation = draw(st.sampled_from(("related", "related", "same", "same_with_edits")))
            found[a, b] = ScannedPair(
                a=a,
                b=b,
                relation=relation,
                score=score,
                shared_a=score,
                shared_b=score,
                direction="undetermined",
                evidence=None,
                lineage=Lineage(None, None),
                scope="cross_province",
                passages=(),
            )
    return list(found.values())


@given(scanned_pairs(), st.randoms(use_true_random=False))
@pure(40)
def test_groups_do_not_depend_on_the_order_of_pairs(pairs: list[ScannedPair], chance: Random) -> None:
    groups = group_pairs(pairs)
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert group_pairs(shuffled) == groups
    assert [group.id for group in groups] == [f"g{number}" for number in range(1, len(groups) + 1)]
    for kinds in (("same", "same_with_edits"), ("related",)):
        members = [text for group in groups if group.relation in kinds for text in group.documents]
        assert len(members) == len(set(members)), "a text in two groups of one kind"
    one = [set(group.documents) for group in groups if group.relation != "related"]
    for pair in pairs:
        if pair.relation != "related":
            assert any({pair.a, pair.b} <= texts for texts in one)


# ---------------------------------------------------------------- a whole scan


@st.composite
def collections(draw: st.DrawFn) -> list[str]:
    """A few plans, an edited copy of one among them."""
    plans = draw(st.lists(drawn_plans(most_items=5), min_size=2, max_size=3))
    return [plan.text() for plan in [*plans, draw(edited(plans[0]))]]


def scanned(texts: list[str], order: list[int], folder: Path) -> CorpusScan:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(str(path))
    return scan_folder([paths[at] for at in order], jobs=1)


@given(collections(), st.data())
@whole(1)
def test_a_scan_does_not_depend_on_the_order_of_files(texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    with TemporaryDirectory() as name:
        one = scanned(texts, list(range(len(texts))), Path(name))
        other = scanned(texts, order, Path(name))
    assert msgspec.json.encode(one) == msgspec.json.encode(other)
    assert all(pair.a < pair.b for pair in one.pairs)
    assert [(p.a, p.b) for p in one.pairs] == sorted((p.a, p.b) for p in one.pairs)
    for pair in one.pairs:
        for passage in pair.passages:
            assert texts[int(pair.a)][passage.a_start : passage.a_end].strip()
            assert texts[int(pair.b)][passage.b_start : passage.b_end].strip()
