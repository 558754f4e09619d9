"""The channel of labels: what damage may do to them, and that the sequence brings the true ones back."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pytest
import structure_plans as plans
from structure_plans import CLEAN, SCANNED, parse

from plancompare.model import Section
from plancompare.structure.labels import exact, misreading

NUMBERED = {"part", "chapter", "roman", "article", "arabic", "letter"}

# Written for this test from how printed letters look, apart from the tables of the parser.
SWAPS = {
    "I": "|l1!iÍ", "1": "Il|i!J", "2": "Zz?", "3": "8B", "4": "A", "5": "Ss§", "6": "bGó", "7": "T?", "8": "B&S",
    "9": "gq", "0": "OoQ", "V": "YvU", "X": "xKY", "a": "4@â", "b": "h6", "c": "e¢", "d": "đaả", "đ": "d", "e": "cé©",
    "g": "9q", "h": "b", "i": "ï1l",
}  # fmt: skip
MELTS = {
    "III": ["IH", "HI", "M", "Ill", "II", "lIl"],
    "II": ["H", "11", "U", "IL", "Il", "I"], "IV": ["V", "TV", "IY", "1V"],
    "VI": ["V1"], "11": ["LI", "1l"], "10": ["1O"], "V": ["Vv"], "I": ["L"],
}  # fmt: skip


def damaged(label: str, rng: random.Random) -> str:
    """A label as a bad scan may print it: one character swapped, melted or lost, or the mark behind it."""
    core = label.rstrip(".)")
    mark = label[len(core) :]
    kind = rng.random()
    if kind < 0.45:
        at = rng.randrange(len(core))
        return core[:at] + rng.choice(SWAPS.get(core[at], core[at])) + core[at + 1 :] + mark
    if kind < 0.7 and core in MELTS:
        return rng.choice(MELTS[core]) + mark
    if kind < 0.9:
        return core + rng.choice({".": [",", ",", ":", ""], ")": ["}", "]", "."]}.get(mark, [mark]))
    return rng.choice(["'", "‘", "~ ", "- "]) + label


def with_damage(text: str, found: tuple[Section, ...], share: float, rng: random.Random) -> str:
    parts, at = [], 0
    for section in found:
        if section.kind in NUMBERED and section.raw_label and rng.random() < share:
            start = text.index(section.raw_label, section.start)
            parts += [text[at:start], damaged(section.raw_label, rng)]
            at = start + len(section.raw_label)
    return "".join(parts) + text[at:]


def numbered(found: tuple[Section, ...]) -> dict[int, tuple[str, str]]:
    return {section.start_line: (section.kind, section.id) for section in found if section.kind in NUMBERED}


def generated(seed: int) -> str:
    """A plan with up to eight Roman sections, lists of up to fourteen, letters past đ, wrapped at 78 letters."""
    rng = random.Random(seed)
    stock = "tăng cường công tác tuyên truyền phổ biến pháp luật nâng cao nhận thức của cán bộ và Nhân dân".split()
    lines = [
        "KẾ HOẠCH",
        "Thực hiện công tác năm 2024",
        "",
        "Ủy ban nhân dân tỉnh Hà Nam xây dựng Kế hoạch như sau:",
        "",
    ]

    def add(label: str, count: int, end: str = ".") -> None:
        sentence = " ".join(rng.choice(stock) for _ in range(count)).capitalize()
        lines.extend([*textwrap.wrap(f"{label} {sentence}{end}", 78), *([""] if seed % 2 else [])])

    for roman in ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][: rng.randrange(3, 9)]:
        lines.append(f"{roman}. " + " ".join(rng.choice(stock) for _ in range(4)).upper())
        for number in range(1, rng.randrange(2, 15)):
            letters = rng.choice(["", "", "abc", "abcdđegh"])
            add(f"{number}.", 6 if letters else rng.randrange(15, 50), "" if letters else ".")
            for letter in letters:
                add(f"{letter})", rng.randrange(5, 30))
    return "\n".join([*lines, "Trên đây là Kế hoạch./.", "Nơi nhận:", "- Lưu: VT."])


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_true_labels_come_back_from_random_damage(fixtures: Path, share: float) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures.glob("*.clean.txt"))]
    texts += [generated(seed) for seed in range(4)]
    rng = random.Random(f"labels {share}")
    right = total = 0
    for text in texts:
        truth = parse(text, CLEAN)
        for _ in range(2):
            found = numbered(parse(with_damage(text, truth, share, rng), SCANNED))
            want = numbered(truth)
            right += sum(found.get(line) == label for line, label in want.items())
            total += len(want)
    assert right / total >= 0.98, f"{right} of {total}"


def test_damage_is_priced_by_likeness() -> None:
    assert misreading("iv", "iv") == 0.0
    assert 0 < misreading("s", "5") < misreading("4", "5")
    assert misreading("11", "ii") < misreading("23", "ii")
    assert misreading("h", "ii") < 1.0 < misreading("h", "v")


@pytest.mark.parametrize(
    ("family", "core", "number"),
    [
        ("roman", "ix", 9),
        ("roman", "iiii", None),
        ("arabic", "07", 7),
        ("letter", "đ", 5),
        ("chapter", "ii", 2),
        ("arabic", "s", None),
    ],
)
def test_exact_labels(family: str, core: str, number: int | None) -> None:
    assert exact(family, core) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "true"),
    [
        ("I II III V", "I II III IV"),  # a lost stroke is likelier than a lost section …
        ("I II III V VI", "I II III V VI"),  # … unless the next label says that IV is missing …
        ("I II III V V", "I II III IV V"),  # … or that it was read as V
        ("| 11 II1 V V", "I II III IV V"),
        ("I I II IV", "I II III IV"),
        ("I II V", "I II V"),
    ],
)
def test_what_follows_decides_a_doubtful_label(printed: str, true: str) -> None:
    text = "\n".join(f"{label}. NỘI DUNG THỰC HIỆN\nLàm tốt." for label in printed.split())
    assert [section.label for section in parse(text, SCANNED) if section.kind == "roman"] == true.split()


def test_same_tree_in_every_layout() -> None:
    """Wrapped narrow or wide, single or double spaced, blank lines between paragraphs or none: one tree."""
    paragraphs = [
        line for line in plans.PAGE_BREAKS.split("\n") if line and not line.startswith(("2", "http", "KẾ", "HOẠCH"))
    ]
    whole = generated(1).split("\n\n")
    for source in (paragraphs, [" ".join(p.split()) for p in whole]):
        ways = []
        for width in (60, 80, 100):
            wrapped = [textwrap.wrap(paragraph, width) for paragraph in source]
            ways += [
                "\n".join("\n".join(lines) for lines in wrapped),
                "\n\n".join("\n".join(lines) for lines in wrapped),
                "\n\n".join("\n\n".join(lines) for lines in wrapped),
            ]
        trees = {tuple(s.id for s in parse(text, CLEAN) if s.kind in NUMBERED | {"bullet"}) for text in ways}
        assert len(trees) == 1
