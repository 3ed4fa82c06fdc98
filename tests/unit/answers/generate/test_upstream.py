"""What one answer may ask of the model: how often, how long, and that all of it is counted."""

from __future__ import annotations

import pytest

from rag.answers.generate.upstream import CALLS, Upstream
from rag.answers.generate.writer import COMPLETED_TOKENS, Writer
from rag.answers.generate.writing import Limits
from rag.domain import Prices, Usage
from rag.errors import ChatTimeout, ChatUnavailable
from rag.ports import ChatMessage
from tests.fakes_chat import FakeChatModel, WordCounter


def rendered(prompt: str, **variables: str) -> list[ChatMessage]:
    return [ChatMessage("user", " ".join([prompt, *variables.values()]))]


def test_every_request_takes_from_those_that_are_left() -> None:
    chat = FakeChatModel(["답"])
    upstream = Upstream(chat, rendered, 60.0)
    for left in range(CALLS, 0, -1):
        assert not upstream.spent()
        assert "".join(upstream.ask("answer", 100)) == "답"
        assert chat.bounds[-1][2] == left
    assert upstream.spent()
    assert upstream.usage == Usage(3, 3 * len("answer"), 3)


def test_what_is_asked_beside_the_answer_is_counted_and_takes_nothing_from_it() -> None:
    upstream = Upstream(FakeChatModel(["지지"]), rendered, 60.0)
    assert upstream.ask_beside("judge", 8, 0.5) == "지지"
    assert (upstream.usage.calls, upstream.calls_left) == (1, CALLS)


def test_a_failure_is_counted_too() -> None:
    upstream = Upstream(FakeChatModel(["반", ChatUnavailable("gone")]), rendered, 60.0)
    for ask in (upstream.ask_briefly, upstream.ask_beside):
        with pytest.raises(ChatUnavailable):
            ask("judge", 8, 0.5)
    assert (upstream.usage.calls, upstream.calls_left, upstream.asked) == (2, CALLS - 1, True)


def test_what_is_being_read_is_counted_and_closed_with_the_rest() -> None:
    chat = FakeChatModel(["가", "나"])
    upstream = Upstream(chat, rendered, 60.0)
    pieces = upstream.ask("answer", 100)
    assert next(pieces) == "가"
    assert upstream.usage.completion_tokens == 1
    upstream.close()
    assert chat.streams[0].closed


def test_nothing_short_is_asked_once_the_time_is_over() -> None:
    chat = FakeChatModel(["지지"])
    upstream = Upstream(chat, rendered, 0.5)
    assert upstream.spent()
    with pytest.raises(ChatTimeout):
        upstream.ask_beside("judge", 8, 0.5)
    assert not chat.asked


def test_a_follow_up_is_completed_in_few_tokens_a_third_of_the_time_and_one_request() -> None:
    chat = FakeChatModel(["완성된 질문인가요?"])
    writing = Writer(chat, WordCounter(), rendered, Limits(seconds=30.0), Prices(1_000_000, 0)).begin()
    assert writing.complete("왜요?", "질문: 언제?") == "완성된 질문인가요?"
    [(tokens, seconds, calls)] = chat.bounds
    assert (tokens, calls) == (COMPLETED_TOKENS, 1)
    assert 9.0 < seconds <= 10.0
    assert writing.usage.cost == writing.usage.prompt_tokens
