"""Count in how many sections of some plans each word and each pair of words stands.

    python tests/benchmarks/make_background.py fixtures/*.txt

writes `plancompare/data/background.json`, which tells `align` what plans of any office say. Of the texts of one
document only the clean one is counted (by their names: `x.clean.txt`, `x.ocr.txt`). Terms that stand in a single
section are left out: they are as rare as those never seen.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from plancompare.align.outlines import WITHOUT_CONTENT, section_terms
from plancompare.ingest import read_source
from plancompare.parse import parse_plan
from plancompare.tokens import Tokens, tokenize

DATA = Path(__file__).parents[2] / "plancompare" / "data" / "background.json"


def background(plans: Iterable[Tokens]) -> tuple[int, dict[str, int]]:
    """The number of sections of some plans, and the number of those with each term that stands in two at least."""
    sections, standing_in = 0, Counter[str]()
    for tokens in plans:
        starts = [word.start for word in tokens.words]
        for section in tokens.plan.sections:
            if section.kind not in WITHOUT_CONTENT:
                own, _ = section_terms(section, tokens.plan.text, tokens.tolerant, starts)
                standing_in.update(set(own))
                sections += bool(own)
    return sections, {term: count for term, count in sorted(standing_in.items()) if count > 1}


def one_text_a_document(paths: Iterable[str]) -> list[str]:
    """The paths without the scans of which the clean text is there too."""
    chosen = {Path(path).name.split(".")[0]: path for path in sorted(paths, key=lambda path: ".clean." in path)}
    return sorted(chosen.values())


def main() -> None:
    plans = [tokenize(parse_plan(read_source(path), path)) for path in one_text_a_document(sys.argv[1:])]
    sections, frequency = background(plans)
    content = json.dumps({"sections": sections, "frequency": frequency}, ensure_ascii=False, separators=(",", ":"))
    DATA.write_text(content + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
