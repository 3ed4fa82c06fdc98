"""A regional daily's page in the encoding of its printing system."""

from __future__ import annotations

from evals.corpus.layouts import regional
from evals.corpus.layouts.drawing import Drawing, Margin
from evals.corpus.source import SourceArticle, SourceError


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """CP949 text with Windows line ends. Raises SourceError for a character that CP949 lacks."""
    return Drawing(cp949_bytes(article, newline="\r\n"), regional.page_truth(article))


def cp949_bytes(article: SourceArticle, *, newline: str) -> bytes:
    """The regional page in CP949."""
    try:
        return regional.page_text(article).replace("\n", newline).encode("cp949")
    except UnicodeEncodeError as exc:
        raise SourceError([f"{article.id}: CP949 has no {exc.object[exc.start]!r}"]) from exc
