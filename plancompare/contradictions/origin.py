"""Whether the signs of a text can be trusted: typed, read from a scan, or not to be told.

`Plan.ocr` knows the scans whose letters are misread. One read with a Vietnamese model passes for typed there; its
labels (`II` for `III`) and quotes are misread all the same, and it shows by specks: lone signs that nobody types, two
or more in 101 of 197 such scans and in none of 147 typed texts. A line longer than any page is broad was typed: 84 of
those texts have one, the scans' longest has 85 letters. The rest cannot be told.
"""

from __future__ import annotations

import re
from typing import Literal

from plancompare.model import Plan

Origin = Literal["typed", "scan", "unknown"]
_SPECK = re.compile(r"(?<!\S)[_.,:;'`^~¬\\„‹›|]{1,3}(?!\S)")
_FEWEST_SPECKS = 2
_LONGEST_PRINTED = 160  # letters of a line; pages set sideways have some 140


def origin_of(plan: Plan) -> Origin:
    """Where the signs of the text come from."""
    text = plan.text
    if plan.ocr.is_ocr or plan.provenance.confidences or len(_SPECK.findall(text)) >= _FEWEST_SPECKS:
        return "scan"
    return "typed" if any(len(line) > _LONGEST_PRINTED for line in text.split("\n")) else "unknown"
