from __future__ import annotations

from pathlib import Path

import pytest

from rag.config import MASK, Settings
from rag.errors import SettingsError


def test_the_defaults_need_no_key_no_server_and_no_model() -> None:
    settings = Settings()

    assert settings.data_dir == Path("data")
    assert settings.embedding_model == "kiwi"
    assert settings.database_url is None
    assert settings.llm_model is None
    assert settings.llm_api_key is None


def test_an_argument_wins_over_the_environment_and_the_environment_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "settings.env"
    file.write_text("RAG_DATA_DIR=/of/the/file\nRAG_LLM_MODEL=of-the-file\nRAG_RERANKER_MODEL=of-the-file\n", "utf-8")
    monkeypatch.setenv("RAG_ENV_FILE", str(file))
    monkeypatch.setenv("RAG_DATA_DIR", "/of/the/environment")
    monkeypatch.setenv("RAG_LLM_MODEL", "of-the-environment")

    settings = Settings(data_dir=Path("/of/the/argument"))

    assert settings.data_dir == Path("/of/the/argument")
    assert settings.llm_model == "of-the-environment"
    assert settings.reranker_model == "of-the-file"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("RAG_EMBEDING_MODEL", "RAG_EMBEDDING_MODEL"),
        ("RAG_DATADIR", "RAG_DATA_DIR"),
        ("RAG_LLM_URL", "RAG_LLM_BASE_URL"),
        ("rag_log_fromat", "RAG_LOG_FORMAT"),
    ],
)
def test_an_unknown_variable_is_an_error_that_names_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    monkeypatch.setenv(written, "x")

    with pytest.raises(SettingsError) as caught:
        Settings()

    assert str(caught.value) == f"There is no environment variable {written}; did you mean {meant}?"


def test_an_unknown_variable_in_the_file_is_an_error_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("RAG_DATADIR=/somewhere\nSOMEBODY_ELSES=1\n", "utf-8")
    monkeypatch.setenv("RAG_ENV_FILE", str(file))

    with pytest.raises(SettingsError, match="RAG_DATADIR"):
        Settings()


def test_a_misspelt_argument_is_an_error() -> None:
    with pytest.raises(SettingsError, match="did you mean data_dir"):
        Settings(data_dri="x")


def test_an_empty_variable_means_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_LLM_MODEL", "")

    assert Settings().llm_model is None


def test_the_key_of_openai_is_honoured_and_our_own_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-general")
    general = Settings().llm_api_key
    monkeypatch.setenv("RAG_LLM_API_KEY", "sk-ours")
    ours = Settings().llm_api_key

    assert general is not None
    assert general.get_secret_value() == "sk-general"
    assert ours is not None
    assert ours.get_secret_value() == "sk-ours"


def test_origins_are_a_list_of_exact_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_ALLOWED_ORIGINS", "https://a.example, http://b.example:8080/")

    assert Settings().allowed_origins == ("https://a.example", "http://b.example:8080")


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("RAG_ALLOWED_ORIGINS", "*", "RAG_ALLOWED_ORIGINS: holds '*', which is not an exact origin"),
        ("RAG_ALLOWED_ORIGINS", "https://*.example", "RAG_ALLOWED_ORIGINS: holds"),
        ("RAG_LOG_FORMAT", "xml", "RAG_LOG_FORMAT: input should be 'text' or 'json'"),
        ("RAG_CHROMA_URL", "chroma:8000", "RAG_CHROMA_URL: must start with http:// or https://"),
        ("RAG_DATABASE_URL", "news.db", "RAG_DATABASE_URL: must be a database URL"),
        ("RAG_LLM_BASE_URL", "http://llm.example/v1", "RAG_LLM_BASE_URL is set without RAG_LLM_MODEL"),
    ],
)
def test_a_value_that_cannot_work_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, complaint: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as caught:
        Settings()

    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = Settings()

    with pytest.raises(ValueError, match="frozen"):
        settings.log_format = "json"  # type: ignore[misc]


def test_what_doctor_prints_and_what_a_log_may_hold_keep_the_secrets() -> None:
    secrets = {
        "llm_api_key": "sk-secret",
        "slack_bot_token": "xoxb-secret",
        "slack_app_token": "xapp-secret",
        "slack_signing_secret": "signing-secret",
    }
    settings = Settings(
        database_url="postgresql+psycopg://reader:db-secret@db.example/news",
        chroma_url="http://me:chroma-secret@chroma.example:8000",
        **secrets,
    )

    described = settings.describe()

    assert described["RAG_DATABASE_URL"] == f"postgresql+psycopg://reader:{MASK}@db.example/news"
    assert described["RAG_CHROMA_URL"] == f"http://me:{MASK}@chroma.example:8000"
    assert [described["RAG_" + name.upper()] for name in secrets] == [MASK] * 4
    assert described["RAG_RERANKER_MODEL"] is None
    for shown in (str(list(described.values())), repr(settings), str(settings)):
        assert not [secret for secret in ("db-secret", "chroma-secret", *secrets.values()) if secret in shown]


def test_the_chat_model_can_only_judge_where_there_is_one() -> None:
    assert Settings(judge="llm", llm_model="m").judge == "llm"
    assert Settings(judge="of/someone").judge_drops is False
    with pytest.raises(SettingsError, match="RAG_JUDGE is llm without RAG_LLM_MODEL"):
        Settings(judge="llm")


def test_prices_come_in_pairs() -> None:
    assert Settings(llm_price_prompt=0.25, llm_price_completion=2).llm_price_completion == 2.0
    with pytest.raises(SettingsError, match="set both, or neither"):
        Settings(llm_price_prompt=0.25)
