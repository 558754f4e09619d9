"""Compiled templates are kept, and never wanted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plancompare.report.compiled import CompiledTemplates


def shown(folder: Path, source: str) -> str:
    environment = Environment(loader=DictLoader({"page": source}), bytecode_cache=CompiledTemplates(str(folder)))
    return environment.get_template("page").render(name="dân vận")


def test_what_was_compiled_is_kept_and_made_anew_where_the_source_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "__pycache__"
    assert shown(folder, "{{ name }}") == "dân vận"
    (kept,) = folder.iterdir()
    compiled = kept.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", None)  # so it would fail if it were compiled
        assert shown(folder, "{{ name }}") == "dân vận"
    assert shown(folder, "{{ name }}!") == "dân vận!"
    assert [kept] == list(folder.iterdir()) and kept.read_bytes() != compiled


@pytest.mark.parametrize("held", [b"", b"j2", b"nothing that was compiled"])
def test_a_spoilt_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    shown(tmp_path, "{{ name }}")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(held)
    assert shown(tmp_path, "{{ name }}") == "dân vận"
    assert len(kept.read_bytes()) > len(held)


def test_nothing_is_kept_where_it_cannot_or_must_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert shown(file / "__pycache__", "{{ name }}") == "dân vận"  # a file (or an archive) in place of the folder
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(tmp_path / "__pycache__", "{{ name }}") == "dân vận"
    assert list(tmp_path.iterdir()) == [file]
