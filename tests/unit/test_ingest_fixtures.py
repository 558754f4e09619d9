"""The fixtures are what their manifest says, to the byte."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from plancompare.ingest import find_inputs, read_source


def test_the_manifest_lists_every_plan_with_its_digest(fixtures: Path) -> None:
    listed = tomllib.loads((fixtures / "MANIFEST.toml").read_text(encoding="utf-8"))["plan"]
    digests = {entry["file"]: entry["sha256"] for entry in listed}
    assert digests == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in fixtures.glob("*.txt")}
    assert {entry["text"] for entry in listed} == {"scanned", "clean"}
    assert all(digests.get(entry["twin"]) for entry in listed if "twin" in entry)


def test_a_folder_gives_its_plans_and_each_is_read_unchanged(fixtures: Path) -> None:
    inputs = find_inputs([str(fixtures)])
    assert [Path(path).name for path in inputs.files] == sorted(f.name for f in fixtures.glob("*.txt"))
    for path in inputs.files:
        source = read_source(path)
        assert source.text == Path(path).read_bytes().decode("utf-8")
        assert (source.path, source.media_type, source.encoding, source.repairs) == (path, "text/plain", "utf-8", ())
        assert source.sha256 == hashlib.sha256(Path(path).read_bytes()).hexdigest()
