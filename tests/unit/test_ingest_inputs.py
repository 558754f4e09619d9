"""Files and folders named on the command line become a sorted list of files, each once, and an id for each."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.ingest import find_inputs, read_source, unique_ids
from plancompare.ingest.reading import Limits

ABSENT = ("README.txt", "MANIFEST.html", "notes.toml", "picture.gif", ".hidden.txt", "~$plan.docx")
IN_ABSENT_FOLDERS = ("page_files/frame.html", "page_files/logo.png", "trang_te\u0323\u0302p/logo.jpg", ".git/x.txt")
IMAGES = ("a.pdf", "a.PNG", "deep/scan.tif")  # of a.txt and deep/scan.ocr.txt
PRESENT = ("a.txt", "B.TXT", "deep/er/c.html", "d.pdf", "e.jpg", "deep/a.pdf", "deep/scan.ocr.txt", "readable-plan.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*ABSENT, *IN_ABSENT_FOLDERS, *IMAGES, *PRESENT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Kế hoạch", encoding="utf-8")
    report = '<!doctype html>\n<meta name="generator" content="plancompare 1.0">'
    (tmp_path / "compare.html").write_text(report, encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_documents_and_nothing_else(folder: Path) -> None:
    inputs = find_inputs([str(folder)])
    assert inputs.files == tuple(sorted(str(folder / name) for name in PRESENT))
    assert (inputs.repeated, inputs.failures) == ((), ())


def test_the_image_of_a_text_is_read_only_where_it_is_named(folder: Path) -> None:
    assert find_inputs([str(folder)]).images == tuple(sorted(str(folder / name) for name in IMAGES))
    inputs = find_inputs([str(folder), str(folder / "a.pdf")])
    assert str(folder / "a.pdf") in inputs.files
    assert str(folder / "a.pdf") not in inputs.images


def test_an_archive_gives_what_a_folder_would(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("zipped")
    path = shutil.make_archive(str(place / "plans"), "zip", folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._a.txt", "x")
        archive.writestr("__MACOSX/a.txt", "x")
    present = tuple(sorted(f"{path}/{name}" for name in PRESENT))
    for named in (path, str(place)):
        inputs = find_inputs([named])
        assert (inputs.files, inputs.repeated, inputs.failures) == (present, (), ())
        assert inputs.images == tuple(sorted(f"{path}/{name}" for name in IMAGES))
    again = find_inputs([f"{path}/a.txt", str(place / "." / "plans.zip"), str(place)])
    assert again.files == present
    assert again.repeated == tuple(sorted([f"{path}/a.txt", *present]))
    assert read_source(present[0]).text == "Kế hoạch"


def test_an_archive_is_known_by_its_content_and_a_word_document_is_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plans.dat", "w") as archive:
        archive.writestr("a.txt", "x")
    with zipfile.ZipFile(tmp_path / "plan.zip", "w") as archive:
        archive.writestr("word/document.xml", "x")
        archive.writestr("word/a.txt", "x")
    named = [str(tmp_path / name) for name in ("plan.zip", "plans.dat")]
    assert find_inputs(named).files == (named[0], f"{named[1]}/a.txt")


def test_an_archive_of_no_use_is_one_failure(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.gif", "x")
    with zipfile.ZipFile(tmp_path / "large.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "x" * 600)
        archive.writestr("b.txt", "x" * 600)
        archive.writestr("c.gif", "x" * 6000)
    whole = (tmp_path / "other.zip").read_bytes()
    (tmp_path / "damaged.zip").write_bytes(whole[:-30])
    (tmp_path / "a.txt").write_text("x")
    inputs = find_inputs([str(tmp_path)], Limits(unpacked_bytes=1199))
    assert inputs.files == (str(tmp_path / "a.txt"),)
    assert [(os.path.basename(f.path), f.error.split(";")[0]) for f in inputs.failures] == [
        ("damaged.zip", "cannot be read as a zip archive"),
        ("large.zip", "its files unpack to more than 0 MiB"),
        ("other.zip", "no plan in this archive"),
    ]
    assert len(find_inputs([str(tmp_path / "large.zip")], Limits(unpacked_bytes=1200)).files) == 2


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert find_inputs([str(tmp_path / "pipe.zip")]).files == (str(tmp_path / "pipe.zip"),)


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
