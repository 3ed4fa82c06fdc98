"""A number stays with what it is of, and a deed with who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.answers.claims import Verifier

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("위원회는 회의 4차례와 현장 조사 11차례를 거쳤습니다.", "위원회는 회의 11차례와 현장 조사 4차례를 거쳤다."),
        ("달걀은 한 판에 8350원으로 2.9% 올랐습니다.", "달걀은 한 판에 8350원으로 11.3% 올랐고, 집세는 2.9% 올랐다."),
        ("시는 노선 3개를 폐지하고 2개를 신설합니다.", "시는 노선 3개를 신설하고 2개를 폐지한다."),
        ("연구팀은 쌀을 가공해 포장재를 만들었습니다.", "연구팀은 김을 가공해 포장재를 만들었다."),
        ("시는 3상을 시작했습니다.", "시는 3상을 시작하고, 결과를 내년에 제출할 계획이다."),
        (
            "소장품 680점 가운데 1240점을 담 씨가 기증했습니다.",
            "소장품은 1240점이다. 이 가운데 680점을 담 씨가 기증했다.",
        ),
    ],
)
def test_parts_of_the_evidence_put_together_otherwise_are_refused(
    analyser: Analyser, claim: str, evidence: str
) -> None:
    assert not Verifier(analyser).check(claim, [evidence], attributed=True).supported


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("위원회는 현장 조사 4차례를 거쳤습니다.", "위원회는 회의 11차례와 현장 조사 4차례를 거쳤다."),
        ("의원 45명이 참석했습니다.", "재적 의원 46명 가운데 45명이 참석했다."),
        ("집세는 2.9% 올랐습니다.", "달걀은 한 판에 8350원으로 11.3% 올랐고, 집세는 2.9% 올랐다."),
        ("시는 조합원 3,120명을 대상으로 투표를 합니다.", "시는 조합원 3120명을 대상으로 투표를 한다."),
    ],
)
def test_parts_that_stand_so_in_the_evidence_are_not(analyser: Analyser, claim: str, evidence: str) -> None:
    assert Verifier(analyser).check(claim, [evidence], attributed=True).supported
