"""This tool beside those one would use instead: one command, one run, the same files, a table.

    python tests/benchmarks/peers.py [diff] [collation] [scan] [--keep] [--work FOLDER]
    python tests/benchmarks/peers.py --markdown

    diff        rapidfuzz, fast-diff-match-patch, diff-match-patch, difflib, dinglehopper (`peers_diff.py`)
    collation   CollateX (`peers_collation.py`)
    scan        MinHash of datasketch, TF-IDF of scikit-learn (`peers_scan.py`)

Without a name all are run. Each tool runs in a process and an environment of its own, made here from the versions of
`peers.toml` and kept in `--work`; what cannot be had on a machine is named below the table. The tools take turns, so
that what else the machine does hits all alike. Told of each process, from its start to its end: seconds of the clock
(median, least and most) and beside it the ratio to ours, seconds of the processor, the highest resident memory, and
what of the result is right. `--keep` puts the run into `peers.json`; `--markdown` prints the tables that stand there,
those of the README. Needs Linux and, for the pairs of texts, what the tests need (`pip install '.[test]'`).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import peers_table

KEPT = Path(__file__).with_suffix(".json")
PARTS = ("diff", "collation", "scan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir(), "plancompare-peers"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--markdown", action="store_true", help="print what is kept; run nothing")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"not a part: {', '.join(sorted(unknown))}")
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    if options.markdown:
        print(peers_table.markdown(kept), end="")
        return
    options.work.mkdir(parents=True, exist_ok=True)
    runs = {part: measure(part, options.work) for part in options.parts or PARTS}
    print(peers_table.markdown(runs), end="")
    if options.keep:
        KEPT.write_text(json.dumps({**kept, **runs}, indent=1) + "\n", encoding="utf-8")


def measure(part: str, work: Path) -> dict[str, Any]:
    """The figures of a part, with the date and the kind of machine."""
    from importlib import import_module

    from scan_at_scale import machine

    found: dict[str, Any] = import_module(f"peers_{part}").measure(work)
    return {"date": date.today().isoformat(), "machine": machine(), **found}


if __name__ == "__main__":
    main()
