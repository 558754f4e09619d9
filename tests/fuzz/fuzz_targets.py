"""The targets by name: what is tried, how its inputs are changed, and how much one may cost."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import container_mutations as containers
import fuzzed_pages as pages
import fuzzed_readers as readers
import mutations

CORPUS = Path(__file__).parent / "corpus"
MEMORY = 512 * 1024**2
"""Bytes by which the peak of the process may grow for one input; the largest of the corpus takes a tenth."""


class CostsTooMuch(Exception):
    """One input took more processor time or memory than its target allows."""


class Target(NamedTuple):
    """`check` raises for what must not be; `seconds` of processor time and `length` in bytes bound one input."""

    check: Callable[[bytes], None]
    mutate: mutations.Mutator
    seconds: float = 5.0
    length: int = 40_000

    def run(self, data: bytes) -> None:
        """`check` with its bounds. Raises what `check` raises, and `CostsTooMuch`."""
        peak, begin = _peak(), time.process_time()
        self.check(data)
        seconds, grown = time.process_time() - begin, _peak() - peak
        if seconds > self.seconds:
            raise CostsTooMuch(f"{seconds:.1f} s of processor time for {len(data):,} bytes")
        if grown > MEMORY:
            raise CostsTooMuch(f"{grown / 1024**2:,.0f} MiB of memory for {len(data):,} bytes")

    def changed(self, data: bytes, most: int, seed: int, raw: mutations.Raw) -> bytes:
        """`data` changed as a file of its kind, at most `most` bytes of it."""
        return self.mutate(data, most, Random(seed), raw)[:most]


TARGETS: Mapping[str, Target] = {
    "text": Target(readers.reads("plain_text"), mutations.raw_or_lines),
    "html": Target(readers.reads("html_page"), mutations.markup),
    "mhtml": Target(readers.reads("web_archive"), containers.message),
    "docx": Target(readers.reads("word"), containers.package),
    "office": Target(readers.office_without_libreoffice, lambda *given: _by_kind(*given)),
    "libreoffice": Target(readers.office_with_libreoffice, lambda *given: _by_kind(*given), seconds=60.0),
    "pdf": Target(readers.reads("pdf.document", "read_here"), containers.pdf),
    "picture": Target(readers.reads("ocr.picture", "read_here"), lambda data, most, chance, raw: raw(data, most)),
    "archive": Target(readers.archive_of_plans, containers.archive),
    "structure": Target(pages.structure, mutations.lines, seconds=10.0),
    "compare": Target(pages.compare, mutations.payload_lines, seconds=20.0, length=8_000),
    "diff": Target(pages.diff, mutations.payload_lines, seconds=20.0, length=8_000),
    "scan": Target(pages.scan, mutations.payload_lines, seconds=20.0, length=8_000),
    "terminal": Target(pages.terminal, mutations.payload_lines, seconds=10.0, length=8_000),
}


def seeds(name: str) -> list[Path]:
    """The saved inputs of a target, those that once broke it among them (`broke-…`)."""
    return sorted(path for path in (CORPUS / name).iterdir() if path.is_file())


def _by_kind(data: bytes, most: int, chance: Random, raw: mutations.Raw) -> bytes:
    """A document of an office suite: rich text by its words, OpenDocument by its parts, an old Word file by bytes."""
    mutate = mutations.rich_text if data.startswith(b"{\\rtf") else containers.package
    return mutate(data, most, chance, raw)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
