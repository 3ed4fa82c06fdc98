"""Where Korean sites keep what: XPath expressions, most specific first. They age in months; each is only a first try.

A BODY's lines leave out what CAPTION, HEADING and NOISE match inside it; those of CAPTION and HEADING are given apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a selector finds: its first match; REPORTER every match; CAPTION and HEADING every match inside a body."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    PUBLISHED = "published"
    MODIFIED = "modified"
    PUBLISHER = "publisher"
    REPORTER = "reporter"
    CAPTION = "caption"
    HEADING = "heading"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Selector:
    """`name` is its key in HtmlPage.selected; `example` is a piece of HTML in which it finds `표본`."""

    name: str
    part: Part
    xpath: str
    example: str


def _id(value: str) -> str:
    return f"//*[@id='{value}']"


def _class(*values: str, tag: str = "*") -> str:
    tests = " and ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {value} ')" for value in values)
    return f"//{tag}[{tests}]"


_BOX_TAGS = ("div", "section", "ul", "ol", "dl", "table", "p", "span")
_BOXES = (
    *(f"*{word}" for word in ("related", "relation", "copyright", "recommend", "subscribe", "newsletter", "promotion")),
    *("relate", "link_news", "ad_", "ad-", "ads", "adfit", "banner", "audio", "tts", "reporter", "journalist", "sns"),
    *("share", "tag_", "tag-", "tags", "keyword", "vod_player", "ranking", "comment", "reply"),
)
_CAPTION_TAGS = ("div", "p", "span", "em", "td", "dd", "strong")
_CAPTIONS = ("*caption", "img_desc", "*figure_txt", "img_txt", "photo_txt", "image_info", "img_cap")


def _any(tags: tuple[str, ...], *classes: str) -> str:
    """Elements with a class that begins with one of these words, or (`*word`) has it anywhere."""
    own = " or ".join(f"self::{tag}" for tag in tags)
    tests = " or ".join(
        f"contains(@class, '{name[1:]}')"
        if name[0] == "*"
        else f"contains(concat(' ', normalize-space(@class)), ' {name}')"
        for name in classes
    )
    return f"//*[({own}) and not(@itemprop='articleBody') and ({tests})]"


def _bodies_by_id(*values: str) -> tuple[Selector, ...]:
    return tuple(Selector(f"#{value}", Part.BODY, _id(value), f'<div id="{value}">표본</div>') for value in values)


def _bodies_by_class(*values: str) -> tuple[Selector, ...]:
    return tuple(
        Selector(
            f".{value}", Part.BODY, _class(*value.split(".")), f'<div class="{value.replace(".", " ")}">표본</div>'
        )
        for value in values
    )


SELECTORS: tuple[Selector, ...] = (
    *_bodies_by_id("dic_area", "newsct_article", "articeBody", "article-view-content-div"),
    Selector("daum", Part.BODY, "//section[@dmcf-sid]", '<section dmcf-sid="a">표본</section>'),
    Selector("articleBody", Part.BODY, "//*[@itemprop='articleBody']", '<div itemprop="articleBody">표본</div>'),
    *_bodies_by_id(
        "article-body",
        "articleBody",
        "articleBodyContents",
        "article_body",
        "textBody",
        "CmAdContent",
        "cont_newstext",
        "pnlContent",
        "articleText",
        "articletxt",
        "article_content",
        "articleContent",
        "txt_area",
        "news_body_area_contents",
        "news_body_area",
        "newsContent",
        "newsEndContents",
        "article_txt",
        "articleContents",
        "news_content",
        "view_con",
        "ContentsArea",
    ),
    *_bodies_by_class(
        "article-text",
        "story-news",
        "article_view",
        "news_view",
        "art_body",
        "article_body",
        "article-body",
        "article-view-body",
        "article_txt",
        "article_content",
        "article-content",
        "news_body",
        "view_text",
        "news_cnt_detail_wrap",
        "viewer",
        "view_con",
        "text_area",
        "entry-content",
        "article-view",
    ),
    Selector("article", Part.BODY, "//article[count(//article) = 1]", "<article>표본</article>"),
    Selector("naver title", Part.TITLE, _id("title_area"), '<h2 id="title_area">표본</h2>'),
    Selector(
        "headline",
        Part.TITLE,
        "//h1[@itemprop='headline'] | //h2[@itemprop='headline']",
        '<h1 itemprop="headline">표본</h1>',
    ),
    Selector("heading of the page", Part.TITLE, _class("heading"), '<h3 class="heading">표본</h3>'),
    Selector("h1", Part.TITLE, "//h1[normalize-space() and count(//h1) < 3]", "<h1>표본</h1>"),
    Selector(
        "naver summary", Part.SUBTITLE, _class("media_end_summary"), '<strong class="media_end_summary">표본</strong>'
    ),
    Selector("subheading", Part.SUBTITLE, _class("subheading"), '<h4 class="subheading">표본</h4>'),
    Selector(
        "sub title",
        Part.SUBTITLE,
        f"{_class('sub_tit')} | {_class('subtitle')} | {_class('sub_title')} | {_class('sub-title')}",
        '<h2 class="sub_tit">표본</h2>',
    ),
    Selector(
        "mid title",
        Part.SUBTITLE,
        f"{_class('midtitle_text')} | {_class('summary_line')}",
        '<div class="midtitle_text">표본</div>',
    ),
    Selector(
        "naver published",
        Part.PUBLISHED,
        f"{_class('_ARTICLE_DATE_TIME')}/@data-date-time",
        '<span class="_ARTICLE_DATE_TIME" data-date-time="표본"></span>',
    ),
    Selector(
        "naver modified",
        Part.MODIFIED,
        f"{_class('_ARTICLE_MODIFY_DATE_TIME')}/@data-modify-date-time",
        '<span class="_ARTICLE_MODIFY_DATE_TIME" data-modify-date-time="표본"></span>',
    ),
    Selector(
        "datePublished",
        Part.PUBLISHED,
        "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content",
        '<time itemprop="datePublished" datetime="표본"></time>',
    ),
    Selector(
        "dateModified",
        Part.MODIFIED,
        "//*[@itemprop='dateModified']/@datetime | //*[@itemprop='dateModified']/@content",
        '<time itemprop="dateModified" datetime="표본"></time>',
    ),
    Selector(
        "naver outlet",
        Part.PUBLISHER,
        f"{_class('media_end_head_top_logo')}//img/@title | {_class('media_end_head_top_logo')}//img/@alt",
        '<a class="media_end_head_top_logo"><img alt="표본"></a>',
    ),
    Selector(
        "naver reporter",
        Part.REPORTER,
        _class("media_end_head_journalist_name"),
        '<em class="media_end_head_journalist_name">표본</em>',
    ),
    Selector("naver byline", Part.REPORTER, _class("byline_s"), '<span class="byline_s">표본</span>'),
    Selector("author item", Part.REPORTER, f"//li{_class('author')[3:]}", '<ul><li class="author">표본</li></ul>'),
    Selector("figure", Part.CAPTION, "//figure", "<figure><img><figcaption>표본</figcaption></figure>"),
    Selector(
        "caption", Part.CAPTION, f"//figcaption | {_any(_CAPTION_TAGS, *_CAPTIONS)}", '<p class="img-caption">표본</p>'
    ),
    Selector("heading", Part.HEADING, "//h2 | //h3 | //h4 | //h5", "<h3>표본</h3>"),
    Selector(
        "aside",
        Part.NOISE,
        "//aside | //nav | //footer | //button | //form[not(descendant::p)] | //ins",
        "<aside>표본</aside>",
    ),
    Selector("boxes", Part.NOISE, _any(_BOX_TAGS, *_BOXES), '<div class="related_box">표본</div>'),
)

BODY_NAMES = tuple(selector.name for selector in SELECTORS if selector.part is Part.BODY)


def names_of(part: Part) -> tuple[str, ...]:
    """The keys of HtmlPage.selected under which a part may be found, in order of preference."""
    return tuple(selector.name for selector in SELECTORS if selector.part is part)
