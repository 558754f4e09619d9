"""Correct Vietnamese for headings a scan has lost the marks of, where there is no doubt what they are."""
from __future__ import annotations
