"""The options that several commands have."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

JsonFile = Annotated[str | None, typer.Option("--json", metavar="FILE", help="Write JSON to FILE; - prints it.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Exit with 0 although an input could not be used.")]
Reviews = Annotated[
    list[str] | None,
    typer.Option("--review", metavar="FILE", help="Apply what a reader overruled in a report (repeat for more)."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]
OcrLang = Annotated[str, typer.Option("--ocr-lang", metavar="LANG", help="Tesseract's languages for scans (vie+eng).")]
Dpi = Annotated[int, typer.Option("--dpi", min=72, max=1200, help="Points per inch at which scans are read.")]
Reread = Annotated[bool, typer.Option("--reread", help="Read the image anew though the file or its twin has text.")]
OcrCache = Annotated[str | None, typer.Option("--ocr-cache", metavar="DIR", help="Keep what was read from scans here.")]
MaxMb = Annotated[int, typer.Option("--max-mb", min=1, help="Largest file in MiB; twice that when unpacked.")]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Most pages of one file, of 10,000 letters at most.")]
MaxPixels = Annotated[int, typer.Option("--max-pixels", min=1, help="Most points of one page or picture.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=0.1, help="Longest time for one file.")]
Language = Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language the report opens in.")]
