"""The forms are made once a run, by real tools, and shared by all tests of this folder, in whichever process."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
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

    def make(folder: Path) -> None:
        for plan in (city_plan(), department_plan()):
            make_forms(folder / plan.name, plan)

    return made_once("forms", make, tmp_path_factory)


@pytest.fixture(scope="session")
def scans(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the city's plan, with its pages from a scanner: scan.pdf and scan.tif, scan.png and scan.jpg."""
    from paper import scan

    printed = forms / "thanh-pho"
    made_once("scans", lambda _: scan(printed / "printed.pdf", printed), tmp_path_factory)
    return printed


def made_once(name: str, make: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that name, filled by whichever process of pytest-xdist comes first; the others wait for it."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, finished = root / name, root / f"{name}.finished"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that failed
            folder.mkdir()
            make(folder)
            finished.touch()
    return folder
