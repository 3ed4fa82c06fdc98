"""GET /v1/articles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.schemas import ArticleOut, ArticlePage, ProblemOut

router = APIRouter(prefix="/v1/articles", tags=["articles"])
PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": ProblemOut} for status in (404, 422, 503)}


# Plain functions: the store blocks, so they run in the thread pool.
@router.get("", response_model=ArticlePage, responses=PROBLEMS)
def list_articles(
    request: Request,
    after: Annotated[str | None, Query(max_length=100, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """Stored articles, newest publication first."""
    from rag.answers.shape import article_to_json

    found = request.app.state.geungeo.articles(after, limit)
    more = found[-1].id if len(found) == limit else None
    return {"articles": [article_to_json(stored) for stored in found], "next": more}


@router.get("/{article_id}", response_model=ArticleOut, responses=PROBLEMS)
def show_article(
    request: Request, article_id: str, version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None
) -> Any:
    """One article, whole; the offsets of citations count in its paragraphs joined by one line break."""
    from rag.answers.shape import article_to_json

    return article_to_json(request.app.state.geungeo.article(article_id, version))
