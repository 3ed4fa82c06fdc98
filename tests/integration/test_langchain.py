"""LangChain's own standard tests of a retriever, and what its documents hold."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests
from pydantic import ValidationError

from rag import Geungeo
from rag.config import Settings
from rag.domain import KST, Article, Filters
from rag.errors import InvalidQuestion
from rag.langchain import GeungeoRetriever

QUESTION = "가람 트램 1호선은 언제 착공했나요?"
ARTICLES = [
    Article(
        paragraphs=(f"가람시는 {day}일 트램 1호선 공사 {number}구간을 착공했다.", "공사는 2년 걸린다."),
        title=f"트램 1호선 {number}구간 착공",
        publisher=publisher,
        published_at=datetime(2026, 3, day, 9, tzinfo=KST),
        url=f"https://pyobon.example/article/{number}",
        source=f"/pages/{number}.txt",
    )
    for number, (day, publisher) in enumerate(
        [(10, "표본일보"), (11, "예시신문"), (12, "표본일보"), (13, "예시신문")], 1
    )
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Geungeo]:
    with Geungeo.open(Settings(data_dir=tmp_path_factory.mktemp("data"))) as opened:
        opened.add(ARTICLES)
        yield opened


@pytest.mark.anyio
class TestRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _use(self, app: Geungeo) -> None:
        self.app = app

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return GeungeoRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"app": self.app}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION


def test_a_document_is_a_passage_with_where_it_stands_and_where_it_comes_from(app: Geungeo) -> None:
    hit, *_ = app.search(QUESTION)
    stored = hit.passage.stored

    document, *_ = GeungeoRetriever(app=app).invoke(QUESTION)

    assert document.metadata == {
        "article_id": stored.id,
        "version": 1,
        "title": stored.article.title,
        "publisher": stored.article.publisher,
        "published_at": stored.article.published_at and stored.article.published_at.isoformat(),
        "url": stored.article.url,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": hit.score,
    }
    assert document.page_content == stored.article.body[hit.passage.start : hit.passage.end]
    assert "착공" in document.page_content


def test_documents_come_in_the_order_of_the_search_each_with_an_id_of_its_own(app: Geungeo) -> None:
    documents = GeungeoRetriever(app=app, k=4).invoke(QUESTION)

    assert [one.metadata["article_id"] for one in documents] == [hit.passage.stored.id for hit in app.search(QUESTION)]
    assert len({one.id for one in documents}) == 4


def publishers(documents: list[Document]) -> set[str]:
    return {one.metadata["publisher"] for one in documents}


def test_articles_are_narrowed_for_every_question_or_for_one(app: Geungeo) -> None:
    retriever = GeungeoRetriever(app=app, filters=Filters(publishers=("표본일보",)))

    assert publishers(retriever.invoke(QUESTION)) == {"표본일보"}
    assert publishers(retriever.invoke(QUESTION, filters=Filters(publishers=("예시신문",)))) == {"예시신문"}


def test_what_came_later_is_left_out(app: Geungeo) -> None:
    [only] = GeungeoRetriever(app=app, as_of=datetime(2026, 3, 10, 23, tzinfo=KST)).invoke(QUESTION)

    assert only.metadata["published_at"] == "2026-03-10T09:00:00+09:00"


def test_asked_asynchronously_it_gives_the_same_and_many_at_once(app: Geungeo) -> None:
    retriever = GeungeoRetriever(app=app)

    async def ask() -> list[list[Document]]:
        return await asyncio.gather(*(retriever.ainvoke(QUESTION, k=2) for _ in range(8)))

    assert asyncio.run(ask()) == [retriever.invoke(QUESTION, k=2)] * 8


def test_no_document_cannot_be_asked_for(app: Geungeo) -> None:
    with pytest.raises(ValidationError):
        GeungeoRetriever(app=app, k=0)
    with pytest.raises(ValueError, match="k is 0"):
        GeungeoRetriever(app=app).invoke(QUESTION, k=0)


def test_an_empty_question_is_refused_as_everywhere(app: Geungeo) -> None:
    with pytest.raises(InvalidQuestion):
        GeungeoRetriever(app=app).invoke(" ")


def test_it_can_be_shown_and_dumped_without_the_application(app: Geungeo) -> None:
    retriever = GeungeoRetriever(app=app, k=3)

    assert "app" not in retriever.model_dump()
    assert "app=" not in repr(retriever)
