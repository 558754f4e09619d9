"""Workbooks: opened again they hold the tables, every text as text; LibreOffice agrees where it is there."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from test_report_csv import HOSTILE, table

from plancompare.report.csv_tables import csv_file
from plancompare.report.tables import Column, Table
from plancompare.report.words import Both
from plancompare.report.xlsx import xlsx_file

CALC = Path(shutil.which("soffice") or "soffice").resolve().parent / "libsclo.so"


def sheet(one: Table) -> Any:
    return load_workbook(BytesIO(xlsx_file([one], "vi")))["Bảng"]


def values(one: Table) -> list[object]:
    return [row[0].value for row in sheet(one).iter_rows(min_row=2)]


def test_no_cell_is_a_formula_or_a_link() -> None:
    found = [row[0] for row in sheet(table(*HOSTILE)).iter_rows(min_row=2)]
    assert len(found) == len(HOSTILE)
    assert {cell.data_type for cell in found} == {"s"} and not any(cell.hyperlink for cell in found)
    assert found[0].value == HOSTILE[0] and found[-1].value == "- Tổ chức rà soát"


def test_links_stay_text() -> None:
    assert values(table("https://x.example/a", "internal:Bảng!A1")) == ["https://x.example/a", "internal:Bảng!A1"]


def test_days_numbers_and_shares_are_values_with_a_format() -> None:
    one = sheet(table(date(2024, 11, 1), date(1899, 1, 1), "năm 2013", None, kind="date"))
    assert [one["A2"].value, one["A2"].number_format] == [datetime(2024, 11, 1), "dd/mm/yyyy"]
    assert [one[f"A{n}"].value for n in (3, 4, 5)] == ["1899-01-01", "năm 2013", None]
    share = sheet(table(0.624, kind="share"))["A2"]
    assert (share.value, share.number_format) == (0.624, "0%")
    assert sheet(table(-3, kind="number"))["A2"].value == -3


def test_what_xml_cannot_hold_is_left_out_and_what_looks_like_an_escape_stays() -> None:
    assert values(table("a\x00b\x0bc\ud800d\ufffee", "_x0041_", "một\nhai", "<&>")) == [
        "a b c d e",
        "_x0041_",
        "một\nhai",
        "<&>",
    ]


@pytest.mark.parametrize("letter", ["ệ", "𠀀"])
def test_a_text_longer_than_a_cell_can_be_is_cut(letter: str) -> None:
    (shown,) = values(table(letter * 40_000))
    assert isinstance(shown, str) and shown.endswith(f"{letter} …")
    assert 32_700 < len(shown.encode("utf-16-le")) // 2 <= 32_767


def test_heads_stay_and_filter_and_texts_wrap() -> None:
    one = sheet(table("a", "b"))
    assert (one.freeze_panes, one.auto_filter.ref) == ("B2", "A1:A3")
    assert one["A1"].value == "Việc" and one["A1"].font.b and one["A2"].alignment.wrap_text


def test_each_table_has_a_sheet_also_an_empty_one() -> None:
    other = Table("u", Both("Bảng × hai", "Second"), (Column(Both("Số", "No."), "number"),), ())
    book = load_workbook(BytesIO(xlsx_file([table("a"), other], "vi")))
    assert book.sheetnames == ["Bảng", "Bảng × hai"]
    assert load_workbook(BytesIO(xlsx_file([other], "en"))).sheetnames == ["Second"]


def test_the_same_tables_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = xlsx_file([table("a", *HOSTILE)], "vi")
    assert first == xlsx_file([table("a", *HOSTILE)], "vi")
    with zipfile.ZipFile(BytesIO(first)) as parts:
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


@pytest.mark.slow
@pytest.mark.skipif(not CALC.exists(), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_libreoffice_opens_the_files_and_runs_nothing(form: str, tmp_path: Path) -> None:
    one = table(*HOSTILE, "hai; ba")
    (tmp_path / f"t.{form}").write_bytes(xlsx_file([one], "vi") if form == "xlsx" else csv_file(one, "vi"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore"]
    # Fields parted by semicolons, quotes, UTF-8; "evaluate formulas" set, which a careless user may do.
    options = ["--infilter=CSV:59,34,76,1,,0,false,true,false,false,false,-1,true"] if form == "csv" else []
    command += [*options, "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / f"t.{form}")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    opened = (tmp_path / "t.fods").read_text(encoding="utf-8")
    assert "Tổ chức rà soát" in opened and "hai; ba" in opened
    assert "table:formula" not in opened and "xlink:href" not in opened
