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
    BNN SNV STP STC STTTT SNgV STNMT SXD SYT SCT HĐPH HĐTĐ HĐQT ĐTN TWĐTN CCB HND TTPVHCC PNV TTP ĐCT UBTWMTTQVN
    MTTQVN BTGDVTU BTGDVTW BNNMT BDTTG TTCP NHNN KTNN UBDT TANDTC VKSNDTC
""".split()
# Codes of the units behind the office in the number of a letter: `2160/UBND-NC`.
_UNITS = "PN NC NCPC KGVX KSTT KTTH KTN CNXD TH CCHC TTr VX VP TCCB".split()

# Each joint and the two capitals that look alike are made one sign before a symbol is looked for.
_ONE_SIGN = {"–": "-", "—": "-", "\u00ad": "-", "⁄": "/", "∕": "/", "Ð": "Đ"}
# `bUK` is ĐUK, `vPTU` VPTU, `K1` KL.
_CODE = r"[A-ZĐbv][A-Za-zĐđø&1|]{0,9}"
_BODY = r"[A-ZĐbv][A-Za-zĐđø&1|¢]{0,15}\d{0,3}"
# Between two parts: a hyphen or slash, at times with a space, doubled, or at the end of a line.
_SLASH = r"\s{0,3}/\s{0,6}(?:-{1,2}\s{0,3})?"
_HYPHEN = r"[ \t]{0,2}-(?:[ \t]?-)?\s{0,6}(?:(?<=\n)[-_]{1,2}\s?)?"
_JOINT = rf"(?:{_HYPHEN}|{_SLASH})"
_MORE = rf"(?:{_JOINT}{_BODY}){{0,2}}"
_SYMBOL = re.compile(
    rf"""
    (?P<number> \d (?<![\w/]\d)(?<!\w-\d)                              # that it begins here is asked of digits only
                (?: (?<=ố[ ]\d) \d?[ ]\d (?=\d{{1,2}}[/-]) )?              # số 1 116-QĐ/TU, one number torn by a scan
                \d{{0,4}} (?:[a-zđ](?![A-Za-z]))? )
    (?: {_SLASH} (?:(?P<year>(?:19|20)\d\d) {_SLASH})?                # 33/CT-TTg, 59/2023/NĐ-CP, 10/2022/QH15
        (?: (?P<state> {_CODE} {_JOINT} {_BODY} {_MORE} ) | (?P<lone>{_BODY}) )
      | {_HYPHEN}                                                     # 114-KL/TW
        (?P<party> {_CODE} {_SLASH} {_BODY} {_MORE} )
      | (?P<glued> {_CODE}[-/]{_BODY} )                               # 76NQ-CP or 114KL/TW, its first sign lost
    )
    (?![\w])
    """,
    re.VERBOSE,
)
_JOINTS = re.compile(r"\s*([-/])[\s\-_]*")
_SPACE = re.compile(r"\s")
# One sign for all that a scan makes of Q, of Đ, of L or Y, and of V, so that two readings of one symbol meet.
_BLURRED = (
    (re.compile("Q?O"), "Q"),
    (re.compile("[ĐDPB]+"), "D"),
    (re.compile("[ILYl1|iy]"), "I"),
    (re.compile("V[Vv]|v"), "V"),
)
_MISREAD_BODIES = (
    ("[TI]W|TV", "TW"),
    ("T[TIl][EI¢]?[gqøoe]|TT[EI]?[GE]", "TTg"),
)
_LEGISLATURE = re.compile(r"(UBT)?(?(1)[Vv]{1,2})QH([0-9Il|]{1,3})")


def blurred(code: str) -> str:
    """What all readings of one code of a symbol share: a scan shows `Đ` as `D`, `P` or `b`, `L` as `I` or `1`.

    >>> blurred("QĐ"), blurred("Qb"), blurred("OP"), blurred("KH")
    ('QD', 'QD', 'QD', 'KH')
    """
    for letters, sign in _BLURRED:
        code = letters.sub(sign, code.replace("b", "Đ"))
    return code.upper()


def _byblurred(codes: Iterator[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in codes:
        found[blurred(code)] = (*found.get(blurred(code), ()), code)
    return found


_TYPES_BY_BLUR = _byblurred(iter(TYPES))
_BODIES_BY_BLUR = _byblurred(iter((*_BODIES, *_UNITS)))


class Symbol(NamedTuple):
    """A number with its symbol: `text[start:end]` as printed, `number` in canonical letters.

    `code` is the code of the type (`CT`), None for a letter of an office (`575/UBND-NC`) and for a law; `body` the code
    of the first body that issued it (`TTg`); `sure` is false where a code is none of the known ones; `joint` is true
    where two bodies issued it.
    """

    start: int
    end: int
    number: str
    code: str | None
    body: str
    sure: bool
    joint: bool = False


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
    style = "state" if found["state"] else "party" if found["party"] else "glued"
    printed = found[style]
    joints = list(_JOINTS.finditer(printed))
    ends = [joint.start() for joint in joints] + [len(printed)]
    code, office, known = _first_code(printed[: ends[0]], printed[joints[0].end() : ends[1]])
    tail, bodies = office, [] if code is not None else [(office, known)]
    end = found.start(style) + ends[0]
    for joint, until in zip(joints, ends[1:], strict=True):
        body, named = _body_code(printed[joint.end() : until])
        # Another body behind a dash between spaces is one that is known, or the dash is one of the sentence.
        if bodies and joint is not joints[0] and _SPACE.search(joint[0]) and not (named and body != bodies[-1][0]):
            break
        bodies.append((body, named))
        tail += joint[1] + body
        end = found.start(style) + until
    of_party = style == "party" or (style == "glued" and joints[0][1] == "/")
    head = f"{number}/{year}/" if year else f"{number}-" if of_party else f"{number}/"
    issuer, named = bodies[0]
    if style == "glued" and not (known and named):
        return None
    sure = named and (known or code is None)
    return Symbol(found.start(), end, head + tail, code, issuer, sure, code is not None and len(bodies) > 1)


def _read_lone(found: re.Match[str], number: str, year: str | None) -> Symbol | None:
    """`10/2022/QH15`, or a symbol that lost its hyphen: `05/2019/QĐUBND`, `575/UBNDNC`."""
    lone = found["lone"]
    if year and (assembly := _LEGISLATURE.fullmatch(lone)):
        body = _assembly(assembly)
        return Symbol(found.start(), found.end(), f"{number}/{year}/{body}", None, body.rstrip("0123456789"), True)
    head = f"{number}/{year}" if year else number
    found_at: Symbol | None = None
    for cut in range(2, len(lone) - 1):
        code, office, known = _first_code(lone[:cut], lone[cut:])
        body, named = _body_code(lone[cut:])
        if known and named and (code is not None or body in _UNITS):
            issuer = office if code is None else body
            symbol = Symbol(found.start(), found.end(), f"{head}/{office}-{body}", code, issuer, True)
            if office == lone[:cut]:  # nothing in it misread
                return symbol
            found_at = found_at or symbol
    return found_at


def _first_code(printed: str, behind: str) -> tuple[str | None, str, bool]:
    """The code of the type, the code the number begins with (that, or of a letter its office), whether it is known."""
    code, known = _type_code(printed)
    if code is not None and not (printed == "CP" and _body_code(behind)[0] in _UNITS):  # a letter, no misread CĐ
        return code, code, known
    office, known = _body_code(printed)
    return None if known else office, office, known


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
        return _assembly(assembly), True
    codes = _BODIES_BY_BLUR.get(blurred(printed), ())
    if codes:
        return codes[0], True
    for misread, code in _MISREAD_BODIES:
        if re.fullmatch(misread, printed):
            return code, True
    return printed, False


def _assembly(found: re.Match[str]) -> str:
    return ("UBTVQH" if found[1] else "QH") + re.sub("[Il|]", "1", found[2])[-2:]
