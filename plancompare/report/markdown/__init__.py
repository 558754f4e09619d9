"""Summaries in Markdown, to be pasted into a memo: what was compared, how far it can be, what was found and where.

writing     blocks of Markdown; every text is escaped here and nowhere else
plans       a comparison
versions    a difference
collection  a scan
phrases     what they say in their own voice
"""

from __future__ import annotations

from plancompare.report.markdown.collection import scan_markdown
from plancompare.report.markdown.plans import comparison_markdown
from plancompare.report.markdown.versions import difference_markdown

__all__ = ["comparison_markdown", "difference_markdown", "scan_markdown"]
