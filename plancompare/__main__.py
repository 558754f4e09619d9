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

    SIGTERM and SIGHUP interrupt it like Ctrl-C, so that it removes what is half done; then it says nothing and dies of
    the signal. Of a second one it dies at once.

    It holds what it made until it ends, so that looking for garbage and taking everything down one by one would be
    in vain; together they were an eighth of the time of `diff`.
    """
    gc.disable()
    heard: list[int] = []
    try:
        _hear_signals(heard)
        from plancompare.cli import main

        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    if heard:
        os.kill(os.getpid(), heard[0])
        code = 128 + heard[0]  # where that was not the end
    if code == INTERRUPTED:
        with suppress(OSError):  # nobody listens
            print("plancompare: interrupted", file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            if stream is not None:
                stream.flush()
    os._exit(code)


def _hear_signals(heard: list[int]) -> None:
    import signal
    from types import FrameType

    def end(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        signal.signal(number, signal.SIG_DFL)
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has them ignored
            signal.signal(number, end)


if __name__ == "__main__":
    run()
