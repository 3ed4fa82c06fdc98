"""How surely the evidence carries a claim that no rule refuses: a logistic score over what of it the evidence covers.

The weights are in weights.tsv, made by `python -m evals.train_claims`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from rag.answers.claims import days, values
from rag.answers.claims.frames import SAYING
from rag.answers.claims.names import Aliases
from rag.answers.claims.signs import signs
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.matching import Similarity
from rag.domain import Token
from rag.korean.terms import FIRST_WORD, LIGHT, RANK_SCALE, VOCABULARY

COVERING = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "VV", "VA", "MAG", "NP"})
INSIDE = 0.9  # a word of two letters or more inside a longer one of the evidence
OTHERWISE = 0.9  # a listed other word for the same
NEARBY = 0.5  # cosine under which two morphemes have nothing to do with each other
RAREST = math.log1p(VOCABULARY / RANK_SCALE)


@dataclass(frozen=True, slots=True)
class _Covered:
    token: Token
    weight: float
    exact: float
    soft: float


class Support:
    """Features of a pair and their score; all features lie in 0..1 except where their name says otherwise."""

    def __init__(self, similarity: Similarity, tables: Tables, aliases: Aliases) -> None:
        self._similarity = similarity
        self._tables = tables
        self._aliases = aliases
        self._weights = shipped_weights()

    def score(self, features: Mapping[str, float]) -> float:
        """0..1."""
        total = self._weights["bias"] + sum(self._weights[name] * value for name, value in features.items())
        return 1 / (1 + math.exp(-total))

    def features(self, claim: Statement, evidence: Statement) -> dict[str, float]:
        """Name → value, the same names for every pair."""
        covered = self._covered(claim, evidence)
        total = sum(c.weight for c in covered) or 1.0
        verbs = [c for c in covered if c.token.tag in ("VV", "VA")]
        nouns = [c for c in covered if c.token.tag not in ("VV", "VA", "MAG")]
        return {
            "exact": sum(c.weight * c.exact for c in covered) / total,
            "soft": sum(c.weight * c.soft for c in covered) / total,
            "worst": max((c.weight * (1 - c.soft) for c in covered), default=0.0) / RAREST,
            "missing": min(sum(c.weight * (1 - c.soft) for c in covered) / RAREST, 3.0) / 3,
            "left": min(sum(_counts(t) and t.form not in claim.forms for t in evidence.tokens), 20) / 20,
            "length": min(len(covered), 15) / 15,
            "nouns": min((c.soft for c in nouns), default=1.0),
            "verbs": min((c.soft for c in verbs), default=1.0),
            "adverbs": min((c.exact for c in covered if c.token.tag == "MAG"), default=1.0),
            "last": covered[-1].soft if covered else 0.0,
            "pairs": _pairs(claim, evidence),
            "letters": _letters(claim.solid, evidence.solid),
            "order": _order(covered, evidence),
            "shorter": math.tanh(len(claim.solid) / max(1, len(evidence.solid)) - 1),
            **self._unsaid(covered, evidence, total),
            **self._opposites(claim, evidence),
            **signs(claim, evidence, self._tables),
        }

    def _unsaid(self, covered: Sequence[_Covered], evidence: Statement, total: float) -> dict[str, float]:
        """What is not in the evidence word by word, and how near it is to whatever is."""
        ids = {t.id for t in evidence.tokens if _counts(t) and FIRST_WORD <= t.id < VOCABULARY}
        unsaid = [(c, self._nearest(c.token, ids)) for c in covered if not c.exact]
        near = sorted(cosine for _, cosine in unsaid)
        unlike = sum(c.weight * (1 - cosine) for c, cosine in unsaid)
        unlike += sum(c.weight * (1 - c.exact) / 2 for c in covered if c.exact)
        return {
            "unlike": min(unlike / RAREST, 2.0) / 2,
            "unlike share": unlike / total,
            "likeness": sum(near) / len(near) if near else 1.0,
            "second": near[1] if len(near) > 1 else 1.0,
            "strange": min(sum(cosine < NEARBY for cosine in near), 3) / 3,
            "unsaid": min(len(unsaid), 5) / 5,
            "verbs unsaid": min(sum(c.token.tag in ("VV", "VA") for c, _ in unsaid), 3) / 3,
            "rarest unsaid": max((c.weight for c, _ in unsaid), default=0.0) / RAREST,
        }

    def _nearest(self, token: Token, ids: Collection[int]) -> float:
        """Cosine of the nearest word of the evidence, 0..1; 0 for what has no vector."""
        if token.tag == "SN" or not FIRST_WORD <= token.id < VOCABULARY:
            return 0.0
        return max(0.0, max((self._similarity(token.id, other) for other in ids), default=0.0))

    def _covered(self, claim: Statement, evidence: Statement) -> list[_Covered]:
        """The claim's content words. A word that is not in the evidence may stand for one that the claim does not use."""
        mine = {t.form for t in claim.tokens}
        free = {t.id for t in evidence.tokens if _counts(t) and t.form not in mine and FIRST_WORD <= t.id < VOCABULARY}
        spans = _carried(claim, evidence)
        spoken = any(frame.says for frame in evidence.frames)
        found = []
        for token in claim.tokens:
            if _counts(token):
                said = any(a <= token.start < b for a, b in spans) or (spoken and token.form in SAYING)
                exact = 1.0 if said else self._exact(token, evidence)
                found.append(_Covered(token, _weight(token), exact, exact or self._soft(token, free)))
        return found

    def _exact(self, token: Token, evidence: Statement) -> float:
        if token.form in evidence.forms:
            return 1.0
        form = token.form.lower()
        if token.tag not in ("VV", "VA", "SN") and len(form) > 1 and form in evidence.solid:
            return INSIDE
        if evidence.also and len(form) > 1 and form in evidence.also:
            return INSIDE
        if any(other in evidence.solid for other in self._aliases.get(form, ())):
            return INSIDE
        return OTHERWISE if any(same in evidence.forms for same in self._tables.same.get(form, ())) else 0.0

    def _soft(self, token: Token, ids: Collection[int]) -> float:
        if token.tag == "SN" or not FIRST_WORD <= token.id < VOCABULARY:
            return 0.0
        nearest = max((self._similarity(token.id, other) for other in ids), default=0.0)
        return max(0.0, nearest - NEARBY) / (1 - NEARBY)

    def _opposites(self, claim: Statement, evidence: Statement) -> dict[str, float]:
        """Words of the claim of which the evidence has the opposite, and not the word."""
        words = {t.form for t in claim.tokens if t.tag in COVERING} - evidence.forms
        opposed = sum(bool(self._tables.opposites(word) & evidence.forms) for word in words)
        return {"opposed": min(opposed, 2) / 2}


def _counts(token: Token) -> bool:
    return token.tag in COVERING and not (token.tag in ("VV", "VA") and token.form in LIGHT)


def _carried(claim: Statement, evidence: Statement) -> list[tuple[int, int]]:
    """Where the claim gives a number or a date that the evidence gives in another form."""
    found = [(v.start, v.end) for v in claim.values if any(values.carried(v, w) for w in evidence.values)]
    return found + [(d.begin, d.finish) for d in claim.days if days.carried(d, evidence.days, claim.base)]


def _weight(token: Token) -> float:
    """ln(1 + rank / 300), the rank being Kiwi's id; unknown words weigh as the rarest do."""
    known = FIRST_WORD <= token.id < VOCABULARY
    if token.id < FIRST_WORD and token.tag in ("VV", "VA", "MAG", "NNG", "NP") and token.id > 10:
        return math.log1p(token.id / RANK_SCALE)
    return math.log1p(token.id / RANK_SCALE) if known else RAREST


def _pairs(claim: Statement, evidence: Statement) -> float:
    """Share of the claim's neighbouring morphemes that are neighbours in the evidence."""
    mine = {
        (a.form, b.form) for a, b in pairwise(t for t in claim.tokens if t.tag[0] not in "S" or t.tag in ("SN", "SL"))
    }
    theirs = {
        (a.form, b.form)
        for a, b in pairwise(t for t in evidence.tokens if t.tag[0] not in "S" or t.tag in ("SN", "SL"))
    }
    return len(mine & theirs) / len(mine) if mine else 0.0


def _letters(claim: str, evidence: str) -> float:
    """Share of the claim's letter pairs that occur in the evidence."""
    mine = [claim[i : i + 2] for i in range(len(claim) - 1)]
    return sum(pair in evidence for pair in mine) / len(mine) if mine else 0.0


def _order(covered: Sequence[_Covered], evidence: Statement) -> float:
    """Share of the claim's covered words that come in the order of the evidence."""
    positions = [evidence.solid.find(c.token.form.lower()) for c in covered if c.exact]
    found = [p for p in positions if p >= 0]
    return sum(a <= b for a, b in pairwise(found)) / (len(found) - 1) if len(found) > 1 else 1.0


@cache
def shipped_weights() -> Mapping[str, float]:
    """Name → weight, `bias` among them."""
    text = (files("rag.answers.claims") / "weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
