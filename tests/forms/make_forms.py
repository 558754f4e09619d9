"""One plan in every form in which plans come, made by the tools people use: python tests/forms/make_forms.py OUTDIR

LibreOffice writes the documents, Chromium prints the PDF, iconv writes the old encodings, and the printed pages are
drawn and spoiled as a scanner does. Takes some 15 seconds a plan.
"""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from office_pages import flat_document, save_as
from old_letters import by_iconv, tcvn3, vni, vni_runs, vntime_runs
from paper import page, print_pdf, scan
from plan_pages import PlanPages, city_plan, department_plan
from portal_pages import LAYOUTS, portal_page

# What LibreOffice saves: the endings by the name of the document it saves them from.
SAVED = {
    "typed": ("docx", "doc", "rtf", "odt", "pdf"),
    "numbered": ("docx",),
    "vntime": ("docx", "rtf"),
    "vni": ("docx",),
}


def make_forms(folder: Path, plan: PlanPages) -> None:
    """Write the plan into `folder` in all its digital forms; `scan` makes the scans of its `printed.pdf`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = plan.text()
    texts = {
        "plan.txt": text.encode(),
        "nfd.txt": unicodedata.normalize("NFD", text).encode(),
        "utf16.txt": text.replace("\n", "\r\n").encode("utf-16"),
        "tcvn3.txt": by_iconv(text, "TCVN5712-1"),
        "tcvn3-font.txt": tcvn3(text).encode("cp1252"),
        "vni.txt": vni(text).encode("cp1252"),
        "windows-1258.txt": by_iconv(text, "WINDOWS-1258"),
        "viscii.txt": by_iconv(text, "VISCII"),
    }
    for name, data in texts.items():
        (folder / name).write_bytes(data)

    flat = {
        "typed": flat_document(plan),
        "numbered": flat_document(plan, numbered=True),
        "vntime": flat_document(plan, vntime_runs),
        "vni": flat_document(plan, vni_runs),
    }
    with tempfile.TemporaryDirectory() as place:
        for name, document in flat.items():
            Path(place, f"{name}.fodt").write_text(document, encoding="utf-8")
        for ending in sorted({ending for endings in SAVED.values() for ending in endings}):
            save_as(ending, [Path(place, f"{name}.fodt") for name in SAVED if ending in SAVED[name]], folder)

    for layout in LAYOUTS:
        (folder / f"{layout}.html").write_text(portal_page(text, layout), encoding="utf-8")
    print_pdf(page(plan), folder / "printed.pdf")


if __name__ == "__main__":
    for pages in (city_plan(), department_plan()):
        target = Path(sys.argv[1], pages.name)
        make_forms(target, pages)
        scan(target / "printed.pdf", target)
