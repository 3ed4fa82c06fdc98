"""Sentences that say one thing, and say it without leaning on the sentences around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from evals.drafting.endings import closing, is_reported
from rag.domain import KST, Analysis, StoredArticle, Token
from rag.korean.dates import TimeExpression, resolve_article

SHORTEST, LONGEST = 15, 85
REPORTED_WITHIN = 3
"""Days around publication that may be the day of a report rather than of what is reported."""
_SPOILT = re.compile(r"[\"“”()\[\]<>《》〈〉「」『』…▲△●■◆:;?!@]|https?")
_LEANING = frozenset("이 그 저 이런 그런 저런 해당 같은 이번 지난번 각 양 본".split())
_REPORTING = frozenset("밝히 말하 전하 설명하 강조하 덧붙이 주장하 지적하 보이 알려지 내다보 따르 당부하".split())
_REPORTED = frozenset("설명 강조 당부 지적 주장 전망 관측 방침 평가 분석".split())
_LINKED = frozenset("어 아".split())
_FIXED = frozenset("들이 통하 위하 걸치 대하 관하 앞두 맞 거치".split())
"""Stems whose `-어` form works as a particle: 들여, 통해, 위해, 걸쳐."""
_PROPER = ("NNP", "SL")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence of an article states; `tokens` and `times` lie at code points of `text`."""

    article_id: str
    published_at: datetime | None
    sentence: str
    """Verbatim."""
    text: str
    """The sentence without its full stop, and without who reported it."""
    tokens: tuple[Token, ...]
    times: tuple[TimeExpression, ...]

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens that lie wholly inside."""
        return tuple(token for token in self.tokens if token.start >= start and token.end <= end)

    def at(self, start: int) -> Token | None:
        """The token that begins there."""
        return next((token for token in self.tokens if token.start == start), None)


def statements(stored: StoredArticle, analysis: Analysis) -> Iterator[Statement]:
    """Those sentences of the article that a question can be made of."""
    body, published = stored.article.body, stored.article.published_at
    texts = [body[sentence.start : sentence.end] for sentence in analysis.sentences]
    for sentence, text, times in zip(analysis.sentences, texts, resolve_article(texts, published), strict=True):
        if not SHORTEST <= len(text) <= LONGEST or _SPOILT.search(text):
            continue
        tokens = analysis.tokens[sentence.first : sentence.last]
        moved = tuple(one._replace(start=one.start - sentence.start, end=one.end - sentence.start) for one in tokens)
        if (last := closing(text, moved)) is None:
            continue
        kept, end = moved[: last + 1], moved[last].end
        stated = tuple(time for time in times if time.finish <= end)
        if stands_alone(kept) and not (is_reported(kept) and _near(stated, published)):
            yield Statement(stored.id, published, text, text[:end], kept, stated)


def _near(times: Sequence[TimeExpression], published: datetime | None) -> bool:
    """Whether one may be the day of the report: within days of publication."""
    if published is None:
        return bool(times)
    day = published.astimezone(KST).date()
    starts = [time.start for time in times if time.start and time.precision not in ("year", "month")]
    return any(abs((_date(start) - day).days) <= REPORTED_WITHIN for start in starts)


def _date(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def stands_alone(tokens: Sequence[Token]) -> bool:
    """One clause, no pronoun, no other's speech inside, and a name in it. The last token ends what is stated."""
    return (
        not any(_leans(token) for token in tokens)
        and not any(_joins(token, following) for token, following in pairwise(tokens[:-1]))
        and not any(token.form in _REPORTED and following.tag == "VCP" for token, following in pairwise(tokens))
        and not any(token.form == "만" and token.tag == "NNB" for token in tokens)
        and any(token.tag in _PROPER and len(token.form) > 1 for token in tokens)
    )


def _leans(token: Token) -> bool:
    """이, 그, 하지만, 밝혔다, 않았다: refers elsewhere, reports or denies."""
    return (
        token.tag in ("NP", "MAJ", "EM", "JKQ", "JKV", "IC", "VCN", "XR")
        or (token.tag == "MM" and token.form in _LEANING)
        or (token.tag in ("VV", "VX") and token.form in (*_REPORTING, "않", "못하", "말"))
        or (token.tag == "MAG" and token.form in ("안", "못", "또", "특히", "이어", "앞서", "다만", "한편", "이미"))
        or (token.tag == "JC" and token.form == "라고")
    )


def _joins(token: Token, following: Token) -> bool:
    """A clause goes on in another: 하고, 하며, 했지만; not 하고 있다, 들여."""
    if token.tag != "EC" or following.tag == "VX":
        return False
    return token.form not in _LINKED
