"""What a command costs beside what it cannot do without, in instructions: the same on every machine, so that a command
that grew slow is seen where seconds would not tell (`tests/benchmarks/instructions.py` prints all commands)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from instructions import ratio


@pytest.mark.parametrize(("command", "most"), [("--help", 1.5), ("diff", 14.0)])
def test_a_command_takes_no_more_instructions_than_it_did(command: str, most: float) -> None:
    """Loosely: measured are 1.2 and 11.4."""
    assert ratio(command) <= most
