"""What an answer named: the thing that was asked for, which the next question may point at (`그 안에`, `그 사업은`)."""

from __future__ import annotations

import re

from rag.questions.conversation import Exchange

LONGEST = 40  # code points
_QUOTED = re.compile(r"[‘'“\"]([^’'”\"]{3,40})[’'”\"]")
_OBJECT = re.compile(r"(?:무엇|뭐|뭣)(?:을|를|에|으로|로|이)\s|뭘\s|(?:어떤|어느|무슨)\s\S+?(?:을|를|에|와|과)\s")
_CHOSEN = re.compile(r"(?:어떤|어느|무슨)\s(\S+?)(?:을|를|에|이|가|에서|와|과|인가|이야|예)")


def answered_thing(exchange: Exchange) -> str:
    """The thing that answered `무엇을 체결했나요?`; empty where none was asked for or named."""
    if exchange.answer is None or not _OBJECT.search(exchange.question.text):
        return ""
    if quoted := _QUOTED.search(exchange.answer.text):
        return quoted.group(1).strip()
    return _first_new(exchange)


def chosen_thing(exchange: Exchange, noun: str = "") -> str:
    """The one that answered `어떤 사업에 쓰나요?`, where it is `noun` that was chosen; empty where none was."""
    match = _CHOSEN.search(exchange.question.text)
    if exchange.answer is None or match is None or (noun and match.group(1) != noun):
        return ""
    if re.search(r"(?:이|가)\s(?:있|들어|포함|담)", exchange.question.text[match.start() :]):
        return ""  # of several none was chosen
    return _first_new(exchange)


def _first_new(exchange: Exchange) -> str:
    asked = exchange.question.text.replace(" ", "")
    assert exchange.answer is not None
    for phrase in exchange.answer.phrases:
        text = phrase.text
        if phrase.person or text.replace(" ", "") in asked or re.match(r"\d", text) or len(text) > LONGEST:
            continue
        return text
    return ""
