"""What a reader says against the findings, and what became of it.

A review is made in the page of a report, saved to a file, and applied again by `--review FILE`. Who made it and when
is left out.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

OverruleKind = Literal["noise", "edit", "join", "part", "class", "province", "level", "year", "number", "note"]
Problem = Literal[
    "other_documents",
    "other_command",
    "words_gone",
    "no_change",
    "no_section",
    "one_plan",
    "no_such_value",
    "without_effect",
]


class Reviewed(Struct, frozen=True):
    """A document of a review: `id` names it within the file, `sha256` is the digest of the bytes of its file."""

    id: str
    sha256: str


class Place(Struct, frozen=True):
    """Words of a document: `quote` stands between `start` and `end`, white space aside, once and no more.

    A longer stretch may be quoted by its first words; an empty `quote` stands anywhere.
    """

    document: str
    start: int
    end: int
    quote: str


class Overrule(Struct, frozen=True):
    """One thing a reader says, and optionally why (`note`).

    noise, edit     of a difference: its place in either text
    join, part      two sections: the first belongs, or does not belong, to the topic (row) of the second
    class           of a stretch: `value` is shared, adapted, local or boilerplate
    province, level, year, number
                    of a plan, which the one place names: `value` is what is right, null where the plan says none
    note            `note` alone, on the plan, section or difference the places name
    """

    kind: OverruleKind
    places: tuple[Place, ...]
    value: str | None = None
    note: str = ""


class Review(Struct, frozen=True, tag_field="schema", tag="plancompare/review/1"):
    """A review file."""

    documents: tuple[Reviewed, ...]
    overrules: tuple[Overrule, ...]


class Overruled(Struct, frozen=True):
    """What became of one entry of a review: what was found before and what holds now, or why it was not applied.

    `before` and `after` are labels of changes, classes (a stretch may have had several), `together` or `apart`, or
    values of a plan; empty for a note, and where nothing is said. The documents of `places` are those of the result
    where they are in it. `file` is the path of the review as it was given.
    """

    kind: OverruleKind
    places: tuple[Place, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str
    problem: Problem | None
    file: str
