"""What must hold of the differences of any two texts, whatever they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from diff_texts import CLEAN, ENGLISH, VIETNAMESE, applied, diffed, page
from effort import pure
from hypothesis import example, given
from hypothesis import strategies as st

from plancompare.changes.reasons import MIRRORED
from plancompare.model.difference import Change, Difference

WORDS = (
    "công tác dân vận chính quyền hoà hòa Uỷ ban Ủy ban cdng tac dan van chinh quyén 859/KH-UBND 25/3/2024 26/3/2024"
    " không chưa 95% 2024 2025 I. II. 11. |. 1. a) - “khéo” ‘hiéu qua; bảo đảm đảm bảo 120-KL/ TW tuyên- truyền HI III"
    " được dugc được thurc hién thực hiện e\u0301 \u202eقرار\u202c \x00 \x1b[31m ~ _ … ... – 7 KẾ HOẠCH"
    " Nơi nhận: Lưu: VT."
).split()
gaps = st.sampled_from(
    (" ", " ", " ", " ", "\n", "\n\n", "  ", "\t", "", ", ", ". ", "\n- ", "\n\n7\n\n", "\u00a0", "\u3000")
)
prose = st.lists(st.tuples(st.sampled_from(WORDS), gaps), max_size=25).map(lambda x: "".join(w + gap for w, gap in x))
odd = st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=40)


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str]:
    """A text and another made of it by taking out, putting in, and moving stretches; or two that have nothing to do."""
    a = draw(prose)
    if draw(st.integers(0, 3)) == 0:
        return a, draw(st.one_of(prose, odd))
    b = a
    for _ in range(draw(st.integers(0, 3))):
        i, j, k = sorted(draw(st.integers(0, len(b))) for _ in range(3))
        how = draw(st.integers(0, 3))
        if how == 0:
            b = b[:i] + b[j:]
        elif how == 1:
            b = b[:i] + draw(prose) + b[i:]
        elif how == 2:
            b = b[:i] + b[j:k] + b[i:j] + b[k:]
        else:
            b = b[:i] + draw(odd) + b[j:]
    return a, b


def check_cover(difference: Difference) -> None:
    a, b = difference.a.text, difference.b.text
    assert applied(difference.changes, a) == b
    at = (0, 0)
    for change in difference.changes:
        assert change.b_text == b[change.b_start : change.b_end]
        assert change.a_text != change.b_text, "a change where nothing differs"
        # what stands between two changes is the same in both: every difference is in exactly one change
        assert a[at[0] : change.a_start] == b[at[1] : change.b_start]
        at = change.a_end, change.b_end
        assert 0.0 <= change.probability <= 1.0
        assert (change.kind is None) == (change.label not in ("edit", "undecidable"))
        assert change.reason
    assert a[at[0] :] == b[at[1] :]
    assert 0.0 <= difference.relation_confidence <= 1.0
    assert 0.0 <= difference.shared.a <= 1.0 and 0.0 <= difference.shared.b <= 1.0
    for rate in (difference.cer, difference.wer, difference.residual_cer):
        assert rate is None or rate >= 0
    assert all(0.0 <= c.probability <= 1.0 and c.count > 1 and c.a != c.b for c in difference.channel)
    check_moves(difference)


def check_moves(difference: Difference) -> None:
    """A move is two changes: where the words left and where they arrived, and both tell what changed on the way."""
    moved: dict[int, list[Change]] = {}
    for change in difference.changes:
        if change.move is not None:
            moved.setdefault(change.move, []).append(change)
            assert (change.label, change.kind, change.cause) == ("edit", "move", "moved")
        else:
            assert change.kind != "move" and not change.inside
    assert sorted(moved) == list(range(1, len(moved) + 1))
    for one, other in moved.values():
        left, arrived = (one, other) if one.a_text else (other, one)
        assert left.a_text.split() and arrived.b_text.split() and not left.b_text and not arrived.a_text
        assert one.inside == other.inside
        inner = one.inside
        if inner:
            assert left.a_start <= inner[0].a_start and inner[-1].a_end <= left.a_end
            assert arrived.b_start <= inner[0].b_start and inner[-1].b_end <= arrived.b_end


def mirrored(change: Change) -> tuple[object, ...]:
    kind = {"insertion": "deletion", "deletion": "insertion"}.get(change.kind or "", change.kind)
    cause = MIRRORED.get(change.cause, change.cause)
    return (
        *(change.b_start, change.b_end, change.a_start, change.a_end, change.b_text, change.a_text),
        *(change.label, kind, change.probability, cause, change.move is None, tuple(map(mirrored, change.inside))),
    )


def as_is(change: Change) -> tuple[object, ...]:
    return (
        *(change.a_start, change.a_end, change.b_start, change.b_end, change.a_text, change.b_text),
        *(change.label, change.kind, change.probability, change.cause, change.move is None),
        tuple(map(as_is, change.inside)),
    )


def check_mirror(there: Difference, back: Difference) -> None:
    assert sorted(map(mirrored, there.changes), key=str) == sorted(map(as_is, back.changes), key=str)
    one = "same", "same_with_edits"
    assert (there.relation in one) == (back.relation in one)
    if there.relation in one:
        assert_relation_mirrors(there, back)


def assert_relation_mirrors(there: Difference, back: Difference) -> None:
    assert (there.relation, there.relation_confidence) == (back.relation, back.relation_confidence)
    assert (there.shared.a, there.shared.b) == (back.shared.b, back.shared.a)


@given(versions())
@pure(100)
@example(("", ""))
@example(("", "Kế hoạch"))
@example(("   \n\n ", "\t"))
@example(("- - . ; …", "“” ~ — …"))
@example(("\x00\x1b[2J\x07", "\x00\x1b[3J\u2028"))
@example(("dân" * 3000, "dân" * 2999 + "vận"))
@example(("قرار 95% dân", "dân قرار 59%"))
@example(("120-KL/\nTW", "120-KL/TW"))
@example(("a " * 700, "b " * 700))
def test_the_changes_make_b_of_a_and_nothing_is_told_twice(texts: tuple[str, str]) -> None:
    there, back = diffed(*texts), diffed(*texts[::-1])
    check_cover(there)
    check_cover(back)
    check_mirror(there, back)


def test_the_relation_of_two_documents_is_mirrored() -> None:
    a = "công công công tác tác\n\n7\n\ntác Uỷ công công tác cdng 859/KH-UBND tác dân cdng công dugc "
    b = "công công công tác tác\n\n7\n\ntác U tác dân cdng công dugc "
    assert_relation_mirrors(diffed(a, b), diffed(b, a))


@given(st.one_of(prose, odd))
@pure(40)
def test_nothing_differs_between_a_text_and_itself(text: str) -> None:
    difference = diffed(text, text)
    assert difference.changes == () and difference.channel == ()
    assert not difference.cer and not difference.wer and not difference.residual_cer


CLEAN_PAGE = page(CLEAN)
DIGITS = [at for at, letter in enumerate(CLEAN_PAGE) if letter.isdigit()]


@given(st.sampled_from(DIGITS), st.integers(1, 9))
@pure(25)
def test_another_digit_in_a_typed_copy_is_always_found(at: int, more: int) -> None:
    digit = str((int(CLEAN_PAGE[at]) + more) % 10)
    copy = CLEAN_PAGE[:at] + digit + CLEAN_PAGE[at + 1 :]
    difference = diffed(CLEAN_PAGE, copy)
    (change,) = difference.changes
    assert change.label == "edit" and change.kind in ("number", "date", "citation", "numbering", "word")
    assert change.b_start <= at < change.b_end
    assert difference.relation == "same_with_edits"


EDITED = CLEAN_PAGE.replace("Ninh, Sở Ngoại vụ", "Ninh, Sở Tài chính").replace("chỉ đạo, phối hợp", "phối hợp")


def test_more_noise_gives_no_more_edits_and_no_surer_ones() -> None:
    """The English scan of a page, then the same with ever more words ruined; none of them are the edited ones."""
    scan = page(ENGLISH)
    words = scan.split(" ")
    far = [k for k, word in enumerate(words) if len(word) > 3 and word.isalpha() and k % 5 == 0 and k > 80]
    before = None
    for count in (0, len(far) // 4, len(far) // 2, len(far)):
        ruined = [f"{word[:1]}%{word[2:-1]}|" if k in far[:count] else word for k, word in enumerate(words)]
        difference = diffed(EDITED, " ".join(ruined))
        told = [change.probability for change in difference.changes if change.label == "edit"]
        wer = difference.wer or 0.0
        if before is not None:
            assert len(told) <= before[0]
            assert sum(told) <= before[1] + 1e-3
            assert wer > before[2]
        before = len(told), sum(told), wer
    assert told, "the edits are as plain as before"


def test_the_same_bytes_for_any_hash_seed(tmp_path: Path) -> None:
    names = ("nhap.txt", "ban-quet.txt")
    for name, text in zip(names, (EDITED, page(VIETNAMESE)), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "plancompare", "diff", *names, "--json", "-", "-q"]
    written = {
        subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            timeout=120,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    (one,) = written
    assert json.loads(one)["relation"] == "same_with_edits"
