"""What is known of an article itself: title, outlet, reporter, date, what was asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.answers.telling import opinion_of
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


_FIRST = re.compile(r"먼저|처음|최초|첫 보도|제일 빨리")


def asked_of(question: str) -> tuple[str, ...]:
    """What of an article the question asks for, in the order in which it asks."""
    found = [(match.start(), name) for name, pattern, _ in _ASKED if (match := pattern.search(question))]
    return tuple(name for _, name in sorted(found))


def article_info(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`강표본 기자입니다. 「제목」은 표본일보 강표본 기자가 2026년 3월 2일에 보도한 기사입니다.`"""
    best = _meant(question, chosen[0], found)
    article = best.view.stored.article
    opinion = opinion_of(best.view) is not None
    facts = _facts(article, "" if opinion else " 기자")
    said = [facts[name] for name in asked_of(question.text)] or [facts["publisher"], facts["reporter"]]
    grounds = [*facts.values(), article.title or "", *article.reporters]
    whole = _as_text(article) if opinion and article.reporters and article.published_at else _whole(article)
    if draft.say(f"{', '.join(said)}입니다.", [draft.cite(best, found)], "verified", grounds):
        draft.short_answer = ", ".join(said)
    draft.say(whole, [draft.cite(best, found)], "verified", grounds)
    if not draft.sentences:
        quote(draft, chosen[:1], found)


def _meant(question: Question, best: Found, found: Sequence[Found]) -> Found:
    """The article whose title has most of what the question says of it; of equal ones the best, or the first published
    where that is asked for."""

    def titled(one: Found) -> float:
        head = one.view.head.solid
        return sum(k.rarity for k in question.keywords if any(form.removesuffix("다") in head for form, _ in k.forms))

    most = max(map(titled, (best, *found)))
    named = [one for one in (best, *found) if titled(one) >= most]
    dated = [one for one in named if one.view.stored.article.published_at]
    if _FIRST.search(question.text) and dated:
        return min(dated, key=lambda one: str(one.view.stored.article.published_at))
    return named[0]


def _facts(article: Article, title: str) -> dict[str, str]:
    names = ", ".join(article.reporters)
    return {
        "reporter": f"{names}{title}" if names else "기자 이름 미상",
        "publisher": article.publisher or phrases.NO_PUBLISHER,
        "published": korean(article.published_at, "minute") if article.published_at else phrases.NO_DATE,
        "title": f"「{article.title}」" if article.title else phrases.NO_TITLE,
    }


def _as_text(article: Article) -> str:
    """`「[기고] 버스가 먼저다」는 예시신문에 2025년 9월 4일 오전 6시에 실린 기은솔의 글입니다.`"""
    day = korean(article.published_at, "minute") if article.published_at else phrases.NO_DATE
    title = f"「{article.title}」"
    where = article.publisher or phrases.NO_PUBLISHER
    return f"{attach(title, '은/는')} {where}에 {day}에 실린 {', '.join(article.reporters)}의 글입니다."


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
