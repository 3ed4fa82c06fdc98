"""Plain sentences made polite: every row of the tables, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.korean.analysis import Analyser
from rag.korean.style import CHANGES, OPENINGS, Change, Opening, indirect, polite, prospective, without_opening

MORE = (
    ("두 후보는 단일화에 합의했다.", "두 후보는 단일화에 합의했습니다."),
    ("총회는 18일 열린다.", "총회는 18일 열립니다."),
    ("이번이 처음이다.", "이번이 처음입니다."),
    ("물가가 내린 것은 아니다.", "물가가 내린 것은 아닙니다."),
    ("남은 자리가 없다.", "남은 자리가 없습니다."),
    ("쉬는 날에도 문을 열고 있다.", "쉬는 날에도 문을 열고 있습니다."),
    ("격차가 크다.", "격차가 큽니다."),
    ("지역 과일로 잼을 만든다.", "지역 과일로 잼을 만듭니다."),
    ("예산이 모자라 시작하지 못한다.", "예산이 모자라 시작하지 못합니다."),
    ("공사는 내년에 마무리된다.", "공사는 내년에 마무리됩니다."),
    ("비가 내릴 것으로 보인다.", "비가 내릴 것으로 보입니다."),
    ("시의회가 대책 마련에 나섰다.", "시의회가 대책 마련에 나섰습니다."),
    ("이용객이 크게 줄어든다.", "이용객이 크게 줄어듭니다."),
    ("두 도시는 사정이 다르다.", "두 도시는 사정이 다릅니다."),
    ("요금은 바뀌지 않는다.", "요금은 바뀌지 않습니다."),
    ("참가비는 무료다.", "참가비는 무료입니다."),
    ("길이는 4.6㎞다.", "길이는 4.6㎞입니다."),
    ("올해로 3년째다.", "올해로 3년째입니다."),
    ("주민들은 “길이 좁다”고 말했다.", "주민들은 “길이 좁다”고 말했습니다."),
    ("시장은 \"내년에 연다\"고 밝혔다.", "시장은 \"내년에 연다\"고 밝혔습니다."),
    ("서쪽으로 도는 길이 멀다.", "서쪽으로 도는 길이 멉니다."),
    ("이날 문을 열었다", "이날 문을 열었습니다."),
)  # fmt: skip

NOT_SURE = (
    "시장은 “내년에 연다”고 말했아.",
    "가람시, 물빛축제 개최.",
    "지난 3일 바다미시 솔섬 앞바다.",
    "“늦지 않게 하겠다.",
    "값은 어느 정도가 될까.",
    "시상식이 열린다. 다섯 도시가 상을 받는다.",
    "청소년은 반년 뒤부터 참여한다.”",
    "총회 일정은?",
    "",
    "다",
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.example)
def test_every_kind_of_ending(analyser: Analyser, change: Change) -> None:
    assert polite(f"{change.example}.") == f"{change.polite}."
    assert polite(f"{change.example}.", analyser.tokens(f"{change.example}.")) == f"{change.polite}."


@pytest.mark.parametrize(("plain", "made"), MORE, ids=[plain for plain, _ in MORE])
def test_sentences_of_news(analyser: Analyser, plain: str, made: str) -> None:
    assert polite(plain, analyser.tokens(plain)) == made


@pytest.mark.parametrize("text", NOT_SURE)
def test_what_is_not_sure_is_not_made_polite(analyser: Analyser, text: str) -> None:
    assert polite(text, analyser.tokens(text)) is None
    if not text.endswith("앞바다."):
        assert polite(text) is None


def test_without_tokens_a_noun_is_not_told_from_an_adjective() -> None:
    assert polite("참가비는 무료다.") is None


AHEAD = (
    ("총회는 오는 18일 열린다.", "총회는 오는 18일 열릴 예정이라고 보도됐습니다."),
    ("시는 다음 달 공청회를 연다.", "시는 다음 달 공청회를 열 예정이라고 보도됐습니다."),
    ("내년부터 잼을 만든다.", "내년부터 잼을 만들 예정이라고 보도됐습니다."),
    ("시는 내년 3월 첫 삽을 뜰 계획이다.", "시는 내년 3월 첫 삽을 뜰 계획이라고 보도됐습니다."),
    ("두 후보는 경선을 벌일 예정이다.", "두 후보는 경선을 벌일 예정이라고 보도됐습니다."),
    ("다음 달 9일부터 신청을 받는다.", "다음 달 9일부터 신청을 받는다고 보도됐습니다."),
)


@pytest.mark.parametrize(("plain", "made"), AHEAD, ids=[plain for plain, _ in AHEAD])
def test_what_lay_ahead_is_told_as_a_report(analyser: Analyser, plain: str, made: str) -> None:
    assert prospective(plain, analyser.tokens(plain)) == made


@pytest.mark.parametrize("text", ["총회가 18일 열렸다.", "합의가 어렵다.", "물빛축제 개최.", "전체의 39.3%다."])
def test_what_does_not_lie_ahead_is_not(analyser: Analyser, text: str) -> None:
    assert prospective(text, analyser.tokens(text)) is None


WRITTEN = (
    ("지원금은 해법이 아니다.", "지원금은 해법이 아니라고"),
    ("트램보다 버스가 먼저다.", "트램보다 버스가 먼저라고"),
    ("값이 오를 것이다.", "값이 오를 것이라고"),
    ("시는 땅부터 내놓아야 한다.", "시는 땅부터 내놓아야 한다고"),
    ("순서가 뒤바뀌었다.", "순서가 뒤바뀌었다고"),
    ("월세가 더 오를 것으로 보인다.", "월세가 더 오를 것으로 보인다고"),
)


@pytest.mark.parametrize(("plain", "made"), WRITTEN, ids=[plain for plain, _ in WRITTEN])
def test_what_somebody_writes_is_told_indirectly(analyser: Analyser, plain: str, made: str) -> None:
    assert indirect(plain, analyser.tokens(plain)) == made


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.example)
def test_openings_that_look_back_are_left_out(opening: Opening) -> None:
    assert without_opening(opening.example) == opening.rest


@pytest.mark.parametrize(
    "text", ["또 다른 도시가 왔다.", "이어 열린 총회에서 정했다.", "이에 대해 시는 부인했다.", "한편이 되었다."]
)
def test_openings_that_say_something_stay(text: str) -> None:
    assert without_opening(text) == text


@given(st.text(alphabet="가나는한했이하크열린없다습니인. ”“", max_size=24))
def test_only_the_end_changes_and_nothing_changes_twice(text: str) -> None:
    made = polite(text)
    if made is not None:
        assert made.endswith("니다.")
        assert made.startswith(text.strip().removesuffix(".")[:-3])
        assert polite(made) == made
