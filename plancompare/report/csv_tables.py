"""Tables as CSV files that a spreadsheet opens as they are.

Written for Excel with Vietnamese settings, where a comma is the decimal mark, so that fields are parted by semicolons
(CLDR's list separator for `vi`). UTF-8 with a byte order mark, without which Excel takes the letters for another
encoding. Nothing written depends on the decimal mark: days are ISO 8601, shares whole per cents.

A text that a spreadsheet would run as a formula has an apostrophe put before it, as OWASP advises ("CSV Injection"):
one that begins with = + - @, also in full width, behind any white space. So has `- Tổ chức rà soát`, a Vietnamese
bullet, which Excel reads as a formula with a name it does not know; a number is no text here and keeps its sign.
A program that parts fields by commas takes ours apart at their commas and line ends: what follows one is guarded too.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO
from typing import Literal

from plancompare.report.tables import Cell, Column, Table
from plancompare.report.words import Both

_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LATER = re.compile(rf"([,\n][\s\"]*)(?=[{re.escape(''.join(_RUNS))}])")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # all but the end of a line


def csv_file(table: Table, language: Literal["vi", "en"]) -> bytes:
    """One table as the content of a CSV file.

    >>> from plancompare.report.tables.cells import column
    >>> told = Table("t", Both("Bảng", "Table"), (column("Việc", "Task"), column("Số", "No.", kind="number")),
    ...              (("- Tổ chức; rà soát", -3), ("=1+1", None)))
    >>> csv_file(told, "vi").decode("utf-8-sig").splitlines()
    ['Việc;Số', '"\\'- Tổ chức; rà soát";-3', "'=1+1;"]
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_harmless(_said(column.head, language)) for column in table.columns)
    for row in table.rows:
        writer.writerow(_field(cell, column, language) for cell, column in zip(row, table.columns, strict=True))
    return file.getvalue().encode("utf-8-sig", errors="replace")


def _field(cell: Cell, column: Column, language: Literal["vi", "en"]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return f"{cell:.0%}" if column.kind == "share" else str(cell)
    return _harmless(_said(cell, language))


def _said(text: str | Both, language: Literal["vi", "en"]) -> str:
    return text if isinstance(text, str) else getattr(text, language)


def _harmless(text: str) -> str:
    """`text` without control characters, and so that no spreadsheet runs it."""
    shown = _LATER.sub(r"\1'", _CONTROLS.sub(" ", text).strip())
    return f"'{shown}" if shown.startswith(_RUNS) else shown
