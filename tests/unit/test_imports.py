"""The architecture, held by reading the imports: data flows one way, and only the ends of the pipeline touch files."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "plancompare"

# From the ground up: a module (or folder of modules) imports from lower floors alone, never from its own.
FLOORS = (
    ("children", "errors", "model", "shipped", "text"),
    ("background", "document_types", "formulas", "roles", "syllables", "writing"),
    ("language", "scan_quality"),
    ("channel", "confusions"),
    ("statements", "tokens"),
    ("agencies",),
    ("align", "citations", "collate", "ingest", "metadata", "rows", "slots", "structure"),
    # What is said of the findings: layers and lineage by citations, the rest by alignments.
    (
        "caveats",
        "changes",
        "clusters",
        "contradictions",
        "facts",
        "layers",
        "lineage",
        "rarity",
        "relations",
        "restoration",
        "sharing",
        "synopsis",
    ),
    ("parse",),
    ("corpus", "review"),
    ("compare", "diff", "scan"),
    ("report", "schema", "terminal"),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {module: floor for floor, modules in enumerate(FLOORS) for module in modules}
HEAVY = {"bs4", "diff_match_patch", "duckdb", "jinja2", "numpy", "pyspark", "rapidfuzz", "scipy", "sklearn"}
READING = {"open", ".open", ".read_text", ".read_bytes"}  # functions, and what is called on a path
# A place the user names, a temporary one of their own, and where Python keeps compiled modules.
KEEPING = {"cache.py", "index_file.py", "office.py", "compiled.py"}
WRITING = {".write_text", ".write_bytes", ".rename", ".unlink", ".makedirs", ".mkdir"}


def modules() -> dict[str, list[tuple[Path, ast.Module]]]:
    found: dict[str, list[tuple[Path, ast.Module]]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").parts[0]
        found.setdefault(name, []).append((path, ast.parse(path.read_text(encoding="utf-8"))))
    return found


MODULES = modules()
INSIDE = [name for name in MODULES if name != "__init__"]


def imported(tree: ast.AST) -> set[str]:
    """Dotted names of all that is imported, wherever in the module it is; `from a import b` gives `a.b`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def own(name: str) -> set[str]:
    """The other modules of the package that a module imports."""
    names = {n for _, tree in MODULES[name] for n in imported(tree)}
    parts = {n.split(".")[1] for n in names if n.startswith("plancompare.")}
    return parts & set(INSIDE) - {name}


def test_every_module_has_its_floor() -> None:
    assert set(INSIDE) == set(FLOOR_OF)


@pytest.mark.parametrize("name", INSIDE)
def test_imports_run_one_way(name: str) -> None:
    wrong = {other for other in own(name) if FLOOR_OF[other] >= FLOOR_OF[name]}
    assert not wrong, f"{name} imports {sorted(wrong)}, which do not lie below it"


def test_the_ground_floor_needs_nothing_but_python_and_its_structs() -> None:
    for name in FLOORS[0]:
        for _, tree in MODULES[name]:
            tops = {n.split(".")[0] for n in imported(tree)}
            assert tops <= set(sys.stdlib_module_names) | {"msgspec", "plancompare"}


def test_only_the_ends_of_the_pipeline_touch_files() -> None:
    for name, files in MODULES.items():
        for path, tree in files:
            functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
            called = {function.id for function in functions if isinstance(function, ast.Name)}
            called |= {f".{function.attr}" for function in functions if isinstance(function, ast.Attribute)}
            ships_data = any(n.startswith("importlib.resources") for n in imported(tree))
            if name not in ("cli", "ingest", "writing") and path.name not in KEEPING and not ships_data:
                assert not called & READING, f"{path.name} reads files"
            if name != "writing" and path.name not in KEEPING:
                assert not (called & WRITING), f"{path.name} writes files"
                uses_os = any(n.split(".")[0] == "os" for n in imported(tree))
                assert not uses_os or name in ("cli", "corpus", "ingest", "__main__"), f"{path.name} uses os"


def heavy_after(script: str) -> set[str]:
    """The libraries that take long to load and are loaded after `script`."""
    tell = f"\nimport sys; print(*sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", script + tell], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_starting_loads_nothing_heavy() -> None:
    script = (
        "from plancompare.cli import main\n"
        "for arguments in (['--version'], ['--help'], ['compare', '--help']): assert main(arguments) == 0"
    )
    assert not heavy_after(script)


def test_a_plan_is_parsed_without_what_comparing_needs(fixtures: Path) -> None:
    assert not heavy_after("import plancompare.parse")
    scan = str(fixtures / "kien-giang-2024.ocr.txt")
    script = f"from plancompare import parse_plan, read_source\nparse_plan(read_source({scan!r}), 'a')"
    assert heavy_after(script) == {"rapidfuzz"}
