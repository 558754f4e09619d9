"""Which part of a page is the plan: told by the marks every plan carries, not by the names a portal gives its parts.

A plan has a motto, a number, a type line, headings, recipients and a signature. What looks like the site (menus,
blocks of links, comments, downloads, what is hidden) is left out unless it holds such marks; of the rest, the smallest
part that holds every mark and most of the prose is read. Where a text lacks the marks, the containers portals are
known to use are believed, and without those the whole page is read: losing a plan's header is worse than keeping a
line of the site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from plancompare.ingest.html_page.tree import BLOCKS, Element, Text, walk

# Least share of the prose (letters outside links and outside the site's own parts) in the part that is read.
BODY_SHARE = 0.5
ARTICLE_SHARE = 0.6  # the same where the plan carries no marks and the part is known by its name alone
LARGEST_SITE_SHARE = 0.1  # of the prose of the plan's part, in parts named like the site's (comments, downloads)
REPEATED = 3  # times the same words stand in parts named like the site's, to be a button
SHORTEST_ANNEX = 200  # letters of a part with a table behind the plan, to be an annex of it
LINK_SHARE = 0.8  # a block with at least this share of its letters in three links or more is a menu
LONGEST_LINK = 400  # letters; a link around more than that was left open or is a whole card
LONGEST_MARK = 300  # letters of a line that can be a mark

_MARKS = (
    ("motto", re.compile(r"độc lập\W{1,5}tự do\W{1,5}hạnh phúc|đảng cộng sản việt nam$", re.IGNORECASE)),
    (
        "number",
        re.compile(r"(?:Số|SỐ)\s*:?\s*\w{0,6}\s*[-/]\s*(?:\d{4}\s*/\s*)?(?:KH|QĐ|CT|CTr|NQ|PA|ĐA|HD|TB|BC|KL)\b"),
    ),
    ("type", re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|CHỈ THỊ|PHƯƠNG ÁN|ĐỀ ÁN|BÁO CÁO)$")),
    ("outline", re.compile(r"(?:I|II|III|IV|V)\s*[.,]\s*[A-ZÀ-Ỹ]")),
    ("recipients", re.compile(r"nơi nhận\s*(?::|$)", re.IGNORECASE)),
    ("signature", re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s*[A-ZÀ-Ỹ]{2}")),
    ("annex", re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|MẪU SỐ)\s*(?:SỐ\s*)?(?:[IVX]{1,5}|\d{1,2})?\W*$")),
)
ENDS = frozenset({"motto", "number", "recipients", "signature"})  # marks of what is set in two cells, and of no site
_STRONG = ENDS | {"annex"}

# Words of identities and classes that name a part of a site. `Mso` classes are Word's.
_SITE_WORDS = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs sidebar comment comments discussion related share sharing "
    "social footer cookie cookies banner advert ads advertisement login signin search toolbar download downloads "
    "pagination pager paging popup modal tooltip tootip rating ratings newsletter subscribe copyright visitor visitors "
    "hitcounter attachment attachments skip print topper".split()
)
_SITE_PHRASES = (
    "lienquan binhluan timkiem taive quangcao dinhkem cungchuyenmuc cungloai tinkhac dangnhap luotxem chiase theodoi "
    "msocomtxt socialbookmarks ykienbandoc docthem khaosat"
).split()
_SITE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"})
_SITE_TAGS = frozenset({"nav", "aside", "footer", "dialog", "form", "fieldset"})
_ARTICLE_NAMES = frozenset(
    "content1 divcontentdoc cldivcontentdocvn toanvancontent fulltext noidung divnoidung thedocumentbody vbcontent "
    "journalcontentarticle assetcontent detailcontent newscontent articlecontent contentdetail noidungvanban toanvan "
    "postcontent entrycontent divndvb ndvb noidungtracuu".split()
)
_MENUS = frozenset({"ul", "ol", "div", "section", "table", "dl"})
# What can be a part with nothing in it but the plan.
_PARTS = frozenset({"div", "section", "article", "main", "form", "center", "body", "html"})
# Names of the properties that portals list beside a document.
_PROPERTY = re.compile(
    r"(?:số ký hiệu|số hiệu|ký hiệu|ngày ban hành|ngày đăng|ngày hiệu lực|ngày có hiệu lực|ngày hết hiệu lực|người ký|"
    r"trích yếu|loại văn bản|hình thức văn bản|lĩnh vực|cơ quan ban hành|nơi ban hành|tình trạng|tình trạng hiệu lực|"
    r"tên văn bản|nguồn thu thập|số công báo|phạm vi|tệp đính kèm|file đính kèm|tài liệu đính kèm)\s*(?::|$)",
    re.IGNORECASE,
)
_PROPERTIES = 3  # names of properties from which a block is such a list


@dataclass(slots=True)
class Measure:
    """What is in one element: letters, letters in links, links, lines that are marks, names of properties, tables.

    `marks` are the kinds of marks, `shown` those of them that are not hidden.
    """

    letters: int = 0
    linked: int = 0
    links: int = 0
    lines: int = 0
    properties: int = 0
    tables: int = 0
    marks: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()

    @property
    def prose(self) -> int:
        """Letters that stand in no link."""
        return self.letters - self.linked

    def add(self, inner: Measure, hidden: bool) -> None:
        """Adds what is in an element inside; of one that is hidden, the marks are not shown."""
        self.letters += inner.letters
        self.linked += inner.linked
        self.links += inner.links
        self.lines += inner.lines
        self.properties += inner.properties
        self.tables += inner.tables
        self.marks |= inner.marks
        if not hidden:
            self.shown |= inner.shown


class Body(NamedTuple):
    """The part of the page to read, and the parts in it that are not read: identity -> reason.

    The reasons are `menu`, `site`, `properties` and `hidden`; `beside` counts the letters outside of `root`.
    `links` are the identities of the links, `marks` the kinds of marks in each element.
    """

    root: Element
    left_out: Mapping[int, str]
    beside: int
    links: frozenset[int]
    marks: Mapping[int, frozenset[str]]


def body_of(page: Element) -> Body:
    """The plan on the page whose root is `page`."""
    links = _links(page)
    measures = _measures(page, links)
    whole = measures[id(page)]
    left_out: dict[int, str] = {}
    lost: Counter[int] = Counter()  # prose of what is left out, by element
    lost_lines: Counter[int] = Counter()
    elements = []
    for element, opens in _elements(page, left_out):
        own = measures[id(element)]
        if opens:
            elements.append(element)
            reason = _reason(element, own)
            if reason and own.letters and not _holds_the_plan(reason, own, whole):
                left_out[id(element)] = reason
                lost[id(element)], lost_lines[id(element)] = own.prose, own.lines
        elif element.parent is not None:
            lost[id(element.parent)] += lost[id(element)]
            lost_lines[id(element.parent)] += lost_lines[id(element)]
    prose = {id(element): measures[id(element)].prose - lost[id(element)] for element in elements}
    lines = {id(element): measures[id(element)].lines - lost_lines[id(element)] for element in elements}
    smallest = _smallest(page, prose, lines)
    root = _with_annexes(smallest, prose, measures) if smallest else _named(page, elements, prose) or page
    _put_back(root, left_out, measures, prose)
    marks = {identity: measure.marks for identity, measure in measures.items()}
    return Body(root, left_out, whole.letters - measures[id(root)].letters, links, marks)


def _elements(root: Element, left_out: Mapping[int, str]) -> Iterator[tuple[Element, bool]]:
    """(element, whether it opens) from `root` on, nothing of what is in a part that is left out."""
    yield root, True
    depth = 0  # levels below a part that is left out
    for node, opens in walk(root):
        if isinstance(node, Text):
            continue
        if depth:
            depth += 1 if opens else -1
            if depth:
                continue
            yield node, False
        else:
            yield node, opens
            depth = int(opens and id(node) in left_out)
    yield root, False


def _links(page: Element) -> frozenset[int]:
    links: set[int] = set()
    before: list[int] = []
    letters = 0
    for node, opens in walk(page):
        if isinstance(node, Text):
            letters += len(node.letters)
        elif node.tag == "a" and "href" in node.attributes:
            if opens:
                before.append(letters)
            elif 0 < letters - before.pop() <= LONGEST_LINK:
                links.add(id(node))
    return frozenset(links)


def _measures(page: Element, links: frozenset[int]) -> dict[int, Measure]:
    measures: dict[int, Measure] = {id(page): Measure()}
    blocks = [page]
    inside = page
    line: list[str] = []
    in_links = linked = 0  # links around the place, letters of the line in links

    def end_line() -> None:
        nonlocal linked
        text = " ".join("".join(line).split()).strip(" *_–-") if line else ""
        if 0 < len(text) <= LONGEST_MARK and 2 * linked < len(text):
            _mark(text, measures[id(blocks[-1])])
        line.clear()
        linked = 0

    for node, opens in walk(page):
        if isinstance(node, Text):
            line.append(node.letters)
            letters = len("".join(node.letters.split()))
            measures[id(inside)].letters += letters
            measures[id(inside)].linked += letters if in_links else 0
            linked += letters if in_links else 0
            continue
        is_block = node.tag in BLOCKS
        if is_block or node.tag == "br" and opens:
            end_line()
        if opens:
            inside = node
            measures[id(node)] = Measure()
            in_links += id(node) in links
            if is_block:
                blocks.append(node)
            continue
        if is_block:
            blocks.pop()
        if id(node) in links:
            in_links -= 1
            measures[id(node)].links += 1
        measures[id(node)].tables += node.tag == "table"
        inside = node.parent or page
        measures[id(inside)].add(measures[id(node)], node.hidden)
    end_line()
    return measures


def _mark(line: str, measure: Measure) -> None:
    found = frozenset(name for name, pattern in _MARKS if pattern.match(line))
    measure.lines += bool(found)
    measure.marks |= found
    measure.shown |= found
    measure.properties += _PROPERTY.match(line) is not None


def _reason(element: Element, own: Measure) -> str | None:
    """Why an element does not look like a part of the plan, if it does not."""
    if element.hidden:
        return "hidden"
    if element.style.get("mso-element") == "comment-list" or "msocomanchor" in element.classes:
        return "site"
    if element.tag in _SITE_TAGS or element.attributes.get("role") in _SITE_ROLES or _is_named_as_site(element):
        return "site"
    if element.tag in _MENUS:
        if own.links >= 3 and own.linked >= LINK_SHARE * own.letters:
            return "menu"
        if own.properties >= _PROPERTIES and "outline" not in own.marks:
            return "properties"
    return None


def _is_named_as_site(element: Element) -> bool:
    words = element.words()
    if not words or "mso" in words:
        return False
    return not _SITE_WORDS.isdisjoint(words) or any(phrase in "".join(words) for phrase in _SITE_PHRASES)


def _holds_the_plan(reason: str, own: Measure, whole: Measure) -> bool:
    if len(whole.marks) < 2:
        return 2 * own.prose > whole.prose
    if reason == "hidden":  # a folded part can hold all of the plan, but not a second time
        return len(own.marks) >= 2 and len(whole.shown) < 2
    return not _STRONG.isdisjoint(own.marks)


def _smallest(page: Element, prose: Mapping[int, int], lines: Mapping[int, int]) -> Element | None:
    """The smallest part with every mark and most of the prose; nothing where there are too few marks to tell."""
    if lines[id(page)] < 2:
        return None
    smallest, element = page, page
    while True:
        inner = (child for child in element.children if isinstance(child, Element) and id(child) in prose)
        for child in inner:
            if lines[id(child)] == lines[id(page)] and prose[id(child)] >= BODY_SHARE * prose[id(page)]:
                element = child
                break
        else:
            break
        if element.tag in _PARTS:
            smallest = element
    return smallest


def _with_annexes(root: Element, prose: Mapping[int, int], measures: Mapping[int, Measure]) -> Element:
    """The part with the parts after it that hold tables, and with the other sections of a file saved by Word."""
    while root.parent is not None and root.parent.tag in _PARTS:
        parts = [child for child in root.parent.children if isinstance(child, Element)]
        after = parts[next(place for place, part in enumerate(parts) if part is root) + 1 :]
        is_section = any("Section" in name for name in root.classes)
        if not is_section and not any(
            prose.get(id(part), 0) >= SHORTEST_ANNEX and measures[id(part)].tables for part in after
        ):
            break
        root = root.parent
    return root


def _named(page: Element, elements: list[Element], prose: Mapping[int, int]) -> Element | None:
    """The innermost part that is named as an article and holds most of the prose."""
    for element in reversed(elements):
        if (
            element.tag in ("article", "main")
            or element.attributes.get("role") == "main"
            or element.attributes.get("itemprop") == "articleBody"
            or not _ARTICLE_NAMES.isdisjoint(_joined_names(element))
        ) and prose[id(element)] >= max(1, ARTICLE_SHARE * prose[id(page)]):
            return element
    return None


def _joined_names(element: Element) -> list[str]:
    names = [element.attributes.get("id", ""), *element.classes[:20]]
    return [re.sub(r"[\W_]+", "", name).lower() for name in names]


def _put_back(
    root: Element, left_out: dict[int, str], measures: Mapping[int, Measure], prose: Mapping[int, int]
) -> None:
    """Parts named like the site's are read after all where they are much of the plan: the names mean something else.

    A button behind each paragraph can be as much; it says the same each time.
    """
    if "site" not in left_out.values():
        return
    named = [
        element
        for element, opens in _elements(root, left_out)
        if opens and left_out.get(id(element)) == "site" and element.tag not in _SITE_TAGS
    ]
    words = {id(element): _beginning(element) for element in named}
    often = Counter(words.values())
    named = [element for element in named if often[words[id(element)]] < REPEATED]
    if sum(measures[id(element)].prose for element in named) > LARGEST_SITE_SHARE * max(1, prose[id(root)]):
        for element in named:
            del left_out[id(element)]


def _beginning(element: Element) -> str:
    letters = (node.letters for node, _ in islice(walk(element), 50) if isinstance(node, Text))
    return "".join(letters).strip()[:LONGEST_MARK]
