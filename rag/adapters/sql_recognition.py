"""Which stored article is this page? The keys of a whole batch are looked up at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from sqlalchemy import Connection, and_, select

from rag.adapters import identity, sql_rows, sql_schema
from rag.adapters.identity import Key, KeyKind
from rag.adapters.sql_log import chunks
from rag.domain import AnalysedArticle, Article, StoredArticle

ALIKE = 0.5
"""Share of shingles from which two texts are versions of one."""

DOUBTS: dict[KeyKind, Callable[[Article], bool]] = {
    KeyKind.URL: lambda article: False,
    KeyKind.ID: lambda article: not article.publisher,  # "1" in two files of nobody knows whom
    KeyKind.HEAD: lambda article: False,
    KeyKind.PAGE: lambda article: "#" in article.source,  # records move when a file grows at its top
    KeyKind.TEXT: lambda article: bool(article.publisher),  # one agency's copy in two papers is two articles
}
"""Where the key alone does not decide, the two articles are compared."""


@dataclass(slots=True)
class Head:
    """Where an article stands while a batch is being stored."""

    version: int
    live: bool
    content: bytes = b""
    analysis: bytes = b""
    first_passage: int = 0
    passage_count: int = 0
    unwritten: bool = False
    decisive: dict[KeyKind, set[bytes]] = field(default_factory=dict)
    """Its url and id keys."""


class Recognition:
    """What is known of the articles that a batch may belong to; the batch keeps it up to date."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.heads: dict[str, Head] = {}
        self._asked: set[str] = set()  # ids whose head was looked for, found or not
        self.keys: dict[bytes, str] = {}
        self.files: dict[bytes, list[str]] = {}
        self.pages: dict[bytes, str] = {}
        self.stored: dict[tuple[str, int], StoredArticle] = {}

    def load(self, articles: Sequence[AnalysedArticle]) -> None:
        keys = [key for analysed in articles for key in identity.keys(analysed.article)]
        run = self._connection.execute
        table = sql_schema.article_key
        for some in chunks(key.digest for key in keys):
            rows = run(select(table.c.key, table.c.article_id).where(table.c.key.in_(some)))
            self.keys.update((bytes(row.key), row.article_id) for row in rows)
        files = sql_schema.article_file
        for some in chunks(digest for one in articles if (digest := file_digest(one.article))):
            for row in run(select(files).where(files.c.name.in_(some))):
                self.files.setdefault(bytes(row.name), []).append(row.article_id)
        page = sql_schema.page
        for some in chunks(one.page_digest for one in articles):
            rows = run(select(page.c.digest, page.c.article_id).where(page.c.digest.in_(some)))
            self.pages.update((bytes(row.digest), row.article_id) for row in rows)
        self._asked = {key.article_id for key in keys if key.kind is not KeyKind.PAGE}
        self._load_heads([*self.keys.values(), *self._asked, *(one for some in self.files.values() for one in some)])

    def find(self, article: Article, keys: Sequence[Key]) -> str | None:
        """The id of the live article that this is a version of."""
        for at, key in enumerate(keys):
            found = self.keys.get(key.digest)
            if found is None or self._is_another(found, keys[:at]):
                continue
            if not DOUBTS[key.kind](article) or self._alike(article, key, found):
                return found
        return self._by_file(article)

    def new_id(self, keys: Sequence[Key]) -> str:
        """From the strongest key that names no live article yet."""
        own = (key for key in keys if key.kind is not KeyKind.PAGE)
        further = (Key(KeyKind.TEXT, f"{keys[-1].value}|{number}") for number in count(2))
        return next(key.article_id for key in chain(own, further) if self._is_free(key.article_id))

    def _is_free(self, article_id: str) -> bool:
        if article_id not in self._asked:
            self._load_heads([article_id])
        head = self.heads.get(article_id)
        return head is None or not head.live

    def is_stale_copy(self, article_id: str, analysed: AnalysedArticle) -> bool:
        """Another source's page that was superseded, or that has the current text and says less about it.

        Without this, two copies of one article in a folder would take turns as the newest version for ever.
        """
        article, current = analysed.article, self.article(article_id)
        if article.source == current.source:
            return False
        if self.pages.get(analysed.page_digest) == article_id:
            return True
        return article.paragraphs == current.paragraphs and _says_less(article, current)

    def article(self, article_id: str) -> Article:
        """Its current version."""
        number = self.heads[article_id].version
        if (article_id, number) in self.stored:
            return self.stored[article_id, number].article
        table = sql_schema.version
        wanted = select(table.c.article).where(table.c.article_id == article_id, table.c.version == number)
        return sql_rows.decode_article(self._connection.execute(wanted).scalar_one())

    def _load_heads(self, ids: Iterable[str]) -> None:
        article, version, key = sql_schema.article, sql_schema.version, sql_schema.article_key
        same = and_(version.c.article_id == article.c.id, version.c.version == article.c.version)
        columns = [version.c.content_digest, version.c.analysis_digest]
        columns += [version.c.first_passage, version.c.passage_count]
        wanted = select(article.c.id, article.c.version, article.c.state, *columns).outerjoin(version, same)
        decisive = select(key.c.article_id, key.c.kind, key.c.key).where(key.c.kind.in_([KeyKind.URL, KeyKind.ID]))
        for some in chunks(ids):
            for article_id, number, state, *rest in self._connection.execute(wanted.where(article.c.id.in_(some))):
                self.heads[article_id] = Head(number, True, *rest) if state == "live" else Head(number, False)
            for row in self._connection.execute(decisive.where(key.c.article_id.in_(some))):
                self.heads[row.article_id].decisive.setdefault(KeyKind(row.kind), set()).add(bytes(row.key))

    def _is_another(self, found: str, stronger: Sequence[Key]) -> bool:
        """The page has an address or an id, and the article has another one."""
        decisive = self.heads[found].decisive
        return any(key.kind in decisive and key.digest not in decisive[key.kind] for key in stronger)

    def _alike(self, article: Article, key: Key, found: str) -> bool:
        other = self.article(found)
        if key.kind is KeyKind.TEXT:
            return not other.publisher or other.publisher == article.publisher
        same_file = identity.container(other.source) == identity.container(article.source)
        if key.kind is KeyKind.ID and same_file and article.source:
            return True
        return identity.same_title(article, other) or identity.likeness(article.body, other.body) >= ALIKE

    def _by_file(self, article: Article) -> str | None:
        digest = file_digest(article)
        candidates = self.files.get(digest, []) if digest else []
        scored = [(identity.likeness(article.body, self.article(one).body), one) for one in candidates]
        score, best = max(scored, default=(0.0, None))
        return best if score >= ALIKE else None


def file_digest(article: Article) -> bytes | None:
    name = identity.file_name(article)
    return Key(KeyKind.PAGE, f"file|{name}").digest if name else None


def _says_less(article: Article, current: Article) -> bool:
    names = ("title", "publisher", "published_at", "modified_at", "url", "external_id")
    return all(getattr(article, name) in (None, getattr(current, name)) for name in names)
