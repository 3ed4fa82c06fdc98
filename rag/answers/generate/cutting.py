"""Sentences from a text that arrives in pieces: each as soon as it is whole, with the citation markers that follow it."""

from __future__ import annotations

import re

LONGEST = 1_000  # code points after which a sentence is cut, whole or not
QUOTED = 400  # code points after which an opened quotation mark no longer holds a sentence together
_END = re.compile(
    r"(?:[가-힣A-Za-z)\]%”’»」』][.?!…]+[”’»\"')]*|[?!…]+[”’»\"')]*|(?<=[가-힣][다요죠])(?=(?:\s*\[\s*\d[\d\s,]*\])+\s))"
)
"""A digit before the full stop is a decimal or a date (`2024. 7. 30.`), and ends nothing but a line. A marker may stand in for
the full stop that a model forgets."""
_MARKERS = re.compile(r"(?:\s*\[[\d\s,]*\])+\.?")
_OPEN_MARKER = re.compile(r"\s*\[[\d\s,]*$")
_PAIRS = {"“": "”", "«": "»", "「": "」", "『": "』"}


_THOUGHT = ("<think>", "</think>")
"""Some models think aloud before they answer, and some servers pass that on."""


class SentenceCutter:
    """Feed it pieces; it gives the sentences that are whole. `rest` gives what is left at the end. What a model thinks before
    its answer is no part of it."""

    def __init__(self) -> None:
        self._text = ""
        self._answers = False

    def feed(self, piece: str) -> list[str]:
        self._text += piece
        if not self._answers and not self._after_thought():
            return []
        found = []
        while (end := _end_of_first(self._text)) is not None:
            sentence, self._text = self._text[:end].strip(), self._text[end:].lstrip()
            if sentence:
                found.append(sentence)
        return found

    def _after_thought(self) -> bool:
        """Whether the answer has begun; drops the thought before it."""
        opening, closing = _THOUGHT
        begun = self._text.lstrip()
        if begun.startswith(opening):
            if closing not in begun:
                return False
            self._text = begun[begun.index(closing) + len(closing) :].lstrip()
        elif opening.startswith(begun):
            return False
        self._answers = True
        return True

    def rest(self) -> list[str]:
        """The last sentence, which nothing follows."""
        if not self._answers and self._text.lstrip().startswith(_THOUGHT[0]):
            self._text = ""
        sentence, self._text = self._text.strip(), ""
        return [sentence] if sentence else []


def _end_of_first(text: str) -> int | None:
    """Where the first sentence ends, its markers included; None while it may still go on."""
    line = text.find("\n")
    whole = text if line < 0 else text[:line]
    for match in _END.finditer(whole):
        end = match.end()
        if _is_open(whole[:end]):
            continue
        if after := _MARKERS.match(whole, end):
            end = after.end()
        if end < len(whole) and not _OPEN_MARKER.match(whole, end) and whole[end].isspace():
            return _unless_markers_follow(whole, end)
    if line >= 0:
        return line + 1
    return LONGEST if len(text) > LONGEST else None


def _unless_markers_follow(text: str, end: int) -> int | None:
    """White space may be followed by a marker that has not arrived yet."""
    following = text[end:].lstrip()
    return end if following and not following.startswith("[") else None


def _is_open(text: str) -> bool:
    """Whether a quotation mark was opened here, not long ago, and not closed."""
    for opening, closing in _PAIRS.items():
        at = text.rfind(opening)
        if at >= 0 and closing not in text[at:] and len(text) - at <= QUOTED:
            return True
    return False
