"""A stored article opened for reading: its sentences with their tokens, from the stored analysis. Nothing is analysed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.answers.matching import Stretch, content_ids, solid
from rag.domain import Article, Sentence, StoredArticle, Token
from rag.korean.analysis import StoredAnalysis, opened
from rag.korean.dates import StoredTimes, TimeExpression, article_times, version
from rag.korean.terms import bigrams, terms


@dataclass(frozen=True)
class SentenceView:
    """One sentence. `start`/`end`: code points in the body."""

    index: int
    span: Sentence
    text: str
    analysis: StoredAnalysis

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Offsets in the body."""
        return self.analysis.tokens(self.span.first, self.span.last)

    @cached_property
    def stretch(self) -> Stretch:
        ids = self.analysis.ids(self.span.first, self.span.last)
        return Stretch(self.terms, self.solid, content_ids(zip(self.tags, ids, strict=True)))

    @cached_property
    def terms(self) -> frozenset[str]:
        """Those stored with its passage where `known_by` was told; else they are joined from the morphemes anew."""
        return frozenset(terms(self.tokens))

    def known_by(self, line: str) -> None:
        """Take its terms from the line that was stored for it."""
        self.__dict__.setdefault("terms", frozenset(line.split()))

    @cached_property
    def solid(self) -> str:
        """Lower-cased, without white space."""
        return solid(self.text)

    @cached_property
    def shingles(self) -> frozenset[str]:
        """What two sentences share when one repeats the other."""
        return frozenset(bigrams(self.text))

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(self.analysis.forms[self.span.first : self.span.last])

    @property
    def tags(self) -> Sequence[str]:
        return self.analysis.tags[self.span.first : self.span.last]

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Of the letters without white space."""
        return trigrams(self.solid)


def trigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


@dataclass(frozen=True)
class ArticleView:
    """An article's sentences in order."""

    stored: StoredArticle
    sentences: tuple[SentenceView, ...]
    analysis: StoredAnalysis

    def times(self, index: int) -> tuple[TimeExpression, ...]:
        """The time expressions of a sentence, resolved as they were when the article was stored; made once."""
        found = self._made.get(index)
        if found is None:
            found = self._made[index] = self._times.of(index, self.sentences[index].text)
        return found

    @cached_property
    def _made(self) -> dict[int, tuple[TimeExpression, ...]]:
        return {}

    @cached_property
    def _times(self) -> StoredTimes:
        """Those stored; read anew where they were stored without times, or under other rules than ours."""
        known = self.analysis.times
        if known is not None and known.version == version():
            return known
        return article_times([s.text for s in self.sentences], self.stored.article.published_at)

    @cached_property
    def head(self) -> Stretch:
        """Title and sub-headlines. Their words are matched as written: they were not analysed with the body."""
        article = self.stored.article
        text = " ".join(filter(None, (article.title, *article.subtitles)))
        return Stretch(frozenset(), solid(text), ())

    @cached_property
    def whole(self) -> Stretch:
        """The whole body, as it is written: enough to know that a name is in it."""
        return Stretch(frozenset(), solid(self.stored.article.body), ())

    def within(self, start: int, end: int) -> Sequence[SentenceView]:
        return [s for s in self.sentences if start <= s.start and s.end <= end]


def open_article(stored: StoredArticle, encoded: bytes) -> ArticleView:
    analysis = opened(encoded)
    body = stored.article.body
    views = [SentenceView(i, s, body[s.start : s.end], analysis) for i, s in enumerate(analysis.sentences)]
    return ArticleView(stored, tuple(views), analysis)


def same_story(first: Article, second: Article) -> bool:
    """Whether two articles are copies of one text: most of the shorter one's lead and words are in the other."""
    one, other = frozenset(bigrams(first.body)), frozenset(bigrams(second.body))
    shared = len(one & other)
    return shared >= 0.8 * max(min(len(one), len(other)), 1) and shared >= 0.6 * max(len(one), len(other), 1)
