"""Scripts that bring out what a page draws only when it comes near, or keeps folded; and waiting for what it does."""

from __future__ import annotations

from typing import Any

DRAW_ALL = """document.querySelectorAll('main *').forEach(
    e => { if (getComputedStyle(e).contentVisibility === 'auto') e.style.contentVisibility = 'visible'; })"""
OPEN_ALL = "document.querySelectorAll('main details').forEach(d => d.open = true)"


def wait_until(page: Any, told: str) -> None:
    """Wait until the expression `told` holds. Playwright's own waiting asks again by `eval`, which the page forbids."""
    for _ in range(200):
        if page.evaluate(told):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{told} never came true")
