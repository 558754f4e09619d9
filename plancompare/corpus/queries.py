"""The candidate search as SQL that DuckDB and Spark both run.

A search is a row of steps, each a name and a SELECT; an engine keeps the result of each under its name (a temporary
table, a cached view) and later steps read it. All start from `documents(doc INTEGER, province VARCHAR)` and
`grams(doc INTEGER, gram BIGINT)`, in which a text has each of its grams once.

    grams ─ counted ─┬─ telling ─ pairs                           grams of 2 to `most_documents` texts
                     └─ boilerplate ─┬─ neighbours ─ links        grams of more
                                     └─ frequent                  counted by text and by province
    pairs, links ─ candidates

Two texts are worth a look where they share `least_shared` telling grams, or where all that was found of them is a
quarter of the grams of the one that has fewer: so short texts are found, and such as have little of their own.

Common grams are what the country's plans say alike. Joined pair by pair they would cost the square of the number of
their carriers, and without them 10,000 communes that filled in one template have nothing in common. Instead the
carriers of each such gram are put in a row by number, and each is linked to the next two. Texts of one template follow
one another in the rows of most of its grams, whatever stands between them in the collection, while in the rows of a
national formula the next two are any texts. Of 200 communes that had kept 85 % of a template's paragraphs each, half
of them scans, among 10,000 texts, all hang together so by 418 pairs (linked to the next one only 36 are apart; of a
third of the grams instead of a quarter 30). A text has at most 16 such pairs with longer ones.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from plancompare.model.scan import ScanOptions

FEW = 32
"""Texts of which all pairs are verified: the sampled grams of a passage of 12 syllables may all be left out."""

_LEAST_COMMON = 10  # texts; a passage that fewer carry is no boilerplate, however small the collection


class Step(NamedTuple):
    """A SELECT, and the name its result is kept under for later steps."""

    name: str
    select: str


_COUNTED = """
SELECT gram, CAST(COUNT(*) AS INTEGER) AS documents
FROM grams
GROUP BY gram
HAVING COUNT(*) > 1"""

_TELLING = """
SELECT grams.gram, grams.doc
FROM grams JOIN counted ON grams.gram = counted.gram
WHERE counted.documents <= {most_documents}"""

_PAIRS = """
SELECT one.doc AS a, other.doc AS b, COUNT(*) AS shared
FROM telling one JOIN telling other ON one.gram = other.gram AND one.doc < other.doc
GROUP BY one.doc, other.doc
HAVING COUNT(*) > 1"""

_BOILERPLATE = """
SELECT grams.gram, grams.doc
FROM grams JOIN counted ON grams.gram = counted.gram
WHERE counted.documents > {most_documents}"""

_SIZES = """
SELECT doc, CAST(COUNT(*) AS INTEGER) AS size
FROM grams
GROUP BY doc"""

_NEIGHBOURS = """
SELECT doc, LEAD(doc, 1) OVER (PARTITION BY gram ORDER BY doc) AS next,
    LEAD(doc, 2) OVER (PARTITION BY gram ORDER BY doc) AS next_but_one
FROM boilerplate"""

_LINKS = """
SELECT a, b, COUNT(*) AS shared
FROM (
    SELECT doc AS a, next AS b FROM neighbours
    UNION ALL
    SELECT doc AS a, next_but_one AS b FROM neighbours
) link
WHERE b IS NOT NULL
GROUP BY a, b
HAVING COUNT(*) > 1"""

_CANDIDATES = """
SELECT found.a, found.b, CAST(found.shared AS INTEGER) AS shared
FROM (
    SELECT a, b, SUM(telling) AS telling, SUM(shared) AS shared
    FROM (
        SELECT a, b, shared AS telling, shared FROM pairs
        UNION ALL
        SELECT a, b, 0 AS telling, shared FROM links
    ) both_ways
    GROUP BY a, b
) found JOIN sizes one ON found.a = one.doc JOIN sizes other ON found.b = other.doc
WHERE found.telling >= {least_shared} OR 4 * found.shared >= LEAST(one.size, other.size)"""

_FREQUENT = """
SELECT boilerplate.gram, CAST(COUNT(*) AS INTEGER) AS documents,
    CAST(COUNT(DISTINCT documents.province) AS INTEGER) AS provinces
FROM boilerplate JOIN documents ON boilerplate.doc = documents.doc
GROUP BY boilerplate.gram"""

_CANDIDATE_STEPS = (
    Step("counted", _COUNTED),
    Step("telling", _TELLING),
    Step("pairs", _PAIRS),
    Step("boilerplate", _BOILERPLATE),
    Step("neighbours", _NEIGHBOURS),
    Step("links", _LINKS),
    Step("sizes", _SIZES),
    Step("candidates", _CANDIDATES),
)
_FREQUENT_STEPS = (Step("counted", _COUNTED), Step("boilerplate", _BOILERPLATE), Step("frequent", _FREQUENT))


def for_texts(options: ScanOptions, texts: int) -> ScanOptions:
    """The options for a collection of so many texts: in a small one, what a tenth of them carry is boilerplate.

    Of 60 made plans (`tests/benchmarks/made_corpus.py`) the pairs told were right in .52 with a limit of 50 texts and
    all right with 10, of 120 in .77 and all with 12, of 300 in .998 and all with 30; no true pair was lost. The tenth
    was chosen on these three collections.
    """
    if texts <= FEW:
        return options
    return replace(options, most_documents=min(options.most_documents, max(_LEAST_COMMON, texts // 10)))


def candidate_steps(options: ScanOptions) -> tuple[Step, ...]:
    """The steps to the candidates; the last has the columns a INTEGER < b INTEGER and shared INTEGER, in any order."""
    return _filled(_CANDIDATE_STEPS, options)


def frequent_steps(options: ScanOptions) -> tuple[Step, ...]:
    """The steps to grams of more than `most_documents` texts: gram BIGINT, documents INTEGER, provinces INTEGER.

    Texts whose province is not known count in none."""
    return _filled(_FREQUENT_STEPS, options)


def _filled(steps: tuple[Step, ...], options: ScanOptions) -> tuple[Step, ...]:
    limits = {"most_documents": int(options.most_documents), "least_shared": int(options.least_shared)}
    return tuple(Step(name, select.format(**limits).strip()) for name, select in steps)
