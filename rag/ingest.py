"""USE CASE: pages → articles → passages → log. Each batch is one transaction; one bad page never stops it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from rag.articles.clean import clean
from rag.articles.digest import page_digest
from rag.articles.passages import PassageRules, cut, headline, with_headline
from rag.domain import (
    AnalysedArticle,
    Analysis,
    Article,
    IngestReport,
    Outcome,
    PageReport,
    Passage,
    RawPage,
    Sentence,
    Vector,
)
from rag.errors import PageError
from rag.korean.analysis import Analyser, encode
from rag.korean.dates import StoredTimes, article_times
from rag.korean.terms import terms
from rag.ports import AnalysedText, ArticleStore, Embedder, HtmlReader

T = TypeVar("T")
R = TypeVar("R")
BATCH = 128
TOGETHER = 16
USUAL = PassageRules()

Progress = Callable[[PageReport], None]
Prepare = Callable[[Iterable[RawPage]], Iterator[AnalysedArticle | PageReport]]
"""Pages to articles ready to be stored, in order; in this process or spread over several."""


@dataclass(frozen=True, slots=True)
class Preparer:
    """What one process needs to turn a page into an article ready to be stored.

    `embedder`: one that reads tokens, since they are at hand; None where vectors are made once the text is stored.
    """

    analyser: Analyser
    embedder: Embedder | None
    reader: HtmlReader
    rules: PassageRules = USUAL

    def __call__(self, pages: Iterable[RawPage]) -> Iterator[AnalysedArticle | PageReport]:
        """In order. Step by step over a handful of pages: Kiwi is a tenth faster when it is not interrupted, since
        what else runs between two texts drives its model out of the processor's cache."""
        for batch in batches(pages, TOGETHER):
            articles = [_attempt(page.source, clean, page, self.reader) for page in batch]
            texts = [_attempt(page.source, self._analyses, one) for page, one in zip(batch, articles, strict=True)]
            for page, article, analyses in zip(batch, articles, texts, strict=True):
                yield _attempt(page.source, self._complete, page_digest(page), article, analyses)

    def analysed(self, article: Article, digest: bytes) -> AnalysedArticle:
        """The article with everything that is derived from its text: analysed once, cut, embedded."""
        return self._complete(digest, article, self._analyses(article))

    def _analyses(self, article: Article) -> tuple[Analysis, Analysis]:
        """Of the body and of the headlines."""
        return self.analyser.analyse(article.body), self.analyser.analyse(headline(article))

    def _complete(self, digest: bytes, article: Article, analyses: tuple[Analysis, Analysis]) -> AnalysedArticle:
        body, head = analyses
        return AnalysedArticle(
            article=article,
            page_digest=digest,
            analysis=encode(body, self._times(article, body)),
            title_terms=" ".join(terms(head.tokens)),
            passages=tuple(self._passages(article, body, head)),
            embedding_model=self.embedder.model if self.embedder else None,
        )

    def _times(self, article: Article, analysis: Analysis) -> StoredTimes:
        """What its days are is settled here, where the day of its publication is known."""
        text = article.body
        return article_times([text[s.start : s.end] for s in analysis.sentences], article.published_at)

    def _passages(self, article: Article, analysis: Analysis, head: Analysis) -> Iterator[Passage]:
        said = [" ".join(terms(analysis.tokens[s.first : s.last])) for s in analysis.sentences]
        ranges = cut(analysis.sentences, self.rules)
        spans = [(analysis.sentences[first], analysis.sentences[last - 1]) for first, last in ranges]
        vectors = self._vectors(article, spans, analysis, head) if self.embedder else [None] * len(spans)
        for ordinal, ((first, last), (one, other), vector) in enumerate(zip(ranges, spans, vectors, strict=True)):
            yield Passage(ordinal, one.start, other.end, "\n".join(filter(None, said[first:last])), vector)

    def _vectors(
        self, article: Article, spans: Sequence[tuple[Sentence, Sentence]], analysis: Analysis, head: Analysis
    ) -> Sequence[Vector]:
        assert self.embedder is not None
        body = article.body
        texts = [
            AnalysedText(
                with_headline(article, body[one.start : other.end]),
                head.tokens + analysis.tokens[one.first : other.last],
            )
            for one, other in spans
        ]
        return self.embedder.embed(texts, as_query=False)


def _attempt(source: str, step: Callable[..., R], *given: Any) -> R | PageReport:
    """The step's result, or the report of its failure; a failure that is given is passed on."""
    failed = next((one for one in given if isinstance(one, PageReport)), None)
    if failed is not None:
        return failed
    try:
        return step(*given)
    except PageError as error:
        return PageReport(source, Outcome.FAILED, reason=str(error))
    except Exception as error:  # noqa: BLE001 - a defect of ours on one page must not cost the others; it is named
        return PageReport(source, Outcome.FAILED, reason=f"unexpected {type(error).__name__}: {error}")


def ingest(
    pages: Iterable[RawPage | PageReport],
    store: ArticleStore,
    prepare: Prepare,
    *,
    stored: Callable[[], None] = lambda: None,
    progress: Progress = lambda report: None,
) -> IngestReport:
    """Store every page that is new or changed; `stored` is called after each committed batch.

    A page that could not even be read comes in as the PageReport of its failure.
    """
    started = time.monotonic()
    diary = _Diary(progress)
    for batch in batches(prepare(_unknown(pages, store, diary)), BATCH):
        outcomes = iter(store.put([item for item in batch if isinstance(item, AnalysedArticle)]))
        for item in batch:
            diary.note(item if isinstance(item, PageReport) else next(outcomes))
        stored()
    return IngestReport(tuple(diary.reports), store.status().revision, time.monotonic() - started)


class _Diary:
    """What became of each page, told as it becomes known."""

    def __init__(self, progress: Progress) -> None:
        self.reports: list[PageReport] = []
        self._progress = progress

    def note(self, report: PageReport) -> None:
        self.reports.append(report)
        self._progress(report)


def _unknown(pages: Iterable[RawPage | PageReport], store: ArticleStore, diary: _Diary) -> Iterator[RawPage]:
    """Pages whose bytes are not those of a stored current version; the others are noted at once."""
    for batch in batches(pages, BATCH):
        digests = {id(page): page_digest(page) for page in batch if isinstance(page, RawPage)}
        known = store.known_pages(list(digests.values()))
        for page in batch:
            if isinstance(page, PageReport):
                diary.note(page)
            elif (digest := digests[id(page)]) in known:
                article_id, version = known[digest]
                diary.note(PageReport(page.source, Outcome.UNCHANGED, article_id, version))
            else:
                yield page


def batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
