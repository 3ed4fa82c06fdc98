"""Lexical terms: what of a text is indexed and searched for.

Content morphemes, lower-cased; numbers also joined with what follows them (`81조`, `40개`) and, where they can be written
otherwise, with their unit in normal form (네 번째 = 4번째 → `4째`, 1만 장 = 10,000장 → `10000장`); adjacent nouns written
without a space also as one term (서울 + 시장 → 서울시장), so that it does not matter which way Kiwi splits them; Chinese
characters of headlines also as the word they stand for (美 → 미국).
Dropped: particles, endings, affixes, interjections, adverbs, dependent nouns, light verbs (Nori's default stop tags agree).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from rag.domain import Token
from rag.korean.hanja import words_of
from rag.korean.numbers import NATIVE, SMALL_UNITS, amount

KEPT = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "W_SERIAL", "VV", "VA"})
NOMINAL = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "XPN", "XSN", "NNB"})
LIGHT = frozenset({"하", "되", "있", "없", "이", "같", "않", "못하", "위하", "대하", "따르", "관하", "통하", "의하"})
COUNTED = frozenset({"NR", "NNB", "NNG", "SL"})
LONGEST_COMPOUND = 14
LONGEST_NUMERAL = 6
PERCENT = "%％"

VOCABULARY = 70_488
"""Size of Kiwi's vocabulary: ids from here on are user words. Ids are in order of frequency, so that by Zipf's law an id
stands for an inverse frequency."""
FIRST_WORD = 300
"""Lower ids are punctuation, particles, endings and the commonest words."""
RANK_SCALE = 300.0
"""Morphemes as frequent as the 300th weigh ln 2."""

_NOT_A_CHARACTER = re.compile(r"[\W_]+")


def terms(tokens: Sequence[Token]) -> list[str]:
    """Terms: morphemes as often as they occur, then what is joined or read from them, each once."""
    found = [_form(t) for t in tokens if _kept(t)]
    joined = chain(_numbers(tokens), _compounds(tokens), amounts(tokens), _headline_words(tokens))
    found.extend(dict.fromkeys(joined))
    return found


def amounts(tokens: Sequence[Token]) -> Iterator[str]:
    """Counted numbers in normal form, number and unit: 네 번째 → 4째, 81조 원 → 81000000000000원, 3.5% → 3.5%."""
    end = 0
    for position, token in enumerate(tokens):
        if position < end or not (token.tag in ("SN", "NR") or token.form in NATIVE):
            continue
        end = position + _numeral(tokens, position)
        if unit := _unit_size(tokens, end):
            run = tokens[position : end + unit]
            if value := amount("".join(t.form for t in run).replace(" ", "")):
                yield f"{value.number.normalize():f}{value.unit}"


def _numeral(tokens: Sequence[Token], position: int) -> int:
    """How many tokens from here on write one number: 2만 5천, 스물세, 네."""
    size = 0
    for token in tokens[position : position + LONGEST_NUMERAL]:
        apart = size > 0 and token.start - tokens[position + size - 1].end > 1
        if apart or not (token.tag in ("SN", "NR") or token.form in NATIVE or (size and token.form in SMALL_UNITS)):
            break
        size += 1
    return size


def _unit_size(tokens: Sequence[Token], position: int) -> int:
    """How many tokens from here on are the number's unit: 장, 번 + 째, 여 + 개."""
    following = tokens[position : position + 3]
    if not following or not position or following[0].start - tokens[position - 1].end > 1:
        return 0
    around = following[0].tag == "XSN" and following[0].form == "여"
    unit = following[around : around + 2]
    if not unit or not (unit[0].tag in ("NNB", "NNG", "SL") or unit[0].form in PERCENT):
        return 0
    ordinal = len(unit) > 1 and unit[1].form == "째" and unit[1].start == unit[0].end
    return around + 1 + ordinal


def _kept(token: Token) -> bool:
    if token.tag not in KEPT:
        return False
    return not (token.tag in ("VV", "VA") and token.form in LIGHT)


def _form(token: Token) -> str:
    # A verb is kept apart from the noun that is written like its stem. Terms hold no white space (달빛 철도).
    form = token.form.lower().replace(" ", "").replace(",", "")
    return form + "다" if token.tag in ("VV", "VA") else form


def _headline_words(tokens: Sequence[Token]) -> Iterator[str]:
    return (word for token in tokens if token.tag == "SH" for word in words_of(token.form))


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
