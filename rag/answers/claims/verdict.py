"""What a check says: whether a claim stands on its evidence, how surely, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

from rag.korean.particles import attach

SENTENCES = {
    "number": "{} 근거에 없는 숫자입니다.",
    "date": "{} 근거의 날짜와 다릅니다.",
    "name": "{} 근거에 없는 이름입니다.",
    "office": "{} 근거에 나온 직함과 다릅니다.",
    "place": "{} 근거에 없는 곳입니다.",
    "quotation": "{} 근거에 그대로 나오지 않는 인용입니다.",
    "negation": "{} 근거와 긍정·부정이 반대입니다.",
    "direction": "{} 근거와 방향이 반대입니다.",
    "modality": "{} 근거보다 앞서 나간 표현이거나 시제가 다릅니다.",
    "speaker": "{} 근거에서 그 말을 한 사람이 아닙니다.",
    "attribution": "{} 근거에서는 누군가의 말인데 사실처럼 적혀 있습니다.",
    "role": "{} 근거에서 맡은 역할이 다릅니다.",
    "instead": "{} 근거에는 다른 말로 나옵니다.",
    "quantifier": "{} 근거에 없는 범위입니다.",
    "support": "{} 근거만으로는 확인되지 않습니다.",
    "evidence": "근거로 든 글이 없습니다.",
    "doubt": "두 번째로 살핀 결과 근거와 어긋난다고 보았습니다.",
    "form": "주소나 꾸밈이 섞여 있어 읽지 않았습니다.",
}
"""Code → the sentence a reader can be shown; `{}` is what of the claim is meant, quoted, with 은/는."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is a key of SENTENCES and stays what it is; `about` is the part of the claim that is not carried."""

    code: str
    about: str = ""

    @property
    def text(self) -> str:
        """One Korean sentence: `‘3,000억원’은 근거에 없는 숫자입니다.`"""
        return SENTENCES[self.code].format(attach(f"‘{self.about}’", "은/는"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score`: 0..1, from MINIMUM on supported; under it where a reason is given."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def explanation(self) -> str:
        """All reasons in words; empty where there is none."""
        return " ".join(reason.text for reason in self.reasons)

    @property
    def supported(self) -> bool:
        return not self.reasons
