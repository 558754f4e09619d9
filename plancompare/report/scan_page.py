"""The page of a whole collection, one HTML file like the others (`html.py`).

The pairs stand in an island of JSON of their own, by columns, and the letters of passages in a third, which the script
reads when a pair is first opened: 100,000 pairs are there before a row of them is drawn.
"""

from __future__ import annotations

from collections.abc import Callable

from plancompare.model.scan import CorpusScan
from plancompare.report.html import document, island, told
from plancompare.report.scan_data import (
    carrier_lists,
    document_columns,
    excerpt_lists,
    group_lists,
    numbered,
    pair_columns,
)
from plancompare.report.scan_excerpts import MOST_LETTERS, excerpts
from plancompare.report.scan_view import MOST_CARRIERS, MOST_ROWS, scan_page


def render_scan(
    scan: CorpusScan,
    *,
    text_of: Callable[[str], str | None],
    language: str = "vi",
    version: str,
    most_letters: int = MOST_LETTERS,
) -> str:
    """The report of a collection as one HTML document. `language` (`vi` or `en`) is the one shown first.

    `text_of` gives the text of a document by its id as it was scanned (its offsets are those of the passages), None
    where it cannot be read again. Passages are quoted up to `most_letters` letters in all: those of different documents
    before those of copies, the pairs most alike first; for the others the page tells the command that shows them.
    """
    shown = scan_page(scan, version=version)
    carriers = [entry.documents[:MOST_CARRIERS] for entry in shown.boilerplate]
    ids = {id for pair in shown.pairs for id in (pair.a, pair.b)}
    ids.update(id for group in shown.groups for id in group.documents)
    ids.update(id for some in carriers for id in some)
    numbers = numbered(scan.documents, ids)
    first = sorted(enumerate(shown.pairs), key=lambda one: (one[1].relation in ("same", "same_with_edits"), one[0]))
    carried = excerpts(first, text_of, most_letters)
    return document(
        "scan",
        shown,
        {"rows": MOST_ROWS},
        told("scan_title", n=shown.texts),
        language,
        found=island(
            {
                "documents": document_columns(numbers.documents),
                "pairs": pair_columns(shown.pairs, numbers.of),
                "groups": group_lists(shown.groups, numbers.of),
                "carriers": carrier_lists(shown.boilerplate, numbers.of, MOST_CARRIERS),
                "total": shown.pairs_in_all,
            }
        ),
        letters=island(excerpt_lists(carried, numbers.of)),
    )
