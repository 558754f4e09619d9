"""Text to sections: the whole tree of a plan, with true labels.

hints       what the reader of a file knows of its layout: tables, furniture, pages
lines       a text as lines on a page: width, spacing, where a sentence runs on
furniture   page numbers, running lines, leaked links
phrases     fixed phrases by which the parts of a document are known
labels      what the beginning of a line may be as a label, and what that costs
numbering   which number is due, and what another one costs
path        one best path: which lines are labels, which labels they are, where the parts begin
blocks      header, title, preamble; closing, recipients, signature
bullets     items marked by a dash
tree        every line into one node
headings    which items have a heading
spelling    correct Vietnamese for headings of a scan
sections    the verb
documents   several documents in one file
"""

from __future__ import annotations

from plancompare.structure.sections import parse_sections

__all__ = ["parse_sections"]
