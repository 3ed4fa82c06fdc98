"""A text cut into what Korean writes between spaces: a stem of nouns, and the particles after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.domain import Token

NOMINAL = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "XR", "SL", "SH", "SN", "XPN", "XSN", "W_SERIAL"})
CONTENT = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "W_SERIAL", "VV", "VA", "MAG"})
BULLETS = frozenset("▲△○●■□◆◇※▷▶・-―–")
BREAKS = frozenset({"SF", "SP", "SE", "SSO", "SSC", "SS", "SY", "SB", "SO"})
QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|‘([^’]*)’|(?<![가-힣\w])'([^']*)'|「([^」]*)」|『([^』]*)』")
_BRACKETS = {")": "(", "）": "（", "]": "["}
_SENTENCE_END = re.compile(r"[.!?…][”’\"']?\s+|\n+")


class Word(NamedTuple):
    """`first`/`last`: its tokens, last exclusive; `stem` its nouns and `particle` what follows them, either may be empty;
    `quote`: 0 outside of quotation marks, else the number of the quotation; `sentence`: counted from 0."""

    stem: str
    particle: str
    first: int
    last: int
    start: int
    end: int
    quote: int
    sentence: int


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of what stands between each pair of quotation marks."""
    spans = []
    for match in QUOTED.finditer(text):
        group = match.lastindex or 1
        spans.append(match.span(group))
    return tuple(spans)


def words(text: str, tokens: Sequence[Token]) -> tuple[Word, ...]:
    """The words in order; a particle that follows a bracket or a quotation mark belongs to the word before it."""
    spans = quotations(text)
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    found: list[Word] = []
    for first, last in _cut(text, tokens):
        word = _word(text, tokens, first, last, spans, ends)
        bare = not word.stem and word.particle and tokens[first].start == tokens[first - 1].end
        holder = _holder(text, found, tokens[first - 1].start) if bare and first else None
        if holder is not None:
            found[holder] = found[holder]._replace(particle=word.particle)
        else:
            found.append(word)
    return tuple(found)


def _holder(text: str, found: Sequence[Word], closing: int) -> int | None:
    """The word before the bracket or the quotation that closes before a particle."""
    opening = text.rfind(_BRACKETS[text[closing]], 0, closing) if text[closing] in _BRACKETS else len(text)
    at = next((i for i in range(len(found) - 1, -1, -1) if found[i].end <= opening), None)
    return at if at is not None and found[at].stem and not found[at].particle else None


def _cut(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    begun: int | None = None
    for index, token in enumerate(tokens):
        spaced = (
            index > 0 and token.start > tokens[index - 1].end and not text[tokens[index - 1].end : token.start].strip()
        )
        breaks = token.tag in BREAKS or token.form in BULLETS
        if begun is not None and (spaced or breaks):
            yield begun, index
            begun = None
        if begun is None and not breaks:
            begun = index
    if begun is not None:
        yield begun, len(tokens)


def _word(
    text: str, tokens: Sequence[Token], first: int, last: int, spans: Sequence[tuple[int, int]], ends: Sequence[int]
) -> Word:
    start, end = tokens[first].start, tokens[last - 1].end
    stop = _stop(tokens, first, last)
    nominal = stop > first and tokens[stop - 1].tag in NOMINAL
    stem = text[start : tokens[stop - 1].end] if nominal else ""
    particle = "".join(t.form for t in tokens[stop:last] if t.tag.startswith("J")) if nominal or stop == first else ""
    quote = next((n for n, (a, b) in enumerate(spans, 1) if a <= start < b), 0)
    return Word(stem, particle, first, last, start, end, quote, sum(at < start for at in ends))


def _stop(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the nouns of a word end: before its particles, or before what makes a predicate of them.

    Names that Kiwi takes apart (`푸르 ᆫ 정책 당 은`, `행정부 의 장 은`) count whole.
    """
    stop = last
    while stop > first and tokens[stop - 1].tag.startswith("J"):
        stop -= 1
    if stop > first and tokens[stop - 1].tag in NOMINAL:
        return stop
    return next((i for i in range(first, last) if tokens[i].tag[0] in "JEV" or tokens[i].tag in ("XSV", "XSA")), last)
