"""Lists, comparisons, time lines, summaries and what is known of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from rag.answers.claims import Reason, Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.forms.article import article_info, asked_of
from rag.answers.forms.comparison import compared
from rag.answers.forms.lists import itemised, wanted_number
from rag.answers.forms.overviews import summarised
from rag.answers.forms.timeline import in_order
from rag.domain import KST, Kind, Status
from rag.korean.analysis import Analyser
from tests.invented_evidence import all_found, asked, drafted, found, opened, said

# ---------------------------------------------------------------- lists


def test_a_list_is_numbered_with_the_count_that_its_source_states(analyser: Analyser) -> None:
    view = opened(analyser, "협약 과제는 ▲환승할인 ▲수질 관리 ▲채용관 운영 ▲이용권 발행 등 4개다.")
    question = asked("협약 과제 4개를 모두 알려 주세요.", Kind.LIST, "협약", "과제")
    draft = drafted(itemised, question, [found(question, view)])
    assert said(draft) == ["기사에 나온 항목은 4개입니다.\n1. 환승할인\n2. 수질 관리\n3. 채용관 운영\n4. 이용권 발행"]
    assert draft.short_answer == "환승할인, 수질 관리, 채용관 운영, 이용권 발행"
    assert draft.status is Status.ANSWERED


def test_the_complete_list_is_looked_for_in_the_whole_article(analyser: Analyser) -> None:
    view = opened(
        analyser,
        "조사위는 29일 보고서와 권고를 냈다. 위원회는 ▲제어반 높이 상향 ▲통신망 이중화 ▲점검 결과 공개 등 3개 사항을 권고했다.",
    )
    question = asked("조사위 권고 세 가지는 무엇인가요?", Kind.LIST, "조사위", "권고")
    draft = drafted(itemised, question, [found(question, view, 0)])
    assert said(draft)[0].startswith("기사에 나온 항목은 3개입니다.\n1. 제어반 높이 상향")
    assert [c.quote for c in draft.citations] == [view.sentences[1].text]


def test_a_list_that_names_only_some_is_partial(analyser: Analyser) -> None:
    view = opened(analyser, "두 도시는 버스 환승할인, 수질 관리 등 7개 과제를 풀기로 했다.")
    question = asked("7개 과제를 알려 주세요.", Kind.LIST, "과제")
    draft = drafted(itemised, question, [found(question, view)])
    assert draft.status is Status.PARTIAL
    assert said(draft)[0].startswith("기사에는 7개라고 나와 있으나 확인되는 항목은 다음과 같습니다.\n1. ")


AWARDS = (
    "시상식은 ▲정부 ▲신기술 ▲이동성 세 개 분야에서 열린다.",
    "총회에는 은파, 나래, 바다미를 비롯한 50여 개 도시 대표가 화상으로 참여한다.",
    "두 시는 광산업 육성 지원, 하천 수질 공동 관리, 청년 주택 공급 확대에 합의했다.",
    "누한결 의원과 설미르 장관, 도하준 시장이 의장 후보로 꼽힌다.",
)


@pytest.mark.parametrize(
    ("text", "keywords", "attribute", "first"),
    [
        ("총회에서 시상하는 분야를 알려 주세요.", ("총회", "시상", "분야"), "분야", "정부"),
        ("총회에 오는 도시들을 알려 주세요.", ("총회", "오다", "도시"), "도시들", "은파"),
        ("총회 의장감으로 오르내리는 사람들은?", ("총회", "의장감", "사람"), "사람들", "누한결 의원"),
    ],
)
def test_the_list_told_is_one_of_what_is_asked_for(
    analyser: Analyser, text: str, keywords: tuple[str, ...], attribute: str, first: str
) -> None:
    view = opened(analyser, " ".join(AWARDS), title="총회 시상")
    question = replace(asked(text, Kind.LIST, *keywords), attribute=attribute)
    draft = drafted(itemised, question, [found(question, view, 2)])
    assert f"1. {first}\n" in said(draft)[0]


def test_items_over_several_sentences_each_cite_their_own(analyser: Analyser) -> None:
    view = opened(
        analyser,
        "위원회는 세 가지를 권고했다.",
        "첫째, 제어반을 1.5m 높인다.",
        "둘째, 통신망을 이중으로 놓는다.",
        "셋째, 점검 결과를 공개한다.",
        "보고서는 29일 나왔다.",
    )
    question = asked("위원회의 권고 세 가지는 무엇인가요?", Kind.LIST, "위원회", "권고")
    draft = drafted(itemised, question, [found(question, view)])
    assert "1. 제어반을 1.5m 높인다\n2. 통신망을 이중으로 놓는다\n3. 점검 결과를 공개한다" in said(draft)[0]
    assert draft.sentences[0].citations == (1, 2, 3)


def test_without_any_list_what_was_found_is_told_a_line_each(analyser: Analyser) -> None:
    view = opened(analyser, "풀코스 우승은 모너울에게 돌아갔다. 하프코스 우승은 단달래가 차지했다. 날씨는 맑았다.")
    question = asked("종목별 우승자를 모두 알려 주세요.", Kind.LIST, "우승", "코스")
    draft = drafted(itemised, question, [found(question, view)], [found(question, view), found(question, view, 1)])
    assert said(draft) == ["- 풀코스 우승은 모너울에게 돌아갔습니다.", "- 하프코스 우승은 단달래가 차지했습니다."]


def test_where_only_one_line_may_be_said_the_article_is_quoted(analyser: Analyser) -> None:
    view = opened(analyser, "풀코스 우승은 모너울에게 돌아갔다. 하프코스 우승은 단달래가 차지했다.")
    question = asked("종목별 우승자를 모두 알려 주세요.", Kind.LIST, "우승", "코스")
    every = [found(question, view), found(question, view, 1)]

    def only_full(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        return Verdict(1.0) if "풀코스" in text else Verdict(0.0, (Reason("support", text),))

    draft = drafted(itemised, question, every[:1], every, check=only_full)
    assert said(draft) == ["표본일보는 “풀코스 우승은 모너울에게 돌아갔다.”라고 보도했습니다."]
    assert [c.number for c in draft.citations] == [1]


@pytest.mark.parametrize(
    ("question", "number"), [("권고 네 가지는?", 4), ("8개 과제를 알려 주세요.", 8), ("과제를 모두 알려 주세요.", None)]
)
def test_how_many_are_asked_for(question: str, number: int | None) -> None:
    assert wanted_number(question) == number


# ---------------------------------------------------------------- comparisons


def test_a_comparison_has_a_line_a_report_with_its_values_first(analyser: Analyser) -> None:
    question = asked("이재민 수를 비교해 주세요.", Kind.COMPARE, "이재민")
    first = opened(analyser, "이재민은 618명으로 불어났다.", published=datetime(2026, 8, 27, tzinfo=KST))
    second = opened(
        analyser, "이재민은 1742명이 됐다.", published=datetime(2026, 8, 28, tzinfo=KST), publisher="예시신문"
    )
    draft = drafted(compared, question, [found(question, second), found(question, first)])
    assert said(draft) == [
        "- 2026년 8월 27일(표본일보): 이재민 618명. 이재민은 618명으로 불어났습니다.",
        "- 2026년 8월 28일(예시신문): 이재민 1742명. 이재민은 1742명이 됐습니다.",
    ]
    assert [s.citations for s in draft.sentences] == [(1,), (2,)]
    assert draft.short_answer == "2026년 8월 27일(표본일보) 이재민 618명 / 2026년 8월 28일(예시신문) 이재민 1742명"


def test_amounts_that_nobody_gives_are_not_compared(analyser: Analyser) -> None:
    question = asked("두 의원의 지지율은 각각 몇 퍼센트인가요?", Kind.COMPARE, "의원", "지지율")
    texts = ("나 의원은 지지율을 말하지 않았다.", "우 의원은 지지율이 오를 것이라고 말했다.")
    chosen = [found(question, opened(analyser, text)) for text in texts]
    assert said(drafted(compared, question, chosen)) == []
    given = [
        found(question, opened(analyser, f"{who} 의원의 지지율은 {share}%다."))
        for who, share in (("나", 31), ("우", 28))
    ]
    assert len(said(drafted(compared, question, given))) == 2


def test_the_unit_that_a_price_is_for_is_not_the_price(analyser: Analyser) -> None:
    question = asked("사과 10개 값을 비교해 주세요.", Kind.COMPARE, "사과")
    rows = ((2025, "사과가 10개에 3만1400원이다."), (2026, "사과는 10개에 2만7300원으로 내렸다."))
    chosen = [
        found(question, opened(analyser, text, published=datetime(year, 11, 4, tzinfo=KST))) for year, text in rows
    ]
    draft = drafted(compared, question, chosen)
    assert draft.short_answer == "2025년 11월 4일(표본일보) 사과 3만1400원 / 2026년 11월 4일(표본일보) 사과 2만7300원"


def test_an_opinion_stays_the_opinion_of_who_wrote_it(analyser: Analyser) -> None:
    question = asked("사설은 지원금을 어떻게 보나요?", Kind.COMPARE, "지원금")
    view = opened(analyser, "지원금은 순서가 뒤바뀐 처방이다.", title="[사설] 빈 땅부터 내놓아야")
    draft = drafted(compared, question, [found(question, view)])
    assert said(draft) == ["- 2026년 3월 10일(표본일보): 표본일보 사설은 지원금은 순서가 뒤바뀐 처방이라고 썼습니다."]


def test_a_list_of_what_each_got_wins_over_a_list_of_the_categories(analyser: Analyser) -> None:
    view = opened(
        analyser,
        "어워즈는 ▲야간경관 ▲수질개선 ▲침수대응 등 3개 분야에서 도시를 뽑는다.",
        "분야별 수상 도시는 ▲야간경관 은파 ▲수질개선 바다미 ▲침수대응 토렌자다.",
    )
    question = asked("어워즈는 분야마다 어느 도시가 받았나요?", Kind.LIST, "어워즈", "분야", "도시")
    draft = drafted(itemised, question, [found(question, view)])
    assert draft.short_answer == "야간경관 은파, 수질개선 바다미, 침수대응 토렌자"


# ---------------------------------------------------------------- time lines


def test_a_time_line_is_in_the_order_of_the_events(analyser: Analyser) -> None:
    question = asked("트램 소식을 시간순으로 정리해 주세요.", Kind.TIMELINE, "트램")
    late = opened(analyser, "트램 공사는 2025년 12월 1일 시작됐다.", published=datetime(2026, 7, 14, tzinfo=KST))
    early = opened(analyser, "가람시는 10일 트램 착공식을 열었다.")
    plan = opened(analyser, "트램 공청회는 오는 18일 열린다.", title="공청회")
    draft = drafted(in_order, question, [found(question, v) for v in (late, plan, early)])
    assert said(draft) == [
        "- 2025년 12월 1일(2026년 7월 14일 보도): 트램 공사는 2025년 12월 1일 시작됐습니다.",
        "- 2026년 3월 10일 보도: 가람시는 10일 트램 착공식을 열었습니다.",
        "- 2026년 3월 18일(2026년 3월 10일 보도): 트램 공청회는 오는 18일 열릴 예정이라고 보도됐습니다.",
    ]


def test_what_a_decision_aims_at_is_not_when_it_was_taken(analyser: Analyser) -> None:
    question = asked("개통 목표를 시간순으로 알려 주세요.", Kind.TIMELINE, "개통")
    view = opened(analyser, "가람시는 2029년 12월 개통하기로 하고 계획을 확정했다.")
    draft = drafted(in_order, question, [found(question, view)])
    assert said(draft)[0].startswith("- 2026년 3월 10일 보도: ")


def test_an_article_without_a_date_comes_last(analyser: Analyser) -> None:
    question = asked("트램 소식을 시간순으로 정리해 주세요.", Kind.TIMELINE, "트램")
    undated = opened(analyser, "트램 정거장이 늘었다.", published=None)
    dated = opened(analyser, "가람시는 10일 트램 착공식을 열었다.")
    draft = drafted(in_order, question, [found(question, undated), found(question, dated)])
    assert said(draft)[-1] == "- 날짜 미상: 트램 정거장이 늘었습니다."


# ---------------------------------------------------------------- summaries


def test_a_summary_is_three_sentences_of_our_own_and_no_quotation(analyser: Analyser) -> None:
    view = opened(
        analyser,
        "라온도가 빈집 1000채를 고치거나 헐기로 했다. 서이안 지사는 “빈집은 자산”이라고 말했다. "
        "도는 640채를 고쳐 빌려준다. 나머지 360채는 헐어 텃밭으로 만든다. 신청은 6월부터 받는다.",
    )
    question = asked("빈집 소식을 요약해 주세요.", Kind.SUMMARY, "빈집")
    draft = drafted(summarised, question, [found(question, view)], all_found(question, view))
    assert len(said(draft)) == 3
    assert said(draft)[0] == "라온도가 빈집 1000채를 고치거나 헐기로 했습니다."
    assert not any(mark in text for text in said(draft) for mark in '“”"')
    assert said(draft)[1] == "라온도는 640채를 고쳐 빌려줍니다."


# ---------------------------------------------------------------- articles


ASKED = (
    ("그 기사를 쓴 기자는 누구인가요?", "강표본 기자입니다."),
    ("그 기사는 어느 신문에 실렸나요?", "표본일보입니다."),
    ("그 기사는 언제 나왔나요?", "2026년 3월 10일 오후 6시입니다."),
    ("그 기사의 제목이 뭔가요?", "「가람 트램 첫 삽」입니다."),
    ("어느 신문 누가 썼고 언제 나왔나요?", "표본일보, 강표본 기자, 2026년 3월 10일 오후 6시입니다."),
)


@pytest.mark.parametrize(("question", "answer"), ASKED, ids=[question for question, _ in ASKED])
def test_of_an_article_what_was_asked_is_said_first(analyser: Analyser, question: str, answer: str) -> None:
    view = opened(analyser, "가람시는 10일 착공식을 열었다.")
    asking = asked(question, Kind.ARTICLE, "기사")
    draft = drafted(article_info, asking, [found(asking, view)])
    assert said(draft)[0] == answer
    assert (
        said(draft)[1] == "「가람 트램 첫 삽」은 표본일보 강표본 기자가 2026년 3월 10일 오후 6시에 보도한 기사입니다."
    )


def test_what_is_not_known_of_an_article_is_said_to_be_unknown(analyser: Analyser) -> None:
    view = opened(analyser, "나래시는 옹기박물관을 열었다.", published=None, title=None, reporters=())
    asking = asked("그 기사는 언제 나왔고 제목은 뭔가요?", Kind.ARTICLE, "기사")
    draft = drafted(article_info, asking, [found(asking, view)])
    assert said(draft)[0] == "날짜 미상, 제목 미상입니다."


def test_a_contributor_is_no_reporter(analyser: Analyser) -> None:
    view = opened(analyser, "버스가 먼저다.", title="[기고] 트램보다 버스가 먼저다", reporters=("기은솔",))
    asking = asked("그 글은 누가 썼나요?", Kind.ARTICLE, "글")
    draft = drafted(article_info, asking, [found(asking, view)])
    assert said(draft) == [
        "기은솔입니다.",
        "「[기고] 트램보다 버스가 먼저다」는 표본일보에 2026년 3월 10일 오후 6시에 실린 기은솔의 글입니다.",
    ]


def test_the_article_meant_is_the_one_whose_title_says_so(analyser: Analyser) -> None:
    asking = asked("첫 삽을 떴다는 기사는 누가 썼나요?", Kind.ARTICLE, "트램", "첫삽")
    other = opened(analyser, "트램 첫 삽을 뜬 뒤 말이 많다.", title="버스가 먼저다", reporters=("나예시",))
    meant = opened(analyser, "가람시는 10일 착공식을 열었다.", title="가람 트램 첫 삽")
    every = [found(asking, other), found(asking, meant)]
    assert said(drafted(article_info, asking, every[:1], every))[0] == "강표본 기자입니다."


def test_the_first_to_report_is_the_earliest(analyser: Analyser) -> None:
    asking = asked("트램 소식을 가장 먼저 전한 매체는 어디인가요?", Kind.ARTICLE, "트램")
    late = opened(analyser, "트램이 달린다.", title="트램 달린다", publisher="예시신문")
    early = opened(analyser, "트램이 달린다.", title="트램 달린다", published=datetime(2026, 3, 10, 9, tzinfo=KST))
    every = [found(asking, late), found(asking, early)]
    assert said(drafted(article_info, asking, every[:1], every))[0] == "표본일보입니다."


def test_the_order_of_the_question_is_kept() -> None:
    assert asked_of("언제 어느 매체의 어떤 기자가 썼나요?") == ("published", "publisher", "reporter")
