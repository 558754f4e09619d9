"""The search on real Spark on this machine, against DuckDB: the same arrays; and what is told where it cannot run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest
from searched_texts import check_same, made, set_up_java, tables

from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.parquet import write_table
from plancompare.corpus.preparation import prepare
from plancompare.corpus.spark_engine import LOCAL, SparkEngine, spark_engine, spark_session
from plancompare.errors import PlanCompareError, UsageError
from plancompare.ingest import ReadingOptions
from plancompare.model import Failure
from plancompare.model.scan import ScanOptions

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    with pytest.MonkeyPatch.context() as patch:
        set_up_java(patch)
        with spark_session("local[2]", tmp_path_factory.mktemp("spark")) as found:
            yield found


def written(connection: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    for table in ("documents", "grams"):
        write_table(connection, table, folder / f"{table}.parquet")
    return folder


def test_the_same_candidates_as_duckdb(session: SparkSession, tmp_path: Path) -> None:
    connection = tables(made(400))
    engine = SparkEngine(session, written(connection, tmp_path))
    pairs, frequent = check_same(DuckDBEngine(connection), engine, ScanOptions())
    assert pairs > 500 and frequent > 50
    again = check_same(DuckDBEngine(connection), engine, ScanOptions(least_shared=25, most_documents=200))
    assert again[0] > pairs and again[1] == 0  # the template is no boilerplate then


def test_the_same_of_the_five_plans(session: SparkSession, tmp_path: Path, fixtures: Path) -> None:
    paths = sorted(str(path) for path in fixtures.glob("*.txt"))
    prepared = [one for one in prepare(paths, ReadingOptions(), None) if not isinstance(one, Failure)]
    connection = tables([(one.province, one.grams) for one in prepared])
    options = ScanOptions(most_documents=3)
    pairs, frequent = check_same(DuckDBEngine(connection), SparkEngine(session, written(connection, tmp_path)), options)
    assert len(prepared) == 5 and pairs > 3 and frequent > 3


def test_nothing_to_search(session: SparkSession, tmp_path: Path) -> None:
    connection = tables([(None, np.zeros(0, np.int64))])
    engine = SparkEngine(session, written(connection, tmp_path))
    assert check_same(DuckDBEngine(connection), engine, ScanOptions()) == (0, 0)


def test_what_spark_cannot_read_is_told_in_one_line(session: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(PlanCompareError, match=r"--engine spark: .*documents\.parquet.*set TMPDIR") as raised:
        SparkEngine(session, tmp_path / "gone").candidates(ScanOptions())
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(not Path("/proc/net/tcp6").exists(), reason="tells open ports as Linux does")
def test_it_listens_on_the_loopback_interface_alone(session: SparkSession) -> None:
    java = session.sparkContext._gateway.proc.pid
    held = {str(link.readlink()) for link in Path(f"/proc/{java}/fd").iterdir() if link.is_symlink()}
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{java}/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in held:
                listening.add(local.split(":")[0])
    assert listening
    assert listening <= {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


# ---------------------------------------------------------------- where it cannot run


def refused() -> str:
    with pytest.raises(UsageError) as raised, spark_engine(tables([]), LOCAL):
        pass
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert refused() == "--engine spark: pyspark is missing; install it: pip install 'plancompare[spark]'"


def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    told = "--engine spark: there is no Java 17 or newer; install one: apt-get install openjdk-17-jre-headless"
    assert refused() == told


def java_that(home: Path, commands: str) -> None:
    java = home / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\n{commands}\n")
    java.chmod(0o755)


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.22"])
def test_with_a_java_that_is_too_old(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str) -> None:
    java_that(tmp_path, f"""echo 'openjdk version "{version}" 2024-01-16' >&2""")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert f"{tmp_path}/bin/java is no Java 17 or newer" in refused()


def test_with_a_java_that_fails(tmp_path: Path) -> None:
    """In a process of its own: pyspark leaves a pipe open."""
    java_that(
        tmp_path,
        """[ "$1" = -version ] && echo 'openjdk version "21.0.2"' >&2 && exit\necho 'no room' >&2; exit 1""",
    )
    script = """
from pathlib import Path
from plancompare.corpus.spark_engine import spark_session
try:
    with spark_session("local", Path(".")):
        pass
except Exception as error:
    print(type(error).__name__, error)
"""
    environment = os.environ | {"JAVA_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert run.stdout.startswith("UsageError --engine spark: Spark's Java process ended at once (no room); ")
    assert run.stderr == ""
