"""`plancompare` and `python -m plancompare`.

Nothing is imported until the program runs: the process that aligns sections imports this module too, and has no use
for a command line.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130  # 128 and the number of SIGINT, as a shell counts


def run() -> None:
    """The program; ends with its exit code, after Ctrl-C with a line that says so and no traceback."""
    try:
        from plancompare.cli import main

        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        from contextlib import suppress

        with suppress(OSError):  # nobody listens
            print("plancompare: interrupted", file=sys.stderr, flush=True)
    sys.exit(code)


if __name__ == "__main__":
    run()
