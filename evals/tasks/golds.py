"""Which stored articles the cases mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from evals.cases import Case, CaseError
from rag.domain import StoredArticle

CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True, slots=True)
class Gold:
    """An article that a case names, and all stored ones that hold its sentences: copies are as right as it is."""

    name: str
    ids: frozenset[str]
    sentences: tuple[str, ...]


class Library:
    """Stored articles under every name by which a case may call them: its id, its address, its own identifier, its
    file with or without the ending, its title; for the samples the id of their source."""

    def __init__(self, stored: Iterable[StoredArticle]) -> None:
        self.by_id: Mapping[str, StoredArticle] = {one.id: one for one in stored}
        sources = _sample_ids()
        self._names = {name: one.id for one in self.by_id.values() for name in _names(one, sources)}

    def newest(self) -> datetime | None:
        """When the newest dated article was published."""
        dates = (one.article.published_at for one in self.by_id.values())
        return max(filter(None, dates), default=None)

    def golds(self, case: Case) -> tuple[Gold, ...]:
        """One for each article the case names, in its order. Raises CaseError for one that is not stored."""
        return tuple(self._gold(case, name) for name in case.articles)

    def _gold(self, case: Case, name: str) -> Gold:
        sentences = tuple(item.sentence for item in case.support if item.article == name)
        ids = set(self._holders(sentences))
        if name in self._names:
            ids.add(self._names[name])
        if not ids:
            raise CaseError(f"{case.id}: no stored article is {name} or holds its sentence.")
        return Gold(name, frozenset(ids), sentences)

    def _holders(self, sentences: Sequence[str]) -> Iterator[str]:
        for one in self.by_id.values():
            body = one.article.body
            if all(sentence in body for sentence in sentences):
                yield one.id


def _names(stored: StoredArticle, sources: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    article = stored.article
    file = PurePath(article.source.partition("#")[0])
    known = (article.title, article.url, article.external_id, file.stem, file.name, sources.get(article.paragraphs))
    yield from filter(None, (*known, stored.id))


def _sample_ids(path: Path = CORPUS / "expected.jsonl") -> Mapping[tuple[str, ...], str]:
    """Paragraphs of a sample article → the id of its source."""
    truths = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {tuple(truth["paragraphs"]): truth["id"] for truth in truths}
