"""A value first; reasons in the name of whoever gives them; what was to come told as that."""

from __future__ import annotations

from datetime import datetime

import pytest

from rag.answers.forms.outlook import ASKS_OUTCOME
from rag.answers.forms.reasons import reason_of, reasoned
from rag.answers.forms.values import value_first
from rag.domain import KST, Kind, Status
from rag.korean.analysis import Analyser
from tests.invented_evidence import asked, drafted, found, opened, quotations_only, said


def test_a_day_is_resolved_with_the_wording_of_the_article(analyser: Analyser) -> None:
    view = opened(analyser, "가람시는 10일 오후 2시 한터동에서 착공식을 열었다.")
    question = asked("착공식은 언제 열렸나요?", Kind.WHEN, "착공식")
    draft = drafted(value_first, question, [found(question, view)])
    assert draft.short_answer == "2026년 3월 10일 오후 2시(기사 표기: 10일 오후 2시)"
    assert said(draft) == [
        "2026년 3월 10일 오후 2시(기사 표기: 10일 오후 2시)입니다.",
        "표본일보는 “가람시는 10일 오후 2시 한터동에서 착공식을 열었다.”라고 보도했습니다.",
    ]


def test_a_day_that_was_still_to_come_is_told_as_a_plan(analyser: Analyser) -> None:
    view = opened(analyser, "총회는 오는 18일 가람시청에서 열린다.")
    question = asked("총회는 언제 열리나요?", Kind.WHEN, "총회")
    draft = drafted(value_first, question, [found(question, view)])
    assert said(draft)[0] == "2026년 3월 18일(기사 표기: 오는 18일) 예정이라고 보도됐습니다."


def test_what_holds_at_present_has_the_day_of_its_report(analyser: Analyser) -> None:
    view = opened(analyser, "트램 1호선의 총사업비는 4986억원이다.")
    question = asked("트램 총사업비는 지금 얼마인가요?", Kind.HOW_MANY, "트램", "총사업비", latest=True)
    draft = drafted(value_first, question, [found(question, view)])
    assert said(draft)[0] == "4986억원입니다(2026년 3월 10일 보도 기준)."
    assert draft.short_answer == "4986억원"


def test_a_day_that_cannot_be_completed_is_part_of_an_answer(analyser: Analyser) -> None:
    view = opened(analyser, "나래시는 12일 옹기박물관을 열었다.", published=None)
    question = asked("옹기박물관은 언제 열었나요?", Kind.WHEN, "옹기박물관")
    draft = drafted(value_first, question, [found(question, view)])
    assert draft.status is Status.PARTIAL
    assert said(draft)[0] == "기사에는 12일로만 나와 연도와 월은 확인되지 않습니다."
    assert draft.short_answer is None


def test_a_short_name_is_given_in_full(analyser: Analyser) -> None:
    view = opened(analyser, "도하준 가람시장이 참석했다. 이어 도 시장은 축사를 했다.")
    question = asked("누가 축사를 했나요?", Kind.WHO, "축사")
    draft = drafted(value_first, question, [found(question, view, 1)])
    assert said(draft)[-1].endswith("라고 보도했습니다(도 시장은 도하준 가람시장).")


def test_a_sentence_with_a_speaker_is_told_and_not_quoted_twice(analyser: Analyser) -> None:
    view = opened(analyser, "도하준 가람시장이 왔다. 도 시장은 “시민의 발이 될 것”이라고 말했다.")
    question = asked("시장은 무엇이라고 했나요?", Kind.WHAT, "시장")
    draft = drafted(value_first, question, [found(question, view, 1)])
    assert said(draft) == ["도 시장(도하준 가람시장)은 “시민의 발이 될 것”이라고 말했습니다."]


def test_an_outcome_that_came_later_is_unknown(analyser: Analyser) -> None:
    view = opened(analyser, "두 후보는 다음 달 경선을 벌일 예정이다.")
    question = asked("경선 결과는 어떻게 됐나요?", Kind.HOW, "경선")
    draft = drafted(reasoned, question, [found(question, view)])
    assert said(draft) == [
        "두 후보는 2026년 4월 경선을 벌일 예정이라고 보도됐습니다.",
        "2026년 3월 10일 보도 기준이며 이후 결과는 자료에 없습니다.",
    ]


def test_an_outcome_that_is_told_is_not_called_unknown(analyser: Analyser) -> None:
    view = opened(analyser, "두 후보는 10일 경선을 벌였다.")
    question = asked("경선 결과는 어떻게 됐나요?", Kind.HOW, "경선")
    assert not any("자료에 없습니다" in text for text in said(drafted(reasoned, question, [found(question, view)])))


@pytest.mark.parametrize(
    "question",
    ["선거 결과는요?", "단일화는 어떻게 됐나요?", "누가 당선됐어요?", "최종 후보는 누구인가요?", "결국 열렸나요?"],
)
def test_outcomes_are_asked_in_these_words(question: str) -> None:
    assert ASKS_OUTCOME.search(question)


@pytest.mark.parametrize(
    "question", ["총회는 언제 열리나요?", "며칠까지로 예정됐나요?", "왜 늘었는가?", "시장은 누구인가요?"]
)
def test_other_questions_ask_for_no_outcome(question: str) -> None:
    assert not ASKS_OUTCOME.search(question)


# ---------------------------------------------------------------- why and how


def test_a_reason_is_told_in_the_name_of_its_speaker(analyser: Analyser) -> None:
    view = opened(
        analyser,
        "가람시는 10일 회견을 열었다. 시는 석축을 비켜 가느라 공사비가 늘었기 때문이라고 10일 밝혔다.",
    )
    question = asked("공사비는 왜 늘었나요?", Kind.WHY, "공사비", "늘다")
    draft = drafted(reasoned, question, [found(question, view, 1)])
    assert draft.short_answer == "석축을 비켜 가느라 공사비가 늘었기 때문"
    assert said(draft) == ["가람시는 석축을 비켜 가느라 공사비가 늘었기 때문이라고 2026년 3월 10일 밝혔습니다."]


def test_a_bare_reason_brings_what_it_is_the_reason_of(analyser: Analyser) -> None:
    view = opened(analyser, "나머지 장비는 내년에 들어온다. 변전소 공사가 늦어졌기 때문이다.")
    question = asked("장비는 왜 늦나요?", Kind.WHY, "장비")
    draft = drafted(reasoned, question, [found(question, view, 1)])
    assert said(draft) == [
        "나머지 장비는 2027년에 들어올 예정이라고 보도됐습니다.",
        "변전소 공사가 늦어졌기 때문입니다.",
    ]
    assert draft.short_answer == "변전소 공사가 늦어졌기 때문"


def test_what_follows_from_it_is_told_too(analyser: Analyser) -> None:
    view = opened(analyser, "공사는 물길이 막혀 멈췄다. 이에 따라 개통은 여섯 달 밀렸다. 날씨는 맑았다.")
    question = asked("공사는 왜 멈췄나요?", Kind.WHY, "공사", "멈추다")
    draft = drafted(reasoned, question, [found(question, view)])
    assert len(said(draft)) == 2
    assert said(draft)[1] == "이에 따라 개통은 여섯 달 밀렸습니다."


REASONS = (
    ("노선이 바뀐 것은 주민들의 요구가 쏟아졌기 때문이다.", "주민들의 요구가 쏟아졌기 때문"),
    ("시는 등하굣길을 줄이기 위해 노선을 바꾼다.", "등하굣길을 줄이기 위해"),
    ("지원금은 국비 비율이 높아지면서 올랐다.", "국비 비율이 높아지면서"),
    ("시장은 “땅을 판다”며 “나루터가 나왔기 때문이다”라고 이유를 밝혔다.", "나루터가 나왔기 때문"),
    ('의원은 "갈라지면 위협이 될 것이기에 하나가 돼야 한다"고 말했다.', "갈라지면 위협이 될 것이기에"),
    ("총회는 18일 열린다.", None),
)


@pytest.mark.parametrize(("sentence", "clause"), REASONS, ids=[sentence for sentence, _ in REASONS])
def test_the_clause_that_gives_the_reason(analyser: Analyser, sentence: str, clause: str | None) -> None:
    assert reason_of(opened(analyser, sentence).sentences[0]) == clause


def test_what_cannot_be_told_is_quoted(analyser: Analyser) -> None:
    view = opened(analyser, "공사비 증가의 까닭은 석축 발견.", published=datetime(2026, 3, 10, tzinfo=KST))
    question = asked("공사비는 왜 늘었나요?", Kind.WHY, "공사비")
    draft = drafted(reasoned, question, [found(question, view)])
    assert said(draft) == ["표본일보는 “공사비 증가의 까닭은 석축 발견.”라고 보도했습니다."]


def test_what_may_not_be_told_is_quoted_and_leaves_no_citation_behind(analyser: Analyser) -> None:
    view = opened(analyser, "나머지 장비는 내년에 들어온다. 변전소 공사가 늦어졌기 때문이다.")
    question = asked("장비는 왜 늦나요?", Kind.WHY, "장비")
    draft = drafted(reasoned, question, [found(question, view, 1)], check=quotations_only)
    assert said(draft) == ["표본일보는 “변전소 공사가 늦어졌기 때문이다.”라고 보도했습니다."]
    assert [citation.number for citation in draft.citations] == [1]
