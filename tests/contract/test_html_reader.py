"""The HtmlReader that parses in a child process: what it finds, what it refuses, and that it lives on."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import time
from collections.abc import Iterator

import pytest

from rag.adapters.html import ChildHtmlReader
from rag.adapters.html_child import MAX_DEPTH, deepest
from rag.articles.selectors import SELECTORS, Part, Selector
from rag.errors import PageError, PageTimeout, PageTooDeep

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>제목 | 표본일보</title><link rel="canonical" href="https://pyobon.example/1">
<meta property="og:title" content="제목 &amp;quot;그대로&amp;quot;"><meta name="author" content="표본일보"><meta name="author" content="강표본">
<script type="application/ld+json">{"@type": "NewsArticle"}</script><script>var a = {"contentHtml": "<p>글</p>"};</script><script>track()</script></head>
<body><nav><ul><li>정치</li><li>경제</li></ul></nav><h1>제목</h1>
<div id="article-view-content-div"><figure><img alt=""><figcaption>사진 설명</figcaption></figure><h3>소제목</h3>
<p>첫 문단은 <b>굵은</b>&nbsp;글자와 <a href="#">고리</a>를 담는다.</p>둘째 문단<br><br>셋째 문단<span style="display:none">숨은 글</span>
<div class="related_news"><a href="/2">관련 소식</a></div><script>ad()</script></div><footer>바닥글</footer></body></html>"""


@pytest.fixture(scope="module")
def reader() -> Iterator[ChildHtmlReader]:
    with ChildHtmlReader() as reader:
        yield reader


def test_a_page_comes_apart_into_its_parts(reader: ChildHtmlReader) -> None:
    page = reader.read(PAGE)
    assert page.selected["#article-view-content-div"] == (
        "첫 문단은 굵은 글자와 고리를 담는다.",
        "둘째 문단",
        "셋째 문단",
    )
    assert (page.selected["caption"], page.selected["heading"], page.selected["h1"]) == (
        ("사진 설명",),
        ("소제목",),
        ("제목",),
    )
    assert page.meta == (("og:title", "제목 &quot;그대로&quot;"), ("author", "표본일보"), ("author", "강표본"))
    assert page.linked_data == ('{"@type": "NewsArticle"}',)
    assert page.scripts == ('var a = {"contentHtml": "<p>글</p>"};',)
    assert (page.title, page.canonical) == ("제목 | 표본일보", "https://pyobon.example/1")
    assert page.text[:3] == ("정치", "경제", "제목")
    assert "숨은 글" not in page.text


@pytest.mark.parametrize("selector", SELECTORS, ids=lambda selector: str(selector.name))
def test_a_selector_finds_its_example(reader: ChildHtmlReader, selector: Selector) -> None:
    around = selector.part in (Part.CAPTION, Part.HEADING, Part.NOISE)
    page = reader.read(
        f'<html><body><div id="dic_area"><p>본문</p>{selector.example}</div></body></html>'
        if around
        else f"<html><body>{selector.example}</body></html>"
    )
    if selector.part is Part.NOISE:
        assert page.selected["#dic_area"] == ("본문",)
    else:
        assert "표본" in page.selected[selector.part.value if around else selector.name]


def test_the_boilerplate_remover_is_asked_where_no_selector_finds_a_body(reader: ChildHtmlReader) -> None:
    paragraphs = [
        f"가람시는 {number}일 새 노선을 발표했다. 시장은 “시민의 발이 되겠다”고 말했다." for number in range(1, 9)
    ]
    page = reader.read("<html><body><div>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div></body></html>")
    assert set(paragraphs) <= set(page.main_text)


@pytest.mark.parametrize("depth", [MAX_DEPTH, 300, 200_000])
def test_a_page_nested_too_deep_is_refused(reader: ChildHtmlReader, depth: int) -> None:
    with pytest.raises(PageTooDeep):
        reader.read("<html><body>" + "<div>" * depth + "깊은 글" + "</div>" * depth)


def test_a_page_nested_just_so_deep_loses_nothing(reader: ChildHtmlReader) -> None:
    inner = MAX_DEPTH - 3
    assert reader.read("<html><body>" + "<div>" * inner + "깊은 글" + "</div>" * inner + "</body></html>").text == (
        "깊은 글",
    )


def test_unclosed_paragraphs_are_not_deep() -> None:
    assert deepest("<p>가" * 1000 + "<br>" * 1000 + "<li>나" * 1000) < 5
    assert deepest("<!--" + "<div>" * 999 + "--><script>" + "'<div>'" * 999 + "</script>") == 0


@pytest.mark.parametrize(
    "html",
    [
        "<",
        "글",
        "<html",
        "<p>" * 240,
        "\x00" * 10 + "글",
        "&#xD800;글",
        "<svg><p>글",
        '<?xml version="1.0" encoding="euc-kr"?><html><body>글</body></html>',
    ],
)
def test_broken_markup_is_read_or_refused_and_the_next_page_works(reader: ChildHtmlReader, html: str) -> None:
    with contextlib.suppress(PageError):
        reader.read(html)
    assert reader.read("<html><body><p>다음 글</p></body></html>").text == ("다음 글",)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_works() -> None:
    endless = (Selector("slow", Part.TITLE, "//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]", ""),)
    with ChildHtmlReader((*SELECTORS[:1], *endless), timeout_s=1.0) as reader:
        started = time.monotonic()
        with pytest.raises(PageTimeout, match="longer"):
            reader.read("<html><body>" + "<p>글</p>" * 3000 + "</body></html>")
        assert time.monotonic() - started < 30
        assert reader.read("<html><body><p>글</p></body></html>").text == ("글",)


def test_a_page_that_needs_too_much_memory_is_given_up() -> None:
    with ChildHtmlReader(memory_bytes=400 * 1024 * 1024) as reader:
        with pytest.raises(PageError):
            reader.read("<html><body>" + "<p a='1'>글</p>" * 1_500_000 + "</body></html>")
        assert reader.read("<html><body><p>글</p></body></html>").text == ("글",)


def test_a_child_that_was_killed_is_replaced() -> None:
    with ChildHtmlReader() as reader:
        reader.read(PAGE)
        assert reader._child is not None
        os.kill(reader._child.pid, signal.SIGKILL)
        reader._child.wait()
        assert reader.read(PAGE).title == "제목 | 표본일보"


def test_no_process_is_started_before_the_first_page() -> None:
    assert ChildHtmlReader()._child is None


def test_no_process_is_left_after_closing() -> None:
    reader = ChildHtmlReader()
    reader.read(PAGE)
    child = reader._child
    reader.close()
    assert child is not None
    assert child.poll() is not None


def test_a_reader_that_nobody_closed_leaves_no_process_behind() -> None:
    reader = ChildHtmlReader()
    reader.read(PAGE)
    child = reader._child
    del reader
    gc.collect()
    assert child is not None
    assert child.poll() is not None
