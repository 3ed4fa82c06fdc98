"""Which sentences carry what a model wrote: those that it names, as few of them as do, else others that were retrieved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rag.answers.claims import Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.generate.packing import Evidence, Pack
from rag.answers.verify import Check
from rag.korean.terms import bigrams

MOST = 4
"""Sentences that one may rest on: who names more names none."""
TRIED = 4
"""Others that are tried, those that share most with it."""
LEAST = 0.3
"""Share of its letter pairs that they must have in common with it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """`evidence`: empty where nothing carries it; then `verdict` says what speaks against it."""

    evidence: tuple[Evidence, ...]
    verdict: Verdict
    moved: bool = False
    """Whether other sentences carry it than those that were named."""


def once(check: Check) -> Check:
    """The check, which weighs nothing twice: a sentence is attributed, its sources are thinned out, and then it is said."""
    known: dict[tuple[str, tuple[tuple[str, int, int], ...], tuple[str, ...]], Verdict] = {}

    def checked(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        key = (text, tuple(ground.key for ground in grounds), tuple(facts))
        if key not in known:
            known[key] = check(text, grounds, facts)
        return known[key]

    return checked


def attribute(text: str, cited: Sequence[int], pack: Pack, check: Check) -> Attribution:
    named = [one for number in cited if (one := pack[number]) is not None][:MOST]
    refused: Verdict | None = None
    if named:
        verdict = _checked(text, named, check)
        if verdict.supported:
            return Attribution(_fewest(text, named, check), verdict)
        refused = verdict
    for others in _others(text, named, pack):
        verdict = _checked(text, others, check)
        if verdict.supported:
            return Attribution(tuple(others), verdict, moved=True)
        refused = refused or verdict
    return Attribution((), refused or check(text, [], ()))


def _checked(text: str, evidence: Sequence[Evidence], check: Check) -> Verdict:
    return check(text, [Ground(one.view, one.sentence) for one in evidence], ())


def _fewest(text: str, named: Sequence[Evidence], check: Check) -> tuple[Evidence, ...]:
    """Those that carry it alone; else the smallest set that does together."""
    if len(named) == 1:
        return tuple(named)
    alone = [one for one in named if _checked(text, [one], check).supported]
    if alone:
        return tuple(alone)
    for size in range(2, len(named)):
        for some in combinations(named, size):
            if _checked(text, some, check).supported:
                return some
    return tuple(named)


def _others(text: str, named: Sequence[Evidence], pack: Pack) -> list[list[Evidence]]:
    """The likeliest single sentences, then the likeliest together with its neighbour or with what was named."""
    pairs = frozenset(bigrams(text))
    if not pairs:
        return []
    shares = [(len(pairs & one.sentence.shingles) / len(pairs), -one.number, one) for one in pack.evidence]
    likely = [one for share, _, one in sorted(shares, reverse=True, key=lambda s: s[:2]) if share >= LEAST][:TRIED]
    singles = [[one] for one in likely if list(named) != [one]]
    together = [[likely[0], one] for one in likely[1:3]] if likely else []
    return singles + together
