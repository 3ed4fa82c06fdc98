"""Who gives the second opinion that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rag.bootstrap import chat
from rag.bootstrap.embedding import choices
from rag.config import LLM_JUDGE, Settings

if TYPE_CHECKING:
    from rag.answers.generate.judging import Opinions
    from rag.ports import Judge


def opinions(settings: Settings) -> Opinions | None:
    """Of RAG_JUDGE; None without. Loads its model. Raises MissingExtra, ModelUnavailable."""
    from rag.answers.generate.judging import ChatJudge, Opinions

    if settings.judge is None:
        return None
    if settings.judge == LLM_JUDGE:
        return Opinions(ChatJudge, settings.judge_drops)
    judge = _cross_encoder(settings, settings.judge)
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
