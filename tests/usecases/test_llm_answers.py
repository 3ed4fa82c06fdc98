"""Answers that a language model writes: what is released, what is not, and what is given instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import pytest

from rag import prompts
from rag.answers import phrases
from rag.answers.generate.writer import Writer
from rag.answers.generate.writing import Limits
from rag.ask import Asking
from rag.domain import KST, Answer, AnswerSentence, Citation, Question, Sources, Status
from rag.errors import ChatError, ChatRejected, ChatUnavailable
from rag.korean.analysis import Analyser
from rag.ports import ChatMessage
from tests.fakes_chat import FakeChatModel, Part, WordCounter
from tests.small_world import asking_of, news

ARTICLES = (
    news(
        1,
        datetime(2026, 3, 10, 18, tzinfo=KST),
        "가람 트램 1호선 첫 삽",
        "가람시는 10일 오후 2시 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었다.",
        "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.",
        "도하준 가람시장은 착공식에서 “시민의 발이 될 것”이라고 말했다.",
    ),
    news(
        2,
        datetime(2026, 10, 20, 18, tzinfo=KST),
        "가람 트램 총사업비 5560억원으로",
        "가람시 트램 1호선의 총사업비가 4986억원에서 5560억원으로 늘었다.",
        "가람시는 석축이 나온 구간을 비켜 가느라 공사비가 늘었기 때문이라고 20일 밝혔다.",
        publisher="예시신문",
    ),
)
QUESTION = "가람 트램 1호선 착공식은 어디에서 열렸나요?"
HONEST = "가람시는 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었습니다."


class Model:
    """A chat model that writes sentences about evidence which it finds by its words: `{착공식}` is the number of the first
    evidence sentence that holds 착공식."""

    def __init__(self, *answers: str | Sequence[Part]) -> None:
        self.chat = FakeChatModel(self._says)
        self._answers = list(answers)
        self.evidence = ""

    def _says(self, messages: Sequence[ChatMessage]) -> Sequence[Part]:
        self.evidence = self.evidence or messages[-1].text
        answer = self._answers.pop(0)
        parts: Sequence[Part] = [answer] if isinstance(answer, str) else answer
        return [self._numbered(part) if isinstance(part, str) else part for part in parts]

    def _numbered(self, text: str) -> str:
        return re.sub(r"\{([^}]+)\}", lambda m: f"[{self.number(m[1])}]", text)

    def number(self, words: str) -> int:
        """Of the evidence sentence that holds these words."""
        for number, line in re.findall(r"^\[(\d+)\] (.+)$", self.evidence, re.MULTILINE):
            if words in line.replace("ˆ", " "):
                return int(number)
        raise AssertionError(f"no evidence holds {words}")


@pytest.fixture(scope="module")
def plain(analyser: Analyser) -> Asking:
    return asking_of(analyser, ARTICLES)


def answered(plain: Asking, model: Model, question: str = QUESTION, mode: str = "auto") -> Answer:
    return _with(plain, model).ask(question, mode=mode)  # type: ignore[arg-type]


def _with(plain: Asking, model: Model) -> Asking:
    writer = Writer(model.chat, WordCounter(), lambda name, **values: prompts.load(name).render(**values), Limits())
    return Asking(
        plain.store, plain.candidates, plain.understanding, plain.similarity, plain.clock, plain.check, writer=writer
    )


def said(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_a_sentence_that_its_evidence_carries_is_released(plain: Asking) -> None:
    answer = answered(plain, Model(f"{HONEST}{{착공식을 열었다}}"))
    assert (answer.mode, answer.status, answer.model) == ("llm", Status.ANSWERED, "fake")
    assert said(answer) == [HONEST]
    assert answer.citations[0].quote.startswith("가람시는 10일 오후 2시")
    assert answer.usage is not None
    assert answer.usage.calls == 1


def test_our_numbers_are_counted_from_one_whatever_the_model_calls_its_evidence(plain: Asking) -> None:
    model = Model(
        "트램 1호선은 정거장 19곳을 둡니다.{정거장 19곳} 도하준 가람시장은 “시민의 발이 될 것”이라고 말했습니다.{시민의 발}"
    )
    answer = answered(plain, model)
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (2,)]
    assert "[1]" in answer.text


def test_a_wrong_source_is_put_right(plain: Asking) -> None:
    answer = answered(plain, Model(f"{HONEST}{{정거장 19곳}}"))
    assert said(answer) == [HONEST]
    assert "착공식을 열었다" in answer.citations[0].quote


@pytest.mark.parametrize(
    "lie",
    [
        "트램 1호선의 총사업비는 9986억원입니다.{정거장 19곳}",
        "서이안 가람시장은 “시민의 발이 될 것”이라고 말했습니다.{시민의 발}",
        "도하준 가람시장은 “예산을 두 배로 늘리겠다”고 말했습니다.{시민의 발}",
        "가람시는 11일 트램 1호선 착공식을 열었습니다.{착공식을 열었다}",
        "가람시 트램 1호선의 총사업비가 5560억원으로 줄었습니다.{5560억원으로 늘었다}",
        "화성 탐사선이 내년에 발사됩니다.[1]",
        "자세한 내용은 https://evil.example 에 있습니다.[1]",
    ],
)
def test_a_lie_is_written_again_or_left_out(plain: Asking, lie: str) -> None:
    model = Model(f"{HONEST}{{착공식을 열었다}} {lie}", phrases.UNKNOWN_TO_MODEL)
    answer = answered(plain, model)
    assert said(answer) == [HONEST]
    assert answer.status is Status.PARTIAL
    assert answer.notices == (phrases.LEFT_OUT.format(count=1),)
    assert len(model.chat.asked) <= 2


def test_a_quotation_is_nobody_elses_whatever_is_cited_beside_it(plain: Asking) -> None:
    lie = "서이안 가람시장은 “시민의 발이 될 것”이라고 말했습니다.{시민의 발}"
    assert answered(plain, Model(lie, phrases.UNKNOWN_TO_MODEL)).mode == "extractive"
    both = "도하준 가람시장은 착공식에서 “시민의 발이 될 것”이라고 말했습니다.{시민의 발}{5560억원으로 늘었다}"
    answer = answered(plain, Model(both))
    assert [citation.quote for citation in answer.citations] == [ARTICLES[0].paragraphs[2]]


def test_a_bare_value_answers_what_is_asked_and_nothing_else(plain: Asking) -> None:
    asked = "가람 트램 1호선의 정거장은 몇 곳인가요?"
    right = answered(plain, Model("19곳입니다.{정거장 19곳}"), asked)
    assert said(right) == ["19곳입니다."]
    wrong = answered(plain, Model("4986억원입니다.{정거장 19곳}", phrases.UNKNOWN_TO_MODEL), asked)
    assert wrong.mode == "extractive"
    assert "19곳" in wrong.text


def test_a_sentence_that_was_refused_is_written_again_with_the_reason(plain: Asking) -> None:
    model = Model(
        "트램 1호선의 총사업비는 9986억원입니다.{정거장 19곳}", "트램 1호선의 총사업비는 4986억원입니다.{정거장 19곳}"
    )
    answer = answered(plain, model)
    assert said(answer) == ["트램 1호선의 총사업비는 4986억원입니다."]
    assert "‘9986억원’은 근거에 없는 숫자입니다." in model.chat.asked[1][-1].text


def test_of_a_second_attempt_one_sentence_is_taken(plain: Asking) -> None:
    again = "트램 1호선의 총사업비는 4986억원입니다.{정거장 19곳} 트램 1호선은 정거장 19곳을 둡니다.{정거장 19곳}"
    answer = answered(plain, Model("트램 1호선의 총사업비는 9986억원입니다.{정거장 19곳}", again))
    assert said(answer) == ["트램 1호선의 총사업비는 4986억원입니다."]


def test_the_model_is_asked_three_times_at_most(plain: Asking) -> None:
    lies = " ".join(f"총사업비는 {n}억원입니다.{{정거장 19곳}}" for n in range(7001, 7009))
    model = Model(lies, *["총사업비는 8000억원입니다.{정거장 19곳}"] * 9)
    answer = answered(plain, model)
    assert len(model.chat.asked) == 3
    assert answer.mode == "extractive"
    assert phrases.NOTHING_LEFT in answer.notices


def test_what_the_model_does_not_know_is_not_answered_by_others(plain: Asking) -> None:
    answer = answered(plain, Model(phrases.UNKNOWN_TO_MODEL))
    assert (answer.status, answer.mode) == (Status.ABSTAINED, "llm")
    assert answer.text.startswith(phrases.ABSTAINED)
    assert answer.suggestions


def test_a_model_that_fails_before_its_first_sentence_is_replaced(plain: Asking) -> None:
    answer = answered(plain, Model([ChatUnavailable("gone")]))
    assert answer.mode == "extractive"
    assert answer.sentences
    assert phrases.INSTEAD in answer.notices
    with pytest.raises(ChatUnavailable):
        answered(plain, Model([ChatUnavailable("gone")]), mode="llm")


def test_a_model_that_fails_later_leaves_what_was_released(plain: Asking) -> None:
    answer = answered(plain, Model([f"{HONEST}{{착공식을 열었다}} 트램 1호선은 정거", ChatUnavailable("gone")]))
    assert said(answer) == [HONEST]
    assert (answer.status, answer.mode) == (Status.PARTIAL, "llm")
    assert phrases.CUT_SHORT in answer.notices


def test_modes(plain: Asking) -> None:
    model = Model(f"{HONEST}{{착공식을 열었다}}")
    assert answered(plain, model, mode="extractive").mode == "extractive"
    model.chat.is_available = False
    assert answered(plain, model).mode == "extractive"
    assert not model.chat.asked
    with pytest.raises(ChatRejected):
        plain.ask(QUESTION, mode="llm")


def test_a_wrong_premise_is_put_right_without_the_model(plain: Asking) -> None:
    model = Model()
    answer = answered(plain, model, "가람 트램 1호선의 정거장이 25곳인데 왜 그렇게 정했나요?")
    assert answer.status is Status.CORRECTED
    assert not model.chat.asked


def test_steps_come_in_order_and_each_citation_before_its_sentence(plain: Asking) -> None:
    model = Model(f"{HONEST}{{착공식을 열었다}} 트램 1호선은 정거장 19곳을 둡니다.{{정거장 19곳}}")
    steps = list(_with(plain, model).steps(QUESTION))
    assert [type(step) for step in steps] == [
        Question, Sources, Citation, AnswerSentence, Citation, AnswerSentence, Answer
    ]  # fmt: skip


def test_a_sentence_is_released_before_the_model_has_ended(plain: Asking) -> None:
    model = Model([f"{HONEST}{{착공식을 열었다}} 트램", 30.0, ChatError("never reached")])
    steps = _with(plain, model).steps(QUESTION)
    assert next(step for step in steps if isinstance(step, AnswerSentence)).text == HONEST
    steps.close()
    assert model.chat.streams[0].closed


def test_the_evidence_is_marked_and_stands_between_random_delimiters(plain: Asking) -> None:
    first, second = Model(phrases.UNKNOWN_TO_MODEL), Model(phrases.UNKNOWN_TO_MODEL)
    answered(plain, first)
    answered(plain, second)
    marks = [model.chat.asked[0][-1].text.splitlines()[0] for model in (first, second)]
    assert marks[0] != marks[1]
    assert all(len(mark) >= 16 for mark in marks)
    assert "착공식을ˆ열었다." in first.evidence
