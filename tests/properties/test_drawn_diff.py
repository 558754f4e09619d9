"""What differs between two states of one drawn plan: edits, noise, layout, encodings."""

from __future__ import annotations

import unicodedata

from diff_texts import applied
from drawn_plans import UNICODE, Drawn, Noise, drawn_plans, edited, noises, read
from effort import whole
from hypothesis import assume, given
from hypothesis import strategies as st

from plancompare import diff_plans
from plancompare.changes.reasons import MIRRORED
from plancompare.ingest.letters.encoding import decode
from plancompare.model.difference import Change, Difference

plans = drawn_plans(most_items=6)
OTHER_WAY = {"insertion": "deletion", "deletion": "insertion"}


def diffed(a: str, b: str) -> Difference:
    return diff_plans(read(a, "a"), read(b, "b"))


def told(change: Change, mirrored: bool) -> tuple[object, ...]:
    a = change.a_start, change.a_end, change.a_text
    b = change.b_start, change.b_end, change.b_text
    kind, cause = change.kind, change.cause
    if mirrored:
        a, b, kind, cause = b, a, OTHER_WAY.get(kind or "", kind), MIRRORED.get(cause, cause)
    return a, b, change.label, kind, change.probability, cause, [told(one, mirrored) for one in change.inside]


def check(difference: Difference) -> None:
    a, b = difference.a.text, difference.b.text
    assert applied(difference.changes, a) == b
    at = (0, 0)
    for change in difference.changes:
        assert a[at[0] : change.a_start] == b[at[1] : change.b_start]
        assert change.a_text != change.b_text
        at = change.a_end, change.b_end
    assert a[at[0] :] == b[at[1] :]


@given(plans, st.data())
@whole(2)
def test_an_edited_plan_is_rebuilt_and_mirrored(plan: Drawn, data: st.DataObject) -> None:
    a, b = plan.text(), data.draw(edited(plan)).text()
    there, back = diffed(a, b), diffed(b, a)
    check(there)
    check(back)
    assert sorted(told(one, True) for one in there.changes) == sorted(told(one, False) for one in back.changes)
    assert {change.label for change in there.changes} <= {"edit", "layout", "undecidable", "missing_part"}
    assert not [change for change in there.changes if change.label == "ocr_noise"]


@given(plans, st.data(), noises, st.floats(0, 1))
@whole(2)
def test_a_scan_of_an_edited_plan_is_rebuilt_and_mirrored(
    plan: Drawn, data: st.DataObject, noise: Noise, level: float
) -> None:
    a, b = plan.text(), noise.scan(data.draw(edited(plan)).text(), level)
    there, back = diffed(a, b), diffed(b, a)
    check(there)
    check(back)
    assert sorted(told(one, True) for one in there.changes) == sorted(told(one, False) for one in back.changes)


@given(plans, st.sampled_from(sorted(UNICODE)))
@whole(2)
def test_nothing_differs_however_a_text_is_stored(plan: Drawn, name: str) -> None:
    text = plan.text()
    assert diffed(text, decode(UNICODE[name](text)).text).changes == ()


@given(plans, st.integers(40, 90))
@whole(2)
def test_a_text_wrapped_otherwise_differs_in_layout_alone(plan: Drawn, width: int) -> None:
    from textwrap import wrap

    text = plan.text()
    wrapped = "\n".join("\n".join(wrap(line, width)) for line in text.split("\n"))
    difference = diffed(text, wrapped)
    check(difference)
    assert {change.label for change in difference.changes} <= {"layout"}
    assert difference.relation == "same"


@given(plans, st.integers(1, 49))
@whole(2)
def test_another_figure_is_an_edit_of_a_number_wherever_it_stands(plan: Drawn, share: int) -> None:
    other = Drawn(**{**plan.__dict__, "slots": plan.slots._replace(share=share)})
    difference = diffed(plan.text(), other.text())
    check(difference)
    times = sum("{share}" in clause for item in plan.items for clause in item.clauses)
    assert [(c.label, c.kind) for c in difference.changes] == [("edit", "number")] * times


@given(plans)
@whole(2)
def test_capitals_are_changes_of_case(plan: Drawn) -> None:
    """`diff` calls case an edit; it never takes it for wording."""
    difference = diffed(plan.text(), plan.text().upper())
    check(difference)
    assert {c.kind for c in difference.changes if c.label == "edit"} <= {"case"}


@given(plans, noises, st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted))
@whole(2)
def test_more_noise_never_makes_two_texts_more_alike_with_more_confidence(
    plan: Drawn, noise: Noise, levels: list[float]
) -> None:
    text = plan.text()
    less, more = (diffed(text, noise.scan(text, level)) for level in levels)
    assert (more.cer or 0) >= (less.cer or 0) - 0.02
    assert (more.wer or 0) >= (less.wer or 0) - 0.02
    if more.relation == "same":
        assert less.relation == "same"
        assert more.relation_confidence <= less.relation_confidence + 0.02


@given(plans, noises, st.floats(0, 1))
@whole(2)
def test_noise_alone_makes_no_sure_edits(plan: Drawn, noise: Noise, level: float) -> None:
    """A scan that reads the digits right: of what differs hardly anything is called an edit."""
    text = plan.text()
    shown = noise.scan(text, level, keep_digits=True)
    assume(shown != text)
    difference = diffed(text, shown)
    edits = [change for change in difference.changes if change.label == "edit" and change.probability > 0.9]
    assert len(edits) <= 1 + len(text.split()) / 100
    assert unicodedata.is_normalized("NFC", shown)
