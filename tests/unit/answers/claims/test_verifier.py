"""What the check of claims refuses, and why; what it lets pass. Places, people and events are invented."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Literal

import pytest

from rag.answers.claims import Verifier
from rag.answers.claims.verdict import SENTENCES, Reason

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser

BUDGET = "미르시의회는 18일 트램 예산 9500억원 가운데 312억원을 깎은 수정안을 통과시켰다."
VOTE = "위원 13명 가운데 새벽당 7명이 찬성했고 노을당 5명은 반대했다."
SPEECH = "강표본 미르시장은 “시민의 뜻을 따르겠다”며 “내년 3월에 공사를 시작하겠다”고 말했다."
OTHER_SPEECH = "윤견본 의장은 “절차를 지키지 않았다”고 비판했다."
PLAN = "미르시는 오는 10월 두레공원에 미술관을 열 예정이다."
MORNING = "가람호의 선장인 차오름은 새벽에 배 두 척을 이끌고 떠났다."
ARGUED = "노을당은 미르시가 시민의 예산을 낭비했다고 주장했다."
ANNOUNCED = "미르시는 다리를 놓게 했다고 밝혔다."
RIVAL = "올해 수출은 40여 개 나라로 12.5% 늘었지만 수입은 3% 줄었다."


@pytest.fixture(scope="module")
def verifier(analyser: Analyser) -> Verifier:
    return Verifier(analyser)


REFUSED = [
    (BUDGET, "미르시의회는 18일 트램 예산 9500억원 가운데 321억원을 깎은 수정안을 통과시켰다.", "number"),
    (BUDGET, "트램 예산은 9500조원이다.", "number"),
    (VOTE, "위원 13명 가운데 새벽당 5명이 찬성했고 노을당 7명은 반대했다.", "number"),
    (RIVAL, "올해 수출은 40개 나라로 12.5% 늘었다.", "number"),
    (BUDGET, "미르시의회는 19일 트램 예산 312억원을 깎았다.", "date"),
    (PLAN, "미르시는 지난 10월 두레공원에 미술관을 열 예정이다.", "date"),
    (BUDGET, "가온시의회는 18일 트램 예산 9500억원 가운데 312억원을 깎은 수정안을 통과시켰다.", "name"),
    (SPEECH, "윤견본 미르시장은 “시민의 뜻을 따르겠다”고 말했다.", "name"),
    (SPEECH, "강표본 도지사는 “시민의 뜻을 따르겠다”고 말했다.", "office"),
    (PLAN, "미르시는 오는 10월 해솔공원에 미술관을 열 예정이다.", "place"),
    (SPEECH, "강표본 미르시장은 “시민의 뜻을 반드시 따르겠다”고 말했다.", "quotation"),
    (BUDGET, "미르시의회는 18일 트램 예산 312억원을 깎은 수정안을 통과시키지 않았다.", "negation"),
    (VOTE, "새벽당 7명이 찬성하지 않았다.", "negation"),
    (PLAN, "미르시는 오는 10월 두레공원에 미술관을 열었다.", "modality"),
    (BUDGET, "미르시의회는 18일 트램 예산 312억원을 깎은 수정안을 통과시킬 예정이다.", "modality"),
    (PLAN, "미르시는 오는 10월 두레공원에 미술관을 여는 방안을 검토하고 있다.", "modality"),
    (RIVAL, "올해 수출은 40여 개 나라로 12.5% 줄었지만 수입은 3% 줄었다.", "direction"),
    (VOTE, "위원 13명 가운데 새벽당 7명이 반대했고 노을당 5명은 반대했다.", "direction"),
    (f"{SPEECH} {OTHER_SPEECH}", "윤견본 의장은 “시민의 뜻을 따르겠다”고 말했다.", "speaker"),
    (VOTE, "위원 13명 가운데 새벽당 7명이 모두 찬성했다.", "quantifier"),
    (VOTE, "새벽당만이 찬성했다.", "quantifier"),
    (MORNING, "차오름 선장은 저녁에 배 두 척을 이끌고 떠났다.", "instead"),
    (MORNING, "차오름 선장은 배 세 척 이상을 이끌고 떠났다.", "number"),
    (ARGUED, "미르시는 시민의 예산을 낭비했다.", "attribution"),
    (ANNOUNCED, "미르시는 다리를 놓게 하지 않았다고 밝혔다.", "negation"),
    (BUDGET, "노을당은 기자회견을 열어 반발했다.", "name"),
    ("", "미르시의회는 예산을 깎았다.", "evidence"),
]


@pytest.mark.parametrize(("evidence", "claim", "code"), REFUSED)
def test_a_claim_that_changes_what_its_evidence_says_is_refused_with_the_reason(
    verifier: Verifier, evidence: str, claim: str, code: str
) -> None:
    verdict = verifier.check(claim, [evidence])

    assert not verdict.supported
    assert code in {reason.code for reason in verdict.reasons}
    assert verdict.score < 0.5


CARRIED = [
    (BUDGET, BUDGET),
    (BUDGET, "미르시의회는 18일 트램 예산 9,500억 원 가운데 312억 원을 깎은 수정안을 통과시켰습니다."),
    (BUDGET, "18일 미르시의회가 트램 예산 0.95조원 가운데 312억원을 깎은 수정안을 통과시켰다."),
    (VOTE, "새벽당 일곱 명이 찬성했고 노을당 다섯 명은 반대했습니다."),
    (SPEECH, "“시민의 뜻을 따르겠다”고 강표본 미르시장은 밝혔다."),
    (SPEECH, "강표본 시장은 “내년 3월에 공사를 시작하겠다”고 말했습니다."),
    (PLAN, "미르시는 오는 10월 두레공원에 미술관을 열 계획이다."),
    (PLAN, "미르시는 오는 10월 두레공원에 미술관을 연다."),
    (RIVAL, "수출은 12.5퍼센트 늘었다."),
    (OTHER_SPEECH, "윤견본 의장은 절차를 지키지 않았다고 비판했다."),
    (MORNING, "차오름은 가람호의 선장이다."),
    (MORNING, "가람호의 선장인 차오름이 배 한 척 이상을 이끌고 떠났다."),
    (ARGUED, "노을당은 미르시가 시민의 예산을 낭비했다고 주장했습니다."),
    (ANNOUNCED, "미르시는 다리를 놓게 했습니다."),
]


@pytest.mark.parametrize(("evidence", "claim"), CARRIED)
def test_an_honest_paraphrase_passes(verifier: Verifier, evidence: str, claim: str) -> None:
    assert verifier.check(claim, [evidence]).reasons == ()


def test_a_relative_date_is_resolved_where_the_day_of_publication_is_known(verifier: Verifier) -> None:
    full = BUDGET.replace("18일", "2026년 3월 18일")

    assert verifier.check(full, [BUDGET], base=date(2026, 3, 19)).supported
    assert [r.code for r in verifier.check(full, [BUDGET], base=date(2026, 4, 19)).reasons] == ["date"]
    assert [r.code for r in verifier.check(full, [BUDGET]).reasons] == ["date"]


def test_an_announcement_may_be_told_as_a_fact_by_writers_but_not_by_answers(verifier: Verifier) -> None:
    told = "미르시는 다리를 놓게 했습니다."

    assert verifier.check(told, [ANNOUNCED]).supported
    assert [r.code for r in verifier.check(told, [ANNOUNCED], attributed=True).reasons] == ["attribution"]
    assert verifier.check(told, [ANNOUNCED, "미르시는 다리를 놓게 했다."], attributed=True).supported


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_how_letters_are_composed_and_spaced_does_not_matter(verifier: Verifier, form: Literal["NFC", "NFD"]) -> None:
    claim, evidence = (unicodedata.normalize(form, text) for text in (BUDGET, SPEECH))

    assert verifier.check(claim, [BUDGET, SPEECH]).score == 1
    assert verifier.check(BUDGET.replace(" 트램 예산", "트램예산"), [BUDGET]).score == 1
    assert verifier.check(SPEECH, [evidence]).score == 1


def test_a_number_may_come_from_any_of_several_texts(verifier: Verifier) -> None:
    assert verifier.check("새벽당 7명이 찬성했다.", [BUDGET, VOTE]).supported


def test_what_the_evidence_does_not_speak_of_is_not_supported(verifier: Verifier) -> None:
    verdict = verifier.check("겨울에는 따뜻한 음식이 인기를 끈다.", [BUDGET])

    assert [reason.code for reason in verdict.reasons] == ["support"]


def test_the_score_says_how_much_is_covered(verifier: Verifier) -> None:
    whole, half = (verifier.check(claim, [PLAN]).score for claim in (PLAN, "두레공원은 오래전부터 사랑받는 쉼터였다."))

    assert 0 <= half < 0.5 <= whole <= 1


def test_no_text_breaks_the_check(verifier: Verifier) -> None:
    for text in ("", " ", "…", "“”", "3", "㎏", "\ufeff“가", "가" * 3000, "나는 ‘그’라고 1 2 3만억 %", "😀😀"):
        assert 0 <= verifier.check(text, [text or "가"]).score <= 1
        assert 0 <= verifier.check(BUDGET, [text or "가"]).score <= 1


@pytest.mark.parametrize("code", SENTENCES)
def test_every_reason_is_a_korean_sentence_with_the_particle_that_fits(code: str) -> None:
    text = Reason(code, "3,000억원").text

    assert text.startswith("‘3,000억원’은 ") if "{}" in SENTENCES[code] else text == SENTENCES[code]
    assert Reason(code, "서울시").text.endswith("다.")
