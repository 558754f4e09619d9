"""The number and symbol of a document: `33/CT-TTg`, `114-KL/TW`, `59/2023/NĐ-CP`, `10/2022/QH15`.

Decree 30/2020 (appendix III) and the party's instruction 36-HD/VPTW fix the codes of types and of bodies; FORMAT.md
section 3 to 5 lists them. A scan keeps the digits and blurs the letters: `Đ` is read as D, P, B, b or twice. The codes
are a closed set, so a damaged one is led back to the code it can only have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Code of a type -> the type. Where two types share a code, the word before the number decides.
TYPES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "QĐi": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "CV": "Công văn",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "PL": "Pháp lệnh",
    "L": "Luật",
    "NQLT": "Nghị quyết liên tịch",
    "QCPH": "Quy chế phối hợp",
    "CTrPH": "Chương trình phối hợp",
    "CTPH": "Chương trình phối hợp",
    "KHPH": "Kế hoạch phối hợp",
    "KHLT": "Kế hoạch liên tịch",
    "CTHĐ": "Chương trình hành động",
    "CTrHĐ": "Chương trình hành động",
    "VBHN": "Văn bản hợp nhất",
}
# Bodies whose code is not plain capitals, or holds a letter that scans blur. Others are kept as printed.
_BODIES = """
    CP TTg CTN VPCP TW TU HU ThU ĐU ĐUK VPTW VPTU UBND HĐND BCĐ BCĐTW BCSĐ BCSĐUBND BCSĐCP BCS BDV BDVTU BDVTW
    BDVHU BTGTU BTCTU BTCTW UBKTTU UBKTTW UBMTTQ MTTQ MTTW UBMTTW UBTVQH QH LĐTBXH BLĐTBXH SLĐTBXH GDĐT BGDĐT
    SGDĐT KHĐT BKHĐT SKHĐT LĐLĐ TLĐ BNV BTP BTC BTTTT BKHCN BYT BCA BQP BVHTTDL BTNMT BXD BCT BNG BGTVT BNNPTNT
    BNN SNV STP STC STTTT SNgV STNMT SXD SYT SCT HĐPH HĐTĐ HĐQT ĐTN TWĐTN CCB HND PN NC NCPC KGVX KSTT KTTH KTN
    CNXD TH CCHC TTPVHCC TTr VX VP PNV TTP
""".split()

# Each joint and the two capitals that look alike are made one sign before a symbol is looked for.
_ONE_SIGN = {"–": "-", "—": "-", "\u00ad": "-", "⁄": "/", "∕": "/", "Ð": "Đ"}
_CODE = r"[A-ZĐ][A-Za-zĐđø&]{0,9}"
_BODY = r"[A-ZĐ][A-Za-zĐđø&]{0,15}\d{0,3}"
# Between two parts: a hyphen or slash, at times with a space, doubled, or at the end of a line.
_SLASH = r"\s{0,3}/\s{0,6}(?:-{1,2}\s{0,3})?"
_JOINT = rf"(?:[ \t]?-(?:[ \t]?-)?\s{{0,6}}|{_SLASH})"
_MORE = rf"(?:(?:-(?:[ \t]?\n\s{{0,5}})?|/){_BODY}){{0,2}}"
_SYMBOL = re.compile(
    rf"""
    (?P<number> \d (?<![\w/]\d)(?<!\w-\d)                              # that it begins here is asked of digits only
                (?: (?<=ố[ ]\d) \d?[ ]\d (?=\d{{1,2}}[/-]) )?              # số 1 116-QĐ/TU, one number torn by a scan
                \d{{0,4}} (?:[a-zđ](?![A-Za-z]))? )
    (?: {_SLASH} (?:(?P<year>(?:19|20)\d\d) {_SLASH})?                # 33/CT-TTg, 59/2023/NĐ-CP, 10/2022/QH15
        (?: (?P<state> {_CODE} {_JOINT} {_BODY} {_MORE} ) | (?P<lone>{_BODY}) )
      | [ \t]{{0,2}} - (?:[ \t]?-)? \s{{0,6}}                         # 114-KL/TW
        (?P<party> {_CODE} {_SLASH} {_BODY} {_MORE} )
      | (?P<glued> {_CODE}-{_BODY} )                                  # 76NQ-CP, its slash lost
    )
    (?![\w])
    """,
    re.VERBOSE,
)
_PARTS = re.compile(r"\s*([-/])[\s\-]*")
# One class for all that a scan makes of Đ, so that two readings of one symbol meet.
_BLURRED = re.compile("[ĐDPB]+")
_MISREAD_BODIES = (
    ("[TI]W|TV", "TW"),
    ("T[TIl][EI]?[gqøoe]|TT[EI]?G", "TTg"),
)
_LEGISLATURE = re.compile(r"(UBTVQH|QH)([0-9Il]{1,3})")


def blurred(code: str) -> str:
    return _BLURRED.sub("D", code.upper())


def _byblurred(codes: Iterator[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in codes:
        found[blurred(code)] = (*found.get(blurred(code), ()), code)
    return found


_TYPES_BY_BLUR = _byblurred(iter(TYPES))
_BODIES_BY_BLUR = _byblurred(iter(_BODIES))


class Symbol(NamedTuple):
    """A number with its symbol: `text[start:end]` as printed, `number` in canonical letters.

    `code` is the code of the type (`CT`), None for a letter of an office (`575/UBND-NC`) and for a law; `body` the code
    of the first body that issued it (`TTg`); `sure` is false where a code is none of the known ones.
    """

    start: int
    end: int
    number: str
    code: str | None
    body: str
    sure: bool


def find_symbols(text: str) -> Iterator[Symbol]:
    """Every number with a symbol in `text`, in order, whether cited or the document's own.

    >>> [s.number for s in find_symbols("33/CT- -TTg; 1116-Qb/TU; 07-\\nKH/BCP; 05/2019/QĐUBND; đạt 23/34 mục tiêu")]
    ['33/CT-TTg', '1116-QĐ/TU', '07-KH/BCĐ', '05/2019/QĐ-UBND']
    """
    for other, sign in _ONE_SIGN.items():
        text = text.replace(other, sign)
    for found in _SYMBOL.finditer(text):
        symbol = _read(found)
        if symbol is not None:
            yield symbol


def _read(found: re.Match[str]) -> Symbol | None:
    number, year = found["number"].replace(" ", ""), found["year"]
    if found["lone"]:
        return _read_lone(found, number, year)
    parts = _PARTS.split(found["state"] or found["party"] or found["glued"])
    codes, joints = parts[::2], parts[1::2]
    code, known = _type_code(codes[0])
    bodies = [_body_code(body) for body in codes[1:]]
    if code is None:
        office, known = _body_code(codes[0])
        if not known:
            code = codes[0]
        codes[0] = office
    else:
        codes[0] = code
    tail = codes[0] + "".join(joint + body for joint, (body, _) in zip(joints, bodies, strict=True))
    head = f"{number}/{year}/" if year else f"{number}-" if found["party"] else f"{number}/"
    issuer = bodies[0][0] if code is not None else codes[0]
    if found["glued"] and not (known and bodies[0][1]):
        return None
    return Symbol(found.start(), found.end(), head + tail, code, issuer, known and (code is None or bodies[0][1]))


def _read_lone(found: re.Match[str], number: str, year: str | None) -> Symbol | None:
    """`10/2022/QH15`, or a symbol that lost its hyphen: `05/2019/QĐUBND`."""
    lone = found["lone"]
    if year and (assembly := _LEGISLATURE.fullmatch(lone)):
        return Symbol(found.start(), found.end(), f"{number}/{year}/{_body_code(lone)[0]}", None, assembly[1], True)
    for cut in range(2, min(6, len(lone))):
        code, known = _type_code(lone[:cut])
        body, named = _body_code(lone[cut:])
        if code and known and named:
            head = f"{number}/{year}" if year else number
            return Symbol(found.start(), found.end(), f"{head}/{code}-{body}", code, body, True)
    return None


def _type_code(printed: str) -> tuple[str | None, bool]:
    """The code of a type that `printed` is or can only have been, and whether it is a known one."""
    codes = _TYPES_BY_BLUR.get(blurred(printed), ())
    exact = printed.upper()
    for code in codes:
        if code.upper() == exact:
            return code, True
    if codes:
        return codes[-1] if codes[-1] == "ĐA" else codes[0], True
    return None, False


def _body_code(printed: str) -> tuple[str, bool]:
    assembly = _LEGISLATURE.fullmatch(printed)
    if assembly:
        return assembly[1] + re.sub("[Il]", "1", assembly[2])[-2:], True
    codes = _BODIES_BY_BLUR.get(blurred(printed), ())
    if codes:
        return codes[0], True
    for misread, code in _MISREAD_BODIES:
        if re.fullmatch(misread, printed):
            return code, True
    return printed, False
