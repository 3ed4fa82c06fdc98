"""What is told of two things, or of a story over several articles: whose a sentence is, and which are its events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.answers.events import events_of
from rag.answers.forms.comparison import compared
from rag.answers.forms.timeline import in_order
from rag.answers.pairing import pairs_of
from rag.answers.siding import without_other_sides
from rag.domain import KST, Kind, Question
from rag.korean.analysis import Analyser
from rag.korean.names import shipped_aliases, shipped_english
from rag.korean.sides import sides_of
from rag.questions.keywords import Vocabulary
from rag.questions.understand import Understanding
from tests.invented_evidence import ASKED_AT, all_found, asked, drafted, found, opened, said


@pytest.fixture(scope="module")
def understood(analyser: Analyser) -> Callable[[str], Question]:
    """A question as it is understood, its day that of the other tests."""
    understanding = Understanding(analyser, KiwiEmbedder(analyser), Vocabulary.of(shipped_aliases(), shipped_english()))
    return lambda text: understanding.understand(text, asked_at=ASKED_AT)


# ---------------------------------------------------------------- the things compared


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("지원금을 두고 서리온 교수와 표본일보 사설은 각각 어떤 점을 지적했나요?", ["서리온 교수", "표본일보 사설"]),
        ("6월 14일하고 15일 나이츠 경기 결과를 나란히 알려 주세요.", ["6월 14일", "15일"]),
        ("개회사에서 한 약속과 베이징에서 한 제안을 견주어 주세요.", ["개회사에서 한 약속", "베이징에서 한 제안"]),
        ("착공식 때 계획과 2026년 10월 발표를 견주면 총사업비가 달라졌나요?", ["착공식 때 계획", "2026년 10월 발표"]),
        ("이재민 수를 비교해 주세요.", []),
        ("시장이 도지사와 만난 일을 비교해 주세요.", []),
    ],
)
def test_what_a_question_compares(understood: Callable[[str], Question], text: str, names: list[str]) -> None:
    assert [side.text for side in sides_of(understood(text))] == names


def test_the_period_of_a_comparison_reaches_from_one_day_to_the_other(understood: Callable[[str], Question]) -> None:
    period = understood("2026년 6월 14일하고 15일 경기 결과를 나란히 알려 주세요.").period
    assert period is not None
    assert (period.start, period.end) == (date(2026, 6, 14), date(2026, 6, 15))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("총회와 위크는 각각 어느 해 몇 월 행사인가요?", Kind.COMPARE),
        ("만난 일과 찾아가는 일은 목적이 어떻게 다른가요?", Kind.COMPARE),
        ("값이 어떻게 달라졌나요?", Kind.HOW),
        ("교류의 발자취를 연도순으로 알려 주세요.", Kind.TIMELINE),
        ("기사들을 오래된 것부터 간추려 주세요.", Kind.TIMELINE),
        ("먼저 있었던 일부터 차례로 말해 주세요.", Kind.TIMELINE),
    ],
)
def test_what_asks_for_a_comparison_or_a_time_line(
    understood: Callable[[str], Question], text: str, kind: Kind
) -> None:
    assert understood(text).kind is kind


def test_each_named_side_has_its_own_line_whoever_else_is_in_the_article(
    analyser: Analyser, understood: Callable[[str], Question]
) -> None:
    question = understood("설하경 의원과 모지한 의원은 각각 어떤 점을 지적했나요?")
    view = opened(
        analyser,
        "설하경 의원은 “국비를 돌려줘야 한다”고 지적했다. 회의는 밤에 끝났다. 모지한 의원은 “수요가 부풀려졌다”고 지적했다.",
    )
    draft = drafted(compared, question, [found(question, view, 1)], all_found(question, view))
    assert [line.split(":")[0] for line in said(draft)] == ["- 설하경 의원", "- 모지한 의원"]
    assert [c.quote[:3] for c in draft.citations] == ["설하경", "모지한"]


def test_two_days_are_compared_by_the_values_of_each(analyser: Analyser, understood: Callable[[str], Question]) -> None:
    question = understood("2026년 8월 27일과 28일 이재민은 각각 얼마였는지 비교해 주세요.")
    texts = ((27, "비가 이어졌다. 이재민은 618명으로 불어났다."), (28, "비가 그쳤다. 이재민은 1742명이 됐다."))
    views = [opened(analyser, text, published=datetime(2026, 8, day, 18, tzinfo=KST)) for day, text in texts]
    draft = drafted(compared, question, [found(question, views[1], 0)], all_found(question, *reversed(views)))
    assert draft.short_answer == "2026년 8월 27일(표본일보) 이재민 618명 / 2026년 8월 28일(표본일보) 이재민 1742명"


def test_several_values_of_a_side_are_several_lines(analyser: Analyser, understood: Callable[[str], Question]) -> None:
    question = understood("2026년 3월과 2026년 10월 트램의 정거장 수와 총사업비가 각각 얼마인지 비교해 주세요.")
    texts = ((3, "정거장은 19곳이다. 총사업비는 4986억원이다."), (10, "정거장은 20곳이다. 총사업비는 5560억원이다."))
    views = [opened(analyser, text, published=datetime(2026, month, 10, tzinfo=KST)) for month, text in texts]
    draft = drafted(compared, question, [found(question, views[0])], all_found(question, *views))
    assert len(draft.sentences) == 4
    assert all(value in str(draft.short_answer) for value in ("19곳", "20곳", "4986억원", "5560억원"))


def test_a_side_is_not_held_to_the_name_of_the_other(analyser: Analyser, understood: Callable[[str], Question]) -> None:
    question = understood("루멘포르트 총회와 베이징 면담은 각각 언제 열렸나요?")
    names = {k.form: k for k in question.keywords}
    lacking = [
        replace(found(question, opened(analyser, text)), missing=(names[other],))
        for text, other in (("루멘포르트 총회가 열렸다.", "베이징"), ("베이징 면담이 열렸다.", "루멘포르트"))
    ]
    assert [one.missing for one in without_other_sides(question, lacking)] == [(), ()]
    assert without_other_sides(question, lacking[:1])[0].missing == lacking[0].missing  # 베이징 is in no article


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("총사업비는 4870억원에서 4986억원으로 늘었다.", ["총사업비 4986억원"]),
        ("총사업비는 가람 158억원, 나래 56억원 등 모두 214억원이다.", ["총사업비 214억원"]),
        ("총사업비는 2030년에 정해진다.", []),
    ],
)
def test_a_value_is_what_it_has_become_or_comes_to(analyser: Analyser, text: str, pairs: list[str]) -> None:
    question = asked("총사업비를 비교해 주세요.", Kind.COMPARE, "총사업비")
    assert [pair.text for pair in pairs_of(question, found(question, opened(analyser, text)))] == pairs


# ---------------------------------------------------------------- the events of a time line


def test_every_article_of_the_story_has_its_event_whatever_its_score(
    analyser: Analyser, understood: Callable[[str], Question]
) -> None:
    question = understood("트램 개통 목표가 어떻게 바뀌었는지 시간순으로 정리해 주세요.")
    rows = ((1, "2029년 12월"), (5, "2030년 6월"), (9, "2031년 3월"))
    views = [
        opened(
            analyser,
            f"트램 개통 목표가 {day}로 잡혔다. 시민 반응은 갈렸다.",
            published=datetime(2026, month, 3, tzinfo=KST),
        )
        for month, day in rows
    ]
    best = found(question, views[0])
    others = [found(question, view, score=0.1) for view in views[1:]]
    events = events_of(question, best, [best, *others])
    assert [one.view for one in events] == views
    assert all(one.sentence.index == 0 for one in events)


def test_what_happens_in_the_days_asked_for_is_an_event_whatever_it_says(
    analyser: Analyser, understood: Callable[[str], Question]
) -> None:
    question = understood("2026년 3월 가람시의 공약 움직임을 날짜순으로 정리해 주세요.")
    view = opened(analyser, "가람시는 지난 8일 공약을 냈다. 시장은 웃었다. 23일에는 철도 협의를 진행할 방침이다.")
    ones = [found(question, view, n) for n in range(3)]
    assert [one.sentence.index for one in events_of(question, ones[0], ones)] == [0, 2]
    assert len(events_of(replace(question, period=None), ones[0], ones)) == 1


def test_the_same_event_is_told_once(analyser: Analyser, understood: Callable[[str], Question]) -> None:
    question = understood("트램 개통 목표가 어떻게 바뀌었는지 시간순으로 정리해 주세요.")
    views = [
        opened(analyser, "트램 개통 목표가 2030년 6월로 잡혔다.", publisher=outlet)
        for outlet in ("표본일보", "예시신문")
    ]
    ones = [found(question, view) for view in views]
    assert events_of(question, ones[0], ones) == ones[:1]


def test_the_day_on_which_somebody_told_it_is_not_the_day_of_the_event(analyser: Analyser) -> None:
    question = asked("총회 소식을 시간순으로 알려 주세요.", Kind.TIMELINE, "총회")
    view = opened(analyser, "10일 가람시에 따르면 오는 18일 총회가 열린다.")
    draft = drafted(in_order, question, [found(question, view)])
    assert said(draft)[0].startswith("- 2026년 3월 18일(2026년 3월 10일 보도): ")
