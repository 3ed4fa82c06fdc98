"""Is a claim carried by its evidence? Rules that refuse first, then how much of it the evidence covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from rag.answers.claims import endings, names, quantities, rules, slots, speakers
from rag.answers.claims.bindings import bindings
from rag.answers.claims.said import said as told
from rag.answers.claims.signs import siblings
from rag.answers.claims.statement import Statement, read
from rag.answers.claims.support import Support
from rag.answers.claims.tables import shipped
from rag.answers.claims.verdict import Reason, Verdict
from rag.answers.claims.wording import composed, said_in
from rag.answers.matching import remembered
from rag.korean.analysis import Analyser

MINIMUM = 0.5
"""The score from which a claim that no rule refuses is supported."""
ENOUGH = 0.35
"""The same for answers, whose every predicate, adverb and thing was found to be said (`said`)."""
REFUSED = 0.2
"""What a rule that refuses leaves of a score, at most."""
REMEMBERED = 256
KEEPS = 0.62
"""Share of the claim's letter pairs from which it keeps to the wording of its evidence, so that a verb in another form is a
change. In freer paraphrases the same signs only count against it."""
DOUBTS = frozenset({"modality", "role", "attribution", "instead"})
"""Reasons that refuse a claim only where it keeps to the wording; all others always do."""


class Verifier:
    """Deterministic, safe to share between threads. Evidence that comes again is read once."""

    def __init__(self, analyser: Analyser) -> None:
        self._tables = shipped()
        self._aliases = names.aliases()
        self._support = Support(remembered(analyser.similarity), self._tables, self._aliases)
        tokens = analyser.tokens
        self._evidence = lru_cache(REMEMBERED)(lambda text, base: read(text, tokens, base))
        self._claim = lru_cache(2)(lambda text, base: read(text, tokens, base))

    def check(
        self, claim: str, evidence: Sequence[str], *, base: date | None = None, attributed: bool = False
    ) -> Verdict:
        """`evidence`: verbatim from the sources. `base`: the day from which relative dates in it count, if known.

        `attributed`: as for answers, nothing that somebody says may be told as a fact, not even an announcement.
        """
        claim, texts = composed(claim), [composed(text) for text in evidence]
        if not any(text.strip() for text in texts):
            return Verdict(0.0, (Reason("evidence"),))
        if any(said_in(claim, text) for text in texts):
            return Verdict(1.0)
        said, given = self.read(claim, base), self._evidence("\n".join(texts), base)
        return self.judge(said, given, attributed=attributed)

    def read(self, claim: str, base: date | None) -> Statement:
        """A claim, analysed. `claim` is composed (NFC)."""
        return self._claim(claim, base)

    def judge(self, said: Statement, given: Statement, *, attributed: bool = False) -> Verdict:
        """What `check` says, of texts that were read already."""
        found, features = self._examined(said, given, attributed)
        score = self._support.score(features)
        keeps = attributed or features["letters"] >= KEEPS
        doubts = DOUBTS - {"attribution"} if attributed else DOUBTS
        against = tuple(reason for reason in found if keeps or reason.code not in doubts)
        if against:
            return Verdict(min(score, REFUSED), against)
        return Verdict(
            score,
            () if score >= (ENOUGH if attributed else MINIMUM) else found or (Reason("support", said.text.strip()),),
        )

    def examine(
        self, claim: str, evidence: Sequence[str], base: date | None = None
    ) -> tuple[tuple[Reason, ...], dict[str, float]]:
        """What the rules have against a claim, and the features that its score is made of."""
        return self._examined(self.read(claim, base), self._evidence("\n".join(evidence), base), attributed=False)

    def _examined(
        self, said: Statement, given: Statement, attributed: bool
    ) -> tuple[tuple[Reason, ...], dict[str, float]]:
        found = [*self._reasons(said, given), *rules.attributions(said, given, strict=attributed)]
        if attributed:
            found += (*told(said, given, self._tables), *bindings(said, given, self._tables))
        reasons = tuple(dict.fromkeys(found))
        doubts = {code: float(any(reason.code == code for reason in reasons)) for code in ("modality", "role")}
        return reasons, {**self._support.features(said, given), **doubts}

    def _reasons(self, claim: Statement, evidence: Statement) -> Iterator[Reason]:
        yield from rules.numbers(claim, evidence)
        yield from rules.dates(claim, evidence)
        yield from rules.quotations(claim, evidence)
        yield from names.unknown(claim, evidence, self._aliases)
        yield from names.offices(claim, evidence, self._aliases)
        yield from rules.happenings(claim, evidence, self._tables)
        yield from slots.slots(claim, evidence, self._tables, self._aliases)
        yield from quantities.quantities(claim, evidence, self._tables)
        yield from quantities.exclusions(claim, evidence)
        yield from siblings(claim, evidence, self._tables)
        yield from speakers.speakers(claim, evidence)
        yield from endings.endings(claim, evidence, self._tables)
