"""Files in, text out: the only part of the package that opens a file.

    paths ──inputs.find_inputs──▶ files ──door.read_source──▶ Source (text, digest, where it stood, what was repaired)
                                            │
                          formats.recognise │ looks at the bytes, never at the name
                                            ▼
              plain_text · html_page · web_archive · word · office · pdf · ocr.picture

`letters` turns bytes to letters for all of them; `apart` runs what is native code or another program in a process of
its own; `archive` looks into zip files.

To add a reader: write `read(path, data, options) -> Reading` in a module of its own and name it in `door.READERS`.
"""

from __future__ import annotations

from plancompare.ingest.door import digest, read_source
from plancompare.ingest.inputs import Inputs, find_inputs, unique_ids
from plancompare.ingest.reading import Limits, ReadingOptions

__all__ = ["Inputs", "Limits", "ReadingOptions", "digest", "find_inputs", "read_source", "unique_ids"]
