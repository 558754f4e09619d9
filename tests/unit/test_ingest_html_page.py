"""Saved pages: the plan's text, line by line, and none of the site around it."""

from __future__ import annotations

import time

import pytest

from plancompare.errors import UnreadableError
from plancompare.ingest import html_page

PLAN = "".join(
    f"<p>{n}. Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan thực hiện nhiệm vụ.</p>" for n in range(9)
)


def text_of(page: str) -> str:
    return html_page.read("page.html", page.encode()).text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Một\n  hai&nbsp;ba</p><p>bốn</p>", "Một hai ba\n\nbốn\n"),
        ("<div>Một<br>hai<br><br>ba</div>", "Một\nhai\n\nba\n"),
        ("<p>dân <b>v</b>ận</p>", "dân vận\n"),
        ("<p>dân&shy;vận&#8203; khéo&#x301;</p>", "dânvận khéó\n"),
        (
            "<table><tr><td>UBND TỈNH</td><td>CỘNG HÒA</td></tr><tr><td>Số</td></tr></table>",
            "UBND TỈNH\nCỘNG HÒA\nSố\n",
        ),
        ("<ul><li>một</li><li>- hai</li></ul>", "- một\n- hai\n"),
        ("<ol><li>một</li><li><b>2.</b> hai</li><li>ba</li></ol>", "1. một\n2. hai\n3. ba\n"),
        ('<ol type="a" start="2"><li>một</ol>', "b) một\n"),
        ("<p>5 km<sup>2</sup>, 3 ha<sup>[1]</sup>, x<sup>n</sup></p>", "5 km², 3 ha [1], xn\n"),
        ("<pre>I. MỤC ĐÍCH\n\n1.  Một</pre>", "I. MỤC ĐÍCH\n\n1. Một\n"),
        ('<p>Chỉ thị <a href="https://vi.du/33">33/CT-TTg</a></p>', "Chỉ thị 33/CT-TTg\n"),
        ("<p>a < b và c <- d, 3<5</p>", "a < b và c <- d, 3<5\n"),
        ("<p title=\"a > b\" data-x='<i>'>một</p>", "một\n"),
        ("<p>một<!-- hai --> ba<!--> bốn --></p>", "một ba bốn -->\n"),
        ("<p>một</p><script>hai</script><style>ba</style><p hidden>bốn</p><p style='display: none'>năm</p>", "một\n"),
        ("<title>một</title><nav>hai</nav><main><p>ba</p></main><footer>bốn</footer>", "ba\n"),
    ],
)
def test_markup_becomes_lines(page: str, text: str) -> None:
    assert text_of(f"<html><body>{page}</body></html>") == text


def test_the_article_is_read_alone_where_it_holds_the_prose() -> None:
    around = "<p>Lượt xem: 12</p>"
    assert text_of(f"<html>{around}<article>{PLAN}</article>{around}") == text_of(f"<html>{PLAN}")
    assert "Lượt xem" in text_of(f"<html>{around}{PLAN}<article><p>Tin khác</p></article>")


def test_blocks_of_links_are_no_plan_but_a_citation_is() -> None:
    links = "".join(f'<li><a href="/{n}">Kế hoạch của tỉnh khác số {n}</a></li>' for n in range(5))
    cited = '<p>Căn cứ <a href="/1">Luật A</a>; <a href="/2">Luật B</a>; <a href="/3">Luật C</a></p>'
    reading = html_page.read("x", f"<html>{cited}{PLAN}<div><ul>{links}</ul></div>".encode())
    assert "tỉnh khác" not in reading.text
    assert reading.text.startswith("Căn cứ Luật A; Luật B; Luật C\n")
    assert "khối liên kết" in reading.repairs[-1]


def test_the_declared_encoding_counts_where_the_bytes_are_not_unicode() -> None:
    page = '<meta charset="windows-1252"><p>K&#7871; ho&#7841;ch\xa0\x93dân\x94 t\xe9</p>'
    reading = html_page.read("x", page.replace("â", "&acirc;").encode("latin-1"))
    assert reading.text == "Kế hoạch “dân” té\n"
    assert reading.encoding == "windows-1252"
    assert html_page.read("x", '<meta charset="hex"><p>Kế hoạch'.encode("utf-16")).text == "Kế hoạch\n"


@pytest.mark.parametrize(
    "piece", ["<a ", "<a x='", '<a x="\'" ', "<!--", "<![CDATA[", "<div>", "<ol><li>x", "<sup>2", "</", "&"]
)
def test_hostile_markup_takes_time_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        text_of("<html>kế hoạch" + piece * times)
        return time.process_time() - begin

    seconds(100)
    assert seconds(8000) < 16 * 4 * max(seconds(500), 0.002)


def test_a_page_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "LARGEST_PAGE", 1000)
    picture = '<img src="data:image/png;base64,' + "A" * 5000 + '">'
    assert text_of(f"<html><p>một</p>{picture}") == "một\n"
    with pytest.raises(UnreadableError, match="1,000 letters"):
        text_of("<html>" + "<p>một</p>" * 200)
