"""What the core asks of the world, in our own words. One adapter file per vendor implements each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from rag.domain import (
    AnalysedArticle,
    Change,
    IndexedPassage,
    PageReport,
    Scored,
    StoredArticle,
    StoredPassage,
    StoreStatus,
    Token,
    Usage,
    Vector,
    VectorSet,
)


class ArticleStore(Protocol):
    """The truth: every version of every article, and the log of changes. Thread-safe. Raises StoreError."""

    def known_pages(self, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, int]]:
        """Those digests whose page is the current version of a live article → (article id, version)."""

    def put(self, batch: Sequence[AnalysedArticle]) -> list[PageReport]:
        """Store a batch in one transaction, which also writes the log. Acknowledged when it returns."""

    def delete(self, article_id: str) -> int:
        """Withdraw an article and all its versions; the log's new revision. Raises NotFound."""

    def article(self, article_id: str, version: int | None = None) -> StoredArticle:
        """The current (or that) version of a live article. Raises NotFound."""

    def articles(self, *, after: str | None = None, limit: int = 100) -> list[StoredArticle]:
        """Live articles, newest publication first (unknown dates last); `after` is the id the last page ended with."""

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """The live ones among these, in the order given."""

    def passages_of(self, article_ids: Sequence[str]) -> list[StoredPassage]:
        """The live ones of these articles, in order of id; what is not there has none."""

    def analyses(self, versions: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], bytes]:
        """Encoded analyses of these article versions."""

    def changes(self, after: int, limit: int) -> list[Change]:
        """The log's entries after a revision, oldest first."""

    def indexed(self, ids: Sequence[int]) -> list[IndexedPassage]:
        """What the indexes need of those that are still live, in order of id; without vectors."""

    def live_ids(self, after: int, limit: int) -> list[int]:
        """Ids of live passages greater than `after`, ascending: how a rebuild walks the store."""

    def status(self) -> StoreStatus:
        """Counts, and the log's last revision."""

    def close(self) -> None: ...


class VectorStore(Protocol):
    """Vectors of stored passages: those in use, and beside them those of the model that is to take over.

    Thread-safe. Raises StoreError.
    """

    def vector_sets(self) -> list[VectorSet]:
        """Those in use and those being made, in order of model."""

    def begin_vectors(self, model: str, setting: str) -> None:
        """Make room for another model's vectors; those of a third that never came into use are given up."""

    def vectors(self, model: str, ids: Sequence[int]) -> Mapping[int, Vector]:
        """Passage id → vector, of those passages that have one of this model."""

    def without_vector(self, model: str, after: int, limit: int) -> list[int]:
        """Ids of live passages greater than `after` that have no vector of this model, ascending."""

    def add_vectors(self, model: str, vectors: Mapping[int, Vector]) -> None:
        """By passage id. Passages that are no longer live are left out; what is there already stays."""

    def finish_vectors(self, model: str) -> bool:
        """Note that the set is ready, unless a live passage still has no vector of it: then False."""

    def activate_vectors(self, model: str) -> None:
        """From now on questions are answered with them, and the other sets are not kept up."""

    def drop_vectors(self) -> None:
        """Delete the vectors that belong to no set."""


class Store(ArticleStore, VectorStore, Protocol):
    """Articles and vectors in one database."""


class Index(Protocol):
    """A derived index that follows the log. `apply` and `rebuild` are idempotent."""

    name: str

    def revision(self) -> int | None:
        """The last revision applied, or None when the index is missing, damaged or was not closed cleanly."""

    def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
        """Bring the index to `revision`; durable enough to be replayed from there."""

    def rebuild(self, revision: int, batches: Iterable[Sequence[IndexedPassage]]) -> None:
        """Build a fresh index beside the old one, verify it, swap. The old one serves until the swap."""

    def verify(self, batches: Iterable[Sequence[IndexedPassage]]) -> bool:
        """Whether the index holds exactly these passages and finds them. Thorough, so slow."""

    def count(self) -> int: ...

    def size_bytes(self) -> int: ...

    def close(self) -> None: ...


class VectorIndex(Index, Protocol):
    """Nearest passages by cosine."""

    def search(self, vector: Vector, limit: int) -> list[Scored]:
        """At most `limit` passages, best first."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days of publication, in Seoul, inclusive. A window without bounds holds everything."""

    after: date | None = None
    before: date | None = None
    undated: bool = False
    """Whether passages without a date are in it; never where `after` is given."""

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return self.after is not None or self.before is not None

    def holds(self, day: date | None) -> bool:
        if day is None:
            return not self or (self.undated and self.after is None)
        return (self.after is None or self.after <= day) and (self.before is None or day <= self.before)


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Weighted terms for each field, in a window."""

    terms: Mapping[str, float]
    bigrams: Mapping[str, float]
    window: Window = Window()


class LexicalIndex(Index, Protocol):
    """BM25 over morphemes, bigrams and titles."""

    def search(self, query: LexicalQuery, limit: int) -> list[Scored]:
        """At most `limit` passages, best first; ties in order of id."""

    def published(self, window: Window, limit: int, among: Sequence[int] | None = None) -> list[int] | None:
        """Ids, ascending, of the passages in the window, `among` these only; None where there are more than `limit`."""


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A question, or a passage under its article's title.

    `tokens`: of the same words, from the one Kiwi pass; empty for an embedder that does not need them.
    """

    text: str
    tokens: Sequence[Token]


class Embedder(Protocol):
    """Texts to unit vectors (all zero where there is nothing to embed)."""

    @property
    def model(self) -> str:
        """Names the vectors: equal names give comparable vectors."""

    @property
    def needs_tokens(self) -> bool:
        """Whether it reads the tokens; otherwise the text."""

    def embed(self, texts: Sequence[AnalysedText], *, as_query: bool) -> list[Vector]:
        """In the order given, all of one length. Texts longer than the model reads are cut at their end."""


class Reranker(Protocol):
    """Reads a question and a passage together. Raises ModelUnavailable."""

    def rerank(self, question: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers the question, 0..1, in the order given."""


class Judge(Protocol):
    """A second opinion of a sentence. Thread-safe. Raises ModelUnavailable, ChatError."""

    @property
    def name(self) -> str: ...

    def support(self, evidence: Sequence[str], sentence: str) -> float:
        """How surely the texts carry the sentence together, 0..1; above one half they do."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    role: Literal["system", "user", "assistant"]
    text: str


class ChatStream(Protocol):
    """An answer of a chat model as it arrives."""

    def __iter__(self) -> Iterator[str]:
        """Pieces of its text, none empty. Ends only when the model said that the answer is whole; else raises ChatError."""

    @property
    def usage(self) -> Usage:
        """What has been used up to now: upstream calls, and tokens where the model counted them, else our own count."""

    def close(self) -> None:
        """Close the connection to the model. From any thread, any number of times; whoever iterates stops."""


class ChatModel(Protocol):
    """Writes text. Thread-safe. Raises ChatError, from `stream` itself or while its answer is read."""

    @property
    def model(self) -> str: ...

    def available(self) -> bool:
        """Whether it is worth asking: False while it is left alone because it failed too often."""

    def stream(self, messages: Sequence[ChatMessage], *, tokens: int, seconds: float, calls: int = 3) -> ChatStream:
        """At most `tokens` of text, in `seconds` from now till its end, with at most `calls` requests to the model, of which
        all but the first are retries before anything was heard."""

    def close(self) -> None: ...


class TokenCounter(Protocol):
    """How many tokens a chat model reads in a text."""

    @property
    def exact(self) -> bool:
        """False where only a bound is known."""

    def count(self, text: str) -> int:
        """Never fewer than there are."""


class HtmlReader(Protocol):
    """HTML to the parts that our rules choose from. Bounded in time and memory; raises PageError."""

    def read(self, html: str) -> HtmlPage: ...


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """Parts of an HTML page, as found. Nothing is chosen yet."""

    linked_data: tuple[str, ...]
    """Texts of application/ld+json scripts."""
    meta: tuple[tuple[str, str], ...]
    """(name or property, content) in document order."""
    selected: Mapping[str, tuple[str, ...]]
    """Our selector → the text lines of its first match (attribute selectors: the attribute's value)."""
    scripts: tuple[str, ...]
    """Texts of other inline scripts that hold JSON with an article body."""
    main_text: tuple[str, ...]
    """Paragraphs that the boilerplate remover kept."""
    text: tuple[str, ...]
    """All visible text lines, for the text rules."""
    title: str | None = None
    canonical: str | None = None


class Clock(Protocol):
    """What time it is: a parameter, so that tests stand still."""

    def now(self) -> datetime: ...
