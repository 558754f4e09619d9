"""The widest boilerplate: what plans of many provinces say alike, word for word or nearly so.

    wide grams ─ cover ─▶ a few texts that hold them all ─ _stretches ─▶ runs of wide grams
    runs, the widest first ─ _common (beside some other carriers) ─▶ passages ─ SQL ─▶ all their carriers

Nothing here grows with the square of anything: grams are counted by the engine, only some hundred texts are read, and
the carriers of what was found are asked for in one statement. Grams are sampled (`preparation.py`), so where a passage
begins and ends is seen by laying some carriers side by side; these are of as many provinces as there are, for that a
text is the country's must not hang on a gram that other sentences have too. Of a small collection all grams are looked
at.

On 1,000 made plans (`tests/benchmarks/made_corpus.py`) all 15 passages that many provinces have are found, and none
that only one has. Of their carriers .94 to 1 are found (of scans by an English model .83 to 1), and none that carries
another text, but for one passage half of which others have too (precision .70).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import groupby
from math import log2
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from plancompare.corpus.engine import FrequentGrams
from plancompare.corpus.preparation import GRAM, GramPlaces, gram_places
from plancompare.corpus.text_layer import layer_of
from plancompare.corpus.wide_grams import (
    FEWEST_CARRIERS,
    Carried,
    CarrierSets,
    cover,
    needed,
    wide_grams,
    wide_grams_of_few,
)
from plancompare.model.comparison import Layer
from plancompare.syllables import is_syllable
from plancompare.text import canonical

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

_MOST_TOLD = 200
_MOST_TRIED = 1000  # runs of grams that are laid beside other carriers, some 10 ms each
_FEW_TEXTS = 200  # so many are all read, with every gram; it takes a few seconds
_READ_AT_HAND = 256  # texts kept for the next question, some 60 MB
_OTHERS = 7  # carriers that a passage is laid beside
_MIN_WORDS = 12
_MOST_BETWEEN = 4  # words in a row that may differ, as in a passage (`collate.py`)
_FEWEST_TOGETHER = 3  # words in a row that agree; fewer are chance
_MIN_AGREED = 0.7  # of the words of a passage, as in `collate.py`; and of the others so many must hold it
_NEARLY_ALL = 0.9  # carriers of one province
_SAME_CARRIERS = 0.4  # of the carriers of one gram so many carry the next, which a scan may have lost
_SLOT = 8  # grams that a differing stretch of four words may spoil
_FAR = 60  # words between two sampled grams of one passage: one in 3,000 is farther
_WINDOW = 40  # words around the grams of another carrier
_ONE_TEXT = 0.4  # of the runs of three words of the shorter of two variants
_GIVEN_UP = 4  # words at either end for a whole clause
_ENDS_CLAUSE = '.,;:!?…)”"'


class CommonText(NamedTuple):
    """A text that many carry, as document `doc` prints it from `start` to `end`; `docs` are all its carriers.

    `layer` is that of most of its words."""

    doc: int
    start: int
    end: int
    text: str
    words: int
    layer: Layer
    docs: tuple[int, ...]
    provinces: tuple[str, ...]


class _Texts(NamedTuple):
    """The collection: the province of each text, its letters, its words with their grams."""

    provinces: Sequence[str | None]
    read: Callable[[int], str]
    places: Callable[[int], GramPlaces]

    def of(self, docs: Iterable[int]) -> set[str]:
        """The provinces of some texts."""
        return {name for doc in docs if (name := self.provinces[doc])}


class _Stretch(NamedTuple):
    """Wide grams of a text that follow one another: their places among the grams of the text, and in `Carried`."""

    places: tuple[int, ...]
    grams: tuple[int, ...]


class _Passage(NamedTuple):
    """A common text in words of the one it was found in, and its wide grams."""

    doc: int
    first: int
    last: int
    grams: frozenset[int]


def find_boilerplate(
    connection: DuckDBPyConnection, frequent: FrequentGrams, read: Callable[[int], str]
) -> list[CommonText]:
    """The texts that many plans carry, those of most provinces first, then of most texts, then the longest.

    `connection` has the tables or views `documents(doc, province)`, numbered from 0, and `grams(doc, gram)`;
    `frequent` are the grams that more texts carry than a pair is judged by; `read` gives the text of a document, ""
    where it cannot be had. Told are at most 200 texts of 12 words and more, without headers, recipients and signatures.
    What fewer than three provinces carry is a family of plans, no boilerplate of the country, and left out where as
    many are known.
    """
    rows = connection.execute("SELECT province FROM documents ORDER BY doc").fetchall()
    provinces: list[str | None] = [province for (province,) in rows]
    few = len(provinces) <= _FEW_TEXTS
    read = lru_cache(maxsize=_READ_AT_HAND)(read)
    texts = _Texts(
        provinces,
        read,
        lru_cache(maxsize=_READ_AT_HAND)(lambda doc: gram_places(read(doc), 1) if few else gram_places(read(doc))),
    )
    least = min(FEWEST_CARRIERS, len(texts.of(range(len(provinces)))))
    if len(provinces) < FEWEST_CARRIERS:
        return []
    carried = (
        wide_grams_of_few(provinces, lambda doc: texts.places(doc).grams, least)
        if few
        else wide_grams(connection, frequent, len(provinces), least)
    )
    found = _passages(carried, texts, least)
    holders = [carried.holders(one.grams) for one in found]
    told = [
        _printed(one, some, every, carried, texts)
        for one, some, every in zip(
            found, holders, holders if few else _carriers(connection, carried, found), strict=True
        )
    ]
    told = [text for text in told if text.layer != "form"]
    return sorted(told, key=lambda text: (-len(text.provinces), -len(text.docs), -text.words, text.doc, text.start))


def _carriers(connection: DuckDBPyConnection, carried: Carried, found: Sequence[_Passage]) -> list[list[int]]:
    """All texts of the collection that carry each passage: they have enough of its grams."""
    import numpy as np

    rows = [(number, gram, needed(len(one.grams))) for number, one in enumerate(found) for gram in sorted(one.grams)]
    passage, gram, least = np.array(rows, np.int64).reshape(-1, 3).T.copy()
    connection.register("told", {"passage": passage, "gram": carried.grams[gram].view(np.int64), "least": least})
    held = connection.execute(
        "SELECT passage, doc FROM grams JOIN told USING (gram) "
        "GROUP BY passage, doc, least HAVING count(*) >= least ORDER BY passage, doc"
    ).fetchnumpy()
    connection.unregister("told")
    cuts = np.searchsorted(held["passage"], np.arange(len(found) + 1))
    return [held["doc"][low:high].tolist() for low, high in zip(cuts[:-1], cuts[1:], strict=True)]


# ---------------------------------------------------------------- runs of wide grams


def _stretches(found: GramPlaces, carried: Carried, carriers: Mapping[int, int]) -> Iterator[_Stretch]:
    """The runs of wide grams of a text that much the same texts carry; a slot filled in otherwise does not end one."""
    import numpy as np

    numbers = np.minimum(np.searchsorted(carried.grams, found.grams), len(carried.grams) - 1)
    run: list[tuple[int, int]] = []
    for place in np.flatnonzero(carried.grams[numbers] == found.grams).tolist():
        gram = int(numbers[place])
        if run and not (_near(found, run[-1][0], place) and _alike(carriers, [one for _, one in run[-3:]], gram)):
            yield _Stretch(*zip(*run, strict=True))
            run = []
        run.append((place, gram))
    if run:
        yield _Stretch(*zip(*run, strict=True))


def _near(found: GramPlaces, one: int, other: int) -> bool:
    """Whether no more than a slot lies between two grams of a text."""
    spoiled = int(found.at[other - 1] - found.at[one + 1]) + 1 if other > one + 1 else 0
    return spoiled <= _SLOT and int(found.at[other] - found.at[one]) <= _FAR


def _alike(carriers: Mapping[int, int], before: Sequence[int], gram: int) -> bool:
    """Whether much the same texts carry a gram and one of those before it."""
    mine = carriers[gram]
    return any(
        (mine & carriers[one]).bit_count() >= _SAME_CARRIERS * max(mine.bit_count(), carriers[one].bit_count())
        for one in before
    )


# ---------------------------------------------------------------- passages


def _passages(carried: Carried, texts: _Texts, least: int) -> list[_Passage]:
    """What carriers of `least` provinces have in common, the widest first; of variants of one text the widest."""
    carriers = CarrierSets(carried)
    found = [(doc, stretch) for doc in cover(carried) for stretch in _stretches(texts.places(doc), carried, carriers)]
    told: set[int] = set()
    kept: list[tuple[_Passage, set[tuple[str, str, str]]]] = []
    tried = 0
    for doc, stretch in sorted(found, key=lambda one: (*_width(one[1], carried), *one)):
        if 2 * len(told.intersection(stretch.grams)) > len(stretch.grams):
            continue
        holders = carried.holders(stretch.grams)
        if least > 1 and _of_one_province(holders, texts):
            continue
        if tried == _MOST_TRIED or len(kept) >= _MOST_TOLD:
            break
        tried += 1
        for passage in _common(doc, stretch, _some(doc, holders, texts), carried, texts, least):
            told |= passage.grams
            forms = texts.places(doc).forms[passage.first : passage.last + 1]
            said = set(zip(forms, forms[1:], forms[2:], strict=False))
            if all(len(said & other) < _ONE_TEXT * min(len(said), len(other)) for _, other in kept):
                kept.append((passage, said))
    return [passage for passage, _ in kept]


def _width(stretch: _Stretch, carried: Carried) -> tuple[bool, int, int, int]:
    """What is looked at first: what most provinces carry, then most texts; last what one gram alone lets one think.

    Of much the same width the longest comes first, lest a part of a passage stand for the whole.
    """
    provinces = median(int(carried.provinces[gram]) for gram in stretch.grams)
    documents = median(len(carried.carriers(gram)) for gram in stretch.grams)
    of_provinces, of_texts = (round(2 * log2(1 + size)) for size in (provinces, documents))
    return len(stretch.grams) == 1, -of_provinces, -of_texts, -len(stretch.grams)


def _of_one_province(holders: Sequence[int], texts: _Texts) -> bool:
    """Whether nearly all carriers are of one province: its own text, which some grams let seem wider."""
    known = Counter(name for doc in holders if (name := texts.provinces[doc]))
    return max(known.values(), default=0) >= _NEARLY_ALL * known.total()


def _some(doc: int, holders: Sequence[int], texts: _Texts) -> list[int]:
    """Some of the carriers beside `doc`, of as many provinces as there are.

    The first in a shuffled order of all texts: those with neighbouring numbers may be of one family, and in one order
    for all passages few texts are read.
    """
    met = Counter([texts.provinces[doc]])
    ranked = []
    for place, other in enumerate(sorted(holders, key=lambda number: number * 0x9E3779B1 % 2**32)):
        if other != doc:
            ranked.append((met[texts.provinces[other]], place, other))
            met[texts.provinces[other]] += 1
    return [other for _, _, other in nsmallest(_OTHERS, ranked)]


def _common(
    doc: int, stretch: _Stretch, others: Sequence[int], carried: Carried, texts: _Texts, least: int
) -> Iterator[_Passage]:
    """The passages around a run of grams that most of `others` have too."""
    import numpy as np

    if len(others) + 1 < FEWEST_CARRIERS:
        return
    mine = texts.places(doc)
    before, behind = stretch.places[0] - 1, stretch.places[-1] + 1
    low = int(mine.at[before]) + 1 if before >= 0 else 0
    high = int(mine.at[behind]) + GRAM - 1 if behind < len(mine.at) else len(mine.forms)
    sought = carried.grams[list(stretch.grams)]
    agreed = np.array([[at is not None for at in _laid(mine, low, high, texts.places(one), sought)] for one in others])
    for first, last in _agreeing((2 * agreed.sum(axis=0) > len(others)).tolist()):
        share = agreed[:, first : last + 1].mean(axis=1).tolist()
        holding = [other for other, part in zip(others, share, strict=True) if part >= _MIN_AGREED]
        grams = frozenset(
            gram
            for place, gram in zip(stretch.places, stretch.grams, strict=True)
            if low + first <= mine.at[place] and mine.at[place] + GRAM <= low + last + 1
        )
        if grams and len(holding) >= _MIN_AGREED * len(others) and len(texts.of([doc, *holding])) >= least:
            yield _Passage(doc, low + first, low + last, grams)


def _laid(mine: GramPlaces, low: int, high: int, other: GramPlaces, sought: NDArray[np.uint64]) -> list[int | None]:
    """For each word of a stretch of one text the word of the other that agrees with it, None where none does."""
    import numpy as np
    from rapidfuzz.distance import Levenshtein

    laid: list[int | None] = [None] * (high - low)
    found = other.at[np.isin(other.grams, sought)]
    if len(found):
        near = found[abs(found - found[len(found) // 2]) <= high - low]
        start, end = max(0, int(near[0]) - _WINDOW), int(near[-1]) + GRAM + _WINDOW
        steps = Levenshtein.opcodes(mine.forms[low:high], other.forms[start:end]).as_matching_blocks()
        for a, b, size in _longest_chain((block.a, block.b, block.size) for block in steps if block.size):
            laid[a : a + size] = range(start + b, start + b + size)
    return laid


def _longest_chain(blocks: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The blocks that agree, as far as few words in a row differ on either side: of such chains the longest."""
    chains: list[list[tuple[int, int, int]]] = []
    end_a = end_b = -_FAR
    for a, b, size in blocks:
        if max(a - end_a, b - end_b) > _MOST_BETWEEN:
            chains.append([])
        chains[-1].append((a, b, size))
        end_a, end_b = a + size, b + size
    return max(chains, key=lambda chain: sum(size for _, _, size in chain), default=[])


def _agreeing(agreed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last word of each passage: words that agree, few in a row that do not.

    >>> list(_agreeing([False] * 5 + [True] * 8 + [False] * 3 + [True] * 6 + [False] * 9 + [True] * 9))
    [(5, 21)]
    """
    joined: list[list[tuple[int, int]]] = []
    at = 0
    for is_same, group in groupby(agreed):
        start, at = at, at + len(list(group))
        if is_same and at - start >= _FEWEST_TOGETHER:
            if not joined or start - joined[-1][-1][1] > _MOST_BETWEEN:
                joined.append([])
            joined[-1].append((start, at))
    for runs in joined:
        first, last = runs[0][0], runs[-1][1]
        if sum(end - start for start, end in runs) >= max(_MIN_WORDS, _MIN_AGREED * (last - first)):
            yield first, last - 1


# ---------------------------------------------------------------- as it is printed


def _printed(one: _Passage, some: Sequence[int], every: Sequence[int], carried: Carried, texts: _Texts) -> CommonText:
    """The passage as that carrier prints it whose words with marks most of the others print too, which no scan does.

    `some` carriers are those in `carried`, `every` those of the whole collection.
    """
    mine = texts.places(one.doc)
    sought = carried.grams[sorted(one.grams)]
    laid: dict[int, list[int | None]] = {one.doc: [*range(one.first, one.last + 1)]}
    for doc in _some(one.doc, some, texts):
        there = _laid(mine, one.first, one.last + 1, texts.places(doc), sought)
        if there[0] is not None and there[-1] is not None:  # it has the whole
            laid[doc] = there
    spelled = {doc: [_spelled(texts, doc, at) for at in there] for doc, there in laid.items()}
    usual = [Counter(column) for column in zip(*spelled.values(), strict=True)]
    best = max(laid, key=lambda doc: (sum(usual[i][word] for i, word in enumerate(spelled[doc]) if word), -doc))
    (first, *_), (*_, last) = laid[best], laid[best]
    assert first is not None and last is not None
    text, found = texts.read(best), texts.places(best)
    first, last = _whole_clauses(text, found, first, last)
    start, end = found.starts[first], found.ends[last]
    return CommonText(
        doc=best,
        start=start,
        end=end,
        text=" ".join(text[start:end].split()),
        words=last - first + 1,
        layer=layer_of(text, start, end),
        docs=tuple(every),
        provinces=tuple(sorted(texts.of(every))),
    )


def _spelled(texts: _Texts, doc: int, at: int | None) -> str | None:
    """A word with marks that is a Vietnamese syllable, in one spelling; None for any other."""
    if at is None:
        return None
    found = texts.places(doc)
    word = canonical(texts.read(doc)[found.starts[at] : found.ends[at]].strip(_ENDS_CLAUSE))
    return None if word.isascii() or not is_syllable(word) else word


def _whole_clauses(text: str, found: GramPlaces, first: int, last: int) -> tuple[int, int]:
    """Without the few words in front of the first clause that begins, and behind the last that ends, if any do."""

    def ends(at: int) -> bool:
        following = found.starts[at + 1] if at + 1 < len(found.starts) else len(text)
        return text[found.ends[at] - 1] in _ENDS_CLAUSE or "\n" in text[found.ends[at] : following]

    most = last - first + 1 - _MIN_WORDS
    begin = next((k for k in range(min(_GIVEN_UP, most) + 1) if first + k == 0 or ends(first + k - 1)), 0)
    close = next((k for k in range(min(_GIVEN_UP, most - begin) + 1) if ends(last - k)), 0)
    return first + begin, last - close
