"""Who gives the second opinion that the settings name."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rag.bootstrap import chat
from rag.bootstrap.embedding import choices
from rag.config import LLM_JUDGE, Settings
from rag.errors import ModelUnavailable

if TYPE_CHECKING:
    from rag.answers.generate.judging import Opinions
    from rag.ports import Judge

_log = logging.getLogger(__name__)


def opinions(settings: Settings) -> Opinions | None:
    """Of RAG_JUDGE; None without, or where its model cannot be loaded: answers do not wait for that. Raises MissingExtra."""
    from rag.answers.generate.judging import ChatJudge, Opinions

    if settings.judge is None:
        return None
    if settings.judge == LLM_JUDGE:
        return Opinions(ChatJudge, settings.judge_drops)
    try:
        judge = _cross_encoder(settings, settings.judge)
    except ModelUnavailable as exc:
        _log.warning("there will be no second opinion: %s", exc)
        return None
    return Opinions(lambda _: judge, settings.judge_drops)


@contextmanager
def judging(name: str | None) -> Iterator[Judge | None]:
    """The judge that RAG_JUDGE=name would mean, by itself. Raises SettingsError, MissingExtra, ModelUnavailable."""
    if name is None:
        yield None
        return
    settings = Settings(judge=name)
    if name != LLM_JUDGE:
        yield _cross_encoder(settings, name)
        return
    from rag.answers.generate.judging import ChatJudge
    from rag.answers.generate.upstream import Upstream

    model = chat.chat_model(settings)
    assert model is not None  # the settings have seen to it
    try:
        yield ChatJudge(lambda: Upstream(model, chat.rendered, settings.llm_timeout))
    finally:
        model.close()


def _cross_encoder(settings: Settings, name: str) -> Judge:
    from rag.adapters.nli import NliJudge

    return NliJudge(name, choices(settings))
