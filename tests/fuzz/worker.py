"""One target under atheris, in a process of its own: python tests/fuzz/worker.py TARGET FOUND [libFuzzer's arguments]

Every exception that is no answer of the package is kept once, by its kind and the place that raised it, as
`FOUND/broke-…` with the reason beside it (`….txt`); the run goes on. What ends the process (a signal, a hang) is kept
by libFuzzer under its own names.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "plancompare"
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit")]

# Packages whose code shows the fuzzer its way: what is watched takes four times as long, and 20 ms a module at start.
_READERS = ("ingest",)
_PARSERS = ("parse", "structure", "metadata", "citations", "statements", "agencies", "facts", "contradictions")
_WRITERS = ("report", "terminal", "schema")
_WATCHED = {"structure": _PARSERS, "compare": _WRITERS, "diff": _WRITERS, "scan": _WRITERS, "terminal": _WRITERS}


def _unwatched(watched: tuple[str, ...]) -> list[str]:
    """The modules of the package outside these; atheris takes whole packages or single modules only."""
    files = (path.relative_to(PACKAGE.parent).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return [".".join(file.parts).removesuffix(".__init__") for file in files if file.parts[1] not in watched]


def place_of(error: BaseException) -> str:
    """The kind of an error and the innermost line of the package or of a check that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "plancompare" in frame.filename or "fuzzed_" in frame.filename]
    last = (ours or list(frames))[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def keep(error: BaseException, data: bytes, found: Path) -> None:
    """Write the input and the whole reason."""
    name = found / f"broke-{hashlib.sha256(data).hexdigest()[:12]}"
    name.write_bytes(data)
    said = "".join(traceback.format_exception(error))
    Path(f"{name}.txt").write_text(said, encoding="utf-8", errors="backslashreplace")


def main() -> None:
    import atheris  # type: ignore[import-untyped]

    name, found = sys.argv[1], Path(sys.argv[2])
    with atheris.instrument_imports(include=["plancompare"], exclude=_unwatched(_WATCHED.get(name, _READERS))):
        from fuzz_targets import TARGETS, seeds

        target = TARGETS[name]
        for seed in seeds(name):  # what is imported where it is used is imported now, to be seen by the fuzzer
            try:
                target.run(seed.read_bytes())
            except Exception as error:
                keep(error, seed.read_bytes(), found)
    known: set[str] = set()

    def check(data: bytes) -> None:
        try:
            target.run(data)
        except Exception as error:
            if (place := place_of(error)) not in known:
                known.add(place)
                keep(error, data, found)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return target.changed(data, most, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *sys.argv[3:]], check, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
