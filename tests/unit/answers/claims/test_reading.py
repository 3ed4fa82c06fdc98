"""How a text is read for checking: numbers, predicates, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.answers.claims import endings, values
from rag.answers.claims.quantities import exclusive
from rag.answers.claims.standing import put_back
from rag.answers.claims.statement import Statement, read
from rag.answers.claims.support import shipped_weights
from rag.answers.claims.tables import shipped
from rag.answers.claims.verifier import Verifier

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser


def _read(analyser: Analyser, text: str) -> Statement:
    return read(text, analyser.tokens, None)


@pytest.mark.parametrize(
    ("text", "number", "unit", "bound"),
    [
        ("예산은 9,500억원이다.", 950_000_000_000, "원", ""),
        ("그래픽처리장치 1만 장을 샀다.", 10_000, "장", ""),
        ("40여 개 도시가 모였다.", 40, "개", "여"),
        ("50% 이상 늘었다.", 50, "%", "≥"),
        ("시민 스물세 명이 왔다.", 23, "명", ""),
        ("네 번째 회의였다.", 4, "째", ""),
        ("길이는 32㎞다.", 32, "km", ""),
        ("약 300명이 모였다.", 300, "명", "약"),
    ],
)
def test_a_number_is_read_with_its_unit_and_its_bound(
    analyser: Analyser, text: str, number: int, unit: str, bound: str
) -> None:
    [value] = _read(analyser, text).values

    assert (int(value.number), value.unit, value.bound) == (number, unit, bound)


def test_numbers_of_dates_are_not_counted_as_numbers(analyser: Analyser) -> None:
    statement = _read(analyser, "2026년 3월 18일 오후 2시에 3명이 만났다.")

    assert [value.text for value in statement.values] == ["3명"]
    assert [day.text for day in statement.days] == ["2026년 3월 18일 오후 2시"]


def test_a_rough_number_carries_a_rough_one_only(analyser: Analyser) -> None:
    rough, exact, about = (_read(analyser, f"{t} 도시가 모였다.").values[0] for t in ("40여 개", "40개", "약 40개"))

    assert values.carried(rough, rough)
    assert not values.carried(exact, rough)
    assert values.carried(about, exact)


@pytest.mark.parametrize(
    ("text", "root", "state", "negated"),
    [
        ("미술관이 열렸다.", "열리", "past", False),
        ("미술관이 열리지 않았다.", "열리", "past", True),
        ("미술관이 안 열렸다.", "열리", "past", True),
        ("미술관이 열릴 예정이다.", "열리", "planned", False),
        ("미술관이 열릴 수 없다.", "열리", "possible", True),
        ("미술관을 열어야 한다.", "열", "obliged", False),
        ("미술관을 열기로 했다.", "열", "planned", False),
        ("미술관 증축을 검토한다.", "증축", "considered", False),
        ("미술관이 열리면 좋겠다.", "열리", "supposed", False),
        ("그는 시장이 아니다.", "= 시장", "present", True),
        ("자리가 없다.", "있", "present", True),
    ],
)
def test_a_predicate_is_read_with_its_polarity_and_its_state(
    analyser: Analyser, text: str, root: str, state: str, negated: bool
) -> None:
    frame = next(f for f in _read(analyser, text).frames if f.root == root and (not f.nominal or state == "considered"))

    assert (frame.state, frame.negated) == (state, negated)


def test_words_keep_their_particles_behind_brackets_and_know_their_quotation(analyser: Analyser) -> None:
    cut = _read(analyser, "미르시(市)는 “나무를 심자”고 했다.").words

    assert ("미르시", "는", 0) in {(word.stem, word.particle, word.quote) for word in cut}
    assert ("나무", "를", 1) in {(word.stem, word.particle, word.quote) for word in cut}


def test_every_word_of_the_table_has_opposites_that_have_it_as_theirs() -> None:
    tables = shipped()

    assert len(tables.sides) > 300
    for word in tables.sides:
        assert all(word in tables.opposites(other) for other in tables.opposites(word))


def test_words_that_exclude_each_other_do_so_both_ways_and_never_their_synonyms() -> None:
    tables = shipped()

    assert len(tables.siblings) > 200
    for word, others in tables.siblings.items():
        assert word not in others
        assert not others & tables.synonyms[word]
        assert all(word in tables.siblings[other] for other in others)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("시장만 찬성했다.", "시장만"),
        ("찬성한 이는 시장뿐이다.", "시장뿐"),
        ("오직 시장이 찬성했다.", "오직"),
        ("시장뿐만 아니라 의장도 찬성했다.", ""),
        ("10년 만에 찬성했다.", ""),
    ],
)
def test_a_word_that_leaves_all_others_out_is_known(analyser: Analyser, text: str, only: str) -> None:
    assert exclusive(_read(analyser, text)) == only


@pytest.mark.parametrize(("mode", "pattern", "example"), endings.MODES)
def test_an_ending_that_says_more_than_its_sentence_is_seen(
    analyser: Analyser, mode: str, pattern: object, example: str
) -> None:
    claim, done = (_read(analyser, f"미르시가 두레공원 미술관을 {ending}.") for ending in (example, "열었다"))

    assert [reason.code for reason in endings.endings(claim, done, shipped())] == ["modality"]
    assert list(endings.endings(claim, claim, shipped())) == []


@pytest.mark.parametrize(
    ("text", "name", "evidence", "back"),
    [
        ("강표본 미르시장은 웃었다.", "강표본 미르시장", "강 시장은 웃었다.", "강 시장은 웃었다."),
        ("강표본 미르시장이 웃었다.", "강표본 미르시장", "그는 웃었다.", "그가 웃었다."),
        ("미르시는 웃었다.", "미르시", "시는 웃었다.", "시는 웃었다."),
        ("미르시는 웃었다.", "미르시", "미르시는 웃었다.", "미르시는 웃었다."),
        ("미르시는 웃었다.", "나래시", "시는 웃었다.", "미르시는 웃었다."),
        ("5개 과제다.", "5개", "3개 과제다.", "5개 과제다."),
    ],
)
def test_a_full_name_is_put_back_as_the_evidence_has_it(text: str, name: str, evidence: str, back: str) -> None:
    assert put_back(text, [name], evidence) == back


def test_every_feature_has_its_weight_and_every_weight_its_feature(analyser: Analyser) -> None:
    _, features = Verifier(analyser).examine("가", ["나"])

    assert {*features, "bias"} == set(shipped_weights())
