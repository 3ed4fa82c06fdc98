"""Who says a quotation: in the claim the same as in the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from rag.answers.claims.rules import MARKS
from rag.answers.claims.statement import Statement
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import Word

_PRONOUNS = frozenset({"그", "그녀", "이들", "그들", "자신"})
_LONG = 6  # letters from which a quotation tells which sentence it is from


def speakers(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """Who says a quotation in the claim says it in the evidence."""
    theirs = [(word.sentence, _letters(_quoted(evidence, word))) for word in _openings(evidence)]
    for opening in _openings(claim):
        quotation = _letters(_quoted(claim, opening))
        sentences = {n for n, text in theirs if len(quotation) >= _LONG and quotation in text}
        mine = _speaker(claim, opening.sentence)
        others = [_speaker(evidence, n) for n in sentences]
        if mine and others and all(o and o not in _PRONOUNS and not _same_speaker(mine, o) for o in others):
            yield Reason("speaker", mine)


def _openings(statement: Statement) -> list[Word]:
    """The first word of every quotation."""
    found: dict[int, Word] = {}
    for word in statement.words:
        if word.quote:
            found.setdefault(word.quote, word)
    return list(found.values())


def _quoted(statement: Statement, word: Word) -> str:
    return statement.quotations[word.quote - 1]


def _letters(text: str) -> str:
    return MARKS.sub("", text)


def _speaker(statement: Statement, sentence: int) -> str:
    """The first subject of the sentence outside of quotation marks, with the words before it that belong to it."""
    outside = [w for w in statement.words if w.sentence == sentence and not w.quote and w.stem]
    at = next(
        (i for i, w in enumerate(outside) if w.particle in ("은", "는", "이", "가", "께서는", "께서", "도")), None
    )
    if at is None:
        return ""
    begin = at
    while begin and not outside[begin - 1].particle and outside[begin].first - outside[begin - 1].last <= 3:
        begin -= 1
    return " ".join(w.stem for w in outside[begin : at + 1])


def _same_speaker(one: str, other: str) -> bool:
    """They share a word (a name, an office), or one is short for the other: `서 지사`, `서이안 라온도지사`."""
    words, others = one.split(), other.split()
    shared = set(words) & set(others) - {"씨", "대표", "교수", "의원", "관계자", "대표의원"}
    if shared or words[-1] == others[-1] == one or words[-1] == others[-1] == other:
        return True
    return any(a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a == b) for a in words[:-1] for b in others[:-1])
