"""`권고 세 가지` beside `▲… ▲… 등 4개 사항을 권고했다`: how many things a list names, whatever they are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.claims.values import Value
from rag.answers.evidence import Found
from rag.answers.items import Listing, listing
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.korean.numbers import NATIVE

ABOUT = 0.6  # share of the question's other keywords that the article holds,
HELD = 0.15  # and the sentence with the list
_THINGS = "사항 조건 항목 과제 대책 방안 분야 프로그램 제안 권고 요구 원칙 이유 혜택 약속".split()
_COUNTERS = ("가지", "개")


def wrong_counts(comparison: Comparison) -> Iterator[FalsePremise]:
    for value in comparison.said.values:
        if _counts_things(value, comparison) and (wrong := _counted_otherwise(value, comparison)):
            yield wrong


def _counts_things(value: Value, comparison: Comparison) -> bool:
    after = comparison.said.text[value.end :].lstrip()
    return value.number > 1 and (value.unit == "가지" or (value.unit == "개" and after.startswith(tuple(_THINGS))))


def _counted_otherwise(value: Value, comparison: Comparison) -> FalsePremise | None:
    """The list of the article that is most about it, where it has but one and nothing in it is as many as the question
    says."""
    view = max(comparison.views, key=lambda one: comparison.about(one, value.text))
    if comparison.about(view, value.text) < ABOUT or any(_as_many(value, s.text) for s in view.sentences):
        return None
    lists: dict[int, tuple[Found, Listing]] = {}
    for found in comparison.sentences:
        if found.view is view and comparison.inside(view, found.sentence, value.text) >= HELD:
            items = listing(found.sentence.text)
            if items is not None and items.sure and items.stated:
                lists.setdefault(items.stated, (found, items))
    if len(lists) != 1:
        return None
    [(found, items)] = lists.values()
    return FalsePremise("number", value.text, items.counted, found)


def _as_many(value: Value, text: str) -> bool:
    native = [word for word, number in NATIVE.items() if number == value.number]
    written = "|".join([f"{value.number.normalize():f}", *native])
    return re.search(rf"(?<![\d.,가-힣])(?:{written}) ?(?:{'|'.join(_COUNTERS)})", text) is not None
