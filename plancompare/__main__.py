"""`plancompare` and `python -m plancompare`.

Nothing is imported until the program runs: the process that aligns sections imports this module too, and has no use
for a command line.
"""

from __future__ import annotations

import sys


def run() -> None:
    """The program; ends with its exit code."""
    from plancompare.cli import main

    sys.exit(main())


if __name__ == "__main__":
    run()
