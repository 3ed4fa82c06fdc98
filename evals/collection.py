"""A collection for one run: opened in a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag import Geungeo
from rag.config import Settings
from rag.domain import Hit, StoredArticle
from rag.errors import InvalidQuestion

PAGE = 1000
Open = Callable[[Settings], Geungeo]
"""How the application is put together from its settings."""


@contextmanager
def throw_away(open_: Open = Geungeo.open, **changes: Any) -> Iterator[Geungeo]:
    """An empty collection with the models of the settings in force but for `changes`, and stores of its own."""
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        settings = Settings(data_dir=Path(folder), database_url=None, chroma_url=None, **changes)
        with open_(settings) as app:
            yield app


@contextmanager
def answered_at(base_url: str) -> Iterator[Geungeo]:
    """An empty collection whose answers the model at this address writes, whatever model the settings name."""

    def with_model(settings: Settings) -> Geungeo:
        chat = {"llm_model": "test", "llm_base_url": base_url, "llm_api_key": None}
        return Geungeo.open(settings.model_copy(update=chat))

    with throw_away(with_model) as app:
        yield app


def articles_of(app: Geungeo) -> Iterator[StoredArticle]:
    """Every live article."""
    last: str | None = None
    while page := app.articles(last, PAGE):
        yield from page
        last = page[-1].id


def passages_of(app: Geungeo) -> Mapping[str, Sequence[int]]:
    """Article id → the ids of its passages."""
    found: dict[str, list[int]] = defaultdict(list)
    last = 0
    while ids := app.store.live_ids(last, PAGE):
        for passage in app.store.passages(ids):
            found[passage.stored.id].append(passage.id)
        last = ids[-1]
    return found


def found(app: Geungeo, question: str, limit: int, **options: Any) -> list[Hit]:
    """What searching finds: nothing for a question in which there is nothing to understand."""
    try:
        return app.search(question, limit=limit, **options)
    except InvalidQuestion:
        return []
