"""Photographs the samples of `reports/` for the README, in Chromium.

    python tests/golden/make_screenshots.py [FOLDER]

FOLDER (`reports` unless named) holds `compare.html` and `diff.html` and gets `overview.png` and `diff.png`. The size is
fixed; letters look as the fonts of the machine do, so that nothing holds the pictures byte for byte.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT = 1280, 900
# Page, what stands at the top of the picture, picture.
SHOTS = (("compare.html", "#overview", "overview.png"), ("diff.html", "#list", "diff.png"))


def main() -> None:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "reports"
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page, target, picture in SHOTS:
            tab = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
            )
            tab.goto((folder / page).as_uri())
            for _ in range(3):  # what is drawn on the way moves the target
                tab.locator(target).evaluate("element => element.scrollIntoView({ behavior: 'instant' })")
                tab.wait_for_timeout(300)
            tab.screenshot(path=folder / picture)
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
