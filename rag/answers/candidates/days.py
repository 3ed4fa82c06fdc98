"""Days and times of a sentence, and how finely they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from rag.answers.candidates.amounts import COMPARED
from rag.answers.candidates.candidate import Candidate
from rag.answers.matching import solid
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Question
from rag.korean.dates import TimeExpression, with_wording
from rag.korean.dates.expression import DATED

WEEKDAY = re.compile(r"(?:매주\s?)?[월화수목금토일]요일(?:마다)?")
_ASKS_WEEKDAY = re.compile(r"요일")
_ASKS_CLOCK = re.compile(r"몇\s?시|시각|시간")


def days(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    if _ASKS_WEEKDAY.search(question.text):
        yield from (Candidate(m.group(), m.start(), m.end(), 1.0) for m in WEEKDAY.finditer(sentence.text))
        return
    asked = solid(question.standalone)
    for expression in view.times(sentence.index):
        if expression.kind not in DATED:
            continue
        score = 1.0 if expression.precision not in ("year", "month") or "년" in asked else 0.7
        only_weekday = not expression.resolved and not any(c.isdigit() for c in expression.text)
        if solid(expression.text) in asked or expression.named or only_weekday:
            score = 0.3
        if not _ASKS_TELLING.search(question.text) and _is_telling(sentence.text, expression):
            score *= 0.3
        if COMPARED.match(sentence.text, expression.finish):
            score *= 0.5
        if _ASKS_CLOCK.search(question.text) and expression.precision != "minute":
            score *= 0.6
        yield Candidate(with_wording(expression), expression.begin, expression.finish, score, expression.resolved)


def day_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


_ASKS_TELLING = re.compile(r"밝힌|밝혔|발표|말한|말했|전한|보도|알린|알렸")
_TELLS = re.compile(r"\s*(?:[^\s,]+\s){0,4}?따르면|\s*(?:[^\s,]+\s)?(?:밝혔|말했|전했|설명했|강조했|알렸|발표했)")


def _is_telling(sentence: str, expression: TimeExpression) -> bool:
    """The day on which it was said, not on which it happens: `13일 서울시에 따르면`, `…다고 4일 밝혔다`."""
    return _TELLS.match(sentence, expression.finish) is not None


_GRAINS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"몇\s?시(?!간)|시각"), ("minute", "second")),
    (
        re.compile(r"며칠|몇\s?일|날짜|일시|날(?:은|이)?\s?(?:언제|며칠)|(?:무슨|어느|어떤)\s?(?:날|요일)"),
        ("day", "minute", "second"),
    ),
    (re.compile(r"몇\s?월"), ("month", "day", "minute", "second")),
)
"""How finely the question asks, the finest first → the precisions that answer it."""
_LASTING = re.compile(r"\s?(?:된|전|동안|만|간|넘|가까이|이상|묵|째|씩|뒤|후|가량|정도|남짓)")


def fine_enough(question: Question, expression: TimeExpression) -> bool:
    """Whether a day or time says as much as is asked: a year is no answer to `며칠`."""
    precisions = next((p for asks, p in _GRAINS if asks.search(question.text)), None)
    return precisions is None or expression.precision in precisions


def lasts(sentence: str, expression: TimeExpression) -> bool:
    """`300년 된 석축`: a number of years, and no year."""
    few = re.fullmatch(r"\d{1,3}년", expression.text) is not None
    return few and _LASTING.match(sentence, expression.finish) is not None
