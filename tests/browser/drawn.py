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


def settle(page: Any, milliseconds: int) -> None:
    """Let the page's own clock run, until it has drawn what it did and nothing on it says that it is at work.

    A pause by our clock says nothing of a page whose machine is busy. A page that nobody sees draws nothing, so drawing
    is waited for no longer than half a second."""
    page.evaluate(
        """ms => new Promise(resume => setTimeout(() => {
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resume)));
            setTimeout(resume, 500);
        }, ms))""",
        milliseconds,
    )
    wait_until(page, "!document.querySelector('[aria-busy=true]')")
