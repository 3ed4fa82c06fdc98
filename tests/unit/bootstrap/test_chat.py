"""Settings → the chat model and who counts its tokens."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.model_server import ModelServer, say
from rag.bootstrap import Geungeo
from rag.bootstrap.chat import chat_model, token_counter
from rag.bootstrap.doctor import Finding
from rag.config import Settings
from rag.errors import SettingsError
from rag.ports import ChatMessage


def test_without_a_model_there_is_none() -> None:
    assert chat_model(Settings()) is None
    assert not token_counter(Settings()).exact


def test_the_model_of_the_settings_is_asked_at_their_address_with_their_key() -> None:
    with ModelServer(say("네."), key="sk-right") as server:
        settings = Settings(llm_model="tiny", llm_base_url=server.base_url, llm_api_key="sk-right")
        model = chat_model(settings)
        assert model is not None
        assert model.model == "tiny"
        assert server.count == 0
        assert list(model.stream([ChatMessage("user", "예?")], tokens=10, seconds=5.0)) == ["네."]
        model.close()


def test_the_settings_have_sensible_limits() -> None:
    settings = Settings()
    limits = (settings.llm_timeout, settings.llm_concurrency, settings.llm_max_tokens, settings.llm_context)
    assert limits == (60.0, 4, 1200, 6000)
    with pytest.raises(SettingsError, match="RAG_LLM_TIMEOUT"):
        Settings(llm_timeout=0)
    with pytest.raises(SettingsError, match="RAG_LLM_CONCURRENCY"):
        Settings(llm_concurrency=0)


def test_doctor_says_what_is_known_of_the_model_without_asking_it(tmp_path: Path) -> None:
    with ModelServer(say("네.")) as server:
        good = Settings(data_dir=tmp_path, llm_model="gpt-4o", llm_base_url=server.base_url)
        finding = language_model(good)
        assert finding.ok
        assert finding.detail == f"gpt-4o at {server.base_url}, tokens counted with o200k_base, not asked now"
        assert server.exchanges == []
    wrong = language_model(Settings(data_dir=tmp_path, llm_model="gpt-4o"))
    assert not wrong.ok
    assert "RAG_LLM_API_KEY" in wrong.detail


def language_model(settings: Settings) -> Finding:
    with Geungeo.open(settings, own_indexes=False) as app:
        [found] = [finding for finding in app.doctor() if finding.name == "language model"]
    return found
