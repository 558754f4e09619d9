"""One page of a PDF: the lines of its text layer, and whether they are its text."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plancompare.ingest.letters.legacy_encodings import LegacyName, decode_legacy
from plancompare.ingest.pdf.drawings import Drawings, read_drawings, turned_upright
from plancompare.ingest.pdf.layout import lay_out
from plancompare.ingest.pdf.ruled_tables import find_grids
from plancompare.ingest.pdf.text_layer import Repaired, Run, cleaned, decoded, read_text_layer
from plancompare.ingest.pdf.written_pages import LaidOut
from plancompare.scan_quality import ONLY_VIETNAMESE, judge_scan

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

SCANNED = 0.5
"""Share of a page that pictures cover from which it is a scan. A scan covers all of it but for a margin; a seal or an
emblem less than a tenth."""
STAMPED = 300
"""Signs that may be drawn upon a scan and not be its text: a digital signature's stamp has some 150."""
UNREADABLE = 0.1
"""Share of letters without a meaning (private use, replacement) from which a text layer is unreadable."""
_FEWEST_WORDS = 20  # of a page that is judged by its words
_AS_BYTES = 0.95  # share of letters that are bytes read as windows-1252
_MARKED = re.compile("[\u0080-\u00ff]")
_WITHOUT_MEANING = re.compile("[\ue000-\uf8ff\ufffd]")
_MOST_LINKS = 500


class ReadPage(NamedTuple):
    """What the text layer of one page gave.

    `is_scan`: it has none to speak of. `of_a_scan`: a recogniser made it. `trouble` is the code of a notice where its
    letters are no good. `fonts` are those of old encodings; `old` is the encoding where the fonts do not name it.
    `composed`: marks stood apart from their letters. `broken`: nothing could be read.
    """

    laid_out: LaidOut
    is_scan: bool = False
    of_a_scan: bool = False
    trouble: str = ""
    repaired: Repaired = Repaired()
    fonts: frozenset[str] = frozenset()
    old: LegacyName | None = None
    composed: bool = False
    letters: int = 0
    broken: bool = False

    @property
    def may_be_reread(self) -> bool:
        """Whether its image may give better letters: they are a recogniser's, or no good."""
        return self.of_a_scan or bool(self.trouble)


def read_page(document: PdfDocument, page: PdfPage, text: PdfTextPage, old: LegacyName | None) -> ReadPage:
    """What the text layer of `page` gives. `old` is the encoding of the pages before where no font names it."""
    drawings = read_drawings(page)
    layer = read_text_layer(text, by_word=len(drawings.rules) > 2)
    runs = layer.runs
    shown = " ".join(run.text for run in runs)
    trouble = _trouble(shown)
    old = _old_encoding(shown) if trouble else old if runs and _MARKED.search(shown) else None
    if old:
        runs = decoded(runs, partial(decode_legacy, name=old))
        trouble = _trouble(" ".join(run.text for run in runs))
    runs, repaired = cleaned(runs)
    shown = " ".join(run.text for run in runs)
    grids = find_grids(turned_upright(drawings.rules, layer.turned)) if runs else []
    left, bottom, right, top = page.get_bbox()
    for _ in range(layer.turned):  # a quarter takes (x, y) to (y, -x)
        left, bottom, right, top = bottom, -right, top, -left
    links = tuple(_links(document, page, text)) if runs else ()
    laid_out = LaidOut(lay_out(runs, grids), bottom, top, links)
    return ReadPage(
        laid_out,
        _is_scan(runs, drawings),
        drawings.pictures >= SCANNED,
        trouble,
        repaired,
        frozenset(run.font for run in runs if run.font),
        old,
        not unicodedata.is_normalized("NFC", shown),
        len(shown),
    )


def _is_scan(runs: Sequence[Run], drawings: Drawings) -> bool:
    """Whether the text of the page is in its image: nothing else is there, or a stamp upon the scan."""
    shown = "".join(run.text for run in runs)
    if not any(map(str.isalnum, shown)):
        return drawings.anything
    return drawings.pictures >= SCANNED and len(shown) < STAMPED and not any(run.hidden for run in runs)


def _trouble(text: str) -> str:
    """Code of the notice that says why the letters of a page are no good; empty where they are."""
    if len(_WITHOUT_MEANING.findall(text)) > UNREADABLE * len(text):
        return "text-layer-unreadable"
    if text.count(" ") < _FEWEST_WORDS:
        return ""
    said = judge_scan(text).explanation
    if "English model" in said:
        return "read-with-english-model"
    return "text-layer-unreadable" if "no Vietnamese syllables" in said else ""


def _old_encoding(text: str) -> LegacyName | None:
    """The encoding of letters drawn in an old font whose name does not tell it, if the words leave no doubt."""
    from plancompare.ingest.letters.encoding import CERTAIN
    from plancompare.ingest.letters.inferred_encoding import infer_encoding

    data = text.encode("cp1252", "ignore")
    if ONLY_VIETNAMESE.search(text) or len(data) < _AS_BYTES * len(text):
        return None
    inferred = infer_encoding(data)
    if inferred is None or inferred.confidence < CERTAIN or inferred.encoding == "windows-1258":
        return None
    return inferred.encoding


def _links(document: PdfDocument, page: PdfPage, text: PdfTextPage) -> Iterator[tuple[str, str]]:
    """The words and the address of each link to the web."""
    import pypdfium2.raw as pdfium

    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, place, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        area = pdfium.FS_RECTF()
        if not 1 < size <= 4096 or not pdfium.FPDFLink_GetAnnotRect(link, area):
            continue
        address = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, address, size)
        shown = text.get_text_bounded(area.left, area.bottom, area.right, area.top)
        yield unicodedata.normalize("NFC", shown), address.value.decode("utf-8", "replace")
