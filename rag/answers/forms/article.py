"""What is known of an article itself: title, outlet, reporter, date, what was asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.domain import Article, Question
from rag.korean.dates import korean
from rag.korean.particles import attach

_ASKED = (
    ("reporter", re.compile(r"기자|누가|누구|쓴\s?사람|작성자|필자|글쓴이"), "그 기사를 쓴 기자는 누구인가요?"),
    (
        "publisher",
        re.compile(r"언론사|매체|신문|방송|출처|언론|어디에\s?실|어디에서\s?나온"),
        "어느 언론사 기사인가요?",
    ),
    ("published", re.compile(r"언제|날짜|며칠|시각|몇\s?시|보도일|발행일"), "기사가 언제 나왔나요?"),
    ("title", re.compile(r"제목"), "기사 제목이 뭔가요?"),
)
"""What is asked of an article, in the order in which it is said, each with an example."""


def asked_of(question: str) -> tuple[str, ...]:
    """What of an article the question asks for, in the order in which it asks."""
    found = [(match.start(), name) for name, pattern, _ in _ASKED if (match := pattern.search(question))]
    return tuple(name for _, name in sorted(found))


def article_info(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`강표본 기자입니다. 「제목」은 표본일보 강표본 기자가 2026년 3월 2일에 보도한 기사입니다.`"""
    best = chosen[0]
    article = best.view.stored.article
    facts = _facts(article)
    said = [facts[name] for name in asked_of(question.text)] or [facts["publisher"], facts["reporter"]]
    grounds = [*facts.values(), article.title or "", *article.reporters]
    whole = _whole(article)
    if draft.say(f"{', '.join(said)}입니다.", [draft.cite(best, found)], "verified", grounds):
        draft.short_answer = ", ".join(said)
    draft.say(whole, [draft.cite(best, found)], "verified", grounds)
    if not draft.sentences:
        quote(draft, chosen[:1], found)


def _facts(article: Article) -> dict[str, str]:
    names = ", ".join(article.reporters)
    return {
        "reporter": f"{names} 기자" if names else "기자 이름 미상",
        "publisher": article.publisher or phrases.NO_PUBLISHER,
        "published": korean(article.published_at, "minute") if article.published_at else phrases.NO_DATE,
        "title": f"「{article.title}」" if article.title else phrases.NO_TITLE,
    }


def _whole(article: Article) -> str:
    """`「첫 삽」은 표본일보 강표본 기자가 2026년 3월 10일 오후 6시에 보도한 기사입니다.`"""
    publisher = article.publisher or phrases.NO_PUBLISHER
    by = f"{', '.join(article.reporters)} 기자가 " if article.reporters else ""
    day = f"{korean(article.published_at, 'minute')}에 " if article.published_at else ""
    title = f"「{article.title}」" if article.title else f"{phrases.NO_TITLE} 기사"
    undated = "" if article.published_at else f" {attach('날짜', '은/는')} 미상입니다."
    subject = attach(title, "은/는")
    if by or day:
        return f"{subject} {publisher if by else attach(publisher, '이/가')} {by}{day}보도한 기사입니다.{undated}"
    return f"{subject} {publisher} 기사입니다.{undated}"
