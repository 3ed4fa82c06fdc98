"""Cases from the articles of a collection, in the form of case.schema.json, each marked as a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from evals.drafting import KINDS
from evals.drafting.answers import answers
from evals.drafting.facts import Facts, nouns
from evals.drafting.questions import Drafted, drafted
from evals.drafting.statements import statements
from evals.drafting.swaps import near_misses, wrong_premises
from rag.domain import KST, Analysis, StoredArticle

PER_ARTICLE = 2
"""Drafts made of one article, so that one long article does not fill the list."""
Row = dict[str, Any]
_Maker = Callable[[Drafted, Facts, Random], Row | None]


def draft_cases(
    articles: Iterable[tuple[StoredArticle, Analysis]], *, count: int, kinds: Sequence[str] = KINDS, seed: int = 0
) -> list[Row]:
    """At most `count` cases, the kinds in turn. The same articles, kinds and seed give the same cases."""
    listed = sorted(articles, key=lambda pair: pair[0].id)
    facts, dice = Facts(listed), Random(seed)
    rows: list[Row] = []
    made, used = Counter[str](), Counter[str]()
    for candidate in _shuffled(listed, dice):
        if len(rows) == count:
            break
        article = candidate.statement.article_id
        if used[article] == PER_ARTICLE:
            continue
        for kind in sorted(kinds, key=lambda one: (made[one], KINDS.index(one))):
            if (row := MAKERS[kind](candidate, facts, dice)) is not None:
                rows.append({"id": f"draft-{len(rows) + 1:03}", **row, "draft": True})
                made[kind] += 1
                used[article] += 1
                break
    return rows


def _shuffled(articles: Sequence[tuple[StoredArticle, Analysis]], dice: Random) -> Iterator[Drafted]:
    """Candidates in random order, at most one for each statement."""
    found = [statement for stored, analysis in articles for statement in statements(stored, analysis)]
    dice.shuffle(found)
    for statement in found:
        made = [one for answer in answers(statement) if (one := drafted(statement, answer)) is not None]
        if made:
            yield dice.choice(made)


def _factoid(made: Drafted, facts: Facts, dice: Random) -> Row:
    return {
        "question": made.question,
        "category": made.answer.category,
        "answerable": True,
        "gold_answers": list(made.answer.golds),
        "support": _support(made),
        "must_include": [made.answer.must],
        "note": "draft: is the question natural, and is its answer the only one?",
    }


def _unanswerable(made: Drafted, facts: Facts, dice: Random) -> Row | None:
    """Asked the day before the article that answers it appeared."""
    published = made.statement.published_at
    if published is None:
        return None
    moment = datetime.combine(published.astimezone(KST).date() - timedelta(days=1), time(23, 59, 59), KST)
    if facts.said_before(_about(made), made.statement.article_id, moment):
        return None
    return {
        "question": made.question,
        "category": "unanswerable",
        "answerable": False,
        "asked_at": moment.isoformat(),
        "as_of": moment.isoformat(),
        "must_not_include": [made.answer.golds[0]],
        "note": f"draft: {made.statement.article_id}, which answers it, appeared later; does nothing before it tell?",
    }


def _false_premise(made: Drafted, facts: Facts, dice: Random) -> Row | None:
    swap = next(wrong_premises(made, facts, dice), None)
    if swap is None:
        return None
    return {
        "question": swap.question,
        "category": "false_premise",
        "answerable": True,
        "gold_answers": [swap.was],
        "support": _support(made),
        "must_include": [swap.must],
        "note": f"draft: says {swap.now}, the article says {swap.was}; is that the only thing wrong?",
    }


def _near_miss(made: Drafted, facts: Facts, dice: Random) -> Row | None:
    swap = next(near_misses(made, facts, _about(made), dice), None)
    if swap is None:
        return None
    return {
        "question": swap.question,
        "category": "near_miss",
        "answerable": False,
        "must_not_include": [made.answer.golds[0]],
        "note": f"draft: about {swap.now} in place of {swap.was}; does nothing tell this of {swap.now}?",
    }


def _support(made: Drafted) -> list[Mapping[str, str]]:
    return [{"article": made.statement.article_id, "sentence": made.statement.sentence}]


def _about(made: Drafted) -> frozenset[str]:
    """What the question speaks of, without its answer."""
    answer = made.answer
    return nouns(token for token in made.statement.tokens if not answer.start <= token.start < answer.end)


MAKERS: Mapping[str, _Maker] = {
    "factoid": _factoid,
    "unanswerable": _unanswerable,
    "false_premise": _false_premise,
    "near_miss": _near_miss,
}
