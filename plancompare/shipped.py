"""The files of `data/`, which come with the tool: what was learned from texts, or listed by hand."""

from __future__ import annotations

from pkgutil import get_data  # as it is done for every plan: importlib.resources takes 7 ms more to get going


def shipped(name: str) -> str:
    """The text of a file of `data/`. Raises FileNotFoundError.

    >>> shipped("laws.txt").splitlines()[1]
    'Luật An ninh mạng'
    """
    content = get_data("plancompare", f"data/{name}")
    assert content is not None  # every loader Python has can read data
    return content.decode("utf-8")
