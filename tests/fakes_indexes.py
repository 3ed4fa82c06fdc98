"""In-memory stores and indexes that keep the same promises as the real ones, and articles to fill them with."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rag.adapters import identity
from rag.adapters.identity import KeyKind
from rag.adapters.sql_rows import content_digest
from rag.articles.passages import headline
from rag.domain import (
    KST,
    AnalysedArticle,
    Article,
    Change,
    IndexedPassage,
    Outcome,
    PageReport,
    Passage,
    Scored,
    StoredArticle,
    StoredPassage,
    StoreStatus,
    Vector,
    VectorSet,
    VectorState,
)
from rag.embedding import EmbeddedIndex, PassageVectors
from rag.errors import NotFound
from rag.korean.analysis import Analyser
from rag.korean.terms import bigrams
from rag.ports import AnalysedText, LexicalQuery, Store, VectorIndex, Window

NOW = datetime(2025, 3, 3, 9, 0, tzinfo=KST)
MODEL = "fake-8"
DIMENSION = 8


class StandingClock:
    """It is always the same moment."""

    def now(self) -> datetime:
        return NOW


def unit(values: Sequence[float]) -> Vector:
    length = math.sqrt(sum(value * value for value in values)) or 1.0
    return array("f", [value / length for value in values])


def vector_of(text: str, dimension: int = DIMENSION, *, model: str = MODEL) -> Vector:
    """A unit vector that depends on the text and the model; all zero for an empty text."""
    if not text:
        return array("f", [0.0] * dimension)
    numbers = hashlib.shake_256((model + text).encode()).digest(2 * dimension)
    return unit([int.from_bytes(numbers[at : at + 2], "big") - 32_768 for at in range(0, 2 * dimension, 2)])


def analysed(
    article: Article, *, model: str | None = MODEL, page: bytes | None = None, dimension: int = DIMENSION
) -> AnalysedArticle:
    """One passage a paragraph; terms are the words. `model` None: vectors are made later."""
    passages, start = [], 0
    for ordinal, paragraph in enumerate(article.paragraphs):
        vector = vector_of(paragraph, dimension, model=model) if model else None
        passages.append(Passage(ordinal, start, start + len(paragraph), " ".join(paragraph.split()), vector))
        start += len(paragraph) + 1
    digest = hashlib.sha256(page if page is not None else repr(article).encode()).digest()
    return AnalysedArticle(
        article, digest, b"analysis of " + article.body.encode(), article.title or "", tuple(passages), model
    )


def news(number: int, *paragraphs: str, **fields: object) -> Article:
    """An article that no other number resembles."""
    body = paragraphs or (f"기사{number} 첫째 문단이다.", f"기사{number} 둘째 문단이다.")
    given: dict[str, object] = {
        "title": f"제목{number}",
        "publisher": "표본일보",
        "published_at": datetime(2025, 1, 1 + number % 28, 9, 30, tzinfo=KST),
        "url": f"https://pyobon.example/news/{number}",
        "source": f"/pages/{number}.txt",
    }
    return Article(paragraphs=body, **(given | fields))  # type: ignore[arg-type]


def _derived(one: AnalysedArticle) -> object:
    """What is derived from the text, but for vectors."""
    return one.title_terms, [(each.ordinal, each.start, each.end, each.terms) for each in one.passages]


class FakeArticleStore:
    """`ports.Store` in dictionaries. Recognises articles by their keys, without second thoughts."""

    def __init__(self) -> None:
        self._versions: dict[tuple[str, int], tuple[StoredArticle, AnalysedArticle]] = {}
        self._current: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._keys: dict[bytes, str] = {}
        self._pages: dict[bytes, tuple[str, int]] = {}
        self._passages: dict[int, tuple[str, int, Passage]] = {}
        self._log: list[Change] = []
        self._next = 1
        self._sets: dict[str, VectorSet] = {}
        self._vectors: dict[tuple[str, int], Vector] = {}

    def known_pages(self, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, int]]:
        known = {digest: self._pages[digest] for digest in digests if digest in self._pages}
        return {digest: (one, version) for digest, (one, version) in known.items() if self._current.get(one) == version}

    def put(self, batch: Sequence[AnalysedArticle]) -> list[PageReport]:
        return [self._put(one) for one in batch]

    def _put(self, one: AnalysedArticle) -> PageReport:
        keys = identity.keys(one.article)
        article_id = next((found for key in keys if (found := self._keys.get(key.digest))), None)
        outcome = Outcome.ADDED
        if article_id is not None:
            stored, before = self._versions[article_id, self._current[article_id]]
            if content_digest(stored.article) != content_digest(one.article):
                outcome = Outcome.UPDATED
            elif _derived(before) != _derived(one):
                outcome = Outcome.UNCHANGED
                self._replace(article_id, stored.version, one)
            else:
                outcome = Outcome.UNCHANGED
        else:
            article_id = next(key.article_id for key in keys if key.kind is not KeyKind.PAGE)
        if outcome is not Outcome.UNCHANGED:
            version = self._last.get(article_id, 0) + 1
            self._last[article_id] = version
            self._replace(article_id, version, one)
        version = self._current[article_id]
        self._keys.update((key.digest, self._keys.get(key.digest, article_id)) for key in keys)
        self._pages[one.page_digest] = (article_id, version)
        return PageReport(one.article.source, outcome, article_id, version, one.article.title)

    def _replace(self, article_id: str, version: int, one: AnalysedArticle) -> None:
        removed = self._remove(article_id)
        added = tuple(range(self._next, self._next + len(one.passages)))
        self._next += len(added)
        self._passages |= {
            number: (article_id, version, passage) for number, passage in zip(added, one.passages, strict=True)
        }
        for number, passage in zip(added, one.passages, strict=True):
            if one.embedding_model is not None and passage.vector is not None:
                self._vectors[one.embedding_model, number] = passage.vector
        self._log.append(Change(len(self._log) + 1, article_id, added, removed))
        self._current[article_id] = version
        self._versions[article_id, version] = (
            StoredArticle(article_id, version, one.article, NOW, title_terms=one.title_terms),
            one,
        )

    def _remove(self, article_id: str) -> tuple[int, ...]:
        removed = tuple(number for number, (owner, _, _) in self._passages.items() if owner == article_id)
        for number in removed:
            del self._passages[number]
        self._vectors = {key: vector for key, vector in self._vectors.items() if key[1] not in removed}
        return removed

    def delete(self, article_id: str) -> int:
        if article_id not in self._current:
            raise NotFound(f"There is no article {article_id}.")
        self._log.append(Change(len(self._log) + 1, article_id, (), self._remove(article_id)))
        del self._current[article_id]
        self._versions = {key: value for key, value in self._versions.items() if key[0] != article_id}
        self._keys = {key: owner for key, owner in self._keys.items() if owner != article_id}
        return len(self._log)

    def article(self, article_id: str, version: int | None = None) -> StoredArticle:
        if article_id not in self._current or (version and (article_id, version) not in self._versions):
            raise NotFound(f"There is no article {article_id}.")
        return self._versions[article_id, version or self._current[article_id]][0]

    def articles(self, *, after: str | None = None, limit: int = 100) -> list[StoredArticle]:
        def newest_first(stored: StoredArticle) -> tuple[float, str]:
            at = stored.article.published_at
            return (-at.timestamp() if at else math.inf, stored.id)

        everything = sorted((self._versions[key][0] for key in self._current.items()), key=newest_first)
        ids = [stored.id for stored in everything]
        start = ids.index(after) + 1 if after else 0
        return everything[start : start + limit]

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        found = [(number, *self._passages[number]) for number in ids if number in self._passages]
        return [
            StoredPassage(number, one.ordinal, one.start, one.end, one.terms, self._versions[owner, version][0])
            for number, owner, version, one in found
        ]

    def passages_of(self, article_ids: Sequence[str]) -> list[StoredPassage]:
        return self.passages(sorted(number for number, (owner, *_) in self._passages.items() if owner in article_ids))

    def analyses(self, versions: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], bytes]:
        return {key: self._versions[key][1].analysis for key in versions if key in self._versions}

    def changes(self, after: int, limit: int) -> list[Change]:
        return self._log[after : after + limit]

    def indexed(self, ids: Sequence[int]) -> list[IndexedPassage]:
        return [self._indexed(number) for number in sorted(set(ids)) if number in self._passages]

    def _indexed(self, number: int) -> IndexedPassage:
        owner, version, one = self._passages[number]
        stored, whole = self._versions[owner, version]
        text = stored.article.body[one.start : one.end]
        return IndexedPassage(
            number,
            stored.article.published_at,
            whole.title_terms,
            " ".join(bigrams(headline(stored.article))),
            one.terms,
            " ".join(bigrams(text)),
        )

    def live_ids(self, after: int, limit: int) -> list[int]:
        return sorted(number for number in self._passages if number > after)[:limit]

    def status(self) -> StoreStatus:
        current = [self._versions[key][0].article for key in self._current.items()]
        newest = max((at for one in current if (at := one.published_at)), default=None)
        updated = NOW if self._log else None
        return StoreStatus(
            len(current), len(self._versions), len(self._passages), len(self._log), newest, updated, len(self._passages)
        )

    def close(self) -> None:
        pass

    # ------------------------------------------------------------ vectors

    def vector_sets(self) -> list[VectorSet]:
        return [self._sets[model] for model in sorted(self._sets)]

    def begin_vectors(self, model: str, setting: str) -> None:
        kept = {one.model: one for one in self._sets.values() if one.model == model or one.state is VectorState.ACTIVE}
        state = kept[model].state if model in kept else VectorState.BUILDING
        self._sets = kept | {model: VectorSet(model, setting, state)}

    def vectors(self, model: str, ids: Sequence[int]) -> Mapping[int, Vector]:
        return {number: self._vectors[model, number] for number in ids if (model, number) in self._vectors}

    def without_vector(self, model: str, after: int, limit: int) -> list[int]:
        lacking = [number for number in self._passages if number > after and (model, number) not in self._vectors]
        return sorted(lacking)[:limit]

    def add_vectors(self, model: str, vectors: Mapping[int, Vector]) -> None:
        for number in vectors.keys() & self._passages.keys():
            self._vectors.setdefault((model, number), vectors[number])

    def finish_vectors(self, model: str) -> bool:
        if self.without_vector(model, 0, 1):
            return False
        if model in self._sets and self._sets[model].state is VectorState.BUILDING:
            self._sets[model] = replace(self._sets[model], state=VectorState.READY)
        return True

    def activate_vectors(self, model: str) -> None:
        self._sets = {model: replace(self._sets[model], state=VectorState.ACTIVE)}

    def drop_vectors(self) -> None:
        self._vectors = {key: vector for key, vector in self._vectors.items() if key[0] in self._sets}


class FakeEmbedder:
    """`ports.Embedder`: a vector that depends on the text, or on its tokens, and on the model's name."""

    def __init__(self, model: str = MODEL, *, needs_tokens: bool = False, dimension: int = DIMENSION) -> None:
        self.model = model
        self.needs_tokens = needs_tokens
        self._dimension = dimension
        self.embedded = 0
        """Texts so far."""

    def embed(self, texts: Sequence[AnalysedText], *, as_query: bool) -> list[Vector]:
        self.embedded += len(texts)
        read = [" ".join(token.form for token in one.tokens) if self.needs_tokens else one.text for one in texts]
        return [vector_of(text.rpartition("\n")[2], self._dimension, model=self.model) for text in read]


class FakeReranker:
    """`ports.Reranker`: the share of the question's letter pairs that the passage has."""

    def rerank(self, question: str, passages: Sequence[str]) -> list[float]:
        asked = set(bigrams(question))
        return [len(asked & set(bigrams(passage))) / (len(asked) or 1) for passage in passages]


def no_analyser() -> Analyser:
    """For vectors that are made from text alone."""
    raise AssertionError("nothing needs Kiwi here")


def embedded_index(index: VectorIndex, store: Store, embedder: FakeEmbedder | None = None) -> EmbeddedIndex:
    """The index with vectors made on the way."""
    chosen = embedder or FakeEmbedder()
    return EmbeddedIndex(index, PassageVectors(store, chosen.model, lambda: chosen, no_analyser))


class _FakeIndex:
    """What both fakes share: passages in a dictionary, and a revision that a crash may take."""

    name = "fake"

    def __init__(self) -> None:
        self._passages: dict[int, IndexedPassage] = {}
        self._revision: int | None = None

    def revision(self) -> int | None:
        return self._revision

    def forget_since(self, revision: int) -> None:
        """A stop after the writes and before the revision was remembered: they are applied again."""
        self._revision = revision

    def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
        for number in removed:
            self._passages.pop(number, None)
        self._passages |= {one.id: one for one in upserts}
        self._revision = revision

    def rebuild(self, revision: int, batches: Iterable[Sequence[IndexedPassage]]) -> None:
        self._passages = {one.id: one for batch in batches for one in batch}
        self._revision = revision

    def verify(self, batches: Iterable[Sequence[IndexedPassage]]) -> bool:
        return self._passages == {one.id: one for batch in batches for one in batch}

    def lose(self, *numbers: int) -> None:
        """What a torn file does: passages are gone and nobody is told."""
        for number in numbers:
            self._passages.pop(number, None)

    def crash(self) -> None:
        """An unclean stop: what is there cannot be trusted."""
        self._passages = dict(list(self._passages.items())[::2])
        self._revision = None

    def count(self) -> int:
        return len(self._passages)

    def size_bytes(self) -> int:
        return 100 * len(self._passages)

    def close(self) -> None:
        pass


class FakeVectorIndex(_FakeIndex):
    """`ports.VectorIndex`: every cosine, exactly."""

    name = "fake vectors"

    def search(self, vector: Vector, limit: int) -> list[Scored]:
        held = [(one.id, one.vector) for one in self._passages.values() if one.vector and any(one.vector)]
        found = [(sum(map(float.__mul__, own, vector)), number) for number, own in held]
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [Scored(number, max(-1.0, min(1.0, score))) for score, number in found[:limit]] if any(vector) else []

    def count(self) -> int:
        return sum(1 for one in self._passages.values() if one.vector and any(one.vector))


class FakeLexicalIndex(_FakeIndex):
    """`ports.LexicalIndex`: BM25 over the three fields together."""

    name = "fake words"

    def search(self, query: LexicalQuery, limit: int) -> list[Scored]:
        fields = {number: self._counts(one) for number, one in self._passages.items()}
        average = sum(sum(counts.values()) for counts in fields.values()) / max(1, len(fields))
        weights = {("t", term): weight for term, weight in query.terms.items()}
        weights |= {("b", term): weight for term, weight in query.bigrams.items()}
        weights = {term: weight for term, weight in weights.items() if weight > 0}
        rarity = {term: self._rarity(sum(term in counts for counts in fields.values())) for term in weights}
        found = []
        for number, counts in fields.items():
            length = 0.25 + 0.75 * sum(counts.values()) / (average or 1.0)
            parts = [
                weights[t] * rarity[t] * counts[t] * 2.2 / (counts[t] + 1.2 * length) for t in weights if t in counts
            ]
            if parts and _in(query.window, self._passages[number]):
                found.append(Scored(number, sum(parts)))
        return sorted(found, key=lambda one: (-one.score, one.id))[:limit]

    def _rarity(self, holders: int) -> float:
        return math.log(1 + (len(self._passages) - holders + 0.5) / (holders + 0.5))

    @staticmethod
    def _counts(one: IndexedPassage) -> Counter[tuple[str, str]]:
        words = [("t", word) for word in f"{one.title_terms} {one.terms}".split()]
        return Counter(words + [("b", pair) for pair in f"{one.title_bigrams} {one.bigrams}".split()])

    def published(self, window: Window, limit: int, among: Sequence[int] | None = None) -> list[int] | None:
        wanted = self._passages.keys() if among is None else self._passages.keys() & set(among)
        found = sorted(number for number in wanted if _in(window, self._passages[number]))
        return found if len(found) <= limit else None


def _in(window: Window, one: IndexedPassage) -> bool:
    return window.holds(one.published_at.astimezone(KST).date() if one.published_at else None)


def at(*moment: int) -> datetime:
    """A time in Seoul."""
    return datetime(*moment, tzinfo=KST)  # type: ignore[misc,arg-type]


def utc(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]
