"""The answer without a language model: the short answer first, then the sentences that carry it, quoted and cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from rag.answers import phrases
from rag.answers.candidates import Candidate, times_of
from rag.answers.choosing import SURE, best_of, select
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.items import listing
from rag.answers.premises import premise
from rag.domain import Kind, Question, Status
from rag.korean.dates import korean
from rag.korean.particles import attach, choose

LOOKED_AT = 5  # sentences looked into for a false premise
SAID = 0.85  # share of the question's words in the very sentence from which it says just what was asked

_NEGATIVE = re.compile(r"않|못\s?하|못했|없|아니|부인|무산|취소|연기|거부|반대|철회")


def extract(question: Question, found: Sequence[Found]) -> Draft:
    """Draft an answer, or one that abstains: no sentence and no citation."""
    best = best_of(question, found)
    if best is None:
        return _corrected(question, found)
    chosen = select(question, best, found)
    draft = _FORMS.get(question.kind, _quote_all)(question, chosen, found)
    return draft if draft.sentences else Draft(Status.ABSTAINED)


# ---------------------------------------------------------------- forms


def quotation(found: Found, opening: str = "") -> str:
    """`뉴스핌은 “…했다.”라고 보도했습니다.` Inner double quotation marks make the outer ones « »."""
    text = found.sentence.text
    publisher = found.view.stored.article.publisher
    subject = attach(publisher, "은/는") if publisher else "기사는"
    quoted = f"«{text}»" if re.search(r"[“”\"]", text) else f"“{text}”"
    return f"{opening}{subject} {quoted}라고 보도했습니다."


def _quote_all(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> Draft:
    draft = Draft(Status.ANSWERED)
    _quote(draft, chosen, found)
    return draft


def _quote(draft: Draft, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    for index, sentence in enumerate(chosen):
        opening = "또 " if index and not draft.short_answer else ""
        draft.say(quotation(sentence, opening), [draft.cite(sentence, found)], "quoted")


def _value_first(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> Draft:
    """`2025년 4월 8일(기사 표기: 지난 8일)입니다.` and then the quotation."""
    draft = Draft(Status.ANSWERED)
    best = chosen[0]
    if candidate := nearest(question, best):
        citation = draft.cite(best, found)
        if not candidate.resolved:
            draft.status = Status.PARTIAL
            text = phrases.NOT_COMPLETE.format(wording=candidate.text, josa=_only(candidate.text))
            draft.say(text, [citation], "verified")
        elif draft.say(f"{candidate.text}입니다.", [citation], "verified", _dates(best)):
            draft.short_answer = candidate.text
    _quote(draft, chosen, found)
    return draft


def _only(text: str) -> str:
    return choose(text, "으로/로") + "만"


def _dates(found: Found) -> list[str]:
    """Full dates that the sentence's time expressions stand for."""
    days = []
    for expression in times_of(found.view, found.sentence.index):
        for day in (expression.start, expression.end):
            if expression.resolved and day is not None:
                days += [korean(day, expression.precision), expression.text]
    return days


def nearest(question: Question, found: Found) -> Candidate | None:
    """The candidate of the kind asked for that stands nearest the question's rare words."""
    sure = [c for c in found.candidates if c.score >= SURE]
    places = [(k.rarity, found.sentence.text.find(form)) for k in question.keywords for form, _ in k.forms]
    marks = [(rarity, place) for rarity, place in places if place >= 0]

    def worth(candidate: Candidate) -> float:
        return candidate.score + sum(r / (8 + abs(p - candidate.start)) for r, p in marks)

    return max(sure, key=lambda c: (worth(c), -c.start), default=None)


def _itemised(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> Draft:
    draft = Draft(Status.ANSWERED)
    for sentence in chosen:
        items = listing(sentence.sentence.text)
        if items and items.sure:
            citation = draft.cite(sentence, found)
            lines = "\n".join(f"{n}. {item}" for n, item in enumerate(items.items, 1))
            if draft.say(f"{phrases.LISTED}\n{lines}", [citation], "verified", list(map(str, range(1, 100)))):
                draft.short_answer = ", ".join(items.items)
                break
    _quote(draft, chosen, found)
    return draft


def _yes_no(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> Draft:
    draft = Draft(Status.ANSWERED)
    best = chosen[0]
    differs = bool(_NEGATIVE.search(best.sentence.text)) != bool(_NEGATIVE.search(question.text))
    if best.strict >= SAID and not differs and draft.say(phrases.YES, [draft.cite(best, found)], "verified"):
        draft.short_answer = "네"
    _quote(draft, chosen, found)
    return draft


def _in_order(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> Draft:
    draft = Draft(Status.ANSWERED)
    for sentence in sorted(chosen, key=_when):
        published = sentence.view.stored.article.published_at
        day = f"{korean(published.date(), 'day')} 보도: " if published else "날짜 미상 보도: "
        resolved = [korean(published.date(), "day")] if published else []
        draft.say(quotation(sentence, day), [draft.cite(sentence, found)], "quoted", resolved)
    return draft


def _when(found: Found) -> tuple[bool, float, int]:
    published = found.view.stored.article.published_at
    return (published is None, published.timestamp() if published else 0.0, found.sentence.start)


def _corrected(question: Question, found: Sequence[Found]) -> Draft:
    """`기사에는 ‘10개 과제’가 아니라 ‘8개 과제’로 나옵니다.` where a false premise is all that stands in the way."""
    for candidate in found[:LOOKED_AT]:
        if (wrong := premise(question, candidate)) is None:
            continue
        draft = Draft(Status.CORRECTED)
        text = f"기사에는 {attach(f'‘{wrong.claimed}’', '이/가')} 아니라 {attach(f'‘{wrong.printed}’', '으로/로')} 나옵니다."
        if draft.say(text, [draft.cite(candidate, found)], "verified", [wrong.claimed]):
            _quote(draft, [candidate], found)
            return draft
    return Draft(Status.ABSTAINED)


def _article_info(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> Draft:
    """`「제목」은 표본일보 강표본 기자가 2026년 3월 2일에 보도한 기사입니다.`"""
    draft = Draft(Status.ANSWERED)
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
    _quote(draft, chosen[:1], found)
    return draft


_FORMS: Mapping[Kind, Callable[[Question, Sequence[Found], Sequence[Found]], Draft]] = {
    Kind.WHO: _value_first,
    Kind.WHEN: _value_first,
    Kind.WHERE: _value_first,
    Kind.HOW_MANY: _value_first,
    Kind.LIST: _itemised,
    Kind.YES_NO: _yes_no,
    Kind.TIMELINE: _in_order,
    Kind.COMPARE: _in_order,
    Kind.ARTICLE: _article_info,
}
