"""What tells a passage that answers from one that only shares words: a handful of numbers, each 0..1 (a cosine −1..1).

They need no model and no analysis: the question's keywords, the passage's stored terms by sentence, its title, its text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rag.domain import Kind, Question, StoredPassage
from rag.korean.terms import bigrams

TITLES = 4_096  # remembered, since the passages of an article share one


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
        self._shares = _shares(question)
        self._forms = frozenset(self._shares)
        self._bigrams = frozenset(question.bigrams)
        whole = sum(question.bigrams.values()) or 1.0
        self._letters = [(gram, weight / whole) for gram, weight in question.bigrams.items()]
        self._kind = question.kind
        self._units = tuple(question.focus)

    def features(self, passage: StoredPassage, lexical: float, semantic: float) -> Features:
        """`lexical` and `semantic` are what the indexes say of the passage."""
        article = passage.stored.article
        title, text = article.title or "", article.body[passage.start : passage.end].lower()
        written = f"{title.lower()}\n{text}"
        head = self._forms.intersection(passage.stored.title_terms.split())
        sentences = [line.split() for line in passage.terms.split("\n")]
        least = self._share(head)
        shares = [self._share(head | own) if (own := self._forms.intersection(terms)) else least for terms in sentences]
        grams = _grams(title)
        return Features(
            lexical=lexical,
            semantic=semantic,
            sentence=max(shares),
            first=shares[0],
            expected=float(self._is_expected(sentences)),
            title=len(grams & self._bigrams) / len(grams) if grams else 0.0,
            letters=sum(share for gram, share in self._letters if gram in written),
        )

    def _share(self, found: Iterable[str]) -> float:
        """Of the keywords' rarity, each by the best of its forms that are found."""
        best: dict[int, float] = {}
        for form in found:
            for keyword, share in self._shares[form]:
                best[keyword] = max(best.get(keyword, 0.0), share)
        return sum(best.values())

    def _is_expected(self, sentences: Iterable[Sequence[str]]) -> bool:
        if self._kind is Kind.WHEN:
            return any(_DATE.fullmatch(term) for terms in sentences for term in terms if term[0].isdigit())
        if self._kind is Kind.HOW_MANY:
            units = self._units or ("",)
            return any(term.endswith(units) for terms in sentences for term in terms if term[0].isdigit())
        return False


def _shares(question: Question) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Form → the keywords that it is a form of, each with the share of all rarity that it then counts."""
    whole = sum(k.rarity for k in question.keywords) or 1.0
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, keyword in enumerate(question.keywords):
        for form, weight in keyword.forms:
            found[form].append((number, weight * keyword.rarity / whole))
    return dict(found)


@lru_cache(TITLES)
def _grams(title: str) -> frozenset[str]:
    return frozenset(bigrams(title))
