"""CSV files: read again they hold the tables, and no spreadsheet runs anything in them."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from plancompare.report.csv_tables import csv_file
from plancompare.report.tables import Cell, Column, Table
from plancompare.report.words import Both

HOSTILE = (
    '=HYPERLINK("http://x.example","bấm")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-1+cmd|'/C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\x00=1+1",
    "＝1+1",
    "- Tổ chức rà soát",
)


def table(*cells: Cell, kind: str = "text") -> Table:
    columns = (Column(Both("Việc", "Task"), kind),)  # type: ignore[arg-type]
    return Table("t", Both("Bảng", "Table"), columns, tuple((cell,) for cell in cells))


def read(content: bytes) -> list[str]:
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    return [cell for row in rows[1:] for cell in row]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_text_begins_like_a_formula(cell: str) -> None:
    (shown,) = read(csv_file(table(cell), "vi"))
    assert shown == f"'{cell.strip(chr(0) + chr(9) + chr(10) + chr(13) + ' ')}"


def test_a_separator_a_quote_or_a_line_end_inside_makes_no_new_cell() -> None:
    cells = ('báo cáo; "gửi" =1', "một\nhai", 'x";=1+1;"')
    assert read(csv_file(table(*cells), "vi")) == [cells[0], cells[1], cells[2]]


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("before", ["x,", 'x", "', "x;\n", 'x;"\n"'])
def test_read_with_commas_no_cell_begins_like_a_formula_either(cell: str, before: str) -> None:
    columns = tuple(Column(Both("Việc", "Task"), "text") for _ in range(2))
    rows = ((before + cell, "y"), ("y", before + cell))
    content = csv_file(Table("t", Both("Bảng", "Table"), columns, rows), "vi").decode("utf-8-sig")
    cells = [cell for row in csv.reader(content.splitlines(keepends=True)) for cell in row]
    assert len(cells) >= 4 and not [cell for cell in cells if cell.strip(' "').startswith(tuple("=+-@＝"))]


def test_numbers_keep_their_sign_shares_are_per_cents_and_days_are_iso() -> None:
    assert read(csv_file(table(-3, 12, kind="number"), "vi")) == ["-3", "12"]
    assert read(csv_file(table(0.624, 1.0, kind="share"), "vi")) == ["62%", "100%"]
    assert read(csv_file(table(date(2024, 11, 1), None, "năm 2013", kind="date"), "vi")) == [
        "2024-11-01",
        "",
        "năm 2013",
    ]


def test_excel_is_told_the_encoding_and_the_head_is_in_the_language_asked_for() -> None:
    content = csv_file(table(Both("chậm nhất", "on or before")), "en")
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == 2
    assert content.decode("utf-8-sig") == "Task\r\non or before\r\n"


def test_a_letter_that_is_none_stops_nothing() -> None:
    assert read(csv_file(table("a\ud800b"), "vi")) == ["a?b"]
