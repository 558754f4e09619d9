"""Readers that go wrong in every way, for the tests of the process apart."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time

from plancompare.errors import LimitError, UnreadableError
from plancompare.ingest.reading import Reading, ReadingOptions


def echo(path: str, data: bytes, options: ReadingOptions) -> Reading:
    print("noise from a library")
    options.tell(f"{path}: {options.dpi}")
    options.tell("page 2 of 2")
    return Reading(data.decode(), "utf-8", (__name__, sys.modules["__main__"].__name__))


def sleep(path: str, data: bytes, options: ReadingOptions) -> Reading:
    child = subprocess.Popen(["sleep", "60"])
    with open(os.path.join(tempfile.gettempdir(), "left-behind"), "wb"):
        options.tell(f"{os.getpid()} {child.pid} {tempfile.gettempdir()}")
    time.sleep(60)
    raise AssertionError("nobody ended this")


def crash(path: str, data: bytes, options: ReadingOptions) -> Reading:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError("it lives")


def swell(path: str, data: bytes, options: ReadingOptions) -> Reading:
    return Reading(str(len(bytearray(5 * 1024**3))), None)


def refuse(path: str, data: bytes, options: ReadingOptions) -> Reading:
    raise UnreadableError(path, "no", "ask again")


def limit(path: str, data: bytes, options: ReadingOptions) -> Reading:
    raise LimitError("too much")


def stumble(path: str, data: bytes, options: ReadingOptions) -> Reading:
    return Reading(str({}["a\nb"]), None)


def fill(path: str, data: bytes, options: ReadingOptions) -> Reading:
    with open("/dev/full", "wb", 0) as disk:
        disk.write(data)
    raise AssertionError("there was room")


def end(path: str, data: bytes, options: ReadingOptions) -> Reading:
    os._exit(7)
