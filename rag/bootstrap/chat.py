"""Which chat model the settings mean, and who counts its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag import prompts
from rag.config import Settings

if TYPE_CHECKING:
    from rag.adapters.chat_vendor import Vendor
    from rag.ports import ChatMessage, ChatModel, TokenCounter


def chat_model(settings: Settings, counter: TokenCounter | None = None) -> ChatModel | None:
    """None without RAG_LLM_MODEL. Asks it nothing yet. Raises SettingsError.

    `counter`: `token_counter(settings)`, where the caller has one.
    """
    if settings.llm_model is None:
        return None
    from rag.adapters.chat import LangChainChat

    counting = counter or token_counter(settings)
    return LangChainChat(_vendor(settings, settings.llm_model), counting, concurrency=settings.llm_concurrency)


def rendered(prompt: str, /, **values: str) -> Sequence[ChatMessage]:
    """A shipped prompt with its values."""
    return prompts.load(prompt).render(**values)


def token_counter(settings: Settings) -> TokenCounter:
    """Of RAG_LLM_MODEL; its vocabulary begins to load. Without a model, a bound."""
    from rag.adapters.tokens import TiktokenCounter

    counter = TiktokenCounter(settings.llm_model or "")
    if settings.llm_model is not None:
        counter.prepare()
    return counter


def examined(settings: Settings) -> str:
    """What is known of the model without asking it. Raises SettingsError."""
    from rag.adapters.tokens import encoding_name

    model = settings.llm_model or ""
    vocabulary = encoding_name(model)
    counted = f"tokens counted with {vocabulary}" if vocabulary else "tokens bounded by bytes"
    return f"{_vendor(settings, model).where}, {counted}, not asked now"


def _vendor(settings: Settings, model: str) -> Vendor:
    from rag.adapters.chat_vendor import vendor

    key = settings.llm_api_key
    return vendor(model, base_url=settings.llm_base_url, api_key=key.get_secret_value() if key else None)
