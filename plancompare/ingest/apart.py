"""Reads a file in a process of its own, so that a file made to do harm harms that process alone.

PDF, pictures and recognition run native code on bytes from anywhere. Such a reader gets a fresh Python that shares
nothing with the caller (it is no fork, because the caller may have threads, and does not run the caller's `__main__`
again), a limit on time and on memory, and a temporary folder that is removed with all that is left in it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from plancompare.errors import InputError, InputLimitError, NotAPlanError, PlanCompareError, UnreadableError
from plancompare.ingest.reading import Reading, ReadingOptions

if TYPE_CHECKING:
    from subprocess import Popen

MEMORY = 4 * 1024**3
"""Bytes of address space of the process and of each one it starts. The largest picture of the default limits, 100
million points, takes 0.4 GB as drawn, as much again as an image and 0.1 GB for Tesseract, and a file of 256 MiB is
held up to three times: 2 GB together. What asks for twice that is a bomb."""

_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from plancompare.ingest.apart import serve; serve()"
_SAVE_ANEW = "it is damaged or made to do harm: open it, save it anew and give that"


def read_apart(module: str, function: str, path: str, data: bytes, options: ReadingOptions) -> Reading:
    """What `function(path, data, options)` of `module` (its full name) returns, run in a process of its own.

    `options.tell` is called here with each line the reader tells there. The errors of this package pass through.
    Raises `LimitError` after `options.limits.seconds` and where memory runs out, `NotAPlanError` where the reader
    crashes. However this ends, the process and all it started are gone.
    """
    from subprocess import DEVNULL, PIPE, Popen
    from tempfile import TemporaryDirectory
    from threading import Event, Thread, Timer

    expired = Event()

    def expire() -> None:
        expired.set()
        _kill(process)

    with TemporaryDirectory(prefix="plancompare-", ignore_cleanup_errors=True) as folder:
        process = Popen(
            [sys.executable, "-c", _CHILD, *map(str, sys.path)],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
            start_new_session=True,  # Ctrl-C reaches this process alone, and a whole group can be killed
        )
        assert process.stdin is not None and process.stdout is not None
        request = (module, function, path, data, _without_tell(options))
        sender = Thread(target=_send, args=(process.stdin, request), daemon=True)
        timer = Timer(options.limits.seconds, expire)
        try:
            sender.start()
            timer.start()
            answer = _listen(process.stdout, options.tell)
        finally:
            timer.cancel()
            if timer.ident is not None:
                timer.join()
            _kill(process)  # before `wait`, after which its number may be another's
            process.wait()
            sender.join()
            with suppress(OSError):
                process.stdin.close()
            process.stdout.close()
    if isinstance(answer, Reading):
        return answer
    if answer is not None:
        error, arguments = answer
        raise error(*arguments)
    if expired.is_set():
        seconds = f"{options.limits.seconds:g} seconds"
        raise InputLimitError(
            path, f"reading it takes more than {seconds}", "allow more with --max-seconds, or split it"
        )
    raise NotAPlanError(path, f"the file crashed the reader ({_end(process.returncode)})", _SAVE_ANEW)


def _without_tell(options: ReadingOptions) -> dict[str, Any]:
    return {name: value for name, value in options._asdict().items() if name != "tell"}


def _send(pipe: IO[bytes], request: object) -> None:
    """In a thread of its own: the process may never come to read."""
    with suppress(OSError):  # it died; its end says so
        pickle.dump(request, pipe)
        pipe.flush()


# What ends the conversation: a reading, or an error to raise here.
_Answer = Reading | tuple[type[PlanCompareError], tuple[str, ...]]


def _listen(pipe: IO[bytes], tell: Callable[[str], None]) -> _Answer | None:
    """The last thing the process says; nothing where it died before."""
    while True:
        try:
            message: str | _Answer = pickle.load(pipe)
        except (EOFError, pickle.UnpicklingError):
            return None
        if not isinstance(message, str):
            return message
        tell(message)


def _kill(process: Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):  # none is left; macOS says so of a dead one
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _end(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


# ---------------------------------------------------------------- in the process


def serve() -> None:
    """The whole life of the process: take one request from standard input, answer it on standard output."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):  # native code and programs started here must not read or write what is meant for us
        os.dup2(nothing, standard)

    def say(message: str | _Answer) -> None:
        answers.write(pickle.dumps(message))
        answers.flush()

    try:
        module, function, path, data, values = pickle.load(requests)
    except (EOFError, pickle.UnpicklingError):  # the caller is gone
        return
    _die_with(requests)
    _limit_memory()
    say(_answer(module, function, path, data, ReadingOptions(**values, tell=say)))
    os._exit(0)  # there is nothing to clean up; libraries would take their time


def _answer(module: str, function: str, path: str, data: bytes, options: ReadingOptions) -> _Answer:
    try:
        reading: Reading = getattr(import_module(module), function)(path, data, options)
        return reading
    except InputError as error:
        return type(error), (error.path, error.problem, error.advice)
    except PlanCompareError as error:
        return type(error), (str(error),)
    except MemoryError:
        return InputLimitError, (path, f"reading it takes more than {MEMORY // 1024**3} GiB of memory", "split it")
    except Exception as error:  # the file drove a library where nobody was before
        if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
            problem = f"there is no room for the temporary files that reading it takes ({error.strerror})"
            return UnreadableError, (path, problem, "make room, or name another folder for them with TMPDIR")
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return NotAPlanError, (path, f"the file broke the reader ({reason})", _SAVE_ANEW)


def _die_with(requests: IO[bytes]) -> None:
    """Ends this process and all it started when the caller is no more: then nobody holds the other end."""
    from threading import Thread

    def watch() -> None:
        requests.read(1)
        if sys.platform != "win32":
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        most = resource.getrlimit(limit)[1]
        lowered = value if most == resource.RLIM_INFINITY else min(value, most)
        with suppress(OSError, ValueError):  # macOS refuses the first
            resource.setrlimit(limit, (lowered, lowered))
