"""Colours that tell something are told apart by people who see fewer of them, and in grey on paper.

Sight is simulated as Machado, Oliveira and Fernandes (2009) measured it, at full severity; distances are those of
CIE Lab, where about 2 can just be seen and 10 is seen at a glance.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import plancompare.report

ASSETS = Path(plancompare.report.__file__).parent / "assets"

Triple = tuple[float, float, float]

_SIGHTS: dict[str, tuple[Triple, Triple, Triple]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "none": ((0.2126, 0.7152, 0.0722),) * 3,
}
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)

# What stands beside one another and means something else: names, and the least distance by colour.
_SETS = [
    (("bar-shared", "bar-adapted", "bar-local"), 15),
    (("adapted-back", "local-back", "paper"), 6),
    (("found", "found-now"), 30),
    (("found", "paper"), 10),
]


def tokens(theme: str) -> dict[str, str]:
    """The custom properties of all sheets that are colours, in a theme (`light` or `dark`)."""
    found: dict[str, str] = {}
    for dark in (False, True):
        for sheet in sorted(ASSETS.glob("*.css")):
            for block in re.finditer(r"(?m)^( *):root \{(.*?)\}", sheet.read_text(encoding="utf-8"), re.DOTALL):
                if (len(block[1]) > 0) == dark and (theme == "dark" or not dark):
                    found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", block[2]))
    return found


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))  # type: ignore[return-value]


def _times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)  # type: ignore[return-value]


def _lab(colour: str, sight: str) -> Triple:
    seen: Triple = tuple(min(1.0, max(0.0, c)) for c in _times(_SIGHTS[sight], _linear(colour)))  # type: ignore[assignment]
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (c / w for c, w in zip(_times(_TO_XYZ, seen), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(_lab(one, sight), _lab(other, sight), strict=True)) ** 0.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", ["full", "protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize(("names", "least"), _SETS)
def test_colours_that_mean_different_things_are_told_apart(
    theme: str, sight: str, names: tuple[str, ...], least: float
) -> None:
    colours = tokens(theme)
    near = {
        (a, b): round(distance(colours[a], colours[b], sight), 1)
        for a, b in combinations(names, 2)
        if distance(colours[a], colours[b], sight) < least
    }
    assert near == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", list(_SIGHTS))
def test_shades_of_the_heat_maps_rise_for_every_sight_and_in_grey(theme: str, sight: str) -> None:
    colours = tokens(theme)
    lightness = [_lab(colours[f"h{i}"], sight)[0] for i in range(6)]
    steps = [b - a for a, b in pairwise(lightness)]
    rising = theme == "dark"
    assert all((step > 0) == rising and abs(step) >= 2.5 for step in steps), [round(step, 1) for step in steps]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "back"), [("found-ink", "found"), ("found-now-ink", "found-now")])
def test_hits_of_the_search_can_be_read(theme: str, ink: str, back: str) -> None:
    colours = tokens(theme)
    high, low = sorted((_times(_TO_XYZ, _linear(colours[name]))[1] for name in (ink, back)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
