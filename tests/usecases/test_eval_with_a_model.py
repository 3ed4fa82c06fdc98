"""`rag eval suite --mode llm`: answers of a model on this machine, over real HTTP, measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.cases import Case, Support
from evals.collection import throw_away
from evals.model_server import Fault, ModelServer, say
from evals.model_server.faithful import faithful
from evals.record import Data, Sample, read_run
from evals.tasks import suite
from rag import Geungeo
from rag.cli import main
from rag.errors import ChatRejected
from tests.usecases.test_eval_commands import CASE, PAGE, data, lines, run

ASKED = Case(
    "own-001",
    "한울천 산책로의 총사업비는 얼마인가요?",
    "money",
    answerable=True,
    gold_answers=("18억 원",),
    support=(Support("walk", "총사업비는 18억원이다."),),
)
LIE = "한울천 산책로의 총사업비는 99억원입니다.[2]"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "walk.txt").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer(faithful) as running:
        yield running


@pytest.fixture(scope="module")
def app(pages: Path, server: ModelServer) -> Iterator[Geungeo]:
    with throw_away(llm_model="test", llm_base_url=server.base_url, llm_api_key="none") as app:
        app.ingest(pages)
        yield app


def asked(app: Geungeo, mode: str = "llm") -> Sample:
    outcome = suite.measure(app, [ASKED], Data("own", "0", 1), mode)  # type: ignore[arg-type]
    return outcome.samples[0]


def test_what_the_model_did_is_told_beside_the_known_figures(tmp_path: Path, pages: Path) -> None:
    lines(tmp_path / "cases" / "own.jsonl", [CASE])
    where = ["--cases", str(tmp_path / "cases"), "--articles", str(pages)]
    found = data(run(tmp_path, "suite", *where, "--mode", "llm", "--test-model", "faithful", "--json"))
    assert found["name"] == "suite-cases-llm"
    assert [found[name] for name in ("passed", "by_model", "fidelity", "citation_recall", "citation_precision")] == [
        1.0
    ] * 5
    assert [found[name] for name in ("given_instead", "model_failed", "left_out")] == [0.0] * 3
    assert found["model_calls"] == 1.0
    assert found["prompt_tokens"] == found["prompt_tokens_p95"] > 100
    assert found["cited_gold_article"] == found["gold_sentence_cited"] == 1.0
    settings = read_run(tmp_path / "runs" / found["run"]).summary.settings
    assert (settings["mode"], settings["test_model"]) == ("llm", "faithful")


def test_without_the_mode_no_model_is_asked(app: Geungeo, server: ModelServer) -> None:
    before = server.count
    sample = asked(app, "extractive")
    assert server.count == before
    assert sample.passed
    assert not sample.metrics.keys() & {"by_model", "model_calls", "citation_recall"}
    assert sample.metrics["gold_sentence_cited"] == 1.0


def test_sentences_that_nothing_carries_are_counted_and_the_articles_answer_instead(
    app: Geungeo, server: ModelServer
) -> None:
    server.script = say(LIE)
    metrics = asked(app).metrics
    assert (metrics["by_model"], metrics["given_instead"], metrics["model_failed"]) == (0.0, 1.0, 0.0)
    assert metrics["left_out"] == 1.0
    assert metrics["passed"] == 1.0
    assert metrics["model_calls"] > 1  # told what is wrong, it says the same again


def test_some_of_the_sentences_may_be_left_out(app: Geungeo, server: ModelServer) -> None:
    server.script = say(f"총사업비는 18억원입니다.[2] {LIE}")
    metrics = asked(app).metrics
    assert (metrics["by_model"], metrics["left_out"]) == (1.0, 0.5)


def test_a_model_that_fails_costs_its_figure_and_not_the_answer(app: Geungeo, server: ModelServer) -> None:
    server.script = Fault("html")
    metrics = asked(app).metrics
    assert (metrics["model_failed"], metrics["given_instead"], metrics["passed"]) == (1.0, 1.0, 1.0)


def test_a_model_that_accepts_nothing_ends_the_run(app: Geungeo, server: ModelServer) -> None:
    server.script = Fault("unauthorised")
    with pytest.raises(ChatRejected):
        asked(app)


def test_a_mode_without_its_model_is_told_in_one_sentence(tmp_path: Path, pages: Path) -> None:
    lines(tmp_path / "cases" / "own.jsonl", [CASE])
    where = ["--cases", str(tmp_path / "cases"), "--articles", str(pages)]
    result = run(tmp_path, "suite", *where, "--mode", "llm")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: No language model is set")
    unused = CliRunner().invoke(main, ["eval", "suite", *where, "--test-model", "faithful"])
    assert unused.exit_code == 2
    assert "--test-model goes with --mode llm." in unused.stderr
