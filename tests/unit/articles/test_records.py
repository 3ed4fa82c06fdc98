"""Records, feeds, Markdown: from a file's bytes to articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.articles.clean import MAX_PAGE_BYTES, clean
from rag.articles.digest import page_digest
from rag.articles.pages import PageFailure, read_file, read_pages, read_paths
from rag.domain import Article, PageReport, RawPage
from tests.unit.articles.readers import GivenPage

BODY = ("가람시가 트램 1호선의 노선을 확정했다.", "시장은 “시민의 발이 될 것”이라고 말했다.")


def articles(name: str, data: bytes) -> list[Article]:
    pages = list(read_pages(name, data))
    assert all(isinstance(page, RawPage) for page in pages), pages
    return [clean(page, GivenPage()) for page in pages if isinstance(page, RawPage)]


def record(**fields: object) -> dict[str, object]:
    return {"id": "tram-1", "title": "트램 노선 확정", "body": "\n\n".join(BODY), **fields}


@pytest.mark.parametrize("name", ["body", "content", "text", "paragraphs"])
def test_a_record_may_keep_its_text_under_several_names(name: str) -> None:
    value: object = list(BODY) if name == "paragraphs" else "\n".join(BODY)
    (article,) = articles("a.jsonl", json.dumps({"title": "트램 노선 확정", name: value}).encode())
    assert article.paragraphs == BODY


def test_a_record_gives_its_fields() -> None:
    fields = {
        "press": "표본일보",
        "byline": "강표본 기자, 윤슬아 기자",
        "pubDate": "Thu, 15 May 2025 20:00:52 +0900",
        "modified_at": "2025-05-16",
        "link": "https://pyobon.example/1",
        "section": "사회",
        "subtitles": ["정거장 20곳"],
    }
    (article,) = articles("a.json", json.dumps(record(**fields), ensure_ascii=False).encode("cp949"))
    assert (article.publisher, article.reporters, article.url) == (
        "표본일보",
        ("강표본", "윤슬아"),
        "https://pyobon.example/1",
    )
    assert (article.external_id, article.section, article.subtitles) == ("tram-1", ("사회",), ("정거장 20곳",))
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-05-15T20:00:52+09:00"


def test_a_records_html_becomes_paragraphs() -> None:
    (article,) = articles("a.jsonl", json.dumps(record(body=f"<p>{BODY[0]}</p><p>{BODY[1]}</p>")).encode())
    assert article.paragraphs == BODY


def test_one_broken_line_fails_with_its_number_and_the_others_go_on() -> None:
    good = json.dumps(record())
    pages = list(read_pages("a.jsonl", f"{good}\n{{broken\n\n[1]\n{good}\n".encode()))
    assert [page.source for page in pages] == ["a.jsonl#tram-1", "a.jsonl#2", "a.jsonl#4", "a.jsonl#tram-1"]
    failures = [page for page in pages if isinstance(page, PageFailure)]
    assert "Line 2" in str(failures[0].error)
    assert len(failures) == 2


def test_an_oversized_line_fails_alone() -> None:
    data = b'{"body": "' + b"a" * (MAX_PAGE_BYTES + 5) + b'"}\n' + json.dumps(record()).encode()
    first, second = read_pages("a.jsonl", data)
    assert isinstance(first, PageFailure)
    assert isinstance(second, RawPage)


@pytest.mark.parametrize(
    "wrapped", [lambda items: items, lambda items: {"articles": items}], ids=["array", "object with a list"]
)
def test_a_json_file_may_hold_many_records(wrapped: object) -> None:
    items = [record(id=f"tram-{n}") for n in range(2000)]
    data = json.dumps(wrapped(items), ensure_ascii=False, indent=1).encode()  # type: ignore[operator]
    pages = list(read_pages("a.json", data))
    assert [page.source for page in pages] == [f"a.json#tram-{n}" for n in range(2000)]


def test_a_cut_json_array_gives_what_is_whole_and_one_failure() -> None:
    data = json.dumps([record(id="1"), record(id="2")]).encode()[:-20]
    first, second = read_pages("a.json", data)
    assert isinstance(first, RawPage)
    assert isinstance(second, PageFailure)


RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>표본일보 : 전체기사</title><image><title>로고</title></image>
<item><title><![CDATA[트램 노선 확정]]></title><link>https://pyobon.example/1</link><guid>tram-1</guid><dc:creator>강표본 기자</dc:creator>
<pubDate>Thu, 15 May 2025 20:00:52 +0900</pubDate><description>짧은 요약이다.</description>
<content:encoded><![CDATA[<p>가람시가 트램 1호선의 노선을 확정했다.</p><p>시장은 “시민의 발이 될 것”이라고 말했다.</p>]]></content:encoded></item>
<item><title>요약만 있는 소식</title><pubDate>2025-05-15 20:00:52</pubDate><description>가람시가&nbsp;새 공원을 열었다. 공원은 강가에 있고 밤에도 걸을 수 있다.</description></item>
</channel></rss>"""


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
def test_a_feed_gives_an_article_for_every_item(charset: str) -> None:
    data = RSS.format(charset=charset).encode("cp949" if charset == "euc-kr" else charset)
    first, second = articles("feed.xml", data)
    assert first.paragraphs == BODY
    assert (first.title, first.publisher, first.reporters, first.external_id) == (
        "트램 노선 확정",
        "표본일보",
        ("강표본",),
        "tram-1",
    )
    assert second.paragraphs == ("가람시가 새 공원을 열었다. 공원은 강가에 있고 밤에도 걸을 수 있다.",)
    assert second.published_at is not None
    assert second.published_at.isoformat() == "2025-05-15T20:00:52+09:00"


def test_an_atom_entry_is_an_article() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>예시신문</title><entry><id>tag:1</id><title type="html">트램 &amp;quot;확정&amp;quot;</title>'
        '<link rel="self" href="https://yesi.example/self"/><link href="https://yesi.example/1"/><author><name>한예시</name></author>'
        "<published>2025-05-15T20:00:52+09:00</published><updated>2025-05-15T21:00:00+09:00</updated>"
        f'<content type="html">&lt;p&gt;{BODY[0]}&lt;/p&gt;&lt;p&gt;{BODY[1]}&lt;/p&gt;</content></entry></feed>'
    )
    (article,) = articles("feed.atom", data.encode())
    assert article.paragraphs == BODY
    assert (article.title, article.publisher, article.url) == ('트램 "확정"', "예시신문", "https://yesi.example/1")
    assert article.modified_at is not None
    assert article.modified_at.hour == 21


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>',
        b"<rss><channel><item><title>x",
        b"<rss></rss>",
    ],
)
def test_a_hostile_or_broken_feed_is_one_failure(data: bytes) -> None:
    (page,) = read_pages("feed.xml", data)
    assert isinstance(page, PageFailure)


def test_a_big_feed_is_split_in_pieces() -> None:
    item = f"<item><title>소식</title><guid>g</guid><description>{BODY[0]} &hellip;</description></item>"
    data = f"<rss><channel><title>표본일보</title>{item * 8000}</channel></rss>".encode()
    assert sum(isinstance(page, RawPage) for page in read_pages("feed.rss", data)) == 8000


MARKDOWN = f"""---
title: 트램 노선 확정
publisher: 표본일보
authors: [강표본, 윤슬아]
date: 2025-05-15T20:00:52+09:00
url: https://pyobon.example/1
---

## 정거장 20곳

![노선도](map.png)

{BODY[0]}

시장은 **“시민의 발이
될 것”**이라고 [말했다](https://pyobon.example/2).

## 관련기사

- [다른 소식](/2)
"""


def test_markdown_gives_its_front_matter_its_headings_and_plain_paragraphs() -> None:
    (article,) = articles("a.md", MARKDOWN.encode())
    assert article.paragraphs == BODY
    assert (article.title, article.publisher, article.reporters) == ("트램 노선 확정", "표본일보", ("강표본", "윤슬아"))
    assert article.subtitles == ("정거장 20곳",)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-05-15T20:00:52+09:00"


def test_broken_front_matter_is_the_pages_error() -> None:
    (page,) = read_pages("a.md", b"---\ntitle: [\n---\n" + BODY[0].encode())
    assert isinstance(page, RawPage)
    with pytest.raises(Exception, match="front matter"):
        clean(page, GivenPage())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a", b"<!DOCTYPE html><html></html>", "text/html"),
        ("a.txt", b"<html><body>x</body></html>", "text/html"),
        ("a", b'{"body": "x"}', "application/json"),
        ("-", b"plain words", "text/plain"),
        ("a.dat", b"---\ntitle: x\n---\nbody", "text/markdown"),
        ("a.xml", b"<html><p>x</p></html>", "text/html"),
    ],
)
def test_a_file_is_known_by_its_name_or_else_by_its_content(name: str, data: bytes, kind: str) -> None:
    (page,) = read_pages(name, data)
    assert isinstance(page, RawPage)
    assert page.media_type == kind


def test_a_folder_is_walked_in_order_and_one_bad_file_never_stops_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text("숨은 글", encoding="utf-8")
    (tmp_path / "b" / "1.txt").write_text("\n".join(BODY), encoding="utf-8")
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "c.txt").write_bytes(b"")
    with (tmp_path / "d.txt").open("wb") as big:
        big.truncate(50 * 1024 * 1024)
        big.write(b"end")
    (tmp_path / "e.txt").write_text("\n".join(BODY), encoding="utf-8")
    pages = list(read_paths([tmp_path, tmp_path / "missing.txt", Path("-")], "\n".join(BODY).encode()))
    kinds = [(Path(page.source).name, isinstance(page, RawPage)) for page in pages]
    assert kinds == [
        ("a.jpg", False),
        ("c.txt", False),
        ("d.txt", False),
        ("e.txt", True),
        ("1.txt", True),
        ("missing.txt", False),
        ("-", True),
    ]
    assert all(page.reason for page in pages if isinstance(page, PageReport))


def test_a_large_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    path.write_bytes(b"<html>" + b"a" * MAX_PAGE_BYTES)
    (page,) = read_file(path)
    assert isinstance(page, PageFailure)
    assert "larger" in str(page.error)


def test_the_same_bytes_have_the_same_digest_wherever_they_lie() -> None:
    one, two = RawPage("a", b"x", "text/plain"), RawPage("b", b"x", "text/plain")
    assert page_digest(one) == page_digest(two)
    assert page_digest(one) != page_digest(RawPage("a", b"x", "text/html"))
    assert len(page_digest(one)) == 32
