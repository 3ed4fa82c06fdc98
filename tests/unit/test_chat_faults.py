"""Whatever the model's server does, there is one error of ours, in time, after few calls, and without a secret in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from evals.model_server import Fault, ModelServer, Reply, Request, Script, say
from evals.model_server.faults import FAULTS, REFUSED
from rag.adapters.chat import LangChainChat
from rag.adapters.chat_breaker import Breaker
from rag.adapters.chat_vendor import vendor
from rag.errors import (
    ChatBusy,
    ChatCutShort,
    ChatError,
    ChatMalformed,
    ChatRejected,
    ChatTimeout,
    ChatUnavailable,
)
from rag.ports import ChatMessage
from tests.fakes_chat import WordCounter

KEY = "sk-entirely-invented"
QUESTION = "솔빛 공장은 언제 문을 엽니까?"
ASKED = (ChatMessage("user", QUESTION),)
SECONDS = 0.8

ENDS: dict[str, tuple[type[ChatError], int]] = {
    REFUSED: (ChatUnavailable, 3),
    "silence": (ChatTimeout, 1),
    "slow-headers": (ChatTimeout, 1),
    "reset-at-once": (ChatUnavailable, 3),
    "status-500": (ChatUnavailable, 3),
    "status-503": (ChatUnavailable, 3),
    "busy": (ChatBusy, 3),
    "busy-short": (ChatBusy, 3),
    "busy-long": (ChatBusy, 1),
    "no-quota": (ChatRejected, 1),
    "unauthorised": (ChatRejected, 1),
    "no-model": (ChatRejected, 1),
    "bad-request": (ChatRejected, 1),
    "too-long": (ChatRejected, 1),
    "html": (ChatMalformed, 1),
    "empty-body": (ChatMalformed, 1),
    "bad-json": (ChatMalformed, 1),
    "null-choices": (ChatMalformed, 1),
    "no-choices": (ChatMalformed, 1),
    "no-text": (ChatMalformed, 1),
    "no-finish": (ChatCutShort, 1),
    "reset": (ChatCutShort, 1),
    "stall": (ChatTimeout, 1),
    "pings": (ChatTimeout, 1),
    "length": (ChatCutShort, 1),
    "content-filter": (ChatCutShort, 1),
    "garbage": (ChatMalformed, 1),
    "huge": (ChatCutShort, 1),
    "endless": (ChatCutShort, 1),
    "error-object": (ChatUnavailable, 1),
}
"""Fault → how it ends, after so many calls."""
NO_FAULTS = {"refuses", "lingers"}
"""Answers come all the same."""


@contextmanager
def asking(script: Script | Reply, *, breaker: Breaker | None = None) -> Iterator[tuple[LangChainChat, ModelServer]]:
    with ModelServer(script) as server:
        model = LangChainChat(vendor("test", base_url=server.base_url, api_key=KEY), WordCounter(), breaker=breaker)
        try:
            yield model, server
        finally:
            model.close()


def test_every_fault_of_the_server_is_looked_at() -> None:
    assert set(ENDS) == {*FAULTS, REFUSED} - NO_FAULTS


@pytest.mark.parametrize("name", sorted(ENDS))
def test_a_fault_ends_as_the_right_error_in_time(name: str) -> None:
    kind, calls = ENDS[name]
    with asking(Fault(name)) as (model, server):
        began = time.monotonic()
        stream = model.stream(ASKED, tokens=100, seconds=SECONDS)
        with pytest.raises(ChatError) as caught:
            list(stream)
        took = time.monotonic() - began
        assert type(caught.value) is kind
        assert took < SECONDS + 1.0
        assert stream.usage.calls <= calls
        assert server.count == (0 if name == REFUSED else stream.usage.calls)
        assert_is_a_sentence(str(caught.value))


def assert_is_a_sentence(message: str) -> None:
    assert message.endswith(".")
    assert "\n" not in message
    assert KEY not in message
    assert QUESTION not in message


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ENDS))
def test_fifty_times_the_same(name: str) -> None:
    kind, _ = ENDS[name]
    with asking(Fault(name), breaker=Breaker(failures=10**9)) as (model, server):
        for _ in range(50):
            began = time.monotonic()
            stream = model.stream(ASKED, tokens=100, seconds=0.3)
            with pytest.raises(ChatError) as caught:
                list(stream)
            assert time.monotonic() - began < 1.3  # a busy machine is not the fault looked for
            assert stream.usage.calls <= 3
            # A long Retry-After leaves the model alone, and three pauses do not fit into so little time.
            assert type(caught.value) in {kind, ChatUnavailable, ChatTimeout}
        assert server.count <= 150


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no-finish", "closed"),
        ("reset", "closed"),
        ("length", "length"),
        ("huge", "length"),
        ("content-filter", "content_filter"),
    ],
)
def test_an_answer_that_is_cut_short_says_why(name: str, reason: str) -> None:
    with asking(Fault(name)) as (model, _):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        with pytest.raises(ChatCutShort) as caught:
            list(stream)
        assert caught.value.reason == reason


def test_a_text_without_end_is_not_read_to_its_end() -> None:
    with asking(Fault("endless")) as (model, _):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        pieces: list[str] = []
        with pytest.raises(ChatCutShort):
            pieces.extend(stream)
        assert stream.usage.completion_tokens <= 1_600  # letters, as this counter has it


def test_a_web_page_is_called_one() -> None:
    with asking(Fault("html")) as (model, server):
        with pytest.raises(ChatMalformed, match="web page: check RAG_LLM_BASE_URL"):
            list(model.stream(ASKED, tokens=100, seconds=5.0))
        assert server.exchanges[0].wait_closed(1.0)


def test_more_bytes_than_any_answer_has_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.adapters.chat_http.LONGEST", 100_000)
    with asking(Fault("huge")) as (model, server):
        with pytest.raises(ChatMalformed):
            list(model.stream(ASKED, tokens=100, seconds=5.0))
        assert server.exchanges[0].wait_closed(1.0)


@pytest.mark.parametrize("name", ["status-500", "busy-short", "reset-at-once"])
def test_what_passes_is_asked_again(name: str) -> None:
    def script(request: Request) -> Reply:
        return Fault(name) if request.number == 0 else say("솔빛 공장은 3월에 문을 엽니다.")

    with asking(script) as (model, server):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        assert "".join(stream) == "솔빛 공장은 3월에 문을 엽니다."
        assert stream.usage.calls == server.count == 2
        assert model.available()


def test_a_model_is_asked_again_after_the_time_it_names() -> None:
    def script(request: Request) -> Reply:
        return Fault("busy", 0.3) if request.number == 0 else say("네.")

    with asking(script) as (model, server):
        assert "".join(model.stream(ASKED, tokens=100, seconds=5.0)) == "네."
        first, second = server.exchanges
        assert 0.3 <= second.received_at - first.received_at < 1.0


def test_no_more_calls_are_made_than_allowed() -> None:
    with asking(Fault("status-503")) as (model, server):
        stream = model.stream(ASKED, tokens=100, seconds=5.0, calls=1)
        with pytest.raises(ChatUnavailable):
            list(stream)
        assert stream.usage.calls == server.count == 1


def test_nothing_is_asked_again_after_the_first_piece() -> None:
    with asking(Fault("reset")) as (model, server):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        with pytest.raises(ChatCutShort):
            list(stream)
        assert server.count == 1


def test_an_answer_that_was_whole_stays_whole_when_the_connection_does_not_end() -> None:
    """Some servers send the reason and then neither the usage nor [DONE]."""
    with asking(Fault("lingers")) as (model, _):
        began = time.monotonic()
        assert "".join(model.stream(ASKED, tokens=100, seconds=10.0)) == "솔빛 공장이 문을 "
        assert time.monotonic() - began < 2.0
