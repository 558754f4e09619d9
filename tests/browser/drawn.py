"""Scripts that bring out what a page draws only when it comes near, or keeps folded."""

from __future__ import annotations

DRAW_ALL = """document.querySelectorAll('main *').forEach(
    e => { if (getComputedStyle(e).contentVisibility === 'auto') e.style.contentVisibility = 'visible'; })"""
OPEN_ALL = "document.querySelectorAll('main details').forEach(d => d.open = true)"
