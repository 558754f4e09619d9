"""How far a cited document reaches: from its type word through number, date and issuer to the end of its title.

    Chỉ thị số 33/CT-TTg ngày 26/11/2021 | của Thủ tướng Chính phủ | về tiếp tục tăng cường ... mới | năm 2023 trên địa
    citation                               issuer                    title                           the plan's own

A title has no mark of its own. It ends at a sign that ends the clause, at the next document of the list, or where the
words turn to something only the plan itself can say. A title known from the register or told in full elsewhere in the
same text ends where its words end. Of 165 documents in the five plans 4 end wrong by eye: three titles with a semicolon
in the middle are cut there, one loses the name of its province.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancompare.citations.issuers import issuer_at
from plancompare.citations.letters import flat
from plancompare.citations.register import align_title, citation_key, is_central, known_titles
from plancompare.model import Citation
from plancompare.text import Word


def _phrases(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in flat(listed).split("|"))


_OF = re.compile(r"c\S{0,2}[au]|do|giua|gi\S{1,2}a")
# What a title begins with: `về (việc)` anywhere, these verbs too, the others only behind an issuer.
_STRICT_OPENERS = _phrases("ban hành|phê duyệt|hướng dẫn|sửa đổi|thành lập")
_OPENERS = _STRICT_OPENERS | _phrases(
    "quy định|thực hiện|triển khai|phát động|bổ sung|tăng cường|đẩy mạnh|nâng cao|đổi mới|chỉ đạo|chấn chỉnh|phối hợp"
    "|sơ kết|tổng kết|tiếp tục|công bố|kiện toàn|điều chỉnh|xây dựng|tổ chức|giao chỉ|trách nhiệm|kiểm soát|quản lý"
)
# Words that turn from the title to what is to be done: anywhere, and behind a comma only.
_TURNS = _phrases(
    "gắn với|phù hợp với|như sau|theo quy định|theo đúng quy định|đề nghị các|đến cán bộ|đến các|đến toàn thể"
    "|tới cán bộ|tới các|tới toàn thể|bằng nhiều|cho phù hợp|với các nội dung|thuộc phạm vi|và các văn bản"
    "|và các chỉ thị|và các quy định|và các nghị quyết|và các chương trình|và các kế hoạch|và kế hoạch"
    "|và hướng dẫn|và xây dựng kế hoạch"
)
_TURNS_BEHIND_COMMA = _TURNS | _phrases(
    "góp phần|nhằm|đồng thời|trong đó|bảo đảm|đảm bảo|tập trung|trên cơ sở|theo|đề nghị|yêu cầu|cụ thể|nhất là"
    "|tham mưu|qua đó|từ đó|trọng tâm|gắn|kết hợp|phát huy|tổ chức|triển khai|thực hiện|kịp thời|xem đây|coi đây|tạo"
    "|phấn đấu|chú trọng|chủ động|khắc phục|xác định|trong năm|hạn chế|nâng cao nhận thức|tuyên truyền|quán triệt"
    "|phổ biến|xây dựng kế hoạch|ban hành kế hoạch|và chỉ đạo|và các"
)
# The first word of a body, which begins the main clause behind a preamble (`..., Sở Nội vụ xây dựng Kế hoạch`).
_BODIES = frozenset("so ban phong huyen tinh thanh thi chu van uy ubnd hdnd cong dang cuc chi truong hoi quan".split())
_DRAWS_UP = re.compile(r"(?:\S+ ){0,10}(?:xay dung|ban hanh) k\S{1,2} h\S{2,4}")
_DRAWS_UP_WITHIN = 14
_LONGEST_TURN = 4
_LONGEST_NAME = 120  # letters of `của` and an issuer
_BEFORE_YEAR = frozenset(("den", "het", "tu", "hang", "nhin", "doan", "va"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING, _CLOSING = re.compile("[“‘«„]+"), re.compile("[”’»™]+")
_LONGEST_ISSUER, _LONGEST_TITLE, _SHORTEST_TITLE = 24, 90, 4


class CitedDocuments(NamedTuple):
    """Which cited document each place of a text speaks of: `holders[i]` holds from `cuts[i]` to `cuts[i + 1]`.

    Of a document named in the title of another one, the inner one holds its place. `titles` and `ends` are parallel to
    `citations`: where the title begins behind `về (việc)` (null where none is told), and where the document ends.

    Where equal words of two texts stand with documents of different keys (`register.citation_key`), they are the
    formula of a title and no copy: 16/CT-TTg of 2018 and 33/CT-TTg of 2021 have nearly one title.
    """

    citations: tuple[Citation, ...]
    titles: tuple[int | None, ...]
    ends: tuple[int, ...]
    cuts: tuple[int, ...]
    holders: tuple[Citation | None, ...]

    def at(self, offset: int) -> Citation | None:
        """The document whose citation or title holds the character at `offset`."""
        return self.holders[bisect_right(self.cuts, offset) - 1]


def cited_documents(
    text: str,
    words: Sequence[Word],
    forms: Sequence[str],
    citations: Sequence[Citation],
    stops: Sequence[int] = (),
) -> CitedDocuments:
    """Where each of `citations` (in order) ends with its title.

    `forms` are the folded words of `words` (for scans the syllables most likely printed); `stops` are offsets that no
    title crosses: ends of headings and sections.

    >>> from plancompare.citations import find_citations
    >>> from plancompare.text import fold, words
    >>> t = ("Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác "
    ...      "dân vận của cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới năm 2023 trên địa bàn")
    >>> found = words(t)
    >>> documents = cited_documents(t, found, [fold(w.shown) for w in found], find_citations(t))
    >>> t[documents.ends[0] :], documents.at(t.index("dân vận")).number
    (' năm 2023 trên địa bàn', '33/CT-TTg')
    """
    starts = tuple(w.start for w in words)
    joined = frozenset(bisect_left(starts, c.start) for before, c in pairwise(citations) if _joined(text, before, c))
    page = _Page(text, words, starts, forms, tuple(sorted(stops)), joined)
    begin_at = {page.word_at(c.start): i for i, c in enumerate(citations)}
    ends, firm = [c.end for c in citations], [False] * len(citations)
    begins = [0] * len(citations)
    # From the last to the first, because a title may hold another document with its title.
    for i in range(len(citations) - 1, -1, -1):
        begins[i], ends[i], firm[i] = _end(page, citations[i], ends, begin_at)
    told = _titles_told(page, citations, begins, ends, firm)
    for i, citation in enumerate(citations):
        title = told.get(citation_key(citation)[:2])
        if title and begins[i] and not firm[i]:
            length = align_title(title, tuple(forms[begins[i] : begins[i] + len(title) + 8]))
            if length:
                ends[i] = words[begins[i] + length - 1].end
    cited_at = [c.start for c in citations]
    for i in range(len(citations) - 1, -1, -1):  # a document that begins inside a title ends inside it
        ends[i] = max(ends[i : max(i + 1, bisect_left(cited_at, ends[i]))])
    ats = [page.title_at(begin) if begin else len(words) for begin in begins]
    titles = [words[at].start if at < len(words) else None for at in ats]
    return _index(text, citations, titles, ends)


class _Page(NamedTuple):
    """A text with its words; `starts` and `forms` are parallel to `words`.

    `joined` are the numbers of words where the second of two congress resolutions begins that are named as one.
    """

    text: str
    words: Sequence[Word]
    starts: tuple[int, ...]
    forms: Sequence[str]
    stops: tuple[int, ...]
    joined: frozenset[int]

    def word_at(self, offset: int) -> int:
        """Number of the first word that begins at `offset` or behind it."""
        return bisect_left(self.starts, offset)

    def gap(self, before: int) -> str:
        """What stands between the word numbered `before` - 1 and that word."""
        end = self.starts[before] if before < len(self.words) else len(self.text)
        return self.text[self.words[before - 1].end : end] if before else ""

    def title_at(self, begin: int) -> int:
        """Number of the first word behind `về (việc)` at `begin`; `begin` itself where the title opens with a verb."""
        about = self.forms[begin] in ("ve", "v/v")
        return begin + about + (about and tuple(self.forms[begin + 1 : begin + 2]) == ("viec",))

    def limit(self, offset: int) -> int:
        """Number of the first word no title that begins at `offset` can hold."""
        i = bisect_right(self.stops, offset)
        return self.word_at(self.stops[i]) if i < len(self.stops) else len(self.words)


def _end(page: _Page, citation: Citation, ends: Sequence[int], begin_at: Mapping[int, int]) -> tuple[int, int, bool]:
    """First word of the title of `citation` (0 for none), where it ends, and whether a sign ends it for sure."""
    first = page.word_at(citation.end)
    limit = min(page.limit(citation.end - 1), first + _LONGEST_ISSUER + _LONGEST_TITLE)
    begin, issued = _title_begin(page, citation, first, limit, begin_at)
    if not begin:
        return 0, issued, False
    skip = page.title_at(begin)
    for title in known_titles(citation):
        length = align_title(title, tuple(page.forms[skip : min(limit, skip + len(title) + 8)]))
        if length:
            inner = [ends[begin_at[at]] for at in range(skip + 1, skip + length) if at in begin_at]
            return begin, max([page.words[skip + length - 1].end, *inner]), True
    return begin, *_title_end(page, citation, begin, limit, ends, begin_at)


def _title_begin(
    page: _Page, citation: Citation, first: int, limit: int, begin_at: Mapping[int, int]
) -> tuple[int, int]:
    """First word of the title, or 0 and the end of the issuer where there is no title."""
    bare = 0, citation.end
    if (citation.number is None and not _is_plenum(citation)) or first >= limit:
        return bare
    gap, shown = page.text[citation.end : page.starts[first]], page.words[first].shown
    if set(gap) & set(";:)") or ("." in gap and not shown.islower()):
        return bare
    if _opens(page, first, _STRICT_OPENERS):
        return first, 0
    if not _OF.fullmatch(page.forms[first]):
        return bare
    # `Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh về ...`: a verb may belong to the name of the body.
    board = tuple(page.forms[first + 1 : first + 4]) == ("ban", "chi", "dao")
    opened = 0
    for at in range(first + 2 + 2 * board, min(limit, first + _LONGEST_ISSUER)):
        ends_sentence = "." in page.gap(at) and page.words[at].shown[0].isupper()
        if page.forms[at] == "ve" and ";" not in page.gap(at) and not ends_sentence:  # other signs are specks of a scan
            return at, 0
        if _ends_clause(page, at) or at in begin_at:
            break
        if "," in page.gap(at) and not page.forms[at].startswith("kho"):  # "lần thứ 5, khóa XX"
            break
        if _opens(page, at, _OPENERS):
            opened = opened or at
            if not board:
                break
        if _turns(page, at, _TURNS):
            break
    if opened:
        return opened, 0
    end, _ = issuer_at(flat(page.text[citation.end : citation.end + _LONGEST_NAME]), 0)
    return 0, citation.end + end


def _title_end(
    page: _Page, citation: Citation, begin: int, limit: int, ends: Sequence[int], begin_at: Mapping[int, int]
) -> tuple[int, bool]:
    central = is_central(citation)
    listed = _is_listed(page, begin, limit, begin_at)
    quotes, at = 0, begin + 1
    while at < limit:
        gap, size = page.gap(at), at - begin
        if size >= _LONGEST_TITLE:
            break
        if gap.strip():
            quotes += len(_OPENING.findall(gap)) - len(_CLOSING.findall(gap))
            if quotes < 0 or (quotes <= 0 and _ends_clause(page, at)) or ";" in gap:
                return page.words[at - 1].end, True
        if at in begin_at:
            if ("," in gap or page.forms[at - 1] in ("va", "cung", "hoac")) and at not in page.joined:
                return page.words[at - (1 if "," in gap else 2)].end, False
            behind = page.word_at(ends[begin_at[at]])
            if behind - begin > _LONGEST_TITLE:
                break
            at = max(at + 1, behind)
            continue
        if size >= _SHORTEST_TITLE and quotes <= 0:
            if listed:
                turned = page.forms[at] == "va" and _turns(page, at, _TURNS)
            else:
                turned = _turns(page, at, _TURNS) or ("," in gap and _turns_behind_comma(page, at))
            if turned:
                return page.words[at - 1].end, False
            if central and _speaks_of_the_plan(page, citation, at):
                return page.words[at - 1].end, False
        at += 1
    at = min(at, limit)
    return page.words[at - 1].end, False


def _joined(text: str, before: Citation, citation: Citation) -> bool:
    """`Nghị quyết Đại hội XIII của Đảng và Nghị quyết Đại hội XI Đảng bộ tỉnh`: one title carries out both."""
    return before.number is citation.number is None and text[before.end : citation.start].strip() in ("va", "và")


def _is_plenum(citation: Citation) -> bool:
    words = citation.raw.lower().split()
    return citation.type == "Nghị quyết" and len(words) > 2 and words[2][:2] in ("tw", "tr", "hộ")


def _ends_clause(page: _Page, at: int) -> bool:
    """Whether a sign before the word numbered `at` ends the clause."""
    gap = page.gap(at)
    if ";" in gap or ":" in gap or "./." in gap:
        return True
    if "." in gap:
        return at >= len(page.words) or "\n\n" in gap or not page.words[at].shown[0].islower()
    return False


def _opens(page: _Page, at: int, openers: frozenset[tuple[str, ...]]) -> bool:
    return page.forms[at] in ("ve", "v/v") or tuple(page.forms[at : at + 2]) in openers


def _turns(page: _Page, at: int, turns: frozenset[tuple[str, ...]]) -> bool:
    return any(tuple(page.forms[at : at + n]) in turns for n in range(1, _LONGEST_TURN + 1))


def _turns_behind_comma(page: _Page, at: int) -> bool:
    shown = page.words[at].shown
    return (
        _turns(page, at, _TURNS_BEHIND_COMMA)
        or bool(_YEAR.search(page.words[at - 1].shown))
        or (page.forms[at] in _BODIES and (shown.istitle() or shown in ("UBND", "HĐND")))
        or bool(_DRAWS_UP.match(" ".join(page.forms[at : at + _DRAWS_UP_WITHIN])))
    )


def _is_listed(page: _Page, begin: int, limit: int, begin_at: Mapping[int, int]) -> bool:
    """Whether the document is an item of a list, parted by a semicolon from the next one: all before it is title."""
    for at in range(begin + 1, min(limit, begin + _LONGEST_TITLE)):
        gap = page.gap(at)
        if ";" in gap:
            return at in begin_at
        if _ends_clause(page, at):
            return False
    return False


def _speaks_of_the_plan(page: _Page, citation: Citation, at: int) -> bool:
    """Whether a central document cannot say these words: `trên địa bàn tỉnh`, or a year after its own."""
    if tuple(page.forms[at : at + 3]) == ("tren", "dia", "ban"):
        return True
    year = page.forms[at + 1] if at + 1 < len(page.forms) else ""
    return (
        page.forms[at] == "nam"
        and page.forms[at - 1] not in _BEFORE_YEAR
        and bool(_YEAR.fullmatch(year))
        and citation.date is not None
        and int(year) > int(citation.date[:4]) + 1
    )


def _titles_told(
    page: _Page, citations: Sequence[Citation], begins: Sequence[int], ends: Sequence[int], firm: Sequence[bool]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The title of each document that the text once tells up to a sign that surely ends it."""
    told: dict[tuple[str, str], tuple[str, ...]] = {}
    for i, citation in enumerate(citations):
        if firm[i] and begins[i]:
            title = tuple(page.forms[begins[i] : page.word_at(ends[i])])
            if len(title) >= _SHORTEST_TITLE:
                told.setdefault(citation_key(citation)[:2], title)
    return told


def _index(
    text: str, citations: Sequence[Citation], titles: Sequence[int | None], ends: Sequence[int]
) -> CitedDocuments:
    cuts: list[int] = [0]
    holders: list[Citation | None] = [None]
    open_: list[tuple[int, Citation]] = []

    def cut(at: int) -> None:
        holder = open_[-1][1] if open_ else None
        if at <= cuts[-1]:
            holders[-1] = holder
        else:
            cuts.append(at)
            holders.append(holder)

    for citation, end in zip(citations, ends, strict=True):
        while open_ and open_[-1][0] <= citation.start:
            cut(open_.pop()[0])
        open_.append((end, citation))
        cut(citation.start)
    while open_:
        cut(open_.pop()[0])
    return CitedDocuments(tuple(citations), tuple(titles), tuple(ends), tuple(cuts), tuple(holders))
