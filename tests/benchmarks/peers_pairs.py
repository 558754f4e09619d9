"""The pairs of texts on which `diff` is held beside other tools, all from files of this repository, edits on record.

    typed               the plan of a department with 22 edits and without
    scan with marks     that plan edited, beside a scan of what it was; another one edited, printed and read; both by
    scan without marks  Tesseract, with its Vietnamese and its English model (`tests/evaluation/diff`)
    unedited scan       the department's plan and the two scans of it, the real one among them
    made scan …         three invented plans (`tests/evaluation/truth/invented`), edited here and misread by the tables
                        of `scan_noise.py`

The thresholds of `diff` were chosen with the first plans in view, not with the invented ones; but the tables by which
these are misread are those it reads by, so made scans are kinder to it than a scanner of another kind would be.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from diffs_of_peers import folded
from scan_noise import Model, Noise, Scanner

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))
from test_floors import FIXTURES, HERE, edit, write_pairs

TYPED, SCAN = "typed-against-edited", "scan-against-edited"
INVENTED = sorted(Path(HERE, "truth", "invented").glob("*.txt"))
GROUPS: dict[str, tuple[str, ...]] = {
    "typed": (TYPED,),
    "scan with marks": ("marked-scan-against-edited", "vie"),
    "scan without marks": (SCAN, "eng"),
    "made scan with marks": tuple(f"{path.stem}.vie" for path in INVENTED),
    "made scan without marks": tuple(f"{path.stem}.eng" for path in INVENTED),
    "unedited scan": ("marked-scan", "real-scan"),
}
EDITS = 20

Edits = list[dict[str, Any]]


class Pair(NamedTuple):
    a: str
    b: str
    truth: dict[str, Any]


def write_all(folder: Path) -> dict[str, Pair]:
    """The pairs of `GROUPS` as files of `folder`: `clean.txt`, `ocr.txt` and `truth.json` in a folder each."""
    write_pairs(folder)
    typed = (FIXTURES / "tay-ninh-so-ngoai-vu-2024.clean.txt").read_text(encoding="utf-8")
    edited, edits = edit(typed)
    write_pair(folder / TYPED, edited, typed, edits)
    models: tuple[Model, ...] = ("vie", "eng")
    for path in INVENTED:
        text = path.read_text(encoding="utf-8")
        edited, edits = edited_anew(text, Random(path.stem))
        for model in models:
            scanner = Scanner(Noise(model), Random(f"{path.stem} {model}"))
            scan = "\n".join(map(scanner.scan, edited.split("\n\n")))
            write_pair(folder / f"{path.stem}.{model}", text, scan, edits)
    return {name: read_pair(folder / name) for names in GROUPS.values() for name in names}


def write_pair(folder: Path, a: str, b: str, edits: Edits) -> None:
    folder.mkdir()
    (folder / "clean.txt").write_text(a, encoding="utf-8")
    (folder / "ocr.txt").write_text(b, encoding="utf-8")
    (folder / "truth.json").write_text(json.dumps({"relation": "same_with_edits", "edits": edits}), encoding="utf-8")


def read_pair(folder: Path) -> Pair:
    a, b, truth = ((folder / name).read_text(encoding="utf-8") for name in ("clean.txt", "ocr.txt", "truth.json"))
    return Pair(a, b, json.loads(truth))


# ---------------------------------------------------------------- edits made anew


def edited_anew(text: str, chance: Random) -> tuple[str, Edits]:
    """The text with `EDITS` edits of five kinds in turn, a stretch of words apart, and where they are in it.

    Places are numbers of words (runs without white space) in the text and in the edited one.
    """
    words = [found.span() for found in re.finditer(r"\S+", text)]
    shown = [text[start:end] for start, end in words]
    step = len(words) // (EDITS + 1)
    edited, at, shift = "", 0, 0
    edits: Edits = []
    for number in range(EDITS):
        kind = KINDS[number % len(KINDS)]
        low = (number + 1) * step - step // 3
        place = place_of(kind, shown, range(low, low + step // 2))
        if kind == "number" and not any(map(str.isdigit, shown[place])):
            kind = "word_sub"
        old, new = change(kind, shown, place, chance)
        start, end = words[place][0], words[place + old - 1][1] if old else words[place][0]
        edited += text[at:start] + " ".join(new) + (" " if new and not old else "")
        at = end
        there = place + shift
        part = {"clean_tok": [place, place + old], "edited_tok": [there, there + len(new)]}
        edits.append({"kind": kind, "subkind": "", "survives": True, "fold_equal": False, "parts": [part]})
        shift += len(new) - old
    return edited + text[at:], edits


KINDS = ("number", "word_sub", "negation", "clause_delete", "clause_insert")


def place_of(kind: str, shown: Sequence[str], places: Sequence[int]) -> int:
    """The first place that suits a kind, else the first."""
    wanted = str.isdigit if kind == "number" else str.isalpha
    return next((at for at in places if any(map(wanted, shown[at]))), places[0])


def change(kind: str, shown: Sequence[str], place: int, chance: Random) -> tuple[int, list[str]]:
    """How many words go, and what comes instead."""
    word = shown[place]
    if kind == "number":
        at = chance.choice([at for at, letter in enumerate(word) if letter.isdigit()])
        other = chance.choice([digit for digit in "123456789" if digit != word[at]])
        return 1, [word[:at] + other + word[at + 1 :]]
    if kind == "negation":
        return 0, ["không"]
    if kind == "clause_delete":
        return 4, []
    if kind == "clause_insert":
        return 0, ["trong", "phạm", "vi", "nguồn", "lực", "hiện", "có"]
    others = sorted({other for other in shown if other.isalpha() and folded(other) != folded(word)})
    return 1, [chance.choice(others)]
