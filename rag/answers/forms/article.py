"""What is known of an article itself: title, outlet, reporter, date."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.domain import Question
from rag.korean.dates import korean
from rag.korean.particles import attach


def article_info(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`「제목」은 표본일보 강표본 기자가 2026년 3월 2일에 보도한 기사입니다.`"""
    best = chosen[0]
    article = best.view.stored.article
    publisher = article.publisher or "매체 미상"
    by = f"{', '.join(article.reporters)} 기자가" if article.reporters else "기자 이름 없이"
    day = korean(article.published_at, "minute") if article.published_at else "날짜 미상인 때"
    title = f"「{article.title}」" if article.title else "제목 미상 기사"
    facts = [publisher, title, day, *article.reporters]
    text = f"{attach(title, '은/는')} {publisher} {by} {day}에 보도한 기사입니다."
    if draft.say(text, [draft.cite(best, found)], "verified", facts):
        draft.short_answer = ", ".join(filter(None, (article.publisher, *article.reporters)))
    quote(draft, chosen[:1], found)
