"""The candidate search on Apache Spark, for what one machine cannot hold: the same statements, the same answer.

The tables of the index go to Spark as Parquet files and its answer comes back as such, so that neither pandas nor
pyarrow is needed and nothing passes through the memory of one process. Spark's Java process is started for the search
and ends with it; on this machine alone (`local[*]`) it listens on the loopback interface only, without a web page.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from plancompare.corpus.engine import Candidates, Columns, Engine, FrequentGrams, candidates_of, frequent_of
from plancompare.corpus.parquet import read_columns, write_table
from plancompare.corpus.queries import Step, candidate_steps, frequent_steps
from plancompare.errors import PlanCompareError, UsageError
from plancompare.model.scan import ScanOptions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

LOCAL: Final = "local[*]"
"""All processors of this machine."""
_PATIENCE: Final = 60.0
"""Seconds until a cluster must have given the first process, for which Spark itself waits without end, and until Java
must have ended."""
_LOOPBACK: Final = "127.0.0.1"
_INSTALL: Final = "install it: pip install 'plancompare[spark]'"
_JAVA: Final = 17
"""The oldest Java that Spark 4 runs on."""


class SparkEngine:
    """Runs the statements in a session, on `documents.parquet` and `grams.parquet` of a folder (`engine.Engine`).

    On a cluster all its machines must see that folder; what Spark answers is written there."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        self._session = session
        self._folder = folder
        self._options: ScanOptions | None = None
        self._kept: set[str] = set()

    def candidates(self, options: ScanOptions) -> Candidates:
        """As `Engine.candidates` says. Raises PlanCompareError where Spark cannot carry it out, or its Java dies."""
        return candidates_of(self._run(candidate_steps(options), options))

    def frequent_grams(self, options: ScanOptions) -> FrequentGrams:
        """As `Engine.frequent_grams` says; errors as of `candidates`."""
        return frequent_of(self._run(frequent_steps(options), options))

    def _run(self, steps: Sequence[Step], options: ScanOptions) -> Columns:
        """The columns of the last step, in no order. Steps are kept: the other question begins with some of them."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        answer = self._folder / steps[-1].name
        try:
            if options != self._options:
                self._session.catalog.clearCache()
                self._kept.clear()
                self._options = options
                for table in ("documents", "grams"):
                    self._session.read.parquet(f"file://{self._folder}/{table}.parquet").createOrReplaceTempView(table)
            for step in steps[:-1]:
                if step.name not in self._kept:
                    self._session.sql(step.select).cache().createOrReplaceTempView(step.name)
                    self._kept.add(step.name)
            self._session.sql(steps[-1].select).write.parquet(f"file://{answer}", mode="overwrite")
        except (Py4JError, PySparkException) as error:
            advice = f"on a cluster, see that all its machines can write in {self._folder} (set TMPDIR)"
            raise PlanCompareError(f"--engine spark: {_said(str(error))}; {advice}") from None
        except ConnectionError:
            advice = "see that there is memory for it, or set --engine duckdb"
            raise PlanCompareError(f"--engine spark: Spark's Java process has died; {advice}") from None
        return read_columns(answer)


@contextmanager
def spark_engine(connection: DuckDBPyConnection, master: str = LOCAL) -> Iterator[Engine]:
    """An engine on the views `documents` and `grams` of an index, while the block lasts.

    The folder Spark reads lies among the temporary files: on a cluster TMPDIR must name one that all its machines see.
    Raises UsageError, in one line, where Spark or Java is missing or `master` gives nothing to work with.
    """
    with tempfile.TemporaryDirectory(prefix="plancompare-spark-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for table in ("documents", "grams"):
            write_table(connection, table, folder / f"{table}.parquet")
        with spark_session(master, folder) as session:
            yield SparkEngine(session, folder)


@contextmanager
def spark_session(master: str, folder: Path) -> Iterator[SparkSession]:
    """A session of Spark in a Java process of its own, which ends with the block; `folder` is for what it puts aside.

    What Java prints goes to a file that is looked at only where it does not start, which is a UsageError.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError(f"--engine spark: pyspark is missing; {_INSTALL}") from None
    _check_java()
    logging.getLogger("py4j").setLevel(logging.CRITICAL)  # what it has to say comes as an error too
    interrupt = signal.getsignal(signal.SIGINT)
    with tempfile.TemporaryFile() as printed:
        conf = SparkConf().setAll(_configuration(master, folder))
        try:
            gateway = launch_gateway(conf, {"stdout": printed, "stderr": printed})  # type: ignore[no-untyped-call]
        except (OSError, PySparkException):
            raise _not_started(printed) from None
        try:
            context = SparkContext(conf=conf, gateway=gateway)
            try:
                _wait_for_workers(context, master)
                yield SparkSession(context)
            finally:
                with suppress(Py4JError, OSError):  # it has died
                    context.stop()
        except Py4JError as error:
            problem = f"{_said(str(error))}; check the address, and that Spark runs there"
            raise UsageError(f"--spark-master {master}: {problem}") from None
        finally:
            gateway.shutdown()
            gateway.proc.stdin.close()  # it ends when nobody is there to ask it
            try:
                gateway.proc.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                gateway.proc.kill()
                gateway.proc.wait()
            SparkContext._gateway = SparkContext._jvm = None
            SparkContext._active_spark_context = None  # of a Java that has died it would stay, and forbid another
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGINT, interrupt)  # Spark has put its own in its place


def _configuration(master: str, folder: Path) -> list[tuple[str, str]]:
    """What is not left to Spark's own files of settings."""
    settings = {
        "spark.master": master,
        "spark.app.name": "plancompare",
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": f"file://{folder}/warehouse",  # else a folder where the program was called
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.memory": "2g",  # more goes to disk
            "spark.driver.host": _LOOPBACK,
            "spark.driver.bindAddress": _LOOPBACK,
            "spark.local.dir": str(folder),
            "spark.sql.shuffle.partitions": "8",  # the 200 for a cluster would be mostly empty
        }
    return list(settings.items())


def _wait_for_workers(context: SparkContext, master: str) -> None:
    """Raises UsageError where a cluster gives no process to work in."""
    if master.startswith("local"):
        return
    given_up = time.monotonic() + _PATIENCE
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:  # the first is this one
        if time.monotonic() > given_up:
            problem = f"it gave no worker within {_PATIENCE:.0f} s; see that one has processors and memory free"
            raise UsageError(f"--spark-master {master}: {problem}")
        time.sleep(0.1)


def _check_java() -> None:
    """Raises UsageError where the Java that Spark would start is missing or too old."""
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else "java"
    try:
        told = subprocess.run([java, "-version"], capture_output=True, check=False).stderr
    except OSError:
        told = b""
    version = re.search(rb'version "(\d+)', told)
    if version is None or int(version[1]) < _JAVA:
        problem = f"{java} is no Java {_JAVA} or newer" if home else f"there is no Java {_JAVA} or newer"
        raise UsageError(f"--engine spark: {problem}; install one: apt-get install openjdk-{_JAVA}-jre-headless")


def _not_started(printed: IO[bytes]) -> UsageError:
    """Why Java ended at once, from what it printed."""
    printed.seek(0)
    lines = [line.strip() for line in printed.read().decode("utf-8", "replace").split("\n")]
    said = next((line for line in lines if line and not line.startswith(("Picked up", "WARNING"))), "without a word")
    return UsageError(f"--engine spark: Spark's Java process ended at once ({said}); see that it can be started")


def _said(error: str) -> str:
    """The cause in a message of Spark, which goes on with a hundred lines of calls."""
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    told = [line for line in lines if line.startswith(":")]
    return (causes or told or lines or ["no reason given"])[-1].removeprefix("Caused by: ").strip(": ")
