"""The forms are made once a session, by real tools, and shared by all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PACKAGES = "libreoffice-writer-nogui tesseract-ocr tesseract-ocr-vie chromium fonts-liberation libc-bin"


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each of the two plans, `thanh-pho` and `so-ngoai-vu`, with the plan in every digital form."""
    missing = [tool for tool in ("soffice", "tesseract", "iconv") if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"{', '.join(missing)} missing: apt-get install {PACKAGES}")
    from make_forms import make_forms
    from plan_pages import city_plan, department_plan

    folder = tmp_path_factory.mktemp("forms")
    for plan in (city_plan(), department_plan()):
        make_forms(folder / plan.name, plan)
    return folder


@pytest.fixture(scope="session")
def scans(forms: Path) -> Path:
    """The folder of the city's plan, with its pages from a scanner: scan.pdf and scan.tif, scan.png and scan.jpg."""
    from paper import scan

    folder = forms / "thanh-pho"
    scan(folder / "printed.pdf", folder)
    return folder
