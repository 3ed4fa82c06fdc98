"""One thing in a question said otherwise: another date, another number, another name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from evals.drafting.answers import answers, time_key
from evals.drafting.facts import PERSON, Facts, Name, names
from evals.drafting.questions import Drafted, full_time
from rag.korean.dates import korean
from rag.korean.particles import PAIRS, choose

DAYS = (-9, -6, -4, -3, 3, 4, 6, 9)
GROWTH = (0.2, 0.3, 0.5)
_INTEGER = re.compile(r"\d[\d,]*")
_PAIR_OF = {form: pair for pair, forms in PAIRS.items() for form in forms if pair != "아/야"}
_PARTICLE = "|".join(sorted(_PAIR_OF, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Swap:
    """`was` became `now`; `must`: alternatives of what is true, separated by |."""

    question: str
    was: str
    now: str
    must: str


def wrong_premises(made: Drafted, facts: Facts, dice: Random) -> Iterator[Swap]:
    """The question with a wrong date, number or name in what it takes for granted."""
    for swap in (*_dates(made, dice), *_numbers(made, dice), *_people(made, facts, dice)):
        if swap.question != made.question and not facts.holds(made.statement.article_id, swap.now):
            yield swap


def near_misses(made: Drafted, facts: Facts, wanted: frozenset[str], dice: Random) -> Iterator[Swap]:
    """The question about another name of the same kind, of which no article says such a thing."""
    for name in _names(made):
        other = _another(name, facts, dice, lambda one: not facts.said_of(one, wanted))
        if other is not None:
            yield Swap(replaced(made.question, name.text, other), name.text, other, "")


def replaced(text: str, old: str, new: str) -> str:
    """`old` as `new` everywhere, each with the particle that fits: 가람시는 → 두레군은."""

    def swap(match: re.Match[str]) -> str:
        particle = match["particle"]
        return new + (choose(new, _PAIR_OF[particle]) if particle else "")

    return re.sub(rf"{re.escape(old)}(?:(?P<particle>{_PARTICLE})(?=\s))?", swap, text)


def _dates(made: Drafted, dice: Random) -> Iterator[Swap]:
    for time in made.statement.times:
        true, key = full_time(time), time_key(time)
        if true is None or key is None or time.start is None or time.precision not in ("day", "minute"):
            continue
        shown = true if true in made.question else time.text
        wrong = korean(time.start + timedelta(days=dice.choice(DAYS)), time.precision)
        if shown in made.question:
            yield Swap(made.question.replace(shown, wrong), shown, wrong, key[1])


def _numbers(made: Drafted, dice: Random) -> Iterator[Swap]:
    for other in answers(made.statement):
        if other.category != "factoid_how_many" or other.start == made.answer.start:
            continue
        true = other.golds[0]
        wrong = _INTEGER.sub(lambda match: grown(match.group(), dice), true, count=1)
        if made.question.count(true) == 1:
            yield Swap(made.question.replace(true, wrong), true, wrong, other.must)


def grown(digits: str, dice: Random) -> str:
    """Another number of the same shape: 4,870 → 5,845."""
    number = int(digits.replace(",", ""))
    more = number + max(1, round(number * dice.choice(GROWTH)))
    return f"{more:,}" if "," in digits else str(more)


def _people(made: Drafted, facts: Facts, dice: Random) -> Iterator[Swap]:
    for name in _names(made):
        if name.kind == PERSON and (other := _another(name, facts, dice, lambda one: True)) is not None:
            yield Swap(replaced(made.question, name.text, other), name.text, other, name.text)


def _names(made: Drafted) -> list[Name]:
    """Names that the question still holds."""
    found = dict.fromkeys(names(made.statement.text, made.statement.tokens))
    return [name for name in found if name.text in made.question]


def _another(name: Name, facts: Facts, dice: Random, fits: Callable[[str], bool]) -> str | None:
    """A name of the same kind from elsewhere, that is no part of the first."""
    others = [one for one in facts.names.get(name.kind, ()) if one not in name.text and name.text not in one]
    dice.shuffle(others)
    return next((one for one in others if fits(one)), None)
