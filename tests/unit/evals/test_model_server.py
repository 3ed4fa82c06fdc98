"""The test model's server: the real `openai` client understands it, and it remembers who came and left."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator

import openai
import pytest
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam, ChatCompletionStreamOptionsParam

from evals.model_server import Fault, ModelServer, Reply, Request, Say, modes, say
from evals.model_server.faults import FAULTS, REFUSED

QUESTION = "솔빛 공장은 언제 문을 엽니까?"
HELLO: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "답하십시오."},
    {"role": "user", "content": QUESTION},
]
VALUES: dict[str, float | str] = {"refuses": "temperature", "slow-headers": 5.0}


def client(server: ModelServer, key: str = "none") -> openai.OpenAI:
    return openai.OpenAI(base_url=server.base_url, api_key=key, max_retries=0, timeout=5.0)


def streamed(asking: openai.OpenAI, seconds: float = 5.0, *, usage: bool = False) -> openai.Stream[ChatCompletionChunk]:
    options: ChatCompletionStreamOptionsParam = {"include_usage": usage}
    return asking.chat.completions.create(
        model="test", messages=HELLO, stream=True, temperature=0, timeout=seconds, stream_options=options
    )


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(say("솔빛 공장은 3월에 문을 엽니다.")) as running:
        yield running


def test_a_whole_answer_is_what_the_client_expects(server: ModelServer) -> None:
    with client(server) as asking:
        answer = asking.chat.completions.create(model="test", messages=HELLO)
    assert answer.choices[0].message.content == "솔빛 공장은 3월에 문을 엽니다."
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


def test_a_stream_begins_with_the_role_and_ends_with_the_reason_and_the_usage(server: ModelServer) -> None:
    with client(server) as asking:
        first, *middle, end, usage = list(streamed(asking, usage=True))
    assert first.choices[0].delta.role == "assistant"
    assert "".join(chunk.choices[0].delta.content or "" for chunk in middle) == "솔빛 공장은 3월에 문을 엽니다."
    assert len(middle) > 2
    assert end.choices[0].finish_reason == "stop"
    assert usage.choices == []
    assert usage.usage is not None
    assert usage.usage.completion_tokens == 9


def test_usage_is_sent_only_when_it_is_asked_for(server: ModelServer) -> None:
    with client(server) as asking:
        assert all(chunk.choices and chunk.usage is None for chunk in streamed(asking))


def test_the_script_sees_what_was_asked() -> None:
    def script(request: Request) -> Reply:
        return say(f"{request.number}: {request.last}")

    with ModelServer(script) as server, client(server) as asking:
        answers = [
            asking.chat.completions.create(model="test", messages=HELLO).choices[0].message.content for _ in range(2)
        ]
        assert answers == ["0: 솔빛 공장은 언제 문을 엽니까?", "1: 솔빛 공장은 언제 문을 엽니까?"]
        assert [message.role for message in server.requests[0].messages] == ["system", "user"]
        assert server.requests[1].body["model"] == "test"


def test_pieces_come_when_the_script_says() -> None:
    with ModelServer(say("가나다라", letters=2, first=0.1, every=0.1)) as server, client(server) as asking:
        began = time.monotonic()
        times = [time.monotonic() - began for chunk in streamed(asking) if chunk.choices[0].delta.content]
    assert times[0] >= 0.1
    assert times[1] - times[0] >= 0.08


def test_models_are_listed(server: ModelServer) -> None:
    with client(server) as asking:
        assert [model.id for model in asking.models.list()] == ["test"]


def test_errors_have_the_shape_of_openai() -> None:
    with ModelServer(say("네."), key="right") as server, client(server, "wrong") as asking:
        with pytest.raises(openai.AuthenticationError) as caught:
            asking.models.list()
        assert caught.value.code == "invalid_api_key"
    with ModelServer(say("네.")) as server, client(server) as asking:
        with pytest.raises(openai.BadRequestError):
            asking.chat.completions.create(model="test", messages=[])
        with pytest.raises(openai.NotFoundError):
            asking.embeddings.create(model="test", input="글")


def test_a_client_that_leaves_is_noticed_at_once() -> None:
    with ModelServer(say("가나다라" * 100, every=0.05)) as server, client(server) as asking:
        stream = streamed(asking)
        next(iter(stream))
        assert server.connections == 1
        stream.close()
        left = time.monotonic()
        [exchange] = server.exchanges
        assert exchange.wait_closed(1.0)
        assert exchange.left_early
        assert exchange.closed_at is not None
        assert exchange.closed_at - left < 0.5
        assert server.connections == 0


def test_a_script_that_fails_is_an_error_of_the_server() -> None:
    def script(request: Request) -> Reply:
        raise ValueError

    with ModelServer(script) as server, client(server) as asking, pytest.raises(openai.InternalServerError):
        asking.chat.completions.create(model="test", messages=HELLO)


def test_it_stops_listening_and_listens_again_at_the_same_address(server: ModelServer) -> None:
    server.script = Fault(REFUSED)
    with client(server) as asking:
        with pytest.raises(openai.APIConnectionError):
            asking.models.list()
        server.script = say("네.")
        assert asking.chat.completions.create(model="test", messages=HELLO).choices[0].message.content == "네."


@pytest.mark.parametrize("name", sorted(set(FAULTS) - {"lingers", "pings"}))
def test_no_fault_looks_like_a_whole_answer(name: str) -> None:
    """Nothing but a text with the reason `stop` counts as one. `huge` is one, only too long."""
    with ModelServer(Fault(name, VALUES.get(name))) as server, client(server) as asking:
        text, reason = heard(asking, seconds=0.3)
    assert not (text and reason == "stop") or len(text) > 1_000_000


def heard(asking: openai.OpenAI, seconds: float) -> tuple[str, str | None]:
    text, reason = "", None
    end = time.monotonic() + seconds
    with contextlib.suppress(openai.OpenAIError, ValueError):
        for chunk in streamed(asking, seconds):
            for choice in chunk.choices or ():
                text += choice.delta.content or ""
                reason = choice.finish_reason or reason
            if time.monotonic() > end:
                break
    return text, reason


def test_pings_go_on_for_as_long_as_anybody_listens() -> None:
    body = json.dumps({"messages": HELLO, "stream": True}).encode()
    with ModelServer(Fault("pings", 0.01)) as server, socket.create_connection(address(server), 5.0) as line:
        line.sendall(b"POST /v1/chat/completions HTTP/1.1\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
        read = b""
        while read.count(b": keep-alive") < 20:
            read += line.recv(4096)
    assert b"data:" not in read


def address(server: ModelServer) -> tuple[str, int]:
    host, _, port = server.base_url.removeprefix("http://").removesuffix("/v1").partition(":")
    return host, int(port)


def test_echo_says_what_the_user_said() -> None:
    with ModelServer(modes.script("echo")) as server, client(server) as asking:
        answer = asking.chat.completions.create(model="test", messages=HELLO)
    assert answer.choices[0].message.content == HELLO[1]["content"]
    assert isinstance(modes.script("reset"), Fault)
    assert set(modes.names()) >= {"echo", *FAULTS}


def test_the_wire_is_json_lines_of_server_sent_events(server: ModelServer) -> None:
    with client(server) as asking:
        raw = asking.chat.completions.with_raw_response.create(model="test", messages=HELLO, stream=True)
        body = raw.http_response.read().decode()
    events = [line.removeprefix("data: ") for line in body.split("\n\n") if line]
    assert events[-1] == "[DONE]"
    assert json.loads(events[0])["choices"][0]["delta"] == {"role": "assistant", "content": ""}


def test_a_reply_has_its_text() -> None:
    assert say("가나다라마", letters=2).text == "가나다라마"
    assert isinstance(say(""), Say)
