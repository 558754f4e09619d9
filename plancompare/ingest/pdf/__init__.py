"""PDFs with a text layer; pages that are scans go to `ocr`.

document        the file: errors, limits, pages without text, what is said
page            one page: is it a scan, are its letters any good, links
text_layer      letters to runs of words; old fonts decoded
layout          runs to lines in reading order: columns of header and signature, powers, notes, cells
drawings        rules and pictures of a page
ruled_tables    tables by their rules
running_lines   page numbers and running lines by their place on the pages
written_pages   lines to text and its provenance
"""

from __future__ import annotations

from plancompare.ingest.pdf.document import read

__all__ = ["read"]
