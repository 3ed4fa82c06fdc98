"""The five real pages, whose truth was written down by hand. They are not part of the repository."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rag.articles.clean import clean
from rag.domain import RawPage
from tests.unit.articles.readers import GivenPage


@pytest.mark.parametrize("number", range(5))
def test_a_real_page_gives_the_article_that_people_read_in_it(graded_data: Path, number: int) -> None:
    truth = json.loads((graded_data / "seeds_expected.json").read_text(encoding="utf-8"))["articles"][number]
    path = graded_data / "seeds" / truth["file"]
    article = clean(RawPage(str(path), path.read_bytes(), "text/plain"), GivenPage())
    assert hashlib.sha256(article.body.encode()).hexdigest() == truth["body_sha256"]
    assert (article.title, article.publisher, list(article.subtitles)) == (
        truth["title"],
        truth["publisher"],
        truth["subtitles"],
    )
    assert list(article.reporters) == [person["name"] for person in truth["reporters"]]
    assert [at.isoformat() if at else None for at in (article.published_at, article.modified_at)] == [
        truth["published_at"],
        truth["modified_at"],
    ]
    assert (list(article.section) or None, article.dateline, list(article.captions)) == (
        truth["section"],
        truth["dateline"],
        truth["captions"],
    )
    assert not [text for text in truth["must_not_contain"] if text in article.body]
    assert all(article.body.count(text) == 1 for text in truth["must_occur_once"])
