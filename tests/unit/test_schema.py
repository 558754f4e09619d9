"""JSON as promised: the published schemas are those of the types, and real output keeps to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import plancompare
from plancompare import compare_plans, diff_plans, parse_plan, read_source
from plancompare.model import Failure, ParseResult, Plan, Source
from plancompare.model.comparison import TextSpan
from plancompare.schema import Kind, dumps, json_schema, schema_text

PUBLISHED = Path(plancompare.__file__).parent / "schemas"


@pytest.fixture(scope="module")
def plans(fixtures: Path) -> list[Plan]:
    return [parse_plan(read_source(str(path)), path.stem) for path in sorted(fixtures.glob("*.txt"))]


@pytest.mark.parametrize("kind", ["parse", "compare", "diff", "review", "scan", "query"])
def test_the_published_schema_is_that_of_the_types(kind: Kind) -> None:
    published = (PUBLISHED / f"{kind}-1.json").read_text(encoding="utf-8")
    assert published == schema_text(kind), f"run: plancompare schema {kind} > plancompare/schemas/{kind}-1.json"
    jsonschema.Draft202012Validator.check_schema(json.loads(published))


def closed(schema: Any) -> Any:
    """The schema with every object closed, so that a field the types do not have is found, too."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return (
        {**inner, "additionalProperties": False}
        if isinstance(inner.get("properties"), dict) and "required" in inner
        else inner
    )


def valid(text: bytes, kind: Kind) -> Any:
    document = json.loads(text)
    jsonschema.Draft202012Validator(closed(json_schema(kind))).validate(document)
    return document


def test_parsed_plans_keep_to_the_schema(plans: list[Plan]) -> None:
    document = valid(dumps(ParseResult(tuple(plans), ())), "parse")
    assert list(document) == ["schema", "documents", "failures"]
    assert document["schema"] == "plancompare/parse/1"
    assert [d["id"] for d in document["documents"]] == [plan.id for plan in plans]


def test_a_comparison_keeps_to_the_schema(plans: list[Plan]) -> None:
    document = valid(dumps(compare_plans(plans[:4], plans[4:])), "compare")
    assert next(iter(document)) == "schema"
    first = document["documents"][0]
    assert first["id"] == plans[0].id, "a plan's own fields stand beside its sharing and spans"
    assert {"sharing", "spans"} <= set(first)
    assert first["spans"][0]["class"] in ("shared", "adapted", "local", "furniture")
    assert first["text"] == plans[0].text


def test_a_difference_keeps_to_the_schema(plans: list[Plan]) -> None:
    clean, scan = (
        next(plan for plan in plans if plan.id == f"tay-ninh-so-ngoai-vu-2024.{kind}") for kind in ("clean", "ocr")
    )
    document = valid(dumps(diff_plans(clean, scan)), "diff")
    assert list(document)[:4] == ["schema", "a", "b", "relation"]
    assert document["schema"] == "plancompare/diff/1"
    assert (document["a"]["text"], document["b"]["text"]) == (clean.text, scan.text)
    promised = "a_start a_end b_start b_end a_text b_text label kind probability reason move".split()
    assert set(promised) <= set(document["changes"][0])
    assert set(document["channel"][0]) == {"a", "b", "probability", "count"}
    assert set(document["shared"]) == {"a", "b"}


def test_changes_within_a_move_keep_to_the_schema() -> None:
    first = "- Đẩy mạnh phong trào thi đua “Dân vận khéo” trong toàn thể công chức.\n"
    other = "- Rà soát thủ tục hành chính, kịp thời trả lời kiến nghị của doanh nghiệp và người dân.\n" * 2
    plans = [
        parse_plan(Source("", "", text, "text/plain", "utf-8"), id)
        for id, text in (("a", first + other), ("b", other + first.replace("toàn thể", "tập thể")))
    ]
    document = valid(dumps(diff_plans(*plans)), "diff")
    assert [[c["kind"] for c in change["inside"]] for change in document["changes"]] == [["word"], ["word"]]
    document["changes"][0]["inside"][0]["label"] = "guess"
    with pytest.raises(jsonschema.ValidationError, match="guess"):
        valid(json.dumps(document).encode(), "diff")


def test_a_wrong_value_is_found(plans: list[Plan]) -> None:
    document = json.loads(dumps(ParseResult(tuple(plans[:1]), ())))
    document["documents"][0]["sections"][0]["kind"] = "paragraph"
    with pytest.raises(jsonschema.ValidationError, match="paragraph"):
        valid(json.dumps(document).encode(), "parse")


def test_values_become_json() -> None:
    span = TextSpan(0, 3, "local", "prose", None, None, ("a",), None, None)
    assert list(msgspec.to_builtins(span))[:4] == ["start", "end", "class", "layer"]
    assert "Vận" in dumps(ParseResult((), (Failure("Vận.txt", "x"),))).decode()


def test_a_file_name_that_is_no_text_does_not_break_the_result() -> None:
    document = valid(dumps(ParseResult((), (Failure("Vận\udcff.txt", "x"),))), "parse")
    assert document["failures"][0]["path"] == "Vận?.txt"
