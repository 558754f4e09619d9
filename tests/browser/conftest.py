"""Real Chromium on a report from disk, with the network closed and every complaint of the page recorded."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

REQUIRED = os.environ.get("PLANCOMPARE_REQUIRE_BROWSER") == "1"


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """Skips with the reason, or fails where the browser tests are required."""

    def tell(what: str) -> NoReturn:
        if REQUIRED:
            pytest.fail(f"{what}, and PLANCOMPARE_REQUIRE_BROWSER=1 forbids skipping")
        pytest.skip(what)

    return tell


@pytest.fixture(scope="session")
def chromium(missing: Callable[[str], NoReturn]) -> Iterator[object]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        missing("no Chromium is installed (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()
