"""Evidence quoted as printed: `뉴스핌은 “…했다.”라고 보도했습니다.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.domain import Question
from rag.korean.particles import attach


def quotation(found: Found, opening: str = "") -> str:
    """`뉴스핌은 “…했다.”라고 보도했습니다.` Inner double quotation marks make the outer ones « »."""
    text = found.sentence.text
    publisher = found.view.stored.article.publisher
    subject = attach(publisher, "은/는") if publisher else "기사는"
    quoted = f"«{text}»" if re.search(r"[“”\"]", text) else f"“{text}”"
    return f"{opening}{subject} {quoted}라고 보도했습니다."


def quote_all(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    quote(draft, chosen, found)


def quote(draft: Draft, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    for index, sentence in enumerate(chosen):
        opening = "또 " if index and not draft.short_answer else ""
        draft.say(quotation(sentence, opening), [draft.cite(sentence, found)], "quoted")
