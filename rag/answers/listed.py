"""Whether a list is one of the things asked for: of what it counts (`여섯 개 분야`), or of what its items look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.answers.items import Listing
from rag.answers.people import OFFICE
from rag.domain import Kind, Question
from rag.korean.nouns import kind_of_noun

SAME = (
    frozenset("분야 부문 종목 영역".split()),
    frozenset("사항 과제 내용 항목 안건 조건".split()),
    frozenset("지역 지자체 시도 지방자치단체".split()),
    frozenset("정당 당".split()),
    frozenset("기업 회사 업체".split()),
)
"""Nouns that count the same things."""
_PLACES = frozenset("지역 지자체 지방자치단체 시도 시군 광역단체 기초단체 자치구".split())
_PEOPLE = re.compile(r".*(?:후보군|후보|주자|참석자|수상자|[가-힣]원들?|사람들?|인물들?)")
_NAME = re.compile(r"[가-힣]{2,4}")
_WORDS = re.compile(r"(?:[가-힣A-Za-z]{1,6}\s)?[가-힣A-Za-z·-]{1,8}(?:\([^)]*\))?")
MOST = 0.6  # share of the items that must look so
LOOKS, LOOKS_NOT = 0.3, -0.7


def is_thing_asked(question: Question, thing: str) -> bool:
    """Whether a list counts what is asked for, by the same noun or another for the same."""
    if len(thing) < 2:
        return False
    return any(noun == thing or any({noun, thing} <= same for same in SAME) for noun in _nouns(question))


def of_sort(question: Question, items: Listing) -> float:
    """Where people or places are asked for: whether most items look like such."""
    looks = _looks_of(_nouns(question))
    if looks is None:
        return 0.0
    if len(items.thing) > 1 and not is_thing_asked(question, items.thing) and looks is not _looks_of([items.thing]):
        return LOOKS_NOT
    share = sum(looks(item) for item in items.items) / len(items.items)
    return LOOKS if share >= MOST else LOOKS_NOT


def _looks_of(nouns: Sequence[str]) -> Callable[[str], bool] | None:
    if any(_is_people(noun) for noun in nouns):
        return _is_person
    if any(noun in _PLACES or kind_of_noun(noun) is Kind.WHERE for noun in nouns):
        return _is_place
    return None


def _is_people(noun: str) -> bool:
    return kind_of_noun(noun) is Kind.WHO or _PEOPLE.fullmatch(noun) is not None


def _is_person(item: str) -> bool:
    return OFFICE.search(item) is not None or _NAME.fullmatch(item) is not None


def _is_place(item: str) -> bool:
    """A word or two (`수질개선 바다미`); what is done has more."""
    return _WORDS.fullmatch(item) is not None


def _nouns(question: Question) -> list[str]:
    """What is asked for, in the singular; not what it is told for each of (`분야마다 어느 도시가`)."""
    said = [question.asked_noun, question.attribute, *question.focus]
    nouns = [noun.removesuffix("들") if len(noun) > 2 else noun for noun in said if noun]
    return [noun for noun in nouns if not re.search(rf"{re.escape(noun)}(?:별|마다)", question.text)]
