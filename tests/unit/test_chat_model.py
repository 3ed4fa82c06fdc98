"""LangChain's chat models: what is sent, and who is let go, left alone, made to wait and counted."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from evals.model_server import Fault, ModelServer, Reply, Request, Script, say
from rag.adapters.chat import LangChainChat
from rag.adapters.chat_breaker import Breaker
from rag.adapters.chat_vendor import OtherProvider, missing_package, vendor
from rag.domain import Usage
from rag.errors import ChatBusy, ChatCutShort, ChatRejected, ChatTimeout, ChatUnavailable, SettingsError
from rag.ports import ChatMessage
from tests.fakes_chat import WordCounter

KEY = "sk-entirely-invented"
ASKED = (
    ChatMessage("system", "기사로만 답하십시오."),
    ChatMessage("user", "솔빛 공장은 언제 문을 엽니까?"),
    ChatMessage("assistant", "3월입니다."),
    ChatMessage("user", "며칠입니까?"),
)
LONG = "솔빛 공장은 3월에 문을 엽니다. " * 200


@contextmanager
def asking(script: Script | Reply, **choices: Any) -> Iterator[tuple[LangChainChat, ModelServer]]:
    with ModelServer(script) as server:
        model = LangChainChat(vendor("test", base_url=server.base_url, api_key=KEY), WordCounter(), **choices)
        try:
            yield model, server
        finally:
            model.close()


def ask(model: LangChainChat, seconds: float = 5.0, calls: int = 3) -> str:
    return "".join(model.stream(ASKED, tokens=100, seconds=seconds, calls=calls))


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


# What is sent


def test_the_question_is_sent_as_the_protocol_says() -> None:
    with asking(say("네.")) as (model, server):
        assert ask(model) == "네."
        [request] = server.requests
        assert [(message.role, message.text) for message in request.messages] == [
            (message.role, message.text) for message in ASKED
        ]
        sent = {name: request.body[name] for name in request.body if name != "messages"}
        assert sent == {
            "model": "test",
            "temperature": 0,
            "max_tokens": 100,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        assert server.exchanges[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("name", ["stream_options", "temperature", "max_tokens"])
def test_what_a_server_refuses_is_left_out_from_then_on(name: str) -> None:
    with asking(Fault("refuses", name)) as (model, server):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        assert "".join(stream) == "솔빛 공장이 문을 "
        assert stream.usage.calls == 2
        assert stream.usage.completion_tokens > 0
        ask(model)
        first, second, third = server.requests
        assert name in first.body
        assert name not in second.body
        assert name not in third.body
        if name == "max_tokens":
            assert third.body["max_completion_tokens"] == 100


def test_a_server_that_refuses_is_not_called_more_often_for_it() -> None:
    with asking(Fault("refuses", "temperature")) as (model, server):
        with pytest.raises(ChatRejected):
            ask(model, calls=1)
        assert server.count == 1
        assert ask(model, calls=1) == "솔빛 공장이 문을 "


def test_openai_itself_is_asked_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its protocol's two words for the limit, and without a temperature where the model is known to refuse it."""
    with ModelServer(say("네.")) as server:
        monkeypatch.setattr("rag.adapters.chat_vendor.OPENAI_HOSTS", ("127.0.0.1",))
        model = LangChainChat(vendor("openai:gpt-5-mini", base_url=server.base_url), WordCounter())
        ask(model)
        model.close()
        body = server.requests[0].body
    assert body["model"] == "gpt-5-mini"
    assert body["max_completion_tokens"] == 100
    assert "max_tokens" not in body
    assert "temperature" not in body


def test_the_environment_of_the_vendor_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    with asking(say("네.")) as (model, server):
        assert ask(model) == "네."
        assert server.exchanges[0].headers["authorization"] == f"Bearer {KEY}"


# Leaving


def test_a_reader_who_leaves_closes_the_connection_at_once() -> None:
    with asking(say(LONG, every=0.02)) as (model, server):
        stream = model.stream(ASKED, tokens=1_000, seconds=30.0)
        next(iter(stream))
        stream.close()
        left = time.monotonic()
        [exchange] = server.exchanges
        assert exchange.wait_closed(1.0)
        assert exchange.closed_at is not None
        assert exchange.closed_at - left < 0.5
        assert exchange.left_early
        assert within(1.0, lambda: server.connections == 0)
        assert model.available()


def test_a_reader_who_reads_nothing_and_leaves_closes_it_too() -> None:
    """The model has said more than is kept for the reader, and waits."""
    with asking(say(LONG, letters=2)) as (model, server):
        stream = model.stream(ASKED, tokens=1_000, seconds=30.0)
        time.sleep(0.3)
        stream.close()
        assert within(1.0, lambda: server.connections == 0)


def test_leaving_before_the_model_says_anything_closes_it_too() -> None:
    with asking(Fault("silence")) as (model, server):
        stream = model.stream(ASKED, tokens=100, seconds=30.0)
        assert within(1.0, lambda: server.count == 1)
        stream.close()
        assert server.exchanges[0].wait_closed(1.0)
        assert within(1.0, lambda: server.connections == 0)


def test_a_stream_that_nobody_holds_any_more_is_closed() -> None:
    with asking(say(LONG, every=0.02)) as (model, server):
        stream = model.stream(ASKED, tokens=1_000, seconds=30.0)
        next(iter(stream))
        del stream
        gc.collect()
        assert server.exchanges[0].wait_closed(1.0)


def test_the_time_that_is_over_closes_it_too() -> None:
    with asking(Fault("pings")) as (model, server):
        with pytest.raises(ChatTimeout):
            ask(model, seconds=0.3)
        assert server.exchanges[0].wait_closed(1.0)


def test_closing_ends_the_thread() -> None:
    with asking(say(LONG, every=0.02)) as (model, server):
        stream = model.stream(ASKED, tokens=1_000, seconds=30.0)
        next(iter(stream))
        assert "chat-model" in [thread.name for thread in threading.enumerate()]
        model.close()
        assert "chat-model" not in [thread.name for thread in threading.enumerate()]
        assert server.exchanges[0].wait_closed(1.0)
        with pytest.raises(ChatCutShort):
            list(stream)


def test_nothing_is_started_before_the_first_question() -> None:
    with asking(say("네.")) as (model, server):
        assert "chat-model" not in [thread.name for thread in threading.enumerate()]
        assert model.available()
        assert server.connections == 0


def test_a_slow_reader_loses_nothing() -> None:
    with asking(say(LONG, letters=2)) as (model, _):
        text = ""
        for at, piece in enumerate(model.stream(ASKED, tokens=1_000, seconds=30.0)):
            text += piece
            if at % 500 == 0:
                time.sleep(0.05)
        assert text == LONG


def test_a_reader_who_is_too_slow_does_not_count_against_the_model() -> None:
    with asking(say(LONG, letters=2), breaker=Breaker(failures=1)) as (model, _):
        stream = model.stream(ASKED, tokens=1_000, seconds=0.3)
        time.sleep(0.6)
        with pytest.raises(ChatTimeout):
            list(stream)
        assert model.available()


# Leaving alone


def test_a_model_that_fails_again_and_again_is_left_alone_and_tried_again() -> None:
    clock = [100.0]
    breaker = Breaker(failures=2, rest=30.0, now=lambda: clock[0])
    with asking(Fault("unauthorised"), breaker=breaker) as (model, server):
        for _ in range(2):
            with pytest.raises(ChatRejected):
                ask(model)
        assert not model.available()
        with pytest.raises(ChatUnavailable, match="30 seconds"):
            ask(model)
        assert server.count == 2
        clock[0] += 31
        assert model.available()
        server.script = say("네.")
        assert ask(model) == "네."
        assert model.available()


@pytest.mark.parametrize("name", ["bad-request", "too-long", "length", "content-filter"])
def test_what_the_question_is_to_blame_for_does_not_count(name: str) -> None:
    with asking(Fault(name), breaker=Breaker(failures=1)) as (model, _):
        with pytest.raises((ChatRejected, ChatCutShort)):
            ask(model)
        assert model.available()


def test_a_model_that_asks_to_be_left_alone_is_at_once() -> None:
    with asking(Fault("busy-long")) as (model, server):
        with pytest.raises(ChatBusy):
            ask(model)
        assert not model.available()
        with pytest.raises(ChatUnavailable):
            ask(model)
        assert server.count == 1


# Waiting


def test_no_more_are_asked_at_once_than_allowed() -> None:
    with asking(say("가나다라", letters=2, first=0.1, every=0.1), concurrency=2, patience=5.0) as (model, server):
        most = 0
        streams = [model.stream(ASKED, tokens=100, seconds=5.0) for _ in range(6)]
        threads = [threading.Thread(target=lambda stream=stream: list(stream)) for stream in streams]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            most = max(most, sum(one.answered_at is None for one in list(server.exchanges)))
            time.sleep(0.005)
        assert most == 2
        assert server.count == 6


def test_who_waits_too_long_is_told() -> None:
    with asking(say(LONG, every=0.05), concurrency=1, patience=0.2) as (model, server):
        first = model.stream(ASKED, tokens=1_000, seconds=30.0)
        next(iter(first))
        began = time.monotonic()
        with pytest.raises(ChatBusy):
            ask(model)
        assert 0.15 < time.monotonic() - began < 1.0
        assert server.count == 1
        first.close()
        assert within(1.0, lambda: server.connections == 0)
        second = model.stream(ASKED, tokens=1_000, seconds=30.0)
        assert next(iter(second))
        assert model.available()


# Counting


def test_tokens_are_counted_by_the_model() -> None:
    def script(request: Request) -> Reply:
        answer = say("솔빛 공장입니다.")
        return type(answer)(answer.pieces, usage=(1234, 56))

    with asking(script) as (model, _):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        list(stream)
        assert stream.usage == Usage(1, 1234, 56)


def test_tokens_are_counted_by_us_where_the_model_does_not() -> None:
    with asking(Fault("no-finish")) as (model, _):
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        with pytest.raises(ChatCutShort):
            list(stream)
        prompt = sum(len(message.text) + 4 for message in ASKED) + 3
        assert stream.usage == Usage(1, prompt, len("솔빛 공장이 문을 "))


def test_calls_that_came_to_nothing_are_counted_and_their_tokens_are_not() -> None:
    with asking(Fault("status-503")) as (model, _):
        stream = model.stream(ASKED, tokens=100, seconds=5.0, calls=2)
        with pytest.raises(ChatUnavailable):
            list(stream)
        assert stream.usage == Usage(2, 0, 0)


# Other providers


class Told(BaseChatModel):
    """A vendor of LangChain's, which says why it ended in its own word."""

    ending: str = "end_turn"
    key: str = "stop_reason"
    max_tokens: int | None = None
    temperature: float | None = 0.0

    @property
    def _llm_type(self) -> str:
        return "told"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        for text in ("최대 ", str(self.max_tokens)):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text))
        yield ChatGenerationChunk(message=AIMessageChunk(content="", response_metadata={self.key: self.ending}))


def told(ending: str, key: str = "stop_reason") -> LangChainChat:
    return LangChainChat(OtherProvider(Told(ending=ending, key=key), "anthropic:told"), WordCounter())


def test_any_model_of_langchain_can_be_asked() -> None:
    model = told("end_turn")
    assert ask(model) == "최대 100"
    assert model.model == "anthropic:told"
    model.close()


@pytest.mark.parametrize(
    ("key", "ending", "reason"),
    [
        ("stop_reason", "max_tokens", "length"),
        ("finish_reason", "MAX_TOKENS", "length"),
        ("done_reason", "length", "length"),
        ("finish_reason", "SAFETY", "content_filter"),
        ("finish_reason", "tool_calls", "closed"),
        ("finish_reason", "abort", "closed"),
    ],
)
def test_vendors_have_their_own_words_for_an_end(key: str, ending: str, reason: str) -> None:
    model = told(ending, key)
    with pytest.raises(ChatCutShort) as caught:
        ask(model)
    assert caught.value.reason == reason
    model.close()


def test_a_package_that_is_missing_is_named() -> None:
    if missing_package("anthropic:claude-sonnet-4-5") is None:
        pytest.skip("langchain-anthropic is installed")
    with pytest.raises(SettingsError, match="pip install langchain-anthropic"):
        vendor("anthropic:claude-sonnet-4-5")


@pytest.mark.parametrize("name", ["qwen2.5:7b", "LGAI-EXAONE/EXAONE-4.0-32B", "openai:gpt-5-mini", "gpt-5-mini"])
def test_a_colon_is_not_always_a_provider(name: str) -> None:
    assert missing_package(name) is None
    assert vendor(name, base_url="http://127.0.0.1:9/v1").name == name.removeprefix("openai:")


def test_openai_itself_needs_a_key_and_a_name() -> None:
    with pytest.raises(SettingsError, match="RAG_LLM_API_KEY"):
        vendor("gpt-5-mini")
    with pytest.raises(SettingsError, match="names no model"):
        vendor("openai:", api_key=KEY)


def test_an_address_is_shown_without_what_is_secret_in_it() -> None:
    where = vendor("m", base_url="https://user:secret@models.example:8443/v1?key=secret", api_key=KEY).where
    assert where == "m at https://models.example:8443/v1"


def sequence(texts: Sequence[str]) -> Script:
    return lambda request: say(texts[request.number])


def test_two_models_at_one_address_do_not_share_connections() -> None:
    """LangChain would, although each has its own event loop."""
    with ModelServer(sequence([f"{number}번." for number in range(6)])) as server:
        models = [LangChainChat(vendor("test", base_url=server.base_url), WordCounter()) for _ in range(3)]
        assert [ask(model) for _ in range(2) for model in models] == [f"{number}번." for number in range(6)]
        for model in models:
            model.close()
        assert within(1.0, lambda: server.connections == 0)
