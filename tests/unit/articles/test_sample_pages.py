"""The sample collection's pages, in every layout, against what their authors wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.adapters.html import ChildHtmlReader
from rag.articles.clean import clean
from rag.articles.pages import read_file
from rag.domain import Article, RawPage

CORPUS = Path(__file__).parents[3] / "evals" / "corpus"
FIELDS = ("title", "publisher", "url")
LISTS = ("subtitles", "reporters", "paragraphs", "captions")
TIMES = ("published_at", "modified_at")


@pytest.fixture(scope="module")
def stored() -> Iterator[dict[str, Article]]:
    """Every page's article, by its path below pages/ and its record."""
    with ChildHtmlReader() as reader:
        folder = CORPUS / "pages"
        pages = [page for path in sorted(folder.iterdir()) for page in read_file(path)]
        assert all(isinstance(page, RawPage) for page in pages)
        yield {
            str(page.source).removeprefix(f"{folder}/"): clean(page, reader)
            for page in pages
            if isinstance(page, RawPage)
        }


def test_every_sample_page_gives_the_article_its_author_wrote(stored: dict[str, Article]) -> None:
    wrong = []
    for line in (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        article = stored[truth["file"] + (f"#{truth['record']}" if truth.get("record") else "")]
        found = {name: getattr(article, name) for name in FIELDS}
        found |= {name: list(getattr(article, name)) for name in LISTS}
        found |= {name: at.isoformat() if (at := getattr(article, name)) else None for name in TIMES}
        wrong += [(truth["id"], name, value, truth[name]) for name, value in found.items() if value != truth[name]]
        wrong += [(truth["id"], "noise", text, "") for text in truth["must_not_contain"] if text in article.body]
    assert not wrong
