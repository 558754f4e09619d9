"""The samples and their index open from disk: nothing is asked for, nothing is wrong, and axe has nothing to say of the
index (of the pages: `test_accessibility_in_browser.py`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drawn import settle

pytestmark = pytest.mark.browser

REPORTS = Path(__file__).parents[2] / "reports"
INDEX = REPORTS / "index.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_opens_from_disk(chromium: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # axe puts its script into the page, which the page's own policy forbids.
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 390, "height": 800}, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(INDEX.as_uri())
    assert (asked, said) == ([INDEX.as_uri()], [])
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert [v["id"] for v in axe.Axe().run(page).response["violations"]] == []
    context.close()


@pytest.mark.parametrize("name", ["compare.html", "diff.html", "scan.html"])
def test_a_sample_opens_from_disk_in_both_languages(chromium: Any, name: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((REPORTS / name).as_uri())
    for language in ("en", "vi"):
        page.locator(f"#language-{language}").check()
        assert page.evaluate("document.documentElement.lang") == language
        page.evaluate("for (const part of document.querySelectorAll('main section')) part.scrollIntoView()")
        settle(page, 100)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert (asked, said) == ([(REPORTS / name).as_uri()], [])
    page.close()


@pytest.mark.parametrize("name", ["compare.html", "diff.html", "scan.html"])
def test_nothing_sticks_on_paper(chromium: Any, name: str) -> None:
    """A head that stuck to the edge of its page would cover what it stands above."""
    page = chromium.new_page()
    page.goto((REPORTS / name).as_uri())
    settle(page, 100)
    page.emulate_media(media="print")
    stuck = page.evaluate(
        """[...document.querySelectorAll('body *')]
            .filter(e => ['sticky', 'fixed'].includes(getComputedStyle(e).position) && e.checkVisibility())
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert stuck == []
    page.close()


def test_its_policy_lets_its_style_through(chromium: Any) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(INDEX.as_uri())
    assert said == []
    assert page.evaluate("getComputedStyle(document.querySelector('main > section')).borderTopStyle") == "solid"
    page.close()
