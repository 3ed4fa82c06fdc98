"""What is configured, what is wrong, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rag.bootstrap.chat import examined
from rag.bootstrap.embedding import KIWI, OPENAI, kiwi_name
from rag.config import LLM_JUDGE, Settings
from rag.domain import VectorState
from rag.errors import GeungeoError
from rag.follow import lag

if TYPE_CHECKING:
    from rag.bootstrap.application import Geungeo

ROOM = 512 * 1024 * 1024  # bytes that a rebuild of a small collection may need


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy`: what to do where `ok` is False."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None


def examine(app: Geungeo) -> Iterator[Finding]:
    """Every check, in the order in which trouble starts."""
    yield _folder(app)
    yield _guarded("store", lambda: _store(app))
    yield _guarded("vectors", lambda: _vectors(app))
    yield from _indexes(app)
    yield from _extras(app)


def _folder(app: Geungeo) -> Finding:
    folder = app.settings.data_dir
    if not os.access(folder, os.W_OK):
        return Finding("data folder", False, f"{folder} cannot be written", "give this user write access to it")
    free = shutil.disk_usage(folder).free
    detail = f"{folder}, {free // 2**20:,} MiB free"
    return Finding("data folder", free > ROOM, detail, "free some disk space: a rebuild writes beside the old index")


def _store(app: Geungeo) -> Finding:
    status = app.store.status()
    detail = f"{status.articles:,} articles, revision {status.revision}, SQLite {sqlite3.sqlite_version}"
    if not status.articles:
        return Finding("store", True, detail + "; empty: try  rag ingest $(rag samples)")
    return Finding("store", True, detail)


def _vectors(app: Geungeo) -> Finding:
    """Whether they come from the model of the setting. Loads none: only Kiwi's name is known without."""
    setting = app.settings.embedding_model
    sets = app.store.vector_sets()
    active = next((one for one in sets if one.state is VectorState.ACTIVE), None)
    if active is None:
        return Finding("vectors", True, f"none yet; RAG_EMBEDDING_MODEL={setting}")
    detail = f"from {active.model} (RAG_EMBEDDING_MODEL={active.setting})"
    coming = [f"; those of {one.model} are {one.state}" for one in sets if one is not active]
    same = active.setting == setting and (setting != KIWI or active.model == kiwi_name())
    wanted = "" if same else f"; the setting says {setting}"
    return Finding("vectors", same, detail + "".join(coming) + wanted, None if same else "run  rag reindex")


def _indexes(app: Geungeo) -> Iterator[Finding]:
    owner = app.owner()
    if not app.indexes:
        yield Finding("indexes", True, f"followed by {owner}" if owner else "not opened by this command")
        return
    head = app.store.status().revision
    for index in app.indexes:
        behind = lag(app.store, index)
        if behind is None:
            detail = "missing or damaged"
            yield Finding(index.name, False, detail, "run  rag reindex")
        else:
            yield Finding(index.name, True, f"revision {head - behind} of {head}, {index.count():,} passages")


def _extras(app: Geungeo) -> Iterator[Finding]:
    settings = app.settings
    if settings.embedding_model != KIWI and not settings.embedding_model.startswith(OPENAI):
        yield _extra("embedding model", settings.embedding_model, "sentence_transformers", "models")
    if settings.reranker_model:
        yield _extra("re-ranker", settings.reranker_model, "sentence_transformers", "models")
    if settings.judge and settings.judge != LLM_JUDGE:
        yield _extra("judge", settings.judge, "sentence_transformers", "models")
    if settings.database_url and settings.database_url.startswith("postgresql"):
        yield _extra("database", "PostgreSQL", "psycopg", "postgres")
    if settings.llm_model:
        yield _language_model(settings)


def _language_model(settings: Settings) -> Finding:
    """Asks it nothing: that would cost."""
    try:
        return Finding("language model", True, examined(settings))
    except GeungeoError as error:
        return Finding("language model", False, str(error), "see the message; until then answers are quotations")


def _extra(name: str, wanted: str, module: str, extra: str) -> Finding:
    installed = find_spec(module) is not None
    remedy = None if installed else f"pip install 'geungeo[{extra}]'"
    return Finding(name, installed, wanted if installed else f"{wanted} needs an extra that is not installed", remedy)


def _guarded(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except GeungeoError as error:
        return Finding(name, False, str(error), "see the message; the stored articles are not touched")
