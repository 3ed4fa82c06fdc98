"""What kind of answer a question asks for. The table's examples are the tests."""

from __future__ import annotations

import pytest

from rag.domain import Kind
from rag.questions.kinds import RULES, KindRule, asks_several, focus_of, kind_of, topics_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.example}")
def test_each_rule_is_the_first_to_match_its_example(rule: KindRule) -> None:
    assert kind_of(rule.example) is rule.kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("의장은 누구예요?", Kind.WHO),
        ("둘이 언재 만낫나", Kind.WHEN),
        ("라온도와 가람시가 서명한 곳은 어디예요?", Kind.WHERE),
        ("반대표는 몇 표였나요?", Kind.HOW_MANY),
        ("8개 사항을 모두 알려 주세요.", Kind.LIST),
        ("Who won the marathon?", Kind.WHO),
        ("How many cities joined?", Kind.HOW_MANY),
        ("그러면 급행버스가 더 낫다는 결론인가요?", Kind.YES_NO),
        ("축제 주제", Kind.WHAT),
    ],
)
def test_people_ask_in_many_ways(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("GPU는 몇 장인가요?", ("장",)),
        ("어느 도시가 상을 탔나요?", ("도시",)),
        ("몇 명한테 주나요?", ("명",)),
        ("왜요?", ()),
    ],
)
def test_the_focus_is_what_is_counted_or_chosen(question: str, focus: tuple[str, ...]) -> None:
    assert focus_of(question) == focus


def test_what_is_asked_of_the_thing_stands_nearest_the_interrogative() -> None:
    assert topics_of("집무실을 운영하는 데 드는 비용은 지금 얼마인가요?")[0] == "비용"


def test_two_interrogatives_ask_two_things_but_a_full_date_is_one() -> None:
    assert asks_several("언제 열리고 어느 도시가 나섰나요?")
    assert not asks_several("몇 년 몇 월 며칠인가요?")
