"""Compiled templates, kept as Python keeps compiled modules: in `__pycache__`, beside those of this package.

Compiling the templates of a report is a fifth of the work of comparing five plans. Where the folder cannot be written,
or Python is told to write none (`PYTHONDONTWRITEBYTECODE`), they are compiled each time. jinja2 takes what was kept
only where source, Python and its own version are those it was made with.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from jinja2.bccache import Bucket, FileSystemBytecodeCache


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates as files of `folder`; the same templates without them where these cannot be had."""

    def __init__(self, folder: str = os.path.join(os.path.dirname(__file__), "__pycache__")) -> None:
        super().__init__(folder, "template-%s.pyc")

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                os.makedirs(self.directory, exist_ok=True)
                super().dump_bytecode(bucket)
