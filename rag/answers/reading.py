"""A stored article opened for reading: its sentences with their tokens, from the stored analysis. Nothing is analysed anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.answers.matching import Stretch, content_ids, solid
from rag.domain import Article, Sentence, StoredArticle, Token
from rag.korean.analysis import StoredAnalysis, opened
from rag.korean.dates import TimeExpression, resolve_article
from rag.korean.terms import bigrams, terms

_MAY_BE_TIME = re.compile(
    r"\d|[월화수목금토일]요일|[오어그]제|작일|오늘|내일|명일|모레|글피|금일|[이전당]날|당일|다음\s?[날달주해]|이튿날|익일|같은\s?[날달해]|그해|이듬해|작년|"
    r"지난|올해|내년|후년|이달|내달|이번\s?[달주]|오는|하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|주말|반기|연[초내말]|분기|추석|설|"
    r"부처님|성탄|정오|자정|새벽|오전|오후|밤|석\s?달|[한두]\s?달|반년|현재|총선|대선|선거|봄|여름|가을|겨울|현지"
)
"""What a sentence must hold to be worth reading for time: most do not, and reading takes a fifth of a millisecond."""


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
        return Stretch(frozenset(terms(self.tokens)), self.solid, content_ids(self.tokens))

    @cached_property
    def solid(self) -> str:
        """Lower-cased, without white space."""
        return solid(self.text)

    @cached_property
    def shingles(self) -> frozenset[str]:
        """What two sentences share when one repeats the other."""
        return frozenset(bigrams(self.text))


@dataclass(frozen=True)
class ArticleView:
    """An article's sentences in order."""

    stored: StoredArticle
    sentences: tuple[SentenceView, ...]

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

    def times(self, index: int) -> Sequence[TimeExpression]:
        """The resolved time expressions of a sentence. `이날` and its like look back, so what precedes it is read too;
        all that was read is remembered."""
        known: list[list[TimeExpression]] = self.__dict__.get("_times", [])
        if index >= len(known):
            texts = [s.text if _MAY_BE_TIME.search(s.text) else "" for s in self.sentences[: index + 1]]
            known = resolve_article(texts, self.stored.article.published_at)
            self.__dict__["_times"] = known
        return known[index]

    def within(self, start: int, end: int) -> Sequence[SentenceView]:
        return [s for s in self.sentences if start <= s.start and s.end <= end]


def open_article(stored: StoredArticle, encoded: bytes) -> ArticleView:
    analysis = opened(encoded)
    body = stored.article.body
    views = [SentenceView(i, s, body[s.start : s.end], analysis) for i, s in enumerate(analysis.sentences)]
    return ArticleView(stored, tuple(views))


def same_story(first: Article, second: Article) -> bool:
    """Whether two articles are copies of one text: most of the shorter one's lead and words are in the other."""
    one, other = frozenset(bigrams(first.body)), frozenset(bigrams(second.body))
    shared = len(one & other)
    return shared >= 0.8 * max(min(len(one), len(other)), 1) and shared >= 0.6 * max(len(one), len(other), 1)
