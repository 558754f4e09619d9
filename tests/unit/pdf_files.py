"""PDF files for tests: written object by object, or printed by Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

FIRST_OF_PAGES = 3  # the number of the first object a caller of `pages` names


def pdf(objects: Sequence[bytes | str], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    held = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(held))
        shown = content.encode("latin-1") if isinstance(content, str) else content
        held += b"%d 0 obj\n%s\nendobj\n" % (number, shown)
    start = len(held)
    held += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    held += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    held += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(held)


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(content), content)


def pages(contents: Sequence[str], *, font: str = "/Helvetica", entries: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A4 pages with these drawing operators; `/F` is the font, `entries` go into each page, `more` are objects.

    The first of `more` is object 4.
    """
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    objects: list[bytes | str] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        f"<</Type/Font/Subtype/Type1/BaseFont{font}/Encoding/WinAnsiEncoding>>" if font[0] == "/" else font,
        *more,
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>"
            f"/Contents {first + 2 * number + 1} 0 R{entries}>>"
        )
        objects.append(stream(content.encode("latin-1")))
    return pdf(objects)


def line(text: str, x: float, y: float, size: float = 14, mode: int = 0) -> str:
    """Draws one line; the letters are those of windows-1252."""
    shown = text.encode("cp1252").decode("latin-1").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {mode} Tr {x} {y} Td ({shown}) Tj ET\n"


def picture(width: int, height: int, grey: bytes) -> bytes:
    """An image object of one byte a point."""
    entries = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    return stream(zlib.compress(grey), f"{entries}/Filter/FlateDecode")


WHOLE_PAGE = "q 595 0 0 842 0 0 cm /I Do Q\n"


def scanned(drawn: bytes, dpi: int = 200) -> bytes:
    """The image object of the first page of another PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(drawn) as document:
        bitmap = document[0].render(scale=dpi / 72, grayscale=True)
        rows = bytes(bitmap.buffer)
        grey = b"".join(rows[n * bitmap.stride : n * bitmap.stride + bitmap.width] for n in range(bitmap.height))
        return picture(bitmap.width, bitmap.height, grey)


def printed(html: str) -> bytes:
    """The page as Chromium prints it."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(f"<!doctype html><html lang=vi><meta charset=utf-8>{html}", encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command = [browser, *options, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()
