"""`상하이시장을 만난` beside `베이징시장과 만났다`: a person, a body or a place that the articles have otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rag.answers.claims import names
from rag.answers.claims.rules import LIGHT
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.evidence import Found
from rag.answers.matching import solid
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.reading import ArticleView
from rag.domain import Kind, Token

HELD = 0.5  # share of the question's other keywords that a sentence must hold to correct a name,
HELD_KNOWN = 0.6  # and where the articles know the name elsewhere;
HELD_DONE = 0.4  # that, where the sentence says that the same is done in the other place;
AS_MUCH = 0.75  # how much of that a sentence with the name holds where the name is right after all
ALIKE = 0.6  # share of its letters from which one name is the other, misspelt
ENDINGS = tuple(
    sorted(
        "특별시 광역시 시 군 구 도 읍 면 동 국 당 시청 도청 군청 구청 역 항 공항 섬 강 산 천 호수 공원 광장 시장 대학교 대학 대 병원 박물관 도서관 미술관 은행 "
        "전자 바이오 모빌리티 건설 증권 통신 신문 일보 방송 기술원 연구원 연구소 재단 공사 공단 협회 연합회 위원회 그룹 마을 대교".split(),
        key=len,
        reverse=True,
    )
)
"""How names of one kind end: 다솜군 may stand for 솔빛군, and not for 가람시."""
_ADMINISTRATIVE = frozenset("특별시 광역시 시 군 구 도 읍 면 동 국 당".split())
_OF_SEVERAL = frozenset({Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY, Kind.LIST})
"""Of these one article need not tell everything."""
_SPOKEN = re.compile(r"(?<=[시군구도])(?:랑|하고)$")
"""Particles that Kiwi takes for a part of the name: 가람시랑."""


def wrong_names(comparison: Comparison) -> Iterator[FalsePremise]:
    """Names that no article on the thing knows, corrected where one stands in their place; then names of a place or a body
    that are in the articles, and not where the question puts them."""
    for word in _named(comparison.said):
        if names.office(word.stem) is not None and len(names.office(word.stem) or "") == len(word.stem):
            continue
        if not _anywhere(word.stem, comparison):
            if wrong := _corrected(word, comparison):
                yield wrong
        elif wrong := _elsewhere(word, comparison) or _unheard(word, comparison):
            yield wrong


def _named(said: Statement) -> Iterator[Word]:
    for word in said.words:
        if len(word.stem) < 2 or any(c.isdigit() for c in word.stem) or not names.is_name(said.tokens, word):
            continue
        if said.tokens[word.first].tag == "NNP" or ending(_SPOKEN.sub("", word.stem)):
            yield from _apart(word)


def _apart(word: Word) -> Iterator[Word]:
    """여울군 and 마루구 of `여울군·마루구`."""
    start = word.start
    for whole in word.stem.split("·"):
        part = _SPOKEN.sub("", whole)
        if len(part) > 1:
            yield word._replace(stem=part, start=start)
        start += len(whole) + 1


def ending(stem: str) -> str | None:
    """What kind of name it is by how it ends: 군 of 다솜군."""
    return next((e for e in ENDINGS if stem.endswith(e) and len(stem) > len(e) + 1 - (len(e) > 1)), None)


# ---------------------------------------------------------------- known at all


def _anywhere(stem: str, comparison: Comparison) -> bool:
    views = comparison.topical(stem)
    return not views or any(_knows(view, stem) for view in views)


def _knows(view: ArticleView, stem: str) -> bool:
    article = view.stored.article
    bare = solid(stem)
    texts = (view.whole.solid, view.head.solid, solid(" ".join((article.publisher or "", *article.reporters))))
    if any(name in text for name in (bare, *_aliases().get(bare, ())) for text in texts):
        return True
    core = stem.removesuffix(ending(stem) or "")
    if len(core) > 1 and re.search(rf"(?<![가-힣]){re.escape(core)}", f"{article.title or ''} {article.body}"):
        return True
    return any(_misspelt(bare, word) for word in article.body.split())


def _misspelt(bare: str, word: str) -> bool:
    """미리네모빌리티 beside 미리내모빌리티의: the same length, and most letters in their place."""
    beside = word.lower()[: len(bare)]
    if len(bare) < 4 or len(beside) < len(bare):
        return False
    kind = ending(bare)
    size = len(bare) - (len(kind) if kind else 0)
    return sum(a == b for a, b in zip(bare[:size], beside[:size], strict=True)) >= ALIKE * size and size > 2


@cache
def _aliases() -> names.Aliases:
    return names.aliases()


# ---------------------------------------------------------------- what stands in its place


def _corrected(word: Word, comparison: Comparison) -> FalsePremise | None:
    claimed = _claimed(word, comparison.said)
    for found, _ in comparison.nearest(claimed, HELD):
        given = comparison.given(found.view, found.sentence)
        printed = _holder(word, comparison, given) or _counterpart(word, comparison, given)
        if printed:
            return FalsePremise("place" if ending(word.stem) else "name", claimed, printed, found)
    if ending(word.stem) not in _ADMINISTRATIVE and names.office(claimed) is None:
        return None  # it may be a word of the asker's own
    return FalsePremise("place" if ending(word.stem) else "name", claimed, None, comparison.found[0])


def _claimed(word: Word, said: Statement) -> str:
    """`홍길동 시장`: the name with the office that follows it."""
    following = _after(word, said) if names.office(word.stem) is None else None
    if following is not None and not word.particle and _office(following.stem):
        return said.text[word.start : following.start + len(following.stem)]
    return word.stem


def _office(stem: str) -> str | None:
    """교수 of `교수팀` too."""
    return names.office(stem.removesuffix("팀"))


def _after(word: Word, statement: Statement) -> Word | None:
    return next((w for w in statement.words if w.first == word.last), None)


def _holder(word: Word, comparison: Comparison, given: Statement) -> str | None:
    """Who in the sentence holds the office that the question gives to somebody else, or what it is the office of; None
    where that is several."""
    claimed = _claimed(word, comparison.said)
    office = _office(claimed.split()[-1])
    if office is None:
        return None
    of_body = claimed == word.stem  # 상하이시장: whose office it is, not who holds it
    holders = set()
    for at, other in enumerate(given.words):
        if _office(other.stem) != office:
            continue
        text = other.stem if of_body and other.stem != office else _titled(given, at)
        if text and not _said(text, office, comparison):
            holders.add(text)
    return holders.pop() if len(holders) == 1 else None


def _titled(given: Statement, at: int) -> str | None:
    """`도하준 가람시장` of an office and the words before it that belong to it; None where no name does."""
    word = given.words[at]
    begin = at
    while begin and at - begin < 3:
        before = given.words[begin - 1]
        gap = given.text[before.end : given.words[begin].start]
        if before.particle or not before.stem or gap != " " or before.end - before.start != len(before.stem):
            break
        begin -= 1
    while begin < at and given.tokens[given.words[begin].first].tag != "NNP":
        begin += 1
    start = given.words[begin].start
    named = any(t.tag == "NNP" and len(t.form) > 1 for t in given.tokens[given.words[begin].first : word.last])
    return given.text[start : word.start + len(word.stem)] if named else None  # 오 시장 is nobody yet


def _said(text: str, office: str, comparison: Comparison) -> bool:
    """Whether the question names them itself."""
    parts = [part.removesuffix(office) for part in text.split()]
    return any(len(part) > 1 and solid(part) in comparison.solid for part in parts)


def _counterpart(word: Word, comparison: Comparison, given: Statement) -> str | None:
    """The one name of the same kind in the sentence, or the one with the same particle and the same word after it."""
    kind = ending(word.stem)
    others = [w for w in given.words if _may_stand(w, given, comparison)]
    alike = [w for w in others if kind is not None and ending(w.stem) == kind]
    beside = [w for w in others if _in_place(word, comparison.said, w, given)]
    for choice in (beside, [w for w in alike if w.particle == word.particle], alike):
        stems = {w.stem for w in choice}
        if len(stems) == 1:
            return stems.pop()
    return None


def _in_place(word: Word, said: Statement, other: Word, given: Statement) -> bool:
    """Another name of no other kind, with the same particle and the same word after it."""
    kinds = {ending(word.stem), ending(other.stem)} - {None}
    same = word.particle and other.particle[:1] == word.particle[:1]
    return bool(same) and len(kinds) < 2 and _same_after(word, said, other, given)


def _may_stand(word: Word, given: Statement, comparison: Comparison) -> bool:
    if len(word.stem) < 2 or solid(word.stem) in comparison.solid or any(c.isdigit() for c in word.stem):
        return False
    core = solid(word.stem).removesuffix(ending(word.stem) or "")
    return names.is_name(given.tokens, word) and not (len(core) > 1 and core in comparison.solid)


def _same_after(word: Word, said: Statement, other: Word, given: Statement) -> bool:
    """열린 after `부산에서` and 열린다 after `서울에서`."""
    mine, theirs = _after(word, said), _after(other, given)
    if mine is None or theirs is None:
        return False
    return said.tokens[mine.first].form == given.tokens[theirs.first].form


# ---------------------------------------------------------------- known, but elsewhere


def _elsewhere(word: Word, comparison: Comparison) -> FalsePremise | None:
    kind = ending(word.stem)
    if kind is None:
        return None
    done = _done_there(word, comparison.said)
    for found, share in comparison.nearest(word.stem, HELD_DONE if done else HELD_KNOWN):
        given = comparison.given(found.view, found.sentence)
        same = done is not None and done in given.forms
        if share < HELD_KNOWN and not same:
            continue
        if _beside(found, word.stem):
            return None
        printed = _counterpart(word, comparison, given)
        if printed and not (
            _done_with(word.stem, done, comparison) if same else _told_of(word.stem, share, comparison)
        ):
            return FalsePremise("place", word.stem, printed, found)
        if not same:
            return None
    return None


def _unheard(word: Word, comparison: Comparison) -> FalsePremise | None:
    """A name that the article which says nearly all the rest does not know, be it in others."""
    if comparison.question.kind in _OF_SEVERAL or comparison.said.tokens[word.first].tag != "NNP":
        return None
    for found, share in comparison.nearest(word.stem, HELD_KNOWN):
        if _knows(found.view, word.stem) or _told_of(word.stem, share, comparison):
            return None
        printed = _counterpart(word, comparison, comparison.given(found.view, found.sentence))
        return FalsePremise("place" if ending(word.stem) else "name", word.stem, printed, found)
    return None


def _done_there(word: Word, said: Statement) -> str | None:
    """짓 of `다솜군에 짓는 공장`: what is done at the place; None for what says little."""
    if word.particle not in ("에", "에서", "으로", "로", "까지"):
        return None
    after = said.tokens[word.last : word.last + 4]
    done = next((t for t in after if t.tag == "VV" or (t.tag == "NNG" and _is_done(t, said))), None)
    return done.form if done is not None and done.form not in LIGHT else None


def _is_done(token: Token, said: Statement) -> bool:
    return any(t.start == token.end and t.tag == "XSV" for t in said.tokens)


def _done_with(stem: str, done: str | None, comparison: Comparison) -> bool:
    """Whether any sentence says it of the place that the question names."""
    return any(
        _holds(sentence.solid, stem) and any(t.form == done for t in sentence.tokens)
        for view in comparison.topical(stem)
        for sentence in view.sentences
    )


def _holds(text: str, stem: str) -> bool:
    core = solid(stem).removesuffix(ending(stem) or "")
    return solid(stem) in text or (len(core) > 1 and core in text)


def _beside(found: Found, stem: str) -> bool:
    """In the sentence, in the one before it or in the title, which may hold what this one is about."""
    before = found.view.sentences[max(0, found.sentence.index - 1)]
    return any(_holds(text, stem) for text in (found.sentence.solid, before.solid, found.view.head.solid))


def _told_of(stem: str, share: float, comparison: Comparison) -> bool:
    """Whether a sentence with the name holds nearly as much of the question."""
    return any(
        comparison.inside(view, sentence, stem) >= AS_MUCH * share
        for view in comparison.topical(stem)
        for sentence in view.sentences
        if _holds(sentence.solid, stem)
    )
