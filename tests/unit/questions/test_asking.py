"""The noun asked for, what is counted, what is asked of the thing, and whether the question denies."""

from __future__ import annotations

import pytest

from rag.questions.asking import asked_noun, asks_several, denies, focus_of, topics_of


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("도하준 시장은 어느 대학을 졸업했나요?", "대학"),
        ("등대를 설계한 사람의 이름은 무엇인가?", "이름"),
        ("등대를 설계한 인물은?", "인물"),
        ("총회가 처음 열린 곳은?", "곳"),
        ("연합이 만들어진 해는?", "해"),
        ("총사업비는 얼마인가요?", "총사업비"),
        ("총사업비는?", "총사업비"),
        ("이유가 뭐야?", "이유"),
        ("나이가 몇 살이야?", "나이"),
        ("이 다리는 무엇으로 불리는가?", "이름"),
        ("밤에 피는 꽃을 뭐라고 부르나요?", "이름"),
        ("개막 날짜를 알려 주세요", "날짜"),
        ("어떤 반도체를 만드나요?", "반도체"),
        ("트램은 어느 동네에 지어지나요?", "동네"),
        ("총회는 언제인가요?", None),
        ("왜 늦어졌나요?", None),
        ("배추가 한 포기에 얼마였어요?", None),
        ("가을에 열린 국제회의는 무엇인가요?", "국제회의"),
        ("시가 요구한 것은 무엇인가요?", None),
        ("전체 인구의 몇 퍼센트인가요?", None),
        ("예산안이 통과됐다고?", None),
        ("요금이 오르나요?", None),
        ("참가한 나라는 몇 개인가요?", None),
        ("What is the total cost of the tram?", "비용"),
        ("Which university did the mayor attend?", "대학"),
        ("Why did it fail?", None),
    ],
)
def test_the_noun_that_is_asked_for(question: str, noun: str | None) -> None:
    assert asked_noun(question) == noun


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("GPU는 몇 장인가요?", ("장",)),
        ("어느 도시가 상을 탔나요?", ("도시",)),
        ("몇 명한테 주나요?", ("명",)),
        ("왜요?", ()),
        ("등대를 설계한 인물은?", ("인물",)),
        ("총회가 열린 장소는?", ("장소",)),
        ("연합이 만들어진 해는?", ("해",)),
        ("가람군의 인구는?", ("명",)),
        ("참가자 수는 얼마인가요?", ("명",)),
        ("학생의 비율은?", ()),
        ("몇 표 차이로 어느 후보가 이겼나요?", ("표", "후보")),
        ("정거장 수는 몇 개인가요?", ("개",)),
        ("접었을 때 직원들 얼마나 나갔대?", ("명",)),
        ("셔틀은 얼마나 기다림?", ("시간",)),
        ("그날 물질해서 얼마 버셨대?", ("원",)),
        ("얼마나 빨라졌나요?", ()),
        ("How many people came?", ("명",)),
        ("How many electric buses were recalled?", ("대",)),
        ("Which city won?", ("도시",)),
    ],
)
def test_the_focus_is_what_is_counted_or_chosen(question: str, focus: tuple[str, ...]) -> None:
    assert focus_of(question) == focus


def test_what_is_asked_of_the_thing_stands_nearest_the_interrogative() -> None:
    assert topics_of("집무실을 운영하는 데 드는 비용은 지금 얼마인가요?")[0] == "비용"
    assert topics_of("가람 트램의 총사업비는?")[0] == "총사업비"


@pytest.mark.parametrize(
    "question",
    [
        "언제 열리고 어느 도시가 나섰나요?",
        "몇 대를 들여오고 값은 얼마예요?",
        "누가 언제 썼나요?",
        "When and where will it open?",
    ],
)
def test_two_interrogatives_ask_two_things(question: str) -> None:
    assert asks_several(question)


@pytest.mark.parametrize(
    "question",
    ["몇 년 몇 월 며칠인가요?", "누가 누구를 만났나요?", "다음 달부터 없어지는 버스는 몇 번 몇 번인가요?", "Who won?"],
)
def test_a_full_date_or_one_interrogative_twice_asks_one_thing(question: str) -> None:
    assert not asks_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "참석하지 않은 도시는?",
        "공연은 왜 못 했나요?",
        "왜 안 열렸어?",
        "합의하지 못한 과제는 무엇인가요?",
        "반대가 없었던 안건은?",
        "Which cities did not attend?",
        "Why didn't it open?",
    ],
)
def test_a_question_may_deny_its_predicate(question: str) -> None:
    assert denies(question)


@pytest.mark.parametrize(
    "question",
    [
        "참석한 도시는?",
        "요금이 비싸지 않나요?",
        "예산안 안에 무엇이 있나요?",
        "다음 달부터 없어지는 버스는 몇 번인가요?",
        "왜 노선이 없어졌나요?",
        "7개 과제를 빠짐없이 알려 주세요.",
        "안 의원은 누구를 만났나요?",
        "It opened in May, didn't it?",
    ],
)
def test_what_only_looks_like_a_denial_is_none(question: str) -> None:
    assert not denies(question)
