"""Settings → the second opinion."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.model_server import ModelServer, say
from rag.bootstrap import Geungeo, wiring
from rag.bootstrap.judging import judging, opinions
from rag.config import Settings
from tests import tiny_models

EVIDENCE, SENTENCE = ("솔빛 공장은 3월에 문을 연다.",), "솔빛 공장은 3월에 문을 엽니다."


def test_without_a_judge_there_is_no_second_opinion() -> None:
    assert opinions(Settings()) is None
    with judging(None) as judge:
        assert judge is None


def test_the_chat_model_may_judge_what_it_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(say("반박")) as server:
        monkeypatch.setenv("RAG_LLM_MODEL", "tiny")
        monkeypatch.setenv("RAG_LLM_BASE_URL", server.base_url)
        with judging("llm") as judge:
            assert judge is not None
            assert (judge.name, judge.support(EVIDENCE, SENTENCE)) == ("llm", 0.0)
        writer = wiring.writer(Settings(judge="llm", judge_drops=True))
        assert writer is not None
        assert writer.opinions is not None
        assert writer.opinions.drops
        writing = writer.begin()
        judge = writer.opinions.of(lambda: writing.upstream)
        assert judge.support(EVIDENCE, SENTENCE) == 0.0
        assert writing.usage.calls == 1
        writer.chat.close()


@pytest.mark.models
def test_a_cross_encoder_of_a_folder_judges(tmp_path: Path) -> None:
    tiny_models.required()
    folder = str(tiny_models.cross_encoder(tmp_path, names=("entailment", "neutral", "contradiction")))
    found = opinions(Settings(judge=folder, models_device="cpu"))
    assert found is not None
    assert not found.drops
    with judging(folder) as judge:
        assert judge is not None
        assert 0.0 < judge.support(EVIDENCE, SENTENCE) < 1.0


@pytest.mark.models
def test_a_judge_that_cannot_be_loaded_is_said_and_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tiny_models.required()
    assert opinions(Settings(judge=str(tiny_models.cross_encoder(tmp_path)))) is None
    assert "there will be no second opinion: RAG_JUDGE=" in caplog.text


def test_doctor_looks_whether_the_judges_extra_is_installed(tmp_path: Path) -> None:
    with Geungeo.open(Settings(data_dir=tmp_path, judge="some/model"), own_indexes=False) as app:
        assert "judge" in [finding.name for finding in app.doctor()]
    with Geungeo.open(Settings(data_dir=tmp_path), own_indexes=False) as app:
        assert "judge" not in [finding.name for finding in app.doctor()]
