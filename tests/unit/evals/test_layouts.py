from __future__ import annotations

import html
import json
import unicodedata
from dataclasses import replace

import pytest

from evals.corpus.layouts import FEEDS, PAGES
from evals.corpus.layouts.drawing import NBSP, Drawing, FeedDrawing
from evals.corpus.source import CORPUS, SourceError
from tests.unit.evals.samples import ARTICLE, MARGIN, article


def drawn(layout: str) -> Drawing:
    return PAGES[layout].draw(article(layout), MARGIN)


def readable(layout: str, content: bytes) -> str:
    """The page as a person could read it: decoded, and with markup's own escapes undone."""
    text = content.decode("cp949" if layout == "cp949" else "utf-8")
    if layout == "mojibake":
        text = text.encode("latin-1").decode("cp949")
    text = unicodedata.normalize("NFC", text).replace("<사진>", "")
    if PAGES[layout].suffix == "html":
        text = html.unescape(text.replace('\\"', '"'))
    return text


def test_every_layout_of_the_schema_can_be_drawn() -> None:
    schema = json.loads((CORPUS / "source.schema.json").read_text(encoding="utf-8"))
    assert set(schema["properties"]["layout"]["enum"]) == PAGES.keys() | FEEDS.keys()


@pytest.mark.parametrize("layout", PAGES)
def test_a_page_holds_every_paragraph_of_its_article_unchanged(layout: str) -> None:
    page = readable(layout, drawn(layout).content)
    assert [text for text in article(layout).paragraphs if text not in page] == []


@pytest.mark.parametrize("layout", PAGES)
def test_a_page_shows_whatever_its_truth_says(layout: str) -> None:
    drawing = drawn(layout)
    truth, page = drawing.truth, readable(layout, drawing.content)
    assert truth.paragraphs == ARTICLE.paragraphs
    shown = [*truth.captions, *truth.reporters, *([truth.title] if truth.title else []), truth.url or ""]
    assert [text for text in shown if text not in page] == []
    assert all(text in page for text in truth.subtitles)


@pytest.mark.parametrize("layout", PAGES)
def test_what_must_not_be_stored_is_on_the_page_and_not_in_the_article(layout: str) -> None:
    drawing = drawn(layout)
    page = readable(layout, drawing.content) + "<사진>"
    assert drawing.truth.must_not_contain
    assert [text for text in drawing.truth.must_not_contain if text not in page] == []
    assert [text for text in drawing.truth.must_not_contain if text in drawing.truth.body] == []


@pytest.mark.parametrize("layout", [name for name, layout in PAGES.items() if layout.whole or layout.cut])
def test_stray_stories_are_on_the_page(layout: str) -> None:
    page = readable(layout, drawn(layout).content)
    wanted = MARGIN.whole[: PAGES[layout].whole] + MARGIN.cut[: PAGES[layout].cut]
    assert [story.title for story in wanted if story.title not in page] == []


def test_a_wire_page_has_a_hard_space_behind_the_byline_and_later_dates_below() -> None:
    page = drawn("wire").content.decode()
    assert f"[가람=표본일보] 강표본 윤슬아 기자 ={NBSP}가람시가" in page
    assert "기사입력 : 2026년03월09일 18:05" in page
    assert page.index("2026-10-02 10:10") > page.index("베스트 기사]")


def test_a_wire_article_that_was_never_modified_prints_its_publication_twice() -> None:
    drawing = PAGES["wire"].draw(replace(ARTICLE, modified_at=None), MARGIN)
    assert drawing.truth.modified_at == drawing.truth.published_at
    assert drawing.content.decode().count("2026년03월09일 18:05") == 2


def test_a_wire_article_without_a_dateline_is_refused() -> None:
    with pytest.raises(SourceError, match="well-01"):
        PAGES["wire"].draw(replace(ARTICLE, dateline=None), MARGIN)


def test_text_pages_are_true_to_the_minute_and_html_pages_to_the_second() -> None:
    assert str(drawn("regional").truth.published_at) == "2026-03-09 18:05:00+09:00"
    assert drawn("jsonld").truth.published_at == ARTICLE.published_at
    assert drawn("environment").truth.published_at == ARTICLE.published_at


def test_the_second_copy_of_a_regional_page_lacks_two_paragraphs_and_keeps_the_last() -> None:
    page = drawn("regional").content.decode().replace("<사진>", "")
    counts = [page.count(text) for text in ARTICLE.paragraphs]
    assert sorted(counts) == [1, 1, 2, 2, 2]
    assert counts[-1] == 2
    assert page.count("/강표본·윤슬아 기자 kang@pyobon.example") == 2


def test_an_unsigned_piece_names_its_outlet_instead_of_a_reporter() -> None:
    drawing = PAGES["regional"].draw(replace(ARTICLE, kind="correction"), MARGIN)
    assert drawing.truth.reporters == ()
    assert "저작권자 ⓒ 표본일보" in drawing.content.decode()


def test_a_plain_page_begins_with_the_body_and_names_its_outlet_only_by_mail() -> None:
    drawing = drawn("plain")
    assert drawing.content.decode().startswith(ARTICLE.paragraphs[0])
    assert drawing.truth.published_at is None
    assert drawing.truth.title is None
    nameless = PAGES["plain"].draw(replace(article("plain"), reporters=()), MARGIN)
    assert nameless.truth.publisher is None
    assert "표본일보" not in nameless.content.decode()


def test_a_wrongly_decoded_page_shows_no_korean_until_it_is_repaired() -> None:
    wrong = drawn("mojibake").content.decode()
    assert not any("가" <= letter <= "힣" for letter in wrong)
    assert wrong.encode("latin-1").decode("cp949").startswith("가람시, 옛 우물")


def test_a_character_that_cp949_lacks_is_named() -> None:
    with pytest.raises(SourceError, match="well-01: CP949 has no"):
        PAGES["cp949"].draw(replace(ARTICLE, title="우물 🚰"), MARGIN)


def test_a_legacy_page_of_the_shared_system_declares_the_charset_it_is_written_in() -> None:
    drawing = PAGES["meta"].draw(ARTICLE, replace(MARGIN, legacy_charset=True))
    page = drawing.content.decode("euc-kr")
    assert "charset=euc-kr" in page
    assert all(text in page for text in drawing.truth.must_not_contain)


def test_an_unmodified_article_has_an_empty_meta_tag_for_it() -> None:
    page = PAGES["meta"].draw(replace(ARTICLE, modified_at=None), MARGIN).content.decode()
    assert '<meta property="article:modified_time" content="">' in page


def test_descriptions_are_escaped_twice() -> None:
    quoted = replace(ARTICLE, paragraphs=('시장은 "물"이라고 했다.', *ARTICLE.paragraphs[1:]))
    assert "&amp;quot;물&amp;quot;" in PAGES["meta"].draw(quoted, MARGIN).content.decode()


def test_linked_data_speaks_of_kr_and_of_offsets_without_a_colon() -> None:
    page = drawn("jsonld").content.decode()
    data = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])[1]
    assert (data["inLanguage"], data["datePublished"]) == ("kr", "2026-03-09T18:05:42.000+0900")
    assert [person["name"] for person in data["author"]] == ["강표본", "윤슬아"]


def test_the_script_page_has_its_body_in_json_only() -> None:
    page = drawn("script").content.decode()
    script = page.partition("__ARTICLE_STATE__ = ")[2].partition(";</script>")[0]
    assert ARTICLE.paragraphs[0] in json.loads(script)["article"]["contentHtml"]
    assert ARTICLE.paragraphs[4] not in page.replace(script, "")


def feed(name: str) -> FeedDrawing:
    second = replace(ARTICLE, id="well-02", modified_at=None, url=None)
    return FEEDS[name].draw([replace(ARTICLE, layout=name), replace(second, layout=name)])


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_holds_each_article_under_its_key(name: str) -> None:
    drawing = feed(name)
    text = html.unescape(drawing.content.decode("euc-kr" if name == "rss" else "utf-8").replace('\\"', '"'))
    assert [truth.id for _, truth in drawing.records] == ["well-01", "well-02"]
    for key, truth in drawing.records:
        assert key in text
        assert all(html.unescape(paragraph) in html.unescape(text) for paragraph in truth.paragraphs)
        assert all(noise in text for noise in truth.must_not_contain)


def test_a_feed_in_the_old_charset_says_so() -> None:
    assert feed("rss").content.startswith(b'<?xml version="1.0" encoding="EUC-KR"?>')
    modern = FEEDS["rss"].draw([replace(ARTICLE, title="우물 🚰")])
    assert modern.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


def test_atom_repeats_the_publication_of_an_unmodified_entry() -> None:
    truth = feed("atom").records[1][1]
    assert truth.modified_at == truth.published_at == ARTICLE.published_at


def test_an_archive_is_one_json_object_a_line() -> None:
    lines = feed("jsonl").content.decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["well-01", "well-02"]


def test_a_caption_without_credit_is_one_that_repeats_the_lede() -> None:
    assert drawn("environment").truth.captions == (f"{ARTICLE.captions[0]} (사진=표본일보)",)
    same = replace(ARTICLE, captions=("가람시가 옛 우물 7곳을 연말까지 되살린다.",))
    assert PAGES["environment"].draw(same, MARGIN).truth.captions == same.captions


def test_a_run_of_spaces_is_one_space_in_html_and_stays_in_text() -> None:
    spaced = replace(ARTICLE, paragraphs=("가람시가  우물을 판다.", *ARTICLE.paragraphs[1:]))
    assert PAGES["meta"].draw(spaced, MARGIN).truth.paragraphs[0] == "가람시가 우물을 판다."
    assert PAGES["markdown"].draw(spaced, MARGIN).truth.paragraphs[0] == "가람시가  우물을 판다."
