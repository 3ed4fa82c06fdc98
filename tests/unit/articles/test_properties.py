"""What holds for every page."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.articles.clean import clean
from rag.articles.html import article_from_html
from rag.domain import RawPage
from rag.errors import PageError
from rag.ports import HtmlPage
from tests.unit.articles.readers import GivenPage

KINDS = ("text/plain", "text/html", "text/markdown", "application/json", "application/xml", "image/png")
SUBJECTS = (
    "가람시는",
    "시장은",
    "기자는",
    "구독자는",
    "속보 담당자는",
    "사진 작가는",
    "관련기사 작성자는",
    "광고주는",
    "댓글 이용자는",
    "저작권자는",
    "김 의원은",
)
OBJECTS = (
    "새 노선을",
    "사진 3장을",
    "관련기사 100건을",
    "구독료 5000원을",
    "속보를",
    "무단 전재를",
    "많이 본 뉴스를",
    "기사 제보를",
    "인쇄물을",
    "15:13 열차를",
    "메일 a를",
)
PLACES = (
    "서울에서",
    "가람시청 앞에서",
    "포토뉴스 화면에서",
    "12일",
    "오는 18일 오후 3시",
    "본문 바로가기 옆에서",
    "홈 경기에서",
)
VERBS = (
    "확정했다.",
    "공개했다.",
    "살펴봤다고 말했다.",
    "요구했다.",
    "“다시 하겠다”고 밝혔다.",
    "기다린다고 전했다.",
    "막아 달라고 했다.",
)

SENTENCES = st.builds(
    lambda *words: " ".join(words),
    st.sampled_from(SUBJECTS),
    st.sampled_from(PLACES),
    st.sampled_from(OBJECTS),
    st.sampled_from(VERBS),
)
PIECES = st.sampled_from(
    (
        "[",
        "]",
        "기자 =",
        "기자",
        "홍길동",
        "@",
        "a@b.kr",
        "2024.01.01 10:00",
        "입력",
        "관련기사",
        "▲",
        "ⓒ",
        "사진=",
        "다.",
        "\n",
        " ",
        "http://",
        "<p>",
        "{",
        "\\u",
        "---",
        "&amp;",
        "가",
        "0",
    )
)


@given(st.lists(SENTENCES, min_size=1, max_size=12, unique=True))
@settings(max_examples=200)
def test_a_page_of_clean_sentences_keeps_every_one(sentences: list[str]) -> None:
    article = clean(RawPage("p", "\n".join(sentences).encode(), "text/plain"), GivenPage())
    assert article.paragraphs == tuple(sentences)


@given(st.lists(SENTENCES, min_size=2, max_size=10, unique=True))
def test_cleaning_the_cleaned_changes_nothing(sentences: list[str]) -> None:
    noisy = (
        "메뉴\n로그인\n트램 노선 확정한 가람시\n입력 2025-01-01 10:00\n"
        + "\n\n".join(sentences)
        + "\n강표본 기자 a@pyobon.example\n많이 본 뉴스\n1"
    )
    once = clean(RawPage("p", noisy.encode(), "text/plain"), GivenPage())
    again = clean(RawPage("p", once.body.encode(), "text/plain"), GivenPage())
    assert again.paragraphs == once.paragraphs


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300), st.sampled_from(KINDS))
@settings(max_examples=400)
def test_any_text_gives_an_article_in_nfc_or_a_page_error(text: str, kind: str) -> None:
    lines = tuple(text.split("\n"))
    page = HtmlPage(
        (text,),
        (("og:title", text), ("article:published_time", text)),
        {"#dic_area": lines},
        (text,),
        lines,
        lines,
        text,
        text,
    )
    try:
        article = clean(RawPage("p", text.encode("utf-8", "replace"), kind), GivenPage(page))
    except PageError:
        return
    assert article.paragraphs
    assert all(paragraph.strip() == paragraph and "\n" not in paragraph for paragraph in article.paragraphs)
    assert unicodedata.is_normalized("NFC", article.body)


@given(st.binary(max_size=300), st.sampled_from(KINDS))
def test_any_bytes_give_an_article_or_a_page_error(data: bytes, kind: str) -> None:
    try:
        clean(RawPage("p", data, kind), GivenPage())
    except PageError:
        return


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "@type",
                        "@graph",
                        "headline",
                        "author",
                        "datePublished",
                        "articleBody",
                        "name",
                        "mainEntityOfPage",
                    )
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_linked_data_gives_an_article_or_a_page_error(data: object) -> None:
    import json

    page = HtmlPage(
        (json.dumps(data), json.dumps({"@type": "NewsArticle", "author": data, "headline": data})), (), {}, (), (), ()
    )
    try:
        article_from_html("<html>", GivenPage(page), "p")
    except PageError:
        return
