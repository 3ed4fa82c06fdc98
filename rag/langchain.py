"""Other people's chains: our retrieval as a LangChain retriever."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, SkipValidation

from rag.bootstrap.application import Geungeo
from rag.domain import Filters, Hit


class GeungeoRetriever(BaseRetriever):
    """The passages that Geungeo would answer from, best first, of live articles only.

        with Geungeo.open() as app:
            GeungeoRetriever(app=app, k=4).invoke("가람 트램은 언제 착공했나요?")

    Raises what `Geungeo.search` raises: InvalidQuestion for a question that is empty or too long.
    """

    app: SkipValidation[Geungeo] = Field(exclude=True, repr=False)
    """Opened with its indexes; whoever opened it closes it."""
    k: int = Field(default=10, ge=1)
    """At most this many documents. Also an argument of `invoke` and `ainvoke`, for one question."""
    filters: Filters = Filters()
    """What the articles are narrowed to. Also an argument, for one question."""
    as_of: datetime | None = None
    """Only what had been published by then; None: all there is. Also an argument, for one question."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **options: Any
    ) -> list[Document]:
        return [_document(hit) for hit in self.app.search(query, **self._asked(**options))]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **options: Any
    ) -> list[Document]:
        return [_document(hit) for hit in await self.app.asearch(query, **self._asked(**options))]

    def _asked(
        self, k: int | None = None, filters: Filters | None = None, as_of: datetime | None = None
    ) -> dict[str, Any]:
        """What `Geungeo.search` is given for one question."""
        limit = self.k if k is None else k
        if limit < 1:
            raise ValueError(f"k is {limit}; ask for one document or more.")
        return {"limit": limit, "filters": filters or self.filters, "as_of": as_of or self.as_of}


def _document(hit: Hit) -> Document:
    """The passage; `start` and `end` are code points into that version's body. `score` compares hits of one question only."""
    passage, stored = hit.passage, hit.passage.stored
    published = stored.article.published_at
    return Document(
        id=f"{stored.id}/{stored.version}/{passage.start}-{passage.end}",
        page_content=stored.article.body[passage.start : passage.end],
        metadata={
            "article_id": stored.id,
            "version": stored.version,
            "title": stored.article.title,
            "publisher": stored.article.publisher,
            "published_at": published and published.isoformat(),
            "url": stored.article.url,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        },
    )
