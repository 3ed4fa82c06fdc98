"""Settings: typed, frozen, read once. The only reader of the environment."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from rag.errors import SettingsError

PREFIX = "RAG_"
ENV_FILE = "RAG_ENV_FILE"
"""Names the file of settings; `.env` in the working directory when unset."""
LLM_JUDGE = "llm"
MASK = "********"

_ORIGIN = re.compile(r"https?://[^/*\s,]+")
_PASSWORD = re.compile(r"(://[^:/@\s]*):[^@/\s]*@")


class Settings(BaseSettings):
    """What an operator may choose, from arguments, then the environment, then `.env`. Raises SettingsError.

    Unknown `RAG_` variables are an error, so that a misspelt one is never silently without effect.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    data_dir: Path = Path("data")
    """The folder that holds everything: articles, indexes, logs of use. Made when it is missing."""
    database_url: str | None = Field(default=None, repr=False)
    """SQLAlchemy URL of the article store; None: SQLite in the data folder."""
    chroma_url: str | None = Field(default=None, repr=False)
    """URL of a Chroma server; None: embedded in the data folder."""
    embedding_model: str = "kiwi"
    """`kiwi`, a sentence-transformers name or path, or `openai:<model>`."""
    embedding_base_url: str | None = Field(default=None, repr=False)
    """Of `openai:<model>`; None: RAG_LLM_BASE_URL, and without that OpenAI itself."""
    embedding_api_key: SecretStr | None = None
    """Of `openai:<model>`; None: RAG_LLM_API_KEY, and without that OPENAI_API_KEY."""
    reranker_model: str | None = None
    """A cross-encoder's name or path; None: no reranking."""
    models_device: str | None = None
    """Where sentence-transformers models run: cpu, cuda, cuda:1, mps …; None: what they find."""
    models_dtype: Literal["float32", "float16", "bfloat16"] = "float32"
    """Of their weights."""
    models_batch: int = Field(default=32, ge=1, le=4096)
    """Texts that go through a model at once."""
    llm_model: str | None = None
    """The chat model that writes answers: its name at OpenAI or at RAG_LLM_BASE_URL, or `<provider>:<model>` as
    LangChain knows it, such as `anthropic:claude-sonnet-4-5`; None: answers are quoted sentences."""
    llm_base_url: str | None = Field(default=None, repr=False)
    """Of any server that speaks OpenAI's protocol, mostly ending in /v1; None: OpenAI itself."""
    llm_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("RAG_LLM_API_KEY", "OPENAI_API_KEY")
    )
    """Other providers find theirs where their packages look for it: ANTHROPIC_API_KEY, for example."""
    llm_timeout: float = Field(default=60.0, gt=0, le=3600)
    """Seconds for a whole answer, retries included."""
    llm_concurrency: int = Field(default=4, ge=1, le=1024)
    """Answers that the chat model writes at once; more wait a moment and are then told that it is busy."""
    llm_max_tokens: int = Field(default=1200, ge=64, le=128_000)
    """Of one answer; with a reasoning model, of its thoughts too."""
    llm_context: int = Field(default=6000, ge=256, le=1_000_000)
    """Tokens of evidence that are put before the chat model."""
    llm_completes: bool = False
    """Whether the chat model completes every follow-up question, and not only those that our own rules leave open."""
    judge: str | None = None
    """A second opinion of each sentence that the chat model writes: `llm`, the chat model itself, or the name or path of a
    cross-encoder for natural language inference; None: our own rules alone, which decide first in any case."""
    judge_drops: bool = False
    """Whether sentences that the judge doubts are left out; otherwise its opinion is only told."""
    llm_price_prompt: float | None = Field(default=None, ge=0)
    """What a million tokens of prompt cost, in any money: set both prices, and an answer tells its cost in it."""
    llm_price_completion: float | None = Field(default=None, ge=0)
    """The same of the tokens that the chat model writes."""
    api_keys_file: Path | None = None
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Origins whose pages may call the API, comma-separated, exact: `https://news.example`."""
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    public_url: str | None = None
    """Where people reach this server from outside."""
    log_format: Literal["text", "json"] = "text"

    def __init__(self, **values: Any) -> None:
        _require_known(values, type(self).model_fields, "setting")
        _require_known(_prefixed(), _variables(type(self).model_fields), "environment variable")
        try:
            super().__init__(**values)
        except ValidationError as exc:
            raise SettingsError(_sentence(exc)) from exc

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, DotEnvSettingsSource(settings_cls, env_file=_env_file())

    @field_validator("data_dir", "api_keys_file")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        return value and value.expanduser()

    @field_validator("chroma_url", "embedding_base_url", "llm_base_url", "public_url")
    @classmethod
    def _require_http(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value and value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _require_url(cls, value: str | None) -> str | None:
        if value is not None and "://" not in value:
            raise ValueError("must be a database URL such as postgresql+psycopg://user@host/name")
        return value

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        origins = tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        wrong = [origin for origin in origins if not _ORIGIN.fullmatch(origin)]
        if wrong:
            raise ValueError(f"holds {wrong[0]!r}, which is not an exact origin such as https://news.example")
        return origins

    @model_validator(mode="after")
    def _require_model_for_its_address(self) -> Self:
        if self.llm_base_url and not self.llm_model:
            raise ValueError("RAG_LLM_BASE_URL is set without RAG_LLM_MODEL; set both, or neither")
        return self

    @model_validator(mode="after")
    def _require_model_to_judge(self) -> Self:
        if self.judge == LLM_JUDGE and not self.llm_model:
            raise ValueError("RAG_JUDGE is llm without RAG_LLM_MODEL; set both, or another judge")
        return self

    @model_validator(mode="after")
    def _require_both_prices(self) -> Self:
        if (self.llm_price_prompt is None) != (self.llm_price_completion is None):
            raise ValueError(
                "one of RAG_LLM_PRICE_PROMPT and RAG_LLM_PRICE_COMPLETION is missing; set both, or neither"
            )
        return self

    def describe(self) -> dict[str, str | None]:
        """Every variable → its effective value as text; secrets and passwords masked, None where unset."""
        return {PREFIX + name.upper(): _shown(getattr(self, name)) for name in type(self).model_fields}


def _shown(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, Path):
        return str(value.absolute())
    if isinstance(value, tuple):
        return ",".join(value)
    return _PASSWORD.sub(rf"\1:{MASK}@", str(value))


def _env_file() -> str:
    return os.environ.get(ENV_FILE, ".env")


def _prefixed() -> list[str]:
    names = {*os.environ, *dotenv_values(_env_file())} - {ENV_FILE}
    return sorted(name for name in names if name.upper().startswith(PREFIX))


def _variables(fields: Iterable[str]) -> list[str]:
    return [PREFIX + name.upper() for name in fields]


def _require_known(names: Iterable[str], known: Iterable[str], what: str) -> None:
    choices = {name.lower(): name for name in known}
    for name in names:
        if name.lower() not in choices:
            near = difflib.get_close_matches(name.lower(), choices, n=1, cutoff=0.5) or list(choices)[:1]
            raise SettingsError(f"There is no {what} {name}; did you mean {choices[near[0]]}?")


def _sentence(error: ValidationError) -> str:
    """The first complaint, with the variable's name and never its value."""
    first = error.errors(include_url=False, include_input=False)[0]
    message = str(first["msg"]).removeprefix("Value error, ")
    if not first["loc"]:
        return f"{message}."
    field = str(first["loc"][0])
    name = field if field.isupper() else PREFIX + field.upper()
    return f"{name}: {message[0].lower()}{message[1:]}."
