"""What is common in plans at large: in how many of their sections each word and pair of words stands.

It weighs what two plans have in common without asking which other plans are compared, so that adding an unrelated
plan changes nothing that is said of a pair.
"""

from __future__ import annotations

import json
from functools import cache

from plancompare.shipped import shipped


@cache
def background() -> tuple[int, dict[str, int]]:
    """The number of sections of the background and, for the terms of two of them at least, in how many each stands.

    `data/background.json` is made by `tests/benchmarks/make_background.py` from the plans in `fixtures/`.
    """
    data = json.loads(shipped("background.json"))
    return data["sections"], data["frequency"]
