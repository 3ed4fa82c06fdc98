"""What every embedder promises: one suite for the fake, Kiwi, sentence-transformers and OpenAI-compatible servers."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.adapters.openai_embeddings import OpenAIEmbedder
from rag.korean.analysis import Analyser
from rag.ports import AnalysedText, Embedder
from tests import tiny_models
from tests.embedding_server import EmbeddingServer
from tests.fakes_indexes import FakeEmbedder

TEXTS = ("서울 시장은 문을 연다", "솔빛 공장은 3월에 문을 연다", "가나다라", "도시와 강과 산과 들", "꽃")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tiny_models.required()
    return tiny_models.embedding_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def openai_server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer().running() as server:
        yield server


@pytest.fixture(params=["fake", "kiwi", "openai", pytest.param("sentence-transformers", marks=pytest.mark.models)])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "fake":
        return FakeEmbedder()
    if request.param == "kiwi":
        return KiwiEmbedder(request.getfixturevalue("analyser"))
    if request.param == "openai":
        server: EmbeddingServer = request.getfixturevalue("openai_server")
        return OpenAIEmbedder("tiny", base_url=server.url, batch=2)
    from rag.adapters.loading import Choices
    from rag.adapters.sentence_transformers import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(str(request.getfixturevalue("tiny")), Choices(batch=2))


@pytest.fixture
def texts(analyser: Analyser) -> list[AnalysedText]:
    return [AnalysedText(text, analyser.analyse(text).tokens) for text in TEXTS]


def cosine(one: Iterator[float], other: Iterator[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("as_query", [True, False])
def test_each_text_has_a_unit_vector_of_one_length(
    embedder: Embedder, texts: list[AnalysedText], as_query: bool
) -> None:
    vectors = embedder.embed(texts, as_query=as_query)
    assert len(vectors) == len(texts)
    assert len({len(vector) for vector in vectors}) == 1
    assert {vector.typecode for vector in vectors} == {"f"}
    assert [math.hypot(*vector) for vector in vectors] == pytest.approx([1.0] * len(texts), abs=1e-5)


def test_vectors_come_in_the_order_of_the_texts_however_many_go_together(
    embedder: Embedder, texts: list[AnalysedText]
) -> None:
    together = embedder.embed(texts, as_query=False)
    for text, vector in zip(texts, together, strict=True):
        [alone] = embedder.embed([text], as_query=False)
        assert cosine(iter(alone), iter(vector)) == pytest.approx(1.0, abs=1e-5)
    backwards = embedder.embed(texts[::-1], as_query=False)
    assert cosine(iter(backwards[0]), iter(together[-1])) == pytest.approx(1.0, abs=1e-5)


def test_different_texts_have_different_vectors(embedder: Embedder, texts: list[AnalysedText]) -> None:
    vectors = embedder.embed(texts, as_query=False)
    assert len({tuple(vector) for vector in vectors}) == len(texts)


def test_nothing_to_embed_is_nothing(embedder: Embedder) -> None:
    assert embedder.embed([], as_query=False) == []


def test_the_model_has_a_name(embedder: Embedder) -> None:
    assert embedder.model
    assert embedder.model == embedder.model.strip()


def test_many_threads_get_what_one_gets(embedder: Embedder, texts: list[AnalysedText]) -> None:
    expected = [tuple(embedder.embed([text], as_query=True)[0]) for text in texts]
    found: dict[int, tuple[float, ...]] = {}

    def ask(at: int) -> None:
        found[at] = tuple(embedder.embed([texts[at % len(texts)]], as_query=True)[0])

    threads = [threading.Thread(target=ask, args=(at,)) for at in range(4 * len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for at, vector in found.items():
        assert vector == pytest.approx(expected[at % len(texts)], abs=1e-6)
    assert len(found) == len(threads)
