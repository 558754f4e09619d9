"""`plancompare` and `python -m plancompare`.

Nothing is imported until the program runs: the process that aligns sections imports this module too, and has no use
for a command line.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130  # 128 and the number of the signal, as a shell counts


def run() -> None:
    """The program; ends with its exit code, and where a signal stops it, by way of every clean-up on the way."""
    try:
        _heed_signals()
        from plancompare.cli import main

        code = main()
    except KeyboardInterrupt:  # before signals are heeded
        code = INTERRUPTED
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else 1
    _ignore_signals()  # what is left takes no time, and a second Ctrl-C would leave a traceback
    if code == INTERRUPTED:
        from contextlib import suppress

        with suppress(OSError):  # nobody listens
            print("plancompare: interrupted", file=sys.stderr, flush=True)
    sys.exit(code)


def _heed_signals() -> None:
    import signal

    def stop(number: int, frame: object) -> None:
        _ignore_signals()
        raise SystemExit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, stop)


def _ignore_signals() -> None:
    import signal

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


if __name__ == "__main__":
    run()
