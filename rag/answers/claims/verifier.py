"""Is a claim carried by its evidence? Rules that refuse first, then how much of it the evidence covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from rag.answers.claims import names, rules, slots
from rag.answers.claims.statement import Statement, read
from rag.answers.claims.support import Support
from rag.answers.claims.tables import shipped
from rag.answers.claims.verdict import Reason, Verdict
from rag.answers.matching import remembered
from rag.korean.analysis import Analyser

MINIMUM = 0.5
"""The score from which a claim that no rule refuses is supported."""
REFUSED = 0.2
"""What a rule that refuses leaves of a score, at most."""
REMEMBERED = 256


class Verifier:
    """Deterministic, safe to share between threads. A check takes about 4 ms; evidence that comes again is read once."""

    def __init__(self, analyser: Analyser) -> None:
        self._tables = shipped()
        self._aliases = names.aliases()
        self._support = Support(remembered(analyser.similarity), self._tables, self._aliases)
        tokens = analyser.tokens
        self._evidence = lru_cache(REMEMBERED)(lambda text, base: read(text, tokens, base))
        self._claim = lru_cache(2)(lambda text, base: read(text, tokens, base))

    def check(self, claim: str, evidence: Sequence[str], *, base: date | None = None) -> Verdict:
        """`evidence`: verbatim from the sources. `base`: the day from which relative dates in it count, if known."""
        grounds = "\n".join(evidence)
        if not grounds.strip():
            return Verdict(0.0, (Reason("evidence"),))
        said, given = self._claim(claim, base), self._evidence(grounds, base)
        score = self._support.score(said, given)
        reasons = tuple(dict.fromkeys(self.refusals(said, given)))
        if reasons:
            return Verdict(min(score, REFUSED), reasons)
        if score < MINIMUM:
            return Verdict(score, (Reason("support", claim.strip()),))
        return Verdict(score)

    def refusals(self, claim: Statement, evidence: Statement) -> Iterator[Reason]:
        """What the rules have against a claim, in the order of how sure they are."""
        yield from rules.numbers(claim, evidence)
        yield from rules.dates(claim, evidence)
        yield from rules.quotations(claim, evidence)
        yield from names.unknown(claim, evidence, self._aliases)
        yield from names.offices(claim, evidence, self._aliases)
        yield from rules.happenings(claim, evidence, self._tables)
        yield from slots.slots(claim, evidence, self._tables, self._aliases)
        yield from rules.quantities(claim, evidence, self._tables)
        yield from rules.speakers(claim, evidence)

    def read(self, claim: str, evidence: Sequence[str], base: date | None = None) -> tuple[Statement, Statement]:
        """Both sides as the rules see them, for training and for looking into a verdict."""
        return self._claim(claim, base), self._evidence("\n".join(evidence), base)
