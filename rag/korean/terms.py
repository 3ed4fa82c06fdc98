"""Lexical terms: what of a text is indexed and searched for.

Content morphemes, lower-cased; numbers also joined with what follows them (`81조`, `40개`); adjacent nouns written
without a space also as one term (서울 + 시장 → 서울시장), so that it does not matter which way Kiwi splits them.
Dropped: particles, endings, affixes, interjections, adverbs, dependent nouns, light verbs (Nori's default stop tags agree).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.domain import Token

KEPT = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "W_SERIAL", "VV", "VA"})
NOMINAL = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "XPN", "XSN", "NNB"})
LIGHT = frozenset({"하", "되", "있", "없", "이", "같", "않", "못하", "위하", "대하", "따르", "관하", "통하", "의하"})
COUNTED = frozenset({"NR", "NNB", "NNG", "SL"})
LONGEST_COMPOUND = 14

VOCABULARY = 70_488
"""Size of Kiwi's vocabulary: ids from here on are user words. Ids are in order of frequency, so that by Zipf's law an id
stands for an inverse frequency."""
FIRST_WORD = 300
"""Lower ids are punctuation, particles, endings and the commonest words."""
RANK_SCALE = 300.0
"""Morphemes as frequent as the 300th weigh ln 2."""

_NOT_A_CHARACTER = re.compile(r"[\W_]+")


def terms(tokens: Sequence[Token]) -> list[str]:
    """Terms in the order of the text, repeated as often as they occur."""
    found = [_form(t) for t in tokens if _kept(t)]
    found.extend(_numbers(tokens))
    found.extend(_compounds(tokens))
    return found


def _kept(token: Token) -> bool:
    if token.tag not in KEPT:
        return False
    return not (token.tag in ("VV", "VA") and token.form in LIGHT)


def _form(token: Token) -> str:
    # A verb is kept apart from the noun that is written like its stem. Terms hold no white space (달빛 철도).
    form = token.form.lower().replace(" ", "").replace(",", "")
    return form + "다" if token.tag in ("VV", "VA") else form


def _numbers(tokens: Sequence[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens[:-1]):
        if token.tag == "SN":
            following = tokens[index + 1]
            if following.tag in COUNTED and following.start - token.end <= 1:
                yield (token.form + following.form).lower().replace(",", "").replace(" ", "")


def _compounds(tokens: Sequence[Token]) -> Iterator[str]:
    run: list[Token] = []
    for token in tokens:
        if token.tag in NOMINAL and (not run or run[-1].end == token.start):
            run.append(token)
            continue
        yield from _joined(run)
        run = [token] if token.tag in NOMINAL else []
    yield from _joined(run)


def _joined(run: Sequence[Token]) -> Iterator[str]:
    if len(run) > 1:
        form = "".join(t.form for t in run).lower().replace(",", "").replace(" ", "")
        if len(form) <= LONGEST_COMPOUND and any(t.tag in KEPT for t in run):
            yield form


def bigrams(text: str) -> list[str]:
    """Character bigrams of each run of letters and digits, lower-cased; a lone character stands for itself."""
    found: list[str] = []
    for run in _NOT_A_CHARACTER.split(text.lower()):
        if len(run) == 1:
            found.append(run)
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found
