"""The search on a cluster of real Spark, a master and two workers on this machine: what DuckDB finds, and no trace."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyspark
import pytest
from searched_texts import LOOPBACK, check_same, made, set_up_java, tables

from plancompare.corpus import spark_engine as module
from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.spark_engine import spark_engine
from plancompare.errors import PlanCompareError, UsageError
from plancompare.model.scan import ScanOptions


def free_port() -> int:
    with socket.socket() as found:
        found.bind((LOOPBACK, 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    given_up = time.monotonic() + 60
    while time.monotonic() < given_up and process.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens at port {port}")


@contextmanager
def spark_process(kind: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A master or worker of Spark's own, ended with the block."""
    command = [str(Path(pyspark.__file__).parent / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}"]
    options = ["--host", LOOPBACK, "--webui-port", "0", *arguments]
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster without workers; the settings are those of its user's own file."""
    folder = tmp_path_factory.mktemp("settings")
    (folder / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 2\nspark.executor.memory 512m\n")
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        set_up_java(patch)
        patch.setenv("SPARK_CONF_DIR", str(folder))
        with spark_process("master.Master", "--port", str(port)) as process:
            wait_for(port, process)
            yield f"spark://{LOOPBACK}:{port}"


def test_two_workers_find_what_one_machine_finds(
    master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(temporary)
    connection = tables(made(200))
    workers = [tmp_path / "first", tmp_path / "second"]
    worker = ("worker.Worker", "--cores", "1", "--memory", "512m", "--work-dir")
    with spark_process(*worker, str(workers[0]), master), spark_process(*worker, str(workers[1]), master):
        with spark_engine(connection, master) as engine:
            java = pyspark.SparkContext._gateway.proc.pid
            pairs, frequent = check_same(DuckDBEngine(connection), engine, ScanOptions())
        assert not Path(f"/proc/{java}").exists()
    assert pairs > 200 and frequent > 50
    assert [len(list(folder.glob("app-*/*"))) for folder in workers] == [1, 1]  # each had a process of ours
    assert list(temporary.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_a_cluster_without_workers(master: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 1.0)
    told = f"--spark-master {master}: it gave no worker within 1 s"
    with pytest.raises(UsageError, match=told), spark_engine(tables([]), master):
        pass


def test_a_java_that_dies(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    set_up_java(monkeypatch)
    with (
        pytest.raises(PlanCompareError, match="--engine spark: Spark's Java process has died"),
        spark_engine(tables(made(20)), "local[1]") as engine,
    ):
        pyspark.SparkContext._gateway.proc.kill()
        pyspark.SparkContext._gateway.proc.wait()
        engine.candidates(ScanOptions())
    assert capfd.readouterr() == ("", "")
