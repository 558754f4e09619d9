"""Files and folders named on the command line become a sorted list of files, each once, and an id for each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.ingest import find_inputs, unique_ids

ABSENT = ("README.txt", "MANIFEST.html", "notes.toml", "picture.png", ".hidden.txt", "~$plan.docx")
IN_ABSENT_FOLDERS = ("page_files/frame.html", ".git/x.txt")
PRESENT = ("a.txt", "B.TXT", "deep/er/c.html", "d.pdf", "readable-plan.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*ABSENT, *IN_ABSENT_FOLDERS, *PRESENT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Kế hoạch", encoding="utf-8")
    report = '<!doctype html>\n<meta name="generator" content="plancompare 1.0">'
    (tmp_path / "compare.html").write_text(report, encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_documents_and_nothing_else(folder: Path) -> None:
    inputs = find_inputs([str(folder)])
    assert inputs.files == tuple(sorted(str(folder / name) for name in PRESENT))
    assert inputs.repeated == inputs.failures == ()


def test_a_file_that_is_named_is_kept_whatever_it_is(folder: Path) -> None:
    named = [str(folder / "notes.toml"), str(folder / "gone.txt")]
    assert find_inputs(named).files == tuple(sorted(named))


def test_one_file_named_twice_is_read_once_in_any_order(folder: Path) -> None:
    link = folder / "link-to-a.txt"
    link.symlink_to(folder / "a.txt")
    around = os.path.join(str(folder), "deep", "..", "a.txt")
    paths = [str(link), around, str(folder / "a.txt"), str(folder / "a.txt")]
    for order in (paths, paths[::-1]):
        inputs = find_inputs(order)
        assert inputs.files == (str(folder / "a.txt"),)
        assert inputs.repeated == tuple(sorted([str(folder / "a.txt"), str(link), around]))


def test_a_folder_without_plans_is_a_failure_beside_the_files_that_are_there(folder: Path) -> None:
    empty = folder / "empty"
    empty.mkdir()
    inputs = find_inputs([str(empty), str(folder / "a.txt")])
    assert inputs.files == (str(folder / "a.txt"),)
    assert [failure.path for failure in inputs.failures] == [str(empty)]
    assert inputs.failures[0].error.startswith("no plan in this folder; put")


@given(
    st.lists(
        st.sampled_from(["a/x.txt", "b/x.txt", "c/x-2.txt", "x-2.html", "y", "d/x.txt", "e/x.v2.txt"]), unique=True
    )
)
def test_ids_are_unique_and_do_not_depend_on_the_order(paths: list[str]) -> None:
    ids = dict(zip(paths, unique_ids(paths), strict=True))
    assert len(set(ids.values())) == len(paths)
    assert ids == dict(zip(paths[::-1], unique_ids(paths[::-1]), strict=True))
    assert all(id == Path(path).stem or id.startswith(Path(path).stem + "-") for path, id in ids.items())
    assert not set(unique_ids(paths, taken=["x"])) & {"x"}
