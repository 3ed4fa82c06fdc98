"""`설미르 대표 인터뷰` where no article that was found knows a 설미르: nobody's words are anybody else's."""

from __future__ import annotations

from collections.abc import Iterator

from rag.answers.claims import names
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.premises.kinds import knows
from rag.korean.names import SURNAMES

_FORMER = frozenset({"전", "현", "신임", "전임", "당시"})
LETTERS = 3  # of a name: of two letters many are words


def wrong_people(comparison: Comparison) -> Iterator[FalsePremise]:
    """A full name before an office that stands in no article, be it about the same thing or not."""
    said = comparison.said
    for word in said.words:
        if word.particle or len(word.stem) != LETTERS or word.stem[0] not in SURNAMES or not _before_office(word, said):
            continue
        if not any(knows(view, word.stem) for view in comparison.views):
            yield FalsePremise("name", word.stem, None, comparison.found[0])


def _before_office(word: Word, said: Statement) -> bool:
    rest = (w for w in said.words if w.first >= word.last and said.text[w.start : w.end] not in _FORMER)
    following = next(rest, None)
    return following is not None and names.office(following.stem) == following.stem
