"""Tables as an Excel workbook, a sheet each: heads that stay, filters, wrapped text, days and shares as numbers.

Text is written as text whatever it looks like, so no cell runs. The same tables give the same bytes: the file's day of
making is fixed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from plancompare.report.tables import Cell, Column, Table
from plancompare.report.words import Both

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(2000, 1, 1)
# The limits of the format: letters of a cell (UTF-16 units), rows of a sheet with its head.
_LONGEST_CELL, _MOST_ROWS = 32_767, 1_048_576
_WIDEST = 80
# What XML cannot hold, or would be shown as a box: control characters but the end of a line, lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY = date(1900, 3, 1)  # days before are counted otherwise by Excel

Language = Literal["vi", "en"]


def xlsx_file(tables: Sequence[Table], language: Language) -> bytes:
    """The content of an .xlsx file with a sheet for each table, in the order given.

    A text longer than a cell can be is cut, with an ellipsis; a table longer than a sheet likewise, which its last row
    says.
    """
    import xlsxwriter

    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": _MADE})
        top = {"valign": "top", "text_wrap": True}
        formats = {
            "head": book.add_format({**top, "bold": True, "bg_color": "#E8EEF4", "bottom": 1}),
            "text": book.add_format(top),
            "number": book.add_format({**top, "num_format": "0"}),
            "share": book.add_format({**top, "num_format": "0%"}),
            "date": book.add_format({**top, "num_format": "dd/mm/yyyy", "align": "left"}),
        }
        for table in tables:
            _write(book.add_worksheet(_said(table.title, language)), table, language, formats)
    return file.getvalue()


def _write(sheet: Worksheet, table: Table, language: Language, formats: dict[str, Format]) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, _fitting(_said(column.head, language)), formats["head"])
        sheet.set_column(place, place, min(column.width, _WIDEST))
    shown = table.rows[: _MOST_ROWS - 2] if len(table.rows) > _MOST_ROWS - 1 else table.rows
    for line, row in enumerate(shown, 1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _put(sheet, line, place, cell, column, language, formats)
    if len(shown) < len(table.rows):
        sheet.write_string(_MOST_ROWS - 1, 0, "…", formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(shown)), len(table.columns) - 1)


def _put(
    sheet: Worksheet, line: int, place: int, cell: Cell, column: Column, language: Language, formats: dict[str, Format]
) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        if cell >= _FIRST_DAY:
            sheet.write_datetime(line, place, cell, formats["date"])
        else:
            sheet.write_string(line, place, cell.isoformat(), formats["text"])
    elif isinstance(cell, int | float):
        sheet.write_number(line, place, cell, formats[column.kind])
    else:
        sheet.write_string(line, place, _fitting(_said(cell, language)), formats["text"])


def _said(text: str | Both, language: Language) -> str:
    return text if isinstance(text, str) else getattr(text, language)


def _fitting(text: str) -> str:
    """`text` as a cell can hold it."""
    shown = _UNPRINTABLE.sub(" ", text)
    if len(shown.encode("utf-16-le")) // 2 <= _LONGEST_CELL:
        return shown
    cut = shown.encode("utf-16-le")[: 2 * (_LONGEST_CELL - 2)].decode("utf-16-le", errors="ignore")
    return f"{cut} …"
