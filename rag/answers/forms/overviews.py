"""Answers from several articles: comparisons and time lines."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quotation
from rag.domain import Question
from rag.korean.dates import korean


def in_order(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    for sentence in sorted(chosen, key=_when):
        published = sentence.view.stored.article.published_at
        day = f"{korean(published.date(), 'day')} 보도: " if published else "날짜 미상 보도: "
        resolved = [korean(published.date(), "day")] if published else []
        draft.say(quotation(sentence, day), [draft.cite(sentence, found)], "quoted", resolved)


def _when(found: Found) -> tuple[bool, float, int]:
    published = found.view.stored.article.published_at
    return (published is None, published.timestamp() if published else 0.0, found.sentence.start)
