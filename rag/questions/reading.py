"""The texts of one question and its conversation, each analysed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from rag.domain import Keyword, Token
from rag.korean.analysis import Analyser
from rag.korean.dates import find
from rag.questions.conversation import Read
from rag.questions.english import is_english
from rag.questions.english_time import korean_time
from rag.questions.english_words import english_keywords
from rag.questions.keywords import Vocabulary, keywords
from rag.questions.period import period_of
from rag.questions.phrases import phrases_of, words_of
from rag.questions.relating import relating
from rag.questions.spelling import mended

NOUNS = ("NNG", "NNP", "XR")
FIRST_KNOWN = 10  # Kiwi's lower ids stand for words it does not know, by their tag
_HANGUL = re.compile(r"[가-힣]")
_NUMBERED = re.compile(r"(?<=\d) (?=[가-힣])|(?<=\d호) (?=선)")
"""Spaces that are put into `2단계` and `1호선`, which are one word."""


class Words(NamedTuple):
    """Of a text."""

    said: tuple[Token, ...]
    """All its tokens."""
    tokens: tuple[Token, ...]
    """Those outside its time expressions."""
    keywords: tuple[Keyword, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts of one conversation, asked on one day. Kiwi costs more than all else, so a text is analysed once."""

    analyser: Analyser
    vocabulary: Vocabulary
    asked_at: datetime
    _known: dict[str, tuple[Token, ...]] = field(default_factory=dict)

    def read(self, text: str) -> Read:
        """Words, noun phrases and time expressions."""
        times = tuple(e for e in find(text, self.asked_at, base_is="question") if e.dated)
        words = words_of(text, self._tokens(text))
        return Read(text, words, phrases_of(text, words, [(e.begin, e.finish) for e in times]), times)

    def words(self, text: str, *, mend: bool = True) -> Words:
        """Tokens and keywords; with `mend` also those of the likeliest repaired spelling."""
        spans = period_of(text, self.asked_at)[1]
        if is_english(text):
            said = self._tokens(wording[0]) if (wording := korean_time(text)) else ()
            return Words(
                said, _outside(self._tokens(text), spans), english_keywords(_without(text, spans), self.vocabulary)
            )
        text = mended(text)
        spaced = self.spaced(text)
        spans = (*spans, *relating(text))
        tokens = said = self._tokens(spaced)
        doubted = mend and any(map(_doubtful, tokens))
        repaired = self.analyser.tokens(spaced, repair_typos=True) if doubted else ()
        if spaced == text:
            tokens, repaired = _outside(tokens, spans), _outside(repaired, spans)
        return Words(said, tokens, keywords(tokens, repaired, self.vocabulary, self.asked_at.date()))

    def spaced(self, text: str) -> str:
        """The text, with spaces put in where it is written without."""
        text = mended(text)
        return _NUMBERED.sub("", self.analyser.space(text)) if _unspaced(text) else text

    def _tokens(self, text: str) -> tuple[Token, ...]:
        text = mended(text)
        if text not in self._known:
            self._known[text] = self.analyser.tokens(text)
        return self._known[text]


def _doubtful(token: Token) -> bool:
    """A noun that Kiwi does not know, or a crumb of one: where a word is misspelt, something like it is left.

    Reading with typos mended costs more than everything else that is done to a question.
    """
    unknown = token.id < FIRST_KNOWN and token.tag in NOUNS
    return unknown or (len(token.form) == 1 and token.tag in NOUNS)


def _unspaced(text: str) -> bool:
    return max(map(len, text.split()), default=0) >= 12 and len(_HANGUL.findall(text)) >= 10


def _outside(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    return tuple(t for t in tokens if not any(start <= t.start and t.end <= end for start, end in spans))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text
