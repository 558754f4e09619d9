"""Automatic numbers of Word: what stands before a paragraph, by the standard and as LibreOffice shows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from word_files import font, paragraph, run, word_file

from plancompare.ingest import word


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    first = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{index}">{first}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(name: int, *levels: str, more: str = "") -> str:
    inside = f'<w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}'
    return f'<w:abstractNum w:abstractNumId="{name}">{inside}</w:abstractNum>'


def use(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def begin(index: int, at: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def item(number: int | None, index: int | None = 0, text: str = "x", style: str = "") -> str:
    in_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    at = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    of = "" if number is None else f'<w:numId w:val="{number}"/>'
    return paragraph(run(text), properties=f"{in_style}<w:numPr>{at}{of}</w:numPr>" if at or of else in_style)


def labels(numbering: str, *items: str, styles: str = "") -> list[str]:
    """The lines of a document of these paragraphs, each of which has the text `x`."""
    text = word.read("plan.docx", word_file("".join(items), numbering=numbering, styles=styles)).text
    return [line.removesuffix("x") for line in text.splitlines()]


PLAN = definition(
    0,
    *(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3.")),
    *(level(3, "lowerLetter", "%4)"), level(4, "bullet", "-")),
)


def test_levels_count_on_and_start_anew_below_a_higher_one() -> None:
    levels = [0, 1, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1]
    expected = ["I. ", "1. ", "2. ", "2.1. ", "2.2. ", "a) ", "b) ", "- ", "3. ", "3.1. ", "II. ", "1. "]
    assert labels(PLAN + use(1, 0), *(item(1, index) for index in levels)) == expected


def test_lists_of_one_definition_count_on_unless_they_say_where_to_begin() -> None:
    numbering = PLAN + use(1, 0) + use(2, 0) + use(3, 0, begin(1, 7)) + use(4, 0, begin(0, 1))
    given = [(1, 0), (1, 1), (2, 1), (2, 0), (2, 1), (3, 1), (3, 1), (1, 1), (4, 0), (4, 1), (1, 0), (4, 0)]
    expected = ["I. ", "1. ", "2. ", "II. ", "1. ", "7. ", "8. ", "9. ", "I. ", "1. ", "II. ", "III. "]
    assert labels(numbering, *(item(*pair) for pair in given)) == expected


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("", ["1. ", "1. ", "1) ", "2) ", "2. ", "1) ", "2. ", "1. ", "1) "]),
        ('<w:lvlRestart w:val="0"/>', ["1. ", "1. ", "1) ", "2) ", "2. ", "3) ", "2. ", "1. ", "4) "]),
        ('<w:lvlRestart w:val="1"/>', ["1. ", "1. ", "1) ", "2) ", "2. ", "3) ", "2. ", "1. ", "1) "]),
    ],
)
def test_a_level_may_say_what_starts_it_anew(third: str, expected: list[str]) -> None:
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%3)", third))
    given = [0, 1, 2, 2, 1, 2, 0, 1, 2]
    assert labels(definition(0, *levels) + use(1, 0), *(item(1, index) for index in given)) == expected


def test_legal_levels_show_digits_and_a_level_not_yet_met_its_first_number() -> None:
    levels = (level(0, "upperRoman", "Phần %1", start=2), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(definition(0, *levels) + use(1, 0), item(1, 1), item(1, 0), item(1, 1)) == [
        "2.1 ",
        "Phần II ",
        "2.1 ",
    ]


@pytest.mark.parametrize(
    ("level_", "expected"),
    [
        (level(0, "decimal", "Điều %1.", start=5), "Điều 5. "),
        (level(0, "upperLetter", "%1.", start=28), "BB. "),
        (level(0, "lowerRoman", "(%1)", '<w:suff w:val="nothing"/>', 9), "(ix)"),
        (level(0, "decimalZero", "%1"), "01 "),
        (level(0, "none", "%1"), ""),
        (level(0, "decimal", ""), ""),
        (level(0, "decimal", "§iÒu %1.", f"<w:rPr>{font('.VnTime')}</w:rPr>"), "Điều 1. "),
        (level(0, "decimal", "Mục %1.", "<w:rPr><w:caps/></w:rPr>"), "MỤC 1. "),
        (level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"), ""),
        (level(0, "bullet", "\uf0b7", f"<w:rPr>{font('Symbol')}</w:rPr>"), "- "),
        (level(0, "bullet", "o", f"<w:rPr>{font('Courier New')}</w:rPr>"), "o "),
        (level(0, "bullet", "➢"), "- "),
        (level(0, "bullet", "+", f"<w:rPr>{font('Wingdings')}</w:rPr>"), "- "),
        (level(0, "bullet", "+"), "+ "),
        (level(0, "upperRoman", "%1.", start=99999), "99999. "),
        (level(0, "lowerLetter", "%1.", start=99999), "99999. "),
    ],
)
def test_a_number_is_written_as_its_level_says(level_: str, expected: str) -> None:
    assert labels(definition(0, level_) + use(1, 0), item(1)) == [expected]


def test_a_style_may_give_list_and_level() -> None:
    numbering = definition(
        0,
        level(0, "decimal", "Điều %1.", '<w:pStyle w:val="Dieu"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>'),
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:basedOn w:val="Dieu"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sau"><w:basedOn w:val="Khoan"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    given = [item(None, None, style=style) for style in ("Dieu", "Khoan", "Khoan", "Sau", "Dieu")]
    off = item(0, None, style="Dieu")
    deeper = item(None, 1, style="Dieu")
    expected = ["Điều 1. ", "1. ", "2. ", "3. ", "Điều 2. ", "", "1. "]
    assert labels(numbering + use(1, 0), *given, off, deeper, styles=styles) == expected


def test_a_definition_may_stand_in_another_by_a_style() -> None:
    numbering = (
        definition(0, more='<w:numStyleLink w:val="Kieu"/>')
        + definition(1, level(0, "decimal", "%1)"), more='<w:styleLink w:val="Kieu"/>')
        + use(1, 0)
        + use(2, 7)
    )
    assert labels(numbering, item(1), item(1), item(2), item(9)) == ["1) ", "2) ", "", ""]


def test_an_empty_paragraph_shows_its_number_and_a_deleted_one_has_none() -> None:
    gone = '<w:rPr><w:del w:author="A"/></w:rPr>'
    deleted = (
        item(1)
        .replace("<w:pPr>", f"<w:pPr>{gone}")
        .replace("<w:r>", "<w:del><w:r>")
        .replace("</w:r>", "</w:r></w:del>")
    )
    hidden = (
        item(1)
        .replace("<w:pPr>", "<w:pPr><w:rPr><w:vanish/></w:rPr>")
        .replace("<w:r><w:rPr>", "<w:r><w:rPr><w:vanish/>")
    )
    assert labels(PLAN + use(1, 0), item(1), item(1, text=""), deleted, hidden, item(1)) == ["I. ", "II.", "", "III. "]


def test_numbers_are_those_libreoffice_shows(tmp_path: Path) -> None:
    numbering = (
        PLAN
        + definition(
            1, level(0, "decimal", "Điều %1.", start=5), level(1, "lowerRoman", "(%2)", '<w:suff w:val="space"/>')
        )
        + use(1, 0)
        + use(2, 0)
        + use(3, 0, begin(1, 7))
        + use(4, 0, begin(0, 1))
        + use(5, 1)
    )
    given = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 3),
        (1, 0),
        (1, 1),
        (2, 1),
        (5, 0),
        (2, 0),
        (2, 1),
        (3, 1),
        (3, 1),
    ]
    given += [(1, 1), (4, 0), (5, 1), (5, 1), (4, 1), (1, 0), (5, 0), (4, 0), (5, 1), (1, 3)]
    (tmp_path / "plan.docx").write_bytes(word_file("".join(item(*pair) for pair in given), numbering=numbering))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run(["soffice", profile, *convert, str(tmp_path / "plan.docx")], check=True, capture_output=True)
    shown = (tmp_path / "plan.txt").read_text(encoding="utf-8-sig").splitlines()
    read = word.read("plan.docx", (tmp_path / "plan.docx").read_bytes()).text.splitlines()
    assert len(read) == len(given)
    assert [line.split() for line in read] == [line.split() for line in shown]
