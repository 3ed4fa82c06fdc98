"""What an answer may not say of its evidence, and what it may say in other words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rag.answers.claims import Verifier
from rag.answers.claims.tables import shipped

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser


@pytest.fixture(scope="module")
def verifier(analyser: Analyser) -> Verifier:
    return Verifier(analyser)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("라온샛 1호는 23일 폭발했습니다.", "연구진은 23일 라온샛 1호와 첫 교신에 성공했다."),
        ("모 전 국장은 유죄가 확정됐습니다.", "모 전 국장의 무죄가 확정됐다."),
        ("미르는 2분기에 395억원의 적자를 냈습니다.", "미르는 2분기에 395억원의 흑자를 냈다."),
        ("광역버스의 막차는 없어졌습니다.", "광역버스의 막차가 17일부터 밤 11시에서 새벽 1시로 늦춰진다."),
        ("이 조례는 시행되지 않습니다.", "이 조례는 내년부터 시행된다."),
        ("시는 협약을 파기했습니다.", "시는 협약을 체결했다."),
        ("시는 다리를 이미 열었습니다.", "시는 다리를 열었다."),
        ("시장은 의장과 공개로 만났습니다.", "시장은 의장과 비공개로 만났다."),
        ("시장은 회의를 취소했습니다.", "시장은 회의를 열고 공무원을 보냈다."),
        ("Мост открыт.", "시는 다리를 열었다."),
    ],
)
def test_what_the_evidence_does_not_say_is_refused_however_many_words_it_shares(
    verifier: Verifier, claim: str, evidence: str
) -> None:
    assert not verifier.check(claim, [evidence], attributed=True).supported


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("한결전자와 솔빛군은 18일 투자협약을 체결했습니다.", "한결전자와 솔빛군은 18일 나래시에서 투자협약을 맺었다."),
        (
            "나이츠는 14일 코메츠와의 홈경기에서 7-4로 승리했습니다.",
            "나이츠는 14일 코메츠와의 홈경기에서 7-4로 이겼다.",
        ),
        ("영업이익률은 3.5%에서 5.7%로 상승했습니다.", "영업이익률은 3.5%에서 5.7%로 올랐다."),
        ("시는 홍보관을 짓지 않기로 결정했습니다.", "시는 홍보관을 짓지 않기로 했다."),
        ("시는 노선 3개를 신설하고 2개를 폐지합니다.", "시는 노선 3개를 새로 만들고 2개를 없앤다."),
        ("위원회는 예산안을 모두 깎았습니다.", "위원회는 예산안을 한 푼도 남기지 않고 모두 깎았다."),
        ("위원 9명이 다섯 달 동안 활동했습니다.", "합의에 따라 꾸려졌으며 위원 9명이 다섯 달 동안 활동했다."),
        (
            "서마루 감독은 한마음으로 만든 승리라고 말했습니다.",
            "서마루 나이츠 감독은 “한마음으로 만든 승리”라고 말했다.",
        ),
        ("이익은 전망치 251억원보다 13.1% 낮았습니다.", "이익은 전망치 251억원을 13.1% 밑돌았다."),
    ],
)
def test_other_words_for_the_same_are_no_reason(verifier: Verifier, claim: str, evidence: str) -> None:
    assert verifier.check(claim, [evidence], attributed=True).reasons == ()


def test_no_word_says_the_same_as_its_opposite() -> None:
    tables = shipped()

    assert len(tables.rows) >= 150
    for word, others in tables.same.items():
        assert not others & tables.opposites(word), word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("유죄", "무죄"), ("흑자", "적자"), ("승소", "패소"), ("찬성", "반대"), ("합격", "불합격"), ("증가", "감소"), ("개최", "취소"),
        ("체결", "파기"), ("생존", "사망"), ("시행", "폐지"), ("준공", "착공"), ("포함", "제외"), ("출국", "귀국"), ("수락", "거부"), ("강행", "유보"),
        ("구속", "석방"), ("발사", "폭발"), ("가동", "중단"), ("선포", "해제"), ("영입", "방출"), ("합헌", "위헌"), ("양성", "음성"),
    ],
)  # fmt: skip
def test_opposites_of_news_are_known_both_ways(one: str, other: str) -> None:
    tables = shipped()

    assert other in tables.opposites(one)
    assert one in tables.opposites(other)


def test_units_and_days_are_compared_by_value_and_not_as_things(verifier: Verifier) -> None:
    evidence = "올해 수출 비중은 31%에서 38%로 높아졌다."
    for claim, carried in (
        ("금년 수출 비중은 31퍼센트에서 38퍼센트로 높아졌습니다.", True),
        ("금년 수출 비중은 31퍼센트에서 39퍼센트로 높아졌습니다.", False),
    ):
        verdict = verifier.check(claim, [evidence], base=date(2026, 11, 1), attributed=True)
        assert verdict.supported is carried
