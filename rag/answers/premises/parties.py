"""`국민의힘 소속 김진애 의원` beside `김진애 열린민주당 의원`: the party that the articles give somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.evidence import Found
from rag.answers.premises.comparison import Comparison, FalsePremise

_PARTY = r"[가-힣]{1,8}(?:당|국민의힘|의힘|연대|연합|무소속)"
_OFFICE = r"(?:의원|후보|대표|대변인|위원장|시장|도지사|지사|구청장|군수|최고위원)"
_MEMBER = re.compile(
    rf"({_PARTY}) 소속|({_PARTY}) (?=[가-힣]{{2,4}} (?:[가-힣]+ )?{_OFFICE})|(?<=[가-힣] )({_PARTY}) {_OFFICE}"
)
_NAMED = re.compile(rf"(?<![가-힣])({_PARTY})(?: 소속)? ([가-힣]{{2,4}}) {_OFFICE}")
"""Whose party it is, whoever else is spoken of."""
_PERSON = re.compile(rf"(?<![가-힣])([가-힣]{{2,4}}) (?:{_PARTY} )?{_OFFICE}")


def wrong_parties(comparison: Comparison) -> Iterator[FalsePremise]:
    """Where the question gives one person a party, and every article that gives the person one gives another."""
    text = comparison.question.spaced
    named = set(_NAMED.findall(text))
    claimed = {next(filter(None, match.groups())) for match in _MEMBER.finditer(text)}
    people = {name for name in _PERSON.findall(text) if not re.fullmatch(_PARTY, name)}
    if len(named) != 1 and (len(claimed) != 1 or len(people) != 1):
        return
    [(party, name)] = named if len(named) == 1 else zip(claimed, people, strict=True)
    given: dict[str, Found] = {}
    for found in comparison.sentences:
        for match in re.finditer(_given(name), found.sentence.text):
            given.setdefault(next(filter(None, match.groups())), found)
    if len(given) == 1 and party not in given:
        [(printed, found)] = given.items()
        yield FalsePremise("party", party, printed, found)


def _given(name: str) -> str:
    bare = re.escape(name)
    return rf"(?<![가-힣]){bare} ({_PARTY}) {_OFFICE}|(?<![가-힣])({_PARTY})(?: 소속)? {bare}(?![가-힣]{{2}})"
