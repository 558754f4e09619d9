"""What a recogniser's own confidence in a word says: misread, or what was printed.

A word that was read with 40 % and differs from the printed text is likelier noise than one read with 96 %. Only texts
that were read from images here come with confidences (`Provenance.confidences`); of others nothing is said.

The tables are log P(confidence | misread) − log P(confidence | read right), for confidences of Tesseract 5 in percent,
counted over clean pages and fax of the same plans together.
"""

from __future__ import annotations

from bisect import bisect_right

from plancompare.changes.texts import Text

BUCKETS = (30, 60, 80, 90, 95)
"""Percent from which on the next figure of a table holds."""
WITH_MARKS = (4.9, 3.5, 3.9, 3.1, 1.2, -1.3)
"""Nats, by the Vietnamese model: 12,102 words, 233 of them misread."""
WITHOUT_MARKS = (2.7, 2.0, 1.4, 0.6, -2.0, -3.0)
"""Nats, by the English model: 9,758 words, 2,154 of them misread marks aside."""
WEIGHT = 0.5
"""Share of these nats that counts: the confusions of letters know part of it, and a word edited by a mark is doubtful
even where it was read right. Of 0, .3, .4, .5, .6, .7 and 1 the largest that lowers strict F1 on none of six looks, for
the 114 short pairs of 16 plans it was chosen on: F1 .908 (without .891, with 1 .911), noise called an edit 1.03 of
1,000 words (1.27, .92), of the edits that survived .967 found (.960, .965). Fax gains most, .823 to .869; grey pages
of 200 dpi gain nothing and lose with 1 (.951 to .940). The best by F1, looks left out in turn, reaches .904."""


def nats_of_misreading(text: Text, first: int, end: int, has_marks: bool) -> float:
    """Nats by which the confidences in words `first` to `end` of a reading speak for noise; without any, 0.

    A word that was read in two pieces is as doubtful as the worse of them.
    """
    confidences = text.plan.provenance.confidences
    if not confidences:
        return 0.0
    table = WITH_MARKS if has_marks else WITHOUT_MARKS
    nats = 0.0
    for word in text.words[first:end]:
        at = bisect_right(confidences, word.start, key=_end)
        percents = []
        while at < len(confidences) and confidences[at][0] < word.end:
            percents.append(confidences[at][2])
            at += 1
        if percents:
            nats += table[bisect_right(BUCKETS, min(percents))]
    return WEIGHT * nats


def _end(read: tuple[int, int, int]) -> int:
    return read[1]
