from __future__ import annotations

from plancompare.sharing import FURNITURE, Reuse, label_words, sum_up, tile
from plancompare.text import words

TEXT = "Căn cứ Chỉ thị số 33/CT-TTg\n- Tỉnh Tây Ninh\n12\n"


def reuse(first: int, last: int, agreed: set[int], other: str = "b", **kw: object) -> Reuse:
    defaults = {"scope": "cross_province", "formula": frozenset()}
    return Reuse(first, last, frozenset(agreed), other, **{**defaults, **kw})  # type: ignore[arg-type]


def label(reuses: list[Reuse], n: int = 4, cluster: str | None = None):  # type: ignore[no-untyped-def]
    return label_words(["prose"] * n, ["wording"] * n, reuses, [cluster] * n)


def test_shared_goes_before_adapted_and_adapted_before_local() -> None:
    found = label([reuse(0, 3, {0, 2}), reuse(0, 2, {1}, "c")])
    assert [one.class_ for one in found] == ["shared", "shared", "shared", "local"]
    found = label([reuse(0, 3, {0, 2})])
    assert [one.class_ for one in found] == ["shared", "adapted", "shared", "local"]


def test_only_an_adapted_word_has_a_slot_and_only_a_carried_word_a_cluster() -> None:
    found = label([reuse(0, 3, {0, 2})], cluster="c1")
    assert [one.slot for one in found] == [None, "wording", None, None]
    assert [one.cluster for one in found] == ["c1", "c1", "c1", None]


def test_scope_says_source_first_then_the_wider_one() -> None:
    near = reuse(0, 1, {0}, "near", scope="within_province")
    far = reuse(0, 1, {0}, "far")
    source = reuse(0, 1, {0}, "directive", scope="source")
    assert label([near, far], 1)[0].scope == "cross_province"
    assert label([near], 1)[0].scope == "within_province"
    one = label([near, far, source], 1)[0]
    assert (one.scope, one.documents, one.source) == ("source", ("far", "near"), "directive")


def test_the_title_of_another_directive_is_a_formula_unless_someone_shares_the_directive() -> None:
    other_title = reuse(0, 2, {0, 1}, formula=frozenset({1}))
    assert [one.layer for one in label([other_title], 2)] == ["prose", "formula"]
    assert [one.layer for one in label([other_title, reuse(1, 2, {1}, "c")], 2)] == ["prose", "prose"]


def test_spans_cover_every_character_once_and_break_at_the_line() -> None:
    found = words(TEXT)
    labels = label([reuse(0, 6, set(range(6)))], len(found) - 1) + [FURNITURE]
    spans = tile(TEXT, [(w.start, w.end, one) for w, one in zip(found, labels, strict=True)])
    assert "".join(TEXT[s.start : s.end] for s in spans) == TEXT
    assert [TEXT[s.start : s.end] for s in spans] == ["Căn cứ Chỉ thị số 33/CT-TTg\n", "- Tỉnh Tây Ninh\n", "12\n"]
    assert [s.class_ for s in spans] == ["shared", "local", "furniture"]


def test_a_text_without_words_is_one_span_of_furniture() -> None:
    assert [(s.start, s.end, s.class_) for s in tile(" \n", [])] == [(0, 2, "furniture")]
    assert tile("", []) == ()


def test_shares_leave_furniture_out_and_stand_apart_for_each_layer() -> None:
    labels = label_words(["form", "prose", "prose", "prose"], ["wording"] * 4, [reuse(0, 2, {0, 1})], [None] * 4)
    total = sum_up([*labels, FURNITURE])
    assert (total.words, total.shared, total.adapted, total.local) == (4, 0.5, 0.0, 0.5)
    assert (total.prose.shared, total.prose.local) == (0.3333, 0.6667)
    assert total.form.shared == 1.0
    assert total.layer_words == {"prose": 3, "form": 1, "citation": 0, "formula": 0}
