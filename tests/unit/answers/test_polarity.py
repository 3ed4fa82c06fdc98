"""네, 아니요, or neither: each pair of a question and a sentence with what decides it."""

from __future__ import annotations

from datetime import datetime

import pytest

from rag.answers.forms.yes_no import yes_no
from rag.answers.polarity import decide
from rag.domain import KST, Kind
from rag.korean.analysis import Analyser
from tests.invented_evidence import asked, drafted, found, opened, said

YES, NO = True, False

DECIDED = (
    ("두 도시는 협약에 합의했나요?", ("도시", "협약", "합의"), "두 도시는 10일 협약에 합의했다.", YES, "협약에 합의했다"),
    ("노조는 파업을 했습니까?", ("노조", "파업"), "노조는 26일 예고했던 전면파업을 유보했다.", NO, "전면파업을 유보했다"),
    (
        "누리별은 유상증자를 할 계획인가요?",
        ("누리별", "유상증자", "계획"),
        "누리별은 올해 유상증자를 하지 않는다.",
        NO,
        "유상증자를 하지 않는다",
    ),
    ("국장은 유죄 판결을 받았습니까?", ("국장", "유죄", "판결", "받다"), "국장은 1심 판결에서 무죄를 선고받았다.", NO, "무죄를 선고받았다"),
    ("버스 요금도 오르나요?", ("버스", "요금", "오르다"), "버스 요금은 어른 1500원으로 바뀌지 않는다.", NO, "바뀌지 않"),
    ("급행버스가 더 낫다는 결론인가요?", ("급행버스", "결론"), "급행버스보다는 트램이 낫다는 결론이다.", NO, "급행버스보다는"),
    ("지역 출신이 절반을 넘었나요?", ("지역", "출신", "절반", "넘다"), "지역 출신은 126명으로 63%를 차지했다.", YES, "63%"),
    ("지역 출신이 절반을 넘었나요?", ("지역", "출신", "절반", "넘다"), "지역 출신은 84명으로 42%를 차지했다.", NO, "42%"),
    ("요금은 확정됐나요?", ("요금", "확정"), "요금은 정해지지 않았다.", NO, "요금은 정해지지 않았다"),
    ("시는 차량 계약을 미루나요?", ("차량", "계약", "미루다"), "시는 차량 계약을 맺지 않는다.", YES, "계약을 맺지 않는다"),
    ("심야버스 예산은 반영됐나요?", ("심야버스", "예산", "반영"), "심야버스 예산은 끝내 살아나지 못했다.", NO, "살아나지 못했다"),
    ("결하람은 경기를 끝까지 뛰었나요?", ("결하람", "경기", "끝", "뛰다"), "결하람은 경기에서 발목을 다쳐 교체됐다.", NO, "교체됐다"),
    ("축제는 열리지 않았나요?", ("축제", "열리다"), "축제는 비로 열리지 않았다.", YES, "열리지 않았다"),
)  # fmt: skip

UNDECIDED = (
    # planned is not yet done
    ("두 도시는 협약에 서명했나요?", ("도시", "협약", "서명"), "두 도시는 18일 협약에 서명할 예정이다."),
    # says something else of the same thing
    ("시장은 트램을 탔나요?", ("시장", "트램", "타다"), "시장은 트램 착공식을 열었다."),
    # guilty is not said, nor not guilty
    ("국장은 유죄 판결을 받았습니까?", ("국장", "유죄", "판결", "받다"), "국장은 혐의를 받는 국장이다."),
    # two shares: which is meant?
    ("지역 출신이 절반을 넘었나요?", ("지역", "출신", "절반"), "지역 출신은 42%, 다른 지역은 58%였다."),
)


@pytest.mark.parametrize(("question", "keywords", "sentence", "yes", "words"), DECIDED)
def test_what_a_predicate_decides(
    analyser: Analyser, question: str, keywords: tuple[str, ...], sentence: str, yes: bool, words: str
) -> None:
    asking = asked(question, Kind.YES_NO, *keywords)
    decision = decide(asking, found(asking, opened(analyser, sentence)))
    assert decision is not None
    assert decision.yes is yes
    assert words in decision.words
    assert decision.words in sentence


@pytest.mark.parametrize(("question", "keywords", "sentence"), UNDECIDED)
def test_what_no_predicate_decides(analyser: Analyser, question: str, keywords: tuple[str, ...], sentence: str) -> None:
    asking = asked(question, Kind.YES_NO, *keywords)
    assert decide(asking, found(asking, opened(analyser, sentence))) is None


def test_the_word_comes_first_with_what_decides_it(analyser: Analyser) -> None:
    asking = asked("노조는 파업을 했습니까?", Kind.YES_NO, "노조", "파업")
    view = opened(analyser, "노조는 26일 예고했던 전면파업을 유보했다.")
    draft = drafted(yes_no, asking, [found(asking, view)])
    assert draft.short_answer == "아니요"
    assert said(draft) == [
        "아니요, 기사에는 ‘전면파업을 유보했다’라고 나와 있습니다.",
        "표본일보는 “노조는 26일 예고했던 전면파업을 유보했다.”라고 보도했습니다.",
    ]


def test_without_a_decision_the_article_is_quoted_and_no_word_is_said(analyser: Analyser) -> None:
    asking = asked("두 도시는 협약에 서명했나요?", Kind.YES_NO, "도시", "협약", "서명")
    view = opened(analyser, "두 도시는 18일 협약에 서명할 예정이다.")
    draft = drafted(yes_no, asking, [found(asking, view)])
    assert draft.short_answer is None
    assert said(draft) == [
        "표본일보는 “두 도시는 18일 협약에 서명할 예정이다.”라고 보도했습니다.",
        "2026년 3월 10일 보도 기준이며 이후 결과는 자료에 없습니다.",
    ]


def test_of_two_articles_that_differ_the_newer_is_believed(analyser: Analyser) -> None:
    asking = asked("요금은 확정됐나요?", Kind.YES_NO, "요금", "확정")
    old = opened(analyser, "요금은 정해지지 않았다.")
    new = opened(analyser, "요금은 1500원으로 확정됐다.", published=datetime(2026, 9, 1, tzinfo=KST))
    chosen = [found(asking, old)]
    draft = drafted(yes_no, asking, chosen, [*chosen, found(asking, new)])
    assert draft.short_answer == "네"
