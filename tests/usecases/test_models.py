"""Another embedding model: refused until its vectors are made, made beside those in use, taken over without a pause."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag import Geungeo
from rag.config import Settings
from rag.domain import Article, VectorState
from rag.embedding import TOGETHER
from rag.errors import ModelMismatch
from rag.follow import verify
from tests import tiny_models
from tests.embedding_server import EmbeddingServer, Reply, Request, answering

OTHER = "openai:tiny"
QUESTION = "솔빛 공장은 언제 문을 여나요?"
PATIENCE = 60.0  # seconds
ROOT = Path(__file__).resolve().parents[2]


def article(number: int) -> Article:
    lines = (f"{number}호 가람 다리가 놓인다.", "직원은 400명이다.")
    return Article(lines, f"가람시 소식 {number}", url=f"https://pyobon.example/{number}")


FACTORY = Article(("솔빛 공장은 3월에 문을 연다.",), "한결전자 솔빛 공장", url="https://pyobon.example/factory")


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer().running() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def settings(folder: Path, server: EmbeddingServer, model: str = "kiwi") -> Settings:
    return Settings(data_dir=folder, embedding_model=model, embedding_base_url=server.url, models_batch=TOGETHER)


def model_in_use(app: Geungeo) -> str:
    [active] = [one for one in app.store.vector_sets() if one.state is VectorState.ACTIVE]
    return active.model


def sound(app: Geungeo) -> bool:
    """Both indexes hold exactly what is stored, with the vectors in use."""
    app.catch_up()
    return app.ready() and all(verify(app.store, index) for index in app.indexes)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@pytest.mark.slow
def test_a_changed_setting_is_refused_with_the_command_and_obeyed_after_it(
    folder: Path, server: EmbeddingServer
) -> None:
    before, after = settings(folder, server), settings(folder, server, OTHER)
    with Geungeo.open(before) as app:
        app.add([FACTORY, article(1)])
        kiwi = model_in_use(app)
    with pytest.raises(ModelMismatch, match=r"RAG_EMBEDDING_MODEL=kiwi.*says openai:tiny: run  rag reindex  to"):
        Geungeo.open(after)
    assert server.requests == []

    with Geungeo.open(after, own_indexes=False) as beside:
        [wrong] = [finding for finding in beside.doctor() if not finding.ok]
        assert wrong.remedy == "run  rag reindex"
        beside.reindex()
        assert all(finding.ok for finding in beside.doctor())
        assert model_in_use(beside) == OTHER
        assert beside.store.vectors(kiwi, beside.store.live_ids(0, 100)) == {}
    assert len([entry for entry in (folder / "chroma").iterdir() if entry.is_dir()]) == 1
    with pytest.raises(ModelMismatch, match="says kiwi"):
        Geungeo.open(before)

    with Geungeo.open(after) as app:
        assert sound(app)
        asked = len(server.requests)
        assert app.search(QUESTION)[0].passage.stored.article == FACTORY
        assert server.requests[asked]["input"] == [QUESTION]
        app.add([article(2)])
        assert "가람시 소식 2\n2호 가람 다리가 놓인다." in server.requests[-1]["input"][0]
        assert sound(app)


def test_an_owner_goes_on_answering_and_takes_over_what_another_process_makes(
    folder: Path, server: EmbeddingServer
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slowly(request: Request) -> Reply:
        reached.set()
        assert go_on.wait(PATIENCE)
        return answering()(request)

    with (
        Geungeo.open(settings(folder, server)) as app,
        Geungeo.open(settings(folder, server, OTHER), own_indexes=False) as beside,
    ):
        app.add([FACTORY, *map(article, range(1, 40))])
        kiwi = model_in_use(app)
        server.script = [slowly, answering()]
        maker = threading.Thread(target=beside.reindex)
        maker.start()
        assert reached.wait(PATIENCE)

        assert model_in_use(app) == kiwi
        assert app.search(QUESTION)[0].passage.stored.article == FACTORY
        app.add([article(50)])  # while vectors are made: it gets those in use at once, and the others in time
        assert app.search("50호 가람 다리")[0].passage.stored.article == article(50)
        assert len(app.store.without_vector(OTHER, 0, 1_000)) == app.store.status().passages

        stop, failures = threading.Event(), []

        def ask() -> None:
            while not stop.is_set():
                try:
                    assert app.search(QUESTION)[0].passage.stored.article == FACTORY
                except BaseException as error:
                    failures.append(error)
                    raise

        asker = threading.Thread(target=ask)
        asker.start()
        go_on.set()
        maker.join(PATIENCE)
        until(lambda: OTHER in {one.model for one in app.store.vector_sets()} and model_in_use(app) == OTHER)
        until(lambda: app.store.vectors(kiwi, app.store.live_ids(0, 1_000)) == {})
        stop.set()
        asker.join()
        assert failures == []
        assert not maker.is_alive()

        app.add([article(60)])
        assert app.search("60호 가람 다리")[0].passage.stored.article == article(60)
        assert sound(app)
        assert app.store.without_vector(OTHER, 0, 1_000) == []


def test_vectors_that_the_owner_cannot_make_itself_do_not_take_over(
    folder: Path, server: EmbeddingServer, caplog: pytest.LogCaptureFixture
) -> None:
    with EmbeddingServer().running() as another:
        another.script = [answering(16)]
        with (
            Geungeo.open(settings(folder, another)) as app,
            Geungeo.open(settings(folder, server, OTHER), own_indexes=False) as beside,
        ):
            app.add([FACTORY])
            kiwi = model_in_use(app)
            maker = threading.Thread(target=beside.reindex, daemon=True)
            maker.start()
            until(lambda: "cannot take over" in caplog.text)
            assert "other vectors than the stored ones" in caplog.text
            assert model_in_use(app) == kiwi
            assert app.search(QUESTION)[0].passage.stored.article == FACTORY
            beside.store.begin_vectors(OTHER, OTHER)
            beside.store.activate_vectors(OTHER)  # lets the other thread end
            maker.join(PATIENCE)


@pytest.mark.slow
def test_killed_while_making_vectors_the_old_ones_answer_and_the_next_call_goes_on(
    folder: Path, server: EmbeddingServer
) -> None:
    with Geungeo.open(settings(folder, server)) as app:
        app.add([FACTORY, *map(article, range(1, 200))])
        passages = app.store.status().passages
    reached, never = threading.Event(), threading.Event()

    def hanging(request: Request) -> Reply:
        reached.set()
        never.wait(PATIENCE)
        return answering()(request)

    server.script = [answering(), hanging]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RAG_")},
        "RAG_ENV_FILE": os.devnull,
        "RAG_DATA_DIR": str(folder),
        "RAG_EMBEDDING_MODEL": OTHER,
        "RAG_EMBEDDING_BASE_URL": server.url,
        "RAG_MODELS_BATCH": str(TOGETHER),
    }
    command = [sys.executable, "-m", "rag", "reindex"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as child:
        assert reached.wait(PATIENCE)
        os.kill(child.pid, signal.SIGKILL)
    never.set()
    with Geungeo.open(settings(folder, server)) as app:
        assert len(app.store.without_vector(OTHER, 0, 10_000)) == passages - TOGETHER
        assert app.search(QUESTION)[0].passage.stored.article == FACTORY
        assert sound(app)

    server.script = [answering()]
    server.requests.clear()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert "The indexes are rebuilt." in done.stderr
    assert sum(len(request["input"]) for request in server.requests) == passages - TOGETHER
    with Geungeo.open(settings(folder, server, OTHER)) as app:
        assert sound(app)
        assert app.search(QUESTION)[0].passage.stored.article == FACTORY


PAGE = """한결전자 솔빛 공장 3월 가동
2026년 02월 10일(화) 18:00
한결전자는 솔빛 공장이 3월에 문을 연다고 10일 밝혔다. 솔빛 공장의 직원은 400명이다.
/강표본 기자 kang@pyobon.example
"""


@pytest.mark.models
def test_pages_are_embedded_and_hits_ranked_by_models_of_a_folder(folder: Path, tmp_path: Path) -> None:
    tiny_models.required()
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "factory.txt").write_text(PAGE, encoding="utf-8")
    bare = Settings(
        data_dir=folder,
        embedding_model=str(tiny_models.embedding_model(tmp_path)),
        models_device="cpu",
        models_batch=2,
    )
    ranking = bare.model_copy(update={"reranker_model": str(tiny_models.cross_encoder(tmp_path))})
    with Geungeo.open(ranking) as app:
        app.ingest(pages)
        app.add([FACTORY, *map(article, range(5))])
        assert sound(app)
        assert model_in_use(app).startswith("tiny-7@")
        hits = app.search(QUESTION)
        assert app.ask("솔빛 공장의 직원은 몇 명인가요?").short_answer == "400명"
    with Geungeo.open(bare) as app:
        plain = app.search(QUESTION)
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in plain}
    assert [hit.passage.id for hit in hits] != [hit.passage.id for hit in plain]
