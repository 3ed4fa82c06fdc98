"""`상하이시장을 만난` beside `베이징시장과 만났다`: a person, a body or a place that the articles have otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from rag.answers.claims.rules import LIGHT
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.evidence import Found
from rag.answers.matching import solid
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.premises.counterparts import claimed_of, counterpart, holder
from rag.answers.premises.kinds import ADMINISTRATIVE, core, kind, knows, named
from rag.domain import Kind, Token

HELD = 0.5  # share of the question's other keywords that a sentence must hold to correct a name,
HELD_KNOWN = 0.6  # and where the articles know the name elsewhere;
HELD_DONE = 0.4  # that, where the sentence says that the same is done in the other place;
SAME = 0.5  # how much of what the best article holds an article holds that may know the name
AS_MUCH = 0.75  # how much of that a sentence with the name holds where the name is right after all
RARE = 0.8
_OF_SEVERAL = frozenset({Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY, Kind.LIST})
"""Of these one article need not tell everything."""


def wrong_names(comparison: Comparison) -> Iterator[FalsePremise]:
    """Names that no article on the thing knows, corrected where one stands in their place; then names that are in the
    articles, and not where the question puts them."""
    for word in named(comparison.said):
        if not _anywhere(word.stem, comparison):
            wrong = _corrected(word, comparison)
        else:
            wrong = _elsewhere(word, comparison) or _unheard(word, comparison)
        if wrong is not None:
            yield wrong


def _slot(word: Word, comparison: Comparison) -> str:
    return "place" if kind(word, comparison.said) in ADMINISTRATIVE else "name"


def _anywhere(stem: str, comparison: Comparison) -> bool:
    views = comparison.topical(stem, SAME)
    return not views or any(knows(view, stem) for view in views)


def _corrected(word: Word, comparison: Comparison) -> FalsePremise | None:
    """With what stands in its place. A name that nothing stands for is refused where it can only be a place; otherwise it
    may be a word of the asker's own."""
    claimed = claimed_of(word, comparison.said)
    for found, _ in comparison.nearest(claimed, HELD):
        given = comparison.given(found.view, found.sentence)
        printed = holder(word, comparison, given) or counterpart(word, comparison, given)
        if printed:
            return FalsePremise(_slot(word, comparison), claimed, printed, found)
    if kind(word, comparison.said) not in ADMINISTRATIVE:
        return None
    return FalsePremise("place", claimed, None, comparison.found[0])


# ---------------------------------------------------------------- known, but elsewhere


def _elsewhere(word: Word, comparison: Comparison) -> FalsePremise | None:
    if kind(word, comparison.said) is None:
        return None
    done = _done_there(word, comparison.said)
    for found, share in comparison.nearest(word.stem, HELD_DONE if done else HELD_KNOWN):
        given = comparison.given(found.view, found.sentence)
        same = done is not None and done in given.forms
        if share < HELD_KNOWN and not same:
            continue
        if _beside(found, word.stem):
            return None
        printed = counterpart(word, comparison, given)
        if printed and not (
            _done_with(word.stem, done, comparison) if same else _told_of(word.stem, share, comparison)
        ):
            return FalsePremise("place", word.stem, printed, found)
        if not same:
            return None
    return None


def _unheard(word: Word, comparison: Comparison) -> FalsePremise | None:
    """A name that the article which says nearly all the rest does not know, be it in others."""
    sure = comparison.said.tokens[word.first].tag == "NNP" or kind(word, comparison.said) in ADMINISTRATIVE
    if comparison.question.kind in _OF_SEVERAL or not sure:
        return None
    for found, share in comparison.nearest(word.stem, HELD_KNOWN):
        if knows(found.view, word.stem) or _told_of(word.stem, share, comparison):
            return None
        printed = counterpart(word, comparison, comparison.given(found.view, found.sentence))
        if printed is None and comparison.rarity(word.stem) < RARE:
            return None  # 한국 may be where all of it is
        return FalsePremise(_slot(word, comparison), word.stem, printed, found)
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
    return solid(core(stem)) in text


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
