"""What the README says is so: its commands run and print what it shows, what it names is there, its figures are kept.

Every fenced block is run word for word in a copy of the repository's top level, a command that comes twice once only.
Capitals that stand for what a user names are filled in (`STAND_FOR`); what installs, or needs a cluster or an hour, is
held to its shape. In shown output a line `…` stands for any lines.
"""

from __future__ import annotations

import ast
import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
import typer
from markdown_it import MarkdownIt
from markdown_it.token import Token

from plancompare import diff_plans, parse_plan, read_source
from plancompare.schema import Kind

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md")
COMMANDS = ("parse", "compare", "diff", "scan", "schema")
PAIR = "fixtures/tay-ninh-so-ngoai-vu-2024.clean.txt fixtures/tay-ninh-so-ngoai-vu-2024.ocr.txt"
STAND_FOR = {  # what a user would name; two plans in place of a country's, one part in place of ten
    "PATH…": "fixtures",
    "A B": PAIR,
    "FILE…": "fixtures/tay-ninh-thanh-pho-2023.clean.txt",
    "FOLDER…": "plans",
    "/plans": "plans",
    "1/10": "1/1",
    "--merge 2.json …": "",
}
# Not run here: they need the network, the whole suite, or machines.
SHAPES = {
    r"python3 -m venv \.venv": "makes an environment",
    r"\.venv/bin/pip install (\.|'\.\[(ocr|spark)(,(ocr|spark))*\]')": "installs; the extras are those of pyproject",
    r"apt-get install( [a-z0-9+-]+)+": "installs; tests/run installs the same",
    r"bash tests/run": "is what runs this",
    r"(TMPDIR=\S+ )?plancompare scan /plans --engine spark.*": "starts Java; test_corpus_spark*.py run it",
}


class Line(NamedTuple):
    """A command of a fenced block: one part of a line cut at `&&`, what is remarked behind it, what it is to print."""

    page: str
    command: str
    remark: str
    shown: str | None


def tokens(page: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse((ROOT / page).read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def blocks(*languages: str) -> list[tuple[str, str]]:
    return [(p, t.content) for p in PAGES for t in tokens(p) if t.type == "fence" and t.info.strip() in languages]


def inline_code() -> list[tuple[str, str]]:
    return [(page, t.content) for page in PAGES for t in tokens(page) if t.type == "code_inline"]


def lines() -> list[Line]:
    found = []
    for page, block in blocks("sh"):
        for line in block.splitlines():
            command, _, remark = line.partition(" #")
            found += [Line(page, part.strip(), remark.strip(), None) for part in command.split(" && ")]
    for page, block in blocks("console"):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = session.partition("\n")
            found.append(Line(page, command, "", shown))
    return found


LINES = lines()
RUN = [line for line in LINES if not any(re.fullmatch(shape, line.command) for shape in SHAPES)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a user has after `git clone`, with a folder of two plans for what would read a country's."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    (folder / "plans").mkdir()
    for name in PAIR.split():
        shutil.copy(ROOT / name, folder / "plans")
    return folder


@cache
def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of a shell, with the program of this environment; the same command is run once."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def filled(command: str) -> str:
    command = command.removeprefix(".venv/bin/")
    for name, value in STAND_FOR.items():
        command = re.sub(rf"(?<![\w/]){re.escape(name)}(?![\w/])", value, command)
    return command


def agrees(printed: str, shown: str) -> bool:
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def test_what_is_not_run_is_shown() -> None:
    for shape in SHAPES:
        assert any(re.fullmatch(shape, line.command) for line in LINES), f"nothing has the shape {shape}"


@pytest.mark.parametrize("line", RUN, ids=[line.command for line in RUN])
def test_a_command_runs_and_prints_what_it_shows(line: Line, copy: Path) -> None:
    command = filled(line.command)
    done = run(command, copy)
    assert done.returncode == 0, done.stderr
    if line.shown is not None:
        assert agrees(done.stdout, line.shown), done.stdout
    for place in re.findall(r"→ (\S+\.\w+)", line.remark):
        assert (copy / place).stat().st_size > 0
        assert f"wrote {place}" in done.stderr


@pytest.mark.parametrize(("page", "code"), blocks("python"))
def test_a_program_runs_and_prints_what_its_last_remarks_say(page: str, code: str) -> None:
    script = [sys.executable, "-c", code]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "".join(re.findall(r"^# (.+\n)", code, re.MULTILINE)), page


def test_what_is_installed_is_what_there_is() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    suite = (ROOT / "tests" / "run").read_text(encoding="utf-8")
    code = [*(line.command for line in LINES), *(code for _, code in inline_code())]
    for extras in (found for text in code for found in re.findall(r"pip install '\.\[(.+?)\]'", text)):
        for extra in extras.split(","):
            assert re.search(rf"^{extra} = \[$", project, re.MULTILINE), extra
    for packages in (found for text in code for found in re.findall(r"apt-get install (.+)", text)):
        for package in packages.split():
            assert package in suite, package


def test_every_format_of_the_help_is_written(copy: Path) -> None:
    """By the name the table has it, in any letters; `compare`'s are asked for all at once."""
    formats = (parameters("compare")["--format"].help or "").partition(";")[0].split(", ")
    done = run(f"plancompare compare {PAIR} --format {','.join(formats)} -o all -q", copy)
    assert done.returncode == 0, done.stderr
    assert {path.suffix[1:] for path in (copy / "all").iterdir()} == set(formats)
    table = re.findall(
        r"^\| ([A-Z, ]+) \|",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert sorted(name.lower() for row in table for name in row.split(", ")) == sorted(formats)


@cache
def parameters(command: str) -> dict[str, typer.core.TyperOption]:
    """The options of a command by their long names, as its help lists them."""
    program = typer.Typer(add_completion=False)
    program.command()(getattr(import_module(f"plancompare.cli.{command}"), command))
    found = typer.main.get_command(program).params
    return {option.opts[0]: option for option in found if isinstance(option, typer.core.TyperOption)}


def options_of(command: str) -> set[str]:
    return set(parameters(command))


def test_every_option_named_is_one_of_the_command_it_is_named_with() -> None:
    known = {command: options_of(command) for command in COMMANDS}
    code = [(line.page, line.command) for line in LINES] + inline_code()
    for page, text in code:
        words = shlex.split(text, comments=True) if text.count("'") % 2 == 0 else text.split()
        if any(word.startswith("pytest") for word in words) or (words and words[0] == "python"):
            continue
        named = {word for word in words if re.fullmatch(r"--[a-z-]+", word)}
        command = next((word for word in words if word in COMMANDS), None)
        for option in named - {"--help", "--version"}:
            accepting = [name for name in COMMANDS if option in known[name]]
            assert accepting, f"{page}: {option} in `{text}` is no option"
            assert command is None or command in accepting, f"{page}: {option} is no option of {command}"


# What a number counts, as its help or its name says.
UNITS = re.compile(r"MiB|points|pages|seconds|processes|times|characters|sections|passages|levels|texts")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described_with_its_unit_and_its_default(command: str) -> None:
    for name, option in parameters(command).items():
        said = option.help or ""
        assert re.fullmatch(r"\S.{12,}\.", said), f"{command} {name}: says nothing of itself"
        if option.type.name in ("integer", "integer range", "float", "float range"):
            assert UNITS.search(f"{name} {said}".lower().replace("mib", "MiB")), f"{command} {name}: of what?"
            assert option.default is not None or "default" in said, f"{command} {name}: no default"


def test_the_limits_are_those_of_the_options() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^\| `(--max-[a-z]+)` \| ([\d,.]+) \|", text, re.MULTILINE))
    for command in ("parse", "compare", "diff", "scan"):
        limits = {name: option.default for name, option in parameters(command).items() if name.startswith("--max-")}
        assert {name: number(value) for name, value in said.items()} == limits


def test_every_option_is_told_of_in_the_readme_or_is_plain() -> None:
    """`--help` lists all of them; what the README leaves to it is what needs no more than its line there."""
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    plain = {"--quiet", "--output", "--jobs"}
    assert {
        option for command in COMMANDS for option in options_of(command) if not re.search(rf"{option}\b", told)
    } <= plain


def test_every_kind_of_schema_is_named() -> None:
    remark = next(line.remark for line in LINES if line.command.startswith("plancompare schema"))
    assert set(re.findall(r"[a-z]+", remark.partition("or: schema")[2])) == set(get_args(Kind)) - {"compare"}


def test_links_lead_to_files_and_headings_that_exist() -> None:
    for page in PAGES:
        here = (ROOT / page).parent
        for token in tokens(page):
            target = str((token.attrs or {}).get("href" if token.type == "link_open" else "src", ""))
            if target and ":" not in target:
                place, _, heading = target.partition("#")
                assert (here / place).exists(), f"{page}: {target}"
                if heading:
                    text = (here / place if place else ROOT / page).read_text(encoding="utf-8")
                    slugs = {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings(text)}
                    assert heading in slugs, f"{page}: {target}"


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


# What a user names, or would add.
THEIRS = re.compile(r"[A-Z]+/.*|(?:reports/)?(compare|diff|scan|changes|plans|x|report|1|2)\.\w+|(\w+/)*gzipped\.py")
FILE = re.compile(r"(?<![\w/.*-])[\w*-]+(?:/[\w*.-]+)*(?:/|\.(?:py|json|txt|md|toml|sh|js))(?![\w(])")


def test_files_modules_and_names_that_are_mentioned_exist() -> None:
    """`cli/compare.py`, `changes/`, `door.READERS`, `test_golden_report`: somewhere in the tree, as prose has it."""
    source = {path: path.read_text(encoding="utf-8") for path in (ROOT / "plancompare").rglob("*.py")}
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    tops = [ROOT / top for top in ("plancompare", "tests", "fixtures", "reports", "pyproject.toml")]
    paths = [path.relative_to(ROOT).parts for top in tops for path in (top, *top.rglob("*"))]
    known = {"/".join(parts[at:]) for parts in paths for at in range(len(parts))}
    for page, code in inline_code():
        told = f"{page}: `{code}` is not there"
        if " -" not in code:
            named = {name.rstrip("/") for name in FILE.findall(code) if not THEIRS.fullmatch(name)}
            assert all(name in known or ("*" in name and fnmatch.filter(known, name)) for name in named), told
        if code != "TMPDIR" and (attribute := re.fullmatch(r"(?:(\w+)\.)?(_?[A-Z][A-Z_]+)", code)):
            module, constant = attribute.groups()
            texts = [text for path, text in source.items() if module in (None, path.stem)] + [tests] * (module is None)
            assert any(re.search(rf"^{constant}\b", text, re.MULTILINE) for text in texts), told
        elif re.fullmatch(r"test_\w+", code):
            assert f"def {code}(" in tests, told


# ---------------------------------------------------------------- figures


def number(text: str) -> float:
    return float(text.replace(",", ""))


def readme() -> str:
    return " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def test_figures_against_the_truth_are_those_held_as_floors() -> None:
    """A floor is what was reached, cut to three places."""
    floors = read_floors()
    said = readme()
    rows = {
        r"sections with their true labels.+? F1 ([\d.]+)": floors["structure"]["structure.sections_f1"],
        r"of those that share wording: ([\d.]+)": floors["alignment"]["alignment.recall_shared_wording"],
        r"shared passages of the two clean plans \| recall ([\d.]+)": floors["passages"]["passages.recall"],
        r"shared passages of the two clean plans \| .+?, precision ([\d.]+)": floors["passages"]["passages.precision"],
        r"cited documents with number and date \| F1 ([\d.]+)": floors["citations"]["citations.f1"],
        r"deadlines and targets; .+? \| F1 ([\d.]+)": floors["facts"]["facts.f1"],
    }
    for pattern, floor in rows.items():
        found = re.search(pattern, said)
        assert found is not None, pattern
        assert abs(float(found[1]) - floor) <= 0.0051, found[0]
    right = re.search(r"words told shared, adapted or local \| ([\d.]+) % right", said)
    assert right is not None
    assert abs(float(right[1]) / 100 - floors["sharing"]["sharing.three_classes"]) <= 0.0051
    aligned = re.search(r"between the two clean plans \| precision ([\d.]+), recall ([\d.]+)", said)
    assert aligned is not None
    precision, recall = map(float, aligned.groups())
    assert abs(2 * precision * recall / (precision + recall) - floors["alignment"]["alignment.cross_f1"]) <= 0.0051


def read_floors() -> dict[str, dict[str, float]]:
    """The literal `FLOORS` of `test_floors.py`."""
    tree = ast.parse((ROOT / "tests/evaluation/test_floors.py").read_text(encoding="utf-8"))
    values = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLOORS"
    ]
    found: dict[str, dict[str, float]] = ast.literal_eval(values[0])
    return found


def test_a_share_of_words_is_that_of_the_pair() -> None:
    a, b = (parse_plan(read_source(str(ROOT / name)), name) for name in PAIR.split())
    rate = diff_plans(a, b).wer
    assert rate is not None
    said = re.findall(r"(\d+) % of the words differ", readme())
    assert said and {int(share) for share in said} == {round(100 * rate)}


def test_forms_are_as_many_as_said() -> None:
    source = (ROOT / "tests/forms/test_ten_forms.py").read_text(encoding="utf-8")
    listed = re.search(r"^DIGITAL = \((.+?)^\)", source, re.MULTILINE | re.DOTALL)
    assert listed is not None
    words = {16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty"}
    assert f"One plan in {words[listed[1].count(',')]} digital forms" in readme()


def test_figures_of_a_collection_are_those_kept() -> None:
    kept = json.loads((ROOT / "tests/benchmarks/scan_at_scale.json").read_text(encoding="utf-8"))
    said = re.search(
        r"Of ([\d,]+) such plans .+? of the ([\d,]+) pairs told (\.\d+) are right",
        readme(),
    )
    assert said is not None
    plans, pairs, right = (number(figure) for figure in said.groups())
    of = kept[f"{plans:.0f}"]
    assert (pairs, right) == (of["pairs"], round(of["precision"], 3))
    if "every pair on record is found" in said[0]:
        assert {share for found in of["recall"].values() for share in found.values()} == {1.0}


def test_tables_of_other_tools_are_those_kept() -> None:
    """What `peers.py --markdown` prints stands here whole; no table stands here that was not kept."""
    kept = printed("tests/benchmarks/peers.py", "--markdown")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert kept in text
    assert ("| rapidfuzz |" in text) == bool(kept)


def test_the_curve_of_a_collection_is_the_one_kept() -> None:
    assert printed("tests/benchmarks/scan_at_scale.py", "--markdown") in (ROOT / "README.md").read_text("utf-8")


def printed(*script: str) -> str:
    """What a script of this repository prints."""
    command = [sys.executable, *script]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=True
    ).stdout.strip()
