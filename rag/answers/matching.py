"""How well a stretch of text answers to a keyword: exactly, as part of a compound, by a shared stem, by meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rag.domain import Keyword
from rag.korean.terms import FIRST_WORD, VOCABULARY

PART = 0.9  # 단일화 inside 범여권단일화
STEM = 0.55  # 단일하 beside 단일화: the same first letters
ALIKE = 0.6
SOFT_FROM = 0.45  # cosine under which two morphemes have nothing to do with each other
SOFT_MOST = 0.6

Similarity = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text made ready for matching."""

    terms: frozenset[str]
    solid: str
    """Lower-cased, without white space."""
    morphemes: tuple[int, ...]


def solid(text: str) -> str:
    return "".join(text.lower().split())


class Form(NamedTuple):
    """A form of a keyword made ready. `stem`, `prefix`: what of it is looked for in the letters, where it is long enough;
    `pairs`: the letter pairs of one that may be misspelt."""

    text: str
    weight: float
    stem: str
    prefix: str
    pairs: tuple[str, ...]


class Sought(NamedTuple):
    """A keyword made ready to be looked for in many texts: the weightiest forms first."""

    forms: tuple[Form, ...]
    morpheme: int

    @classmethod
    def of(cls, keyword: Keyword) -> Sought:
        forms = sorted((*keyword.forms, *keyword.near), key=lambda form: -form[1])
        morpheme = 0 if keyword.proper else keyword.morpheme
        return cls(tuple(_made_ready(text, weight, keyword.proper) for text, weight in forms), morpheme)


def _made_ready(text: str, weight: float, proper: bool) -> Form:
    stem = _stem(text)
    numeral = stem[0].isdigit()
    prefix = stem[: _shortest(stem)] if len(stem) > (3 if proper else 2) and not numeral else ""
    misspelt = len(stem) > 3 and not numeral and not proper
    pairs = tuple(stem[i : i + 2] for i in range(len(stem) - 1)) if misspelt else ()
    return Form(text, weight, stem if len(stem) > 1 else "", prefix, pairs)


def unlike(one: int, other: int) -> float:
    """The similarity where words of like meaning do not count: 부결 is like 통과, and no 위성 is a 탐사선."""
    return 0.0


def credit(sought: Sought, stretch: Stretch, similarity: Similarity) -> float:
    """0..1: the best of the keyword's forms; meaning counts only where no form does."""
    best = 0.0
    for form in sought.forms:
        if form.weight <= best:
            break  # those that follow weigh no more
        best = max(best, form.weight * _shown(form, stretch))
    if best == 0.0 and sought.morpheme:
        best = soft(sought.morpheme, stretch.morphemes, similarity)
    return best


def _shown(form: Form, stretch: Stretch) -> float:
    """1 as a term, less as a part of one, by its first letters, or with a slip in it."""
    if form.text in stretch.terms:
        return 1.0
    if form.stem and _occurs(form.stem, stretch.solid):
        return PART
    if form.prefix and form.prefix in stretch.solid:
        return STEM
    return _resemblance(form.pairs, stretch.solid) if form.pairs else 0.0


def _resemblance(pairs: Sequence[str], text: str) -> float:
    """A long word with a slip in it (강기정시쟝): by the share of its letter pairs that occur; 0 under ALIKE."""
    share = sum(pair in text for pair in pairs) / len(pairs)
    return STEM * share if share >= ALIKE else 0.0


def _occurs(stem: str, text: str) -> bool:
    """A number only as a whole number: 1위 is not in 11위."""
    if not stem[0].isdigit():
        return stem in text
    at = text.find(stem)
    while at > 0 and (text[at - 1].isdigit() or text[at - 1] in ".,"):
        at = text.find(stem, at + 1)
    return at >= 0


def _stem(form: str) -> str:
    return form.removesuffix("다") if len(form) > 2 else form


def _shortest(stem: str) -> int:
    """Letters from the beginning that have to be there: two thirds, two at least."""
    return max(1, (2 * len(stem) - 1) // 3) + 1


def soft(morpheme: int, others: Sequence[int], similarity: Similarity) -> float:
    """0..SOFT_MOST, by the nearest morpheme."""
    nearest = max((similarity(morpheme, other) for other in others), default=0.0)
    return SOFT_MOST * max(0.0, nearest - SOFT_FROM) / (1 - SOFT_FROM)


def remembered(similarity: Similarity, size: int = 20_000) -> Similarity:
    """The same function with a bounded memory."""
    return lru_cache(maxsize=size)(similarity)


_CARRYING = frozenset({"NNG", "NNP", "VV", "VA", "XR"})


def content_ids(morphemes: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """Of (tag, Kiwi's id) the ids of the words that carry meaning, each once."""
    return tuple(dict.fromkeys(i for tag, i in morphemes if FIRST_WORD <= i < VOCABULARY and tag in _CARRYING))
