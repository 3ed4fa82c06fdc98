"""The sentences of an answer as one text: each with the numbers of its citations, a line each where they are lines."""

from __future__ import annotations

from collections.abc import Iterable

from rag.answers import phrases
from rag.domain import AnswerSentence


def joined(sentences: Iterable[AnswerSentence]) -> str:
    text = ""
    for sentence in sentences:
        text += continued(text, sentence)
    return text


def continued(text: str, sentence: AnswerSentence) -> str:
    """What follows the text up to now: lines (comparisons, time lines) stand by themselves, all else is running text."""
    breaks = "\n" if sentence.text.startswith(phrases.LINE) or "\n" in text else " "
    marks = "".join(f"[{number}]" for number in sentence.citations)
    return f"{breaks if text else ''}{sentence.text}{marks}"
