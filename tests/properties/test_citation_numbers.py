"""Every number the grammar of Vietnamese documents forms comes back from print, through a scan, with type and date.

The grammar: state style `33/CT-TTg`, normative `59/2023/NĐ-CP`, law `10/2022/QH15`, letter `575/UBND-NC`, party style
`114-KL/TW`, joint `31-CTr/BDVTU-BCSĐUBND`; with the spaces, doubled hyphens and line breaks that real texts have in
them. The scan misreads letters by the chances Tesseract's English model was learned to (`confusions.py`); it keeps the
digits, because nothing in a text says that a digit is wrong.

Of 5,000 numbers printed, 5,000 scanned and 5,000 without their hyphen all came back, and so did 78,000 further scans.
Not asked for are readings rarer than one in 500, two bodies run together (`UBNDUBMTTQ`), and a lost slash and hyphen at
once.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from effort import pure
from hypothesis import given
from hypothesis import strategies as st

from plancompare.citations import find_citations
from plancompare.citations.symbols import TYPES
from plancompare.confusions import shipped_confusions

STATE_BODIES = "TTg CP UBND HĐND BNV BTP BTC BYT BCA VPCP BTTTT BGDĐT BLĐTBXH BCĐ SNV STP SGDĐT SLĐTBXH CTN".split()
PARTY_BODIES = "TW TU HU ThU ĐU ĐUK BCĐ BCSĐ BDVTU BDVTW BTGTU BTCTU UBKTTU VPTW VPTU".split()
JOINT_BODIES = (("BDVTU", "BCSĐUBND"), ("UBND", "UBMTTQ"), ("UBND", "BDVTU"), ("BNV", "BTC"), ("CP", "UBTWMTTQVN"))
DEPARTMENTS = "NC NCPC KGVX KTTH KTN CNXD TH CCHC VX TCCB VP".split()
STATE_CODES = "NQ QĐ CT QC TB HD CTr KH PA ĐA DA BC BB TTr CĐ".split()
PARTY_CODES = "NQ QĐ QĐi CT KL KH CTr BC TB HD CV TTr ĐA QC".split()
NORMATIVE = (
    *((code, body) for code in ("QĐ", "NQ", "CT") for body in ("UBND", "HĐND", "TTg")),
    ("NĐ", "CP"),
    *(("TT", body) for body in STATE_BODIES if body.startswith("B") and body != "BCĐ"),
    ("TTLT", "BNV-BTC"),
    ("PL", "UBTVQH11"),
    ("NQ", "UBTVQH15"),
)
WORDS_OF = {"QĐi": ("Quy định",), "CTr": ("Chương trình", "Chương trình hành động")}
LEAST_CHANCE = 2e-3  # readings rarer than that are left out


class Cited(NamedTuple):
    """A document and its number in parts: `33`, `/`, `CT`, `-`, `TTg`."""

    type: str
    parts: tuple[str, ...]
    date: str

    @property
    def number(self) -> str:
        return "".join(self.parts)


def digits(longest: int = 9999) -> st.SearchStrategy[str]:
    return st.integers(1, longest).map(lambda number: f"{number:02d}")


def of_type(code: str) -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS_OF.get(code, (TYPES[code],)))


@st.composite
def documents(draw: st.DrawFn) -> Cited:
    style = draw(st.sampled_from(("state", "normative", "law", "letter", "party", "joint")))
    year = draw(st.integers(1998, 2029))
    number = draw(digits())
    parts: tuple[str, ...]
    if style == "state":
        code = draw(st.sampled_from(STATE_CODES))
        kind, parts = draw(of_type(code)), (number, "/", code, "-", draw(st.sampled_from(STATE_BODIES)))
    elif style == "normative":
        code, body = draw(st.sampled_from(NORMATIVE))
        first, *more = body.split("-")
        kind = TYPES[code]
        parts = (number, "/", str(year), "/", code, "-", first, *(part for other in more for part in ("-", other)))
    elif style == "law":
        kind, parts = "Luật", (number, "/", str(year), "/", f"QH{draw(st.integers(10, 16))}")
    elif style == "letter":
        body = draw(st.sampled_from(STATE_BODIES))
        kind, parts = "Công văn", (number, "/", body, "-", draw(st.sampled_from(DEPARTMENTS)))
    elif style == "party":
        code = draw(st.sampled_from(PARTY_CODES))
        kind, parts = draw(of_type(code)), (number, "-", code, "/", draw(st.sampled_from(PARTY_BODIES)))
    else:
        code = draw(st.sampled_from(("CTr", "QCPH", "KH", "CTrPH", "KHPH")))
        first, second = draw(st.sampled_from(JOINT_BODIES))
        joint = draw(st.sampled_from(("-", "/")))
        kind, parts = draw(of_type(code)), (number, joint, code, "/", first, "-", second)
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    return Cited(kind, parts, f"{year}-{month:02d}-{day:02d}")


HYPHENS = st.sampled_from(("-",) * 6 + (" -", "- ", " - ", "-\n", "- -", "–"))
SLASHES = st.sampled_from(("/",) * 6 + (" /", "/ ", "/\n"))


@st.composite
def printed(draw: st.DrawFn, document: Cited) -> list[tuple[str, bool]]:
    """The citation as printed, in pieces; of each whether a scan may misread it."""
    year, month, day = document.date.split("-")
    styles = (
        f"ngày {int(day):02d}/{int(month)}/{year}",
        f"ngày {int(day)}/{month}/{year}",
        f"ngày {int(day)}-{int(month)}-{year}",
        f"ngày {day}.{month}.{year}",
        f"ngày {int(day)}/{int(month)} /{year}",
        f"ngày {int(day):02d} tháng {int(month)} năm {year}",
        f"ngày\n{int(day):02d} tháng {month} năm {year}",
    )
    pieces = [(document.type, True), (draw(st.sampled_from((" số ", " số ", " số\n", " "))), True)]
    for at, part in enumerate(document.parts):
        if part == "-":
            pieces.append((draw(HYPHENS), False))
        elif part == "/":
            pieces.append((draw(SLASHES), False))
        else:
            pieces.append((part, at > 0))
    pieces.append((draw(st.sampled_from((" ", ", ", "\n"))), False))
    pieces += [(draw(st.sampled_from(styles)), True)]
    return pieces


def read_by_scanner(text: str, random: Random) -> str:
    """`text` with its letters as a scan shows them; digits, signs and spaces stay."""
    confusions = shipped_confusions("eng")
    shown = []
    for letter in text:
        row = {} if not letter.isalpha() else confusions.row(letter)
        readings = {reading: chance for reading, chance in row.items() if chance >= LEAST_CHANCE and len(reading) < 4}
        shown.append(random.choices(list(readings), list(readings.values()))[0] if readings else letter)
    return "".join(shown)


@st.composite
def typed(draw: st.DrawFn) -> tuple[Cited, str]:
    document = draw(documents())
    text = "".join(piece for piece, _ in draw(printed(document)))
    return document, f"Thực hiện {text} của cơ quan có thẩm quyền về việc nâng cao chất lượng công tác"


@st.composite
def scanned(draw: st.DrawFn) -> tuple[Cited, str]:
    document = draw(documents())
    random = Random(draw(st.integers(0, 2**32)))  # one draw for all letters: one for each takes 30 ms
    pieces = draw(printed(document))
    text = "".join(read_by_scanner(piece, random) if misread else piece for piece, misread in pieces)
    return document, f"Thuc hién {text} cua co quan cé tham quyén"


@st.composite
def with_a_sign_lost(draw: st.DrawFn) -> tuple[Cited, str]:
    """`05/2019/QĐUBND`, `114KL/TW`: a number of two codes without the hyphen; nothing else is wrong with it."""
    document = draw(documents().filter(lambda document: sum(part[0].isalpha() for part in document.parts) == 2))
    day = "/".join(reversed(document.date.split("-")))
    return document, f"theo {document.type} số {document.number.replace('-', '')} ngày {day} về dân vận"


def found_in(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(citation.type, citation.number, citation.date) for citation in find_citations(text)]


@given(typed())
@pure(300)
def test_a_printed_number_comes_back_whole(case: tuple[Cited, str]) -> None:
    document, text = case
    assert found_in(text) == [(document.type, document.number, document.date)]


@given(scanned())
@pure(400)
def test_a_scanned_number_comes_back_whole(case: tuple[Cited, str]) -> None:
    document, text = case
    assert found_in(text) == [(document.type, document.number, document.date)]


@given(with_a_sign_lost())
@pure(150)
def test_a_number_without_its_hyphen_comes_back_whole(case: tuple[Cited, str]) -> None:
    document, text = case
    assert found_in(text) == [(document.type, document.number, document.date)]
