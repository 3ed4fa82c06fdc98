"""Evidence quoted as printed: `뉴스핌은 “…했다.”라고 보도했습니다.`

Where the sentence quotes somebody itself, it is told instead, its speaker named in full: a quotation inside a quotation
says twice who says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.coreference import resolved_names
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.telling import names_speaker, spoken, told
from rag.domain import Question
from rag.korean.particles import attach


def quotation(found: Found, opening: str = "") -> str:
    """`뉴스핌은 “…했다.”라고 보도했습니다.` Inner double quotation marks make the outer ones « »."""
    text = found.sentence.text
    publisher = found.view.stored.article.publisher
    subject = attach(publisher, "은/는") if publisher else "기사는"
    quoted = f"«{text}»" if re.search(r"[“”\"]", text) else f"“{text}”"
    return f"{opening}{subject} {quoted}라고 보도했습니다{_who(found)}."


def _who(found: Found) -> str:
    """Who is meant by the short names of a quotation, outside of it: `(도 시장은 도하준 가람시장)`."""
    names = [f"{attach(short, '은/는')} {full}" for short, full in names_of(found).items() if short]
    return f"({', '.join(names)})" if names else ""


def names_of(found: Found) -> dict[str, str]:
    return dict(resolved_names(found.view, found.sentence.index))


def quote_all(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    quote(draft, chosen, found)


def quote(draft: Draft, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    for index, sentence in enumerate(chosen):
        opening = "또 " if index and not draft.short_answer else ""
        if not (spoken(sentence.sentence) and names_speaker(sentence.sentence) and tell(draft, sentence, found)):
            draft.say(
                quotation(sentence, opening), [draft.cite(sentence, found)], "quoted", list(names_of(sentence).values())
            )


def tell(draft: Draft, sentence: Found, found: Sequence[Found]) -> bool:
    """Say it in our own words; False where that cannot be done or may not be said."""
    made = told(sentence.view, sentence.sentence)
    if made is None:
        return False
    return draft.say(made.text, [draft.cite(sentence, found)], "verified", made.facts)
