"""What all tests share: where the real plans are, how long properties are tried, which tests may not be skipped."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
collect_ignore = ["benchmarks"]  # scripts that fit and measure, run by hand

# `quick` tries the same few examples every time, `thorough` (--hypothesis-profile=thorough) others, for hours:
# tests/properties/effort.py says how many.
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("quick", derandomize=True, deadline=None, database=None, suppress_health_check=_SLOW)
settings.register_profile("thorough", deadline=None, print_blob=True, suppress_health_check=_SLOW)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of the five real plans."""
    return ROOT / "fixtures"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    required = os.environ.get("PLANCOMPARE_REQUIRE_BROWSER") == "1"
    if required and report.skipped and item.get_closest_marker("browser"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"PLANCOMPARE_REQUIRE_BROWSER=1 forbids to skip this: {reason}"
    return report
