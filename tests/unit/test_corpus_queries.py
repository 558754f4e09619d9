"""The candidate search on DuckDB against the same search in plain Python."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.engine import Candidates, FrequentGrams
from plancompare.model.scan import ScanOptions

Collection = Sequence[set[int]]  # the grams of each text

HUGE = 2**63 - 10  # as large as grams are


def connect(texts: Collection, provinces: Sequence[str | None] = (), seed: int = 0) -> duckdb.DuckDBPyConnection:
    """The tables an engine sees, the rows in an order by `seed`."""
    connection = duckdb.connect(config={"threads": 2})
    rows = [(doc, gram) for doc, grams in enumerate(texts) for gram in sorted(grams)]
    random.Random(seed).shuffle(rows)
    known = [*provinces, *[None] * (len(texts) - len(provinces))]
    connection.execute("CREATE TABLE grams(doc INTEGER, gram BIGINT)")
    connection.execute("CREATE TABLE documents(doc INTEGER, province VARCHAR)")
    insert(connection, "grams", [doc for doc, _ in rows], [gram for _, gram in rows])
    insert(connection, "documents", list(range(len(texts))), known)
    return connection


def insert(connection: duckdb.DuckDBPyConnection, table: str, docs: list[int], values: Sequence[object]) -> None:
    kind = np.int64 if table == "grams" else object
    connection.register("added", {"doc": np.array(docs, np.int32), "value": np.array(values, kind)})
    connection.execute(f"INSERT INTO {table} SELECT * FROM added")
    connection.unregister("added")


def search(texts: Collection, options: ScanOptions, seed: int = 0) -> dict[tuple[int, int], int]:
    found = DuckDBEngine(connect(texts, seed=seed)).candidates(options)
    return as_pairs(found)


def as_pairs(found: Candidates) -> dict[tuple[int, int], int]:
    a, b, shared = (column.tolist() for column in found)
    assert list(zip(a, b, strict=True)) == sorted(set(zip(a, b, strict=True)))
    return dict(zip(zip(a, b, strict=True), shared, strict=True))


def carriers(texts: Collection) -> Mapping[int, list[int]]:
    found = defaultdict(list)
    for doc, grams in enumerate(texts):
        for gram in grams:
            found[gram].append(doc)
    return found


def searched_plainly(texts: Collection, options: ScanOptions) -> dict[tuple[int, int], int]:
    telling: Counter[tuple[int, int]] = Counter()
    links: Counter[tuple[int, int]] = Counter()
    for docs in carriers(texts).values():
        if len(docs) <= options.most_documents:
            telling.update(combinations(docs, 2))
        else:
            links.update([*zip(docs, docs[1:], strict=False), *zip(docs, docs[2:], strict=False)])
    telling, links = (Counter({pair: n for pair, n in found.items() if n > 1}) for found in (telling, links))
    return {
        (a, b): n
        for (a, b), n in (telling + links).items()
        if telling[a, b] >= options.least_shared or 4 * n >= min(len(texts[a]), len(texts[b]))
    }


collections = st.lists(st.sets(st.integers(HUGE - 12, HUGE), max_size=10), max_size=12)


@settings(max_examples=25, deadline=None)
@given(collections, st.integers(1, 4), st.integers(2, 5))
def test_the_search_is_that_in_plain_python(texts: list[set[int]], least: int, most: int) -> None:
    options = ScanOptions(least_shared=least, most_documents=most)
    assert search(texts, options) == searched_plainly(texts, options)


def test_a_quarter_of_a_short_text_is_enough() -> None:
    texts = [{1, 2, *range(10, 10 + size)} for size in (6, 200)] + [{1, 2, 3, *range(1000, 1030)}]
    assert search(texts, ScanOptions(least_shared=5)) == {(0, 1): 8, (0, 2): 2}


@pytest.mark.parametrize(("most", "wanted"), [(3, {(0, 1): 2, (0, 2): 2, (1, 2): 2}), (2, {})])
def test_grams_of_more_texts_than_the_window_make_no_pair(most: int, wanted: object) -> None:
    texts = [{1, 2, *range(10 * n, 10 * n + 10)} for n in (1, 2, 3)]
    assert search(texts, ScanOptions(least_shared=2, most_documents=most)) == wanted


def template(seed: int) -> list[set[int]]:
    """60 texts with four fifths of a template of 100 grams each and as many of their own, a formula that all texts
    hold, and 300 others between them."""
    chance = random.Random(seed)
    formula = set(range(1000, 1020))
    filled_in = [set(chance.sample(range(100), 80)) | formula for _ in range(60)]
    others = [formula | {10_000 + 100 * n + k for k in range(100)} for n in range(300)]
    texts = [grams | {100_000 + 100 * n + k for k in range(80)} for n, grams in enumerate([*filled_in, *others])]
    chance.shuffle(texts)
    return texts


def test_texts_of_one_template_hang_together_without_a_pair_of_each_two() -> None:
    texts = template(1)
    found = search(texts, ScanOptions(most_documents=20))
    members = [doc for doc, grams in enumerate(texts) if len(grams & set(range(100))) > 50]
    assert len(members) == 60
    linked = {members[0]}
    for _ in members:
        linked |= {doc for pair in found if linked & set(pair) for doc in pair}
    assert linked == set(members)  # all of them, and no other text
    assert len(found) <= 2 * len(members)


def test_no_order_of_rows_shows_in_the_answer() -> None:
    texts = template(2)
    options = ScanOptions(most_documents=20)
    assert all(search(texts, options, seed) == search(texts, options) for seed in (1, 2))


def frequent(found: FrequentGrams) -> list[tuple[int, int, int]]:
    return list(zip(*(column.tolist() for column in found), strict=True))


def test_frequent_grams_are_counted_by_text_and_by_province() -> None:
    texts = [{7, HUGE}, {7, HUGE}, {7, HUGE, 9}, {7, 9}]
    engine = DuckDBEngine(connect(texts, ["Tây Ninh", "Tây Ninh", None, "Kiên Giang"]))
    assert frequent(engine.frequent_grams(ScanOptions(most_documents=2))) == [(7, 4, 2), (HUGE, 3, 1)]
    assert frequent(engine.frequent_grams(ScanOptions(most_documents=3))) == [(7, 4, 2)]


@pytest.mark.parametrize("texts", [[], [set()], [{1}, {2}]])
def test_where_there_is_nothing_in_common_nothing_is_found(texts: Collection) -> None:
    engine = DuckDBEngine(connect(texts))
    found, common = engine.candidates(ScanOptions()), engine.frequent_grams(ScanOptions())
    assert [column.tolist() for column in (*found, *common)] == [[]] * 6
    assert [column.dtype.name for column in (*found, *common)] == ["int32"] * 3 + ["uint64", "int32", "int32"]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect([{1, 2}, {1, 2}]) as connection:
        yield connection


def test_nothing_is_left_in_the_database(connection: duckdb.DuckDBPyConnection) -> None:
    engine = DuckDBEngine(connection)
    assert as_pairs(engine.candidates(ScanOptions(least_shared=2))) == {(0, 1): 2}
    engine.frequent_grams(ScanOptions())
    connection.execute("DROP TABLE grams")
    with pytest.raises(duckdb.CatalogException):
        engine.candidates(ScanOptions())
    assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("documents",)]
