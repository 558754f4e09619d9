"""What a plan orders: deadlines, reports, targets, duties and who pays, each with its place in the text.

deadlines     until when
reports       how often
targets       how much, how well
assignments   who does what
funding       who pays
actors        who is meant where the sentence does not say
"""

from __future__ import annotations

from collections.abc import Sequence

from plancompare.model import Citation, Fact, Metadata, Scan, Section


def find_facts(
    text: str, sections: Sequence[Section], citations: Sequence[Citation], metadata: Metadata, scan: Scan
) -> tuple[Fact, ...]:
    """The facts of a plan in the order of the text."""
    return ()
