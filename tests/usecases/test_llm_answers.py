"""Answers that a language model writes: what is released, what is not, and what is given instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag import prompts
from rag.answers import phrases
from rag.answers.generate.judging import ChatJudge, Opinions
from rag.answers.generate.writer import Writer
from rag.answers.generate.writing import Limits
from rag.ask import Asking
from rag.domain import Answer, AnswerSentence, Citation, Prices, Question, Sources, Status, Turn
from rag.errors import ChatError, ChatRejected, ChatUnavailable, GeungeoError, ModelUnavailable
from rag.korean.analysis import Analyser
from rag.ports import ChatMessage
from tests.fakes_chat import FakeChatModel, FakeJudge, Part, WordCounter
from tests.small_world import TRAM, asking_of

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
    return asking_of(analyser, TRAM)


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
    assert [citation.quote for citation in answer.citations] == [TRAM[0].paragraphs[2]]


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


def test_what_an_answer_costs_is_told_where_the_prices_are_known(plain: Asking) -> None:
    model = Model(f"{HONEST}{{착공식을 열었다}}")
    asking = _with(plain, model)
    assert asking.writer is not None
    asking.writer = replace(asking.writer, prices=Prices(2.0, 8.0))
    usage = asking.ask(QUESTION).usage
    assert usage is not None
    assert usage.cost == pytest.approx((2 * usage.prompt_tokens + 8 * usage.completion_tokens) / 1_000_000)
    assert usage.completion_tokens > 0


TALK = (
    Turn("user", "가람 트램 1호선 착공식은 언제 열렸나요?"),
    Turn("assistant", "가람시는 10일 트램 1호선 착공식을 열었습니다.[1]"),
)
OPEN = "아까 말한 그건 어디서 열렸나요?"
WHOLE = "가람 트램 1호선 착공식은 어디서 열렸나요?"


def test_a_follow_up_that_our_rules_leave_open_is_completed_by_the_model(plain: Asking) -> None:
    model = Model(WHOLE, f"{HONEST}[1]")
    answer = _with(plain, model).ask(OPEN, history=TALK)
    assert (answer.question.text, answer.question.standalone) == (OPEN, WHOLE)
    assert said(answer) == [HONEST]
    assert "질문: 가람 트램 1호선 착공식은 언제 열렸나요?\n답: " in model.chat.asked[0][-1].text
    assert answer.usage is not None
    assert answer.usage.calls == 2


@pytest.mark.parametrize(
    "written", ["은파 트램 착공식은 어디서 열렸나요?", "네, 알겠습니다.", ChatUnavailable("gone")], ids=str
)
def test_a_completion_that_adds_something_or_fails_is_not_taken(plain: Asking, written: Part) -> None:
    ours = plain.ask(OPEN, history=TALK).question.standalone
    answer = _with(plain, Model([written], f"{HONEST}[1]")).ask(OPEN, history=TALK)
    assert answer.question.standalone == ours
    assert answer.usage is not None
    assert answer.usage.calls == 2


def test_a_follow_up_that_our_rules_complete_is_left_to_them_unless_the_model_is_to_complete_all(plain: Asking) -> None:
    question, ours = "그건 어디서 열렸나요?", "가람 트램 1호선 착공식은 어디서 열렸나요?"
    model = Model(f"{HONEST}{{착공식을 열었다}}")
    assert _with(plain, model).ask(question, history=TALK).question.standalone == ours
    assert len(model.chat.asked) == 1
    theirs = "10일 가람 트램 1호선 착공식은 어디서 열렸나요?"
    eager = _with(plain, Model(theirs, f"{HONEST}[1]"))
    assert eager.writer is not None
    eager.writer = replace(eager.writer, completes_all=True)
    assert eager.ask(question, history=TALK).question.standalone == theirs


def test_a_completion_counts_among_the_three_requests(plain: Asking) -> None:
    lies = " ".join(f"총사업비는 {n}억원입니다.{{정거장 19곳}}" for n in range(7001, 7009))
    model = Model(WHOLE, lies.replace("{정거장 19곳}", "[1]"), *["총사업비는 8000억원입니다.[1]"] * 9)
    _with(plain, model).ask(OPEN, history=TALK)
    assert len(model.chat.asked) == 3


TWO = f"{HONEST}{{착공식을 열었다}} 트램 1호선은 정거장 19곳을 둡니다.{{정거장 19곳}}"


def _judged(plain: Asking, model: Model, judge: FakeJudge, *, drops: bool = False) -> Asking:
    asking = _with(plain, model)
    assert asking.writer is not None
    asking.writer = replace(asking.writer, opinions=Opinions(lambda _: judge, drops))
    return asking


def test_a_second_opinion_is_told_and_drops_nothing_by_itself(plain: Asking) -> None:
    judge = FakeJudge(lambda sentence: 0.1 if "정거장" in sentence else 0.9)
    answer = _judged(plain, Model(TWO), judge).ask(QUESTION)
    assert [sentence.judged for sentence in answer.sentences] == [0.9, 0.1]
    assert answer.status is Status.ANSWERED
    assert judge.asked[0] == (("(2026-03-10) " + answer.citations[0].quote,), HONEST)


def test_no_released_sentence_waits_for_an_opinion_that_only_advises(plain: Asking) -> None:
    judge = FakeJudge(lambda sentence: 0.9)
    steps = _judged(plain, Model(TWO), judge).steps(QUESTION)
    assert [step.judged for step in steps if isinstance(step, AnswerSentence) and not judge.asked] == [None, None]
    assert len(judge.asked) == 2


def test_what_the_second_opinion_doubts_is_left_out_where_it_is_to(plain: Asking) -> None:
    judge = FakeJudge(lambda sentence: 0.49 if "정거장" in sentence else 0.5)
    model = Model(TWO, phrases.UNKNOWN_TO_MODEL)
    answer = _judged(plain, model, judge, drops=True).ask(QUESTION)
    assert [(one.text, one.judged) for one in answer.sentences] == [(HONEST, 0.5)]
    assert answer.status is Status.PARTIAL
    assert len(answer.citations) == 1
    assert "두 번째로 살핀 결과" in model.chat.asked[1][-1].text


def test_the_rules_decide_first(plain: Asking) -> None:
    judge = FakeJudge(lambda sentence: 1.0)
    lie = "트램 1호선의 총사업비는 9986억원입니다."
    answer = _judged(plain, Model(f"{HONEST}[1] {lie}[2]", phrases.UNKNOWN_TO_MODEL), judge, drops=True).ask(QUESTION)
    assert said(answer) == [HONEST]
    assert lie not in [sentence for _, sentence in judge.asked]


@pytest.mark.parametrize("drops", [True, False])
@pytest.mark.parametrize("failure", [ChatUnavailable("gone"), ModelUnavailable("broken")], ids=["chat", "model"])
def test_a_judge_that_fails_is_left_out_and_said_once(
    plain: Asking, caplog: pytest.LogCaptureFixture, drops: bool, failure: GeungeoError
) -> None:
    judge = FakeJudge(lambda sentence: failure)
    asking = _judged(plain, Model(TWO, TWO), judge, drops=drops)
    for _ in range(2):
        assert [one.judged for one in asking.ask(QUESTION).sentences] == [None, None]
    assert len(judge.asked) == 2  # once an answer
    assert caplog.text.count("the judge fake-judge gives no opinion") == 1


def test_the_chat_models_opinions_are_counted_beside_the_three_requests(plain: Asking) -> None:
    model = Model(TWO, "지지", "모름")
    asking = _with(plain, model)
    assert asking.writer is not None
    asking.writer = replace(asking.writer, opinions=Opinions(ChatJudge))
    answer = asking.ask(QUESTION)
    assert [one.judged for one in answer.sentences] == [1.0, 0.5]
    assert answer.usage is not None
    assert answer.usage.calls == 3
