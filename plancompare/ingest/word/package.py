"""The zip of a Word file: its parts as trees of elements with short names (`w-p` for `w:p`, because a
colon means something else to ElementTree). Nothing is unpacked to disk.

Word's two dialects, transitional and strict, differ in their namespaces alone and come out the same here.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from plancompare.errors import InputLimitError, LimitError, NotAPlanError
from plancompare.ingest import archive
from plancompare.ingest.reading import Limits

# Deepest nesting of elements. Word itself refuses tables nested some hundred deep; real files stay below 60.
DEEPEST = 250
# Most elements and attributes of all parts together. A page of prose has some 600, one of tables some 5,000.
MOST_ELEMENTS = 2_000_000
# Bytes of one part, which is parsed in one piece: fed piece by piece, expat before 2.6 looks through an unfinished tag
# again with each piece. A page of prose has some 20,000.
LARGEST_PART = 64 * 1024**2
_CHUNK = 1024**2
SAVE_ANEW = "open it in Word, save it anew and give that"
SAVE_THE_TEXT = "save its text alone and give that"

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_PREFIXES = {
    _TRANSITIONAL + "wordprocessingml/2006/main": "w-",
    _STRICT + "wordprocessingml/main": "w-",
    _TRANSITIONAL + "officeDocument/2006/relationships": "r-",
    _STRICT + "officeDocument/relationships": "r-",
    _TRANSITIONAL + "package/2006/relationships": "",
    _TRANSITIONAL + "markup-compatibility/2006": "mc-",
    _TRANSITIONAL + "drawingml/2006/main": "a-",
    _STRICT + "drawingml/main": "a-",
    _TRANSITIONAL + "officeDocument/2006/math": "m-",
    _STRICT + "officeDocument/math": "m-",
    "urn:schemas-microsoft-com:vml": "v-",
    "http://www.w3.org/XML/1998/namespace": "xml-",
}
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError, ElementTree.ParseError, LookupError),
)


class Relation(NamedTuple):
    """What a part refers to: the last word of its kind (`header`), the name of a part or an address outside."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of one Word file; what is read from it in all is bounded by `limits.unpacked_bytes`."""

    def __init__(self, path: str, data: bytes, limits: Limits) -> None:
        """Raises `NotAPlanError` for a damaged zip, `InputLimitError` for one of too many files."""
        self._path = path
        self._limits = limits
        self._bytes_left = limits.unpacked_bytes
        self._elements_left = MOST_ELEMENTS
        try:
            self._zip = archive.directory(io.BytesIO(data))
        except zipfile.BadZipFile:
            raise NotAPlanError(path, "this Word file is damaged (no zip archive)", SAVE_ANEW) from None
        except LimitError:
            problem = f"this Word file has more than {archive.MOST_FILES:,} parts"
            raise InputLimitError(path, problem, SAVE_THE_TEXT) from None

    def part(self, name: str) -> Element | None:
        """The tree of the part of this name, None where there is none.

        Raises `NotAPlanError` for XML that is damaged, nested too deep or declares entities, `InputLimitError` where
        the parts read so far are too large.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        tree = _Tree(self._elements_left)
        parser = ElementTree.XMLParser(target=tree)
        try:
            parser.feed(self._content(info))
            root: Element = parser.close()
        except _Refused as refused:
            raise NotAPlanError(self._path, f"its part {name} {refused}", SAVE_ANEW) from None
        except _TooMany:
            problem = f"this Word file has more than {MOST_ELEMENTS:,} elements and attributes"
            raise InputLimitError(self._path, problem, SAVE_THE_TEXT) from None
        except _DAMAGED:
            raise NotAPlanError(self._path, f"its part {name} is damaged or locked", SAVE_ANEW) from None
        self._elements_left = tree.left
        return root

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What the part of this name refers to, by id; the package itself has the empty name."""
        folder, file = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", file + ".rels"))
        if root is None:
            return {}
        found: dict[str, Relation] = {}
        for relation in root.iter("Relationship"):
            target = relation.get("Target", "")
            outside = relation.get("TargetMode") == "External"
            if not outside:  # a way that leads out of the archive is the name of no part
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = Relation(relation.get("Type", "").rpartition("/")[2], target, outside)
        return found

    def _content(self, info: zipfile.ZipInfo) -> bytes:
        most = min(self._bytes_left, LARGEST_PART)
        data = bytearray()
        with self._zip.open(info) as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if len(data) > most:
                    size = min(self._limits.unpacked_bytes, LARGEST_PART)
                    problem = f"this Word file unpacks to more than {size / 1024**2:,.0f} MiB"
                    advice = SAVE_THE_TEXT if most == LARGEST_PART else f"raise --max-mb, or {SAVE_THE_TEXT}"
                    raise InputLimitError(self._path, problem, advice)
        self._bytes_left -= len(data)
        return bytes(data)


class _Refused(Exception):
    pass


class _TooMany(Exception):
    pass


class _Tree(ElementTree.TreeBuilder):
    """A tree without a document type: entities, and what they could fetch or unfold into, need one."""

    def __init__(self, elements: int) -> None:
        super().__init__()
        self.left = elements
        self._depth = 0
        self._short: dict[str, str] = {}

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _Refused("declares a document type, as no Word file does")

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        self.left -= 1 + len(attributes)
        if self._depth > DEEPEST:
            raise _Refused(f"is nested more than {DEEPEST} deep")
        if self.left < 0:
            raise _TooMany
        return super().start(_short(tag), {_short(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(_short(tag))


@lru_cache(1024)
def _short(name: str) -> str:
    space, _, local = name[1:].rpartition("}")
    return _PREFIXES[space] + local if space in _PREFIXES else name
