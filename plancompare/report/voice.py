"""What a page says in its own voice: written in the language shown first, the other one kept for the script.

On a page `<i>` marks such a text and nothing else. Its other language stands once a page in `others`, by the text
itself; or on the element, where one text has two translations, or is long and said for the first time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup, escape

from plancompare.report.visible import visible
from plancompare.report.words import Both, number

Language = Literal["vi", "en"]
# Letters beyond which a text is taken to be said only once, until it is said again.
_LONG = 60


class Words:
    """The texts of the interface by their keys, as attributes."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def __getattr__(self, key: str) -> Markup:
        return self._voice.say(key)


class Voice:
    """The interface of one page. It remembers what it said, so that the page can carry both languages of that."""

    def __init__(self, texts: Mapping[str, Both], language: str) -> None:
        self._texts = texts
        self._first = 1 if language == "en" else 0
        self._said: dict[str, Markup] = {}
        self._long: set[str] = set()
        self.others: dict[str, str] = {}

    def say(self, what: str | Both, **values: object) -> Markup:
        """A text (by its key, or as it is) with its fields filled."""
        if isinstance(what, str) and not values:
            if what not in self._said:
                self._said[what] = self._marked(self._texts[what])
            return self._said[what]
        text = self._texts[what] if isinstance(what, str) else what
        if any(hasattr(value, "__html__") for value in values.values()):
            return self._twice(text, values)
        return self._marked(filled(text, values) if values else text)

    def count(self, n: int) -> Markup:
        """A number as each language writes it."""
        return self._marked(number(n))

    def _marked(self, both: Both) -> Markup:
        if both.vi == both.en:
            return escape(both.vi)
        first, other = visible(both[self._first]), visible(both[1 - self._first])
        known = self.others.get(first)
        if known is None and (len(first) <= _LONG or first in self._long):
            known = self.others[first] = other
        if known == other:
            return Markup("<i>{}</i>").format(first)
        self._long.add(first)
        return Markup('<i data-o="{}">{}</i>').format(other, first)

    def _twice(self, text: Both, values: Mapping[str, object]) -> Markup:
        """A text with elements inside: both languages stand on the page, of which one is hidden."""
        sides = [
            Markup('<i lang="{}"{}>{}</i>').format(
                language,
                Markup(" hidden") if side != self._first else "",
                Markup(text[side]).format(**{name: _both(value)[side] for name, value in values.items()}),
            )
            for side, language in enumerate(("vi", "en"))
        ]
        return sides[0] + sides[1]


def filled(text: Both, values: Mapping[str, object]) -> Both:
    """A text in both languages with its fields filled."""
    vi, en = (text[side].format(**{name: _both(value)[side] for name, value in values.items()}) for side in (0, 1))
    return Both(vi, en)


def _both(value: object) -> tuple[object, object]:
    if isinstance(value, Both):
        return value
    if isinstance(value, int):
        return number(value)
    return value, value
