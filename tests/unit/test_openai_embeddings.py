"""Vectors from OpenAI-compatible servers: what is sent, and what happens when the server is not at its best."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator

import pytest

from rag.adapters.openai_embeddings import LONGEST_BYTES, REQUEST_BYTES, OpenAIEmbedder
from rag.errors import ModelUnavailable, SettingsError
from rag.ports import AnalysedText
from tests.embedding_server import EmbeddingServer, answering, failing, saying

KEY = "sk-entirely-invented"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer().running() as running:
        yield running


def embedder(server: EmbeddingServer, *, batch: int = 32, seconds: float = 5.0) -> OpenAIEmbedder:
    return OpenAIEmbedder("tiny", base_url=server.url, api_key=KEY, batch=batch, seconds=(seconds, seconds))


def texts(*words: str) -> list[AnalysedText]:
    return [AnalysedText(word, ()) for word in words]


def failure(made: OpenAIEmbedder, *words: str) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        made.embed(texts(*(words or ("글",))), as_query=True)
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_text_is_sent_as_text_and_numbers_are_asked_for_as_numbers(server: EmbeddingServer) -> None:
    embedder(server).embed(texts("서울 시장", "솔빛 공장"), as_query=False)
    [request] = server.requests
    assert request == {
        "path": "/v1/embeddings",
        "model": "tiny",
        "input": ["서울 시장", "솔빛 공장"],
        "encoding_format": "float",
    }
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_the_vectors_are_made_unit_length_and_put_in_order(server: EmbeddingServer) -> None:
    one, two = embedder(server).embed(texts("하나", "둘"), as_query=False)
    assert math.hypot(*one) == pytest.approx(1.0, abs=1e-6)
    assert embedder(server).embed(texts("둘"), as_query=True) == [two]


def test_the_name_says_where_the_vectors_come_from(server: EmbeddingServer) -> None:
    assert embedder(server).model == "openai:tiny"


def test_many_texts_are_several_requests_by_count_and_by_size(server: EmbeddingServer) -> None:
    words = [f"글 {number}" for number in range(7)]
    vectors = embedder(server, batch=3).embed(texts(*words), as_query=False)
    assert [len(request["input"]) for request in server.requests] == [3, 3, 1]
    assert vectors[6] == embedder(server).embed(texts("글 6"), as_query=False)[0]

    server.requests.clear()
    long = "가" * 2_500
    embedder(server, batch=1_000).embed(texts(*[long] * 70), as_query=False)
    sizes = [sum(len(text.encode()) for text in request["input"]) for request in server.requests]
    assert len(sizes) == 3
    assert max(sizes) <= REQUEST_BYTES


def test_a_text_that_the_model_could_not_read_is_cut_between_two_letters(server: EmbeddingServer) -> None:
    embedder(server).embed(texts("한" * 5_000), as_query=False)
    [sent] = server.requests[0]["input"]
    assert sent == "한" * (LONGEST_BYTES // 3)


def test_a_busy_server_is_asked_again_after_the_time_it_names(server: EmbeddingServer) -> None:
    server.script = [failing(429, {"retry-after": "0.2"}), failing(503, {"retry-after": "0"}), answering()]
    began = time.monotonic()
    assert len(embedder(server).embed(texts("글"), as_query=True)) == 1
    assert len(server.requests) == 3
    assert 0.2 <= time.monotonic() - began < 2.0


def test_a_server_that_names_too_long_a_time_is_not_waited_for(server: EmbeddingServer) -> None:
    server.script = [failing(429, {"retry-after": "3600"})]
    began = time.monotonic()
    assert "status 429" in failure(embedder(server))
    assert time.monotonic() - began < 2.0
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "behaviour", [failing(400), failing(401), failing(404), failing(429, {"retry-after": "0"}, "insufficient_quota")]
)
def test_what_will_not_pass_is_not_asked_again(server: EmbeddingServer, behaviour: object) -> None:
    server.script = [behaviour]  # type: ignore[list-item]
    assert "status 4" in failure(embedder(server))
    assert len(server.requests) == 1


def test_a_server_that_goes_on_failing_is_given_up_at_the_deadline(server: EmbeddingServer) -> None:
    server.script = [failing(500)]
    began = time.monotonic()
    assert "status 500" in failure(embedder(server, seconds=1.2))
    assert time.monotonic() - began < 1.5
    assert len(server.requests) == 2  # the next would come after 0.5 and 1 seconds


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{not json", "application/json"),
        (b"<html>Sign in</html>", "text/html"),
        (b"", "application/json"),
        (b'{"data": null}', "application/json"),
        (b'{"data": [{"index": 0, "embedding": ["a"]}]}', "application/json"),
        (b'{"data": [{"index": 0, "embedding": [NaN, 1.0]}]}', "application/json"),
        (b'{"data": [{"index": 5, "embedding": [1.0]}]}', "application/json"),
        (b'{"data": [{"index": 0, "embedding": "AACAPw=="}]}', "application/json"),
        (b"[]", "application/json"),
    ],
)
def test_nonsense_is_refused(server: EmbeddingServer, body: bytes, kind: str) -> None:
    server.script = [saying(body, kind)]
    assert "RAG_EMBEDDING_BASE_URL" in failure(embedder(server))


def test_too_few_vectors_are_refused(server: EmbeddingServer) -> None:
    one = {"data": [{"index": 0, "embedding": [1.0, 0.0]}]}
    server.script = [saying(json.dumps(one).encode())]
    assert "1 vectors for 2 texts" in failure(embedder(server), "하나", "둘")


def test_vectors_of_another_length_than_before_are_refused(server: EmbeddingServer) -> None:
    server.script = [answering(8), answering(4)]
    made = embedder(server)
    made.embed(texts("글"), as_query=True)
    assert "vectors of 4 numbers after 8" in failure(made)


def test_a_server_that_drips_is_given_up_at_the_deadline(server: EmbeddingServer) -> None:
    server.drip_seconds = 0.05
    began = time.monotonic()
    assert "in time" in failure(embedder(server, seconds=0.6))
    assert time.monotonic() - began < 1.5


def test_a_server_that_is_not_there_is_given_up_at_the_deadline() -> None:
    made = OpenAIEmbedder("tiny", base_url="http://127.0.0.1:9/v1", seconds=(0.7, 0.7))
    assert "does not answer" in failure(made)


def test_openai_itself_needs_a_key() -> None:
    with pytest.raises(SettingsError, match="RAG_EMBEDDING_API_KEY"):
        OpenAIEmbedder("text-embedding-3-small")
    with pytest.raises(SettingsError, match="names no model"):
        OpenAIEmbedder("", api_key=KEY)
