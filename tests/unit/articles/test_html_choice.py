"""What an HTML page's parts are chosen from, with the traps of real Korean pages. The parts are given, nothing is parsed."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from rag.articles.html import article_from_html
from rag.domain import Article
from rag.errors import PageTimeout
from rag.ports import HtmlPage
from tests.unit.articles.readers import GivenPage

BODY = (
    "가람시가 트램 1호선의 노선을 확정했다. 정거장은 20곳이다.",
    "시장은 “시민의 발이 될 것”이라고 말했다. 사업비는 1조원이다.",
    "한편 트램 공사는 내년 3월 시작해 2030년 끝날 예정이다.",
)


def article(
    *,
    linked: object = None,
    meta: tuple[tuple[str, str], ...] = (),
    selected: Mapping[str, tuple[str, ...]] | None = None,
    scripts: tuple[str, ...] = (),
    main_text: tuple[str, ...] = (),
    text: tuple[str, ...] = (),
    title: str | None = None,
    canonical: str | None = None,
) -> Article:
    data = () if linked is None else (linked if isinstance(linked, str) else json.dumps(linked, ensure_ascii=False),)
    body = {"#dic_area": BODY} if selected is None else selected
    return article_from_html(
        "<html>", GivenPage(HtmlPage(data, meta, body, scripts, main_text, text, title, canonical)), "page"
    )


NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "inLanguage": "kr",
    "headline": "가람시 트램 노선 확정",
    "datePublished": "2025-05-15T20:00:52.000+0900",
    "dateModified": "2025-05-15T21:00:00+09:00",
    "author": [{"@type": "Person", "name": "박준석"}, {"@type": "Person", "name": "이나래 기자"}],
    "publisher": {"@type": "Organization", "name": "표본일보"},
}


@pytest.mark.parametrize(
    "linked",
    [
        NODE,
        [{"@type": "BreadcrumbList"}, NODE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "표본일보"}, NODE]},
        {**NODE, "@type": ["Article", "NewsArticle"]},
        json.dumps(NODE).replace("}]", "},]") + ";",
    ],
    ids=["one", "array", "graph", "two types", "trailing comma"],
)
def test_linked_data_is_found_in_every_shape(linked: object) -> None:
    found = article(linked=linked)
    assert (found.title, found.publisher, found.reporters) == (
        "가람시 트램 노선 확정",
        "표본일보",
        ("박준석", "이나래"),
    )
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2025-05-15T20:00:52+09:00"
    assert found.paragraphs == BODY


def test_linked_data_names_everybody_where_the_tag_counts_them() -> None:
    found = article(linked=NODE, meta=(("article:author", "박준석 기자 외 1명"),))
    assert found.reporters == ("박준석", "이나래")


@pytest.mark.parametrize(
    ("og", "headline", "title"),
    [
        ("'제2의 도약' 외친 가람시 | 표본일보", "제2의 도약 외친 가람시", "'제2의 도약' 외친 가람시"),
        ("트램 노선 확정…“시민의 발” - 매일경제", None, "트램 노선 확정…“시민의 발”"),
        ("트램 노선 확정한 가람시-정치ㅣ한국일보", None, "트램 노선 확정한 가람시"),
        ("가람시-은파시 회담 - 표본일보", None, "가람시-은파시 회담"),
        ("‘트램’ 놓는다는 가람시”", "트램 놓는다는 가람시", "‘트램’ 놓는다는 가람시”"),
        ("노선 확정 &amp;quot;시민의 발&amp;quot;", None, '노선 확정 "시민의 발"'),
    ],
)
def test_a_title_loses_what_sites_append_and_keeps_its_quotation_marks(
    og: str, headline: str | None, title: str
) -> None:
    linked = {"@type": "NewsArticle", "headline": headline} if headline else None
    assert article(linked=linked, meta=(("og:title", og),)).title == title


def test_empty_and_useless_tags_say_nothing() -> None:
    found = article(
        meta=(
            ("article:modified_time", ""),
            ("article:author", "https://www.facebook.example/pyobon"),
            ("author", "표본일보, 강표본 기자"),
            ("og:site_name", "표본일보"),
            ("article:published_time", "2025-05-15T20:00:52+09:00"),
        )
    )
    assert (found.modified_at, found.reporters, found.publisher) == (None, ("강표본",), "표본일보")


def test_a_portal_is_not_the_outlet() -> None:
    found = article(
        meta=(("og:site_name", "네이버 뉴스"), ("og:article:author", "예시신문 | 네이버")),
        canonical="https://n.news.naver.com/mnews/article/999/0001234567",
        selected={
            "#dic_area": BODY,
            "naver published": ("2025-03-04 11:20:33",),
            "naver reporter": ("한예시 기자", "서라온 기자"),
        },
    )
    assert (found.publisher, found.external_id, found.reporters) == ("예시신문", "999:0001234567", ("한예시", "서라온"))
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2025-03-04T11:20:33+09:00"


def test_a_date_without_a_time_gives_way_to_the_same_day_with_one() -> None:
    found = article(
        linked={**NODE, "datePublished": "2025-05-15"}, meta=(("article:published_time", "2025-05-15T20:00:00+09:00"),)
    )
    assert found.published_at is not None
    assert found.published_at.hour == 20


def test_summaries_headings_and_captions_stay_out_of_the_body() -> None:
    found = article(
        selected={
            "#dic_area": ("정거장 20곳 잇는다", *BODY),
            "naver summary": ("정거장 20곳 잇는다",),
            "heading": ("왜 트램인가",),
            "caption": ("노선도를 보는 시장. 표본일보",),
        }
    )
    assert found.paragraphs == BODY
    assert found.subtitles == ("정거장 20곳 잇는다", "왜 트램인가")
    assert found.captions == ("노선도를 보는 시장. 표본일보",)


def test_the_lines_that_sites_leave_in_a_body_are_cleaned_away() -> None:
    lines = (
        "[강표본 기자]",
        *BODY,
        "강표본 기자 kang@pyobon.example",
        "[ⓒ 표본일보 & pyobon.example, 무단 전재, 재배포 및 AI학습 이용 금지]",
    )
    found = article(selected={"#dic_area": lines})
    assert found.paragraphs == BODY
    assert found.reporters == ("강표본",)
    assert found.rights is not None


SCRIPT_HTML = "<p>" + "</p><p>".join(BODY) + "</p>"


@pytest.mark.parametrize(
    "script",
    [
        "window.__STATE__ = "
        + json.dumps({"article": {"subTitle": "정거장 20곳\n사업비 1조원", "contentHtml": SCRIPT_HTML}})
        + ";",
        'self.__next_f.push([1,"'
        + json.dumps({"contentHtml": SCRIPT_HTML, "subTitle": "정거장 20곳\n사업비 1조원"})
        .replace("\\", "\\\\")
        .replace('"', '\\"')
        + '"])',
        "Fusion.globalContent="
        + json.dumps(
            {
                "subheadlines": {"basic": "정거장 20곳\n사업비 1조원"},
                "content_elements": [{"type": "text", "content": text} for text in BODY] + [{"type": "image"}],
            }
        )
        + ";",
        json.dumps({"contentHtml": "$$IMAGE_1$$" + SCRIPT_HTML, "subTitle": "정거장 20곳<br>사업비 1조원"}),
    ],
    ids=["state", "escaped in a string", "fusion", "markers"],
)
def test_a_body_that_only_a_script_holds_is_found(script: str) -> None:
    found = article(
        selected={}, scripts=(script,), meta=(("og:title", "가람시 트램 노선 확정"),), text=("메뉴", "로그인")
    )
    assert found.paragraphs == BODY
    assert found.subtitles == ("정거장 20곳", "사업비 1조원")


def test_linked_data_may_hold_the_body() -> None:
    assert article(linked={**NODE, "articleBody": "\n\n".join(BODY)}, selected={}).paragraphs == BODY


def test_a_page_without_any_known_place_is_read_like_plain_text() -> None:
    text = (
        "메뉴",
        "로그인",
        "트램 노선 확정한 가람시",
        "입력 2025-05-15 20:00",
        *BODY,
        "강표본 기자",
        "많이 본 뉴스",
        "다른 기사의 첫 문장이다. 이것은 섞이지 않는다.",
    )
    found = article(selected={}, main_text=BODY, text=text)
    assert (found.title, found.paragraphs) == ("트램 노선 확정한 가람시", BODY)


def test_the_boilerplate_remover_decides_where_the_rules_found_something_else() -> None:
    other = (
        "회사는 새 제품을 내놓았다고 밝혔다. 값은 3만원이다.",
        "새 제품은 다음 달 나온다고 회사는 설명했다. 사전 예약도 받는다.",
    ) * 4
    assert article(selected={}, main_text=BODY, text=(*other, "구분")).paragraphs == BODY


def test_a_readers_error_is_the_pages_error() -> None:
    class Dead:
        def read(self, html: str) -> HtmlPage:
            raise PageTimeout("The page was given up.")

    with pytest.raises(PageTimeout):
        article_from_html("<html>", Dead(), "page")
