"""An opened article gives its times as they were stored, and reads them anew where they were stored by other rules."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rag.answers.reading import ArticleView, open_article
from rag.domain import KST, Analysis, Article, Sentence, StoredArticle
from rag.korean.analysis import encode
from rag.korean.dates import StoredTimes, article_times, version

PUBLISHED = datetime(2023, 6, 14, 9, 30, tzinfo=KST)
SENTENCES = ("도하준 시장은 지난 8일 바다마을을 찾았다.", "주민 40명이 나왔다.", "이날 시장은 상인들을 만났다.")
BODY = "\n".join(SENTENCES)


def view(times: StoredTimes | None, published: datetime | None = PUBLISHED) -> ArticleView:
    spans, start = [], 0
    for sentence in SENTENCES:
        spans.append(Sentence(start, start + len(sentence), 0, 0))
        start += len(sentence) + 1
    article = Article(SENTENCES, title="시장", published_at=published)
    stored = StoredArticle("a1", 1, article, PUBLISHED)
    return open_article(stored, encode(Analysis((), tuple(spans)), times))


def days(opened: ArticleView) -> list[list[object]]:
    return [[one.start for one in opened.times(index)] for index in range(len(SENTENCES))]


RIGHT = [[date(2023, 6, 8)], [], [date(2023, 6, 8)]]


@pytest.mark.parametrize(
    "times",
    [
        pytest.param(article_times(SENTENCES, PUBLISHED), id="stored"),
        pytest.param(None, id="stored without times"),
        pytest.param(StoredTimes("0", ["0\t0 2 date 1999-01-01 = day - -"]), id="by older rules"),
    ],
)
def test_times_are_those_of_the_rules_of_today(times: StoredTimes | None) -> None:
    assert days(view(times)) == RIGHT


def test_times_that_are_stored_are_not_read_anew() -> None:
    told = StoredTimes(version(), ["1\t0 2 date 1999-01-01 = day - -"])

    assert days(view(told)) == [[], [date(1999, 1, 1)], []]


def test_an_expression_stands_where_it_says_and_is_made_once() -> None:
    opened = view(article_times(SENTENCES, PUBLISHED))
    (found,) = opened.times(0)

    assert SENTENCES[0][found.begin : found.finish] == found.text == "지난 8일"
    assert opened.times(0) is opened.times(0)


def test_without_a_day_of_publication_nothing_relative_is_resolved() -> None:
    assert days(view(article_times(SENTENCES, None), None)) == [[None], [], [None]]
    assert days(view(None, None)) == [[None], [], [None]]
