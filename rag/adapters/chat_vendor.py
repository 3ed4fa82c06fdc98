"""Which model of LangChain a name means, and how each is asked.

Vendor traps: temperature 0 is refused by reasoning models. OpenAI wants `max_completion_tokens`, which Ollama and older
llama.cpp ignore without a word, and those want `max_tokens`, which OpenAI's newer models refuse. `stream_options` is
refused by some servers that check their input strictly. What is refused is left out from then on.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Protocol
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from rag.errors import SettingsError
from rag.ports import ChatMessage

SETTING = "RAG_LLM_MODEL"
OPENAI_URL = "https://api.openai.com/v1"
OPENAI_HOSTS = ("openai.com", "openai.azure.com")

PROVIDERS: Mapping[str, str] = {
    "anthropic": "langchain-anthropic",
    "azure_openai": "langchain-openai",
    "bedrock": "langchain-aws",
    "bedrock_converse": "langchain-aws",
    "cohere": "langchain-cohere",
    "deepseek": "langchain-deepseek",
    "fireworks": "langchain-fireworks",
    "google_genai": "langchain-google-genai",
    "google_vertexai": "langchain-google-vertexai",
    "groq": "langchain-groq",
    "huggingface": "langchain-huggingface",
    "mistralai": "langchain-mistralai",
    "nvidia": "langchain-nvidia-ai-endpoints",
    "ollama": "langchain-ollama",
    "openrouter": "langchain-openrouter",
    "perplexity": "langchain-perplexity",
    "together": "langchain-together",
    "upstage": "langchain-upstage",
    "xai": "langchain-xai",
}
"""What may stand before a colon in the setting → the package that asks it, of those that `init_chat_model` knows."""

ENDINGS: Mapping[str, str] = {
    "stop": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "eos": "stop",
    "eos_token": "stop",
    "complete": "stop",
    "length": "length",
    "max_tokens": "length",
    "model_length": "length",
    "model_context_window_exceeded": "length",
    "content_filter": "content_filter",
    "content_filtered": "content_filter",
    "safety": "content_filter",
    "recitation": "content_filter",
    "prohibited_content": "content_filter",
    "blocklist": "content_filter",
    "spii": "content_filter",
    "refusal": "content_filter",
    "guardrail_intervened": "content_filter",
}
"""How vendors say why an answer ended → stop, length, content_filter; anything else is as good as breaking off."""
_REASON_KEYS = ("finish_reason", "stop_reason", "done_reason", "stopReason")

_REFUSAL = re.compile(
    r"not supported|unsupported|does not support|unrecognized|unknown|unexpected|extra_forbidden|not permitted"
    r"|not allowed|deprecated",
    re.IGNORECASE,
)
_LENGTH_FIELDS = ("max_tokens", "max_output_tokens", "max_tokens_to_sample", "num_predict", "max_new_tokens")


class Vendor(Protocol):
    """How one model is asked. `where`: its name and address, for people."""

    name: str
    where: str

    def astream(self, messages: Sequence[ChatMessage], tokens: int) -> AsyncGenerator[AIMessageChunk]: ...

    def give_up(self, exc: Exception) -> bool:
        """Whether it refused something that can be left out, and will be."""

    async def aclose(self) -> None: ...


class OpenAICompatible:
    """OpenAI, or any server of its protocol: vLLM, Ollama, llama.cpp, LM Studio, gateways. Raises SettingsError."""

    def __init__(self, name: str, base_url: str | None, api_key: str | None) -> None:
        from langchain_openai import ChatOpenAI

        from rag.adapters.chat_http import client

        if base_url is None and api_key is None:
            raise SettingsError(
                f"{SETTING}={name} needs RAG_LLM_API_KEY (or OPENAI_API_KEY), or RAG_LLM_BASE_URL of a server of your own."
            )
        url = base_url or OPENAI_URL
        self.name = name
        self.where = f"{name} at {_shown(url)}"
        self._http = client()
        self._refused: frozenset[str] = frozenset()
        self._lengths = (
            ("max_completion_tokens", "max_tokens") if _is_openai(url) else ("max_tokens", "max_completion_tokens")
        )
        self._model = ChatOpenAI(
            model=name,
            base_url=url,
            api_key=api_key or "none",  # servers without keys are content with any
            temperature=0,  # LangChain leaves it out for models of which it knows that they refuse it
            max_retries=0,
            use_responses_api=False,
            stream_chunk_timeout=None,
            http_async_client=self._http,
            openai_proxy=None,
        )

    def astream(self, messages: Sequence[ChatMessage], tokens: int) -> AsyncGenerator[AIMessageChunk]:
        limit = next((name for name in self._lengths if name not in self._refused), None)
        usage = "stream_options" not in self._refused
        body = {limit: tokens} if limit else None
        return _generator(self._model.astream(_said(messages), stream_usage=usage, extra_body=body))

    def give_up(self, exc: Exception) -> bool:
        for name in ("stream_options", "temperature", *self._lengths):
            if name not in self._refused and _refuses(exc, name):
                self._refused |= {name}
                if name == "temperature":
                    self._model = self._model.model_copy(update={"temperature": None})
                return True
        return False

    async def aclose(self) -> None:
        await self._http.aclose()


class OtherProvider:
    """Any model of LangChain."""

    def __init__(self, model: BaseChatModel, name: str) -> None:
        self.name = name
        self.where = name
        self._model = model

    def astream(self, messages: Sequence[ChatMessage], tokens: int) -> AsyncGenerator[AIMessageChunk]:
        return _generator(_limited(self._model, tokens).astream(_said(messages)))

    def give_up(self, exc: Exception) -> bool:
        if getattr(self._model, "temperature", None) is None or not _refuses(exc, "temperature"):
            return False
        self._model = self._model.model_copy(update={"temperature": None})
        return True

    async def aclose(self) -> None:
        """Its clients are LangChain's."""


def vendor(setting: str, *, base_url: str | None = None, api_key: str | None = None) -> Vendor:
    """Of RAG_LLM_MODEL. Raises SettingsError. Other providers find their keys where their packages look for them: a key
    for OpenAI is not theirs to see."""
    provider, colon, name = setting.partition(":")
    if colon and provider in PROVIDERS:
        return OtherProvider(_of_provider(provider, name, base_url), setting)
    plain = setting.removeprefix("openai:")
    if not plain:
        raise SettingsError(f"{SETTING}={setting} names no model; write openai:gpt-5-mini, for example.")
    return OpenAICompatible(plain, base_url, api_key)


def missing_package(setting: str) -> str | None:
    """What `pip install` must be told before the model of this setting can be asked."""
    provider, colon, _ = setting.partition(":")
    package = PROVIDERS.get(provider) if colon else None
    return package if package and find_spec(package.replace("-", "_")) is None else None


def _of_provider(provider: str, name: str, base_url: str | None) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    setting = f"{SETTING}={provider}:{name}"
    package = missing_package(f"{provider}:{name}")
    if package:
        raise SettingsError(f"{setting} needs a package that is not installed: run  pip install {package}")
    address: dict[str, Any] = {"base_url": base_url} if base_url else {}
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, temperature=0, max_retries=0, **address)
        return model
    except Exception as exc:
        raise SettingsError(
            f"{setting} cannot be set up ({type(exc).__name__}): see the documentation of {PROVIDERS[provider]}, "
            "which also says where it looks for its key."
        ) from exc


def _limited(model: BaseChatModel, tokens: int) -> BaseChatModel:
    """The same model with a limit, whatever its field is called."""
    fields = type(model).model_fields
    field = next((name for name in _LENGTH_FIELDS if name in fields), None)
    return model.model_copy(update={field: tokens}) if field else model


def _generator(stream: AsyncIterator[AIMessageChunk]) -> AsyncGenerator[AIMessageChunk]:
    """Which is what LangChain gives: one that can be closed."""
    assert isinstance(stream, AsyncGenerator)
    return stream


def finish_reason(chunk: AIMessageChunk) -> str | None:
    """stop, length, content_filter or closed, where this chunk says that the answer ends."""
    about = chunk.response_metadata
    reason = next((about[key] for key in _REASON_KEYS if about.get(key)), None)
    return None if reason is None else ENDINGS.get(str(reason).lower(), "closed")


def used(chunk: AIMessageChunk) -> tuple[int, int] | None:
    """(prompt, completion) tokens, where this chunk counts them."""
    usage = chunk.usage_metadata
    return (usage["input_tokens"], usage["output_tokens"]) if usage else None


def _said(messages: Sequence[ChatMessage]) -> list[BaseMessage]:
    kinds: Mapping[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [kinds[message.role](content=message.text) for message in messages]


def _refuses(exc: Exception, name: str) -> bool:
    response: Any = getattr(exc, "response", None)
    if getattr(response, "status_code", None) not in {400, 422}:
        return False
    named = re.search(rf"\b{name}\b", str(exc))
    return getattr(exc, "param", None) == name or bool(named and _REFUSAL.search(str(exc)))


def _is_openai(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == one or host.endswith("." + one) for one in OPENAI_HOSTS)


def _shown(url: str) -> str:
    """Without what may be secret in it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path}"
