"""`plancompare` and `python -m plancompare`.

Nothing is imported until the program runs: the process that aligns sections imports this module too, and has no use
for a command line.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

INTERRUPTED = 130  # 128 and the number of SIGINT, as a shell counts


def run() -> None:
    """The program; ends with its exit code, after Ctrl-C with a line that says so and no traceback.

    It holds what it made until it ends, so that looking for garbage and taking everything down one by one would be
    in vain; together they were an eighth of the time of `diff`.
    """
    gc.disable()
    try:
        from plancompare.cli import main

        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        with suppress(OSError):  # nobody listens
            print("plancompare: interrupted", file=sys.stderr, flush=True)
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
