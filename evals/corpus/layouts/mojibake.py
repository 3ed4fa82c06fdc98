"""A page that somebody read as Latin-1 and saved as UTF-8: every Korean syllable is two wrong letters."""

from __future__ import annotations

from evals.corpus.layouts import regional
from evals.corpus.layouts.cp949 import cp949_bytes
from evals.corpus.layouts.drawing import Drawing, Margin
from evals.corpus.source import SourceArticle


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 of the CP949 bytes taken for Latin-1."""
    wrong = cp949_bytes(article, newline="\n").decode("latin-1")
    return Drawing(wrong.encode(), regional.page_truth(article))
