"""A small `Difference` made by hand in which every label, kind and cause occurs, from stretches written side by side.

A is a typed plan, B its scan with hostile text in it. A stretch is equal text, or `put(A, B, label, …)` where they
differ; `Begin` begins a section; `_Moved` is one end of a moved passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from plancompare.model import Metadata, Plan, Scan, Section, SectionKind
from plancompare.model.difference import (
    Cause,
    Change,
    ChangeKind,
    ChangeLabel,
    CitedPart,
    Confusion,
    Difference,
    InCommon,
    ReadingQuality,
    Remark,
)

HOSTILE = '<script>alert("x")</script> "><img src=x onerror=alert(1)> {{ 7*7 }} \u202ertl\u202c \x00 &amp;'


@dataclass(frozen=True)
class _Differ:
    a: str
    b: str
    label: ChangeLabel
    cause: Cause
    kind: ChangeKind | None = None
    probability: float = 0.97
    cited: CitedPart | None = None


@dataclass(frozen=True)
class Begin:
    """A section begins."""

    id: str
    kind: SectionKind
    label: str | None
    title: str | None


@dataclass(frozen=True)
class _Moved:
    """One end of the moved passage with this number; `pieces` hold both texts of it."""

    move: int
    pieces: tuple[str | _Differ, ...]
    arrives: bool


Piece = str | _Differ | Begin | _Moved


def put(
    a: str,
    b: str,
    label: ChangeLabel,
    cause: Cause,
    kind: ChangeKind | None = None,
    probability: float = 0.97,
    cited: CitedPart | None = None,
) -> _Differ:
    return _Differ(a, b, label, cause, kind, probability, cited)


def noise(a: str, b: str, cause: Cause = "marks_lost") -> _Differ:
    return _Differ(a, b, "ocr_noise", cause, None, 0.99)


def space(a: str = " ", b: str = "\n", cause: Cause = "white_space") -> _Differ:
    return _Differ(a, b, "layout", cause, None, 1.0)


_PASSAGE: tuple[str | _Differ, ...] = (
    "- Trang ",
    noise("bị", "bi"),
    " thêm ",
    put("12", "15", "edit", "other_digits", "number", 0.9),
    " máy",
    space(),
    "tính cho ",
    put("", "các ", "undecidable", "line_may_be_lost", "insertion", 0.55),
    noise("bộ phận", "b6 phan", "letters_misread"),
    " một cửa.",
)

_CITED = CitedPart("Kế hoạch 859/KH-UBND", "Kế hoạch 895/KH-UBND", "number")

_PIECES: tuple[Piece, ...] = (
    Begin("title", "title", None, None),
    put("KẾ HOẠCH\n", "", "missing_part", "lost_part", None, 0.96),
    noise("Thực hiện", "Thurc hién"),
    " công tác dân ",
    noise("vận", "van"),
    " năm 2024",
    space("\n\n", "\n"),
    Begin("preamble", "preamble", None, None),
    "Căn cứ ",
    put("Kế hoạch số 859/KH-UBND", "Kế hoạch số 895/KH-UBND", "edit", "other_digits", "citation", 0.93, _CITED),
    " ngày ",
    put("25/3/2024", "28/3/2024", "edit", "other_digits", "date", 0.88),
    " của ",
    put("Ủy ban nhân dân", "Hội đồng nhân dân", "edit", "other_wording", "agency"),
    " tỉnh, ",
    noise("Sở", "SG", "letters_misread"),
    " Ngoại vụ",
    space(),
    "xây dựng kế hoạch như sau:\n\n",
    Begin("I", "roman", "I", "MỤC ĐÍCH"),
    put("I", "1", "edit", "reviewed", "numbering", 1.0),
    ". MỤC ĐÍCH\n\n",
    Begin("I.1", "arabic", "1", None),
    "1. Nâng cao ",
    noise("nhận thức", "nhanthirc", "words_run_together"),
    " của cán bộ về ",
    put("trách nhiệm", "nhiệm vụ", "edit", "other_wording", "word", 0.99),
    " phục vụ nhân dân",
    put(" và doanh nghiệp", "", "edit", "left_out", "deletion", 0.95),
    noise(";", ":", "punctuation_misread"),
    " mọi đơn vị ",
    put("", "không ", "edit", "added", "negation", 0.98),
    "được ",
    put("bảo đảm", "đảm bảo", "edit", "other_order", "word", 0.9),
    space(),
    "kinh phí, ",
    put("tỷ lệ hài lòng đạt ", "tỷ lệ hài lòng đạt ít nhất ", "edit", "added", "insertion", 0.97),
    put("95%", "93%", "undecidable", "digits_may_be_misread", "number", 0.6),
    put(".", ",", "edit", "other_punctuation", "word", 0.52),
    "\n\n",
    _Moved(1, _PASSAGE, arrives=False),
    space("\n\n", ""),
    Begin("I.2", "arabic", "2", None),
    "2. Giao ",
    put("Văn phòng", "văn phòng", "edit", "other_case", "case", 0.85),
    noise(" theo dõi", " theo d õi", "words_broken_apart"),
    ", ",
    put("tổng hợp", "tông hợp", "edit", "other_marks", "diacritic", 0.82),
    ", ",
    put("lan", "lần", "undecidable", "either", "word", 0.5),
    " và báo cáo",
    space("", "\n\n3\n\n", "page_furniture"),
    space("-", "–", "typography"),
    space("hoà", "hòa", "tone_placement"),
    " định kỳ.\n\n",
    _Moved(1, _PASSAGE, arrives=True),
    space("", "\n\n"),
    Begin("II", "roman", "II", "TỔ CHỨC"),
    "II. TỔ CHỨC\n\n",
    put("", "| ~ ", "ocr_noise", "specks", None, 0.9),
    "Các đơn vị ",
    noise("TRIỂN KHAI", "Triển khai", "case_misread"),
    " ",
    noise("nghiêm túc", "ng#~é1m t%", "illegible"),
    put("", "\n" + HOSTILE, "layout", "reading_order", None, 0.8),
    ".\n\n",
    Begin("signature", "signature", None, None),
    "GIÁM ĐỐC",
    put("\n\nNguyễn Văn A", "", "missing_part", "lost_part", None, 0.91),
    "\n",
)


class _Writer:
    """Puts both texts together piece by piece, noting where each change and each section stands."""

    def __init__(self) -> None:
        self._written: tuple[list[str], list[str]] = ([], [])
        self._lengths = [0, 0]
        self.changes: list[Change] = []
        self.begun: list[tuple[Begin, int, int]] = []
        self._left: dict[int, int] = {}

    def write(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self._write(piece, piece)
            elif isinstance(piece, Begin):
                self.begun.append((piece, *self._lengths))
            elif isinstance(piece, _Moved):
                self._move(piece)
            elif piece.a or piece.b:
                self._put(piece.a, piece.b, piece)

    def text(self, side: int) -> str:
        return "".join(self._written[side])

    def _write(self, *both: str) -> None:
        for side, text in enumerate(both):
            self._written[side].append(text)
            self._lengths[side] += len(text)

    def _put(self, a: str, b: str, piece: _Differ, move: int | None = None) -> None:
        i, j = self._lengths
        self._write(a, b)
        self.changes.append(
            Change(
                i,
                i + len(a),
                j,
                j + len(b),
                a,
                b,
                piece.label,
                piece.kind,
                piece.probability,
                piece.cause,
                "",
                move,
                cited=piece.cited,
            )
        )

    def _move(self, piece: _Moved) -> None:
        side = int(piece.arrives)
        text = "".join(p if isinstance(p, str) else (p.a, p.b)[side] for p in piece.pieces)
        i, j = self._lengths
        as_move = _Differ("", "", "edit", "moved", "move", 0.94)
        self._put("" if piece.arrives else text, text if piece.arrives else "", as_move, piece.move)
        if not piece.arrives:
            self._left[piece.move] = i
            return
        i = self._left[piece.move]
        inner = []
        for p in piece.pieces:
            a, b = (p, p) if isinstance(p, str) else (p.a, p.b)
            if isinstance(p, _Differ):
                inner.append(Change(i, i + len(a), j, j + len(b), a, b, p.label, p.kind, p.probability, p.cause, ""))
            i, j = i + len(a), j + len(b)
        self.changes[-1] = replace(self.changes[-1], inside=tuple(inner))

    def sections(self, side: int) -> tuple[Section, ...]:
        text = self.text(side)
        ends = [*(begun[side + 1] for begun in self.begun[1:]), len(text)]
        found = []
        for (begin, *starts), end in zip(self.begun, ends, strict=True):
            start = starts[side]
            children = [
                e for (other, *_), e in zip(self.begun, ends, strict=True) if other.id.startswith(begin.id + ".")
            ]
            found.append(
                Section(
                    begin.id,
                    begin.id.rpartition(".")[0] or None,
                    begin.kind,
                    begin.label,
                    f"{begin.label}." if begin.label else None,
                    begin.title,
                    begin.title,
                    start,
                    max([end, *children]),
                    ((start, end),),
                    text.count("\n", 0, start) + 1,
                    text.count("\n", 0, max(start, end - 1)) + 1,
                )
            )
        return tuple(found)


def make(pieces: Sequence[Piece], **more: object) -> Difference:
    """The difference of two texts written side by side."""
    writer = _Writer()
    writer.write(pieces if isinstance(pieces[0], Begin) else (Begin("preamble", "preamble", None, None), *pieces))
    body = "Sở Ngoại vụ tỉnh Tây Ninh"
    plans = [
        Plan(
            id_,
            f"plans/{id_}.txt",
            id_[0] * 64,
            text,
            "text/plain",
            "utf-8",
            (),
            scan,
            Metadata(body, number, "2024-04-02", "Kế hoạch", "Dân vận", "Tây Ninh", "sở", 2024, signer),
            writer.sections(side),
            (),
            (),
            (),
        )
        for side, (id_, text, scan, number, signer) in enumerate(
            (
                ("ke-hoach", writer.text(0), Scan(False, 0.0, "clean"), "12/KH-SNV", "Nguyễn Văn A"),
                ("ke-hoach.ocr", writer.text(1), Scan(True, 0.41, "scan"), "13/KH-SNV", None),
            )
        )
    ]
    whole = Difference(
        a=plans[0],
        b=plans[1],
        relation="same_with_edits",
        relation_confidence=0.993,
        shared=InCommon(0.97, 0.95),
        cer=0.19,
        wer=0.62,
        residual_cer=0.0021,
        changes=tuple(writer.changes),
        channel=(),
        sections=(),
        remarks=(),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def sample() -> Difference:
    """Two versions of one plan, with all that a page can show."""
    return make(
        _PIECES,
        channel=(
            Confusion("ệ", "é", 0.71, 63),
            Confusion("ư", "ur", 0.34, 20),
            *(Confusion(letter, "", 0.1, 4) for letter in "abcdeghiklm"),
            Confusion("", "|", 0.0, 2),
        ),
        sections=(
            ReadingQuality("title", 10, 0.12, 0.5, 0.0, False),
            ReadingQuality("I.1", 41, 0.21, 0.7, 0.031, False),
            ReadingQuality("II", 9, 1.3, 1.0, 0.4, True),
            ReadingQuality("signature", 2, None, None, None, False),
        ),
        remarks=(Remark("marks-lost", "B was read with a model that knows no Vietnamese marks"),),
    )


def many(count: int) -> Difference:
    """Two versions of `count` sentences, each with reading noise in it and one in fifty with an edit."""
    pieces: list[Piece] = []
    for n in range(count):
        pieces += [
            f"Câu thứ {n} nói về ",
            noise("công tác", "cdng tac"),
            space(),
            "dân vận",
            noise(" chính", " chinh"),
        ]
        pieces.append(
            put(f" {n}", f" {n + 1}", "edit", "other_digits", "number", 0.5 + n % 50 / 100) if n % 50 == 49 else ""
        )
        pieces.append(" quyền.\n" if n % 5 else " quyền.\n\n")
    return make([piece for piece in pieces if piece])


def shown_as(difference: Difference) -> list[Piece]:
    """A difference without moves as the stretches it is made of, for `make`."""
    pieces: list[Piece] = []
    at = 0
    for c in difference.changes:
        pieces += [difference.a.text[at : c.a_start], put(c.a_text, c.b_text, c.label, c.cause, c.kind, c.probability)]
        at = c.a_end
    return [piece for piece in (*pieces, difference.a.text[at:]) if piece]
