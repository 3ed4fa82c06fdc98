"""What every chat model promises: one suite for the fake and for LangChain's, asked over HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pytest

from evals.model_server import Fault, ModelServer, Piece, Say
from rag.adapters.chat import LangChainChat
from rag.adapters.chat_vendor import vendor
from rag.domain import Usage
from rag.errors import ChatCutShort, ChatError, ChatTimeout, ChatUnavailable
from rag.ports import ChatMessage, ChatModel
from tests.fakes_chat import FakeChatModel, Part, WordCounter

ASKED = (ChatMessage("system", "기사로만 답하십시오."), ChatMessage("user", "솔빛 공장은 언제 문을 엽니까?"))
ANSWER = ("솔빛 공장은 ", "3월에 ", "문을 엽니다.[1]")

Saying = Callable[[Sequence[Part]], AbstractContextManager[ChatModel]]


@contextmanager
def fake(parts: Sequence[Part]) -> Iterator[ChatModel]:
    yield FakeChatModel(parts)


@contextmanager
def langchain(parts: Sequence[Part]) -> Iterator[ChatModel]:
    """Silence comes before the piece that follows it; where none does, the server stalls."""
    with ModelServer(_reply(parts)) as server:
        model = LangChainChat(vendor("test", base_url=server.base_url), WordCounter())
        try:
            yield model
        finally:
            model.close()


def _reply(parts: Sequence[Part]) -> Say | Fault:
    if any(isinstance(part, ChatError) for part in parts):
        return Fault("no-finish")
    pieces, after = [], 0.0
    for part in parts:
        if isinstance(part, str):
            pieces.append(Piece(part, after))
            after = 0.0
        elif isinstance(part, float):
            after = part
    return Say((*pieces, Piece(" 끝.", after)) if after else tuple(pieces))


@pytest.fixture(params=[fake, langchain])
def saying(request: pytest.FixtureRequest) -> Saying:
    made: Saying = request.param
    return made


def test_the_pieces_come_in_order_and_none_is_empty(saying: Saying) -> None:
    with saying(ANSWER) as model:
        pieces = list(model.stream(ASKED, tokens=100, seconds=5.0))
    assert "".join(pieces) == "".join(ANSWER)
    assert all(pieces)


def test_pieces_come_as_soon_as_they_are_said(saying: Saying) -> None:
    with saying(("솔빛 ", 0.4, "공장")) as model:
        pieces = iter(model.stream(ASKED, tokens=100, seconds=5.0))
        assert next(pieces) == "솔빛 "
        said = time.monotonic()
        assert next(pieces) == "공장"
        assert 0.2 < time.monotonic() - said < 1.0


def test_a_stream_that_is_read_in_two_steps_goes_on(saying: Saying) -> None:
    with saying(ANSWER) as model:
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        first = next(iter(stream))
        assert first + "".join(stream) == "".join(ANSWER)
        assert list(stream) == []


def test_an_answer_that_breaks_off_is_no_answer(saying: Saying) -> None:
    with saying(("솔빛 ", ChatCutShort("The answer broke off.", "closed"))) as model:
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        with pytest.raises(ChatCutShort) as caught:
            list(stream)
        assert caught.value.reason == "closed"
        with pytest.raises(ChatCutShort):
            next(iter(stream))


def test_the_time_is_over_when_it_is_over(saying: Saying) -> None:
    with saying(("솔빛 ", 30.0)) as model:
        began = time.monotonic()
        stream = model.stream(ASKED, tokens=100, seconds=0.4)
        assert next(iter(stream)) == "솔빛 "
        with pytest.raises(ChatTimeout):
            list(stream)
        assert 0.3 < time.monotonic() - began < 1.4


def test_whoever_reads_stops_when_another_thread_closes(saying: Saying) -> None:
    with saying(("솔빛 ", 30.0)) as model:
        stream = model.stream(ASKED, tokens=100, seconds=30.0)
        assert next(iter(stream)) == "솔빛 "
        timer = threading.Timer(0.1, stream.close)
        timer.start()
        began = time.monotonic()
        with pytest.raises(ChatCutShort):
            list(stream)
        assert time.monotonic() - began < 1.0
        timer.join()
        stream.close()


def test_usage_is_counted(saying: Saying) -> None:
    with saying(ANSWER) as model:
        stream = model.stream(ASKED, tokens=100, seconds=5.0)
        list(stream)
        used = stream.usage
    assert used.calls == 1
    assert used.prompt_tokens > 0
    assert used.completion_tokens > 0
    assert used + Usage(1, 2, 3) == Usage(2, used.prompt_tokens + 2, used.completion_tokens + 3)


def test_many_threads_get_what_one_gets(saying: Saying) -> None:
    with saying(ANSWER) as model:
        answers: list[str] = []

        def ask() -> None:
            answers.append("".join(model.stream(ASKED, tokens=100, seconds=10.0)))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == ["".join(ANSWER)] * 8


def test_a_model_is_available_and_has_a_name(saying: Saying) -> None:
    with saying(ANSWER) as model:
        assert model.available()
        assert model.model


def test_a_closed_model_is_not_asked(saying: Saying) -> None:
    with saying(("솔빛 ", 30.0)) as model:
        stream = model.stream(ASKED, tokens=100, seconds=30.0)
        next(iter(stream))
        model.close()
        with pytest.raises(ChatCutShort):
            list(stream)
        with pytest.raises(ChatUnavailable):
            list(model.stream(ASKED, tokens=100, seconds=1.0))
        model.close()
