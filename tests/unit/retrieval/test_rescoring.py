"""What is seen of a candidate, and what its score becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Keyword, Kind, Question
from rag.korean.terms import bigrams
from rag.retrieval.features import Features, Scale
from rag.retrieval.rescoring import described, learned, rescored
from tests.fakes_indexes import NOW
from tests.fakes_retrieval import hit


def asked(kind: Kind, *forms: str, **fields: object) -> Question:
    """Every keyword as rare as the others."""
    keywords = tuple(Keyword(form, ((form, 1.0),), 0.5) for form in forms)
    grams = {gram: 1.0 for form in forms for gram in bigrams(form)}
    text = " ".join(forms)
    return replace(Question(text, text, kind, NOW, keywords=keywords, bigrams=grams), **fields)  # type: ignore[arg-type]


def seen(question: Question, **passage: str) -> Features:
    return Scale(question).features(hit(1, **passage).passage, 0.5, 0.25)  # type: ignore[arg-type]


def test_what_the_indexes_say_is_kept() -> None:
    features = seen(asked(Kind.WHAT, "트램"))
    assert (features.lexical, features.semantic) == (0.5, 0.25)


def test_a_sentence_that_says_it_all_counts_more_than_two_that_say_half() -> None:
    question = asked(Kind.WHAT, "트램", "착공식")
    assert seen(question, terms="트램 착공식\n시민").sentence == 1.0
    assert seen(question, terms="트램\n착공식").sentence == 0.5


def test_the_title_is_read_with_every_sentence() -> None:
    features = seen(asked(Kind.WHAT, "트램", "착공식"), title="트램", terms="시민\n착공식")
    assert (features.sentence, features.first) == (1.0, 0.5)


def test_a_keyword_counts_by_the_best_of_its_forms() -> None:
    question = replace(
        asked(Kind.WHAT),
        keywords=(Keyword("시청", (("시청", 1.0), ("시청사", 0.4)), 0.5), Keyword("이전", (("이전", 1.0),), 0.5)),
    )
    assert seen(question, terms="시청사").sentence == pytest.approx(0.2)
    assert seen(question, terms="시청사 시청").sentence == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("kind", "focus", "terms", "expected"),
    [
        (Kind.WHEN, (), "착공식 2026년", 1.0),
        (Kind.WHEN, (), "착공식 19곳", 0.0),
        (Kind.HOW_MANY, ("명",), "참석 400명", 1.0),
        (Kind.HOW_MANY, ("명",), "정거장 19곳", 0.0),
        (Kind.HOW_MANY, (), "정거장 19곳", 1.0),
        (Kind.WHO, (), "2026년 19곳", 0.0),
    ],
)
def test_the_kind_that_is_asked_for_is_looked_for(
    kind: Kind, focus: tuple[str, ...], terms: str, expected: float
) -> None:
    assert seen(asked(kind, "트램", focus=focus), terms=terms).expected == expected


def test_letters_are_found_where_words_were_cut_apart() -> None:
    question = asked(Kind.WHAT, "솔빛공장")
    assert seen(question, text="솔빛공장이 문을 연다.", terms="솔 빛공").letters == 1.0
    assert seen(question, text="솔빛 축제가 열린다.").letters == pytest.approx(1 / 3)


def test_a_title_is_measured_by_how_much_of_it_was_asked_for() -> None:
    question = asked(Kind.WHAT, "트램", "노선")
    assert seen(question, title="트램 노선").title == 1.0
    assert seen(question, title="트램").title == 1.0
    assert seen(question, title="").title == 0.0


def test_weights_are_not_negative_and_their_sum_is_one() -> None:
    assert min(learned()) >= 0
    assert sum(learned()) == pytest.approx(1.0, abs=1e-3)


def test_a_passage_that_one_index_does_not_list_is_no_better_there_than_its_last() -> None:
    hits = [hit(1, lexical=4.0, semantic=0.6), hit(2, lexical=2.0), hit(3, semantic=0.3)]
    parts = [(one.lexical, one.semantic) for one in described(hits, asked(Kind.WHAT, "트램"))]
    assert parts == [(1.0, 0.6), (0.5, 0.3), (0.0, 0.3)]


def test_no_hits_are_no_trouble() -> None:
    assert rescored([], asked(Kind.WHAT, "트램")) == []


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.none() | st.floats(0, 50), st.none() | st.floats(-1, 1)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(Kind),
    st.lists(st.text(min_size=1, max_size=6), max_size=4),
)
def test_scores_are_positive_and_about_one_at_most(
    found: list[tuple[str, float | None, float | None]], kind: Kind, words: list[str]
) -> None:
    hits = [
        hit(n, text=text, lexical=lexical, semantic=semantic) for n, (text, lexical, semantic) in enumerate(found, 1)
    ]
    scores = [one.score for one in rescored(hits, asked(kind, *words))]
    assert all(0 < score <= 1.001 for score in scores)


@given(st.integers(0, 3), st.integers(1, 3))
def test_more_of_the_question_never_lowers_the_score(have: int, more: int) -> None:
    words = ["트램", "착공식", "정거장", "시민", "환영", "노선"]
    question = asked(Kind.WHAT, *words)
    less = hit(1, text=" ".join(words[:have]) or "말", lexical=1.0, semantic=0.1)
    full = hit(2, text=" ".join(words[: have + more]), lexical=1.0, semantic=0.1)
    [low, high] = (one.score for one in rescored([less, full], question))
    assert high >= low
