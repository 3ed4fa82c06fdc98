"""The answer without a language model: the short answer first, then the sentences that carry it, quoted and cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from rag.answers import phrases
from rag.answers.candidates import Candidate, times_of
from rag.answers.evidence import NEEDS_CANDIDATE, STRICT, Found, in_period
from rag.answers.items import listing
from rag.answers.premises import premise
from rag.answers.reading import same_story
from rag.answers.verify import verify
from rag.domain import AnswerSentence, Citation, Kind, Period, Question, Status
from rag.korean.dates import korean
from rag.korean.particles import attach, choose

ENOUGH_COVERED = 0.5  # share of the question's keywords found in and around the best sentence
ENOUGH_OWN = 0.15
ENOUGH_OWN_OTHERWISE = (
    0.5  # where the sentence lacks what is asked for (비용, 의장) or said (졸업), the rest must be strong
)
SOON = timedelta(days=31)
COMPARABLE = 0.93  # sentences this near the best say the same kind of thing
PRESENT = 0.6
SAME_COVERED = 0.65
ALSO = 0.82  # a further sentence is quoted when it is this good, or brings keywords that the others lack
SEVERAL = 0.7
PER_ARTICLE = 2
MOST = {Kind.COMPARE: 4, Kind.TIMELINE: 5, Kind.SUMMARY: 3, Kind.LIST: 2}
MOST_OTHERWISE = 2
SURE = 0.6
REPEATS = 0.6
LOOKED_AT = 5
SAID = 0.85  # share of the question's words in the very sentence from which it says just what was asked

_NEGATIVE = re.compile(r"않|못\s?하|못했|없|아니|부인|무산|취소|연기|거부|반대|철회")


@dataclass
class Draft:
    """An answer in the making: citations are numbered as they are first used."""

    status: Status
    short_answer: str | None = None
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def cite(self, found: Found, others: Sequence[Found]) -> Citation:
        stored, sentence = found.view.stored, found.sentence
        for citation in self.citations:
            if citation.stored.id == stored.id and citation.start == sentence.start:
                return citation
        also = {o.view.stored.article.publisher for o in others if _copies(found, o)} - {None, stored.article.publisher}
        citation = Citation(
            len(self.citations) + 1, stored, sentence.text, sentence.start, sentence.end, tuple(sorted(map(str, also)))
        )
        self.citations.append(citation)
        return citation

    def say(self, text: str, citations: Sequence[Citation], support: str, resolved: Sequence[str] = ()) -> bool:
        """Add a sentence if its citations carry it."""
        publishers = [c.stored.article.publisher or "" for c in citations]
        if not verify(text, [c.quote for c in citations], (*resolved, *publishers)).supported:
            return False
        self.sentences.append(AnswerSentence(text, tuple(c.number for c in citations), support))
        return True


def extract(question: Question, found: Sequence[Found]) -> Draft:
    """Draft an answer, or one that abstains: no sentence and no citation."""
    best = best_of(question, found)
    if best is None:
        return _corrected(question, found)
    chosen = select(question, best, found)
    draft = _FORMS.get(question.kind, _quote_all)(question, chosen, found)
    return draft if draft.sentences else Draft(Status.ABSTAINED)


def best_of(question: Question, found: Sequence[Found]) -> Found | None:
    """The sentence the answer rests on; None where nothing carries one."""
    able = [f for f in found if _carries(question, f)]
    if question.kind in NEEDS_CANDIDATE:
        holding = [f for f in able if f.candidates and f.candidates[0].score >= SURE]
        able = holding if question.kind in STRICT else holding or able
    if not able:
        return None
    if question.kind is Kind.YES_NO:
        return max(able, key=lambda f: (round(f.strict, 2), f.score))
    if question.kind not in _SUPERSEDED or question.period is not None:
        return able[0]
    return max((f for f in able if _rivals(question, f, able[0])), key=_published)


def _rivals(question: Question, found: Found, best: Found) -> bool:
    """Whether a sentence says the same kind of thing as the best one, so that the newer of the two is believed.

    Asked about the present, it is enough that its article is about the same: `총사업비는 5560억원으로 늘었다` need not
    say again of what.
    """
    if found.asked != best.asked:
        return False
    if question.wants_latest and found.asked and question.attribute is not None:
        return found.covered >= SAME_COVERED * best.covered and found.score >= PRESENT * best.score
    return found.score >= COMPARABLE * best.score


def _carries(question: Question, found: Found) -> bool:
    """Whether a sentence may carry an answer at all."""
    if found.missing or found.covered < ENOUGH_COVERED:
        return False
    if question.period is not None and question.kind in _BOUND and not _near_period(question.period, found):
        return False
    if found.asked and found.related:
        return found.own >= ENOUGH_OWN
    if question.kind in STRICT and not found.asked:
        return False
    return (found.asked or found.related) and found.own >= ENOUGH_OWN_OTHERWISE


def _near_period(period: Period, found: Found) -> bool:
    """The sentence speaks of those days, or its article appeared in them or soon after."""
    published = found.view.stored.article.published_at
    if in_period(period, found.view, found.sentence) > 0:
        return True
    return published is not None and period.start <= published.date() <= period.end + SOON


def _published(found: Found) -> tuple[float, float]:
    published = found.view.stored.article.published_at
    return (published.timestamp() if published else 0.0, found.score)


_BOUND = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE, Kind.YES_NO, Kind.LIST})
"""Kinds whose answer of another year is a wrong answer."""
_VALUES = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE})
"""Kinds that one sentence answers."""
_SUPERSEDED = _VALUES
"""Kinds whose facts later articles may replace: of sentences that are as good as each other the newest is believed."""


def select(question: Question, best: Found, found: Sequence[Found]) -> list[Found]:
    """The best sentence and those that add to it: other keywords, other articles; none that only repeats."""
    chosen = [best]
    several = question.kind in (Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY)
    for other in found:
        if len(chosen) >= MOST.get(question.kind, MOST_OTHERWISE):
            break
        if other is best or other.missing or _repeated(other, chosen) or _full(other, chosen, several):
            continue
        if (several and other.covered >= ENOUGH_COVERED) or _adds(question, other, best):
            chosen.append(other)
    return chosen


def _full(other: Found, chosen: Sequence[Found], several: bool) -> bool:
    taken = sum(1 for c in chosen if c.view.stored.id == other.view.stored.id)
    return taken >= (1 if several and len({c.view.stored.id for c in chosen}) < 2 else PER_ARTICLE)


def _adds(question: Question, other: Found, best: Found) -> bool:
    also = SEVERAL if question.several else ALSO
    if other.view.stored.id != best.view.stored.id or other.score < also * best.score:
        return False
    if question.kind in _VALUES:
        return question.several
    return bool(other.candidates) or question.kind not in NEEDS_CANDIDATE


def _repeated(other: Found, chosen: Sequence[Found]) -> bool:
    return any(_overlap(other, c) >= REPEATS for c in chosen)


def _overlap(first: Found, second: Found) -> float:
    one, two = first.sentence.shingles, second.sentence.shingles
    return len(one & two) / max(min(len(one), len(two)), 1)


def _copies(found: Found, other: Found) -> bool:
    return (
        other.view.stored.id != found.view.stored.id
        and _overlap(found, other) >= 0.85
        and same_story(found.view.stored.article, other.view.stored.article)
    )


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
