"""Results to files: whole or not at all, never over an input, never out of the folder that was named.

`protect` is asked before any work is done, `write` when it is.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from plancompare.errors import UsageError


def protect(json: str | None, named: Sequence[str], inputs: Sequence[str], reports: Sequence[str] = ()) -> None:
    """Refuse, before any work is done, what cannot be written, or only over an input or over another result.

    `named` are files that the user named himself besides `json`; `reports` have names of ours in a folder of his, and
    must stay in it though one of these names were a link. An input is known by its place and by its file, so also
    under another spelling of its name and by a hard link.
    """
    if json == "":
        raise UsageError("--json: the name of the file is empty; give one, or - to print the result")
    written = [(path, "name another folder with -o") for path in reports]
    written += [(path, "name another file") for path in named]
    if json is not None and json != "-":
        written.append((json, "name another file with --json"))
    for path in reports:
        _check_link(path)
    for path, advice in written:
        _check_place(path, advice)
    read = {one for path in inputs for one in _identities(_archive_of(path))}
    places = set[str]()
    for path, _ in written:
        if not read.isdisjoint(_identities(path)):
            raise UsageError(f"{path}: would be written over, but it is one of the inputs; choose another file")
        place = unicodedata.normalize("NFC", os.path.realpath(path)).casefold()  # one name to some file systems
        if place in places:
            raise UsageError(f"{path}: two results would be written to it; choose another file with --json")
        places.add(place)


def _archive_of(path: str) -> str:
    """The archive in which a document lies (`plans.zip/a.txt`); the path itself where it is a file."""
    while path and not os.path.lexists(path):
        path = os.path.dirname(path)
    return path


def _identities(path: str) -> Iterator[object]:
    """What tells that two paths are one file: the place they lead to and, where there is a file, its number."""
    yield os.path.realpath(path)
    with suppress(OSError):
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode):
            yield status.st_dev, status.st_ino


def _check_link(path: str) -> None:
    """A folder from elsewhere may hold a link of this name that leads to any file of its reader."""
    if os.path.islink(path) and os.path.dirname(os.path.realpath(path)) != os.path.realpath(os.path.dirname(path)):
        raise UsageError(f"{path}: is a link out of its folder; remove it, or name another folder with -o")


def _check_place(path: str, advice: str) -> None:
    if os.path.isdir(path):
        raise UsageError(f"{path} is a folder, not a file; {advice}")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise UsageError(f"{path}: you may not write here; {advice}")
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
        if os.path.exists(path) and not os.path.isfile(path):  # /dev/null must not be replaced
            with open(path, "wb") as device:
                device.write(content)
            return
        with replacing(os.path.realpath(path)) as beside, open(beside, "wb") as file:
            file.write(content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{path}: cannot be written ({reason}); choose another place") from None


@contextmanager
def replacing(place: str) -> Iterator[str]:
    """A new empty file beside `place`, which is moved there when the block ends and is removed when it fails.

    The folder is made where it is missing. A file that was there passes on who may read it, and is replaced only when
    the new one is on the disk, so that a power cut leaves one of the two; a link is replaced, not followed. Raises
    OSError.
    """
    folder = os.path.dirname(place) or "."
    os.makedirs(folder, exist_ok=True)
    beside = os.path.join(folder, f".plancompare-{os.urandom(8).hex()}.tmp")  # the name of `place` may have no room
    try:
        with open(beside, "xb"):
            pass
        replaces = os.path.isfile(place)
        if replaces:
            os.chmod(beside, stat.S_IMODE(os.stat(place).st_mode))
        yield beside
        if replaces:
            with open(beside, "rb+") as file:
                os.fsync(file.fileno())
        os.replace(beside, place)
    except BaseException:
        with suppress(OSError):
            os.remove(beside)
        raise
