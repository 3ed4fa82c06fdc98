"""Spans of a sentence that may be an answer: from where a word begins to where the nouns of that or a later word end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rag.answers.scoring.weights import Ints
from rag.domain import Token

LONGEST_WORDS = 8
LONGEST_LETTERS = 50
OPENING = "“‘\"'《〈「『<(（["
CLOSING = "”’\"'》〉」』>)）]"
_BEFORE = frozenset(OPENING + CLOSING + "·,~-/:")
_ENDS = frozenset("NNG NNP NNB NR NP XR SL SH SN XSN W_SERIAL SW SSC ETN".split())
_NO_START = frozenset("XSV XSA VCP SF SP SSC SE".split())


class Spans(NamedTuple):
    """Each span's first and last token (inclusive), and its start and end (exclusive) in the sentence's text."""

    first: Ints
    last: Ints
    start: Ints
    end: Ints


def cut(text: str, tokens: Sequence[Token], base: int, words: Sequence[int]) -> Spans:
    """`base`: offset of the sentence in the text of the tokens; `words`: for each token the number of its word."""
    rows: list[tuple[int, int, int, int]] = []
    ends = [(i, t.end - base) for i, t in enumerate(tokens) if _may_end(text, tokens, i, base)]
    for first, token in enumerate(tokens):
        start = token.start - base
        if not _may_start(text, tokens, first, start):
            continue
        for last, end in ends:
            if last < first or end <= start:
                continue
            if end - start > LONGEST_LETTERS or words[last] - words[first] >= LONGEST_WORDS:
                break
            rows.append((first, last, start, end))
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    return Spans(*columns)


def numbered(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of its word: what is written without a space."""
    found: list[int] = []
    word = 0
    for index, token in enumerate(tokens):
        word += bool(index and token.start > tokens[index - 1].end)
        found.append(word)
    return found


def _may_start(text: str, tokens: Sequence[Token], index: int, start: int) -> bool:
    token = tokens[index]
    if token.end <= token.start or token.tag[0] in "JE" or token.tag in _NO_START:
        return False
    before = text[start - 1] if start else " "
    if before.isspace() or before in _BEFORE:
        return True
    return token.tag in ("SL", "SN") and index > 0 and tokens[index - 1].tag not in ("SL", "SN", "SP", "SY")


def _may_end(text: str, tokens: Sequence[Token], index: int, base: int) -> bool:
    token = tokens[index]
    if token.tag not in _ENDS or token.end <= token.start:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    end = token.end - base
    if following is None or end >= len(text) or text[end].isspace() or token.tag in ("SW", "ETN"):
        return True
    if following.tag[0] in "JS" or following.tag in ("VCP", "VCN", "XSN", "XSV", "XSA"):
        return True
    return token.tag in ("NNB", "NNG") and index > 0 and tokens[index - 1].tag in ("SN", "NR")
