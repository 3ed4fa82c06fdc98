"""A text read once for checking: its words, numbers, dates, quotations and what it says happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rag.answers.claims import days, frames, values, words
from rag.answers.matching import solid
from rag.domain import Token

Tokens = Callable[[str], tuple[Token, ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    solid: str
    """Lower-cased, without white space."""
    tokens: tuple[Token, ...]
    words: tuple[words.Word, ...]
    values: tuple[values.Value, ...]
    days: tuple[days.Day, ...]
    frames: tuple[frames.Frame, ...]
    quotations: tuple[str, ...]
    forms: frozenset[str]
    """Of all morphemes but particles, endings and signs."""
    base: date | None
    also: str = ""
    """Names that are known beside the text: outlets, reporters, what a pronoun stands for. Solid."""
    around: str = ""
    """The whole of the articles that the text is from, where they are known. Solid."""


def read(text: str, tokens_of: Tokens, base: date | None) -> Statement:
    """Any text, analysed here; several texts are joined by line breaks."""
    return built(text, tokens_of(text), days.days(text, base), base)


def built(text: str, tokens: tuple[Token, ...], dated: tuple[days.Day, ...], base: date | None) -> Statement:
    """A text whose morphemes and dates are known; offsets are those of the text."""
    cut = words.words(text, tokens)
    return Statement(
        text,
        solid(text),
        tokens,
        cut,
        values.values(text, tokens, [(day.begin, day.finish) for day in dated]),
        dated,
        frames.frames(text, tokens, cut),
        tuple(text[a:b] for a, b in words.quotations(text)),
        frozenset(t.form for t in tokens if t.tag[0] not in "JES" or t.tag in ("SN", "SL", "SH")),
        base,
    )
