"""A list, complete and in the order of its source."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.answers.items import listing
from rag.domain import Question


def itemised(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    for sentence in chosen:
        items = listing(sentence.sentence.text)
        if items and items.sure:
            citation = draft.cite(sentence, found)
            lines = "\n".join(f"{n}. {item}" for n, item in enumerate(items.items, 1))
            if draft.say(f"{phrases.LISTED}\n{lines}", [citation], "verified", list(map(str, range(1, 100)))):
                draft.short_answer = ", ".join(items.items)
                break
    quote(draft, chosen, found)
