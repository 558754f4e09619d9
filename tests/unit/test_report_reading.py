"""The synoptic reading before any HTML: no letter lost or told twice, marks, counts, and the palette of its marks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from report_sample import sample

from plancompare.model import Metadata, Plan, Scan, Section
from plancompare.model.comparison import Comparison, Restored, TextSpan
from plancompare.report.letters import letters
from plancompare.report.reading import Block, Paragraph, reading_rows, shared_sets
from plancompare.report.reading_data import CLASSES, LAYERS, _by_turns
from plancompare.report.view import Page, page
from plancompare.report.witness import witness

ASSETS = Path(__file__).parents[2] / "plancompare" / "report" / "assets"


@pytest.fixture(scope="module")
def shown() -> Page:
    return page(sample(), version="0")


def _data(comparison: Comparison) -> Any:
    return page(comparison, version="0").data["reading"]


def _blocks(shown: Page, column: int) -> list[Block]:
    return [block for row in shown.reading for block in row.cells[column].blocks]


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _letters(block: Block) -> str:
    everything = (block.heading, *block.paragraphs) if block.heading else block.paragraphs
    return "".join("".join(_text(p).split()) for p in everything)


@pytest.mark.parametrize("column", [0, 1, 2])
def test_every_letter_of_a_plan_is_shown_once(shown: Page, column: int) -> None:
    text = sample().documents[column].plan.text
    assert sorted("".join(map(_letters, _blocks(shown, column)))) == sorted("".join(text.split()))


def test_a_section_named_in_two_rows_is_read_in_the_first_and_linked_from_the_second(shown: Page) -> None:
    first, again = (row for row in shown.reading if row.title in ("Chỉ tiêu", "Chỉ tiêu, lần nữa"))
    assert [b.anchor for b in first.cells[0].blocks] == ["A-II", "A-II.b1"]
    assert not again.cells[0].blocks
    assert [p.anchor for p in again.cells[0].elsewhere] == ["A-II.b1"]


def test_text_in_no_row_stands_in_a_last_row_without_title(shown: Page) -> None:
    rest = shown.reading[-1]
    assert rest.title is None
    assert [b.anchor for b in rest.cells[0].blocks] == ["A-title", "A-preamble", "A-recipients"]
    assert [b.anchor for b in rest.cells[2].blocks] == ["C-header"]


def test_furniture_stays_where_it_interrupts_and_a_section_that_goes_on_is_continued(shown: Page) -> None:
    numbered = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1")
    assert [run.element for run in numbered.paragraphs[-1].runs if run.text.strip()][-1] == "small"
    again = [b for b in _blocks(shown, 2) if b.anchor.startswith("C-I~")]
    assert [(b.anchor, b.is_first) for b in again] == [("C-I~2", False)]


def test_marks_name_class_layer_scope_slot_and_the_other_plans(shown: Page) -> None:
    sets = shown.data["reading"]["sets"]  # type: ignore[index]
    block = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1")
    runs = [(r.element, r.css) for p in block.paragraphs for r in p.runs]
    assert sets[0] == [2]  # what is shared with C alone is most frequent, so that it need not be written
    assert ("u", "") in runs
    assert ("b", "k2") in runs
    assert ("q", "f") in runs
    bullet = next(b for b in _blocks(shown, 0) if b.anchor == "A-II.b1")
    assert ("u", "n") in [(r.element, r.css) for r in bullet.paragraphs[0].runs]
    other = next(b for b in _blocks(shown, 2) if b.anchor == "C-I.1")
    assert ("u", f"o{sets.index([0, 1])}") in [(r.element, r.css) for r in other.paragraphs[0].runs]


def test_equal_neighbours_are_one_run_and_blanks_stand_between_the_marks(shown: Page) -> None:
    for block in itertools.chain.from_iterable(_blocks(shown, column) for column in range(3)):
        for paragraph in block.paragraphs:
            marked = [run for run in paragraph.runs if run.element]
            assert all(
                one.element != other.element or one.css != other.css for one, other in itertools.pairwise(marked)
            )
            assert all(run.text == run.text.rstrip() for run in marked)
            assert all(run.text.isspace() for run in paragraph.runs if not run.element)


def test_the_line_of_any_letter_can_be_told(shown: Page) -> None:
    text = sample().documents[0].plan.text
    block = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1")
    assert block.paragraphs[0].line == text.count("\n", 0, text.index("1. Nâng")) + 1
    for paragraph in block.paragraphs:
        before, _, behind = _text(paragraph).partition("chính quyền")
        if behind:
            assert paragraph.line + before.count("\n") == text.count("\n", 0, text.index("chính quyền tại")) + 1
            break
    else:
        pytest.fail("the words were not found")


def test_a_section_of_the_row_is_told_from_its_parts(shown: Page) -> None:
    first = next(row for row in shown.reading if row.title == "Mục đích")
    assert [(b.anchor, b.is_topic) for b in first.cells[2].blocks] == [("C-I", True), ("C-I~2", False)]


def test_a_row_is_estimated_by_its_longest_cell(shown: Page) -> None:
    heights = {row.title: row.height for row in shown.reading}
    assert heights["Chỉ tiêu, lần nữa"] < heights["Nâng cao nhận thức"] <= 4


def test_an_adapted_word_shows_what_the_other_plan_puts_there(shown: Page) -> None:
    (change,) = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1").changes
    assert (change.slot, change.other.siglum, change.passage) == ("agency", "C", "p-A-C-1")
    assert "".join(part.text for part in change.own) == "Sở Ngoại vụ"
    assert "".join(part.text for part in change.theirs) == "Ủy ban nhân dân tỉnh"


def test_a_heading_is_set_apart_and_a_damaged_one_is_not_guessed(shown: Page) -> None:
    clean, scanned = (next(b for b in _blocks(shown, i) if b.reference.vi == "I") for i in (0, 1))
    assert clean.heading is not None
    assert _text(clean.heading) == "I. MỤC ĐÍCH"
    assert scanned.heading is None
    assert _text(scanned.paragraphs[0]) == "|. MUC PiCH"


def test_what_something_leads_to_is_marked_at_its_letter(shown: Page) -> None:
    marked = {
        (block.anchor, anchor): run.text[at:]
        for column in range(3)
        for block in _blocks(shown, column)
        for paragraph in block.paragraphs
        for run in paragraph.runs
        for at, anchor in ((0, run.anchor), *run.marks)
    }
    text = sample().documents[0].plan.text
    assert marked["A-I.2", f"A@{text.index('mở lớp')}"].startswith("mở lớp đối ngoại")
    assert marked["A-preamble", f"A@{text.index('Chỉ thị')}"].startswith("Chỉ thị số 33")
    # two places in one run: each has its mark
    assert {anchor for _, anchor in marked} >= {f"A@{text.index('Riêng Sở')}", f"A@{text.index('mở lớp')}"}


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        # wrapped by hand, no blank lines: a closed and unfilled line ends a paragraph
        ("Cán bộ, công chức các cơ quan hành chính thực hiện\nnghiêm quy chế.\nThủ trưởng các cơ quan chịu trách\n"
         "nhiệm trước Ủy ban nhân dân tỉnh.", 2),
        # a page break inside a sentence
        ("Cán bộ, công chức các cơ quan hành chính thực hiện\n\nnghiêm quy chế dân chủ ở cơ sở.", 1),
        # the same before a name
        ("Cán bộ, công chức các cơ quan hành chính thực hiện của\n\nBộ Chính trị nghiêm quy chế dân chủ ở cơ sở.", 1),
        # double spaced throughout
        ("Cán bộ, công chức các cơ quan hành chính thực hiện\n\nnghiêm quy chế dân chủ ở cơ sở trong năm nay và các\n\n"
         "năm sau.\n\nThủ trưởng các cơ quan chịu trách nhiệm.", 2),
        # whole paragraphs as lines
        (f"{'Cán bộ thực hiện quy chế dân chủ. ' * 5}\n{'Thủ trưởng chịu trách nhiệm. ' * 6}", 2),
        # items of a list
        ("Cán bộ, công chức các cơ quan hành chính thực hiện:\n- Quy chế dân chủ ở cơ sở trong cơ quan hành chính;\n"
         "- Văn hóa công sở.", 3),
    ],
)  # fmt: skip
def test_lines_are_joined_where_they_are_wrapped_and_kept_apart_where_they_are_paragraphs(
    text: str, paragraphs: int
) -> None:
    section = Section("I", None, "arabic", "1", None, None, None, 0, len(text), ((0, len(text)),), 1, 2)
    plan = Plan("x", "x.txt", "", text, "text/plain", None, (), Scan(False, 0, ""), Metadata(), (section,), (), (), ())
    spans = [TextSpan(0, len(text), "local", "prose", None, None, (), None, None)]
    (row,) = reading_rows((), [witness(0, plan)], {"x": spans}, {}, shared_sets([spans]))
    (block,) = row.cells[0].blocks
    assert len(block.paragraphs) == paragraphs
    assert " ".join(map(_text, block.paragraphs)).split() == text.split()


# ---------------------------------------------------------------- what the script is told


@pytest.mark.parametrize("plan", [0, 1, 2])
def test_the_words_counted_are_those_of_the_json(plan: int) -> None:
    sharing = sample().documents[plan].sharing
    counts: Counter[tuple[str, str]] = Counter()
    for class_, layer, _, _, n in _data(sample())["counts"][plan]:
        counts[CLASSES[class_], LAYERS[layer]] += n
    assert sum(counts.values()) == sharing.words
    for layer in LAYERS:
        assert sum(counts[class_, layer] for class_ in CLASSES) == sharing.layer_words[layer]
        for class_ in CLASSES:
            whole = sharing.layer_words[layer] or 1
            assert counts[class_, layer] / whole == pytest.approx(getattr(getattr(sharing, layer), class_), abs=1e-4)


def test_copies_of_one_document_count_once_among_those_that_have_a_word() -> None:
    data = _data(sample())
    assert data["group"] == [0, 0, 1]
    # C shares with A and its scan B: two documents have that, not three
    assert {having for _, _, _, having, _ in data["counts"][2]} == {1, 2}


def test_what_each_plan_has_against_another() -> None:
    data = _data(sample())
    a = sample().documents[0]
    common, adapted = data["against"][0][2]
    assert data["against"][0][0] == [0, 0]
    assert 0 < adapted < common < a.sharing.words
    assert adapted == 4  # Sở Ngoại vụ, 2024


def test_changes_are_told_one_behind_the_other() -> None:
    assert _data(sample())["changes"]["A-I.1"] == [2, "Sở Ngoại vụ", 2, "Ủy ban nhân dân tỉnh", 1]


def test_readings_that_agree_in_part_are_told_by_turns() -> None:
    assert _by_turns(letters("kế hoạch năm 2023", "kế hoạch năm 2024")[0]) == "kế hoạch năm ¦2023"
    assert _by_turns(letters("2023", "2024")[0]) == "2023"
    assert _by_turns(letters("năm", "năm 2024")[0]) == "năm¦"
    assert _by_turns(()) == ""


def _restored(*words: tuple[str, str, str, str | None]) -> Comparison:
    """The sample with its scan restored: (what it shows, what is read for it, how, from which plan)."""
    comparison = sample()
    a, b, c = comparison.documents
    told = [
        Restored(at := b.plan.text.index(own), at + len(own), text, how, document)  # type: ignore[arg-type]
        for own, text, how, document in words
    ]
    return replace(comparison, documents=(a, replace(b, restored=tuple(sorted(told, key=lambda r: r.start))), c))


def _unpacked(data: Any, anchor: str) -> list[str]:
    """The words of a block, as the script reads their numbers."""
    found, above = [], 0
    signs = [chr(code) for code in range(35, 127) if chr(code) not in "<\\"]
    for sign in data["guesses"][anchor]:
        digit = signs.index(sign)
        if digit >= 45:
            above = above * 45 + digit - 44
        else:
            found.append(data["said"].split("|")[above * 45 + digit])
            above = 0
    return found


def test_likely_words_of_a_scan_are_placed_by_letters_without_blanks() -> None:
    data = _data(
        _restored(
            ("Ning", "Nâng", "twin", "a"),
            ("cao", "cao:", "twin", "a"),
            ("thirc", "thức", "passage", "c"),
            ("ctia can", "của cán", "channel", None),
            ("b6", "@bộ", "channel", None),
        )
    )
    assert data["sources"] == [["twin", 0], ["passage", 2], ["channel", None]]
    # "1." before the first word; letters and words that look like a prefix or a source are told apart
    assert _unpacked(data, "B-I.1") == ["@0", "2:Nâng", "0,3:cao:", "@1", "4,5:thức", "@2", "0,7:của cán", "0,2:@bộ"]
    assert set(data["guesses"]) == {"B-I.1"}


def test_a_typed_text_is_not_guessed() -> None:
    assert _data(sample())["guesses"] == {}


# ---------------------------------------------------------------- colours

# Machado, Oliveira & Fernandes (2009), the whole defect; rows act on linear red, green and blue.
_SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def _tokens(theme: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("page.css", "reading.css"):
        light, dark = re.findall(r":root \{(.*?)\}", (ASSETS / name).read_text(), re.DOTALL)[:2]
        for part in (light, dark)[: 1 + (theme == "dark")]:
            found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))
    return found


def _luminance(colour: str, sight: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in _SIGHT[sight]]
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]


@pytest.mark.parametrize("sight", _SIGHT)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        *(("shared-ink", "paper", 4.5), ("adapted-ink", "adapted-back", 4.5), ("local-ink", "local-back", 4.5)),
        *(("shared-ink", "caution", 4.5), ("local-ink", "caution", 4.5), ("muted", "caution", 4.5)),
        *(("mark-shared", "paper", 3.0), ("mark-adapted", "paper", 3.0), ("mark-adapted", "adapted-back", 3.0)),
        *(("mark-shared", "mark-adapted", 3.0), ("caution-line", "caution", 3.0)),
    ],
)
def test_marks_are_told_apart_by_any_sight(sight: str, theme: str, one: str, other: str, least: float) -> None:
    tokens = _tokens(theme)
    low, high = sorted(_luminance(tokens[name], sight) for name in (one, other))
    assert (high + 0.05) / (low + 0.05) >= least


def test_each_class_has_a_texture_of_its_own() -> None:
    """What is left in black and white: how the classes are underlined, and how heavy they are."""
    css = (ASSETS / "reading.css").read_text()
    textures = {}
    for element in ("u", "b", "span:not(.vs, .f, .c, .m)"):
        rules = re.findall(rf"^\[data-l\] > {re.escape(element)} \{{(.*?)\}}", css, re.DOTALL | re.MULTILINE)
        rule = " ".join(rules)
        line = re.search(r"underline (\w+)", rule)
        weight = re.search(r"font-weight: (\d+)", rule)
        textures[element] = (line and line[1], weight and weight[1])
    assert len(set(textures.values())) == 3
