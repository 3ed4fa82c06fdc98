from __future__ import annotations

import pytest

from evals.drafting.answers import answers, is_place
from evals.drafting.endings import EXAMPLES, asked, closing
from evals.drafting.questions import drafted
from evals.drafting.statements import statements
from rag.korean.analysis import Analyser
from tests.unit.evals.drafting.newsroom import stored

PUBLISHED = "2026-03-10T18:00:00+09:00"


def asked_of(analyser: Analyser, sentence: str) -> dict[str, tuple[str, ...]]:
    """Question → right answers."""
    found = statements(*stored(analyser, "art", PUBLISHED, sentence))
    made = [drafted(statement, answer) for statement in found for answer in answers(statement)]
    return {one.question: one.answer.golds for one in made if one}


@pytest.mark.parametrize(("statement", "question"), EXAMPLES.items())
def test_the_end_of_a_statement_becomes_the_end_of_a_question(
    analyser: Analyser, statement: str, question: str
) -> None:
    tokens = analyser.analyse(statement).tokens
    last = closing(statement, tokens)

    assert last is not None
    found = asked(tokens[: last + 1])
    assert found is not None
    assert statement[: found[0]] + found[1] == question


@pytest.mark.parametrize("statement", ["값이 매우 크다.", "문을 열자.", "언제 문을 여나요?", "모두 세 곳"])
def test_adjectives_proposals_questions_and_fragments_are_not_turned(analyser: Analyser, statement: str) -> None:
    tokens = analyser.analyse(statement).tokens
    last = closing(statement, tokens)

    assert last is None or asked(tokens[: last + 1]) is None


@pytest.mark.parametrize(
    ("statement", "question", "gold"),
    [
        ("가람시 트램 1호선 공사가 25일 시작됐다.", "가람시 트램 1호선 공사는 언제 시작됐나요?", "2026년 2월 25일"),
        ("지난달 가람시 소비자물가가 2.6% 올랐다.", "2026년 2월 가람시 소비자물가는 몇 퍼센트 올랐나요?", "2.6%"),
        ("가람시 트램의 총사업비가 4870억원으로 확정됐다.", "가람시 트램의 총사업비는 얼마로 확정됐나요?", "4870억원"),
        ("라온도는 오는 19일부터 배추를 사들일 계획이다.", "라온도는 언제부터 배추를 사들일 계획인가요?", "2026년 3월 19일"),
        ("나래시에는 9일 호우경보가 내려졌다.", "나래시에는 언제 호우경보가 내려졌나요?", "2026년 3월 9일"),
        ("다솜군 초·중학교 14곳은 9일 하루 휴업했다.", "다솜군 초·중학교 몇 곳이 2026년 3월 9일 하루 휴업했나요?", "14곳"),
        ("도하준 시장이 라온도 상생 협약을 이끌었다.", "누가 라온도 상생 협약을 이끌었나요?", "도하준 시장"),
        ("가람시 트램 개통식은 가람시청에서 열렸다.", "가람시 트램 개통식은 어디에서 열렸나요?", "가람시청"),
        ("라온도는 9일 오후 2시 가람시청에서 설명회를 열었다.", "라온도는 2026년 3월 9일 오후 2시 어디에서 설명회를 열었나요?", "가람시청"),
        ("라온도는 오는 9월까지 보고서를 낼 계획이라고 10일 밝혔다.", "라온도는 언제까지 보고서를 낼 계획인가요?", "2026년 9월"),
    ],
)  # fmt: skip
def test_a_statement_becomes_the_question_that_a_person_would_ask(
    analyser: Analyser, statement: str, question: str, gold: str
) -> None:
    found = asked_of(analyser, statement)

    assert found[question][0] == gold


@pytest.mark.parametrize(
    "statement",
    [
        "도하준 가람시장은 10일 트램 공사가 9월에 끝난다고 밝혔다.",
        "가람시는 10일 착공식을 열었고 라온도는 11일 협약을 맺었다.",
        "라온도는 10일 배추 30t을 사들인다고 밝혔다.",
        "가람시 출신은 4천9백만 명으로 63%를 차지했다.",
        "라온도는 그날 배추를 사들였다.",
        "1923년 이후로는 라온도가 항구를 열었다.",
        "이날 그는 가람시청에서 3명을 만났다.",
        "가람시는 25일 착공한 공장을 둘러봤다.",
        "가람시 노사는 파업을 하루 앞둔 25일 합의안을 마련했다.",
        "가람시 출신은 126명으로 63%를 차지했다.",
        "가람시는 10일 착공식을 열지 않았다.",
        "결함은 지난 1월 21일 공영차고지에서 처음 드러났다.",
        '가람시 시민 1200명이 "좋다"고 외쳤다.',
    ],
)
def test_what_would_be_awkward_or_leans_on_other_sentences_is_left_out(analyser: Analyser, statement: str) -> None:
    assert asked_of(analyser, statement) == {}


def test_a_question_never_holds_its_own_answer(analyser: Analyser) -> None:
    assert asked_of(analyser, "가람시는 가람시청 8명과 은파시청 8명을 뽑았다.") == {}


def test_offices_and_short_words_are_no_places() -> None:
    assert is_place("가람시청")
    assert is_place("마루구 한터동")
    assert not is_place("시장")
    assert not is_place("")
