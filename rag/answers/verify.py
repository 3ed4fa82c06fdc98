"""Is a sentence carried by its quotations? Every sentence passes here before a reader sees it, whoever wrote it.

Checked: quotations are verbatim, every number is in a quotation (or in the dates it resolves to), and so is every other
word that is not of the fixed phrasing. What is not found is named in `reasons`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers.matching import solid
from rag.answers.phrases import FIXED
from rag.domain import Citation

_QUOTED = re.compile(r"“(.+?)”(?=라고|이라고|고|$)|«(.+?)»", re.DOTALL)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"[가-힣A-Za-z]{2,}")
_MARKER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons` is empty exactly when the sentence is supported."""

    reasons: tuple[str, ...]

    @property
    def supported(self) -> bool:
        return not self.reasons


def carried(sentence: str, citations: Sequence[Citation], facts: Sequence[str]) -> Verdict:
    """Whether a sentence stands on its citations and on these facts about them."""
    return verify(sentence, [citation.quote for citation in citations], facts)


def verify(sentence: str, quotes: Sequence[str], resolved: Sequence[str] = ()) -> Verdict:
    """`quotes` verbatim from the store; `resolved`: full dates that the quotations' relative dates stand for, outlets
    and other facts of the cited articles' metadata."""
    if not quotes:
        return Verdict(("no quotation is cited",))
    grounds = "|".join(solid(text) for text in (*quotes, *resolved))
    text = _MARKER.sub("", sentence)
    reasons = [f"quotation is not verbatim: {q}" for q in _quotations(text) if not any(q in quote for quote in quotes)]
    rest = _QUOTED.sub(" ", text)
    reasons += [f"number is not in the source: {n}" for n in _NUMBER.findall(rest) if not _has_number(n, grounds)]
    reasons += [f"word is not in the source: {w}" for w in _WORD.findall(rest) if not _known(w, grounds)]
    return Verdict(tuple(reasons))


def _quotations(text: str) -> list[str]:
    return [first or second for first, second in _QUOTED.findall(text)]


def _has_number(number: str, grounds: str) -> bool:
    bare = number.replace(",", "").rstrip(".")
    return re.search(rf"(?<!\d){re.escape(bare)}(?!\d)", grounds.replace(",", "")) is not None


def _known(word: str, grounds: str) -> bool:
    if word in FIXED or word.lower() in grounds:
        return True
    return any(word.lower()[:size] in grounds and word[size:] in FIXED for size in range(len(word) - 1, 0, -1))
