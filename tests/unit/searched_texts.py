"""Texts to search, made of random grams, and two engines asked the same: for the tests on Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pytest

from plancompare.corpus.engine import Engine
from plancompare.model.scan import ScanOptions

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOPBACK = "127.0.0.1"
Text = tuple[str | None, "NDArray[Any]"]


def set_up_java(patch: pytest.MonkeyPatch) -> None:
    """Java as for short runs, which takes half of its time, and nothing beyond this machine."""
    patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    patch.setenv("SPARK_LOCAL_IP", LOOPBACK)


def tables(texts: list[Text]) -> duckdb.DuckDBPyConnection:
    """A connection that has the tables `documents` and `grams` of texts, given by province and grams."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE documents(doc INTEGER, province VARCHAR)")
    connection.execute("CREATE TABLE grams(doc INTEGER, gram BIGINT)")
    for doc, (province, grams) in enumerate(texts):
        connection.execute("INSERT INTO documents VALUES (?, ?)", [doc, province])
        if len(grams):
            connection.execute("INSERT INTO grams SELECT ?, unnest(?)", [doc, grams.astype(np.int64).tolist()])
    return connection


def made(texts: int) -> list[Text]:
    """Families, a template that a third fills in, single passages, texts without grams, provinces not known."""
    chance = np.random.default_rng(7)

    def some(count: int) -> NDArray[Any]:
        return chance.integers(-(2**63), 2**63 - 1, count)

    template, families, passage = some(60), [some(40) for _ in range(texts // 4 + 1)], some(8)
    found: list[Text] = []
    for doc in range(texts):
        parts = [some(30), families[doc // 4][chance.random(40) < 0.7]]
        if doc % 3 == 0:
            parts.append(template[chance.random(60) < 0.9])
        if doc % 9 == 0:
            parts.append(passage[chance.random(8) < 0.9])
        grams = np.unique(np.concatenate(parts)) if doc % 50 else some(0)
        found.append((f"tỉnh {doc % 11}" if doc % 5 else None, grams))
    return found


def check_same(one: Engine, other: Engine, options: ScanOptions) -> tuple[int, int]:
    """Both engines answer alike, to the types of the arrays; gives how much they found."""
    candidates, frequent = one.candidates(options), one.frequent_grams(options)
    for mine, theirs in zip(
        (*candidates, *frequent), (*other.candidates(options), *other.frequent_grams(options)), strict=True
    ):
        assert mine.dtype == theirs.dtype
        assert mine.tobytes() == theirs.tobytes()
    return len(candidates.a), len(frequent.gram)
