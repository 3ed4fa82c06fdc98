"""A short answer is of the sort that the question asks for, or there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rag.answers.candidates import FITS, Candidate
from rag.answers.candidates.amounts import tight, wanted_unit
from rag.answers.candidates.days import fine_enough, lasts
from rag.answers.candidates.persons import person_at, persons
from rag.answers.candidates.places import place_at
from rag.answers.candidates.sorts import SORTS, asks_amount, asks_person, shows, sort_of
from rag.answers.candidates.span import Span
from rag.answers.candidates.spans import _fitting
from rag.answers.forms.values import nearest, value_first
from rag.answers.people import named
from rag.domain import KST, Kind, Question
from rag.korean.analysis import Analyser
from rag.questions.asked import asked_of
from rag.questions.asking import focus_of
from rag.questions.kinds import kind_of
from tests.invented_evidence import asked, drafted, found, opened, said


def _question(analyser: Analyser, text: str) -> Question:
    tokens, kind = analyser.tokens(text), kind_of(text)
    return replace(asked(text, kind), tokens=tokens, asked=asked_of(tokens, kind), focus=focus_of(text))


def _span(analyser: Analyser, sentence: str, words: str, *more: str) -> Span:
    view = opened(analyser, sentence, *more)
    start = view.sentences[0].text.index(words)
    return Span(view, view.sentences[0], start, start + len(words))


def _printed(analyser: Analyser, question: str, sentence: str, words: str) -> str | None:
    """What is printed of a span for a question; None where it is not of the sort asked for."""
    candidate = _fitting(_question(analyser, question), _span(analyser, sentence, words), 0.9)
    return candidate.text if candidate is not None and candidate.told else None


OPENING = "도하준 가람시장은 15일 가람시청에서 열린 ‘물빛축제’ 개막식에 미리내모빌리티 관계자 300명과 함께했다."
MAYORS = "은가비 경기도지사는 15일 라온도를 찾은 도하준 시장에게 명예 도지사를 맡기겠다고 말했다."
THINGS = (
    ("축제를 연 회사는 어디인가요?", OPENING, "미리내모빌리티", "미리내모빌리티"),
    ("축제를 연 회사는 어디인가요?", OPENING, "도하준 가람시장", None),
    ("축제를 연 회사는 어디인가요?", OPENING, "300명", None),
    ("축제를 연 회사는 어디인가요?", OPENING, "가람시청", None),
    ("시장이 참석한 행사는 무엇인가요?", OPENING, "‘물빛축제’", "‘물빛축제’"),
    ("시장이 참석한 행사는 무엇인가요?", OPENING, "도하준 가람시장", None),
    ("시장이 참석한 행사는 무엇인가요?", OPENING, "15일", None),
    ("모임을 연 도시는 어디인가요?", "모임은 루멘시가 나래군과 함께 열었다.", "나래군", None),
    ("그는 어느 정당 소속인가요?", "백다온 의원은 푸른정책당을 나와 가람시로 갔다.", "가람시", None),
    ("그는 어느 정당 소속인가요?", "백다온 의원은 푸른정책당을 나와 가람시로 갔다.", "푸른정책당", "푸른정책당"),
    ("새로 지은 댐은 무엇인가요?", "물길은 소담댐이 논 47만㎡를 막았다.", "소담댐", "소담댐"),
    ("새로 지은 댐은 무엇인가요?", "물길은 소담댐이 논 47만㎡를 막았다.", "논 47만㎡", None),
    ("노래의 제목은 무엇인가요?", "합창단은 ‘물 위의 별’을 가람 광장에서 불렀다.", "‘물 위의 별’", "‘물 위의 별’"),
    ("노래의 제목은 무엇인가요?", "합창단은 ‘물 위의 별’을 가람 광장에서 불렀다.", "가람 광장", None),
    ("행사를 미룬 배경은 무엇인가요?", "시는 속도감을 앞세워 행사를 미뤘다.", "속도감", None),
    ("시장은 뭐 했대?", "시장은 큰 역할을 강조했다.", "큰 역할", None),
    ("경찰이 압수한 것은 무엇인가요?", "경찰은 현장에서 여권과 장부를 압수했다.", "장부", "장부"),
    ("경찰이 압수한 것은 무엇인가요?", "경찰은 현장에서 여권과 장부를 압수했다.", "현장", None),
    ("포장재의 원료는 뭐예요?", "연구진은 김 찌꺼기로 투명 포장재를 만들었다.", "투명 포장재", None),
    ("원고에게 선고된 추징금은?", "법원은 원고에게 징역 3년과 추징금 19억원을 선고했다.", "추징금 19억원", "19억원"),
)


@pytest.mark.parametrize(("question", "sentence", "words", "printed"), THINGS)
def test_a_thing_is_of_the_sort_that_the_noun_asks_for(
    analyser: Analyser, question: str, sentence: str, words: str, printed: str | None
) -> None:
    assert _printed(analyser, question, sentence, words) == printed


PEOPLE = (
    ("명예 도지사를 맡기겠다고 말한 사람은 누구인가요?", MAYORS, "경기도", "은가비 경기도지사"),
    ("도하준 시장에게 자리를 맡긴 사람은 누구인가요?", MAYORS, "도하준 시장", None),
    ("자리를 맡긴 사람은 누구인가요?", MAYORS, "라온도", None),
    ("밭을 일군 농부는 누구인가요?", "밭은 솔빛군 농부 두레찬(61) 씨가 일궜다.", "두레찬", "두레찬 씨"),
    ("핵심이라고 말한 사람은 누구인가요?", "그는 모델시티를 짓는 것이 핵심이라고 말했다.", "모델시티", None),
    ("대회를 연 사람은 누구인가요?", "대회는 전 국장이 열었다.", "전 국장", None),
    ("협약을 맺은 상인회장은 누구인가요?", "협약은 두나경 징검다리시장 상인회장이 맺었다.", "두나경 징검다리시장", "두나경 징검다리시장 상인회장"),
)  # fmt: skip


@pytest.mark.parametrize(("question", "sentence", "words", "printed"), PEOPLE)
def test_a_person_has_a_name_and_is_told_whole(
    analyser: Analyser, question: str, sentence: str, words: str, printed: str | None
) -> None:
    assert _printed(analyser, question, sentence, words) == printed


def test_a_region_before_an_office_and_what_has_a_particle_inside_are_no_person(analyser: Analyser) -> None:
    [sentence] = opened(analyser, "가람시는 국장 회의를 열어 경기도 명예 도지사 제도를 논의했다.").sentences
    assert list(named(sentence)) == []


def test_a_body_is_asked_for_by_its_noun_even_with_who(analyser: Analyser) -> None:
    assert not asks_person(_question(analyser, "투자를 이끈 투자사는 누구인가요?"))
    assert asks_person(_question(analyser, "투자를 이끈 사람은 누구인가요?"))
    assert asks_person(_question(analyser, "돈을 훔친 간부 이름은 무엇인가요?"))
    assert asks_amount(_question(analyser, "의사 수는?"))


def test_the_mayor_of_another_city_does_not_answer(analyser: Analyser) -> None:
    span = _span(analyser, OPENING, "도하준 가람시장")
    assert person_at(_question(analyser, "시장 이름이 뭐죠?"), span) is not None
    assert person_at(_question(analyser, "루멘포르트 시장 이름이 뭐죠?"), span) is None


def test_the_head_of_another_body_holds_an_office_only_where_the_sentence_speaks_of_it(analyser: Analyser) -> None:
    question = _question(analyser, "물빛연합의 의장은 누구인가요?")
    holds = opened(analyser, "모임은 연합 의장인 도하준 시장의 인사로 막을 올렸다.")
    other = opened(analyser, "모임은 의장도시 손님을 맞은 도하준 시장의 인사로 막을 올렸다.")
    [one], [two] = (list(persons(question, view, view.sentences[0])) for view in (holds, other))
    assert two.score < FITS <= one.score


def test_what_stands_in_brackets_after_a_name_is_not_said(analyser: Analyser) -> None:
    question = _question(analyser, "자매도시의 시장은 누구인가요?")
    view = opened(analyser, "행사에는 올리베(Marten Olive) 은파시장이 왔다.")
    assert [c.text for c in persons(question, view, view.sentences[0])] == ["올리베 은파시장"]


DAYS = (
    ("총회는 며칠에 열리나요?", "총회는 2028년 열린다.", None),
    ("총회는 며칠에 열리나요?", "총회는 2028년 5월 24일 열린다.", "2028년 5월 24일"),
    ("총회는 언제 열리나요?", "총회는 2028년 열린다.", "2028년"),
    ("총회는 몇 시에 열리나요?", "총회는 2028년 5월 24일 열린다.", None),
)


@pytest.mark.parametrize(("question", "sentence", "printed"), DAYS)
def test_a_time_is_as_fine_as_it_is_asked_for(
    analyser: Analyser, question: str, sentence: str, printed: str | None
) -> None:
    view = opened(analyser, sentence)
    [time] = view.times(0)
    assert _printed(analyser, question, sentence, time.text) == printed
    assert fine_enough(_question(analyser, question), time) is (printed is not None)


def test_a_number_of_years_is_no_year(analyser: Analyser) -> None:
    view = opened(analyser, "석축은 300년 된 것으로 보인다.", published=datetime(2026, 3, 10, tzinfo=KST))
    assert all(lasts(view.sentences[0].text, e) for e in view.times(0) if e.text == "300년")
    assert _printed(analyser, "석축은 언제 쌓였나요?", "석축은 300년 된 것으로 보인다.", "300년") is None


AMOUNTS = (
    ("몇 명을 뽑나요?", "일할 신입 사원 200명", "200명"),
    ("몇 시간이나 이어졌나요?", "모두 14시간 20분 만", "14시간 20분"),
    ("밭은 몇 평이나 되나요?", "900원", None),
    ("몇 년째 일하나요?", "1975년 140명", None),
    ("몇 년째 일하나요?", "올해로 54년째", "54년째"),
    ("시간이 얼마나 걸리나요?", "전국 31개", None),
    ("물질해서 얼마 버셨나요?", "14만2000원", "14만2000원"),
    ("나라의 인구는 얼마나 되나요?", "7년", None),
)


@pytest.mark.parametrize(("question", "text", "number"), AMOUNTS)
def test_of_a_span_with_a_number_only_the_number_with_its_unit_is_told(
    analyser: Analyser, question: str, text: str, number: str | None
) -> None:
    place = tight(text, wanted_unit(_question(analyser, question)))
    assert (text[slice(*place)] if place else None) == number


SITES = "총회는 가람시청에서 열리고 ‘라이브 가람’ 누리집에서 볼 수 있다."


def test_what_is_looked_for_on_the_net_is_a_site(analyser: Analyser) -> None:
    question = _question(analyser, "인터넷으로 보려면 어디를 찾아야 하나요?")
    assert place_at(question, _span(analyser, SITES, "‘라이브 가람’ 누리집"))
    assert not place_at(question, _span(analyser, SITES, "가람시청"))
    assert place_at(_question(analyser, "총회는 어디에서 열리나요?"), _span(analyser, SITES, "가람시청"))


def test_what_something_belongs_to_is_not_where_it_happens(analyser: Analyser) -> None:
    question = _question(analyser, "설명회는 어디에서 열리나요?")
    sentence = "설명회는 나래시 도청에서 다솜군의 여러 주민을 맞는다."
    assert place_at(question, _span(analyser, sentence, "나래시 도청"))
    assert not place_at(question, _span(analyser, sentence, "다솜군"))


def test_what_cannot_stand_alone_is_no_answer(analyser: Analyser) -> None:
    text = "시는 지난해 마지막 날 ①환승할인 ②공동 관리 뒤 점검 결과(가람 트램)를 냈다."
    for words in ("마지막 날", "①환승할인 ②공동 관리", "뒤 점검", "결과(가람 트램"):
        assert not _span(analyser, text, words).well_cut, words
    assert _span(analyser, text, "공동 관리").well_cut


@pytest.mark.parametrize("sort", SORTS, ids=[sort.name for sort in SORTS])
def test_each_sort_knows_its_examples(sort: object) -> None:
    assert all(sort.asked.fullmatch(example) for example in sort.examples)  # type: ignore[attr-defined]


def test_a_noun_of_no_sort_asks_for_a_thing(analyser: Analyser) -> None:
    question = _question(analyser, "공장에서 만드는 반도체는 무엇인가요?")
    assert sort_of(question) is None
    assert shows(question, _span(analyser, "공장은 전력반도체를 만든다.", "전력반도체"))


def test_what_says_too_little_by_itself_is_quoted_without_a_short_answer(analyser: Analyser) -> None:
    view = opened(analyser, "총회는 2028년 열린다.")
    question = asked("총회는 며칠에 열리나요?", Kind.WHEN, "총회")
    span = Candidate("2028년", 4, 9, 0.9, told=False)
    one = replace(found(question, view), candidates=(span,))
    assert nearest(question, one) is None
    draft = drafted(value_first, question, [one])
    assert draft.short_answer is None
    assert said(draft) == ["표본일보는 “총회는 2028년 열린다.”라고 보도했습니다."]
