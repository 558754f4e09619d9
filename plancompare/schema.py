"""The result types as JSON, and the JSON Schema of them: one generic pass each over the fields of `model`.

A dataclass is an object with its fields in order (a trailing underscore of a name is dropped, a field marked
`flatten` gives its own fields instead of itself), a tuple is an array, a Mapping an object, None is null.
The published schemas lie in `schemas/`; a test holds them to what the types say.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from plancompare.model import ParseResult
    from plancompare.model.comparison import CompareResult
    from plancompare.model.difference import DiffResult

Kind = Literal["parse", "compare", "diff"]
Json = dict[str, Any]


_RESULTS: Mapping[Kind, tuple[str, str]] = {
    "parse": ("plancompare.model", "ParseResult"),
    "compare": ("plancompare.model.comparison", "CompareResult"),
    "diff": ("plancompare.model.difference", "DiffResult"),
}


def dumps(result: ParseResult | CompareResult | DiffResult) -> str:
    """A result as JSON text on one line, Vietnamese letters as they are. Raises ValueError for NaN or infinity."""
    return json.dumps(result, ensure_ascii=False, allow_nan=False, check_circular=False, default=as_object) + "\n"


def as_object(value: Any) -> Json:
    """A dataclass of the model as a dict of its fields by their keys in JSON; the values are left as they are.

    >>> from plancompare.model import Failure
    >>> as_object(Failure("a.txt", "the file is empty"))
    {'path': 'a.txt', 'error': 'the file is empty'}
    """
    keys, values, flattened = _fields(value.__class__)
    if not flattened:
        return dict(zip(keys, values(value), strict=True))
    found: Json = {}
    for key, item in zip(keys, values(value), strict=True):
        found.update(as_object(item) if key in flattened else {key: item})
    return found


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[str, ...]]:
    """Keys in JSON, how to get their values, and the keys in whose place the fields of their value stand."""
    keys = tuple(key for _, key, _ in _keys(kind))
    names = [name for name, _, _ in _keys(kind)]
    flattened = tuple(key for _, key, flatten in _keys(kind) if flatten)
    return keys, attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),), flattened


@cache
def _keys(kind: type) -> tuple[tuple[str, str, bool], ...]:
    """(name of the field, key in JSON, whether its own fields stand in its place)."""
    return tuple((f.name, f.name.removesuffix("_"), bool(f.metadata.get("flatten"))) for f in fields(kind))


def json_schema(kind: Kind) -> Json:
    """JSON Schema (draft 2020-12) of what `plancompare parse`, `compare` or `diff` writes. More fields may come.

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
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def _object(kind: type, definitions: dict[str, Json]) -> Json:
    properties = {key: _type(hint, definitions) for key, hint in _properties(kind)}
    return {"type": "object", "description": _meaning(kind), "properties": properties, "required": list(properties)}


def _properties(kind: type) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    for name, key, flatten in _keys(kind):
        if flatten:
            yield from _properties(hints[name])
        else:
            yield key, hints[name]


def _meaning(kind: type) -> str:
    doc = inspect.getdoc(kind) or ""
    return "" if doc.startswith(f"{kind.__name__}(") else doc  # the signature dataclass writes where there is no text


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
    if not (isinstance(hint, type) and is_dataclass(hint)):
        raise TypeError(f"no JSON for {hint!r}")
    name = hint.__name__.removesuffix("_")
    if name not in definitions:
        definitions[name] = {}  # a change may hold changes
        definitions[name] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{name}"}
