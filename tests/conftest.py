"""What all tests share: where the real plans are, how long properties are tried, which tests may not be skipped."""

from __future__ import annotations

import os
import socket
from collections.abc import Generator
from pathlib import Path
from typing import Any

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


_connect, _getaddrinfo = socket.socket.connect, socket.getaddrinfo


def _connect_here(self: socket.socket, address: Any) -> None:
    """Only to this machine, as Spark does; the browser is a process apart, and is told to fetch nothing."""
    if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost")):
        pytest.fail(f"a test connects to {address}")
    _connect(self, address)


def _name_of_this_machine(host: Any, *arguments: Any, **named: Any) -> Any:
    if host not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", socket.gethostname()):
        pytest.fail(f"a test asks for the address of {host}")
    return _getaddrinfo(host, *arguments, **named)


# Not a fixture: what is imported and set up before the first test has no network either.
socket.socket.connect, socket.getaddrinfo = _connect_here, _name_of_this_machine  # type: ignore[method-assign]
