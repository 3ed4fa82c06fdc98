"""Whatever a model's server does, a question ends: with a verified answer, with the articles' own sentences, or with an error
that has a name; after few requests, in time, and without leaving a connection behind."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from evals.model_server import Fault, ModelServer, Piece, Reply, Request, Say, Script, say
from evals.model_server.faults import FAULTS, REFUSED
from rag import Geungeo
from rag.adapters.chat import LangChainChat
from rag.adapters.chat_vendor import vendor
from rag.answers import phrases
from rag.answers.claims.grounds import Ground
from rag.answers.generate.upstream import CALLS
from rag.answers.generate.writer import Writer
from rag.answers.generate.writing import Limits
from rag.bootstrap.chat import rendered
from rag.config import Settings
from rag.domain import KST, Answer, AnswerSentence, Mode, Status
from rag.errors import ChatError
from tests.fakes_chat import WordCounter
from tests.small_world import news

ARTICLE = news(
    1,
    datetime(2026, 3, 10, 18, tzinfo=KST),
    "가람 트램 1호선 첫 삽",
    "가람시는 10일 오후 2시 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었다.",
    "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.",
)
QUESTION = "가람 트램 1호선 착공식은 어디에서 열렸나요?"
ASKED_AT = datetime(2026, 3, 11, 9, tzinfo=KST)
HONEST = "가람시는 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었습니다."
LIE = "트램 1호선의 총사업비는 9986억원입니다."
SECONDS = 1.0
SLACK = 1.5  # seconds that understanding, retrieving and answering may take on a busy machine
SOUND = {"refuses", "lingers"}
"""An answer comes all the same, though none that any article carries."""
NAMES = sorted({*FAULTS, REFUSED})


@dataclass
class World:
    app: Geungeo
    server: ModelServer

    def model(self, reply: Script | Reply, seconds: float = SECONDS) -> None:
        """A model of which nothing bad is known yet, and what its server does."""
        self.server.script = reply
        chat = LangChainChat(vendor("test", base_url=self.server.base_url, api_key="none"), WordCounter())
        before, limits = self.app.asking.writer, Limits(seconds=seconds)
        self.app.asking.writer = Writer(chat, WordCounter(), rendered, limits)
        if before is not None:
            before.chat.close()

    def ask(self, mode: Mode = "auto") -> Answer:
        """Holds what every answer must hold. Raises ChatError."""
        calls, began = self.server.count, time.monotonic()
        try:
            answer = self.app.ask(QUESTION, asked_at=ASKED_AT, mode=mode)
        finally:
            assert time.monotonic() - began < SECONDS + SLACK
            assert self.server.count - calls <= CALLS
        assert_verified(self.app, answer)
        return answer


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("faults")
    with ModelServer(say("")) as server, Geungeo.open(Settings(data_dir=folder)) as app:
        app.add([ARTICLE])
        made = World(app, server)
        made.model(say(phrases.UNKNOWN_TO_MODEL))
        made.app.ask(QUESTION, asked_at=ASKED_AT)  # loads what the first question waits for
        yield made
        made.model(say(""))


def assert_verified(app: Geungeo, answer: Answer) -> None:
    """Every sentence passes the check again, with what it cites as it is stored."""
    asking = app.asking
    views = asking.open([citation.stored for citation in answer.citations])
    grounds = {}
    for citation in answer.citations:
        view = views[citation.stored.id, citation.stored.version]
        grounds[citation.number] = Ground(view, next(s for s in view.sentences if s.start == citation.start))
    for sentence in answer.sentences:
        assert asking.check(sentence.text, [grounds[number] for number in sentence.citations], ()).supported


def written(request: Request, *sentences: str) -> str:
    """The sentences, each with the number of the evidence that it is about."""
    numbers = {HONEST: "착공식을 열었다", LIE: "총사업비는 4986억원"}
    shown = re.findall(r"^\[(\d+)\] (.+)$", request.messages[-1].text.replace("ˆ", " "), re.MULTILINE)
    found = {text: number for text, words in numbers.items() for number, line in shown if words in line}
    return " ".join(f"{one}[{found[one]}]" for one in sentences)


def test_there_are_faults_enough() -> None:
    assert len(NAMES) - len(SOUND) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_where_a_model_fails_the_articles_answer_and_say_so(world: World, name: str) -> None:
    world.model(Fault(name))
    answer = world.ask()
    assert (answer.mode, answer.model) == ("extractive", "test")
    assert "한터동" in answer.text
    assert (phrases.NOTHING_LEFT if name in SOUND else phrases.INSTEAD) in answer.notices


@pytest.mark.parametrize("name", NAMES)
def test_where_a_model_is_demanded_its_failure_has_a_name(world: World, name: str) -> None:
    world.model(Fault(name))
    if name in SOUND:
        assert world.ask("llm").sentences
    else:
        with pytest.raises(ChatError):
            world.ask("llm")


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_second_attempt_that_fails_costs_nothing_but_its_sentence(world: World, name: str) -> None:
    def script(request: Request) -> Reply:
        return say(written(request, HONEST, LIE)) if "고칠 문장:" not in request.last else Fault(name)

    world.model(script)
    answer = world.ask()
    assert [sentence.text for sentence in answer.sentences] == [HONEST]
    assert (answer.mode, answer.status) == ("llm", Status.PARTIAL)
    assert answer.notices


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_fifty_times_the_same(world: World, name: str) -> None:
    modes: tuple[Mode, ...] = ("auto", "llm") * 25
    for mode in modes:
        world.model(Fault(name))
        try:
            answer = world.ask(mode)
        except ChatError:
            assert mode == "llm"
        else:
            assert answer.mode == "llm" or {phrases.INSTEAD, phrases.NOTHING_LEFT} & {*answer.notices}


def test_a_reader_who_leaves_takes_the_request_along(world: World) -> None:
    def script(request: Request) -> Reply:
        return Say((Piece(f"{written(request, HONEST)} "), Piece("트램은 "), Piece("달립니다.", after=30.0)))

    world.model(script, seconds=60.0)
    steps = world.app.ask_stream(QUESTION, asked_at=ASKED_AT)
    assert next(step for step in steps if isinstance(step, AnswerSentence)).text == HONEST
    exchange = world.server.exchanges[-1]
    steps.close()
    assert exchange.wait_closed(1.0)
    assert exchange.left_early
