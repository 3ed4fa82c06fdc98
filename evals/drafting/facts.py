"""What the whole collection says: whether another article bears a statement out as well, and whom and what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from evals.collection import PAGE, articles_of
from rag import Geungeo
from rag.domain import Analysis, StoredArticle, Token
from rag.korean.analysis import decode
from rag.korean.names import OFFICES

ENOUGH = 0.6
"""Share of a statement's nouns that another article may hold before it might say the same."""
KINDS = {
    "시": 2, "군": 2, "구": 2, "전자": 1, "자동차": 1, "바이오": 1, "제약": 1, "은행": 1, "대학교": 1, "병원": 1,
    "공사": 1, "그룹": 1, "도서관": 1, "미술관": 1, "박물관": 1, "축제": 1, "모빌리티": 1, "재단": 1,
}  # fmt: skip
"""What the names of one kind end in → the fewest letters before it."""
PERSON = "person"
_REGIONS = frozenset("시군구도읍면동리")
_NOUNS = ("NNG", "NNP", "SL", "XSN")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a sentence; `kind` says what may take its place."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    published_at: datetime | None
    body: str
    nouns: frozenset[str]


class Facts:
    """All articles, boiled down to what drafting asks of them."""

    def __init__(self, articles: Iterable[tuple[StoredArticle, Analysis]]) -> None:
        self._articles: list[_Known] = []
        found: dict[str, dict[str, None]] = {}
        for stored, analysis in articles:
            body = stored.article.body
            self._articles.append(_Known(stored.id, stored.article.published_at, body, nouns(analysis.tokens)))
            for name in names(body, analysis.tokens):
                found.setdefault(name.kind, {})[name.text] = None
        self.names: Mapping[str, tuple[str, ...]] = {kind: tuple(sorted(texts)) for kind, texts in found.items()}

    def said_before(self, wanted: frozenset[str], article: str, limit: datetime) -> bool:
        """Whether an article published by then, or at an unknown time, may say the same as this one."""
        return any(
            _covers(known, wanted) for known in self._articles
            if known.id != article and (known.published_at is None or known.published_at <= limit)
        )  # fmt: skip

    def said_of(self, name: str, wanted: frozenset[str]) -> bool:
        """Whether an article that holds the name may say this of it."""
        return any(_covers(known, wanted) for known in self._articles if name in known.body)

    def holds(self, article: str, text: str) -> bool:
        """Whether that article holds the text, spaces aside."""
        squeezed = "".join(text.split())
        return any(squeezed in "".join(known.body.split()) for known in self._articles if known.id == article)


def _covers(known: _Known, wanted: frozenset[str]) -> bool:
    return len(known.nouns & wanted) >= ENOUGH * len(wanted)


def nouns(tokens: Iterable[Token]) -> frozenset[str]:
    """Nouns of two letters and more: what a statement is about."""
    return frozenset(token.form for token in tokens if token.tag in _NOUNS and len(token.form) > 1)


def names(text: str, tokens: Iterable[Token]) -> Iterator[Name]:
    """People before their offices, and words that end as the names of places and bodies do."""
    listed = list(tokens)
    for token, following in pairwise(listed):
        if following.form in OFFICES and _is_person(text, token, following):
            yield Name(PERSON, token.form)
    for word, proper in _words(text, listed):
        kind = next(
            (kind for kind, least in KINDS.items() if word.endswith(kind) and len(word) - len(kind) >= least), None
        )
        if proper and kind and len(word) >= 3:
            yield Name(kind, word)


def _is_person(text: str, token: Token, office: Token) -> bool:
    """Three letters, a word of its own before the office: 도하준 시장; not 다솜군, 라온도지사, 새길연대 의원."""
    alone = token.start == 0 or text[token.start - 1].isspace()
    return (
        token.tag == "NNP"
        and len(token.form) == 3
        and alone
        and office.start > token.end
        and token.form[-1] not in _REGIONS
    )


def _words(text: str, tokens: list[Token]) -> Iterator[tuple[str, bool]]:
    """Nouns written together as one word, and whether a proper name is among them."""
    start, end, proper = 0, 0, False
    for token in tokens:
        if token.tag not in _NOUNS or token.start != end:
            if end > start:
                yield text[start:end], proper
            start = end = token.start
            proper = False
        if token.tag in _NOUNS:
            end = token.end
            proper = proper or token.tag == "NNP"
        else:
            start = end = token.end
    if end > start:
        yield text[start:end], proper


def read_collection(app: Geungeo) -> Iterator[tuple[StoredArticle, Analysis]]:
    """Every live article with its analysis, as stored."""
    batch: list[StoredArticle] = []
    for stored in articles_of(app):
        batch.append(stored)
        if len(batch) == PAGE:
            yield from _analysed(app, batch)
            batch = []
    yield from _analysed(app, batch)


def _analysed(app: Geungeo, batch: list[StoredArticle]) -> Iterator[tuple[StoredArticle, Analysis]]:
    found = app.store.analyses([(stored.id, stored.version) for stored in batch])
    yield from ((stored, decode(found[stored.id, stored.version])) for stored in batch)
