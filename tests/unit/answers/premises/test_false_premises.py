"""What a question takes for granted beside an article that has it otherwise, or as the question has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answers.premises import premise
from rag.domain import Kind
from rag.korean.analysis import Analyser
from tests.invented_evidence import all_found, asked, opened

WRONG: tuple[tuple[str, Kind, tuple[str, ...], tuple[str, ...], str, str | None], ...] = (
    (
        "누리전자는 왜 채용 계획을 늘렸나요?", Kind.WHY, ("누리전자", "채용", "늘리다"),
        ("누리전자가 공장 투자액을 늘린다.", "반면 채용 인원은 1500명에서 1350명으로 줄인다."), "늘렸나요", "줄인다",
    ),
    (
        "라온역 차단기는 어떻게 올랐나요?", Kind.HOW, ("라온역", "차단기", "오르다"),
        ("라온역에서 당직자가 손으로 차단기를 내렸다.",), "올랐나요", "내렸다",
    ),
    (
        "미르 노사가 결렬됐다던데 투표는 언제 하나요?", Kind.WHEN, ("미르", "노사", "결렬", "투표"),
        ("미르 노사는 25일 오전 4시 합의에 이르렀다.", "투표는 30일 한다."), "결렬됐다던데", "이르렀다",
    ),
    (
        "라온도와 나래시가 협약서에 서명한 곳은 어디예요?", Kind.WHERE, ("라온도", "나래시", "협약서", "서명"),
        ("두 기관은 14일 나래시 청사에서 ‘라온도·가람시 협약서’에 서명했다.",), "나래시", "가람시",
    ),
    (
        "김다온 의원이 바른당 소속으로 출마한 까닭은?", Kind.WHY, ("김다온", "바른당", "출마"),
        ("김다온 열린당 의원이 시장 선거에 출마를 선언했다.",), "바른당", "열린당",
    ),
    (
        "이가람 의원이 바른당 김다온 의원과 합의한 까닭은?", Kind.WHY, ("이가람", "바른당", "김다온", "합의"),
        ("이가람 새길당 의원과 김다온 열린당 의원이 합의했다.",), "바른당", "열린당",
    ),
    (
        "가람과 은파 시장이 10년 만에 만났다는데 왜 못 만났나요?", Kind.WHY, ("가람", "은파", "시장", "10년", "만나다"),
        ("가람과 은파의 시장이 마주 앉았다.", "6년 만에 열린 만남이다."), "10년 만", "6년 만",
    ),
    (
        "조사위원회가 내놓은 권고 세 가지는?", Kind.LIST, ("조사위원회", "권고"),
        ("조사위원회는 ▲제어반 상향 ▲통신망 이중화 ▲점검 결과 공개 ▲당직 확충 등 4개 사항을 권고했다.",), "세 가지", "4개",
    ),
    ("설다온 대표 인터뷰는 누가 썼나요?", Kind.ARTICLE, ("설다온", "대표", "인터뷰"), ("옥찬미 대표를 인터뷰했다.",), "설다온", None),
)  # fmt: skip

RIGHT: tuple[tuple[str, Kind, tuple[str, ...], tuple[str, ...]], ...] = (
    # both are said of the plant's things: the investment rose
    (
        "누리전자는 왜 투자액을 늘렸나요?", Kind.WHY, ("누리전자", "투자액", "늘리다"),
        ("누리전자가 공장 투자액을 늘린다.", "반면 채용 인원은 1500명에서 1350명으로 줄인다."),
    ),
    # rose once and fell once
    (
        "누리전자는 왜 채용을 늘렸나요?", Kind.WHY, ("누리전자", "채용", "늘리다"),
        ("누리전자가 채용을 늘린다.", "누리전자는 지난해 채용을 줄였다."),
    ),
    # what would fall is no fact
    ("누리전자 매출은 왜 올랐나요?", Kind.WHY, ("누리전자", "매출", "오르다"), ("누리전자 매출이 내리면 공장을 닫는다.",)),
    (
        "라온도와 나래시가 협약서에 서명한 곳은 어디예요?", Kind.WHERE, ("라온도", "나래시", "협약서", "서명"),
        ("라온도와 가람시, 나래시는 14일 협약서에 서명했다.",),
    ),
    ("김다온 의원이 열린당 소속으로 출마한 까닭은?", Kind.WHY, ("김다온", "열린당", "출마"), ("김다온 열린당 의원이 출마를 선언했다.",)),
    # two lengths of time: either may be meant
    (
        "가람과 은파 시장이 10년 만에 만났다는데 왜 못 만났나요?", Kind.WHY, ("가람", "은파", "시장", "10년", "만나다"),
        ("가람과 은파의 시장이 마주 앉았다.", "6년 만에 열린 만남이다.", "축제도 4년 만에 열렸다."),
    ),
    # another list of the article has as many
    (
        "조사위원회가 내놓은 권고 세 가지는?", Kind.LIST, ("조사위원회", "권고"),
        ("조사위원회는 권고 3가지를 내놨다.", "조사위원회는 ▲침수 ▲정전 ▲고립 ▲산사태 등 4개 사항을 조사했다."),
    ),
    ("옥찬미 대표 인터뷰는 누가 썼나요?", Kind.ARTICLE, ("옥찬미", "대표", "인터뷰"), ("옥찬미 대표를 인터뷰했다.",)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "keywords", "sentences", "claimed", "printed"), WRONG)
def test_what_is_wrong_is_found_with_what_is_right(
    analyser: Analyser,
    text: str,
    kind: Kind,
    keywords: tuple[str, ...],
    sentences: tuple[str, ...],
    claimed: str,
    printed: str | None,
) -> None:
    question = replace(asked(text, kind, *keywords), spaced=text, tokens=analyser.tokens(text))
    wrong = premise(question, all_found(question, opened(analyser, *sentences)))

    assert wrong is not None
    assert (wrong.claimed, wrong.printed) == (claimed, printed)


@pytest.mark.parametrize(("text", "kind", "keywords", "sentences"), RIGHT)
def test_what_is_right_is_not_corrected(
    analyser: Analyser, text: str, kind: Kind, keywords: tuple[str, ...], sentences: tuple[str, ...]
) -> None:
    question = replace(asked(text, kind, *keywords), spaced=text, tokens=analyser.tokens(text))

    assert premise(question, all_found(question, opened(analyser, *sentences))) is None


@pytest.mark.parametrize(("share", "wrong"), [("90%", "90%"), ("75%", None)])
def test_a_figure_of_an_english_question_must_be_in_an_article(
    analyser: Analyser, share: str, wrong: str | None
) -> None:
    question = asked(f"How many patients improved by at least {share}?", Kind.HOW_MANY, "환자")
    found = premise(question, all_found(question, opened(analyser, "환자 45명이 75% 이상 좋아졌다.")))

    assert (found.claimed if found else None) == wrong
