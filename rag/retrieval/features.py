"""What tells a passage that answers from one that only shares words: a handful of numbers, each 0..1 (a cosine −1..1).

They need no model and no analysis: the question's keywords, the passage's stored terms by sentence, its title, its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from rag.domain import Keyword, Kind, Question, StoredPassage
from rag.korean.terms import bigrams


class Features(NamedTuple):
    """In the order of the weights' file."""

    lexical: float
    """BM25, as a share of the best candidate's."""
    semantic: float
    """Cosine of the question's vector and the passage's."""
    sentence: float
    """Best share of the keywords, by rarity, that one sentence holds, the title read with it."""
    first: float
    """That share for the passage's first sentence."""
    expected: float
    """1 where the passage holds something of the kind that is asked for: a date, a number with the unit asked for."""
    title: float
    """Share of the title's character bigrams that the question has too."""
    letters: float
    """Share of the question's character bigrams, by weight, that are written in the title or the passage."""


_DATE = re.compile(r"\d+(?:년|월|일|세기|년대)")


class Scale:
    """A question, ready to be compared with many passages."""

    def __init__(self, question: Question) -> None:
        self._keywords = question.keywords
        self._total = sum(k.rarity for k in question.keywords) or 1.0
        self._bigrams = question.bigrams
        self._letters = sum(question.bigrams.values()) or 1.0
        self._kind = question.kind
        self._units = tuple(question.focus)

    def features(self, passage: StoredPassage, lexical: float, semantic: float) -> Features:
        """`lexical` and `semantic` are what the indexes say of the passage."""
        article = passage.stored.article
        title, text = (article.title or "").lower(), article.body[passage.start : passage.end].lower()
        head = self._held(set(passage.stored.title_terms.split()))
        sentences = [line.split() for line in passage.terms.split("\n")]
        shares = [self._share(head, self._held(set(terms))) for terms in sentences]
        return Features(
            lexical=lexical,
            semantic=semantic,
            sentence=max(shares, default=0.0),
            first=next(iter(shares), 0.0),
            expected=float(any(self._is_expected(terms) for terms in sentences)),
            title=self._named(title),
            letters=sum(w for gram, w in self._bigrams.items() if gram in text or gram in title) / self._letters,
        )

    def _held(self, terms: Set[str]) -> list[float]:
        return [_weight(keyword, terms) for keyword in self._keywords]

    def _share(self, head: Sequence[float], held: Sequence[float]) -> float:
        return sum(max(a, b) * k.rarity for a, b, k in zip(head, held, self._keywords, strict=True)) / self._total

    def _is_expected(self, terms: Sequence[str]) -> bool:
        if self._kind is Kind.WHEN:
            return any(_DATE.fullmatch(term) for term in terms)
        if self._kind is Kind.HOW_MANY:
            return any(term[0].isdigit() and (not self._units or term.endswith(self._units)) for term in terms)
        return False

    def _named(self, title: str) -> float:
        grams = set(bigrams(title))
        return len(grams & self._bigrams.keys()) / len(grams) if grams else 0.0


def _weight(keyword: Keyword, terms: Set[str]) -> float:
    return max((weight for form, weight in keyword.forms if form in terms), default=0.0)
