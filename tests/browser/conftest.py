"""Real Chromium, driven by Playwright, and both pages, small, to open in it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

import diff_sample
import report_sample
from msgspec.structs import replace

from plancompare.model.comparison import ComparedPlan, Comparison, Restored
from plancompare.report.html import render, render_difference


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium is installed (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def _made_readable(comparison: Comparison) -> Comparison:
    """With what the scan most likely said, from its twin."""

    def readable(document: ComparedPlan) -> ComparedPlan:
        text = document.plan.text
        if not document.plan.ocr.is_ocr:
            return document
        read = (("Ning", "Nâng"), ("thirc ctia", "thức của"), ("b6", "bộ"))
        words = tuple(
            Restored(at, at + len(own), likely, "twin", "a") for own, likely in read for at in (text.index(own),)
        )
        return replace(document, restored=words)

    return replace(comparison, documents=tuple(map(readable, comparison.documents)))


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of several plans (`report`, or `scan`, where the scan among them is made readable) or of two versions
    (`diff`), of the small samples."""
    folder = tmp_path_factory.mktemp("pages")
    written = {
        "report": lambda: render(report_sample.sample(), version="0"),
        "scan": lambda: render(_made_readable(report_sample.sample()), version="0"),
        "diff": lambda: render_difference(diff_sample.sample(), version="0"),
    }

    @cache
    def page(name: str) -> Path:
        path = folder / f"{name}.html"
        path.write_text(written[name](), encoding="utf-8")
        return path

    return page


@pytest.fixture
def open_page(chromium: Any, page_of: Callable[[str], Path]) -> Iterator[Callable[..., Any]]:
    """Opens a page with the network closed; when the test ends, it must not have complained or asked for anything.

    `before` is a script that runs before those of the page, `permissions` are what the browser grants.
    """
    contexts, complaints, requests = [], [], []
    opened_pages = set()

    def opened(
        name: str, fragment: str = "", before: str = "", permissions: tuple[str, ...] = (), **options: Any
    ) -> Any:
        context = chromium.new_context(offline=True, **{"reduced_motion": "reduce"} | options)
        contexts.append(context)
        context.grant_permissions(list(permissions))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script(
            f"addEventListener('securitypolicyviolation', e => console.log('CSP', e.blockedURI)); {before}"
        )
        opened_pages.add(page_of(name).as_uri())
        page.goto(page_of(name).as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert {url.partition("#")[0] for url in requests} <= opened_pages
