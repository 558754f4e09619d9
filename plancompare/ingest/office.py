"""Old Word files (DOC), rich text (RTF) and OpenDocument text (ODT): LibreOffice makes a DOCX, which `word` reads.

LibreOffice runs without a window in a process apart, with a profile of its own in a temporary folder that is removed
afterwards. Macros are off, and nothing that a document links to is fetched.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from typing import NamedTuple

from plancompare.errors import InputLimitError, LimitError, NotAPlanError
from plancompare.ingest import archive
from plancompare.ingest.apart import read_apart
from plancompare.ingest.reading import Limits, Reading, ReadingOptions

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_PROGRAMS = ("soffice", "libreoffice")
_INSTALL = "install LibreOffice Writer (Debian: libreoffice-writer), or save it as .docx and give that"
_SAVE_AS_DOCX = "save it as .docx, without a password, and give that"
_SAVE_THE_TEXT = "save the plan in it as .docx or .txt and give that"
_CHUNK = 1024**2


class _Stream(NamedTuple):
    """The name of a stream in an old Office file and what a file with it is."""

    name: str
    kind: str
    advice: str


_STREAMS = (
    _Stream("WordDocument", "", ""),
    _Stream("EncryptedPackage", "an Office file behind a password", "save it without the password and give that"),
    _Stream("Workbook", "an old spreadsheet", _SAVE_THE_TEXT),
    _Stream("PowerPoint Document", "an old presentation", _SAVE_THE_TEXT),
)

# No macros, no active content, no picture or text from elsewhere; and where one is fetched all the same, it goes to a
# port of this machine on which nobody listens.
_OFF = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _OFF
    )
    + "</oor:items>\n"
)


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of the file, with the repairs of `word.read` after a word on LibreOffice.

    Raises `NotAPlanError` where LibreOffice is not installed or cannot open the file (a password, damage), and for
    spreadsheets and presentations; `LimitError` after `options.limits.seconds` and for what unpacks to too much.
    """
    from shutil import which

    if data.startswith(_OLE):
        stream = next((stream for stream in _STREAMS if stream.name.encode("utf-16-le") in data), None)
        if stream is None:
            raise NotAPlanError(path, "this is an old Office file without a document of Word", _SAVE_THE_TEXT)
        if stream.kind:
            raise NotAPlanError(path, f"this is {stream.kind}", stream.advice)
    elif data.startswith(_ZIP):
        if b"opendocument.text" not in data[:256]:
            raise NotAPlanError(path, "this is an OpenDocument file, but no text document", _SAVE_THE_TEXT)
        _measure(path, data, options.limits)
    if not any(map(which, _PROGRAMS)):
        raise NotAPlanError(path, "reading this format needs LibreOffice, which is not installed here", _INSTALL)
    options.tell(f"{path}: LibreOffice converts it to DOCX")
    return read_apart(__name__, "convert", path, data, options)


def convert(path: str, data: bytes, options: ReadingOptions) -> Reading:
    """The reading of the DOCX that LibreOffice makes of the file; to be run in a process apart.

    Raises NotAPlanError where LibreOffice makes none of it."""
    from pathlib import Path
    from shutil import which
    from subprocess import DEVNULL, run
    from tempfile import TemporaryDirectory

    from plancompare.ingest import word

    program = next(filter(None, map(which, _PROGRAMS)))
    with TemporaryDirectory(prefix="plancompare-") as folder:
        given, profile, made = (os.path.join(folder, name) for name in ("plan", "profile", "plan.docx"))
        for needed in (profile, os.path.join(profile, "user")):
            os.mkdir(needed)
        with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
        with open(given, "wb") as file:
            file.write(data)
        run(
            [
                *(program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"),
                *("--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, given),
            ],
            env={**os.environ, "HOME": folder, "TMPDIR": folder, "SAL_USE_VCLPLUGIN": "svp"},
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            check=False,
        )
        try:
            with open(made, "rb") as file:
                converted = file.read(options.limits.file_bytes)
        except FileNotFoundError:
            raise NotAPlanError(path, "LibreOffice cannot open it (damaged, or a password)", _SAVE_AS_DOCX) from None
    reading = word.read(path, converted, options)
    return reading._replace(repairs=("đã nhờ LibreOffice chuyển sang DOCX rồi mới đọc", *reading.repairs))


def _measure(path: str, data: bytes, limits: Limits) -> None:
    """LibreOffice unpacks all of an ODT; this says how much that is, not what the file claims."""
    left = limits.unpacked_bytes
    try:
        with archive.directory(io.BytesIO(data)) as files:
            for info in files.infolist():
                with files.open(info) as file:
                    while left >= 0 and (chunk := file.read(_CHUNK)):
                        left -= len(chunk)
    except LimitError:
        problem = f"this OpenDocument file has more than {archive.MOST_FILES:,} parts"
        raise InputLimitError(path, problem, _SAVE_AS_DOCX) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise NotAPlanError(path, "this OpenDocument file is damaged or behind a password", _SAVE_AS_DOCX) from None
    if left < 0:
        problem = f"it unpacks to more than {limits.unpacked_bytes / 1024**2:,.0f} MiB"
        raise InputLimitError(path, problem, "raise --max-mb, or save its text alone")
