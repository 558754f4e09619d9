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


class Ended(BaseException):
    """A signal asks the program to end: on its way out it removes what is half done, as after Ctrl-C."""


def run() -> None:
    """The program; ends with its exit code, after Ctrl-C with a line that says so and no traceback.

    Ended by SIGTERM or SIGHUP it says nothing and dies of that signal once it has removed what is half done; of a
    second one it dies at once.

    It holds what it made until it ends, so that looking for garbage and taking everything down one by one would be
    in vain; together they were an eighth of the time of `diff`.
    """
    gc.disable()
    try:
        _fill_standard_streams()
        _hear_signals()
        from plancompare.cli import main

        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Ended as ended:
        (number,) = ended.args
        os.kill(os.getpid(), number)
        code = 128 + number  # where that was not the end
    if code == INTERRUPTED:
        with suppress(OSError):  # nobody listens
            print("plancompare: interrupted", file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            if stream is not None:
                stream.flush()
    os._exit(code)


def _fill_standard_streams() -> None:
    """Where the caller closed one of the three, the next file opened would take its number, and all that libraries
    say there would go into that file."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _hear_signals() -> None:
    import signal
    from types import FrameType

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Ended(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has them ignored
            signal.signal(number, end)


if __name__ == "__main__":
    run()
