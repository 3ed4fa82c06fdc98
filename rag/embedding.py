"""USE CASE: stored passages → vectors of one model, made where they are missing, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.articles.passages import headline, with_headline
from rag.domain import IndexedPassage, Scored, StoredPassage, Token, Vector
from rag.korean.analysis import Analyser, StoredAnalysis, opened
from rag.ports import AnalysedText, Embedder, Store, VectorIndex

TOGETHER = 64
"""Passages embedded between two commits: what a kill costs."""
SAME = 0.99
"""Cosine from which two vectors of one text come from one model; half precision and other hardware stay above."""
WALK = 2_000
"""Passage ids asked for at once."""

Progress = Callable[[str, int, int], None]
"""(what is being made, passages done, passages in all)."""


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """The vectors of one model. `embedder` and `analyser` are asked for when the first vector is missing."""

    store: Store
    model: str
    embedder: Callable[[], Embedder]
    analyser: Callable[[], Analyser]

    def of(self, ids: Sequence[int]) -> Mapping[int, Vector]:
        """Passage id → vector, of those that are live. Raises ModelUnavailable, StoreError."""
        found = dict(self.store.vectors(self.model, ids))
        missing = [number for number in ids if number not in found]
        for start in range(0, len(missing), TOGETHER):
            found |= self._made(missing[start : start + TOGETHER])
        return found

    def complete(self, progress: Progress = lambda name, done, total: None) -> None:
        """Make every vector that is missing. Stopped on the way it goes on from there when it is called again."""
        total = self.store.status().passages
        last = done = 0
        while missing := self.store.without_vector(self.model, last, WALK):
            for start in range(0, len(missing), TOGETHER):
                done += len(self._made(missing[start : start + TOGETHER]))
                progress(f"vectors of {self.model}", done, total)
            last = missing[-1]

    def agrees(self) -> bool:
        """Whether the model, as it is reached from here, makes the vectors that are stored: tried on one passage.

        Raises ModelUnavailable.
        """
        ids = self.store.live_ids(0, 1)
        stored = self.store.vectors(self.model, ids)
        return all(
            len(made) == len(stored[number]) and sum(map(float.__mul__, made, stored[number])) > SAME * any(made)
            for number, made in self._embedded(ids).items()
            if number in stored
        )

    def _made(self, ids: Sequence[int]) -> dict[int, Vector]:
        made = self._embedded(ids)
        self.store.add_vectors(self.model, made)
        return made

    def _embedded(self, ids: Sequence[int]) -> dict[int, Vector]:
        passages = self.store.passages(ids)
        embedder = self.embedder()
        texts = self._analysed(passages) if embedder.needs_tokens else [AnalysedText(_text(p), ()) for p in passages]
        vectors = embedder.embed(texts, as_query=False)
        return {passage.id: vector for passage, vector in zip(passages, vectors, strict=True)}

    def _analysed(self, passages: Sequence[StoredPassage]) -> list[AnalysedText]:
        """With tokens: the body's as they were stored, the headline's analysed anew."""
        stored = {(p.stored.id, p.stored.version): p.stored.article for p in passages}
        bodies = {key: opened(data) for key, data in self.store.analyses(list(stored)).items()}
        heads = {key: self.analyser().analyse(headline(article)).tokens for key, article in stored.items()}
        texts = []
        for one in passages:
            key = (one.stored.id, one.stored.version)
            tokens = _tokens(bodies[key], one) if key in bodies else ()  # withdrawn just now
            texts.append(AnalysedText(_text(one), heads[key] + tokens))
        return texts


def _text(passage: StoredPassage) -> str:
    article = passage.stored.article
    return with_headline(article, article.body[passage.start : passage.end])


def _tokens(body: StoredAnalysis, passage: StoredPassage) -> tuple[Token, ...]:
    inside = [one for one in body.sentences if passage.start <= one.start and one.end <= passage.end]
    return body.tokens(inside[0].first, inside[-1].last) if inside else ()


class EmbeddedIndex:
    """A vector index that is given each passage's vector on the way. Implements `ports.VectorIndex`."""

    def __init__(self, index: VectorIndex, vectors: PassageVectors) -> None:
        self.name = index.name
        self._index = index
        self._vectors = vectors

    def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
        self._index.apply(revision, self._embedded(upserts), removed)

    def rebuild(self, revision: int, batches: Iterable[Sequence[IndexedPassage]]) -> None:
        self._index.rebuild(revision, self._each_embedded(batches))

    def verify(self, batches: Iterable[Sequence[IndexedPassage]]) -> bool:
        return self._index.verify(self._each_embedded(batches))

    def search(self, vector: Vector, limit: int) -> list[Scored]:
        return self._index.search(vector, limit)

    def revision(self) -> int | None:
        return self._index.revision()

    def count(self) -> int:
        return self._index.count()

    def size_bytes(self) -> int:
        return self._index.size_bytes()

    def close(self) -> None:
        self._index.close()

    def _each_embedded(self, batches: Iterable[Sequence[IndexedPassage]]) -> Iterator[Sequence[IndexedPassage]]:
        return map(self._embedded, batches)

    def _embedded(self, passages: Sequence[IndexedPassage]) -> list[IndexedPassage]:
        vectors = self._vectors.of([one.id for one in passages])
        return [replace(one, vector=vectors[one.id]) for one in passages if one.id in vectors]
