"""A text read closely once: its outline and the forms its words are compared by, small enough to keep."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import cache, partial
from itertools import accumulate
from operator import add
from typing import NamedTuple

import msgspec
from msgspec import Struct

from plancompare.channel import forget
from plancompare.corpus.batches import in_order
from plancompare.errors import InputError, PlanCompareError
from plancompare.ingest import ReadingOptions, read_source
from plancompare.model import Failure, Metadata, Plan
from plancompare.parse import outline_plan
from plancompare.text import Word
from plancompare.tokens import Tokens, as_tokens, tokenize

_BATCH = 16
"""Files read in one go by one process: some half a second of work."""
_FAST = 3  # of zlib; 6 takes twice the time for 5 % less

_word = partial(tuple.__new__, Word)


class Read(NamedTuple):
    """What is kept of a file: what it says of itself, to be listed, and the record, to be compared.

    Nothing in `record` depends on where the file stands: the id of its plan is `sha256`, its path is empty.
    """

    path: str
    sha256: str
    is_scan: bool
    metadata: Metadata
    record: bytes


class _Record(Struct, frozen=True, array_like=True):
    """Of each word how far it begins behind the one before, and how long it is; `broken` are those that are not shown
    as they stand in the text. `tolerant` are the forms, one a line: to find them anew would take longest."""

    plan: Plan
    gaps: tuple[int, ...]
    lengths: tuple[int, ...]
    broken: tuple[tuple[int, str], ...]
    tolerant: str


def encode(tokens: Tokens) -> bytes:
    """A record, compressed; `decode` gives the same tokens again."""
    words, text = tokens.words, tokens.plan.text
    starts = [word.start for word in words]
    record = _Record(
        plan=tokens.plan,
        gaps=tuple(start - before for before, start in zip([0, *starts], starts, strict=False)),
        lengths=tuple(word.end - word.start for word in words),
        broken=tuple((at, word.shown) for at, word in enumerate(words) if word.shown != text[word.start : word.end]),
        tolerant="\n".join(tokens.tolerant),
    )
    return zlib.compress(msgspec.msgpack.encode(record), _FAST)


def decode(record: bytes) -> Tokens:
    """The tokens of a record. Raises ValueError for bytes that are none."""
    try:
        kept = _decoder().decode(zlib.decompress(record))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"no record of a text: {error}") from None
    text = kept.plan.text
    starts = tuple(accumulate(kept.gaps))
    ends = tuple(map(add, starts, kept.lengths))
    shown = list(map(text.__getitem__, map(slice, starts, ends)))
    for at, whole in kept.broken:
        shown[at] = whole
    words = tuple(map(_word, zip(starts, ends, shown, strict=True)))
    return as_tokens(kept.plan, words, tuple(kept.tolerant.split("\n")) if words else ())


def read_closely(paths: Sequence[str], reading: ReadingOptions, executor: Executor | None) -> Iterator[Read | Failure]:
    """The record of each file, in order, in batches in the pool; a Failure in place of one that cannot be read."""
    batches = (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))
    reading = reading._replace(tell=_nobody)
    for batch in in_order(partial(_read_batch, reading=reading), batches, executor):
        yield from batch


def _read_batch(paths: Sequence[str], reading: ReadingOptions) -> list[Read | Failure]:
    read = [_read(path, reading) for path in paths]
    forget()
    return read


def _read(path: str, reading: ReadingOptions) -> Read | Failure:
    try:
        source = read_source(path, reading)
        outline = outline_plan(msgspec.structs.replace(source, path=""), source.sha256)
        record = encode(tokenize(outline))
    except InputError as error:
        return Failure(path, f"{error.problem}; {error.advice}")
    except PlanCompareError as error:
        return Failure(path, str(error))
    return Read(path, source.sha256, outline.ocr.is_ocr, outline.metadata, record)


def _nobody(message: str) -> None:
    """Hears what is told of the progress of one file; what the caller gave cannot go to another process."""


@cache
def _decoder() -> msgspec.msgpack.Decoder[_Record]:
    return msgspec.msgpack.Decoder(_Record)
