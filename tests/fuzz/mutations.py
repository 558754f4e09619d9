"""Changes to a text or to markup by its own grammar: lines, tags, elements, control words.

Every change is drawn from `Random`, so the same seed gives the same text; `raw` is the fuzzer's own change of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from fuzz_words import LETTERS, NUMBERS, PAYLOADS, STRUCTURE, TAGS

Raw = Callable[[bytes, int], bytes]
"""Bytes and how many they may become, to other bytes."""
Mutator = Callable[[bytes, int, Random, Raw], bytes]
"""The same with what is drawn from, and the fuzzer's own change."""

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def lines(data: bytes, most: int, chance: Random, raw: Raw, words: Sequence[str] = STRUCTURE) -> bytes:
    """A text by its lines: left out, doubled, moved, joined, replaced by one that a parser looks for."""
    held = data.decode("utf-8", "replace").split("\n")
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(held))
        match chance.randrange(9):
            case 0:
                del held[at : at + 1 + chance.randrange(3)]
            case 1:
                held[at:at] = held[at : at + 1 + chance.randrange(4)] * (1 + chance.randrange(3))
            case 2:
                held.insert(chance.randrange(len(held)), held.pop(at))
            case 3:
                held[at : at + 2] = [" ".join(held[at : at + 2])]
            case 4:
                held.insert(at, chance.choice(words))
            case 5:
                held[at] = _spliced(held[at], chance.choice((*words, *LETTERS)), chance)
            case 6:
                held[at] = renumbered(held[at].encode(), chance).decode()
            case 7:
                held[at] = chance.choice((held[at].upper(), held[at].lower(), held[at][:20], held[at] * 3))
            case _:
                held[at] = raw(held[at].encode(), len(held[at].encode()) + 20).decode("utf-8", "replace")
        held = held or [""]
    return "\n".join(held).encode("utf-8", "replace")[:most]


def payload_lines(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """The same, with what would be markup, a formula or a terminal's control."""
    return lines(data, most, chance, raw, chance.choice((PAYLOADS, PAYLOADS, STRUCTURE)))


def raw_or_lines(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A text in any encoding: bytes most of the time; by lines, and then in another encoding, now and then."""
    match chance.randrange(6):
        case 0:
            encoding = chance.choice(
                ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp1258", "cp1252")
            )
            return lines(data, most, chance, raw).decode().encode(encoding, "replace")[:most]
        case 1:
            places = [chance.randrange(len(data) + 1) for _ in range(2)]
            return (data[: max(places)] + data[min(places) :])[:most]
    return raw(data, most)


# ---------------------------------------------------------------- markup

_TOKEN = re.compile(r"<[^<>]{0,2000}>|[^<]+|<", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")


def markup(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """A web page by its tags and texts."""
    tokens = _TOKEN.findall(data.decode("utf-8", "replace")) or [""]
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(tokens))
        match chance.randrange(8):
            case 0:
                del tokens[at : at + 1 + chance.randrange(6)]
            case 1:
                tokens[at:at] = tokens[at : at + 1 + chance.randrange(8)] * (1 + chance.randrange(3))
            case 2:
                tokens.insert(chance.randrange(len(tokens)), tokens.pop(at))
            case 3 | 4:
                tokens.insert(at, chance.choice(TAGS))
            case 5:
                found = [token for token in tokens if "=" in token]
                attributes = _ATTRIBUTE.findall(chance.choice(found)) if found else []
                if attributes and tokens[at].startswith("<"):
                    name, value = chance.choice(attributes)
                    tokens[at] = f"{tokens[at].rstrip('>')} {name}={value}>"
            case 6:
                tokens[at] = renumbered(tokens[at].encode(), chance).decode()
            case _:
                tokens[at] = raw(tokens[at].encode(), len(tokens[at].encode()) + 20).decode("utf-8", "replace")
        tokens = tokens or [""]
    return "".join(tokens).encode("utf-8", "replace")[:most]


def rich_text(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """Rich text by its groups and control words."""
    tokens = re.findall(rb"\\[a-z]+-?\d*\s?|\\'..|\\.|[{}]|[^\\{}]+", data, re.DOTALL) or [b""]
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(tokens))
        match chance.randrange(5):
            case 0:
                del tokens[at : at + 1 + chance.randrange(6)]
            case 1:
                tokens[at:at] = tokens[at : at + 1 + chance.randrange(8)]
            case 2:
                tokens.insert(chance.randrange(len(tokens)), tokens.pop(at))
            case 3:
                tokens[at] = renumbered(tokens[at], chance)
            case _:
                tokens[at] = raw(tokens[at], len(tokens[at]) + 20)
        tokens = tokens or [b""]
    return b"".join(tokens)[:most]


def tree(data: bytes, most: int, chance: Random, raw: Raw) -> bytes:
    """XML by its elements: it stays well-formed, and element and attribute names stay those of the format."""
    from copy import deepcopy

    from lxml import etree  # type: ignore[import-untyped]

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return markup(data, most, chance, raw)
    for _ in range(1 + chance.randrange(4)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(8):
            case 0 if one is not root:
                one.getparent().remove(one)
            case 1:
                other.insert(chance.randrange(len(other) + 1), deepcopy(one))
            case 2 if one is not root:
                _wrap(one, other)
            case 3 if one.attrib:
                name = chance.choice(list(one.attrib))
                values = [value for element in elements for value in element.attrib.values()]
                one.attrib[name] = chance.choice((*values, *NUMBERS, ""))
            case 4 if one.attrib:
                del one.attrib[chance.choice(list(one.attrib))]
            case 5 if other.attrib:
                name = chance.choice(list(other.attrib))
                one.attrib[name] = other.attrib[name]
            case 6:
                one.text = _xml_letters(_spliced(one.text or "", chance.choice((*STRUCTURE, *LETTERS)), chance))
            case 7:
                one.tag = other.tag
    return bytes(etree.tostring(root, encoding="utf-8"))[:most]


def _wrap(one: Any, other: Any) -> None:
    parent = one.getparent()
    place = parent.index(one)
    around = parent.makeelement(other.tag, dict(other.attrib))
    parent.remove(one)
    around.append(one)
    parent.insert(place, around)


def _xml_letters(text: str) -> str:
    """`text` without what no XML may hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def _spliced(text: str, piece: str, chance: Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + piece + text[place:]


def renumbered(text: bytes, chance: Random) -> bytes:
    """One number of the text made another."""
    found = list(NUMBER.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(NUMBERS).encode() + text[one.end() :]
