"""Every public name says what its signature does not, and what it refers to is there.

Asked for by reading the source: a docstring on all that is public, the errors that a function raises itself, an example
where the package's main functions read text, and a word on every figure of the results.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancompare import errors

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plancompare"
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
Documented = ast.FunctionDef | ast.ClassDef
COMMANDS = {
    "cli/compare.py",
    "cli/diff.py",
    "cli/parse.py",
    "cli/scan.py",
    "cli/schema.py",
}  # docstrings are their help
PLAIN_BASES = {"NamedTuple", "Struct", "Protocol"}  # which have no methods to override
# Handed the words, sections or statements of a whole text as well; `word_layers` and `find_figures` show what they do.
WITHOUT_EXAMPLE = {"find_cited", "figures_of"}


class Public(NamedTuple):
    """A public class, function or method: its module, its name and what holds it."""

    module: str
    name: str
    node: Documented
    holder: ast.ClassDef | None

    @property
    def said(self) -> str:
        return ast.get_docstring(self.node) or ""

    def __str__(self) -> str:
        return f"{self.module}:{self.name}"


def public(module: str, body: list[ast.stmt], holder: ast.ClassDef | None = None) -> Iterator[Public]:
    for node in body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield Public(
                module,
                f"{holder.name}.{node.name}" if holder else node.name,
                node,
                holder,
            )
            if isinstance(node, ast.ClassDef):
                yield from public(module, node.body, node)


TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
PUBLIC = [found for module, tree in TREES.items() for found in public(module, tree.body)]
TOPS = [(module, node) for module, tree in TREES.items() for node in tree.body if isinstance(node, Documented)]
INNER = [(module, node) for module, top in TOPS for node in top.body if isinstance(node, Documented)]
WRITTEN = [*TREES.items(), *TOPS, *INNER]  # all that may have a docstring, private names too
FUNCTIONS = [found for found in PUBLIC if isinstance(found.node, ast.FunctionDef)]


def test_every_module_says_what_it_is_about() -> None:
    assert not [module for module, tree in TREES.items() if not ast.get_docstring(tree) and module != "__main__.py"]


def test_the_types_are_there_for_who_imports_the_package() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_every_public_name_has_a_docstring() -> None:
    """A method may be told of in its class, by its name in backticks; one that overrides, where it comes from."""
    silent = [
        str(one)
        for one in PUBLIC
        if not one.said
        and not (one.holder and f"`{one.node.name}" in (ast.get_docstring(one.holder) or ""))
        and not (one.holder and any(ast.unparse(base) not in PLAIN_BASES for base in one.holder.bases))
    ]
    assert not silent


def test_a_docstring_is_more_than_the_name() -> None:
    for one in PUBLIC:
        said = set(re.findall(r"[a-z]+", one.said.lower())) - {
            "the",
            "a",
            "an",
            "of",
            "and",
            "to",
            "as",
            "is",
            "in",
        }
        names = set(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", one.node.name).lower()))
        assert not one.said or said - names, f"{one} repeats its name"


def raised(node: ast.AST) -> set[str]:
    """Errors of the package that a function raises itself, in functions within it too."""
    calls = (step.exc for step in ast.walk(node) if isinstance(step, ast.Raise))
    names = {call.func.id for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}
    return names & ERRORS


def test_what_is_raised_is_said() -> None:
    """The error by its name, one of its kind, or that the function refuses or raises as another does."""
    unsaid = [
        f"{one}: {name}"
        for one in FUNCTIONS
        if one.module not in COMMANDS
        for name in raised(one.node)
        if not any(kind.__name__ in one.said for kind in getattr(errors, name).__mro__[:-3])
        and not re.search(r"\b(refuse|raise)[sd]?\b", one.said, re.IGNORECASE)
    ]
    assert not unsaid


def test_errors_that_are_named_exist() -> None:
    known = ERRORS | {name for name in vars(builtins) if name.endswith("Error")}
    known |= {node.name for _, node in WRITTEN if isinstance(node, ast.ClassDef)}
    for one in PUBLIC:
        assert set(re.findall(r"\b[A-Z]\w+Error\b", one.said)) <= known, one


MAIN = re.compile(
    r"(tokens|parse|text|syllables|slots|layers|roles|statements|restoration|scan_quality|terminal|document_types)\.py"
    r"|(metadata|citations|facts|agencies|structure)/(__init__|mention|symbols|dates|issuers|heads|names|numbers|places"
    r"|due|figures|bounds|routes|labels|phrases|find|duties)\.py"
)


def test_what_reads_text_shows_it() -> None:
    """Functions of the main modules whose first argument is a text have an example."""
    silent = []
    for one in FUNCTIONS:
        assert isinstance(one.node, ast.FunctionDef)
        arguments = [a.annotation for a in one.node.args.args if a.arg != "self"]
        if MAIN.fullmatch(one.module) and arguments and arguments[0] and ast.unparse(arguments[0]) == "str":
            silent += [str(one)] if ">>> " not in one.said and one.node.name not in WITHOUT_EXAMPLE else []
    assert not silent


def test_figures_of_results_say_what_they_measure() -> None:
    """Every number between 0 and 1 (or any other that is no offset) is told of by name in the docstring of its type."""
    for module in (
        "model/__init__.py",
        "model/comparison.py",
        "model/difference.py",
        "model/scan.py",
    ):
        for node in TREES[module].body:
            if isinstance(node, ast.ClassDef):
                said = ast.get_docstring(node) or ""
                for field in node.body:
                    if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                        name, kind = field.target.id, ast.unparse(field.annotation)
                        if "float" in kind:
                            assert re.search(rf"\b{name}\b", said), f"{module}: {node.name}.{name} of what?"


MENTIONED = re.compile(r"(?<![\w/.])((?:[a-z_]+/)*[a-z_]+\.py)\b|`((?:[a-z_]+/)+)`")


def test_files_that_docstrings_name_exist() -> None:
    paths = (path.relative_to(ROOT).parts for top in ("plancompare", "tests", "fixtures") for path in under(ROOT / top))
    known = {"/".join(parts[at:]) for parts in paths for at in range(len(parts))}
    for module, node in WRITTEN:
        named = {file or folder[:-1] for file, folder in MENTIONED.findall(ast.get_docstring(node) or "")}
        assert named <= known, f"{module}: {sorted(named - known)}"


def under(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")
