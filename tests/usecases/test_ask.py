"""Questions to answers, over a few articles, with in-memory stores and the real language analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast

import pytest

from rag.answers.claims import Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.draft import Draft
from rag.answers.shape import to_json
from rag.ask import Asking
from rag.domain import KST, Answer, Filters, Question, Status, Turn
from rag.errors import InvalidQuestion
from rag.follow import catch_up
from rag.korean.analysis import Analyser
from tests.fakes_indexes import FakeArticleStore
from tests.small_world import NOW, TRAM, asking_of, news, preparing

ARTICLES = (
    *TRAM,
    news(
        3,
        datetime(2026, 5, 15, 11, tzinfo=KST),
        "라온도·가람시 상생협약",
        "서이안 라온도지사와 도하준 가람시장은 15일 나래시 라온도청에서 상생협약서에 서명했다.",
        "협약 과제는 ▲광역버스 환승할인 ▲가람강 수질 공동 관리 ▲청년 채용관 운영 ▲관광 통합이용권 발행 등 4개다.",
        "두 지자체는 오는 29일 첫 실무회의를 연다.",
    ),
    news(4, None, None, "나래시는 12일 옹기박물관을 열었다.", "옹기박물관은 월요일에 쉰다."),
)


@pytest.fixture(scope="module")
def asking(analyser: Analyser) -> Asking:
    return asking_of(analyser, ARTICLES)


def titles(answer: Answer) -> set[str | None]:
    return {citation.stored.article.title for citation in answer.citations}


QUESTIONS = (
    "가람 트램 1호선 착공식은 언제 열렸나요?",
    "가람 트램 1호선 총사업비는 지금 얼마인가요?",
    "라온도와 가람시의 협약 과제 4개를 모두 알려 주세요.",
    "가람시장은 누구인가요?",
    "트램 사업비는 왜 늘었나요?",
    "트램 1호선 소식을 시간순으로 정리해 주세요.",
    "옹기박물관은 언제 문을 열었나요?",
    "화성 탐사선은 언제 발사되나요?",
    "라온도와 가람시는 7개 과제에 합의했나요?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quotation_is_verbatim_and_every_sentence_cites_one(asking: Asking, question: str) -> None:
    answer = asking.ask(question)
    for citation in answer.citations:
        body = citation.stored.article.body
        assert body[citation.start : citation.end] == citation.quote
        assert asking.store.article(citation.stored.id, citation.stored.version).article.body == body
    numbers = {citation.number for citation in answer.citations}
    assert all(sentence.citations and set(sentence.citations) <= numbers for sentence in answer.sentences)
    assert answer.sentences or answer.status is Status.ABSTAINED


def test_a_day_is_said_in_full_with_the_wording_of_the_article(asking: Asking) -> None:
    answer = asking.ask("가람 트램 1호선 착공식은 언제 열렸나요?")
    assert answer.short_answer == "2026년 3월 10일 오후 2시(기사 표기: 10일 오후 2시)"
    assert answer.text.startswith(answer.short_answer + "입니다.[1]")


def test_the_newest_figure_wins_and_the_basis_is_told(asking: Asking) -> None:
    answer = asking.ask("가람 트램 1호선 총사업비는 지금 얼마인가요?")
    assert answer.short_answer == "5560억원"
    assert answer.basis_date == date(2026, 10, 20)


def test_nothing_later_than_as_of_is_known(asking: Asking) -> None:
    answer = asking.ask("가람 트램 1호선 총사업비는 얼마인가요?", as_of=datetime(2026, 6, 1, tzinfo=KST))
    assert answer.short_answer == "4986억원"
    assert titles(answer) == {"가람 트램 1호선 첫 삽"}


def test_a_question_asked_in_the_past_knows_nothing_of_what_came_later(asking: Asking) -> None:
    answer = asking.ask("가람 트램 1호선 총사업비는 얼마인가요?", asked_at=datetime(2026, 6, 1, tzinfo=KST))
    assert "5560억원" not in answer.text


def test_a_list_is_complete_and_in_order(asking: Asking) -> None:
    answer = asking.ask("라온도와 가람시의 협약 과제 4개를 모두 알려 주세요.")
    assert answer.short_answer == "광역버스 환승할인, 가람강 수질 공동 관리, 청년 채용관 운영, 관광 통합이용권 발행"
    assert "1. 광역버스 환승할인\n2. 가람강 수질 공동 관리" in answer.text


def test_who_is_answered_with_name_and_office(asking: Asking) -> None:
    assert asking.ask("착공식에서 말한 가람시장은 누구인가요?").short_answer == "도하준 가람시장"


def test_where_is_answered_with_the_place(asking: Asking) -> None:
    assert asking.ask("라온도와 가람시는 상생협약서에 어디에서 서명했나요?").short_answer == "나래시 라온도청"


def test_a_reason_is_quoted(asking: Asking) -> None:
    assert "석축이 나온 구간을 비켜 가느라" in asking.ask("트램 사업비는 왜 늘었나요?").text


def test_a_day_that_the_article_does_not_complete_is_a_partial_answer(asking: Asking) -> None:
    answer = asking.ask("옹기박물관은 언제 문을 열었나요?")
    assert answer.status is Status.PARTIAL
    assert "12일로만 나와 연도와 월은 확인되지 않습니다" in answer.text


def test_a_wrong_number_in_the_question_is_named_first(asking: Asking) -> None:
    answer = asking.ask("가람 트램 1호선은 정거장 25곳을 둔다는데 총사업비는 얼마인가요?")
    assert answer.status in (Status.CORRECTED, Status.ABSTAINED)
    assert "25곳" not in (answer.short_answer or "")


@pytest.mark.parametrize(
    "question",
    [
        "화성 탐사선은 언제 발사되나요?",
        "가람 트램의 하루 요금은 얼마인가요?",
        "서이안 지사의 연봉은 얼마인가요?",
        "은하수당 대표는 누구인가요?",
    ],
)
def test_what_no_article_carries_is_not_answered(asking: Asking, question: str) -> None:
    answer = asking.ask(question)
    assert answer.status is Status.ABSTAINED
    assert answer.citations == ()
    assert answer.short_answer is None
    assert answer.text.startswith("제공된 기사에서는 확인할 수 없습니다.")


def test_an_abstention_names_the_nearest_articles(asking: Asking) -> None:
    suggestions = asking.ask("가람 트램의 하루 요금은 얼마인가요?").suggestions
    assert suggestions
    assert "트램" in str(suggestions[0].article.title)


def test_filters_are_hard(asking: Asking) -> None:
    only = asking.ask("가람 트램 1호선 총사업비는 얼마인가요?", filters=Filters(publishers=("표본일보",)))
    assert only.short_answer == "4986억원"
    before = asking.ask("트램 총사업비는 얼마인가요?", filters=Filters(published_before=date(2026, 1, 1)))
    assert before.status is Status.ABSTAINED


def test_a_time_line_ascends(asking: Asking) -> None:
    answer = asking.ask("가람 트램 1호선 소식을 시간순으로 정리해 주세요.")
    days = [c.stored.article.published_at for c in answer.citations]
    assert len(set(days)) == 2
    assert days == sorted(days, key=str)


def test_a_follow_up_is_answered_from_what_it_leans_on(asking: Asking) -> None:
    history = (
        Turn("user", "라온도와 가람시의 상생협약에는 누가 서명했나요?"),
        Turn("assistant", "서이안 지사와 도하준 시장입니다.[1]"),
    )
    answer = asking.ask("거기에 관광 과제도 들어 있나요?", history=history)
    assert answer.short_answer == "네"
    assert titles(answer) == {"라온도·가람시 상생협약"}


def test_a_withdrawn_article_cannot_surface_from_a_stale_index(asking: Asking, analyser: Analyser) -> None:
    store, indexes = cast(FakeArticleStore, asking.store), (asking.candidates.lexical, asking.candidates.vectors)
    secret = news(
        9, NOW, "바다미 등대 야간 개방", "바다미시는 등대를 밤 11시까지 개방한다고 밝혔다.", "등대 관람료는 3000원이다."
    )
    [report] = store.put([preparing(analyser).analysed(secret, b"9")])
    catch_up(store, indexes)
    assert asking.ask("바다미 등대 관람료는 얼마인가요?").short_answer == "3000원"
    assert report.article_id is not None
    store.delete(report.article_id)  # the indexes have not followed yet
    answer = asking.ask("바다미 등대 관람료는 얼마인가요?")
    assert answer.status is Status.ABSTAINED
    assert "바다미 등대 야간 개방" not in {s.article.title for s in answer.suggestions}


def test_an_empty_question_is_refused_in_korean(asking: Asking) -> None:
    with pytest.raises(InvalidQuestion, match="질문이 비어 있습니다"):
        asking.ask(" ")


def test_the_shape_has_every_field_of_the_contract(asking: Asking) -> None:
    shape = to_json(asking.ask("가람 트램 1호선 착공식은 언제 열렸나요?"))
    assert set(shape) == {
        "id", "status", "mode", "question", "standalone_question", "short_answer", "text", "sentences", "citations",
        "confidence", "period", "basis_date", "notices", "suggestions", "index", "model", "usage", "timings_ms",
    }  # fmt: skip
    assert set(shape["sentences"][0]) == {"text", "citations", "support", "judged"}
    assert set(shape["citations"][0]) == {
        "number", "article_id", "version", "title", "publisher", "reporters", "published_at", "modified_at", "url",
        "quote", "start", "end", "also_reported_by", "notice",
    }  # fmt: skip
    assert set(shape["timings_ms"]) == {"understand", "retrieve", "answer", "total"}
    assert shape["citations"][0]["published_at"] == "2026-03-10T18:00:00+09:00"


def test_the_same_question_gives_the_same_answer(asking: Asking) -> None:
    first, second = (to_json(asking.ask(QUESTIONS[0])) for _ in range(2))
    assert {k: v for k, v in first.items() if k != "timings_ms"} == {
        k: v for k, v in second.items() if k != "timings_ms"
    }


def test_who_was_met_is_not_the_one_who_met(asking: Asking) -> None:
    assert asking.ask("가람시장은 라온도청에서 누구와 협약서에 서명했나요?").short_answer == "서이안 라온도지사"


def test_a_sentence_that_its_citations_do_not_carry_reaches_nobody(asking: Asking) -> None:
    """Whoever writes it: here the check is told to look at another sentence than the one that was written."""
    seen: list[Verdict] = []

    def changed(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        verdict = asking.check(text.replace("19곳", "91곳").replace("열었다", "열지 않았다"), grounds, facts)
        seen.append(verdict)
        return verdict

    for question in ("가람 트램 1호선 착공식은 언제 열렸나요?", "트램 1호선의 정거장은 몇 곳인가요?"):
        seen.clear()
        answer = replace(asking, check=changed).ask(question)
        assert len(answer.sentences) == sum(verdict.supported for verdict in seen) < len(seen)
        assert "19곳" not in answer.text
        assert "열었다" not in answer.text


def test_a_draft_remembers_what_it_refused_and_why(asking: Asking) -> None:
    found = asking.evidence(
        question := _understood(asking, "트램 1호선의 정거장은 몇 곳인가요?"), asking.retrieve(question)
    )
    draft = Draft(asking.check)

    assert draft.say("정거장은 19곳입니다.", [draft.cite(found[0], found)], "verified")
    assert not draft.say("정거장은 91곳입니다.", [draft.cite(found[0], found)], "verified")
    assert [sentence.text for sentence in draft.sentences] == ["정거장은 19곳입니다."]
    [refused] = draft.refused
    assert refused.text == "정거장은 91곳입니다."
    assert [reason.text for reason in refused.verdict.reasons] == ["‘91곳’은 근거에 없는 숫자입니다."]


def _understood(asking: Asking, text: str) -> Question:
    return asking.understanding.understand(text, asked_at=NOW)
