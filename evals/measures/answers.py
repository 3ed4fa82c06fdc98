"""What an answer owes to the store, whatever the right answer is: quotations, facts about articles, numbers, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from evals.measures.texts import numbers
from rag.domain import Answer, AnswerSentence, Citation, Status, StoredArticle
from rag.korean import dates

_MARKER = re.compile(r"\[\d+\]")
_ITEM = re.compile(r"^\d+\. ", re.MULTILINE)


def said(answer: Answer) -> str:
    """The short answer and the text without citation marks and numbering of lists."""
    return f"{answer.short_answer or ''} {unmarked(answer.text)}".strip()


def unmarked(text: str) -> str:
    return _ITEM.sub("", _MARKER.sub("", text))


def breaches(citation: Citation, stored: StoredArticle) -> list[str]:
    """What of a citation is not as it is stored, a sentence each."""
    article, cited = stored.article, citation.stored.article
    found = []
    if article.body[citation.start : citation.end] != citation.quote:
        found.append(f"The quotation {citation.quote[:40]!r} is not at its place in {stored.id}.")
    for name in ("title", "publisher", "url", "published_at", "modified_at"):
        if getattr(article, name) != getattr(cited, name):
            found.append(f"The {name} given for {stored.id} is not the stored one.")
    return found


def leaks(answer: Answer, as_of: datetime) -> list[str]:
    """Cited articles that were published later than `as_of`."""
    published = {c.stored.id: c.stored.article.published_at for c in answer.citations}
    return [
        f"{name} was published after {as_of:%Y-%m-%d %H:%M}." for name, at in published.items() if at and at > as_of
    ]


def unfounded(answer: Answer) -> list[str]:
    """Sentences with numbers that neither occur in what they cite, nor belong to a day that it speaks of or came out
    on, nor, in a correction, to the question that is corrected."""
    by_number = {citation.number: citation for citation in answer.citations}
    corrected = numbers(answer.question.text) if answer.status is Status.CORRECTED else set()
    strays = ((one.text, _strays(one, by_number) - corrected) for one in answer.sentences)
    return [
        f"Nothing that {unmarked(text)[:40]!r} cites says {', '.join(sorted(found))}."
        for text, found in strays
        if found
    ]


def _strays(sentence: AnswerSentence, by_number: Mapping[int, Citation]) -> set[str]:
    cited = [by_number[number] for number in sentence.citations]
    text = unmarked(sentence.text)
    for citation in cited:  # a title is a fact about the article, whatever numbers it has
        text = text.replace(f"「{citation.stored.article.title}」", "")
    return numbers(text).difference(*map(_numbers_of, cited))


def _numbers_of(citation: Citation) -> set[str]:
    article = citation.stored.article
    times = [day for found in _times(citation) for day in (found.start, found.end)]
    days = [day for day in (*times, article.published_at) if day is not None]
    return numbers(" ".join((citation.quote, article.publisher or ""))) | set(_parts(days))


def _times(citation: Citation) -> list[dates.TimeExpression]:
    """Time expressions of the quotation, read after the text before it: 이날 looks back."""
    article = citation.stored.article
    found = dates.find(article.body[: citation.end], article.published_at)
    return [one for one in found if one.begin >= citation.start]


def _parts(days: Iterable[date | datetime]) -> Iterable[str]:
    for day in days:
        yield from map(str, (day.year, day.month, day.day))
        if isinstance(day, datetime):
            yield from map(str, (day.hour, day.hour % 12 or 12, day.minute))
