"""Articles of an invented paper, opened as the store opens them, to be cited in tests of what answers may say."""

from __future__ import annotations

from datetime import datetime

from rag.answers.claims.grounds import Ground
from rag.answers.reading import ArticleView, open_article
from rag.domain import KST, Article, StoredArticle
from rag.korean.analysis import Analyser, encode

PUBLISHED = datetime(2026, 3, 10, 18, tzinfo=KST)


def article(
    analyser: Analyser,
    *paragraphs: str,
    published: datetime | None = PUBLISHED,
    publisher: str | None = "표본일보",
    number: int = 1,
) -> ArticleView:
    made = Article(
        paragraphs,
        title="미르 트램 첫 삽",
        published_at=published,
        publisher=publisher,
        reporters=("강표본",),
        source=f"{number}.txt",
    )
    stored = StoredArticle(f"art_{number}", 1, made, PUBLISHED)
    return open_article(stored, encode(analyser.analyse(made.body)))


def cited(view: ArticleView, *indexes: int) -> list[Ground]:
    """Its sentences of these numbers; all where none is given."""
    return [Ground(view, view.sentences[i]) for i in indexes or range(len(view.sentences))]
