"""The result types as JSON, and the JSON Schema of them.

A Struct of `model` is an object with its fields in order, a tuple is an array, a Mapping an object, None is null; a
result begins with the number of its schema. The published schemas lie in `schemas/`; a test holds them to what the
types say.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

if TYPE_CHECKING:
    from plancompare.model import ParseResult
    from plancompare.model.comparison import Comparison
    from plancompare.model.difference import Difference
    from plancompare.model.scan import CorpusScan, QueryResult

Kind = Literal["parse", "compare", "diff", "review", "scan", "query"]
Json = dict[str, Any]

_RESULTS: Mapping[Kind, tuple[str, str]] = {
    "parse": ("plancompare.model", "ParseResult"),
    "compare": ("plancompare.model.comparison", "Comparison"),
    "diff": ("plancompare.model.difference", "Difference"),
    "review": ("plancompare.model.review", "Review"),
    "scan": ("plancompare.model.scan", "CorpusScan"),
    "query": ("plancompare.model.scan", "QueryResult"),
}
_FLATTENED = {("ComparedPlan", "plan")}
"""Fields that give their own fields instead of themselves."""


def dumps(result: ParseResult | Comparison | Difference | CorpusScan | QueryResult) -> bytes:
    """A result as JSON on one line, in UTF-8, Vietnamese letters as they are. A NaN would be written as null.

    >>> from plancompare.model import Failure, ParseResult
    >>> print(dumps(ParseResult((), (Failure("Vận.txt", "the file is empty"),))).decode(), end="")
    {"schema":"plancompare/parse/1","documents":[],"failures":[{"path":"Vận.txt","error":"the file is empty"}]}
    """
    tag = result.__struct_config__.tag
    whole: Any = {"schema": tag, **_flat(result)} if tag == "plancompare/compare/1" else result
    try:
        return msgspec.json.encode(whole) + b"\n"
    except UnicodeEncodeError:  # the name of a file may hold bytes that are no letters
        readable = json.dumps(msgspec.to_builtins(whole), ensure_ascii=False, separators=(",", ":"))
        return readable.encode("utf-8", "replace") + b"\n"


def _flat(comparison: msgspec.Struct) -> Json:
    """The fields of a comparison, those of each plan beside what is said of it."""
    fields = msgspec.structs.asdict(comparison)
    documents = [msgspec.structs.asdict(document) for document in fields["documents"]]
    return fields | {"documents": [msgspec.structs.asdict(document.pop("plan")) | document for document in documents]}


def json_schema(kind: Kind) -> Json:
    """JSON Schema (draft 2020-12) of what a command writes (`query`: `scan --query`), or of a review file.

    More fields may come.

    >>> json_schema("parse")["properties"]["schema"]
    {'const': 'plancompare/parse/1'}
    """
    definitions: dict[str, Json] = {}
    module, name = _RESULTS[kind]
    whole = _object(getattr(import_module(module), name), definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:plancompare:{kind}:1",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text(kind: Kind) -> str:
    """`json_schema` as it is published, for a person to read."""
    return msgspec.json.format(msgspec.json.encode(json_schema(kind)), indent=2).decode() + "\n"


def _object(kind: type[msgspec.Struct], definitions: dict[str, Json]) -> Json:
    properties = {key: _type(hint, definitions) for key, hint in _properties(kind)}
    described = inspect.getdoc(kind) or ""
    return {"type": "object", "description": described, "properties": properties, "required": list(properties)}


def _properties(kind: type[msgspec.Struct]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    if tag := kind.__struct_config__.tag:
        yield "schema", Literal[tag]
    for name, key in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
        if (kind.__name__, name) in _FLATTENED:
            yield from _properties(hints[name])
        else:
            yield key, hints[name]


def _type(hint: Any, definitions: dict[str, Json]) -> Json:
    plain = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in plain:
        return {"type": plain[hint]}
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return {"anyOf": [_type(choice, definitions) for choice in arguments]}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    if origin is tuple:
        items = [_type(item, definitions) for item in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _type(arguments[1], definitions)}
    if not (isinstance(hint, type) and issubclass(hint, msgspec.Struct)):
        raise TypeError(f"no JSON for {hint!r}")
    name = hint.__name__.removesuffix("_")
    if name not in definitions:
        definitions[name] = {}  # a change may hold changes
        definitions[name] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{name}"}
