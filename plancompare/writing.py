"""Results to files: whole or not at all, and never over an input.

`protect` is asked before any work is done, `write` when it is.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence

from plancompare.errors import UsageError


def protect(json: str | None, reports: Sequence[str], inputs: Sequence[str]) -> None:
    """Refuse, before any work is done, what cannot be written, or only over an input or over another result."""
    written = [(path, "name another folder with -o") for path in reports]
    if json == "":
        raise UsageError("--json: the name of the file is empty; give one, or - to print the result")
    if json is not None and json != "-":
        written.append((json, "name another file with --json"))
    for path, advice in written:
        _check_place(path, advice)
    places = [os.path.realpath(path) for path, _ in written]
    read = {os.path.realpath(path) for path in (*inputs, *map(_archive_of, inputs))}
    for place in places:
        if place in read:
            raise UsageError(f"{place}: would be written over, but it is one of the inputs; choose another file")
        if places.count(place) > 1:
            raise UsageError(f"{place}: two results would be written to it; choose another file with --json")


def _archive_of(path: str) -> str:
    """The archive in which a document lies (`plans.zip/a.txt`); the path itself where it is a file."""
    while path and not os.path.lexists(path):
        path = os.path.dirname(path)
    return path


def _check_place(path: str, advice: str) -> None:
    if os.path.isdir(path):
        raise UsageError(f"{path} is a folder, not a file; {advice}")
    if os.path.isfile(path) or not os.path.exists(path):  # else a device, which is written to in its place
        path = os.path.dirname(path) or "."
        while not os.path.exists(path):
            path = os.path.dirname(path) or "."
        if not os.path.isdir(path):
            raise UsageError(f"{path} is a file, not a folder; {advice}")
    if not os.access(path, os.W_OK):
        raise UsageError(f"{path}: you may not write here; {advice}")


def write(path: str, content: bytes) -> None:
    """Put `content` beside its place first, then move it there; a device is written to where it is.

    Raises UsageError, which names the path and the reason, where that cannot be done.
    """
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):  # /dev/null must not be replaced
            with open(path, "wb") as device:
                device.write(content)
        else:
            _replace(os.path.realpath(path), content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{path}: cannot be written ({reason}); choose another place") from None


def _replace(path: str, content: bytes) -> None:
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        with open(beside, "xb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(beside)
        raise
