"""A follow-up may cite what the conversation cited before, though nothing in its own words finds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rag.answers.generate.writer import Writer
from rag.answers.generate.writing import Limits
from rag.ask import READ, Asking
from rag.domain import KST, Filters, Turn
from rag.korean.analysis import Analyser
from rag.prompts import load
from tests.fakes_chat import FakeChatModel, WordCounter
from tests.small_world import asking_of, news

DAY = datetime(2026, 3, 10, 18, tzinfo=KST)
MANY = tuple(
    news(
        100 + number,
        DAY + timedelta(days=number),
        f"가람 트램 1호선 착공식 소식 {number}",
        f"가람 트램 1호선 착공식 예산 {number}호 심사가 가람시의회에서 {number}차례 있었다.",
        f"가람 트램 1호선 착공식 일정 {number}호가 정해졌다.",
    )
    for number in range(1, 3 * READ)
)
QUIET = news(
    1,
    DAY,
    "마루구 한터동의 오후",
    "한터동 주민 이봄새 씨는 10일 차량기지 터에서 “첫 삽을 뜨는 것을 보았다”고 말했다.",
    publisher="예시신문",
)
ASKED = Turn("user", "가람 트램 1호선 착공식은 어디에서 열렸나요?")
FOLLOW_UP = "그건 왜 그런가요?"


@pytest.fixture(scope="module")
def asking(analyser: Analyser) -> Asking:
    return asking_of(analyser, [*MANY, QUIET])


def read(asking: Asking, question: str, *cited: str, filters: Filters = Filters()) -> list[str]:
    """Ids of the articles whose passages are read for the question."""
    history = (ASKED, Turn("assistant", "그렇습니다.[1]", cited))
    understood = asking.understanding.understand(question, history=history, asked_at=DAY, filters=filters)
    hits = asking.retrieve(understood, cited=cited if understood.leans else ())
    return [hit.passage.stored.id for hit in hits[:READ]]


def quiet(asking: Asking) -> str:
    return next(one.id for one in asking.store.articles(limit=100) if one.article.title == QUIET.title)


def test_what_was_cited_is_read_again_for_a_follow_up(asking: Asking) -> None:
    article = quiet(asking)
    assert article not in read(asking, FOLLOW_UP)
    found = read(asking, FOLLOW_UP, article)
    assert article in found
    assert len(found) == READ


def test_a_question_of_its_own_is_left_alone(asking: Asking) -> None:
    article = quiet(asking)
    assert article not in read(asking, "가람시의회는 예산을 몇 차례 심사했나요?", article)


def test_what_the_request_excludes_stays_out_though_it_was_cited(asking: Asking) -> None:
    article = quiet(asking)
    assert article not in read(asking, FOLLOW_UP, article, filters=Filters(publishers=("표본일보",)))


def test_what_is_gone_or_was_never_there_is_no_error(asking: Asking) -> None:
    assert read(asking, FOLLOW_UP, "art_forged") == read(asking, FOLLOW_UP)


def test_the_model_may_cite_it(asking: Asking, analyser: Analyser) -> None:
    said = "한터동 주민 이봄새 씨는 “첫 삽을 뜨는 것을 보았다”고 말했습니다."
    writer = Writer(FakeChatModel([said]), WordCounter(), lambda name, **values: load(name).render(**values), Limits())
    article, writing = quiet(asking), replace(asking, writer=writer)
    kept, lost = (
        writing.ask(FOLLOW_UP, history=(ASKED, Turn("assistant", "그렇습니다.[1]", cited)))
        for cited in ((article,), ())
    )
    assert [(one.text, kept.citations[0].stored.id) for one in kept.sentences] == [(said, article)]
    assert said not in [one.text for one in lost.sentences]
