"""Which sentence answers, and which words of it: features, weights, spans, and the choice between sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answers.candidates import Candidate, candidates
from rag.answers.choosing import SURE, likeliest, select
from rag.answers.confidence import confidence
from rag.answers.evidence import Found, Ranking, clashes, pooled
from rag.answers.evidence import _found as weighed
from rag.answers.people import like_person, like_place
from rag.answers.scoring import cutting, spans
from rag.answers.scoring.weights import Features, Weights, table
from rag.domain import KST, Hit, Keyword, Kind, Period, Question, StoredPassage
from rag.korean.analysis import Analyser
from rag.questions.asked import asked_of
from tests.invented_evidence import asked, found, opened

SENTENCES = (
    "도하준 가람시장은 15일 나래시 라온도청에서 서이안 라온도지사와 협약서에 서명했다.",
    "공장은 하루 4만7000명이 타는 트램에 ‘미르 배터리’를 넣는다.",
    "The walu 총회(WALU)는 2025년 6월 18일 오후 3시 열린다.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_span_begins_and_ends_where_words_do(analyser: Analyser, text: str) -> None:
    [sentence] = opened(analyser, text).sentences
    cut = cutting.cut(text, sentence.tokens, sentence.start, cutting.numbered(sentence.tokens))
    for first, last, start, end in zip(*cut, strict=True):
        assert 0 <= start < end <= len(text)
        assert sentence.tokens[first].start == start
        assert sentence.tokens[last].end == end
        assert text[start:end] == text[start:end].strip()


def test_the_words_that_answer_are_among_the_spans(analyser: Analyser) -> None:
    [sentence] = opened(analyser, SENTENCES[0]).sentences
    cut = cutting.cut(sentence.text, sentence.tokens, sentence.start, cutting.numbered(sentence.tokens))
    texts = {sentence.text[a:b] for a, b in zip(cut.start, cut.end, strict=True)}
    assert {"서이안 라온도지사", "나래시 라온도청", "15일", "협약서"} <= texts


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="가람시장은 15일 A(“”‘),에서.·%명", min_size=1, max_size=60))
def test_any_sentence_is_described_by_finite_numbers(text: str) -> None:
    analyser = _analyser()
    question = _question(analyser, "가람시장은 언제 서명했나요?", Kind.WHEN, "시장", "서명")
    view = opened(analyser, text)
    for sentence in view.sentences:
        sought = spans.Sought.of(question, analyser.similarity)
        described = spans.described(sought, view, sentence)
        scores = described.features.scores(Weights(table("spans")), ("when",))
        assert len(scores) == len(described.spans.first)
        assert np.isfinite(scores).all()


_ANALYSERS: list[Analyser] = []


def _analyser() -> Analyser:
    if not _ANALYSERS:
        _ANALYSERS.append(Analyser())
    return _ANALYSERS[0]


def _question(analyser: Analyser, text: str, kind: Kind, *keywords: str) -> Question:
    tokens = analyser.tokens(text)
    return replace(asked(text, kind, *keywords), tokens=tokens, asked=asked_of(tokens, kind))


# ---------------------------------------------------------------- weights


def test_a_weight_of_a_kind_is_added_to_that_of_all() -> None:
    weights = Weights({"long": 1.0, "when|long": 0.5, "news|long": 0.25, "tag=NNG": 2.0})
    assert weights.of((), "long") == 1.0
    assert weights.of(("when", "news"), "long") == 1.75
    assert weights.among(("who",), "tag", ["NNG", "SN"]).tolist() == [2.0, 0.0]


def test_scores_are_sums_of_numbers_and_labels() -> None:
    features = Features(2)
    features.numbers["long"] = np.array([1.0, 2.0])
    features.groups["tag"] = (["NNG", "SN"], np.array([1, 0]))
    assert features.scores(Weights({"long": 3.0, "tag=NNG": 1.0}), ()).tolist() == [3.0, 7.0]


@pytest.mark.parametrize("name", ["at_first", "sentences", "spans", "confidence"])
def test_the_tables_that_are_shipped_hold_finite_weights(name: str) -> None:
    weights = table(name)
    assert len(weights) > 20
    assert all(np.isfinite(value) for value in weights.values())


@pytest.mark.parametrize("name", ["own", "cov", "pool_term", "pool_bi", "tri", "rank", "headcov"])
def test_what_a_sentence_shares_with_the_question_never_counts_against_it(name: str) -> None:
    assert table("sentences")[name] >= 0.0


# ---------------------------------------------------------------- what is asked for


@pytest.mark.parametrize(
    ("text", "kind", "expected", "noun", "particle"),
    [
        ("누구를 만났나요?", Kind.WHO, Kind.WHO, "", "를"),
        ("어느 대학을 졸업했나요?", Kind.WHAT, Kind.WHAT, "대학", "을"),
        ("총사업비가 지금은 얼마인가요?", Kind.HOW_MANY, Kind.HOW_MANY, "총사업비", ""),
        ("지명수배된 연도는?", Kind.WHEN, Kind.WHEN, "연도", ""),
        ("참석자는 몇 명인가요?", Kind.HOW_MANY, Kind.HOW_MANY, "명", ""),
        ("노조를 이끄는 사람 이름은 무엇인가요?", Kind.WHAT, Kind.WHO, "사람이름", ""),
    ],
)
def test_what_has_to_stand_in_the_place_of_the_interrogative(
    analyser: Analyser, text: str, kind: Kind, expected: Kind, noun: str, particle: str
) -> None:
    found_ = asked_of(analyser.tokens(text), kind)
    assert found_.kind is expected
    assert "".join(t.form for t in found_.noun).endswith(noun[-2:])
    assert found_.particle == particle


@pytest.mark.parametrize(
    ("words", "person", "place"),
    [
        ("서이안 라온도지사", True, False),
        ("서이안", True, False),
        ("라온도청", False, True),
        ("15일", False, False),
        ("협약서", False, False),
    ],
)
def test_what_looks_like_a_person_and_what_like_a_place(
    analyser: Analyser, words: str, person: bool, place: bool
) -> None:
    [sentence] = opened(analyser, SENTENCES[0]).sentences
    start = sentence.text.index(words)
    assert like_person(sentence, start, start + len(words)) is person
    assert like_place(sentence, start, start + len(words)) is place


# ---------------------------------------------------------------- choosing


def _ranking(analyser: Analyser, question: Question, *paragraphs: str) -> Ranking:
    view = opened(analyser, *paragraphs)
    body = view.stored.article.body
    hit = Hit(StoredPassage(1, 0, 0, len(body), "", view.stored), 1.0)
    pool = pooled(question, [hit], {(view.stored.id, view.stored.version): view})
    return Ranking(question, pool, analyser.similarity)


def test_the_sentence_that_says_what_was_asked_comes_first(analyser: Analyser) -> None:
    question = _question(analyser, "협약서에 서명한 곳은 어디인가요?", Kind.WHERE, "협약서", "서명")
    ranking = _ranking(analyser, question, "두 사람은 점심을 함께 먹었다.", SENTENCES[0], "다음 모임은 내년에 열린다.")
    best = ranking.best_first()[0]
    assert ranking.pool[best].sentence.text == SENTENCES[0]
    assert ranking.candidates[best][0].text == "나래시 라온도청"


def test_a_value_of_something_else_is_less_sure(analyser: Analyser) -> None:
    view = opened(analyser, "정거장은 20곳이다. 사업비는 5000억원이다.")
    question = asked("운영 비용은 얼마인가요?", Kind.HOW_MANY, "비용")
    one = replace(found(question, view, 1), candidates=(Candidate("5000억원", 5, 11, SURE),))
    other = replace(one, asked=False)
    assert likeliest(question, [other]) == other
    assert confidence(question, [other], other) < confidence(question, [one], one)


def test_what_the_whole_article_is_about_does_not_tell_its_sentences_apart(analyser: Analyser) -> None:
    question = _question(analyser, "가람 트램의 차량은 몇 대인가요?", Kind.HOW_MANY, "트램", "차량")
    ranking = _ranking(analyser, question, "트램은 푸르다. 트램은 길다. 차량은 9대다. 트램은 조용하다.")
    own = ranking.features.numbers["art_own"]
    assert int(np.argmax(own)) == 2
    assert own[2] > 1.5 * own[0] > 0


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("―가장 어려웠던 것은 무엇인가.", True),
        ("왜 멈췄나?", True),
        ("―처음에는 어땠습니까", True),
        ("트램이 멈췄다.", False),
    ],
)
def test_what_an_interviewer_asks_is_known(analyser: Analyser, sentence: str, asks: bool) -> None:
    question = _question(analyser, "트램은 왜 멈췄나요?", Kind.WHY, "트램")
    ranking = _ranking(analyser, question, sentence, "제어반에 물이 들어갔다.")
    assert bool(ranking.features.numbers["asks"][0]) is asks
    assert bool(ranking.features.numbers["after_asks"][1]) is asks


@pytest.mark.parametrize(
    ("asked_for", "text", "other"),
    [
        ("3상", "환자233명이참여한2상", True),
        ("3상", "3상에는620명", False),
        ("3상", "2상에이어3상", False),
        ("3상", "환자233명", False),
    ],
)
def test_another_number_in_a_name_is_another_thing(asked_for: str, text: str, other: bool) -> None:
    keyword = Keyword(asked_for, ((asked_for, 1.0),), 0.8, numeral=True, topic=True)
    assert clashes(keyword, text) is other
    assert not clashes(replace(keyword, numeral=False), text)


def test_a_name_that_the_article_lacks_forbids_an_answer(analyser: Analyser) -> None:
    view = opened(analyser, SENTENCES[0])
    question = asked("문가온 시장은 왜 서명했나요?", Kind.WHY, "문가온", "서명")
    one = replace(found(question, view), missing=(question.keywords[0],))
    assert likeliest(question, [one]) is None


def test_of_sentences_that_are_as_good_the_newer_is_believed(analyser: Analyser) -> None:
    question = asked("총사업비는 얼마인가요?", Kind.HOW_MANY, "총사업비")
    views = [
        opened(analyser, f"총사업비는 {sum_}억원이다.", published=datetime(year, 3, 1, tzinfo=KST))
        for sum_, year in ((4000, 2025), (5000, 2026))
    ]
    both = [_holding(question, view, f"{sum_}억원") for view, sum_ in zip(views, (4000, 5000), strict=True)]
    newest = likeliest(question, both)
    assert newest is not None
    assert newest.view is views[1]


WEDNESDAY = Period(date(2026, 3, 18), date(2026, 3, 18), "다음 주 수요일")
WEEK = (
    *(f"도하준 시장은 {place}에서 시장 업무를 보고 시장 일을 한다." for place in "가 나 다 라 마 바 사 아".split()),
    "18일에는 철도 면제를 위한 협의를 진행할 방침이다.",
)


def _of_wednesday(kind: Kind) -> Question:
    question = asked("다음 주 수요일에 도하준 시장이 하려는 일은?", kind, "도하준", "시장")
    return replace(question, period=WEDNESDAY, asked_noun="일")


def test_a_sentence_of_the_day_asked_for_answers_though_it_repeats_nothing(analyser: Analyser) -> None:
    question = _of_wednesday(Kind.WHAT)
    ranking = _ranking(analyser, question, " ".join(WEEK))
    assert len(WEEK) - 1 in ranking.looked_into
    view = opened(analyser, " ".join(WEEK))
    other, one = found(question, view, 0), replace(found(question, view, len(WEEK) - 1), score=0.2)
    assert likeliest(question, [other, one]) == one
    assert confidence(question, [other, one], one) > confidence(replace(question, asked_noun="뜻"), [other, one], one)


def test_the_day_is_that_of_a_thing_beside_where_a_value_is_asked_for(analyser: Analyser) -> None:
    question = _of_wednesday(Kind.WHO)
    ranking = _ranking(analyser, question, " ".join(WEEK))
    assert len(WEEK) - 1 not in ranking.looked_into


@pytest.mark.parametrize("lacks", ["asked", "told"])
def test_a_day_of_what_was_asked_is_preferred_to_the_day_of_another_thing(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    monkeypatch.setattr("rag.answers.choosing.confidence", lambda *of: 0.9)
    view = opened(analyser, "가람시는 1992년 결연했다. 시장은 2023년 취임했다.")
    question = asked("시장이 취임한 해는 언제인가요?", Kind.WHEN, "시장", "취임")
    year = Candidate("1992년", 5, 10, 0.9, told=lacks != "told")
    first = replace(found(question, view, 0), asked=lacks != "asked", candidates=(year,))
    other = replace(found(question, view, 1), score=0.6, candidates=(Candidate("2023년", 4, 9, 0.7),))
    assert likeliest(question, [first, other]) == other
    assert likeliest(question, [first, replace(other, related=False)]) == first
    monkeypatch.setattr("rag.answers.choosing.confidence", lambda *of: 0.2)
    assert likeliest(question, [first, other]) == first


def test_an_overview_looks_into_every_article(analyser: Analyser) -> None:
    question = asked("시장 소식을 시간순으로", Kind.TIMELINE, "시장")
    views = [
        opened(analyser, " ".join(f"시장 {n}이 시장 일을 한다." for n in range(25)), title="시장"),
        opened(analyser, "하늘이 맑다.", title="날씨"),
    ]
    hits = [Hit(StoredPassage(n, 0, 0, len(v.stored.article.body), "", v.stored), 1.0) for n, v in enumerate(views)]
    ranking = Ranking(
        question, pooled(question, hits, {(v.stored.id, v.stored.version): v for v in views}), analyser.similarity
    )
    assert {ranking.pool[at].view.stored.id for at in ranking.looked_into} == {v.stored.id for v in views}


def _holding(question: Question, view: object, text: str) -> Found:
    one = found(question, view)  # type: ignore[arg-type]
    start = one.sentence.text.index(text)
    return replace(one, candidates=(Candidate(text, start, start + len(text), 0.9),))


def test_where_two_things_are_asked_the_sentence_that_says_the_other_is_quoted_too(analyser: Analyser) -> None:
    view = opened(analyser, "총회는 2028년 열린다. 준비는 순조롭다. 루멘시가 유치에 나섰다.")
    question = replace(
        asked("총회는 언제 열리고 어느 도시가 유치에 나섰나요?", Kind.WHEN, "총회", "유치"), several=True
    )
    every = [found(question, view, i) for i in range(3)]
    assert [f.sentence.index for f in select(question, every[0], every)] == [0, 2]


def test_confidence_is_a_share_and_a_missing_name_lowers_it(analyser: Analyser) -> None:
    view = opened(analyser, SENTENCES[0])
    question = asked("가람시장은 어디에서 서명했나요?", Kind.WHERE, "가람시장", "서명")
    one = replace(found(question, view), candidates=candidates(question, view, view.sentences[0]))
    sure = confidence(question, [one], one)
    lacking = replace(one, missing=(question.keywords[0],), strict=0.0, own=0.0, covered=0.0)
    assert 0.0 <= confidence(question, [lacking], lacking) < sure <= 1.0


def test_no_article_at_home_has_to_name_its_country(analyser: Analyser) -> None:
    question = asked("1위를 한 한국 도시도 있나요?", Kind.YES_NO, "한국", "1위")
    question = replace(question, keywords=tuple(replace(k, proper=True) for k in question.keywords))
    ranking = _ranking(analyser, question, "고양과 성남이 상을 받았다.")
    missing = weighed(ranking, 0, 1.0).missing
    assert [k.form for k in missing] == ["1위"]


def test_it_matters_less_that_what_was_taken_over_is_lacking(analyser: Analyser) -> None:
    question = _question(analyser, "의장은 누구인가요?", Kind.WHO, "의장", "은파총회")
    carried = replace(question, keywords=tuple(replace(k, carried=k.form == "은파총회") for k in question.keywords))
    said, taken = (weighed(_ranking(analyser, q, "의장은 도하준이다."), 0, 1.0) for q in (question, carried))
    assert 0 < taken.features["unmet_article"] < said.features["unmet_article"]
