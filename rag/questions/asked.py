"""What is asked for: the interrogative, the noun that names what it stands for, and so the kind of thing an answer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.domain import Asked, Kind, Token
from rag.korean.nouns import kind_of_noun

_CHOOSING = ("어느", "무슨", "어떤", "몇")
_STANDING: Mapping[str, Kind | None] = {
    "누구": Kind.WHO, "언제": Kind.WHEN, "며칠": Kind.WHEN, "어디": Kind.WHERE, "얼마": Kind.HOW_MANY, "왜": Kind.WHY,
    "어떻": Kind.HOW, "무엇": None, "뭐": None,
}  # fmt: skip
"""Interrogatives that stand for the answer by themselves → what they ask for; None where the noun beside them decides."""
_THING = ("무엇", "뭐")
_ARGUMENTS = ("을", "를", "ᆯ", "ㄹ", "이라고", "라고", "으로", "로", "에")
"""Particles with which 무엇 is not what its subject is: `소장은 뭘 하자는 건데?` asks for no person."""
_NOW = frozenset("지금 현재 요즘 최근 오늘 올해 당시 이번".split())
_TAGS = ("NP", "MM", "MAG", "VA", "NNG", "NR", "NNB")
_NOUN = ("NNG", "NNP", "NNB", "XSN", "SL")

_BOUND = frozenset("수 줄 적 리 것 거".split())
"""Nouns that only join a verb to another: `볼 수 있나요?` asks for no number."""

_VALUES = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHY, Kind.HOW, Kind.WHAT})


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
        noun = () if particle in _ARGUMENTS and word in _THING else _topic(tokens, at)
    return Asked(_kind(word, noun, particle, kind), noun, word, particle)


def _topic(tokens: Sequence[Token], stop: int) -> tuple[Token, ...]:
    """The noun with a topic or subject particle right before `stop`; `지금은` and its like are passed over."""
    while stop > 1 and tokens[stop - 1].tag in ("JX", "JKS"):
        noun = _noun_before(tokens, stop - 1)
        if not noun or noun[-1].form not in _NOW:
            return noun
        stop -= 1 + len(noun)
    return ()


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
    return (
        ()
        if stop - start == 1 and tokens[start].tag == "NNB" and tokens[start].form in _BOUND
        else tuple(tokens[start:stop])
    )


def _named(noun: Sequence[Token]) -> Kind | None:
    """The last noun's kind; the name of a person is a person: `이끄는 사람 이름`."""
    if len(noun) > 1 and noun[-1].form in ("이름", "성명", "성함", "본명"):
        return kind_of_noun(noun[-2].form) or kind_of_noun(noun[-1].form)
    return kind_of_noun(noun[-1].form) if noun else None


def _kind(word: str, noun: Sequence[Token], particle: str, kind: Kind) -> Kind:
    named = _named(noun)
    if word == "어디" and noun and named is not Kind.WHERE and not particle:
        return Kind.WHAT  # `우승한 팀은 어디인가요?`
    if word == "몇":
        return Kind.WHEN if kind is Kind.WHEN else Kind.HOW_MANY
    if word in ("무슨", "어떤") and noun and noun[-1].form == "일정":
        return Kind.WHAT  # what will be done, not when
    standing = _STANDING.get(word)
    if standing is not None:
        return standing
    if kind is Kind.WHAT and named is Kind.WHO:
        return named
    if kind in _VALUES:
        return kind
    return named if named in _VALUES and named is not None else Kind.WHAT
