"""What a user installs is all there."""

from __future__ import annotations

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_code_templates_assets_schemas_and_data(tmp_path: Path) -> None:
    wheel = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("plancompare/")}
    files = (f for f in (ROOT / "plancompare").rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    assert packed == {f.relative_to(ROOT).as_posix() for f in files}
    assert {Path(name).suffix for name in packed} >= {".py", ".json", ".j2", ".css", ".txt"}
