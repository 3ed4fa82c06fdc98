"""`부결된 예산안` beside `예산안이 통과됐다`: the opposite of what the articles say became of the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.claims.frames import State
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.premises.opposites import like, opposites
from rag.domain import Kind, Token

HELD = 0.5  # share of the question's other keywords that the sentence must hold
HELD_UNSAID = 0.35  # and where no article on the thing has the question's word at all
AS_MUCH = 0.6  # how much of that a sentence with the question's own word holds where the word is right after all
APART = 20  # morphemes between the opposite and what it is said of
SETTLED = frozenset("밝히 밝혀지 드러나 확인 규명 확정 결정 정하 정해지 판명".split())
"""Words of what is known for certain, or decided."""
_SETTLED_THINGS = frozenset(
    "원인 이유 경위 책임 책임자 범인 요금 가격 일정 날짜 시기 장소 이름 명칭 노선 위치 후보지 규모 금액 방안 방식 결과".split()
)
UNSETTLED = re.compile(
    r"(?:조사|수사|검토|협의|논의|분석|심의|감식|재판|협상)\s?중|미정|(?:정해지|확정되|확인되|밝혀지|알려지|드러나|결정되)지 않|정하지 (?:못|않)"
)
SETTLES = re.compile(r"밝혀졌|드러났|확인됐|확인했|규명됐|규명했|확정됐|확정했|결정됐|결정했|정해졌|판명됐")
OPEN = (State.SUPPOSED, State.ASKED, State.CONSIDERED, State.POSSIBLE)
"""What is not said to be so."""
_TAGS = frozenset({"NNG", "VV", "XR"})
_NOUNS = frozenset({"NNG", "NNP", "SL", "XR"})


def wrong_outcomes(comparison: Comparison) -> Iterator[FalsePremise]:
    if comparison.question.kind is Kind.YES_NO:
        return  # it asks for the outcome
    said = comparison.said
    for index, token in enumerate(said.tokens):
        if not _happens(said.tokens, index) or _denied(token, said):
            continue
        if against := opposites(token.form):
            yield from _contradicted(index, against, comparison)
        if token.form in SETTLED:
            yield from _open(index, comparison)


def _open(index: int, comparison: Comparison) -> Iterator[FalsePremise]:
    """`밝혀진 원인` beside `원인은 아직 조사 중이다`."""
    said = comparison.said
    token = said.tokens[index]
    if token.form == "밝히" and [t.form for t in said.tokens[index + 1 : index + 3]] != ["어", "지"]:
        return  # who makes a thing known does not settle it
    about = next((t.form for t in said.tokens[index + 1 :] if t.tag in _NOUNS and t.form in _SETTLED_THINGS), None)
    for found, share in comparison.nearest(_written(said, index), HELD):
        match = UNSETTLED.search(found.sentence.text)
        if match is None or about is None or about not in found.sentence.text:
            continue
        settled = any(
            comparison.inside(view, s, token.form) >= share and SETTLES.search(s.text)
            for view in comparison.topical(token.form)
            for s in view.sentences
            if s.index != found.sentence.index or view is not found.view
        )
        if not settled:
            yield FalsePremise("outcome", _written(said, index), found.sentence.text, found, noun=False)
        return


def _contradicted(index: int, against: frozenset[str], comparison: Comparison) -> Iterator[FalsePremise]:
    said = comparison.said
    token = said.tokens[index]
    same = like(token.form)
    things = _things(said.tokens, index)
    unsaid = not any(
        t.form in same for view in comparison.topical(token.form) for s in view.sentences for t in s.tokens
    )
    for found, share in comparison.nearest(token.form, HELD_UNSAID if unsaid else HELD):
        given = comparison.given(found.view, found.sentence)
        if given.forms & same:
            return
        opposite = _opposite(given, against, things)
        if opposite is None:
            continue
        if not unsaid and _told_of(token, same, share, things, comparison):
            return
        noun = all(_word_is_noun(s, i) for s, i in ((said, index), (given, opposite)))
        yield FalsePremise("outcome", _written(said, index), _written(given, opposite), found, noun)
        return


def _things(tokens: tuple[Token, ...], index: int) -> frozenset[str]:
    """What it is said of: the nouns next to it, before and after."""
    before = next((t.form for t in reversed(tokens[:index]) if t.tag in _NOUNS and len(t.form) > 1), None)
    after = next((t.form for t in tokens[index + 1 :] if t.tag in _NOUNS and len(t.form) > 1), None)
    return frozenset(filter(None, (before, after)))


def _opposite(given: Statement, against: frozenset[str], things: frozenset[str]) -> int | None:
    """The opposite in the sentence, where it is said of the same and is not denied."""
    places = [i for i, t in enumerate(given.tokens) if t.form in things]
    for index, token in enumerate(given.tokens):
        near = any(abs(index - place) <= APART for place in places)
        if near and token.form in against and _happens(given.tokens, index) and _is_so(token, given):
            return index
    return None


def _is_so(token: Token, given: Statement) -> bool:
    """Neither denied nor only supposed, asked, considered or possible."""
    return not any((f.negated or f.state in OPEN) and f.root == token.form for f in given.frames)


def _told_of(token: Token, same: frozenset[str], share: float, things: frozenset[str], comparison: Comparison) -> bool:
    """Whether the question's own word is said of the same elsewhere: 이익 may have risen in one year and not in the next."""
    return any(
        any(thing in sentence.solid for thing in things)
        or comparison.inside(view, sentence, token.form) >= AS_MUCH * share
        for view in comparison.topical(token.form)
        for sentence in view.sentences
        if any(t.form in same for t in sentence.tokens)
    )


def _happens(tokens: tuple[Token, ...], index: int) -> bool:
    """A verb, or a noun: 늘 and 무죄, and no adjective, which may say how one of many is."""
    return tokens[index].tag in _TAGS


def _denied(token: Token, statement: Statement) -> bool:
    return any(f.negated and (f.root == token.form) for f in statement.frames)


def _written(statement: Statement, index: int) -> str:
    """부결된, 무죄: the whole word, a noun without its particles."""
    word = _word(statement, index)
    if word is None:
        return statement.tokens[index].form
    return word.stem if word.stem and word.particle else statement.text[word.start : word.end]


def _word(statement: Statement, index: int) -> Word | None:
    return next((w for w in statement.words if w.first <= index < w.last), None)


def _word_is_noun(statement: Statement, index: int) -> bool:
    word = _word(statement, index)
    return word is not None and bool(word.stem) and (bool(word.particle) or word.end - word.start == len(word.stem))
