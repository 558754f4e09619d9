"""What is drawn on a PDF page beside its letters: rules, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from plancompare.ingest.pdf.ruled_tables import Rule

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THICKEST = 3.0  # points; what is thicker is a bar or a background
_SHORTEST = 6.0
_ALIGNED = 0.5  # points by which the ends of a straight stroke may differ
_MOST_OBJECTS = 50_000  # a page with more is a drawing, of which no table is made
_FURTHEST = 20_000.0  # points from the corner; pages reach 14,400
_MOST_SEGMENTS = 2000
_DEEPEST = 3  # objects within objects


class Drawings(NamedTuple):
    """Rules of a page, the share of it that pictures cover (0 to 1), and whether anything is on it."""

    rules: tuple[Rule, ...]
    pictures: float
    anything: bool


def read_drawings(page: PdfPage) -> Drawings:
    """All that tables and pictures are told by; places in points, y upwards."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page)
    rules: list[Rule] = []
    covered = 0.0
    sides = tuple(ctypes.c_float() for _ in range(4))
    for index in range(min(count, _MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if not all(-_FURTHEST < side.value < _FURTHEST for side in sides):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rules(pdfium, drawn, left, bottom, right, top)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_a_picture(pdfium, drawn, kind, _DEEPEST):
            covered += (right - left) * (top - bottom)
    width, height = page.get_size()
    share = min(1.0, covered / max(1.0, width * height))
    return Drawings(tuple(rules), share, count > 0)


def turned_upright(rules: Iterable[Rule], quarters: int) -> list[Rule]:
    """The rules of a page whose text is turned by so many quarters counter-clockwise, in the places of the text.

    >>> turned_upright([Rule(True, 10, 20, 50)], 1)
    [Rule(upright=False, at=-10, start=20, end=50)]
    """
    turned = list(rules)
    for _ in range(quarters):  # a quarter takes (x, y) to (y, -x)
        turned = [Rule(False, -r.at, r.start, r.end) if r.upright else Rule(True, r.at, r.start, r.end) for r in turned]
    return turned


def _holds_a_picture(pdfium: Any, drawn: Any, kind: int, depth: int) -> bool:
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth == 0:
        return bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    for index in range(min(pdfium.FPDFFormObj_CountObjects(drawn), _MOST_SEGMENTS)):
        inner = pdfium.FPDFFormObj_GetObject(drawn, index)
        if _holds_a_picture(pdfium, inner, pdfium.FPDFPageObj_GetType(inner), depth - 1):
            return True
    return False


def _rules(pdfium: Any, path: Any, left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    """A thin path is a rule; of others the straight strokes are: a box, or a whole table drawn at once."""
    if right - left <= _THICKEST or top - bottom <= _THICKEST:
        upright = top - bottom > right - left
        start, end = (bottom, top) if upright else (left, right)
        if end - start >= _SHORTEST:
            yield Rule(upright, (left + right) / 2 if upright else (bottom + top) / 2, start, end)
        return
    segments = pdfium.FPDFPath_CountSegments(path)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    if segments > _MOST_SEGMENTS or not (stroked.value or filled.value and segments > 5):  # five: a background
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = last = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _stroke(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _stroke(point, begun)
        last = point


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    for across, along in ((0, 1), (1, 0)):
        length = abs(start[along] - end[along])
        if abs(start[across] - end[across]) <= _ALIGNED and _SHORTEST <= length < _FURTHEST:
            low, high = sorted((start[along], end[along]))
            yield Rule(across == 0, start[across], low, high)
