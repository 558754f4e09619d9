"""Documents of a word processor (Office Open XML, ECMA-376): two versions as tracked changes, plans as a table.

package     the parts of a file, and runs of text as XML
tracked     a difference: what B has and A has not is inserted, the other way round deleted
synoptic    a comparison: row by row what each plan says
"""

from __future__ import annotations

from plancompare.report.docx.synoptic import comparison_docx
from plancompare.report.docx.tracked import difference_docx

__all__ = ["comparison_docx", "difference_docx"]
