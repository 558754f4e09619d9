"""Plain text files: all that has to be found out is the encoding, and whether the letters are what they seem."""

from __future__ import annotations

from plancompare.errors import NotAPlanError
from plancompare.ingest.letters.encoding import UnknownEncodingError, decode
from plancompare.ingest.letters.misread_letters import put_right
from plancompare.ingest.reading import Reading, ReadingOptions


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of a plain text file. Form feeds stay, they are page breaks; so do all other valid characters.

    Raises NotAPlanError where the bytes are letters in no encoding that is known.
    """
    try:
        return put_right(decode(data))
    except UnknownEncodingError as unknown:
        raise NotAPlanError(path, str(unknown), "give a text file saved as UTF-8") from None
