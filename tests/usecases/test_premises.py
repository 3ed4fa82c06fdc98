"""Questions that take something wrong for granted, over a few articles; and the same questions asked rightly."""

from __future__ import annotations

from datetime import datetime

import pytest

from rag.answers.partial import ASKED, Asked, missing_parts, unknown
from rag.ask import Asking
from rag.domain import KST, Status
from rag.korean.analysis import Analyser
from tests.small_world import NOW, asking_of, news

ARTICLES = (
    news(
        1,
        datetime(2026, 6, 14, 18, tzinfo=KST),
        "해밀시·나루도 손잡았다",
        "해밀시와 나루도가 심야버스 환승과 하천 수질 관리 등 8개 과제에 합의했다.",
        "한다온 해밀시장은 14일 오전 11시 나루도청에서 소미르 나루도지사와 만나 상생협약서에 서명했다.",
        "두 지자체는 3년 만에 다시 손을 잡았다.",
    ),
    news(
        2,
        datetime(2026, 9, 2, 18, tzinfo=KST),
        "바람빛 총회 내달 해밀시서",
        "바람빛도시연대의 제4차 총회가 오는 10월 7일 해밀시에서 열린다.",
        "이번 총회에는 27개 도시가 참가한다.",
    ),
    news(
        3,
        datetime(2026, 3, 10, 18, tzinfo=KST),
        "예산안 본회의 통과",
        "해밀시의회는 10일 본회의에서 물빛공원 조성 예산안을 찬성 21표로 통과시켰다.",
        "물빛공원 조성에는 124억원이 든다.",
    ),
    news(
        4,
        datetime(2026, 4, 3, 18, tzinfo=KST),
        "[정정보도] 물빛공원 방문객은 3만1000명",
        "본지는 지난 1일 기사에서 물빛공원 방문객을 5만2000명으로 보도했습니다.",
        "그러나 물빛공원 방문객은 3만1000명이므로 바로잡습니다.",
        kind="correction",
    ),
    news(
        5,
        datetime(2026, 8, 20, 18, tzinfo=KST),
        "너울군 창고 불 원인은 조사 중",
        "너울군 곡물 창고에서 난 불의 원인은 아직 조사 중이다.",
        "소방 당국은 다음 달 결과를 내놓기로 했다.",
        "너울군은 매주 수요일 곡물 창고를 점검한다.",
    ),
)

CORRECTED = (
    ("해밀시와 나루도가 10개 과제에 합의했다는데 무엇인가요?", "‘10개 과제’가 아니라 ‘8개 과제’로"),
    ("해밀시랑 나루도가 12개 과제에 합의했다던데 뭐야", "‘12개 과제’가 아니라 ‘8개 과제’로"),
    ("바람빛도시연대의 제9차 총회는 언제 열리나요?", "‘제9차 총회’가 아니라 ‘제4차 총회’로"),
    ("바람빛도시연대 총회가 여울시에서 열린다는데 언제 열리나요?", "‘여울시’가 아니라 ‘해밀시’로"),
    ("설가람 시장이 나루도지사와 상생협약서에 서명한 곳은 어디인가요?", "‘설가람 시장’이 아니라 ‘한다온 해밀시장’으로"),
    ("한다온 군수가 상생협약서에 서명한 곳은 어디야?", "‘한다온 군수’가 아니라 ‘한다온 해밀시장’으로"),
    ("2026년 2월 해밀시와 나루도가 상생협약서에 서명한 이유는?", "‘2026년 2월’이 아니라 2026년 6월 14일"),
    ("본회의에서 부결된 물빛공원 조성 예산안은 얼마인가요?", "질문의 ‘부결된’과 달리 기사에는"),
    ("물빛공원 방문객이 5만2000명이라는데 왜 이렇게 많은가요?", "‘5만2000명’이 아니라 ‘3만1000명’으로"),
    ("너울군이 매주 금요일 곡물 창고를 점검하는 까닭은?", "‘금요일’이 아니라 수요일로"),
    ("너울군 곡물 창고 불에서 밝혀진 원인은 무엇인가요?", "질문의 ‘밝혀진’과 달리 기사에는"),
)

RIGHT = (
    "해밀시와 나루도가 8개 과제에 합의했다는데 무엇인가요?",
    "바람빛도시연대의 제4차 총회는 언제 열리나요?",
    "바람빛도시연대 총회가 해밀시에서 열린다는데 언제 열리나요?",
    "한다온 시장이 나루도지사와 상생협약서에 서명한 곳은 어디인가요?",
    "2026년 6월 해밀시와 나루도가 상생협약서에 서명한 곳은 어디인가요?",
    "본회의를 통과한 물빛공원 조성 예산안은 얼마인가요?",
    "물빛공원 방문객은 몇 명인가요?",
    "너울군이 매주 수요일 곡물 창고를 점검하는 까닭은?",
    "10월에 해밀시에서 열리는 총회에는 몇 개 도시가 참가해?",
    "Which city will host the 4th assembly?",
)


@pytest.fixture(scope="module")
def asking(analyser: Analyser) -> Asking:
    return asking_of(analyser, ARTICLES)


@pytest.mark.parametrize(("question", "said"), CORRECTED)
def test_a_false_premise_is_corrected_first_and_cited(asking: Asking, question: str, said: str) -> None:
    answer = asking.ask(question)

    assert answer.status is Status.CORRECTED
    assert said in answer.sentences[0].text
    assert answer.sentences[0].citations
    assert any(sentence.support == "quoted" for sentence in answer.sentences)


@pytest.mark.parametrize("question", RIGHT)
def test_what_is_rightly_taken_for_granted_is_not_corrected(asking: Asking, question: str) -> None:
    assert asking.ask(question).status is not Status.CORRECTED


def test_what_was_asked_is_answered_once_the_premise_is_put_right(asking: Asking) -> None:
    answer = asking.ask("바람빛도시연대 총회가 여울시에서 열린다는데 언제 열리나요?")

    assert answer.sentences[1].text == "이를 바로잡아 답하면 2026년 10월 7일(기사 표기: 오는 10월 7일)입니다."


def test_of_what_did_not_happen_no_value_is_given(asking: Asking) -> None:
    answer = asking.ask("본회의에서 부결된 물빛공원 조성 예산안은 얼마인가요?")

    assert "바로잡아" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "해밀시의 2호선 공사는 언제 끝나나요?",
        "여울시장이 물빛공원을 찾은 까닭은 무엇인가요?",
        "2019년 바람빛도시연대 총회에는 몇 개 도시가 참가했나요?",
        "How many cities joined the 11th assembly in March 2021?",
    ],
)
def test_what_is_nowhere_in_the_articles_is_not_answered(asking: Asking, question: str) -> None:
    assert asking.ask(question).status in (Status.ABSTAINED, Status.CORRECTED)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("바람빛도시연대 총회는 언제 열리고 누가 의장인가요?", ["누구인지"]),
        ("한다온 시장은 언제 서명했고 몇 명이 왔나요?", ["몇 명인지"]),
        ("한다온 시장은 언제 어디에서 서명했나요?", []),
        ("바람빛도시연대 총회는 언제 열리나요?", []),
    ],
)
def test_the_part_that_no_chosen_sentence_answers_is_named(asking: Asking, question: str, missing: list[str]) -> None:
    understood = asking.understanding.understand(question, asked_at=NOW)
    best = asking.evidence(understood, asking.retrieve(understood))[:1]

    assert missing_parts(understood, best) == missing


def test_what_is_not_known_is_said_with_its_particles() -> None:
    assert unknown(["몇 명인지"]) == "몇 명인지는 기사에서 확인되지 않습니다."
    assert unknown(["언제인지", "누구인지"]) == "언제인지와 누구인지는 기사에서 확인되지 않습니다."
    assert unknown(["그 이유"]) == "그 이유는 기사에서 확인되지 않습니다."


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.example)
def test_every_interrogative_is_found_in_its_example(asked: Asked) -> None:
    assert asked.pattern.search(asked.example)
