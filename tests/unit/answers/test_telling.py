"""A sentence said by ourselves: polite, its names and days completed, its quotations untouched."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.coreference import outside_quotations
from rag.answers.telling import lies_ahead, names_speaker, opinion_of, told
from rag.domain import KST
from rag.korean.analysis import Analyser
from tests.invented_evidence import opened

TOLD = (
    ("가람시는 10일 착공식을 열었다.", "가람시는 2026년 3월 10일 착공식을 열었습니다."),
    ("총회는 오는 18일 열린다.", "총회는 2026년 3월 18일 열릴 예정이라고 보도됐습니다."),
    ("올해는 관람객이 늘었다.", "2026년은 관람객이 늘었습니다."),
    ("지난해보다 26% 늘었다.", "2025년보다 26% 늘었습니다."),
    ("한편 축제는 다음 달 9일부터 20일까지 열린다.", "축제는 2026년 4월 9일∼4월 20일 열릴 예정이라고 보도됐습니다."),
    ("그는 새벽 5시면 마당에 나간다.", "그는 새벽 5시면 마당에 나갑니다."),
    ("두 도시는 수교 다음 해인 1992년 결연했다.", "두 도시는 수교 다음 해인 1992년 결연했습니다."),
    ("최근 이용객이 줄었다.", "최근 이용객이 줄었습니다."),
    ("시장은 “내일 10일에 열겠다”고 말했다.", "시장은 “내일 10일에 열겠다”고 말했습니다."),
    ("본지는 10일 관람객 수를 잘못 보도했다.", "본지(표본일보)는 2026년 3월 10일 관람객 수를 잘못 보도했습니다."),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "made"), TOLD, ids=[printed for printed, _ in TOLD])
def test_a_sentence_is_told(analyser: Analyser, printed: str, made: str) -> None:
    view = opened(analyser, printed)
    told_ = told(view, view.sentences[0])
    assert told_ is not None
    assert told_.text == made


def test_names_are_completed_and_given_as_facts(analyser: Analyser) -> None:
    view = opened(analyser, "도하준 가람시장이 왔다. 도 시장은 “반갑다”고 말했다.")
    made = told(view, view.sentences[1])
    assert made is not None
    assert made.text == "도 시장(도하준 가람시장)은 “반갑다”고 말했습니다."
    assert made.facts == ("도하준 가람시장",)


def test_who_goes_on_speaking_is_named(analyser: Analyser) -> None:
    view = opened(analyser, "구나린 바다미시장은 “바다가 맑아졌다”고 말했다. 이어 “내년에도 하겠다”고 덧붙였다.")
    made = told(view, view.sentences[1])
    assert made is not None
    assert made.text.startswith("구나린 바다미시장은 ")


def test_a_day_that_stands_before_the_text_is_not_said_again(analyser: Analyser) -> None:
    view = opened(analyser, "가람시는 10일 착공식을 열고 18일 총회를 연다고 밝혔다.")
    made = told(view, view.sentences[0], said=date(2026, 3, 10))
    assert made is not None
    assert made.text == "가람시는 10일 착공식을 열고 2026년 3월 18일 총회를 연다고 밝혔습니다."


@pytest.mark.parametrize("printed", ["물빛축제 10일 개최.", "시장은 “열겠다”고 말했아.", "가" * 400 + "다."])
def test_what_cannot_be_told_is_left(analyser: Analyser, printed: str) -> None:
    view = opened(analyser, printed)
    assert told(view, view.sentences[0]) is None


OPINIONS = (
    ("[사설] 빈 땅부터 내놓아야", "표본일보 사설"),
    ("[특별기고] 트램보다 버스가 먼저다", "표본일보 기고"),
    ("[모란설의 장바구니 경제] 사과 할인권", "표본일보 칼럼"),
    ("가람 트램 첫 삽", None),
    ("[속보] 가람 트램 첫 삽", None),
    ("[정정보도] 트램 이용객", None),
    ("[인터뷰] 도하준 시장", None),
)


@pytest.mark.parametrize(("title", "writer"), OPINIONS, ids=[title for title, _ in OPINIONS])
def test_whose_opinion_an_article_is(analyser: Analyser, title: str, writer: str | None) -> None:
    assert opinion_of(opened(analyser, "버스가 먼저다.", title=title)) == writer


AHEAD = (
    ("총회는 오는 18일 열린다.", True),
    ("총회는 지난 8일 열렸다.", False),
    ("시는 내년 3월 첫 삽을 뜰 계획이다.", True),
    ("시는 2029년 12월 개통하기로 했다.", False),
    ("길이는 14.2㎞다.", False),
)


@pytest.mark.parametrize(("printed", "ahead"), AHEAD, ids=[printed for printed, _ in AHEAD])
def test_what_was_still_to_come(analyser: Analyser, printed: str, ahead: bool) -> None:
    view = opened(analyser, printed)
    assert lies_ahead(view, view.sentences[0]) is ahead


def test_without_a_date_only_what_says_so_lies_ahead(analyser: Analyser) -> None:
    view = opened(analyser, "총회는 18일 열린다. 시는 공청회를 열 예정이다.", published=None)
    assert [lies_ahead(view, s) for s in view.sentences] == [False, True]


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("도 시장은 “반갑다”고 말했다.", True),
        ("시는 공사비가 늘었다고 밝혔다.", True),
        ("“반갑다”는 펼침막이 걸렸다.", False),
        ("공사비가 늘었다.", False),
    ],
)
def test_whether_a_sentence_names_its_speaker(analyser: Analyser, printed: str, named: bool) -> None:
    assert names_speaker(opened(analyser, printed).sentences[0]) is named


@given(st.text(alphabet='가나 “”"‘’다.', max_size=40))
def test_blanking_quotations_keeps_every_place(text: str) -> None:
    bare = outside_quotations(text)
    assert len(bare) == len(text)
    assert all(b in (a, " ", "“", "”") for a, b in zip(text, bare, strict=True))


def test_an_article_of_the_last_day_of_a_year_rolls_over(analyser: Analyser) -> None:
    view = opened(analyser, "눈은 내일 그친다.", published=datetime(2026, 12, 31, 9, tzinfo=KST))
    made = told(view, view.sentences[0])
    assert made is not None
    assert made.text == "눈은 2027년 1월 1일 그칠 예정이라고 보도됐습니다."
