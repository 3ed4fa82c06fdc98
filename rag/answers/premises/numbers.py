"""`10개 과제에 합의했다는데` beside `8개 과제에 합의했다`: the same unit and the same thing, another number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answers.claims.statement import Statement
from rag.answers.claims.values import Value
from rag.answers.matching import solid
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.reading import ArticleView
from rag.domain import Token
from rag.korean.numbers import NATIVE

HELD = 0.5  # share of the question's other keywords that the sentence must hold where the thing counted is the same,
HELD_OTHERWISE = 0.6  # and where only the unit is, be it one that counts few things;
HELD_COMMON = 0.75  # where it counts anything
SAME = 0.5  # how much of what the best article holds an article holds whose figures count
BESIDE = 3  # morphemes on either side in which the thing counted stands
_ASKED_FOR = frozenset("문장 줄 단어 글자 자 마디 문단".split())
"""`세 문장으로 요약해 주세요` says how long the answer is to be."""
_CLOCK = frozenset("년 월 일 시 분".split())
_NOUNS = frozenset({"NNG", "NNP", "XR", "SL"})
_COMMON = frozenset("원 명 개 곳 건 % %p 년 월 일 시간 분 배 km m 달러".split())
_ORDER = frozenset("호선 호 차 회 기 단계 공구 위 번째 째 학년 집 권 편 조 항 분기".split())
"""Such a number is part of a name: where the articles know several, none of them stands for another."""
_PUT_RIGHT = re.compile(r"바로잡|정정|고칩니다|아니라")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_MEASURE = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?) ?(?:%|percent\b|mg\b|km\b|kg\b|tons?\b|MW\b|GPUs?\b)")
"""With a unit that Korean news writes with the same number; not millions, which it counts otherwise."""
_PREFIX = re.compile(r"(?:제|총|약)\s?$")


def wrong_numbers(comparison: Comparison) -> Iterator[FalsePremise]:
    yield from _ordinals(comparison)
    yield from _measures(comparison)
    for value in comparison.said.values:
        if not _presupposed(value, comparison.said):
            continue
        if retracted := _retracted(value, comparison):
            yield retracted
        if not retracted and (since := _since(value, comparison)):
            yield since
            continue
        if retracted or _known(value, comparison):
            continue
        if value.unit in _ORDER and _several(value, comparison):
            yield FalsePremise("number", value.text, None, comparison.found[0])
        elif wrong := _corrected(value, comparison):
            yield wrong


def _ordinals(comparison: Comparison) -> Iterator[FalsePremise]:
    """`the 11th assembly`, where no article found has an eleventh of anything."""
    for match in _ORDINAL.finditer(comparison.question.text):
        written = re.compile(rf"(?<![\d.,])0?{match.group(1)}(?:차|회|번째|호|대|기|주년|위|일)")
        if not any(written.search(text) for view in comparison.views for text in _texts(view)):
            yield FalsePremise("number", match.group(), None, comparison.found[0])


def _measures(comparison: Comparison) -> Iterator[FalsePremise]:
    """`260 mg`, `90%` in an English question, where no article found has that number of anything."""
    if not comparison.question.text.isascii():
        return
    for match in _MEASURE.finditer(comparison.question.text):
        written = re.compile(rf"(?<![\d.,]){re.escape(match[1])}(?![\d.])")
        if not any(written.search(text) for view in comparison.views for text in _texts(view)):
            yield FalsePremise("number", match.group(), None, comparison.found[0])


def _corrected(value: Value, comparison: Comparison) -> FalsePremise | None:
    said = comparison.said
    for found, share in comparison.nearest(value.text, HELD):
        given = comparison.given(found.view, found.sentence)
        others = {v.number: v for v in given.values if _stands_for(value, v, said, given, share)}
        if len(others) == 1:
            [other] = others.values()
            noun = _counted(value, other, said, given)
            return FalsePremise("number", _with(said, value, noun), _with(given, other, noun), found)
    return None


def _since(value: Value, comparison: Comparison) -> FalsePremise | None:
    """`10년 만에 만났다는데` beside `6년 만에 열린 만남`: the one such length that the article on it has."""
    said = comparison.said
    if value.last >= len(said.tokens) or said.tokens[value.last].form != "만":
        return None
    claimed = solid(value.text) + "만"
    if any(_has(view.whole.solid, claimed) for view in comparison.topical(value.text, SAME)):
        return None
    views = comparison.topical(value.text)[:1]
    pattern = re.compile(rf"(?<![\d.])(\d+){re.escape(value.unit)}\s?만(?=[에의이])")
    told = [(m, f) for f in comparison.sentences if f.view in views for m in pattern.finditer(f.sentence.text)]
    if len({match[1] for match, _ in told}) != 1:
        return None
    return FalsePremise("number", f"{value.text} 만", told[0][0].group(), told[0][1])


def _retracted(value: Value, comparison: Comparison) -> FalsePremise | None:
    """A figure that a correction takes back: `… 5만2000명이므로 바로잡습니다`."""
    for found in comparison.found:
        article = found.view.stored.article
        if article.kind != "correction" or not _PUT_RIGHT.search(found.sentence.text) or not _in(found.view, value):
            continue
        given = comparison.given(found.view, found.sentence)
        others = {v.number: v for v in given.values if v.unit == value.unit}
        if len(others) == 1 and value.number not in others:
            [other] = others.values()
            return FalsePremise("number", value.text, other.text, found)
    return None


def _several(value: Value, comparison: Comparison) -> bool:
    pattern = re.compile(rf"(?<![\d.,])(\d+){re.escape(value.unit)}")
    return len({n for view in comparison.topical(value.text) for t in _texts(view) for n in pattern.findall(t)}) > 1


def _presupposed(value: Value, said: Statement) -> bool:
    if value.unit in _ASKED_FOR or not value.unit or (value.unit in _CLOCK and not _lasts(value, said)):
        return False
    return value.number != 1 or value.text[0].isdigit()


def _lasts(value: Value, said: Statement) -> bool:
    """`6년 만에`, `3년간`: no date."""
    return value.last < len(said.tokens) and said.tokens[value.last].form in ("만", "간", "동안", "째", "여")


def _known(value: Value, comparison: Comparison) -> bool:
    """Whether an article on the thing has the number anywhere: an older figure is no mistake."""
    return any(_in(view, value) for view in comparison.topical(value.text, SAME))


def _in(view: ArticleView, value: Value) -> bool:
    return any(_has(text, spelling) for text in _texts(view) for spelling in _spellings(value))


def _texts(view: ArticleView) -> Sequence[str]:
    return (view.whole.solid.replace(",", ""), view.head.solid.replace(",", ""))


def _has(text: str, spelling: str) -> bool:
    return re.search(rf"(?<![\d.만억조]){re.escape(spelling)}", text) is not None


def _spellings(value: Value) -> list[str]:
    """4가지, 네가지; 82000명, 8만2000명."""
    found = [solid(value.text).replace(",", ""), f"{value.number.normalize():f}{value.unit}"]
    return found + [word + value.unit for word, number in NATIVE.items() if number == value.number]


def _stands_for(value: Value, other: Value, said: Statement, given: Statement, share: float) -> bool:
    if other.number == value.number or other.unit != value.unit:
        return False
    if _beside(value, said.tokens) & _beside(other, given.tokens):
        return True
    return share >= (HELD_COMMON if value.unit in _COMMON else HELD_OTHERWISE)


def _beside(value: Value, tokens: Sequence[Token]) -> frozenset[str]:
    around = (*tokens[max(0, value.first - BESIDE) : value.first], *tokens[value.last : value.last + BESIDE])
    return frozenset(t.form for t in around if t.tag in _NOUNS and len(t.form) > 1 and not _is_done(t, tokens))


def _is_done(token: Token, tokens: Sequence[Token]) -> bool:
    """확정 of `확정됐다`: what is done with the thing, not the thing."""
    return any(t.start == token.end and t.tag in ("XSV", "XSA") for t in tokens)


def _counted(value: Value, other: Value, said: Statement, given: Statement) -> str:
    """The noun that follows the number in both: 과제 of `10개 과제`."""
    nouns = [_following(v, s) for v, s in ((value, said), (other, given))]
    return nouns[0] if nouns[0] and nouns[0] == nouns[1] else ""


def _following(value: Value, statement: Statement) -> str:
    token = statement.tokens[value.last] if value.last < len(statement.tokens) else None
    return token.form if token is not None and token.tag in _NOUNS else ""


def _with(statement: Statement, value: Value, noun: str) -> str:
    """The number as written, with `제` before it and the noun after it."""
    before = _PREFIX.search(statement.text[: value.start])
    start = before.start() if before else value.start
    end = statement.tokens[value.last].end if noun else value.end
    return statement.text[start:end]
