"""네 or 아니요 by who goes in free, until when, whether all, whether ever, and what is in a list; or neither."""

from __future__ import annotations

import pytest

from rag.answers.conditions import ruled
from rag.answers.forms.yes_no import yes_no
from rag.domain import Kind
from rag.korean.analysis import Analyser
from tests.invented_evidence import all_found, asked, drafted, opened, said

FEES = "박물관 관람료는 어른 3000원이며 군민과 65세 이상은 무료다."
HOURS = "도서관은 열람실만 문을 열고 어린이실은 지금처럼 오후 6시에 닫는다."
LIST = "협약 내용은 인공지능 생태계 활성화, 미래 자동차 생태계 구축, 관광 활성화 등 3개 사항이다."
DECIDED = (
    ("일흔 살은 박물관에 돈을 안 내고 들어가나요?", ("박물관", "관람료"), FEES, True),
    ("70세도 박물관 관람료를 내야 하나요?", ("박물관", "관람료"), FEES, False),
    ("학생들도 사용료를 내야 하나요?", ("학생들", "사용료", "무료"), "사용료는 900원이다. 학생 연구는 무료다.", False),
    ("시장은 가람시에 온 적이 있나요?", ("시장", "가람시"), "시장이 가람시를 찾은 적은 아직 없다.", False),
    ("새길연대는 전원 찬성했나요?", ("새길연대", "찬성"), "새길연대 의원 22명 가운데 3명이 당론과 달리 반대표를 던졌다.", False),
    ("어린이실도 밤 10시까지 여나요?", ("어린이실", "10시"), HOURS, False),
    ("어린이실은 오후 5시까지 여나요?", ("어린이실", "5시"), HOURS, True),
    ("자동차 협력도 그 안에 있나요?", ("자동차",), LIST, True),
)  # fmt: skip
UNDECIDED = (
    ("30세도 박물관 관람료를 내야 하나요?", ("박물관", "관람료"), FEES),  # whether a villager is not known
    ("박물관 관람료는 얼마인가요?", ("박물관", "관람료"), FEES),
    ("지사는 다솜군에 온 적이 있나요?", ("지사", "다솜군"), "시장이 가람시를 찾은 적은 아직 없다."),
    ("새길연대는 찬성했나요?", ("새길연대", "찬성"), "새길연대 의원 22명 가운데 3명이 반대표를 던졌다."),
    ("디지털실도 밤 10시까지 여나요?", ("디지털실", "10시"), HOURS),
    ("반도체 협력도 그 안에 있나요?", ("반도체", "협약"), LIST),  # may be told by another name
)  # fmt: skip


@pytest.mark.parametrize(("text", "keywords", "article", "yes"), DECIDED)
def test_a_condition_decides(analyser: Analyser, text: str, keywords: tuple[str, ...], article: str, yes: bool) -> None:
    question = asked(text, Kind.YES_NO, *keywords)
    decided = ruled(question, all_found(question, opened(analyser, article)))

    assert decided is not None
    one, decision = decided
    assert decision.yes is yes
    assert decision.words in one.sentence.text


@pytest.mark.parametrize(("text", "keywords", "article"), UNDECIDED)
def test_another_condition_decides_nothing(
    analyser: Analyser, text: str, keywords: tuple[str, ...], article: str
) -> None:
    question = asked(text, Kind.YES_NO, *keywords)

    assert ruled(question, all_found(question, opened(analyser, article))) is None


def test_an_item_of_a_list_is_named_first(analyser: Analyser) -> None:
    question = asked("자동차 협력도 그 안에 있나요?", Kind.YES_NO, "자동차")
    found = all_found(question, opened(analyser, LIST))
    draft = drafted(yes_no, question, found[:1], found)

    assert draft.short_answer == "네"
    assert said(draft)[0] == "네, 기사에 ‘미래 자동차 생태계 구축’이 들어 있다고 나와 있습니다."
