"""Sentences as a language model writes them about the sample articles, and the same with one thing wrong, all by hand.

written.jsonl holds one a line: the claim, the article, the sentences that it cites (verbatim), how it is written, and
whether it is honest. They are checked as an answer is, by `Guard` against the opened article.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from evals.corpus.source import SourceArticle, load_articles
from rag.answers.claims import Verdict, Verifier
from rag.answers.claims.grounds import Ground
from rag.answers.reading import ArticleView, open_article
from rag.answers.verify import Guard
from rag.domain import KST, Article, StoredArticle
from rag.korean.analysis import Analyser, encode

STORED = datetime(2026, 1, 1, tzinfo=KST)


@dataclass(frozen=True, slots=True)
class Written:
    """`evidence`: whole sentences of the article, which carry the claim exactly when it is `honest`."""

    claim: str
    article: str
    kind: str
    honest: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the check said of one sentence."""

    written: Written
    verdict: Verdict


def written() -> tuple[Written, ...]:
    text = files("evals.planting").joinpath("written.jsonl").read_text(encoding="utf-8")
    return tuple(Written(**{**row, "evidence": tuple(row["evidence"])}) for row in map(json.loads, text.splitlines()))


def told(analyser: Analyser, sentences: Sequence[Written]) -> tuple[tuple[Told, ...], float]:
    """The verdicts in order, and the seconds that the checks took."""
    sources = {article.id: article for article in load_articles()}
    views = {name: _opened(analyser, sources[name]) for name in {one.article for one in sentences}}
    guard = Guard(Verifier(analyser))
    cited = [list(_grounds(views[one.article], one.evidence)) for one in sentences]
    began = time.perf_counter()
    found = tuple(Told(one, guard.check(one.claim, on)) for one, on in zip(sentences, cited, strict=True))
    return found, time.perf_counter() - began


def _opened(analyser: Analyser, source: SourceArticle) -> ArticleView:
    article = Article(
        tuple(source.paragraphs),
        title=source.title,
        published_at=source.published_at,
        publisher=source.publisher,
        reporters=tuple(reporter.name for reporter in source.reporters),
    )
    return open_article(StoredArticle(source.id, 1, article, STORED), encode(analyser.analyse(article.body)))


def _grounds(view: ArticleView, sentences: Sequence[str]) -> Iterator[Ground]:
    for text in sentences:
        yield Ground(view, next(sentence for sentence in view.sentences if sentence.text == text))
