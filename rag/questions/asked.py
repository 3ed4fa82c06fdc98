"""What is asked for: the interrogative, the noun that names what it stands for, and so the kind of thing an answer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.domain import Asked, Kind, Token

_CHOOSING = ("어느", "무슨", "어떤", "몇")
_STANDING: Mapping[str, Kind | None] = {
    "누구": Kind.WHO, "언제": Kind.WHEN, "며칠": Kind.WHEN, "어디": Kind.WHERE, "얼마": Kind.HOW_MANY, "왜": Kind.WHY,
    "어떻": Kind.HOW, "무엇": None, "뭐": None,
}  # fmt: skip
"""Interrogatives that stand for the answer by themselves → what they ask for; None where the noun beside them decides."""
_TAGS = ("NP", "MM", "MAG", "VA", "NNG", "NR", "NNB")
_NOUN = ("NNG", "NNP", "NNB", "XSN", "SL")

_NAMED: Mapping[Kind, frozenset[str]] = {
    Kind.WHEN: frozenset("날짜 시기 연도 년도 해 때 날 년 시점 일 월 시간 시각 일시 년대 세기 요일".split()),
    Kind.WHO: frozenset(
        "사람 인물 이름 감독 대통령 작가 선수 왕 배우 가수 저자 장군 의원 교수 시장 총리 작곡가 본명 아버지 어머니 부인 아내 남편 자 가 인".split()
    ),
    Kind.WHERE: frozenset(
        "곳 장소 지역 나라 국가 도시 위치 지방 국 대륙 수도 섬 산 강 역 동네 고향 주 군 현 성".split()
    ),
    Kind.HOW_MANY: frozenset(
        "수 인구 명 개 면적 길이 높이 나이 무게 비율 금액 가격 횟수 거리 크기 규모 기간 원 살 세 층 편 권 장 회 번 점 골 퍼센트 도 미터 킬로미터 위 개국 가지 마리 "
        "년간 개월 차례".split()
    ),
    Kind.WHY: frozenset("이유 원인 까닭 배경 계기 목적".split()),
}
"""Nouns by what they name."""
_CLOCK = frozenset("년 월 일 시 세기 년도 년대 요일".split())


def asked_of(tokens: Sequence[Token], kind: Kind) -> Asked:
    """`kind`: what the whole question asks for, which decides where the interrogative and its noun do not."""
    at = next((i for i, t in enumerate(tokens) if _is_interrogative(t)), None)
    if at is None:
        noun = _noun_before(tokens, len(tokens))
        return Asked(_kind("", noun, "", kind), noun)
    word = tokens[at].form
    if word in _CHOOSING:
        noun = _noun_after(tokens, at + 1)
        particle = _particle(tokens, at + 1 + len(noun))
    else:
        particle = _particle(tokens, at + 1)
        topic = at and tokens[at - 1].tag in ("JX", "JKS")
        noun = _noun_before(tokens, at - 1) if topic else ()
    return Asked(_kind(word, noun, particle, kind), noun, word, particle)


def _is_interrogative(token: Token) -> bool:
    return token.tag in _TAGS and (token.form in _CHOOSING or token.form in _STANDING)


def _particle(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].form if at < len(tokens) and tokens[at].tag[0] == "J" else ""


def _noun_after(tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
    stop = at
    while stop < len(tokens) and tokens[stop].tag in (*_NOUN, "XPN"):
        stop += 1
    return tuple(tokens[at:stop])


def _noun_before(tokens: Sequence[Token], stop: int) -> tuple[Token, ...]:
    """The nouns that end before `stop`, particles, endings and signs between them left out."""
    while stop and tokens[stop - 1].tag[0] in "SJEV" and tokens[stop - 1].tag != "SL":
        stop -= 1
    start = stop
    while start and tokens[start - 1].tag in _NOUN:
        start -= 1
    return tuple(tokens[start:stop])


def _kind(word: str, noun: Sequence[Token], particle: str, kind: Kind) -> Kind:
    last = noun[-1].form if noun else ""
    if word == "어디" and last and last not in _NAMED[Kind.WHERE] and not particle:
        return Kind.WHAT  # `우승한 팀은 어디인가요?`
    if word == "몇":
        return Kind.WHEN if last in _CLOCK else Kind.HOW_MANY
    if (found := _STANDING.get(word)) is not None:
        return found
    if (named := next((k for k, words in _NAMED.items() if last in words), None)) is not None:
        return named
    return kind if kind in (Kind.HOW, Kind.WHY, *_NAMED) and not word else Kind.WHAT
